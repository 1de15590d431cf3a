"""Which evidence values a printed value accepts: half an ulp, loosened by its qualifier as contract section 3 fixes it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from copilot.numbers.evidence.amounts import Amount, amounts
from copilot.numbers.types import Qualifier, Quantity

_HALF = Decimal("0.5")
_TWENTIETH = Decimal("0.05")
_TENTH = Decimal("0.1")
_QUARTER = Decimal("0.25")


_FAMILIES = ({"over", "at_least"}, {"under", "at_most"}, {"nearly"}, {"about"})  # of one side, and as near


class Window(NamedTuple):
    """An interval of magnitudes; an open end is outside it."""

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether a magnitude lies in the interval."""
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    def meets(self, other: Window) -> bool:
        """Whether two intervals share a point."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return self.holds(low) and other.holds(low)

    def contains(self, other: Window) -> bool:
        """Whether every point of `other` lies in this interval."""
        low = other.low > self.low or (other.low == self.low and (other.open_low or not self.open_low))
        high = other.high < self.high or (other.high == self.high and (other.open_high or not self.open_high))
        return low and high


def window(value: Decimal, ulp: Decimal, qualifier: Qualifier, *, counted: bool = False) -> Window:
    """The accepted evidence magnitudes for a printed magnitude `value` >= 0.

    ulp: place of the last printed digit, in the unit of `value`; 0 for an exact value. counted: a number word or whole
    count up to 10, whose open windows reach at least one further.

    >>> window(Decimal("2"), Decimal("1"), "nearly")
    Window(low=Decimal('1.8'), high=Decimal('2'), open_low=False, open_high=True)
    """
    half = ulp * _HALF
    one = Decimal(1) if counted else Decimal(0)
    if qualifier == "about":
        slack = max(half, value * _TWENTIETH)
        return Window(value - slack, value + slack)
    if qualifier == "nearly":
        return Window(min(value - value * _TENTH, value - one), value, False, True)
    if qualifier == "over":
        return Window(value, max(value + value * _QUARTER, value + one), True, False)
    if qualifier == "under":
        return Window(min(value - value * _QUARTER, value - one), value, False, True)
    if qualifier == "at_least":
        return Window(value, max(value + value * _QUARTER, value + one))
    if qualifier == "at_most":
        return Window(min(value - value * _QUARTER, value - one), value)
    return Window(value - half, value + half)


def is_roughly(hedged: Quantity, exact: Quantity) -> bool:
    """Whether one figure says by a hedge what another says exactly: "more than 130 people" and "131 people"."""
    if hedged.qualifier == "none" or exact.qualifier != "none":
        return False
    return any(
        one.family == other.family and window(one.value, one.ulp, hedged.qualifier).holds(other.value)
        for one in amounts(hedged)
        for other in amounts(exact)
    )


def is_counted(quantity: Quantity) -> bool:
    """Whether the open windows reach to v ± 1: a number word or a whole count up to 10."""
    value = quantity.value
    if value is None or abs(value) > 10 or value != value.to_integral_value():
        return False
    counts = quantity.unit == "none" or quantity.unit.startswith("count") or quantity.unit in ("share", "year", "month", "day")
    return quantity.kind in ("count_word", "ordinal") or (quantity.kind == "quantity" and counts)


def agree(printed: Window, qualifier: Qualifier, its: Amount, evidence: Quantity) -> bool:
    """Whether the evidence value, with its own qualifier, is one the printed value accepts.

    printed: window of the text's value. its: what the evidence is worth as printed. Without a qualifier the evidence is the
    point it prints: more digits than it has are not a rounding of it.
    """
    if evidence.qualifier == "none":
        return printed.holds(its.value)
    of_evidence = window(its.value, its.ulp, evidence.qualifier, counted=is_counted(evidence))
    if qualifier in ("none", "about"):
        return printed.meets(of_evidence)
    alike = any(qualifier in side and evidence.qualifier in side for side in _FAMILIES)
    return (alike and its.value in (printed.low, printed.high)) or printed.contains(of_evidence)
