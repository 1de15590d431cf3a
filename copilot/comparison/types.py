"""One statement of a text beside what the prices say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from copilot.numbers import Claim
from copilot.types import Metric, Prices, Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statement beside the prices. `number` and `day` are spans of the text: the figure, and the words that date it."""

    number: Span
    day: Span | None
    agrees: bool
    kind: Literal["date", "value"]
    stated: str
    found: str
    stated_date: date | None
    found_date: date | None
    metrics: tuple[Metric, ...]

    @property
    def text(self) -> str:
        """The disagreement in one sentence."""
        return f"{self.stated}; the prices say: {self.found}."


def subject(claim: Claim, prices: Prices) -> str:
    """The instrument as the text calls it, else its ticker."""
    return next((name.text for name in claim.entities if name.ticker == prices.ticker), prices.ticker)


def days(start: date, end: date) -> str:
    """A day, or the days from one to another."""
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def plain(value: Decimal) -> str:
    """A value with two decimals, for a sentence."""
    return f"{round(value, 2):f}"
