"""Metrics on real series against figures established elsewhere, and against the statistics module."""

from __future__ import annotations

import csv
import gzip
import math
import statistics
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import InsufficientData
from copilot.market.files import FilePrices
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.metrics import compute, find_level, find_levels, recompute
from copilot.types import Prices

AS_OF = date(2025, 12, 18)
Real = Callable[[str], Prices]


@pytest.fixture(scope="session")
def etfs() -> FilePrices:
    folder = Path(__file__).resolve().parents[3] / "shared" / "market-data" / "etf-daily"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return FilePrices(folder)


@pytest.fixture
def real(etfs: FilePrices) -> Real:
    """The real series of a fund up to 18 December 2025."""
    return lambda ticker: etfs.prices(ticker, as_of=AS_OF)


def rounded(value: Decimal, places: int) -> float:
    return round(float(value), places)


@pytest.mark.parametrize("source", ["sample", "real"])
class TestNovemberAndDecember:
    """The sample's sessions are real ones: both sources give the same."""

    @pytest.fixture
    def ijr(self, source: str, request: pytest.FixtureRequest) -> object:
        if source == "sample":
            return SamplePrices().prices("IJR", as_of=AS_OF)
        etfs: FilePrices = request.getfixturevalue("etfs")
        return etfs.prices("IJR", as_of=AS_OF)

    def test_the_low_and_the_high_fell_on_other_days_than_the_note_says(self, ijr) -> None:  # type: ignore[no-untyped-def]
        low = compute("low", ijr, start="2025-11-03", end=AS_OF)
        high = compute("high", ijr, start="2025-11-03", end=AS_OF)
        assert (low.value, low.start, low.end) == (Decimal("112"), date(2025, 11, 20), date(2025, 11, 20))
        assert (high.value, high.start) == (Decimal("125.84"), date(2025, 12, 12))
        assert compute("low", ijr, session="2025-11-17").value == Decimal("113.95")
        assert compute("high", ijr, session="2025-12-18").value == Decimal("123.39")
        assert (low.unit, low.ticker) == ("USD", "IJR")
        assert "2025-11-20" in low.label and "112" not in low.label

    def test_the_closes(self, ijr) -> None:  # type: ignore[no-untyped-def]
        lowest = compute("lowest close", ijr, month="2025-11")
        highest = compute("highest close", ijr, start="2025-11-01", end="2025-12-18")
        assert (lowest.value, lowest.end) == (Decimal("112.05"), date(2025, 11, 20))
        assert (highest.value, highest.end) == (Decimal("125.46"), date(2025, 12, 11))
        assert compute("close", ijr).value == Decimal("122.13")
        assert compute("open", ijr, session="2025-12-11").value == Decimal("123.89")

    def test_the_rise_from_low_to_high(self, ijr) -> None:  # type: ignore[no-untyped-def]
        rise = compute("price return", ijr, start="2025-11-20", end="2025-12-12", start_field="low", end_field="high")
        assert rounded(rise.value, 6) == 0.123571

    def test_the_rise_between_the_dates_of_the_note(self, ijr) -> None:  # type: ignore[no-untyped-def]
        price = compute("price return", ijr, start="2025-11-17", end="2025-12-18")
        total = compute("total return", ijr, start="2025-11-17", end="2025-12-18")
        assert (rounded(price.value, 4), rounded(total.value, 4)) == (0.0685, 0.0735)
        assert rounded(compute("price return", ijr, start="2025-11-20", end="2025-12-18").value, 3) == 0.090
        assert rounded(compute("price return", ijr, start="2025-11-21", end="2025-12-18").value, 3) == 0.057

    def test_the_return_of_november_runs_from_the_last_close_of_october(self, ijr) -> None:  # type: ignore[no-untyped-def]
        november = compute("price return", ijr, month="2025-11")
        assert rounded(november.value, 5) == 0.02606
        assert (november.start, november.end) == (date(2025, 10, 31), date(2025, 11, 28))

    def test_the_year_to_date(self, ijr) -> None:  # type: ignore[no-untyped-def]
        year = compute("total return", ijr, year=2025, end="2025-11-28")
        assert year.start == date(2024, 12, 31)
        chained = 1.0
        for percent in (2.795, -5.615, -6.173, -4.246, 5.233, 4.100, 0.906, 7.037, 1.048, -0.867, 2.606):
            chained *= 1 + percent / 100
        assert float(year.value) == pytest.approx(chained - 1, abs=2e-5)

    def test_monthly_volatility_over_three_years(self, ijr) -> None:  # type: ignore[no-untyped-def]
        found = compute("annualised volatility, monthly", ijr, end="2025-11-28")
        assert rounded(found.value, 4) == 0.2014
        assert (found.start, found.end) == (date(2022, 11, 30), date(2025, 11, 28))
        assert "36 months" in found.label


