"""What figures side by side make together: "three adults and two children", "from 5,200 to 3,000", "$2m a year for 3 years"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from copilot.numbers.census.number_words import read_cardinal
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Interval, Operand, Result
from copilot.numbers.formulas.formula import Formula
from copilot.numbers.formulas.lists import is_of_one
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import find_measures, measures
from copilot.numbers.readings.reading import Reading

_JOINT = re.compile(
    r"(?:\s(?!and\b|or\b|than\b|from\b|to\b|with\b|by\b|after\b)[\w’'-]+){1,5},?"
    r"(?:\sage[sd]?\s[^,;.]{1,20},)?\s(?:and|plus)\s(?:(?:another|their|its|the|his|her|about|some)\s)?",
    re.IGNORECASE,
)
_AND_ONE = re.compile(r"\s[\w’'-]+(?:\s[\w’'-]+)?\sand one\s(?!of\b|other\b|day\b|year\b)[a-z]{3,}")
_NAME = r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2}"
_NAMES_AND = re.compile(rf"(?:^|[.,;:]\s|\s)(?P<names>{_NAME}(?:,\s{_NAME}){{0,4}}),?\sand\s(?:about\s|some\s|at least\s)?$")
_OTHERS = re.compile(r"\s(?:other|more|fellow)\s", re.IGNORECASE)
_A_YEAR_FOR = re.compile(
    r"\s(?:a|an|per|each)\s(?P<unit>year|month|week|day)\s(?:for|over)\s(?:the next\s|another\s)?"
    r"(?P<n>\d{1,2}|[a-z]+)\s(?P=unit)s\b",
    re.IGNORECASE,
)


def joined(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """Sums, differences and products of figures side by side that share a word with the claim; none of them contradicts it."""
    if claim.quantity.unit in ("percent", "percentage_point", "basis_point", "ratio_x"):
        return
    said = claim.words - stems_of(claim.entities)
    for first in pool.about(claim):
        if first.exact or first.row or arithmetic.operand(first) is None:
            continue
        yield from _alone(claim, first, said)
        for second in pool.beside(first):
            if 0 < second.quantity.start - first.quantity.end <= len(first.after):
                yield from _together(claim, first, second, said)


def _together(claim: Reading, first: Reading, second: Reading, said: frozenset[str]) -> Iterator[Formula]:
    """What two figures side by side give. said: the claim's words but names; one of them is of their sentence."""
    low, high = arithmetic.operand(first), arithmetic.operand(second)
    if low is None or high is None or said.isdisjoint(first.words | second.words):
        return
    is_run = first.role == "from" and second.role == "to" and first.quantity.unit == second.quantity.unit
    if is_run and claim.role == "none":  # one that says up or down is derived by its own forms
        yield Formula(_distance, (first, second) if low.point <= high.point else (second, first))
    between = first.after[: second.quantity.start - first.quantity.end]
    is_change = "change" in (claim.role, first.role, second.role)
    if not is_change and not is_of_one(claim, (first, second)) and _JOINT.fullmatch(between) and _are_parts(claim, first, second):
        yield Formula(arithmetic.total, (first, second))


def _alone(claim: Reading, first: Reading, said: frozenset[str]) -> Iterator[Formula]:
    """What a figure gives with the number words beside it: "48 adults and one child", "Ohio and 16 other states"."""
    if claim.role == "change" or said.isdisjoint(first.words):
        return
    if first.quantity.unit.startswith("count:") and _is_thing(first) and not is_money(claim.quantity.unit):
        names = _NAMES_AND.search(first.run_up) if _OTHERS.match(first.after) else None
        if _AND_ONE.match(first.after) and claim.quantity.unit != first.quantity.unit:
            yield Formula(partial(_more, 1, "one"), (first,))
        elif names is not None and claim.quantity.unit == first.quantity.unit:
            yield Formula(partial(_more, names["names"].count(",") + 1, names["names"]), (first,))
    paid = _A_YEAR_FOR.match(first.after) if is_money(first.quantity.unit) else None
    times = _number(paid["n"]) if paid is not None else None
    if paid is not None and times and paid["unit"].lower() not in claim.after[:16].lower():
        yield Formula(partial(arithmetic.multiplied, times, f" {paid['unit']}s"), (first,))


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    spelled = read_cardinal(Tokens(word.lower()), 0)
    return int(spelled.value) if spelled is not None else None


def _distance(low: Operand, high: Operand) -> Result:
    """How far apart two levels are."""
    return replace(arithmetic.difference(low, high), signed=False)


def _more(count: int, words: str, one: Operand) -> Result:
    """The sum of a figure and of things told in words beside it."""
    joint = one.interval.plus(Interval.around(Decimal(count)))
    return arithmetic.made(one.family, joint, f"{{}} + {count} ({words}) = {{}}", one)


def _are_parts(claim: Reading, first: Reading, second: Reading) -> bool:
    """Whether two figures are amounts of one money, or counts of two kinds of which the claim names neither alone."""
    units = first.quantity.unit, second.quantity.unit
    if is_money(units[0]):
        return units[0] == units[1] == claim.quantity.unit
    counted = all(unit.startswith("count:") for unit in units) and not is_money(claim.quantity.unit)
    named = claim.quantity.unit in units and units[0] != units[1]
    return counted and not named and _is_thing(first) and _is_thing(second)


def _is_thing(reading: Reading) -> bool:
    """Whether people or things are counted, and no deaths, births or orders, which add up to no number of either."""
    noun = reading.quantity.unit.removeprefix("count:")
    return all(measures()[mention.id].kind == "level" for mention in find_measures(noun))
