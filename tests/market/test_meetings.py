from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from copilot.errors import InsufficientData, SourceError
from copilot.market.policy import meetings, rate_on

TABLE = """announced,effective,lower,upper,change_bp,scheduled
2019-10-30,2019-10-31,1.50,1.75,-25,yes
2020-03-03,2020-03-04,1.00,1.25,-50,no
2020-03-15,2020-03-16,0.00,0.25,-100,no
2020-04-29,2020-04-30,0.00,0.25,0,yes
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "meetings.csv"
    path.write_text(TABLE)
    return path


def test_meetings_after_the_as_of_day_are_not_there(table: Path) -> None:
    assert [m.announced for m in meetings(as_of=date(2020, 3, 10), unscheduled=True, table=table)] == [
        date(2019, 10, 30),
        date(2020, 3, 3),
    ]


def test_only_scheduled_meetings_unless_all_are_asked_for(table: Path) -> None:
    assert [m.change_bps for m in meetings(as_of=date(2020, 12, 31), table=table)] == [-25, 0]
    assert [m.change_bps for m in meetings(as_of=date(2020, 12, 31), unscheduled=True, table=table)] == [-25, -50, -100, 0]


def test_from_leaves_out_earlier_meetings(table: Path) -> None:
    assert len(meetings(as_of=date(2020, 12, 31), from_=date(2020, 1, 1), unscheduled=True, table=table)) == 3


def test_a_decision_counts_from_its_announcement_or_from_its_effective_day(table: Path) -> None:
    assert rate_on(date(2020, 3, 3), table=table).upper == Decimal("1.25")
    assert rate_on(date(2020, 3, 3), effective=True, table=table).upper == Decimal("1.75")


def test_a_day_before_the_table_is_not_known(table: Path) -> None:
    with pytest.raises(InsufficientData, match="2019-10-30"):
        rate_on(date(2019, 1, 1), table=table)


@pytest.mark.parametrize(
    "bad", ["2020-05-01,x,0,0.25,0,yes\n", "2020-01-01,2020-01-02,0,0.25,0,yes\n", "2020-05-01,2020-05-02,zero,0.25,0,yes\n"]
)
def test_a_bad_line_is_named(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(TABLE + bad)
    with pytest.raises(SourceError, match=r"bad\.csv line 6"):
        meetings(as_of=date(2020, 12, 31), table=path)


def test_the_bundled_table_agrees_with_the_published_target_range(shared: Path) -> None:
    with (shared / "market-data/fomc/target_range_changes.csv").open() as stream:
        rows = [row for row in csv.DictReader(stream) if row["change_bp"] and row["announced"] <= "2025-12-31"]
    assert len(rows) > 30
    for row in rows:
        found = rate_on(date.fromisoformat(row["announced"]))
        assert (found.lower, found.upper) == (Decimal(row["lower"]), Decimal(row["upper"])), row
        assert found.change_bps == int(row["change_bp"])


def test_each_meeting_of_the_bundled_table_follows_from_the_one_before() -> None:
    known = meetings(as_of=date(2025, 12, 31), from_=date(2022, 1, 1), unscheduled=True)
    for before, after in pairwise(known):
        assert after.lower - before.lower == Decimal(after.change_bps) / 100
        assert after.upper - after.lower == Decimal("0.25")
        assert after.effective > after.announced
