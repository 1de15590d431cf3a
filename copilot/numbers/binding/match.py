"""One printed number against a pool of evidence: what it binds to, what nearly, and why not."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from copilot.numbers.binding.bind import Slots, compare_slots
from copilot.numbers.binding.conversions import unit_behind
from copilot.numbers.binding.other_values import is_in_points
from copilot.numbers.binding.rivals import better_told
from copilot.numbers.binding.windows import Window, agree, is_counted, window
from copilot.numbers.census.lists import pair_numbers
from copilot.numbers.census.units import is_currency
from copilot.numbers.evidence.amounts import Amount, amounts, comparable, counts_alike, ends, is_length, needs_rate
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.measures import singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import Quantity, ReasonCode
from copilot.records import record


@record()
class Match:
    """An evidence reading whose value the printed number accepts, with what its slots say."""

    theirs: Reading
    slots: Slots
    unit_agrees: bool
    note: str = ""

    @property
    def binds(self) -> bool:
        """Whether nothing contradicts."""
        return self.unit_agrees and not self.slots.against and self.slots.proxy is None

    @property
    def reason(self) -> ReasonCode | None:
        """The first contradicting slot; the unit comes after sign."""
        return self.slots.first or (None if self.unit_agrees else "unit")


@lru_cache(maxsize=64)
def accepted(mine: Reading) -> tuple[tuple[Amount, Window], ...]:
    """The printed value as amounts, each with the window of evidence it accepts."""
    quantity = mine.quantity
    counted = quantity.qualifier != "none" and is_counted(quantity)
    return tuple((amount, window(amount.value, amount.ulp, quantity.qualifier, counted=counted)) for amount in amounts(quantity))


def matches(mine: Reading, pool: Pool) -> list[Match]:
    """Every evidence reading of the same value, the closest first."""
    quantity = mine.quantity
    if quantity.low is not None:
        found = _range_matches(mine, pool)
    elif quantity.value is None:
        found = _pair_matches(mine, pool)
    else:
        options = accepted(mine)
        found = [match for amount, accepts in options for match in _point_matches(mine, pool, amount, accepts)]
        if len(options) > 1:  # half of something is 50 percent, but no bare 50
            found = [match for match in found if match.unit_agrees or match.theirs.quantity.unit == mine.quantity.unit]
        found += end_matches(mine, pool)
    return ranked(mine, pool, found)


def ranked(mine: Reading, pool: Pool, found: list[Match]) -> list[Match]:
    """Each reading's best match, the closest first."""
    best: dict[tuple[str, int], Match] = {}
    for match in found:
        key = (match.theirs.source, match.theirs.index)
        if key not in best or _rank(match) > _rank(best[key]):
            best[key] = match
    _drop_rivalled(mine, pool, best)
    return sorted(best.values(), key=lambda match: (-_rank(match), pool.place(match.theirs)))


def _drop_rivalled(mine: Reading, pool: Pool, best: dict[tuple[str, int], Match]) -> None:
    """What a neighbour in its sentence tells better, or is only a part of, contradicts after all."""
    for key, match in list(best.items()):
        against = better_told(mine, match.theirs, match.slots, pool) if match.binds else None
        if against is not None:
            slot, words = against
            best[key] = replace(match, slots=replace(match.slots, against={**match.slots.against, slot: words}))


def _rank(match: Match) -> int:
    return match.slots.closeness - 4 * (not match.unit_agrees) - 16 * (match.slots.proxy is not None) - bool(match.note)


def _point_matches(mine: Reading, pool: Pool, amount: Amount, accepts: Window) -> list[Match]:
    near = pool.worth(mine, *searched(amount, accepts))
    found = (match_of_value(mine, theirs, (amount, its), accepts) for theirs, its in near)
    return [match for match in found if match is not None]


def searched(amount: Amount, accepts: Window) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value of evidence worth looking at: the claim's window, and what is printed as it is."""
    return min(accepts.low, amount.value - amount.ulp / 2), max(accepts.high, amount.value + amount.ulp / 2)


def match_of_value(mine: Reading, theirs: Reading, sizes: tuple[Amount, Amount], accepts: Window) -> Match | None:
    """The match of two figures where their windows meet. sizes: what each is worth; accepts: the claim's window."""
    amount, its = sizes
    if (is_length(amount) or is_length(its)) and amount.family != its.family:
        return None  # how long something lasts is held against lengths alone
    if not agree(accepts, mine.quantity.qualifier, its, theirs.quantity):
        to_the_digit = mine.quantity.qualifier in ("at_least", "at_most") and theirs.exact
        if not (to_the_digit and window(amount.value, amount.ulp, "none").holds(its.value)):
            return None  # "as much as 7.32%" of a metric of 7.323%
    hedge = theirs.quantity.qualifier != "none" and mine.quantity.qualifier == "none"
    return _matched(mine, theirs, amount, its, "hedge dropped" if hedge else "")


