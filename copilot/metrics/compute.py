"""One metric computed from prices or meetings, with all that recomputes it; and the recomputation, from the record alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from copilot.errors import CopilotError, InsufficientData, SourceError, UsageError
from copilot.market import calendar as exchange
from copilot.market.series_table import SeriesInfo, known_series, period_end
from copilot.metrics.needs import READINGS
from copilot.metrics.price_rows import has_splits, with_splits
from copilot.metrics.readings import Origin, Reading, Request
from copilot.metrics.registry import Definition, Found, definition, definitions
from copilot.metrics.rows import Row, day, plain, sha256_of, stored
from copilot.metrics.windows import KEYS
from copilot.types import Fact, Meeting, Metric, Prices, Series

_ON = {"1": "month on month", "3": "quarter on quarter", "12": "year on year"}  # months of a growth rate
_LONGEST_REST = timedelta(days=12)  # between two sessions that follow each other, since 1915
COMMITTEE = "FOMC"  # whose meetings they are


def compute(
    name: str,
    prices: Prices | None = None,
    *,
    other: Prices | None = None,
    others: Sequence[Prices] = (),
    meetings: Sequence[Meeting] = (),
    facts: Sequence[Fact] = (),
    other_facts: Sequence[Fact] = (),
    series: Sequence[Series] = (),
    **parameters: object,
) -> Metric:
    """The metric of this name over the window that the parameters give (days as dates or text; see `windows`).

    prices: already cut at the as-of day; the metric sees nothing else. other: the instrument to compare with; others: a list, for
    breadth. meetings, facts, series: what decisions, valuation and rates are read from, cut at the as-of day likewise.
    Raises UsageError for an unknown metric or parameter and a malformed, reversed or future window, InsufficientData where
    the sessions or months needed are not there.
    """
    defined = definition(name)
    reading = READINGS[defined.needs]
    asked = _asked(defined, reading, parameters)
    request = Request(name, prices, other, meetings, asked, tuple(others), facts, other_facts, series)
    selection = reading.select(request)
    rows = with_splits(selection.rows, prices, other, *others)
    try:
        outcome = defined.function(*reading.arguments(rows, selection.parameters))
    except (ZeroDivisionError, ValueError) as error:  # a level of 0 or less, as a yield can have; returns that never move
        raise InsufficientData(f"{name} is not defined over these levels", fix="Ask for another metric or window.") from error
    value = outcome.value if isinstance(outcome, Found) else outcome
    start, end = _span(outcome, rows, selection.parameters)
    origin = selection.origin or _origin(prices)
    ticker = origin.ticker or ""
    return Metric(
        name=name,
        ticker=origin.ticker,
        value=stored(value),
        unit=origin.unit if origin.unit and defined.unit == "none" else _unit(defined, prices),
        start=start,
        end=end,
        formula=defined.formula.format_map({"ticker": ticker, **_levels_of(selection.parameters), **selection.parameters}),
        label=_label(defined, ticker, selection.words, selection.parameters, (start, end), _ties(outcome, rows, defined))
        + _shares(defined, rows),
        parameters=selection.parameters,
        inputs=rows,
        inputs_sha256=sha256_of(rows),
        provider=origin.provider,
        fetched_at=origin.fetched_at,
        is_sample=origin.is_sample,
    )


def computed(name: str, prices: Prices | None = None, **given: Any) -> Metric | None:
    """The metric, as `compute` gives it; None where the data do not reach so far."""
    try:
        return compute(name, prices, **given)
    except (InsufficientData, UsageError):
        return None


def fact_metric(facts: Sequence[Fact], measure: str) -> Metric | None:
    """A quoted or reported figure by its own definition, or as a reported figure; None where it is not among the facts."""
    quoted = {known.name for known in definitions() if "measure" in READINGS[known.needs].accepts}
    return computed(measure if measure in quoted else "reported figure", facts=facts, measure=measure)


def recompute(record: Mapping[str, Any] | Metric) -> Decimal:
    """The value again, from name, parameters and inputs of a metric or of its record in a receipt; no source is touched.

    Raises SourceError where the record is damaged or names no metric known here.
    """
    if isinstance(record, Metric):
        record = {"name": record.name, "parameters": record.parameters, "inputs": record.inputs}
    try:
        defined = definition(str(record["name"]))
        rows: Sequence[Row] = tuple(record["inputs"])
        outcome = defined.function(*READINGS[defined.needs].arguments(rows, record["parameters"]))
    except UsageError as error:
        raise SourceError(error.problem, fix="Replay it with the version that wrote it.") from error
    except CopilotError:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise SourceError(
            f"the record of a metric is damaged: {error!r}", fix="Compute the metric again from its source."
        ) from error
    return stored(outcome.value if isinstance(outcome, Found) else outcome)


def metric_as_evidence(metric: Metric) -> dict[str, str | None]:
    """The metric as `check_text` takes it: {name, ticker, value, unit, start, end, formula}, all text.

    A return from one close to the next is that of the later session alone: its day is that session. A drawdown is of the window
    searched, and told from its peak to its trough as well: `event_start`, `event_end`.
    """
    start, end = _days_spoken_for(metric)
    event = metric.name == _DRAWDOWN and metric.start is not None and metric.end is not None
    found = {"event_start": str(metric.start), "event_end": str(metric.end)} if event else {}
    return {
        "name": _said(metric),
        "ticker": metric.ticker,
        "value": plain(metric.value),
        "unit": "share" if metric.unit == "count:share" else metric.unit,
        "start": None if start is None else start.isoformat(),
        "end": None if end is None else end.isoformat(),
        "formula": metric.formula,
        **found,
    }


_STATISTICS = frozenset({"beta", "correlation", "tracking error"})  # told by the returns they are computed from
_DISTANCE, _DRAWDOWN, _OPENING_GAP = "distance from ", "max drawdown", "opening gap"
_GROWTH, _LAST_QUARTER = "growth, year on year", "reported figure of the last quarter"
_REPORTED = ("reported figure", _LAST_QUARTER, _GROWTH)
_FISCAL = re.compile(r"\bFY\d{4}(?: Q[1-4])?$")  # of the whole period, as a filing names it


def _days_spoken_for(metric: Metric) -> tuple[date | None, date | None]:
    """The days a figure is of: a return from one close to the next is of the later one, growth of its month, a distance from
    an average or an extreme of the day it is taken on, however far back those reach, and a drawdown of the window searched."""
    if metric.name.startswith(_DISTANCE) or metric.name == _OPENING_GAP:
        return metric.end, metric.end
    if metric.name == _DRAWDOWN and {"start", "end"} <= metric.parameters.keys():
        return date.fromisoformat(metric.parameters["start"]), date.fromisoformat(metric.parameters["end"])
    if metric.name in _REPORTED and (start := metric.inputs[-1].get("period_start")) and metric.name != _LAST_QUARTER:
        return date.fromisoformat(start), metric.end
    series = _series_of(metric)
    if series is None or metric.end is None:
        return (metric.end if _is_of_one_session(metric) else metric.start), metric.end
    if series.frequency in ("monthly", "quarterly"):
        return metric.end, period_end(series.frequency, metric.end)
    return (metric.end if _is_of_one_session(metric, names=("series change",)) else metric.start), metric.end


def _series_of(metric: Metric) -> SeriesInfo | None:
    return known_series().get(metric.parameters.get("id", ""))


def _said(metric: Metric) -> str:
    """What the metric is of, in words that say what it measures: a series by its title, its growth by the period it is over."""
    series = _series_of(metric)
    if metric.name == "relative return":
        return f"relative {metric.parameters['basis']} return" if "basis" in metric.parameters else metric.name
    if metric.name in _STATISTICS and "frequency" in metric.parameters:
        return f"{metric.name}, {metric.parameters['frequency']}"
    if metric.name in _REPORTED:
        growth = " growth, year on year" if metric.name == _GROWTH else ""
        return f"{metric.parameters['measure']}{growth}{_fiscal_period(metric)}"
    if series is None:
        return metric.name
    title = series.title.partition(":")[0]
    on = _ON.get(metric.parameters.get("months", ""))
    return f"{title}, {on}" if metric.unit == "fraction" and on else title


def _fiscal_period(metric: Metric) -> str:
    """ ", Q4 FY2025", as the filing names the period; the last quarter of a year by the year's filing."""
    label = _FISCAL.search(metric.inputs[0 if metric.name == _LAST_QUARTER else -1].get("source", ""))
    if label is None:
        return ""
    year, _, quarter = label.group().partition(" ")
    quarter = "Q4" if metric.name == _LAST_QUARTER else quarter
    return f", {quarter} {year}" if quarter else f", fiscal {year[2:]}"


