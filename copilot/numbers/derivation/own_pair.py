"""A gap that its sentence tells with the two figures it lies between, by which of them its words put ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from copilot.numbers.binding.verdicts import Outcome, unsupported
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import way_of
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.formula import Formula, worked_out
from copilot.numbers.formulas.verdicts import derived, holds, wrong
from copilot.numbers.readings.gap_pairs import GapPair, gap_pairs
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got|gets?)\s(?:[a-z]+ly\s)?[a-z]+(?:ed|en|t)\s(?:by\s)?$", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:which|whom|that)\s", re.IGNORECASE)  # "which the fund beat by": the subject may be either


def of_its_own_pair(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on a gap in points of its subject to another, both told right behind it: "trailed by 5 points, 14% to 19%"."""
    pair = next((pair for pair in gap_pairs([beside[at] for at in sorted(beside)]) if pair.gap is claim), None)
    sign = _sign(pair) if pair is not None else None
    if pair is None or sign is None or claim.basis.negated:
        return None
    made = [found.result for found in worked_out(claim, [Formula(arithmetic.difference, (pair.other, pair.subject))])]
    if not made:
        return None
    result: Result = made[0]
    told = replace(claim, polarity=sign, direction="none")
    if not holds(told, result):
        return wrong(told, result)
    if any(outcomes[one.index].rejected and not outcomes[one.index].period_only for one in (pair.subject, pair.other)):
        return unsupported("not_found", f"the arithmetic holds ({result.formula}), but an operand does not")
    return derived(result, "in its own sentence")


def _sign(pair: GapPair) -> int | None:
    """1 where the words put the subject ahead, -1 where they put it behind; None where they leave that open."""
    way = way_of(pair.teller)
    words = before_hedges(pair.teller.run_up)
    if way is None or _PASSIVE.search(words) or _RELATIVE.search(pair.teller.lead):
        return None
    values = [one.quantity.value or 0 for one in (pair.subject, pair.other)]
    if way.of_size and min(values) < 0:
        return None  # the deeper of two falls
    ids = (pair.gap.measure, pair.subject.measure, pair.other.measure)
    return None if any(id is not None and _is_worse_above(id) for id in ids) else way.sign


def _is_worse_above(id: str) -> bool:
    """Whether more of a measure is no better, so that who leads in it may have less."""
    return measures()[id].inverse or id in ("drawdown", "volatility")
