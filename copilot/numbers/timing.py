"""Times a text speaks of: days, months, quarters, years, windows and lengths, resolved where a date is known, and compared."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from copilot.types import Span

Grain = Literal["day", "week", "part", "month", "quarter", "half", "year", "window", "length"]

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]
_MONTH_NUMBER = {name: index % 12 + 1 if index < 12 else 0 for index, name in enumerate(_MONTHS)}
_MONTH_NUMBER |= {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "single": 1,
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FINENESS = {"day": 0, "week": 1, "part": 2, "month": 3, "quarter": 4, "half": 5, "year": 6, "window": 6, "length": 9}


@dataclass(frozen=True, slots=True)
class When:
    """A time. `start` and `end` are inclusive days where the year is known; else the parts that are known.

    `months` is the length of a "three-year" or "12-month" window without ends; `fiscal` marks a firm's own year.
    """

    grain: Grain
    start: date | None = None
    end: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    part: int | None = None  # of a month: 1 early, 2 middle, 3 late
    months: int | None = None
    fiscal: bool = False
    first: Grain | None = None  # grain of the two ends of a window
    last: Grain | None = None
    relative: bool = False  # "yesterday": without a date of the text it contradicts nothing
    since: bool = False  # open to the present


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time named in a text."""

    start: int
    end: int
    when: When


_M = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
_FISCAL = r"(?:fiscal(?:[- ]year)?|financial year|FY)"
_QUARTER = r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)"


def _month(text: str) -> int:
    return _MONTH_NUMBER[text.lower().rstrip(".")]


def _span_of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def day_of(year: int | None, month: int, day: int) -> When | None:
    """A day, with or without its year; None where the calendar has no such day."""
    try:
        known = date(year or 2024, month, day)
    except ValueError:
        return None
    if year is None:
        return When("day", month=month, day=day)
    return When("day", known, known, year, month, day)


def month_of(year: int | None, month: int, part: int | None = None) -> When:
    """A month, or its days 1-10, 10-20 or 20-end where `part` is 1, 2 or 3."""
    grain: Grain = "part" if part else "month"
    if year is None:
        return When(grain, month=month, part=part)
    start, end = _span_of_month(year, month)
    if part:
        start, end = [
            (start, start.replace(day=10)),
            (start.replace(day=10), start.replace(day=20)),
            (start.replace(day=20), end),
        ][part - 1]
    return When(grain, start, end, year, month, part=part)


def quarter_of(year: int | None, quarter: int, fiscal: bool = False) -> When:
    """A quarter; a fiscal one has no days, since the firm's year is not known."""
    if year is None or fiscal:
        return When("quarter", year=year, quarter=quarter, fiscal=fiscal)
    return When("quarter", date(year, quarter * 3 - 2, 1), _span_of_month(year, quarter * 3)[1], year, quarter=quarter)


def half_of(year: int | None, half: int, fiscal: bool = False) -> When:
    """A half-year."""
    if year is None or fiscal:
        return When("half", year=year, half=half, fiscal=fiscal)
    return When("half", date(year, half * 6 - 5, 1), _span_of_month(year, half * 6)[1], year, half=half)


def year_of(year: int, fiscal: bool = False) -> When:
    """A year; a fiscal one has no days."""
    if fiscal:
        return When("year", year=year, fiscal=True)
    return When("year", date(year, 1, 1), date(year, 12, 31), year)


def window_of(start: date, end: date) -> When:
    """A window between two days, named by its quarter, month or year where it is one."""
    days = (end - start).days
    full = start.day == 1 and end == _span_of_month(end.year, end.month)[1]
    if full and (start.year, start.month) == (end.year, end.month):
        return month_of(start.year, start.month)
    if full and start.year == end.year and start.month % 3 == 1 and end.month == start.month + 2:
        return quarter_of(start.year, end.month // 3)
    if full and start.year == end.year and (start.month, end.month) == (1, 12):
        return year_of(start.year)
    if full and start.year == end.year and end.month - start.month == 5 and start.month in (1, 7):
        return half_of(start.year, 1 if start.month == 1 else 2)
    if days == 0:
        return When("day", start, end, start.year, start.month, start.day)
    return When("week" if days < 8 else "window", start, end, first="day", last="day", months=round(days / 30.4) or None)


def _full_year(text: str) -> int:
    number = int(text)
    return number if number > 99 else 2000 + number if number < 60 else 1900 + number


Reader = Callable[[re.Match[str]], "When | None"]


def _of(pattern: str, reader: Reader, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, flags), reader


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]


