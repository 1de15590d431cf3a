"""Which sources of prices, series and reported figures the settings name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from copilot.errors import SeriesMissing, UsageError
from copilot.market.files import FilePrices
from copilot.market.filing_files import FileFilings
from copilot.market.sample import SamplePrices
from copilot.market.series_files import FileSeries
from copilot.types import FactSource, PriceSource, Series, SeriesSource


@runtime_checkable
class Telling(Protocol):
    """A source that has something to say of how it got what it gives."""

    @property
    def notices(self) -> tuple[str, ...] | list[str]:
        """One sentence each."""
        ...


def open_prices(spec: str | None, *, folder: Path | None = None, fresh: bool = False) -> PriceSource:
    """The source that `--prices` names: None or "sample" is the sample, "yahoo" is live, anything else a folder of CSV files.

    folder: where live prices are pinned; they need one. fresh: live prices are asked for anew, whatever is pinned.
    Raises UsageError where the folder of prices is none or is not there.
    """
    if spec is None or spec.strip() == "sample":
        return SamplePrices()
    if spec.strip() == "yahoo":
        if folder is None:
            raise ValueError("live prices need a folder to be pinned in")
        from copilot.market.live import YahooPrices

        return YahooPrices(folder, fresh=fresh)
    place = Path(spec.strip()).expanduser()
    if not spec.strip() or not place.is_dir():
        problem = "is not there" if not place.exists() else "is no folder"
        raise UsageError(
            f"the price folder {spec.strip() or '(empty)'} {problem}", fix="Give yahoo, sample, or a folder of CSV files."
        )
    return FilePrices(place)


def notices_of(*sources: object) -> tuple[str, ...]:
    """What a reader has to know of how prices, series and figures were had; empty where there is nothing to say."""
    return tuple(notice for source in sources if isinstance(source, Telling) for notice in source.notices)


class NoSeries:
    """The source in force where none was named: every rate and macro figure is declined with that reason."""

    name = "none"

    def series(self, id: str, *, as_of: date) -> Series:
        """Raises SeriesMissing."""
        raise SeriesMissing(
            f"no source of rates and macro series is set, so nothing is known of {id}",
            fix="give --series FOLDER, or --series fred",
        )


def open_series(spec: str | None, *, folder: Path | None = None, fresh: bool = False) -> SeriesSource:
    """The source that `--series` names: None is none, "fred" the live service, anything else a folder of FRED's CSV files.

    folder: where live series are pinned. fresh: they are asked for anew, whatever is pinned.
    Raises UsageError where the folder of series is none, is not there, or holds no known series.
    """
    if spec is None:
        return NoSeries()
    if spec.strip() == "fred":
        from copilot.market.fred import FredSeries

        return FredSeries(folder=folder, fresh=fresh)
    place = _folder(spec, "series folder", fix="Give a folder of CSV files, or fred.")
    source = FileSeries(place)
    if not source.ids():
        raise UsageError(
            f"the series folder {place} holds no known series", fix="Put files such as DGS10.csv there, as FRED makes them."
        )
    return source


def open_filings(spec: str | None, *, contact: str | None, folder: Path | None = None) -> FactSource:
    """The source of reported figures that `--filings` names: None or "sec" is the SEC, anything else a folder of its answers.

    contact: the name and address that the SEC asks for; without one it is not asked. folder: where live answers are pinned.
    Raises UsageError where the folder of filings is none, is not there, or holds no company; PrerequisiteError where the SEC is
    named and no contact is set.
    """
    if spec is None or spec.strip() == "sec":
        from copilot.market.sec import SecFacts

        sec = SecFacts(contact, folder=folder)
        if spec is not None:
            sec.require_contact()
        return sec
    place = _folder(spec, "folder of filings", fix="Give a folder, or sec.")
    source = FileFilings(place)
    if not source.tickers():
        raise UsageError(
            f"the folder {place} holds no company facts", fix="Put files such as AAPL.json there, as the SEC sends them."
        )
    return source


def _folder(spec: str, what: str, *, fix: str) -> Path:
    """The folder that an option names. Raises UsageError where it is none or is not there."""
    place = Path(spec.strip()).expanduser()
    if not spec.strip() or not place.is_dir():
        problem = "is not there" if not place.exists() else "is no folder"
        raise UsageError(f"the {what} {spec.strip() or '(empty)'} {problem}", fix=fix)
    return place
