"""The data that statements were compared with, as pins: prices, published series, quoted and reported figures.

Of prices each calendar year of bars is a pin, and the month ends are one: a year that is over has the same bytes in every
receipt, so that receipts share its pin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import groupby
from typing import Any

from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.codec import decode, encode
from copilot.types import Bar, Fact, MonthEnd, Observation, Prices, Series

Rows = tuple[Mapping[str, Any], ...]
_BAR = tuple(item.name for item in fields(Bar))[1:]  # all but the session are numbers


def price_pins(prices: Prices) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The record of the prices of one ticker, and the pins it names."""
    parts = [canonical_json([_bar_row(bar) for bar in bars]) for _, bars in groupby(prices.bars, lambda bar: bar.session.year)]
    months = canonical_json([_month_row(end) for end in prices.month_ends])
    pins = {sha256(content): content for content in (*parts, months)}
    record = {
        "ticker": prices.ticker,
        "currency": prices.currency,
        "provider": prices.provider,
        "fetched_at": prices.fetched_at.isoformat(),
        "is_sample": prices.is_sample,
        "bars_sha256": [sha256(content) for content in parts],
        "month_ends_sha256": sha256(months),
    }
    return record, pins


def years_pinned(record: Any) -> list[str]:
    """The hashes of the years of bars in a record of prices, oldest first; none where it is no record."""
    bars = record.get("bars_sha256") if isinstance(record, dict) else None
    return [str(name) for name in bars] if isinstance(bars, list) else []


def named_pins(record: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Each pin of a record of prices: its hash, and what it is, for people."""
    ticker = record.get("ticker")
    for number, name in enumerate(years_pinned(record), 1):
        yield name, f"pinned prices of {ticker}, part {number}"
    yield str(record.get("month_ends_sha256")), f"pinned month ends of {ticker}"


def pinned_prices(record: Mapping[str, Any], parts: Iterable[Rows], months: Rows) -> Prices:
    """The prices again. parts: the bars of each year, oldest first. Raises ValueError or KeyError where they are none."""
    return Prices(
        ticker=str(record["ticker"]),
        currency=str(record["currency"]),
        provider=str(record["provider"]),
        fetched_at=datetime.fromisoformat(record["fetched_at"]),
        bars=tuple(_bar(row) for rows in parts for row in rows),
        month_ends=tuple(MonthEnd(str(row["month"]), float(row["close"]), _number(row["total_return"])) for row in months),
        is_sample=record["is_sample"] is True,
    )


def series_pin(series: Series) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The record of a series, and the pin it names."""
    content = canonical_json(encode(series.observations))
    record = encode(series, leave_out=["observations"]) | {"observations_sha256": sha256(content)}
    return record, {record["observations_sha256"]: content}


def pinned_series(record: Mapping[str, Any], rows: Rows) -> Series:
    """The series again. Raises ValueError where it is none."""
    known = {name: value for name, value in record.items() if name != "observations_sha256"}
    return decode(Series, known, observations=tuple(decode(Observation, row) for row in rows))


def fact_pins(facts: Sequence[Fact]) -> list[tuple[dict[str, Any], dict[str, bytes]]]:
    """For each ticker the record of its figures, and the pin it names. Those quoted of a ticker stand before those it filed."""
    found: list[tuple[dict[str, Any], dict[str, bytes]]] = []
    for ticker, group in groupby(sorted(facts, key=lambda fact: fact.ticker), lambda fact: fact.ticker):
        content = canonical_json(encode(list(group)))
        record = {"ticker": ticker, "facts_sha256": sha256(content)}
        found.append((record, {record["facts_sha256"]: content}))
    return found


def pinned_facts(record: Mapping[str, Any], rows: Rows) -> Iterable[Fact]:
    """The figures again. Raises ValueError where they are none, or of another ticker."""
    facts = [decode(Fact, row) for row in rows]
    if any(fact.ticker != record["ticker"] for fact in facts):
        raise ValueError(f"figures pinned for {record['ticker']} are of another")
    return facts


def _bar_row(bar: Bar) -> dict[str, str | None]:
    return {"session": bar.session.isoformat()} | {name: _text(getattr(bar, name)) for name in _BAR}


def _month_row(end: MonthEnd) -> dict[str, str | None]:
    return {"month": end.month, "close": _text(end.close), "total_return": _text(end.total_return)}


def _bar(row: Mapping[str, Any]) -> Bar:
    numbers = {name: _number(row[name]) for name in _BAR if name in row}  # an older pin lacks what was added later
    return Bar(date.fromisoformat(row["session"]), **numbers)  # type: ignore[arg-type]


def _text(value: float | None) -> str | None:
    return None if value is None else repr(value)


def _number(text: Any) -> float | None:
    return None if text is None else float(text)
