"""What holds for the census of any text, and how long it may take."""

from __future__ import annotations

import json
import time
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.numbers.census.finding import find_quantities
from copilot.numbers.types import Quantity

_SLACK = 3  # a busy machine; the bound itself is a second
_PIECES = st.sampled_from(
    [
        *("1", "12", "2025", "3.5", "1,204", "½", "²", "٣", "Ⅳ", "①", "$", "€", "%", "percent", "points", "bn", "million", "-", "−", "–", "(", ")", "[", "]", ",", ".", ":", "/"),
        *("x", "p", "m", "k", "to", "from", "and", "between", "by", "up", "rose", "fell", "of", "a", "half", "third", "quarter", "two", "one", "dozen", "hundred", "years"),
        *("10-year", "S&P", "Q3", "FY26E", "May", "the", "17th", "\n", "\t", "a.m.", "Rs.", "basis", "doubled", "9-3", "2s10s", "3M", "COVID-19", "http://a.b/1", "point", "minus"),
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", "-"])), max_size=14).map(
        lambda parts: "".join(a + b for a, b in parts)
    ),
)
_BLOCKS = (
    "1,", "(", "9.", "1 ", "½", "²", "[1,", "$", "-", "1/", "1:", "1-", "$1.2bn ", "from 4% to 5% ", "of ", "between 4 and ", "10-year ", "half ", "one in ", "hundred and ",
    "two-", "Jan ", "up to ", "S&P ", "1.1.1.", "million ", "+1 ", "(1) ", "\n1. ", "1'000", "1,00,", "low-to-", "mid-", "1a", "per cent ", "１", "point ", "North 412, ", " ", "\n",
)  # fmt: skip


def holds(text: str, items: list[Quantity]) -> None:
    """The invariants of the contract."""
    end = 0
    covered: set[int] = set()
    for item in items:
        assert text[item.start : item.end] == item.text
        assert end <= item.start < item.end
        end = item.end
        covered.update(range(item.start, item.end))
        assert (item.low is None) == (item.high is None)
        if item.low is not None and item.high is not None:
            assert item.value is None
            assert item.low <= item.high
        if item.kind == "quantity" and (item.value is not None or item.low is not None):
            assert item.ulp is not None
            assert item.ulp > 0
    assert all(at in covered for at, character in enumerate(text) if unicodedata.category(character) in ("Nd", "No", "Nl"))


@given(_TEXTS)
def test_every_digit_is_in_exactly_one_item_and_every_span_is_its_text(text: str) -> None:
    holds(text, find_quantities(text))


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from(["$", "€", "£", "¥"]))
def test_a_printed_amount_is_read_back(value: Decimal, sign: str) -> None:
    text = f"{sign}{value:,}"
    (item,) = find_quantities(f"It paid {text} in all.")
    assert (item.text, item.value) == (text, value)


@given(st.integers(min_value=1, max_value=3000), _PIECES)
def test_words_around_do_not_move_a_span(count: int, piece: str) -> None:
    text = f"{piece} " * 3 + f"Sales were {count} units."
    items = find_quantities(text)
    holds(text, items)


@pytest.mark.parametrize("block", _BLOCKS)
def test_a_hundred_kilobytes_take_about_a_second_at_most(block: str) -> None:
    text = (block * (100_000 // len(block) + 1))[:100_000]
    began = time.process_time()
    items = find_quantities(text)
    assert time.process_time() - began < _SLACK
    holds(text, items)


@pytest.mark.slow  # a speed: run by make test-all and make bench
def test_a_report_of_a_thousand_sentences_takes_a_third_of_a_second() -> None:
    report = "The gauge rose 3.2% to 52.6 in October from 51.0, its best since May 2021, against a forecast of 51.4. " * 1000
    began = time.process_time()
    assert len(find_quantities(report)) == 5000
    assert time.process_time() - began < 0.3 * _SLACK


def test_the_rows_of_the_contract_hold(shared: Path) -> None:
    with (shared / "contracts" / "quantities.jsonl").open(encoding="utf-8") as lines:
        faults = {row["id"]: found for row in map(json.loads, lines) if (found := _faults(row))}
    assert faults == {}


def _faults(row: dict[str, Any]) -> list[str]:
    """What differs from a row: an item missing, misread or too many; one of a period or ordinal without a digit may be there or not."""
    left, faults = find_quantities(row["text"]), []
    for wanted in row["expect"]:
        at = row["text"].find(wanted["text"])
        exact = wanted["kind"] in ("quantity", "count_word")
        item = next(
            (
                each
                for each in left
                if (each.text == wanted["text"] if exact else each.start < at + len(wanted["text"]) and at < each.end)
            ),
            None,
        )
        if item is None:
            faults.append(f"{wanted['text']} missing")
            continue
        left.remove(item)
        faults += [
            f"{item.text}: {name} {getattr(item, name)}"
            for name in ("kind", "role", "direction", "qualifier")
            if wanted.get(name, getattr(item, name)) != getattr(item, name)
        ]
        faults += [
            f"{item.text}: {name} {getattr(item, name)}"
            for name in ("value", "low", "high")
            if name in wanted and getattr(item, name) != Decimal(wanted[name])
        ]
        if "unit" in wanted and item.unit.partition(":")[0] != wanted["unit"].partition(":")[0]:
            faults.append(f"{item.text}: unit {item.unit}")
    return faults + [
        f"{item.text} too many" for item in left if item.kind not in ("period", "ordinal") or any(map(str.isdigit, item.text))
    ]
