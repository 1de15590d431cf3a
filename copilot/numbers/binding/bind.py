"""Two readings → do they say the same? Slot by slot, and the first one that contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name
from copilot.numbers.binding.belittled import is_belittled
from copilot.numbers.binding.contraries import contrary, is_of_contrary_whole, is_run_of_contrary
from copilot.numbers.binding.divisions import of_division, otherwise_numbered
from copilot.numbers.binding.entity_slot import compare_entities
from copilot.numbers.binding.exclusive import exclude_each_other
from copilot.numbers.binding.extremes import called_otherwise
from copilot.numbers.binding.gaps import SIDE, gap, is_one_of, left_behind
from copilot.numbers.binding.lengths import moved_over, summed_over
from copilot.numbers.binding.metric_times import tells_when_its_high_was
from copilot.numbers.binding.modality_slot import compare_modality
from copilot.numbers.binding.move_slot import compare_directions, compare_roles
from copilot.numbers.binding.open_deals import told_as_closed
from copilot.numbers.binding.period_slot import compare_periods, inherits_another_time
from copilot.numbers.binding.stocks import is_of_a_stock, is_stock_of_flow
from copilot.numbers.binding.together import told_of_one
from copilot.numbers.binding.told_metric import is_of_a_return, told_as_another
from copilot.numbers.binding.votes import against_vote, counted_otherwise
from copilot.numbers.binding.wholes import told_as_whole
from copilot.numbers.binding.within_session import is_within_session
from copilot.numbers.binding.yardsticks import GAPS
from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.opposites import may_both_be
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import name_words
from copilot.numbers.types import ReasonCode
from copilot.records import record

ORDER: tuple[ReasonCode, ...] = ("entity", "measure", "period", "role", "direction", "sign", "unit", "comparator")
SUBJECT = 4  # what the subject weighs in the closeness of two figures


@record()
class Slots:
    """What comparing the slots of two readings found. `against`: slot → what the evidence says there, in words."""

    against: dict[ReasonCode, str]
    entity_agrees: bool
    measure_agrees: bool  # a specific measure, not "growth"
    period_agrees: bool
    proxy: str | None  # the fund or index that stands in for the other

    @property
    def first(self) -> ReasonCode | None:
        """The first contradicting slot in the contract's order."""
        return next((code for code in ORDER if code in self.against), None)

    @property
    def closeness(self) -> int:
        """How much agrees, for choosing among candidates."""
        return SUBJECT * self.entity_agrees + 2 * self.measure_agrees + self.period_agrees - 8 * len(self.against)


def compare_slots(mine: Reading, theirs: Reading) -> Slots:
    """Compares entity, measure with basis, period, role, direction and sign; unit and comparator are the values' business."""
    against: dict[ReasonCode, str] = {}
    entity_agrees, proxy = compare_entities(mine, theirs, against)
    measure_agrees = _measure(mine, theirs, against)
    period = compare_periods(mine, theirs, against)
    if (length := summed_over(mine, theirs) or moved_over(mine, theirs)) is not None:
        against.setdefault("period", length)
    if (whom := told_of_one(mine, theirs)) is not None:
        against.setdefault("entity", f"for {whom}")
    if (whom := of_division(mine, theirs) or otherwise_numbered(mine, theirs)) is not None:
        against.setdefault("entity", f"for {whom}")
    compare_roles(mine, theirs, against, period)
    if is_stock_of_flow(mine, theirs):
        against["role"] = "how many there are" if mine.role == "change" or is_of_a_stock(theirs) else "how many came or went"
    compare_directions(mine, theirs, against)
    if theirs.exact and _tells_a_gap(mine, theirs) and gap(mine, theirs) == "same side":
        against.pop("sign", None)  # "a gap of 9 points against the fund", "the gap between the two": told without its sign
    return Slots(against, entity_agrees, measure_agrees, period is True, proxy)


def _tells_a_gap(mine: Reading, theirs: Reading) -> bool:
    """Whether a gap of one to another is told by its side, by who was left behind, or as one between the two."""
    if SIDE.match(mine.after) or left_behind(mine, theirs):
        return True
    return mine.may_say(_GAP_WORDS) and _BETWEEN.search(mine.lead) is not None


def is_opposed(mine: Reading, theirs: Reading) -> bool:
    """Whether the names alone speak against: another subject, or a fund for its index. Quicker than all slots."""
    against: dict[ReasonCode, str] = {}
    _, proxy = compare_entities(mine, theirs, against)
    return proxy is not None or "entity" in against


_BETWEEN = re.compile(r"\b(?:gap|difference|distance|spread) between\b", re.IGNORECASE)
_GAP_WORDS = frozenset({"gap", "diff", "dist", "spre"})  # how its words begin


