"""Two readings → do they say the same? Slot by slot, and the first one that contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from copilot.names import Name
from copilot.numbers.amounts import family, is_money
from copilot.numbers.entities import classes_agree, is_proper, may_be_one, name_class, relation
from copilot.numbers.exclusive import exclude_each_other
from copilot.numbers.firms import is_of_one_firm, owns_measure
from copilot.numbers.measures import measures, related
from copilot.numbers.modality_slot import compare_modality, names_of
from copilot.numbers.move_slot import compare_directions, compare_roles, is_within_session
from copilot.numbers.period_slot import compare_periods
from copilot.numbers.reading import Reading
from copilot.numbers.scene import name_words
from copilot.numbers.types import ReasonCode
from copilot.numbers.wording import content_stems
from copilot.records import record

ORDER: tuple[ReasonCode, ...] = ("entity", "measure", "period", "role", "direction", "sign", "unit", "comparator")
_ENTITY = 4  # what the subject weighs in the closeness of two figures


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
        return _ENTITY * self.entity_agrees + 2 * self.measure_agrees + self.period_agrees - 8 * len(self.against)


def compare_slots(mine: Reading, theirs: Reading) -> Slots:
    """Compares entity, measure with basis, period, role, direction and sign; unit and comparator are the values' business."""
    against: dict[ReasonCode, str] = {}
    entity_agrees, proxy = _entity(mine, theirs, against)
    measure_agrees = _measure(mine, theirs, against)
    period = compare_periods(mine, theirs, against)
    compare_roles(mine, theirs, against, period)
    compare_directions(mine, theirs, against)
    return Slots(against, entity_agrees, measure_agrees, period is True, proxy)


def most_agreement(mine: Reading) -> int:
    """The closeness of evidence that agrees in every slot the text tells; no evidence can have more."""
    named = mine.entities or mine.comparators or mine.sentence_names
    return _ENTITY * bool(named) + 2 * (mine.measure is not None) + bool(mine.times)


def may_agree(mine: Reading, theirs: Reading, closeness: int) -> bool:
    """Whether evidence may come so close, by its subject alone, which is the quickest to compare."""
    return closeness < _ENTITY or theirs.exact or classes_agree(mine.entities, theirs.entities)[0]


def is_tied(mine: Reading, theirs: Reading, slots: Slots) -> bool:
    """A binding is tied by its entity, or by a specific measure where one side names no entity."""
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


# --- entity ---

_TOLD_APART = frozenset({"fund", "index", "company", "central_bank"})  # of which a metric is of one: no fund has a policy rate