def _back(end: date, months: int) -> date:
    """The first day of the window of so many months that ends on `end`."""
    index = end.year * 12 + end.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    if end.day == monthrange(end.year, end.month)[1]:
        return date(year, month + 1, last) + timedelta(days=1)
    return date(year, month + 1, min(end.day, last)) + timedelta(days=1)


def _window_to(match: re.Match[str]) -> When | None:
    count, unit = match["n"], match["unit"].lower()
    month, day = (match["m1"], match["d1"]) if match["m1"] else (match["m2"], match["d2"])
    year = match["y"]
    number = _number(count) if count else 1
    if not year:
        months = number * {"week": 0, "month": 1, "quarter": 3, "year": 12}[unit]
        return When("window" if months else "week", month=_month(month), day=int(re.sub(r"\D", "", day)), months=months or None)
    end = day_of(int(year), _month(month), int(re.sub(r"\D", "", day)))
    if end is None or end.end is None:
        return None
    if unit == "week":
        return When("week", end.end - timedelta(days=7 * number - 1), end.end)
    start = _back(end.end, number * {"month": 1, "quarter": 3, "year": 12}[unit])
    return window_of(start, end.end)


def _length(match: re.Match[str]) -> When:
    unit = match["unit"].lower()[0]
    return When("length", months=_number(match["n"]) * {"y": 12, "m": 1, "q": 3, "d": 120}.get(unit, 12))


