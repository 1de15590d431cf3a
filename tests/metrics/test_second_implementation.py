"""Every definition against a second implementation in pandas and numpy, written from the formula, on a real series."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copilot.errors import InsufficientData, UsageError
from copilot.market.files import FilePrices
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.market.series_files import FileSeries
from copilot.metrics import compute
from copilot.metrics.fact_readings import latest
from copilot.metrics.readings import Request
from copilot.types import Fact, Series
from tests.metrics.builders import FACTS, SERIES, fact, make_series

if TYPE_CHECKING:
    import pandas

AS_OF = date(2025, 12, 18)
Frame = Callable[[str], "pandas.DataFrame"]


@pytest.fixture(scope="session")
def folder() -> Path:
    found = Path(__file__).resolve().parents[3] / "shared" / "market-data" / "etf-daily"
    if not found.is_dir():
        pytest.skip("needs ../shared")
    return found


@pytest.fixture(scope="session")
def etfs(folder: Path) -> FilePrices:
    return FilePrices(folder)


@pytest.fixture(scope="session")
def frame(folder: Path) -> Frame:
    """The raw table of a fund up to the as-of day, by day, read by pandas."""
    pandas = pytest.importorskip("pandas")

    def read(ticker: str) -> Any:
        table = pandas.read_csv(folder / f"{ticker}.csv.gz", parse_dates=["Date"], index_col="Date")
        return table.loc[:"2025-12-18"]

    return read


def value(etfs: FilePrices, name: str, ticker: str = "IJR", other: str | None = None, **given: Any) -> float:
    second = etfs.prices(other, as_of=AS_OF) if other else None
    return float(compute(name, etfs.prices(ticker, as_of=AS_OF), other=second, **given).value)


def months(table: Any) -> Any:
    """Simple monthly total returns from adjusted closes, of the 36 months to November 2025."""
    ends = table["AdjClose"].loc[:"2025-11-28"].resample("ME").last()
    return ends.pct_change().iloc[-36:]


def test_levels_and_ranges(etfs: FilePrices, frame: Frame) -> None:
    table = frame("IJR")
    day = table.loc["2025-11-20"]
    assert value(etfs, "adjusted close", session="2025-11-20") == day.AdjClose
    assert value(etfs, "price change", start="2025-11-20", end="2025-12-18") == pytest.approx(122.13 - 112.05, abs=1e-9)
    assert value(etfs, "opening gap", session="2025-11-20") == pytest.approx(
        day.Open / table.loc["2025-11-19"].Close - 1, rel=1e-11
    )
    november = table.loc["2025-11"]
    expected = november.High.max() / november.Low.min() - 1
    assert value(etfs, "price range", month="2025-11") == pytest.approx(expected, rel=1e-11)
    year = table.loc["2024-12-19":]
    low = value(etfs, "distance from low", weeks=52)
    assert low == pytest.approx(122.13 / table.loc["2024-12-19":"2025-12-18"].Low.min() - 1, rel=1e-11), year.Low.min()


def test_distances_of_closes(etfs: FilePrices, frame: Frame) -> None:
    closes = frame("IJR").Close["2025-01-02":"2025-12-18"]
    window = {"start": "2025-01-02", "end": "2025-12-18"}
    for name, extreme in (("distance from highest close", closes.max()), ("distance from lowest close", closes.min())):
        assert value(etfs, name, **window) == pytest.approx(closes.iloc[-1] / extreme - 1, rel=1e-11)


def test_records_are_of_what_is_known(etfs: FilePrices, frame: Frame) -> None:
    closes = frame("SPY").Close
    before = closes.loc[:"2025-12-10"]
    found = compute("distance from record", etfs.prices("SPY", as_of=AS_OF), session="2025-12-11")
    assert float(found.value) == pytest.approx(closes["2025-12-11"] / before.max() - 1, rel=1e-11)
    assert found.value > 0 and found.start is not None and found.start == before.idxmax().date()
    assert "from 2005-01-03" in found.label, "the label says since when the source knows"
    with pytest.raises(InsufficientData, match="a record there"):
        compute("sessions since a higher level", etfs.prices("SPY", as_of=AS_OF), session="2025-12-11")
    since = compute("sessions since a higher level", etfs.prices("IJR", as_of=AS_OF), session="2025-12-18")
    own = frame("IJR").Close
    higher = own.iloc[:-1][own.iloc[:-1] >= own.iloc[-1]].index[-1]
    assert int(since.value) == len(own.loc[higher:]) - 1 and since.start == higher.date()


def test_averages(etfs: FilePrices, frame: Frame) -> None:
    closes = frame("IJR").Close
    expected = closes.rolling(50).mean().iloc[-1] / closes.rolling(200).mean().iloc[-1] - 1
    assert value(etfs, "short average against long") == pytest.approx(expected, rel=1e-9)


def test_sessions_with_the_largest_moves(etfs: FilePrices, frame: Frame) -> None:
    moves = frame("IJR").Close.loc["2024-12-18":].pct_change().dropna()
    prices = etfs.prices("IJR", as_of=AS_OF)
    best, worst = (compute(f"{which} session", prices) for which in ("best", "worst"))
    assert float(best.value) == pytest.approx(moves.max(), rel=1e-11) and best.end == moves.idxmax().date()
    assert float(worst.value) == pytest.approx(moves.min(), rel=1e-11) and worst.end == moves.idxmin().date()


def test_ratios_of_risk(etfs: FilePrices, frame: Frame) -> None:
    numpy = pytest.importorskip("numpy")
    own, market = months(frame("IJR")), months(frame("SPY"))
    downside = numpy.sqrt((numpy.minimum(own, 0) ** 2).mean() * 12)
    assert value(etfs, "sortino ratio", end="2025-11-28") == pytest.approx(own.mean() * 12 / downside, rel=1e-3)
    apart = own - market
    information = apart.mean() / apart.std() * numpy.sqrt(12)
    assert value(etfs, "information ratio", other="SPY", end="2025-11-28") == pytest.approx(information, rel=2e-3)
    slope, level = numpy.polyfit(market - 0.04 / 12, own - 0.04 / 12, 1)
    assert value(etfs, "beta", other="SPY", end="2025-11-28", frequency="monthly") == pytest.approx(slope, rel=1e-3)
    alpha = value(etfs, "alpha", other="SPY", end="2025-11-28", risk_free_annual="0.04")
    assert alpha == pytest.approx(level * 12, abs=2e-4)


def test_one_price_in_units_of_another(etfs: FilePrices) -> None:
    assert value(etfs, "price ratio", other="SPY") == pytest.approx(122.13 / 676.47, rel=1e-11)


def test_breadth_over_sector_funds(etfs: FilePrices, frame: Frame) -> None:
    tickers = ["XLB", "XLE", "XLF", "XLI", "XLK", "XLP", "XLU", "XLV", "XLY"]
    listed = [etfs.prices(ticker, as_of=AS_OF) for ticker in tickers]
    tables = [frame(ticker).Close for ticker in tickers]
    above = sum(closes.iloc[-1] > closes.iloc[-200:].mean() for closes in tables) / 9
    found = compute("breadth above moving average", others=listed)
    assert float(found.value) == pytest.approx(above, rel=1e-11)
    assert found.ticker is None and found.label.startswith("share of 9 instruments")
    moves = [closes.iloc[-1] - closes.iloc[-2] for closes in tables]
    assert float(compute("breadth up on the day", others=listed).value) == pytest.approx(sum(m > 0 for m in moves) / 9, rel=1e-11)
    assert int(compute("advances less declines", others=listed).value) == sum(m > 0 for m in moves) - sum(m < 0 for m in moves)
    highs = sum(closes.iloc[-1] == closes.iloc[-252:].max() for closes in tables) / 9
    assert float(compute("breadth at highs", others=listed).value) == pytest.approx(highs, abs=1e-11)


def test_a_list_of_one_has_no_breadth() -> None:
    with pytest.raises(UsageError, match="over a list"):
        compute("breadth up on the day", SamplePrices().prices("SPY", as_of=AS_OF))


def test_the_dividend_yield_of_the_last_twelve_months() -> None:
    """Ex-days of IJR: 0.323 on 18 March, 0.388 on 16 June, 0.444 on 16 September, 0.572 on 16 December 2025."""
    expected = (0.323 + 0.388 + 0.444 + 0.572) / 122.13
    table = Path(__file__).resolve().parents[3] / "shared" / "market-data" / "etf-daily"
    if not table.is_dir():
        pytest.skip("needs ../shared")
    found = value(FilePrices(table), "trailing dividend yield")
    assert found == pytest.approx(expected, abs=2e-5)


def test_drawdowns_against_a_running_maximum(etfs: FilePrices, frame: Frame) -> None:
    closes = frame("IJR").Close.loc["2015-12-18":]
    falls = closes / closes.cummax() - 1
    found = compute("max drawdown", etfs.prices("IJR", as_of=AS_OF), start="2015-12-18", basis="close")
    assert float(found.value) == pytest.approx(falls.min(), rel=1e-11) and found.end == falls.idxmin().date()


# Valuation and rates, worked by hand from the figures typed in test_metrics.


def test_valuation_from_facts() -> None:
    facts: dict[str, Any] = {"facts": FACTS["XLK"], "other_facts": FACTS["XLF"]}
    assert compute("valuation premium", **facts).value * 4 == 1, "20 over 16"
    assert float(compute("growth, year on year", **facts).value) == pytest.approx(0.075), "430 on 400"
    found = compute("forward P/E", **facts)
    assert (str(found.value), found.unit, found.ticker, found.provider) == ("14.78", "ratio_x", "XLK", "test")
    assert found.label == "XLK forward P/E as of 2025-12-17"
    revenue = compute("reported figure", measure="revenue", **facts)
    assert (int(revenue.value), revenue.unit) == (430, "USD"), "the year and the quarter end together; the year was filed first"
    last = compute("reported figure of the last quarter", **facts)
    assert (int(last.value), last.unit, str(last.start)) == (110, "USD", "2025-06-29"), "430 of the year less 320 of nine months"


def test_what_no_fact_tells_is_said() -> None:
    with pytest.raises(InsufficientData, match=r"test has no PEG of XLK; it has .*forward P/E"):
        compute("reported figure", facts=FACTS["XLK"], measure="PEG")
    with pytest.raises(InsufficientData, match="no forward P/E is known"):
        compute("forward P/E", facts=())
    with pytest.raises(InsufficientData, match="the period to 2024-09-27 is not known"):
        compute("growth, year on year", facts=FACTS["XLK"], period="quarter")
    loss = (fact("XLK", "trailing P/E", "-4"),)
    with pytest.raises(InsufficientData, match="no premium"):
        compute("valuation premium", facts=loss, other_facts=FACTS["XLF"])
    with pytest.raises(InsufficientData, match="is in USD, that of XLF in EUR"):
        compute(
            "valuation premium",
            facts=(fact("XLK", "revenue", "4", "USD"),),
            other_facts=(fact("XLF", "revenue", "4", "EUR"),),
            measure="revenue",
        )


def test_a_fact_is_not_known_before_its_day() -> None:
    restated = Fact("XLK", "trailing P/E", FACTS["XLK"][0].value + 1, "ratio_x", AS_OF, date(2026, 1, 5), None, "test",
                    datetime(2026, 1, 5, tzinfo=UTC), "restated")  # fmt: skip
    asked = Request("trailing P/E", None, None, (), {"session": "2025-12-18"})
    assert latest(asked, (*FACTS["XLK"], restated), "trailing P/E") is FACTS["XLK"][0]


def test_rates_and_inflation() -> None:
    def of(name: str, **given: Any) -> float:
        return float(compute(name, series=SERIES, **given).value)

    assert of("curve slope, 10-year less 2-year") == pytest.approx(4.16 - 3.49)
    assert of("curve slope, 10-year less 3-month") == pytest.approx(4.16 - 3.67)
    assert of("published curve slope") == of("curve slope, 10-year less 2-year")
    assert of("yield spread") == pytest.approx(4.83 - 3.72)
    assert of("yield spread", long="DGS30", short="DGS10") == pytest.approx(4.83 - 4.16)
    assert of("series value") == 4.16, "the 18th has no value yet"
    assert of("series change") == pytest.approx(4.16 - 4.39), "from the last value by 17 December 2024"
    assert of("series growth") == pytest.approx(0.01)
    assert of("inflation, year on year") == pytest.approx(324.122 / 315.493 - 1)
    assert of("real yield") == pytest.approx(4.16 - 100 * (324.122 / 315.493 - 1))
    change = compute("series change", series=SERIES)
    assert (change.unit, change.ticker, change.start, change.end) == (
        "percentage_point",
        None,
        date(2024, 12, 16),
        date(2025, 12, 17),
    )
    with pytest.raises(InsufficientData, match="CPIAUCNS has no value for 2025-10"):
        compute("inflation, year on year", series=SERIES, month="2025-10")
    with pytest.raises(UsageError, match="needs the series DGS7"):
        compute("series value", series=SERIES, id="DGS7")
    with pytest.raises(InsufficientData, match="of 2025-12-17"):
        compute("series value", series=SERIES, session="2026-02-17")


def test_real_series(shared: Path) -> None:
    """The 10-year yield fell from 4.19% on 12 December 2025 to 4.15% on the 16th; prices rose 2.7% on the year to November."""
    source = FileSeries(shared / "market-data/fred")
    yields = source.series("DGS10", as_of=AS_OF)
    change = compute("series change", series=[yields], start="2025-12-12", end="2025-12-16")
    assert float(change.value) == pytest.approx(4.15 - 4.19) and change.unit == "percentage_point"
    with gzip.open(shared / "market-data/fred/CPIAUCSL.csv.gz", "rt") as stream:
        rows = {row[0]: row[1] or None for row in list(csv.reader(stream))[1:] if row[0] >= "2024-01-01"}
    index = make_series("CPIAUCSL", rows, "monthly", "none")
    found = compute("inflation, year on year", series=[index], id="CPIAUCSL", month="2025-11")
    assert round(float(found.value), 3) == 0.027
    with pytest.raises(InsufficientData, match="2025-10"):
        compute("inflation, year on year", series=[index], id="CPIAUCSL", month="2025-10")


def test_moves_of_the_policy_rate_in_a_window() -> None:
    known = meetings(as_of=AS_OF, unscheduled=True)
    assert compute("policy rate moves, total", meetings=known, year=2025).value == -75
    assert compute("policy rate moves, total", meetings=known, start="2022-01-26", end="2023-07-26").value == 525
    assert compute("policy rate moves, total", meetings=known, start="2024-09-17", end="2024-12-18").value == -100
    with pytest.raises(UsageError, match="over a window"):
        compute("policy rate moves, total", meetings=known)


def test_series_after_the_day_asked_for_change_nothing() -> None:
    later = [
        Series(s.id, s.title, s.unit, s.frequency, s.is_revised, None, "test", s.fetched_at, s.observations[:2]) for s in SERIES
    ]
    ours = compute("curve slope, 10-year less 2-year", series=SERIES, session="2025-12-16")
    assert ours == compute("curve slope, 10-year less 2-year", series=later, session="2025-12-16")
