"""How likely a wrong figure meets some computed one by accident: candidates tried × interval width ÷ plausible range."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.binding.match import accepted
from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.readings.reading import Reading

# Together 1%: a figure that the named readings have missed gets a second chance to be met by accident in the search.
NAMED_LIMIT = Decimal("0.006")
SEARCH_LIMIT = Decimal("0.004")
_SPREAD = Decimal(4)  # sizes spread evenly in their logarithm over about e^4, fifty times the least: density 1 / 4v at v
_POINTS = Decimal(100)  # shares and changes spread over a hundred points, however small one of them is


class Tries:
    """How many different computed figures a claim was held against: the more, the likelier one meets it by accident.

    Figures computed from one source alone count for that source only: what another source holds makes no accident likelier in it.
    """

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {"": set()}

    def add(self, family: str, point: Decimal, source: str = "") -> int:
        """Counts a figure, unless one within a hundredth of it was counted; how many were held against the claim so far."""
        sign = "-" if point < 0 else ""
        self._seen.setdefault(source, set()).add(f"{family} {sign}{abs(point):.2e}")
        return self.count(source)

    def count(self, source: str) -> int:
        """Figures tried so far, of all sources together and of this one."""
        return len(self._seen[""]) + (len(self._seen.get(source, ())) if source else 0)


def of_one(claim: Reading, result: Result, *, at_point: bool) -> Decimal:
    """The chance that a wrong figure of the claim's size and precision meets one result.

    at_point: the printed operands give the claim to its last digit, so that only the claim's own window counts, not the image.
    """
    windows = [(w.low, w.high) for amount, w in accepted(claim) if comparable(amount.family, result.family)]
    if not windows:
        return Decimal(1)
    low, high = windows[0]
    image = Decimal(0) if at_point else result.interval.width
    return of_width(high - low + image, abs(low + high) / 2, points=result.family == "points")


def of_width(width: Decimal, value: Decimal, *, points: bool) -> Decimal:
    """The chance that a wrong figure near `value` falls into an interval of this width.

    >>> of_width(Decimal("0.1"), Decimal("5"), points=False)
    Decimal('0.005')
    """
    spread = max(_SPREAD * value, _POINTS if points else Decimal(0))
    return min(Decimal(1), width / spread) if spread else Decimal(1)