_PARTS = {"early": 1, "mid": 2, "middle": 2, "late": 3}
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _of(r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda m: day_of(int(m[1]), int(m[2]), int(m[3])) if 0 < int(m[2]) < 13 else None),
    _of(
        rf"\b(?:the )?(?:(?P<n>{_NUMBER})[- ])?(?P<unit>week|month|quarter|year)s? (?:to|ending|ended|through|ended on|until)(?: on)? "
        rf"(?:(?P<m1>{_M}) (?P<d1>{_D})|(?P<d2>{_D}) (?P<m2>{_M}))(?:,? (?P<y>{_Y}))?\b",
        _window_to,
    ),
    _of(rf"\b({_M}) ({_D}),? ({_Y})\b", lambda m: day_of(int(m[3]), _month(m[1]), int(re.sub(r"\D", "", m[2])))),
    _of(rf"\b({_D})(?: of)? ({_M}),? ({_Y})\b", lambda m: day_of(int(m[3]), _month(m[2]), int(re.sub(r"\D", "", m[1])))),
    _of(rf"\b(early|mid|middle|late)[- ](?:of )?({_M})(?:,? ({_Y}))?\b", lambda m: month_of(int(m[3]) if m[3] else None, _month(m[2]), _PARTS[m[1].lower()])),
    _of(rf"\b({_M}),? (?:of )?({_Y})\b(?!-\d\d\b)", lambda m: month_of(int(m[2]), _month(m[1]))),
    _of(rf"\b((?-i:{_M})) ({_D})\b(?!,\d|\.\d|%|[-–]\d{{3}})", lambda m: day_of(None, _month(m[1]), int(re.sub(r"\D", "", m[2])))),
    _of(rf"(?<![$€£¥\d.,])\b({_D})(?: of)? ((?-i:{_M}))\b", lambda m: day_of(None, _month(m[2]), int(re.sub(r"\D", "", m[1])))),
    _of(
        rf"\b(?P<f>fiscal )?(?P<q>{_QUARTER})[- ](?:fiscal )?quarter(?:(?: of| in)?(?: the)?(?P<f2> fiscal(?: year)?| FY)? ?(?P<y>{_Y}))?\b",
        lambda m: quarter_of(int(m["y"]) if m["y"] else None, _ORDINALS[m["q"].lower()], bool(m["f"] or m["f2"])),
    ),
    _of(r"\bQ([1-4])[ -]?(?:of )?(?P<f>FY|fiscal )?['’]?((?:20)?\d\d)?\b(?!%)", lambda m: quarter_of(_full_year(m[3]) if m[3] else None, int(m[1]), bool(m["f"]))),
    _of(r"\b([1-4])Q[ -]?(?P<f>FY)?['’]?((?:20)?\d\d)?[EA]?\b", lambda m: quarter_of(_full_year(m[3]) if m[3] else None, int(m[1]), bool(m["f"]))),
    _of(r"\b(?:H([12])|([12])H)[ -]?(?P<f>FY)?['’]?((?:20)?\d\d)?\b", lambda m: half_of(_full_year(m[4]) if m[4] else None, int(m[1] or m[2]), bool(m["f"]))),
    _of(
        rf"\b(?P<f>fiscal )?(?P<h>first|second)[- ]half(?:(?: of| in)?(?: the)?(?P<f2> fiscal(?: year)?)? ?(?P<y>{_Y}))?\b",
        lambda m: half_of(int(m["y"]) if m["y"] else None, _ORDINALS[m["h"].lower()], bool(m["f"] or m["f2"])),
    ),
    _of(r"\bFY[ ]?['’]?((?:20)?\d\d)[EA]?\b", lambda m: year_of(_full_year(m[1]), True)),
    _of(rf"\b(?:fiscal(?:[- ]year)?|financial year) ({_Y})\b", lambda m: year_of(int(m[1]), True)),
    _of(
        rf"(?<![$€£¥])\b({_Y})(?:[-–]| to | through | and )({_Y})\b(?!,\d)",
        lambda m: When("window", date(int(m[1]), 1, 1), date(int(m[2]), 12, 31), first="year", last="year") if m[1] <= m[2] else None,
    ),
    _of(
        rf"(?<![$€£¥\d.,-])\b({_Y})[-–](\d\d)\b(?![-,.]\d)",
        lambda m: When("window", date(int(m[1]), 1, 1), date(int(m[1][:2] + m[2]), 12, 31), first="year", last="year") if m[1][2:] < m[2] else None,
    ),
    _of(rf"(?<![$€£¥\d.,])\b(?:calendar |the year )?({_Y})\b(?!,\d|\.\d|%|-\d| (?:people|workers|jobs|shares|stores|points|barrels|units|employees|index|Index)\b)", lambda m: year_of(int(m[1]))),
    _of(r"\b(?:year[- ]to[- ]date|YTD|so far this year|this year so far)\b", lambda m: When("window", relative=True, since=True, part=9)),
    _of(r"\b(yesterday|today|tomorrow)\b", lambda m: When("day", relative=True, day={"yesterday": -1, "today": 0, "tomorrow": 1}[m[1].lower()])),
    _of(r"\b(?:on |last |this )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", lambda m: When("day", relative=True, part=10 + _WEEKDAYS.index(m[1].lower()))),
    _of(
        r"\b(last|this|next|the (?:previous|prior|past|current))[- ](week|month|quarter|year)\b(?!['’]s)",
        lambda m: When(m[2].lower(), relative=True, day={"last": -1, "this": 0, "next": 1}.get(m[1].lower(), 0 if "current" in m[1].lower() else -1)),  # type: ignore[arg-type]
    ),
    _of(
        rf"\b(?P<n>{_NUMBER})[- ](?P<unit>year|month|quarter)s?\b(?![- ](?:treasur|gilt|bund|note|bond|bill|jgb|u\.?s\.? t|old|high|low|maturit|tenor|yield|mortgage|swap))",
        _length,
    ),
    _of(r"\b(?P<n>the|a|one|past|last) ?(?P<unit>decade)\b", lambda m: When("length", months=120)),
    _of(r"(?:\b(?:in|of|since|from|by|for|during|until|through|to|and|its|the|last|this|vs|late|early) |, |\()((?-i:May|March|Mar\.?))\b(?! (?:be|have|not))", lambda m: month_of(None, _month(m[1]))),
    _of(r"\b((?-i:May|March))(?=['’]s)", lambda m: month_of(None, _month(m[1]))),
    _of(rf"\b((?-i:(?!May|Mar){_M}))(?![a-z])", lambda m: month_of(None, _month(m[1]))),
)  # fmt: skip
_BETWEEN = re.compile(r"^\s?(?:to|and|through|until|till|[-–])\s?(?:the )?$")
_OPENING = re.compile(r"\b(between|from)\s(?:the )?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |its |late |early |mid-)?$", re.IGNORECASE)
_CUE = re.compile(
    r"\b(?:(?:19|20)\d\d|[Qq][1-4]|[1-4][Qq]|[HhFf][12Yy]|[12][Hh]|FY\d\d|[1-4]Q\d\d|[12]H\d\d|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|August|September|October|November|December|[Yy]esterday|[Tt]oday|[Tt]omorrow|YTD|[Dd]ecade"
    r"|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|[Qq]uarters?|[Hh]alf|[Yy]ears?|[Mm]onths?|[Ww]eeks?)\b"
)
_REACH = 48  # characters a time can stretch to either side of its cue


