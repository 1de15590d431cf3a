"""Whether a claim's words take other figures than those a derivation took, or the same in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.comparisons import turns_sides
from copilot.numbers.formulas.formula import Made
from copilot.numbers.formulas.lists import TOTAL
from copilot.numbers.formulas.operands import family_of, time_fits
from copilot.numbers.formulas.rests import opposes
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading


def is_against_words(claim: Reading, result: Result, results: Sequence[Sequence[Made]], pool: Pool) -> bool:
    """Whether the words of the claim say that its operands are others, or stand in another order."""
    if _is_ordered(claim, result, results) or _is_of_before(claim, result, pool) or _leaves_out(claim, result, pool):
        return True
    if turns_sides(claim, _as_told_by(result, pool, claim)):
        return True
    if any(opposes(claim, reading) for reading in _told_by(result, pool, claim)):
        return True
    if TOTAL.search(claim.lead) is None:
        return False
    if any(operand.family == result.family for operand in result.operands):
        return False
    places = _places(result)  # "A and B together made up 42%" of what A alone did
    return any(other.family == result.family and places < _places(other) for made in results for other, _ in made)


def _leaves_out(claim: Reading, result: Result, pool: Pool) -> bool:
    """Whether a sum or mean misses a figure of one that the claim names: of three mines, two added up."""
    names = {name.id: name for name in claim.entities}
    if result.signed or len(names) <= len(result.operands) or len(names) < 3:
        return False
    missing = [
        name for name in names.values() if not any(classes_agree((name,), each.reading.entities)[0] for each in result.operands)
    ]
    return any(
        classes_agree((name,), theirs.entities)[0] and comparable(family_of(theirs), result.family)
        for theirs in pool.about(claim)
        for name in missing
    )


def _is_of_before(claim: Reading, result: Result, pool: Pool) -> bool:
    """Whether all operands are told of the period before and the claim is not: last year's profit over last year's revenue."""
    if claim.prior or result.signed or claim.role == "from":
        return False
    places, told = _places(result), _told_by(result, pool, claim)
    before = all(reading.prior or reading.role == "from" for reading in told)
    return len(told) == len(places) and (before or all(time_fits(claim, reading) is False for reading in told))


def _told_by(result: Result, pool: Pool, claim: Reading) -> list[Reading]:
    """The figures of the evidence that it takes."""
    places = _places(result)
    return [reading for reading in pool.about(claim) if (reading.source, reading.quantity.start) in places]


def _as_told_by(result: Result, pool: Pool, claim: Reading) -> Result:
    """The result with its operands as the evidence's sentences tell them, with their words."""
    told = {(reading.source, reading.quantity.start): reading for reading in _told_by(result, pool, claim)}
    places = ((item.reading.source, item.reading.quantity.start) for item in result.operands)
    found = (told.get(place, item.reading) for item, place in zip(result.operands, places, strict=True))
    return replace(result, operands=tuple(replace(item, reading=it) for item, it in zip(result.operands, found, strict=True)))


def _is_ordered(claim: Reading, result: Result, results: Sequence[Sequence[Made]]) -> bool:
    """Whether the two figures were tried as a change that goes up or down: what fell by so much rose by it in no other order."""
    if claim.role != "change" or claim.direction == "none":
        return False
    places = _places(result)
    tried = (other for made in results for other, _ in made if other.signed and other.family == result.family)
    return any(_places(other) == places for other in tried)


def _places(result: Result) -> set[tuple[str, int]]:
    """Where its operands stand."""
    return {(item.reading.source, item.reading.quantity.start) for item in result.operands}
