"""What all the metrics that a figure cites make together: a total, how far the farthest are apart, a gap at one of two times.

"In all, six votes [M1][M2][M3]"; "separated by one point [M1][M2][M3]"; "the gap widened to 43 basis points from 9 [M1]-[M4]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.derivation.by_change import worked
from copilot.numbers.derivation.sides import side_words, up_to, words_behind
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.rests import denies
from copilot.numbers.formulas.verdicts import derived, gives, wrong
from copilot.numbers.readings.reading import Reading

_POINTS = ("percentage_point", "basis_point", "index_point")
_WIDER = re.compile(r"\b(?:widen|grow|grew|increas|expand|balloon|rose|rise|went up)\w*\b", re.IGNORECASE)
_NARROWER = re.compile(r"\b(?:narrow|shr[aiu]nk|clos|fell|fall|decreas|tighten)\w*\b", re.IGNORECASE)


def of_all_cited(claim: Reading, before: Sequence[Reading], pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of all the metrics it cites, three or more; None where they make none."""
    if len(pool.metrics) < 3 or claim.quantity.value is None or claim.row or denies(claim):
        return None
    meant = _in_points(claim, before)
    for kind in (_totals, _extremes, _gaps):
        made = [result for result in kind(meant, before, pool.metrics) if same_form(meant, result)]
        if made:
            right = next((result for result in made if gives(meant, result)), None)
            return derived(right, "of all that it cites") if right is not None else wrong(claim, made[0])
    return None


def _in_points(claim: Reading, before: Sequence[Reading]) -> Reading:
    """The claim in the unit of the gap told right before it: "to 43 basis points from 9"."""
    last = before[-1] if before else None
    if (
        claim.role != "from"
        or claim.quantity.unit != "none"
        or last is None
        or last.role != "to"
        or last.quantity.unit not in _POINTS
    ):
        return claim
    return replace(claim, quantity=replace(claim.quantity, unit=last.quantity.unit))


def _totals(claim: Reading, before: Sequence[Reading], cited: Sequence[Reading]) -> Iterator[Result]:
    """What was counted on several days, in all."""
    days = {
        theirs.times[0].when.end for theirs in cited if theirs.times and theirs.times[0].when.start == theirs.times[0].when.end
    }
    counted = all(theirs.quantity.unit.startswith("count:") for theirs in cited)
    alike = len({theirs.open_label for theirs in cited}) == 1 and len(days) == len(cited)
    if counted and alike and worked("in_all").search(up_to(claim) + words_behind(claim)):
        yield arithmetic.total(*_operands(cited))


def _extremes(claim: Reading, before: Sequence[Reading], cited: Sequence[Reading]) -> Iterator[Result]:
    """The largest of one measure less the smallest, of three things or more."""
    one_measure = len({(theirs.measure, theirs.formula) for theirs in cited}) == 1 and cited[0].measure is not None
    things = {theirs.entities[0].id for theirs in cited if theirs.entities}
    if claim.quantity.unit in _POINTS and one_measure and len(things) == len(cited) and worked("extremes").search(up_to(claim)):
        ordered = sorted(_operands(cited), key=lambda operand: operand.point)
        yield replace(arithmetic.difference(ordered[0], ordered[-1]), signed=False)


def _gaps(claim: Reading, before: Sequence[Reading], cited: Sequence[Reading]) -> Iterator[Result]:
    """The gap of two series on the later of two days, where it moved to it, or on the earlier one, where it moved from it."""
    words = " ".join([other.run_up for other in before[-1:]] + [up_to(claim)]) if claim.role == "from" else up_to(claim)
    if claim.role not in ("to", "from") or claim.quantity.unit not in _POINTS or not side_words("gap").search(words):
        return
    labels = {theirs.open_label for theirs in cited}
    days = sorted({str(theirs.times[0].when.end) for theirs in cited if theirs.times})
    if len(cited) != 4 or len(labels) != 2 or len(days) != 2:
        return
    then, now = (_apart([theirs for theirs in cited if str(theirs.times[0].when.end) == day]) for day in days)
    if then is None or now is None:
        return
    grew = now.point > then.point
    if (_NARROWER if grew else _WIDER).search(words) is None:
        yield now if claim.role == "to" else then


def _apart(two: Sequence[Reading]) -> Result | None:
    """How far two figures are apart, as a size."""
    for one, other in combinations(_operands(two), 2):
        first, last = sorted((one, other), key=lambda operand: operand.point)
        return replace(arithmetic.difference(first, last), signed=False)
    return None


def _operands(cited: Sequence[Reading]) -> list[Operand]:
    found = (arithmetic.operand(theirs) for theirs in cited)
    return [arithmetic.as_told(operand) for operand in found if operand is not None]
