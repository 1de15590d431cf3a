"""Times whose year stands elsewhere: "in May that year", "8 April this year", "third-quarter revenue was 9 million in 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.numbers.times.when import TimeMention, When, day_of, half_of, month_of, quarter_of, up_to

HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_THAT_YEAR = re.compile(r"\b(?:that|the same) (?:same )?year\b(?!['’]s)", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?\]]\s+(?=[A-Z])")
_FAR = 120  # characters
_ANOTHER_FIGURE = re.compile(
    r"[,;:—–(\n]|[.!?]\s|\b(?:from|than|against|versus|vs|compared|since|and|but|while|or|as)\b", re.IGNORECASE
)
_ENDED = re.compile(r",? \(?(?:which |that )?(?:ended|ending|ends|closed)(?: on)? (?:[A-Z][a-z]+day,? )?")
_MONTHS = {"quarter": 3, "half": 6}
_IN_YEAR = re.compile(r"\b(?:in|of|for|during)(?: the)? $", re.IGNORECASE)


def in_that_year(text: str, taken: list[TimeMention]) -> list[TimeMention]:
    """The times; where a sentence says "that year" its days and months are of the year told last."""
    for match in _THAT_YEAR.finditer(text) if "year" in text.lower() else ():
        begin = max((end.end() for end in _FULL_STOP.finditer(text, 0, match.start())), default=0)
        stop = _FULL_STOP.search(text, match.end())
        years = [time.when.year for time in taken if time.start < match.start() and HAS_YEAR.search(text, time.start, time.end)]
        if not years or years[-1] is None:
            continue
        for at, time in enumerate(taken):
            when, own = time.when, begin <= time.start < (stop.start() if stop is not None else len(text))
            if own and when.grain in ("day", "month") and when.month and not HAS_YEAR.search(text, time.start, time.end):
                moved = day_of(years[-1], when.month, when.day) if when.day else month_of(years[-1], when.month)
                taken[at] = replace(time, when=moved or when)
    return taken


def of_its_year(text: str, taken: list[TimeMention]) -> Iterator[TimeMention]:
    """The times of a text, where a year told right behind a day or month is part of it: "8 April this year", "May last year"."""
    at = 0
    while at < len(taken):
        one, following = taken[at], taken[at + 1] if at + 1 < len(taken) else None
        at += 1
        is_year = following is not None and following.when.grain == "year" and text[one.end : following.start] == " "
        if is_year and following is not None and one.when.grain in ("day", "month") and one.when.month and following.when.year:
            year, month, day = following.when.year, one.when.month, one.when.day
            when = day_of(year, month, day) if one.when.grain == "day" and day else month_of(year, month)
            if when is not None:
                yield TimeMention(one.start, following.end, when)
                at += 1
                continue
        ended = _of_firm(text, one, following) if following is not None else None
        if ended is not None and following is not None:
            yield TimeMention(one.start, following.end, ended)
            at += 1
            continue
        part = _part_of(text, one, following) if following is not None else None
        if part is not None and following is not None:
            yield replace(one, when=part)
            yield replace(following, when=part)  # both are that quarter
            at += 1
            continue
        yield one


def _of_firm(text: str, one: TimeMention, following: TimeMention) -> When | None:
    """A firm's own quarter or half with its days, where its end is told behind: "fiscal third quarter, ended 31 May"."""
    when, day = one.when, following.when
    if not when.fiscal or when.grain not in _MONTHS or when.start is not None or day.grain != "day" or day.end is None:
        return None
    if _ENDED.fullmatch(text[one.end : following.start]) is None:
        return None
    window = up_to(day.end, _MONTHS[when.grain])
    return replace(when, start=window.start, end=window.end)


def _part_of(text: str, one: TimeMention, year: TimeMention) -> When | None:
    """The quarter or half of the year that its own clause tells further on; None where it has its year, or tells none."""
    when = one.when
    if when.grain not in ("quarter", "half") or when.year is not None or when.relative or year.when.grain != "year":
        return None
    gap = text[one.end : year.start]
    told = year.when.year is not None and not year.when.relative and not year.when.so_far
    if not told or len(gap) > _FAR or not _IN_YEAR.search(gap) or _ANOTHER_FIGURE.search(gap):
        return None
    fiscal = when.fiscal or year.when.fiscal
    if when.quarter:
        return quarter_of(year.when.year, when.quarter, fiscal)
    return half_of(year.when.year, when.half or 0, fiscal)
