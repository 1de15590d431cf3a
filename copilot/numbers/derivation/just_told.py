"""What follows from the two levels told right before a figure: "from 156.7 to 158.1 million [1][2], i.e. by 1.4 million or 0.9%".

Such a figure may stand behind the last citation of its sentence; what it follows from has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from copilot.numbers.binding.match import accepted
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.derivation.worked import sided
from copilot.numbers.evidence.amounts import POINTS, amounts, comparable, is_money
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.formula import Formula, apart, between, worked_out
from copilot.numbers.formulas.operands import family_of, is_earlier
from copilot.numbers.formulas.verdicts import borne_out, wrong
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_SIZE = re.compile(
    r"\b(?:difference|gap|spread|lead|margin|shortfall|deficit|surplus|gain|rise|increase|advance|jump|loss|drop|fall|decline"
    r"|decrease|reduction|improvement|swing) of $"
    r"|(?:\bby|\bi\.e\.,?|\b(?:equal|equivalent|amounting) to|[,;—–(]\s?(?:or|up|down)) $",
    re.IGNORECASE,
)
_STEP_BEHIND = re.compile(  # "to 0.75% [5], a 25-basis-point step"
    r"[\s-](?:[a-z]+\s)?(?:step|rise|increase|move|climb|gain|fall|drop|decline|reduction|cut|jump)\b(?! (?:in|of|on)\b)"
)
_AN = re.compile(r"[,(–—]\s?an? $")
_SO_IT = re.compile(  # "at 59.35 in May and 58.67 in June, so it lost just 68 cents"
    r",? (?:so|meaning|which means) (?:that )?(?:it|they) (?:has |have |had )?"
    r"(?:lost|gained|fell|rose|shed|added|dropped|climbed|slipped|declined)(?: by)? $"
)
_THAT_IS = re.compile(r"(?:^|[.;,] )(?:That|which|this|That['’]s|This)(?: is| was)?(?: a (?:move|swing|change|difference) of)? $")
_NO_WAY = re.compile(r"\b(?:difference|gap|spread|margin|improvement|swing) of $", re.IGNORECASE)  # that tell neither up nor down
_MORE = re.compile(
    r"(?:\s(?:a|per) share)?\s(?:more|less|higher|lower|fewer|above|below|better|worse|cheaper|dearer|larger|smaller)"
    r"(?=\s?(?:[.,;:)–—\[]|$))",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:beat|top(?:s|ped)|exceed|outdo|outdid|outpac|outperform|outstrip|surpass|miss|trail|lag|undershoot|underperform"
    r"|leads?\b|led\b|ahead|behind)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"[,;:.–—]|\b(?:and|but|while|whereas|as)\b", re.IGNORECASE)  # between two levels: a clause of its own
_COMPARED = content_stems("up down compared from")
_HOW = "from the two told just before"
_OR = re.compile(r"\s(?:or|\()\s?$")  # "by 1.4 million or 0.9%"
_AGAIN = re.compile(r"\sas \w+ again\b|\sagain as \w+\b", re.IGNORECASE)  # "half as much again"
_SET_OFF = re.compile(r"(?:\s(?:for|in|at|by)\s[^,;.\d]{1,30})?,\s(?:or\s)?")  # "earned 8.6% [M7], slightly more than double,"
_ENDS = re.compile(r"(?:\s(?:that|this|as much))?\s?(?:[.,;:)–—\[]|$)")
_NOUN_ENDS = re.compile(r"(?:\s[a-z]+)?\s?(?:[.,;:)–—\[]|$)")  # "that is 76 rigs"
_HELD = re.compile(
    r"\b(?:against|versus|vs|compared (?:with|to)|than|up from|down from|beat|topped|exceeded|surpassed|missed)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\s?of (?:(?:its|the|their|total|overall|group|all|annual|quarterly)\s)*(?P<whole>[a-z]+(?:\s[a-z]+)?)")


def follows(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on a figure whose words say what the last two levels before it make; None where they don't.

    near: the figures just told, the nearest last.
    """
    lead_in = before_hedges(claim.run_up)
    again = claim.quantity.unit == "ratio_x" and _AGAIN.match(claim.after) is not None
    if claim.quantity.unit == "ratio_x" and _ENDS.match(claim.after) is not None:
        return _multiple_of_the_two(claim, near, outcomes)
    if _SIDES.search(claim.lead) is not None:
        return None  # whose lead it is, others settle
    is_marker = claim.quantity.text.isdigit() and claim.quantity.unit == "none"  # "(1) to learn, (2) to earn"
    restated = not is_marker and _OR.search(lead_in) is not None
    if _SO_IT.search(lead_in) is not None:
        return _made_in_time(claim, near, outcomes)
    if _AN.search(lead_in) and _STEP_BEHIND.match(claim.after):
        return _step(claim, near, outcomes)
    told_size = _SIZE.search(lead_in)
    of_a_move = _MORE.match(claim.after) is None and _is_of_one_move(claim, near, lead_in)
    if not (again or told_size or restated or of_a_move or _MORE.match(claim.after)):
        return None
    if _OR.search(lead_in) and (said := _said_again(claim, near, outcomes)) is not None:
        return said
    pair = _last_two(claim, near, outcomes)
    if pair is None or _leads_the_wrong_way(*pair):
        return None
    found = [made.result for made in worked_out(claim, _formulas(claim, *pair, again=again, of_a_move=of_a_move))]
    return borne_out(claim, found, _HOW)


