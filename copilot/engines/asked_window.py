"""The time of a metric as a model asks for it, in the words of a writer, made the parameters that a metric takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from copilot.engines.periods import Period
from copilot.engines.question_time import find_periods
from copilot.errors import UsageError

_TIMES = ("window", "start", "end", "session", "month", "year")
_FORMS = "a day is 2024-03-05, a month 2024-03, a year 2024, a window 36m, 3y, 52w, 20d or ytd"
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_TO_DATE = re.compile(r"(?:ytd|year[ -]to[ -]date|(?:so far )?this year)", re.IGNORECASE)
_TODAY = re.compile(r"(?:today|now|latest|last (?:session|close|day)|as of today)", re.IGNORECASE)
_EITHER_WAY = re.compile(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/\d{2,4}")  # 3/4/2024: in March or in April
_AS_IT_IS = {
    "window": re.compile(r"\d{1,4}\s*(?:y|m|w|d|years?|months?|weeks?|days?|sessions?)", re.IGNORECASE),
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-\d{2}"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_window(given: Mapping[str, str], as_of: date) -> dict[str, object]:
    """The parameters with their times in the forms that a metric takes; the others as they are. Raises UsageError, which names
    those forms, where a time cannot be told.

    >>> read_window({"window": "November 2023"}, date(2024, 7, 1)), read_window({"end": "today"}, date(2024, 7, 1))
    ({'month': '2023-11'}, {'end': '2024-07-01'})
    """
    found: dict[str, object] = {}
    for name, value in given.items():
        words = str(value).strip()
        if name not in _TIMES or not words:
            found |= {name: value} if words else {}
        elif name == "window":
            found |= _length(words, as_of)
        else:
            found |= _time(name, words, as_of)
    return found


def _length(words: str, as_of: date) -> dict[str, object]:
    """A window: a length, the year to date, or a calendar month or year."""
    if _AS_IT_IS["window"].fullmatch(words):
        return {"window": words}
    if _TO_DATE.fullmatch(words):
        return {"ytd": True}
    period = _period(words, as_of)
    if period is not None and period.months:
        return {"window": f"{period.months}m"}
    if period is not None and period.grain in ("month", "year"):
        return {period.grain: f"{period.start:%Y-%m}" if period.grain == "month" else f"{period.start:%Y}"}
    raise _unread("window", words)


def _time(name: str, words: str, as_of: date) -> dict[str, object]:
    """A start, end or session as a day, a month or a year as such: an end in words is the last day of what is named."""
    if _AS_IT_IS.get(name, _DAY).fullmatch(words):
        return {name: words}
    if name in ("end", "session") and _TODAY.fullmatch(words):
        return {name: as_of.isoformat()}
    period = _period(words, as_of)
    if period is not None and period.months is None and period.start <= as_of:
        if name in ("month", "year") and period.grain == name:
            return {name: f"{period.start:%Y-%m}" if name == "month" else f"{period.start:%Y}"}
        if name == "start":
            return {name: period.start.isoformat()}
        if name == "end" or (name == "session" and period.grain == "day"):
            return {name: min(period.end, as_of).isoformat()}
    raise _unread(name, words)


def _period(words: str, as_of: date) -> Period | None:
    """What the words name, where they name one time and nothing else."""
    if (month := _MONTH.fullmatch(words)) is not None and 1 <= int(month[2]) <= 12:
        words = f"{date(int(month[1]), int(month[2]), 1):%B %Y}"
    periods = find_periods(words, as_of)
    is_whole = (
        not _EITHER_WAY.fullmatch(words) and len(periods) == 1 and periods[0].span == (0, len(words)) and not periods[0].further
    )
    return periods[0] if is_whole else None


def _unread(name: str, words: str) -> UsageError:
    return UsageError(f"{name} {words[:40]!r} is not understood", fix=f"Write it in a plain form: {_FORMS}.")
