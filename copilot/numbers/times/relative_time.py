"""Times told from another: "yesterday", "last month", a bare "June", from the day of their text; "in May that year" from
a year told elsewhere; "on Labor Day" by the name of a holiday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from copilot.calendar_days import days_around
from copilot.calendar_words import WEEKDAYS
from copilot.named_days import holiday_pattern, holiday_words, rule_of
from copilot.numbers.times.when import (
    LATEST,
    TimeMention,
    When,
    day_of,
    half_of,
    month_of,
    months_before,
    named_day,
    quarter_of,
    up_to,
    window_of,
    year_of,
)


def resolve(when: When, anchor: date | None) -> When:
    """The time with its days, where a date of the text is known: "yesterday", "last month", "June"."""
    if anchor is None:
        return when
    if when.grain == "window" and when.months and when.month and when.day is None and when.start is None:
        return _months_ended_last(when, anchor)
    if when.holiday is not None:
        return min((named_day(when.holiday, anchor.year + shift) for shift in (0, -1, 1)), key=lambda found: _away(found, anchor))
    if when.relative:
        return _resolve_relative(when, anchor)
    if when.start is not None or when.fiscal:
        return _running(when, anchor)
    if when.grain in ("month", "part") and when.month:
        year = anchor.year if when.month <= anchor.month else anchor.year - 1
        return _running(month_of(year, when.month, when.part), anchor)
    if when.grain == "week" and when.month and when.day:
        last = resolve(When("day", month=when.month, day=when.day), anchor).start
        return when if last is None else When("week", last - timedelta(days=6), last)
    if when.grain in ("week", "window") and when.month and when.day and when.end is None:
        return _ended_last(when, anchor)
    if when.grain == "day" and when.month and when.day:
        near = [day_of(year, when.month, when.day) for year in (anchor.year, anchor.year - 1, anchor.year + 1)]
        known = [found for found in near if found is not None and found.start is not None]
        return min(known, key=lambda found: _away(found, anchor), default=when)
    return when


def _ended_last(when: When, anchor: date) -> When:
    """ "The week ended October 24", "the three years to June 30": up to the last such day, as of the text's own."""
    ends = [day_of(year, when.month or 1, when.day or 1) for year in (anchor.year, anchor.year - 1)]
    end = next((found.end for found in ends if found is not None and found.end is not None and found.end <= anchor), None)
    if end is None:
        return when
    if when.grain == "week":
        return When("week", end - timedelta(days=6), end)
    return replace(window_of(months_before(end, when.months or 1), end), first=None, last=None)


def _months_ended_last(when: When, anchor: date) -> When:
    """ "The six months to September": up to the latest such month, ended or running on the text's own day."""
    last = when.month or 1
    end = month_of(anchor.year if last <= anchor.month else anchor.year - 1, last).end
    if end is None:
        return when
    return replace(window_of(months_before(end, when.months or 1), end), first=None, last=None)


def _running(when: When, anchor: date) -> When:
    """A month, quarter or year told by its name that the text's own day lies in: it still runs, as "this year" does."""
    runs = when.grain in ("month", "quarter", "half", "year") and when.start is not None and when.end is not None
    return replace(when, so_far=anchor) if runs and when.start <= anchor < when.end else when  # type: ignore[operator]


def _away(found: When, anchor: date) -> int:
    """Days from the anchor; one to come counts three times: a text without a year tells what was rather than what is far off."""
    days = ((found.start or anchor) - anchor).days
    return -days if days < 0 else 3 * days


def _resolve_relative(when: When, anchor: date) -> When:
    if when.part == LATEST:
        return when
    shift = when.day or 0
    if when.grain == "day" and when.part is not None:
        back = (anchor.weekday() - (when.part - 10)) % 7
        found = anchor - timedelta(days=back)
        return When("day", found, found, found.year, found.month, found.day, part=when.part)
    if when.grain == "day":
        found = anchor + timedelta(days=shift)
        return When("day", found, found, found.year, found.month, found.day)
    if when.grain == "week":
        return When("week", *days_around(anchor + timedelta(days=7 * shift), "week"))
    so_far = anchor if shift == 0 else None
    if when.grain == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + shift, 12)
        return replace(month_of(year, month + 1), so_far=so_far)
    if when.grain == "quarter":
        year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + shift, 4)
        return replace(quarter_of(year, quarter + 1), so_far=so_far)
    if when.grain == "year":
        return replace(year_of(anchor.year + shift), so_far=so_far)
    if when.grain == "window" and when.part == 9:
        return When("window", date(anchor.year, 1, 1), anchor, first="year", last="day", since=True)
    return when


_WORDS = tuple(holiday_words("days"))
_CALLED_BY_WEEKDAY = holiday_pattern([words for words in _WORDS if words.endswith(WEEKDAYS)])  # "Black Friday"


def _holiday(match: re.Match[str]) -> When:
    """The day, without its year the one nearest to the text's own; a weekend or week of that name is of no certain day."""
    if match["season"]:
        return When("week", relative=True, part=LATEST)
    rule = rule_of(match["h"] or match["h2"])
    return named_day(rule, int(match["y"])) if match["y"] else When("day", relative=True, holiday=rule)


HOLIDAY = (  # the form of such a time: its pattern, its reader, and words of which every match holds one
    rf"\b(?:(?:on|since|by|through|until|to|from|of) (?P<h>{holiday_pattern(_WORDS)})|(?P<h2>{_CALLED_BY_WEEKDAY}))\b(?!['’]s)"
    r"(?:(?P<season> (?:week|weekend|holiday|season|period)\b)|(?:,| of| in)? (?P<y>(?:19|20)\d\d)\b)?",
    _holiday,
    _WORDS,
)


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
