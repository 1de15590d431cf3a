"""One statement of a text beside what the data say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from copilot.types import Metric, Span

Kind = Literal["date", "value", "definition", "direction", "stale", "entity"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statement beside the data. `number` and `day` are spans of the text: the figure, and the words that date it.

    A statement that the data neither bear out nor contradict, but explain ("depends on the window", "a fund on the index says"),
    has `agrees` False and severity "note": it is told, and disputes nothing. `also` are further figures of the same finding.
    """

    number: Span
    day: Span | None
    agrees: bool
    kind: Kind
    stated: str
    found: str
    stated_date: date | None
    found_date: date | None
    metrics: tuple[Metric, ...]
    severity: Severity = "error"
    authority: str = "the prices say"
    also: tuple[Span, ...] = ()
    ticker: str | None = None
    field: str | None = None  # of a level: which price of `found_date` it is
    is_near: bool = False  # not the value, and not wrong: `found` says why it may differ so far

    @property
    def text(self) -> str:
        """The disagreement in one sentence."""
        return f"{self.stated}; {self.authority}: {self.found}."

    @property
    def disputes(self) -> bool:
        """Whether the data contradict the statement."""
        return not self.agrees and self.severity == "error"


def days(start: date, end: date) -> str:
    """A day, or the days from one to another."""
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def plain(value: Decimal) -> str:
    """A value with two decimals, for a sentence.

    >>> plain(Decimal("6849.716")), plain(Decimal("-0.094"))
    ('6849.72', '-0.09')
    """
    return f"{round(value, 2):f}"


def signed(fraction: Decimal) -> str:
    """A fraction as a percentage with its sign, two decimals.

    >>> signed(Decimal("0.00298")), signed(Decimal("-0.0182"))
    ('+0.30%', '-1.82%')
    """
    return f"{round(fraction * 100, 2):+f}%"