def _made_in_time(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on what something moved by, where the last two levels are told of it at two times, in whichever order."""
    pair = _last_two(claim, near, outcomes)
    found = _over(claim, *pair) if pair is not None and _is_of_one_thing(*pair) else []
    return borne_out(claim, found, _HOW) or (wrong(claim, found[0]) if found else None)


def _step(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on the size of a step told behind its ends: "from 0.5% to 0.75%, a quarter-point step"."""
    pair = _last_two(claim, near, outcomes)
    if pair is None:
        return None
    if _WITHIN.search(gap(*pair)) is None and {pair[0].role, pair[1].role} == {"from", "to"}:
        found = [made.result for made in worked_out(claim, _formulas(claim, *pair, again=False, of_a_move=False))]
    else:
        found = _over(claim, *pair) if _is_of_one_thing(*pair) else []
    return borne_out(claim, found, _HOW)


def _over(claim: Reading, one: Reading, other: Reading) -> list[Result]:
    """The change between two levels, the one of the earlier time first; none where their times tell no order."""
    if is_earlier(one, other) == is_earlier(other, one) or claim.basis.modality != one.basis.modality or claim.basis.negated:
        return []
    ends = (one, other) if is_earlier(one, other) else (other, one)
    return [made.result for made in worked_out(claim, between(claim, *ends))]


def _is_of_one_thing(one: Reading, other: Reading) -> bool:
    """Whether two levels of a sentence are told of one thing, each of its own time: no word between them names another."""
    between_them = content_stems(gap(one, other)) - content_stems(one.times_text) - content_stems(other.times_text)
    return (
        one.sentence == other.sentence
        and one.own_time
        and other.own_time
        and "change" not in (one.role, other.role)
        and one.measure == other.measure
        and one.basis.modality == other.basis.modality
        and not (one.basis.negated or other.basis.negated)
        and {name.id for name in other.entities} <= {name.id for name in one.entities}
        and between_them <= _COMPARED | content_stems(one.lead)
    )


def _is_of_one_move(claim: Reading, near: Sequence[Reading], lead_in: str) -> bool:
    """Whether it is told as what lies between the ends of one move, in their unit: "from 483 to 407. That is 76"."""
    ends = [other for other in near if other.quantity.value is not None][-2:]
    if (_ENDS if claim.quantity.unit != "none" else _NOUN_ENDS).match(claim.after) is None:
        return False  # "that is $24 more than peers"
    alike = all(other.quantity.unit == claim.quantity.unit for other in ends)
    return alike and _THAT_IS.search(lead_in) is not None and [other.role for other in ends] == ["from", "to"]


def _leads_the_wrong_way(first: Reading, last: Reading) -> bool:
    """Whether the verb between two figures says that the first is ahead, or behind, and it is not: "39%, which led the 43%"."""
    words, one, other = gap(first, last), first.quantity.value, last.quantity.value
    if first.sentence != last.sentence or one is None or other is None:
        return False
    ahead, behind = (sided(name).search(words) is not None for name in ("{ahead}", "{behind}"))
    return ahead != behind and (one < other if ahead else one > other)


def _said_again(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict of the figure right before it, which it only rounds: "23.4 times [1], or about 23 times"."""
    last = near[-1] if near else None
    if last is None or last.sentence != claim.sentence or _unit(last) != _unit(claim):
        return None
    told = outcomes[last.index]
    rounds = any(accepts.holds(amount.value) for amount in amounts(last.quantity) for _, accepts in accepted(claim))
    return told if told.verdict == "checked" and rounds else None


def _unit(reading: Reading) -> str:
    return "ratio_x" if reading.quantity.unit == "count:time" else reading.quantity.unit


def share_of_told(claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on a share whose whole was told before by its name: "profit of 31.9 billion [1], or 56% of revenue"."""
    match = _WHOLE.match(claim.after) if claim.quantity.unit == "percent" else None
    named = {mention.id for mention in find_measures(match["whole"])} if match is not None else set()
    sums = [
        other
        for other in told
        if outcomes[other.index].verdict == "checked" and is_money(family_of(other)) and other.role != "change"
    ]
    whole = next((other for other in reversed(sums) if other.measure in named), None)
    part = next((other for other in reversed(sums) if other.sentence == claim.sentence), None)
    if whole is None or part is None or whole is part or not comparable(family_of(part), family_of(whole)):
        return None
    made = worked_out(claim, [Formula(arithmetic.share, (part, whole))])
    return borne_out(claim, (result for result, _ in made), "of the whole told before")


def _last_two(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> tuple[Reading, Reading] | None:
    """The last level that is borne out, and the one before it that it compares with, the later one last."""
    rates = claim.quantity.unit in POINTS
    told = [
        other
        for other in near
        if outcomes[other.index].verdict == "checked"
        and outcomes[other.index].support != "derived"
        and other.quantity.value is not None
        and (other.role != "change" or (rates and other.quantity.unit == "percent"))
    ]
    pairs = ((one, other) for at, other in reversed(list(enumerate(told))) for one in reversed(told[:at]))
    return next(((one, other) for one, other in pairs if comparable(family_of(one), family_of(other))), None)


def _multiple_of_the_two(claim: Reading, near: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """How often the figure right before it holds the one before that: "4.25% [M2], the other 8.6% [M7], more than double"."""
    told = [other for other in near if other.sentence == claim.sentence][-2:]
    alike = len(told) == 2 and comparable(family_of(told[0]), family_of(told[1]))
    if (
        not alike
        or any(outcomes[other.index].verdict != "checked" for other in told)
        or not _SET_OFF.fullmatch(before_hedges(gap(told[1], claim)))
    ):
        return None
    base, subject = told[::-1] if _HELD.search(gap(*told)) else told  # "2.9% versus 1.4% for the other, double"
    made = worked_out(claim, [Formula(arithmetic.ratio, (base, subject))])
    return borne_out(claim, (result for result, _ in made), _HOW)


def _formulas(claim: Reading, one: Reading, other: Reading, *, again: bool, of_a_move: bool) -> Iterator[Formula]:
    is_turned = other.role == "from" or one.role == "to" or _HELD.search(gap(one, other)) is not None
    first, last = (other, one) if is_turned else (one, other)
    if again:
        yield Formula(arithmetic.percent_change, (first, last))
    elif claim.quantity.unit in POINTS and "change" in (one.role, other.role):
        yield Formula(apart(arithmetic.difference), (first, last))
    elif claim.quantity.unit != "ratio_x":
        sized = of_a_move or _NO_WAY.search(before_hedges(claim.run_up)) is not None
        yield from (made._replace(program=apart(made.program)) if sized else made for made in between(claim, first, last))
