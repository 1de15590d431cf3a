"""Which metric a printed figure is found to be: figures of the press whose answers are known, and what holds for any."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.errors import PricesMissing, UsageError
from copilot.market.files import FilePrices
from copilot.market.sample import SamplePrices
from copilot.metrics import MetricSearch, match_metric
from copilot.metrics.chance import expected_agreements
from copilot.metrics.wording import wording_of
from copilot.types import Bar, Prices, PriceSource

AS_OF = date(2025, 12, 18)
NOVEMBER = [(date(2025, 11, 1), date(2025, 11, 30))]


def on(*days: str) -> list[tuple[date, date]]:
    return [(date.fromisoformat(day), date.fromisoformat(day)) for day in days]


def search(
    printed: str, unit: str, ticker: str | list[str], text: str, prices: PriceSource, dates: Any = (), **given: Any
) -> MetricSearch:
    value = Decimal(printed)
    ulp = Decimal(1).scaleb(int(value.as_tuple().exponent))
    tickers = [ticker] if isinstance(ticker, str) else ticker
    return match_metric(value, unit, ulp=ulp, tickers=tickers, dates=dates, text=text, prices=prices, **{"as_of": AS_OF} | given)


def test_a_misdated_low_is_found_on_its_own_day_in_the_sample() -> None:
    found = search("112.00", "USD", "IJR", "up from its November 17 low ($112.00)", SamplePrices(), on("2025-11-17"))
    best = found.best
    assert best is not None and best.agrees and best.metric.name == "low" and best.metric.end == date(2025, 11, 20)
    assert best.by_chance < 0.05 and best.distance == 0
    nearest = next(match for match in found.matches if not match.agrees)
    assert nearest.metric.end == date(2025, 11, 17) and nearest.metric.value == Decimal("113.95"), "what the text claims"
    assert found.tried >= 4 * 34, "every price of every session was looked at"


def test_a_gain_between_misdated_extremes_is_found_between_the_true_ones() -> None:
    text = "rose 12.36% from its November 17 low ($112.00) to its December 18 high ($125.84)"
    found = search("12.36", "percent", "IJR", text, SamplePrices(), on("2025-11-17", "2025-12-18"), direction="up")
    best = found.best
    assert best is not None and best.agrees
    assert (best.metric.start, best.metric.end) == (date(2025, 11, 20), date(2025, 12, 12))
    assert (best.metric.parameters["start_field"], best.metric.parameters["end_field"]) == ("low", "high")


def test_a_gain_is_not_a_loss() -> None:
    up = search("2.7", "percent", "IJR", "rose 2.7% in November", SamplePrices(), NOVEMBER, direction="up")
    assert up.best is not None and not up.best.agrees, "it was 2.61%"
    assert up.best.metric.label.endswith("in November 2025") and round(up.best.metric.value * 100, 2) == Decimal("2.61")
    down = search("2.6", "percent", "IJR", "fell 2.6% in November", SamplePrices(), NOVEMBER, direction="down")
    assert not any(match.agrees and match.metric.value > 0 for match in down.matches)
    right = search("2.6", "percent", "IJR", "rose 2.6% in November", SamplePrices(), NOVEMBER, direction="up")
    assert right.best is not None and right.best.agrees and right.best.metric.name == "price return"


def test_a_coarse_figure_agrees_by_accident_and_the_search_says_so() -> None:
    fine = search("2.61", "percent", "IJR", "rose 2.61% in November", SamplePrices(), NOVEMBER, direction="up")
    coarse = search("3", "percent", "IJR", "rose 3% in November", SamplePrices(), NOVEMBER, direction="up")
    assert fine.best is not None and coarse.best is not None
    assert fine.best.by_chance < 0.02
    assert coarse.by_chance > 10 * fine.by_chance > 0
    accidental = [match for match in coarse.matches if match.agrees and match.fit < 0.5]
    assert all(match.by_chance > 0.05 for match in accidental)


def test_nothing_is_found_where_there_are_no_prices() -> None:
    found = search("10.5", "percent", ["XYZ"], "rose 10.5%", SamplePrices())
    assert (found.matches, found.tried, found.by_chance, found.best) == ((), 0, 0.0, None)
    assert not search("10", "EUR", "IJR", "at 10 euros", SamplePrices()).matches, "the fund is priced in dollars"
    with pytest.raises(UsageError):
        match_metric(Decimal(1), "USD", ulp=Decimal(-1), tickers=["IJR"], dates=[], text="", prices=SamplePrices(), as_of=AS_OF)


def test_expected_agreements_against_a_simulation() -> None:
    """200 values spread evenly over 0..100; an interval of 0.5 about 50 holds one of them on average."""
    import random

    draw = random.Random(7)
    hits, told = 0, 0.0
    for _ in range(400):
        values = [draw.uniform(0, 100) for _ in range(200)]
        hits += sum(abs(value - 50) <= 0.25 for value in values)
        told += expected_agreements(values, 50.0, 0.5)
    assert told / 400 == pytest.approx(hits / 400, rel=0.2)


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("its three-year volatility", "months", (36,)),
        ("over the past 12 months", "months", (12,)),
        ("the 200-day average", "sessions", (200,)),
        ("the 50- and 200-day averages", "sessions", (200,)),
        ("5-yr beta", "months", (60,)),
        ("52-week high", "months", (12,)),
        ("three cuts", "months", ()),
    ],
)
def test_lengths_are_read_from_words(text: str, slot: str, expected: tuple[int, ...]) -> None:
    assert getattr(wording_of(text), slot) == expected


def test_words_name_families_and_windows() -> None:
    assert wording_of("volatility, drawdown and beta").families >= {"volatility", "drawdown", "beta"}
    assert "year_to_date" in wording_of("up 12.6% YTD").windows
    assert wording_of("a volume of sales").families == frozenset()


class Fixed:
    """One instrument's prices as given, cut at the as-of day."""

    name, is_sample = "fixed", False

    def __init__(self, prices: Prices) -> None:
        self._prices = prices

    def tickers(self) -> list[str]:
        return [self._prices.ticker]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker != self._prices.ticker:
            raise PricesMissing(f"no {ticker}", fix="none")
        ends = tuple(end for end in self._prices.month_ends if end.month < f"{as_of:%Y-%m}")
        return replace(self._prices, bars=tuple(b for b in self._prices.bars if b.session <= as_of), month_ends=ends)


