"""The extremes of a window with the session they fell on, how far a price is from them, and whether one is a record."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.errors import InsufficientData
from copilot.metrics.registry import Found, metric


@metric(name="low", unit="price", needs="lows", formula="min of daily lows", label="{ticker} low on {start}{window}")
def low(lows: Sequence[float]) -> Found:
    """The lowest intraday price of a session or a window, as traded, and the first session that touched it.

    >>> low([9.0, 8.5, 8.5])
    Found(value=8.5, first=1, last=1)
    """
    return _first(lows, min(lows))


@metric(name="high", unit="price", needs="highs", formula="max of daily highs", label="{ticker} high on {start}{window}")
def high(highs: Sequence[float]) -> Found:
    """The highest intraday price of a session or a window, as traded, and the first session that touched it."""
    return _first(highs, max(highs))


@metric(
    name="lowest close", unit="price", needs="closes", formula="min of closes", label="{ticker} lowest close on {start}{window}"
)
def lowest_close(closes: Sequence[float]) -> Found:
    """The lowest closing price of a window, as traded, and the first session that closed there."""
    return _first(closes, min(closes))


@metric(
    name="highest close", unit="price", needs="closes", formula="max of closes", label="{ticker} highest close on {start}{window}"
)
def highest_close(closes: Sequence[float]) -> Found:
    """The highest closing price of a window, as traded, and the first session that closed there."""
    return _first(closes, max(closes))


@metric(
    name="distance from high",
    unit="fraction",
    needs="highs and last close",
    formula="last close / highest high - 1",
    label="{ticker} close on {end} against its high of {start}, {words}",
    weeks="52",
)
def distance_from_high(highs: Sequence[float], close: float) -> Found:
    """How far the last close of a window lies from its highest intraday price, as a fraction <= 0.

    >>> distance_from_high([100.0, 125.0, 110.0], 100.0)
    Found(value=-0.19999999999999996, first=1, last=2)
    """
    peak = max(highs)
    return Found(close / peak - 1, highs.index(peak), len(highs) - 1)


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


@metric(
    name="distance from low",
    unit="fraction",
    needs="lows and last close",
    formula="last close / lowest low - 1",
    label="{ticker} close on {end} against its low of {start}, {words}",
    weeks="52",
)
def distance_from_low(lows: Sequence[float], close: float) -> Found:
    """How far the last close of a window lies above its lowest intraday price, as a fraction >= 0.

    >>> distance_from_low([100.0, 80.0, 90.0], 100.0)
    Found(value=0.25, first=1, last=2)
    """
    bottom = min(lows)
    return Found(close / bottom - 1, lows.index(bottom), len(lows) - 1)


@metric(
    name="distance from highest close",
    unit="fraction",
    needs="closes",
    formula="last close / highest close - 1",
    label="{ticker} close on {end} against its highest close, of {start}, {words}",
    weeks="52",
)
def distance_from_highest_close(closes: Sequence[float]) -> Found:
    """How far the last close of a window lies from its highest close, as a fraction <= 0.

    >>> distance_from_highest_close([100.0, 125.0, 100.0])
    Found(value=-0.19999999999999996, first=1, last=2)
    """
    return distance_from_high(closes, closes[-1])


@metric(
    name="distance from lowest close",
    unit="fraction",
    needs="closes",
    formula="last close / lowest close - 1",
    label="{ticker} close on {end} against its lowest close, of {start}, {words}",
    weeks="52",
)
def distance_from_lowest_close(closes: Sequence[float]) -> Found:
    """How far the last close of a window lies above its lowest close, as a fraction >= 0.

    >>> distance_from_lowest_close([100.0, 80.0, 90.0])
    Found(value=0.125, first=1, last=2)
    """
    return distance_from_low(closes, closes[-1])


@metric(name="price range", unit="fraction", needs="highs and lows", formula="highest high / lowest low - 1")
def price_range(highs: Sequence[float], lows: Sequence[float]) -> float:
    """How far the highest price of a session or a window lies above its lowest, whichever came first.

    >>> price_range([100.0, 125.0], [100.0, 110.0])
    0.25
    """
    return max(highs) / min(lows) - 1


@metric(
    name="distance from record",
    unit="fraction",
    needs="levels up to a day",
    formula="{field} / highest {field} before it in what is known - 1",
    label="{ticker} {field} of {end} against the highest {field} before it, of {start}, {words}",
    field="close",
)
def distance_from_record(levels: Sequence[float]) -> Found:
    """How far a close (or high) lies from the highest one before it in all that the source holds; above 0 it is a record there.

    levels: shape (n,), n >= 2, oldest first. What lies before the first of them is not known: a record of five years of prices
    need not be one of all time, and the label names the first session.

    >>> distance_from_record([100.0, 80.0, 125.0])
    Found(value=0.25, first=0, last=2)
    """
    return distance_from_previous_high(levels)


@metric(
    name="sessions since a higher level",
    unit="count:session",
    needs="levels up to a day",
    formula="sessions since the last {field} at or above that of the day",
    label="{ticker} sessions since a {field} at or above that of {end}, last on {start}",
    field="close",
)
def sessions_since_higher(levels: Sequence[float]) -> Found:
    """How many sessions ago the close (or high) was last at least as high: "the highest in 20 sessions" is 20 or more.

    Raises InsufficientData where it never was in what is known: then it is a record there.

    >>> sessions_since_higher([9.0, 7.0, 8.0])
    Found(value=2.0, first=0, last=2)
    """
    last = len(levels) - 1
    for position in range(last - 1, -1, -1):
        if levels[position] >= levels[last]:
            return Found(float(last - position), position, last)
    raise InsufficientData("no session in what is known was higher: it is a record there", fix="Ask for distance from record.")


def _first(values: Sequence[float], extreme: float) -> Found:
    position = values.index(extreme)
    return Found(extreme, position, position)
