from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from copilot.errors import SourceError
from copilot.market.policy import meetings
from copilot.market.series_files import FileSeries

LATER = date(2100, 1, 1)

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
    known = meetings(as_of=date(2020, 3, 3), unscheduled=True, table=table)
    assert known[-1].upper == Decimal("1.25")
    assert next(m.upper for m in reversed(known) if m.effective <= date(2020, 3, 3)) == Decimal("1.75")


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
        rows = [row for row in csv.DictReader(stream) if row["change_bp"]]
    moves = {m.announced.isoformat(): m for m in meetings(as_of=LATER, unscheduled=True) if m.change_bps}
    assert set(moves) == {row["announced"] for row in rows}
    for row in rows:
        found = moves[row["announced"]]
        assert (found.lower, found.upper) == (Decimal(row["lower"]), Decimal(row["upper"])), row
        assert found.change_bps == int(row["change_bp"])


def test_every_day_since_2015_has_the_target_range_that_fred_has(shared: Path) -> None:
    decisions = meetings(as_of=LATER, unscheduled=True)
    stamped_early = {date(2015, 12, 16), date(2016, 12, 14)}  # FRED carries the announcement's day there
    for id, bound in (("DFEDTARU", "upper"), ("DFEDTARL", "lower")):
        published = FileSeries(shared / "market-data/fred").series(id, as_of=LATER).observations
        days = [known for known in published if known.day > date(2015, 1, 28) and known.day not in stamped_early]
        assert len(days) > 4000
        for known in days:
            in_effect = next(m for m in reversed(decisions) if m.effective <= known.day)
            assert getattr(in_effect, bound) == known.value, known


def test_every_statement_of_the_committee_is_in_the_table_with_its_range(shared: Path) -> None:
    listed = {m.announced: m for m in meetings(as_of=LATER, unscheduled=True)}
    stated = {}
    with gzip.open(shared / "market-data/fed-documents/fomc_statements_2020-2026.jsonl.gz", "rt") as stream:
        for line in stream:
            row = json.loads(line)
            text = re.sub(r"[‐-―−\x91]+", "-", row["body"])
            match = re.search(
                rf"target range for the federal funds rate(?: by [\d/]+ percentage point,?)? (?:at|to) {RATE} to {RATE} percent",
                text,
            )
            if row["kind"] == "statement" and match:
                stated[date.fromisoformat(row["date"])] = tuple(quarters(text) for text in match.groups())
    assert len(stated) == 54
    assert stated == {day: (m.lower, m.upper) for day, m in listed.items() if day >= date(2020, 1, 1)}


RATE = r"(\d+(?:-+\d/\d)?|\d/\d)"


def quarters(text: str) -> Decimal:
    """ "3-1/2" is 3.50, "1/4" is 0.25."""
    whole, _, part = text.rpartition("-") if "/" in text else (text, "", "0/1")
    above, below = part.split("/")
    return Decimal(whole.strip("-") or 0) + Decimal(above) / Decimal(below)


def test_eight_meetings_a_year_but_seven_in_2020() -> None:
    years = Counter(m.announced.year for m in meetings(as_of=date(2025, 12, 31)))
    assert years == {year: 7 if year == 2020 else 8 for year in range(2015, 2026)}
    assert date(2020, 3, 18) not in {m.announced for m in meetings(as_of=LATER, unscheduled=True)}, "that meeting was cancelled"
    moved = [m.announced for m in meetings(as_of=LATER, unscheduled=True) if m not in meetings(as_of=LATER)]
    assert moved == [date(2020, 3, 3), date(2020, 3, 15)]


def test_each_meeting_of_the_bundled_table_follows_from_the_one_before() -> None:
    known = meetings(as_of=LATER, unscheduled=True)
    for before, after in pairwise(known):
        assert after.lower - before.lower == Decimal(after.change_bps) / 100
        assert after.upper - after.lower == Decimal("0.25")
        assert after.effective > after.announced
