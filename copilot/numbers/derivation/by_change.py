"""What a change makes of an amount, where words say so: the base it began from, what it added, its factor, what a stake became.

"154 billion, up 27%. That implies a base of 121 billion and an addition of 33 billion"; "multiplied by 2.6" of a return of 156%;
"1,000 put into it would have become 1,233"; "compounding the two years leaves it up 514%". The words leave one choice of figures,
so that another number than theirs is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import permutations

from copilot.numbers.binding.verdicts import Outcome, exempt
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.sides import up_to, words_behind
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.derivation.vetoes import is_of_another_measure, is_of_no_time
from copilot.numbers.evidence.amounts import amounts, comparable, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.operands import family_of
from copilot.numbers.formulas.verdicts import derived, gives, wrong
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import related
from copilot.numbers.readings.reading import Reading
from copilot.resources import reference_table

Outcomes = Mapping[int, Outcome]
_RETURNS = ("price_return", "total_return")
_RATES = ("percent", "percentage_point", "basis_point", "ratio_x")
_WITHOUT_INCOME = re.compile(r"\b(?:dividends|payouts|distributions|income) (?:aside|apart|excluded|left out)\b", re.IGNORECASE)
_BY = re.compile(r"\bby $", re.IGNORECASE)
_OR = re.compile(r"(?:,? or|\() ?$", re.IGNORECASE)
_OF_A = re.compile(r"\bof (?:(?:an?|the|its|their) )?$", re.IGNORECASE)
_AND = re.compile(r"\band $", re.IGNORECASE)
_DENIED = re.compile(r"[^,;.]{0,30}\b(?:not|never|neither)\b|[^,;.]{0,30}n['’]t\b", re.IGNORECASE)
_SUPPOSED = re.compile(r"\W*(?:would|had|has|could|'d)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|they)\b", re.IGNORECASE)  # who may be the other one
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\s)\d\S*\s")
_CLOSE = Decimal("0.05")  # of its value: "just over 112 billion" is not told of 121


@cache
def worked(*names: str) -> re.Pattern[str]:
    """Lists of the words that work on a figure, in `reference/derivation_words.toml`, as one pattern of whole words."""
    words = [word for name in names for word in reference_table("derivation_words.toml")["worked"][name]]
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def by_change(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of a change; None where they make none.

    told: the figures before it in its sentence and in the one before, in order.
    """
    if claim.quantity.value is None or claim.row or claim.basis.negated:
        return None
    for kind in (_stakes, _factors, _bases, _parts, _in_a_row):
        made = [result for result in kind(claim, told, outcomes, pool) if same_form(claim, result)]
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
    is_move = before.role == "change" and before.quantity.unit not in _RATES and before.polarity == claim.polarity is not None
    borne = all(outcomes[other.index].verdict == "checked" for other in (before, behind))
    if not (is_move and borne and behind.role == "to" and comparable(family_of(before), family_of(behind))):
        return None
    change, level = _operand(before), _operand(behind)
    base = arithmetic.difference(change, level) if change is not None and level is not None else None
    found = change.interval.over(base.interval) if change is not None and base is not None else None
    if change is None or level is None or found is None:
        return None
    form = "{0} / ({1} − {0}) = {2}%"
    result = replace(arithmetic.made("points", found.times(Decimal(100)), form, change, level), signed=True)
    return derived(result, "in its own sentence") if gives(claim, result) else wrong(claim, result)


def _around(claim: Reading, beside: Sequence[Reading]) -> tuple[Reading | None, Reading | None]:
    """The figures right before and right behind it in its sentence."""
    before = max((other for other in beside if other.index < claim.index), key=lambda other: other.index, default=None)
    behind = min((other for other in beside if other.index > claim.index), key=lambda other: other.index, default=None)
    return before, behind


# --- of a return that is cited ---


