"""What a figure leaves out and one told with it has: "its slump of 33.5% within sessions, the other's was 32.3% [M15][M17]".

Two metrics that are cited in one breath and have one name are told by the same words, once. And a time that another figure of
the sentence has for its own, and bears out, is no time of the figure beside it: "closed April at 99.50, above its old level of
74.40".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from copilot.numbers.binding.judging import judge
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import TimeMention, may_be
from copilot.types import Span

_STANDS_APART = re.compile(  # words that begin a clause or a comparison, with times of its own
    r"\W*(?:(?:a |an |the )?(?:[\w-]+ ){0,2}?)?(?:above|below|beneath|over|under|than|of|after|before|though|although|while"
    r"|whereas|against|versus|short|compared)\b",
    re.IGNORECASE,
)


def carried(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts of figures that only what stands elsewhere in their sentence spoke against, with that left to its own figure."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        outcome = outcomes[at]
        if outcome.verdict != "differs" or outcome.bound is None or not outcome.bound.exact:
            continue
        told = [other for other in claims.values() if other.sentence == claim.sentence and other is not claim]
        told = [other for other in told if outcomes[other.index].verdict == "checked"]
        for again in _readings(text, claim, outcome.bound, told, outcomes):
            made = judge(again, evidence.pool(reach[at].ids))
            if made.verdict == "checked":
                found[at] = made
                break
    return found


def _readings(
    text: str, claim: Reading, theirs: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome]
) -> Iterator[Reading]:
    """The claim as it reads with what it leaves out, and without what is another's."""
    freed = _freed(claim, told, outcomes)
    alike = next((other for other in told if _is_of_one_name(outcomes[other.index].bound, theirs)), None)
    if alike is not None:
        yield _as_the_other(text, freed, alike)
    if freed is not claim:
        yield freed


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
    basis = replace(other.basis, dimensions={**other.basis.dimensions, **claim.basis.dimensions})
    return replace(claim, measure=other.measure, measure_near=other.measure_near, basis=basis, run_up=words)


def _freed(claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Reading:
    """The claim without the times that stand in the words of another figure, which is of them."""
    if not claim.times or not (_STANDS_APART.match(claim.lead) or _is_base(claim, told)):
        return claim
    opening = {time.start for time in claim.opening_times}
    kept = tuple(time for time in claim.times if time.start in opening or not any(_has(other, time, outcomes) for other in told))
    return claim if len(kept) == len(claim.times) else replace(claim, times=kept, times_near=bool(kept), compared_times=())


def _is_base(claim: Reading, told: Sequence[Reading]) -> bool:
    """Whether a figure is what the multiple right before it is of: "nearly twice the other's 7.1%"."""
    before = max((other for other in told if other.index < claim.index), key=lambda other: other.index, default=None)
    return before is not None and before.quantity.unit == "ratio_x" and before.segment_span[1] <= claim.segment_span[0] + 1


def _has(other: Reading, time: TimeMention, outcomes: Mapping[int, Outcome]) -> bool:
    """Whether a time stands in the words of another figure, and what bears that out is of it."""
    bound = outcomes[other.index].bound
    if bound is None or not bound.times or not _within(time.start, other.segment_span):
        return False
    return any(same_time(when, its.when, windowed=False) for when in may_be(time.when) for its in bound.times)


def _within(start: int, span: Span) -> bool:
    return span[0] <= start < span[1]
