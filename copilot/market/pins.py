"""What was fetched, kept as pins: canonical bytes under their own hash, and an index that finds those of a day.

    <folder>/pins/<sha256>                              the bytes
    <folder>/fetched/<provider>-<what>-<ticker>-<day>   their hash: what a provider gave for a ticker on a day (New York)

Every file is written whole or not at all and a pin is never changed, so any number of processes may fetch at once: the last to
finish is the one the index names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from copilot.errors import PrerequisiteError
from copilot.writing import write_whole

T = TypeVar("T")


class DamagedPin(Exception):
    """The index names bytes that are gone or are no longer those that were written."""


@dataclass(frozen=True, slots=True)
class Key:
    """What was asked for: "yahoo", "prices", "XLK", on a day of fetching."""

    provider: str
    what: str
    ticker: str
    day: date

    @property
    def file_name(self) -> str:
        """A name that any file system takes: ^ and = are escaped."""
        return f"{self.provider}-{self.what}-{quote(self.ticker, safe='')}-{self.day.isoformat()}"


def canonical(record: Mapping[str, Any]) -> bytes:
    """The one form of a record that is hashed: sorted keys, no spaces, UTF-8; numbers are text."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


class PinStore:
    """Pins of one library folder. Nothing is created before something is kept."""

    def __init__(self, folder: Path) -> None:
        self._pins, self._index = folder / "pins", folder / "fetched"

    def read(self, key: Key) -> dict[str, Any] | None:
        """The record kept under a key; None where there is none. Raises DamagedPin."""
        try:
            name = (self._index / key.file_name).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DamagedPin(key.file_name) from error
        try:
            if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
                raise ValueError
            content = (self._pins / name).read_bytes()
            if hashlib.sha256(content).hexdigest() != name:
                raise ValueError
            record = json.loads(content)
        except (OSError, ValueError) as error:
            raise DamagedPin(key.file_name) from error
        if not isinstance(record, dict):
            raise DamagedPin(key.file_name)
        return record

    def write(self, key: Key, record: Mapping[str, Any]) -> str:
        """Keep a record; its hash comes back. Raises PrerequisiteError where the folder cannot be written."""
        content = canonical(record)
        name = hashlib.sha256(content).hexdigest()
        try:
            write_whole(self._pins / name, content)
            write_whole(self._index / key.file_name, name.encode())
        except OSError as error:
            raise PrerequisiteError(
                f"what was fetched cannot be kept in {self._pins.parent}: {error.strerror or error}",
                fix="make the folder writable, or name another with --library or COPILOT_HOME",
            ) from error
        return name


def read_pin(store: PinStore, key: Key, decode: Callable[[dict[str, Any]], T], notices: list[str]) -> T | None:
    """What a pin holds; None where there is none, or it is damaged, which is then said."""
    try:
        record = store.read(key)
        return None if record is None else decode(record)
    except (DamagedPin, ValueError):
        notices.append(f"the {key.what} of {key.ticker} kept from {key.provider} were damaged, so they were fetched again")
        return None
