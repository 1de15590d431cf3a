"""Averages, highs, lows and records, and distances from them, against made prices worked out by hand.

XLK gains 0.10 a session to a close of 150: its average of n sessions lies 0.05 (n - 1) below the close. Within one session it
touched 160 in October, and 90 in April.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from copilot.auditing import judge_text
from copilot.comparison import Comparison, compare_text
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.types import Bar, Prices

LAST = date(2025, 12, 12)
HIGH, LOW = date(2025, 10, 29), date(2025, 4, 8)


def bars(dividend: float = 0.0) -> tuple[Bar, ...]:
    days = [LAST - timedelta(days=n) for n in range(1500, -1, -1) if is_session(LAST - timedelta(days=n))]
    found = []
    for back, day in zip(range(len(days) - 1, -1, -1), days, strict=True):
        close = 150.0 - 0.1 * back
        high, low = 160.0 if day == HIGH else close + 1, 90.0 if day == LOW else close - 1
        paid = dividend if back == 30 else 0.0
        found.append(Bar(day, close, high, low, round(close, 4), dividend=paid))
    return tuple(found)


class Source:
    """Prices of one fund."""

    name, is_sample = "made", False

    def __init__(self, dividend: float = 0.0) -> None:
        self.dividend = dividend

    def tickers(self) -> Sequence[str]:
        return ["XLK"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker != "XLK":
            raise PricesMissing(f"no {ticker}", fix="None.")
        cut = tuple(bar for bar in bars(self.dividend) if bar.session <= as_of)
        return Prices("XLK", "USD", "made", datetime(2025, 12, 13, tzinfo=UTC), cut, ())


def compared(text: str, dividend: float = 0.0) -> list[Comparison]:
    return compare_text(text, Source(dividend), as_of=LAST, published=LAST)


TRUE = [
    "XLK's 200-day moving average is $140.05.",
    "XLK trades 7.1% above its 200-day average.",
    "XLK is 1.7% above its 50-day.",
    "XLK sits above its 200-day average by 7.1%.",
    "The 200-day average of XLK stands at $140.05.",
    "XLK, with a 50-day average of $147.55, kept rising.",
    "XLK is 6.3% below its 52-week high of $160.00.",
    "XLK is down 6.3% from its record high, set on 29 October.",
    "XLK has a 52-week low of $90.00.",
    "XLK is 67% above its 52-week low.",
    "XLK's record high of $160.00 was set on 29 October.",
    "XLK is up 67% from its April low.",
    "XLK is up 67% from its April 8 low of $90.00.",
    "XLK's year-to-date high is $160.00.",
    "XLK closed at $150.00 on Friday, 6.3% shy of its record high.",
    "XLK rallied 78% from its April 8 low to its October 29 high.",
    "XLK is 0.9% above its 24 November close.",  # 13 sessions of 0.10 before
    "XLK rose 78% from its April low to its October high.",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_the_prices_bear_out_is_checked_to_the_last_figure(text: str) -> None:
    checked, findings = judge_text(text, [], Source(), as_of=LAST, published=LAST)
    judged = [number for number in checked.numbers if number.kind == "quantity"]
    assert judged
    assert [number.verdict for number in judged] == ["checked"] * len(judged)
    assert not findings


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("XLK's 200-day moving average is $142.05.", "value", "it was 140.05 on 2025-12-12"),
        ("XLK trades 9.1% above its 200-day average.", "value", "+7.10%"),
        ("XLK trades 7.1% below its 200-day average.", "direction", "+7.10%"),
        ("XLK is 7.1% above its 50-day average.", "value", "+1.66%"),
        ("XLK is 2.1% below its 52-week high.", "value", "-6.25% from the high of 2025-10-29"),
        ("XLK is within 2% of its 52-week intraday high.", "value", "-6.25%"),
        ("XLK's 52-week high is $160.00 and its 52-week low is $98.00.", "value", "the low was 90.00 on 2025-04-08"),
        ("XLK's 52-week low of $90.00 was set on 9 April.", "date", "90.00 is the low of 2025-04-08"),
        ("XLK closed at $150.00 on Friday. Its 200-day average stands at $144.05.", "value", "140.05"),
        ("XLK is up 60% from its April 8 low of $90.00.", "value", "+66.67%"),
        ("XLK rose 60% from its April low to its October high.", "value", "+77.78% from the low of 2025-04-08"),
    ],
)
def test_what_they_contradict_is_told_with_the_true_figure(text: str, kind: str, found: str) -> None:
    (wrong,) = [each for each in compared(text) if each.disputes]
    assert wrong.kind == kind
    assert found in wrong.found


@pytest.mark.parametrize(
    "text",
    [
        "XLK could fall 10% below its 200-day average.",
        "If XLK closes 3% below its 50-day average, sell.",
        "XLK's revenue hit a record high of $57 billion.",
        "XLK was 12% above its 200-day average at its peak.",
        "Near record highs ($150.00), XLK paused.",
        "XLK's 200-day exponential average is $142.00.",
    ],
)
def test_what_is_no_statement_of_where_it_stands_is_let_alone(text: str) -> None:
    assert not [each for each in compared(text) if each.disputes]


def test_a_bound_that_holds_says_so_though_no_value_is_bound() -> None:
    checked, findings = judge_text("XLK is within 7% of its 52-week intraday high.", [], Source(), as_of=LAST, published=LAST)
    (number,) = [each for each in checked.numbers if each.kind == "quantity"]
    assert (number.verdict, findings) == ("unsupported", ())
    assert "the prices say: -6.25%" in number.reason


def test_a_true_inequality_far_from_its_bound_is_doubtful_and_not_wrong() -> None:
    (found,) = compared("XLK trades more than 5% above its 200-day average.")
    assert (found.agrees, found.severity) == (False, "warning")


def test_a_distance_of_the_session_and_not_of_its_close_is_near_and_not_wrong() -> None:
    (found,) = compared("XLK is 6.8% below its 52-week high.")  # its low of the day, 149, is 6.9% below 160
    assert (found.agrees, found.is_near, found.severity) == (False, True, "note")


def test_an_average_of_closes_less_later_dividends_is_another_definition() -> None:
    stated = "XLK's 200-day moving average is $138.46."  # closes before a dividend of 2 times 1 - 2 / 146.9
    assert [each.disputes for each in compared(stated)] == [True]
    (found,) = compared(stated, dividend=2.0)
    assert (found.is_near, "less later dividends" in found.found) == (True, True)


def test_columns_and_labels_name_the_benchmark() -> None:
    text = "| Fund | Price | 50-day MA | vs 200-day MA | 52-week high |\n|---|---|---|---|---|\n| XLK | 150.00 | 147.55 | +9.9% | 160.00 |\n"
    assert [each.agrees for each in compared(text)] == [True, True, False, True]
    listed = "**XLK**\n- 50-day moving average: $147.55\n- 200-day moving average: $141.05\n"
    assert [each.agrees for each in compared(listed)] == [True, False]
