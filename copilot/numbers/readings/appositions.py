"""The day that stands in apposition to one of a longer time: "at the last reading of 2025, on 30 December"."""

from __future__ import annotations

import re

from copilot.numbers.readings.scene import Scene
from copilot.numbers.times.when import TimeMention, day_of
from copilot.numbers.types import Quantity

_ONE_OF = re.compile(  # "at the last reading of 2025"
    r"\b(?:first|last|final|latest|closing|opening|highest|lowest|best|worst) (?:[a-z]+ )?[a-z]+ (?:of|in) (?:the year )?$",
    re.IGNORECASE,
)
_ON = re.compile(r",? (?:on |dated )(?:the )?")
_ENDS = re.compile(r"\s?(?:[\[,.;:)]|$)")
_LONG = ("year", "half", "quarter", "month")
_REACH = 30  # characters


def on_its_day(scene: Scene, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a figure, with the day in place of the year or month of which it is said to be one."""
    return tuple([_day_of(scene, item, time) or time for time in times])


def _day_of(scene: Scene, item: Quantity, time: TimeMention) -> TimeMention | None:
    is_told = time.when.grain in _LONG and time.start >= item.end and _ONE_OF.search(scene.text[item.end : time.start])
    for told in scene.times_in(time.end, time.end + _REACH) if is_told else ():
        when = told.when
        if (
            when.grain != "day"
            or _ON.fullmatch(scene.text, time.end, told.start) is None
            or not _ENDS.match(scene.text, told.end)
        ):
            continue
        year = time.when.start.year if time.when.start is not None else time.when.year
        if year is not None and when.month and when.day and not re.search(r"\d{4}", scene.text[told.start : told.end]):
            when = day_of(year, when.month, when.day) or when
        whole = time.when
        if when.start is None or whole.start is None or whole.end is None or not whole.start <= when.start <= whole.end:
            return None
        return TimeMention(told.start, told.end, when)
    return None
