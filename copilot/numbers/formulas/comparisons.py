"""One thing against another: a comparator by name, a median or forecast, two things that words name ("deposits exceed loans")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from copilot.numbers.binding.bind import compare_slots
from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula, Program, apart, between, pairs_near
from copilot.numbers.formulas.operands import as_subject, family_of, is_level, is_unopposed, time_fits
from copilot.numbers.readings.entities import classes_agree, stems_of
from copilot.numbers.readings.measures import find_measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_FAST = re.compile(r"\b(?:fast\w*|quick\w*|pace|steep\w*|sharp\w*)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:below|above|under|over|beat\w*|miss\w*|topp\w*|exceed\w*|surpass\w*|ahead of|short of|higher than|lower than"
    r"|more than|less than|premium|discount)\b|\b(?:estimates?|forecasts?|expectations|consensus) by\b",
    re.IGNORECASE,
)
_BY_THE_MARK = re.compile(
    r"\b(?:estimates?|forecasts?|expectations|consensus) by (?:\w+ )?$", re.IGNORECASE
)  # "and the estimate by"
_GUIDANCE = re.compile(r"\b(?:guidance|guided?|outlook)\b", re.IGNORECASE)
_EXPECTED = frozenset({"consensus", "forecast", "guidance"})
_ABOVE = re.compile(
    r"\b(?:exceed\w*|outnumber\w*|outstrip\w*|outperform\w*|outpac\w*|outdid|outweigh\w*|beat(?:s|ing)?|top(?:s|ped)"
    r"|above|over|ahead of"
    r"|(?:more|higher|larger|greater|dearer|stronger|bigger|longer) than|as (?:much|many|large|high|big|long) as)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:(?:fall|falls|fell) short of|lag(?:s|ged)?|trail(?:s|ed)?|underperform\w*|below|under"
    r"|(?:less|lower|smaller|fewer|cheaper|weaker|shorter) than)\b",
    re.IGNORECASE,
)
_MORE_OF = re.compile(  # "one million more foreign than domestic guests", "2 billion more on roads than on schools"
    r"^\s(?P<way>more|fewer|less)\s(?P<of>of|on|from|in|for|to)?(?(of)\s(?P<these>[^.;,]{2,40}?)|(?P<one>[\w-]+)(?: [\w-]+)?)"
    r"\sthan\s(?(of)(?P=of)\s(?P<those>[^.;,]{2,40})|(?P<other>[\w-]+))",
    re.IGNORECASE,
)
_TO_VALUE = re.compile(r"\b(?P<way>discount|premium) (?:to|over|on)\b", re.IGNORECASE)
_AS_MANY = re.compile(r"\bas (?:many|much)\b(?P<one>[^.;]*?)\bas\b(?P<other>[^.;]*)", re.IGNORECASE)
_DOWN = re.compile(r"\bdiscount\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:shares|stock|units)\b", re.IGNORECASE)
_GAP = re.compile(r"\b(?:gap|difference|spread) between\b[^.;,]{2,60}?\band\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:proportion|ratio|fraction|portion)\b", re.IGNORECASE)  # "as a proportion of debt over equity"
_FAR = 2  # sentences


def comparisons(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The first-named less the second: "the index beat the other by 2.5 points"."""
    if not claim.comparators or not claim.entities:
        return
    multiple = claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) > 1
    fast = claim.role == "change" or _FAST.search(claim.trail) is not None
    ghost = as_subject(claim)
    firsts = [theirs for theirs in pool.about(claim) if _agrees(ghost, theirs)]
    held_against = replace(ghost, entities=claim.comparators, comparators=())
    seconds = [theirs for theirs in pool.about(claim) if _agrees(held_against, theirs)]
    alone = len(firsts) == len(seconds) == 1
    part = claim.quantity.unit == "ratio_x" and (claim.quantity.value or 0) < 1  # "a third more than"
    for first in firsts:
        for second in seconds:
            if first is second or not comparable(family_of(first), family_of(second)):
                continue
            if multiple and (first.role == "change") != fast:
                continue  # "costs four times as much" is told of prices, "grew four times as fast" of growth
            yield Formula(_signed(arithmetic.difference), (second, first), alone)
            base = arithmetic.operand(second)
            relative = (part or claim.quantity.unit == "percent") and base is not None and base.family != "points"
            if not (part and relative):
                yield Formula(_signed(arithmetic.ratio), (second, first))
            if relative:  # "a 28% discount to the other" in multiples
                yield Formula(_signed(arithmetic.percent_change), (second, first), alone)


