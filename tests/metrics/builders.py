"""Prices, facts and series of our own making, and one metric of every definition over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from copilot.market.calendar import sessions
from copilot.market.months import month_ends
from copilot.market.policy import meetings
from copilot.metrics import compute, definitions
from copilot.types import Bar, Fact, Metric, Observation, Prices, Series

AS_OF = date(2025, 12, 18)


def make_prices(
    closes: Sequence[float],
    *,
    start: date = date(2024, 1, 2),
    dividends: Sequence[float] | None = None,
    ticker: str = "XLK",
    spread: float = 0.0,
) -> Prices:
    """Closes on the New York sessions from `start`; highs and lows lie `spread` away from them."""
    days = sessions(start, date(2030, 12, 31))[: len(closes)]
    paid = dividends or [0.0] * len(closes)
    bars = tuple(
        Bar(day, close, close + spread, close - spread, close, None, dividend)
        for day, close, dividend in zip(days, closes, paid, strict=True)
    )
    return Prices(ticker, "USD", "files:test", datetime(2025, 1, 2, tzinfo=UTC), bars, month_ends(bars))


def example_of(name: str, prices: Prices, other: Prices) -> Metric:
    """One metric of every definition, over all the prices there are."""
    needs = next(definition.needs for definition in definitions() if definition.name == name)
    if needs == "decisions of a window":
        return compute(name, meetings=meetings(as_of=AS_OF), start="2025-08-01", end="2025-12-18")
    if "decision" in needs:
        return compute(name, meetings=meetings(as_of=AS_OF), session="2025-12-10")
    if any(word in needs for word in ("figure", "P/E", "EBITDA", "dividend yield")):
        measure: dict[str, Any] = {"measure": "revenue"} if needs == "figure" else {}
        return compute(name, facts=FACTS["XLK"], other_facts=FACTS["XLF"], **measure)
    if "observation" in needs or "index" in needs:
        return compute(name, series=SERIES)
    if needs.endswith("of each"):
        count: dict[str, Any] = {"sessions": 20} if needs.startswith("last") else {}
        return compute(name, prices, others=[other], **count)
    first = prices.bars[0].session
    given: dict[str, Any] = {"start": first}
    if "session" in needs:
        given = {}
    if needs in ("two closes", "close before and open", "levels up to a day"):
        given = {}
    if needs == "dividends and last close":
        given = {"months": 1}
    if name.startswith("sharpe") or name == "alpha":
        given["risk_free_annual"] = "0.03"
    if name == "weekly moving average":
        given = {"weeks": 4}
    elif "average" in name and name != "average close":
        given = {"sessions": 20} | ({"short": 5} if "short" in name else {})
    if name == "momentum":
        given = {"months": 2, "skip": 1}
    return compute(name, prices, other=other, **given)


NOTED = datetime(2025, 12, 18, 21, tzinfo=UTC)


def fact(ticker: str, name: str, value: str, unit: str = "ratio_x", *, start: str | None = None, end: str = "2025-12-17") -> Fact:
    began = None if start is None else date.fromisoformat(start)
    ended = date.fromisoformat(end)
    return Fact(ticker, name, Decimal(value), unit, ended, ended + timedelta(days=1), began, "test", NOTED, "typed by hand")


FACTS = {
    ticker: (
        fact(ticker, "trailing P/E", trailing),
        fact(ticker, "forward P/E", "14.78"),
        fact(ticker, "EV/EBITDA", "9.5"),
        fact(ticker, "dividend yield", "0.0129", "fraction"),
        fact(ticker, "revenue", "400", "USD", start="2023-10-01", end="2024-09-28"),
        fact(ticker, "revenue", "430", "USD", start="2024-09-29", end="2025-09-27"),
        fact(ticker, "revenue", "320", "USD", start="2024-09-29", end="2025-06-28"),
        fact(ticker, "revenue", "110", "USD", start="2025-06-29", end="2025-09-27"),
    )
    for ticker, trailing in (("XLK", "20"), ("XLF", "16"))
}


def make_series(id: str, values: dict[str, str | None], frequency: Any = "daily", unit: str = "percent") -> Series:
    known = tuple(
        Observation(date.fromisoformat(day), None if value is None else Decimal(value)) for day, value in values.items()
    )
    return Series(id, id, unit, frequency, False, None, "test", NOTED, known)


SERIES = (
    make_series("DGS10", {"2024-12-16": "4.39", "2025-12-16": "4.15", "2025-12-17": "4.16", "2025-12-18": None}),
    make_series("DGS2", {"2024-12-16": "4.25", "2025-12-16": "3.50", "2025-12-17": "3.49"}),
    make_series("DGS3MO", {"2025-12-16": "3.66", "2025-12-17": "3.67"}),
    make_series("DGS30", {"2025-12-17": "4.83"}),
    make_series("T10Y2Y", {"2025-12-16": "0.65", "2025-12-17": "0.67"}, unit="percentage_point"),
    make_series("DGS5", {"2025-12-17": "3.72"}),
    make_series(
        "CPIAUCNS",
        {"2024-10-01": "315.664", "2024-11-01": "315.493", "2025-10-01": None, "2025-11-01": "324.122"},
        "monthly",
        "none",
    ),
    make_series("PAYEMS", {"2024-11-01": "158000000", "2025-11-01": "159580000"}, "monthly", "count:job"),
)
