"""Figures that stand nowhere but follow: stated in their own sentence, named by measure and time, or found by search."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Result
from copilot.numbers.benchmark_forms import against_benchmarks, products
from copilot.numbers.binding import is_of_one_thing
from copilot.numbers.chance import NAMED_LIMIT, Tries, of_one
from copilot.numbers.citations import Governance
from copilot.numbers.equations import LONGEST, printed
from copilot.numbers.evidence import Evidence, Pool
from copilot.numbers.forms import OPEN_TO_DERIVE, derived, holds, is_at_point, is_narrow, is_sharp, results_of, wrong
from copilot.numbers.joined import joined
from copilot.numbers.list_forms import TOTAL, sums
from copilot.numbers.listed import Lists
from copilot.numbers.margin_forms import margins, midpoints
from copilot.numbers.measure_forms import between_sides, by_definition, portions
from copilot.numbers.measures import measures
from copilot.numbers.named import Page, Pages, derive_named
from copilot.numbers.named.cues import cue
from copilot.numbers.named_forms import changes, comparisons, levels_before, recoveries, shares
from copilot.numbers.net_forms import is_net, nets
from copilot.numbers.operands import Pair, family_of, is_backward, is_level, is_same_thing, time_fits
from copilot.numbers.per_forms import per_thing
from copilot.numbers.reading import Reading
from copilot.numbers.rest_forms import remainders, rests
from copilot.numbers.search import searched
from copilot.numbers.step_forms import restated_changes
from copilot.numbers.verdicts import Outcome, sentence, unsupported
from copilot.numbers.votes import voters

_COMPARES = re.compile(
    r"(?:below|above|less than|more than|higher than|lower than|over|under|ahead of|behind|premium|discount|gap|of)\b",
    re.IGNORECASE,
)


_BREATH = 40  # characters between a change and the value it led to


def derive(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts by derivation for the numbers that nothing bound; levels first, since changes are told between them."""
    found: dict[int, Outcome] = {}
    settled = dict(outcomes)
    pages, lists = Pages(evidence), Lists(evidence)
    beside: dict[int, dict[int, Reading]] = {}
    for at, claim in claims.items():
        beside.setdefault(claim.sentence, {})[at] = claim
    told = list(claims.values())
    place = {claim.index: at for at, claim in enumerate(told)}
    order = sorted(claims, key=lambda at: (claims[at].role == "change", at))
    for at in order:
        claim, outcome = claims[at], outcomes[at]
        if claim.quantity.value is None or outcome.reason_code == "bad_citation":
            continue
        if _on_another_basis(claim, outcome) or _is_moving_average(claim):
            continue
        if outcome.verdict == "checked" and _is_only_a_level(claim, outcome.bound):
            outcome = found[at] = unsupported(
                "not_found", f"the evidence has {claim.quantity.text} as a level, not as what is computed"
            )
        if outcome.support == "value_only":
            pool = evidence.pool(reach[at].ids)
            made = _pinned(claim, _named(claim, pool, False), pool)
            if made is not None and made.verdict == "checked":
                found[at] = made
        elif outcome.reason_code == "proxy":  # what its own sentence tells of its subject decides; nothing else does
            made = _stated(claim, beside[claim.sentence], ChainMap(found, settled))
            if made is not None and made.verdict == "checked":
                found[at] = made
        elif outcome.rejected:
            made = printed(text, claim, told[max(0, place[at] - LONGEST) : place[at]], ChainMap(found, settled))
            made = made or _stated(claim, beside[claim.sentence], ChainMap(found, settled))
            made = made or _half_stated(claim, beside[claim.sentence], ChainMap(found, settled), evidence.pool(reach[at].ids))
            made = made or (None if _is_counted_otherwise(claim, outcome) else lists.counted(claim, reach[at].ids, text))
            made = made or voters(claim, evidence.pool(reach[at].ids))
            made = made or _from_evidence(text, claim, outcome, evidence.pool(reach[at].ids), pages.of(reach[at].ids))
            if made is not None and (made.verdict == "checked" or _is_open(claim, outcome)):
                found[at] = made
    return found


def _is_open(claim: Reading, outcome: Outcome) -> bool:
    """Whether nothing that binding found speaks against a formula; that no 2.8% is "twice" says nothing."""
    points = claim.quantity.unit in ("ratio_x", "percentage_point", "basis_point")
    return outcome.reason_code in OPEN_TO_DERIVE or (outcome.reason_code == "unit" and points)


