"""Rates and macro series from FRED's public CSV, and from ALFRED's for values as they were published by a past day.

Endpoints: https://fred.stlouisfed.org/graph/fredgraph.csv?id=DGS10 gives today's values, with the column named "DGS10".
https://alfred.stlouisfed.org/graph/alfredgraph.csv?id=GDP&vintage_date=2014-04-01 gives those of a past day, with the column
named "GDP_20140401". The first ignores `vintage_date` without a word, so only a column that states its day counts as a vintage.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.clock import new_york_day, utc_now
from copilot.errors import RateLimited, SeriesMissing, SourceError, Unreachable, VintageMissing
from copilot.market.day_cache import DayCache
from copilot.market.pins import Key
from copilot.market.retrying import Passing, asked_wait_s, retried
from copilot.market.series_csv import Columns, published_by, read_observations
from copilot.market.series_table import SeriesInfo, series_info
from copilot.types import Observation, Series

if TYPE_CHECKING:
    import httpx

FRED = "https://fred.stlouisfed.org/graph/fredgraph.csv"
ALFRED = "https://alfred.stlouisfed.org/graph/alfredgraph.csv"
TIMEOUT_S = 10.0  # for the peer's next bytes
DEADLINE_S = 20.0  # for one series in all, waits between attempts included
_MOST_TRIES = 4  # where each fails at once, as without a network, some four seconds
_LARGEST_BYTES = 64_000_000
_PLAIN = {"Accept-Encoding": "identity"}  # so that a peer that drips is noticed byte by byte


class FredSeries:
    """The live series source. A series is asked for once a day and vintage."""

    name = "fred"

    def __init__(
        self,
        *,
        folder: Path | None = None,
        fresh: bool = False,
        fred: str = FRED,
        alfred: str = ALFRED,
        timeout_s: float = TIMEOUT_S,
        deadline_s: float = DEADLINE_S,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """folder: where answers are pinned, each good for its day; None keeps them in memory. fresh: pins are not read."""
        self._fred, self._alfred = fred, alfred
        self._timeout_s, self._deadline_s = timeout_s, deadline_s
        self._now = now
        self._cache = DayCache[Mapping[str, str]](folder, fresh=fresh, encode=dict, decode=dict)
        self._read: dict[Key, Columns] = {}
        self.notices = self._cache.notices

    def series(self, id: str, *, as_of: date) -> Series:
        """What was published by `as_of`: cut by the release rule where it is never revised, else the vintage of that day.

        Raises SeriesMissing (unknown id, no vintage of that day), RateLimited, SourceError.
        """
        info = series_info(id)
        today = new_york_day(self._now())
        if info.is_revised and as_of < today:
            columns, fetched_at = self._columns(info, as_of, today)
            vintage = _stated(columns, as_of, info)
            observations = _without_tail(columns[vintage])
        else:
            columns, fetched_at = self._columns(info, None, today)
            vintage, observations = today, columns.get(None, ())
            if as_of < today:
                observations = published_by(observations, info, as_of)
        if not observations:
            raise SeriesMissing(f"FRED has nothing of {info.id} up to {as_of}", fix="Choose a later as-of day.")
        return info.series(observations, vintage=vintage, provider=self.name, fetched_at=fetched_at)

    def _columns(self, info: SeriesInfo, vintage: date | None, today: date) -> tuple[Columns, datetime]:
        """The answer, read, and when it was given. A vintage never changes, so it is kept under its own day.

        What cannot be read, or is not of the vintage asked for, is not kept.
        """
        key = Key(self.name, "series", info.id, today) if vintage is None else Key(self.name, "vintage", info.id, vintage)
        place = f"FRED's {info.id}" if vintage is None else f"ALFRED's {info.id}"

        def fetch() -> dict[str, str]:
            address = self._fred if vintage is None else self._alfred
            query = {"id": info.id} | ({} if vintage is None else {"vintage_date": vintage.isoformat()})
            text = self._fetch(address, query, info)
            columns = read_observations(text, info, place=place)
            if vintage is not None:
                _stated(columns, vintage, info)
            return {"address": address, "fetched_at": self._now().isoformat(), "text": text}

        kept = self._cache.get(key, fetch)
        if key not in self._read:
            self._read[key] = read_observations(kept["text"], info, place=place)
        return self._read[key], datetime.fromisoformat(kept["fetched_at"])

    def _fetch(self, address: str, query: dict[str, str], info: SeriesInfo) -> str:
        """The answer as text; errors that may pass are tried again within the deadline, each wait longer and jittered."""
        import httpx  # noqa: F401 - loaded before the time runs

        return retried(lambda until: self._request(address, query, info, until), deadline_s=self._deadline_s, tries=_MOST_TRIES)

    def _request(self, address: str, query: dict[str, str], info: SeriesInfo, until: float) -> str:
        import httpx

        timeout_s = max(0.05, min(self._timeout_s, until - time.monotonic()))
        try:
            with httpx.stream("GET", address, params=query, headers=_PLAIN, timeout=timeout_s) as response:
                _refuse_status(response, info)
                content = b""
                for part in response.iter_raw():
                    content += part
                    if time.monotonic() > until or len(content) > _LARGEST_BYTES:
                        raise SourceError(f"FRED's answer on {info.id} did not end", fix="Try again later.")
        except httpx.TimeoutException:
            raise Passing(Unreachable(f"FRED did not answer on {info.id} within {timeout_s:.3g} s", fix=_LATER)) from None
        except httpx.HTTPError as error:
            raise Passing(Unreachable(f"FRED could not be reached for {info.id}: {_said(error)}", fix=_LATER)) from error
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            raise SourceError(f"FRED's answer on {info.id} is not text", fix="Try again later.") from None


def _stated(columns: Columns, as_of: date, info: SeriesInfo) -> date:
    """The latest day of publication that the columns state, by `as_of`. Raises VintageMissing where none does."""
    stated = [day for day in columns if day is not None and day <= as_of]
    if not stated:
        raise VintageMissing(
            f"{info.id} ({info.title}) is revised, and ALFRED gave no values as published by {as_of}",
            fix="Ask without --as-of, or give a folder with the values of that day by --series.",
        )
    return max(stated)


def _without_tail(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Without the periods at the end that have no value: in a vintage they were not published yet."""
    end = len(observations)
    while end and observations[end - 1].value is None:
        end -= 1
    return tuple(observations[:end])


_LATER = "Check the connection and try again, or give a folder by --series."


def _refuse_status(response: httpx.Response, info: SeriesInfo) -> None:
    """Raises for every answer but 200."""
    status = response.status_code
    if status == 200:
        return
    if status == 404:
        raise SeriesMissing(
            f"FRED has no series {info.id}, or none with values of that day", fix="Ask for another series or day."
        )
    if status == 429:
        raise Passing(
            RateLimited("FRED asks us to slow down", fix="Wait a minute, then ask again."),
            asked_s=asked_wait_s(response.headers.get("retry-after")),
        )
    error = SourceError(f"FRED answered {status} on {info.id}", fix="Try again later, or give a folder by --series.")
    raise Passing(error) if status >= 500 else error


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
