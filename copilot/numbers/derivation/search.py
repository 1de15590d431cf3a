"""A free search for two operands that no word names, guarded by the chance of an accidental match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import fsum
from typing import NamedTuple

from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.direction_words import any_of
from copilot.numbers.evidence.amounts import RATES, comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result, as_told
from copilot.numbers.formulas.comparisons import turns_sides
from copilot.numbers.formulas.formula import CHANGES, results_between, same_form
from copilot.numbers.formulas.lists import MEAN, TOTAL, is_of_one
from copilot.numbers.formulas.operands import family_of, in_line, is_backward, is_not_against, size, time_fits
from copilot.numbers.formulas.spells import own_times
from copilot.numbers.formulas.verdicts import (
    SEARCH_LIMIT,
    Tries,
    derived,
    formula_of,
    holds,
    is_at_point,
    is_sharp,
    of_one,
    percent,
)
from copilot.numbers.named.labels import cue
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time

_ASKS = re.compile(r"\?|\b(?:what|how|which)\b", re.IGNORECASE)
_RIVALS = re.compile(  # which of two is ahead no search can tell
    r"\b(?:outperform|underperform|outpac|outstrip|trail|lag|surpass)\w*\b|\b(?:ahead of|behind)\b", re.IGNORECASE
)
_EXPECTS = re.compile(
    r"\b(?:expect|forecast|foresee|predict|project|estimate|consensus|guidance|guided|target|plan|budget|outlook|surpris|will|would)",
    re.IGNORECASE,
)
_PERIODS = ("year", "half", "quarter", "month")
_MOST_OPERANDS = 40  # of one source, in a free search


def searched(claim: Reading, pool: Pool, tries: Tries) -> Outcome | None:
    """Two operands that no word names; accepted only where an accidental match, among all tried before too, is unlikely."""
    if len(re.sub(r"\D", "", claim.quantity.text).lstrip("0")) < 2:
        return None
    form = _Form.of(claim)
    if form is None or _RIVALS.search(claim.lead) or _is_measured_nowhere(claim, pool):
        return None
    best: tuple[Decimal, Result] | None = None
    for near in _searchable(claim, pool):
        found = _first_match(claim, form, near, tries)
        if found is not None and _is_part_of_list(claim, found[1], pool):
            return None
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return None
    chance, result = best
    if chance < SEARCH_LIMIT:
        return derived(result, "found by search", chance)
    likely = f"such a match by accident has a chance of {percent(chance)}, and less than {percent(SEARCH_LIMIT)} is asked"
    words = f"{result.formula} would give it, but {likely}"
    return Outcome("unsupported", "chance", sentence(words), None, (formula_of(result, chance),))


def _is_measured_nowhere(claim: Reading, pool: Pool) -> bool:
    """Whether the claim's own words name a measure that the evidence has nowhere: a gap of two costs is no margin."""
    id = claim.measure if claim.measure_near else None
    if id is None or pool.metrics or measures()[id].kind == "return" or claim.quantity.unit not in (*RATES, "index_point"):
        return False
    told = {each for reading in pool.readings for each in (reading.measure, *reading.named_measures) if each is not None}
    return bool(told) and not any(related(id, each) for each in told)


def _is_part_of_list(claim: Reading, result: Result, pool: Pool) -> bool:
    """Whether a sum or mean takes two of a list that tells a figure for each month or quarter, and the claim not of these two."""
    words = claim.lead + claim.trail
    if result.signed or not (MEAN.search(words) or TOTAL.search(words)):
        return False
    taken = [operand.reading for operand in result.operands]
    rest = [
        other
        for other in pool.beside(taken[0])
        if other.role == taken[0].role
        and comparable(family_of(other), family_of(taken[0]))
        and other.index not in {one.index for one in taken}
    ]
    if not rest or taken[0].sentence != taken[-1].sentence or own_times([*taken, *rest]) is None:
        return False
    return not all(time_fits(claim, one) for one in taken) or any(time_fits(claim, one) is not False for one in rest)


