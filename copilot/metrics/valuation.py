"""Valuation: ratios as quoted, dividends against the price, premiums, growth of reported figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.errors import InsufficientData
from copilot.metrics.registry import metric

_QUOTED = "{ticker} {name} as of {end}"


@metric(name="reported figure", unit="none", needs="figure", formula="{measure}", label="{ticker} {measure} as of {end}")
def reported_figure(value: float) -> float:
    """A figure as its provider reports it, in its unit: revenue, diluted EPS, market cap, expense ratio, shares outstanding."""
    return value


@metric(
    name="reported figure of the last quarter",
    unit="none",
    needs="figure of a year and of its nine months",
    formula="{measure} of the year - {measure} of its first nine months",
    label="{ticker} {measure} in the quarter to {end}",
    measure="revenue",
)
def last_quarter(year: float, nine_months: float) -> float:
    """The last quarter of a company's year, which no filing tells apart: the year less its first nine months.

    Not for earnings per share, whose share counts differ.

    >>> last_quarter(400.0, 290.0)
    110.0
    """
    return year - nine_months


@metric(
    name="trailing P/E", unit="ratio_x", needs="trailing P/E", formula="price / earnings of the last 12 months", label=_QUOTED
)
def trailing_pe(value: float) -> float:
    """Price over the earnings of the last twelve months, as quoted; a fund's is that of its holdings."""
    return value


@metric(name="forward P/E", unit="ratio_x", needs="forward P/E", formula="price / earnings expected", label=_QUOTED)
def forward_pe(value: float) -> float:
    """Price over expected earnings, as quoted: whose expectation, and over which year, is the provider's choice."""
    return value


@metric(name="EV/EBITDA", unit="ratio_x", needs="EV/EBITDA", formula="enterprise value / EBITDA", label=_QUOTED)
def ev_ebitda(value: float) -> float:
    """Enterprise value over earnings before interest, tax, depreciation and amortisation, as quoted."""
    return value


@metric(name="dividend yield", unit="fraction", needs="dividend yield", formula="dividend per share / price", label=_QUOTED)
def dividend_yield(value: float) -> float:
    """Dividend yield as quoted; see trailing dividend yield for the one that prices and dividends give."""
    return value


@metric(
    name="trailing dividend yield",
    unit="fraction",
    needs="dividends and last close",
    formula="sum of dividends with ex-dates in the last {months} months / close",
    label="{ticker} trailing dividend yield on {end}, {months} months of dividends",
    months="12",
)
def trailing_dividend_yield(dividends: Sequence[float], close: float) -> float:
    """The dividends that went ex in the last twelve months, in today's shares, over the close; nothing is annualised.

    >>> trailing_dividend_yield([0.0, 1.0, 1.0], 50.0)
    0.04
    """
    return math.fsum(dividends) / close


@metric(
    name="valuation premium",
    unit="fraction",
    needs="figure of both",
    formula="{measure} of {ticker} / {measure} of {other} - 1",
    label="{ticker} premium over {other}, {measure} as of {end}",
    measure="trailing P/E",
)
def valuation_premium(value: float, other: float) -> float:
    """By how much one valuation ratio exceeds another, as a fraction; below 0 it is a discount.

    Raises InsufficientData where either is 0 or less: a premium over a loss means nothing.

    >>> valuation_premium(20.0, 16.0)
    0.25
    """
    if value <= 0 or other <= 0:
        raise InsufficientData("a ratio of 0 or less has no premium", fix="Compare another measure.")
    return value / other - 1


@metric(
    name="growth, year on year",
    unit="fraction",
    needs="figure and the one of a year before",
    formula="{measure} / {measure} of the same period a year before - 1",
    label="{ticker} {measure} growth on the year, {period} to {end}",
    measure="revenue",
    period="year",
)
def growth_on_year(before: float, now: float) -> float:
    """What a reported figure grew by on the same period of the year before, both as last reported.

    Raises InsufficientData where the earlier one is 0 or less: growth from a loss means nothing.

    >>> growth_on_year(80.0, 100.0)
    0.25
    """
    if before <= 0:
        raise InsufficientData("growth from 0 or a loss means nothing", fix="Ask for the two figures.")
    return now / before - 1
