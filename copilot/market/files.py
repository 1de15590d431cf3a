"""Prices from a folder, one file per ticker: `XLK.csv`, `.csv.gz` or `.parquet`, and `XLK-months.csv` for older month ends.

`tables` says which columns are read. A name may carry dates behind an underscore (`XLK_1998-2024.csv`; of several the last
by name is read), and a leading `^` or `_` marks an index, whose levels are points, not money (`^VIX` also finds `VIX.csv`
where that holds levels only). A table `dividends.csv`
(ex_date, fund, amount) adds dividends to bars that carry none.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from copilot.errors import PricesMissing, SourceError, UsageError
from copilot.market.csvtable import columns
from copilot.market.months import merge, month_ends
from copilot.market.tables import read_bars, read_dividends, read_months
from copilot.types import Bar, MonthEnd, Prices

NO_CURRENCY = "XXX"  # ISO 4217 for "no currency": the levels of an index

_FILE = re.compile(
    r"(?P<ticker>[_^]?[A-Za-z0-9][A-Za-z0-9.=-]{0,14}?)(?P<months>-months)?(?:_.*\d.*)?\.(?:csv|csv\.gz|parquet)", re.I
)
_TICKER = re.compile(r"\^?[A-Z0-9][A-Z0-9.=-]{0,14}")
Table = tuple[tuple[Bar, ...], tuple[MonthEnd, ...], datetime]  # of one ticker, uncut, and when its files were written
_MOST_KEPT = 256
_NO_TICKER = frozenset({"INDEX", "DIVIDENDS", "README", "SOURCE"})


class FilePrices:
    """A price source over one folder. Nothing is read before it is asked for, and each file once."""

    def __init__(self, folder: Path, *, name: str | None = None, is_sample: bool = False, currency: str = "USD") -> None:
        self.name = name or f"files:{folder.resolve().name}"
        self.is_sample = is_sample
        self._folder = folder
        self._currency = currency
        self._tables: dict[str, Table] = {}
        self._cut: dict[tuple[str, date], Prices] = {}
        self._paths: Mapping[str, Path] | None = None
        self._month_paths: Mapping[str, Path] = {}

    def tickers(self) -> tuple[str, ...]:
        """Every ticker that has a price table in the folder, sorted. Raises SourceError where it cannot be listed."""
        self._list()
        assert self._paths is not None
        bars = {ticker for ticker, path in self._paths.items() if columns(path) >= {"session", "close"}}
        months = {ticker for ticker, path in self._month_paths.items() if columns(path) >= {"month", "close"}}
        return tuple(sorted(bars | months))

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Bars and month ends up to and including `as_of`; nothing later can show in either.

        A bar's `dividend` is nan where the folder says nothing of dividends. Raises UsageError for what is no ticker,
        PricesMissing where the folder has no file for it or nothing up to `as_of`, SourceError for a defect in the file.
        """
        wanted = ticker.strip().upper()
        if not _TICKER.fullmatch(wanted):
            raise UsageError(f"{ticker.strip()[:40]!r} is no ticker", fix="Give a ticker as it is traded, such as XLK.")
        if len(self._cut) > _MOST_KEPT:
            self._cut.clear()
        if (wanted, as_of) not in self._cut:
            self._cut[wanted, as_of] = self._prices(wanted, as_of)
        return self._cut[wanted, as_of]

    def _prices(self, wanted: str, as_of: date) -> Prices:
        key = _key(wanted)
        if key not in self._tables:
            self._tables[key] = self._read(wanted, key)
        bars, months, fetched_at = self._tables[key]
        visible = bars[: bisect_right(bars, as_of, key=lambda bar: bar.session)]
        ends = merge(month_ends(visible), months, as_of=as_of)
        if not visible and not ends:
            raise PricesMissing(
                f"{self.name} has no prices of {wanted} up to {as_of}", fix="Choose a later as-of day, or add older prices."
            )
        return Prices(
            ticker=wanted,
            currency=NO_CURRENCY if wanted.startswith("^") else self._currency,
            provider=self.name,
            fetched_at=fetched_at,
            bars=visible,
            month_ends=ends,
            is_sample=self.is_sample,
        )

    def _read(self, ticker: str, key: str) -> Table:
        self._list()
        assert self._paths is not None
        path, month_path = self._paths.get(key), self._month_paths.get(key)
        if path is None and month_path is None and key.startswith("^"):
            path = self._index_file(key[1:])
        if path is None and month_path is None:
            raise self._missing(ticker)
        bars = self._with_dividends(ticker, read_bars(path, is_index=key.startswith("^"))) if path is not None else ()
        for before, bar in pairwise(bars):
            if bar.dividend > 0 and bar.dividend >= before.close / bar.split:
                raise SourceError(
                    f"the dividend of {ticker} on {bar.session} is {bar.dividend}, the close before {before.close}",
                    fix=f"Correct the dividend in {self._folder}.",
                )
        months = read_months(month_path) if month_path is not None else ()
        if not bars and not months:
            raise SourceError(f"{(path or month_path)} holds no line of prices", fix="Replace it by a table with prices.")
        return bars, months, self.fetched_at(bars, months, [known for known in (path, month_path) if known is not None])

    def _index_file(self, name: str) -> Path | None:
        """The file of an index that is named without its mark: a table of levels, with neither dividends nor adjusted closes."""
        path = (self._paths or {}).get(name)
        return None if path is None or columns(path) & {"dividend", "adjusted_close"} else path

    def _with_dividends(self, ticker: str, bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
        table = self._folder / "dividends.csv"
        if not table.is_file():
            return bars
        amounts = read_dividends(table, ticker)
        if amounts is None:
            return bars
        return tuple(
            bar if bar.dividend > 0 else replace(bar, dividend=amounts.get(bar.session, 0.0))  # nan > 0 is False
            for bar in bars
        )

    def _list(self) -> None:
        if self._paths is not None:
            return
        try:
            found = sorted(path for path in self._folder.iterdir() if path.is_file())
        except OSError as error:
            raise SourceError(
                f"the price folder {self._folder} cannot be read: {error.strerror}", fix="Give a folder of CSV files."
            ) from error
        daily: dict[str, tuple[bool, Path]] = {}
        months: dict[str, Path] = {}
        for path in found:
            match = _FILE.fullmatch(path.name)
            if match is None or match["ticker"].upper() in _NO_TICKER:
                continue
            key = _key(match["ticker"].upper().replace("_", "^"))
            if match["months"]:
                months[key] = path
                continue
            exact = "_" not in path.name[1:]  # a plain name goes before one with dates
            if key not in daily or exact or not daily[key][0]:
                daily[key] = (exact, path)
        self._paths = {key: path for key, (_, path) in daily.items()}
        self._month_paths = months

    def fetched_at(self, bars: Sequence[Bar], months: Sequence[MonthEnd], paths: Sequence[Path]) -> datetime:
        """When the newest of a ticker's files was written: all that a file tells of when its prices were taken."""
        return max(datetime.fromtimestamp(int(path.stat().st_mtime), tz=UTC) for path in paths)

    def _missing(self, ticker: str) -> PricesMissing:
        known = self.tickers()
        near = difflib.get_close_matches(ticker, known, n=3, cutoff=0.5)
        hint = f"it has {', '.join(near)}" if near else f"it has {len(known)} other tickers"
        file = f"{ticker}.csv (Date,Open,High,Low,Close,Dividends)"
        put = f"Give a folder with {file} by --prices" if self.is_sample else f"Put {file} into {self._folder}"
        return PricesMissing(
            f"{self.name} has no prices of {ticker}; {hint}",
            fix=f"{put}, or ask for another ticker.",
        )


def _key(ticker: str) -> str:
    """Share classes are written BRK.B and BRK-B."""
    return ticker.replace(".", "-")
