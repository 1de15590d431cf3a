"""Whether two times may be one: equal at equal grain, or the coarser one around the finer."""

from __future__ import annotations

from datetime import date, timedelta

from copilot.calendar_days import days_around, part_of_month
from copilot.named_days import day_by
from copilot.numbers.times.when import BY_LENGTH, Grain, When

_FINENESS = {"day": 0, "week": 1, "part": 2, "month": 3, "quarter": 4, "half": 5, "year": 6, "window": 6, "length": 9}


_YEAR = 12  # months
_MONDAY = 10  # the part of a When that names a weekday, and up
_MONTH_END = 28
_LEAP = 2000  # a year that has every day
_SHORT_WINDOW = 8  # days
_DECEMBER = 12
_YEAR_TO_DATE = 9  # the part of such a window
_TO_DATE = {_YEAR_TO_DATE: "year"}  # by its part, the grain of a window to date
_TOLD = frozenset({"day", "week", "month", "quarter", "half", "year"})
_WHOLE = frozenset({"month", "quarter", "half", "year"})  # two of these of different length are never one window


def same_time(one: When, other: When, *, windowed: bool) -> bool | None:
    """Whether two times may be one: True agrees, False contradicts, None says nothing.

    windowed: the figure is a flow or change over the time, so that two windows must be the same one; for a level or an event a
    coarser time need only contain or overlap the finer one.
    """
    if one.grain == "length" or other.grain == "length":
        return _same_length(one, other, windowed=windowed)
    for to_date, since in ((one, other), (other, one)):
        if to_date.part == _YEAR_TO_DATE and since.since and since.grain == "month" and since.month != _DECEMBER:
            return since.month == 1  # "since January" of "year to date"
    if (one.relative and one.start is None) or (other.relative and other.start is None):
        return _same_months(one, other, windowed=windowed)
    parts = ("year", "quarter", "half")
    unknown = one.start is None or other.start is None  # else the evidence says on which days a firm's period fell
    if one.fiscal != other.fiscal and unknown and one.grain in parts and other.grain in parts:
        return False if one.grain == other.grain or windowed else None
    if one.fiscal != other.fiscal and {one.grain, other.grain} == {"year", "window"}:
        return _is_year_of_firm(*((one, other) if one.fiscal else (other, one)))
    if one.until != other.until:
        return _until(one, other) if not (one.since or other.since) else _of_one_window(one, other)
    if one.since != other.since and (one.since or other.since):
        return _since(one, other)
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return _same_parts(one, other, windowed)
    if one.since and other.since and one.grain != other.grain:
        return one.start <= other.end and other.start <= one.end  # "since June" of "since the end of June"
    if one.grain == other.grain and one.grain not in ("window", "week"):
        return one.start == other.start and one.end == other.end
    if windowed or (one.grain == other.grain == "window" and one.first == other.first and one.last == other.last):
        return _same_window(one, other)
    return one.start <= other.end and other.start <= one.end


_EARLY = 6  # the last month in which a year of a firm may end and be called by the year before


def _is_year_of_firm(fiscal: When, window: When) -> bool | None:
    """Whether twelve months are a fiscal year, which is called by the year it ends in, or in which it mostly lay."""
    if window.end is None or fiscal.year is None or _months(window) != _YEAR:
        return None
    if window.end.year == fiscal.year:
        return True
    return None if window.end.month < _EARLY and window.end.year == fiscal.year + 1 else False


def _since(one: When, other: When) -> bool | None:
    since, ended = (one, other) if one.since else (other, one)
    if since.start and ended.start and ended.grain == "window":
        slack = timedelta(days=4 if since.first == "day" and since.grain == "day" else 31)
        return since.start - slack <= ended.start <= max(since.start, since.end or since.start) + slack
    if since.part == 9 or ended.grain in ("year", "window"):
        return None
    return False if ended.start and since.start and ended.start < since.start else None


def _of_one_window(one: When, other: When) -> bool | None:
    """The end of one window and the beginning of another, "by 5 December" and "since 20 November": one unless it ends before."""
    until, since = (one, other) if one.until else (other, one)
    return False if until.end and since.start and until.end < since.start else None


def _until(one: When, other: When) -> bool | None:
    """A window of which only the end is told, and another time: it ends then, or what it is of lies before."""
    until, whole = (one, other) if one.until else (other, one)
    if until.end is None or whole.end is None or whole.start is None:
        return None
    if whole.grain == "window" and until.grain != "day" and until.start is not None:
        return until.start <= whole.end <= until.end
    if whole.grain == "window":
        begin = until.end if until.grain == "month" else until.start or until.end
        return begin - timedelta(days=4) <= whole.end <= until.end + timedelta(days=4)
    return False if whole.start > until.end else None