def _agrees(ghost: Reading, theirs: Reading) -> bool:
    slots = compare_slots(ghost, theirs)
    return slots.entity_agrees and not set(slots.against) - {"role", "direction", "sign"} and slots.proxy is None


def _signed(program: Program) -> Program:
    """The program over changes with their signs: a fall as a negative change."""
    return lambda *operands: program(*map(arithmetic.as_told, operands))


def against_benchmarks(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The distance of a level from its median, mean or forecast: "3.2 points below its median"."""
    if not _AGAINST.search(claim.lead + claim.trail):
        return
    wanted = benchmark_of(claim) or ("expected" if _BY_THE_MARK.search(claim.lead) else None)
    if wanted is None:
        return
    levels = [
        theirs for theirs in pool.about(claim) if (is_level(theirs) or theirs.polarity == 1) and is_unopposed(claim, theirs)
    ]
    levels = [level for level in levels if not (claim.measure and level.measure) or related(claim.measure, level.measure)]
    of_guidance = _GUIDANCE.search(claim.lead) is not None and any(level.basis.modality == "guidance" for level in levels)
    for bench in levels:
        if benchmark_of(bench) != wanted:
            continue
        for level in levels:
            near = level.source == bench.source and abs(level.sentence - bench.sentence) <= 1
            near = near or (level.source != bench.source and _is_of_one_firm(claim, level, bench))
            near = near and (not of_guidance or level.basis.modality == "guidance")
            near = near and (level.role == "change") == (bench.role == "change")  # 119,000 jobs added, 50,000 expected
            if near and _can_be_held(level, bench) and comparable(family_of(level), family_of(bench)):
                yield from between(claim, bench, level)


def _can_be_held(level: Reading, bench: Reading) -> bool:
    """Whether a level is told against a benchmark: what was, or a firm's guidance against what analysts expected."""
    return benchmark_of(level) is None or (level.basis.modality == "guidance" and bench.basis.modality == "consensus")


def _is_of_one_firm(claim: Reading, level: Reading, bench: Reading) -> bool:
    """Whether the claim's firm is named beside both, or both are of one, so that one source may be held against another."""
    if not claim.entities:
        return classes_agree(level.entities, bench.entities)[0]
    return all(classes_agree(claim.entities, reading.entities)[0] for reading in (level, bench))


def benchmark_of(reading: Reading) -> str | None:
    """The statistic it is, "expected" where it is a forecast, None where it is what was."""
    statistic = reading.basis.dimensions.get("statistic")
    return statistic or ("expected" if reading.basis.modality in _EXPECTED else None)


class _Side(NamedTuple):
    """One side of a comparison: the words and measures that it names and the other does not."""

    words: frozenset[str]
    measures: frozenset[str]

    def names(self, own: frozenset[str], measure: str | None, other: _Side) -> bool:
        """Whether a figure is told of this side by its measure or by words of its own, and by none of the other side's."""
        if measure in self.measures or measure in other.measures:
            return measure in self.measures
        return bool(own & self.words) and not own & other.words


def between_sides(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What one thing is above another or over it, both named by words: "deposits exceed loans by", "twice the matchdays"."""
    sides = _sides(claim)
    if sides is None:
        return
    larger, smaller = sides
    below = _is_below(claim)
    levels = [
        theirs
        for theirs in pool.about(claim)
        if (is_level(theirs) and is_current(claim, theirs)) or _is_signed_rate(claim, theirs)
    ]
    for first, second in pairs_near(levels, levels, _FAR):
        if (first.role == "change") != (second.role == "change"):
            continue
        own, its = _said(first) - _said(second), _said(second) - _said(first)
        one, other = (first.measure, second.measure) if first.measure != second.measure else (None, None)
        if larger.names(own, one, smaller) and smaller.names(its, other, larger):
            yield from _compared(claim, first, second, below=below)


def turns_sides(claim: Reading, result: Result) -> bool:
    """Whether a result holds only with the sides turned: the rate below inflation, where inflation is below the rate."""
    sides, operands = _sides(claim), result.operands
    if sides is None or len(operands) != 2 or not comparable(operands[0].family, operands[1].family):
        return False
    larger, smaller = sides
    low, high = sorted(operands, key=lambda operand: arithmetic.as_told(operand).point)
    one, other = low.reading, high.reading
    own, its = _said(one) - _said(other), _said(other) - _said(one)
    measure, another = (one.measure, other.measure) if one.measure != other.measure else (None, None)
    return larger.names(own, measure, smaller) and smaller.names(its, another, larger)


def _said(reading: Reading) -> frozenset[str]:
    """The words of a figure, with those of the names it is said of."""
    return reading.words | stems_of(reading.entities)


def _sides(claim: Reading) -> tuple[_Side, _Side] | None:
    """The side that the words put above, or over, the other one."""
    subject = stems_of(claim.entities)
    if _GAP.search(claim.lead) or _GAP.search(claim.trail):
        return None  # a gap between two puts neither above the other
    more = _MORE_OF.match(claim.trail)
    if more is not None:
        sides = _apart(more["one"] or more["these"], more["other"] or more["those"], subject)
        return sides if sides is None or more["way"].lower() == "more" else (sides[1], sides[0])
    value = _TO_VALUE.search(claim.trail)
    if value is not None:
        sides = _apart(claim.lead, claim.trail[value.end() :], subject)
        return sides if sides is None or value["way"].lower() == "premium" else (sides[1], sides[0])
    as_many = _AS_MANY.search(claim.trail) if claim.quantity.unit == "ratio_x" else None
    if as_many is not None and not content_stems(claim.lead) - subject:
        return _apart(as_many["one"], as_many["other"], subject)
    if claim.quantity.unit == "ratio_x" and claim.role != "change" and (claim.quantity.value or 0) > 1:
        return _apart(claim.lead, claim.trail, subject)
    for words, before in ((claim.lead, ""), (claim.trail, claim.lead)):
        for pattern, up in ((_ABOVE, True), (_BELOW, False)):
            match = pattern.search(words)
            if match is not None and not (match.group().lower() == "over" and _PART.search(words[: match.start()])):
                one, other = before + " " + words[: match.start()], words[match.end() :]
                sides = _apart(one, other, subject)
                return sides if up or sides is None else (sides[1], sides[0])
    return None


def _apart(one: str, other: str, subject: frozenset[str]) -> tuple[_Side, _Side] | None:
    """Two sides by what only one of them names; the subject of both, "the bank's", tells them not apart."""
    first, second = content_stems(one), content_stems(other)
    if first - subject and second - subject:
        first, second = first - subject, second - subject
    named, its = (
        {mention.id for mention in find_measures(words)} | ({"price"} if _SHARES.search(words) else set())
        for words in (one, other)
    )
    left, right = _Side(first - second, frozenset(named - its)), _Side(second - first, frozenset(its - named))
    return (left, right) if left != right and all(side.words or side.measures for side in (left, right)) else None


def _is_below(claim: Reading) -> bool:
    """Whether the smaller one is told against the larger: "a target 7% below the price", "at a discount to"."""
    value = _TO_VALUE.search(claim.trail)
    return _DOWN.match(value.group()) is not None if value else _BELOW.match(claim.trail.lstrip()) is not None


def _compared(claim: Reading, larger: Reading, smaller: Reading, *, below: bool) -> Iterator[Formula]:
    """How much the larger is above the smaller, or how far the smaller is below it."""
    if not comparable(family_of(larger), family_of(smaller)):
        return
    relative = claim.quantity.unit == "percent" and family_of(smaller) != "points"
    if relative and below:
        yield Formula(_shortfall, (larger, smaller))
        return
    multiple = claim.quantity.unit == "ratio_x"
    program = arithmetic.percent_change if relative else arithmetic.ratio if multiple else arithmetic.difference
    yield Formula(partial(_excess, program), (smaller, larger))


def _excess(program: Program, smaller: Operand, larger: Operand) -> Result | None:
    """What a program gives from the smaller to the larger, as a size; None where that is no rise, or one from below zero."""
    made = program(arithmetic.as_told(smaller), arithmetic.as_told(larger))
    from_above = smaller.point > 0 or smaller.reading.role == "change"
    return replace(made, signed=False) if made is not None and made.point > 0 and from_above else None


def _shortfall(larger: Operand, smaller: Operand) -> Result | None:
    """The fall from the larger to the smaller in percent of the larger, without a direction."""
    made = arithmetic.percent_change(larger, smaller)
    return replace(made, signed=False) if made is not None and made.point < 0 < smaller.point else None


def is_current(claim: Reading, theirs: Reading) -> bool:
    """Whether a level is of the claim's own time and nothing speaks against it."""
    return theirs.role != "from" and _is_of_now(claim, theirs)


def _is_signed_rate(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading is a rise or fall in percent that may be held against another: what a fund and its benchmark returned."""
    rate = theirs.role == "change" and theirs.quantity.unit == "percent" and theirs.polarity is not None
    return rate and _is_of_now(claim, theirs)


def _is_of_now(claim: Reading, theirs: Reading) -> bool:
    bare = replace(claim, entities=(), comparators=(), measure=None, role="none", direction="none", polarity=None)
    return not theirs.prior and is_unopposed(bare, theirs) and time_fits(claim, theirs) is not False


_OF_THE_TWO = re.compile(r"\b(?:gap|difference|spread|differential) between (?:the two|both|them)\b", re.IGNORECASE)


def of_the_two(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """How far apart two figures of one measure are that stand alone in their sentence: "the spread between the two yields"."""
    said = _OF_THE_TWO.search(claim.run_up)
    words = content_stems(claim.run_up[said.start() :]) if said is not None else frozenset()
    for first in pool.about(claim) if said is not None else ():
        alike = [other for other in pool.beside(first) if comparable(family_of(other), family_of(first))]
        if len(alike) == 1 and alike[0].index > first.index and first.measure == alike[0].measure and words & first.words:
            yield Formula(apart(arithmetic.difference), (first, alike[0]), True)


_LEADS = re.compile(
    r"\b(?P<ahead>leads?|led|leading|ahead|up|beats?|edges)\b|\b(?:trails?|trailed|trailing|behind|down)\b", re.IGNORECASE
)
_POINTS = ("percentage_point", "index_point")


def leads(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """By how much one is ahead where the evidence has both shares: "a 7-point lead", of who leads "40% to 33%"."""
    said = _LEADS.search(f"{claim.lead} {claim.trail}") if claim.quantity.unit in _POINTS and claim.entities else None
    if said is None:
        return
    for first in pool.about(claim):
        found = list(_LEADS.finditer(first.lead)) if first.quantity.unit == "percent" and first.after.startswith(" to ") else []
        if not found or bool(found[-1]["ahead"]) != bool(said["ahead"]):
            continue
        subject = content_stems(first.lead[: found[-1].start()])
        if not content_stems(claim.entities[0].text) & subject:
            continue  # it is the other one's
        yield from (
            Formula(apart(arithmetic.difference), (second, first), True)
            for second in pool.beside(first)
            if second.quantity.unit == "percent" and 0 < second.quantity.start - first.quantity.end <= len(" to ")
        )
