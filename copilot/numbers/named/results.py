"""Results of formulas over named figures, each operand half an ulp to either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
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
    interval: Interval

    def operand(self) -> Operand:
        """As the arithmetic of the other stages has it."""
        figure = self.figure
        unit = "percent" if figure.unit == "percent" else "none"
        quantity = Quantity(figure.start, figure.end, figure.text, "quantity", value=figure.value, unit=unit, ulp=figure.ulp)
        span = (figure.start, figure.end)
        reading = Reading(quantity, figure.source, 0, 0, span, span, span)
        return Operand(reading, "points" if unit == "percent" else "none", self.interval)


class Made(NamedTuple):
    """A result that nobody has looked at yet."""

    family: str
    interval: Interval
    formula: str
    operands: tuple[Term, ...]
    signed: bool = False

    @property
    def point(self) -> Decimal:
        """From the figures as printed."""
        return self.interval.point

    def result(self) -> Result:
        """With its value in the formula, for a reader."""
        operands = tuple(term.operand() for term in self.operands)
        shown = f"{self.formula} = {rounded(self.point)}{'%' if self.family == 'points' else ''}"
        return Result(self.family, self.interval, lambda: shown, operands, self.signed)


def quotient(score: float, part: Figure, whole: Figure, family: str) -> Iterator[tuple[float, Made]]:
    """Part over whole; where only one prints a scale, also as if the other stood in its own. None that is named too badly."""
    if score < NAMED_AT_ALL:
        return
    one, other = term(part), term(whole)
    found = one.interval.over(other.interval)
    if found is None:
        return
    operands = (one, other)
    factor = _HUNDRED if family == "points" else Decimal(1)
    mixed = (part.scale is None) != (whole.scale is None)
    plain = score - 0.1 if mixed else score
    words = f"{shown(part)} / {shown(whole)}"
    yield plain, Made(family, found.times(factor), words, operands)
    if mixed:  # one is told in millions, the other stands in a table of thousands
        factor *= 1000 if part.scale else Decimal("0.001")
        yield score, Made(family, found.times(factor), f"{words} in its scale", operands)


def summed(parts: Sequence[Figure], mean: bool) -> Made:
    """The sum of the parts, or their mean."""
    operands = tuple(term(part) for part in parts)
    whole = reduce(Interval.plus, (operand.interval for operand in operands))
    listed = " + ".join(shown(part) for part in parts)
    family = "points" if is_percent(parts[0]) else "none"
    if not mean:
        return Made(family, whole, listed, operands)
    return Made(family, whole.shared(len(parts)), f"({listed}) / {len(parts)}", operands)


def term(figure: Figure) -> Term:
    """A figure as an operand."""
    return Term(figure, Interval.around(figure.value, figure.ulp / 2))


def shown(figure: Figure) -> str:
    """A figure as printed, its bracket closed."""
    shown = figure.text.strip(" |")
    return shown + ")" if shown.startswith("(") and ")" not in shown else shown
