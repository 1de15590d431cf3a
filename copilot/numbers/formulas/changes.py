"""Changes: between two levels, back from a change to the level before it, in another unit, and what makes a fall good."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from copilot.numbers.binding.stocks import is_of_a_stock, net_flow
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Interval, Operand, Result
from copilot.numbers.formulas.formula import Formula, between, levels_of
from copilot.numbers.formulas.operands import (
    Pair,
    best_named,
    is_level,
    is_not_against,
    is_of_another_time,
    is_same_thing,
    pairs_of,
    partners,
    time_fits,
    years_between,
)
from copilot.numbers.readings.basis import is_gap_to_consensus
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import edge
from copilot.numbers.wording import content_stems

_YEARLY = re.compile(
    r"\b(?:a year(?! (?:earlier|ago|before|later|to\b|of\b))|per year|per annum|annually"
    r"|annuali[sz]ed|compound\w*|cagr|each year|every year|annual (?:rate|pace|average|growth))\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s(?:lower|higher|less|more|smaller|larger|weaker|stronger)\b(?! than\b)", re.IGNORECASE)
_BEHIND = re.compile(
    r"^\W*(?:before|until|previously)\b(?! (?:tax|interest|dividends|costs|items|one|exceptional))", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|prior|earlier|until then|had been|used to be|formerly)\b", re.IGNORECASE)
_BEFORE_AT_ALL = re.compile(r"\bbefore\b(?! (?:tax|interest))", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"[^.;,]{0,30}\b(?:of|than|in) (?:a|one|the) (?:year|quarter|month) (?:earlier|before|ago)"
    r"|[^.;,]{0,30}\b(?:last|the previous) (?:year|quarter|month)",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b(?:previous|prior) (?:trading )?(?:day|session|week|month|quarter|year)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last (?:season|time|term)|(?:a|one|the) season (?:earlier|ago|before))\b", re.IGNORECASE)
_OF_ANOTHER_TIME = re.compile(
    r"\s(?:(?:an?|per|each|every)\s(?:day|week|month|quarter)\b|since\b)", re.IGNORECASE
)  # behind an amount
_SURPRISE = re.compile(
    r"\b(?:beat|beats|beating|miss\w*|topp\w*|exceed\w*|above|below|ahead of|short of|surpass\w*)\b", re.IGNORECASE
)
_RECOVER = re.compile(
    r"\b(?:regain|recover|recoup|get back to|return to|back to|make up|match|reach)\w*\b[^.;]{0,40}"
    r"\b(?:peak|high|record|level|loss|losses)\b",
    re.IGNORECASE,
)
_FALLS_BACK = re.compile(
    r"\b(?:fall|drop|get|go|slide|return|sink|back)\w*\b[^.;]{0,40}\b(?:lows?|trough|bottom|start|issue price|level)\b",
    re.IGNORECASE,
)
_ABOVE_LOW = re.compile(r"\s(?:above|over|up from|higher than)\b[^.;,]{0,30}\b(?:low|trough|bottom|level|price)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|off|down from|short of)\b", re.IGNORECASE)
_BELOW_IT = re.compile(r"\s?(?:below|under|off|short of|down from|less than)\b")


def changes(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A change between two levels of the same measure: from and to, an earlier and a later time, low and high."""
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    yearly = is_yearly(claim)
    of_then = is_of_another_time(claim)
    plain = of_then or (rate and (claim.role == "none" or yearly)) or claim.quantity.unit == "ratio_x"
    if claim.role != "change" and not plain:
        return
    part = claim.role != "change" and claim.share and claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) < 1
    if part and not claim.compared_times:
        return  # "a third of the homes" is no ratio of two years
    if claim.basis.dimensions.get("comparison") and claim.role != "change":
        return
    levels = levels_of(claim, pool, is_same_thing)
    levels += partners(claim, levels, pool.about(claim))
    levels += _rates_of_growth(claim, pool)
    if of_then and claim.quantity.unit == "percent":
        yield from _shares_of_then(claim, levels)
        return
    short = claim.basis.dimensions.get("comparison") in ("qoq", "mom")
    for pair in pairs_of(claim, levels):
        if short and all(end.times and end.times[0].when.grain == "year" for end in (pair.first, pair.last)):
            continue  # "up 6% on the prior quarter" is told between no two years
        if not (yearly and (years_between(pair) or 0) > 1):
            ends = (pair.last, pair.first) if _looks_back(claim) else (pair.first, pair.last)
            yield from between(claim, *ends, pinned=pair.pinned)
        if yearly:
            yield from by_year(pair)