def _is_of_one_session(metric: Metric, *, names: Sequence[str] = ("price return", "total return", "relative return")) -> bool:
    if metric.name not in names or metric.start is None or metric.end is None:
        return False
    if metric.parameters.get("start_field", "close") != "close" or metric.start >= metric.end:
        return False
    if metric.end - metric.start > _LONGEST_REST:  # needs no calendar
        return False
    return exchange.session_count(metric.start, metric.end) == 2


def _asked(defined: Definition, reading: Reading, given: Mapping[str, object]) -> dict[str, str]:
    """The parameters as text, with defaults; a default window gives way to any other. Raises UsageError for an unknown one."""
    asked = {name: str(value).strip() for name, value in given.items() if value is not None}
    takes = {*reading.accepts, *defined.defaults, *([rate] if (rate := getattr(reading, "annual_rate", None)) else [])}
    unknown = sorted(set(asked) - takes)
    if unknown:
        raise UsageError(f"{defined.name} has no parameter {unknown[0]!r}", fix=f"It takes {', '.join(sorted(takes))}.")
    has_window = any(name in asked for name in KEYS if name != "end")
    defaults = {name: value for name, value in defined.defaults.items() if not (has_window and name in KEYS)}
    return defaults | asked


def _span(outcome: float | Found, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[date, date]:
    if isinstance(outcome, Found):
        return day(rows[outcome.first]), day(rows[outcome.last])
    if "start" in parameters and "end" in parameters:
        return date.fromisoformat(parameters["start"]), date.fromisoformat(parameters["end"])
    return day(rows[0]), day(rows[-1])


def _origin(prices: Prices | None) -> Origin:
    if prices is None:
        return Origin(COMMITTEE, "reference:fomc", "")
    return Origin(prices.ticker, prices.provider, prices.fetched_at.isoformat(), is_sample=prices.is_sample)


def _unit(defined: Definition, prices: Prices | None) -> str:
    if defined.unit != "price" or prices is None:
        return defined.unit
    return "index_point" if prices.currency == "XXX" else prices.currency


def _shares(defined: Definition, rows: Sequence[Row]) -> str:
    """In which shares a level is told, where they were split within its window."""
    return " (in the shares after the split)" if defined.unit == "price" and has_splits(rows) else ""


def _ties(outcome: float | Found, rows: Sequence[Row], defined: Definition) -> int:
    """How many sessions share an extreme."""
    if not isinstance(outcome, Found) or outcome.first != outcome.last:
        return 1
    field = {"low": "low", "high": "high"}.get(defined.name, "close")
    return sum(row.get(field) == rows[outcome.first].get(field) for row in rows)


def _levels_of(parameters: Mapping[str, str]) -> dict[str, str]:
    """The prices between which a fall is measured on a basis, as its formula names them."""
    basis = parameters.get("basis", "")
    level = {"total": "total_return"}.get(basis, basis)
    return {"peak": "high", "trough": "low"} if basis == "intraday" else {"peak": level, "trough": level}


def _rates_of(parameters: Mapping[str, str]) -> dict[str, str]:
    """Rates per year as a label tells them: risk_free_annual 0.04 is a risk_free of 4%."""
    rates = {name: value for name, value in parameters.items() if name.endswith("_annual")}
    return {name.removesuffix("_annual"): f"{float(value) * 100:.4g}%" for name, value in rates.items()}


def _label(
    defined: Definition, ticker: str, words: str, parameters: Mapping[str, str], span: tuple[date, date], ties: int
) -> str:
    start, end = span
    words = words.format_map({"start": start, "end": end, **parameters})
    fields = (parameters.get("start_field", "close"), parameters.get("end_field", "close"))
    if fields != ("close", "close"):
        words += f" ({fields[0]} to {fields[1]})"
    extreme = "lowest" if "low" in defined.name else "highest"
    window = "" if words.startswith("on ") else f", {extreme} {words}"
    if ties > 1:
        window += f", the first of {ties}"
    slots = {
        **parameters,
        **_rates_of(parameters),
        "ticker": ticker,
        "name": defined.name,
        "words": words,
        "start": start,
        "end": end,
        "window": window,
    }
    return defined.label.format_map(slots)