SAMPLE = SamplePrices().prices("SPY", as_of=AS_OF)


@settings(max_examples=10, deadline=None)
@given(cut=st.integers(15, 30), later=st.lists(st.floats(600, 800), min_size=3, max_size=3), place=st.integers(0, 14))
def test_rows_after_the_day_a_text_speaks_from_change_nothing(cut: int, later: list[float], place: int) -> None:
    """Neither the as-of day nor the text's own day lets a later row in."""
    bars = SAMPLE.bars
    changed = [Bar(bar.session, x, x + 1, x - 1, x) for bar, x in zip(bars[cut : cut + 3], later, strict=True)]
    other = replace(SAMPLE, bars=bars[:cut] + tuple(changed))
    printed = f"{bars[place].low:.2f}"
    given_: dict[str, Any] = {"dates": on(bars[place].session.isoformat())}
    day = bars[cut - 1].session
    first = search(printed, "USD", "SPY", "its low", Fixed(SAMPLE), as_of=day, **given_)
    assert first == search(printed, "USD", "SPY", "its low", Fixed(other), as_of=day, **given_)
    assert first == search(printed, "USD", "SPY", "its low", Fixed(other), published=day, **given_)


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, 33), field=st.sampled_from(["open", "high", "low", "close"]), moved=st.integers(-5, 5))
def test_a_level_of_the_bars_is_found_with_its_field_however_it_is_dated(at: int, field: str, moved: int) -> None:
    bars = SAMPLE.bars
    dated = bars[min(max(at + moved, 0), len(bars) - 1)].session
    value = f"{getattr(bars[at], field):.2f}"
    found = search(value, "USD", "SPY", f"its {field} of {value}", SamplePrices(), on(dated.isoformat()))
    assert any(match.agrees and match.metric.name == field and match.metric.end == bars[at].session for match in found.matches)


