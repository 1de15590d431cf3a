"""FRED's own CSV as observations: a column of days, then one per date of publication ("GDP_20140401") or a plain one."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from copilot.errors import SourceError
from copilot.market.series_table import SeriesInfo, released_on
from copilot.types import Observation

_DAYS = frozenset({"observation_date", "date"})
_PLAIN = frozenset({"value", "values", "close"})
_MISSING = frozenset({"", ".", "nan", "#n/a"})
Columns = Mapping[date | None, tuple[Observation, ...]]  # by the day the values were published; None where it is not stated


def read_observations(text: str, info: SeriesInfo, *, place: str) -> Columns:
    """The observations of a table, oldest first, in the unit of `info`, by stated date of publication.

    A dot or an empty cell is a value the publisher left out: None, never 0. place: the file or address, for errors.
    Raises SourceError for a web page, a wrong column, a value or day that is none, days out of order or twice.
    """
    if text.lstrip("\ufeff \r\n").startswith("<"):
        raise SourceError(f"{place} is a web page, not a table", fix="Try again later, or save the series as CSV yourself.")
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        vintages = _vintages(next(reader, []), info, place)
        rows = [(reader.line_num, row) for row in reader if any(row)]
    except csv.Error as error:
        raise _defect(place, reader.line_num, str(error)) from error
    found: dict[date | None, list[Observation]] = {vintage: [] for vintage in vintages}
    before: date | None = None
    for line, row in rows:
        if len(row) != len(vintages) + 1:
            raise _defect(place, line, f"it has {len(row)} cells where the header has {len(vintages) + 1}")
        day = _day(row[0], place, line)
        if before is not None and day <= before:
            raise _defect(place, line, f"the day {day} {'stands twice' if day == before else f'comes after {before}'}")
        before = day
        for vintage, cell in zip(vintages, row[1:], strict=True):
            found[vintage].append(Observation(day, _value(cell, info, place, line)))
    return {vintage: tuple(observations) for vintage, observations in found.items()}


def published_by(observations: Sequence[Observation], info: SeriesInfo, as_of: date) -> tuple[Observation, ...]:
    """Of a series that is never revised, what was out on `as_of`."""
    return tuple(observations[: bisect_right(observations, as_of, key=lambda observation: released_on(info, observation.day))])


def _vintages(header: Sequence[str], info: SeriesInfo, place: str) -> list[date | None]:
    names = [cell.strip() for cell in header]
    if len(names) < 2 or names[0].lower() not in _DAYS:
        raise SourceError(
            f"{place} does not begin with a column observation_date", fix=f"Save it as FRED does: observation_date,{info.id}"
        )
    vintages = [_vintage(name, info, place) for name in names[1:]]
    if len(set(vintages)) != len(vintages):
        raise SourceError(f"{place} names a column twice", fix="Keep one column per date of publication.")
    return vintages


def _vintage(name: str, info: SeriesInfo, place: str) -> date | None:
    """The date of publication in a column's name; None for the bare name of the series."""
    if name.upper() == info.id or name.lower() in _PLAIN:
        return None
    match = re.fullmatch(rf"{re.escape(info.id)}_(\d{{4}})-?(\d{{2}})-?(\d{{2}})", name, re.I)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise SourceError(f"{place} has a column {name[:40]!r}, not {info.id}", fix=f"Name it {info.id}, or {info.id}_20250131.")


def _day(cell: str, place: str, line: int) -> date:
    try:
        return date.fromisoformat(cell.strip()[:10])
    except ValueError:
        raise _defect(place, line, f"{cell.strip()[:40]!r} is no date") from None


def _value(cell: str, info: SeriesInfo, place: str, line: int) -> Decimal | None:
    written = cell.strip()
    if written.lower() in _MISSING:
        return None
    try:
        value = Decimal(written)
        if value.is_finite():
            return value * info.scale
    except InvalidOperation:
        pass
    raise _defect(place, line, f"the value {written[:40]!r} is no number")


def _defect(place: str, line: int, problem: str) -> SourceError:
    return SourceError(f"{place} line {line}: {problem}", fix="Correct that line, or take the series from FRED again.")