def most_agreement(mine: Reading) -> int:
    """The closeness of evidence that agrees in every slot the text tells; no evidence can have more."""
    named = mine.entities or mine.comparators or mine.sentence_names
    return SUBJECT * bool(named) + 2 * (mine.measure is not None) + bool(mine.times)


def may_agree(mine: Reading, theirs: Reading, closeness: int) -> bool:
    """Whether evidence may come so close, by its subject alone, which is the quickest to compare."""
    return closeness < SUBJECT or theirs.exact or classes_agree(mine.entities, theirs.entities)[0]


def is_tied(mine: Reading, theirs: Reading, slots: Slots) -> bool:
    """A binding is tied by its entity, or by a specific measure where one side names no entity."""
    if inherits_another_time(mine, theirs) or tells_when_its_high_was(mine, theirs):
        return False
    if slots.entity_agrees:
        return True
    return slots.measure_agrees and (not mine.entities or not theirs.entities)


def is_of_one_thing(mine: Reading, theirs: Reading) -> bool:
    """Whether another value surely is of the same thing: the subjects agree, or neither names one and one measure is named.

    A subject that a sentence has only from the ones before it is not sure: "half of the companies", behind a word about a fund.
    """
    if mine.entities or theirs.entities:
        return mine.entities_near and classes_agree(mine.entities, theirs.entities)[0]
    one, other = mine.measure, theirs.measure
    return bool(one and other and related(one, other) and not measures()[one].generic)


def _measure(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> bool:
    agrees = False
    table = measures()
    one, other = mine.measure, theirs.measure
    if one and other:
        if related(one, other):
            agrees = table[one].ties or table[other].ties
            if mine.modifiers and theirs.modifiers and not (mine.modifiers & theirs.modifiers):
                against["measure"] = _words(sorted(theirs.modifiers)[0])
        elif mine.measure_near and theirs.measure_near and exclude_each_other(mine, theirs) and not is_of_a_return(mine, theirs):
            against["measure"] = _words(other)
    for dimension, value in mine.basis.dimensions.items():
        found = theirs.basis.dimensions.get(dimension)
        if found is not None and found != value:
            against.setdefault("measure", found)
    level = mine.role != "change"
    stated, claimed = theirs.basis.dimensions.get("statistic"), mine.basis.dimensions.get("statistic")
    known = level and one is not None and other is not None and theirs.role != "change" and not _is_bare_whole(mine)
    foreseen = {"forecast", "consensus"}.issuperset({mine.basis.modality, theirs.basis.modality})  # whose median is not told
    if known and stated and not claimed and stated not in mine.basis.statistics and not foreseen:
        against.setdefault("measure", stated)
    if known and claimed and not stated and claimed in theirs.basis.statistics:
        against.setdefault("measure", f"no {claimed}")
    if "measure" not in against and _is_other_mean(mine, theirs):
        against["measure"] = "median" if _MEDIAN.search(theirs.run_up) else "average"
    field, other_field = mine.basis.price_field, theirs.basis.price_field
    if field and other_field and field != other_field and not _counts(mine, theirs):
        against.setdefault("measure", other_field)
    if (
        _is_gap_over_another(theirs)
        and not _is_gap_over_another(mine)
        and mine.measure not in (None, *GAPS)
        and not mine.comparators
    ):
        against.setdefault("measure", f"a gap over {theirs.comparators[0].text}")
    if is_within_session(mine, theirs):
        against.setdefault("measure", "a move within the session")
    for priced, measured in ((mine, theirs), (theirs, mine)):
        if _is_of_price(priced) and _is_flow(measured) and not _is_flow(priced):
            against.setdefault("measure", _words(other or "another measure"))
    apart = not agrees and not any(is_one_of(name, theirs) for name in mine.entities if name.kind in _OWNERS)
    owner = (_owner_apart(mine, theirs) or _owner_apart(theirs, mine)) if apart else None
    if owner is not None:
        against.setdefault("measure", f"a figure of {owner}")
    if (kind := told_as_another(mine, theirs)) is not None:
        against.setdefault("measure", kind)
    if (told := told_as_whole(mine, theirs) or told_as_closed(mine, theirs)) is not None:
        against.setdefault("measure", told)
    compare_modality(mine, theirs, against)
    for pair, side in mine.deeds.items():
        if may_both_be(pair, first=side, another_time=mine.times_text not in ("", theirs.times_text)):
            continue
        if theirs.deeds.get(pair, side) != side and not _OLD.search(f"{mine.quantity.text} {theirs.quantity.text}"):
            against.setdefault("direction", "the opposite")
    if contrary(mine, theirs) is not None or is_of_contrary_whole(mine, theirs) or is_run_of_contrary(mine, theirs):
        against.setdefault("direction", "the contrary")
    if (voted := against_vote(mine, theirs) or counted_otherwise(mine, theirs)) is not None:
        against.setdefault("direction", voted)
    if is_belittled(mine, theirs):
        against.setdefault("measure", "a move, and no small one")
    if (called := called_otherwise(mine, theirs)) is not None:
        against.setdefault("measure", called)
    return agrees


def _counts(*sides: Reading) -> bool:
    return any(side.quantity.unit.startswith("count:") for side in sides)


_OLD = re.compile(r"-olds?\b", re.IGNORECASE)  # what somebody of an age does is done to no number
_LAST_FIGURE = re.compile(r"\d[\d.,]*%?")
_CENTRES = frozenset({"aver", "mean", "medi"})  # how the words of both begin
_MEAN, _MEDIAN = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE), re.compile(r"\bmedian\b", re.IGNORECASE)


