"""How many of a list of instruments take part."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.metrics.averages import moving_average
from copilot.metrics.registry import metric


@metric(
    name="breadth above moving average",
    unit="fraction",
    needs="last closes of each",
    formula="share of {count} with close > mean of their last {sessions} closes",
    label="share of {count} instruments above their {sessions}-session moving average on {end}",
    sessions="200",
)
def breadth_above_average(closes: Sequence[Sequence[float]]) -> float:
    """The share of a list whose close lies above its own moving average, the day's close included.

    >>> breadth_above_average([[1.0, 2.0], [2.0, 1.0]])
    0.5
    """
    return sum(own[-1] > moving_average(own) for own in closes) / len(closes)


@metric(
    name="breadth at highs",
    unit="fraction",
    needs="last closes of each",
    formula="share of {count} whose close is the highest of their last {sessions}",
    label="share of {count} instruments at their highest close of {sessions} sessions on {end}",
    sessions="252",
)
def breadth_at_highs(closes: Sequence[Sequence[float]]) -> float:
    """The share of a list that closed at its highest of so many sessions, the day included.

    >>> breadth_at_highs([[1.0, 2.0], [2.0, 1.0]])
    0.5
    """
    return sum(own[-1] >= max(own) for own in closes) / len(closes)


@metric(
    name="breadth up on the day",
    unit="fraction",
    needs="two closes of each",
    formula="share of {count} with close > close of the session before",
    label="share of {count} instruments up on {end}",
)
def breadth_up(closes: Sequence[Sequence[float]]) -> float:
    """The share of a list that closed above the close before; an unchanged one is not up.

    >>> breadth_up([[1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 3.0]])
    0.5
    """
    return sum(after > before for before, after in closes) / len(closes)


@metric(
    name="advances less declines",
    unit="count:stock",
    needs="two closes of each",
    formula="number of {count} that rose less the number that fell",
    label="advances less declines of {count} instruments on {end}",
)
def advances_less_declines(closes: Sequence[Sequence[float]]) -> float:
    """How many of a list rose on the day less how many fell; unchanged ones count for neither.

    >>> advances_less_declines([[1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 3.0]])
    1.0
    """
    return float(sum((after > before) - (after < before) for before, after in closes))
