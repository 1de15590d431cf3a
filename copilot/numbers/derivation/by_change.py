"""What a change makes of an amount, where words say so and no more: the base it began from, what it added, a share as a number.

"154 billion, up 27%. That implies a base of 121 billion and an addition of 33 billion". The words leave one choice of figures,
so that another number than theirs is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import words_behind
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.derivation.worked import worked
from copilot.numbers.evidence.amounts import RATES, amounts, comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.operands import family_of
from copilot.numbers.formulas.verdicts import derived, gives, wrong
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import related
from copilot.numbers.readings.reading import Reading

Outcomes = Mapping[int, Outcome]
_OR = re.compile(r"(?:,? or|\() ?$", re.IGNORECASE)
_OF_A = re.compile(r"\bof (?:(?:an?|the|its|their) )?$", re.IGNORECASE)
_AND = re.compile(r"\band $", re.IGNORECASE)
_DENIED = re.compile(r"[^,;.]{0,30}\b(?:not|never|neither)\b|[^,;.]{0,30}n['’]t\b", re.IGNORECASE)
_A = r"(?:(?:an?|the) )?(?:implied )?"
_IMPLIED = (  # the words from the mark before them to the figure
    rf"(?:(?:that|which|this) )?{{implied}} {_A}(?:(?P<base>{{base}})|(?P<amount>{{added}}|{{taken}})) of",
    rf"(?:(?:that|which|this) )?{{implied}} {_A}{{base}} of (?:[a-z]+ )*\S*\d\S*(?: [a-z]+)? and {_A}"
    r"(?:(?P<base>(?!))|(?P<amount>{added}|{taken})) of",
    r"(?:which )?{implied}(?P<base>(?!))?(?P<amount>(?!))?",
)
_FROM_IMPLIED = re.compile(r"\bto \S*\d\S*(?: [a-z]+)?(?: \[[^\]]*\])? from an implied $", re.IGNORECASE)
_ENDS = re.compile(r"(?:\s?\[[^\]]*\])*(?:\.(?!\d)|;|$| and (?:an?|the) |, and (?:that|this|it) )")
_CLOSE = Decimal("0.05")  # of its value: "just over 112 billion" is not told of 121


def by_change(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of a change; None where they make none.

    told: the figures before it in its sentence and in the one before, in order.
    """
    if claim.quantity.value is None or claim.row or claim.basis.negated:
        return None
    for results in (_bases(claim, told, outcomes, pool), _parts(claim, told, outcomes)):
        made = [result for result in results if same_form(claim, result)]
        if made:
            meant = _hedged(claim, told)
            right = next((result for result in made if gives(meant, result)), None)
            if right is None:
                return wrong(claim, made[0])
            return derived(right, "by what its words do with a change") if _is_close(claim, right) else None
    return None


def _hedged(claim: Reading, told: Sequence[Reading]) -> Reading:
    """The claim as closely as the figure joined to it is meant: "about 13,150 in the one and 11,770 in the other"."""
    last = told[-1] if told else None
    if last is None or claim.quantity.qualifier != "none" or last.quantity.qualifier != "about" or not _AND.search(claim.run_up):
        return claim
    return replace(claim, quantity=replace(claim.quantity, qualifier="about"))


def _is_close(claim: Reading, result: Result) -> bool:
    value = claim.quantity.value or Decimal(0)
    return abs(abs(result.point) - abs(value)) <= max(_CLOSE * abs(value), claim.quantity.ulp or Decimal(0))


def as_rate(claim: Reading, beside: Sequence[Reading], outcomes: Outcomes) -> Outcome | None:
    """The verdict on a change told again in percent with the level it led to: "up by $634, or 49%, to $1,929"."""
    before, behind = _around(claim, beside)
    if before is None or behind is None or claim.quantity.unit != "percent" or not _OR.search(before_hedges(claim.run_up)):
        return None
    is_move = before.role == "change" and before.quantity.unit not in RATES and before.polarity == claim.polarity is not None
    borne = all(outcomes[other.index].verdict == "checked" for other in (before, behind))
    if not (is_move and borne and behind.role == "to" and comparable(family_of(before), family_of(behind))):
        return None
    change, level = arithmetic.told_operand(before), arithmetic.told_operand(behind)
    base = arithmetic.difference(change, level) if change is not None and level is not None else None
    found = change.interval.over(base.interval) if change is not None and base is not None else None
    if change is None or level is None or found is None:
        return None
    form = "{0} / ({1} − {0}) = {2}%"
    result = replace(arithmetic.made("points", found.times(Decimal(100)), form, change, level), signed=True)
    return derived(result, "in its own sentence") if gives(claim, result) else wrong(claim, result)


def _around(one: Reading, others: Sequence[Reading]) -> tuple[Reading | None, Reading | None]:
    """The last of the others before a figure in its sentence, and the first behind it."""
    here = [other for other in others if other.sentence == one.sentence]
    before = [other for other in here if other.index < one.index]
    return before[-1] if before else None, next((other for other in here if other.index > one.index), None)


def _last_day(reading: Reading) -> object:
    return reading.times[0].when.end if reading.times else None


