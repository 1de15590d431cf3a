"""Figures that stand nowhere but follow: stated in their own sentence, named by measure and time, or found by search."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from copilot.numbers.binding.modality_slot import told_as_no_fact
from copilot.numbers.binding.told_metric import is_one_of_a_chain
from copilot.numbers.binding.verdicts import Outcome, Unexplained, unsupported
from copilot.numbers.derivation.against_words import is_against_words
from copilot.numbers.derivation.by_change import as_rate, by_change
from copilot.numbers.derivation.by_length import by_length
from copilot.numbers.derivation.compounded import of_two_in_a_row
from copilot.numbers.derivation.held_against import from_its_mark, held_against
from copilot.numbers.derivation.just_told import follows, share_of_told
from copilot.numbers.derivation.listed import Lists, voters
from copilot.numbers.derivation.of_a_return import of_a_return, supposed
from copilot.numbers.derivation.of_all_cited import of_all_cited
from copilot.numbers.derivation.one_by_one import told_one_by_one
from copilot.numbers.derivation.own_pair import of_its_own_pair
from copilot.numbers.derivation.reckoned import ends_of_two, reckoned
from copilot.numbers.derivation.retold import is_retold
from copilot.numbers.derivation.search import searched
from copilot.numbers.derivation.sides import of_the_last_of_two
from copilot.numbers.derivation.spoken import is_set_beside
from copilot.numbers.derivation.stated import LONGEST, half_stated, printed, set_beside, stated
from copilot.numbers.derivation.two_of_one import two_of_one
from copilot.numbers.derivation.vetoes import INCOME, RETURNS, is_of_another_measure
from copilot.numbers.evidence.amounts import POINTS, RATES
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.choice import ON_CONTRADICTION, WHERE_OPEN, likeliest, named_results, only_reading
from copilot.numbers.formulas.lists import asks_mean
from copilot.numbers.formulas.operands import time_fits
from copilot.numbers.formulas.rests import is_net
from copilot.numbers.formulas.verdicts import OPEN_TO_DERIVE, Tries, derived
from copilot.numbers.named import Page, Pages, derive_named
from copilot.numbers.named.labels import cue
from copilot.numbers.readings.reading import Reading


def derive(
    text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts by derivation for the numbers that nothing bound; levels first, since changes are told between them."""
    found: dict[int, Outcome] = {}
    decided = ChainMap(found, dict(outcomes))
    pages, lists = Pages(evidence), Lists(evidence)
    sentences: dict[int, dict[int, Reading]] = {}
    for at, claim in claims.items():
        sentences.setdefault(claim.sentence, {})[at] = claim
    told = list(claims.values())
    place = {claim.index: at for at, claim in enumerate(told)}
    for at in sorted(claims, key=lambda at: (claims[at].role == "change", is_set_beside(claims[at]), at)):
        claim, outcome, ids = claims[at], outcomes[at], reach[at].ids
        if claim.quantity.low is not None and outcome.rejected and (ends := ends_of_two(claim, evidence.pool(ids))) is not None:
            found[at] = ends
        beside = sentences[claim.sentence]
        own = of_its_own_pair(claim, beside, decided) or of_two_in_a_row(claim, beside, decided)
        if own is not None and outcome.verdict != "uncited":
            found[at] = own if outcome.rejected or own.verdict == "differs" else outcome
            continue
        if _is_settled(claim, outcome):
            continue
        if not outcome.rejected and outcome.verdict == "checked" and _is_only_a_level(claim, outcome.bound):
            words = f"the evidence has {claim.quantity.text} as a level, not as what is computed"
            outcome = found[at] = unsupported("not_found", words)
        here = _Place(text, claim, outcome, ids, beside, told, place[at], decided)
        if outcome.rejected:
            is_proxy = not isinstance(outcome, Unexplained) and outcome.reason_code == "proxy"
            made = None if is_proxy else _of_rejected(here, evidence, pages, lists)
        elif outcome.support == "value_only" and not outcome.is_untold:
            made = _of_value_alone(here, evidence.pool(ids))
        else:
            made = _of_uncited(here, evidence.pool(())) if outcome.verdict == "uncited" else None
        if made is not None:
            found[at] = made
    return found | supposed(claims, decided)


