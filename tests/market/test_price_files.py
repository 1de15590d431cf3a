from __future__ import annotations

import gzip
import math
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.errors import PricesMissing, SourceError, UsageError
from copilot.market.calendar import sessions
from copilot.market.files import FilePrices
from copilot.market.months import growth
from copilot.market.sample import SamplePrices
from copilot.market.sources import open_prices

LATER = date(2026, 6, 30)


def folder_with(tmp_path: Path, text: str, name: str = "XLK.csv") -> FilePrices:
    (tmp_path / name).write_text(text)
    return FilePrices(tmp_path)


def test_both_header_styles_are_read(tmp_path: Path) -> None:
    wide = "Date,Open,High,Low,Close,AdjClose,Volume,Dividends\n2025-03-03,10,11,9,10.5,10.4,500,0.25\n"
    plain = "session,close\n2025-03-03 00:00:00-05:00,10.5\n"
    (tmp_path / "A.csv").write_text(wide)
    (tmp_path / "B.csv").write_text(plain)
    source = FilePrices(tmp_path)
    bar = source.prices("a", as_of=LATER).bars[0]
    assert (bar.open, bar.high, bar.low, bar.close, bar.adjusted_close, bar.dividend) == (10, 11, 9, 10.5, 10.4, 0.25)
    other = source.prices("B", as_of=LATER).bars[0]
    assert (other.session, other.open, other.close) == (date(2025, 3, 3), None, 10.5)
    assert math.isnan(other.dividend), "a table without dividends does not say that none were paid"
    assert source.tickers() == ("A", "B")


def test_splits_are_read_and_returns_cross_them(tmp_path: Path) -> None:
    header = "Date,Open,High,Low,Close,AdjClose,Dividends,Stock Splits"
    lines = [
        "2024-06-06,1210,1255,1180,1210,120.9,0,0.0",
        "2024-06-07,122,123,118,121,121,0,10.0",
        "2024-06-10,121,122,120,122,122,0,",
    ]
    source = folder_with(tmp_path, "\n".join([header, *lines]))
    before, bar, after = source.prices("XLK", as_of=LATER).bars
    assert (before.split, bar.split, after.split) == (1.0, 10.0, 1.0), "empty and 0 are no split"
    assert growth(before, bar) == 1.0, "one share at 1210 is ten at 121"


def test_gzip_semicolons_byte_order_mark_and_odd_capitals(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "xlk.csv.gz", "wt", encoding="utf-8-sig") as stream:
        stream.write("DATE;Adj Close;CLOSE\n2025-03-03;10.4;10.5\n")
    prices = FilePrices(tmp_path).prices("XLK", as_of=LATER)
    assert prices.bars[0].adjusted_close == 10.4
    assert prices.provider == f"files:{tmp_path.name}"
    assert prices.fetched_at.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Date,Open\n2025-03-03,10\n", r"XLK\.csv has no column close"),
        ("Close\n10\n", r"XLK\.csv has no column session"),
        ("Date,AdjClose\n2025-03-03,10\n", "adjusted closes only"),
        ("Date,Close\n2025-03-03,10\n2025-03-03,10\n", r"line 3: the session 2025-03-03 stands twice"),
        ("Date,Close\n2025-03-04,10\n2025-03-03,10\n", r"line 3: the session 2025-03-03 comes after 2025-03-04"),
        ("Date,Close\n2025-03-03,0\n", r"line 2: the close is 0\.0"),
        ("Date,Close,Low\n2025-03-03,10,-1\n", r"line 2: the low is -1\.0"),
        ("Date,Close\n2025-03-03,1O.5\n", r"line 2: the close '1O\.5' is no number"),
        ("Date,Close\n2025-03-03,inf\n", r"line 2: the close 'inf' is no number"),
        ("Date,Close\n03/03/2025,10\n", r"line 2: '03/03/2025' is no date"),
        ("Date,Open,High,Low,Close\n2025-03-03,10,9,11,10\n", r"line 2: the high 9\.0 is below the low 11\.0"),
        ("Date,Open,High,Low,Close\n2025-03-03,10,11,9,\n", r"line 2: the close is empty"),
        ("Date,Open,High,Low,Close\n2025-03-03,10\n", r"line 2: it has 2 cells where the header has 5"),
        ("Date,Close,Dividends\n2025-03-03,10,-0.5\n", r"line 2: the dividend is -0\.5"),
        ("Date,Close,Dividends\n2025-03-03,10,0\n2025-03-04,10,10\n", r"the dividend of XLK on 2025-03-04 is 10\.0"),
        ('Date,Close\n"2025-03-03,10\n', r"XLK\.csv cannot be read"),
        ("Date,Close,Stock Splits\n2025-03-03,10,-2\n", r"line 2: the split is -2\.0"),
        ("Date,Close,Stock Splits\n2025-03-03,121,0\n2025-03-04,122,10\n", r"line 3: .* over a split of 10, so it is adjusted"),
        ("", r"XLK\.csv has no column"),
    ],
)
def test_each_defect_is_named_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        folder_with(tmp_path, text).prices("XLK", as_of=LATER)
    assert caught.value.fix
    assert not isinstance(caught.value, PricesMissing)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00binary\x00", b"\x1f\x8b\x08broken"])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "XLK.csv").write_bytes(content)
    (tmp_path / "XLF.csv.gz").write_bytes(content)
    for ticker in ("XLK", "XLF"):
        with pytest.raises(SourceError, match=rf"{ticker}\.csv.* cannot be read"):
            FilePrices(tmp_path).prices(ticker, as_of=LATER)


