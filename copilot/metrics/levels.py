"""Prices of a session, and the extremes of a window with the session they fell on."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.metrics.registry import Found, metric


@metric(name="open", unit="price", needs="open of a session", formula="open")
def open_price(opens: Sequence[float]) -> float:
    """The opening price of a session, as traded."""
    return opens[0]


@metric(name="close", unit="price", needs="close of a session", formula="close")
def close_price(closes: Sequence[float]) -> float:
    """The closing price of a session, as traded."""
    return closes[0]


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


def _first(values: Sequence[float], extreme: float) -> Found:
    position = values.index(extreme)
    return Found(extreme, position, position)