def _windows(text: str, begin: int, stop: int) -> list[Span]:
    """The stretches around the words that only times hold."""
    found: list[Span] = []
    for match in _CUE.finditer(text, begin, stop):
        start, end = max(begin, match.start() - _REACH), min(stop, match.end() + _REACH)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [(_word_start(text, start, begin), _word_end(text, end, stop)) for start, end in found]


def _word_start(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int, ceiling: int) -> int:
    while at < ceiling and text[at].isalnum():
        at += 1
    return at


def find_times(text: str, anchor: date | None = None, spans: Sequence[Span] | None = None) -> list[TimeMention]:
    """Every time a text, or only these parts of it, speaks of, in order; relative ones and bare months resolve against `anchor`.

    >>> [mention.when.quarter for mention in find_times("Sales rose in the third quarter of 2024.")]
    [3]
    """
    taken: list[TimeMention] = []
    used = bytearray(len(text))
    for begin, stop in spans if spans is not None else [(0, len(text))]:
        windows = _windows(text, begin, stop)
        for pattern, reader in _READERS if windows else ():
            for match in (match for window in windows for match in pattern.finditer(text, *window)):
                if any(used[match.start() : match.end()]):
                    continue
                when = reader(match)
                if when is None:
                    continue
                used[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                start = match.start(1) if when.grain == "month" and match.re.groups == 1 else match.start()
                end = match.start() + len(match.group().rstrip())
                taken.append(TimeMention(start, end, resolve(when, anchor)))
    taken.sort(key=lambda mention: mention.start)
    return list(_joined(text, taken, anchor))


def _joined(text: str, taken: list[TimeMention], anchor: date | None) -> Iterator[TimeMention]:
    """Two times joined by "between … and" or "from … to" are one window; "since" opens one to the present."""
    at = 0
    while at < len(taken):
        one = taken[at]
        before = text[max(0, one.start - 14) : one.start]
        other = taken[at + 1] if at + 1 < len(taken) else None
        if other is not None and _OPENING.search(before) and _BETWEEN.match(text[one.end : other.start]):
            joined = _span(one.when, other.when)
            if joined is not None:
                yield TimeMention(one.start, other.end, joined)
                at += 2
                continue
        if _SINCE.search(before) and one.when.grain != "length":
            yield TimeMention(one.start, one.end, replace(one.when, since=True))
        else:
            yield one
        at += 1


def _span(one: When, other: When) -> When | None:
    if one.grain == "length" or other.grain == "length":
        return None
    if one.start is None and other.start is not None and one.month and one.year is None and one.grain in ("month", "day", "part"):
        year = other.start.year - (1 if one.month > other.start.month else 0)
        found = day_of(year, one.month, one.day) if one.grain == "day" and one.day else month_of(year, one.month, one.part)
        one = found or one
    if one.start and other.end and one.start <= other.end:
        return When("window", one.start, other.end, first=one.grain, last=other.grain)
    if one.month and other.month:
        return When("window", month=one.month, day=other.month, first=one.grain, last=other.grain, relative=True)
    return None


def resolve(when: When, anchor: date | None) -> When:
    """The time with its days, where a date of the text is known: "yesterday", "last month", "June"."""
    if anchor is None:
        return when
    if when.relative:
        return _resolve_relative(when, anchor)
    if when.start is not None or when.fiscal:
        return when
    if when.grain in ("month", "part") and when.month:
        year = anchor.year if when.month <= anchor.month else anchor.year - 1
        return month_of(year, when.month, when.part)
    if when.grain == "day" and when.month and when.day:
        near = [day_of(year, when.month, when.day) for year in (anchor.year, anchor.year - 1, anchor.year + 1)]
        known = [found for found in near if found is not None and found.start is not None]
        return min(known, key=lambda found: abs((found.start or anchor) - anchor), default=when)
    return when


def _resolve_relative(when: When, anchor: date) -> When:
    shift = when.day or 0
    if when.grain == "day" and when.part is not None:
        back = (anchor.weekday() - (when.part - 10)) % 7
        found = anchor - timedelta(days=back)
        return When("day", found, found, found.year, found.month, found.day)
    if when.grain == "day":
        found = anchor + timedelta(days=shift)
        return When("day", found, found, found.year, found.month, found.day)
    if when.grain == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * shift)
        return When("week", monday, monday + timedelta(days=6))
    if when.grain == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + shift, 12)
        return month_of(year, month + 1)
    if when.grain == "quarter":
        year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + shift, 4)
        return quarter_of(year, quarter + 1)
    if when.grain == "year":
        return year_of(anchor.year + shift)
    if when.grain == "window" and when.part == 9:
        return When("window", date(anchor.year, 1, 1), anchor, first="year", last="day", since=True)
    return when