def _same_length(one: When, other: When, *, windowed: bool) -> bool | None:
    for length, since in ((one, other), (other, one)):
        if since.since and since.grain == "day" and since.start is None and (length.months or 0) >= 1:
            return False  # "over twelve months" of "since Monday"
    first, second = (one.months or _months(one)), (other.months or _months(other))
    if one.grain == other.grain:
        return one.months == other.months
    short = {one.grain, other.grain} & {"half", "quarter"}
    if windowed and short and (first or second) in (3, 6, 9, 12):
        return (first or second) == (6 if "half" in short else 3) or False  # nine months are no half-year
    if first is None or second is None:
        return None
    if (one.grain != "length" and one.grain not in ("window",)) or (other.grain != "length" and other.grain not in ("window",)):
        return None
    return abs(first - second) <= max(1, second * 0.1)


def _months(when: When) -> int | None:
    if when.start is None or when.end is None or when.grain != "window":
        return None
    return round((when.end - when.start).days / 30.44)


def _calendar_months(when: When) -> tuple[int, int] | None:
    """The first and last calendar month of a time that is told by months, a half or a quarter; None of any other."""
    if when.grain == "window" and when.first == when.last == "month":
        if when.start is not None and when.end is not None:
            return (when.start.month, when.end.month) if when.start.year == when.end.year else None
        return (when.month, when.day) if when.month and when.day else None  # without a year `day` is the last month
    if when.grain == "window" and when.months and when.month and (when.day is None or when.day >= _MONTH_END):
        return (when.month - when.months) % 12 + 1, when.month  # "six months to September", "to 30 September"
    if when.grain == "window" and when.months and when.end is not None and (when.end + timedelta(days=1)).day == 1:
        return (when.end.month - when.months) % 12 + 1, when.end.month
    if when.fiscal:
        return None
    if when.half:
        return when.half * 6 - 5, when.half * 6
    if when.quarter:
        return when.quarter * 3 - 2, when.quarter * 3
    return (when.month, when.month) if when.grain == "month" and when.month else None


def _months_within(ends: tuple[int, int]) -> frozenset[int]:
    """The calendar months from one to another, over the end of a year too."""
    first, last = ends
    return frozenset((first + at - 1) % _YEAR + 1 for at in range((last - first) % _YEAR + 1))


def _same_months(one: When, other: When, *, windowed: bool) -> bool | None:
    """Relative times without a day to count from: the same words or months agree, two weekdays are two days, else None."""
    if one == other:
        return True
    if windowed and (_is_unlike(one, other) or _is_unlike(other, one)):
        return False
    first, second = _calendar_months(one), _calendar_months(other)
    if first and second and one.year in (None, other.year or one.year):
        if windowed or first == second or one.grain == other.grain == "window":
            return first == second
        return not _months_within(first).isdisjoint(_months_within(second))
    if windowed and one.relative and other.relative and one.start is other.start is None:
        spans = {_TO_DATE.get(when.part or 0, when.grain) for when in (one, other)}
        if len(spans) == 2 and spans <= _TOLD:
            return False  # what came in "year to date" did not come in "the latest week"
    if {one.grain, other.grain} == {"week", "year"} and one.day == other.day == -1:
        return False  # "last week" and "last year"
    for named, known in ((one, other), (other, one)):
        if named.holiday is not None and known.holiday is not None:
            return one.holiday == other.holiday
        if named.holiday is not None and known.grain == "day" and known.start is not None:
            return day_by(named.holiday, known.start.year) == known.start
    first_day, second_day = ((when.part or 0) if when.grain == "day" else 0 for when in (one, other))
    if first_day >= _MONDAY and second_day >= _MONDAY:
        return None if first_day == second_day else False  # "on Monday" of what was so on Tuesday
    if windowed and {one.grain, other.grain} == {"day", "year"} and max(first_day, second_day) >= _MONDAY:
        return False if (one.so_far or other.so_far) is not None else None  # what was lost on Tuesday was not lost this year
    return None


_LASTS = {"day": (0, 4), "week": (4, 10), "month": (25, 35), "quarter": (80, 100), "half": (170, 190), "year": (350, 380)}

_EVERY = {"quarter": 3, "half": 6, "year": 12}  # months


def _is_unlike(told: When, known: When) -> bool:
    """Whether a span of no known day, "for the month", is of another length than known days; one that still runs is shorter."""
    if told.part != BY_LENGTH or known.start is None or known.end is None or known.since or known.until:
        return False
    if known.grain == "window" and not known.first == known.last == "day":
        return False
    shortest, longest = _LASTS[told.grain]
    days = (known.end - known.start).days
    first = known.start + timedelta(days=4)  # a return starts from the close before
    runs = known.grain != "day" and first.day <= 8 and (first.month - 1) % _EVERY.get(told.grain, 1) == 0
    return days > longest or (days < shortest and not runs)


