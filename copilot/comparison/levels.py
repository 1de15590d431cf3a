"""A price level and its day, looked up in the bars; and, where it is not there, the session it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from copilot.comparison.types import Comparison, days, plain, subject
from copilot.errors import InsufficientData, UsageError
from copilot.market.calendar import is_session
from copilot.metrics import compute, find_level
from copilot.numbers import Claim
from copilot.numbers.windows import Window, window
from copilot.types import Bar, Metric, Prices

FIELDS = ("open", "high", "low", "close")
NEARBY_DAYS = 31  # how far from the stated day a level is looked for


def compare_level(claim: Claim, prices: Prices, start: date, end: date) -> Comparison | None:
    """The stated level against the bars of its days; None where the source does not reach them, or they cannot decide."""
    fields = [claim.price_field] if claim.price_field in FIELDS else list(FIELDS)
    bars = [bar for bar in prices.bars if start <= bar.session <= end]
    if not bars and not (start == end and not is_session(start)):
        return None  # the source does not reach the day: nothing is known, so nothing is said
    value, ulp = claim.quantity.value or Decimal(0), claim.quantity.ulp or Decimal(1)
    stated = f"{subject(claim, prices)}{_field_words(claim.price_field)} of {claim.quantity.text} is dated {days(start, end)}"
    accepted = window(value, ulp, claim.quantity.qualifier)
    hit = _first_hit(bars, fields, accepted)
    if hit is not None:
        field, bar = hit
        metric = compute(field, prices, session=bar.session)
        return Comparison(
            (claim.quantity.start, claim.quantity.end),
            claim.period_span,
            True,
            "date",
            stated,
            metric.label,
            start,
            bar.session,
            (metric,),
        )
    return _contradiction(claim, prices, fields, (start, end), stated)


def _first_hit(bars: Sequence[Bar], fields: Sequence[str], accepted: Window) -> tuple[str, Bar] | None:
    for bar in bars:
        for field in fields:
            price = getattr(bar, field)
            if price is not None and accepted.holds(Decimal(repr(price))):
                return field, bar
    return None


def _contradiction(
    claim: Claim, prices: Prices, fields: Sequence[str], days: tuple[date, date], stated: str
) -> Comparison | None:
    start, end = days
    value, ulp = claim.quantity.value or Decimal(0), claim.quantity.ulp or Decimal(1)
    near = [
        (abs((session - start).days), field, session)
        for field in fields
        for session in find_level(prices, value, field=field, printed_ulp=ulp)
        if start - timedelta(days=NEARBY_DAYS) <= session <= end + timedelta(days=NEARBY_DAYS)
    ]
    actual = _actual(prices, fields, start, end)
    number = (claim.quantity.start, claim.quantity.end)
    if near:
        _, field, session = min(near)
        metric = compute(field, prices, session=session)
        on_day = f"; on {start.isoformat()} the {field} was {plain(actual.value)}" if actual and start == end else ""
        found = f"{claim.quantity.text} is the {field} of {session.isoformat()}{on_day}"
        metrics = (metric, *([actual] if actual else []))
        return Comparison(number, claim.period_span, False, "date", stated, found, start, session, metrics)
    if claim.price_field not in FIELDS or start != end:
        return None  # "traded around 50 in May" is no statement about one price
    if actual is None:
        return Comparison(
            number, claim.period_span, False, "date", stated, f"{start.isoformat()} was no session", start, None, ()
        )
    found = f"the {claim.price_field} of {start.isoformat()} was {plain(actual.value)}"
    return Comparison(number, claim.period_span, False, "value", stated, found, start, start, (actual,))


def _actual(prices: Prices, fields: Sequence[str], start: date, end: date) -> Metric | None:
    try:
        return compute(fields[0], prices, session=start) if start == end and len(fields) == 1 else None
    except (InsufficientData, UsageError):
        return None


def _field_words(field: str | None) -> str:
    return f"'s {field}" if field in FIELDS else ""
