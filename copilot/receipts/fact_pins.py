"""Quoted figures that an audit was compared with, as pins: those of each ticker, by hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from copilot.receipts.canonical import canonical_json, sha256
from copilot.receipts.codec import decode, encode
from copilot.receipts.price_pins import Rows
from copilot.types import Fact


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
