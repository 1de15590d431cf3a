"""How many sessions of a window rose or fell, and the longest run of them, by closes and without dividends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copilot.metrics.registry import Found, metric


@metric(
    name="sessions up",
    unit="count:session",
    needs="daily returns",
    formula="sessions whose close lies above the one before",
    label="{ticker} sessions that rose {words}",
    months="1",
    basis="price",
    returns="simple",
)
def sessions_up(returns: Sequence[float]) -> float:
    """How many sessions of a window closed above the one before.

    >>> sessions_up([0.01, 0.0, -0.02, 0.03])
    2.0
    """
    return float(sum(one > 0 for one in returns))


@metric(
    name="sessions down",
    unit="count:session",
    needs="daily returns",
    formula="sessions whose close lies below the one before",
    label="{ticker} sessions that fell {words}",
    months="1",
    basis="price",
    returns="simple",
)
def sessions_down(returns: Sequence[float]) -> float:
    """How many sessions of a window closed below the one before."""
    return float(sum(one < 0 for one in returns))


@metric(
    name="longest run up",
    unit="count:session",
    needs="daily returns",
    formula="most sessions in a row whose close lies above the one before",
    label="{ticker} most sessions in a row that rose {words}, to {end}",
    months="12",
    basis="price",
    returns="simple",
)
def longest_run_up(returns: Sequence[float]) -> Found:
    """The most sessions in a row of a window that closed above the one before, the first such run of several alike.

    >>> longest_run_up([0.01, -0.01, 0.02, 0.01, -0.02])
    Found(value=2.0, first=3, last=4)
    """
    return _longest(returns, lambda one: one > 0)


@metric(
    name="longest run down",
    unit="count:session",
    needs="daily returns",
    formula="most sessions in a row whose close lies below the one before",
    label="{ticker} most sessions in a row that fell {words}, to {end}",
    months="12",
    basis="price",
    returns="simple",
)
def longest_run_down(returns: Sequence[float]) -> Found:
    """The most sessions in a row of a window that closed below the one before, the first such run of several alike."""
    return _longest(returns, lambda one: one < 0)


def _longest(returns: Sequence[float], counts: Callable[[float], bool]) -> Found:
    """The first row is the base, so a return is of the row after it; a run of none is of the whole window."""
    best, run = Found(0.0, 0, len(returns)), 0
    for position, one in enumerate(returns, start=1):
        run = run + 1 if counts(one) else 0
        if run > best.value:
            best = Found(float(run), position - run + 1, position)
    return best
