"""Folders of prices beyond plain CSV: Parquet, time zones, weekends, and what a folder is checked for."""

from __future__ import annotations

import builtins
import math
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copilot.errors import PrerequisiteError, SourceError
from copilot.market.calendar import sessions
from copilot.market.files import FilePrices
from copilot.market.folder_check import check_prices

LATER = date(2026, 6, 30)


def parquet(folder: Path, columns: dict[str, Any], name: str = "XLK.parquet") -> FilePrices:
    pq.write_table(pa.table(columns), folder / name)
    return FilePrices(folder)


def days_read(folder: Path, lines: str) -> list[str]:
    (folder / "XLK.csv").write_text("Date,Close\n" + lines)
    return [bar.session.isoformat() for bar in FilePrices(folder).prices("XLK", as_of=LATER).bars]


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    days = [date(2025, 3, 3), date(2025, 3, 4)]
    numbers = {"Open": [10.0, 10.5], "High": [11.0, 11.0], "Low": [9.0, None], "Close": [10.5, 10.75], "Dividends": [0.0, 0.25]}
    bars = parquet(tmp_path, {"Date": days, **numbers, "Volume": [1, 2]}).prices("XLK", as_of=LATER).bars
    assert [(bar.session, bar.low, bar.close, bar.dividend) for bar in bars] == [
        (days[0], 9.0, 10.5, 0.0),
        (days[1], None, 10.75, 0.25),
    ]
    assert FilePrices(tmp_path).tickers() == ("XLK",)
    assert [bar.session for bar in FilePrices(tmp_path).prices("XLK", as_of=days[0]).bars] == days[:1]


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_an_index_of_new_york_times_as_pandas_saves_it(tmp_path: Path, unit: str) -> None:
    zone = ZoneInfo("America/New_York")
    moments = [datetime(2025, 3, 7, tzinfo=zone), datetime(2025, 3, 10, tzinfo=zone)]  # the clocks change in between
    index = pa.array(moments, type=pa.timestamp(unit, "America/New_York"))
    bars = parquet(tmp_path, {"close": [1.0, 2.0], "__index_level_0__": index}).prices("XLK", as_of=LATER).bars
    assert [bar.session for bar in bars] == [date(2025, 3, 7), date(2025, 3, 10)]


def test_defects_in_parquet_are_named_with_file_and_row(tmp_path: Path) -> None:
    twice = {"Date": [date(2025, 3, 3)] * 2, "Close": [1.0, 1.0]}
    for columns, said in (
        (twice, r"XLK\.parquet row 2: the session 2025-03-03 stands twice"),
        ({"Date": [date(2025, 3, 3)], "Close": [-1.0]}, r"XLK\.parquet row 1: the close is -1\.0"),
        ({"Date": [date(2025, 3, 3)], "Close": [math.inf]}, r"row 1: the close 'inf' is no number"),
        ({"Date": [date(2025, 3, 3)], "Open": [1.0]}, r"XLK\.parquet has no column close"),
        ({"Date": [date(2025, 3, 3)], "Adj Close": [1.0]}, "adjusted closes only"),
    ):
        with pytest.raises(SourceError, match=said):
            parquet(tmp_path, columns).prices("XLK", as_of=LATER)
    (tmp_path / "XLK.parquet").write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(SourceError, match=r"XLK\.parquet"):
        FilePrices(tmp_path).prices("XLK", as_of=LATER)


def test_without_pyarrow_the_install_line_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = parquet(tmp_path, {"Date": [date(2025, 3, 3)], "Close": [1.0]})
    whole = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PrerequisiteError, match=r"XLK\.parquet") as caught:
        source.prices("XLK", as_of=LATER)
    assert "checkable-copilot[parquet]" in caught.value.fix


