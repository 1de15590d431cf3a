"""Whether two figures are of one time, each by its own times and by those it is held against."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from copilot.numbers.binding.causes import is_of_what_led_to_it
from copilot.numbers.binding.metric_times import (
    at_ends_of_fall,
    counted_from_its_start,
    has_its_high_out_of_reach,
    is_part_of_its_time,
    is_where_it_began,
    tells_when_its_high_was,
    times_where_it_began,
)
from copilot.numbers.evidence.amounts import family, is_money
from copilot.numbers.readings.compared_times import is_held_against
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.steps_in_time import step_back
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import TimeMention, When, may_be, month_of, year_of
from copilot.numbers.types import ReasonCode
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist


def compare_periods(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> bool | None:
    """Whether two figures are of one time: True agrees, False contradicts and is put into `against`, None says nothing."""
    is_step = theirs.prior and not mine.prior
    if is_step and mine.role in ("level", "to", "none") and theirs.role != "from" and _is_at_present(mine):
        against["period"] = "the period before"
        return False
    if mine.prior and _steps_otherwise(mine, theirs):
        against["period"] = "another step back"
        return False
    if is_step and _is_before(mine, theirs):
        against["period"] = "the period before"
        return False
    if not mine.times and at_ends_of_fall(mine, theirs) is False:
        against["period"] = theirs.times_text
        return False
    if (not mine.times or not theirs.times) and not (mine.compared_times and theirs.compared_times):
        return None
    if mine.times and theirs.times and not (theirs.times_near or (mine.times_near and not mine.is_headline)):
        return None  # nor does a headline's time contradict one that the article told some sentences before the figure
    if (
        mine.times
        and theirs.times
        and not mine.times_near
        and all(_is_within(theirs.times[0].when, time.when) for time in mine.times)
    ):
        return None  # "this year" of the sentence before is no other time than the quarter in it
    if mine.prior and theirs.prior and not mine.own_time and all(_is_unplaced(time.when) for time in mine.times):
        return None  # "1.26 in the quarter, against 1.01 a year before": the quarter is not that of the latter
    if elsewhere := times_where_it_began(mine):
        if len(elsewhere) == len(mine.times):
            return None
        mine = replace(mine, times=tuple(time for time in mine.times if time not in elsewhere))
    if theirs.exact:
        told = _by_its_metric(mine, theirs, against)
        if not isinstance(told, Reading):
            return told
        mine = told
    if _is_of_the_end(mine, theirs):
        against["period"] = "the time it led to"
        return False
    if _is_of_the_other(mine, theirs) or _is_of_the_other(theirs, mine):
        return None  # "swung from 120 to 84 in May": the time is that of the 84
    if theirs.exact and theirs.measure and measures()[theirs.measure].kind == "statistic":
        mine = replace(mine, times=tuple(_up_to(time) for time in mine.times))
    if (ends := at_ends_of_fall(mine, theirs)) is not None:
        if not ends:
            against["period"] = theirs.times_text
        return ends
    windowed = _is_windowed(mine, theirs) and mine.quantity.unit != "year"  # an age is a level
    verdicts = [_in_any_year(time.when, theirs, windowed, mine) for time in mine.times[:3]]
    first = next((verdict for verdict in verdicts if verdict is not None), None)
    if first is False and True in verdicts and _are_listed(mine):
        first = True
    is_before = theirs.prior and not theirs.own_time and is_held_against(theirs.lead, theirs.trail)
    if first and is_before and not mine.prior and mine.role in ("level", "to", "none"):
        against["period"] = "the period before"  # of "11.3% in June, compared with 9.8%" the latter is not of June
        return False
    if first is not False and mine.times_near and _is_held_against(mine, theirs):
        against["period"] = "against that time"
        return False
    if first is False and is_of_what_led_to_it(mine, theirs):
        return None
    if first is False:
        against["period"] = theirs.times_text
    elif mine.compared_times and theirs.compared_times:
        held = [same_time(a, b, windowed=True) for a in mine.compared_times for b in theirs.compared_times if a.grain == b.grain]
        if False in held and True not in held:
            against["period"] = "against another time"
    return first


def _by_its_metric(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> bool | Reading | None:
    """What the time of a metric alone says of the claim's, as `compare_periods` has it; else the claim with those left open."""
    if tells_when_its_high_was(mine, theirs):
        if has_its_high_out_of_reach(mine, theirs):
            against["period"] = theirs.times_text
            return False
        return None
    if _is_inherited(mine, theirs):
        return None  # a metric that is cited is contradicted by the words of its own sentence alone
    if starts := counted_from_its_start(mine, theirs):
        if len(starts) == len(mine.times):
            return True
        mine = replace(mine, times=tuple(time for time in mine.times if time not in starts))
    if is_where_it_began(mine, theirs):
        return True
    if is_part_of_its_time(mine, theirs):
        against["period"] = theirs.times_text
        return False
    return mine


