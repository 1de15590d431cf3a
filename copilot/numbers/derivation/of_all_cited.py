"""What all the metrics that a figure cites make together: a total, how far the farthest are apart, a gap at one of two times.

"In all, six votes [M1][M2][M3]"; "separated by one point [M1][M2][M3]"; "the gap widened to 43 basis points from 9 [M1]-[M4]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import up_to, words_behind
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.derivation.worked import sided, worked
from copilot.numbers.evidence.amounts import POINTS
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.rests import denies
from copilot.numbers.formulas.verdicts import derived, gives, wrong
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time

_BETWEEN = re.compile(r"(?:the|that|this) [a-z-]+ between the two (?:has )?[a-z]+ (?:out )?to ", re.IGNORECASE)
_FROM = re.compile(r"(?: (?:basis )?points)?,? from (?:[a-z]+ )*", re.IGNORECASE)
_ENDS = re.compile(r"(?: (?:basis )?points)?(?:\s?\[[^\]]*\])*(?:\.(?!\d)|;|$)", re.IGNORECASE)


def of_all_cited(claim: Reading, before: Sequence[Reading], pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of all the metrics it cites, three or more; None where they make none."""
    if len(pool.metrics) < 3 or claim.quantity.value is None or claim.row or denies(claim):
        return None
    meant = _in_points(claim, before)
    cited = pool.metrics
    for results in (_totals(meant, cited), _extremes(meant, cited), _gaps(meant, before, cited)):
        made = [result for result in results if same_form(meant, result)]
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
        or last.quantity.unit not in POINTS
    ):
        return claim
    return replace(claim, quantity=replace(claim.quantity, unit=last.quantity.unit))


def _totals(claim: Reading, cited: Sequence[Reading]) -> Iterator[Result]:
    """What was counted on several days, in all."""
    days = {
        theirs.times[0].when.end for theirs in cited if theirs.times and theirs.times[0].when.start == theirs.times[0].when.end
    }
    if not _are_of_its_times(claim, cited, windowed=False):
        return
    counted = all(theirs.quantity.unit.startswith("count:") for theirs in cited)
    alike = len({theirs.open_label for theirs in cited}) == 1 and len(days) == len(cited)
    if counted and alike and worked("{in_all}").search(up_to(claim) + words_behind(claim)):
        yield arithmetic.total(*_operands(cited))


def _extremes(claim: Reading, cited: Sequence[Reading]) -> Iterator[Result]:
    """The largest of one measure less the smallest, of three things or more."""
    if worked("{some}").search(up_to(claim)) or not _are_of_its_times(claim, cited, windowed=True) or _names_some(claim, cited):
        return
    one_measure = len({(theirs.measure, theirs.formula) for theirs in cited}) == 1 and cited[0].measure is not None
    things = {theirs.entities[0].id for theirs in cited if theirs.entities}
    if claim.quantity.unit in POINTS and one_measure and len(things) == len(cited) and worked("{extremes}").search(up_to(claim)):
        ordered = sorted(_operands(cited), key=lambda operand: operand.point)
        yield replace(arithmetic.difference(ordered[0], ordered[-1]), signed=False)


def _gaps(claim: Reading, before: Sequence[Reading], cited: Sequence[Reading]) -> Iterator[Result]:
    """The gap of two series on the later of two days, where it moved to it, or on the earlier one, where it moved from it."""
    to = claim if claim.role == "to" else before[-1] if before and claim.role == "from" else None
    if to is None or claim.quantity.unit not in POINTS or claim.times or to.times or to.sentence != claim.sentence:
        return
    words = before_hedges(to.run_up)
    told = _BETWEEN.fullmatch(words) is not None and sided("{gap}").search(words) is not None
    if not told or not (
        _FROM.match(claim.after) if to is claim else _FROM.fullmatch(gap(to, claim)) and _ENDS.match(claim.after)
    ):
        return
    labels = {theirs.open_label for theirs in cited}
    days = sorted({str(theirs.times[0].when.end) for theirs in cited if theirs.times})
    if len(cited) != 4 or len(labels) != 2 or len(days) != 2:
        return
    then, now = (_apart([theirs for theirs in cited if str(theirs.times[0].when.end) == day]) for day in days)
    if then is None or now is None:
        return
    grew = now.point > then.point
    if worked("{narrowed}" if grew else "{widened}").search(words) is None:
        yield now if claim.role == "to" else then


def _are_of_its_times(claim: Reading, cited: Sequence[Reading], *, windowed: bool) -> bool:
    """Whether every time that it is told of is that of all the metrics."""
    return all(
        any(same_time(time.when, its.when, windowed=windowed) is True for its in theirs.times)
        for time in claim.times
        for theirs in cited
    )


def _names_some(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether it names some of the things and not all of them."""
    named = (*claim.entities, *claim.comparators)
    told = [
        classes_agree(named, theirs.entities)[0] or any(name.text in claim.run_up for name in theirs.entities) for theirs in cited
    ]
    return (any(told) or bool(named)) and not all(told)


def _apart(two: Sequence[Reading]) -> Result | None:
    """How far two figures are apart, as a size."""
    ordered = sorted(_operands(two), key=lambda operand: operand.point)
    return replace(arithmetic.difference(*ordered), signed=False) if len(ordered) == 2 else None


def _operands(cited: Sequence[Reading]) -> list[Operand]:
    return [operand for theirs in cited if (operand := arithmetic.told_operand(theirs)) is not None]