_DATED_LINE = re.compile(r"(?:published|updated|date|posted|as of)\b\W", re.IGNORECASE)


def dateline(text: str) -> date | None:
    """The day a text is dated in its first line ("LONDON, 3 June 2025 –"), against which its "yesterday" is read; else None."""
    first = text.lstrip()[:300].split("\n", 1)[0]
    for mention in find_times(first):
        when = mention.when
        if when.grain == "day" and when.start is not None:
            before, after = first[: mention.start], first[mention.end : mention.end + 14]
            placed = len(before.split()) <= 5 and re.match(r"\s*(?:[-–—(|:]|\d{1,2}:\d\d|$)", after) is not None
            if placed or _DATED_LINE.search(before) or (len(first) <= 60 and not before.strip(" (")):
                return when.start
    return None


def same_time(one: When, other: When, *, windowed: bool) -> bool | None:
    """Whether two times may be one: True agrees, False contradicts, None says nothing.

    windowed: the figure is a flow or change over the time, so that two windows must be the same one; for a level or an event a
    coarser time need only contain or overlap the finer one.
    """
    if one.grain == "length" or other.grain == "length":
        return _same_length(one, other)
    if (one.relative and one.start is None) or (other.relative and other.start is None):
        return _same_months(one, other)
    if one.fiscal != other.fiscal and one.grain in ("year", "quarter", "half") and other.grain in ("year", "quarter", "half"):
        return False if one.grain == other.grain or windowed else None
    if one.since != other.since and (one.since or other.since):
        return _since(one, other)
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return _same_parts(one, other, windowed)
    if one.grain == other.grain and one.grain not in ("window", "week"):
        return one.start == other.start and one.end == other.end
    if windowed or (one.grain == other.grain == "window" and one.first == other.first and one.last == other.last):
        return _same_window(one, other)
    return one.start <= other.end and other.start <= one.end


