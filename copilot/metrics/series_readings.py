"""Rates and macro series as the rows of a metric. A day or month that the publisher left out is never bridged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copilot.errors import InsufficientData, UsageError
from copilot.metrics.readings import Origin, ReadsValues, Request, Selection
from copilot.metrics.rows import Row, plain
from copilot.metrics.windows import months_before, parse_count, parse_day
from copilot.types import Observation, Series

_STALE = {"daily": 12, "weekly": 20, "monthly": 70, "quarterly": 190}  # days after which the last value says nothing of a day
_DIFFERENCE = {"percent": "percentage_point"}


@dataclass(frozen=True, slots=True)
class SeriesReading(ReadsValues):
    """The last value by a day of each series named by these parameters, all of one day: (value, ...)."""

    named_by: tuple[str, ...]
    accepts: tuple[str, ...] = ("session",)

    def ids(self, parameters: Mapping[str, str]) -> tuple[str, ...]:
        """The series wanted."""
        return tuple(parameters[name] for name in self.named_by)

    def select(self, request: Request) -> Selection:
        """Rows {series, day, value}. Raises InsufficientData where no day has them all."""
        wanted = [series_of(request, id) for id in self.ids(request.parameters)]
        last = _day_asked(request)
        day = _last_common(wanted, last)
        if day is None:
            raise InsufficientData(f"{wanted[0].id} has no value by {last}", fix="Choose a later day.")
        if "session" in request.parameters:
            _refuse_stale(wanted[0], day, last)
        rows = tuple(_row(series, _value(series, day)) for series in wanted)
        unit = wanted[0].unit if len(wanted) == 1 else None
        parameters = {**request.parameters, "start": str(day), "end": str(day)}
        return Selection(rows, parameters, _words(wanted[0]), _origin(wanted, unit))


@dataclass(frozen=True, slots=True)
class SpanReading(ReadsValues):
    """The values of one series at two ends: (before, now). From `start` to `end`, or so many `months` back from the end."""

    accepts: tuple[str, ...] = ("start", "end", "month", "months", "id")

    def ids(self, parameters: Mapping[str, str]) -> tuple[str, ...]:
        """The series wanted."""
        return (parameters["id"],)

    def select(self, request: Request) -> Selection:
        """Two rows {series, day, value}. Raises InsufficientData, naming the period without a value."""
        series = series_of(request, request.parameters["id"])
        before, now = _two_ends(series, request.parameters)
        unit = _DIFFERENCE.get(series.unit, series.unit)
        parameters = {**request.parameters, "start": str(before.day), "end": str(now.day)}
        return Selection((_row(series, before), _row(series, now)), parameters, _words(series), _origin([series], unit))


@dataclass(frozen=True, slots=True)
class RealReading(ReadsValues):
    """A nominal yield, a price index and the index a year before: (yield in percent, index before, index)."""

    accepts: tuple[str, ...] = ("session", "nominal", "id")

    def ids(self, parameters: Mapping[str, str]) -> tuple[str, ...]:
        """The series wanted."""
        return parameters["nominal"], parameters["id"]

    def select(self, request: Request) -> Selection:
        """Three rows {series, day, value}: the yield of the day, the latest index then out, and that of a year before."""
        nominal, index = (series_of(request, id) for id in self.ids(request.parameters))
        day = SeriesReading(("nominal",)).select(request)
        before, now = _two_ends(index, {"months": "12"})
        rows = (*day.rows, _row(index, before), _row(index, now))
        return Selection(rows, day.parameters, "on {end}", _origin([nominal, index], None))


def series_of(request: Request, id: str) -> Series:
    """The series of this id. Raises UsageError where it was not given."""
    found = next((series for series in request.series if series.id == id.upper()), None)
    if found is None:
        raise UsageError(f"{request.name} needs the series {id}", fix="Give a source of series that has it (--series).")
    return found


def _two_ends(series: Series, parameters: Mapping[str, str]) -> tuple[Observation, Observation]:
    """The observations of the two ends. By months and quarters, periods are matched exactly; by days, the last value counts."""
    known = [o for o in series.observations if o.value is not None]
    if not known:
        raise InsufficientData(f"{series.id} has no value", fix="Choose a later as-of day.")
    if "start" in parameters:
        last = parse_day(parameters["end"], "end") if "end" in parameters else known[-1].day
        first = parse_day(parameters["start"], "start")
        if first >= last:
            raise UsageError(f"the window from {first} to {last} has no length", fix="Give an earlier start.")
        return _on_or_before(series, known, first), _on_or_before(series, known, last)
    if "month" in parameters:
        now = _value(series, _month(parameters["month"]))
    elif "end" in parameters:
        now = _on_or_before(series, known, parse_day(parameters["end"], "end"))
    else:
        now = known[-1]
    earlier = months_before(now.day, parse_count(parameters.get("months", "12"), "months"))
    if series.frequency in ("monthly", "quarterly"):
        return _value(series, earlier), now
    return _on_or_before(series, known, earlier), now


def _on_or_before(series: Series, known: Sequence[Observation], day: date) -> Observation:
    found = next((o for o in reversed(known) if o.day <= day), None)
    if found is None:
        raise InsufficientData(f"{series.id} begins with {known[0].day}, after {day}", fix="Choose a later day.")
    _refuse_stale(series, found.day, day)
    return found


def _last_common(wanted: Sequence[Series], last: date) -> date | None:
    """The last day by which all the series have a value of that day."""
    if len(wanted) == 1:
        return next((o.day for o in reversed(wanted[0].observations) if o.value is not None and o.day <= last), None)
    return max(
        set.intersection(*({o.day for o in s.observations if o.value is not None and o.day <= last} for s in wanted)),
        default=None,
    )


def _value(series: Series, day: date) -> Observation:
    found = next((o for o in series.observations if o.day == day), None)
    if found is None or found.value is None:
        period = f"{day:%Y-%m}" if series.frequency in ("monthly", "quarterly") else str(day)
        raise InsufficientData(
            f"{series.id} has no value for {period}", fix="Choose another period: it was left out or is not out."
        )
    return found


def _refuse_stale(series: Series, found: date, day: date) -> None:
    if day - found > timedelta(days=_STALE[series.frequency]):
        raise InsufficientData(f"the last value of {series.id} before {day} is of {found}", fix="Choose an earlier day.")


def _month(text: str) -> date:
    return parse_day(f"{text.strip()}-01", "month")


def _day_asked(request: Request) -> date:
    asked = request.parameters.get("session")
    return date.max if asked is None else parse_day(asked, "session")


def _words(series: Series) -> str:
    return "on {end}" if series.frequency in ("daily", "weekly") else "in the period from {end}"


def _origin(series: Sequence[Series], unit: str | None) -> Origin:
    return Origin(None, series[0].provider, min(s.fetched_at for s in series).isoformat(), unit)


def _row(series: Series, observation: Observation) -> Row:
    assert observation.value is not None
    row = {"series": series.id, "day": observation.day.isoformat(), "value": plain(observation.value)}
    return row if series.vintage is None else row | {"vintage": series.vintage.isoformat()}
