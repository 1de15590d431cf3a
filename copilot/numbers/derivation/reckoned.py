"""What the figures that a sentence tells and cites make between them: "9.4% [M1], against 3.1% [M2]. Some six points [M1][M2]".

The operands are few: the metrics that the figure cites, and the checked figures told with it. Its unit says what they may make.
The words may only forbid: by the side they put ahead, by a name, time or price that neither operand has, by what they deny. How
many pairs were tried, and how likely one of them meets the figure by accident, stands in the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from copilot.numbers.binding.match import accepted
from copilot.numbers.binding.period_slot import compare_periods
from copilot.numbers.binding.verdicts import Outcome, quoted, sentence
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.in_points import in_points, may_go_on
from copilot.numbers.derivation.sides import Way, is_of_the_last, past_its_rate, up_to, way_of, words_behind
from copilot.numbers.derivation.vetoes import INCOME, RETURNS, is_foreign, names_at
from copilot.numbers.derivation.worked import sided
from copilot.numbers.evidence.amounts import POINTS, amounts, comparable, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import in_scale, same_form
from copilot.numbers.formulas.operands import family_of, is_earlier
from copilot.numbers.formulas.rests import denies
from copilot.numbers.formulas.verdicts import derived, gives, is_at_point, of_one
from copilot.numbers.readings.entities import classes_agree, names_it
from copilot.numbers.readings.reading import Reading

_MOST = 6  # figures that are tried two by two
_HELD = re.compile(r"\b(?:against|versus|vs|compared (?:with|to)|than|from|beside|while|whereas)\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|never|no|nowhere|hardly|barely|scarcely|rarely|seldom|without|if|unless|can|might|may|could|would|should|will)\b"
    r"(?! (?:much|far|quite|only|just)\b)|n[’']t\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r",\s(?:at|with|on)\s(?:[a-z]+\s)?\d")  # "was six points milder, at 24%"
_FOR = re.compile(r"\s(?:for|at|with|in the case of)\s", re.IGNORECASE)  # "ten points less for the other"


class Told(NamedTuple):
    """One figure that another may be reckoned from. at: where the text tells it, None of a metric that is only cited."""

    reading: Reading
    at: int | None
    end: int


def reckoned(
    claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool, *, cites: bool, back: bool
) -> Outcome | None:
    """The verdict on a figure that two of those told with it, or cited by it, make; None where none do or words forbid it.

    told: the other figures of its sentence and the last ones of the sentence before. cites: whether it has evidence of its own.
    back: whether its sentence opens with words that point back to the one before.
    """
    if (
        claim.quantity.value is None
        or (claim.row and not sided("{gap}").search(claim.open_label))
        or (claim.basis.modality not in ("actual", None) and not _is_of_a_miss(claim))
    ):
        return None
    if denies(claim) or _NOT_SO.search(up_to(claim)):
        return None
    if claim.quantity.unit == "ratio_x" and claim.role in ("to", "from"):
        return None  # "rose to twice that level" tells the level, not what it is of
    printed, claim = claim, in_points(claim, told)
    held = _held_behind(claim, told)
    pairs = [
        pair
        for pair in _pairs(claim, told, outcomes, pool, cites=cites, back=back)
        if not is_foreign(claim, *(figure.reading for figure in pair)) and (held is None or held in (pair[0].at, pair[1].at))
        if may_go_on(printed, told, outcomes, *(figure.reading for figure in pair))
    ]
    # both are cited for this one figure, and no price is told of nobody
    of_two = cites and len(pool.metrics) == 2 and (claim.entities or not is_money(claim.quantity.unit))
    for pair in pairs:
        for result in _results(claim, *pair):
            if gives(claim, result):
                chance = min(Decimal(1), len(pairs) * of_one(claim, result, at_point=is_at_point(claim, result)))
                if of_two or _is_relational(claim):
                    tried = f"of {len(pairs)} pairs of figures" if len(pairs) > 1 else "of the two figures"
                    return derived(result, f"{tried} told with it", chance)
    return None


def _pairs(
    claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool, *, cites: bool, back: bool
) -> Iterator[tuple[Told, Told]]:
    """The figures it may be reckoned from, two by two, those nearest to it first."""
    figures = [_as_told(other, outcomes[other.index]) for other in told if _bears(outcomes[other.index])]
    figures.sort(key=lambda figure: abs((figure.at or 0) - claim.quantity.start))
    if cites:
        cited = [_cited(theirs, figures) for theirs in pool.metrics]
        if len(cited) > 1:
            figures = cited
        elif cited:
            figures = [*cited, *(figure for figure in figures if figure.reading is not cited[0].reading)]
    figures = figures[:_MOST]
    own = {other.quantity.start for other in told if other.sentence == claim.sentence and other.index < claim.index}
    for one, other in combinations(figures, 2):
        first, second = one.reading, other.reading
        near = back or any(figure.reading in pool.metrics or figure.at in own for figure in (one, other))
        told_apart = first.quantity.value != second.quantity.value and comparable(family_of(first), family_of(second))
        if near and told_apart and first.quantity.value is not None and second.quantity.value is not None:
            yield one, other  # not both of the sentence before


def _bears(outcome: Outcome) -> bool:
    return outcome.verdict == "checked"


def _as_told(other: Reading, outcome: Outcome) -> Told:
    bound = outcome.bound
    exact = bound if bound is not None and bound.exact and outcome.support != "derived" else None
    return Told(exact or other, other.quantity.start, other.quantity.end)


def _cited(theirs: Reading, figures: Sequence[Told]) -> Told:
    """A metric that is cited, where the text has told it just before with its place."""
    return next((figure for figure in figures if figure.reading is theirs), Told(theirs, None, 0))


# --- what the words forbid ---


def _is_relational(claim: Reading) -> bool:
    """Whether the figure is one of two things by its unit or its words, and no level."""
    if claim.quantity.unit == "ratio_x":
        return True
    near = before_hedges(claim.run_up)[-40:] + " " + claim.after[:20]
    return way_of(claim) is not None or sided("{gap}").search(near) is not None


def _held_behind(claim: Reading, told: Sequence[Reading]) -> int | None:
    """Where the figure stands that the words behind hold it against, whatever its verdict: "twice the 17.6% of the other"."""
    end = claim.quantity.end + len(words_behind(claim))
    begin = claim.quantity.end + past_its_rate(claim)
    return next((other.quantity.start for other in told if begin < other.quantity.start < end), None)


def _sides(claim: Reading, one: Told, other: Told, way: Way | None) -> tuple[Told, Told] | None:
    """(what it is held against, the subject): by the names and figures behind the words, else before them, else as told."""
    start = claim.quantity.start - len(claim.lead)
    behind = _named(claim, claim.quantity.end, len(words_behind(claim)), one, other)
    if not behind and way is not None and way.end <= claim.quantity.start:
        behind = _named(claim, way.end, claim.quantity.start - way.end, one, other)
    if len(behind) == 1:
        beyond = _text(claim, way.end, len(claim.after)) if way is not None else ""
        is_base = _FOR.match(beyond) is None and _ITS_OWN.match(beyond) is None
        return (one, other) if (behind[0] is one) == is_base else (other, one)
    if behind:
        return None
    if is_of_the_last(claim) and one.at and other.at and max(one.at, other.at) < claim.quantity.start:
        first, last = sorted((one, other), key=lambda figure: figure.end)
        if not _is_held(claim, first, last):
            return first, last
    before = _named(claim, start, len(claim.lead), one, other)
    here = [figure for figure in (one, other) if figure.at is not None and figure.at >= claim.sentence_span[0]]
    only = here[0] if len(here) == 1 else None
    rest = other if only is one else one
    if not before and only is not None and claim.quantity.unit == "ratio_x" and claim.role == "change" and way is None:
        return only, rest  # "made 17% [M1], a result that the other doubled [M1][M2]"
    if not before:
        before = [figure for figure in (one, other) if _is_of(claim, figure.reading)]
    if len(before) == 1:
        return (other, one) if before[0] is one else (one, other)
    if claim.quantity.unit == "ratio_x" and way is None:
        return None
    if only is not None:
        return rest, only  # "closed at 98.20 [M1], 1.70 above its close of May [M2]"
    if one.at is None or other.at is None or max(one.at, other.at) > claim.quantity.start:
        return None
    first, last = (one, other) if one.at < other.at else (other, one)
    return (last, first) if _is_held(claim, first, last) else (first, last)


def _is_of(claim: Reading, theirs: Reading) -> bool:
    return classes_agree(claim.entities, theirs.entities)[0]


def _is_held(claim: Reading, first: Told, last: Told) -> bool:
    """Whether the words between two figures hold the first against the second."""
    length = claim.quantity.start - first.end
    words = claim.run_up[-length:] if 0 < length <= len(claim.run_up) else ""
    return _HELD.search(words) is not None


def _named(claim: Reading, start: int, length: int, one: Told, other: Told) -> list[Told]:
    """Which of the two the words that begin at an offset name or tell."""
    names = names_at(claim, start, length)
    words = _text(claim, start, length)
    return [
        figure
        for figure, its in ((one, other), (other, one))
        if (figure.at is not None and start <= figure.at < start + length)
        or names_it(words, names, figure.reading)
        or not _label(figure, its).isdisjoint(word.lower() for word in _WORD.findall(words))
    ]


_WORD = re.compile(r"[A-Za-z]+")


def _label(figure: Told, its: Told) -> frozenset[str]:
    """The words by which a metric is told from another one of the same thing: "monthly", "low"."""
    if not (figure.reading.exact and its.reading.exact) or not classes_agree(figure.reading.entities, its.reading.entities)[0]:
        return frozenset()
    own, other = (frozenset(_WORD.findall(each.reading.open_label.lower())) for each in (figure, its))
    return own - other


def _text(claim: Reading, start: int, length: int) -> str:
    """The words at an offset of the text near the claim."""
    if start >= claim.quantity.end:
        at = start - claim.quantity.end
        return claim.after[at : at + length]
    at = start - (claim.quantity.start - len(claim.run_up))
    return claim.run_up[max(0, at) : max(0, at + length)]


# --- what two figures make ---


def _results(claim: Reading, one: Told, other: Told) -> Iterator[Result]:
    """What the two make in the unit of the claim, as far as its words allow."""
    if claim.row:
        yield from _of_cell(claim, one, other)
        return
    way = way_of(claim)
    sides = _sides(claim, one, other, way)
    unit, family = claim.quantity.unit, family_of(one.reading)
    if unit == "ratio_x" and claim.role == "change" and way is None and _is_series(claim, one.reading, other.reading):
        yield from _moved(claim, arithmetic.ratio, one, other)  # "doubled": from the earlier to the later, whichever is told
    elif unit == "ratio_x" and (way is None or (claim.quantity.value or 0) > 1):
        if sides is not None:
            yield from _made(claim, arithmetic.ratio, sides, 0)
    elif way is not None:
        if sides is not None:
            program = arithmetic.percent_change if unit in ("percent", "ratio_x") else arithmetic.difference
            yield from _made(claim, program, sides, way.sign, of_size=way.of_size)
    elif unit == "percent" and family != "points":
        if claim.role == "change":
            yield from _moved(claim, arithmetic.percent_change, one, other)
    elif _is_income(claim, one.reading, other.reading):
        yield from _made(claim, arithmetic.difference, (one, other), 0)
    elif claim.role == "change" and claim.polarity is not None and _is_of_one(one.reading, other.reading):
        yield from _moved(claim, arithmetic.difference, one, other)
    elif (
        claim.role != "change"
        and (unit in POINTS or is_money(unit) or _is_shortfall(claim))
        and not _is_of_one_moment(claim, one.reading, other.reading)
    ):
        yield from _made(claim, arithmetic.difference, (one, other), 0)


def _of_cell(claim: Reading, one: Told, other: Told) -> Iterator[Result]:
    """The gap that the head of a column asks for, of what its row names to the other: "Gap to the benchmark"."""
    own = [figure for figure in (one, other) if classes_agree(claim.entities[:1], figure.reading.entities)[0]]
    operands = _operands((other, one) if own[:1] == [one] else (one, other)) if len(own) == 1 else None
    result = arithmetic.difference(*operands) if operands is not None else None
    if result is not None and same_form(claim, result):
        yield in_scale(claim, result)


def _is_income(claim: Reading, one: Reading, other: Reading) -> bool:
    """Whether the words are of dividends, and two returns of one thing are without them and with them."""
    of_one = {one.measure, other.measure} == {"price_return", "total_return"} and classes_agree(one.entities, other.entities)[0]
    return of_one and claim.quantity.unit in POINTS and INCOME.search(claim.run_up) is not None


_SHORTFALL = re.compile(r"\b(?:shortfall|miss|undershoot|overshoot|swing|difference|gap) of $", re.IGNORECASE)
_MISS = re.compile(r"\b(?:shortfall|miss|beat|undershoot|overshoot) of $", re.IGNORECASE)
_TO_SPARE = re.compile(r"\W*to spare\b", re.IGNORECASE)


def _is_of_a_miss(claim: Reading) -> bool:
    """Whether its words hold what was against what had been expected, so that the expectation beside it is not its own."""
    return _MISS.search(before_hedges(claim.run_up)) is not None or _TO_SPARE.match(claim.after) is not None


def _is_shortfall(claim: Reading) -> bool:
    """Whether a number of things is told as how far one number is from another: "a shortfall of 2.7 million"."""
    counted = claim.quantity.unit == "none" or claim.quantity.unit.startswith("count:")
    return counted and _SHORTFALL.search(before_hedges(claim.run_up)) is not None


def _is_of_one_moment(claim: Reading, one: Reading, other: Reading) -> bool:
    """Whether two figures of one thing and one time are told apart by no word of a gap: the ends of a range are no move."""
    same = classes_agree(one.entities, other.entities)[0] and [time.when for time in one.times] == [
        time.when for time in other.times
    ]
    return same and sided("{gap}").search(claim.run_up + claim.after) is None


def _is_of_one(one: Reading, other: Reading) -> bool:
    """Whether two figures are of one thing, at two times."""
    return (one.exact and other.exact and one.open_label == other.open_label) or classes_agree(one.entities, other.entities)[0]


def _is_series(claim: Reading, one: Reading, other: Reading) -> bool:
    """Whether two metrics are of one level of one thing on two days, the later one of the claim's own time if it has one."""
    later = one if is_earlier(other, one) else other
    if claim.times and not compare_periods(claim, later, {}):
        return False
    alike = one.exact and other.exact and one.open_label == other.open_label and one.measure not in RETURNS
    return alike and not classes_agree(one.entities, other.entities)[1] and (is_earlier(one, other) or is_earlier(other, one))