_PLAINLY = re.compile(  # not "could be", "never reached"
    r"(?<!not)(?<!never)(?<!n['’]t)\s(?:was|were|is|are|stood at|came to|ran at|amounted to|numbered|totall?ed|reached"
    r"|(?:fell|rose|dropped|slipped|climbed|recovered) to)"
    r"(?: (?:in|by|during|at the end of) [^,;]{3,20},?)?(?: just| only| still)? $",
    re.IGNORECASE,
)


def _shares_of_then(claim: Reading, levels: Sequence[Reading]) -> Iterator[Formula]:
    """A level as a share of what it was at another time, told as a fact of what both are told of: "82% of its 2018 level"."""
    verb = _PLAINLY.search(before_hedges(claim.lead))
    if verb is None or claim.basis.negated or claim.basis.modality not in (None, "actual"):
        return
    if not claim.times and len(levels) != 2:
        return
    said = content_stems(claim.lead[: verb.start()]) - content_stems(claim.times_text) - stems_of(claim.entities)
    named = [claim.lead[found.start : found.end] for found in find_measures(claim.lead) if found.id == claim.measure]
    for pair in pairs_of(claim, levels):
        words = pair.first.words | pair.last.words
        alike = claim.measure is not None and claim.measure == pair.first.measure == pair.last.measure
        if said <= words | content_stems(" ".join(named) if alike else ""):
            yield Formula(arithmetic.share, (pair.last, pair.first), pair.pinned)


def is_yearly(claim: Reading) -> bool:
    """Whether a change is told by the year: "grew 12% a year", "a compound annual growth rate of 12%"."""
    return _YEARLY.search(claim.lead + claim.trail) is not None


def by_year(pair: Pair) -> Iterator[Formula]:
    """What two dated levels grew by in each of the years between them."""
    years = years_between(pair)
    if years:
        for program in (arithmetic.growth_per_year, arithmetic.per_year):
            yield Formula(partial(program, years=years), (pair.first, pair.last), pair.pinned)


_OF_GROWTH = re.compile(r"\b(?:growth|pace|increases?|rises?|gains?)\b[^.;,]*$", re.IGNORECASE)


def _rates_of_growth(claim: Reading, pool: Pool) -> list[Reading]:
    """Rises in percent as the levels that growth slowed or quickened between: "5.0% in October, down from 5.5%"."""
    if claim.quantity.unit not in ("percentage_point", "basis_point") or _OF_GROWTH.search(claim.lead) is None:
        return []
    rises = [theirs for theirs in pool.about(claim) if theirs.role == "change" and theirs.quantity.unit == "percent"]
    return [replace(rise, role="level", direction="none") for rise in rises if rise.polarity == 1 and is_same_thing(claim, rise)]


def _looks_back(claim: Reading) -> bool:
    """ "It was 0.7 points lower a year earlier": the change is told from now to then."""
    return claim.prior and claim.role == "change" and _THEN.match(claim.after) is not None


