"""A number of the evidence with what names it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what names it. Invariant: source_text[start:end] == text; `value` is as printed, before any scale word.

    `own`: stems of its row, column or segment, years among them; `around`: of its caption, section or sentence.
    `line` and `column` place it in a table; in prose every sentence is a line and `column` is -1.
    """

    source: str
    start: int
    end: int
    text: str
    value: Decimal
    ulp: Decimal
    unit: str  # "percent" or "none"
    scale: int | None  # of a printed scale word
    table: int
    line: int
    column: int
    row: frozenset[str]
    head: frozenset[str]
    around: frozenset[str]
    times: tuple[tuple[int, int], ...]  # (year, month or 0)
    benchmark: str | None = None  # of prose: the statistic it is, or "expected"

    @property
    def own(self) -> frozenset[str]:
        """Stems of both its labels."""
        return self.row | self.head


def is_total(figure: Figure) -> bool:
    """Whether its label says that it is a total."""
    return "total" in figure.row or "total" in figure.head


def meets(time: tuple[int, int], asked: tuple[int, int]) -> bool:
    """Whether two times can be one: the same year, and the same month where both have one."""
    return time[0] == asked[0] and (time[1] == asked[1] or 0 in (time[1], asked[1]))


def is_at(figure: Figure, asked: tuple[int, int]) -> bool:
    """Whether a figure is of a time."""
    return any(meets(time, asked) for time in figure.times)


def is_percent(figure: Figure) -> bool:
    """Whether it is a percentage by its mark, or may be by its label."""
    return figure.unit != "none"


def unit_of(figure: Figure) -> str:
    """ "percent" or "none"."""
    return "percent" if is_percent(figure) else "none"


def is_mixed(a: Figure, b: Figure) -> bool:
    """Whether two printed scales do not agree."""
    return a.scale is not None and b.scale is not None and a.scale != b.scale
