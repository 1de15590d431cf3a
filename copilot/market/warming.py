"""Several first fetches at once: a live source is told beforehand what it will be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from copilot.types import PriceSource


@runtime_checkable
class Warming(Protocol):
    """A source that can fetch several tickers at once."""

    def warm(self, tickers: Sequence[str], *, as_of: date) -> None:
        """Fetch what is not at hand; what cannot be had is told when it is asked for."""
        ...


def warm(source: PriceSource, tickers: Sequence[str], *, as_of: date) -> None:
    """Tells a live source what it will be asked for; of others nothing is fetched."""
    if isinstance(source, Warming) and len(tickers) > 1:
        source.warm(tickers, as_of=as_of)
