"""Votes, totals, counts and ranges of the Federal Reserve's decisions, against the bundled table of meetings."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.auditing import judge_text
from copilot.numbers import check_text
from copilot.types import AnswerNumber, Finding

from .no_prices import NoPrices

AS_OF = date(2025, 12, 18)


def judged(text: str) -> tuple[list[AnswerNumber], tuple[Finding, ...]]:
    checked, findings = judge_text(text, [], NoPrices(), as_of=AS_OF, published=AS_OF)
    return [number for number in checked.numbers if number.kind not in ("date", "period")], findings


@pytest.mark.parametrize(
    "text",
    [
        "The Fed voted 9-3 on December 10, 2025.",
        "The Federal Reserve cut rates by 25 basis points in October 2025, by 10 votes to 2.",
        "The Fed's decision on December 10, 2025 drew three dissents.",
        "Three officials dissented when the Fed met on December 10, 2025.",
        "The Fed lowered the target range to 3.50%-3.75% on December 10, 2025.",
        "The Fed held its benchmark rate at 4.25% to 4.50% in June 2025.",
        "The Fed cut rates by a quarter of a percentage point in September 2025.",
        "The Fed has cut rates by 75 basis points in 2025.",
        "The Fed has cut rates three times this year.",
    ],
)
def test_what_the_meetings_bear_out_is_checked(text: str) -> None:
    numbers, findings = judged(text)
    assert numbers
    assert [number.verdict for number in numbers] == ["checked"] * len(numbers)
    assert not findings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Fed voted 9-2 on December 10, 2025.", "9 for and 3 against"),
        ("The Fed's decision on December 10, 2025 drew two dissents.", "9 for and 3 against"),
        ("The Fed cut rates by 50 basis points in September 2025.", "-25 basis points on 2025-09-17"),
        ("The Fed has cut rates by 125 basis points in 2025.", "-75 basis points"),
        ("The Fed has cut rates four times this year.", "there were 3"),
        ("The Fed held its benchmark rate at 4.50% to 4.75% in June 2025.", "4.25% to 4.50%"),
    ],
)
def test_what_they_contradict_is_wrong(text: str, found: str) -> None:
    _, (finding,) = judged(text)
    assert finding.severity == "error"
    assert found in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect the Fed to cut rates four times next year.",
        "The Fed cut rates by 25 basis points in 2025.",  # each of three
        "The Fed could vote 7-5 in January.",
        "The Senate voted 52-48 on December 10, 2025.",
        "The Fed's staff of 12 dissented on December 10, 2025.",
    ],
)
def test_what_tells_no_decision_is_let_alone(text: str) -> None:
    assert not judged(text)[1]


def fomc(name: str, value: str, unit: str) -> dict[str, str]:
    return {
        "name": name,
        "ticker": "FOMC",
        "value": value,
        "unit": unit,
        "start": "2025-12-10",
        "end": "2025-12-10",
        "formula": "",
    }


def test_a_computed_count_bears_out_no_count_of_other_things() -> None:
    metrics = [fomc("consecutive cuts", "4", "count:cut")]
    for text, checked in (
        ("Four officials dissented on December 10, 2025.", False),
        ("The Fed made its fourth straight cut on December 10, 2025.", True),
    ):
        first = next(c for c in check_text(text, [], metrics=metrics, as_of="2025-12-18") if c.kind not in ("date", "period"))
        assert (first.verdict == "checked") == checked


@pytest.mark.parametrize(
    ("text", "verdict"), [("3.50%-3.75%", "checked"), ("3.25%-3.50%", "differs"), ("3.50%-4.00%", "differs")]
)
def test_both_bounds_are_one_range(text: str, verdict: str) -> None:
    bounds = [fomc("target range, lower bound", "3.5", "percent"), fomc("target range, upper bound", "3.75", "percent")]
    told = f"The FOMC lowered the target range to {text} on December 10, 2025."
    found = next(check for check in check_text(told, [], metrics=bounds, as_of="2025-12-18") if check.text == text)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The Fed cut rates by 50 basis points on October 29, 2025.",
        "The Fed cut rates by 25 basis points on October 27, 2025.",
        "The Fed voted 7-2 on October 29, 2025.",
        "The Fed lowered the target range to 3.00%-3.25% on October 29, 2025.",
        "The Fed has cut rates four times this year.",
        "The Fed has cut rates by 125 basis points in 2025.",
    ],
)
def test_of_a_decision_after_the_as_of_day_nothing_is_said(text: str) -> None:
    _, findings = judge_text(text, [], NoPrices(), as_of=date(2025, 10, 20), published=date(2025, 11, 3))
    assert not findings
