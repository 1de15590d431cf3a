"""Opens what a question is answered from: the library, the prices, the embedder and the day that binds them all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from copilot.clock import new_york_today
from copilot.errors import FactsMissing, PricesMissing, UsageError
from copilot.index.embedding import Embedder, open_embedder
from copilot.library.database import VERSION
from copilot.library.ingest import add_paths, unfinished
from copilot.library.store import Library, has_library
from copilot.market.lenient_series import LenientSeries
from copilot.market.live import Lenient, YahooFacts, YahooPrices
from copilot.market.sources import open_filings, open_prices, open_series
from copilot.metrics import Sources, find_family
from copilot.resources import resource
from copilot.settings import Settings
from copilot.types import Fact, FactSource, Prices, PriceSource, SeriesSource

Progress = Callable[[str], None]
SAMPLE_FOLDER = f"sample-library-{VERSION}"  # the index of the bundled articles, rebuilt for each library format
_STAMP = "source_stamp"  # the note of what the sample library was built from
INDEXING_WAIT_S = 60.0  # for another process that indexes them


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything an answer may rest on. Nothing after `as_of` is visible through it."""

    library: Library
    prices: PriceSource
    series: SeriesSource
    filings: FactSource  # figures that companies reported to the SEC
    quoted: FactSource  # valuation ratios and the like of today, where prices are live
    embedder: Embedder | None
    as_of: date
    sample: bool  # articles or prices are the bundled sample
    folder: Path  # where receipts and pins are written
    notices: tuple[str, ...]


class NoPrices:
    """The price source of who wants none (`--prices none`): every metric is declined with that reason."""

    name = "none"
    is_sample = False

    def tickers(self) -> tuple[str, ...]:
        """None are known."""
        return ()

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Raises PricesMissing: sample prices never stand in for a user's own."""
        raise PricesMissing(
            f"prices are turned off, so nothing is known of {ticker}", fix="give --prices yahoo, or --prices FOLDER"
        )


class NoFacts:
    """The source of valuation ratios where prices are not live: none are known."""

    name = "none"

    def facts(self, ticker: str, *, as_of: date) -> tuple[Fact, ...]:
        """Raises FactsMissing."""
        raise FactsMissing(f"no live source is set, so no valuation of {ticker} is known", fix="give --prices yahoo")


@contextmanager
def open_workspace(settings: Settings, *, progress: Progress | None = None, with_vectors: bool = True) -> Iterator[Workspace]:
    """The user's library where there is one, else the bundled sample, indexed on first use.

    with_vectors: False where passages are found by words alone, as an audit does, which spares loading the network.

    Raises PrerequisiteError (a library that cannot be opened or written), UsageError (a folder of prices or series that
    is not there).
    """
    folder = settings.folder
    own = holds_articles(folder)
    embedder = open_embedder(settings.embedder_dir) if with_vectors else None
    prices = _prices(settings, own=own)
    series = open_series(settings.series, folder=folder)
    series = LenientSeries(series) if settings.series is not None else series
    notices: list[str] = []
    if with_vectors and embedder is None:
        notices.append("no embedding weights are installed: passages were found by words alone (copilot setup)")
    if isinstance(prices, NoPrices):
        notices.append("prices are turned off (--prices none), so no market figure could be computed")
    with _library(folder, own=own, embedder=embedder, progress=progress) as library:
        notices += library_notices(library, embedder) if own else _empty_notices(folder)
        sample = not own or prices.is_sample
        as_of = settings.as_of or (sample_day() if not own else new_york_today())
        filings = open_filings(settings.filings, contact=settings.sec_contact, folder=folder)
        quoted = _quoted(prices, folder)
        yield Workspace(library, prices, series, filings, quoted, embedder, as_of, sample, folder, tuple(notices))


def library_notices(library: Library, embedder: Embedder | None) -> list[str]:
    """What of the library's own articles an answer may lack: adding that was cut short, passages without a vector."""
    notices = unfinished(library)
    if embedder is not None and (lacking := library.lacking_vectors(embedder.name)):
        total = library.counts()["chunks"]
        again = "" if notices else ": copilot library add, with any file, embeds the rest"
        notices.append(f"{lacking:,} of {total:,} passages have no vector yet and are found by their words alone{again}")
    return notices


def _empty_notices(folder: Path) -> list[str]:
    """That a library was begun and holds nothing yet, so that the sample answers."""
    if not has_library(folder):
        return []
    with Library.open(folder) as library:
        begun = unfinished(library)
    return begun or [f"the library in {folder} holds no article, so the bundled sample is read (copilot library add PATH)"]


