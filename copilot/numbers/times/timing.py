"""Finds the times a text speaks of: days, months, quarters, halves, years, windows and lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from copilot.calendar_words import CARDINALS, QUARTER_NUMBERS, WEEKDAYS, count_of, month_pattern
from copilot.numbers.times.relative_time import HAS_YEAR, in_that_year, of_its_year, resolve
from copilot.numbers.times.time_patterns import FORMS, compiled
from copilot.numbers.times.when import TimeMention, When, day_of, ending, half_of, month_of, quarter_of, window_of
from copilot.types import Span

_MARK = r"(?:(?:['’]s)?\s(?:intraday |closing |record |last )?(?:peak|high|low|trough|close|top|bottom|end))?"
_EDGE = (
    r"(?:(?:the|its|their) (?:(?:intraday |closing |record |first |last |final )?"
    r"(?:end|start|beginning|close|open|low|high|peak|trough|level|day|session) (?:of|on|in) )?|an? |that (?:of|on) )?"
)
_BETWEEN = re.compile(rf"^{_MARK}\s?(?:to|and|through|until|till|[-–])\s?{_EDGE}$")
_OPENING = re.compile(rf"\b(between|from)\s{_EDGE}$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:on )?(?:{'|'.join(WEEKDAYS)})", re.IGNORECASE)
_BESIDE = re.compile(r",?\s(?:the\s)?")
_THROUGH = re.compile(  # only the end of a window is told
    r"\b(?:through (?:the end of )?|(?:up )?to the end of |up to |(?:stopping|ending) (?:at|with) the end of )(?:the )?$"
    r"|(?:^|[.;]\s)To $"
    r"|\b(?:which|that) (?:ended|ends|bottomed|troughed|peaked)\b[^.;,:]{0,25}\s$|\bending (?:on |in )?$"
    r"|\bto (?:its|the|an?) (?:trough|low|high|peak|close|bottom|top) (?:of|on|in) $",
    re.IGNORECASE,
)
_BEGAN = re.compile(  # only the beginning of a window is told
    r"\b(?:began|begun|begins|started|starts|starting|beginning|dating(?: from)?)\b"
    r"(?: only)?(?: as (?:early|late) as)?(?: on| from| in)? $",
    re.IGNORECASE,
)
_DID_BEGIN = re.compile(r"\b(?:began|begun|started)\b", re.IGNORECASE)
_WITH_YEAR = 14  # letters of "3 January 2025"
_FROM = re.compile(r"\bfrom (?:the |its )?$", re.IGNORECASE)
_SAME_DAY = re.compile(r"\s(?:to|until) the same (?:day|date)\b", re.IGNORECASE)
_UP_TO = re.compile(r"[ -](?:[a-z]+ ){0,4}(?:to|through|until|ending|ended)(?: in| on| the end of)? ")
_FROM_TO = re.compile(r"^\s?(?:to|through|[-–])\s?$")
_FROM_DAY = re.compile(r"\b(?:from|between) (?P<span>(?P<d>\d\d?)(?:st|nd|rd|th)? (?:to|and|through) )$", re.IGNORECASE)
_OVER = re.compile(r"\b(?:for|in|over|during|of|the) $", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |its |late |early |mid-)?$", re.IGNORECASE)
_SINCE_END = re.compile(r"\b(?:since|from|than (?:at|on)) (?:the )?(?:end|close) of (?:the )?$", re.IGNORECASE)
_SINCE_START = re.compile(r"\b(?:since|from|than at) the (?:start|beginning|turn) of (?:the )?$", re.IGNORECASE)
_SINCE_LEVEL = re.compile(
    r"\b(?:above|below|over|under|from|than) (?:its|the|their) (?:closing )?(?:level|close|price|value) (?:of|on|at) (?:the )?$",
    re.IGNORECASE,
)
_TO_ANOTHER = re.compile(r"\s?(?:to|until|till|through)\b")
_CUE = re.compile(
    rf"\b(?=[1-9ADEFHJMNOQSTWYadfhmqtwy])(?:(?:19|20)\d\d|[Qq][1-4]|[1-4][Qq]|[HhFf][12Yy]|[12][Hh]"
    rf"|FY[ ]?(?:20)?\d\d[EA]?|[1-4]Q\d\d|[12]H\d\d|{month_pattern(capital=True)}"
    r"|[Yy]esterday|[Tt]oday|[Tt]omorrow|[YMQ]TD|[Dd]ecade|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
    r"|Day|Eve|Thanksgiving|Halloween|Juneteenth"  # one of these, a weekday or a month in each day of `holiday_words.toml`
    r"|[Qq]uarters?|[Hh]alf|[Yy]ears?|(?:\d\d?)?[Yy]rs?|[Mm]onths?|[Ww]eeks?)\b"
)
_THE_SECOND = re.compile(r" the (?:first|second|third|fourth|final)", re.IGNORECASE)  # every match of the next holds it
_IN_THE_SECOND = re.compile(
    r"\b(?:in|for|during|over|from|than|of) the (?P<n>first|second|third|fourth|final)"
    r"(?=[.,;:)]|\s*$|\s(?:and|but|while|whereas|to|from|after|against|or|it|its|they|their|the|he|she|we)\b)",
    re.IGNORECASE,
)
_OVER_YEARS = re.compile(r"\b(?:over|in) (?:the (?:last|past) )?(?:[\w-]+ )?years?$", re.IGNORECASE)
_OVER_THREE = re.compile(
    rf"\b(?:over|in) (?P<n>{'|'.join(CARDINALS)}|\d\d?)(?=[,;:)]|\.(?!\d)|\s*$|\s(?:\[|(?:and|but|while|against)\b))"
)
_DATED_IN_A_YEAR = re.compile(rf"\b(?:{month_pattern(capital=True, point=True)}|[Yy]ear[- ]end|end of the year)")
_SHORT_FOR = 200  # characters behind a quarter within which "the second" is another one
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


_HELD = frozenset(word for form in FORMS for word in form.holds)


def _holding(text: str, windows: Sequence[Span]) -> dict[tuple[str, ...], list[Span]]:
    """For each set of words that a form needs the stretches that hold one of them: only there is the form tried."""
    found: dict[tuple[str, ...], list[Span]] = {form.holds: [] for form in FORMS}
    for start, end in windows:
        lower = text[start:end].lower()
        held = {word for word in _HELD if word in lower}
        for words, holding in found.items():
            if not held.isdisjoint(words):
                holding.append((start, end))
    return found


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
        holding = _holding(text, windows) if windows else {}
        for pattern, reader, holds in FORMS if windows else ():
            for match in _matches(pattern, text, holding[holds]):
                if used.find(1, match.start(), match.end()) >= 0:
                    continue
                when = reader(match)
                if when is None:
                    continue
                used[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                start = match.start("m") if when.grain == "month" and "m" in match.re.groupindex else match.start()
                end = match.start() + len(match.group().rstrip())
                taken.append(TimeMention(start, end, resolve(when, anchor)))
    taken += _shortened(text, taken)
    taken.sort(key=lambda mention: mention.start)
    return list(_joined(text, in_that_year(text, taken), anchor))


def _matches(pattern: str, text: str, windows: Sequence[Span]) -> list[re.Match[str]]:
    """All matches of a form in these stretches of a text."""
    if not windows:
        return []
    find = compiled(pattern).finditer
    return [match for window in windows for match in find(text, *window)]


def weekdays_left_open(text: str, times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """Times with each weekday left open behind a day of another week: "by 9 December …. On Wednesday" may be of that week.

    News counts its weekdays from its own day; who tells of a time past, with citations, does not.
    """
    told: date | None = None
    for time in times:
        start = time.when.start
        if time.when.grain == "day" and start is not None and _WEEKDAY.fullmatch(text[time.start : time.end]):
            other = told is not None and told.isocalendar()[:2] != start.isocalendar()[:2]
            yield replace(time, when=When("day", relative=True, part=10 + start.weekday())) if other else time
            continue
        if time.when.grain in ("day", "week") and start is not None and not time.when.relative:
            told = start
        yield time


def of_any_year_told(text: str, times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The times, where one told without its year may be of a year told before it: "in 2025 it rose …. On 9 April it fell"."""
    told: dict[int, None] = {}
    for time in times:
        when = time.when
        if HAS_YEAR.search(text, time.start, time.end):
            told |= dict.fromkeys(end.year for end in (when.start, when.end) if end is not None)
        elif told and when.start is not None and _DATED_IN_A_YEAR.search(text, time.start, time.end):
            time = replace(time, when=replace(when, other_years=tuple(year for year in told if year != when.start.year)))
        yield time


