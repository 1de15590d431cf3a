"""The figures that sources quote of companies and funds, by the measure that a text names (`reference/measures.toml`)."""

from __future__ import annotations

from collections.abc import Mapping

FACT_OF_MEASURE: Mapping[str, str] = {
    "expense_ratio": "expense ratio",
    "dividend_yield": "dividend yield",
    "pe_ratio": "trailing P/E",
    "ev_ebitda": "EV/EBITDA",
    "price_to_book": "price to book",
    "market_cap": "market cap",
    "aum": "net assets",
    "shares_outstanding": "shares outstanding",
}
FORWARD = {"trailing P/E": "forward P/E"}  # of expected earnings
