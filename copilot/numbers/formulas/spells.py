"""The months or quarters that a claim's times are made of, and which of a list that tells a figure for each they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.calendar_words import CARDINALS, MONTH_NUMBERS, count_of, month_pattern
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.when import When, edge

GRAINS = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # months of each
_SO_MANY = re.compile(rf"\b(?P<n>{'|'.join(CARDINALS)}|\d{{1,2}})[ -](?P<of>month|quarter)s?\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween (?P<first>{month_pattern(capital=True)}) and (?P<last>{month_pattern(capital=True)})\b")
_IN_A_YEAR = {"month": 12, "quarter": 4}


def own_times(group: Sequence[Reading]) -> list[When] | None:
    """The times of a list, one for each figure, of one grain and all different; else None."""
    times = [reading.times[0].when for reading in group if reading.times]
    apart = {name_of(when) for when in times}
    fits = len(apart) == len(group) and len({when.grain for when in times}) == 1 and times[0].grain in GRAINS
    return times if fits else None


def name_of(when: When) -> tuple[int | None, ...]:
    """What a time is called by: its year, half, quarter and month."""
    return when.year, when.half, when.quarter, when.month


def of_its_times(claim: Reading, group: Sequence[Reading]) -> list[Reading]:
    """Those of a list, one a month or quarter, that make up the time of the claim; none where some of it is missing."""
    times = own_times(group)
    if times is None or times[0].grain not in _IN_A_YEAR:
        return []
    count = _SO_MANY.search(f"{claim.lead} {claim.trail}")
    if count is not None and (count_of(count["n"]), count["of"].lower()) != (len(group), times[0].grain):
        return []
    wanted = _places(claim, times[0].grain)
    if not wanted:
        return list(group) if count is not None or not claim.times else []
    inside = [_place(when) in wanted and not _is_of_another_year(claim, when) for when in times]
    told = [one for one, is_told in zip(group, inside, strict=True) if is_told]
    return told if {_place(one.times[0].when) for one in told} == wanted else []


def _is_of_another_year(claim: Reading, when: When) -> bool:
    ends = [(mine.when.start, mine.when.end) for mine in claim.times]
    years = {end.year for both in ends for end in both if end is not None}
    return when.year is not None and bool(years) and not min(years) <= when.year <= max(years)


def _place(when: When) -> int | None:
    return when.month if when.grain == "month" else when.quarter


def _places(claim: Reading, grain: str) -> set[int]:
    """The months or quarters of the year that the claim's times are made of; none where they are not known."""
    between = _BETWEEN.search(claim.trail) or _BETWEEN.search(claim.lead)
    if between is not None and grain == "month":
        first, last = (MONTH_NUMBERS[between[end].lower()] for end in ("first", "last"))
        return _from_to(first, last, _IN_A_YEAR[grain])
    found: set[int] = set()
    for time in claim.times:
        ends = _ends(time.when, grain)
        if ends is None:
            return set()
        found |= _from_to(*ends, _IN_A_YEAR[grain])
    return found


def _from_to(first: int, last: int, in_a_year: int) -> set[int]:
    return {(first - 1 + step) % in_a_year + 1 for step in range((last - first) % in_a_year + 1)}


def _ends(when: When, grain: str) -> tuple[int, int] | None:
    """The first and the last month, or quarter, of a time."""
    length = {"month": {"quarter": 3, "half": 6}, "quarter": {"half": 2}}[grain]
    if when.grain == grain and (place := _place(when)):
        return place, place
    if when.grain in length and not when.fiscal and (number := when.half if when.grain == "half" else when.quarter):
        return length[when.grain] * (number - 1) + 1, length[when.grain] * number
    if when.grain != "window" or grain != "month":
        return None
    first, last = edge(when, first=True), edge(when, first=False)
    if first is not None and last is not None and first.grain == last.grain == "month" and first.month and last.month:
        return first.month, last.month
    end = when.month or (when.end.month if when.end else None)
    return ((end - when.months) % 12 + 1, end) if end and when.months and when.months < 12 else None
