"""Files as tables with known columns: CSV in UTF-8, plain or gzipped, with commas, semicolons or tabs, and Parquet."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import math
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

from copilot.clock import NEW_YORK
from copilot.errors import SourceError
from copilot.market.parquet import parquet_columns, parquet_rows

NAMES: Mapping[str, tuple[str, ...]] = {
    "session": ("session", "date", "day", "datetime"),
    "open": ("open",),
    "high": ("high",),
    "low": ("low",),
    "close": ("close",),
    "adjusted_close": ("adjclose", "adjustedclose"),
    "dividend": ("dividend", "dividends"),
    "split": ("split", "splits", "stocksplit", "stocksplits"),
    "month": ("month",),
    "total_return": ("totalreturnpercent", "totalreturn%"),
    "ticker": ("ticker", "fund", "symbol"),
    "ex_date": ("exdate", "date", "session"),
    "amount": ("amount", "dividend", "dividends"),
}
PARQUET = ".parquet"
_EMPTY = frozenset({"", "nan", "null", "none", "n/a", "-"})
_SESSION_TIMES = (time(), time(9, 30), time(16))  # of New York
_LARGEST_CHARS = 64_000_000
_LONGEST_HEADER_CHARS = 10_000


class CsvLines(Protocol):
    """What csv.reader returns, which has no name of its own."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """The lines as cells."""
        ...

    def __next__(self) -> list[str]:
        """The next line."""
        ...


class Row(NamedTuple):
    """One line of a table: the file, the line and the cells by our names."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where to look: "XLK.csv line 7"."""
        return f"{self.file} {'row' if self.file.endswith(PARQUET) else 'line'} {self.line}"


def columns(path: Path) -> frozenset[str]:
    """Our names of the columns that a file holds; empty where it is no table we can read.

    Raises PrerequisiteError for Parquet without the library that reads it.
    """
    if path.suffix == PARQUET:
        return _ours(parquet_columns(path))
    try:
        with _open(path) as stream:
            line = stream.readline(_LONGEST_HEADER_CHARS)
        header = next(csv.reader([line], delimiter=_delimiter(line)), [])
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error):
        return frozenset()
    return _ours(header)


def _ours(header: Sequence[str]) -> frozenset[str]:
    plain = {_plain(cell) for cell in header}
    return frozenset(name for name, written in NAMES.items() if plain & set(written))


def rows(path: Path, *, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    """The lines of a file with the columns asked for. Raises SourceError where it cannot be read or lacks a needed one."""
    if path.suffix == PARQUET:
        yield from _parquet_table(path, needed, optional)
        return
    try:
        with _open(path) as stream:
            yield from _table(path, stream, needed, optional)
    except UnicodeDecodeError:
        raise unreadable(path, "it is not text in UTF-8") from None
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, getattr(error, "strerror", None) or "it is damaged") from error
    except csv.Error as error:
        raise unreadable(path, str(error)) from error


def _table(path: Path, stream: io.TextIOWrapper, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    reader = _reader(stream)
    first: list[str] = next(reader, [])
    wanted = _wanted(path, first, needed, optional)
    names, pick = tuple(wanted), itemgetter(*wanted.values())
    for line in reader:
        if not any(line):
            continue
        try:
            cells = dict(zip(names, pick(line), strict=True))
        except IndexError:
            place = f"{path.name} line {reader.line_num}"
            raise defect(place, f"it has {len(line)} cells where the header has {len(first)}") from None
        yield Row(path.name, reader.line_num, cells)


def _parquet_table(path: Path, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    header = parquet_columns(path)
    wanted = _wanted(path, header, needed, optional)
    for number, cells in enumerate(parquet_rows(path, [header[position] for position in wanted.values()]), 1):
        yield Row(path.name, number, dict(zip(wanted, cells, strict=True)))


def _wanted(path: Path, first: Sequence[str], needed: Sequence[str], optional: Sequence[str]) -> dict[str, int]:
    """Where each column asked for stands. Raises SourceError for a needed one that is not there."""
    header = [_plain(cell) for cell in first]
    wanted = {name: _position(path, header, name) for name in needed}
    return wanted | {name: position for name in optional if (position := _find(header, name)) is not None}


def _position(path: Path, header: Sequence[str], name: str) -> int:
    position = _find(header, name)
    if position is None:
        raise SourceError(
            f"{path.name} has no column {name.replace('_', ' ')}",
            fix=f"Name one column of its first line {' or '.join(NAMES[name])}.",
        )
    return position


def _find(header: Sequence[str], name: str) -> int | None:
    return next((header.index(written) for written in NAMES[name] if written in header), None)


def _open(path: Path) -> io.TextIOWrapper:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _reader(stream: io.TextIOWrapper) -> CsvLines:
    text = stream.read(_LARGEST_CHARS)
    if len(text) == _LARGEST_CHARS:
        raise OSError(errno.EFBIG, "it is larger than any price table")
    return csv.reader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0]), strict=True)


def _delimiter(header: str) -> str:
    return next((mark for mark in (",", ";", "\t") if mark in header), ",")


def _plain(cell: str) -> str:
    return cell.strip().lower().replace(" ", "").replace("_", "").replace("-", "")


def day(cell: str, place: str) -> date:
    """A cell as a date. Raises SourceError with its place.

    The written day counts where no time or midnight stands behind it, whatever the offset: that is a label. A moment with an
    offset counts where in New York it is midnight, the opening or the close; any other is of another exchange's day.
    """
    text = cell.strip()
    try:
        if len(text) <= 10 or text[10] not in " T":
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise defect(place, f"{text[:40]!r} is no date", "Write dates as 2025-03-31.") from None
    if moment.tzinfo is None or moment.time() == time():
        return moment.date()
    local = moment.astimezone(NEW_YORK)
    if local.time() in _SESSION_TIMES:
        return local.date()
    raise defect(place, f"{text[:40]!r} is a moment of another time zone's day", "Write the exchange's own dates, as 2025-03-31.")


def number(cell: str, place: str, name: str) -> float | None:
    """A cell as a finite number, None where it is empty. Raises SourceError with its place."""
    try:
        value = float(cell)
        if math.isfinite(value):
            return value
    except ValueError:
        pass
    if cell.strip().lower() in _EMPTY:
        return None
    raise defect(place, f"the {name} {cell.strip()[:40]!r} is no number", "Write numbers as 1234.56.")


def stat(path: Path) -> os.stat_result:
    """Size and time of a file. Raises SourceError."""
    try:
        return path.stat()
    except OSError as error:
        raise unreadable(path, error.strerror or "it cannot be opened") from error


def unreadable(path: Path, reason: str) -> SourceError:
    """The error for a whole file."""
    return SourceError(f"{path.name} cannot be read: {reason}", fix=f"Replace {path} by a CSV file in UTF-8.")


def defect(place: str, problem: str, fix: str = "Correct that line, or leave the file out.") -> SourceError:
    """The error for one line."""
    return SourceError(f"{place}: {problem}", fix=fix)
