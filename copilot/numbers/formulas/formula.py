"""A formula over figures of the evidence: how each kind proposes it, and what it gives in the unit of a claim.

A kind of formula, in a file of this room, is one generator: it sees which words of the claim allow it, picks its figures among
the levels and changes that nothing speaks against, and yields a `Formula` for each choice. The rest is done here, alike for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.binding.match import accepted
from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.operands import is_level
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading

Program = Callable[..., Result | None]  # of operands, as many as the formula has figures
CHANGES = re.compile(
    r"\b(?:change|increase|decrease|decline|growth|grow|grew|fell|rose|return|reduction|drop)\w*\b", re.IGNORECASE
)
_PARTS = re.compile(
    r"\b(?:percent(?:age)?|portion|share|proportion|part|much|fraction) of\b|\bas a (?:percent|percentage|share)\b", re.IGNORECASE
)
_PER = re.compile(r"\b(?:per|ratio|times|divided|multiple|how many|margin|rate|portion|percent|percentage)\b", re.IGNORECASE)
_IN_TURNS = re.compile(r"\d\s?(?:x|times)$", re.IGNORECASE)
_RATE_OF_CHANGE = re.compile(
    r"\b(?:percent(?:age|ual)?|%)\s(?:of\s)?(?:the\s)?(?:change|increase|decrease|growth|decline|rise|drop|higher)"
    r"|\bgrowth rate",
    re.IGNORECASE,
)


class Formula(NamedTuple):
    """A program of `arithmetic` and the figures it takes, in its order.

    pinned: the claim's words leave no other reading, so that a result that differs may prove the claim wrong.
    """

    program: Program
    figures: Sequence[Reading]
    pinned: bool = False


class Made(NamedTuple):
    """The result of a formula that was worked out; `pinned` as in `Formula`."""

    result: Result
    pinned: bool


Form = Callable[[Reading, Pool], Iterator[Formula]]


def worked_out(claim: Reading, formulas: Iterable[Formula]) -> Iterator[Made]:
    """What the formulas give, as far as the claim can be told in its unit."""
    for formula in formulas:
        operands = [found for found in map(arithmetic.operand, formula.figures) if found is not None]
        result = formula.program(*operands) if len(operands) == len(formula.figures) else None
        if result is not None and same_form(claim, result) and not _moves_nothing(operands, result):
            yield Made(in_scale(claim, result), formula.pinned)


def in_scale(claim: Reading, result: Result) -> Result:
    """A result over a table "in thousands" in full, where the claim is told so: of 55,240 less 51,605 "3.6 million"."""
    scales = {operand.reading.scale for operand in result.operands}
    alike = all(comparable(operand.family, result.family) for operand in result.operands)
    value, point = abs(claim.quantity.value or Decimal(0)), abs(result.point)
    if len(scales) != 1 or not alike or not value or not point or result.family in ("points", "ratio"):
        return result
    scale = Decimal(scales.pop())
    if scale == 1 or value * value < point * point * scale:  # nearer to what is printed
        return result
    return replace(result, interval=result.interval.times(scale))


def _moves_nothing(operands: Sequence[Operand], result: Result) -> bool:
    """Whether one of two figures is lost in the rounding of the other: 3.2 billion less 3,400 is told by no subtraction."""
    families = [operand.family for operand in operands]
    if len(families) != 2 or not comparable(*families) or result.family not in families:
        return False
    small, large = sorted(operands, key=lambda operand: abs(operand.point))
    if small.point == 0 and "from" not in (small.reading.role, large.reading.role):
        return True
    return 2 * abs(small.point) < large.interval.width


def apart(program: Program) -> Program:
    """The program over changes with their signs, as a size: a gain of 3.7% and a loss of 0.8% are 4.5 points apart."""

    def sized(*operands: Operand) -> Result | None:
        made = program(*map(arithmetic.as_told, operands))
        return replace(made, signed=False) if made is not None else None

    return sized


def one_way(program: Program, way: int) -> Program:
    """The program over changes with their signs, as a size where it gives more (way 1) or less (way -1); None otherwise."""

    def sized(*operands: Operand) -> Result | None:
        made = program(*map(arithmetic.as_told, operands))
        return replace(made, signed=False) if made is not None and made.point * way > 0 else None

    return sized


def same_form(claim: Reading, result: Result) -> bool:
    """Whether a result is in a unit that the claim can be told in."""
    return any(comparable(amount.family, result.family) for amount, _ in accepted(claim))


def levels_of(claim: Reading, pool: Pool, fits: Callable[[Reading, Reading], bool]) -> list[Reading]:
    """The levels that share something with a claim, of those that fit it."""
    return [theirs for theirs in pool.about(claim) if is_level(theirs) and fits(claim, theirs)]


def pairs_near(figures: Sequence[Reading], others: Sequence[Reading], most: int) -> Iterator[tuple[Reading, Reading]]:
    """Each figure with each other one of the same source, at most so many sentences away."""
    for one in figures:
        for other in others:
            if one is not other and one.source == other.source and abs(one.sentence - other.sentence) <= most:
                yield one, other


def by_sentence(figures: Iterable[Reading]) -> list[list[Reading]]:
    """The figures of each sentence that has any, in order."""
    found: dict[tuple[str, int], list[Reading]] = {}
    for figure in figures:
        found.setdefault((figure.source, figure.sentence), []).append(figure)
    return list(found.values())


# --- of two figures, by the unit of the claim ---


def between(claim: Reading, first: Reading, last: Reading, *, pinned: bool = False) -> Iterator[Formula]:
    """The formulas of two levels that the unit of the claim allows, the earlier first."""
    one, other = arithmetic.operand(first), arithmetic.operand(last)
    if one is not None and other is not None:
        yield from (Formula(program, (first, last), pinned) for program in programs(claim, one, other))


def results_between(claim: Reading, one: Operand, other: Operand) -> Iterator[Result]:
    """What two operands give in the unit of the claim, the earlier first."""
    for program in programs(claim, one, other):
        result = program(one, other)
        if result is not None and same_form(claim, result):
            yield in_scale(claim, result)


def programs(claim: Reading, one: Operand, other: Operand) -> Sequence[Program]:
    """The programs that the unit and the words of a claim allow for two operands."""
    found = _programs(claim, one.family if one.family == other.family else "")
    if one.point < 0 and other.point < 0 and any(mention.sign < 0 for mention in find_measures(claim.lead)):
        return [_of_sizes(program) for program in found]  # "the net loss narrowed by": by so much of its size
    return found


def _of_sizes(program: Program) -> Program:
    return lambda one, other: program(arithmetic.turned(one), arithmetic.turned(other))


@lru_cache(maxsize=64)  # a claim is held against hundreds of pairs
def _programs(claim: Reading, family: str) -> Sequence[Program]:
    """family: of both operands, "" where they differ."""
    points = family == "points"
    unit = claim.quantity.unit
    if unit in ("percentage_point", "basis_point"):
        return (arithmetic.difference,) if points else ()
    if unit == "percent":
        changes = (arithmetic.difference, arithmetic.percent_change) if points else (arithmetic.percent_change,)
        words = claim.lead if "?" in claim.lead else claim.lead[-60:]
        if _PARTS.search(words) and not CHANGES.search(words) and claim.role != "change":
            return (arithmetic.share,)
        if claim.role == "change" or (claim.quantity.value or 0) < 0:
            return changes
        return (*changes, arithmetic.share)
    if unit == "ratio_x":
        if family == "ratio" and claim.role == "change" and _IN_TURNS.search(claim.quantity.text):
            return (arithmetic.difference,)  # "leverage fell by 0.8x"
        part = claim.role == "change" and (claim.quantity.value or 0) < 1 and not claim.quantity.text.lower().startswith("halv")
        return (arithmetic.percent_change,) if part else (arithmetic.ratio,)
    if unit == "none" and _RATE_OF_CHANGE.search(claim.lead):
        return ()  # a percent change printed as a fraction is no ratio of its ends
    if unit == "none" and _PER.search(claim.lead + claim.trail):
        return (arithmetic.ratio,) if claim.role != "change" else (arithmetic.ratio, arithmetic.difference)
    return (arithmetic.difference,)
