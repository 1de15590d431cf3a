"""What two returns that follow one another make, told behind them both: "its 26% and 63% come to about 107%"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.derivation.vetoes import RETURNS
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.verdicts import derived, holds, wrong
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.made_of_two import made_of_two
from copilot.numbers.readings.reading import Reading


def of_two_in_a_row(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> Outcome | None:
    """The verdict on what two computed returns of one thing make, of which one begins where the other ends."""
    told = made_of_two(claim, [beside[at] for at in sorted(beside)])
    if told is None or claim.basis.negated:
        return None
    one, other = (outcomes[figure.index].bound for figure in told[:2])
    if one is None or other is None or any(outcomes[figure.index].verdict != "checked" for figure in told[:2]):
        return None
    if not _follow(one, other) and not _follow(other, one):
        return None
    size = abs(claim.quantity.value or Decimal(0))
    signed = replace(claim, polarity=told[2], direction="none", quantity=replace(claim.quantity, value=size))
    made = next(arithmetic.of_told(arithmetic.compounded, one, other), None)
    if made is None:
        return None
    return derived(made, "of the two told before it") if holds(signed, made) else wrong(signed, made)


def _follow(one: Reading, other: Reading) -> bool:
    """Whether two metrics are one sort of return of one thing, and the second begins where the first ends."""
    if not (one.exact and other.exact and one.measure in RETURNS and one.open_label == other.open_label):
        return False
    if not (classes_agree(one.entities, other.entities)[0] and one.times and other.times):
        return False
    return one.times[0].when.end is not None and one.times[0].when.end == other.times[0].when.start
