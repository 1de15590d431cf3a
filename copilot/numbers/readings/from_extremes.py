"""Changes that are counted from a low, a high or a level, and the times of such extremes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from copilot.calendar_days import months_back
from copilot.numbers.census.units import is_currency
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.timing import last_such_day
from copilot.numbers.times.when import TimeMention, When
from copilot.numbers.types import Direction, Quantity

_LOW_OF_IT = re.compile(r"\s(?:(?:intraday|closing|record)\s)?(?:lows?|bottoms?|troughs?|highs?|peaks?|close)\b", re.IGNORECASE)
_OF_AN_EVENT = re.compile(
    r"\s(?:rate |policy )?(?:cut|hike|meeting|decision|move|contract|futures|reading|report|deadline|expiry|delivery)s?\b",
    re.IGNORECASE,
)
_BESIDE_AN_EXTREME = re.compile(
    r"\b(?:below|beneath|above|under|over|from|off|than|short of|shy of) (?:its |the |their |an? )?(?:[\w’'-]+ ){0,3}?"
    r"(?:records?|highs?|lows?|peaks?|troughs?|close)(?: close| high| low)?,? (?:of|at) \W?[\d.,]+,? "
    r"(?:(?:set|reached|hit|made|touched|on|in|of) ){1,3}$",
    re.IGNORECASE,
)
_FROM_IT = re.compile(
    r"\s(?:from|off|above|below|beneath|since) (?:its |the |their |an? )?(?:early |late |mid-)?$", re.IGNORECASE
)


_OF_LEVEL = re.compile(r"\s(?:of|at) \W?[\d,]+(?:\.\d+)?,? (?:(?:set|reached|hit|made|touched) )?(?:on|in|of) (?:the )?$")
_IS_ITS_LEVEL = re.compile(
    r"\s(?:\w+ ){0,2}?(?:lows?|bottoms?|troughs?|highs?|peaks?|close|price|level) (?:of|at) \W?$", re.IGNORECASE
)
_SINCE_IT_DID = re.compile(  # "since closing at 112.05 on 20 November", "since it bottomed in April"
    r"\s(?:ever )?since (?:(?:it|they|its \w+|the \w+) )?(?:\w+(?:ing|ed)|hit|fell|rose|set)\b"
    r"(?:[^,.;]|\.\d|,\d){0,40}?\b(?:on|in) (?:the )?$",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    r"\s(?:from|off|since|above|below|beneath|under|over|shy of|short of) (?:its |the |their |an? )?(?:[\w’'-]+ ){0,3}?"
    r"(?:lows?|highs?|peaks?|records?|close)\b",
    re.IGNORECASE,
)
_SET_ON = re.compile(
    r"(?:[^.;]|\.\d)*\b(?:set|reached|hit|touched|made|posted|seen|recorded|notched|established|struck|of|from|in|back in)\s"
    r"(?:\w+\s){0,2}",
    re.IGNORECASE,
)


_IT_HIT = re.compile(
    r"\d%?\s(?:that )?(?:it|they)\s(?:had )?(?:hit|reached|touched|set|saw|made)\s(?:back )?(?:in|on|at the end of)\s(?:\w+\s)?$"
)


def from_an_extreme(scene: Scene, segment: Segment, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a change told from the low or high of one: it runs from then, "up 43% from its April low".

    A day behind the extreme is that of the extreme: "2% below its record close of 5,900, set on 11 December"; and the time of a
    sentence before is none of such a distance.
    """
    extreme = _EXTREME.match(scene.text, item.end)
    named = scene.times_in(item.end, extreme.end()) if extreme is not None else []
    opening = _that_opens(scene, item, extreme)
    if opening is not None:
        return (replace(opening, when=replace(opening.when, since=True)),)
    if named and _LOW_OF_IT.match(scene.text, named[0].end):
        times = tuple(_gone_by(time, scene.anchor) for time in named)  # "off its 7 March peak"
    elif extreme is not None:
        told = times
        times = tuple(
            time
            for time in times
            if segment.sentence_span[0] <= time.start
            and (time.start < extreme.end() or not _SET_ON.fullmatch(scene.text, extreme.end(), time.start))
        )
        if not times and scene.source:  # "down 21% from its high reached in early January"
            set_on = (time for time in told if time.start >= extreme.end() and time.when.grain in ("month", "part", "quarter"))
            times = tuple(replace(time, when=replace(time.when, since=True)) for time in set_on)
    if not times or not _LOW_OF_IT.match(scene.text, times[0].end) or times[0].when.start is None:
        return times
    if not _FROM_IT.fullmatch(scene.text, item.end, max(item.end, times[0].start)):
        return times
    return (replace(times[0], when=replace(times[0].when, since=True)), *times[1:])


