"""When a changed number is an error at all: not where it prints the same amount, or a hedge or a noun of loss allows it."""

from __future__ import annotations

import re
from decimal import Decimal

from copilot.numbers.types import Quantity

_LOSS = re.compile(
    r"\b(?:loss|lost|losing|losses|drawdown|decline|decreas|discount|deficit|outflow|shortfall|cut|drop|fall|fell|slip|down|reduc|sav|off"
    r"|below|lower|less|fewer)",
    re.I,
)
_SCALED = {
    "nearly": (Decimal("0.9"), Decimal(1)),
    "over": (Decimal(1), Decimal("1.25")),
    "at_least": (Decimal(1), Decimal("1.25")),
    "under": (Decimal("0.75"), Decimal(1)),
    "at_most": (Decimal("0.75"), Decimal(1)),
}


def is_target(item: Quantity) -> bool:
    """An amount whose printed digits can be changed: no range, no pair, no word."""
    return item.kind == "quantity" and item.value is not None and item.value != 0 and re.search(r"\d", item.text) is not None


def names_something(sentence: str, item: Quantity) -> bool:
    """A bare number behind a capitalised word ("Game 1", "iOS 16"), in quotation marks or before a letter ("1400s") is a name."""
    bare = item.unit == "none" or item.unit.startswith("count")
    if bare and re.match(r"[A-Za-z'’]", sentence[item.end :]):
        return True
    return bare and re.search(r"(?:[A-Z]\w*[ -]|[\"“‘'])$", sentence[: item.start]) is not None


def same_amount(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the claim is a rounding of the evidence, at the claim's own precision, with a compatible unit."""
    if claim.value is None or evidence.value is None:
        return False
    return _compatible(claim, evidence) and abs(claim.value - evidence.value) <= (claim.ulp or Decimal(0)) / 2


def _compatible(one: Quantity, other: Quantity) -> bool:
    """The same unit, or a bare number beside anything but a percentage or points."""
    units = {one.unit.partition(":")[0], other.unit.partition(":")[0]}
    return len(units) == 1 or ("none" in units and not units & {"percent", "percentage_point", "basis_point"})


def may_be_said_of(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the contract lets a claim be printed for another number of the evidence.

    "294" may be said of "nearly 300": the hedge is dropped, and the error cannot be told from the truth by its value.
    """
    if evidence.qualifier == "none" or claim.value is None or evidence.value is None:
        return same_amount(claim, evidence)
    low, high = _window(claim)
    other_low, other_high = _window(evidence)
    return _compatible(claim, evidence) and low <= other_high and other_low <= high


def _window(item: Quantity) -> tuple[Decimal, Decimal]:
    """What a number says with its qualifier, by the contract's table, on magnitudes; open ends count as closed."""
    value = abs(item.value or Decimal(0))
    if item.qualifier in _SCALED:
        low, high = (value * factor for factor in _SCALED[item.qualifier])
        if value <= 10 and value == value.to_integral_value():  # a small count: the window reaches to the next one
            low, high = (low, max(high, value + 1)) if high > value else (min(low, value - 1), high)
        return low, high
    half = (item.ulp or Decimal(0)) / 2
    if item.qualifier == "about":
        half = max(half, value * Decimal("0.05"))
    return value - half, value + half


def carries_sign(sentence: str, target: Quantity) -> bool:
    """Whether a verb or noun of loss beside the number carries its sign already: "a discount of -10%" is a discount of 10%."""
    near = sentence[max(0, target.start - 40) : target.end + 25]
    return target.direction == "down" or _LOSS.search(near) is not None
