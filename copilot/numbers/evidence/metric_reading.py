"""A computed metric as a reading: a value without rounding, of one instrument over known days; two that are told as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from copilot.names import Name, find_names, instrument
from copilot.numbers.evidence.printed_value import print_value, trim_zeros
from copilot.numbers.readings import basis
from copilot.numbers.readings.measures import find_measures, measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.timing import find_times
from copilot.numbers.times.when import TimeMention, day, window_of
from copilot.numbers.types import Quantity, Role

_HUNDRED = Decimal(100)
_LARGEST = 20  # digits before the point: nothing that is measured has more, and a Decimal rounds no more than 28 in all
_SPAN = (0, 0)
_FIELDS = {"open": "open", "high": "high", "low": "low", "close": "close"}


def metric_reading(metric: Mapping[str, Any], id: str) -> Reading | None:
    """A computed metric as a reading without rounding; None where its value is no number."""
    try:
        value = Decimal(str(metric.get("value")))
    except InvalidOperation:
        return None
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return None
    unit = str(metric.get("unit") or "none")
    name = str(metric.get("name") or "")
    if unit == "fraction":
        value, unit = value * _HUNDRED, "percent"
    found = find_measures(name)
    measure = found[-1].id if found else None
    field = _FIELDS.get(name.strip().lower().split(" ")[-1]) if unit not in ("percent", "ratio_x") else None
    time = _time_of(metric)
    kind = measures()[measure].kind if measure else None
    times = (*_times_of(time, of_one_session=kind == "return"), *_event_of(metric), *_fiscal_times(name))
    role: Role = "level" if field or (kind in ("level", "statistic") and unit == "percent") else "none"
    role = "change" if name == "policy rate change" else role
    shown = print_value(value, unit)
    quantity = Quantity(0, 0, shown, "quantity", value=value, unit=unit, ulp=Decimal(0), role=role)
    label = " ".join(part for part in (str(metric.get("ticker") or ""), name) if part)
    return Reading(
        quantity=quantity,
        source=id,
        index=0,
        sentence=0,
        sentence_span=_SPAN,
        clause_span=_SPAN,
        segment_span=_SPAN,
        entities=_entity_of(metric),
        entities_near=True,
        comparators=_held_against(metric) if _OF_TWO.search(name) else (),
        measure=measure,
        measure_near=measure is not None,
        named_measures=frozenset(mention.id for mention in found),
        basis=basis.Basis(dimensions=basis.dimensions(name) | _extremes_of(metric, measure), price_field=field),
        times=times,
        times_near=True,
        own_time=True,
        role=role,
        polarity=-1 if value < 0 else 1,
        exact=True,
        open_label=label,
        formula=str(metric.get("formula") or ""),
        quote=f"{label} {shown}{_days(metric)}".strip(),
        times_text=_days(metric).strip(),
    )


_EXTREMES = {"(close)": "on closing prices", "(intraday)": "within sessions"}


def _extremes_of(metric: Mapping[str, Any], measure: str | None) -> dict[str, str]:
    """Between which prices a drawdown is counted, by what its formula says last."""
    last = str(metric.get("formula") or "").rsplit(" ", 1)[-1]
    return {"extremes": _EXTREMES[last]} if measure == "drawdown" and last in _EXTREMES else {}


def _entity_of(metric: Mapping[str, Any]) -> tuple[Name, ...]:
    ticker = metric.get("ticker")
    if not ticker:  # of a series: the rate that its name holds, if it is of one; of meetings: whose they are
        title = str(metric.get("name") or "")
        if _OF_MEETINGS.search(title):
            return tuple(find_names(_FED))
        return tuple(name for name in find_names(title) if name.kind == "rate")
    told = tuple(name for name in find_names(str(ticker)) if name.kind != "other")
    if told and (instrument(str(ticker)) is None or _OF_MEETINGS.search(str(metric.get("name") or ""))):
        return told  # "10-year Treasury yield", "AAA / BBB"; a bank that meets, whatever trades under its letters
    return (_name_of(str(ticker)),)


def _name_of(ticker: str) -> Name:
    row = instrument(ticker)
    if row is None:
        return Name(0, 0, ticker, f"name:{ticker.lower()}", "other", ticker)
    return Name(0, 0, ticker, row.id, row.kind, row.ticker, row.tracks, row.family)


_FED = "Federal Reserve"  # whose meetings are the only ones there are metrics of
_OF_MEETINGS = re.compile(
    r"\b(?:target range|policy rate|consecutive (?:cuts|hikes|holds)|rate (?:cuts|hikes)|(?:for|against) the decision)\b"
)
_OF_TWO = re.compile(r"\b(?:relative|beta|correlation|tracking error|information ratio|alpha|price ratio|valuation premium)\b")
_TICKER = re.compile(r"(?<![\w/])[A-Z^][A-Z0-9.^=-]*(?![\w/])")


def _held_against(metric: Mapping[str, Any]) -> tuple[Name, ...]:
    """The other instrument of a metric of two, as its formula names it: "total return of AAA - total return of BBB"."""
    tickers = dict.fromkeys(_TICKER.findall(str(metric.get("formula") or "")))
    return tuple(_name_of(ticker) for ticker in tickers if ticker != metric.get("ticker"))


def _time_of(metric: Mapping[str, Any]) -> TimeMention | None:
    start, end = day(metric.get("start")), day(metric.get("end"))
    if end is None:
        return None
    return TimeMention(0, 0, window_of(start if start and start <= end else end, end))


def _times_of(time: TimeMention | None, *, of_one_session: bool) -> tuple[TimeMention, ...]:
    """The window of a metric; a return from one session's close to the next is also that of the later day, and the other way."""
    if time is None:
        return ()
    start, end = time.when.start, time.when.end
    if of_one_session and start and end and 0 < len(_weekdays(start, end)) <= 2 and start != end:
        return time, TimeMention(0, 0, window_of(end, end))
    if of_one_session and end and start == end:
        before = end - timedelta(days=3 if end.weekday() == 0 else 1)
        return time, TimeMention(0, 0, window_of(before, end))
    return (time,)


