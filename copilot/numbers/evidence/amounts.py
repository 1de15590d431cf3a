"""Quantities on one scale: points for percentages, the currency itself for cents; which units may be compared."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.numbers.census.units import physical_units
from copilot.numbers.types import Quantity

RATES = ("percent", "percentage_point", "basis_point", "ratio_x")
POINTS = ("percentage_point", "basis_point", "index_point")
_LENGTHS = frozenset({"year", "month", "day", "week", "hour", "minute", "second", "decade", "night", "century", "quarter"})
# Units as texts shorten them: 60 mph and 60 miles an hour, 5 square miles and 5 miles of forest.
_ALIKE = {
    "mph": {"mile", "kilometre"},
    "square": {"mile", "kilometre", "metre", "foot", "yard", "acre"},
    "cubic": {"foot", "metre", "yard", "flow"},
    "flow": {"foot", "metre", "yard"},
    "day": {"session", "night"},
    "byte": {"generation"},
    "watt-hour": {"watt", "hour"},
    "pressure": {"pound"},
}
# Lengths of time by what they are whole numbers of: seconds, or months, which have no fixed number of days.
_LASTS = {
    "count:second": ("seconds", 1),
    "count:minute": ("seconds", 60),
    "count:hour": ("seconds", 3600),
    "day": ("seconds", 86_400),
    "count:week": ("seconds", 604_800),
    "month": ("months", 1),
    "count:quarter": ("months", 3),
    "year": ("months", 12),
    "count:decade": ("months", 120),
}
_WORKED = re.compile(r"\b(?:trading|business|working|market)[ -]days?\b", re.IGNORECASE)
_WORKED_DAYS = 5  # of a week
_HUNDRED = Decimal(100)
_POINTS = frozenset({"percent", "percentage_point", "basis_point"})


_LASTING = "lasting:"


class Amount(NamedTuple):
    """A magnitude in its family: "points" of percent, "ratio", "count", "share", "index_point", "none", "time:…", a currency.

    A length of time is also "lasting:…" so many seconds or months, whatever unit it is printed in.
    """

    family: str
    value: Decimal
    ulp: Decimal


def family(unit: str) -> str:
    """The family of a contract unit.

    >>> family("basis_point"), family("count:store"), family("EUR")
    ('points', 'count', 'EUR')
    """
    if unit in _POINTS or unit == "fraction":
        return "points"
    if unit == "ratio_x":
        return "ratio"
    if unit.startswith("count"):
        return "count"
    if unit in ("year", "month", "day"):
        return f"time:{unit}"
    return unit


def amounts(quantity: Quantity) -> tuple[Amount, ...]:
    """What the quantity is worth, as printed first, then as the same thing in another unit: a third is 33.33 percent."""
    if quantity.value is None:
        return ()
    value, ulp = abs(quantity.value), quantity.ulp or Decimal(0)
    kind = family(quantity.unit)
    if quantity.unit == "basis_point":
        return (Amount("points", value / _HUNDRED, ulp / _HUNDRED),)
    if quantity.unit == "fraction":
        return (Amount("points", value * _HUNDRED, ulp * _HUNDRED),)
    if kind == "ratio" and quantity.direction != "none" and quantity.role == "change":
        if quantity.direction == "up" and value > 1:  # doubled is up 100%
            return Amount(kind, value, ulp), Amount("points", (value - 1) * _HUNDRED, ulp * _HUNDRED)
        if quantity.text.lower().startswith("hal"):
            return Amount(kind, value, ulp), Amount("points", (1 - value) * _HUNDRED, ulp * _HUNDRED)
        return Amount(kind, value, ulp), Amount("points", value * _HUNDRED, ulp * _HUNDRED)
    if kind == "ratio" and value < 1:
        return Amount(kind, value, ulp), Amount("points", value * _HUNDRED, ulp * _HUNDRED)
    if quantity.unit in _LASTS and (lasts := _calendar_length(quantity, value)) is not None:
        return Amount(kind, value, ulp), lasts
    return (Amount(kind, value, ulp),)


def _calendar_length(quantity: Quantity, value: Decimal) -> Amount | None:
    """How long it lasts: two weeks are 14 days to the day, not as a rounding, or 10 trading days, and no 14."""
    name, size = _LASTS[quantity.unit]
    if _WORKED.search(quantity.text) is None:
        return Amount(f"{_LASTING}{name}", value * size, Decimal(0))
    weeks, odd = divmod(value, _WORKED_DAYS)
    return None if odd else Amount(f"{_LASTING}{name}", weeks * 7 * size, Decimal(0))


def is_length(amount: Amount) -> bool:
    """Whether it is how long something lasts, in seconds or months."""
    return amount.family.startswith(_LASTING)


def ends(quantity: Quantity) -> tuple[Amount, Amount] | None:
    """The two ends of a range on one scale, or None of a point."""
    if quantity.low is None or quantity.high is None:
        return None
    scale = {"basis_point": Decimal("0.01"), "fraction": _HUNDRED}.get(quantity.unit, Decimal(1))
    ulp = (quantity.ulp or Decimal(0)) * scale
    kind = family(quantity.unit)
    return Amount(kind, quantity.low * scale, ulp), Amount(kind, quantity.high * scale, ulp)


def comparable(one: str, other: str) -> bool:
    """Whether two families can hold the same figure: a bare number may be an amount of money, a percentage never."""
    if one == other:
        return True
    if "none" in (one, other):
        bare = other if one == "none" else one
        return bare != "points"
    if {one, other} == {"count", "share"}:
        return True
    return {one, other} == {"index_point", "points"}  # "9 points" of an index, "0.3 points" of a rate: the measure decides


def may_equal(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities, by their units, can be the same figure."""
    return comparable(family(one.unit), family(other.unit))


@lru_cache(maxsize=4096)
def counts_alike(one: str, other: str) -> bool:
    """Whether two counts may be of one thing: a measure of length, weight or time is no other one and no number of things.

    >>> counts_alike("count:pound", "count:kilogram"), counts_alike("count:store", "count:shop")
    (False, True)
    """
    first, second = one.removeprefix("count:"), other.removeprefix("count:")
    if first == second or not (one.startswith("count:") and other.startswith("count:")):
        return True
    physical = physical_units() | _LENGTHS
    if not physical.intersection((first, second)) or second in _ALIKE.get(first, ()) or first in _ALIKE.get(second, ()):
        return True
    return first.startswith(second) or second.startswith(first)


def is_money(kind: str) -> bool:
    """Whether a family is a currency."""
    return len(kind) == 3 and kind.isupper()


def needs_rate(one: Quantity, other: Quantity) -> bool:
    """Whether one says percent and the other points: the same only of a measure that is itself a percentage."""
    pair = {_shape(one), _shape(other)}
    return pair == {"percent", "points"}


def _shape(quantity: Quantity) -> str:
    if quantity.unit in ("percentage_point", "basis_point", "index_point"):
        return "points"
    return "percent" if quantity.unit in ("percent", "fraction") else "other"
