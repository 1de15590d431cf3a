"""Evidence of the same entity, measure and time that has another value than the claim."""

from __future__ import annotations

import re
from decimal import Decimal

from copilot.numbers.binding.bind import Slots, compare_slots, is_opposed
from copilot.numbers.binding.gaps import is_relative
from copilot.numbers.binding.parts import spoken_words
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import amounts, comparable, counts_alike, family, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.basis import is_gap_to_consensus
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading

_WIDE_LOW, _WIDE_HIGH = Decimal("0.74"), Decimal("1.26")


def other_values(mine: Reading, pool: Pool) -> list[tuple[Reading, Slots]]:
    """Evidence of the same entity, measure and compatible time that has another value, the closest first."""
    kinds = {amount.family for amount in amounts(mine.quantity)} or {family(mine.quantity.unit)}
    is_range, is_pair = mine.quantity.low is not None, mine.quantity.value is None and mine.quantity.low is None
    found: list[tuple[int, Reading, Slots]] = []
    words = spoken_words(mine) - stems_of(mine.entities)
    is_sum, told = is_money(mine.quantity.unit), (_is_stake(mine), _is_beat(mine))
    if _is_worked_out(mine):
        return []
    for theirs in pool.about(mine):
        if is_pair != (theirs.quantity.value is None and theirs.quantity.low is None):
            continue
        if not is_pair and not any(_one_kind(mine, theirs, kind) for kind in kinds):
            continue
        if is_sum and told != (_is_stake(theirs), _is_beat(theirs)):
            continue  # by how much a forecast was beaten is no other value of it
        if _is_multiple_of_levels(mine, theirs):
            continue
        if _is_step_of_a_rate(mine, theirs) or _is_step_of_a_rate(theirs, mine):
            continue
        shared = len(words & spoken_words(theirs))
        same_measure = bool(mine.measure and theirs.measure and related(mine.measure, theirs.measure))
        same_measure = same_measure or (theirs.exact and mine.role == "change" and _is_return(theirs))
        same_field = mine.basis.price_field is not None and mine.basis.price_field == theirs.basis.price_field
        if same_field and mine.measure and not theirs.measure and not measures()[mine.measure].generic:
            same_field = False  # "a low price-earnings ratio" is no low
        lacking = 0 if same_measure or is_pair or same_field else _words_needed(mine, theirs) - shared
        if lacking > 1 or is_opposed(mine, theirs):
            continue
        slots = compare_slots(mine, theirs)
        if lacking > (slots.period_agrees and _of_one_unit(mine, theirs)):  # the period stands for one word
            continue
        if mine.role == "from" != theirs.role and not slots.period_agrees and not theirs.exact:
            continue  # "down from 13 billion a year earlier" is no other value of today's 12 billion
        if (
            slots.proxy is not None
            or set(slots.against) - {"role", "direction", "sign"}
            or ("role" in slots.against and (not same_measure or "change" in (mine.role, theirs.role)))
        ):
            continue
        if not (slots.entity_agrees or same_measure or shared >= 2 or is_pair):
            continue
        weight = slots.closeness + min(shared, 4) + 2 * (is_range == (theirs.quantity.low is not None))
        found.append((weight, theirs, slots))
    found.sort(key=lambda entry: -entry[0])
    return [(theirs, slots) for _, theirs, slots in found]


_WORKED_OUT = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:it )?out (?:at|to|as)|multipl(?:y|ied|ying)\b[^.;]{0,40}"
    r"|add(?:s|ed|ing)? (?:it |them )?up(?: to)?"
    r"|by that (?:arithmetic|reckoning|measure)|at that (?:rate|pace))[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_BY_THE_YEAR = re.compile(r"\s(?:annuali[sz]ed|a year|over a (?:full )?year|on an annual basis)\b", re.IGNORECASE)
_OR = re.compile(r"(?:,? or|\() ?$", re.IGNORECASE)


def _is_worked_out(mine: Reading) -> bool:
    """Whether words say that a figure is reckoned from others, so that none of them is another value of it: "460 a month, or
    5,520 annualised"."""
    lead_in = before_hedges(mine.run_up)
    return _WORKED_OUT.search(lead_in) is not None or (
        _BY_THE_YEAR.match(mine.after) is not None and _OR.search(lead_in) is not None
    )


