"""What a text states against what the prices say: each dated level or return of an instrument, looked up in the bars.

A fund's prices speak for the fund alone: a statement about an index is compared only where the source holds the index itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from copilot.errors import InsufficientData, PricesMissing, UsageError
from copilot.market.calendar import is_session
from copilot.metrics import compute, find_level
from copilot.numbers import Claim, read_claims
from copilot.numbers.windows import Window, window
from copilot.types import AnswerNumber, Bar, Checked, Conflict, Metric, Passage, Prices, PriceSource, Span

FIELDS = ("open", "high", "low", "close")
RETURNS = ("return", "price_return", "total_return", "price", "share_price")
NEARBY_DAYS = 31  # how far from the stated day a level is looked for


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statement beside the prices. `number` and `day` are spans of the text: the figure, and the words that date it."""

    number: Span
    day: Span | None
    agrees: bool
    kind: Literal["date", "value"]
    stated: str
    found: str
    stated_date: date | None
    found_date: date | None
    metrics: tuple[Metric, ...]

    @property
    def text(self) -> str:
        """The disagreement in one sentence."""
        return f"{self.stated}; the prices say: {self.found}."


def compare_text(text: str, prices: PriceSource, *, as_of: date, published: date | None = None) -> list[Comparison]:
    """Every statement of the text that the prices can confirm or contradict, in order.

    published: the text's own day, against which its bare months and "yesterday" are read.
    """
    found = []
    for claim in read_claims(text, published=published):
        for ticker in _tickers(claim, prices):
            try:
                known = prices.prices(ticker, as_of=as_of)
            except PricesMissing:
                continue
            comparison = _compare(claim, known)
            if comparison is not None:
                found.append(comparison)
                break
    return found


def find_conflicts(checked: Checked, prices: PriceSource, *, as_of: date) -> Checked:
    """The checked text with a conflict on each number that rests on a passage the prices contradict.

    Where only the date is wrong, the dispute is the date's, wherever it is printed; the level itself stands.
    """
    numbers = list(checked.numbers)
    conflicts: list[Conflict] = []
    for mark, passage in checked.evidence.items():
        if not isinstance(passage, Passage):
            continue
        published = passage.published.date() if passage.published else None
        for comparison in compare_text(passage.quote, prices, as_of=as_of, published=published):
            if comparison.agrees:
                continue
            touched = _resting_on(numbers, mark, passage.quote, comparison)
            if not touched or any(c.text == comparison.text for c in conflicts):
                continue
            conflicts.append(conflict_of(f"C{len(conflicts) + 1}", touched, comparison))
            for index in touched:
                numbers[index] = replace(numbers[index], conflict=numbers[index].conflict or comparison.text)
    return replace(checked, numbers=tuple(numbers), conflicts=tuple(conflicts))


def conflict_of(identity: str, touched: Sequence[int], comparison: Comparison) -> Conflict:
    """The disagreement as a conflict on the numbers at those indices."""
    return Conflict(
        identity,
        tuple(touched),
        comparison.stated,
        comparison.found,
        comparison.stated_date,
        comparison.found_date,
        comparison.text,
    )


def _resting_on(numbers: Sequence[AnswerNumber], mark: str, quote: str, comparison: Comparison) -> list[int]:
    """The numbers that repeat the disputed part of passage `mark`: its date where the text gives it, else the figure."""
    if comparison.kind == "date" and comparison.day:
        words = quote[slice(*comparison.day)]
        dated = [i for i, n in enumerate(numbers) if n.kind == "date" and n.text == words and _cites(n, mark)]
        if dated:
            return dated
    return [i for i, n in enumerate(numbers) if n.kind != "date" and _rests(n, mark, comparison.number)]


def _cites(number: AnswerNumber, mark: str) -> bool:
    return any(item.get("source") == mark for item in number.evidence)


