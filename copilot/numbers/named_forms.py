"""Figures whose operands the claim names by entity, measure and time: each form one function, one reading only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable, is_money
from copilot.numbers.arithmetic import Interval, Operand, Result
from copilot.numbers.binding import compare_slots
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import results_of, same_form
from copilot.numbers.list_forms import lists, worded
from copilot.numbers.operands import (
    as_subject,
    family_of,
    in_line,
    is_level,
    is_not_against,
    is_same_thing,
    pairs_of,
    partners,
    size,
    time_fits,
    without_scope,
    years_between,
)
from copilot.numbers.parts import is_part_of
from copilot.numbers.reading import Reading
from copilot.numbers.rest_forms import excludes
from copilot.numbers.same_time import same_time
from copilot.numbers.wording import content_stems

_RECOVER = re.compile(
    r"\b(?:regain|recover|recoup|get back to|return to|back to|make up|match|reach)\w*\b[^.;]{0,40}"
    r"\b(?:peak|high|record|level|loss|losses)\b",
    re.IGNORECASE,
)


_OF = re.compile(r"\s?(?:out )?of\b", re.IGNORECASE)
_HEDGES = content_stems(
    "just about almost nearly over under around roughly approximately some more less than at least only exactly up"
)


_BEHIND = re.compile(
    r"^\W*(?:before|until|previously)\b(?! (?:tax|interest|dividends|costs|items|one|exceptional))", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|prior|earlier|until then|had been)\b", re.IGNORECASE)
_BEFORE_AT_ALL = re.compile(r"\bbefore\b(?! (?:tax|interest))", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"[^.;,]{0,30}\b(?:of|than|in) (?:a|one|the) (?:year|quarter|month) (?:earlier|before|ago)"
    r"|[^.;,]{0,30}\b(?:last|the previous) (?:year|quarter|month)",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b(?:previous|prior) (?:trading )?(?:day|session|week|month|quarter|year)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last (?:season|time|term)|(?:a|one|the) season (?:earlier|ago|before))\b", re.IGNORECASE)


_SURPRISE = re.compile(
    r"\b(?:beat|beats|beating|miss\w*|topp\w*|exceed\w*|above|below|ahead of|short of|surpass\w*)\b", re.IGNORECASE
)


_BELOW = re.compile(r"\b(?:below|under|off|down from|short of)\b", re.IGNORECASE)


_OR = re.compile(r"\b(?:or|and|nor)\b", re.IGNORECASE)
_FAST = re.compile(r"\b(?:fast\w*|quick\w*|pace|steep\w*|sharp\w*)\b", re.IGNORECASE)
_THEN = re.compile(r"\s(?:lower|higher|less|more|smaller|larger|weaker|stronger)\b(?! than\b)", re.IGNORECASE)


_YEARLY = re.compile(
    r"\b(?:a year(?! (?:earlier|ago|before|later|to\b|of\b))|per year|per annum|annually"
    r"|annuali[sz]ed|compound\w*|cagr|each year|every year)\b",
    re.IGNORECASE,
)


def changes(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A change between two levels of the same measure: from and to, an earlier and a later time, low and high."""
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    yearly = _YEARLY.search(claim.lead + claim.trail) is not None
    if claim.role != "change" and not (rate and (claim.role == "none" or yearly)) and claim.quantity.unit != "ratio_x":
        return
    if claim.role != "change" and claim.share and claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) < 1:
        return  # "a third of the homes" is no ratio of two years
    if claim.basis.dimensions.get("comparison") and claim.role != "change":
        return
    if claim.measure == "rate" and _YEARLY.search(claim.lead):
        claim = replace(claim, measure=None)  # "grew at an annual rate of": the rate is of what grew
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs) and is_same_thing(claim, theirs)]
    levels += partners(claim, levels, pool.about(claim))
    for pair in pairs_of(claim, levels):
        years = years_between(pair)
        ends = (pair.last, pair.first) if _looks_back(claim) else (pair.first, pair.last)
        if not (yearly and years and years > 1):
            for result in results_of(claim, *ends):
                yield result, pair.pinned
        if yearly:
            first, last = arithmetic.operand(pair.first), arithmetic.operand(pair.last)
            if first and last and years:
                for grown in (arithmetic.growth_per_year(first, last, years), arithmetic.per_year(first, last, years)):
                    if grown is not None and same_form(claim, grown):
                        yield grown, False


