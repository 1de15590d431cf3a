"""Prices of the bundled sample library: a small table of real figures, no simulated bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from copilot.clock import NEW_YORK
from copilot.market.calendar import last_session_of
from copilot.market.files import FilePrices
from copilot.resources import resource
from copilot.types import Bar, MonthEnd


class SamplePrices(FilePrices):
    """The price source over `corpus/prices`, or over another folder of the same make."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(folder or resource("corpus", "prices"), name="sample", is_sample=True)

    def fetched_at(self, bars: Sequence[Bar], months: Sequence[MonthEnd], paths: Sequence[Path]) -> datetime:
        """The close of the last session in the table: typed figures were never fetched, and a copy's file date says nothing."""
        last = bars[-1].session if bars else last_session_of(months[-1].month)
        return datetime.combine(last, time(16), tzinfo=NEW_YORK)