def test_three_definitions_of_volatility_give_three_values(real: Real) -> None:
    found = [rounded(compute(f"annualised volatility, {f}", real("IJR"), end="2025-11-28").value, 4) for f in ("weekly", "daily")]
    assert found == [0.2005, 0.2097]
    later = [compute(f"annualised volatility, {f}", real("IJR")).value for f in ("monthly", "daily")]
    assert [rounded(value, 4) for value in later] == [0.2014, 0.2085]


def test_a_fund_on_the_index_rose_a_fifth_of_a_percent(real: Real) -> None:
    assert rounded(compute("price return", real("SPY"), month="2025-11").value, 5) == 0.00195
    assert rounded(compute("total return", real("SPY"), month="2025-11").value, 5) == 0.00195


@pytest.mark.parametrize(("ticker", "price", "total"), [("IJR", 4.30, 5.89), ("IWM", 11.40, 12.66), ("SPY", 16.35, 17.72)])
def test_the_year_2025(etfs: FilePrices, ticker: str, price: float, total: float) -> None:
    prices = etfs.prices(ticker, as_of=date(2026, 1, 30))
    assert rounded(100 * compute("price return", prices, year=2025).value, 2) == price
    assert rounded(100 * compute("total return", prices, year="2025").value, 2) == total


def test_the_drawdown_from_november_2024(real: Real) -> None:
    found = compute("max drawdown", real("IJR"), start="2024-11-01", end="2025-12-18")
    assert rounded(found.value, 3) == -0.280
    assert (found.start, found.end) == (date(2024, 11, 25), date(2025, 4, 8))
    intraday = compute("max drawdown", real("IJR"), start="2024-11-01", end="2025-12-18", basis="intraday")
    assert float(intraday.value) == pytest.approx(89.22 / 128.61 - 1)
    assert rounded(compute("max drawdown", real("SPY"), year=2025).value, 3) == -0.188


def test_the_index_in_november(shared: Path) -> None:
    index = FilePrices(shared / "market-data/indices-daily").prices("SPX", as_of=AS_OF)
    assert rounded(compute("price return", index, month="2025-11").value, 4) == 0.0013


def test_the_third_cut_in_a_row() -> None:
    known = meetings(as_of=AS_OF)
    cuts = compute("consecutive cuts", meetings=known)
    assert (int(cuts.value), cuts.unit, cuts.ticker) == (3, "count:cut", "FOMC")
    assert (cuts.start, cuts.end) == (date(2025, 9, 17), date(2025, 12, 10))
    assert compute("consecutive hikes", meetings=known, session="2023-05-31").value == 10
    assert compute("consecutive holds", meetings=known, session="2024-08-01").value == 8
    assert compute("consecutive cuts", meetings=known, session="2025-01-29").value == 0
    assert compute("policy rate change", meetings=known, session="2025-12-10").value == -25
    against = compute("votes against the decision", meetings=known, session="2025-12-10")
    assert against.unit == "count:vote" and against.value == recompute(against) == 3
    with pytest.raises(InsufficientData, match="2018-12-19 is not in the table"):
        compute("votes for the decision", meetings=known, session="2018-12-19")
    upper, lower = (compute(f"target range, {b} bound", meetings=known).value for b in ("upper", "lower"))
    assert (lower, upper) == (Decimal("3.5"), Decimal("3.75"))
    assert compute("target range, upper bound", meetings=known, session="2025-12-10", by="effective").value == 4


def test_a_printed_level_is_found_where_it_was_traded(real: Real) -> None:
    ulp = Decimal("0.01")
    assert find_level(real("IJR"), Decimal("112.00"), field="low", printed_ulp=ulp) == (date(2025, 11, 20),)
    assert ("high", date(2025, 12, 12)) in find_levels(real("IJR"), Decimal("125.84"), printed_ulp=ulp)
    assert date(2025, 11, 17) not in {day for _, day in find_levels(real("IJR"), Decimal("112.00"), printed_ulp=ulp)}