def test_a_line_without_any_price_is_no_session(tmp_path: Path) -> None:
    source = folder_with(tmp_path, "Date,Open,High,Low,Close\n2025-03-03,1,2,1,2\n2025-03-04,,,,\n2025-03-05,2,3,2,null\n")
    with pytest.raises(SourceError, match="line 4: the close is empty"):
        source.prices("XLK", as_of=LATER)


def test_an_unknown_ticker_is_missing_and_near_ones_are_named(tmp_path: Path) -> None:
    source = folder_with(tmp_path, "Date,Close\n2025-03-03,10\n")
    with pytest.raises(PricesMissing, match="XLK") as caught:
        source.prices("XLQ", as_of=LATER)
    assert "XLQ.csv" in caught.value.fix
    assert caught.value.exit_code == 4


def test_a_ticker_with_prices_only_after_the_as_of_day_is_missing(tmp_path: Path) -> None:
    source = folder_with(tmp_path, "Date,Close\n2025-03-03,10\n")
    with pytest.raises(PricesMissing, match="2025-03-02"):
        source.prices("XLK", as_of=date(2025, 3, 2))


@pytest.mark.parametrize("ticker", ["", "../XLK", "XL K", "a/b", "X" * 40, "XLK\n"])
def test_what_is_no_ticker_is_refused(tmp_path: Path, ticker: str) -> None:
    source = folder_with(tmp_path, "Date,Close\n2025-03-03,10\n")
    if ticker.strip() == "XLK":
        assert source.prices(ticker, as_of=LATER).ticker == "XLK"
        return
    with pytest.raises(UsageError):
        source.prices(ticker, as_of=LATER)


def test_share_classes_and_indices_find_their_files(tmp_path: Path) -> None:
    for name in ("BRK-B.csv", "_VIX.csv", "XLK_1998-2024.csv", "XLK_2016-2026.csv"):
        (tmp_path / name).write_text(f"Date,Close\n2025-03-03,{len(name)}\n")
    source = FilePrices(tmp_path)
    assert source.tickers() == ("BRK-B", "XLK", "^VIX")
    assert source.prices("BRK.B", as_of=LATER).currency == "USD"
    assert source.prices("^VIX", as_of=LATER).currency == "XXX"
    assert len(source.prices("XLK", as_of=LATER).bars) == 1


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for spec in (str(tmp_path / "nowhere"), str(tmp_path / "file"), " "):
        with pytest.raises(UsageError):
            open_prices(spec)


def test_the_sample_is_the_default_and_says_so() -> None:
    for spec in (None, "sample"):
        source = open_prices(spec)
        assert source.name == "sample" and source.is_sample


def test_a_folder_of_the_samples_make_is_a_sample_too(tmp_path: Path) -> None:
    (tmp_path / "XLK.csv").write_text("session,open,high,low,close,dividend\n2025-11-28,9,11,9,10,0\n2025-12-01,10,12,10,11,0\n")
    (tmp_path / "XLK-months.csv").write_text("month,close,total_return_percent\n2025-10,8,2.5\n2025-11,10,25.0\n2025-12,9,1\n")
    (tmp_path / "dividends.csv").write_text("ex_date,fund,amount\n2025-12-01,XLK,0.5\n2025-12-01,XLF,0.7\n")
    prices = SamplePrices(tmp_path).prices("XLK", as_of=date(2025, 12, 18))
    assert prices.is_sample and prices.provider == "sample"
    assert [bar.dividend for bar in prices.bars] == [0.0, 0.5]
    assert [(end.month, end.close, end.total_return) for end in prices.month_ends] == [
        ("2025-10", 8.0, 0.025),
        ("2025-11", 10.0, 0.25),
    ], "December was not over"