class _Place(NamedTuple):
    """One number of the text among the others, with the verdicts so far."""

    text: str
    claim: Reading
    outcome: Outcome
    ids: tuple[str, ...] | None  # what it cites; None is everything
    beside: Mapping[int, Reading]  # the numbers of its sentence
    told: Sequence[Reading]  # those of the text
    at: int  # its place among them
    decided: Mapping[int, Outcome]

    @property
    def before(self) -> Sequence[Reading]:
        """The numbers right before it."""
        return self.told[max(0, self.at - LONGEST) : self.at]

    def reckoned(self, pool: Pool, *, cites: bool) -> Outcome | None:
        """What it makes of the numbers told and cited with it."""
        with_it = _told_with(self.claim, self.beside, self.told[: self.at])
        return reckoned(self.claim, with_it, self.decided, pool, cites=cites, back=_points_back(self.text, self.claim))


def _of_rejected(here: _Place, evidence: Evidence, pages: Pages, lists: Lists) -> Outcome | None:
    """The verdict on a number that the evidence does not state, or states otherwise: the nearest operands are tried first."""
    text, claim, outcome, ids, beside, _, _, decided = here
    pool = evidence.pool(ids)
    made = (
        printed(text, claim, here.before, decided)
        or (_worked_on(here, pool) if _is_open(claim, outcome) else None)
        or two_of_one(claim, _words_before(text, claim), pool)
        or set_beside(claim, beside, decided)
        or held_against(claim, here.before, beside, decided, pool)
        or follows(claim, _just_told(text, claim, here.before), decided)
        or stated(claim, _of_what_it_cites(claim, beside, decided, ids), decided)
        or half_stated(claim, beside, decided, pool)
        or from_its_mark(claim, beside, decided, pool)
        or (None if _is_counted_otherwise(claim, outcome) else lists.counted(claim, ids, text))
        or voters(claim, pool)
        or (told_one_by_one(claim, ids, evidence) if _is_open(claim, outcome) else None)
        or (of_all_cited(claim, here.before, pool) if ids is not None and _is_open(claim, outcome) else None)
        or (here.reckoned(pool, cites=True) if ids is not None and _is_open(claim, outcome) else None)
        or (None if of_the_last_of_two(claim, pool) else _from_evidence(text, claim, outcome, pool, pages.of(ids)))
    )
    if made is None or (
        made.verdict == "checked"
        and (
            _is_against_metrics(claim, made, pool)
            or _is_of_other_times(claim, made, pool)
            or _is_in_points(claim, made, pool, [decided[at].bound for at in beside])
        )
    ):
        return None
    return made if made.verdict == "checked" or (_is_open(claim, outcome) and not _is_of_one_move(made, pool)) else None


def _worked_on(here: _Place, pool: Pool) -> Outcome | None:
    """By what words say is done to a figure or a change that is told in its sentence or in the one before."""
    told = [other for other in here.before if here.claim.sentence - other.sentence <= 1 and not other.row]
    return (
        of_a_return(here.text, here.claim, list(here.beside.values()), pool)
        or by_change(here.claim, told, here.decided, pool)
        or by_length(here.claim, told, here.decided, pool)
        or as_rate(here.claim, list(here.beside.values()), here.decided)
    )


def _of_value_alone(here: _Place, pool: Pool) -> Outcome | None:
    """The verdict on a number that the evidence has without its subject, where its words name what it is computed from."""
    made = only_reading(here.claim, named_results(here.claim, pool), pool)
    return made if made is not None and made.verdict == "checked" else None


def _of_uncited(here: _Place, pool: Pool) -> Outcome | None:
    """The verdict on a number without a citation, which only the numbers of its own text can bear out."""
    near = _just_told(here.text, here.claim, here.before)
    return (
        _left_to_the_sentence(here.claim, near, here.decided)
        or follows(here.claim, near, here.decided)
        or share_of_told(here.claim, here.told[: here.at], here.decided)
        or here.reckoned(pool, cites=False)
        or _only_checked(_worked_on(here, pool))
    )


def _only_checked(made: Outcome | None) -> Outcome | None:
    return made if made is not None and made.verdict == "checked" else None


def _operands(made: Outcome) -> Sequence[Mapping[str, object]]:
    """What a formula takes, as the evidence shows it."""
    return made.evidence[0].get("operands", ()) if made.evidence else ()