def _matched(mine: Reading, theirs: Reading, amount: Amount, its: Amount, note: str) -> Match:
    alike = is_length(amount) or counts_alike(mine.quantity.unit, theirs.quantity.unit)
    unit_agrees = alike and comparable(amount.family, its.family)
    if unit_agrees and theirs.exact and not _counts_the_same(mine, theirs):
        unit_agrees = False
    unit_agrees = unit_agrees and not _on_other_scales(mine, theirs)
    unit_agrees = unit_agrees or _may_be_pounds(mine.quantity, theirs.quantity) or _are_times(mine.quantity, theirs.quantity)
    if unit_agrees and _is_part_and_change(mine, theirs):
        unit_agrees = False
    if unit_agrees and amount.family == its.family == "points" and needs_rate(mine.quantity, theirs.quantity):
        level = "change" not in (mine.role, theirs.role)  # a level of 9 basis points is one of 0.09%
        unit_agrees = level or is_in_points(mine, theirs)
        note = note or ("" if level else "read as percentage points")
    elif unit_agrees and {amount.family, its.family} == {"index_point", "points"}:
        unit_agrees = is_in_points(mine, theirs)
    return Match(theirs, compare_slots(mine, theirs), unit_agrees, note)


def _counts_the_same(mine: Reading, theirs: Reading) -> bool:
    """Whether a computed count counts what the text does: the same things, or those that its own words or measure name."""
    units = mine.quantity.unit, theirs.quantity.unit
    if units[0] == units[1] or not all(unit.startswith("count:") for unit in units):
        return True
    counted = singular(units[1].removeprefix("count:"))
    said = re.search(rf"\b{re.escape(counted)}", f"{mine.lead} {mine.trail}", re.IGNORECASE) is not None
    return said or (mine.measure is not None and mine.measure == theirs.measure)


def _on_other_scales(mine: Reading, theirs: Reading) -> bool:
    """Whether both print a scale of temperature and not the same: "175°C" of 165°F."""
    if mine.quantity.unit == "percent" or is_currency(mine.quantity.unit):
        return False
    one = unit_behind(mine.after, 0)
    if one is None or one[0].kind != "temperature":
        return False
    other = unit_behind(theirs.after, 0)
    return other is not None and other[0].kind == "temperature" and other[0].name != one[0].name


