"""Leads and lags in points against made prices: XLK made 25% in 2025, SPY 10%, and both stood still in 2024."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from copilot.auditing import judge_text
from copilot.comparison import compare_text
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.types import Bar, Prices

LAST = date(2025, 12, 12)
CLOSES = {"XLK": (120.0, 150.0), "SPY": (400.0, 440.0)}


class Source:
    """Prices that step up once, in the first session of 2025."""

    name, is_sample = "made", False

    def tickers(self) -> Sequence[str]:
        return sorted(CLOSES)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker not in CLOSES:
            raise PricesMissing(f"no {ticker}", fix="None.")
        before, since = CLOSES[ticker]
        days = (date(2023, 12, 1) + timedelta(days=n) for n in range(800))
        made = tuple(
            Bar(day, None, None, None, since if day.year == 2025 else before) for day in days if is_session(day) and day <= as_of
        )
        return Prices(ticker, "USD", "made", datetime(2025, 12, 13, tzinfo=UTC), made, ())


@pytest.mark.parametrize(
    "text",
    [
        "XLK outperformed SPY by 15 percentage points this year.",
        "XLK beat SPY by 15 points in 2025.",
        "XLK is 15 percentage points ahead of SPY year to date.",
        "SPY trailed XLK by 15 percentage points year to date.",
        "XLK outperformed SPY by 15% this year.",
        "XLK has outperformed SPY by 15 percentage points since the end of December 2024.",
        "The gap between XLK and SPY this year is 15 points.",
        "XLK's 15-point lead over SPY this year is large.",
        "XLK is up 25% and SPY is up 10% in 2025 to date, a gap of 15 percentage points.",
    ],
)
def test_a_lead_of_the_two_returns_is_checked(text: str) -> None:
    checked, findings = judge_text(text, [], Source(), as_of=LAST, published=LAST)
    judged = [number for number in checked.numbers if number.kind == "quantity"]
    assert [number.verdict for number in judged] == ["checked"] * len(judged)
    assert not findings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("XLK outperformed SPY by 25 percentage points this year.", "value"),
        ("XLK lagged SPY by 15 percentage points this year.", "direction"),
        ("XLK beat SPY by 15 points in 2024.", "value"),
        ("The gap between XLK and SPY this year is 11 points.", "value"),
    ],
)
def test_another_lead_is_wrong(text: str, kind: str) -> None:
    (found,) = compare_text(text, Source(), as_of=LAST, published=LAST)
    assert (found.disputes, found.kind) == (True, kind)


@pytest.mark.parametrize(
    "text",
    [
        "XLK could beat SPY by 5 points this year.",
        "XLK beat its own forecast by 3 points this year.",
        "XLK outperformed SPY by 4 points.",  # over what, is not said
    ],
)
def test_what_names_no_other_or_no_time_is_let_alone(text: str) -> None:
    assert not [found for found in compare_text(text, Source(), as_of=LAST, published=LAST) if found.disputes]


def test_a_lead_bears_out_no_rise_of_its_size() -> None:
    text = "XLK outperformed SPY by 15 points in 2025. XLK rose 15% in 2025."
    checked, _ = judge_text(text, [], Source(), as_of=LAST, published=LAST)
    assert [number.state for number in checked.numbers if number.kind == "quantity"] == ["checked", "disputed"]
