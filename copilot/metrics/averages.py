"""Where a price stands against its own past."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.metrics.registry import metric


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
    name="average close",
    unit="price",
    needs="closes",
    formula="mean of closes",
    label="{ticker} average close {words}",
)
def average_close(closes: Sequence[float]) -> float:
    """Mean of the closes of a window, as traded.

    >>> average_close([1.0, 2.0, 6.0])
    3.0
    """
    return math.fsum(closes) / len(closes)


@metric(
    name="weekly moving average",
    unit="price",
    needs="last weekly closes",
    formula="mean of the last closes of {weeks} weeks",
    label="{ticker} {weeks}-week moving average on {end}",
    weeks="200",
)
def weekly_moving_average(closes: Sequence[float]) -> float:
    """Mean of the last close of each of so many weeks, the running one's latest included.

    >>> weekly_moving_average([1.0, 2.0, 6.0])
    3.0
    """
    return math.fsum(closes) / len(closes)


@metric(
    name="exponential moving average",
    unit="price",
    needs="closes to smooth",
    formula="average + (close - average) * 2 / ({sessions} + 1), begun with the mean of {sessions} closes",
    label="{ticker} {sessions}-session exponential moving average on {end}",
    sessions="20",
)
def exponential_moving_average(closes: Sequence[float], count: int) -> float:
    """The average of closes whose weights fall by the same share with each session back.

    closes: shape (n,), n >= 10 * count, oldest first: what lies before has less weight than a rounding.

    >>> exponential_moving_average([3.0, 3.0, 3.0, 6.0], 3)
    4.5
    """
    average = math.fsum(closes[:count]) / count
    for close in closes[count:]:
        average += (close - average) * 2 / (count + 1)
    return average


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
    name="short average against long",
    unit="fraction",
    needs="last closes, short count",
    formula="mean of the last {short} closes / mean of the last {sessions} closes - 1",
    label="{ticker} {short}-session average against the {sessions}-session one on {end}",
    sessions="200",
    short="50",
)
def short_against_long(closes: Sequence[float], short: int) -> float:
    """How far the short moving average lies above the long one; the sign changes at a "golden" or "death" cross.

    >>> short_against_long([1.0, 2.0, 6.0], 1)
    1.0
    """
    return moving_average(closes[-short:]) / moving_average(closes) - 1
