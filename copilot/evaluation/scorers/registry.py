"""The list of scorers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.targets import Judged
from copilot.types import Metric, Passage

Function = Callable[[Judged], Iterator[Score]]


@dataclass(frozen=True, slots=True)
class Scorer:
    """One scorer: its function, and the figures its scores are shown as."""

    function: Function
    figures: tuple[Figure, ...]


SCORERS: list[Scorer] = []


def scorer(*figures: Figure) -> Callable[[Function], Function]:
    """Registers a scorer; every metric it yields is declared by one of the figures."""

    def register(function: Function) -> Function:
        SCORERS.append(Scorer(function, figures))
        return function

    return register


def scores_of(judged: Judged) -> Iterator[Score]:
    """What every scorer says of one answer, in the order they were registered."""
    for item in SCORERS:
        yield from item.function(judged)


def figures() -> Sequence[Figure]:
    """Every scorer's figures."""
    return [figure for item in SCORERS for figure in item.figures]


def miss(judged: Judged, expected: object, got: object) -> dict[str, object]:
    """What a reader needs to see why an answer lost a point."""
    return {
        "question": judged.question.question,
        "answer": judged.answer.checked.text,
        "marked": [(number.start, number.end, number.state) for number in judged.answer.checked.numbers],
        "expected": expected,
        "got": got,
        "evidence": _evidence(judged),
        "id": judged.question.id,
    }


def _evidence(judged: Judged) -> list[str]:
    """What the answer rests on, one line each: the quote of a passage, the value of a metric, a formula."""
    shown = []
    for mark, item in judged.answer.checked.evidence.items():
        if isinstance(item, Passage):
            shown.append(f"[{mark}] {item.publisher or 'unknown publisher'}: {item.quote}")
        else:
            shown.append(f"[{mark}] {f'{item.label} = {item.value:f}' if isinstance(item, Metric) else item.formula}")
    return shown
