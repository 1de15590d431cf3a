"""Whether the time of a claim is that of a neighbour of a figure, and not the figure's: "40%, up from a third in 2001"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.numbers.binding.times_of_extremes import is_extreme_of_another_span, is_since_an_extreme
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import When
from copilot.numbers.wording import content_stems


def has_other_time(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a neighbour of a figure is of the time that a claim tells, and the figure is not."""
    return (
        _is_undated(mine, theirs, pool)
        or _is_against_another(mine, theirs, pool)
        or _is_dated_closer(mine, theirs, pool)
        or _is_over_another_day(mine, theirs, pool)
        or _is_what_came_of_it(mine, theirs, pool)
        or is_since_an_extreme(mine, theirs)
        or is_extreme_of_another_span(mine, theirs)
    )


def _is_undated(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether an undated figure stands beside the one of the claim's time: "64.0m (2023: 58.5m)", "40%, from a third in 2001"."""
    if not mine.times or theirs.row or theirs.role == "change":
        return False  # of a table the column that has no time may tell the change
    if theirs.times:
        return _is_dated_elsewhere(mine, theirs, pool)
    if theirs.role == "from":
        return False
    return any(
        other.own_time
        and other.role != "change"
        and (_is_start_of(other, theirs) or (other.measure == theirs.measure and other.quantity.unit == theirs.quantity.unit))
        and any(same_time(mine.times[0].when, time.when, windowed=False) for time in other.times if time.when.grain != "length")
        for other in pool.beside(theirs)
    )


def _is_dated_elsewhere(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a time no one can place stands beside the claim's own: "12.4% in November 1999, 20.6% in November"."""

    def agrees(reading: Reading) -> bool | None:
        found = [same_time(a.when, b.when, windowed=False) for a in mine.times for b in reading.times]
        return True if True in found else False if False in found else None

    def is_told(reading: Reading) -> bool:
        return any(a.when == b.when for a in mine.times for b in reading.times)

    as_told = agrees(theirs) is True and not is_told(theirs) and all(time.when.year is None for time in mine.times)
    if (content_stems(theirs.times_text) & mine.words).issuperset(_TODAY):
        return False
    if not (mine.own_time and theirs.own_time) or (agrees(theirs) is not None and not as_told):
        return False
    return any(
        other.own_time
        and (is_told(other) or not as_told)
        and other.measure == theirs.measure
        and other.quantity.unit == theirs.quantity.unit
        and other.role != "change"
        and agrees(other) is True
        for other in pool.beside(theirs)
    )


def _is_start_of(other: Reading, theirs: Reading) -> bool:
    """Whether a figure is what the one before it came from."""
    return other.role == "from" and other.index == theirs.index + 1


def _is_dated_closer(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a neighbour has the claim's very time where the figure's is only within it, or no one can place it.

    Of "88 dollars on average in 2014 and 54 in December of 2014" the 88 are those of 2014.
    """
    when = mine.times[0].when if mine.times else None
    if when is None or not mine.own_time or when.start is None or mine.role not in ("level", "none") or theirs.role == "change":
        return False
    if _names_its_time(mine, theirs) or theirs.row or not theirs.times or any(_is_of(when, time.when) for time in theirs.times):
        return False
    return any(
        other.own_time
        and other.role != "change"
        and other.quantity.unit == theirs.quantity.unit
        and _measures_alike(theirs, other)
        and _is_of(when, other.times[0].when)
        and (not mine.entities or not other.entities or classes_agree(mine.entities, other.entities)[0])
        for other in _near(theirs, pool)
    )


_BASE = re.compile(  # of a premium or a move: "a 38% premium over the closing price on April 1"
    r"\s(?:premium |discount )?(?:over|above|below|to|from|on)"
    r" (?P<base>(?:[^,.;\d]|\d{1,2}(?!\d|%)){0,50}?\b(?:clos\w+|price|level)(?:[^,.;\d]|\d{1,2}(?!\d|%)){0,30})"
)
_DAY = re.compile(
    r"\b(?:(?P<day>\d{1,2}) (?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)"
    r"|(?P<month_first>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.? (?P<day_behind>\d{1,2})"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri)day))\b"
)


def _is_over_another_day(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a neighbour is told over the price of the day that the claim names, and the figure over that of another."""
    day = _day_of_base(mine)
    if day is None or _day_of_base(theirs) == day:
        return False
    return any(other.quantity.unit == theirs.quantity.unit and _day_of_base(other) == day for other in pool.beside(theirs))


def _day_of_base(reading: Reading) -> str | None:
    """The day of the price that a figure is told over: "Apr 1", "Wednesday"."""
    base = _BASE.match(reading.after)
    day = _DAY.search(base["base"]) if base is not None else None
    if day is None:
        return None
    return day["weekday"] or f"{(day['month'] or day['month_first'])[:3]} {int(day['day'] or day['day_behind'])}"


_TODAY = content_stems("today")


def _names_its_time(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim's words name the figure's time too, which is no other one then: "in today's money"."""
    return bool(content_stems(theirs.times_text) & mine.words)


def _is_of(when: When, other: When) -> bool:
    return replace(when, relative=False) == replace(other, relative=False)


def _measures_alike(one: Reading, other: Reading) -> bool:
    """Whether two figures measure one thing, for all their words tell: "a tax rate of 14.1%", "the 13.9% rate"."""
    if one.measure is None or other.measure is None:
        return one.measure == other.measure
    return related(one.measure, other.measure) or measures()[other.measure].generic


def _near(theirs: Reading, pool: Pool) -> Iterator[Reading]:
    """The other figures of its sentence and of those right before and behind it."""
    start, end = theirs.sentence_span
    told = pool.told_in(theirs.source, start - _FAR, end + _FAR)
    return (other for other in told if other.index != theirs.index and abs(other.sentence - theirs.sentence) <= 1)


_FAR = 300  # characters


_BEHIND = 4  # items of its sentence, days among them
_YEAR_AGO = re.compile(
    r"\s(?:from|on|over|than)(?: in)? (?:a |the )?(?:same \w+ )?(?:year|quarter|month|week)[- ](?:ago|earlier|before)\b",
    re.IGNORECASE,
)


def _is_what_came_of_it(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a claim tells what was a year before, and the figure what it came to: "202,000, up from 182,000 a year prior"."""
    if not mine.prior or mine.role == "change" or theirs.prior or theirs.exact or theirs.row:
        return False
    if theirs.role not in ("to", "level", "none") or not _is_of_one_time(mine, theirs):
        return False
    return any(
        (other.quantity.unit == theirs.quantity.unit and other.role == "from")
        or (other.role == "change" and _measures_alike(theirs, other) and _YEAR_AGO.match(other.trail) is not None)
        for other in pool.behind(theirs)
        if other.index - theirs.index <= _BEHIND
    )


def _is_of_one_time(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure has no time, or one without its year that the claim has too: "the first quarter a year earlier"."""
    if all(time.when.relative and time.when.start is None for time in mine.times):
        return True  # "a year earlier", "in the prior year"
    undated = all(time.when.start is None for time in theirs.times)
    return undated and any(_is_of(a.when, b.when) for a in mine.times for b in theirs.times)


_AGAINST = re.compile(r"\W*(?:compared (?:with|to)|from|against|versus|over)\s", re.IGNORECASE)


def _is_against_another(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a change is told against one time and the evidence tells of another: "6% to 5.2 compared with 4.9 in 2006"."""
    if mine.role != "change" or theirs.role != "change" or not mine.compared_times or theirs.compared_times:
        return False
    held = next((other for other in pool.behind(theirs)[:2] if _AGAINST.match(other.lead) and other.own_time), None)
    when = mine.compared_times[0]
    return held is not None and all(time.when.grain == when.grain and time.when != when for time in held.times)