def _entity(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> tuple[bool, str | None]:
    gap = _gap(mine, theirs)
    if gap == "other side":
        against["direction"] = "the other way"
    if gap is not None:
        return True, None
    agrees, wrong, proxies, unsure = classes_agree(mine.entities, theirs.entities)
    proxy = None
    if proxies and not agrees:
        proxy = f"{proxies[0][1].text} is not {proxies[0][0].text}"
    if wrong and is_bare(mine) and is_bare(theirs):
        wrong = [
            pair for pair in wrong if name_class(pair[0]) != "area" or _has_its_own(pair[0], mine, theirs, pair[1])
        ]  # of many parts
    if wrong:
        told = {name_class(name) for name in mine.entities if _told_together((name,), theirs)}
        wrong = [pair for pair in wrong if name_class(pair[0]) not in told]
    if theirs.exact and not (agrees or wrong or proxies or unsure) and mine.entities_near:
        wrong = [(one, other) for one in mine.entities for other in theirs.entities if {one.kind, other.kind} <= _TOLD_APART]
    wrong = [pair for pair in wrong if not _is_short_for(*pair)]
    if wrong and (mine.entities_near or theirs.entities_near):
        against["entity"] = _names(wrong[0][1].text)
    elif (
        unsure
        and not (agrees and is_of_one_firm(mine, theirs))
        and mine.entities_near
        and theirs.entities_near
        and _decides(mine, theirs)
    ):
        against["entity"] = _names(unsure[0][1].text)
    swapped = "entity" not in against and _swapped(mine, theirs)
    if swapped:
        against["entity"] = _names(swapped)
    if mine.comparators and theirs.comparators:
        matched, other, _, unknown = classes_agree(mine.comparators, theirs.comparators)
        if (other or unknown) and not matched:
            against["entity"] = _names((other or unknown)[0][1].text)
    mine_scope, their_scope = mine.basis.scope, theirs.basis.scope
    if mine_scope in ("some", None) and _OF_THE.search(mine.lead):
        pass  # "three of the nine": nine is their number, whatever is said of all of them
    elif mine_scope and their_scope and mine_scope != their_scope:
        against.setdefault("entity", f"{their_scope} of them, not {mine_scope}")
    elif their_scope == "some" and mine_scope is None and _whole(mine):
        against.setdefault("entity", "only some of them")
    return agrees, proxy


def _has_its_own(name: Name, mine: Reading, theirs: Reading, other: Name) -> bool:
    """Whether another figure of the evidence's sentence is said of a name of the claim, which does not name the other too."""
    return other.id not in mine.known and theirs.beside.issuperset(name.id.removeprefix("name:").split())


def _are_near(mine: Reading, theirs: Reading) -> bool:
    return mine.entities_near and theirs.entities_near


def has_proxy(mine: Reading, theirs: Reading) -> bool:
    """Whether one is of a fund or index that stands in for what the other is of."""
    return bool(classes_agree(mine.entities, theirs.entities)[2])


_OF_THE = re.compile(r"\bof (?:the |its |their )?$", re.IGNORECASE)
_SIDE = re.compile(r"\s*(?:points?|percent)?\s*(in favou?r of|against)\s(?:the )?", re.IGNORECASE)


def _gap(mine: Reading, theirs: Reading) -> Literal["same side", "other side"] | None:
    """For a metric of one instrument against another: the side a claim that names the one gives the gap to; else None."""
    if not theirs.exact or "relative" not in theirs.open_label.split():
        return None
    named = [name for name in (*mine.entities, *mine.comparators, *mine.sentence_names) if _is_one_of(name, theirs)]
    side = _SIDE.match(mine.after)
    if not named or side is None:
        return "same side" if named else None
    is_own = any(mine.after[side.end() :].startswith(name.text) for name in named)
    favours_own = is_own == (side[1].lower() != "against")
    return "same side" if favours_own == ((theirs.polarity or 1) > 0) else "other side"


def _is_one_of(name: Name, theirs: Reading) -> bool:
    return any(relation(name, other) == "same" for other in theirs.entities)


def _swapped(mine: Reading, theirs: Reading) -> str | None:
    """A name of the claim's sentence that the evidence never speaks of, where the evidence has another of its kind instead."""
    strangers = [name for name in mine.sentence_names if name.id not in theirs.known]
    if not strangers or theirs.exact:
        return None
    for other in theirs.sentence_names:
        if other.id in mine.known or (other.kind == "country" and other not in theirs.entities):
            continue
        for name in strangers:
            if (
                name.kind == other.kind
                and relation(name, other) == "other"
                and not any(relation(name, b) == "same" for b in theirs.sentence_names)
            ):
                return other.text
    return None


def _counts_things(measure: str | None) -> bool:
    """Whether nothing of a country or firm is measured, but people or things are counted: the dead, the users."""
    return measure is None or (measures()[measure].count and not measures()[measure].economy)


def _is_short_for(one: Name, other: Name) -> bool:
    """Whether an index and a firm may be one: headlines call the firm by its first word, which is the index's too."""
    if {one.kind, other.kind} != {"index", "company"}:
        return False
    short, long = sorted((one.text, other.text), key=len)
    return long.startswith(f"{short} ")


_AGE = re.compile(r"(?:-olds?|\byears?)$", re.IGNORECASE)


def is_bare(reading: Reading) -> bool:
    """Whether a figure counts people or things, of which places have many parts in a story, or tells an age."""
    if _AGE.search(reading.quantity.text):
        return True
    return _counts_things(reading.measure) and family(reading.quantity.unit) in ("count", "none", "share")


def _whole(mine: Reading) -> bool:
    """Whether the text speaks of a whole index or class of shares."""
    return any(name.kind in ("index", "fund", "generic") for name in mine.entities)


def _decides(mine: Reading, theirs: Reading) -> bool:
    """Two names that no table relates contradict unless the evidence names the text's own nearby, as a person and a firm."""
    others = [name for name in theirs.entities if not any(relation(name, own) == "same" for own in mine.entities)]
    if any(_is_named_too(name, mine) for name in others):
        return False
    alike = mine.measure is not None and theirs.measure is not None and related(mine.measure, theirs.measure)
    if alike and theirs.around is not None and theirs.around.sets_apart(mine.entities, theirs.entities):
        return True
    surnames = mine.measure is None or measures()[mine.measure].count  # two firms may share their first word
    if any(may_be_one(name, other, surnames=surnames) for name in mine.entities for other in theirs.entities):
        return False
    if owns_measure(mine) and owns_measure(theirs) and mine.measure and theirs.measure and related(mine.measure, theirs.measure):
        return True  # "Harrow's market value" is not "Linden's own market value", whatever is told of the two
    wanted = {word for name in mine.entities for word in name.id.removeprefix("name:").split()}
    wanted |= {name.text.lower() for name in mine.entities}
    wanted -= {word for name in theirs.entities for word in name_words(name)}  # gold, of both
    if not wanted.isdisjoint(theirs.beside):
        return any(is_proper(name) for name in theirs.entities) or not any(is_proper(name) for name in mine.entities)
    if not _same_saying(mine, theirs) or not all(any(map(is_proper, side.entities)) for side in (mine, theirs)):
        return False
    if not wanted.isdisjoint(theirs.in_sentence):
        return not _told_together(mine.entities, theirs)
    return wanted.isdisjoint(theirs.context)


_NEXT_OF_LIST = re.compile(r"^(?:,|,? and| or) [$€£¥]?\d")
_BEFORE_OF_LIST = re.compile(r"\d(?: [a-z]+)?(?:,|,? and| or) $")


def _is_named_too(name: Name, mine: Reading) -> bool:
    """Whether the text names it beside its own subject, not in a list with a figure each: "A and B sold 5 and 6"."""
    listed = _NEXT_OF_LIST.match(mine.after) or _BEFORE_OF_LIST.search(mine.run_up)
    return content_stems(name.text) <= mine.words and not listed


def _told_together(mine: Sequence[Name], theirs: Reading) -> bool:
    """Whether the evidence's sentence names the text's subject too and tells no other figure of it: a firm and its buyer."""
    rivals = {name.id for name in theirs.comparators}
    subjects = [name.id.removeprefix("name:").split() for name in mine if name.id not in rivals]
    named = any(words and theirs.in_sentence.issuperset(words) for words in subjects)
    return not theirs.exact and named and not any(theirs.beside.intersection(words) for words in subjects)


def _same_saying(mine: Reading, theirs: Reading) -> bool:
    """Whether both tell the same kind of figure: one measure, or a change at a rate; else two names may be one thing's."""
    if mine.measure and theirs.measure:
        return related(mine.measure, theirs.measure) and not _counts_things(mine.measure)
    if mine.role == theirs.role == "change" and family(mine.quantity.unit) == family(theirs.quantity.unit) == "points":
        return True
    if mine.quantity.unit != theirs.quantity.unit:
        return False
    unit = mine.quantity.unit.removeprefix("count:")
    shared = (mine.words & theirs.words) - names_of(mine) - content_stems(unit)
    return unit != mine.quantity.unit and len(shared) > 2


def _names(text: str) -> str:
    return f"for {text}"


# --- measure ---


def _measure(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> bool:
    agrees = False
    table = measures()
    one, other = mine.measure, theirs.measure
    if one and other:
        if related(one, other):
            agrees = table[one].ties or table[other].ties
            if mine.modifiers and theirs.modifiers and not (mine.modifiers & theirs.modifiers):
                against["measure"] = _words(sorted(theirs.modifiers)[0])
        elif mine.measure_near and theirs.measure_near and exclude_each_other(mine, theirs):
            against["measure"] = _words(other)
    for dimension, value in mine.basis.dimensions.items():
        found = theirs.basis.dimensions.get(dimension)
        if found is not None and found != value:
            against.setdefault("measure", found)
    level = mine.role != "change"
    stated, claimed = theirs.basis.dimensions.get("statistic"), mine.basis.dimensions.get("statistic")
    known = level and one is not None and other is not None and theirs.role != "change" and not _is_bare_whole(mine)
    if known and stated and not claimed and stated not in mine.basis.statistics:
        against.setdefault("measure", stated)
    if known and claimed and not stated and claimed in theirs.basis.statistics:
        against.setdefault("measure", f"no {claimed}")
    counted = any(side.quantity.unit.startswith("count:") for side in (mine, theirs))
    field, other_field = mine.basis.price_field, theirs.basis.price_field
    if field and other_field and field != other_field and not counted:
        against.setdefault("measure", other_field)
    if _is_gap_over_another(theirs) and not _is_gap_over_another(mine) and mine.measure is not None and not mine.comparators:
        against.setdefault("measure", f"a gap over {theirs.comparators[0].text}")
    if is_within_session(mine, theirs):
        against.setdefault("measure", "a move within the session")
    for priced, measured in ((mine, theirs), (theirs, mine)):
        if _is_of_price(priced) and _is_flow(measured) and not _is_flow(priced):
            against.setdefault("measure", _words(other or "another measure"))
    apart = not agrees and not any(_is_one_of(name, theirs) for name in mine.entities if name.kind in _OWNERS)
    owner = (_owner_apart(mine, theirs) or _owner_apart(theirs, mine)) if apart else None
    if owner is not None:
        against.setdefault("measure", f"a figure of {owner}")
    compare_modality(mine, theirs, against)
    for pair, side in mine.deeds.items():
        if theirs.deeds.get(pair, side) != side:
            against.setdefault("direction", "the opposite")
    return agrees


_OVER = re.compile(r"\s(?:over|above|below|under|more than|less than)\b", re.IGNORECASE)


def _is_gap_over_another(reading: Reading) -> bool:
    """Whether points are told as the distance from another thing: "250 basis points over Treasuries"."""
    points = reading.quantity.unit in ("basis_point", "percentage_point")
    return points and bool(reading.comparators) and _OVER.match(reading.after) is not None


_OWNERS = ("company", "index", "fund")


def _owner_apart(of_economy: Reading, other: Reading) -> str | None:
    """The company, index or fund that one figure is said of where the other measures an economy; None where they may be one."""
    one, its = of_economy.measure, other.measure
    if one is None or not measures()[one].economy or not of_economy.measure_near or not other.entities_near:
        return None
    if (its is not None and (measures()[its].economy or related(one, its))) or one in other.named_measures:
        return None
    if its is None and is_money(other.quantity.unit) and other.role == "none":
        return None  # what a firm's thing costs may be told in a sentence about a country's consumption
    return next((name.text for name in other.entities if name.kind in _OWNERS), None)


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
