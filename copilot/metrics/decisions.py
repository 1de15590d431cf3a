"""Decisions on a policy rate, read from a table of meetings: the one in force on a day, and the latest run in one direction.

A table can have holes and can be old, so neither is taken on trust: a move that is not in the table shows in the bounds of
the next meeting, and a pause longer than any between two meetings is a hole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from copilot.errors import InsufficientData, UsageError
from copilot.metrics.readings import Request, Selection
from copilot.metrics.rows import Row, number, numbers
from copilot.metrics.windows import parse_day
from copilot.types import Meeting

_LONGEST_PAUSE = timedelta(days=75)  # the committee meets eight times a year


@dataclass(frozen=True, slots=True)
class DecisionReading:
    """One field of the decision in force on a day, or of the meeting of that day: (value,)."""

    field: str
    on_the_day: bool = False
    accepts: tuple[str, ...] = ("session", "by")

    def select(self, request: Request) -> Selection:
        """One row {announced, effective, lower, upper, change_bps}; `by` says whether announced or effective days count."""
        by = request.parameters.get("by", "announced")
        if by not in ("announced", "effective"):
            raise UsageError(f"by {by!r} is not known", fix="Give announced or effective.")
        known = _meetings(request)
        day = _day_asked(request, known)
        if self.on_the_day:
            found = [meeting for meeting in known if day in (meeting.announced, meeting.effective)]
        else:
            found = [meeting for meeting in known if getattr(meeting, by) <= day]
        if not found:
            raise InsufficientData(
                f"there is no meeting {'of' if self.on_the_day else 'by'} {day}; those known are from {_reach(known)}",
                fix="Ask for the day of a meeting." if self.on_the_day else "Ask for a later day.",
            )
        if not self.on_the_day:
            _refuse_hole(known, found[-1], day)
        parameters = {**request.parameters, "by": by, "start": str(found[-1].announced), "end": str(day)}
        return Selection((self._whole(found[-1]),), parameters, "on {end}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """The field."""
        return (number(rows[0], self.field),)

    def _whole(self, meeting: Meeting) -> Row:
        """The row, with the field where it is a count of votes. Raises InsufficientData where that is not known."""
        row = _row(meeting)
        if self.field in row:
            return row
        votes = getattr(meeting, self.field)
        if votes is None:
            raise InsufficientData(
                f"how the members voted on {meeting.announced} is not in the table", fix="Ask for a meeting from 2020 on."
            )
        return {**row, self.field: str(votes)}


@dataclass(frozen=True, slots=True)
class RunReading:
    """The changes of the latest meetings up to a day, in basis points, back to one that broke the run: (changes,)."""

    sign: int
    accepts: tuple[str, ...] = ("session",)

    def select(self, request: Request) -> Selection:
        """Rows of the meetings of the latest run, and the one before that broke it."""
        known = _meetings(request)
        day = _day_asked(request, known)
        past = [meeting for meeting in known if meeting.announced <= day]
        if not past or day - past[-1].announced > _LONGEST_PAUSE:
            raise InsufficientData(
                f"the meeting before {day} is not known; those known are from {_reach(known)}", fix="Ask for another day."
            )
        begin = len(past) - 1
        while _sign(past[begin].change_bps) == self.sign:
            if begin == 0 or past[begin].announced - past[begin - 1].announced > _LONGEST_PAUSE:
                raise InsufficientData(
                    f"the run goes back to {past[begin].announced}, and the meeting before that is not known",
                    fix="Ask for a later day, or add the earlier meetings to the table.",
                )
            begin -= 1
        rows = tuple(_row(meeting) for meeting in past[begin:])
        return Selection(rows, dict(request.parameters), f"by the meeting of {past[-1].announced}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Changes in basis points, oldest first."""
        return (numbers(rows, "change_bps"),)


@dataclass(frozen=True, slots=True)
class MovesReading:
    """The changes announced in a window, in basis points: (changes,)."""

    accepts: tuple[str, ...] = ("start", "end", "year")

    def select(self, request: Request) -> Selection:
        """Rows of the meetings after `start` up to `end`, or of a year. Raises InsufficientData where one may be missing."""
        known = _meetings(request)
        first, last = _days_of(request.parameters, known)
        inside = [meeting for meeting in known if first < meeting.announced <= last]
        before = [meeting for meeting in known if meeting.announced <= first]
        if not inside or not before:
            raise InsufficientData(
                f"the meetings from {first} to {last} are not known; those known are from {_reach(known)}",
                fix="Ask for another window.",
            )
        for earlier, later in pairwise([before[-1], *inside]):
            _refuse_hole([earlier, later], earlier, later.announced - timedelta(days=1))
        _refuse_hole(known, inside[-1], last)
        parameters = {**request.parameters, "start": str(first), "end": str(last)}
        return Selection(tuple(_row(meeting) for meeting in inside), parameters, "from {start} to {end}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Changes in basis points, oldest first."""
        return (numbers(rows, "change_bps"),)


def _days_of(parameters: Mapping[str, str], known: Sequence[Meeting]) -> tuple[date, date]:
    if "year" in parameters:
        first = parse_day(f"{parameters['year'].strip()}-01-01", "year")
        return first - timedelta(days=1), min(date(first.year, 12, 31), known[-1].announced)
    last = parse_day(parameters["end"], "end") if "end" in parameters else known[-1].announced
    if "start" not in parameters:
        raise UsageError("the moves of the policy rate are counted over a window", fix="Give start, or year.")
    return parse_day(parameters["start"], "start"), last


def _meetings(request: Request) -> Sequence[Meeting]:
    if not request.meetings:
        raise UsageError(f"{request.name} needs meetings", fix="Ask for a day on which a meeting is known.")
    return sorted(request.meetings, key=lambda meeting: meeting.announced)


def _day_asked(request: Request, known: Sequence[Meeting]) -> date:
    asked = request.parameters.get("session")
    return known[-1].announced if asked is None else parse_day(asked, "session")


def _refuse_hole(known: Sequence[Meeting], found: Meeting, day: date) -> None:
    """Raises InsufficientData where a move may have come between the decision found and the day."""
    later = next((meeting for meeting in known if meeting.announced > found.announced), None)
    if later is None:
        is_whole = day - found.announced <= _LONGEST_PAUSE
    else:
        is_whole = later.lower * 100 - later.change_bps == found.lower * 100
    if not is_whole:
        raise InsufficientData(
            f"the decisions between {found.announced} and {later.announced if later else day} are not known",
            fix="Give the unscheduled decisions too, or ask for another day.",
        )


def _reach(known: Sequence[Meeting]) -> str:
    return f"{known[0].announced} to {known[-1].announced}"


def _row(meeting: Meeting) -> Row:
    return {
        "announced": meeting.announced.isoformat(),
        "effective": meeting.effective.isoformat(),
        "lower": str(meeting.lower),
        "upper": str(meeting.upper),
        "change_bps": str(meeting.change_bps),
    }


def _sign(change: int) -> int:
    return (change > 0) - (change < 0)
