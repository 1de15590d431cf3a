"""What a provider gave on a day, kept in memory and, where there is a folder, as a pin: asked for once, whoever asks again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from copilot.market.pins import Key, PinStore, read_pin

T = TypeVar("T")


class DayCache(Generic[T]):
    """Values by what was asked for, each a record in its pin. `notices`: which pins were found damaged."""

    def __init__(
        self,
        folder: Path | None,
        *,
        fresh: bool = False,
        encode: Callable[[T], Mapping[str, Any]],
        decode: Callable[[dict[str, Any]], T],
    ) -> None:
        """fresh: pins are not read but replaced. encode, decode: a value as its record, and back; ValueError where it is none."""
        self._store = None if folder is None else PinStore(folder)
        self._fresh = fresh
        self._encode, self._decode = encode, decode
        self._kept: dict[Key, T] = {}
        self.notices: list[str] = []

    def get(self, key: Key, fetch: Callable[[], T]) -> T:
        """The value under a key, else what `fetch` gives, which is kept. Raises what `fetch` raises, PrerequisiteError."""
        if key not in self._kept:
            found = None if self._store is None or self._fresh else read_pin(self._store, key, self._decode, self.notices)
            if found is None:
                found = fetch()
                if self._store is not None:
                    self._store.write(key, self._encode(found))
            self._kept[key] = found
        return self._kept[key]
