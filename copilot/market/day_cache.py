"""What a provider gave on a day, kept in memory and, where there is a folder, as a pin: asked for once, whoever asks again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from copilot.market.live import read_pin
from copilot.market.pins import Key, PinStore


class DayCache:
    """Records by what was asked for. `fresh`: pins are not read but replaced. `notices`: which pins were found damaged."""

    def __init__(self, folder: Path | None, *, fresh: bool = False) -> None:
        self._store = None if folder is None else PinStore(folder)
        self._fresh = fresh
        self._kept: dict[Key, Mapping[str, Any]] = {}
        self.notices: list[str] = []

    def get(self, key: Key, fetch: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """The record under a key, else what `fetch` gives, which is kept. Raises what `fetch` raises, PrerequisiteError."""
        if key not in self._kept:
            found = None if self._store is None or self._fresh else read_pin(self._store, key, dict, self.notices)
            if found is None:
                found = dict(fetch())
                if self._store is not None:
                    self._store.write(key, found)
            self._kept[key] = found
        return self._kept[key]
