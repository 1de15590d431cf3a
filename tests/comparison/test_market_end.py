"""Records and 52-week extremes against made prices; what prices that end early leave uncompared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from copilot.comparison import Comparison, Market, compare_claims
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.numbers import read_claims
from copilot.types import Bar, Prices

FIRST, LAST = date(2021, 6, 1), date(2025, 12, 12)
PEAKS = {date(2023, 5, 2): 180.0, date(2025, 3, 4): 150.5, date(2025, 12, 10): 160.25, date(2025, 12, 11): 158.0}
TROUGHS = {date(2025, 4, 8): 88.75}


def bars(last: date = LAST) -> list[Bar]:
    """Quiet closes near 120 but for a few days; highs and lows a dollar beside the close."""
    found, day, n = [], FIRST, 0
    while day <= last:
        if is_session(day):
            close = PEAKS.get(day) or TROUGHS.get(day) or 120.0 + (n * 7 % 11) * 0.35
            found.append(Bar(day, close, close + 1.0, close - 1.0, close))
            n += 1
        day += timedelta(days=1)
    return found


class Source:
    """Prices of one fund."""

    name, is_sample = "made", False

    def __init__(self, last: date = LAST) -> None:
        self.last = last

    def tickers(self) -> Sequence[str]:
        return ["XLK"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker != "XLK":
            raise PricesMissing(f"no {ticker}", fix="None.")
        cut = tuple(bar for bar in bars(self.last) if bar.session <= as_of)
        return Prices("XLK", "USD", "made", datetime(2025, 12, 13, tzinfo=UTC), cut, ())


def compared(text: str, published: date = LAST, last: date = LAST) -> tuple[list[Comparison], list[str]]:
    market = Market(Source(last), date(2025, 12, 31))
    return compare_claims(text, read_claims(text, published=published), market, published=published), market.notices


def wrong(text: str) -> list[str]:
    return [found.found for found in compared(text)[0] if found.disputes]


@pytest.mark.parametrize(
    "text",
    [
        "XLK closed at $160.25 on December 10, 2025, its highest close of the year.",
        "XLK's 52-week high is $161.25.",
        "XLK's 52-week low of $87.75 was set in April.",
        "XLK, with a 52-week closing low of $88.75, traded higher.",
    ],
)
def test_an_extreme_that_was_one_is_borne_out(text: str) -> None:
    found, _ = compared(text)
    assert [comparison.agrees for comparison in found] == [True]


def test_a_close_called_a_record_that_an_older_one_exceeds_is_none() -> None:
    (found,) = wrong("XLK closed at a record $160.25 on December 10, 2025.")
    assert found == "it was none: the close of 2023-05-02 was 180.00"


def test_an_intraday_record_is_held_against_highs() -> None:
    (found,) = wrong("XLK touched an all-time intraday high of $161.25 on December 10, 2025.")
    assert found == "it was none: the high of 2023-05-02 was 181.00"


def test_a_record_of_its_day_stands_whatever_came_after() -> None:
    assert wrong("XLK closed at a record $180.00 on May 2, 2023.") == []


def test_a_short_history_tells_no_record() -> None:
    market = Market(Source(), date(2022, 6, 30))
    text = "XLK closed at a record $121.40 on June 29, 2022."
    claims = read_claims(text, published=date(2022, 6, 30))
    assert not any("it was none" in c.found for c in compare_claims(text, claims, market, published=date(2022, 6, 30)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("XLK's 52-week high is $171.40.", "the high was 161.25 on 2025-12-10 and the highest close was 160.25 on 2025-12-10"),
        (
            "XLK's 52-week low of $95.10 was set in April.",
            "the low was 87.75 on 2025-04-08 and the lowest close was 88.75 on 2025-04-08",
        ),
    ],
)
def test_another_extreme_of_the_year_is_wrong_and_both_kinds_are_told(text: str, said: str) -> None:
    assert wrong(text) == [said]


def test_prices_that_end_before_what_the_text_speaks_of_are_said_in_one_line() -> None:
    text = "XLK rose 2.0% on December 18, 2025. XLK closed at $131.00 on December 19, 2025. XLK closed at $158.00 on December 11, 2025."
    found, notices = compared(text, published=date(2025, 12, 20))
    assert [c.agrees for c in found] == [True]
    assert notices == [
        "prices of XLK end on 2025-12-12, before days that the text speaks of (to 2025-12-19): what it says of those is not compared"
    ]
    assert compared("XLK closed at $158.00 on December 11, 2025.")[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "XLK Volatility: the fund has moved at least 1.8% in eight of the last ten sessions.",
        "Market participants expect ~17% annualized volatility in XLK over the next 30 days.",
    ],
)
def test_a_move_under_a_heading_and_a_foreseen_figure_are_no_volatility(text: str) -> None:
    assert compared(text)[0] == []


def test_a_time_in_a_bracket_with_a_figure_of_its_own_dates_that_figure() -> None:
    assert wrong("XLK was up 2.7% (following +32% Wednesday).") == []


def test_the_week_of_a_note_written_on_a_monday_may_be_the_one_before() -> None:
    monday = date(2025, 12, 8)
    closes = {bar.session: bar.close for bar in bars()}
    change = 100 * (closes[date(2025, 12, 5)] / closes[date(2025, 11, 28)] - 1)
    (found,) = compared(f"XLK {'rose' if change > 0 else 'fell'} {abs(change):.2f}% for the week.", published=monday)[0]
    assert found.agrees
    assert [c.disputes for c in compared("XLK rose 9.41% this week.", published=monday)[0]] == [True]


def test_a_move_that_had_been_made_by_some_moment_is_not_held_against_the_end_of_its_window() -> None:
    assert wrong("XLK had risen 45% in December 2025 before it fell back.") == []
    assert len(wrong("XLK has risen 45% in December 2025.")) == 1
