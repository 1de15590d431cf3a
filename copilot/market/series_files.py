"""Rates and macro series from a folder of CSV files in FRED's own format: `DGS10.csv`, or `.csv.gz`.

A date of publication is stated by the column ("GDP_20140401", as ALFRED writes it) or by the file's name
(`GDP_2014-04-01.csv`); of several that an as-of day allows, the latest is read. Where none is stated, the day the file was
written bounds it: the values cannot have been published later.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from copilot.clock import new_york_day
from copilot.errors import SeriesMissing, SourceError, VintageMissing
from copilot.market.series_csv import Columns, published_by, read_observations
from copilot.market.series_table import SeriesInfo, known_series, series_info
from copilot.types import Observation, Series

_FILE = re.compile(r"(?P<id>[A-Za-z0-9]+)(?:_(?P<vintage>\d{4}-?\d{2}-?\d{2}))?\.csv(?:\.gz)?", re.I)
_LARGEST_BYTES = 64_000_000


class FileSeries:
    """A series source over one folder. Nothing is read before it is asked for, and each file once."""

    def __init__(self, folder: Path) -> None:
        self.name = f"files:{folder.resolve().name}"
        self._folder = folder
        self._paths: Mapping[str, list[Path]] | None = None
        self._read: dict[Path, tuple[Columns, datetime]] = {}

    def ids(self) -> tuple[str, ...]:
        """Every known series that has a file here, sorted. Raises SourceError where the folder cannot be listed."""
        return tuple(sorted(self._list()))

    def series(self, id: str, *, as_of: date) -> Series:
        """What was published by `as_of`. Raises SeriesMissing (no file, or a revised series without a vintage), SourceError."""
        info = series_info(id)
        paths = self._list().get(info.id)
        if not paths:
            raise SeriesMissing(
                f"{self.name} has no {info.id} ({info.title})",
                fix=f"Put {info.id}.csv into {self._folder}, or use --series fred.",
            )
        versions = [version for path in paths for version in self._versions(path, info)]
        if info.is_revised:
            seen = [version for version in versions if version[0] <= as_of]
            if not seen:
                raise self._refusal(info, as_of, min(version[0] for version in versions))
            _, vintage, observations, fetched_at = max(seen, key=lambda version: version[0])
        else:
            known_by, vintage, observations, fetched_at = max(versions, key=lambda version: version[0])
            if known_by > as_of:
                observations = published_by(observations, info, as_of)
        observations = tuple(known for known in observations if known.day <= as_of)  # whatever its file's date says
        if not observations:
            raise SeriesMissing(f"{self.name} has nothing of {info.id} up to {as_of}", fix="Choose a later as-of day.")
        return info.series(observations, vintage=vintage, provider=self.name, fetched_at=fetched_at)

    def _versions(self, path: Path, info: SeriesInfo) -> list[tuple[date, date | None, tuple[Observation, ...], datetime]]:
        """Each column of a file: the day its values were out at the latest, the stated one if any, the values, when written."""
        if path not in self._read:
            self._read[path] = _read(path, info)
        columns, written = self._read[path]
        match = _FILE.fullmatch(path.name)
        named = date.fromisoformat(match["vintage"]) if match and match["vintage"] else None
        on_disk = new_york_day(written)
        return [(stated or named or on_disk, stated or named, observations, written) for stated, observations in columns.items()]

    def _refusal(self, info: SeriesInfo, as_of: date, earliest: date) -> VintageMissing:
        return VintageMissing(
            f"{info.id} ({info.title}) is revised, and the values in {self.name} are of {earliest}, after {as_of}",
            fix=f"Add the values as published by then, from ALFRED, as {info.id}_{as_of}.csv, or use --series fred.",
        )

    def _list(self) -> Mapping[str, list[Path]]:
        if self._paths is None:
            try:
                names = sorted(path for path in self._folder.iterdir() if path.is_file())
            except OSError as error:
                raise SourceError(
                    f"the series folder {self._folder} cannot be read: {error.strerror}", fix="Give a folder of CSV files."
                ) from error
            found: dict[str, list[Path]] = {}
            for path in names:
                match = _FILE.fullmatch(path.name)
                if match and match["id"].upper() in known_series() and _is_day(match["vintage"]):
                    found.setdefault(match["id"].upper(), []).append(path)
            self._paths = found
        return self._paths


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _read(path: Path, info: SeriesInfo) -> tuple[Columns, datetime]:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            content = stream.read(_LARGEST_BYTES + 1)
        written = datetime.fromtimestamp(int(path.stat().st_mtime), tz=UTC)
        if len(content) > _LARGEST_BYTES:
            raise SourceError(f"{path.name} is larger than any series", fix="Give the CSV of one series.")
        return read_observations(content.decode("utf-8"), info, place=path.name), written
    except UnicodeDecodeError:
        raise SourceError(f"{path.name} is not text in UTF-8", fix=f"Replace {path} by a CSV file.") from None
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        raise SourceError(f"{path.name} cannot be read: {reason}", fix=f"Replace {path} by a CSV file.") from error
