"""Reads when an article was published, as houses write it. A date that could be two days is no date: it is never guessed.

A date without a time stands for midnight at its start in New York, so that an as-of of the same day includes it. A time
without a zone is New York time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from copilot.calendar_words import MONTH_NUMBERS, date_or_none, month_pattern
from copilot.clock import NEW_YORK
from copilot.errors import UsageError

_MONTH = rf"(?P<month>{month_pattern()})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d{2})"
_DATES = [
    re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[/.](?P<m>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", re.I),
    re.compile(rf"(?<!\d){_DAY}-{_MONTH}-{_YEAR}\b", re.I),
    re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?!\d)"),
]
_CLOCK = re.compile(
    r"(?:^|[\sT,|@(])(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|Eastern(?:\s\w+)?(?:\sTime)?|[A-Za-z]{2,4}\b)?",
    re.I,
)
_OFFSET_HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "JST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11,
}  # fmt: skip
_ZONES = {
    "ET": NEW_YORK,
    "EASTERN": NEW_YORK,
    "CT": ZoneInfo("America/Chicago"),
    "MT": ZoneInfo("America/Denver"),
    "PT": ZoneInfo("America/Los_Angeles"),
}
_MONTH_FIRST_ZONES = {"ET", "EASTERN", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT"}
_DAY_FIRST_ZONES = {"BST", "CET", "CEST", "AEST", "AEDT", "SGT", "HKT"}
_MONTH_FIRST_PLACES = re.compile(r"\b(?:North America|United States|U\.?S\.?A?\.?|American?)(?![\w])")
_DAY_FIRST_PLACES = re.compile(
    r"\b(?:Europe|United Kingdom|U\.?K\.?|Britain|Asia|Australia|India|Germany|France)(?![\w])|\.(?:co\.uk|com\.au|de|fr|in)\b"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Dated:
    """What a line says of the time of publication. `moment` is None where the date could be two days; `start`, `end` its span."""

    moment: datetime | None
    start: int
    end: int
    text: str


def find_date(line: str, *, hints: str = "") -> Dated | None:
    """The first full date of `line` with its time and zone; None where it has none.

    An all-numeric date with slashes is read by its zone (EDT: month first), its weekday, or a region named in `hints`, the other
    header lines; with dots it is day first. Still ambiguous, it is returned without a moment.

    >>> find_date("Published: 03/04/2024, 16:05:00 EST").moment.isoformat()
    '2024-03-04T16:05:00-05:00'
    >>> find_date("Posted 03/04/2024").moment is None
    True
    """
    matches = [match for pattern in _DATES if (match := pattern.search(line))]
    if not matches:
        return None
    match = min(matches, key=lambda found: (found.start(), -found.end()))
    clock = _CLOCK.match(line, match.end()) or _clock_after_words(line, match.end())
    zone = (clock.group("zone") or "").upper() if clock else ""
    end = clock.end() if clock else match.end()
    text = line[match.start() : end]
    day = _day(match, line, zone, hints)
    if day is None:
        return Dated(None, match.start(), match.end(), text)
    return Dated(_moment(day, clock), match.start(), end, text)


def read_published(value: str | date | datetime, *, now: datetime | None = None) -> datetime:
    """The moment a person gave for an article, aware. Raises UsageError where it is no date, ambiguous or in the future."""
    if isinstance(value, str):
        found = find_date(value.strip())
        moment = found.moment if found and found.start == 0 else None
        if moment is None:
            fix = "write it as 2024-02-29, or 2024-02-29T16:05:00-05:00"
            raise UsageError(f"{value[:60]!r} is not a date of publication", fix=fix)
    elif isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=NEW_YORK)
    else:
        moment = datetime.combine(value, time(), NEW_YORK)
    moment = _fixed_offset(moment)
    if is_future(moment, now=now):
        raise UsageError(f"{value} lies in the future", fix="give the day on which the article was published")
    return moment


def is_future(moment: datetime, *, now: datetime | None = None) -> bool:
    """Whether the moment has not yet come; a bare day counts as come once it has begun anywhere on earth."""
    now = now or datetime.now(NEW_YORK)
    is_day = moment.astimezone(NEW_YORK).time() == time()
    return moment > now + (timedelta(hours=18) if is_day else timedelta(minutes=10))


def _clock_after_words(line: str, start: int) -> re.Match[str] | None:
    """ "December 4, 2024 at 4:05 p.m.": the clock behind a short word."""
    gap = re.match(r"\s*[,|@-]?\s*(?:at|on|–|—|-|·|•|\|)?\s*", line[start:])
    behind = start + (gap.end() if gap else 0)
    return _CLOCK.match(line, behind) or _CLOCK.match(line, max(start, behind - 1))


def _day(match: re.Match[str], line: str, zone: str, hints: str) -> date | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if groups.get("a") is None:
        month = int(groups["m"]) if groups.get("m") else MONTH_NUMBERS[groups["month"].lower()]
        return date_or_none(year, month, int(groups["day"]))
    first, second = int(groups["a"]), int(groups["b"])
    month_first, day_first = date_or_none(year, first, second), date_or_none(year, second, first)
    if groups["sep"] == ".":
        return day_first
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    named = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", line[: match.start()], re.I)
    if named:
        fitting = [day for day in (month_first, day_first) if _WEEKDAYS[day.weekday()] == named.group(1).lower()]
        if len(fitting) == 1:
            return fitting[0]
    us = zone.split(" ")[0] in _MONTH_FIRST_ZONES or bool(_MONTH_FIRST_PLACES.search(hints))
    other = zone in _DAY_FIRST_ZONES or bool(_DAY_FIRST_PLACES.search(hints))
    return None if us == other else month_first if us else day_first


def _moment(day: date, clock: re.Match[str] | None) -> datetime:
    midnight = _fixed_offset(datetime.combine(day, time(), NEW_YORK))
    if clock is None or (clock.group("minute") is None and clock.group("half") is None):
        return midnight
    hour, half = int(clock.group("hour")), (clock.group("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        at = time(hour, int(clock.group("minute") or 0), int(clock.group("second") or 0))
    except ValueError:
        return midnight
    return _in_zone(datetime.combine(day, at), (clock.group("zone") or "").upper())


def _in_zone(moment: datetime, zone: str) -> datetime:
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if offset:
        minutes = int(offset.group(2)) * 60 + int(offset.group(3) or 0)
        if minutes < 24 * 60:
            return moment.replace(tzinfo=timezone(timedelta(minutes=minutes if offset.group(1) == "+" else -minutes)))
    if zone in _OFFSET_HOURS:
        return moment.replace(tzinfo=timezone(timedelta(hours=_OFFSET_HOURS[zone])))
    return _fixed_offset(moment.replace(tzinfo=_ZONES.get(zone.split(" ")[0], NEW_YORK)))


def _fixed_offset(moment: datetime) -> datetime:
    """The same moment with its offset written out, as it comes back from the store."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
