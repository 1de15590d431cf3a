from __future__ import annotations

from datetime import date

from copilot.types import Prices


class NoPrices:
    """No prices at all."""

    name, is_sample = "none", False

    def tickers(self) -> list[str]:
        return ["NONE"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        raise AssertionError(ticker)