def levels_before(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A level told by what followed it: "11.1 million in May, 0.9 million fewer than in April"."""
    if claim.role == "change":
        return
    yield from _levels_before_multiples(claim, pool)
    earlier = _EARLIER.search(claim.lead) is not None or _BEHIND.search(claim.trail) is not None
    earlier = earlier or _DAY_BEFORE.search(claim.trail) is not None or _LAST.search(claim.lead + claim.trail) is not None
    for change in pool.about(claim):
        if change.role != "change":
            continue
        told = bool(change.compared_times or change.prior)
        backward = claim.role == "from" or claim.prior or earlier or _is_period_before(claim, change)
        backward = backward or _is_of_year_before(claim, change)
        surprise = claim.basis.modality in ("consensus", "forecast") and (
            _SURPRISE.search(change.lead) is not None or is_gap_to_consensus("", change.after)
        )
        if not (told or backward or surprise) or not is_same_thing(claim, change):
            continue
        bases = {side.basis.dimensions.get("comparison") for side in (claim, change)} - {None}
        if len(bases) > 1:
            continue  # "a rise of 8.1% on the year but 2.3% less than in July": a year earlier follows from the first
        held = (same_time(mine.when, when, windowed=False) for mine in claim.times for when in change.compared_times)
        if told and not backward and not surprise and claim.times and not any(held):
            continue
        for level in _told_beside(change, pool):
            if level.index > change.index and not backward and not surprise:
                continue
            yield Formula(arithmetic.before_change, (change, level), told and bool(claim.times) and not backward)


def _levels_before_multiples(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """ "210 employees, double the number of a year before" were 105; "doubled to 1.3 million" was from 0.65 million."""
    backward = claim.prior or claim.role == "from" or _EARLIER.search(claim.lead + claim.trail) is not None
    asked = backward or _BEFORE_AT_ALL.search(claim.trail) is not None
    for multiple in pool.about(claim):
        value = multiple.quantity.value
        if not (asked or _is_period_before(claim, multiple)):
            continue
        if multiple.quantity.unit != "ratio_x" or not value or Decimal(1) <= value < Decimal("1.5"):
            continue
        if not (multiple.role == "change" and multiple.polarity == (1 if value > 1 else -1)) and not _OF_BEFORE.match(
            multiple.after
        ):
            continue
        for level in _told_beside(multiple, pool):
            if is_same_thing(claim, level):
                yield Formula(_before_multiple, (replace(multiple, role="none"), level))


def _before_multiple(multiple: Operand, level: Operand) -> Result | None:
    """level / multiple, in the unit of the level; a multiple in words is exact."""
    made = arithmetic.per_one(multiple, level)
    return replace(made, interval=Interval.around(made.point)) if made is not None else None


def _told_beside(change: Reading, pool: Pool) -> list[Reading]:
    """The levels of a change's sentence; only the one it led to where that stands right behind it: "rose 18% to 43.10"."""
    levels = [level for level in pool.beside(change) if is_level(level) and level.role != "from"]
    levels = [level for level in levels if change.measure and level.measure == change.measure] or levels
    return _led_to(change, levels)


def _led_to(change: Reading, levels: list[Reading]) -> list[Reading]:
    """The level right behind a change that it led to, where one stands there; else all of them."""
    reached = [level for level in levels if level.role == "to" and 0 < level.quantity.start - change.quantity.end < 12]
    return reached or levels


def _is_period_before(claim: Reading, change: Reading) -> bool:
    """Whether a level is asked for of the period right before that of a change: the year, the month of one on the month."""
    if not claim.times or not change.times:
        return False
    one, other = claim.times[0].when, change.times[0].when
    begin = edge(other, first=True) if other.grain == "window" and other.first else None
    if begin is not None and same_time(one, begin, windowed=False):
        return True  # 31 October, of a fall "from 31 October to 7 November"
    if one.grain == other.grain == "month" and None not in (one.month, other.month) and one.year is other.year is None:
        return (other.month or 0) - (one.month or 0) in (1, -11)
    basis = change.basis.dimensions.get("comparison")
    alike = "year" not in (one.grain, other.grain) and (one.month, one.quarter) == (other.month, other.quarter)
    if alike and one.year and other.year == one.year + 1:  # June 2024, of June 2025
        return basis == "yoy" or change.prior
    steps = {"year": (None, "yoy"), "month": (None, "mom"), "quarter": (None, "qoq")}
    if one.grain != other.grain or basis not in steps.get(other.grain, ()) or one.end is None or other.start is None:
        return False
    return (other.start - one.end).days == 1


def _is_of_year_before(claim: Reading, change: Reading) -> bool:
    """Whether a level "last year" is asked for and the change is told on the year."""
    last = any(time.when.relative and time.when.grain == "year" and time.when.day == -1 for time in claim.times)
    return last and change.basis.dimensions.get("comparison") == "yoy"


def restated_changes(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """ "11.1 million in May, 0.9 million fewer than in April" is a fall of 7.5%; "up 6% to 106 million" one of 6 million."""
    if claim.role != "change" or claim.quantity.unit in ("percentage_point", "basis_point"):
        return
    if _OF_ANOTHER_TIME.match(claim.after):
        return
    told_of = [change for change in pool.about(claim) if change.role == "change" and change.polarity is not None]
    for change in best_named(claim, [change for change in told_of if is_same_thing(claim, change)]):
        told, asked = (each.basis.dimensions.get("comparison") for each in (change, claim))
        if time_fits(claim, change) is False or (told and asked and told != asked):
            continue
        levels = [level for level in pool.beside(change) if is_level(level) and level.role != "from" and not level.prior]
        for level in _led_to(change, [level for level in levels if level.measure in (change.measure, None)]):
            yield Formula(_restated, (change, level))


def _restated(change: Operand, level: Operand) -> Result | None:
    """The change in percent where the evidence has it as an amount, and the other way round."""
    in_percent = change.family == "points"
    if level.family == "points" or not (in_percent or comparable(change.family, level.family)):
        return None
    before = arithmetic.before_change(change, level)
    if before is None or before.point <= 0:
        return None
    first = replace(level, interval=before.interval)
    made = arithmetic.difference(first, level) if in_percent else arithmetic.percent_change(first, level)
    if made is None:
        return None
    shown = f"{before.formula}, a change of {arithmetic.rounded(made.point)}{'' if in_percent else '%'}"
    return replace(made, write=lambda: shown, operands=(level, change), interval=_image(change, level, made))


def _image(change: Operand, level: Operand, made: Result) -> Interval:
    """The image of a change by the ends of its two operands, each moved by itself."""
    corners = []
    for move in (change.interval.low, change.interval.high):
        for end in (level.interval.low, level.interval.high):
            signed = move * (change.reading.polarity or 1)
            if change.family == "points":
                corners.append(end - end / (1 + signed / 100))
            else:
                base = end - signed
                corners.append((end / base - 1) * 100 if base else made.point)
    return Interval(min(corners), made.point, max(corners))


def recoveries(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The rise that makes a fall good; the fall that takes a level back to the low it is told above."""
    if _FALLS_BACK.search(claim.lead + claim.trail):
        for theirs in pool.about(claim):
            if _ABOVE_LOW.match(theirs.after) and is_not_against(claim, theirs):
                yield Formula(arithmetic.reversal, (theirs,), True)
    if not _RECOVER.search(claim.lead + claim.trail):
        return
    for theirs in pool.about(claim):
        if (_BELOW.search(theirs.trail[:20]) or theirs.polarity == -1) and is_not_against(claim, theirs):
            yield Formula(_recovery, (theirs,), True)


def _recovery(below: Operand) -> Result | None:
    """Of a fall told as a fall or, as a drawdown is, below zero."""
    return arithmetic.recovery(below if below.point > 0 else arithmetic.turned(below))


def remainders(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """ "At 70% of its peak" of what is 30% below it."""
    if claim.quantity.unit != "percent" or not claim.share or claim.role == "change":
        return
    for theirs in pool.about(claim):
        below = _BELOW_IT.match(theirs.after) is not None or _is_fall_since(claim, theirs)
        if theirs.quantity.unit == "percent" and below and is_same_thing(claim, theirs):
            yield Formula(arithmetic.remainder, (replace(theirs, polarity=1),), True)


def _is_fall_since(claim: Reading, theirs: Reading) -> bool:
    """ "93.5% of the year before" of what fell 6.5%."""
    return theirs.role == "change" and theirs.polarity == -1 and _EARLIER.search(claim.trail) is not None


def net_flows(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What came to a stock or went, by the levels that it went from and to; others may have come and gone beside them."""
    way = net_flow(claim)
    if not way:
        return
    levels = [level for level in levels_of(claim, pool, lambda _, level: is_of_a_stock(level)) if is_same_thing(claim, level)]
    starts, ends = ([level for level in levels if level.role == role] for role in ("from", "to"))
    for start in starts:
        for end in ends:
            near = start.source == end.source and abs(start.index - end.index) <= 3 and start.sentence == end.sentence
            one, other = start.quantity.value, end.quantity.value
            if near and one is not None and other is not None and (other - one) * way > 0:
                yield Formula(arithmetic.difference, (start, end), False)
