"""Where a price stands against its own past."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.metrics.registry import Found, metric


@metric(
    name="moving average",
    unit="price",
    needs="last closes",
    formula="mean of the last {sessions} closes",
    label="{ticker} {sessions}-session moving average on {end}",
    sessions="200",
)
def moving_average(closes: Sequence[float]) -> float:
    """Mean of the last closes, the session's own included.

    >>> moving_average([1.0, 2.0, 6.0])
    3.0
    """
    return math.fsum(closes) / len(closes)


@metric(
    name="distance from moving average",
    unit="fraction",
    needs="last closes",
    formula="close / mean of the last {sessions} closes - 1",
    label="{ticker} close on {end} against its {sessions}-session moving average",
    sessions="200",
)
def distance_from_moving_average(closes: Sequence[float]) -> float:
    """How far the close lies above its moving average, as a fraction, below 0 where it lies under it.

    >>> distance_from_moving_average([1.0, 2.0, 6.0])
    1.0
    """
    return closes[-1] / moving_average(closes) - 1


@metric(
    name="distance from previous high",
    unit="fraction",
    needs="highs or closes",
    formula="last {field} / max of the earlier ones - 1",
    label="{ticker} {field} of {end} against the highest {field} before it, of {start}, {words}",
    weeks="52",
    field="high",
)
def distance_from_previous_high(levels: Sequence[float]) -> Found:
    """How far the last high (or close) lies from the highest of the sessions before it; above 0 it is a new high.

    levels: shape (n,), n >= 2, oldest first.

    >>> distance_from_previous_high([100.0, 80.0, 125.0])
    Found(value=0.25, first=0, last=2)
    """
    highest = max(levels[:-1])
    return Found(levels[-1] / highest - 1, levels.index(highest), len(levels) - 1)