@settings(max_examples=12, deadline=None)
@given(cents=st.integers(200, 2500), direction=st.sampled_from(["up", "down", "none"]))
def test_a_match_agrees_only_where_the_figure_is_its_rounding(cents: int, direction: str) -> None:
    printed = f"{cents / 100:.2f}"
    found = search(printed, "percent", "SPY", f"moved {printed}%", SamplePrices(), on("2025-11-21"), direction=direction)
    for match in found.matches:
        value = match.metric.value * 100
        signed = -Decimal(printed) if direction == "down" else Decimal(printed)
        assert match.agrees == (abs(value - signed) <= Decimal("0.005"))
        assert match.distance == abs(value - signed)
        assert 0 < match.fit <= 1


# Figures of the press with the definition and window that the series give: figure, unit, tickers, words, days, expected.
REAL = [
    ("20.06", "percent", ["IJR"], "three-year volatility", (), "annualised volatility, weekly", "2025-11-28", False, "20.05"),
    ("20.05", "percent", ["IJR"], "three-year volatility", (), "annualised volatility, weekly", "2025-11-28", True, "20.05"),
    ("1.07", "none", ["IJR", "SPY"], "a three-year daily beta of", on("2025-12-18"), "beta", "2025-12-18", True, None),
    ("28", "percent", ["IJR"], "a drawdown of 28% over 36 months", (), "max drawdown", "2025-04-08", True, None),
]


@pytest.mark.parametrize(("figure", "unit", "tickers", "text", "dates", "name", "end", "agrees", "shown"), REAL)
def test_figures_over_years(
    shared: Any, figure: str, unit: str, tickers: list[str], text: str, dates: Any, name: str, end: str, agrees: bool, shown: str
) -> None:
    found = search(figure, unit, tickers, text, FilePrices(shared / "market-data/etf-daily"), dates)
    best = found.best
    assert best is not None and best.agrees is agrees
    assert (best.metric.name, best.metric.end) == (name, date.fromisoformat(end))
    if shown:
        assert f"{best.metric.value * 100:.2f}" == shown


INDEX = [
    ("27.8", "percent", "^GSPC", "up 27.8% year to date", "2025-12-03", (), "price return in 2025 to 2025-12-03", False),
    ("12.6", "percent", "^RUT", "up 12.6% YTD", "2025-12-03", (), "price return in 2025 to 2025-12-03", True),
    ("0.30", "percent", "^GSPC", "closed up 0.30%", "2025-12-03", on("2025-12-03"), "from 2025-12-02 to 2025-12-03", True),
    ("1.56", "percent", "^GSPC", "fell 1.56%", "2025-11-24", on("2025-11-21"), "from 2025-11-19 to 2025-11-20", True),
    ("6849.72", "none", "^GSPC", "closed at 6,849.72", "2025-12-04", on("2025-12-03"), "close on 2025-12-03", True),
    ("2576.31", "none", "^RUT", "intraday high of 2,576.31", "2025-12-11", on("2025-12-10"), "high on 2025-12-10", True),
    ("2590.61", "none", "^RUT", "a record close of 2,590.61", "2025-12-18", (), "highest close on 2025-12-11", True),
]


@pytest.mark.parametrize(("figure", "unit", "ticker", "text", "published", "dates", "label", "agrees"), INDEX)
def test_figures_of_indices(
    shared: Any, figure: str, unit: str, ticker: str, text: str, published: str, dates: Any, label: str, agrees: bool
) -> None:
    direction = "down" if "fell" in text else "up" if "up" in text else "none"
    prices = FilePrices(shared / "market-data/indices-daily")
    day = date.fromisoformat(published)
    found = search(figure, unit, ticker, text, prices, dates, published=day, direction=direction)
    assert found.best is not None and found.best.agrees is agrees
    assert label in found.best.metric.label, found.best.metric.label


@pytest.mark.slow  # a speed: run by make test-all
def test_a_level_is_searched_in_ten_years_of_bars_at_once(shared: Any) -> None:
    source = FilePrices(shared / "market-data/etf-daily")
    whole = source.prices("IJR", as_of=AS_OF)
    ten = Fixed(replace(whole, bars=tuple(bar for bar in whole.bars if bar.session >= date(2015, 12, 18))))
    kept = ten.prices("IJR", as_of=AS_OF)
    ten.prices = lambda ticker, *, as_of: kept  # type: ignore[method-assign]
    timings = []
    for _ in range(5):
        began = time.perf_counter()
        search("112.00", "USD", "IJR", "its low", ten, on("2025-11-17"))
        timings.append(time.perf_counter() - began)
    assert min(timings) < 0.020
