"""The claim's figure as a window: which results it can be, and how often one would meet it by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from copilot.numbers.binding.windows import Window, is_counted, window
from copilot.numbers.formulas.arithmetic import Interval
from copilot.numbers.formulas.verdicts import of_width
from copilot.numbers.named.labels import cue, mantissa_of
from copilot.numbers.named.results import Made
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import Qualifier

_HUNDRED = Decimal(100)
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9))


class Target:
    """The claim's figure as a window, with the signs its words allow."""

    def __init__(self, claim: Reading, said: str) -> None:
        quantity = claim.quantity
        value = quantity.value or Decimal(0)
        self.negative = value < 0 or re.match(r"^[-−(]", quantity.text.strip()) is not None
        self.value = abs(value)
        self.mantissa, self.scale = mantissa_of(quantity.text, self.value)
        self.ulp = quantity.ulp or Decimal(0)
        self.unit = quantity.unit
        self.digits = len(re.sub(r"\D", "", quantity.text).strip("0"))
        self.percent = quantity.unit in ("percent", "percentage_point", "basis_point")
        if quantity.unit == "basis_point":
            self.value, self.ulp, self.mantissa = self.value / _HUNDRED, self.ulp / _HUNDRED, self.mantissa / _HUNDRED
        # "about 37.85%" names its figure to the last digit: one of many readings within 5% of it would prove little
        hedge: Qualifier = "none" if quantity.qualifier == "about" else quantity.qualifier
        self.window = window(self.value, self.ulp, hedge, counted=is_counted(quantity))
        self.up, self.down = cue("up").search(said) is not None, cue("down").search(said) is not None
        self.free_sign = cue("magnitude").search(said) is not None

    def images(self, result: Made) -> Iterator[Interval]:
        """The result as it may be printed here: in points or as a fraction, with or without its scale."""
        value = result.interval
        if result.family == "points":
            yield value if self.percent else value.shared(100)
        elif result.family == "ratio":
            yield value.times(100) if self.percent else value
        elif not self.percent:
            yield from (value.times(scale) for scale in (*_SCALES, Decimal(self.scale)))

    def holds(self, result: Made) -> bool:
        """Whether the printed figure is the result, rounded, with the right sign."""
        return self._sign(result) and (self.is_at_point(result) or self._meets_image(result))

    def is_at_point(self, result: Made) -> bool:
        """Whether the printed operands give the figure to its last digit."""
        return any(self.window.holds(abs(image.point)) for image in self.images(result))

    def _meets_image(self, result: Made) -> bool:
        for image in self.images(result):
            low, high = sorted((abs(image.low), abs(image.high)))
            if image.low < 0 < image.high:
                low = Decimal(0)
            if high - low <= abs(image.point) / 100 and self.window.meets(Window(low, high)):
                return True
        return False

    def _sign(self, result: Made) -> bool:
        if result.point == 0:
            return True
        minus = result.point < 0
        if not result.signed:
            return minus == self.negative or (minus and all(term.figure.value <= 0 for term in result.operands))
        if minus == self.negative:
            return not (self.down and not self.up and not minus) or self.free_sign
        if self.negative:
            return False
        return (self.down and not self.up) or (self.free_sign and not self.up)

    def chance(self, result: Made) -> Decimal:
        """How often a wrong figure of this size and precision would meet one result by accident."""
        image = Decimal(0)
        if not self.is_at_point(result):
            image = min((image.width for image in self.images(result) if image.point), default=Decimal(0))
        return of_width(self.window.high - self.window.low + image, self.value, points=self.percent)
