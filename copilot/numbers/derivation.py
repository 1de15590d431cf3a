"""Figures that stand nowhere but follow: stated in their own sentence, named by measure and time, or found by search."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Result
from copilot.numbers.citations import Governance
from copilot.numbers.evidence import Evidence, Pool
from copilot.numbers.forms import OPEN_TO_DERIVE, derived, holds, is_sharp, results_of, wrong
from copilot.numbers.named_forms import TOTAL, changes, comparisons, levels_before, recoveries, remainders, rests, shares, sums
from copilot.numbers.operands import Pair, family_of, is_backward
from copilot.numbers.reading import Reading
from copilot.numbers.search import searched
from copilot.numbers.verdicts import Outcome, sentence

_COMPARES = re.compile(
    r"(?:below|above|less than|more than|higher than|lower than|over|under|ahead of|behind|premium|discount|gap|of)\b",
    re.IGNORECASE,
)


def derive(
    claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts by derivation for the numbers that nothing bound; levels first, since changes are told between them."""
    found: dict[int, Outcome] = {}
    settled = dict(outcomes)
    beside: dict[int, dict[int, Reading]] = {}
    for at, claim in claims.items():
        beside.setdefault(claim.sentence, {})[at] = claim
    order = sorted(claims, key=lambda at: (claims[at].role == "change", at))
    for at in order:
        claim, outcome = claims[at], outcomes[at]
        weak = outcome.support == "value_only"
        if (outcome.verdict in ("checked", "uncited", "exempt") and not weak) or outcome.reason_code in ("bad_citation", "proxy"):
            continue
        if claim.quantity.value is None or _on_another_basis(claim, outcome):
            continue
        if weak:
            made = _named(claim, evidence.pool(reach[at].ids), True)
            if made is not None and made.verdict == "checked":
                found[at] = made
            continue
        pool = evidence.pool(reach[at].ids)
        current = ChainMap(found, settled)
        made = (
            _stated(claim, beside[claim.sentence], current)
            or _named(claim, pool, outcome.reason_code not in OPEN_TO_DERIVE)
            or searched(claim, pool, outcome)
        )
        if made is not None and (made.verdict == "checked" or outcome.reason_code in OPEN_TO_DERIVE):
            found[at] = made
    return found


def _on_another_basis(claim: Reading, outcome: Outcome) -> bool:
    """Whether the evidence tells this very change on another basis, as on the month and not the year: no formula mends that."""
    told = outcome.bound.basis.dimensions.get("comparison") if outcome.bound is not None else None
    return outcome.reason_code == "measure" and told not in (None, claim.basis.dimensions.get("comparison", told))


# --- 1. stated in the same sentence ---


def _stated(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The claim's own sentence holds its operands: each is judged itself, the result needs only the arithmetic."""
    levels = {
        at: other
        for at, other in beside.items()
        if at != claim.index and other.role != "change" and other.quantity.value is not None
    }
    if not 2 <= len(levels) <= 8:
        return None
    for pair in _stated_pairs(claim, levels):
        results = list(results_of(claim, pair.first, pair.last))
        right = next((result for result in results if holds(claim, result) and (pair.pinned or is_sharp(claim, result))), None)
        operands = [outcomes[at] for at, other in levels.items() if other is pair.first or other is pair.last]
        if right is not None:
            if any(outcome.rejected and not outcome.period_only for outcome in operands):
                return Outcome(
                    "unsupported", "not_found", sentence(f"the arithmetic holds ({right.formula}), but an operand does not")
                )
            return derived(right, "in its own sentence")
        if pair.pinned and results:
            return wrong(claim, results[0])
    listed = [operand for operand in (arithmetic.operand(other) for at, other in levels.items() if at < claim.index) if operand]
    if len(listed) >= 2 and TOTAL.search(claim.lead):
        result = arithmetic.total(listed)
        if holds(claim, result) and not any(
            outcomes[at].rejected and not outcomes[at].period_only for at in levels if at < claim.index
        ):
            return derived(result, "in its own sentence")
    return None


def _stated_pairs(claim: Reading, levels: Mapping[int, Reading]) -> Iterator[Pair]:
    starts = [other for other in levels.values() if other.role == "from"]
    finals = [other for other in levels.values() if other.role == "to"]
    if starts and finals and claim.role == "change":
        start = min(starts, key=lambda other: abs(other.quantity.start - claim.quantity.start))
        final = min(finals, key=lambda other: abs(other.quantity.start - start.quantity.start))
        yield Pair(start, final, comparable(family_of(start), family_of(final)))
        return
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    if (claim.role == "change" and rate) or _COMPARES.match(claim.after.lstrip()) or claim.quantity.unit == "ratio_x":
        values = list(levels.values())
        for one in values:
            for other in values:
                if one is not other and comparable(family_of(one), family_of(other)) and not is_backward(one, other):
                    yield Pair(one, other, False)


# --- 2. named by entity, measure and time ---


def _named(claim: Reading, pool: Pool, contradicted: bool) -> Outcome | None:
    """Operands found by the claim's words, one reading each: later over earlier, part over whole, first-named less second."""
    missed: Result | None = None
    makers = (
        (changes, comparisons, levels_before, rests, recoveries)
        if contradicted
        else (changes, comparisons, levels_before, sums, shares, rests, recoveries, remainders)
    )
    for maker in makers:
        for result, pinned in maker(claim, pool):
            if holds(claim, result) and (pinned or is_sharp(claim, result)):
                return derived(result, "by the operands it names")
            if pinned and missed is None:
                missed = result
    return wrong(claim, missed) if missed is not None else None
