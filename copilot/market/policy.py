"""Policy rates: every meeting of the Federal Open Market Committee, from a table that ships with the program.

The table is complete, holds included, from 2015-01-28 to 2026-07-29: every scheduled meeting, and the two unscheduled moves of
March 2020. The meeting of 17 and 18 March 2020 was cancelled after the move of the 15th; meetings between schedules that left
the range alone (2019-10-04, 2020-03-23) are not listed. What reaches beyond the table is refused, never guessed.
`announced` is the day of the statement; `effective` the first day under the decision, and for a hold the day after.
Sources: the Federal Reserve's statements (2020 on), FRED's DFEDTARL and DFEDTARU (every move), the Board's meeting calendars
(the days of holds before 2020).
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from copilot.errors import SourceError
from copilot.resources import resource
from copilot.types import Meeting


def meetings(
    *, as_of: date, from_: date | None = None, unscheduled: bool = False, table: Path | None = None
) -> tuple[Meeting, ...]:
    """The scheduled meetings announced by `as_of`, holds included, oldest first; `from_` leaves out earlier ones.

    unscheduled: with the decisions between meetings, which a rate on a day needs and a run of meetings does not count.
    table: columns announced, effective, lower, upper (percent), change_bp, scheduled; by default reference/fomc.csv.
    """
    rows = _table(table or resource("reference", "fomc.csv"))
    return tuple(
        meeting
        for meeting, scheduled in rows
        if meeting.announced <= as_of and (from_ is None or meeting.announced >= from_) and (scheduled or unscheduled)
    )


def is_scheduled(meeting: Meeting) -> bool:
    """Whether a decision was one of a scheduled meeting; one that the table lacks counts as such."""
    rows = _table(resource("reference", "fomc.csv"))
    return next((scheduled for known, scheduled in rows if known.announced == meeting.announced), True)


@lru_cache(maxsize=8)
def _table(path: Path) -> tuple[tuple[Meeting, bool], ...]:
    """Meetings with whether each was scheduled, oldest first. Raises SourceError with file and line."""
    found: list[tuple[Meeting, bool]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                found.append((_meeting(row), row["scheduled"].strip().lower() in ("1", "true", "yes")))
                if len(found) > 1 and found[-1][0].announced <= found[-2][0].announced:
                    raise ValueError("meetings out of order")
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read: {error.strerror}", fix="Install the program again.") from error
    except (KeyError, ValueError, InvalidOperation, AttributeError) as error:
        raise SourceError(f"{path.name} line {reader.line_num}: {error}", fix="Correct that line.") from error
    return tuple(found)


def _meeting(row: dict[str, str]) -> Meeting:
    return Meeting(
        announced=date.fromisoformat(row["announced"]),
        effective=date.fromisoformat(row["effective"]),
        lower=Decimal(row["lower"]),
        upper=Decimal(row["upper"]),
        change_bps=int(row["change_bp"]),
        votes_for=int(row["votes_for"]) if row.get("votes_for") else None,
        votes_against=int(row["votes_against"]) if row.get("votes_against") else None,
    )
