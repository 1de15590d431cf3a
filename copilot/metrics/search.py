"""Which metric a printed figure is: every definition and window that its words allow is computed, and the nearest are told.

An agreement found by trying much is weak evidence where the figure is coarse, so a search says how many it tried and how many of
those would have agreed by accident. Nearest is not checked: only a match that `agrees` may bear a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from copilot.errors import PricesMissing, UsageError
from copilot.metrics.candidates import Asked, Days
from copilot.metrics.chance import expected_agreements
from copilot.metrics.level_candidates import FAR
from copilot.metrics.printed import Printed, printed
from copilot.metrics.published_candidates import published_trials
from copilot.metrics.trying import Trials, Tried, metric_of, try_all
from copilot.metrics.wording import wording_of
from copilot.numbers.types import Direction, Qualifier
from copilot.types import Fact, Metric, Prices, PriceSource, Series

_FEW_DAYS = 7
_TIER = 0.1  # fits this near to each other are alike: the nearest value decides between them


@dataclass(frozen=True, slots=True)
class MetricMatch:
    """One definition and window beside the stated figure.

    agrees: the figure is a rounding of `metric`, at its last printed digit and by its qualifier. distance: |stated - value| in
    the stated unit. fit: how well definition and window fit the words, 0..1. by_chance: how many of the candidates that fit at
    least as well would have agreed with such a figure by accident; above 0.05 an agreement tells little.
    """

    metric: Metric
    agrees: bool
    distance: Decimal
    fit: float
    by_chance: float


@dataclass(frozen=True, slots=True)
class MetricSearch:
    """Best first: agreeing ones by fit, then the nearest of the best fitting; an agreement that fits the words less than half as
    well as the best comes after the nearest. `tried`: how many definitions and windows were computed; `by_chance`: how many of
    all of them would have agreed by accident."""

    matches: tuple[MetricMatch, ...]
    tried: int
    by_chance: float

    @property
    def best(self) -> MetricMatch | None:
        """The first match, None where nothing could be computed."""
        return self.matches[0] if self.matches else None


def match_metric(
    value: Decimal,
    unit: str,
    *,
    ulp: Decimal,
    tickers: Sequence[str],
    dates: Sequence[Days],
    text: str,
    as_of: date,
    prices: PriceSource | None = None,
    published: date | None = None,
    qualifier: Qualifier = "none",
    direction: Direction = "none",
    series: Sequence[Series] = (),
    facts: Sequence[Fact] = (),
    limit: int = 5,
) -> MetricSearch:
    """The definitions and windows nearest to a stated figure, best first, with how many were tried.

    value, unit, ulp, qualifier, direction: the figure as a text prints it, in contract units. tickers: whose it may be, the
    likeliest first; the others are also what it may be compared with. dates: the days and periods that its words name, each
    (first, last). text: those words. published: the day they speak from, else `as_of`. Tickers without prices are passed over.
    series, facts: published series and quoted figures it may be of, cut at the as-of day.
    """
    if ulp < 0:
        raise UsageError("the printed ulp is below 0", fix="Give the place of the last printed digit.")
    figure = printed(value, unit, ulp=ulp, qualifier=qualifier, direction=direction)
    words, anchor = wording_of(text), min(published or as_of, as_of)
    known = [found for ticker in dict.fromkeys(tickers) if (found := _prices(prices, ticker, anchor)) is not None]
    trials = Trials([], [])
    for position, own in enumerate(known):
        if own.bars:
            asked = Asked(own, [bar.session for bar in own.bars], tuple(dates), anchor, words)
            own_trials = try_all(asked, figure, [p for p in known if p is not own], weight=0.9 if position else 1.0)
            trials.near.extend(own_trials.near)
            trials.far.extend(own_trials.far)
    trials.near.extend(published_trials(figure, series, facts, dates, anchor, text))
    return _ranked(trials, figure, limit)


def _prices(source: PriceSource | None, ticker: str, as_of: date) -> Prices | None:
    if source is None:
        return None
    try:
        return source.prices(ticker, as_of=as_of)
    except (PricesMissing, UsageError):
        return None


def _ranked(trials: Trials, figure: Printed, limit: int) -> MetricSearch:
    best_fit = max((tried.fit for tried in trials.near), default=0.0)
    low, high = figure.reach
    agreeing = [tried for tried in trials.near if low <= abs(tried.value) <= high and _agrees(tried, figure)]
    agreeing.sort(key=lambda tried: (-tried.fit, figure.float_distance(tried.value, tried.candidate.name)))
    taken = {id(tried) for tried in agreeing}
    nearest = [tried for tried in trials.near if id(tried) not in taken and tried.fit > best_fit * 0.3]
    nearest.sort(key=lambda tried: _by_tier(tried, figure))
    strong = [tried for tried in agreeing if tried.fit >= best_fit / 2]
    order = [*strong, *nearest[:1], *agreeing[len(strong) :], *nearest[1:]]
    values = [tried.value for tried in trials.near] + trials.far
    by_chance = _by_chance(values, figure) if values else 0.0
    return MetricSearch(tuple(_matches(order, trials, figure, limit)), len(values), by_chance)


def _by_tier(tried: Tried, figure: Printed) -> tuple[int, float, float]:
    """Among fits that are alike the nearest value comes first."""
    return -int((tried.fit + 1e-9) / _TIER), figure.float_distance(tried.value, tried.candidate.name), -tried.fit


def _agrees(tried: Tried, figure: Printed) -> bool:
    metric = tried.metric
    value = Decimal(repr(tried.value)) if metric is None else figure.scaled(metric.value, metric.name, metric.unit)
    return figure.holds(value, tried.candidate.name)


def _matches(order: Sequence[Tried], trials: Trials, figure: Printed, limit: int) -> Iterator[MetricMatch]:
    """The first few as metrics; the same value over the same sessions is told once."""
    seen: set[object] = set()
    for tried in order:
        metric = tried.metric or (metric_of(tried.candidate, tried.prices, None) if tried.prices is not None else None)
        if (
            metric is None
            or (same := (metric.name, metric.ticker, metric.parameters.get("id"), metric.value, metric.start, metric.end)) in seen
        ):
            continue
        seen.add(same)
        value = figure.scaled(metric.value, metric.name, metric.unit)
        rivals = [other.value for other in trials.near if other.fit >= tried.fit - 1e-9 and not _is_alike(other, metric)]
        yield MetricMatch(
            metric,
            figure.holds(value, metric.name),
            figure.distance(value, metric.name),
            round(tried.fit, 4),
            _by_chance(rivals + trials.far if tried.fit <= FAR else rivals, figure),
        )
        if len(seen) == limit:
            return


def _is_alike(other: Tried, metric: Metric) -> bool:
    """Whether a candidate measures the same again: over a window of weeks that begins and ends within a few days of the metric's,
    with dividends or without. That both agree with a figure is one coincidence, not two."""
    mine, its = (metric.start, metric.end), other.metric
    if its is None:
        return other.candidate.name == metric.name and other.candidate.parameters.get("session") == metric.end
    if None in (*mine, its.start, its.end) or metric.ticker != its.ticker:
        return False
    if metric.parameters.get("id") != its.parameters.get("id"):
        return False
    assert mine[0] and mine[1] and its.start and its.end
    apart = max(abs((mine[0] - its.start).days), abs((mine[1] - its.end).days))
    return apart == 0 or ((mine[1] - mine[0]).days > 4 * _FEW_DAYS and apart <= _FEW_DAYS)


def _by_chance(values: Sequence[float], figure: Printed) -> float:
    return expected_agreements(values, float(figure.value), float(figure.accepted.high - figure.accepted.low))
