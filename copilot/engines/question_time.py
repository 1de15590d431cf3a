"""The time a question asks about: days, months, quarters, years, "the last three years", "since its November low"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from copilot.calendar_days import days_around, months_back, part_of_month
from copilot.calendar_words import DAYS_OF_MONTH, MONTH_NUMBERS, MONTH_PARTS, QUARTER_NUMBERS, date_or_none, month_pattern
from copilot.engines.periods import Period, all_time
from copilot.engines.time_context import COUNT, in_context, is_beside, last_sessions, number_of
from copilot.named_days import any_holiday, holiday_of
from copilot.types import Span

_MONTH = rf"(?P<{{0}}>{month_pattern()})\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?"

_UP_TO = re.compile(r"\b(?:by|to|at|until|till|through)(?: the)?(?: end of)?\s*$", re.IGNORECASE)
_TO, _AND = (
    re.compile(r"(?:'s )?(?:close |level )?(?:to|until|till|through|-|–|—)(?: the)?"),
    re.compile(
        r",|,? ?(?:and|or|vs\.?|versus|(?:is |was |did )?compared? (?:with|to)|against)(?: its| the| that of)?"
        r"(?: in| on| during)?(?: the)?"
    ),
)
_THAN = re.compile(r"than (?:it (?:was|did|closed|stood) )?(?:on|in|at|during)(?: the)?", re.IGNORECASE)
_CLOSE_OF = re.compile(r"\s*(?:['’]s\s+)?(?:close|closing|lowest close|highest close)\b", re.IGNORECASE)
_RUNS_TO = re.compile(
    r"\b(?:(?:at|by|to|until|till|through|of|as of|as at)(?: the)? end of|as of|as at|to|until|till|through|by|on"
    r"|end(?:ed|ing)(?: in| on)?)(?: the)?\s*$",
    re.IGNORECASE,
)
_EVER = re.compile(
    r"\b(?:ever|(?:of )?all[ -]time|in (?:its )?history|on record|since (?:its )?inception)\b"
    r"|\brecord (?:high|low|close)s?\b|\b(?:its|a|the|at|below|above|off|from|under) record\b(?! \w)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|after)(?: the)?(?: (?:start|beginning|end) of)?\s*$"
    r"|\b(?:now|today|currently)\b[^?]*\bthan (?:it was )?(?:on|in|at)(?: the)?(?: (?:start|beginning|end) of)?\s*$",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(r"\b(?:in|since|of|during|last|its|the)\s$", re.IGNORECASE)

Maker = Callable[[re.Match[str], date], Period | None]


def find_periods(text: str, as_of: date) -> list[Period]:
    """Every period the text names, in order, not overlapping; those that begin after the as-of day included.

    A bare month is the latest one ended or running on the as-of day.

    >>> [(p.start.isoformat(), p.end.isoformat()) for p in find_periods("in March, and since Q1 2021", date(2022, 2, 5))]
    [('2021-03-01', '2021-03-31'), ('2021-01-01', '2022-02-05')]
    """
    found: list[Period] = []
    taken: list[Span] = []
    for pattern, make in _FORMS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            period = make(match, as_of)
            if period is not None:
                period = _since(text, in_context(text, period), as_of)
                taken.append(period.span)
                found.append(period)
    return _with_years(text, _without_weekdays(text, sorted(found, key=lambda period: period.span)), as_of)


def find_period(text: str, as_of: date) -> Period | None:
    """The one period of a question: the hull of two that it joins ("from March to May"), a length and the day it runs to ("the
    three-year volatility at the end of March"), else the first.

    >>> found = find_period("its three-year volatility at the end of March", date(2024, 7, 1))
    >>> found.start.isoformat(), found.end.isoformat(), found.months
    ('2021-03-31', '2024-03-31', 36)
    """
    periods = find_periods(text, as_of)
    if not periods:
        return all_time(as_of, ever.span()) if (ever := _EVER.search(text)) is not None else None
    if len(periods) < 2:
        return periods[0]
    first, second = periods[:2]
    hull = (min(first.span[0], second.span[0]), max(first.span[1], second.span[1]))
    length, until = sorted((first, second), key=lambda period: period.months is None)
    is_length = length.months is not None and until.months is None and not until.is_since
    if is_length and length.months and until.end <= as_of and _RUNS_TO.search(text[: until.span[0]]):
        return Period(months_back(until.end, length.months), until.end, "span", hull, months=length.months)
    between = text[first.span[1] : second.span[0]].strip().lower()
    if first.start <= second.end and (
        _TO.fullmatch(between) or _is_from_close(text, first, second) or _is_between(text, first, between)
    ):
        return Period(first.start, second.end, "span", hull)
    if _THAN.fullmatch(between) and first.grain == second.grain == "day" and second.start < first.start:
        return Period(second.start, first.end, "span", hull)  # "higher on 9 May than on 3 May"
    whole, part = sorted((first, second), key=lambda period: period.grain != "year")
    if (
        whole.grain == "year"
        and part.grain not in ("year", "week")
        and part.end.year == whole.start.year
        and _UP_TO.search(text[: part.span[0]])
    ):
        return Period(whole.start, part.end, "span", hull, is_since=True)
    if first.grain == second.grain and first.months is None and (_AND.fullmatch(between) or _THAN.fullmatch(between)):
        return replace(first, further=(second,))
    return first


def _is_between(text: str, first: Period, between: str) -> bool:
    opened = re.search(r"\bbetween\s+(?:the\s+)?$", text[: first.span[0]], re.IGNORECASE)
    return between in ("and", "and the") and opened is not None


def _is_from_close(text: str, first: Period, second: Period) -> bool:
    """ "how far above its 3 May close was it on 9 May?" """
    return first.grain == second.grain == "day" and _CLOSE_OF.match(text[first.span[1] :]) is not None


def _with_years(text: str, periods: list[Period], as_of: date) -> list[Period]:
    """A day or month without a year takes that of the one it is joined to: "from March to May 2021"."""
    found = list(periods)
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        between = text[one.span[1] : other.span[0]].strip().lower()
        bare, dated = (re.search(r"\b(?:19|20)\d\d\b", text[slice(*period.span)]) is None for period in (one, other))
        is_alike = one.grain == other.grain and one.grain in ("day", "month")
        if is_alike and bare and not dated and (_TO.fullmatch(between) or _AND.fullmatch(between)):
            found[at] = _of_year(text[slice(*one.span)], one, other, as_of)
    return found


def _of_year(words: str, one: Period, other: Period, as_of: date) -> Period:
    """The same day or month, the last before another time that names its year."""
    for year in (other.start.year, other.start.year - 1):
        again = find_periods(f"in {words} {year}", as_of)
        if again and again[0].start <= other.start:
            return replace(again[0], span=one.span)
    return one


def _without_weekdays(text: str, periods: Sequence[Period]) -> list[Period]:
    """Without the weekday that only goes before a date: "on Friday 7 November" is that day, not the latest Friday."""
    return [
        period
        for period, after in zip(periods, [*periods[1:], None], strict=False)
        if after is None or after.grain != "day" or not _is_weekday_of(text, period, after)
    ]


def weekday_at_odds(text: str, as_of: date) -> bool:
    """Whether a weekday goes before a date that is another day of the week.

    >>> weekday_at_odds("on Monday, 5 July 2024", date(2024, 8, 1)), weekday_at_odds("on Friday, 5 July", date(2024, 8, 1))
    (True, False)
    """
    for period in find_periods(text, as_of):
        before = _WEEKDAY_BEFORE.search(text[: period.span[0]])
        if period.grain == "day" and before is not None and _WEEKDAYS[before["weekday"].lower()] != period.start.weekday():
            return True
    return False


def _is_weekday_of(text: str, period: Period, after: Period) -> bool:
    is_weekday = text[slice(*period.span)].lower().removeprefix("last ") in _WEEKDAYS
    return is_weekday and _WEEKDAY_BEFORE.search(text[: after.span[0]]) is not None


def without_time(text: str, as_of: date) -> str:
    """The text with every period replaced by zeros, so that "the last three years" does not read as a question what lasts."""
    for period in find_periods(text, as_of):
        start, end = period.span
        text = text[:start] + "0" * (end - start) + text[end:]
    return text


def _since(text: str, period: Period, as_of: date) -> Period:
    """ "since March" runs to the as-of day, as "after" does; "since the end of March" and "since 31 March" from that close."""
    if period.months is None and _SINCE.search(text[: period.span[0]]):
        at_end = re.search(r"\bend of\s*$", text[: period.span[0]], re.I)
        start = period.end if at_end else period.start
        if start <= as_of:
            return Period(start, as_of, "span", period.span, is_since=at_end is None and period.grain != "day")
    return period


def _day(match: re.Match[str], as_of: date) -> Period | None:
    month, day = _month_number(match["m"]), _number_of_day(match["d"])
    year = match.groupdict().get("y")
    found = date_or_none(int(year) if year else as_of.year, month, day)
    if found is not None and not year and found > as_of + timedelta(days=7):  # of the coming days, one that has not come
        found = date_or_none(as_of.year - 1, month, day)
    return None if found is None else Period(found, found, "day", match.span())


def _number_of_day(token: str) -> int:
    return int(token) if token.isdigit() else DAYS_OF_MONTH[re.sub(r"[\s-]+", "-", token.lower())]


def _iso(match: re.Match[str], as_of: date) -> Period | None:
    found = date_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if found is None else Period(found, found, "day", match.span())


def _month(match: re.Match[str], as_of: date) -> Period | None:
    if match["m"] == "may" and not _BEFORE_MONTH.search(match.string[: match.start()]):
        return None  # the verb
    month = _month_number(match["m"])
    year = int(match["y"]) if match["y"] else as_of.year - (month > as_of.month)
    part = MONTH_PARTS.get((match["part"] or "").lower().strip(" -"))
    if part is None:
        return _around(date(year, month, 1), "month", match.span())
    return Period(*part_of_month(year, month, part), "span", match.span(), is_from_close=True)


def _quarter(match: re.Match[str], as_of: date) -> Period:
    token = match["q"].lower()
    quarter = int(token) if token.isdigit() else QUARTER_NUMBERS[token]
    year = int(match["y"]) if match["y"] else as_of.year - (quarter > (as_of.month + 2) // 3)
    return _around(date(year, quarter * 3, 1), "quarter", match.span())


def _half(match: re.Match[str], as_of: date) -> Period:
    half = 1 if match["h"].lower() in ("1", "first") else 2
    year = int(match["y"]) if match["y"] else as_of.year - (half == 2 and as_of.month <= 6)
    return Period(*days_around(date(year, half * 6, 1), "half"), "span", match.span(), is_from_close=True)


def _year(match: re.Match[str], as_of: date) -> Period:
    return _around(date(int(match["y"]), 1, 1), "year", match.span())


def _last(match: re.Match[str], as_of: date) -> Period:
    """ "Last month", "yesterday": the one before that of the as-of day."""
    unit = match["unit"].lower() or "day"
    return _around(days_around(as_of, unit)[0] - timedelta(days=1), unit, match.span())


def _running(match: re.Match[str], as_of: date) -> Period:
    """ "This month", "quarter to date", "YTD": the one of the as-of day."""
    told = match.groupdict()
    unit = told.get("unit") or {"w": "week", "m": "month", "q": "quarter"}.get((told.get("short") or "").lower(), "year")
    return _around(as_of, unit.lower(), match.span())


def _around(day: date, unit: str, span: Span) -> Period:
    """The day, week, month, quarter or year that a day lies in."""
    return Period(*days_around(day, unit), unit, span)  # type: ignore[arg-type]


def _trailing(match: re.Match[str], as_of: date) -> Period:
    """ "Over the past year": so long up to the as-of day."""
    months = {"month": 1, "year": 12}.get(match["unit"].lower())
    start = months_back(as_of, months) if months is not None else as_of - timedelta(days=7)
    return Period(start, as_of, "span", match.span(), months=months)


def _a_year_to(day: date, span: Span) -> Period:
    return Period(months_back(day, 12), day, "span", span, months=12)


def _short(match: re.Match[str], as_of: date) -> Period:
    """ "The last 3y", "over 18m": so many years or months back."""
    months = int(match["n"]) * (12 if match["unit"].lower() == "y" else 1)
    return Period(months_back(as_of, months), as_of, "span", match.span(), months=months)


def _ahead(match: re.Match[str], as_of: date) -> Period | None:
    start = as_of + timedelta(days=1)
    return Period(start, start + timedelta(days=365), "span", match.span())


def _back(match: re.Match[str], as_of: date) -> Period | None:
    count, unit = number_of(match["n"]), match["unit"].lower()
    if count == 0 or (count == 1 and unit == "day"):  # "its biggest one-day fall"
        return None
    months = {"month": count, "quarter": 3 * count, "year": 12 * count}.get(unit)
    if months is not None:
        return Period(months_back(as_of, months), as_of, "span", match.span(), months=months)
    days = min(count * (7 if unit == "week" else 1), 36500)
    return Period(as_of - timedelta(days=days), as_of, "span", match.span())


_NO_WINDOW = re.compile(r"\b(?:before|until|till|by)(?:\s+the)?\s*$", re.IGNORECASE)
_WEEKDAYS = {calendar.day_name[number].lower(): number for number in range(5)}
_WEEKDAY = "|".join(_WEEKDAYS)
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{_WEEKDAY}),?(?:\s+the)?\s+$", re.IGNORECASE)


def _holiday(match: re.Match[str], as_of: date) -> Period | None:
    """The latest such day, or that of the year named; before it is no time that can be measured."""
    before = match.string[: match.start()]
    if _NO_WINDOW.search(before) and not is_beside(before):
        return None
    year = int(match["y"]) if match["y"] else None
    if year is None and match["last"]:
        year = as_of.year - 1
    for candidate in (year,) if year is not None else (as_of.year, as_of.year - 1):
        day = holiday_of(match["holiday"], candidate)
        if year is not None or day <= as_of:
            return Period(day, day, "day", match.span())
    return None


def _days_of_month(match: re.Match[str], as_of: date) -> Period | None:
    """The first and the last day of "20 to 28 November"; without a year the latest month of that name that had begun by then."""
    if re.search(rf"\b(?:{month_pattern()})\.?\s+$", match.string[: match.start()], re.IGNORECASE):
        return None  # "from November 3 to 14 December": the first day has a month of its own
    month, year = _month_number(match["m"]), int(match["y"]) if match["y"] else as_of.year
    days = [_number_of_day(match[name]) for name in ("first", "last")]
    if not match["y"] and (begun := date_or_none(year, month, days[0])) is not None and begun > as_of:
        year -= 1
    first, last = (date_or_none(year, month, number) for number in days)
    return Period(first, last, "span", match.span()) if first is not None and last is not None and first < last else None


def _nth(match: re.Match[str], as_of: date) -> Period | None:
    """The latest day of a month with that number: "on the 7th"."""
    for back in range(3):
        first = months_back(as_of.replace(day=1), back)
        day = date_or_none(first.year, first.month, int(match["d"]))
        if day is not None and day <= as_of:
            return Period(day, day, "day", match.span())
    return None


def _weekday(match: re.Match[str], as_of: date) -> Period:
    """The latest such day of the week."""
    day = as_of - timedelta(days=(as_of.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7)
    return Period(day, day, "day", match.span())


def _month_number(word: str) -> int:
    return MONTH_NUMBERS[word.lower().rstrip(".")]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.IGNORECASE)


_NTH = "|".join(sorted(DAYS_OF_MONTH, key=len, reverse=True)).replace("-", r"[\s-]")
_M, _Y = _MONTH.format("m"), _YEAR.format("y")
_FIRST, _LAST = (rf"(?:the\s+)?(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?" for name in ("first", "last"))
_NTH_FIRST, _NTH_LAST = (rf"(?P<{name}>{_NTH})" for name in ("first", "last"))
_TO_DAY = r"\s*(?:-|–|—|to|until|through)\s*"
_FORMS: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (_compiled(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"), _iso),
    (_compiled(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)"), _iso),
    (_compiled(rf"between\s+{_FIRST}\s+and\s+{_LAST}\s+(?:of\s+)?{_M}(?:,?\s+{_Y})?"), _days_of_month),
    (_compiled(rf"between\s+the\s+{_NTH_FIRST}\s+and\s+(?:the\s+)?{_NTH_LAST}\s+of\s+{_M}(?:,?\s+{_Y})?"), _days_of_month),
    (_compiled(rf"between\s+{_M}\s+{_FIRST}\s+and\s+{_LAST}(?!\w|\s+(?:{month_pattern()}))(?:,?\s+{_Y})?"), _days_of_month),
    (_compiled(rf"{_FIRST}{_TO_DAY}{_LAST}\s+(?:of\s+)?{_M}(?:,?\s+{_Y})?"), _days_of_month),
    (_compiled(rf"{_M}\s+{_FIRST}{_TO_DAY}{_LAST}(?!\w|\s+(?:{month_pattern()}))(?:,?\s+{_Y})?"), _days_of_month),
    (_compiled(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}(?:,?\s+{_Y})?"), _day),
    (_compiled(rf"{_M}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_Y})?"), _day),
    (_compiled(rf"(?<!a )(?<!one )(?<!two )(?P<d>{_NTH})\s+of\s+{_M}(?:,?\s+{_Y})?(?!['’]s)"), _day),
    (_compiled(rf"(?<!is )(?<!was ){_M}\s+the\s+(?P<d>{_NTH})(?:,?\s+{_Y}|(?=,|\W*$|\s+(?:and|to|until|through)\b))"), _day),
    (_compiled(rf"(?P<part>early[\s-]+|mid[\s-]+|late[\s-]+)?{_M}(?:\s+(?:of\s+)?{_Y})?"), _month),
    (_compiled(rf"q(?P<q>[1-4])(?:\s+(?:of\s+)?{_Y})?"), _quarter),
    (_compiled(rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+quarter(?:\s+(?:of\s+)?{_Y})?"), _quarter),
    (_compiled(rf"(?:h|the\s+)?(?P<h>1|2|first|second)[\s-]*half(?:\s+of)?(?:\s+{_Y})?"), _half),
    (_compiled(r"(?:ytd|year[\s-]to[\s-]date|so far this year|this year|(?:for|on) the year(?! (?:19|20)\d\d)"
               r"|(?:(?<=start of )|(?<=beginning of ))the year(?! (?:19|20)\d\d))"), _running),
    (_compiled(rf"(?:the\s+)?(?:last|past|previous|latest)\s+{COUNT}\s+(?:trading\s+)?(?:sessions|trading days)"), last_sessions),
    (_compiled(rf"(?:the\s+)?(?:last|past|previous|prior|trailing)\s+{COUNT}\s+{_UNIT}"), _back),
    (_compiled(rf"{COUNT}[\s-]+(?P<unit>month|year|week|quarter|day)s?(?!\s+(?:low|high|note|bond|bill|yield|treasur))"), _back),
    (_compiled(r"(?:(?<=over )the\s+(?:last|past)|(?:the\s+)?past)\s+(?P<unit>week|month|year)"), _trailing),
    (_compiled(r"(?:the\s+)?(?:last|past|previous|prior)\s+(?P<unit>week|month|quarter|year)"), _last),
    (_compiled(r"(?:52|fifty[\s-]two)[\s-]weeks?(?=\s+(?:high|low|range)\b)"), lambda m, day: _a_year_to(day, m.span())),
    (_compiled(r"this\s+(?P<unit>week|month|quarter)"), _running),
    (_compiled(r"(?:(?P<unit>week|month|quarter)[\s-]to[\s-]date|(?P<short>[wmq])td)"), _running),
    (_compiled(r"(?<=over )(?P<n>\d{1,2})\s?(?P<unit>y|m)"), _short),
    (_compiled(r"(?:the\s+)?(?:last|past|trailing)\s+(?P<n>\d{1,2})\s?(?P<unit>y|m)(?:rs?)?"), _short),
    (_compiled(r"(?:next\s+(?:week|month|quarter|year)|tomorrow|in the (?:coming|next) \w+)"), _ahead),
    (_compiled(r"yesterday(?P<unit>)"), _last),
    (_compiled(rf"(?:(?P<last>last year)['’]s\s+)?(?P<holiday>{any_holiday()})(?:,?\s+(?:of\s+)?{_Y})?"), _holiday),
    (_compiled(rf"(?<=on )(?:(?:{_WEEKDAY}),?\s+)?(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?!\s+(?:of|quarter)\b)"), _nth),
    (_compiled(rf"(?:(?<=on )|(?<=since ))(?:last\s+)?(?P<weekday>{_WEEKDAY})"), _weekday),
    (_compiled(rf"last\s+(?P<weekday>{_WEEKDAY})"), _weekday),
    (_compiled(rf"(?<!black )(?<!good )(?P<weekday>{_WEEKDAY})(?=['’]s\b|\W*$)"), _weekday),
    (_compiled(_Y), _year),
)  # fmt: skip