def test_volatility_against_the_statistics_module_on_the_raw_file(shared: Path, real: Real) -> None:
    with gzip.open(shared / "market-data/etf-daily/XLE.csv.gz", "rt") as stream:
        rows = [row for row in csv.DictReader(stream) if "2020-12-31" <= row["Date"] <= "2023-12-29"]
    closes = [float(row["Close"]) for row in rows]
    logs = [math.log(b / a) for a, b in pairwise(closes)]
    ours = compute("annualised volatility, daily", real("XLE"), start="2020-12-31", end="2023-12-29", basis="price")
    assert float(ours.value) == pytest.approx(statistics.stdev(logs) * math.sqrt(252), rel=1e-11)
    ends = [float(b["Close"]) for a, b in zip(rows[1:], rows, strict=False) if a["Date"][:7] != b["Date"][:7]] + closes[-1:]
    simple = [b / a - 1 for a, b in pairwise(ends)]
    monthly = compute("annualised volatility, monthly", real("XLE"), start="2020-12-31", end="2023-12-29", basis="price")
    assert len(simple) == 36 and float(monthly.value) == pytest.approx(statistics.stdev(simple) * math.sqrt(12), rel=1e-11)


def test_total_return_agrees_with_adjusted_closes_over_ten_years(shared: Path, real: Real) -> None:
    with gzip.open(shared / "market-data/etf-daily/XLE.csv.gz", "rt") as stream:
        adjusted = {row["Date"]: float(row["AdjClose"]) for row in csv.DictReader(stream)}
    ours = compute("total return", real("XLE"), start="2014-12-31", end="2024-12-31")
    assert float(ours.value) == pytest.approx(adjusted["2024-12-31"] / adjusted["2014-12-31"] - 1, rel=2e-4)


def test_the_relative_return_of_november(real: Real) -> None:
    price = compute("relative return", real("IJR"), other=real("SPY"), month="2025-11", basis="price")
    assert rounded(price.value, 2) == pytest.approx(2.606 - 0.195, abs=0.006)
    assert price.unit == "percentage_point"
    back = compute("relative return", real("SPY"), other=real("IJR"), month="2025-11", basis="price")
    assert back.value == -price.value


def adjusted_closes(shared: Path, ticker: str, first: str, last: str) -> dict[str, float]:
    with gzip.open(shared / f"market-data/etf-daily/{ticker}.csv.gz", "rt") as stream:
        return {row["Date"]: float(row["AdjClose"]) for row in csv.DictReader(stream) if first <= row["Date"] <= last}


def simple_returns(levels: list[float]) -> list[float]:
    return [b / a - 1 for a, b in pairwise(levels)]


def test_beta_and_correlation_of_three_years(shared: Path, real: Real) -> None:
    found = {name: compute(name, real("IJR"), other=real("SPY")) for name in ("beta", "correlation", "tracking error")}
    assert rounded(found["beta"].value, 2) == 1.07
    assert rounded(found["correlation"].value, 2) == 0.79
    small, large = (
        simple_returns(list(adjusted_closes(shared, ticker, "2022-12-16", "2025-12-18").values())) for ticker in ("IJR", "SPY")
    )
    assert float(found["beta"].value) == pytest.approx(statistics.linear_regression(large, small).slope, rel=1e-3)
    assert float(found["correlation"].value) == pytest.approx(statistics.correlation(small, large), rel=1e-3)
    apart = [a - b for a, b in zip(small, large, strict=True)]
    assert float(found["tracking error"].value) == pytest.approx(statistics.stdev(apart) * math.sqrt(252), rel=1e-3)


def test_sharpe_ratio_and_downside_deviation_from_month_ends(shared: Path, real: Real) -> None:
    closes = adjusted_closes(shared, "SPY", "2022-11-30", "2025-11-28")
    ends = [closes[b] for b, a in pairwise(closes) if a[:7] != b[:7]] + [closes["2025-11-28"]]
    returns = simple_returns(ends)
    sharpe = compute("sharpe ratio", real("SPY"), risk_free_annual="0.045", end="2025-11-28")
    expected = (statistics.fmean(returns) * 12 - 0.045) / (statistics.stdev(returns) * math.sqrt(12))
    assert len(returns) == 36 and float(sharpe.value) == pytest.approx(expected, rel=1e-4)
    downside = compute("downside deviation", real("SPY"), end="2025-11-28")
    falls = [min(value, 0) ** 2 for value in returns]
    assert float(downside.value) == pytest.approx(math.sqrt(statistics.fmean(falls) * 12), rel=1e-4)


