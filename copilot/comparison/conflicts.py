"""Disagreements put on the numbers that repeat them."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.comparison.types import Comparison
from copilot.types import AnswerNumber, Conflict, Span


def conflict_of(identity: str, touched: Sequence[int], comparison: Comparison) -> Conflict:
    """The disagreement as a conflict on the numbers at those indices."""
    return Conflict(
        identity,
        tuple(touched),
        comparison.stated,
        comparison.found,
        comparison.stated_date,
        comparison.found_date,
        comparison.text,
    )


def resting_on(numbers: Sequence[AnswerNumber], mark: str, quote: str, comparison: Comparison) -> list[int]:
    """The numbers that repeat the disputed part of passage `mark`: its date where the text gives it, else the figure."""
    if comparison.kind in ("date", "stale") and comparison.day:
        words = quote[slice(*comparison.day)]
        dated = [i for i, n in enumerate(numbers) if n.kind == "date" and n.text == words and _cites(n, mark)]
        if dated:
            return dated
    return [i for i, n in enumerate(numbers) if n.kind != "date" and _rests(n, mark, comparison.number)]


def _cites(number: AnswerNumber, mark: str) -> bool:
    return any(item.get("source") == mark for item in number.evidence)


def _rests(number: AnswerNumber, mark: str, span: Span) -> bool:
    return any(
        item.get("source") == mark and _overlap((item["start"], item["end"]), span)  # type: ignore[arg-type]
        for item in number.evidence
        if "source" in item and item["start"] is not None
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