def _metrics_alone(made: Outcome, pool: Pool) -> list[Reading]:
    """The metrics that a formula takes where it takes nothing else."""
    sources = {str(item["source"]) for item in _operands(made)}
    return [one for one in pool.metrics if one.source in sources] if all(source.startswith("M") for source in sources) else []


def _is_against_metrics(claim: Reading, made: Outcome, pool: Pool) -> bool:
    """Whether a formula over metrics alone bears out a move that the claim denies, foresees or supposes, or another measure."""
    told = _metrics_alone(made, pool)
    return bool(told) and (told_as_no_fact(claim) is not None or (len(told) > 1 and is_of_another_measure(claim, told)))


_LESS = re.compile(r"[^/×()]+ − [^/×()]+ = [^%]+")


def _is_in_points(claim: Reading, made: Outcome, pool: Pool, bound: Sequence[Reading | None]) -> bool:
    """Whether a figure in percent is how many points lie between two returns of one sort: "improved by 28%" from 3% to 31%."""
    if claim.quantity.unit != "percent" or not made.evidence or not _LESS.fullmatch(str(made.evidence[0].get("formula"))):
        return False
    told = _metrics_alone(made, pool)
    if all(item["source"] is None for item in _operands(made)):
        told = [one for one in bound if one is not None]
    windows = [(one.times[0].when.start, one.times[0].when.end) for one in told if one.times]
    nested = len(windows) == 2 and any(one == other for one, other in zip(*windows, strict=True)) and windows[0] != windows[1]
    alike = len(told) > 1 and told[0].measure in RETURNS and all(one.exact and one.measure == told[0].measure for one in told)
    return alike and not nested  # what a shorter window leaves of a longer one is told in percent


def _is_of_other_times(claim: Reading, made: Outcome, pool: Pool) -> bool:
    """Whether a share is made of figures that are all told of another time: 2024's margin of the profit and revenue of 2023."""
    if not claim.share or claim.quantity.unit not in RATES or not claim.own_time:
        return False
    places = {(str(item["source"]), item["start"]) for item in _operands(made)}
    told = [one for one in pool.readings if (one.source, one.quantity.start) in places]
    return bool(told) and all(time_fits(claim, one) is False for one in told)


def _is_of_one_move(made: Outcome, pool: Pool) -> bool:
    """Whether a formula only takes the price return from the total return of one move: each of them says itself what it was."""
    told = _metrics_alone(made, pool)
    if len({one.source for one in told}) != 2:
        return False
    moves = {(tuple(name.id for name in one.entities), tuple(time.when for time in one.times)) for one in told}
    return len(moves) == 1 and {one.measure for one in told} == {"price_return", "total_return"}


def _of_what_it_cites(
    claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], ids: tuple[str, ...] | None
) -> Mapping[int, Reading]:
    """The figures of its sentence; those of the metrics that it cites, where it cites two or more of those told there."""
    if ids is None or len(ids) < 2 or not all(id.startswith("M") for id in ids):
        return beside
    bound = {at: outcomes[at].bound for at in beside}
    own = {at: other for at, other in beside.items() if (found := bound[at]) is not None and found.source in ids}
    return {claim.index: claim, **own} if len({theirs.source for at in own if (theirs := bound[at])}) > 1 else beside


_POINTS_BACK = re.compile(
    r"\W*(?:that['’]s|(?:that|this|it|which) (?:is|was|equals|makes|amounts to|works out|leaves|puts|means|implies|beat|topped"
    r"|exceeded|missed)|in other words|put differently)\b",
    re.IGNORECASE,
)


def _just_told(text: str, claim: Reading, before: Sequence[Reading]) -> list[Reading]:
    """The figures before it in its sentence; in the sentence before too, where its own opens with words that point back."""
    back = 1 if _points_back(text, claim) else 0
    return [other for other in before if claim.sentence - back <= other.sentence]


def _points_back(text: str, claim: Reading) -> bool:
    return _POINTS_BACK.match(text, claim.sentence_span[0]) is not None


