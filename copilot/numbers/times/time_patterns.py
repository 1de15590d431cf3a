"""The forms a time takes in English prose, each with what reads it; tried in order, the longest forms first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from copilot.calendar_days import days_around
from copilot.calendar_words import (
    CARDINALS,
    MONTH_NUMBERS,
    MONTH_PARTS,
    MONTHS,
    ORDINALS,
    QUARTER_NUMBERS,
    WEEKDAYS,
    count_of,
    month_pattern,
)
from copilot.numbers.times.relative_time import HOLIDAY
from copilot.numbers.times.when import LATEST, Grain, When, day_of, half_of, month_of, quarter_of, up_to, window_of, year_of

Reader = Callable[[re.Match[str]], "When | None"]

_QUARTERS = QUARTER_NUMBERS | {"final": 4}
_LAST = {"last": 4, "closing": 4}
_DAY_SHIFT = {"yesterday": -1, "today": 0, "tomorrow": 1}
_IN_MONTHS = {"week": 0, "month": 1, "quarter": 3, "half": 6, "half-year": 6, "half year": 6, "year": 12, "yr": 12}

_M = f"(?:{month_pattern(capital=True, point=True)})"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_YY = r"(?P<f>FY|fiscal )?['’]?(?P<y>(?:20)?\d\d)?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(CARDINALS)})"
_QUARTER = f"(?:{'|'.join(_QUARTERS)})"
_HALF = r"half(?:[- ]year)?"
_OF_YEAR = rf"(?:(?: of| in)?(?: the)?(?P<f2> fiscal(?: year)?| FY)? ?(?P<y>{_Y}))?"
_NO_AMOUNT = r"(?![,.]\d|%|-\d| (?:people|workers|jobs|shares|stores|points|barrels|units|employees|index|Index)\b)"
_NO_TENOR = r"(?![- ](?:treasur|gilt|bund|note|bond|bill|jgb|u\.?s\.? t|old|high|low|maturit|tenor|yield|mortgage|swap))"


def _month(text: str) -> int:
    return MONTH_NUMBERS[text.lower()[:3]]


def _number_of_day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _full_year(text: str | None) -> int | None:
    """Four digits from two or four: "25" is 2025, "98" 1998; None of none."""
    if not text:
        return None
    number = int(text)
    return number if number > 99 else 2000 + number if number < 60 else 1900 + number


def _iso(match: re.Match[str]) -> When | None:
    return day_of(int(match[1]), int(match[2]), int(match[3])) if 0 < int(match[2]) < 13 else None


def _day(match: re.Match[str]) -> When | None:
    year = match.groupdict().get("y")
    return day_of(int(year) if year else None, _month(match["m"]), _number_of_day(match["d"]))


def _part_of_month(match: re.Match[str]) -> When:
    return month_of(_full_year(match["y"]), _month(match["m"]), MONTH_PARTS[match["part"].lower()])


def _whole_month(match: re.Match[str]) -> When:
    return month_of(_full_year(match.groupdict().get("y")), _month(match["m"]))


def _quarter(match: re.Match[str]) -> When:
    groups = match.groupdict()
    word = match["q"].lower()
    number = _QUARTERS.get(word) or _LAST.get(word) or int(word)
    return quarter_of(_full_year(match["y"]), number, bool(groups.get("f") or groups.get("f2")))


def _half(match: re.Match[str]) -> When:
    groups = match.groupdict()
    told = match["h"] or groups.get("h2") or ""
    number = _QUARTERS[told.lower()] if told.lower() in _QUARTERS else int(told)
    return half_of(_full_year(match["y"]), number, bool(groups.get("f") or groups.get("f2")))


def _fiscal_year(match: re.Match[str]) -> When:
    return year_of(_full_year(match[1]) or 0, True)


def _years(match: re.Match[str]) -> When | None:
    """ "2021-2025", "1991-95"."""
    first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    return When("window", date(first, 1, 1), date(last, 12, 31), first="year", last="year") if first < last else None


def _window_to(match: re.Match[str]) -> When | None:
    """ "The three months to 31 December 2024", "the week ended October 24"."""
    unit = match["unit"].lower()
    month, day = (match["m1"], match["d1"]) if match["m1"] else (match["m2"], match["d2"])
    number = count_of(match["n"]) if match["n"] else 1
    months = number * _IN_MONTHS[unit]
    if not match["y"]:
        return When("window" if months else "week", month=_month(month), day=_number_of_day(day), months=months or None)
    end = day_of(int(match["y"]), _month(month), _number_of_day(day))
    if end is None or end.end is None:
        return None
    if unit == "week":
        return When("week", end.end - timedelta(days=7 * number - 1), end.end)
    return up_to(end.end, months)


def _window_to_month(match: re.Match[str]) -> When | None:
    """ "The three years to November 2025", "the year ended January 2025": up to the end of that month."""
    months = (count_of(match["n"]) if match["n"] else 1) * _IN_MONTHS[match["unit"].lower()]
    end = month_of(int(match["y"]), _month(match["m"])).end
    return up_to(end, months) if end is not None else None


def _months_to(last: int, months: int) -> When | None:
    """Calendar months by their length and the last of them, of no year: "the six months to September"."""
    return When("window", month=last, months=months, relative=True) if 1 < months <= 12 else None


def _months_to_month(match: re.Match[str]) -> When | None:
    return _months_to(_month(match["m"]), (count_of(match["n"]) if match["n"] else 1) * _IN_MONTHS[match["unit"].lower()])


def _from_month_to_month(match: re.Match[str]) -> When | None:
    """ "July-September 2025", "the April to September half"."""
    first, last = _month(match["m1"]), _month(match["m2"])
    if not match["y"]:
        return _months_to(last, (last - first) % 12 + 1)
    year = int(match["y"])
    end = month_of(year, last).end
    return up_to(end, (last - first) % 12 + 1) if end is not None else None


def _months_of_year(match: re.Match[str]) -> When | None:
    """ "The last three months of 2024", "the first nine months of 2025"."""
    year, months = int(match["y"]), count_of(match["n"])
    if not 0 < months < 12:
        return None
    if match["place"].lower() in ("first", "opening"):
        return window_of(date(year, 1, 1), date(year, months, monthrange(year, months)[1]))
    return window_of(date(year, 13 - months, 1), date(year, 12, 31))


def _week_of(match: re.Match[str]) -> When | None:
    """ "The week of December 8, 2025": from Monday to Sunday around that day."""
    month, day = (match["m1"], match["d1"]) if match["m1"] else (match["m2"], match["d2"])
    when = day_of(int(match["y"]), _month(month), _number_of_day(day))
    if when is None or when.start is None:
        return None
    return When("week", *days_around(when.start, "week"))


def _week_of_month(match: re.Match[str]) -> When:
    """ "The third week of November 2025": its days 15 to 21; the last week is its last seven days."""
    year, month = _full_year(match["y"]), _month(match["m"])
    if year is None:
        return month_of(None, month)
    last = monthrange(year, month)[1]
    place = _QUARTERS.get(match["place"].lower(), 0)
    first = 7 * place - 6 if place else last - 6
    return When("week", date(year, month, first), date(year, month, min(first + 6, last)))


def _days_of_month(match: re.Match[str]) -> When | None:
    """ "Between 20 and 21 November 2025", "from November 20 to 24, 2025"."""
    month, year = _month(match["m1"] or match["m2"]), int(match["y"])
    one = day_of(year, month, _number_of_day(match["a1"] or match["a2"]))
    other = day_of(year, month, _number_of_day(match["b1"] or match["b2"]))
    if one is None or other is None or one.start is None or other.end is None or one.start >= other.end:
        return None
    return When("window", one.start, other.end, first="day", last="day")


def _relative(match: re.Match[str]) -> When:
    """ "Last week", "this month", "the previous quarter"; "the latest week" is of no certain day."""
    latest = match[1].lower() in ("the latest", "the most recent")
    shift = {"last": -1, "this": 0, "next": 1, "the current": 0}.get(match[1].lower(), -1)
    grain: dict[str, Grain] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}
    return When(grain[match[2].lower()], relative=True, day=None if latest else shift, part=LATEST if latest else None)


def _weekday(match: re.Match[str]) -> When:
    if match[2]:
        return When("day", day=_number_of_day(match[2]))  # "Monday the 24th": of which month is told elsewhere
    return When("day", relative=True, part=10 + WEEKDAYS.index(match[1].lower()))


def _some_day(_: re.Match[str]) -> When:
    """ "On the twelfth", "eight days later": a day of its own, though the text alone does not say which."""
    return When("day", relative=True, part=LATEST)


def _length(match: re.Match[str]) -> When:
    return When("length", months=count_of(match["n"]) * _IN_MONTHS[match["unit"].lower()])


_AMOUNT = r" (?:cents?|pence|per ?cent|points?|basis|bps?|million|billion|trillion)\b"  # "those for January 6 cents": no day


class TimeForm(NamedTuple):
    """One form: its pattern, what reads a match, and words in lower case of which every match holds one."""

    pattern: str
    reader: Reader
    holds: tuple[str, ...]


_of = TimeForm


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern of a form, compiled when a text first calls for it: a start waits for few of them."""
    return re.compile(pattern, re.IGNORECASE)