def _is_counted_otherwise(claim: Reading, outcome: Outcome) -> bool:
    """Whether the evidence itself counts the same things and has another number: no list of them mends that."""
    told = outcome.bound.quantity.unit if outcome.reason_code == "value" and outcome.bound is not None else ""
    return told == claim.quantity.unit and told.startswith("count:")


def _on_another_basis(claim: Reading, outcome: Outcome) -> bool:
    """Whether the evidence tells this very change on another basis, as on the month and not the year: no formula mends that."""
    told = outcome.bound.basis.dimensions.get("comparison") if outcome.bound is not None else None
    return outcome.reason_code == "measure" and told not in (None, claim.basis.dimensions.get("comparison", told))


def _is_moving_average(claim: Reading) -> bool:
    """Whether it is the level of an average over many days, which no two figures give."""
    return "average" in claim.basis.dimensions and claim.role != "change"


def _is_only_a_level(claim: Reading, bound: Reading | None) -> bool:
    """Whether the words ask for a change, a ratio or a mean and the evidence has the figure as a level."""
    if bound is None or bound.exact or bound.role == "change" or not cue("computed").search(claim.lead):
        return False
    words = bound.lead + " " + bound.trail
    return not any(cue(form).search(words) for form in ("change", "difference", "ratio", "mean"))


def _from_evidence(text: str, claim: Reading, outcome: Outcome, pool: Pool, page: Callable[[], Page]) -> Outcome | None:
    """One reading only, else the best-named, else what a search finds: each reading tried makes an accident likelier."""
    contradicted = not _is_open(claim, outcome)
    forms = _named(claim, pool, contradicted)
    if not contradicted:
        forms.append(list(joined(claim, pool)))
    pinned = _pinned(claim, forms, pool, contradicted=contradicted)
    if pinned is not None and (pinned.verdict == "checked" or pinned.reason_code == "direction"):
        return pinned  # what went down by so much went up by it in no other reading
    if outcome.reason_code in ("entity", "direction"):
        return pinned
    tries = Tries()
    named = derive_named(text, claim, page(), tries)
    if named is not None and not _is_ordered(claim, named.result, forms) and not _is_of_before(claim, named.result, pool):
        return derived(named.result, "by the operands it names", named.p)
    loose = _loose(claim, forms, tries)
    if loose is not None:
        return loose
    if pinned is not None or contradicted or is_net(claim):
        return pinned
    return searched(claim, pool, tries)


def _is_of_before(claim: Reading, result: Result, pool: Pool) -> bool:
    """Whether all operands are told of the period before and the claim is not: last year's profit over last year's revenue."""
    if claim.prior or result.signed or claim.role == "from":
        return False
    places = {(item.reading.source, item.reading.quantity.start) for item in result.operands}
    told = [reading for reading in pool.about(claim) if (reading.source, reading.quantity.start) in places]
    before = all(reading.prior or reading.role == "from" for reading in told)
    return len(told) == len(places) and (before or all(time_fits(claim, reading) is False for reading in told))


def _is_ordered(claim: Reading, result: Result, forms: Sequence[_Made]) -> bool:
    """Whether the two figures were tried as a change that goes up or down: what fell by so much rose by it in no other order."""
    if claim.role != "change" or claim.direction == "none":
        return False
    places = {(item.reading.source, item.reading.quantity.start) for item in result.operands}
    tried = (other for made in forms for other, _ in made if other.signed and other.family == result.family)
    return any({(item.reading.source, item.reading.quantity.start) for item in other.operands} == places for other in tried)


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


