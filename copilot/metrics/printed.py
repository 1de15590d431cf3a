"""A figure as a text prints it, held against values of metrics: unit, sign and rounding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from copilot.numbers.binding.windows import Window, window
from copilot.numbers.types import Direction, Qualifier

# Falls and distances, whose words carry the minus: "4% below its high" prints 4.
MAGNITUDES = frozenset({"max drawdown", "distance from high", "distance from previous high", "distance from moving average"})
_SCALES = {("fraction", "percent"): 100, ("fraction", "percentage_point"): 100, ("fraction", "basis_point"): 10_000,
           ("percentage_point", "percent"): 1, ("percentage_point", "basis_point"): 100}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """The magnitude of a figure with its unit and the values it is a rounding of; `sign` is 0 where its words do not tell."""

    value: Decimal
    unit: str
    sign: int
    accepted: Window

    @property
    def reach(self) -> tuple[float, float]:
        """The accepted magnitudes as floats, a hair wider: what lies outside need not be looked at in decimals."""
        low, high = float(self.accepted.low), float(self.accepted.high)
        hair = 1e-9 * max(abs(high), 1.0)
        return low - hair, high + hair

    def scaled(self, value: Decimal, name: str, unit: str) -> Decimal:
        """A metric's value in the printed unit, without its sign where the words carry it."""
        scaled = value * _SCALES.get((unit, self.unit), 1)
        return abs(scaled) if name in MAGNITUDES and self.sign <= 0 else scaled

    def distance(self, value: Decimal, name: str) -> Decimal:
        """How far a value in the printed unit lies from the figure."""
        return abs(self._signed(name) - value)

    def float_distance(self, value: float, name: str) -> float:
        """The same, fast enough for thousands."""
        return abs(float(self._signed(name)) - value)

    def holds(self, value: Decimal, name: str) -> bool:
        """Whether the figure is a rounding of a value in the printed unit."""
        if value and (value < 0) != (self._signed(name) < 0):
            return False
        return self.accepted.holds(abs(value))

    def _signed(self, name: str) -> Decimal:
        return -self.value if self.sign < 0 and name not in MAGNITUDES else self.value


def printed(value: Decimal, unit: str, *, ulp: Decimal, qualifier: Qualifier, direction: Direction) -> Printed:
    """The figure: signed by its direction, else by a printed minus."""
    sign = -1 if direction == "down" or (direction == "none" and value < 0) else 1 if direction == "up" else 0
    return Printed(abs(value), unit, sign, window(abs(value), ulp, qualifier))