@dataclass(frozen=True, slots=True)
class Market:
    """Prices, series and figures of companies without a library, for what needs no article. Nothing after `as_of` is visible
    through them."""

    prices: PriceSource
    series: SeriesSource
    as_of: date
    quoted: FactSource  # valuation, as quoted
    filings: FactSource  # reported figures


def open_market(settings: Settings) -> Market:
    """The sources of prices and series in force, and the day: the one asked for, the sample's own, or today.

    A live source is given as it is: who asks about prices alone is shown its own error. Raises UsageError where a folder is
    not there.
    """
    prices = _prices(settings, own=holds_articles(settings.folder))
    prices = prices.source if isinstance(prices, Lenient) else prices
    as_of = settings.as_of or (sample_day() if prices.is_sample else new_york_today())
    filings = open_filings(settings.filings, contact=settings.sec_contact, folder=settings.folder)
    return Market(prices, open_series(settings.series, folder=settings.folder), as_of, _quoted(prices, settings.folder), filings)


def sources_of(metric: str, market: Market | Workspace) -> Sources:
    """Where the metric of this name takes its rows from: growth is of reported figures, ratios are quoted, a reported figure may
    be either. Raises UsageError for an unknown name."""
    wanted = find_family(metric)
    facts: tuple[FactSource, ...] = (market.quoted,)
    if wanted == "growth, year on year":
        facts = (market.filings,)
    elif wanted == "reported figure":
        facts = (market.quoted, market.filings)
    return Sources(market.prices, market.series, market.as_of, facts)


def holds_articles(folder: Path) -> bool:
    """Whether the folder is a library with at least one article. An empty one is as good as none."""
    if not has_library(folder):
        return False
    with Library.open(folder) as library:
        return library.counts()["articles"] > 0


def sample_day() -> date:
    """The day the bundled sample library ends on."""
    with resource("corpus", "sample.toml").open("rb") as file:
        return date.fromisoformat(str(tomllib.load(file)["as_of"]))


def _quoted(prices: PriceSource, folder: Path) -> FactSource:
    return YahooFacts(folder, vendor=prices.vendor) if isinstance(prices, Lenient | YahooPrices) else NoFacts()


def _prices(settings: Settings, *, own: bool) -> PriceSource:
    spec = settings.prices or ("yahoo" if own else "sample")
    if spec == "none":
        return NoPrices()
    prices = open_prices(spec, folder=settings.folder)
    if isinstance(prices, YahooPrices):
        return Lenient(prices)
    if not prices.tickers():
        raise UsageError(
            f"the price folder {settings.prices} holds no price file",
            fix=f"put one <TICKER>.csv per instrument there, or name {_folder_within(settings.prices) or 'another'}",
        )
    return prices


def _folder_within(folder: str | None) -> str | None:
    """A folder within this one that holds price files, as the reader may have meant."""
    if folder is None or not Path(folder).expanduser().is_dir():
        return None
    within = sorted(path for path in Path(folder).expanduser().iterdir() if path.is_dir())
    return next((str(path) for path in within if any(path.glob("*.csv")) or any(path.glob("*.csv.gz"))), None)


@contextmanager
def _library(folder: Path, *, own: bool, embedder: Embedder | None, progress: Progress | None) -> Iterator[Library]:
    if own:
        with Library.open(folder) as library:
            yield library
        return
    with Library.open(folder / SAMPLE_FOLDER, create=True) as library:
        _index_sample(library, embedder, progress)
        yield library


def _index_sample(library: Library, embedder: Embedder | None, progress: Progress | None) -> None:
    """The bundled articles into their library, once for every process: the stamp is set last, when all are in.

    Weights that were installed later give the passages their vectors then, and an article that was altered is put right.
    """
    articles = resource("corpus", "articles")
    stamp = _stamp(articles)

    def is_whole() -> bool:
        has_vectors = embedder is None or not library.needs_repair(embedder.name)
        return library.noted(_STAMP) == stamp and has_vectors and not library.altered()

    if is_whole():
        return
    if progress:
        progress("indexing the sample library")
    with library.writing(wait_s=INDEXING_WAIT_S):
        if is_whole():  # another process was first
            return
        if library.noted(_STAMP) != stamp:
            for article in library.articles():
                library.remove(article.id)
        report = add_paths(library, [articles], embedder=embedder)
        if report.stopped_by is not None:
            raise report.stopped_by
        if report.interrupted:
            raise KeyboardInterrupt
        library.note(_STAMP, stamp)


def _stamp(folder: Path) -> str:
    import hashlib

    parts = [path.name.encode() + b"\0" + path.read_bytes() for path in sorted(folder.glob("*.md"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