_MONTHS = tuple(name[:3] for name in MONTHS)
_SPRING = ("may", "mar")
_YEARS = ("19", "20")
_TO_YEAR = tuple(f"{joint}{begin}" for joint in ("-", "–", " to ", " through ") for begin in _YEARS)
_TO_DIGIT = tuple(f"{dash}{digit}" for dash in "-–" for digit in range(10))
_UNITS = ("week", "month", "quarter", "year")
_YEAR_TO_DATE = ("date", "ytd", "so far", "start of", "beginning of", "turn of")

FORMS: tuple[TimeForm, ...] = (
    _of(r"\b(\d{4})-(\d\d)-(\d\d)\b", _iso, ("-0", "-1")),
    _of(*HOLIDAY),
    _of(
        rf"(?<!this )\b(?:the )?(?:{_N}[- ])?(?P<unit>week|month|quarter|{_HALF}|year)s? "
        r"(?:to|ending|ended|through|ended on|until)(?: on)? "
        rf"(?:(?P<m1>{_M}) (?P<d1>{_D})|(?P<d2>{_D}) (?P<m2>{_M}))(?:,? (?P<y>{_Y}))?\b",
        _window_to,
        (*_UNITS, "half"),
    ),
    _of(
        rf"\b(?:the )?(?:{_N}[- ])?(?P<unit>month|quarter|{_HALF}|year)s? (?:to|ending|ended|through)(?: in| the end of)? "
        rf"(?P<m>{_M}),? (?P<y>{_Y})\b",
        _window_to_month,
        (*_UNITS, "half"),
    ),
    _of(
        rf"\b(?:the )?(?:{_N}[- ])?(?P<unit>month|quarter|{_HALF}|year)s? (?:to|ending|ended|through)(?: in| the end of| end-)? ?"
        rf"(?P<m>(?-i:{_M}))\b(?!,? \d)",
        _months_to_month,
        (*_UNITS, "half"),
    ),
    _of(
        rf"\b(?:the )?(?P<place>first|opening) {_N} months\b(?! of (?!the year\b))",
        lambda match: _months_to(count_of(match["n"]), count_of(match["n"])),
        ("month",),
    ),
    _of(
        rf"\b(?P<m1>(?-i:{_M}))(?:[-–]|(?= (?:to|through) \w+ (?:quarter|half|period)\b) (?:to|through) )(?P<m2>(?-i:{_M}))\b"
        rf"(?: (?:quarter|{_HALF}|period))?(?:(?: of| in|,)? (?P<y>{_Y}))?\b",
        _from_month_to_month,
        _MONTHS,
    ),
    _of(
        r"(?:(?<=\()|(?<=\bin )|(?<=\bover )|(?<=\bfor )|(?<=\bduring ))"  # "(October to December 2025)"
        rf"(?P<m1>(?-i:{_M})) (?:to|through) (?P<m2>(?-i:{_M})),? (?P<y>{_Y})\b",
        _from_month_to_month,
        _MONTHS,
    ),
    _of(
        rf"\bweek (?:of|beginning|starting|commencing)(?: on)? "
        rf"(?:(?P<m1>{_M}) (?P<d1>{_D})|(?P<d2>{_D}) (?P<m2>{_M})),? (?P<y>{_Y})\b",
        _week_of,
        ("week",),
    ),
    _of(
        rf"\b(?P<place>first|opening|last|final|closing) {_N} months (?:of|in) (?:the year )?(?P<y>{_Y})\b",
        _months_of_year,
        ("month",),
    ),
    _of(
        rf"(?<=between )(?:(?P<a1>{_D}) and (?P<b1>{_D}) (?P<m1>{_M})|(?P<m2>{_M}) (?P<a2>{_D}) and (?P<b2>{_D}))"
        rf",? (?P<y>{_Y})\b",
        _days_of_month,
        _MONTHS,
    ),
    _of(
        rf"(?<=from )(?:(?P<a1>{_D}) to (?P<b1>{_D}) (?P<m1>{_M})|(?P<m2>{_M}) (?P<a2>{_D}) to (?P<b2>{_D})),? (?P<y>{_Y})\b",
        _days_of_month,
        _MONTHS,
    ),
    _of(rf"\b(?P<m>{_M}) (?P<d>{_D})(?:,? |,)(?P<y>{_Y})\b", _day, _MONTHS),
    _of(rf"\b(?P<d>{_D})(?: of)? (?P<m>{_M}),? (?P<y>{_Y})\b", _day, _MONTHS),
    _of(
        rf"\b(?P<part>early|mid|middle|late)[- ](?:of )?(?P<m>{_M})(?:,? (?P<y>{_Y}))?\b",
        _part_of_month,
        ("early", "mid", "late"),
    ),
    _of(
        rf"\b(?P<place>first|second|third|fourth|last|final) week of (?P<m>{_M})(?:,? (?P<y>{_Y}))?\b",
        _week_of_month,
        ("week of",),
    ),
    _of(rf"\b(?P<m>{_M}),? (?:of )?(?P<y>{_Y})\b(?!-\d\d\b)", _whole_month, _MONTHS),
    _of(rf"\b(?P<m>(?-i:{_M})) (?P<d>{_D})\b(?!,\d|\.\d|%|[-–]\d{{3}}|{_AMOUNT})", _day, _MONTHS),
    _of(rf"(?<![$€£¥\d.,])\b(?P<d>{_D})(?: of)? (?P<m>(?-i:{_M}))\b", _day, _MONTHS),
    _of(rf"\b(?P<f>fiscal )?(?P<q>{_QUARTER})[- ](?:fiscal )?quarter{_OF_YEAR}\b", _quarter, ("quarter",)),
    _of(
        rf"\b(?P<m>(?-i:March|June|September|December))[- ]quarter(?: of| in)?,? (?P<y>{_Y})\b",
        lambda match: quarter_of(int(match["y"]), _month(match["m"]) // 3),
        ("quarter",),
    ),
    _of(rf"\b(?:the )?(?P<q>last|closing) quarter of (?P<f2>fiscal )?(?P<y>{_Y})\b", _quarter, ("quarter",)),
    _of(rf"\bQ(?P<q>[1-4])[ -]?(?:of )?{_YY}\b(?!%)", _quarter, ("q1", "q2", "q3", "q4")),
    _of(rf"\b(?P<q>[1-4])Q[ -]?{_YY}[EA]?\b", _quarter, ("1q", "2q", "3q", "4q")),
    _of(rf"\b(?:H(?P<h>[12])|(?P<h2>[12])H)[ -]?{_YY}\b", _half, ("h1", "h2", "1h", "2h")),
    _of(rf"\b(?P<f>fiscal )?(?P<h>first|second)[- ]half{_OF_YEAR}\b", _half, ("half",)),
    _of(r"\bFY[ ]?['’]?((?:20)?\d\d)(?:/\d\d)?[EA]?\b", _fiscal_year, ("fy",)),
    _of(rf"\b(?:fiscal(?:[- ]year)?|financial year) ({_Y})\b", _fiscal_year, ("fiscal", "financial")),
    _of(rf"(?<![$€£¥])\b({_Y})(?:[-–]| to | through )({_Y})\b(?!,\d)", _years, _TO_YEAR),
    _of(rf"(?<![$€£¥\d.,-])\b({_Y})[-–](\d\d)\b(?![-,.]\d)", _years, _TO_DIGIT),
    _of(
        r"\bthe (?P<end>first|last) (?:trading )?(?:day|session|close) of (?P<y>(?:19|20)\d\d)\b",
        lambda match: day_of(int(match["y"]), *((12, 31) if match["end"].lower() == "last" else (1, 1))),
        ("day of", "session of", "close of"),
    ),
    _of(rf"(?<![$€£¥\d.,])\b(?:calendar |the year )?({_Y})\b{_NO_AMOUNT}", lambda match: year_of(int(match[1])), _YEARS),
    _of(
        r"\b(?:year[- ]to[- ]date|YTD|so far this year|this year so far"
        r"|(?:since|from|than at) the (?:start|beginning|turn) of (?:the|this) year)\b",
        lambda _: When("window", relative=True, since=True, part=9),
        _YEAR_TO_DATE,
    ),
    _of(
        r"\b(?:(?:(?P<month>month|M)|(?:quarter|Q))(?:[- ]to[- ]date|TD)"
        r"|(?:since|from|than at) the (?:start|beginning) of (?:the|this) (?:(?P<month2>month)|quarter))\b",
        lambda match: When("month" if match["month"] or match["month2"] else "quarter", relative=True, day=0),
        ("mtd", "qtd", "to date", "to-date", "start of", "beginning of"),
    ),
    _of(
        r"\b(?:by|at|before|until) (?:the )?(?:end of the year|year[- ]end|year['’]s end)\b(?! (?:of|\d))",
        lambda _: When("year", relative=True, day=0),
        ("end of the year", "year-end", "year end", "s end"),
    ),
    _of(
        r"\b(yesterday|today|tomorrow)\b",
        lambda match: When("day", relative=True, day=_DAY_SHIFT[match[1].lower()]),
        tuple(_DAY_SHIFT),
    ),
    _of(
        rf"\b(?:on |last |this )?({'|'.join(WEEKDAYS)})\b"
        r"(?:,? the (\d\d?(?:st|nd|rd|th))\b(?! (?:straight|consecutive|successive|such|\w+ (?:in a row|running))\b))?",
        _weekday,
        ("day",),
    ),
    _of(r"\b(?:over|in|for|during|of) the (?:past|last) year\b", lambda _: When("length", months=12), ("past year", "last year")),
    _of(
        rf"\b(?:on|to|until|by|from) the (?:{'|'.join(ORDINALS[4:])}|\d\d?(?:st|nd|rd|th))"
        r"(?=\s?[,.;:)\[]|\s(?:and|but|it|when|to|after)\b)",
        _some_day,
        ("th ", "th,", "th.", "th;", "th:", "th)", "st ", "nd ", "rd ", "st,", "nd,", "rd,"),
    ),
    _of(
        rf"\b(?:{'|'.join(CARDINALS)}|\d\d?|an?|the) (?:(?:trading |calendar )?(?:day|session|week)s? (?:later|earlier|before)"
        r"|(?:month|quarter)s? later)\b",
        _some_day,
        (" later", " earlier", " before"),
    ),
    _of(
        r"\b(last|this|next|the (?:previous|prior|past|current|latest|most recent))[- ](week|month|quarter|year)\b(?!['’]s)",
        _relative,
        _UNITS,
    ),
    _of(
        r"\b(?:on|for|over|during) the week\b(?!['’]s)"
        r"(?! (?:to|ended|ending|through|in|of|before|that|when|after|beginning|starting)\b)",
        lambda _: When("week", relative=True, day=0),
        ("the week",),
    ),
    _of(rf"\b{_N}[- ](?P<unit>year|month|quarter)s?\b{_NO_TENOR}", _length, _UNITS),
    _of(rf"\b{_N}[- ]?(?P<unit>yr)s?\b\.?{_NO_TENOR}", _length, ("yr",)),
    _of(r"\b(?:the|a|one|past|last) ?decade\b", lambda _: When("length", months=120), ("decade",)),
    _of(
        r"(?:\b(?:in|of|since|from|by|for|during|until|through|to|and|its|the|last|this|vs|late|early|was|is) |, |\()"
        r"(?P<m>(?-i:May|March|Mar\.?))\b(?! (?:be|have|not))",
        _whole_month,
        _SPRING,
    ),
    _of(r"\b(?P<m>(?-i:May|March))(?=['’]s)", _whole_month, _SPRING),
    _of(rf"\b(?P<m>(?-i:(?!May|Mar){_M}))(?![a-z])", _whole_month, _MONTHS),
)
