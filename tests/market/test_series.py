"""Series as FRED writes them: what is missing stays missing, and nothing is visible before it was out."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.errors import InsufficientData, SeriesMissing, SourceError, UsageError
from copilot.library.ingest import add_paths
from copilot.library.store import Library
from copilot.market.calendar import working_day_after
from copilot.market.series_changes import change, latest
from copilot.market.series_files import FileSeries
from copilot.market.series_table import known_series, released_on, series_info
from copilot.market.sources import open_series
from copilot.settings import Settings
from copilot.types import Series
from copilot.workspace import open_workspace

RATES = "observation_date,DGS10\n2025-10-08,4.13\n2025-10-09,4.14\n2025-10-10,.\n2025-10-13,\n2025-10-14,4.03\n"
PRICES = """observation_date,CPIAUCNS
2024-09-01,315.301
2024-10-01,315.664
2024-11-01,315.493
2025-08-01,323.976
2025-09-01,324.800
2025-11-01,324.122
"""


def write(folder: Path, name: str, text: str, *, on: date = date(2026, 3, 2)) -> Path:
    path = folder / name
    path.write_text(text)
    moment = datetime(on.year, on.month, on.day, 17, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    return path


def read(folder: Path, id: str, as_of: str) -> Series:
    return FileSeries(folder).series(id, as_of=date.fromisoformat(as_of))


def test_a_dot_and_an_empty_cell_are_missing_never_zero(tmp_path: Path) -> None:
    write(tmp_path, "DGS10.csv", RATES)
    series = read(tmp_path, "dgs10", "2026-04-01")
    assert [known.value for known in series.observations] == [Decimal("4.13"), Decimal("4.14"), None, None, Decimal("4.03")]
    assert (series.unit, series.frequency, series.is_revised, series.provider) == (
        "percent",
        "daily",
        False,
        f"files:{tmp_path.name}",
    )


def test_a_rate_is_visible_from_the_next_working_day(tmp_path: Path) -> None:
    write(tmp_path, "DGS10.csv", RATES)
    seen = {day: latest(read(tmp_path, "DGS10", day)).day.day for day in ("2025-10-09", "2025-10-10", "2025-10-14", "2025-10-15")}
    assert seen == {"2025-10-09": 8, "2025-10-10": 9, "2025-10-14": 9, "2025-10-15": 14}, (
        "10 October was a Friday without a value"
    )


def test_offices_rest_on_days_the_exchange_trades() -> None:
    assert working_day_after(date(2025, 11, 10), 1) == date(2025, 11, 12), "Veterans Day"
    assert working_day_after(date(2025, 4, 17), 1) == date(2025, 4, 21), "Good Friday"


@pytest.mark.parametrize(
    ("id", "period", "out"),
    [
        ("DFEDTARU", "2025-12-11", "2025-12-11"),
        ("CPIAUCNS", "2025-09-01", "2025-10-24"),  # the release days of the Bureau of Labor Statistics
        ("CPIAUCNS", "2025-11-01", "2025-12-18"),
        ("WALCL", "2025-11-26", "2025-11-28"),  # the day after Thanksgiving
        ("FEDFUNDS", "2025-11-01", "2025-12-03"),
    ],
)
def test_release_days(id: str, period: str, out: str) -> None:
    assert released_on(series_info(id), date.fromisoformat(period)) == date.fromisoformat(out)


def test_a_revised_series_is_refused_under_a_past_day_and_says_what_helps(tmp_path: Path) -> None:
    write(tmp_path, "PAYEMS.csv", "observation_date,PAYEMS\n2025-09-01,159593\n")
    with pytest.raises(SeriesMissing, match=r"revised.*2026-03-02, after 2026-03-01") as caught:
        read(tmp_path, "PAYEMS", "2026-03-01")
    assert "PAYEMS_2026-03-01.csv" in caught.value.fix
    assert read(tmp_path, "PAYEMS", "2026-03-02").observations[0].value == 159593000, "given in thousands, counted in jobs"


def test_of_several_stated_vintages_the_latest_allowed_is_read(tmp_path: Path) -> None:
    two = "observation_date,GDPC1_20240125,GDPC1_20240228\n2023-07-01,22490.692,22490.692\n2023-10-01,22672.859,22668.986\n"
    write(tmp_path, "GDPC1.csv", two)
    write(tmp_path, "GDPC1_2024-03-28.csv", "DATE,VALUE\n2023-10-01,22679.255\n")
    known = [read(tmp_path, "GDPC1", day) for day in ("2024-02-27", "2024-02-28", "2024-04-01")]
    assert [series.vintage for series in known] == [date(2024, 1, 25), date(2024, 2, 28), date(2024, 3, 28)]
    assert [latest(series).value for series in known] == [22672859000000, 22668986000000, 22679255000000]
    with pytest.raises(SeriesMissing, match="2024-01-25, after 2024-01-24"):
        read(tmp_path, "GDPC1", "2024-01-24")


def test_an_old_copy_does_not_hide_the_newer_one_of_a_series_that_is_never_revised(tmp_path: Path) -> None:
    write(tmp_path, "DGS10.csv", RATES)
    write(tmp_path, "DGS10_2025-10-09.csv", RATES[: RATES.index("2025-10-09")])
    assert latest(read(tmp_path, "DGS10", "2025-10-15")).day == date(2025, 10, 14)


def test_a_missing_month_is_named_and_its_neighbours_survive(tmp_path: Path) -> None:
    write(tmp_path, "CPIAUCNS.csv", PRICES)
    series = read(tmp_path, "CPIAUCNS", "2025-12-18")
    assert round(100 * change(series, date(2025, 9, 1), 12), 1) == Decimal("3.0"), "as published on 24 October 2025"
    assert round(100 * change(series, date(2025, 11, 15), 12), 1) == Decimal("2.7"), "as published on 18 December 2025"
    for period, periods in ((date(2025, 10, 1), 12), (date(2025, 11, 1), 1)):
        with pytest.raises(InsufficientData, match="no value for 2025-10: it was left out"):
            change(series, period, periods)
    with pytest.raises(InsufficientData, match="2025-11: it was not out yet"):
        change(read(tmp_path, "CPIAUCNS", "2025-12-17"), date(2025, 11, 1), 12)


def test_quarters_are_compared_with_quarters_and_days_not_at_all(tmp_path: Path) -> None:
    write(tmp_path, "GDP.csv", "observation_date,GDP\n2024-04-01,100\n2025-01-01,.\n2025-04-01,104\n")
    write(tmp_path, "DGS10.csv", RATES)
    series = read(tmp_path, "GDP", "2026-04-01")
    assert change(series, date(2025, 6, 30), 4) == Decimal("0.04")
    with pytest.raises(InsufficientData, match="2025-Q1"):
        change(series, date(2025, 4, 1))
    with pytest.raises(InsufficientData, match="daily"):
        change(read(tmp_path, "DGS10", "2026-04-01"), date(2025, 10, 14))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE html><html>", r"DGS10\.csv is a web page"),
        ("", "does not begin with a column observation_date"),
        ("observation_date,DGS2\n2025-01-02,4\n", "has a column 'DGS2', not DGS10"),
        ("observation_date,DGS10,DGS10\n", "names a column twice"),
        ("observation_date,DGS10\n2025-01-02,4\n2025-01-02,4\n", r"line 3: the day 2025-01-02 stands twice"),
        ("observation_date,DGS10\n2025-01-03,4\n2025-01-02,4\n", r"line 3: the day 2025-01-02 comes after 2025-01-03"),
        ("observation_date,DGS10\n2025-01-02,4,5\n", r"line 2: it has 3 cells where the header has 2"),
        ("observation_date,DGS10\n2025-01-0", r"line 2: it has 1 cells"),
        ("observation_date,DGS10\n2025-01,4\n", r"line 2: '2025-01' is no date"),
        ("observation_date,DGS10\n2025-01-02,4.1.\n", r"line 2: the value '4\.1\.' is no number"),
        ("observation_date,DGS10\n2025-01-02,Infinity\n", r"line 2: the value 'Infinity' is no number"),
    ],
)
def test_each_defect_is_named_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, "DGS10.csv", text)
    with pytest.raises(SourceError, match=said) as caught:
        read(tmp_path, "DGS10", "2026-04-01")
    assert caught.value.fix and "\n" not in caught.value.problem


def test_what_is_not_there_is_named_with_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path, "DGS10.csv", RATES)
    with pytest.raises(SeriesMissing, match=r"'DGS11' is no series.*DGS1"):
        read(tmp_path, "DGS11", "2026-04-01")
    with pytest.raises(SeriesMissing, match="has no DGS2"):
        read(tmp_path, "DGS2", "2026-04-01")
    with pytest.raises(SeriesMissing, match="nothing of DGS10 up to 2025-10-08"):
        read(tmp_path, "DGS10", "2025-10-08")


def test_gzip_and_damaged_gzip(tmp_path: Path) -> None:
    (tmp_path / "DGS2.csv.gz").write_bytes(gzip.compress(b"Date,Value\n2025-10-14,3.5\n"))
    (tmp_path / "DGS5.csv.gz").write_bytes(b"\x1f\x8bbroken")
    (tmp_path / "notes_2025.csv").write_text("x")
    assert FileSeries(tmp_path).ids() == ("DGS2", "DGS5")
    assert latest(FileSeries(tmp_path).series("DGS2", as_of=date(2200, 1, 1))).value == Decimal("3.5")
    with pytest.raises(SourceError, match=r"DGS5\.csv\.gz cannot be read"):
        FileSeries(tmp_path).series("DGS5", as_of=date(2200, 1, 1))


def test_the_setting_names_the_source(tmp_path: Path) -> None:
    write(tmp_path, "DGS10.csv", RATES)
    home = tmp_path / "home"
    (tmp_path / "note.md").write_text("# Rates\n\nPublished: 2025-10-09\n\nThe ten-year yield rose.\n")
    with Library.open(home, create=True) as library:
        add_paths(library, [tmp_path / "note.md"], embedder=None)
    with open_workspace(Settings(home=home, series=str(tmp_path))) as workspace:
        assert latest(workspace.series.series("DGS10", as_of=date(2025, 10, 9))).value == Decimal("4.13")
    with pytest.raises(SeriesMissing, match="no source of rates"):
        open_series(None).series("DGS10", as_of=date(2025, 10, 9))
    assert open_series("fred").name == "fred"
    (tmp_path / "empty").mkdir()
    for spec in (str(tmp_path / "nowhere"), str(tmp_path / "DGS10.csv"), str(tmp_path / "empty"), " "):
        with pytest.raises(UsageError, match="series folder"):
            open_series(spec)


def test_the_table_of_series_holds_together() -> None:
    table = known_series()
    assert len(table) >= 60
    assert all(info.scale > 0 and info.title for info in table.values())
    assert not {info.id for info in table.values() if info.is_revised} & {"DGS10", "EFFR", "CPIAUCNS"}


@pytest.mark.parametrize(
    "line",
    ["X,x,percent,1,yearly,no,1b,,", "X,x,percent,1,daily,no,,,", "X,x,percent,1,daily,yes,1b,,", "X,x,percent,1,daily,maybe,1b,,",
     "X,x,percent,one,daily,no,1b,,", "X,x,percent,1,daily,no,1b,2025-01,", "A,x,percent,1,daily,no,1b,,"],
)  # fmt: skip
def test_a_bad_line_of_the_table_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "series.csv"
    path.write_text(f"# a note\nid,title,unit,scale,frequency,revised,lag,releases,note\nA,a,percent,1,daily,no,1b,,\n{line}\n")
    with pytest.raises(SourceError, match=r"series\.csv line 4"):
        known_series(table=path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.integers(0, 900), min_size=3, max_size=60), cut=st.integers(1, 70))
def test_rows_after_the_as_of_day_change_nothing(tmp_path: Path, values: list[int], cut: int) -> None:
    days = [date.fromordinal(date(2025, 9, 1).toordinal() + n) for n in range(len(values))]
    lines = [f"{day},{value / 100}\n" for day, value in zip(days, values, strict=True)]
    as_of = date.fromordinal(date(2025, 9, 1).toordinal() + cut)
    known = [n for n, day in enumerate(days) if released_on(series_info("DGS10"), day) <= as_of]
    seen = []
    for name, kept in (("whole", lines), ("short", lines[: len(known)])):
        (tmp_path / name).mkdir(exist_ok=True)
        write(tmp_path / name, "DGS10.csv", "observation_date,DGS10\n" + "".join(kept))
        try:
            seen.append(FileSeries(tmp_path / name).series("DGS10", as_of=as_of).observations)
        except SeriesMissing:
            seen.append(())
    assert seen[0] == seen[1]
    assert all(observation.day < as_of for observation in seen[0])


def test_the_real_series_read_whole(shared: Path) -> None:
    source = FileSeries(shared / "market-data/fred")
    assert len(source.ids()) == 20
    today = date(2200, 1, 1)
    prices = source.series("CPIAUCSL", as_of=today)
    assert prices.observations[-1].day == date(2026, 7, 1)
    assert round(100 * change(prices, date(2025, 11, 1), 12), 1) == Decimal("2.7")
    with pytest.raises(InsufficientData, match="2025-10"):
        change(prices, date(2025, 11, 1))
    assert latest(source.series("T10Y2Y", as_of=date(2025, 12, 18))).day == date(2025, 12, 17)
    assert latest(source.series("EFFR", as_of=date(2025, 12, 12))).value == Decimal("3.64"), "the first day after the cut"
    for id in source.ids():
        assert source.series(id, as_of=today).observations
