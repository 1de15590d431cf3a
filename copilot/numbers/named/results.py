"""Results of formulas over named figures, each operand half an ulp to either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from copilot.numbers.formulas.arithmetic import Interval, Operand, Result, rounded
from copilot.numbers.named.figure import Figure, is_percent
from copilot.numbers.named.ranking import NAMED_AT_ALL
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import Quantity

_HUNDRED = Decimal(100)


class Term(NamedTuple):
    """A figure as an operand: half an ulp to either side."""

    figure: Figure
    point: Decimal
    interval: Interval

    def operand(self) -> Operand:
        """As the arithmetic of the other stages has it."""
        figure = self.figure
        unit = "percent" if figure.unit == "percent" else "none"
        quantity = Quantity(figure.start, figure.end, figure.text, "quantity", value=figure.value, unit=unit, ulp=figure.ulp)
        span = (figure.start, figure.end)
        reading = Reading(quantity, figure.source, 0, 0, span, span, span)
        return Operand(reading, "points" if unit == "percent" else "none", self.point, self.interval)


class Made(NamedTuple):
    """A result that nobody has looked at yet."""

    family: str
    interval: Interval
    point: Decimal
    formula: str
    operands: tuple[Term, ...]
    signed: bool

    def result(self) -> Result:
        """With its value in the formula, for a reader."""
        operands = tuple(term.operand() for term in self.operands)
        shown = f"{self.formula} = {rounded(self.point)}{'%' if self.family == 'points' else ''}"
        return Result(self.family, self.interval, self.point, lambda: shown, operands, self.signed)


def quotient(score: float, part: Figure, whole: Figure, family: str) -> Iterator[tuple[float, Made]]:
    """Part over whole; where only one prints a scale, also as if the other stood in its own. None that is named too badly."""
    if score < NAMED_AT_ALL:
        return
    one, other = term(part), term(whole)
    found = one.interval.over(other.interval)
    if found is None:
        return
    point, operands = one.point / other.point, (one, other)
    factor = _HUNDRED if family == "points" else Decimal(1)
    mixed = (part.scale is None) != (whole.scale is None)
    plain = score - 0.1 if mixed else score
    words = f"{shown(part)} / {shown(whole)}"
    yield plain, Made(family, found.times(factor), point * factor, words, operands, signed=False)
    if mixed:  # one is told in millions, the other stands in a table of thousands
        factor *= 1000 if part.scale else Decimal("0.001")
        yield score, Made(family, found.times(factor), point * factor, f"{words} in its scale", operands, signed=False)


def summed(parts: Sequence[Figure], mean: bool) -> Made:
    """The sum of the parts, or their mean."""
    operands = tuple(term(part) for part in parts)
    interval = Interval(Decimal(0), Decimal(0))
    for operand in operands:
        interval = interval.plus(operand.interval)
    point = sum((operand.point for operand in operands), Decimal(0))
    listed = " + ".join(shown(part) for part in parts)
    family = "points" if is_percent(parts[0]) else "none"
    if not mean:
        return Made(family, interval, point, listed, operands, signed=False)
    count = Decimal(len(parts))
    return Made(family, interval.times(1 / count), point / count, f"({listed}) / {len(parts)}", operands, signed=False)


def term(figure: Figure) -> Term:
    """A figure as an operand."""
    half = figure.ulp / 2
    return Term(figure, figure.value, Interval(figure.value - half, figure.value + half))


def shown(figure: Figure) -> str:
    """A figure as printed, its bracket closed."""
    shown = figure.text.strip(" |")
    return shown + ")" if shown.startswith("(") and ")" not in shown else shown
