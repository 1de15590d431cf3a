"""Closes of a list of instruments up to one session: what breadth is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from copilot.errors import UsageError
from copilot.metrics.level_readings import bar_asked
from copilot.metrics.price_rows import levels
from copilot.metrics.readings import Origin, Request, Selection
from copilot.metrics.rows import Row
from copilot.metrics.trailing import LastClosesReading
from copilot.types import Prices

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class ListReading:
    """The last closes of each instrument of a list: (lists of closes,). One that lacks a session is an error: it would bias the
    count to leave it out."""

    sessions: str | None = None  # None is a parameter
    accepts: tuple[str, ...] = ("session", "end", "sessions")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close}, instrument after instrument."""
        listed = _listed(request)
        last = max(bar_asked(request, prices).session for prices in listed)
        rows: list[Row] = []
        count = self.sessions or request.parameters["sessions"]
        asked = {"sessions": count, "session": last.isoformat()}
        for prices in listed:
            rows += LastClosesReading().select(Request(request.name, prices, None, (), asked)).rows
        parameters = {**request.parameters, "sessions": count, "count": str(len(listed)), "start": rows[0]["session"]}
        fetched_at = min(prices.fetched_at for prices in listed).isoformat()
        origin = Origin(None, listed[0].provider, fetched_at, is_sample=any(prices.is_sample for prices in listed))
        return Selection(tuple(rows), parameters | {"end": last.isoformat()}, "on {end}", origin)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """One list of closes per instrument, oldest first."""
        return ([levels(list(own), "close") for _, own in groupby(rows, key=lambda row: row["ticker"])],)


def _listed(request: Request) -> list[Prices]:
    listed = {prices.ticker: prices for prices in (request.prices, request.other, *request.others) if prices is not None}
    if len(listed) < _FEWEST:
        raise UsageError(f"{request.name} is counted over a list", fix="Name two tickers or more.")
    return list(listed.values())