class _Near(NamedTuple):
    """A reading as an operand of a search, with all that each of its pairs asks for."""

    weight: float  # how much the claim's words name it
    reading: Reading
    family: str
    size: Decimal
    is_ten: bool
    is_of_another_time: bool  # than the claim
    is_expected: bool
    operand: Operand

    @classmethod
    def of(cls, claim: Reading, weight: float, reading: Reading) -> _Near | None:
        """None of what is no operand."""
        printed, operand = size(reading), arithmetic.operand(reading)
        if operand is None:
            return None
        elsewhen, is_ten = time_fits(claim, reading) is False, arithmetic.is_ten(printed)
        return cls(weight, reading, family_of(reading), printed, is_ten, elsewhen, _is_expected(reading), operand)


def _searchable(claim: Reading, pool: Pool) -> Iterator[list[_Near]]:
    """The readings of each source, those the claim's words name first; the metrics together are one source."""
    groups: dict[str, list[Reading]] = {}
    for reading in pool.readings:
        if reading.quantity.value is not None and reading.quantity.kind != "ordinal":
            groups.setdefault("M" if reading.exact else reading.source, []).append(reading)
    for group in groups.values():
        counts = Counter(word for reading in group for word in reading.words)
        weighed = [
            (_named_weight(claim, reading, counts), -at, reading)
            for at, reading in enumerate(group)
            if is_not_against(claim, reading) and not _is_only_expected(claim, reading)
        ]
        weighed.sort(key=lambda entry: (-entry[0], -entry[1]))
        nearest = (_Near.of(claim, weight, reading) for weight, _, reading in weighed[:_MOST_OPERANDS])
        yield [near for near in nearest if near is not None]


def _is_only_expected(claim: Reading, reading: Reading) -> bool:
    """Whether a reading is expected and the claim tells what was: no search makes a forecast an actual."""
    return claim.basis.modality == "actual" and _is_expected(reading)


def _is_expected(reading: Reading) -> bool:
    return reading.basis.modality in ("forecast", "guidance", "consensus")


def _named_weight(claim: Reading, reading: Reading, counts: Counter[str]) -> float:
    """How much the claim's words name this operand: rare words count more, and so does its time."""
    weight = fsum(1 / counts[word] for word in claim.words & reading.words)  # the same whatever the order of the set
    if claim.times and reading.times:
        verdicts = [same_time(mine.when, theirs.when, windowed=False) for mine in claim.times for theirs in reading.times]
        weight += 1.0 if any(verdicts) else -1.0 if False in verdicts else 0.0
    if claim.measure and reading.measure and related(claim.measure, reading.measure):
        weight += 0.5
    return weight


def _first_match(claim: Reading, form: _Form, near: Sequence[_Near], tries: Tries) -> tuple[Decimal, Result] | None:
    """The first result that holds, with the chance that one among all tried up to it holds by accident."""
    best: tuple[Decimal, Result] | None = None
    tried = tries.count(near[0].reading.source) if near else 0
    for one, other in _by_weight(near):
        if one.is_of_another_time and other.is_of_another_time:
            continue
        for result in _free_results(claim, form, one, other):
            tried += 1
            if not holds(claim, result) or not is_sharp(claim, result) or turns_sides(claim, result):
                continue
            chance = min(Decimal(1), tried * of_one(claim, result, at_point=is_at_point(claim, result)))
            if best is None or chance < best[0]:
                best = (chance, result)
        if best is not None and best[0] < SEARCH_LIMIT:
            break
    return best


def _is_the_move_told(claim: Reading, reading: Reading) -> bool:
    """Whether a change is of the claim's own time, and so what the claim tells of, and no operand of it."""
    if not (claim.role == reading.role == "change" and claim.own_time and claim.quantity.unit == reading.quantity.unit):
        return False
    if claim.quantity.unit not in ("percent", "percentage_point", "basis_point"):
        return False
    return any(same_time(mine.when, its.when, windowed=True) for mine in claim.times for its in reading.times)


