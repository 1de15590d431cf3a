"""Whether a contradiction rests on what the text itself says, or on what was only guessed of a figure from the words around it.

A figure differs from the evidence where its own words tell the slot and the evidence tells it otherwise. Whose it is, or when it
was, may be another's where it has it from one of several told in other parts; one metric of several of one name need not be
the one that it is of; and the base of a ratio, or so much a month, is no other value of an amount. Then the evidence does not
say it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.binding.verdicts import Outcome, quoted, unsupported
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.formulas.lists import TOTAL
from copilot.numbers.movement import movement
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, content_stems
from copilot.numbers.wordlists import worded

_words = partial(worded, "binding_words.toml", "settling")
_pronoun = partial(worded, "binding_words.toml", "subject", "{pronoun}")
_BY_TIME = r"\s{each} {time}|\s{timely}"
_BY_YEAR = r"\s{each} year\b|\s(?:yearly|annually|annual)\b"
_TIMELY = r"{timely}|{each} {time}"


def unsettled(
    claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome], reach: Sequence[Governance], evidence: Evidence
) -> dict[int, Outcome]:
    """Verdicts of figures that the evidence contradicts only by what their own words do not say: unsupported."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        outcome = outcomes[at]
        if outcome.verdict == "differs" and not claim.row:
            why = _guessed(claim, outcome) or _of_another_sort(claim, outcome, evidence.pool(reach[at].ids))
            if why:
                made = unsupported("not_found", why, evidence=outcome.evidence)
                found[at] = replace(made, bound=outcome.bound, period_only=outcome.reason_code == "period")
    return found


def _guessed(claim: Reading, outcome: Outcome) -> str:
    """That its subject or its time is none of its own words', in words; empty where that is not what contradicts."""
    if outcome.bound is None:
        return ""
    told = f"[{outcome.bound.source}] has {quoted(outcome.bound)['quote']}, but the words do not settle "
    if outcome.reason_code == "entity" and (_is_guessed_for(claim) or outcome.by_place):
        return told + "whose it is here"
    if outcome.reason_code == "period" and outcome.bound.times and _is_then_by_guess(claim):
        return told + "when it was"
    return ""


def _is_guessed_for(claim: Reading) -> bool:
    """Whether its subject is a name of another part of its sentence, which no pronoun goes back to: one that stands behind it,
    "its shares fell 30%, pulling down Nvidia", or before another figure, "Ford raised $46 billion, with two letters"."""
    names = [name for name in claim.entities if claim.sentence_span[0] <= name.start < claim.sentence_span[1]]
    if claim.entities_stated or not names:
        return False
    behind = all(name.start > claim.quantity.start for name in names)
    told = {name.id for name in claim.sentence_names if name.start < claim.quantity.start}
    return behind or (len(told) > 1 and _pronoun().search(claim.lead) is None)


def _is_then_by_guess(claim: Reading) -> bool:
    """Whether it has several times, none its own: the one time told before is its time, as that of a step of a move is."""
    if claim.own_time or len(claim.times) < 2:
        return False
    return not claim.times_near or claim.role not in ("from", "to")


def _of_another_sort(claim: Reading, outcome: Outcome, pool: Pool) -> str:
    """That another value is of another sort of figure, in words; empty where it is no other."""
    if outcome.reason_code not in ("value", "comparator"):
        return ""
    operands = _operands(outcome, pool)
    told = [outcome.bound] if outcome.bound is not None and operands is None else []
    worked_out = operands is None and _is_worked_out(claim)
    if worked_out or _is_base(claim) or any(_is_of_other_things(claim, each) or _is_by_time_alone(claim, each) for each in told):
        return f"nothing in the cited evidence says {claim.quantity.text} of it"
    if any(_is_in_no_list(claim, each, pool) for each in told):
        return f"the cited evidence lists changes, and none of them of what rose or fell by {claim.quantity.text} here"
    together = TOTAL.search(f"{claim.lead} {claim.after}") is not None
    several = _are_several(told, pool.metrics) if operands is None else not together and _are_several(operands, operands)
    if several and (together or not _is_dated(claim)):
        return f"several of the cited metrics are of one name, and none of them is {claim.quantity.text}"
    return ""