def _is_at_present(mine: Reading) -> bool:
    """Whether a figure is of no time that is over: "this year", "first-half profit this year", or no time at all."""
    relative = [time.when for time in mine.times if time.when.relative]
    is_now = len(relative) == len(mine.times) and all((when.day or 0) >= 0 for when in relative)
    return is_now or any(when.day == 0 for when in relative)


def _steps_otherwise(mine: Reading, theirs: Reading) -> bool:
    """Whether both are told so far back, and not as far: "2.88% a month before" of "this time last year, when it was 2.88%"."""
    one = step_back(f"{mine.lead} \x00 {mine.trail}", ())
    other = step_back(f"{theirs.lead} \x00 {theirs.trail}", theirs.times)
    return one is not None and other is not None and one != other


def _up_to(time: TimeMention) -> TimeMention:
    """A day that a statistic is told of is where its window ends: "the volatility of monthly returns to 28 November"."""
    return replace(time, when=replace(time.when, until=True)) if time.when.grain == "day" else time


def _is_held_against(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim is of the very time that the evidence's figure is held against: "the first fall since 2012"."""
    held = theirs.compared_times
    if not held or "from" in (mine.role, theirs.role) or theirs.exact or not theirs.times or mine.prior:
        return False
    own = [time.when for time in theirs.times]
    return any(time.when in held and time.when not in own for time in mine.times)


def _is_inherited(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure that cites a metric has its times from a sentence before, or from another figure and its citation."""
    if not (theirs.exact and mine.times):
        return False
    return not (mine.times_near or mine.own_time) or all(time.end <= mine.sentence_span[0] for time in mine.times)


def inherits_another_time(mine: Reading, theirs: Reading) -> bool:
    """Whether a metric is of another time than the sentences before tell: that contradicts nothing, and ties nothing either."""
    return (
        _is_inherited(mine, theirs) and compare_periods(replace(mine, sentence_span=(0, 0), times_near=True), theirs, {}) is False
    )


def _are_listed(reading: Reading) -> bool:
    """Whether the times of a figure are one list: "in September, October and December"."""
    times = sorted(reading.times, key=lambda time: time.start)
    return all(
        one.when.grain == other.when.grain and 0 < other.start - one.end <= len(", and ") for one, other in pairwise(times)
    )


def _is_before(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim's level is of the very time that the evidence's is before: "43.1 in October, 39.8 a year before"."""
    if mine.role not in ("level", "to", "none") or theirs.own_time or not (mine.own_time and mine.times and theirs.times):
        return False
    one, other = mine.times[0].when, theirs.times[0].when
    undated = one.grain == other.grain and one.start is None and other.start is None
    undated = undated and not any(when.relative and when.month is None for when in (one, other))
    return undated and one.year is None and same_time(one, other, windowed=True) is True


_WHOLES = frozenset({"month", "quarter", "half", "year"})


def _in_any_year(when: When, theirs: Reading, windowed: bool, mine: Reading) -> bool | None:
    """What a time says of the other figure's; one that may be of several years contradicts in all of them."""
    if not when.other_years:
        return _against_all(when, theirs, windowed, mine)
    verdicts = (_against_all(each, theirs, windowed, mine) for each in may_be(when))
    return next((verdict for verdict in verdicts if verdict is not False), False)


def _against_all(when: When, theirs: Reading, windowed: bool, mine: Reading) -> bool | None:
    found: bool | None = None
    unknown = False
    if _is_of_another(when, theirs, windowed=windowed):
        return False
    if theirs.exact and theirs.measure == "drawdown" and len(theirs.times) == 2 and when.grain in _WHOLES:
        looked_for, event = (time.when for time in theirs.times)
        if _is_within(event, when) and _is_within(when, looked_for):
            return True  # the fall of November, of a window around it
    if not windowed and any(same_time(when, time.when, windowed=False) for time in _other_days(theirs)):
        return True
    for time in theirs.times:
        mine_then, theirs_then = _on_the_month(when, theirs, time.when), _on_the_month(time.when, mine, when)
        verdict = same_time(mine_then, theirs_then, windowed=windowed)
        if verdict is False and windowed and _is_report_day(when, time.when, mine, theirs):
            of_window = theirs.exact and not _is_told_then(when, time.when, mine)
            verdict = same_time(mine_then, theirs_then, windowed=False) if of_window else None
        if verdict is True:
            return True
        if verdict is False:
            found = False
        alike = time.when.grain == when.grain or {time.when.grain, when.grain} <= _SHORT
        unknown = unknown or (verdict is None and time.when.relative and time.when.start is None and alike)
    return None if unknown else found


def _other_days(theirs: Reading) -> list[TimeMention]:
    """The times that open the sentence of a figure and may be an event's other days."""
    dated = bool(theirs.times) and theirs.own_time and theirs.times[0].start >= theirs.quantity.end
    own = {time.when.grain for time in theirs.times if time.when.grain != "day"}
    return [
        time
        for time in theirs.opening_times
        if not (dated and time.start < theirs.quantity.start) and time.when.grain not in own  # "in Q4 …; in the third it"
    ]


def _is_of_another(when: When, theirs: Reading, *, windowed: bool) -> bool:
    """Whether the time nearest to a figure is another month, year or window: a weekday that both sides name mends nothing."""
    own = theirs.times[0].when if theirs.times else None
    if (
        own is None
        or theirs.exact
        or own.grain != when.grain
        or when.grain not in _SPANS
        or own.start is None
        or when.start is None
    ):
        return False
    if same_time(when, own, windowed=windowed) is not False:
        return False
    others = [time.when for time in theirs.times if when.grain != "window" or time.when.grain == "window"]
    return not any(same_time(when, other, windowed=windowed) for other in others)


def _on_the_month(when: When, other: Reading, its: When) -> When:
    """ "From October to November" beside a figure told on the month: the later month; the year to June on the year: June."""
    if when.grain == "window" and when.first == when.last == "year" and other.role == "change" and its.grain == "year":
        return year_of(when.end.year) if _is_of_two_years(when) else when  # type: ignore[union-attr]
    if when.grain == "window" and when.months == 12 and (when.end is not None or when.month):
        on_the_year = its.grain == "month" and other.basis.dimensions.get("comparison") == "yoy"
        if when.end is None:
            return month_of(None, when.month) if on_the_year and when.month else when
        return month_of(when.end.year, when.end.month) if on_the_year else when
    if other.role == "change" and its.grain == "month" and (later := _later_of_two(when)) is not None:
        return later
    if when.grain != "window" or not when.first == when.last == "month" or other.basis.dimensions.get("comparison") != "mom":
        return when
    if when.start is None or when.end is None:
        return when
    return month_of(when.end.year, when.end.month) if (when.end - when.start).days < 62 else when


def _later_of_two(when: When) -> When | None:
    """The later of two months that follow one another, "from May to June", which a change between them is of."""
    if when.grain != "window" or not when.first == when.last == "month":
        return None
    first, last = (when.start.month, when.end.month) if when.start and when.end else (when.month, when.day)  # without its year
    if not first or not last or (last - first) % 12 != 1:
        return None
    return month_of(when.end.year if when.end else None, last)


def _is_of_two_years(when: When) -> bool:
    """ "From 2018 to 2019": a change between two years that follow one another is that of the later one."""
    return when.start is not None and when.end is not None and when.end.year == when.start.year + 1


def _is_unplaced(when: When) -> bool:
    """Whether a time is told from a day that nothing tells: "in the quarter", "this year"."""
    return when.relative and when.start is None


def _is_within(fine: When, wide: When) -> bool:
    """Whether a time lies inside a longer one."""
    if wide.start is None or wide.end is None:
        return False
    if fine.start is None or fine.end is None:  # a quarter or month without its year
        return wide.grain == "year" and fine.grain in ("quarter", "month", "half") and fine.year is None
    return wide.start <= fine.start and fine.end <= wide.end and (fine.start, fine.end) != (wide.start, wide.end)


_SHORT = frozenset({"day", "week", "month", "part"})


def _is_report_day(one: When, other: When, mine: Reading, theirs: Reading) -> bool:
    """A day beside the quarter of a flow is the day it was told, not the window it is of."""
    if (one.grain == "day") == (other.grain == "day"):
        return False
    if "change" in (mine.role, theirs.role) and {one.grain, other.grain} == {"day", "year"}:
        return same_time(one, other, windowed=False) is True  # "fell 28% by the end of 2023", at its last day
    return any(reading.measure and measures()[reading.measure].kind == "flow" for reading in (mine, theirs))


_TOLD_ON = re.compile(
    r"\b(?:said|reported|announced|published|released|showed|(?:report|data|figures|release|statement)"
    r"(?: (?:published|released|issued))?)\s(?:(?:late|early) )?(?:on )?(?:(?:mon|tues|wednes|thurs|fri)day,? )?(?:the )?$",
    re.IGNORECASE,
)
_TOLD_WITHIN = timedelta(days=45)


def _is_told_then(when: When, window: When, mine: Reading) -> bool:
    """Whether a day soon after a window is the one on which its figure was told: "the ministry reported on 16 December"."""
    if when.grain != "day" or when.start is None or window.end is None:
        return False
    figure = mine.quantity
    days = (
        time.start for time in mine.times if (time.when.grain, time.when.month, time.when.day) == ("day", when.month, when.day)
    )
    told = any(
        _TOLD_ON.search(mine.trail[: at - figure.end] if at > figure.start else mine.run_up[: at - figure.start]) for at in days
    )
    return told and timedelta(0) < when.start - window.end <= _TOLD_WITHIN


_BY_THEN = re.compile(r"\bby\s(?:(?:the|its|end|of|mid|middle|early|late|start|beginning)[\s-])*$", re.IGNORECASE)


def _is_deadline(reading: Reading) -> bool:
    """Whether a time is by when something is to be done, over no window: "buy back 300 million by mid-2026"."""
    told = reading.times[0] if reading.times else None
    if told is None or told.start < reading.quantity.end:
        return False
    place = told.start - reading.quantity.end
    return _BY_THEN.search((reading.after if len(reading.after) >= place else reading.trail)[:place]) is not None


def _is_windowed(mine: Reading, theirs: Reading) -> bool:
    if (_is_deadline(mine) and _is_deadline(theirs)) or mine.quantity.kind == "ordinal":
        return False  # a run is so long at any time within
    table = measures()
    kinds = {table[reading.measure].kind for reading in (mine, theirs) if reading.measure}
    if "event" in kinds:
        return False
    spent = is_money(mine.quantity.unit) and "cost" in (mine.measure, theirs.measure)  # fees and costs run over their time
    if kinds & {"flow", "return", "statistic"} or spent:
        return True
    if "change" in (mine.role, theirs.role):
        if _is_decided(mine) and _is_decided(theirs):
            return False  # a cut of a rate is an event: what was decided on the 5th was so in May
        return not {"from", "to"} & {mine.role, theirs.role}  # "cut by 2.25%" and "to 2.25%" contradict by their role
    return all(_is_done(side) and all(time.when.grain in _SPANS for time in side.times) for side in (mine, theirs))


_CUTS = "cut|raised|lowered|hiked|lifted|trimmed|slashed|reduced|increased"
_DECIDED = re.compile(
    rf"\b(?:{_CUTS}|cuts|raises|lowers)\s(?:its|the|their|his|her|[a-z]+ rates?)\b|\b(?:was|were|been|be) (?:{_CUTS})\b[^,;]*$"
)


def _is_decided(reading: Reading) -> bool:
    """Whether a change is what somebody did in one step: "cut its rate by 25 basis points", "the duty was raised by 5 points"."""
    return reading.role == "change" and _DECIDED.search(reading.lead) is not None


def _is_of_the_end(mine: Reading, theirs: Reading) -> bool:
    """Whether a table has a start under the very time of what was reached: "to 8 million in 2019 from 12", of the column 2019."""
    if mine.role != "from" or mine.own_time or mine.prior or theirs.role == "from":
        return False
    if not theirs.row:  # "fell to 18 million in 2025 from 20": of no level of that year
        return theirs.own_time and any(
            one.when == other.when and one.when.grain in ("quarter", "half", "year")
            for one in mine.times
            for other in theirs.times
        )
    return any(one.when == other.when for one in mine.times for other in theirs.times)


def _is_of_the_other(side: Reading, other: Reading) -> bool:
    """Whether a starting value has the time of what was reached, and the other figure a time of its own: "from 4.4% in May"."""
    dated = other.role != "from" or (other.own_time and other.times[0].start >= other.quantity.end)
    return side.role == "from" and not (side.own_time or side.prior) and bool(other.times) and dated


_SPANS = frozenset({"week", "month", "quarter", "half", "year", "window"})


def _is_done(reading: Reading) -> bool:
    """Whether a number of things or an amount is told as done over a time: "shipped 3.4 million tonnes", "hired 900 people"."""
    counted = family(reading.quantity.unit) in ("count", "none") or is_money(reading.quantity.unit)
    verbs = wordlist("flow_verbs")
    return counted and any(word.lower() in verbs for word in WORD.findall(reading.lead or reading.run_up))