def _may_be_pounds(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the claim is a weight in pounds and the evidence prints the word, which is money as well: "ate 30 pounds"."""
    return mine.unit == "count:pound" and theirs.unit == "GBP" and "£" not in theirs.text and mine.qualifier == "none"


def _are_times(mine: Quantity, theirs: Quantity) -> bool:
    """Whether both print "times", which the words around make a multiple here and a count there."""
    return all(side.text.lower().endswith(" times") for side in (mine, theirs))


def _is_part_and_change(mine: Reading, theirs: Reading) -> bool:
    """Whether one tells a part of something and the other a change in percent: "half of that extra" is no rise by 50%."""
    units = {mine.quantity.unit: mine, theirs.quantity.unit: theirs}
    part, percentage = units.get("ratio_x"), units.get("percent")
    if part is None or percentage is None or part.exact or percentage.exact:
        return False  # a metric says in its name what it is
    return (part.role == "change") != (percentage.role == "change")


def _range_matches(mine: Reading, pool: Pool) -> list[Match]:
    bounds = ends(mine.quantity)
    if bounds is None:
        return []
    found: list[Match] = []
    for theirs in pool.ranges_where(lambda item: _is_range_of(bounds, item)):
        its = ends(theirs.quantity)
        if its is not None:
            found.append(_matched(mine, theirs, bounds[0], its[0], ""))
    return found + _told_as_two(mine, pool, bounds)


def _is_range_of(bounds: tuple[Amount, Amount], item: Quantity) -> bool:
    """Whether a range has these ends, as closely as they are printed."""
    its = ends(item)
    return its is not None and all(abs(a.value - b.value) <= a.ulp / 2 for a, b in zip(bounds, its, strict=True))


def _told_as_two(mine: Reading, pool: Pool, bounds: tuple[Amount, Amount]) -> list[Match]:
    """The range where the evidence tells its ends as two numbers: "from $40.00 to $60.00"."""
    found: list[Match] = []
    for theirs, _ in pool.worth(mine, bounds[0].value, bounds[0].value):
        for other in pool.beside(theirs):
            follows = 0 < other.quantity.start - theirs.quantity.end <= 12 and amounts(other.quantity)
            if follows and amounts(other.quantity)[0].value == bounds[1].value:
                match = _matched(mine, other, bounds[1], amounts(other.quantity)[0], "")
                against = {code: why for code, why in match.slots.against.items() if code not in ("role", "direction", "sign")}
                found.append(replace(match, slots=replace(match.slots, against=against)))
    return found


_END = re.compile(r"\b(upper|lower|top|bottom|high|low|maximum|minimum|ceiling|floor)\b|\b(top|bottom)s? out\b", re.IGNORECASE)


_FROM_LOW = re.compile(r"\bas (?:little|few|low|young|cheap|early|small) as\s$|\bstart(?:s|ing)? (?:at|from)\s$", re.IGNORECASE)
_LAST_OF_FROM_LOW = ("as", "at", "from")  # its last word, which is cheaper to look for
_LOWS = frozenset({"as l", "as f", "as y", "as c", "as e", "as s", "star"})  # how a word of each form begins
_INSIDE = re.compile(r"\b(?:within|in|inside)\s(?:the |a )?(?:range of )?$", re.IGNORECASE)
_LAST_OF_INSIDE = ("in", "inside", "the", "a", "of")  # its last word
_ENDS = frozenset({"uppe", "lowe", "top", "bott", "high", "low", "maxi", "mini", "ceil", "floo"})  # how its words begin
_BANDS = frozenset({"rang", "band", "corr", "guid"})  # how a word of each form of the next begins
_INSIDE_BEHIND = re.compile(  # "21% would lie within the range it gave"
    r"\b(?:within|inside|in)\s(?:(?:the|its|their|that)\s)?(?:[\w’'-]+\s){0,3}(?:range|band|corridor|guidance)\b", re.IGNORECASE
)
_FIRST_END = re.compile(r"\b(?:between|from|range|ranging|ranges)\b[^.;]{0,24}$", re.IGNORECASE)
_AND_NUMBER = re.compile(r"(?:\s?°\s?[CF])?\s(?:and|to)\s(?:about |around )?[$€£¥]?\d", re.IGNORECASE)
_NUMBER_AND = re.compile(
    r"\b(?:between|from|range|ranging|ranges)\b[^.;]{0,24}[$€£¥]?\d[\d.,]*\s?(?:%|percent|million|billion|trillion|bn|m|°\s?[CF])?"
    r"\s(?:and|to)\s(?:about |around )?$",
    re.IGNORECASE,
)
_LAST_OF_NUMBER_AND = ("and", "to", "about", "around")


def end_matches(mine: Reading, pool: Pool) -> list[Match]:
    """Ranges of the evidence that a single number of the claim binds to: it lies in one that its words say it is "within", or is
    the end that they name ("the low end", "between 3 and")."""
    found: list[Match] = []
    before = mine.lead
    last = mine.run_up.rstrip().lower()
    inside = (last.endswith(_LAST_OF_INSIDE) and _INSIDE.search(before)) or (
        mine.may_say(_BANDS) and _INSIDE_BEHIND.search(mine.trail)
    )
    named = _END.search(before) or _END.search(mine.trail) if mine.may_say(_ENDS) else None
    low_of = _AND_NUMBER.match(mine.after) and _FIRST_END.search(before)
    ranged = last.endswith(_LAST_OF_NUMBER_AND) and ("from" in last or "between" in last or "rang" in last)
    high_of = ranged and _NUMBER_AND.search(mine.run_up)
    from_low = last.endswith(_LAST_OF_FROM_LOW) and mine.may_say(_LOWS) and _FROM_LOW.search(mine.run_up) is not None
    limit = from_low or mine.quantity.qualifier in ("at_least", "at_most")
    if not (inside or named or low_of or high_of or limit) or not pool.has_ranges:
        return found
    for theirs in pool.ranges_where(lambda item: _reaches(item, mine.quantity)):
        its = ends(theirs.quantity)
        for amount in amounts(mine.quantity):
            if its is None or not comparable(amount.family, its[0].family):
                continue
            low_end = named is not None and named.group().lower().startswith(("lower", "bottom", "low", "minimum", "floor"))
            if named is None:
                low_end = mine.quantity.qualifier != "at_most"
            end = its[0] if low_end else its[1]
            if (low_of and abs(its[0].value - amount.value) <= amount.ulp / 2) or (
                high_of and abs(its[1].value - amount.value) <= amount.ulp / 2
            ):
                found.append(_matched(mine, theirs, amount, its[0] if low_of else its[1], ""))
                continue
            if (inside and its[0].value <= amount.value <= its[1].value) or (
                (named or limit) and abs(end.value - amount.value) <= amount.ulp / 2
            ):
                found.append(_matched(mine, theirs, amount, end, ""))
    return found


def _reaches(item: Quantity, point: Quantity) -> bool:
    """Whether a range holds a point or has it for an end."""
    its = ends(item)
    return its is not None and any(
        its[0].value - amount.ulp / 2 <= amount.value <= its[1].value + amount.ulp / 2 for amount in amounts(point)
    )


def _pair_matches(mine: Reading, pool: Pool) -> list[Match]:
    """Votes, ratios and splits are compared as they stand."""
    wanted = pair_numbers(mine.quantity.text)
    return [
        Match(theirs, compare_slots(mine, theirs), True)
        for theirs in pool.pairs
        if wanted and pair_numbers(theirs.quantity.text) == wanted
    ]