def test_a_month_counts_when_its_last_session_is_there(tmp_path: Path) -> None:
    days = sessions(date(2024, 2, 26), date(2024, 4, 5))
    source = folder_with(tmp_path, "Date,Close\n" + "".join(f"{day},10\n" for day in days))

    def months(as_of: str) -> list[str]:
        return [end.month for end in source.prices("XLK", as_of=date.fromisoformat(as_of)).month_ends]

    assert months("2024-03-27") == ["2024-02"]
    assert months("2024-03-28") == ["2024-02", "2024-03"], "the Friday after was a holiday"
    assert months("2024-04-05") == ["2024-02", "2024-03"]


def test_a_month_whose_last_session_is_missing_does_not_count(tmp_path: Path) -> None:
    days = [day for day in sessions(date(2024, 2, 1), date(2024, 4, 30)) if day != date(2024, 3, 28)]
    source = folder_with(tmp_path, "Date,Close\n" + "".join(f"{day},10\n" for day in days))
    assert [end.month for end in source.prices("XLK", as_of=LATER).month_ends] == ["2024-02", "2024-04"]


def test_a_month_of_another_exchange_counts_once_the_next_has_begun(tmp_path: Path) -> None:
    days = [date(2025, 7, 1) + timedelta(days=n) for n in range(66)]
    weekdays = [day for day in days if day.weekday() < 5]  # 4 July and 1 September were traded
    source = folder_with(tmp_path, "Date,Close\n" + "".join(f"{day},10\n" for day in weekdays))
    assert [end.month for end in source.prices("XLK", as_of=date(2025, 8, 29)).month_ends] == ["2025-07"]
    assert [end.month for end in source.prices("XLK", as_of=date(2025, 9, 1)).month_ends] == ["2025-07", "2025-08"]


def test_total_returns_of_months_come_from_dividends_else_adjusted_closes_else_are_unknown(tmp_path: Path) -> None:
    days = sessions(date(2025, 1, 31), date(2025, 2, 28))
    lines = [(day, 100 if n == 0 else 101, 0.5 if n == 10 else 0) for n, day in enumerate(days)]
    (tmp_path / "A.csv").write_text("Date,Close,Dividends\n" + "".join(f"{d},{c},{a}\n" for d, c, a in lines))
    (tmp_path / "B.csv").write_text("Date,Close,AdjClose\n" + "".join(f"{d},{c},{c / 2}\n" for d, c, _ in lines))
    (tmp_path / "C.csv").write_text("Date,Close\n" + "".join(f"{d},{c}\n" for d, c, _ in lines))
    source = FilePrices(tmp_path)
    returns = [source.prices(ticker, as_of=LATER).month_ends[-1].total_return for ticker in "ABC"]
    assert returns[0] == pytest.approx(1.01 * (101 / 100.5) - 1)
    assert returns[1] == pytest.approx(0.01)
    assert returns[2] is None


# Month-end closes and total returns in percent, September to November 2025.
PUBLISHED = [
    ("IJR", "2025-09", 118.83, 1.048), ("IJR", "2025-10", 117.80, -0.867), ("IJR", "2025-11", 120.87, 2.606),
    ("IWM", "2025-09", 241.96, 3.179), ("IWM", "2025-10", 246.23, 1.765), ("IWM", "2025-11", 248.75, 1.023),
    ("SPY", "2025-09", 666.18, 3.562), ("SPY", "2025-10", 682.06, 2.384), ("SPY", "2025-11", 683.39, 0.195),
    ("IJR", "2022-12", 94.64, -6.679), ("IWM", "2023-12", 200.71, 12.126), ("SPY", "2024-12", 586.08, -2.406),
]  # fmt: skip


@pytest.mark.parametrize(("ticker", "month", "close", "percent"), PUBLISHED)
def test_month_ends_of_the_real_series_are_the_published_ones(
    shared: Path, ticker: str, month: str, close: float, percent: float
) -> None:
    for source in (FilePrices(shared / "market-data/etf-daily"), SamplePrices()):
        ends = {end.month: end for end in source.prices(ticker, as_of=date(2025, 12, 18)).month_ends}
        assert ends[month].close == pytest.approx(close, abs=0.005)
        total = ends[month].total_return
        assert total is not None and round(100 * total, 3) == pytest.approx(percent, abs=0.0006)