def _since(one: When, other: When) -> bool | None:
    since, ended = (one, other) if one.since else (other, one)
    if since.start and ended.start and ended.grain == "window":
        return abs((since.start - ended.start).days) <= 31
    if since.part == 9 or ended.grain in ("year", "window"):
        return None
    return False if ended.start and since.start and ended.start < since.start else None


def _same_length(one: When, other: When) -> bool | None:
    first, second = (one.months or _months(one)), (other.months or _months(other))
    if one.grain == other.grain:
        return one.months == other.months
    if first is None or second is None:
        return None
    if (one.grain != "length" and one.grain not in ("window",)) or (other.grain != "length" and other.grain not in ("window",)):
        return None
    return abs(first - second) <= max(1, second * 0.1)


def _months(when: When) -> int | None:
    if when.start is None or when.end is None or when.grain != "window":
        return None
    return round((when.end - when.start).days / 30.44)


def _same_months(one: When, other: When) -> bool | None:
    return True if one == other else None


def _same_parts(one: When, other: When, windowed: bool) -> bool | None:
    """Times of which one has no year: whatever both name must be equal."""
    if one.year is not None and other.year is not None and one.year != other.year and one.grain not in ("window", "week"):
        return False
    if one.grain == other.grain:
        pairs = [
            (one.month, other.month),
            (one.day, other.day),
            (one.quarter, other.quarter),
            (one.half, other.half),
            (one.part, other.part),
        ]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        if one.grain == "year":
            return one.year == other.year
        return all(a == b for a, b in known) if known else None
    if windowed and one.grain in _WHOLE and other.grain in _WHOLE:
        return False
    fine, coarse = sorted((one, other), key=lambda when: _FINENESS[when.grain])
    inside = _inside(fine, coarse)
    if inside is False:
        return False
    return None if windowed and inside else inside


_WHOLE = frozenset({"month", "quarter", "half", "year"})  # two of these of different length are never one window


def _inside(fine: When, coarse: When) -> bool | None:
    month = fine.month or (fine.start.month if fine.start else None)
    if coarse.grain in ("month", "part") and month is not None:
        if coarse.month != month:
            return False
        if coarse.part and fine.day:
            return {1: fine.day <= 10, 2: 10 <= fine.day <= 20, 3: fine.day >= 20}[coarse.part]
        return True
    if coarse.grain == "quarter" and month is not None and not coarse.fiscal and coarse.quarter:
        return (month - 1) // 3 + 1 == coarse.quarter
    if coarse.grain == "half":
        if fine.quarter and not coarse.fiscal:
            return (fine.quarter + 1) // 2 == coarse.half
        if month is not None and not coarse.fiscal:
            return (month - 1) // 6 + 1 == coarse.half
    return None


def _same_window(one: When, other: When) -> bool | None:
    """Two windows of a flow: equal, or each end inside the unit the other names it by."""
    assert one.start and one.end and other.start and other.end
    if (
        abs((one.start - other.start).days) <= 4
        and abs((one.end - other.end).days) <= 4
        and "day" not in (one.grain, other.grain)
    ):
        return True
    for wide, exact in ((one, other), (other, one)):
        if wide.grain == "window" and wide.first and wide.last and exact.grain == "window":
            start = _unit(wide.start, wide.first, begin=True)
            end = _unit(wide.end, wide.last, begin=False)
            if start and end and start[0] <= exact.start <= start[1] and end[0] <= exact.end <= end[1]:  # type: ignore[operator]
                return True
    return False


def _unit(at: date | None, grain: Grain, *, begin: bool) -> tuple[date, date] | None:
    if at is None:
        return None
    if grain == "month":
        return _span_of_month(at.year, at.month)
    if grain == "year":
        return date(at.year, 1, 1), date(at.year, 12, 31)
    if grain == "quarter":
        first = (at.month - 1) // 3 * 3 + 1
        return date(at.year, first, 1), _span_of_month(at.year, first + 2)[1]
    return at - timedelta(days=4), at + timedelta(days=4)
