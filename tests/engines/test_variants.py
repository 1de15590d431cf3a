"""A word that leaves its definition open is answered with every definition that prints another figure, never with one of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.engines.evidence import Desk
from copilot.engines.extractive import draft_answer
from copilot.engines.question_time import find_period
from copilot.engines.variants import otherwise
from copilot.market.calendar import sessions
from copilot.market.files import FilePrices
from copilot.market.months import month_ends
from copilot.market.policy import meetings
from copilot.types import Bar, Draft, Metric, Prices, PriceSource

from .small_library import told

AS_OF = date(2025, 12, 18)


def ask(question: str, prices: PriceSource) -> Draft:
    return draft_answer(
        question,
        as_of=AS_OF,
        search=lambda query, limit: [],
        prices=prices,
        meetings=meetings(as_of=AS_OF),
        article_text=lambda identity: "",
        is_disputed=lambda passage: False,
    )


@pytest.mark.parametrize(
    ("question", "start", "end", "months"),
    [
        ("its three-year volatility at the end of November", date(2022, 11, 30), date(2025, 11, 30), 36),
        ("the 36-month volatility as of 28 November 2025", date(2022, 11, 28), date(2025, 11, 28), 36),
        ("volatility over the 12 months to September", date(2024, 9, 30), date(2025, 9, 30), 12),
        ("as of 28 November, the one-year beta", date(2024, 11, 28), date(2025, 11, 28), 12),
        ("the three-year volatility", date(2022, 12, 18), AS_OF, 36),
    ],
)
def test_a_length_runs_to_the_day_named_with_it(question: str, start: date, end: date, months: int) -> None:
    period = find_period(question, AS_OF)
    assert period is not None and (period.start, period.end, period.months) == (start, end, months)


def test_three_years_volatility_at_the_end_of_november_by_each_definition(shared: Path) -> None:
    """From the table of known differences: 20.1% monthly, 20.1% weekly, 21.0% daily."""
    made = ask("What was IJR's three-year volatility at the end of November?", FilePrices(shared / "market-data/etf-daily"))
    figures = re.findall(r"(\d\d\.\d)% (?:\[M\d\]|from)", told(made))
    by_frequency = dict(re.findall(r"from (monthly|weekly|daily) returns between .*? (?:was (\d\d\.\d)%|\[)", told(made)))
    assert "20.1% from monthly returns" in told(made) and figures[0] == "20.1"
    assert (by_frequency["weekly"], by_frequency["daily"]) == ("20.1", "21.0")
    ends = {metric.end for metric in made.metrics if metric.ticker == "IJR"}
    assert ends == {date(2025, 11, 28)}


class Made:
    """One instrument with swings that its closes, its lows and its dividends tell differently."""

    name, is_sample = "made", False

    def __init__(self, *, dividend: float, spread: float) -> None:
        days = sessions(date(2025, 1, 2), AS_OF)
        closes = [100 + 20 * math.sin(n / 30) for n in range(len(days))]
        bars = tuple(
            Bar(day, close, close + spread, close - spread, close, None, dividend if n % 60 == 59 else 0.0)
            for n, (day, close) in enumerate(zip(days, closes, strict=True))
        )
        self._prices = Prices("XLK", "USD", "made", datetime(2025, 12, 18, 22, tzinfo=UTC), bars, month_ends(bars))

    def tickers(self) -> Sequence[str]:
        return ["XLK"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        assert ticker == "XLK" and as_of == AS_OF
        return self._prices


def test_a_drawdown_is_told_by_every_basis_that_differs() -> None:
    made = ask("what was the max drawdown of XLK this year?", Made(dividend=1.0, spread=2.0))
    assert all(words in told(made) for words in ("by closing prices", "Within sessions", "By total return"))
    figures = {metric.parameters["basis"]: metric.value for metric in made.metrics if metric.name == "max drawdown"}
    assert set(figures) == {"close", "intraday", "total"} and len(set(figures.values())) == 3


def test_definitions_that_print_alike_are_told_once() -> None:
    made = ask("what was the max drawdown of XLK this year?", Made(dividend=0.0, spread=0.0))
    assert told(made).count("max drawdown") == 1
    assert "Within sessions" not in told(made) and "By total return" not in told(made)


def test_a_variant_that_cannot_be_computed_is_left_out() -> None:
    source = Made(dividend=0.0, spread=1.0)
    bare = tuple(replace(bar, dividend=math.nan) for bar in source.prices("XLK", as_of=AS_OF).bars)
    source._prices = replace(source._prices, bars=bare, month_ends=month_ends(bare))
    desk = Desk(source, (), AS_OF)
    shown = desk.metric("max drawdown", "XLK", year=2025, basis="close")
    assert isinstance(shown, Metric)
    found = otherwise(desk, shown, lambda metric: f"{metric.value:.4f}", year=2025)
    assert [words for words, _ in found] == ["within sessions"], "without dividends there is no total return"
    assert not desk.lacking, "a variant that was not asked for is not told as lacking"
