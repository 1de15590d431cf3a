"""Returns of one instrument over one window."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.metrics.registry import metric


@metric(name="price return", unit="fraction", needs="ends", formula="{end_field}[end] / {start_field}[start] - 1")
def price_return(start: float, end: float) -> float:
    """What the price gained between two sessions, close to close unless other fields are asked, without dividends.

    >>> price_return(80.0, 100.0)
    0.25
    """
    return end / start - 1


@metric(
    name="total return",
    unit="fraction",
    needs="path",
    formula="product of close[t] / (close[t-1] - dividend[t]) - 1",
)
def total_return(growth: Sequence[float]) -> float:
    """What was gained with dividends, each reinvested on its ex-date at the close before less the dividend.

    growth: shape (n,), n >= 1, what one unit grows to over each step, oldest first.

    >>> total_return([1.25, 0.8])
    0.0
    """
    return math.prod(growth) - 1


@metric(
    name="value of an amount invested",
    unit="price",
    needs="amount and path",
    formula="{amount} * product of close[t] / (close[t-1] - dividend[t])",
    label="{ticker} value of {amount} invested {words}",
    amount="10000",
)
def amount_invested(amount: float, growth: Sequence[float]) -> float:
    """What an amount put in at a close has become, every dividend reinvested on its ex-date, before costs and taxes.

    >>> amount_invested(1000.0, [1.25, 0.8])
    1000.0
    """
    return amount * math.prod(growth)


@metric(
    name="annualised return",
    unit="fraction",
    needs="path and years",
    formula="(1 + total return) ^ (365.25 / days) - 1",
)
def annualised_return(growth: Sequence[float], years: float) -> float:
    """The steady yearly return that would have given the same total return (compound annual growth).

    years: calendar days over 365.25, above 0.

    >>> round(annualised_return([1.1, 1.1], 2.0), 6)
    0.1
    """
    return math.prod(growth) ** (1 / years) - 1


@metric(
    name="annualised price return",
    unit="fraction",
    needs="ends and years",
    formula="(close[end] / close[start]) ^ (365.25 / days) - 1",
)
def annualised_price_return(start: float, end: float, years: float) -> float:
    """The steady yearly change that would have given the same price, dividends apart.

    years: calendar days over 365.25, above 0.

    >>> round(annualised_price_return(100.0, 121.0, 2.0), 6)
    0.1
    """
    return math.pow(end / start, 1 / years) - 1


@metric(
    name="momentum",
    unit="fraction",
    needs="months but the latest",
    formula="total return from the month end 12 months back to the last but one",
    label="{ticker} momentum, month ends from {start} to {end}",
    months="12",
    skip="1",
)
def momentum(growth: Sequence[float]) -> float:
    """Total return of the last months without the latest, twelve and one unless others are asked.

    Source: Jegadeesh & Titman (1993), "Returns to Buying Winners and Selling Losers", Journal of Finance 48(1), 65-91.
    """
    return math.prod(growth) - 1