def _looks_back(claim: Reading) -> bool:
    """ "It was 0.7 points lower a year earlier": the change is told from now to then."""
    return claim.prior and claim.role == "change" and _THEN.match(claim.after) is not None


def comparisons(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The first-named less the second: "the index beat the other by 2.5 points"."""
    if not claim.comparators or not claim.entities:
        return
    multiple = claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) > 1
    fast = claim.role == "change" or _FAST.search(claim.trail) is not None
    ghost = as_subject(claim)
    firsts = [theirs for theirs in pool.about(claim) if _agrees(ghost, theirs)]
    held_against = replace(ghost, entities=claim.comparators, comparators=())
    seconds = [theirs for theirs in pool.about(claim) if _agrees(held_against, theirs)]
    for first in firsts:
        for second in seconds:
            if first is second or not comparable(family_of(first), family_of(second)):
                continue
            if multiple and (first.role == "change") != fast:
                continue  # "costs four times as much" is told of prices, "grew four times as fast" of growth
            one, other = _signed(second), _signed(first)
            if one is None or other is None:
                continue
            pinned = len(firsts) == len(seconds) == 1
            made = [arithmetic.difference(one, other), arithmetic.ratio(one, other)]
            part = claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) < 1  # "a third more than"
            if (part or claim.quantity.unit == "percent") and one.family != "points":
                made = made[:1] if part else made
                made.append(arithmetic.percent_change(one, other))  # "a 28% discount to the other" in multiples
            for result in made:
                if result is not None and same_form(claim, result):
                    yield result, pinned and result.signed


def _agrees(ghost: Reading, theirs: Reading) -> bool:
    slots = compare_slots(replace(ghost, times=ghost.times), theirs)
    return slots.entity_agrees and not set(slots.against) - {"role", "direction", "sign"} and slots.proxy is None


def _signed(reading: Reading) -> Operand | None:
    found = arithmetic.operand(reading)
    if found is None or reading.role != "change" or reading.polarity != -1:
        return found
    return arithmetic.turned(found)


def levels_before(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A level told by what followed it: "11.1 million in May, 0.9 million fewer than in April"."""
    if claim.role == "change":
        return
    yield from _levels_before_multiples(claim, pool)
    for change in pool.about(claim):
        if change.role != "change" or not is_same_thing(claim, change, units=False):
            continue
        bases = {side.basis.dimensions.get("comparison") for side in (claim, change)} - {None}
        if len(bases) > 1 or (claim.prior and not claim.times and change.compared_times and not bases):
            continue  # "a rise of 8.1% on the year but 2.3% less than in July": a year earlier follows from the first
        told = bool(change.compared_times or change.prior)
        earlier = _EARLIER.search(claim.lead) is not None or _BEHIND.search(claim.trail) is not None
        earlier = earlier or _DAY_BEFORE.search(claim.trail) is not None
        earlier = earlier or _is_period_before(claim, change) or _LAST.search(claim.lead + claim.trail) is not None
        backward = claim.role == "from" or claim.prior or earlier or _is_of_year_before(claim, change)
        surprise = claim.basis.modality in ("consensus", "forecast") and _SURPRISE.search(change.lead) is not None
        if not (told or backward or surprise):
            continue
        held = (same_time(mine.when, when, windowed=False) for mine in claim.times for when in change.compared_times)
        if told and not backward and not surprise and claim.times and not any(held):
            continue
        for level in _told_beside(change, pool):
            if level.index > change.index and not backward and not surprise:
                continue
            one, other = arithmetic.operand(change), arithmetic.operand(level)
            result = arithmetic.before_change(one, other) if one and other else None
            if result is not None and same_form(claim, result):
                yield result, told and bool(claim.times) and not backward


def _levels_before_multiples(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """ "210 employees, double the number of a year before" were 105; "doubled to 1.3 million" was from 0.65 million."""
    backward = claim.prior or claim.role == "from" or _EARLIER.search(claim.lead + claim.trail) is not None
    if not backward and not _BEFORE_AT_ALL.search(claim.trail):
        return
    for multiple in pool.about(claim):
        value = multiple.quantity.value
        if multiple.quantity.unit != "ratio_x" or value is None or value < Decimal("1.5"):
            continue
        if not (multiple.role == "change" and multiple.polarity == 1) and not _OF_BEFORE.match(multiple.after):
            continue
        for level in _told_beside(multiple, pool):
            one, other = arithmetic.operand(replace(multiple, role="none")), arithmetic.operand(level)
            if not is_same_thing(claim, level) or one is None or other is None:
                continue
            made = arithmetic.ratio(one, other)
            if made is not None:
                made = replace(made, family=other.family, interval=Interval(made.point, made.point))
                if same_form(claim, made):
                    yield made, False


def _told_beside(change: Reading, pool: Pool) -> list[Reading]:
    """The levels of a change's sentence; only the one it led to where that stands right behind it: "rose 18% to 43.10"."""
    levels = [level for level in pool.beside(change) if is_level(level) and level.role != "from"]
    levels = [level for level in levels if change.measure and level.measure == change.measure] or levels
    reached = [level for level in levels if level.role == "to" and 0 < level.quantity.start - change.quantity.end < 12]
    return reached or levels


def _is_period_before(claim: Reading, change: Reading) -> bool:
    """Whether a level is asked for of the period right before that of a change: the year, the month of one on the month."""
    if not claim.times or not change.times:
        return False
    one, other = claim.times[0].when, change.times[0].when
    if one.grain == other.grain == "month" and None not in (one.month, other.month) and one.year is other.year is None:
        return (other.month or 0) - (one.month or 0) in (1, -11)
    basis = change.basis.dimensions.get("comparison")
    steps = {"year": (None, "yoy"), "month": (None, "mom"), "quarter": (None, "qoq")}
    if one.grain != other.grain or basis not in steps.get(other.grain, ()) or one.end is None or other.start is None:
        return False
    return (other.start - one.end).days == 1


def _is_of_year_before(claim: Reading, change: Reading) -> bool:
    """Whether a level "last year" is asked for and the change is told on the year."""
    last = any(time.when.relative and time.when.grain == "year" and time.when.day == -1 for time in claim.times)
    return last and change.basis.dimensions.get("comparison") == "yoy"


def shares(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A part over its whole, both named by the claim's words; the whole may be the sum of a list."""
    fraction = claim.quantity.unit == "percent" or (
        claim.quantity.unit == "ratio_x" and claim.quantity.value is not None and claim.quantity.value < 1
    )
    cut = claim.role == "change" and _OF.match(claim.after) is None  # "is cutting a fifth of its posts" tells a part
    if not fraction or cut or not claim.share or excludes(claim):
        return
    levels = [
        theirs
        for theirs in pool.about(claim)
        if is_level(theirs) and theirs.quantity.unit != "percent" and theirs.prior == claim.prior
    ]
    for group in lists(claim, pool, units=False):
        listed = [found for found in (arithmetic.operand(reading) for reading in group) if found is not None]
        for item in listed:
            if classes_agree(claim.entities, item.reading.entities)[0] and len(listed) == len(group) > 1:
                made = arithmetic.share_of_sum(item, listed)
                if made is not None:
                    yield made, False
    levels = [theirs for theirs in levels if is_not_against(claim, without_scope(theirs))]
    found: list[tuple[int, int, int, Reading, Reading]] = []
    for part in levels:
        for whole in levels:
            if part is whole or part.source != whole.source or not comparable(family_of(part), family_of(whole)):
                continue
            if abs(part.sentence - whole.sentence) > 2 or size(part) > size(whole) or not in_line(part, whole):
                continue
            if part.row and time_fits(claim, part) is False:
                continue
            if not part.row and part.sentence != whole.sentence and is_money(family_of(part)) != is_money(family_of(whole)):
                continue  # 14,300 people are no part of 1.05 billion euros
            own = len((part.words & claim.words) - whole.words)
            common = len(whole.words & claim.words)
            inside = (
                part.sentence == whole.sentence
                and _OF.match(part.after) is not None
                and 0 < whole.quantity.start - part.quantity.end < _NEAR
            )
            if (own or inside) and (common or part.sentence == whole.sentence):
                unsaid = len(
                    part.words - whole.words - claim.words
                )  # of "418 plan to hire, 377 to cut" who "plan to cut" are 377
                found.append((_in_order(claim, part, whole) + own, common, -unsaid, part, whole))
    found = [entry for entry in found if is_part_of(*entry[3:])] or found
    found = [entry for entry in found if _count_alike(*entry[3:])] or found
    parts = {(part, whole) for *_, part, whole in found}
    found = [entry for entry in found if not _is_sibling(*entry[3:], parts)]
    joint = list(_joint_shares(claim, {whole for *_, whole in found}, levels))
    if joint:
        yield from joint
        return
    found.sort(key=lambda entry: entry[:3], reverse=True)
    for rank, (*named, part, whole) in enumerate(found):
        one, other = arithmetic.operand(part), arithmetic.operand(whole)
        result = arithmetic.share(one, other) if one and other else None
        if result is not None:
            best = rank == 0 and (len(found) == 1 or found[1][:3] < tuple(named))
            yield result, best and "?" not in claim.lead


_NEAR = 40  # characters between a part and its whole: "340 of the lender's 1,700 branches"


def _joint_shares(claim: Reading, wholes: Iterable[Reading], levels: Sequence[Reading]) -> Iterator[tuple[Result, bool]]:
    """What several parts that the claim names make of their whole: "two-thirds plan to hire or to cut"."""
    if not _OR.search(claim.lead + claim.trail):
        return
    for whole in wholes:
        group = [
            part
            for part in levels
            if part is not whole and part.source == whole.source and part.quantity.unit == "none" and size(part) < size(whole)
        ]
        named = [part for part in worded(claim, group) if part.sentence == group[0].sentence]
        operands = [found for found in map(arithmetic.operand, named) if found is not None]
        first = arithmetic.operand(whole)
        if len(operands) > 1 and first is not None:
            joint = arithmetic.total(operands)
            made = arithmetic.share(replace(operands[0], point=joint.point, interval=joint.interval), first)
            if made is not None:
                yield replace(made, write=partial(_share_of, joint, made, whole), operands=(*operands, first)), False


def _share_of(joint: Result, made: Result, whole: Reading) -> str:
    """The formula of a joint share."""
    return f"({joint.formula.split(' = ')[0]}) / {whole.quantity.text} = {arithmetic.rounded(made.point)}%"


def _count_alike(part: Reading, whole: Reading) -> bool:
    """Whether two numbers may count one thing: 37 shops are no part of 3,120 people."""
    units = {part.quantity.unit, whole.quantity.unit}
    return len(units) == 1 or not all(unit.startswith("count:") for unit in units)


def _in_order(claim: Reading, part: Reading, whole: Reading) -> int:
    """How well the words before a share name the part and those behind "of" the whole; 0 of "a fifth of the firms hire"."""
    names = content_stems(" ".join(name.text for name in claim.entities))
    subject, behind = content_stems(claim.lead) - names - _HEDGES, content_stems(claim.after) - names
    if not subject:
        return 0
    told = len(part.words & subject) + len(whole.words & behind)
    return told - len(whole.words & subject) - len(part.words & behind)


def _is_sibling(part: Reading, other: Reading, parts: set[tuple[Reading, Reading]]) -> bool:
    """Whether two figures of one sentence are parts of one whole told elsewhere: "418 plan to hire, 377 to cut"."""
    if part.sentence != other.sentence or is_part_of(part, other):
        return False
    return any(inner is part and whole.sentence != part.sentence and size(whole) > size(other) for inner, whole in parts)


def recoveries(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """The rise that makes a fall good."""
    if not _RECOVER.search(claim.lead + claim.trail):
        return
    for theirs in pool.about(claim):
        if _BELOW.search(theirs.trail[:20]) or theirs.polarity == -1:
            found = arithmetic.operand(theirs)
            result = arithmetic.recovery(found if found.point > 0 else arithmetic.turned(found)) if found else None
            if result is not None and is_not_against(claim, theirs):
                yield result, True
