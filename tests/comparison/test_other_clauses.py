"""A day or a window of another figure, or of a clause that is over, is not this figure's."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.comparison import Comparison, compare_text
from copilot.market.sample import SamplePrices
from copilot.numbers import check_text, read_claims

FRIDAY = date(2025, 12, 12)
THURSDAY = date(2025, 12, 18)


def _of(text: str, figure: str, published: date) -> list[Comparison]:
    found = compare_text(text, SamplePrices(), as_of=published, published=published)
    return [c for c in found if text[slice(*c.number)] == figure]


@pytest.mark.parametrize(
    ("text", "figure", "published"),
    [
        ("IWM lost 1.5% to $253.85, a setback after Thursday's 1.2% gain.", "1.5%", FRIDAY),
        ("IWM, which had gained 1.2% on Thursday, lost 1.5% to $253.85.", "1.5%", FRIDAY),
        ("IWM, which had gained 1.2% on Thursday, lost 1.5% to $253.85.", "$253.85", FRIDAY),
        ("IWM gained 1.2% on Thursday and ended the week at $253.85.", "$253.85", FRIDAY),
        ("IWM gained 1.2% on Thursday. It ended the week 1.2% higher at $253.85.", "$253.85", FRIDAY),
        ("SPY gained 0.2% on Thursday, and at $681.76 it has slipped 0.6% on the week.", "$681.76", FRIDAY),
        ("Talks would resume on Saturday. IWM closed at $248.71.", "$248.71", THURSDAY),
    ],
)
def test_a_day_of_another_clause_dates_no_figure(text: str, figure: str, published: date) -> None:
    found = _of(text, figure, published)
    assert found
    assert all(c.agrees for c in found)


def test_what_had_been_made_by_a_day_from_another_level_is_not_the_move_of_that_day() -> None:
    text = "IJR closed at 112.05 on 20 November. By the shortened session on 28 November it had recovered 7.9% from that close."
    assert not any(c.disputes for c in _of(text, "7.9%", date(2025, 12, 1)))  # 120.87 / 112.05 - 1; the day itself made 0.07%
    assert any(c.disputes for c in _of("On 28 November IJR recovered 7.9%.", "7.9%", date(2025, 12, 1)))


def test_a_wrong_figure_beside_such_a_clause_is_still_found() -> None:
    (wrong,) = _of("IWM gained 1.2% on Thursday and ended the week at $257.80.", "$257.80", FRIDAY)
    assert not wrong.agrees


def test_a_window_behind_a_second_change_is_not_of_the_first() -> None:
    first, second = (
        c
        for c in read_claims("SPY lost 1.1% to $681.76, though it remains 16% higher year to date.", published=FRIDAY)
        if c.quantity.unit == "percent"
    )
    assert first.period_start is None
    assert second.period_start == date(2025, 1, 1)


@pytest.mark.parametrize(("words", "way"), [("gave back", "down"), ("gave up", "down"), ("won back", "up")])
def test_what_is_given_back_fell(words: str, way: str) -> None:
    (claim,) = read_claims(f"The fund {words} 2%.")
    assert (claim.role, claim.direction) == ("change", way)


def test_a_level_before_a_rate_is_not_a_rate() -> None:
    level, _ = read_claims("The S&P 500 stood at 6,827.41, 1.1% below its record.")
    assert level.quantity.unit != "percent"


def test_a_level_that_a_change_led_to_over_a_window() -> None:
    (level,) = _of("SPY lost 0.6% over the five sessions to 681.76.", "681.76", FRIDAY)
    assert level.agrees


def test_the_rate_of_before_is_no_level_that_a_change_began_at() -> None:
    text = "Prices rose 2.4% in the year to March, down from 2.8% in February, and core inflation slowed to 2.6%."
    checks = check_text(text, [], as_of=FRIDAY, published=FRIDAY, citations="ignore")
    assert all(check.verdict != "differs" for check in checks)


def test_a_change_is_told_between_the_nearest_levels() -> None:
    text = "The gauge shot as high as 66, then settled at 39, a jump of 44% from 27."
    checks = check_text(text, [], as_of=FRIDAY, published=FRIDAY, citations="ignore")
    assert all(check.verdict != "differs" for check in checks)
