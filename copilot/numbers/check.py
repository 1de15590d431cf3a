"""Text and evidence → a verdict on every numeral: census, evidence, bind, derive, judge.

What the values are called on the way: a `Quantity` is a numeral as the census found it; a `Reading` is one with its slots (whom,
what, when, which way), of the checked text a claim; a `Pool` is the evidence that a claim cites, found by value; a `Match` is a
claim beside one figure of it, slot by slot; an `Outcome` is a verdict, which a later step may better.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from copilot.numbers.binding.carried import carried
from copilot.numbers.binding.conversions import converted
from copilot.numbers.binding.judging import judge, judge_times
from copilot.numbers.binding.passing import Passing
from copilot.numbers.binding.verdicts import Outcome, as_check, exempt, uncited, unsupported
from copilot.numbers.derivation.derive import derive
from copilot.numbers.derivation.ends_in_order import (
    ended_elsewhere,
    held_the_wrong_way,
    no_extreme,
    of_the_other,
    out_of_order,
    raced_the_wrong_way,
)
from copilot.numbers.derivation.grounded import grounded
from copilot.numbers.derivation.own_text import said_of_itself
from copilot.numbers.derivation.retold import retold
from copilot.numbers.derivation.settled import unsettled
from copilot.numbers.evidence.citations import CitationMode, Governance, governed
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.evidence.source import read_text
from copilot.numbers.readings.measured import is_age_of_a_person
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.when import day
from copilot.numbers.types import NumberCheck

_DUMP = 150  # numbers in one sentence, which is cut at 1,500 characters


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for cycles of garbage meanwhile: a check makes values by the ten thousand and no cycle among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what was made and is kept, as sources are, is laid with the old unsearched
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@_no_collection()
def check_text(
    text: str,
    sources: Sequence[str],
    *,
    metrics: Sequence[Mapping[str, Any]] = (),
    as_of: date | str | None = None,
    published: date | str | None = None,
    citations: CitationMode = "auto",
) -> list[NumberCheck]:
    """One verdict for each item of `find_quantities(text)`, in the same order and with the same spans. Pure and deterministic.

    sources: texts, cited as [1], [2]. metrics: mappings {name, ticker, value, unit, start, end, formula}, cited as [M1]; `value`
    is a decimal string, a ratio in the unit "fraction". published (else as_of): the day "yesterday" is relative to.
    citations: "auto" everything is evidence where the text cites nothing; "ignore" always; "sources" never.

    >>> [item.verdict for item in check_text("Profit fell 4% in May.", ["In May profit fell 4.2%."])]
    ['checked']
    """
    items, readings = read_text(text, day(published) or day(as_of))
    claims = {claim.index: claim for claim in readings}
    evidence = Evidence(sources, metrics)
    reach = governed(text, items, citations, (len(sources), len(metrics)))

    # What the evidence says of each number by itself; then, in this order, what the other numbers of the text make of it.
    passing = Passing(evidence)
    outcomes = {at: _first(claims[at], reach[at], evidence, passing) for at in claims}
    bound = dict(outcomes)
    outcomes |= derive(text, _told(claims), outcomes, reach, evidence)  # nothing states it, but it follows
    outcomes |= retold(claims, bound, outcomes, reach, evidence)  # and yet the evidence states it otherwise
    outcomes |= grounded(claims, outcomes, evidence)  # its source and the claim are of other things
    outcomes |= carried(text, claims, outcomes, reach, evidence)  # it leaves out what is told beside it
    outcomes |= converted(text, claims, outcomes)  # the number beside it in another unit
    outcomes |= said_of_itself(text, claims, outcomes)  # of the text, which no evidence can bear on
    outcomes |= out_of_order(claims, outcomes)  # two that are right alone and wrong together
    outcomes |= held_the_wrong_way(claims, outcomes) | raced_the_wrong_way(claims, outcomes) | no_extreme(claims, outcomes)
    outcomes |= ended_elsewhere(claims, outcomes, reach, evidence)  # one end is right and the other none of that move
    outcomes |= unsettled(claims, outcomes, reach, evidence)  # what contradicts them they do not say themselves
    outcomes |= of_the_other(claims, outcomes)  # what is told of the former and is the latter's
    ages = (at for at, found in outcomes.items() if _is_nowhere(found) and is_age_of_a_person(text, items[at]))
    outcomes |= {at: exempt("age") for at in ages}
    outcomes |= judge_times(items, claims, outcomes)  # dates stand or fall with the numbers they qualify
    return [as_check(item, outcomes.get(at) or exempt(item.kind)) for at, item in enumerate(items)]


def _told(claims: Mapping[int, Reading]) -> dict[int, Reading]:
    """The numbers of sentences that tell something; one that is packed with numbers is a dump, and nothing in it is derived."""
    counts = Counter(claim.sentence for claim in claims.values())
    return {at: claim for at, claim in claims.items() if counts[claim.sentence] <= _DUMP}


def _first(claim: Reading, reach: Governance, evidence: Evidence, passing: Passing) -> Outcome:
    """The verdict of binding alone: what the cited evidence says, before anything is computed from it."""
    if not reach.cited:
        return uncited()
    if not reach.ids and reach.bad:
        return unsupported("bad_citation", f"there is no evidence [{reach.bad[0]}]")
    found = judge(claim, evidence.pool(reach.ids))
    return (passing.judge(claim, reach.ids) or found) if found.rejected else found


def _is_nowhere(outcome: Outcome) -> bool:
    """Whether the evidence says nothing of it, neither this nor otherwise."""
    return outcome.verdict == "unsupported" and outcome.reason_code in ("not_found", "chance")
