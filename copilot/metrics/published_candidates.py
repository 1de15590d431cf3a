"""What a printed figure may be of published series and quoted figures: values, moves and growth near the days its text names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from copilot.market.fact_names import FACT_OF_MEASURE, FORWARD
from copilot.metrics.candidates import Candidate, Days
from copilot.metrics.compute import computed, fact_metric
from copilot.metrics.printed import Printed
from copilot.metrics.trying import Tried
from copilot.numbers.readings.measures import find_measures
from copilot.types import Fact, Metric, Observation, Series

NEAR = 6  # observations on either side of a named day
RECENT = 5  # the last ones, where no day is named
UNNAMED = 0.4  # the fit of a quoted figure that the words do not name
_MONTHS = {"monthly": 1, "quarterly": 3}
_POINTS = ("percentage_point", "basis_point")


def published_trials(
    figure: Printed, series: Sequence[Series], facts: Sequence[Fact], dates: Sequence[Days], anchor: date, text: str
) -> Iterator[Tried]:
    """Every value of the series and figures that the unit of the figure allows, computed, with its fit to days and words."""
    for one in series:
        for fit, name, given in _of_series(figure, one, dates, anchor, text):
            metric = computed(name, series=[one], id=one.id, **given)
            if metric is not None:
                yield _tried(figure, fit, metric)
    named = {FACT_OF_MEASURE[mention.id] for mention in find_measures(text) if mention.id in FACT_OF_MEASURE}
    named |= {FORWARD[name] for name in named if name in FORWARD}
    for fact in facts:
        metric = fact_metric(facts, fact.name) if _is_printed_so(fact.unit, figure.unit) else None
        if metric is not None:
            yield _tried(figure, 1.0 if fact.name in named else UNNAMED, metric)


def _tried(figure: Printed, fit: float, metric: Metric) -> Tried:
    value = float(figure.scaled(metric.value, metric.name, metric.unit))
    return Tried(fit, value, Candidate(fit, metric.name, metric.parameters), None, metric)


def _of_series(
    figure: Printed, series: Series, dates: Sequence[Days], anchor: date, text: str
) -> Iterator[tuple[float, str, Mapping[str, Any]]]:
    known = [o for o in series.observations if o.value is not None and o.day <= anchor]
    months = _MONTHS.get(series.frequency)
    for fit, at in _places(known, dates):
        day = known[at].day
        if _is_printed_so(series.unit, figure.unit):
            yield fit, "series value", {"session": day}
        if (series.unit in ("percent", "percentage_point") and figure.unit in _POINTS) or _is_count(series, figure):
            yield fit, "series change", _since_last(known, at, months)
        if figure.unit == "percent" and months and series.unit not in ("percent", "percentage_point"):
            month = f"{day:%Y-%m}"
            yield fit * _period_fit(text, yearly=True), "series growth", {"month": month, "months": 12}
            yield fit * _period_fit(text, yearly=False), "series growth", {"month": month, "months": months}


def _places(known: Sequence[Observation], dates: Sequence[Days]) -> list[tuple[float, int]]:
    """Positions of the observations near the days named, or of the last ones, with their fit."""
    days = [o.day for o in known]
    if not dates:
        return [(1.0 - 0.1 * back, len(known) - 1 - back) for back in range(min(RECENT, len(known)))]
    found: dict[int, float] = {}
    for start, end in dates:
        inside = range(bisect_right(days, start - timedelta(days=1)), bisect_right(days, end))
        for at in range(max(inside.start - NEAR, 0), min(inside.stop + NEAR, len(days))):
            apart = 0 if at in inside else min(abs(at - inside.start), abs(at - inside.stop + 1)) or 1
            found[at] = max(found.get(at, 0.0), 1.0 if not apart else 0.75 - 0.04 * apart)
    return [(fit, at) for at, fit in found.items()]


def _since_last(known: Sequence[Observation], at: int, months: int | None) -> Mapping[str, Any]:
    if months is not None:
        return {"month": f"{known[at].day:%Y-%m}", "months": months}
    return {"start": known[max(at - 1, 0)].day, "end": known[at].day}


def _period_fit(text: str, *, yearly: bool) -> float:
    """How well the words fit growth on the year, or on the period before; inflation is told on the year."""
    says_year = any(word in text.lower() for word in ("year", "annual", "yoy", "y/y", "inflation"))
    says_month = any(word in text.lower() for word in ("month", "mom", "m/m", "quarter"))
    if says_year == says_month:
        return 1.0 if yearly else 0.8
    return 1.0 if says_year == yearly else 0.5


def _is_printed_so(unit: str, printed: str) -> bool:
    """Whether a value of this unit may be printed in that one."""
    if unit in ("percentage_point", "fraction"):
        return printed in ("percent", *_POINTS) if unit == "percentage_point" else printed == "percent"
    if unit in ("none", "ratio_x", "index_point"):
        return printed in ("none", "ratio_x", "index_point")
    return unit == printed or (unit.startswith("count") and (printed in ("none", "share") or printed.startswith("count")))


def _is_count(series: Series, figure: Printed) -> bool:
    return series.unit.startswith("count") and (figure.unit == "none" or figure.unit.startswith("count"))