def _is_in_no_list(claim: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the evidence lists by how much several things rose or fell, and has no word for that of the claim: "vet bills"."""
    if claim.entities or not claim.role == theirs.role == "change" or theirs.exact or theirs.row or theirs.around is None:
        return False
    beside = [other for other in pool.beside(theirs) if other.role == "change" and other.quantity.unit == theirs.quantity.unit]
    verbs, subject = movement().verbs, list[str]()
    for word in WORD.findall(claim.lead.lower()):
        if word in verbs or _pronoun().fullmatch(word) or _OF_WHOM.fullmatch(word):
            break
        subject.append(word)
    stems = content_stems(" ".join(subject[-_HEAD:][:1]))  # of "food costs" the food, of "rents" the rents
    return len(beside) >= _LISTED and bool(stems - content_stems(theirs.around.whole))


_OF_WHOM = re.compile(r"at|of|in|for|by|across|on|among|from|to|with|are|is|was|were|has|have|had|will")
_HEAD = 2  # words by which a thing is told
_LISTED = 2  # others that make a list


def _operands(outcome: Outcome, pool: Pool) -> list[Reading] | None:
    """The metrics that a formula takes; None where there is none."""
    proofs = [proof for proof in outcome.evidence if "formula" in proof]
    sources = {str(item.get("source")) for proof in proofs for item in proof.get("operands", ())}
    return [metric for metric in pool.metrics if metric.source in sources] if proofs else None


_NEAR = r"(?:[^\d;.]|\b(?:19|20)\d\d\b){0,50}"  # with a year, but no other figure
_WORKED_OUT = r"\b{worked_out}" + _NEAR + "$"
_WORKING = _NEAR + r",\s\W?\d[\d.,]*%?\s{less}\s\W?\d"


def _is_worked_out(claim: Reading) -> bool:
    """Whether its words say that others give it: "implies a start near 450", "a yield of 4.25%, 4.58% less 0.33"."""
    return _words(_WORKED_OUT).search(claim.run_up) is not None or _words(_WORKING).match(claim.after) is not None


def _is_base(claim: Reading) -> bool:
    """Whether it is what a ratio is told for: "eleven for every 100", "12 cents of each dollar"."""
    return _words(r"{every} $").search(claim.run_up) is not None or _words(r"\sof {each} {coin}").match(claim.after) is not None


def _is_of_other_things(claim: Reading, theirs: Reading) -> bool:
    """Whether two counts without one measure count things of other names: members, sharers."""
    units = claim.quantity.unit, theirs.quantity.unit
    if not all(unit.startswith("count:") for unit in units) or (claim.measure == theirs.measure is not None and not theirs.exact):
        return False
    one, other = (singular(unit.removeprefix("count:")) for unit in units)
    return one != other and not (claim.words & theirs.words) - stems_of((*claim.entities, *theirs.entities))


def _is_by_time_alone(claim: Reading, theirs: Reading) -> bool:
    """Whether it is so much a month, and the other is told by no time: a backlog is no other value of what falls on a month."""
    if claim.quantity.unit == "percent" or (claim.measure == theirs.measure is not None and _words(_BY_YEAR).match(claim.after)):
        return False  # "a dividend of 2.40 a year" is another than one of 1.20
    told = _words(_TIMELY).search(f"{theirs.lead} {theirs.trail}") is not None or theirs.exact
    return not told and _words(_BY_TIME).match(claim.after) is not None


def _is_dated(claim: Reading) -> bool:
    """Whether its own words tell when it was."""
    return claim.own_time and any(time.when.grain != "length" for time in claim.times)


def _are_several(theirs: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Whether one metric and others have one name and are of several times."""
    alike = ((each, other) for each in theirs for other in others if each.exact and other is not each)
    return any(other.open_label == each.open_label and other.times != each.times for each, other in alike)
