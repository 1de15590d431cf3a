"""A change told in another unit than the evidence's: percent from an amount and a level, an amount from percent and a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.arithmetic import Result
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.operands import family_of, is_level, is_same_thing, time_fits
from copilot.numbers.reading import Reading


def restated_changes(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """ "11.1 million in May, 0.9 million fewer than in April" is a fall of 7.5%; "up 6% to 106 million" one of 6 million."""
    if claim.role != "change" or claim.quantity.unit in ("percentage_point", "basis_point"):
        return
    for change in pool.about(claim):
        if change.role != "change" or change.polarity is None or not is_same_thing(claim, change, units=False):
            continue
        told, asked = (each.basis.dimensions.get("comparison") for each in (change, claim))
        if time_fits(claim, change) is False or (told and asked and told != asked):
            continue
        for level in pool.beside(change):
            if is_level(level) and level.role != "from" and not level.prior and level.measure in (change.measure, None):
                yield from _restated(claim, change, level)


def _restated(claim: Reading, change: Reading, level: Reading) -> Iterator[tuple[Result, bool]]:
    """The change in percent where the evidence has it as an amount, and the other way round."""
    one, other = arithmetic.operand(change), arithmetic.operand(level)
    if one is None or other is None or other.family == "points":
        return
    in_percent = one.family == "points"
    if not in_percent and not comparable(family_of(change), family_of(level)):
        return
    before = arithmetic.before_change(one, other)
    if before is None or before.point <= 0:
        return
    first = replace(other, point=before.point, interval=before.interval)
    made = arithmetic.difference(first, other) if in_percent else arithmetic.percent_change(first, other)
    if made is None or not same_form(claim, made):
        return
    shown = f"{before.formula}, a change of {arithmetic.rounded(made.point)}{'' if in_percent else '%'}"
    exact = _interval(change, made, in_percent=in_percent, level=other)
    yield replace(made, write=lambda: shown, operands=(other, one), interval=exact), False


def _interval(change: Reading, made: Result, *, in_percent: bool, level: arithmetic.Operand) -> arithmetic.Interval:
    """The image of a change by the ends of its two operands, each moved by itself."""
    one = arithmetic.operand(change)
    assert one is not None
    corners = []
    for move in one.interval:
        for end in level.interval:
            signed = move * (change.polarity or 1)
            base = end / (1 + signed / 100) if in_percent else end - signed
            corners.append(end - base if in_percent else (end / base - 1) * 100 if base else made.point)
    return arithmetic.Interval(min(corners), max(corners))