def _by_weight(near: Sequence[_Near]) -> list[tuple[_Near, _Near]]:
    """The pairs of operands, those that the claim's words name most first."""
    pairs = [(one.weight + other.weight, -i - j, one, other) for j, other in enumerate(near) for i, one in enumerate(near[:j])]
    pairs.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [(one, other) for _, _, one, other in pairs]


class _Form(NamedTuple):
    """What the words of a claim ask a search for."""

    question: bool
    change: bool
    ordered: bool  # forms whose order matters: difference, change, share, ratio
    side: int  # +1 or -1 where it tells that one did better or worse than another: "beat its benchmark by"
    expects: bool  # it speaks of what was expected, so that this may be held against what was
    joint: tuple[Callable[..., Result], ...]  # those whose order does not: total, mean
    is_of_one_time: bool  # a change told of one year, quarter or month, which it ends in

    @classmethod
    def of(cls, claim: Reading) -> _Form | None:
        """None of a plain level, which needs no formula."""
        words = claim.lead + " " + claim.trail
        question = _ASKS.search(words) is not None
        if claim.role in ("to", "from") and not question:
            return None
        forms = ("change", "difference", "share", "mean", "total")
        if not (claim.role == "change" or claim.share or question or any(cue(form).search(words) for form in forms)):
            return None
        change, mean = CHANGES.search(words) is not None, MEAN.search(words) is not None
        joint = ((arithmetic.total,) if TOTAL.search(words) else ()) + ((arithmetic.mean,) if mean else ())
        side = sum(sign for sign, way in ((1, "better"), (-1, "worse")) if any_of("relative", way).search(claim.lead))
        one_time = claim.role == "change" and not question and len(claim.times) == 1 and claim.times[0].when.grain in _PERIODS
        return cls(question, change, change or not mean, side, question or _EXPECTS.search(words) is not None, joint, one_time)


def _free_results(claim: Reading, form: _Form, one: _Near, other: _Near) -> Iterator[Result]:
    """Both orders of a pair, where neither the words nor the table forbid it."""
    if not comparable(one.family, other.family) or not in_line(one.reading, other.reading):
        return
    if one.size * 50 < other.size or other.size * 50 < one.size or (not form.question and (one.is_ten or other.is_ten)):
        return  # a number that hardly moves the other one, or its point alone, proves nothing
    moved = "from" in (one.reading.role, other.reading.role)  # "will fall to 1.7 billion from 1.9 billion"
    if one.is_expected != other.is_expected and not (form.expects or form.side or moved):
        return  # a forecast is no earlier value
    if form.side and _is_other_side(form.side, one.reading, other.reading):
        return
    if not (form.question or form.side or form.joint) and any(_is_the_move_told(claim, near.reading) for near in (one, other)):
        return
    if form.ordered:
        went_apart = {one.reading.polarity, other.reading.polarity} == {1, -1}
        for first, last in ((one, other), (other, one)):
            if form.is_of_one_time and last.is_of_another_time and not first.is_of_another_time:
                continue  # what grew "in 2025" ended there
            if not is_backward(first.reading, last.reading):
                ends = map(as_told, (first.operand, last.operand)) if went_apart else (first.operand, last.operand)
                yield from results_between(claim, *ends)
    if not form.change and claim.quantity.unit != "ratio_x" and not is_of_one(claim, (one.reading, other.reading)):
        yield from _joint_results(claim, form, one.operand, other.operand)


def _is_other_side(side: int, one: Reading, other: Reading) -> bool:
    """Whether of two changes of one sentence the first, which its subject had, went the other way from the second."""
    if one.source != other.source or one.sentence != other.sentence or one.polarity is None or other.polarity is None:
        return False
    first, second = sorted((one, other), key=lambda reading: reading.index)
    gap = size(first) * (first.polarity or 1) - size(second) * (second.polarity or 1)
    return first.role == "change" and gap * side < 0


def _joint_results(claim: Reading, form: _Form, one: Operand, other: Operand) -> Iterator[Result]:
    """The forms whose order does not matter, where the claim's words ask for them."""
    for maker in form.joint:
        result = maker(one, other)
        if same_form(claim, result):
            yield result
