"""What published series say of a time: their levels, their moves and their growth, each with the metric that computes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from copilot.calendar_days import months_back
from copilot.errors import InsufficientData
from copilot.market.series_changes import change
from copilot.market.series_table import period_end
from copilot.metrics import computed
from copilot.types import Metric, Observation, Series

Comparison = Literal["yoy", "mom", "qoq"]
_PERIODS = {"yoy": {"monthly": 12, "quarterly": 4}, "mom": {"monthly": 1}, "qoq": {"quarterly": 1}}
_ON = {"yoy": "on the year", "mom": "on the month", "qoq": "on the quarter"}
_LONGEST_GAP = timedelta(days=5)  # from a day without a value back to the one that still stood


@dataclass(frozen=True, slots=True)
class Value:
    """One value in the unit a text prints it in: percent, points, or the series' own. `metric` and its parameters compute it."""

    series: Series
    amount: Decimal
    day: date  # first day of its period
    words: str  # "on 2024-03-05", "in March 2024, on the year"
    name: str
    parameters: tuple[tuple[str, Any], ...]

    def metric(self) -> Metric | None:
        """The value as a metric, None where the series lacks what it needs."""
        return computed(self.name, series=[self.series], id=self.series.id, **dict(self.parameters))


def period_words(series: Series, day: date) -> str:
    """The period of an observation: a day, a month, a quarter."""
    if series.frequency == "monthly":
        return f"in {day:%B %Y}"
    if series.frequency == "quarterly":
        return f"in the quarter to {period_end('quarterly', day)}"
    return f"{'in the week to' if series.frequency == 'weekly' else 'on'} {day}"


def levels(series: Series, start: date, end: date) -> Iterator[Value]:
    """The values of the periods within these days, oldest first; of a day without one, the value that still stood."""
    found = [o for o in within(series, start, end) if o.value is not None]
    if not found and series.frequency in ("daily", "weekly"):
        found = [o for o in _known(series, end) if o.day >= start - _LONGEST_GAP][-1:]
    for observation in found:
        assert observation.value is not None
        days = (("session", period_end(series.frequency, observation.day)),)
        words = period_words(series, observation.day)
        yield Value(series, observation.value, observation.day, words, "series value", days)


def moves(series: Series, start: date, end: date) -> Iterator[Value]:
    """The change over these days, from the last value before them to the last within; of periods, each on the one before."""
    if series.frequency in ("monthly", "quarterly"):
        months = 1 if series.frequency == "monthly" else 3
        for observation in within(series, start, end):
            before = _value_of(series, months_back(observation.day.replace(day=1), months))
            if observation.value is not None and before is not None:
                words = f"{period_words(series, observation.day)}, on the {'month' if months == 1 else 'quarter'} before"
                given = (("month", f"{observation.day:%Y-%m}"), ("months", months))
                yield Value(series, observation.value - before, observation.day, words, "series change", given)
        return
    base, now = _known(series, start - timedelta(days=1))[-1:], _known(series, end)[-1:]
    if not base or not now or base[0].day >= now[0].day or now[0].day < start:
        return
    assert base[0].value is not None and now[0].value is not None
    words = f"from {base[0].day} to {now[0].day}"
    ends = (("start", base[0].day), ("end", now[0].day))
    yield Value(series, now[0].value - base[0].value, now[0].day, words, "series change", ends)


def growths(series: Series, start: date, end: date, on: Comparison) -> Iterator[Value]:
    """The growth of each period within these days, in percent. A period that its publisher left out gives none."""
    periods = _PERIODS[on].get(series.frequency)
    for observation in within(series, start, end) if periods else ():
        try:
            amount = change(series, observation.day, periods or 1) * 100
        except InsufficientData:
            continue
        months = (periods or 1) * (1 if series.frequency == "monthly" else 3)
        given = (("month", f"{observation.day:%Y-%m}"), ("months", months))
        name = "inflation, year on year" if on == "yoy" and series.id.startswith(("CPI", "PCE", "PPI")) else "series growth"
        words = f"{period_words(series, observation.day)}, {_ON[on]}"
        yield Value(series, amount, observation.day, words, name, given)


def within(series: Series, start: date, end: date) -> list[Observation]:
    """The observations whose periods lie within these days, those without a value too."""
    return [o for o in series.observations if start <= o.day and period_end(series.frequency, o.day) <= end]


def is_left_out(series: Series, start: date, end: date) -> bool:
    """Whether the publisher has no value for a month or quarter within these days, although it has later ones."""
    if series.frequency not in ("monthly", "quarterly"):
        return False
    last = _known(series, date.max)[-1:]
    return bool(last) and last[0].day > start and not any(o.value is not None for o in within(series, start, end))


def last_day(series: Series) -> date | None:
    """The last day that the values of a series speak for."""
    known = _known(series, date.max)
    return period_end(series.frequency, known[-1].day) if known else None


def _known(series: Series, day: date) -> list[Observation]:
    return [o for o in series.observations if o.value is not None and o.day <= day]


def _value_of(series: Series, day: date) -> Decimal | None:
    return next((o.value for o in series.observations if o.day == day), None)
