"""Prices, series and figures as they were given: sources that remember what they gave, and ones that give only that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from copilot.errors import FactsMissing, PricesMissing, SeriesMissing
from copilot.market.warming import warm
from copilot.types import Fact, FactSource, Prices, PriceSource, Series, SeriesSource


class RecordingPrices:
    """A price source that keeps what it gave, by ticker: what a receipt has to pin. One as-of day per recording."""

    def __init__(self, source: PriceSource) -> None:
        self.name, self.is_sample = source.name, source.is_sample
        self._source = source
        self._given: dict[str, Prices] = {}

    def tickers(self) -> Sequence[str]:
        """The tickers of the source."""
        return self._source.tickers()

    def warm(self, tickers: Sequence[str], *, as_of: date) -> None:
        """Passed on; nothing is remembered that is not asked for."""
        warm(self._source, tickers, as_of=as_of)

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


class RecordingSeries:
    """A source of series that keeps what it gave, by id."""

    def __init__(self, source: SeriesSource) -> None:
        self.name = source.name
        self._source = source
        self._given: dict[str, Series] = {}

    def series(self, id: str, *, as_of: date) -> Series:
        """What the source gives, remembered. Raises what the source raises."""
        self._given[id] = self._source.series(id, as_of=as_of)
        return self._given[id]

    def all_given(self) -> tuple[Series, ...]:
        """Everything it gave, by id."""
        return tuple(self._given[id] for id in sorted(self._given))


class RecordedSeries:
    """The source of series of a replay: what was recorded, and nothing else."""

    name = "recorded"

    def __init__(self, given: Iterable[Series]) -> None:
        self._given = {series.id: series for series in given}

    def series(self, id: str, *, as_of: date) -> Series:
        """What was recorded; it was cut at the as-of day then. Raises SeriesMissing."""
        if id not in self._given:
            raise SeriesMissing(f"no series {id} was recorded", fix="Check again with a source of series.")
        return self._given[id]


class RecordingFacts:
    """A source of figures that keeps what it gave, by ticker."""

    def __init__(self, source: FactSource) -> None:
        self.name = source.name
        self._source = source
        self._given: dict[str, Sequence[Fact]] = {}

    def facts(self, ticker: str, *, as_of: date) -> Sequence[Fact]:
        """What the source gives, remembered. Raises what the source raises."""
        self._given[ticker] = self._source.facts(ticker, as_of=as_of)
        return self._given[ticker]

    def all_given(self) -> tuple[Fact, ...]:
        """Everything it gave, by ticker."""
        return tuple(fact for ticker in sorted(self._given) for fact in self._given[ticker])


class RecordedFacts:
    """The source of figures of a replay: what was recorded, and nothing else."""

    name = "none"

    def __init__(self, given: Iterable[Fact]) -> None:
        self._given = tuple(given)

    def facts(self, ticker: str, *, as_of: date) -> Sequence[Fact]:
        """What was recorded of a ticker. Raises FactsMissing."""
        found = tuple(fact for fact in self._given if fact.ticker == ticker)
        if not found:
            raise FactsMissing(f"no figures of {ticker} were recorded", fix="Check again with a live source.")
        return found
