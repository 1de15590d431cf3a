"""Bare numbers in the points of the gap told before them: "24 points ahead of the one and 53 ahead of the other"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import way_of
from copilot.numbers.derivation.vetoes import names_at
from copilot.numbers.evidence.amounts import POINTS
from copilot.numbers.readings.entities import names_it
from copilot.numbers.readings.reading import Reading

_BY, _AND = re.compile(r"\bby $", re.IGNORECASE), re.compile(r"\band $")


def in_points(claim: Reading, told: Sequence[Reading]) -> Reading:
    """A bare number in the points of the gap told before it in its sentence: "led by 12 points, the other trailed by 7.8"."""
    before = _gap_before(claim, told)
    if before is None or claim.quantity.unit != "none" or way_of(claim) is None:
        return claim
    if not (_BY.search(before_hedges(claim.run_up)) or _is_joined(claim, before)):
        return claim
    return replace(claim, quantity=replace(claim.quantity, unit=before.quantity.unit))


def may_go_on(claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome], one: Reading, other: Reading) -> bool:
    """Whether of two figures just one is what the gap joined before a bare number is told of; True where none is joined.

    claim: as it is printed. Of "24 points ahead of the one and 53 ahead of the other" both gaps are of one thing.
    """
    before = _gap_before(claim, told)
    if before is None or claim.quantity.unit != "none" or not _is_joined(claim, before):
        return True
    evidence = outcomes[before.index].evidence
    items = evidence[0].get("operands", ()) if evidence else ()
    metrics = {item["source"] for item in items if item["source"] is not None}
    starts = {item["start"] for item in items if item["source"] is None}
    own = [figure for figure in told if figure.quantity.start in starts]
    length = claim.quantity.start - before.quantity.end
    names = names_at(before, before.quantity.end, length)
    shared = [
        each
        for each in (one, other)
        if (each.exact and each.source in metrics) or any(each in (figure, outcomes[figure.index].bound) for figure in own)
    ]
    return len(shared) == 1 and not names_it(before.after[:length], names, shared[0])


def _gap_before(claim: Reading, told: Sequence[Reading]) -> Reading | None:
    before = [other for other in told if other.sentence == claim.sentence and other.index < claim.index]
    return before[-1] if before and before[-1].quantity.unit in POINTS else None


def _is_joined(claim: Reading, before: Reading) -> bool:
    return _AND.search(before_hedges(claim.run_up)) is not None and way_of(before) is not None
