"""Today's data for a drift: the price sources that a receipt names, the library in a folder, the table of meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from copilot.errors import PrerequisiteError, UsageError
from copilot.library.store import Library, has_library
from copilot.market.policy import meetings
from copilot.market.series_prices import SeriesPrices
from copilot.market.sources import open_prices, open_series
from copilot.receipts.drift import Today
from copilot.receipts.store import withheld_on
from copilot.types import Article, Passage, PriceSource, SeriesSource


def today_of(
    libraries: Sequence[Path], *, receipts: Path, prices: str | None, series: str | None = None, day: date | None = None
) -> Today:
    """What a receipt is compared with.

    libraries: folders that may hold the articles, the reader's own first. receipts: the folder with the pins.
    prices, series: the settings of these names where the reader gave them, else None.
    """
    return Today(
        day=day or datetime.now(UTC).date(),
        source=_sources(prices, receipts, _series(series, receipts)),
        series=_series(series, receipts),
        meetings=lambda as_of: meetings(as_of=as_of, unscheduled=True),
        articles=_articles([folder for folder in libraries if has_library(folder)]),
        removed=lambda name: withheld_on(receipts, name),
    )


def _sources(spec: str | None, folder: Path, series: Callable[[str], SeriesSource]) -> Callable[[str], PriceSource]:
    @cache
    def source(provider: str) -> PriceSource:
        """The source of a provider, asked anew whatever is pinned. Raises UsageError where the receipt's files are not named."""
        if provider == "sample":
            return open_prices("sample")
        if provider == "fred":  # levels of an index that no source of prices had
            return SeriesPrices(series(provider))
        if spec is not None and spec.strip() not in ("sample", "none"):
            return open_prices(spec, folder=folder, fresh=True)
        if provider == "yahoo":
            return open_prices("yahoo", folder=folder, fresh=True)
        raise UsageError(f"the prices came from {provider}", fix="name their source with --prices")

    return source


def _series(spec: str | None, folder: Path) -> Callable[[str], SeriesSource]:
    @cache
    def source(provider: str) -> SeriesSource:
        """The source of a provider, asked anew. Raises UsageError where the receipt's files are not named."""
        if spec is None and provider != "fred":
            raise UsageError(f"the series came from {provider}", fix="name their source with --series")
        return open_series(spec or "fred", folder=folder, fresh=True)

    return source


def _articles(folders: Sequence[Path]) -> Callable[[Passage], Sequence[Article]]:
    @cache
    def stored() -> tuple[Article, ...]:
        held: list[Article] = []
        for folder in folders:
            with Library.open(folder) as library:
                held += library.articles()
        return tuple(held)

    def found(passage: Passage) -> Sequence[Article]:
        """The article itself, else those that go by its address, else by its title and publisher."""
        if not folders:
            raise PrerequisiteError("there is no library here", fix="name one with --library")
        known = stored()
        same = [article for article in known if article.sha256 == passage.article_sha256]
        if same:
            return same
        by_address = [article for article in known if passage.url and article.url == passage.url]
        return by_address or [a for a in known if (a.title, a.publisher) == (passage.title, passage.publisher)]

    return found