def _stakes(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """What a stake became: it, and the return of what it was put into."""
    stake = _stake_of(claim, told)
    if stake is None:
        return
    without = _WITHOUT_INCOME.search(claim.lead + words_behind(claim)) is not None
    for theirs in _returns_of(claim, pool):
        if not (without and theirs.measure == "total_return"):
            yield from _worked_out(arithmetic.grown, stake, theirs)


def _stake_of(claim: Reading, told: Sequence[Reading]) -> Reading | None:
    """The round sum of its sentence that the text supposes was put into something and became the claim."""
    here = [other for other in told if other.sentence == claim.sentence and is_money(other.quantity.unit)]
    if not here or not is_money(claim.quantity.unit) or not arithmetic.is_round(here[0].quantity.value):
        return None
    stake, first = here[0], (*here, claim)[1]
    words = stake.after[: first.quantity.start - stake.quantity.end]
    is_put = worked("put").match(words.lstrip()) is not None or _SUPPOSED.match(words) is not None
    joined = first is claim or re.search(rf"{worked('beside', 'became').pattern} $", before_hedges(claim.run_up), re.IGNORECASE)
    return stake if is_put and worked("became").search(words) and joined else None


def supposed(claims: Mapping[int, Reading], outcomes: Outcomes) -> dict[int, Outcome]:
    """The stakes, which are told of nothing: not judged, where what became of them is borne out."""
    stakes = {
        item["start"]
        for found in outcomes.values()
        if found.verdict == "checked" and found.support == "derived"
        for entry in found.evidence
        if " × (1 " in str(entry.get("formula"))
        for item in entry["operands"]
        if item["source"] is None
    }
    return {at: exempt("stake") for at, claim in claims.items() if claim.quantity.start in stakes and outcomes[at].rejected}


def _returns_of(claim: Reading, pool: Pool) -> list[Reading]:
    """The returns that it cites of what it is told of; the only one, where it names nothing else."""
    returns = [theirs for theirs in pool.metrics if theirs.measure in _RETURNS and not is_of_no_time(claim, (theirs,))]
    own = [theirs for theirs in returns if classes_agree(claim.entities, theirs.entities)[0]]
    alone = len(returns) == 1 and not classes_agree(claim.entities, returns[0].entities)[1]
    return own or (returns if alone else [])


def _factors(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """By how much a thing multiplied: one and its return."""
    by = (
        claim.quantity.unit == "none"
        and _BY.search(before_hedges(claim.run_up))
        and worked("multiplied").search(_said(claim, told))
    )
    times = claim.quantity.unit == "ratio_x" and worked("times_it_was").match(claim.after.lstrip())
    for theirs in _returns_of(claim, pool) if by or times else ():
        yield from _worked_out(arithmetic.factor, theirs)


def _in_a_row(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """Two returns of one thing, the second from where the first ended."""
    if claim.quantity.unit != "percent" or not worked("compounded").search(_said(claim, told)):
        return
    for one, two in permutations([theirs for theirs in pool.metrics if theirs.measure in _RETURNS], 2):
        is_one_thing = one.measure == two.measure and classes_agree(one.entities, two.entities)[0]
        is_own = not claim.entities_near or _IT.search(up_to(claim)[-40:]) or classes_agree(claim.entities, one.entities)[0]
        if is_one_thing and is_own and _last_day(one) is not None and _last_day(one) == two.times[0].when.start:
            yield from _worked_out(arithmetic.compounded, one, two)


def _said(claim: Reading, told: Sequence[Reading]) -> str:
    """The words of its sentence up to it, as far as they stand near its figures."""
    return " … ".join([other.run_up for other in told if other.sentence == claim.sentence] + [up_to(claim)])


def _last_day(reading: Reading) -> object:
    return reading.times[0].when.end if reading.times else None


# --- of a level and the change that led to it ---


def _bases(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """The level before a change that the text tells with the level it led to, and the amount between the two."""
    words = before_hedges(up_to(claim))
    behind = worked("before_it").match(claim.after.lstrip()) is not None
    if claim.quantity.unit in _RATES or not (behind or worked("implied").search(_said(claim, told))):
        return
    found = (
        (other, _change_to(claim, other, told, outcomes, pool))
        for other in reversed(told)
        if _is_its_level(claim, other, outcomes)
    )
    level, change = next(found, (None, None))
    if level is None or change is None:
        return
    said = _FIGURE.split(words)[-1]
    if worked("base").search(said) or behind:
        yield from _worked_out(arithmetic.base_of, level, change) if not is_of_another_measure(claim, (level,)) else ()
    elif change.family == "points" and worked("added" if change.point > 0 else "taken").search(said):
        yield from _worked_out(arithmetic.amount_of_change, level, change)
    elif worked("implied").search(said) and worked("base").search(change.reading.lead + change.reading.after[:40]):
        yield from _worked_out(arithmetic.base_of, level, change)  # "85% below its former worth, which works out at"


def _parts(claim: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Iterator[Result]:
    """A share of a number, both told right before: "95,000 cars, about 75% of them vans, which is equivalent to 71,000"."""
    if len(told) < 2 or claim.quantity.unit in _RATES or told[-1].sentence != claim.sentence:
        return
    whole, rate = told[-2:]
    linked = worked("implied").search(before_hedges(gap(rate, claim))) is not None
    of_it = worked("of_it").match(rate.after.lstrip()) or _OF_A.search(before_hedges(whole.run_up))
    is_part = rate.role != "change" and (rate.share or of_it is not None)
    borne = all(outcomes[other.index].verdict == "checked" for other in (whole, rate))
    share = next((amount for amount in amounts(rate.quantity) if amount.family == "points"), None)
    number = _operand(whole)
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
        and other.quantity.unit not in _RATES
        and comparable(family_of(claim), family_of(other))
        and not classes_agree(claim.entities, other.entities)[1]
    )


def _change_to(claim: Reading, level: Reading, told: Sequence[Reading], outcomes: Outcomes, pool: Pool) -> Operand | None:
    """The change that led to a level: a return that is cited, else what the text tells beside it, else what its source does."""
    bound = outcomes[level.index].bound
    returns = [theirs for theirs in _returns_of(level, pool) if bound is not None and _last_day(theirs) == _last_day(bound)]
    if len(returns) == 1:
        return _signed(returns[0])
    told_there = pool.beside(bound) if bound is not None and not (bound.exact or bound.row) else ()
    borne = [other for other in told if outcomes[other.index].verdict == "checked"]
    for one, others in ((level, borne), (bound, told_there)):
        changes = [other for other in _next_to(one, others) if _is_change(other, one is bound) and _may_be_of(level, other)]
        if len(changes) == 1:
            return _signed(changes[0])
    return None


def _next_to(one: Reading | None, others: Sequence[Reading]) -> list[Reading]:
    """The figures right before and right after one, in its sentence."""
    if one is None:
        return []
    here = [other for other in others if other is not one and other.sentence == one.sentence]
    before = [other for other in here if other.index < one.index]
    behind = [other for other in here if other.index > one.index]
    return [*sorted(before, key=lambda other: other.index)[-1:], *sorted(behind, key=lambda other: other.index)[:1]]


def _is_change(reading: Reading, of_amount: bool) -> bool:
    """Whether it tells a change in percent, or the share that was lost; of_amount: or a change in the level's own unit."""
    return (reading.role == "change" and (of_amount or reading.quantity.unit == "percent")) or (
        reading.share and reading.quantity.unit == "percent"
    )


def _may_be_of(level: Reading, change: Reading) -> bool:
    return level.measure is None or change.measure is None or related(level.measure, change.measure)


def _signed(change: Reading) -> Operand | None:
    """A change with its sign; of a share that was lost, by the words behind it."""
    found = _operand(change)
    if found is None or change.role == "change" or change.exact:
        return found if change.polarity is not None else None
    is_gone = worked("taken").search(change.lead[-30:] + words_behind(change)) is not None
    return arithmetic.turned(found) if is_gone else None


def _worked_out(program: Callable[..., Result | None], *figures: Reading | Operand) -> Iterator[Result]:
    operands = [figure if isinstance(figure, Operand) else _operand(figure) for figure in figures]
    found = [operand for operand in operands if operand is not None]
    result = program(*found) if len(found) == len(operands) else None
    if result is not None:
        yield result


def _operand(figure: Reading) -> Operand | None:
    found = arithmetic.operand(figure)
    return arithmetic.as_told(found) if found is not None else None