def _rests(number: AnswerNumber, mark: str, span: Span) -> bool:
    return any(
        item.get("source") == mark and _overlap((item["start"], item["end"]), span)  # type: ignore[arg-type]
        for item in number.evidence
        if "source" in item and item["start"] is not None
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _tickers(claim: Claim, prices: PriceSource) -> list[str]:
    """The tickers whose own prices decide the claim: never a fund for an index."""
    held = set(prices.tickers())
    return [ticker for ticker in claim.tickers if ticker in held]


def _compare(claim: Claim, prices: Prices) -> Comparison | None:
    quantity, start, end = claim.quantity, claim.period_start, claim.period_end
    if quantity.value is None or quantity.ulp is None or start is None or end is None:
        return None
    if claim.modality not in (None, "actual") or claim.negated:
        return None
    if quantity.unit == prices.currency and (claim.price_field in FIELDS or claim.role in ("level", "none")):
        return _compare_level(claim, prices, start, end)
    is_return = claim.measure is None or claim.measure in RETURNS
    if quantity.unit == "percent" and claim.role == "change" and is_return and claim.period_grain in ("month", "year"):
        return _compare_return(claim, prices, start, end)
    return None


# Levels


def _compare_level(claim: Claim, prices: Prices, start: date, end: date) -> Comparison | None:
    fields = [claim.price_field] if claim.price_field in FIELDS else list(FIELDS)
    bars = [bar for bar in prices.bars if start <= bar.session <= end]
    if not bars and not (start == end and not is_session(start)):
        return None  # the source does not reach the day: nothing is known, so nothing is said
    value, ulp = claim.quantity.value or Decimal(0), claim.quantity.ulp or Decimal(1)
    stated = f"{prices.ticker}{_field_words(claim.price_field)} of {claim.quantity.text} is dated {_days(start, end)}"
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
        on_day = f"; on {start.isoformat()} the {field} was {_plain(actual.value)}" if actual and start == end else ""
        found = f"{claim.quantity.text} is the {field} of {session.isoformat()}{on_day}"
        metrics = (metric, *([actual] if actual else []))
        return Comparison(number, claim.period_span, False, "date", stated, found, start, session, metrics)
    if claim.price_field not in FIELDS or start != end:
        return None  # "traded around 50 in May" is no statement about one price
    if actual is None:
        return Comparison(
            number, claim.period_span, False, "date", stated, f"{start.isoformat()} was no session", start, None, ()
        )
    found = f"the {claim.price_field} of {start.isoformat()} was {_plain(actual.value)}"
    return Comparison(number, claim.period_span, False, "value", stated, found, start, start, (actual,))


def _actual(prices: Prices, fields: Sequence[str], start: date, end: date) -> Metric | None:
    try:
        return compute(fields[0], prices, session=start) if start == end and len(fields) == 1 else None
    except (InsufficientData, UsageError):
        return None


# Returns


def _compare_return(claim: Claim, prices: Prices, start: date, end: date) -> Comparison | None:
    when = {"month": f"{start:%Y-%m}"} if (start.year, start.month) == (end.year, end.month) else {"year": f"{start.year}"}
    metrics = list(_returns(prices, when))
    if not metrics:
        return None
    quantity = claim.quantity
    sign = -1 if quantity.direction == "down" else 1
    accepted = window(abs(quantity.value or Decimal(0)), quantity.ulp or Decimal(1), quantity.qualifier)
    agrees = any(accepted.holds(abs(metric.value) * 100) and metric.value * sign >= 0 for metric in metrics)
    stated = f"{prices.ticker} {'down' if sign < 0 else 'up'} {quantity.text} in {when.get('month') or when['year']}"
    found = " and ".join(f"{metric.name} {_plain(round(metric.value * 100, 2))}%" for metric in metrics)
    number = (quantity.start, quantity.end)
    return Comparison(number, claim.period_span, agrees, "value", stated, found, end, metrics[0].end, tuple(metrics))


def _returns(prices: Prices, when: dict[str, Any]) -> Iterator[Metric]:
    for name in ("price return", "total return"):
        try:
            yield compute(name, prices, **when)
        except (InsufficientData, UsageError):
            continue


def _field_words(field: str | None) -> str:
    return f"'s {field}" if field in FIELDS else ""


def _days(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def _plain(value: Decimal) -> str:
    return f"{round(value, 2):f}"