_OFF_EXTREME = re.compile(
    r"\s(?P<way>above|over|below|beneath|under|off|short of|shy of) (?:its |the |their |an? )(?:[\w’'-]+ ){0,3}?"
    r"(?:lows?|highs?|peaks?|troughs?)\b",
    re.IGNORECASE,
)
_STANDS_APART = re.compile(
    r"\b(?:below|beneath|above|under|over|short of|shy of|off) (?:its |the |their |an? )(?:[\w’'-]+ ){0,3}?"
    r"(?:records?|highs?|lows?|peaks?|troughs?)(?: close| high| low)? (?:of|at) \W?$",
    re.IGNORECASE,
)


def stands_apart(scene: Scene, item: Quantity) -> bool:
    """Whether a level is the high or low that another is held against: "closed 2.40 below its high of 83.50", of any day."""
    right_before = scene.text[max(0, item.start - 5) : item.start].lower()
    if " of " not in right_before and " at " not in right_before:
        return False
    return _STANDS_APART.search(scene.text, max(0, item.start - 80), item.start) is not None


def way_from_an_extreme(scene: Scene, item: Quantity) -> Direction:
    """Which way an amount of money or points is told from a high or low, "closed $2.40 below its high"; else "none"."""
    amount = is_currency(item.unit) or item.unit == "index_point"
    match = _OFF_EXTREME.match(scene.text, item.end) if amount else None
    return "none" if match is None else "up" if match["way"].lower() in ("above", "over") else "down"


def is_distance(scene: Scene, item: Quantity) -> bool:
    """Whether a percentage tells how far something is from a high or low: "which is 17% under its high of 4 January"."""
    return item.unit == "percent" and _EXTREME.match(scene.text, item.end) is not None


def _that_opens(scene: Scene, item: Quantity, extreme: re.Match[str] | None) -> TimeMention | None:
    """The day behind the level or deed that a change is counted from: "since its close of 112.05 on 20 November"."""
    for time in scene.times_in(item.end, item.end + 100):
        if time.when.grain == "length" or time.when.start is None:
            continue
        level = extreme is not None and _OF_LEVEL.fullmatch(scene.text, extreme.end(), max(extreme.end(), time.start))
        if level or _SINCE_IT_DID.fullmatch(scene.text, item.end, time.start):
            return _gone_by(time, scene.anchor)
    return None


_DONE_ON = re.compile(r"\b(?:reached|set|hit|touched|made|posted|seen|recorded|struck|closed|ended) on (?:the )?$", re.IGNORECASE)


def _is_done_on(text: str, at: int) -> bool:
    """Whether a deed stands right before a day: "reached on"."""
    floor = max(0, at - 20)
    return " on " in text[floor:at].lower() and _DONE_ON.search(text, floor, at) is not None


def on_the_day_of_its_level(scene: Scene, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a level that a change is counted from, "up 9% since its May close of 112.05": it is of that time alone.

    The day that a level was reached on is over.
    """
    times = tuple([_gone_by(time, scene.anchor) if _is_done_on(scene.text, time.start) else time for time in times])
    if (
        times
        and times[0].when.since
        and times[0].end <= item.start
        and _IS_ITS_LEVEL.fullmatch(scene.text, times[0].end, item.start)
    ):
        return (replace(times[0], when=replace(times[0].when, since=False)), *times[1:])
    return times


_TO_COME = re.compile(
    r"\b(?:will|would|may|might|could|should|expect|forecast|due|plan|until|target|guid|predict|see)\w*\b", re.IGNORECASE
)


def gone_by(scene: Scene, segment: Segment, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a change that the checked text tells as done: a window or day without a year ended before its own day."""
    ahead = [time for time in times if scene.anchor and time.when.end and time.when.end > scene.anchor and _is_of_days(time.when)]
    if not ahead or _TO_COME.search(scene.text, *segment.sentence_span):
        return times
    return tuple(
        _gone_by(time, scene.anchor) if time in ahead and not _YEAR.search(scene.text, time.start, time.end) else time
        for time in times
    )


_YEAR = re.compile(r"\d{4}")


def _is_of_days(when: When) -> bool:
    return when.grain == "day" or (when.grain == "window" and when.first == when.last == "day" and not when.since)


def _gone_by(time: TimeMention, anchor: date | None) -> TimeMention:
    """The time of an extreme, which is over: a day told without a year is the last one, be the next one nearer."""
    when = time.when
    if when.grain == "window" and _is_of_days(when) and when.start and when.end and anchor and when.end > anchor:
        return replace(time, when=replace(when, start=months_back(when.start, 12), end=months_back(when.end, 12)))
    return replace(time, when=last_such_day(when, anchor)) if when.grain == "day" else time


def is_of_an_extreme(scene: Scene, time: TimeMention) -> bool:
    """Whether a time says when a high, low or event was, and nothing of the figures beside it: "its August peak"."""
    if _LOW_OF_IT.match(scene.text, time.end) or _OF_AN_EVENT.match(scene.text, time.end):
        return True
    if _BESIDE_AN_EXTREME.search(scene.text, max(0, time.start - 90), time.start):
        return True
    return _IT_HIT.search(scene.text, max(0, time.start - 40), time.start) is not None
