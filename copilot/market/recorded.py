"""Prices as they were given: a source that remembers what it gave, and one that gives only what was remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from copilot.errors import PricesMissing
from copilot.types import Prices, PriceSource


class RecordingPrices:
    """A price source that keeps what it gave, by ticker: what a receipt has to pin. One as-of day per recording."""

    def __init__(self, source: PriceSource) -> None:
        self.name, self.is_sample = source.name, source.is_sample
        self._source = source
        self._given: dict[str, Prices] = {}

    def tickers(self) -> Sequence[str]:
        """The tickers of the source."""
        return self._source.tickers()

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """What the source gives, remembered. Raises what the source raises."""
        found = self._source.prices(ticker, as_of=as_of)
        self._given[found.ticker] = found
        return found

    def all_given(self) -> tuple[Prices, ...]:
        """Everything it gave, by ticker."""
        return tuple(self._given[ticker] for ticker in sorted(self._given))


class RecordedPrices:
    """The price source of a replay: what was recorded, and nothing else."""

    name = "recorded"
    is_sample = False

    def __init__(self, given: Iterable[Prices]) -> None:
        self._given = {prices.ticker: prices for prices in given}

    def tickers(self) -> Sequence[str]:
        """The recorded tickers, sorted."""
        return sorted(self._given)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """What was recorded; it was cut at the as-of day then. Raises PricesMissing."""
        found = self._given.get(ticker.strip().upper())
        if found is None:
            raise PricesMissing(f"no prices of {ticker} were recorded", fix="Ask again with a price source.")
        return found
