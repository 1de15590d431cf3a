"""By which of its days a metric is told: the peak and the low of a fall, the start of a change, the time of a high."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.movement import movement
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.timing import find_times
from copilot.numbers.times.when import TimeMention, When, may_be
from copilot.numbers.wordlists import worded

_FROM = r"{start}\s(?:(?:its|the|their|a)\s)?(?:{start_level}[\s-](?:of\s|at\s|on\s)?(?:the\s)?)?$"
_PEAK = r"{peak}[^,;]{0,10}$|{fall_begins}[^;]{0,25}$"
_TROUGH = r"{trough}[^,;]{0,20}$|{sessions} (?:up )?to\s$"
_BY = re.compile(r"\bby\s(?:the\s)?$", re.IGNORECASE)
_WITHIN = r"{within}\s(?:(?:all|much|the (?:whole|course|rest)) of\s)?(?:the\s)?$"
_COUNTED_ON = r"{counted_on}"  # anywhere beside the figure
_ALONE = re.compile(r"\s(?:alone|by itself)\b", re.IGNORECASE)
_OF_HIGH = r"['’s]{0,2}\s(?:[a-z]+\s)?{high}"
_YEAR_LONG = re.compile(r"\b(?:52|252|one[- ]year|1[- ]?y(?:ear|r)?|(?:12|twelve)[- ]?m(?:onths?)?)\b", re.IGNORECASE)
_A_YEAR = timedelta(days=372)  # and a week for what "a 52-week high" begins with
_WINDOWS = frozenset({"month", "quarter", "half", "year"})
_MONTH, _FRIDAY = timedelta(days=31), 4
_OVER = re.compile(
    r"(?:^\W*|\b(?P<verb>[a-z]+)\s)(?:in|during|over|throughout)\s(?:(?:all|the whole|the course) of )?$", re.IGNORECASE
)
_PLAINLY_FROM = re.compile(
    r",?\s(?:(?!(?:in|on|at|within|during|after|before|over|by|since|until|when|while|as|once)\s)[^\s,;:\d]+\s)*from\s"
    r"(?:about |around |roughly |nearly )?"
)
_PLAINLY_ON = re.compile(r"(?: a share| apiece)?(?:\sto\s|\s?[\[(.]|$)")
_SPELL = re.compile(r"(?:[^.;]|\.\d)*\b(?:mid|days?|sessions?|weeks?|months?|hours?|minutes|morning|afternoon|overnight)\b")
_words = partial(worded, "binding_words.toml", "days")


def counted_from_its_start(mine: Reading, theirs: Reading) -> tuple[TimeMention, ...]:
    """The times from which a change is told to be counted, where a metric is: "rose 20% from its end-2025 close"."""
    window = theirs.times[0].when if theirs.exact and theirs.times else None
    if window is None or window.start == window.end:
        return ()
    return tuple(
        time
        for time in mine.times
        if _words(_FROM).search(_words_before(time, mine)) and any(when.end == window.start for when in may_be(time.when))
    )


_FROM_FIGURE = re.compile(
    r"\bfrom \S*\d\S*(?: (?:million|billion|trillion|percent|basis points))?,? (?:at|in|on|of|for) (?:the )?"
    r"(?:end[- ]|(?:[a-z]+ )?of |early |late |mid-?)?$"
)
_TO_FIGURE = re.compile(r"(?: \[[^\]]*\])? to $")


def times_where_it_began(mine: Reading) -> tuple[TimeMention, ...]:
    """The times of a level that are those of where it moved from: "from 2.16% at end-2023 to 2.24%"."""
    return tuple(time for time in mine.times if _is_of_its_start(time, mine)) if mine.role == "to" else ()


def _is_of_its_start(time: TimeMention, mine: Reading) -> bool:
    begin = mine.quantity.start - len(mine.run_up)
    before, between = mine.run_up[: max(0, time.start - begin)], mine.run_up[max(0, time.end - begin) :]
    return _FROM_FIGURE.search(before) is not None and _TO_FIGURE.fullmatch(before_hedges(between)) is not None


def is_where_it_began(mine: Reading, theirs: Reading) -> bool:
    """Whether a level is that of the last weekday before the month, quarter or year over which a move from it is told.

    "In 2025 it climbed from $41.20 to $52.90": the close of 31 December 2024. Not of "from $41.20 in January".
    """
    day = theirs.times[0].when if theirs.exact and theirs.times else None
    if mine.role != "from" or day is None or day.start is None or day.start != day.end or len(mine.times) != 1:
        return False
    start = mine.times[0].when.start
    if start is None or mine.times[0].when.grain not in _WINDOWS:
        return False
    eve = start - timedelta(days=1)
    return day.start == eve - timedelta(days=max(0, eve.weekday() - _FRIDAY)) and _moves_over(mine.times[0], mine)


def _moves_over(time: TimeMention, mine: Reading) -> bool:
    """Whether a move is told plainly over a time: not "late in 2025", "after 2025", "from a record $41", "within a week"."""
    before = _words_before(time, mine)
    over = _OVER.search(before)
    if over is None or time.end > mine.quantity.start or (over["verb"] or "fell") not in movement().verbs:
        return False
    between = mine.lead[len(before) + time.end - time.start :]
    goes_on = _PLAINLY_ON.match(mine.after) is not None and _SPELL.match(mine.after) is None
    return goes_on and _PLAINLY_FROM.fullmatch(between) is not None and _SPELL.search(between) is None


def is_part_of_its_time(mine: Reading, theirs: Reading) -> bool:
    """Whether a sum of what was done over a time is told of whole months or years that are only some of it: "in 2025 alone".

    Not where it may be counted up to them or from them: "by December it had cut", "began in May and cut".
    """
    window = theirs.times[0].when if theirs.exact and theirs.times and "total" in theirs.open_label.split() else None
    if window is None or window.start is None or window.end is None or not mine.times:
        return False
    opens = min(mine.times, key=lambda time: time.start)
    within = _words(_WITHIN).search(_words_before(opens, mine)) or _ALONE.match(_words_behind(opens, mine))
    if not within or _words(_COUNTED_ON).search(f"{mine.lead}{mine.quantity.text}{mine.trail}"):
        return False
    told = [time.when for time in mine.times]
    if any(when.grain not in _WINDOWS or when.start is None or when.end is None or when.since for when in told):
        return False
    first, last = min(when.start for when in told if when.start), max(when.end for when in told if when.end)
    inside = window.start <= first and last <= window.end
    return inside and max(first - window.start, window.end - last) > _MONTH


def at_ends_of_fall(mine: Reading, theirs: Reading) -> bool | None:
    """Whether the days that a fall is told with are its peak and its trough; None where the words say of no day that it is one.

    "Slid 15.5% from its peak of 25 February", "a fall of 3.5% that ran until 21 May", "from 25 February to 21 May".
    """
    if not (theirs.exact and theirs.measure == "drawdown" and len(theirs.times) == 2 and mine.own_time):
        return None
    found = [time for time in mine.times if time.when.grain == "day"]
    if not any(_holds(time, day) for time in found for day in (theirs.times[1].when.start, theirs.times[1].when.end)):
        found = _times_of_extremes(mine, theirs) or found
    days = [time for time in found if time.when.start is not None and not time.when.relative and _is_in(time, mine)]
    days.sort(key=lambda time: time.start)
    if not days:
        return None
    event = theirs.times[1].when
    ends = [_end_told(time, mine, event) for time in days]
    if any(end is not None and not _holds(time, end) for end, time in zip(ends, days, strict=True)):
        return False  # "from its peak of 12 February", of one that began in January
    bounds = (event.start, event.end, theirs.times[0].when.start, theirs.times[0].when.end)
    dated = [time for time in mine.times if time.when.grain == "day" and time.when.start and not time.when.relative]
    dated = [time for time in dated if all(time.end <= told.start or told.end <= time.start for told in days)]
    if not all(any(_holds(time, day) for day in bounds) for time in (*days, *dated)):
        return None  # "on 9 September the deepest fall was 28%, the low being 5 August"
    by_trough = any(_BY.search(_words_before(time, mine)) and _holds(time, event.end) for time in days)
    if by_trough or any(end is not None for end in ends):
        return True
    return True if len(days) == 2 and _holds(days[0], event.start) and _holds(days[1], event.end) else None


def _holds(time: TimeMention, day: date | None) -> bool:
    """Whether a day lies in a time of the text."""
    return day is not None and any(when.start and when.start <= day <= (when.end or when.start) for when in may_be(time.when))


def _times_of_extremes(mine: Reading, theirs: Reading) -> list[TimeMention]:
    """The times that a claim tells of a peak or trough and not of its figure: "from its peak of 8 April"."""
    begin = mine.quantity.start - len(mine.lead)
    words, end = f"{mine.lead}{mine.quantity.text}{mine.trail}", theirs.times[0].when.end
    told = (_up_to(end, time, words[time.start : time.end]) for time in find_times(words, end))
    times = (replace(time, start=begin + time.start, end=begin + time.end) for time in told)
    return [time for time in times if time.when.grain in ("day", "part", "month") and _end_told(time, mine, theirs.times[1].when)]


def _up_to(end: date | None, time: TimeMention, words: str) -> TimeMention:
    """A time told without its year, as the last one of its name up to a day: the "peak of 5 February" of the year to December."""
    start, last = time.when.start, time.when.end
    if (
        end is None
        or start is None
        or last is None
        or start <= end
        or _YEAR.search(words)
        or (start.month, start.day) == _LEAP_DAY
    ):
        return time
    back = last.replace(year=last.year - 1, day=28 if (last.month, last.day) == _LEAP_DAY else last.day)
    return replace(time, when=replace(time.when, start=start.replace(year=start.year - 1), end=back, year=start.year - 1))


_YEAR, _LEAP_DAY = re.compile(r"\b(?:19|20)\d\d\b"), (2, 29)


def _end_told(time: TimeMention, mine: Reading, event: When) -> date | None:
    """The day of a fall that a time is told as: its peak, or its trough; None of neither."""
    words = _words_before(time, mine)
    return event.start if _words(_PEAK).search(words) else event.end if _words(_TROUGH).search(words) else None


def _words_before(time: TimeMention, mine: Reading) -> str:
    return f"{mine.lead}{mine.quantity.text}{mine.trail}"[: max(0, time.start - mine.quantity.start + len(mine.lead))]


def _is_in(time: TimeMention, mine: Reading) -> bool:
    return mine.segment_span[0] <= time.start < mine.segment_span[1]


def tells_when_its_high_was(mine: Reading, theirs: Reading) -> bool:
    """Whether a distance from a high is told with the time of that high, which the metric does not know: "its September peak"."""
    return bool(_times_of_high(mine, theirs))


def has_its_high_out_of_reach(mine: Reading, theirs: Reading) -> bool:
    """Whether that high is told of a time when the metric's cannot have been: behind its day, or before its window begins."""
    end = theirs.times[0].when.end if theirs.times else None
    if end is None:
        return False
    return any(_is_out_of_reach(time.when, theirs, end) for time in _times_of_high(mine, theirs))


def _is_out_of_reach(told: When, theirs: Reading, end: date) -> bool:
    spans = [(when.start, when.end or when.start) for when in may_be(told) if when.start is not None]
    if not spans or told.relative or told.fiscal:
        return False
    if all(start > end for start, _ in spans):
        return True
    began = theirs.times[0].when.start or end
    if began == end and not _YEAR_LONG.search(f"{theirs.open_label} {theirs.formula}"):
        return False  # of all days before it
    return all(last < min(began, end - _A_YEAR) for _, last in spans)


def _times_of_high(mine: Reading, theirs: Reading) -> list[TimeMention]:
    if not theirs.exact or "distance from" not in theirs.open_label:
        return []
    return [time for time in mine.times if _is_in(time, mine) and _words(_OF_HIGH).match(_words_behind(time, mine))]


def _words_behind(time: TimeMention, mine: Reading) -> str:
    return f"{mine.lead}{mine.quantity.text}{mine.trail}"[max(0, time.end - mine.quantity.start + len(mine.lead)) :]
