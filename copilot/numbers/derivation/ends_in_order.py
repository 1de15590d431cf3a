"""Figures in the wrong order: a move from its end to its beginning, "4.1, more than the 4.6 of May", "the deepest, at 3%"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from copilot.numbers.binding.verdicts import Outcome, differs
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.formulas.operands import size
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time


def out_of_order(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on both levels of a move that is told from the later one to the earlier one."""
    found: dict[int, Outcome] = {}
    told = sorted(at for at, outcome in outcomes.items() if outcome.bound is not None)
    for one, other in pairwise(told):
        ends = {claims[at].role: at for at in (one, other)}
        if claims[one].sentence != claims[other].sentence or ends.keys() != {"from", "to"} or _RANGES.search(claims[one].lead):
            continue
        began, reached = (outcomes[ends[role]].bound for role in ("from", "to"))
        if began is not None and reached is not None and _is_later(began, reached):
            found[ends["from"]] = differs("role", f"{began.source} is what the move led to, not where it began", began)
            found[ends["to"]] = differs("role", f"{reached.source} is where the move began, not what it led to", reached)
    return found


def ended_elsewhere(
    claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """The verdict on one end of a move where the evidence tells the other end as the claim does, and this one otherwise."""
    found: dict[int, Outcome] = {}
    for one, other in pairwise(sorted(at for at, claim in claims.items() if claim.role in _ENDS)):
        for at, told in ((one, other), (other, one)):
            claim, bound = claims[at], outcomes[told].bound
            if {claim.role, claims[told].role} != _ENDS or claim.sentence != claims[told].sentence:
                continue
            if outcomes[at].verdict != "unsupported" or outcomes[at].reason_code != "not_found" or bound is None:
                continue
            if (
                outcomes[told].support == "quoted"
                and bound.role == claims[told].role
                and not _FAR.search(gap(claims[one], claims[other]))
            ):
                ends = [its for its in evidence.pool(reach[at].ids).beside(bound) if its.role in _ENDS]
                ends = [its for its in ends if its.quantity.unit == bound.quantity.unit and abs(its.index - bound.index) <= _NEXT]
                if len(ends) == 1 and ends[0].role == claim.role and _is_another(claim, ends[0]):
                    words = f"[{ends[0].source}] says {ends[0].quantity.text} of that move, not {claim.quantity.text}"
                    found[at] = differs("value", words, ends[0])
    return found


_ENDS = {"from", "to"}
_NEXT = 3  # items, of which the times of the two are some
_FAR = re.compile(r"[,;.]\s")


def _is_another(claim: Reading, theirs: Reading) -> bool:
    """Whether two figures are of one unit, both plain, and neither has a time of its own that the other may lack."""
    plain = all(side.quantity.qualifier == "none" and side.quantity.value is not None for side in (claim, theirs))
    timed = claim.own_time and not (
        claim.times and theirs.times and same_time(claim.times[0].when, theirs.times[0].when, windowed=False)
    )
    return plain and not timed and claim.quantity.unit == theirs.quantity.unit


_OF_ONE = re.compile(r"\s(?:for|of) the (?:(?P<first>former)|latter)\b", re.IGNORECASE)


def of_the_other(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on what is told of the former of two figures, or the latter, and the evidence tells beside the other one."""
    found: dict[int, Outcome] = {}
    checked = {at: outcome.bound for at, outcome in outcomes.items() if outcome.verdict == "checked"}
    sentences = {at: (its.source, its.sentence) for at, its in checked.items() if its is not None and not its.exact}
    for at, claim in claims.items():
        one = _OF_ONE.match(claim.after) if at in sentences else None
        if one is None:
            continue
        before = [other for other in sorted(sentences) if other < at and claims[other].sentence == claim.sentence]
        if len(before) != 2:
            continue
        told, other = before if one["first"] else before[::-1]
        theirs = outcomes[at].bound
        if theirs is not None and sentences[told] != sentences[at] == sentences[other]:
            words = f"[{theirs.source}] gives it beside {claims[other].quantity.text}, not {claims[told].quantity.text}"
            found[at] = differs("entity", words, theirs)
    return found


_HELD = re.compile(
    r"(?:\s?[,(—–]\s?(?:which (?:is|was) )?|\s(?:was|is|were|are|came in|came|looks?|looked|stood) )"
    r"(?:(?:well|far|just|slightly|even|still|much) )?"
    r"(?:(?P<up>more than|higher than|greater than|above|exceeding|topping|surpassing|beating"
    r"|over(?= an? (?:[\w-]+ )?(?:average|mean|norm|median) )|up from)"
    r"|less than|fewer than|lower than|smaller than|below|short of|missing|down from)\s(?P<what>[^\d,;()]{0,60})$",
    re.IGNORECASE,
)
_CAME_FROM = re.compile(r"\b(?:up|down) from\b", re.IGNORECASE)
_BEAT = re.compile(  # "QRS's 4% beat the index's 3%", "at 4%, QRS's gain beat the index's 3%"
    r"(?:,(?: [\w’'.&-]+){1,6}?|,)?\s(?:(?:easily|comfortably|narrowly|handily|just|only|still|badly|well) )?"
    r"(?:(?P<up>topped|exceeded|surpassed|outstripped|(?P<better>beat|outdid|bettered))"
    r"|(?P<worse>trailed|lagged)|fell short of|missed)"
    r"\s(?P<what>[^\d,;()]{0,60}['’]s? )$",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\b(?:twice|half|double|triple|third|quarter|times|percent|points?)\b", re.IGNORECASE)


_RACED = re.compile(  # "with 12.9%, came in little more than a point ahead of"
    r",\s(?:came|comes|finished|ended) (?:in |out |up )?(?:[a-z]+ ){0,7}(?:(?P<up>ahead of)|behind) (?:the |those |that of )?$"
)


def raced_the_wrong_way(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on returns that another is said to have come in ahead of and has not, or behind."""
    found: dict[int, Outcome] = {}
    told = sorted(at for at, outcome in outcomes.items() if outcome.verdict == "checked")
    for one, other in pairwise(told):
        first, second = claims[one], claims[other]
        raced = _RACED.fullmatch(second.lead)
        if raced is None or first.sentence != second.sentence or first.quantity.unit != second.quantity.unit:
            continue
        ends = [_signed(outcomes[at]) for at in (one, other)]
        if None not in ends and (ends[0] < ends[1] if raced["up"] else ends[0] > ends[1]):  # type: ignore[operator]
            way = "ahead of" if raced["up"] else "behind"
            found[other] = differs("comparator", f"{first.quantity.text} is not {way} {second.quantity.text}", second)
    return found


def _signed(outcome: Outcome) -> Decimal | None:
    return outcome.bound.quantity.value if outcome.bound is not None and outcome.bound.exact else None


_EXTREME = re.compile(
    r"\bthe (?:(?P<most>deepest|steepest|largest|biggest|worst)|shallowest|mildest|smallest)(?: of (?:the|all) \w+)?"
    r", (?:at|with) $",
    re.IGNORECASE,
)
_BACK = 2  # sentences in which the others of a list are told


def no_extreme(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on falls that are called the deepest or mildest of those just told, and are not: "the deepest, at 21.1%"."""
    found: dict[int, Outcome] = {}
    for at, outcome in outcomes.items():
        called = _EXTREME.search(claims[at].lead) if outcome.verdict == "checked" else None
        own = _fall(outcome) if called is not None else None
        if called is None or own is None:
            continue
        for before, other in outcomes.items():
            near = 0 <= claims[at].sentence - claims[before].sentence <= _BACK and before < at
            its = _fall(other) if near and other.verdict == "checked" else None
            if its is None or not _of_one_window(own, its) or size(its) == size(own):
                continue  # of two that are equal both are the deepest and the mildest
            if (size(its) > size(own)) == bool(called["most"]):
                words = f"{its.source} is {its.quote}: {claims[at].quantity.text} is not {called.group().partition(',')[0]}"
                found[at] = differs("comparator", words, its)
    return found


def _fall(outcome: Outcome) -> Reading | None:
    """The metric of a drawdown that a figure is bound to."""
    bound = outcome.bound
    return bound if bound is not None and bound.exact and bound.measure == "drawdown" and bound.quantity.value else None


def _of_one_window(one: Reading, other: Reading) -> bool:
    same = one.times[:1] and other.times[:1] and one.times[0].when == other.times[0].when
    return bool(same) and one.source != other.source and one.basis.dimensions == other.basis.dimensions


_EACH = re.compile(r"\s(?:per|an?|each|apiece)\b(?! (?:year|quarter|month|week|day)\b)")
_SUM = 1_000  # times a price is at least the sum of all


def _are_one_and_all(first: Reading, second: Reading, one: Decimal, other: Decimal) -> bool:
    """Whether one is the price of each and the other a sum: "at $880 a share, much more than the $1.1 billion of May"."""
    each = [_EACH.match(side.after) is not None for side in (first, second)]
    return each[0] != each[1] and max(one, other) > _SUM * min(one, other)


def held_the_wrong_way(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The verdicts on figures that another is said to be above and is not, or below: "2.6 billion, more than the 3 billion"."""
    found: dict[int, Outcome] = {}
    told = sorted(at for at, outcome in outcomes.items() if outcome.verdict == "checked")
    for one, other in pairwise(told):
        first, second = claims[one], claims[other]
        between = gap(first, second)
        beat = _BEAT.match(between)
        if beat is not None and (beat["better"] or beat["worse"]) and not _more_is_better(first, outcomes[one]):
            continue
        held = _HELD.match(second.lead) or _HELD.match(between) or beat
        if held is None or first.sentence != second.sentence or _PART_OF.search(held["what"]):
            continue
        ahead, behind = _furthest(first, up=bool(held["up"])), _furthest(second, up=not held["up"])
        units = {first.quantity.unit, second.quantity.unit} - {"none"}
        if ahead is None or behind is None or len(units) > 1 or min(ahead, behind) < 0:
            continue
        if first.role == "change" != second.role and "than" not in between and not _are_returns(outcomes[one], outcomes[other]):
            continue  # "rose 2%, above 4,000": a move and a level
        if _are_one_and_all(first, second, ahead, behind):
            continue
        if first.polarity == -1 and first.role != "change":
            continue  # a loss
        if second.quantity.unit == "ratio_x" and outcomes[other].support == "derived":
            continue  # "rose by a fifth, more than twice the other": of the two, and no level
        if first.role == "change" and _CAME_FROM.search(between):
            continue  # a fall of 3%, up from one of 2%
        if ahead < behind if held["up"] else ahead > behind:
            way = "above" if held["up"] else "below"
            found[other] = differs("comparator", f"{first.quantity.text} is not {way} {second.quantity.text}", second)
    return found


def _are_returns(one: Outcome, other: Outcome) -> bool:
    """Whether both figures are computed returns, however the second is told: "its gain of 4% exceeded the index's 5%"."""
    bounds = [outcome.bound for outcome in (one, other)]
    return all(bound is not None and bound.exact and bound.measure in ("price_return", "total_return") for bound in bounds)


def _more_is_better(first: Reading, outcome: Outcome) -> bool:
    """Whether what is measured is known, and beats another by being more: a fee, a price or a jobless rate does not."""
    measure = outcome.bound.measure if outcome.bound is not None and outcome.bound.exact else first.measure
    return measure is not None and measure not in ("cost", "price", "rate", "claims") and not measures()[measure].inverse


def _furthest(reading: Reading, *, up: bool) -> Decimal | None:
    """The figure, of a range its upper or its lower end."""
    item = reading.quantity
    return item.value if item.low is None else item.high if up else item.low


_RANGES = re.compile(r"\b(?:rang|var[iy]|between|swung|fluctuat)", re.IGNORECASE)


def _is_later(one: Reading, other: Reading) -> bool:
    """Whether the evidence dates one level behind another, or tells the other, beside it, as what was before."""
    if other.prior and not one.prior and (one.source, one.sentence, one.measure) == (other.source, other.sentence, other.measure):
        return one.role in ("level", "none", "to") and one.index < other.index
    first, second = (each.times[0].when if each.exact and each.times else None for each in (one, other))
    return bool(first and second and first.start and second.end) and first.start > second.end  # type: ignore[union-attr,operator]
