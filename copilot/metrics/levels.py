"""Prices of a session, and what they moved by."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.metrics.registry import metric


@metric(name="open", unit="price", needs="open of a session", formula="open")
def open_price(opens: Sequence[float]) -> float:
    """The opening price of a session, as traded."""
    return opens[0]


@metric(name="close", unit="price", needs="close of a session", formula="close")
def close_price(closes: Sequence[float]) -> float:
    """The closing price of a session, as traded."""
    return closes[0]


@metric(name="adjusted close", unit="price", needs="adjusted close of a session", formula="adjusted close")
def adjusted_close(closes: Sequence[float]) -> float:
    """The closing price of a session adjusted for later splits and dividends, as its provider stated it when it was fetched.

    It is restated at every later dividend, so it is no level that the press would print.
    """
    return closes[0]


@metric(name="price change", unit="price", needs="ends", formula="{end_field}[end] - {start_field}[start]")
def price_change(start: float, end: float) -> float:
    """What the price gained between two sessions in money or points, without dividends.

    >>> price_change(80.0, 100.0)
    20.0
    """
    return end - start


@metric(name="opening gap", unit="fraction", needs="close before and open", formula="open / close of the session before - 1")
def opening_gap(close: float, opened: float) -> float:
    """How far a session opened from the close before it.

    >>> opening_gap(80.0, 100.0)
    0.25
    """
    return opened / close - 1