def _same_parts(one: When, other: When, windowed: bool) -> bool | None:
    """Times of which one has no year: whatever both name must be equal."""
    if one.year is not None and other.year is not None and one.year != other.year and one.grain not in ("window", "week"):
        return False
    if one.grain == other.grain == "week":
        return _same_weeks(one, other)
    if one.grain == other.grain:
        pairs = [
            (one.month, other.month),
            (one.day, other.day),
            (one.quarter, other.quarter),
            (one.half, other.half),
            (one.part, other.part),
        ]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        if one.grain == "year":
            return one.year == other.year
        return all(a == b for a, b in known) if known else None
    if windowed and one.grain in _WHOLE and other.grain in _WHOLE:
        return False
    if _misses_month(one, other) or _misses_month(other, one):
        return False
    fine, coarse = sorted((one, other), key=lambda when: _FINENESS[when.grain])
    inside = _inside(fine, coarse)
    if inside is False:
        return False
    return None if windowed and inside else inside


def _misses_month(month: When, window: When) -> bool:
    """Whether a window of dates has no day of a month without a year: "in April", "in early April" of 3 to 31 March."""
    if month.grain not in ("month", "part", "day") or month.month is None:
        return False
    if window.grain != "window" or window.start is None or window.end is None:
        return False
    first, last = (12 * day.year + day.month for day in (window.start, window.end))
    return not any(at % 12 == month.month % 12 for at in range(first, min(last, first + 11) + 1))


def _same_weeks(one: When, other: When) -> bool | None:
    """Two weeks by the day they end on, of which one or both have no year: "the week ending 10 April"."""
    ends = [when.end or (date(_LEAP, when.month, when.day) if when.month and when.day else None) for when in (one, other)]
    first, second = ((end.replace(year=_LEAP) if end else None) for end in ends)
    if first is None or second is None:
        return None
    apart = abs((first - second).days)
    return True if apart <= 1 else False if 6 < apart < 359 else None


def _inside(fine: When, coarse: When) -> bool | None:
    month = fine.month or (fine.start.month if fine.start else None)
    if coarse.grain in ("month", "part") and month is not None:
        if coarse.month != month:
            return False
        if coarse.part and fine.day:
            return {1: fine.day <= 10, 2: 10 <= fine.day <= 20, 3: fine.day >= 20}[coarse.part]
        return True
    if coarse.grain == "quarter" and month is not None and not coarse.fiscal and coarse.quarter:
        return (month - 1) // 3 + 1 == coarse.quarter
    if coarse.grain == "half":
        if fine.quarter and not coarse.fiscal:
            return (fine.quarter + 1) // 2 == coarse.half
        if month is not None and not coarse.fiscal:
            return (month - 1) // 6 + 1 == coarse.half
    return None


def _same_window(one: When, other: When) -> bool | None:
    """Two windows of a flow: equal, or each end inside the unit the other names it by."""
    assert one.start and one.end and other.start and other.end
    if _is_so_far(one, other) or _is_so_far(other, one):
        return True
    near = abs((one.start - other.start).days) <= 4 and abs((one.end - other.end).days) <= 4
    if near and "day" not in (one.grain, other.grain):
        return (one.end - one.start).days > _SHORT_WINDOW or _is_one_session(one.end, other.end)
    for wide, exact in ((one, other), (other, one)):
        if wide.grain == "window" and wide.first and wide.last and exact.grain == "window":
            start = _unit(wide.start, wide.first)
            end = _unit(wide.end, wide.last)
            if start and end and start[0] <= exact.start <= start[1] and end[0] <= exact.end <= end[1]:  # type: ignore[operator]
                return True
    return False


def _is_so_far(running: When, exact: When) -> bool:
    """Whether a window is a period that still runs, up to the text's own day, the week before it or the last month end."""
    if running.so_far is None or running.start is None or exact.start is None or exact.end is None or exact.grain == "day":
        return False
    late = exact.end >= running.so_far - timedelta(days=7) or exact.end >= running.so_far.replace(day=1) - timedelta(days=3)
    return abs((running.start - exact.start).days) <= 4 and late and exact.end <= running.so_far


def _is_one_session(one: date, other: date) -> bool:
    """Whether no weekday lies between two days, the later one included."""
    first, last = sorted((one, other))
    return all((first + timedelta(days=at)).weekday() > 4 for at in range(1, (last - first).days + 1))


def _unit(at: date | None, grain: Grain) -> tuple[date, date] | None:
    if at is None:
        return None
    if grain in ("month", "quarter", "year"):
        return days_around(at, grain)
    if grain == "part":  # early March, mid-May: the third of the month, and a little more
        first, last = part_of_month(at.year, at.month, 1 if at.day <= 10 else 2 if at.day <= 20 else 3)
        return first - timedelta(days=2), last + timedelta(days=2)
    return at - timedelta(days=4), at + timedelta(days=4)