def _is_other_mean(mine: Reading, theirs: Reading) -> bool:
    """Whether one is called the average and the other the median, right before the figure."""
    if theirs.exact or not (mine.may_say(_CENTRES) and theirs.may_say(_CENTRES)):
        return False
    since = (_LAST_FIGURE.split(side.run_up)[-1] for side in (mine, theirs))  # "the median home at an average of 6%, which costs"
    own, its = ((_MEAN.search(words) is not None, _MEDIAN.search(words) is not None) for words in since)
    return own in ((True, False), (False, True)) and its == own[::-1]


_OVER = re.compile(r"\s(?:over|above|below|under|more than|less than)\b", re.IGNORECASE)


def _is_gap_over_another(reading: Reading) -> bool:
    """Whether points are told as the distance from another thing: "250 basis points over Treasuries"."""
    points = reading.quantity.unit in ("basis_point", "percentage_point")
    return points and bool(reading.comparators) and _OVER.match(reading.after) is not None


_OWNERS = ("company", "index", "fund")


def _owner_apart(of_economy: Reading, other: Reading) -> str | None:
    """The company, index or fund that one figure is said of where the other measures an economy; None where they may be one.

    Who says so stands in another part of the sentence: "ADP counted a loss of 32,000, and small firms cut 120,000".
    """
    one, its = of_economy.measure, other.measure
    is_stated = other.entities_near and other.entities_stated
    if one is None or not measures()[one].economy or not of_economy.measure_near or not is_stated:
        return None
    if (its is not None and (measures()[its].economy or related(one, its))) or one in other.named_measures:
        return None
    counted = of_economy.quantity.unit == other.quantity.unit and of_economy.quantity.unit.startswith("count:")
    if counted and _goes_on_about(of_economy, other.entities):
        return None
    if its is None and is_money(other.quantity.unit) and other.role == "none":
        return None  # what a firm's thing costs may be told in a sentence about a country's consumption
    return next((name.text for name in other.entities if name.kind in _OWNERS), None)


def _goes_on_about(theirs: Reading, names: Sequence[Name]) -> bool:
    """Whether a sentence that its figure opens, and that names nobody, stands beside one of those names: "At Marl's new yard.
    Two thousand new jobs."."""
    words = {word for name in names for word in name_words(name)}
    return not (theirs.lead.strip() or theirs.sentence_names) and not theirs.context.isdisjoint(words)


def _is_bare_whole(reading: Reading) -> bool:
    """Whether a figure is a bare whole number or an age, "workers over 15", which its clause's measure may not be of.

    A number of five digits is no such thing.
    """
    value = reading.quantity.value
    return reading.quantity.unit in ("none", "year") and (
        value is None or (value == value.to_integral_value() and value < 10_000)
    )


_PRICED = frozenset({"index", "fund", "commodity", "currency", "future"})


def _is_of_price(reading: Reading) -> bool:
    """Whether a change in percent of an index, fund, commodity or currency names no measure, so that it is of the price."""
    change = reading.role == "change" and reading.quantity.unit == "percent" and not reading.named_measures
    return (
        change
        and reading.entities_near
        and bool(reading.entities)
        and all(_is_priced(name, reading) for name in reading.entities)
    )


def _is_priced(name: Name, reading: Reading) -> bool:
    if name.kind == "other":
        return (
            re.search(re.escape(name.text) + r"(?: \w+){0,2} (?:index|fund|etf|gauge)\b", reading.lead, re.IGNORECASE) is not None
        )
    return name.kind in _PRICED


def _is_flow(reading: Reading) -> bool:
    """Whether a change is of a flow named in its own words: revenue, output."""
    measure = measures()[reading.measure] if reading.measure and reading.measure_near else None
    return measure is not None and measure.kind == "flow" and not measure.generic and reading.role == "change"


def _words(measure: str) -> str:
    return measure.replace("_", " ")
