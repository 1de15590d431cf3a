"""Reported and quoted figures of companies and funds as the rows of a metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copilot.errors import InsufficientData, UsageError
from copilot.metrics.readings import Origin, ReadsValues, Request, Selection
from copilot.metrics.rows import Row, plain
from copilot.metrics.windows import months_before, parse_day
from copilot.types import Fact

_YEAR_DAYS, _NINE_MONTHS_DAYS = 365, 273
_SLACK = timedelta(days=10)  # fiscal years of 52 and 53 weeks end on other days


@dataclass(frozen=True, slots=True)
class FactReading(ReadsValues):
    """One figure as last known: (value,). `measure` is its name, unless the definition fixes it."""

    fact: str | None
    accepts: tuple[str, ...] = ("session", "measure")

    def select(self, request: Request) -> Selection:
        """One row {ticker, fact, value, unit, as_of, known_from, source}."""
        name = _measure(request, self.fact)
        fact = latest(request, request.facts, name)
        parameters = {**request.parameters, "measure": name, "start": str(fact.as_of), "end": str(fact.as_of)}
        unit = fact.unit if self.fact is None else None
        return Selection((_row(fact),), parameters, "on {end}", _origin(fact, unit))


@dataclass(frozen=True, slots=True)
class TwoFactsReading(ReadsValues):
    """The same figure of two companies: (value, value of the other)."""

    accepts: tuple[str, ...] = ("session", "measure")

    def select(self, request: Request) -> Selection:
        """Two rows. Raises InsufficientData where one has no such figure, or the units differ."""
        name = _measure(request, None)
        own, other = latest(request, request.facts, name), latest(request, request.other_facts, name)
        if own.unit != other.unit:
            raise InsufficientData(
                f"the {name} of {own.ticker} is in {own.unit}, that of {other.ticker} in {other.unit}",
                fix="Compare a ratio instead.",
            )
        days = sorted((own.as_of, other.as_of))
        parameters = {**request.parameters, "measure": name, "other": other.ticker, "start": str(days[0]), "end": str(days[1])}
        return Selection((_row(own), _row(other)), parameters, "on {end}", _origin(own, None))


@dataclass(frozen=True, slots=True)
class GrowthReading(ReadsValues):
    """A reported figure and the one of the same period a year before: (before, now). `session`: any day of the later period's
    end or after it."""

    accepts: tuple[str, ...] = ("session", "measure", "period")

    def select(self, request: Request) -> Selection:
        """Two rows, the earlier first. `period` is year or quarter. Raises InsufficientData where either is not known."""
        name, days = _measure(request, None), _length(request)
        known = [fact for fact in _known(request, request.facts, name) if _is_of_length(fact, days)]
        if not known:
            raise InsufficientData(
                f"no {name} of a whole {request.parameters['period']} is known",
                fix="Ask for another measure, or period=" + ("quarter" if days > 100 else "year") + ".",
            )
        now = max(known, key=lambda fact: (fact.as_of, fact.known_from))
        year_ago = months_before(now.as_of, 12)
        before = [fact for fact in known if abs(fact.as_of - year_ago) <= _SLACK]
        if not before:
            raise InsufficientData(f"the {name} of the period to {year_ago} is not known", fix="Ask for another measure.")
        earlier = max(before, key=lambda fact: fact.known_from)
        parameters = {**request.parameters, "measure": name, "start": str(earlier.as_of), "end": str(now.as_of)}
        return Selection((_row(earlier), _row(now)), parameters, "in the period to {end}", _origin(now, None))


@dataclass(frozen=True, slots=True)
class LastQuarterReading(ReadsValues):
    """A figure of a whole year and of its first nine months, of which no filing tells the last quarter: (year, nine months)."""

    accepts: tuple[str, ...] = ("session", "measure")

    def select(self, request: Request) -> Selection:
        """Two rows, the year first. Raises InsufficientData where the last year known has no nine months beside it."""
        name = _measure(request, None)
        known = _known(request, request.facts, name)
        years = [fact for fact in known if _is_of_length(fact, _YEAR_DAYS)]
        if not years:
            raise InsufficientData(f"no {name} of a whole year is known", fix="Ask for another measure.")
        year = max(years, key=lambda fact: (fact.as_of, fact.known_from))
        months = [fact for fact in known if fact.period_start == year.period_start and _is_of_length(fact, _NINE_MONTHS_DAYS)]
        if not months:
            raise InsufficientData(f"the {name} of the nine months before {year.as_of} is not known", fix="Ask for the year.")
        rest = max(months, key=lambda fact: fact.known_from)
        if rest.unit != year.unit:
            raise InsufficientData(
                f"the {name} of the year is in {year.unit}, that before in {rest.unit}", fix="Ask for the year."
            )
        start = rest.as_of + timedelta(days=1)
        parameters = {**request.parameters, "measure": name, "start": str(start), "end": str(year.as_of)}
        return Selection((_row(year), _row(rest)), parameters, "in the quarter to {end}", _origin(year, year.unit))


def latest(request: Request, facts: Sequence[Fact], name: str) -> Fact:
    """The figure of this name as last known by the day asked for. Raises InsufficientData, naming what there is."""
    known = _known(request, facts, name)
    if not known:
        have = ", ".join(sorted({fact.name for fact in facts})[:8]) or "nothing"
        whose = f"{facts[0].provider} has no {name} of {facts[0].ticker}" if facts else f"no {name} is known"
        raise InsufficientData(f"{whose}; it has {have}", fix="Ask for one of these, or give another source.")
    return max(known, key=lambda fact: (fact.as_of, fact.known_from))


def _known(request: Request, facts: Sequence[Fact], name: str) -> list[Fact]:
    day = parse_day(request.parameters["session"], "session") if "session" in request.parameters else date.max
    return [fact for fact in facts if fact.name == name and fact.known_from <= day]


def _measure(request: Request, fixed: str | None) -> str:
    name = fixed or request.parameters.get("measure")
    if not name:
        raise UsageError(f"{request.name} needs a measure", fix='Give measure="trailing P/E", say.')
    return name


def _length(request: Request) -> int:
    lengths = {"year": 365, "quarter": 91}
    if request.parameters["period"] not in lengths:
        raise UsageError(f"period {request.parameters['period']!r} is not known", fix="Give year or quarter.")
    return lengths[request.parameters["period"]]


def _is_of_length(fact: Fact, days: int) -> bool:
    return fact.period_start is not None and abs((fact.as_of - fact.period_start).days - days) <= _SLACK.days


def _origin(fact: Fact, unit: str | None) -> Origin:
    return Origin(fact.ticker, fact.provider, fact.fetched_at.isoformat(), unit)


def _row(fact: Fact) -> Row:
    row = {
        "ticker": fact.ticker,
        "fact": fact.name,
        "value": plain(fact.value),
        "unit": fact.unit,
        "as_of": fact.as_of.isoformat(),
        "known_from": fact.known_from.isoformat(),
        "source": fact.source,
    }
    return row if fact.period_start is None else row | {"period_start": fact.period_start.isoformat()}