def test_annualised_return_and_momentum(shared: Path, real: Real) -> None:
    closes = adjusted_closes(shared, "SPY", "2014-12-31", "2025-12-18")
    ten = compute("annualised return", real("SPY"), start="2014-12-31", end="2024-12-31")
    growth = closes["2024-12-31"] / closes["2014-12-31"]
    assert float(ten.value) == pytest.approx(math.exp(math.log(growth) * 365.25 / 3653) - 1, rel=1e-4)
    momentum = compute("momentum", real("SPY"))
    assert (momentum.start, momentum.end) == (date(2024, 11, 29), date(2025, 10, 31))
    assert float(momentum.value) == pytest.approx(closes["2025-10-31"] / closes["2024-11-29"] - 1, abs=2e-5)


def test_the_moving_average_of_two_hundred_sessions(shared: Path, real: Real) -> None:
    with gzip.open(shared / "market-data/etf-daily/SPY.csv.gz", "rt") as stream:
        closes = [float(row["Close"]) for row in csv.DictReader(stream) if row["Date"] <= "2025-12-18"][-200:]
    found = compute("moving average", real("SPY"))
    assert float(found.value) == pytest.approx(statistics.fmean(closes), rel=1e-11)
    distance = compute("distance from moving average", real("SPY"))
    assert float(distance.value) == pytest.approx(closes[-1] / statistics.fmean(closes) - 1, rel=1e-9)
    assert "200-session" in found.label


def test_a_record_intraday_need_not_be_one_at_the_close(shared: Path) -> None:
    index = FilePrices(shared / "market-data/indices-daily").prices("RUT", as_of=AS_OF)
    high = compute("distance from previous high", index, end="2025-12-09")
    close = compute("distance from previous high", index, end="2025-12-09", field="close")
    assert float(high.value) == pytest.approx(2541.77 / 2541.67 - 1, abs=1e-7) and high.start == date(2025, 10, 15)
    assert close.value < 0 < high.value
    assert compute("distance from previous high", index, end="2025-12-11", field="close").value > 0, "2590.61 was a record"


def test_how_long_the_fall_of_spring_2020_took_to_recover(real: Real) -> None:
    """The S&P 500 bottomed on 23 March 2020 and closed above its February record on 18 August 2020."""
    found = compute("recovery time", real("SPY"), start="2020-01-02", end="2020-12-31", basis="close")
    assert (found.start, found.end, int(found.value)) == (date(2020, 3, 23), date(2020, 8, 18), 148)


# Statements of the press in 2025 that the index series confirm: metric, window, value, decimals.
STATEMENTS = [
    ("^RUT", "high", {"session": "2025-12-10"}, 2576.31, 2),
    ("^RUT", "close", {"session": "2025-12-10"}, 2559.61, 2),
    ("^RUT", "price return", {"year": 2025, "end": "2025-12-10"}, 0.1477, 4),
    ("^RUT", "price return", {"year": 2025, "end": "2025-12-03"}, 0.1264, 4),
    ("^RUT", "price return", {"start": "2025-07-31", "end": "2025-12-10"}, 0.157, 3),
    ("^RUT", "highest close", {"year": 2025}, 2590.61, 2),
    ("^RUT", "close", {"session": "2025-12-18"}, 2507.87, 2),
    ("^GSPC", "price return", {"year": 2025, "end": "2025-12-03"}, 0.1646, 4),
    ("^GSPC", "price return", {"start": "2025-12-02", "end": "2025-12-03"}, 0.00298, 5),
    ("^GSPC", "price return", {"start": "2025-08-29", "end": "2025-12-10"}, 0.066, 3),
    ("^VIX", "close", {"session": "2025-11-20"}, 26.42, 2),
]


@pytest.mark.parametrize(("ticker", "name", "window", "value", "places"), STATEMENTS)
def test_statements_of_the_press(shared: Path, ticker: str, name: str, window: dict[str, Any], value: float, places: int) -> None:
    index = FilePrices(shared / "market-data/indices-daily").prices(ticker, as_of=AS_OF)
    found = compute(name, index, **window)
    assert rounded(found.value, places) == value
    assert found.unit == ("fraction" if "return" in name else "index_point")