def _is_multiple_of_levels(mine: Reading, theirs: Reading) -> bool:
    """Whether a multiple in words is held against a metric that is none: no 1.3% is "double", no level is what "doubled"."""
    if mine.quantity.unit != "ratio_x" or mine.quantity.kind != "count_word" or not theirs.exact:
        return False
    return theirs.quantity.unit != "ratio_x" and not (mine.role == theirs.role == "change")


def _is_step_of_a_rate(step: Reading, level: Reading) -> bool:
    """Whether one is a change in points and the other no change: "down by 0.7 points" is no other value of "an average of 5%"."""
    points = step.quantity.unit in ("percentage_point", "basis_point", "index_point") and level.quantity.unit == "percent"
    return points and step.role == "change" and level.role != "change" and not level.exact


_STAKE = re.compile(r"[ -](?:investment|invested|stake|position|portfolio|bet|put in(?:to)?)\b", re.IGNORECASE)
_WORTH = re.compile(r"\b(?:be|been|become|grown to|turned into|worth)\s(?:worth\s)?(?:\w+\s){0,2}$", re.IGNORECASE)


def _is_beat(reading: Reading) -> bool:
    return is_gap_to_consensus(reading.lead, reading.after)


def _is_stake(reading: Reading) -> bool:
    """Whether an amount is what somebody puts in or would have: "a $10,000 investment would be worth $10,905"."""
    return _STAKE.match(reading.after) is not None or (
        reading.basis.modality == "forecast" and _WORTH.search(reading.run_up) is not None
    )


def _of_one_unit(mine: Reading, theirs: Reading) -> bool:
    """Whether two figures are in one unit beyond doubt: shares are no jobs, and a bare number may be anything."""
    one, other = mine.quantity.unit, theirs.quantity.unit
    return family(one) == family(other) and counts_alike(one, other)


def _words_needed(mine: Reading, theirs: Reading) -> int:
    """How many words tie a figure of another measure, or of none, to the claim: a fee says nothing of a drawdown."""
    if theirs.basis.price_field is not None and mine.basis.price_field is None and not mine.times:
        return 2  # its low is no average
    if mine.measure is None or measures()[mine.measure].generic:
        return 1
    return 2 if theirs.measure is None else 99


def _one_kind(mine: Reading, theirs: Reading, kind: str) -> bool:
    """Whether two figures could be of one size: points of an index are no percentage, those of a rate may be."""
    its = family(theirs.quantity.unit)
    if {kind, its} == {"index_point", "points"}:
        return is_in_points(mine, theirs)
    if its == "ratio" and mine.role == theirs.role == "change":  # "up by a third" is another rise than "up 43%"
        return any(comparable(kind, amount.family) for amount in amounts(theirs.quantity))
    return comparable(kind, its)


def is_in_points(mine: Reading, theirs: Reading) -> bool:
    """Whether points are what the figure moves by: it is a percentage, or the computed lead of one return over another."""
    is_lead = is_relative(theirs) or (theirs.exact and theirs.quantity.unit == "percentage_point" and _is_return(theirs))
    units = {mine.quantity.unit, theirs.quantity.unit}
    traded = any(name.kind in ("index", "fund", "company", "commodity") for name in (*mine.entities, *theirs.entities))
    is_rate = "index_point" in units and bool(units & {"percentage_point", "basis_point"}) and not traded
    return mine.is_percent_measure or theirs.is_percent_measure or is_lead or is_rate


def _is_return(theirs: Reading) -> bool:
    """Whether a metric is what a plain "rose 3%" of its subject speaks of."""
    return theirs.measure is not None and measures()[theirs.measure].kind == "return"


def is_comparator_only(mine: Reading, theirs: Reading) -> bool:
    """Whether only the qualifier keeps a printed number from the evidence value: "more than 2" of 1.94."""
    if mine.quantity.qualifier in ("none", "about"):
        return False
    for amount in amounts(mine.quantity):
        for its in amounts(theirs.quantity):
            if amount.family == its.family and amount.value * _WIDE_LOW <= its.value <= amount.value * _WIDE_HIGH:
                return True
    return False