def test_a_written_day_is_a_label_and_a_moment_is_new_yorks(tmp_path: Path) -> None:
    lines = (
        "2025-03-03T00:00:00Z,10\n"  # midnight anywhere: the day as written
        "2025-03-04 00:00:00+09:00,10\n"
        "2025-03-05 05:00:00+00:00,10\n"  # midnight in New York
        "2025-03-06 14:30:00+00:00,10\n"  # the opening
        "2025-03-07T21:00:00Z,10\n"  # the close
        "2025-03-10 13:30:00+00:00,10\n"  # the opening in summer
        "2025-03-11 17:00:00,10\n"
    )
    assert days_read(tmp_path, lines) == [f"2025-03-{day:02}" for day in (3, 4, 5, 6, 7, 10, 11)]


@pytest.mark.parametrize("moment", ["2025-03-02 15:00:00+00:00", "2025-03-03T08:00:00Z"])  # Tokyo's midnight, London's opening
def test_a_moment_of_another_zones_day_is_refused(tmp_path: Path, moment: str) -> None:
    with pytest.raises(SourceError, match=r"XLK\.csv line 2: .* is a moment of another time zone's day"):
        days_read(tmp_path, f"{moment},10\n")


def test_a_stray_bar_at_a_weekend_is_refused_with_its_line(tmp_path: Path) -> None:
    days = [*sessions(date(2025, 3, 3), date(2025, 3, 7)), date(2025, 3, 8), *sessions(date(2025, 3, 10), date(2025, 5, 30))]
    with pytest.raises(SourceError, match="line 7: 2025-03-08 is a Saturday"):
        days_read(tmp_path, "".join(f"{day},10\n" for day in days))


def test_a_market_that_is_open_at_weekends_is_read(tmp_path: Path) -> None:
    days = [date(2025, 3, 3) + timedelta(days=n) for n in range(35)]
    assert len(days_read(tmp_path, "".join(f"{day},10\n" for day in days))) == 35
    sundays_to_thursdays = [day for day in days if day.weekday() not in (4, 5)]
    assert len(days_read(tmp_path, "".join(f"{day},10\n" for day in sundays_to_thursdays))) == 25


def test_a_folder_is_checked_ticker_by_ticker(tmp_path: Path) -> None:
    days = sessions(date(2025, 1, 2), date(2025, 6, 30))

    def save(ticker: str, header: str, lines: list[str]) -> None:
        (tmp_path / f"{ticker}.csv").write_text(header + "\n" + "\n".join(lines) + "\n")

    sound = [f"{day},10,{9.5 if day < date(2025, 3, 21) else 10},{0.5 if day == date(2025, 3, 21) else 0}" for day in days]
    header = "Date,Close,AdjClose,Dividends"
    save("A", header, sound)
    save("GAP", header, [*sound[:40], *sound[42:60], *sound[61:]])
    save("SAME", header, [line.replace(",9.5,", ",10,") for line in sound])
    save("BARE", "Date,Close", [f"{day},10" for day in sorted([*days, date(2025, 2, 17)])])
    save("BAD", "Date,Close", [f"{days[0]},0"])
    others = [day for n in range(120) if (day := date(2025, 1, 1) + timedelta(days=n)).weekday() < 5]
    save("FAR", header, [f"{day},10,10,0" for day in others])
    found = {(doubt.ticker, doubt.kind): doubt.text for doubt in check_prices(FilePrices(tmp_path), as_of=LATER)}
    assert set(found) == {
        ("GAP", "gap"), ("SAME", "adjusted"), ("BARE", "closed day"), ("BARE", "no dividends"), ("BAD", "defect"),
        ("FAR", "other exchange"),
    }  # fmt: skip
    assert f"lacks 3 of the sessions from 2025-01-02 to 2025-06-30: {days[40]}, {days[41]}, {days[60]}" in found["GAP", "gap"]
    assert "before the dividend of 2025-03-21" in found["SAME", "adjusted"]
    assert "on days New York was closed, 1 in all: 2025-02-17" in found["BARE", "closed day"]
    assert "BAD.csv line 2" in found["BAD", "defect"]


class Three(FilePrices):
    def tickers(self) -> tuple[str, ...]:
        return ("IWM", "XLE", "TLT")


def test_real_bars_are_free_of_doubt(shared: Path) -> None:
    assert check_prices(Three(shared / "market-data/etf-daily"), as_of=LATER) == ()
