"""Reported figures from a folder of the SEC's company facts, one JSON file a company as the SEC sends it: `AAPL.json`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from copilot.errors import FactsMissing, SourceError
from copilot.market.sec_facts import read_facts
from copilot.types import Fact

_LARGEST_BYTES = 256_000_000
_ENDINGS = (".json", ".json.gz")


class FileFilings:
    """A source of facts over one folder; each file is read once, and only when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.name = f"files:{folder.resolve().name}"
        self._folder = folder
        self._read: dict[Path, tuple[Mapping[str, Any], datetime]] = {}

    def tickers(self) -> tuple[str, ...]:
        """The companies with a file here, sorted. Raises SourceError where the folder cannot be listed."""
        return tuple(sorted(self._paths()))

    def facts(self, ticker: str, *, as_of: date) -> tuple[Fact, ...]:
        """What the company had filed by `as_of`, oldest first by name. Raises FactsMissing, SourceError."""
        wanted = ticker.strip().upper()
        path = self._paths().get(wanted)
        if path is None:
            raise FactsMissing(
                f"{self.name} has no filings of {wanted}",
                fix=f"Put the SEC's company facts of it into {self._folder} as {wanted}.json.",
            )
        answer, written = self._file(path)
        return read_facts(answer, wanted, as_of=as_of, fetched_at=written)

    def _paths(self) -> Mapping[str, Path]:
        try:
            files = sorted(path for path in self._folder.iterdir() if path.name.lower().endswith(_ENDINGS))
        except OSError as error:
            raise SourceError(f"{self._folder} cannot be listed: {error.strerror}", fix="Name another folder.") from error
        return {path.name.partition(".json")[0].upper(): path for path in files}

    def _file(self, path: Path) -> tuple[Mapping[str, Any], datetime]:
        if path not in self._read:
            try:
                content = path.read_bytes()
                if path.suffix == ".gz":
                    content = zlib.decompressobj(wbits=31).decompress(content, _LARGEST_BYTES)
                answer = json.loads(content)
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except (OSError, ValueError, zlib.error) as error:
                raise SourceError(f"{path.name} is no JSON of company facts: {error}", fix="Download it anew.") from error
            if not isinstance(answer, dict):
                raise SourceError(f"{path.name} is no JSON of company facts", fix="Download it anew.")
            self._read[path] = (answer, written)
        return self._read[path]