def _event_of(metric: Mapping[str, Any]) -> tuple[TimeMention, ...]:
    """The days that a metric found within its window, by which it may be told as well: the peak and trough of a drawdown."""
    start, end = day(metric.get("event_start")), day(metric.get("event_end"))
    return (TimeMention(0, 0, window_of(start, end)),) if start and end and start <= end else ()


def _fiscal_times(name: str) -> tuple[TimeMention, ...]:
    """The fiscal period that a reported figure is named by, beside its days: "revenue, Q4 FY2025"."""
    return tuple(mention for mention in find_times(name) if mention.when.fiscal)


def _weekdays(start: date, end: date) -> list[date]:
    days = [start + timedelta(days=at) for at in range(min((end - start).days, 6) + 1)]
    return [each for each in days if each.weekday() < 5]


def _days(metric: Mapping[str, Any]) -> str:
    start, end = metric.get("start"), metric.get("end")
    if not end:
        return ""
    told = f" on {end}" if start == end or not start else f" from {start} to {end}"
    event = metric.get("event_start"), metric.get("event_end")
    return f" from {event[0]} to {event[1]}, looked for{told}" if all(event) else told


_COUPLES = (("lower bound", "upper bound", "range"), ("votes for", "votes against", "pair"))


def coupled(own: Reading, others: Sequence[Reading]) -> Reading | None:
    """The one thing that a metric makes with an earlier one of the same subject and day; None where there is no such."""
    for first, second, kind in _COUPLES:
        if second not in own.open_label:
            continue
        label = own.open_label.replace(second, first)
        other = next((each for each in others if each.open_label == label and each.times_text == own.times_text), None)
        if other is None or other.quantity.value is None or own.quantity.value is None:
            return None
        values = other.quantity.value, own.quantity.value
        quantity = replace(own.quantity, text=f"{trim_zeros(values[0])}-{trim_zeros(values[1])}", value=None)
        if kind == "range":
            quantity = replace(quantity, low=values[0], high=values[1])
        else:
            quantity = replace(quantity, unit="none", ulp=None)
        shown = own.open_label.replace(f", {second}", "").replace(second, "votes for and against")
        return replace(
            own,
            quantity=quantity,
            measure=other.measure,
            named_measures=other.named_measures,
            quote=f"{shown} {quantity.text} {own.times_text}".strip(),
        )
    return None