def _moved(claim: Reading, program: Callable[..., Result | None], one: Told, other: Told) -> Iterator[Result]:
    """From the earlier of two to the later one, the way the claim says."""
    first, last = (other, one) if is_earlier(other.reading, one.reading) else (one, other)
    if not is_earlier(first.reading, last.reading):
        return
    operands = _operands((first, last))
    result = program(*operands) if operands is not None else None
    if result is not None and same_form(claim, result):
        yield in_scale(claim, result)


def _made(
    claim: Reading, program: Callable[..., Result | None], sides: tuple[Told, Told], sign: int, *, of_size: bool = False
) -> Iterator[Result]:
    """What a program makes of (base, subject), as a size; nothing where it gives less and the words say more."""
    operands = _operands(sides)
    if operands is None:
        return
    if all(operand.point < 0 for operand in operands):
        about_falls = all(figure.reading.measure == "drawdown" for figure in sides)
        about_falls = about_falls or sided("{falls}").search(claim.run_up + claim.lead + words_behind(claim)) is not None
        if (of_size and about_falls) or program is arithmetic.ratio:
            operands = [arithmetic.turned(operand) for operand in operands]
        elif of_size:
            return
    elif program is arithmetic.ratio and any(operand.point < 0 for operand in operands):
        return
    result = program(*operands)
    if result is not None and same_form(claim, result) and result.point * sign >= 0:
        yield in_scale(claim, replace(result, signed=False))