def _shortened(text: str, taken: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """ "$2,900 in the third quarter, against $2,640 in the second": the quarter or half that only its ordinal names.

    "6% over one year and 9% over three" are alike two lengths.
    """
    found: dict[int, TimeMention] = {}
    if _THE_SECOND.search(text) is None and not any(named.when.grain == "length" for named in taken):
        return
    for named in sorted(taken, key=lambda mention: mention.start):
        if named.when.grain == "length" and _OVER_YEARS.search(text, max(0, named.start - 14), named.end):
            for match in _OVER_THREE.finditer(text, named.end, min(len(text), named.end + _SHORT_FOR)):
                when = When("length", months=12 * count_of(match["n"]))
                found[match.start("n")] = TimeMention(match.start("n"), match.end("n"), when)
        if named.when.grain not in ("quarter", "half") or named.when.relative:
            continue
        for match in _IN_THE_SECOND.finditer(text, named.end, min(len(text), named.end + _SHORT_FOR)):
            number = QUARTER_NUMBERS.get(match["n"].lower(), 4)
            if named.when.grain == "quarter":
                when = quarter_of(named.when.year, number, named.when.fiscal)
            elif number < 3:
                when = half_of(named.when.year, number, named.when.fiscal)
            else:
                continue
            found[match.start("n")] = TimeMention(match.start("n"), match.end("n"), when)
    yield from found.values()


def _joined(text: str, taken: list[TimeMention], anchor: date | None) -> Iterator[TimeMention]:
    """Two times joined by "between … and" or "from … to" are one window; "since" opens one to the present.

    A weekday right before its date is part of the date: "Thursday, November 27, 2025" is that day, not the last Thursday.
    """
    taken = list(of_its_year(text, taken))
    last_end: date | None = None  # of the last window told from day to day
    at = 0
    while at < len(taken):
        one = taken[at]
        if at + 1 < len(taken) and _is_part_of(text, one, taken[at + 1]):
            at += 1
            continue
        before = text[max(0, one.start - 48) : one.start]
        other = taken[at + 1] if at + 1 < len(taken) else None
        if other is not None and one.when.grain == "length" and _UP_TO.fullmatch(text[one.end : other.start]):
            window = ending(one.when, other.when)
            if window is not None:
                yield TimeMention(one.start, other.end, window)
                at += 2
                continue
        bare = _FROM_DAY.search(before) if one.when.grain == "day" else None
        if bare is not None and one.when.start is not None and 0 < int(bare["d"]) < one.when.start.day:
            first = one.when.start.replace(day=int(bare["d"]))
            window = When("window", first, one.when.end, first="day", last="day")
            yield TimeMention(one.start - len(bare["span"]), one.end, window)
            at += 1
            continue
        if other is not None and _is_window(text, before, one, other):
            joined = _span(_in_year_of(text, one, other), other.when)
            if joined is not None:
                last_end = joined.end if joined.last == "day" else last_end
                yield TimeMention(one.start, other.end, joined)
                at += 2
                continue
        same_day = _SAME_DAY.match(text, one.end) if one.when.grain == "day" and _FROM.search(before) else None
        if last_end is not None and same_day is not None:
            began = last_such_day(one.when, last_end)
            window = When("window", began.start, last_end, first="day", last="day")
            when = window if began.start is not None and began.start < last_end else one.when
            yield TimeMention(one.start, same_day.end(), when)
            at += 1
            continue
        yield _opened(text, one, before, anchor)
        at += 1


def _opened(text: str, one: TimeMention, before: str, anchor: date | None) -> TimeMention:
    """A time that the words before it make the begin or the end of a window: "since", "from", "through"."""
    reach = max(0, one.start - 40)
    opens = one.when.end is not None and not _TO_ANOTHER.match(text, one.end)
    if opens and one.when.end is not None and _SINCE_END.search(text, reach, one.start):
        return TimeMention(one.start, one.end, replace(window_of(one.when.end, one.when.end), since=True))
    if opens and anchor and one.when.start and one.when.start <= anchor and _SINCE_START.search(text, reach, one.start):
        return TimeMention(
            one.start, one.end, When("window", one.when.start, anchor, first=one.when.grain, last="day", since=True)
        )
    if (opens and one.when.grain == "day" and _SINCE_LEVEL.search(text, reach, one.start)) or (
        "since" in before.lower() and _SINCE.search(before) and one.when.grain != "length"
    ):
        return TimeMention(one.start, one.end, replace(one.when, since=True))
    if one.when.grain == "day" and one.when.start is not None and _BEGAN.search(before):
        when = last_such_day(one.when, anchor) if _DID_BEGIN.search(before) and one.end - one.start < _WITH_YEAR else one.when
        return TimeMention(one.start, one.end, replace(when, since=True, first="day"))
    if one.when.grain in ("day", "month") and _THROUGH.search(before):
        return TimeMention(one.start, one.end, replace(one.when, until=True))
    return one


def last_such_day(when: When, limit: date | None) -> When:
    """A day told without its year that lies behind a limit, as the same day of the year before."""
    if limit is None or when.start is None or when.start <= limit or not (when.month and when.day):
        return when
    return day_of(when.start.year - 1, when.month, when.day) or when


def _is_window(text: str, before: str, one: TimeMention, other: TimeMention) -> bool:
    """Whether two times are the ends of one window: "between May and July", "for January to November", "in 2025 to 30 June"."""
    gap = text[one.end : other.start]
    lower = before.lower()
    if ("between" in lower or "from" in lower) and _OPENING.search(before):
        return _BETWEEN.match(gap) is not None
    if _FROM_TO.match(gap) is None or not (_OVER.search(before) or text[one.start : one.end].lower() == "this year"):
        return False
    alike = one.when.grain == other.when.grain and one.when.grain in ("month", "day")
    return alike or (one.when.grain == "year" and other.when.grain in ("month", "day") and one.when.year == other.when.year)


def _is_part_of(text: str, one: TimeMention, date: TimeMention) -> bool:
    """Whether a weekday stands right before its date."""
    gap = text[one.end : date.start]
    return (
        date.when.grain == "day"
        and _BESIDE.fullmatch(gap) is not None
        and _WEEKDAY.fullmatch(text[one.start : one.end]) is not None
    )


def _in_year_of(text: str, one: TimeMention, other: TimeMention) -> When:
    """The first time of a window, of the year that only the last one tells: "from 5 March to 14 May 2025"."""
    when, year = one.when, other.when.start.year if other.when.start is not None else None
    told = not HAS_YEAR.search(text, one.start, one.end) and HAS_YEAR.search(text, other.start, other.end)
    if not told or year is None or when.month is None or when.relative or when.grain not in ("day", "month", "part"):
        return when
    last = other.when.end or other.when.start
    for begun in (year, year - 1):
        found = day_of(begun, when.month, when.day) if when.day else month_of(begun, when.month, when.part)
        if found is not None and found.start is not None and last is not None and found.start <= last:
            return found
    return when


def _span(one: When, other: When) -> When | None:
    if one.grain == "length" or other.grain == "length" or one.grain == other.grain == "window":
        return None  # "from the three months to August to those to September": two windows
    if one.grain == "day" and one.start and other.end and one.start > other.end and one.year and one.month and one.day:
        one = day_of(one.year - 1, one.month, one.day) or one  # of two days without a year the first lies before the second
    if one.start and other.end and one.start <= other.end:
        return When("window", one.start, other.end, first=one.grain, last=other.grain)
    if one.month and other.month:
        return When("window", month=one.month, day=other.month, first=one.grain, last=other.grain, relative=True)
    return None


_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*[,\s]+)+(?:\(\w+\)[,\s]*)?")  # "LONDON, 4 November 2025. Copper fell"
_DATED_LINE = re.compile(r"(?:published|updated|date|posted|as of)\b\W", re.IGNORECASE)

