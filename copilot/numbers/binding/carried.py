"""What a figure leaves out and one told with it has: "its slump of 33.5% within sessions, the other's was 32.3% [M15][M17]".

Two metrics that are cited in one breath and have one name are told by the same words, once. Only the measure is carried: when a
figure was, and whether it came about, its own words say. But when one fall ran says nothing of when another did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from copilot.numbers.binding.judging import judge
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading


def carried(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts of figures that only the measure told with another one of their sentence makes right."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        outcome = outcomes[at]
        if outcome.verdict != "differs" or outcome.bound is None or not outcome.bound.exact:
            continue
        if any("formula" in proof for proof in outcome.evidence):
            continue  # other figures make another one, whatever is measured
        told = [other for other in claims.values() if other.sentence == claim.sentence and other is not claim]
        told = [other for other in told if outcomes[other.index].verdict == "checked"]
        alike = next((other for other in told if _is_of_one_name(outcomes[other.index].bound, outcome.bound)), None)
        if alike is None or claim.basis.negated or claim.basis.modality not in (None, "actual"):
            continue
        again = _as_the_other(text, claim, alike)
        made = judge(_without_its_event(again, alike, outcomes[alike.index].bound, outcome.bound), evidence.pool(reach[at].ids))
        if made.verdict == "checked":
            found[at] = made
    return found


def _is_of_one_name(one: Reading | None, other: Reading) -> bool:
    """Whether two metrics are of one definition: the name and the end of the formula."""
    if one is None or not one.exact or one is other:
        return False
    return [_name(one), one.basis.dimensions] == [_name(other), other.basis.dimensions]


def _name(metric: Reading) -> str:
    ticker = metric.entities[0].text if metric.entities else ""
    return metric.open_label.removeprefix(ticker).strip()


def _as_the_other(text: str, claim: Reading, other: Reading) -> Reading:
    """The claim with the measure and the words of the figure told with it, where it has none of its own."""
    if find_measures(claim.lead + claim.trail):
        return claim
    words = text[min(other.segment_span[0], claim.segment_span[0]) : claim.quantity.start]
    basis = replace(claim.basis, dimensions={**other.basis.dimensions, **claim.basis.dimensions})
    return replace(claim, measure=other.measure, measure_near=other.measure_near, basis=basis, run_up=words)


def _without_its_event(claim: Reading, other: Reading, its: Reading | None, theirs: Reading) -> Reading:
    """The claim without the days between which the other fell, where both falls are the deepest of one window of dates."""
    if its is None or its.measure != "drawdown" or len(its.times) != 2 or its.times[:1] != theirs.times[:1]:
        return claim
    begin, end = other.segment_span
    kept = tuple(time for time in claim.times if not begin <= time.start < end)
    return claim if len(kept) == len(claim.times) else replace(claim, times=kept, times_near=bool(kept), compared_times=())