def _operands(sides: tuple[Told, Told]) -> list[Operand] | None:
    found = [arithmetic.operand(figure.reading) for figure in sides]
    if any(operand is None for operand in found):
        return None
    return [arithmetic.as_told(operand) for operand in found if operand is not None]


# --- a range of two ---


def ends_of_two(claim: Reading, pool: Pool) -> Outcome | None:
    """The verdict on a range whose ends are two metrics that it cites: "between 6.00% and 7.61%", "from 41.20 to 46.00"."""
    votes = "count:vote"  # whose two sides are no range
    metrics = [one for one in pool.readings if one.exact and one.quantity.value is not None and one.quantity.unit != votes]
    told = [theirs for theirs in metrics if not _is_anothers(claim, theirs)]
    found: list[Reading] = []
    for end in (claim.quantity.low, claim.quantity.high):
        alone = replace(claim, quantity=replace(claim.quantity, value=end, low=None, high=None))
        windows = [(amount.family, accepts) for amount, accepts in accepted(alone)]
        found += [
            theirs
            for theirs in told
            for amount in amounts(theirs.quantity)
            if any(comparable(amount.family, unit) and accepts.holds(amount.value) for unit, accepts in windows)
        ][:1]
    if len(found) != 2 or found[0] is found[1] or (found[0].polarity or 1) != (found[1].polarity or 1):
        return None
    words = sentence(" and ".join(f"{theirs.source} is {theirs.quote}" for theirs in found))
    return Outcome("checked", "none", words, "computed", tuple(quoted(theirs) for theirs in found), found[0])


def _is_anothers(claim: Reading, theirs: Reading) -> bool:
    """Whether a claim names its subject or its one time, and the metric is of another."""
    if claim.own_time and len(claim.times) == 1 and compare_periods(claim, theirs, {}) is False:
        return True
    agrees, against, _, _ = classes_agree(claim.entities, theirs.entities)
    return claim.entities_near and bool(against) and not agrees