def _half_stated(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Outcome | None:
    """The value reached stands in the claim's sentence, derived itself; the earlier one only in the evidence."""
    reached = [
        at for at, other in beside.items() if other.role == "to" and 0 < other.quantity.start - claim.quantity.end < _BREATH
    ]
    if claim.role != "change" or len(reached) != 1 or outcomes[reached[0]].support != "derived":
        return None
    earlier = [
        theirs
        for theirs in pool.about(claim)
        if (theirs.prior or theirs.role == "from") and is_level(theirs) and is_same_thing(claim, theirs)
    ]
    if len(earlier) != 1:
        return None
    results = results_of(claim, earlier[0], beside[reached[0]])
    right = next((result for result in results if holds(claim, result) and is_sharp(claim, result)), None)
    return derived(right, "to the value in its own sentence") if right is not None else None


def _stated_pairs(claim: Reading, levels: Mapping[int, Reading]) -> Iterator[Pair]:
    starts = [other for other in levels.values() if other.role == "from"]
    finals = [other for other in levels.values() if other.role == "to"]
    if starts and finals and claim.role == "change":
        start = min(starts, key=lambda other: abs(other.quantity.start - claim.quantity.start))
        final = min(finals, key=lambda other: abs(other.quantity.start - start.quantity.start))
        between = [
            other
            for other in levels.values()
            if final.quantity.end <= other.quantity.start < claim.quantity.start
            and comparable(family_of(other), family_of(start))
        ]
        against = _AGAINST[claim.direction]
        is_prior_rate = against is not None and against.search(start.run_up) is not None and start.index > claim.index
        pinned = comparable(family_of(start), family_of(final)) and not between and not is_prior_rate
        yield Pair(start, final, pinned)
        yield from (Pair(start, other, False) for other in between)
        return
    rate = claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x")
    if (claim.role == "change" and rate) or _COMPARES.match(claim.after.lstrip()) or claim.quantity.unit == "ratio_x":
        values = list(levels.values())
        for one in values:
            for other in values:
                if one is not other and comparable(family_of(one), family_of(other)) and not is_backward(one, other):
                    yield Pair(one, other, False)


# "Prices rose 2.4%, down from 2.8%": the rate of before, and no level that they rose from.
_AGAINST = {
    "up": re.compile(r"\bdown from (?:\w+ )?$", re.IGNORECASE),
    "down": re.compile(r"\bup from (?:\w+ )?$", re.IGNORECASE),
    "none": None,
}


# --- 2. named by entity, measure and time ---

_Made = Sequence[tuple[Result, bool]]


def _pinned(claim: Reading, forms: Sequence[_Made], pool: Pool, *, contradicted: bool = False) -> Outcome | None:
    """Operands found by the claim's words where they leave one reading; differs where it gives another figure.

    contradicted: the evidence has the figure as something else, so that coarse operands do not bear it out.
    """
    missed: Result | None = None
    for made in forms:
        choices = Counter(home for home, _ in {(_home(result), _operands(result)) for result, _ in made})
        for result, pinned in made:
            alone = choices[_home(result)] == 1
            told = pinned and holds(claim, result) and ((result.signed and not contradicted) or is_narrow(claim, result))
            if told or (alone and _gives(claim, result)):
                return derived(result, "by the operands it names")
            if pinned and missed is None and (pool.is_small or _is_said_of_it(claim, result)):
                missed = result
    return wrong(claim, missed) if missed is not None else None


def _is_said_of_it(claim: Reading, result: Result) -> bool:
    """Whether all operands are of the claim's subject and may be of its measure: others prove it no more wrong than right."""
    return all(_may_tell(claim, operand.reading) for operand in result.operands)


def _may_tell(claim: Reading, theirs: Reading) -> bool:
    if claim.share and not theirs.share:
        return False  # "83% of the companies" is no change of their index
    if claim.measure and not theirs.measure:
        told = measures()[claim.measure]
        if not told.generic and told.kind != "return":
            return False
    return is_of_one_thing(claim, theirs)


def _home(result: Result) -> str:
    """The source of its operands: what other sources say leaves its choice as it is."""
    return result.operands[0].reading.source


def _operands(result: Result) -> tuple[int, ...]:
    return tuple(item.reading.index for item in result.operands)


def _loose(claim: Reading, forms: Sequence[_Made], tries: Tries) -> Outcome | None:
    """Operands that the claim's words allow, among others: accepted where an accidental match is unlikely."""
    for result, _ in (each for made in forms for each in made):
        count = tries.add(result.family, result.point, _home(result))
        if _gives(claim, result):
            chance = min(Decimal(1), count * of_one(claim, result, at_point=is_at_point(claim, result)))
            if chance < NAMED_LIMIT:
                return derived(result, "by the operands it names", chance)
    return None


def _gives(claim: Reading, result: Result) -> bool:
    return holds(claim, result) and is_sharp(claim, result)


def _named(claim: Reading, pool: Pool, contradicted: bool) -> list[_Made]:
    """What each form makes of the operands that the claim names."""
    by_time = (changes, comparisons, levels_before, restated_changes)
    of_whole = (against_benchmarks, sums, shares, products, margins, midpoints, remainders)
    of_two = (between_sides, by_definition, portions, per_thing, nets)
    makers = (*by_time, rests, recoveries) if contradicted else (*by_time, *of_whole, *of_two, rests, recoveries)
    return [list(maker(claim, pool)) for maker in makers]
