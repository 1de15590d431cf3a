"""Invariants of the number check on arbitrary text."""

from __future__ import annotations

import gc
import json
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.numbers import check_text, find_quantities, read_claims
from copilot.numbers.binding.windows import window

_SOME_WORDS = """
    revenue fell rose to from by 5% 4.1% $3.2bn 12 in 2024 Q3 the Corran Mining FTSE 100 [1] [M1] | and , . ; — not expected half
    of between nearly 3,400 people (1,204) %% 0 − ½ third
"""
WORDS = st.sampled_from([*_SOME_WORDS.split(), "\n"])
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_crashes_the_check(text: str, source: str) -> None:
    check_text(text, [source])
    read_claims(text)


@CALM
@given(PROSE, PROSE)
def test_every_item_of_the_census_is_judged_once_in_order(text: str, source: str) -> None:
    spans = [(item.start, item.end, item.text, item.kind) for item in find_quantities(text)]
    assert [(item.start, item.end, item.text, item.kind) for item in check_text(text, [source])] == spans


@CALM
@given(PROSE)
def test_the_check_is_deterministic(text: str) -> None:
    assert check_text(text, [text, "Sales rose 5%."]) == check_text(text, [text, "Sales rose 5%."])


@CALM
@given(PROSE, PROSE, PROSE)
def test_more_evidence_never_unchecks_a_number(text: str, source: str, more: str) -> None:
    before = check_text(text, [source], citations="ignore")
    after = check_text(text, [source, more], citations="ignore")
    for one, other in zip(before, after, strict=True):
        if one.verdict == "checked" and one.kind not in ("date", "period"):
            assert other.verdict == "checked", (one, other)


def test_foreign_evidence_never_unchecks_a_contract_row(shared: Path) -> None:
    with (shared / "contracts" / "checks.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    others = [row["sources"][0] for row in rows[:40:5] if row["sources"]]
    for row in rows:
        options = {"metrics": row["metrics"], "as_of": row["as_of"], "published": row["published"], "citations": row["citations"]}
        before = check_text(row["text"], row["sources"], **options)
        after = check_text(row["text"], [*row["sources"], *others], **options)
        for one, other in zip(before, after, strict=True):
            assert one.verdict != "checked" or other.verdict == "checked", (row["id"], one, other)


@given(st.decimals("0.01", "100000", places=2), st.sampled_from([Decimal("1"), Decimal("0.1"), Decimal("0.01")]))
def test_an_unqualified_window_is_half_an_ulp_to_either_side(value: Decimal, ulp: Decimal) -> None:
    found = window(value, ulp, "none")
    assert found.high - found.low == ulp
    assert found.holds(value)


def test_a_check_makes_no_cycles_that_only_the_collector_would_free() -> None:
    sources = [
        "Corvane's revenue rose 8.0% to $512 million in 2024; a tenth of it came from Peru.",
        "Copper | 2023 | 2024\nOre | 4 | 5",
    ]
    text = "Corvane's revenue grew 8% to $512 million [1], copper by 25% [2] and gold by 31% [1]."
    check_text(text, sources)
    gc.collect()
    gc.disable()
    try:
        check_text(text, sources)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_check_leaves_the_collector_as_it_was() -> None:
    check_text("It rose 4%.", ["It rose 4%."])
    assert gc.isenabled()
    gc.disable()
    try:
        check_text("It rose 4%.", ["It rose 4%."])
        assert not gc.isenabled()
    finally:
        gc.enable()