def test_total_returns_of_months_agree_with_the_providers_adjusted_closes(shared: Path) -> None:
    prices = FilePrices(shared / "market-data/etf-daily").prices("SPY", as_of=date(2026, 4, 30))
    adjusted = {f"{bar.session:%Y-%m}": bar.adjusted_close for bar in prices.bars}
    months = [end.month for end in prices.month_ends]
    assert len(months) == 256
    for before, end in zip(months, prices.month_ends[1:], strict=False):
        first, last = adjusted[before], adjusted[end.month]
        assert first is not None and last is not None and end.total_return is not None
        assert end.total_return == pytest.approx(last / first - 1, abs=3e-6), end.month


def test_twenty_years_load_quickly_and_once(shared: Path) -> None:
    source = FilePrices(shared / "market-data/etf-daily")
    began = time.perf_counter()
    first = source.prices("IWM", as_of=LATER)
    assert time.perf_counter() - began < 0.25, "measured 0.03 s; the bound allows for a busy machine"
    assert source.prices("IWM", as_of=LATER) is first
    assert len(first.bars) == 5366


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    closes=st.lists(st.floats(1, 1000, allow_nan=False).map(lambda x: round(x, 2)), min_size=30, max_size=90),
    cut=st.integers(1, 29),
    paid=st.booleans(),
)
def test_rows_after_the_as_of_day_change_nothing(tmp_path: Path, closes: list[float], cut: int, paid: bool) -> None:
    days = sessions(date(2024, 1, 2), date(2024, 12, 31))[: len(closes)]
    lines = [f"{day},{close},{close},{0.1 if paid else 0}\n" for day, close in zip(days, closes, strict=True)]
    as_of = days[cut - 1]
    whole, short = tmp_path / "whole", tmp_path / "short"
    for folder, kept in ((whole, lines), (short, lines[:cut])):
        folder.mkdir(exist_ok=True)
        (folder / "XLK.csv").write_text("Date,Close,AdjClose,Dividends\n" + "".join(kept))
    seen = [FilePrices(folder).prices("XLK", as_of=as_of) for folder in (whole, short)]
    assert seen[0].bars == seen[1].bars
    assert seen[0].month_ends == seen[1].month_ends
    assert all(bar.session <= as_of for bar in seen[0].bars)


def test_an_index_is_found_by_its_mark_and_counted_in_points(tmp_path: Path) -> None:
    (tmp_path / "VIX_1990-2026.csv").write_text("Date,Close\n2025-03-03,20\n")
    (tmp_path / "T.csv").write_text("Date,Close,Dividends\n2025-03-03,20,0\n")
    (tmp_path / "_IRX.csv").write_text("Date,Open,High,Low,Close\n2025-03-03,0.01,0.02,-0.01,0\n")
    source = FilePrices(tmp_path)
    assert source.prices("^VIX", as_of=LATER).currency == "XXX"
    assert source.prices("^IRX", as_of=LATER).bars[0].low == -0.01, "a yield may be below zero"
    with pytest.raises(PricesMissing):
        source.prices("^T", as_of=LATER)


def test_the_samples_figures_are_dated_by_their_last_session() -> None:
    assert SamplePrices().prices("SPY", as_of=LATER).fetched_at.isoformat() == "2025-12-18T16:00:00-05:00"
    assert SamplePrices().prices("^GSPC", as_of=LATER).month_ends[-1].close == 6849.09


cells = st.sampled_from(
    ["2025-03-03", "2025-03-04", "10", "-1", "0", "", "nan", "1e309", "x", '"', "10.5", "9", "2025-02-30", "é", "\x00"]
)
tables = st.lists(st.lists(cells, max_size=7).map(",".join), max_size=6).map("\n".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.sampled_from(
        ["Date,Open,High,Low,Close,AdjClose,Dividends", "Date,Close", "session;close", "Close", "", "Date,Close,Date"]
    ),
    body=tables,
    noise=st.binary(max_size=12),
)
def test_whatever_a_file_holds_it_gives_sound_bars_or_one_error(tmp_path: Path, header: str, body: str, noise: bytes) -> None:
    (tmp_path / "XLK.csv").write_bytes(f"{header}\n{body}\n".encode() + noise)
    try:
        bars = FilePrices(tmp_path).prices("XLK", as_of=LATER).bars
    except SourceError as error:
        assert error.problem and error.fix and "\n" not in error.problem
        return
    assert all(a.session < b.session for a, b in pairwise(bars))
    assert all(bar.close > 0 and (bar.low is None or bar.high is None or 0 < bar.low <= bar.high) for bar in bars)
