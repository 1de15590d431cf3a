"""Index levels that a source of series holds, as prices: closes alone, without opens, highs and lows, and without dividends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from copilot.errors import PricesMissing
from copilot.market.months import month_ends
from copilot.resources import reference_table
from copilot.types import Bar, Prices, Series, SeriesSource

INDEX = "XXX"  # ISO 4217 for no currency


@lru_cache(maxsize=1)
def series_of_ticker() -> Mapping[str, str]:
    """The series that holds the closes of an index, by ticker."""
    return {str(ticker): str(id) for ticker, id in reference_table("series_words.toml")["closes"].items()}


def closes_of(series: Series, ticker: str) -> Prices:
    """The values of a daily series as closes; a day without one is no session."""
    bars = tuple(Bar(o.day, None, None, None, float(o.value)) for o in series.observations if o.value is not None)
    return Prices(ticker, INDEX, series.provider, series.fetched_at, bars, month_ends(bars))


class SeriesPrices:
    """A source of series as a source of prices, for the indices whose levels it holds."""

    is_sample = False

    def __init__(self, source: SeriesSource) -> None:
        self.name = source.name
        self._source = source

    def tickers(self) -> tuple[str, ...]:
        """The indices that a series is known of."""
        return tuple(sorted(series_of_ticker()))

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Closes published by `as_of`. Raises PricesMissing (no series is known of the ticker), SeriesMissing, SourceError."""
        id = series_of_ticker().get(ticker)
        if id is None:
            raise PricesMissing(f"no series holds the levels of {ticker}", fix="Give a source of prices.")
        return closes_of(self._source.series(id, as_of=as_of), ticker)