_DAY_OF_LINE = re.compile(rf"\b(?:{month_pattern()})|\d-\d|\bsince\b", re.IGNORECASE)  # no day of a year is told without one
_FIRST_WORDS = re.compile(r"\s*(?:\S+\s+){0,5}.{0,60}")  # a place and agency, and the day behind them


def dateline(text: str) -> date | None:
    """The day a text is dated in its first line ("LONDON, 3 June 2025 –"), against which its "yesterday" is read; else None."""
    first = text.lstrip()[:300].split("\n", 1)[0]
    near = len(first) if _DATED_LINE.search(first) else _FIRST_WORDS.match(first).end()  # type: ignore[union-attr]
    if _DAY_OF_LINE.search(first, 0, near) is None:
        return None
    return next((time.when.start for time in find_times(first, spans=[(0, near)]) if is_dateline(first, time)), None)


def is_dateline(text: str, time: TimeMention) -> bool:
    """Whether a time is the day that opens the first line of a text, set off from what follows."""
    lead = len(text) - len(text.lstrip())
    if time.when.grain != "day" or time.when.start is None or time.start > lead + 300:
        return False
    before, after = text[lead : time.start], text[time.end : time.end + 14].split("\n", 1)[0]
    if "\n" in before:
        return False
    behind = r"\s*(?:[-–—(|:]|\d{1,2}:\d\d|$)" if not _PLACE.fullmatch(before) else r"\s*(?:[-–—(|:.]|\d{1,2}:\d\d|$)"
    placed = len(before.split()) <= 5 and re.match(behind, after) is not None
    first = text[lead : lead + 300].split("\n", 1)[0]
    return placed or _DATED_LINE.search(before) is not None or (len(first) <= 60 and not before.strip(" ("))
