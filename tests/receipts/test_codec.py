from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.receipts.canonical import canonical_json, pretty_json, strict_json
from copilot.receipts.codec import decode, encode
from copilot.types import AnswerNumber, Conflict, Metric, Operand, Passage

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PASSAGES = st.builds(
    Passage, TEXT, TEXT, TEXT, st.none() | TEXT,
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | TEXT, st.integers(0, 99), st.integers(0, 99), TEXT, st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip


@given(JSON)
def test_both_forms_read_back_as_the_same_value(value: object) -> None:
    assert strict_json(canonical_json(value)) == value == strict_json(pretty_json(value))


@given(st.dictionaries(TEXT, st.integers(), max_size=5))
def test_the_canonical_form_does_not_depend_on_the_order_of_keys(value: dict[str, int]) -> None:
    assert canonical_json(value) == canonical_json(dict(reversed(list(value.items()))))


def test_the_canonical_form_is_what_any_other_program_would_write() -> None:
    assert canonical_json({"b": "é", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"é"}'.encode()


@pytest.mark.parametrize("value", [1.5, [0.1], {"a": {"b": 2.0}}, float("nan")])
def test_a_float_has_no_canonical_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("content", [b"1.0", b'{"a":1,"a":1}', b"NaN", b"[Infinity]", b"\xff", b"{", b"1e5"])
def test_what_is_not_strict_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        strict_json(content)


@given(PASSAGES)
def test_a_passage_comes_back_as_it_went(passage: Passage) -> None:
    assert decode(Passage, json.loads(json.dumps(encode(passage)))) == passage


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.none() | st.dates())
def test_a_metric_comes_back_as_it_went(value: Decimal, day: date | None) -> None:
    metric = Metric("low", None, value, "USD", day, day, "min", "X low", {"a": "b"}, ({"low": "1.0"},), "0" * 64, "files:x", "")
    record = json.loads(json.dumps(encode(metric, leave_out=["inputs"])))
    assert "inputs" not in record
    assert decode(Metric, record, inputs=metric.inputs) == metric


def test_nested_values_come_back_as_they_went() -> None:
    conflict = Conflict("C1", (0, 2), "a", "b", date(2025, 1, 2), None, "a; b")
    number = AnswerNumber(0, 2, "5%", "quantity", "checked", "quoted", "none", "so.", ({"source": "1", "start": 0},), None)
    for value in (conflict, number, Operand(None, None, None, "x")):
        assert decode(type(value), json.loads(json.dumps(encode(value)))) == value


@pytest.mark.parametrize(
    "value",
    [
        {"id": 5},
        {"id": "C1", "numbers": ["x"], "stated": "", "found": "", "stated_date": None, "found_date": None, "text": ""},
        {"id": "C1", "numbers": [True], "stated": "", "found": "", "stated_date": None, "found_date": None, "text": ""},
        {"id": "C1", "numbers": [], "stated": "", "found": "", "stated_date": "soon", "found_date": None, "text": ""},
        {"id": "C1", "numbers": [], "stated": "", "found": "", "stated_date": 5, "found_date": None, "text": "", "more": 1},
        [],
        "x",
        None,
    ],
)
def test_a_value_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        decode(Conflict, value)


def test_a_day_and_a_moment_are_told_apart() -> None:
    assert encode(datetime(2025, 1, 2, tzinfo=UTC)) == "2025-01-02T00:00:00+00:00"
    assert encode(date(2025, 1, 2)) == "2025-01-02"
