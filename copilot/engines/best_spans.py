"""The best or worst calendar week, month, quarter or year of an instrument: each whole one is computed, none is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period, month_of
from copilot.engines.prose import called, day
from copilot.engines.question_words import BEST_SPAN
from copilot.engines.returns import signed
from copilot.engines.windows import first_known, first_session
from copilot.market import calendar as exchange
from copilot.types import Metric

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST_MONTHS = 600


def best_span(desk: Desk, evidence: Evidence, ticker: str, question: str, period: Period | None, *, falling: bool) -> list[str]:
    """Which whole week, month, quarter or year of the period did best, or worst; of all that the prices hold where none is named.

    With dividends where they are known throughout, else by price. Empty where one cannot be computed: it might be the one.
    """
    match = BEST_SPAN.search(question)
    last = desk.last_session(ticker)
    if match is None or last is None:
        return []
    unit = (match["unit"] or match["unit2"]).lower()
    first = first_session(desk, ticker) if unit == "week" else first_known(desk, ticker)  # month ends tell no week
    start = first if period is None else max(period.start, first)
    end = last if period is None else min(period.end, last)
    is_from_close = period is None or period.start <= first
    whole = _weeks(start, end) if unit == "week" else _whole(_MONTHS[unit], start, end, is_from_close=is_from_close)
    spans = list(whole)
    for basis in ("total return", "price return"):
        found = [desk.metric(basis, ticker, is_optional=True, **_window(span)) for span in spans]
        if len(found) < 2 or any(metric is None for metric in found):
            continue
        pick = min if falling else max
        value, at = pick((metric.value, place) for place, metric in enumerate(found) if metric is not None)
        metric = found[at]
        assert metric is not None and metric.value == value
        return [_told(evidence, ticker, unit, spans, at, metric, falling=falling)]
    return []


def _told(evidence: Evidence, ticker: str, unit: str, spans: list[Period], at: int, metric: Metric, *, falling: bool) -> str:
    kind, how = ("worst" if falling else "best"), "with dividends" if metric.name == "total return" else "by price"
    return (
        f"Of all full {unit}s from {_name(spans[0], is_first=True)} to {_name(spans[-1])} the {kind} for {called(ticker)} was"
        f" {f'the {unit} to ' if unit in ('week', 'quarter') else ''}{_name(spans[at])}:"
        f" it returned {signed(metric)} {how} {evidence.cite(metric)}."
    )


def _name(span: Period, *, is_first: bool = False) -> str:
    if span.grain == "week":
        return day(span.start if is_first else exchange.session_on_or_before(span.end))
    return f"{span.start:%Y}" if span.grain == "year" else f"{span.start if is_first else span.end:%B %Y}"


def _window(span: Period) -> dict[str, Any]:
    if span.grain == "month":
        return {"month": f"{span.start:%Y-%m}"}
    if span.grain == "year":
        return {"year": f"{span.start.year}"}
    return {
        "start": exchange.session_on_or_before(span.start - timedelta(days=1)),
        "end": exchange.session_on_or_before(span.end),
    }


def _weeks(start: date, end: date) -> Iterator[Period]:
    """The weeks from Monday to Friday within two days, each with a close before it."""
    monday = start + timedelta(days=7 - start.weekday())
    while exchange.session_on_or_before(monday + timedelta(days=4)) <= end:
        yield Period(monday, monday + timedelta(days=4), "week", (0, 0))
        monday += timedelta(days=7)


def _whole(months: int, start: date, end: date, *, is_from_close: bool) -> Iterator[Period]:
    """The calendar months, quarters or years that lie within two days; is_from_close: the first needs a close before it."""
    at = date(start.year, start.month, 1)
    for _ in range(_MOST_MONTHS):
        if (at.month - 1) % months == 0:
            final = month_of(at.year, at.month + months - 1)
            if exchange.session_on_or_before(final.end) > end:
                return
            if (at > start) if is_from_close else (at >= start):
                grain = {1: "month", 3: "quarter", 12: "year"}[months]
                yield Period(at, final.end, grain, (0, 0))  # type: ignore[arg-type]
        at = month_of(at.year, at.month).end + timedelta(days=1)