def _told_with(claim: Reading, beside: Mapping[int, Reading], before: Sequence[Reading]) -> list[Reading]:
    """The other figures of its sentence, and the last two of the sentence before."""
    earlier = [other for other in before if other.sentence == claim.sentence - 1 and not other.row]
    return [*earlier[-2:], *(other for at, other in beside.items() if at != claim.index and not other.row)]


def _words_before(text: str, claim: Reading) -> str:
    return text[claim.sentence_span[0] : claim.quantity.start]


def _left_to_the_sentence(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """What follows from the two checked figures before it, behind the last mark: "50.00 [1] and 54.50 [2], a rise of 9%"."""
    if any(outcomes[other.index].verdict != "checked" for other in near):
        return None
    made = stated(claim, {other.index: other for other in (*near[-2:], claim)}, outcomes)
    return made if made is not None and made.verdict == "checked" else None


def _is_settled(claim: Reading, outcome: Outcome) -> bool:
    """Whether nothing that can be worked out changes a verdict."""
    if claim.quantity.value is None or _is_moving_average(claim):
        return True
    if isinstance(outcome, Unexplained):
        return False
    return outcome.reason_code == "bad_citation" or _on_another_basis(claim, outcome)


def _is_open(claim: Reading, outcome: Outcome) -> bool:
    """Whether nothing that binding found speaks against a formula; that no 2.8% is "twice", nor a rise by 25% a share, does."""
    if isinstance(outcome, Unexplained) or _works_on(claim, outcome):
        return True
    bound = outcome.bound if outcome.reason_code == "role" else None
    if bound is not None and (claim.share or bound.quantity.unit not in RATES):
        return bound.role == "change" if claim.share else claim.quantity.unit in RATES
    if (
        outcome.reason_code == "period"
        and asks_mean(claim)
        and not (len(claim.times) == 1 and claim.times[0].when.grain in _SHORT)
    ):
        return True  # that one of its months had the mean
    points = claim.quantity.unit in RATES[1:]
    return outcome.reason_code in OPEN_TO_DERIVE or (outcome.reason_code == "unit" and points)


def _works_on(claim: Reading, outcome: Outcome) -> bool:
    """Whether words make another figure of a return that only its size brings near: two years chained, what dividends added."""
    bound = outcome.bound if outcome.reason_code == "measure" else None
    added = claim.quantity.unit in POINTS and INCOME.search(claim.lead) is not None
    return bound is not None and bound.measure in RETURNS and (added or is_one_of_a_chain(claim, bound))


_SHORT = frozenset({"day", "part", "week", "month"})  # grains with no months to take a mean of


def _is_counted_otherwise(claim: Reading, outcome: Outcome) -> bool:
    """Whether the evidence itself counts the same things and has another number: no list of them mends that."""
    told = outcome.bound.quantity.unit if outcome.reason_code in ("value", "measure") and outcome.bound is not None else ""
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
    results = named_results(claim, pool, ON_CONTRADICTION if contradicted else WHERE_OPEN)
    pinned = only_reading(claim, results, pool, contradicted=contradicted)
    if pinned is not None and (pinned.verdict == "checked" or pinned.reason_code == "direction"):
        return pinned  # what went down by so much went up by it in no other reading
    if outcome.reason_code in ("entity", "direction") or (contradicted and _is_of_it(claim, outcome)):
        return pinned
    if is_retold(claim, outcome, pool):
        return pinned
    tries = Tries()
    named = derive_named(text, claim, page, tries)
    if named is not None and not _takes_nothing(named.result) and not is_against_words(claim, named.result, results, pool):
        return derived(named.result, "by the operands it names", named.p)
    loose = likeliest(claim, results, tries)
    if loose is not None:
        return loose
    if pinned is not None or contradicted or is_net(claim):
        return pinned
    found = searched(claim, pool, tries)
    if found is not None and found.verdict == "checked":
        return found
    return only_reading(claim, results, pool, last=True) or found


def _takes_nothing(result: Result) -> bool:
    """Whether a difference takes off a zero, so that it tells its other operand over again."""
    return result.signed and any(operand.reading.quantity.value == 0 for operand in result.operands)


def _is_of_it(claim: Reading, outcome: Outcome) -> bool:
    """Whether what contradicts is the very statement, by its words: "may reach 4 dollars on average", not "reached"."""
    bound = outcome.bound
    return bound is not None and not bound.row and len(claim.words & bound.words) > 2
