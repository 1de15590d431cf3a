"""Rates, curves and inflation, from published series."""

from __future__ import annotations

from copilot.metrics.registry import metric


@metric(name="series value", unit="none", needs="observation", formula="{id}", label="{id} {words}", id="DGS10")
def series_value(value: float) -> float:
    """A published rate or index on a day or in a month, in the publisher's unit; the last one out unless a day is given."""
    return value


@metric(
    name="series change",
    unit="none",
    needs="observations of two ends",
    formula="{id}[end] - {id}[start]",
    label="{id} change from {start} to {end}",
    id="DGS10",
    months="12",
)
def series_change(before: float, now: float) -> float:
    """What a series changed by: percentage points for a rate, its own unit otherwise.

    >>> series_change(4.0, 3.5)
    -0.5
    """
    return now - before


@metric(
    name="series growth",
    unit="fraction",
    needs="observations of two ends",
    formula="{id}[end] / {id}[start] - 1",
    label="{id} growth from {start} to {end}",
    id="PAYEMS",
    months="12",
)
def series_growth(before: float, now: float) -> float:
    """What a series of amounts or an index grew by over a window, twelve months unless another is asked.

    >>> series_growth(80.0, 100.0)
    0.25
    """
    return now / before - 1


@metric(
    name="inflation, year on year",
    unit="fraction",
    needs="observations of two ends",
    formula="{id}[month] / {id}[same month a year before] - 1",
    label="{id} inflation on the year, month of {end}",
    id="CPIAUCNS",
    months="12",
)
def inflation(before: float, now: float) -> float:
    """What a price index rose by on the same month of the year before. The published rate is of the unadjusted index.

    A month that was never collected (October 2025) gives none, and neither does the month twelve later.

    >>> inflation(300.0, 309.0)
    0.030000000000000027
    """
    return now / before - 1


@metric(
    name="yield spread",
    unit="percentage_point",
    needs="observations of two series",
    formula="{long} - {short}",
    label="{long} less {short} {words}",
    long="DGS30",
    short="DGS5",
)
def yield_spread(long: float, short: float) -> float:
    """One yield less another on the last day both have, in percentage points.

    >>> yield_spread(4.0, 4.5)
    -0.5
    """
    return long - short


@metric(
    name="curve slope, 10-year less 2-year",
    unit="percentage_point",
    needs="observations of two series",
    formula="{long} - {short}",
    label="Treasury 10-year less 2-year yield {words}",
    long="DGS10",
    short="DGS2",
)
def slope_10_2(long: float, short: float) -> float:
    """The 10-year Treasury yield less the 2-year one, in percentage points; below 0 the curve is inverted."""
    return long - short


@metric(
    name="curve slope, 10-year less 3-month",
    unit="percentage_point",
    needs="observations of two series",
    formula="{long} - {short}",
    label="Treasury 10-year less 3-month yield {words}",
    long="DGS10",
    short="DGS3MO",
)
def slope_10_3m(long: float, short: float) -> float:
    """The 10-year Treasury yield less the 3-month one, in percentage points.

    Source: Estrella & Mishkin (1996), "The Yield Curve as a Predictor of U.S. Recessions", Current Issues 2(7), New York Fed.
    """
    return long - short


@metric(
    name="published curve slope",
    unit="percentage_point",
    needs="observation",
    formula="{id}",
    label="{id}, as its publisher computes it, {words}",
    id="T10Y2Y",
)
def published_slope(value: float) -> float:
    """A curve slope as FRED publishes it: T10Y2Y (10-year less 2-year) or T10Y3M, in percentage points.

    It stands in for a slope where the source lacks one of the two yields.
    """
    return value


@metric(
    name="real yield",
    unit="percent",
    needs="yield, index and index a year before",
    formula="{nominal} - 100 * ({id}[month] / {id}[same month a year before] - 1)",
    label="{nominal} less inflation on the year ({id}) {words}",
    nominal="DGS10",
    id="CPIAUCNS",
)
def real_yield(nominal: float, before: float, now: float) -> float:
    """A nominal yield less the inflation of the past year, in percent: what it paid looking back.

    For the market's own, looking ahead, ask for series value with id=DFII10.

    >>> real_yield(4.5, 300.0, 309.0)
    1.4999999999999973
    """
    return nominal - 100 * (now / before - 1)
