"""Candidates with their values: levels as they stand in the bars, everything else computed, and kept for the next figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copilot.metrics.candidates import Asked, Candidate, return_candidates
from copilot.metrics.compute import computed
from copilot.metrics.level_candidates import extreme_candidates, level_candidates
from copilot.metrics.printed import Printed
from copilot.metrics.risk_candidates import (
    average_candidates,
    distance_candidates,
    fall_candidates,
    pair_candidates,
    relative_candidates,
    volatility_candidates,
)
from copilot.types import Metric, Prices

LEVEL_UNITS = frozenset({"index_point", "none"})
_PLAIN = frozenset({"beta", "correlation", "sharpe ratio"})
_MOST_KEPT = 20_000


class Tried(NamedTuple):
    """A candidate with its value in the printed unit; `metric` is None for a price, which is only computed when it is shown."""

    fit: float
    value: float
    candidate: Candidate
    prices: Prices | None  # of an instrument
    metric: Metric | None


class Trials(NamedTuple):
    """Everything tried: the candidates that can be told, and the values of those too far from all that the text names."""

    near: list[Tried]
    far: list[float]


Pair = tuple[Prices | None, Candidate]


def try_all(asked: Asked, figure: Printed, others: Sequence[Prices], *, weight: float) -> Trials:
    """Every candidate of one instrument that the unit of the figure allows. weight: how likely the figure is of it."""
    found = Trials([], [])
    is_level = figure.unit == asked.prices.currency or figure.unit in LEVEL_UNITS
    if is_level and not asked.words.families & _PLAIN:
        levels, far = level_candidates(asked, *figure.reach)
        found.near.extend(Tried(level.fit * weight, price, level, asked.prices, None) for level, price in levels)
        found.far.extend(far)
    for other, candidate in _distinct(_computed(asked, figure.unit, others, is_level=is_level)):
        metric = metric_of(candidate, asked.prices, other)
        if metric is not None:
            value = figure.scaled(metric.value, metric.name, metric.unit)
            found.near.append(Tried(candidate.fit * weight, float(value), candidate, asked.prices, metric))
    return found


def _distinct(pairs: Iterator[Pair]) -> list[Pair]:
    """Each metric and window once, with its best fit."""
    best: dict[object, Pair] = {}
    for other, candidate in pairs:
        key = (candidate.name, other.ticker if other else "", tuple(candidate.parameters.items()))
        if key not in best or best[key][1].fit < candidate.fit:
            best[key] = (other, candidate)
    return list(best.values())


def _computed(asked: Asked, unit: str, others: Sequence[Prices], *, is_level: bool) -> Iterator[Pair]:
    families = asked.words.families
    if is_level:
        if not families & _PLAIN:
            yield from _alone(extreme_candidates(asked))
        if "moving average" in families:
            yield from _alone(average_candidates(asked, "moving average"))
        for name in ("beta", "correlation"):
            if name in families:
                yield from ((other, found) for other in others for found in pair_candidates(asked, name))
    elif unit in ("percent", "percentage_point", "basis_point"):
        yield from _of_percent(asked, families, others)


def _of_percent(asked: Asked, families: frozenset[str], others: Sequence[Prices]) -> Iterator[Pair]:
    if families & {"volatility", "downside deviation"}:
        yield from _alone(volatility_candidates(asked))
    if "drawdown" in families:
        yield from _alone(fall_candidates(asked))
    if families & {"distance from high", "drawdown"}:
        yield from _alone(distance_candidates(asked))
    if "distance from moving average" in families:
        yield from _alone(average_candidates(asked, "distance from moving average"))
    if "tracking error" in families:
        yield from ((other, found) for other in others for found in pair_candidates(asked, "tracking error"))
    if "relative return" in families:
        yield from ((other, found) for other in others for found in relative_candidates(asked))
    if not families & {"volatility", "downside deviation", "tracking error", "distance from moving average"}:
        yield from _alone(return_candidates(asked))


def _alone(candidates: Iterator[Candidate]) -> Iterator[Pair]:
    return ((None, candidate) for candidate in candidates)


_KEPT: dict[tuple[int, int, str, tuple[tuple[str, object], ...]], tuple[Prices, Prices | None, Metric | None]] = {}


def metric_of(candidate: Candidate, prices: Prices, other: Prices | None) -> Metric | None:
    """The metric, or None where the prices do not reach. One article asks for the same ones again and again, so they are kept
    while the program runs, with the prices they came from."""
    key = (id(prices), id(other), candidate.name, tuple(candidate.parameters.items()))
    if key not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = (prices, other, computed(candidate.name, prices, other=other, **candidate.parameters))
    return _KEPT[key][2]