# --- of a level and the change that led to it ---


def _bases(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """The level before a change that the text tells with the level it led to, and the amount between the two."""
    words = before_hedges(claim.run_up)
    said = next((match.groupdict() for form in _IMPLIED if (match := _implied(form).search(words)) is not None), {})
    begun = said.get("base") or _FROM_IMPLIED.search(words)
    if claim.quantity.unit in RATES or not (said or begun) or not _ENDS.match(claim.after):
        return
    found = (
        (other, _change_to(claim, other, told, outcomes, pool))
        for other in reversed(told)
        if _is_its_level(claim, other, outcomes)
    )
    level, change = next(found, (None, None))
    if level is None or change is None:
        return
    if begun:
        yield from arithmetic.of_told(arithmetic.base_of, level, change)
    elif said.get("amount"):
        if change.family == "points" and worked("{added}" if change.point > 0 else "{taken}").fullmatch(said["amount"]):
            yield from arithmetic.of_told(arithmetic.amount_of_change, level, change)
    elif worked("{base}").search(change.reading.lead + change.reading.after[:40]):
        yield from arithmetic.of_told(arithmetic.base_of, level, change)  # "85% below its former worth, which works out at"


@cache
def _implied(form: str) -> re.Pattern[str]:
    return worked(rf"(?:^|[,;:.)\]–—] ?){form} $")


def _parts(claim: Reading, told: Sequence[Reading], outcomes: Outcomes) -> Iterator[Result]:
    """A share of a number, both told right before: "95,000 cars, about 75% of them vans, which is equivalent to 71,000"."""
    if len(told) < 2 or claim.quantity.unit in RATES or told[-1].sentence != claim.sentence:
        return
    whole, rate = told[-2:]
    linked = worked("{implied}").search(before_hedges(gap(rate, claim))) is not None
    of_it = worked("{of_it}").match(rate.after.lstrip()) or _OF_A.search(before_hedges(whole.run_up))
    is_part = rate.role != "change" and (rate.share or of_it is not None)
    borne = all(outcomes[other.index].verdict == "checked" for other in (whole, rate))
    share = next((amount for amount in amounts(rate.quantity) if amount.family == "points"), None)
    number = arithmetic.told_operand(whole)
    if linked and is_part and borne and share is not None and number is not None and comparable(family_of(claim), number.family):
        of_all = arithmetic.as_operand(rate, share)
        part = arithmetic.part_of(of_all, number)
        rest = arithmetic.part_of(replace(of_all, interval=arithmetic.ALL - of_all.interval), number)
        if not _DENIED.match(claim.after) and (gives(claim, part) or not gives(claim, rest)):
            yield part  # of "65% of them backed it, meaning 16,800 did not" the figure is the rest, which nothing is said of


def _is_its_level(claim: Reading, other: Reading, outcomes: Outcomes) -> bool:
    """Whether a figure told before is a level that the claim may have changed to."""
    told = outcomes[other.index]
    return (
        told.verdict == "checked"
        and told.support != "derived"
        and other.role not in ("change", "from")
        and other.quantity.unit not in RATES
        and comparable(family_of(claim), family_of(other))
        and not classes_agree(claim.entities, other.entities)[1]
    )


def _change_to(claim: Reading, level: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Operand | None:
    """The change that led to a level: a return that is cited, else what the text tells beside it, else what its source does."""
    bound = outcomes[level.index].bound
    if bound is not None and bound.exact:
        returns = [
            theirs for theirs in pool.metrics if theirs.measure == "price_return" and _last_day(theirs) == _last_day(bound)
        ]
        own = [theirs for theirs in returns if classes_agree(bound.entities, theirs.entities)[0]]
        return _signed(own[0]) if len(own) == 1 and "close" in bound.open_label.split() else None
    told_there = pool.beside(bound) if bound is not None and not (bound.exact or bound.row) else ()
    borne = [other for other in told if outcomes[other.index].verdict == "checked"]
    for one, others in ((level, borne), (bound, told_there)):
        near = [other for other in _around(one, others) if other is not None] if one is not None else []
        changes = [other for other in near if _is_change(other, one is bound) and _may_be_of(level, other)]
        if len(changes) == 1:
            return _signed(changes[0])
    return None


def _is_change(reading: Reading, of_amount: bool) -> bool:
    """Whether it tells a change in percent, or the share that was lost; of_amount: or a change in the level's own unit."""
    return (reading.role == "change" and (of_amount or reading.quantity.unit == "percent")) or (
        reading.share and reading.quantity.unit == "percent"
    )


def _may_be_of(level: Reading, change: Reading) -> bool:
    return level.measure is None or change.measure is None or related(level.measure, change.measure)


def _signed(change: Reading) -> Operand | None:
    """A change with its sign; of a share that was lost, by the words behind it."""
    found = arithmetic.told_operand(change)
    if found is None or change.role == "change" or change.exact:
        return found if change.polarity is not None else None
    is_gone = worked("{taken}").search(change.lead[-30:] + words_behind(change)) is not None
    return arithmetic.turned(found) if is_gone else None
