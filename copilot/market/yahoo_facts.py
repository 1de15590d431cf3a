"""Valuation and other figures out of what Yahoo tells of a ticker today, each with its unit settled and the day it speaks for.

Yahoo's units are not of one mind. Its `netExpenseRatio` of 0.2 is 0.20%, its `yield` of 0.0054 is 0.54%; its `dividendYield` is
told in percent by one address and as a fraction by another; the market value of a share quoted in pence is told in pounds; the
share count it gives for a fund is years old. What cannot be settled is left out and named in `unsettled`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from copilot.clock import new_york_day
from copilot.market.as_traded import HUNDREDTHS
from copilot.types import Fact

PROVIDER = "yahoo"
_RATIOS = (  # our name, Yahoo's field; of the quote's day
    ("trailing P/E", "trailingPE"),
    ("forward P/E", "forwardPE"),
    ("EV/EBITDA", "enterpriseToEbitda"),
    ("price to book", "priceToBook"),
)
_GROWTH = (("EPS growth", "earningsGrowth"), ("revenue growth", "revenueGrowth"))  # quarter on the year; of that quarter
_FUNDS = ("ETF", "MUTUALFUND")
_KEPT_TEXT = ("currency", "quoteType", "exchangeTimezoneName")
_KEPT = (
    *(field for _, field in (*_RATIOS, *_GROWTH)),
    "marketCap", "sharesOutstanding", "netAssets", "totalAssets", "netExpenseRatio", "dividendYield",
    "dividendRate", "trailingAnnualDividendYield", "yield", "regularMarketPrice", "regularMarketTime",
    "mostRecentQuarter",
)  # fmt: skip
_FARTHEST = math.log(3)  # between a dividend yield and another measure of it, once both are fractions


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Yahoo told of one ticker: its own names and figures as text, only those read here."""

    ticker: str
    fetched_at: datetime
    told: Mapping[str, str]

    def number(self, field: str) -> float | None:
        """A figure, None where Yahoo tells none (it writes "Infinity" and the like)."""
        try:
            value = float(self.told[field])
        except (KeyError, ValueError):
            return None
        return value if math.isfinite(value) else None


def snapshot_of(ticker: str, info: Mapping[str, Any], fetched_at: datetime) -> Snapshot:
    """The fields that are read here; a figure that is no number, or a text that is none, is left out."""
    told = {name: str(info[name]) for name in _KEPT_TEXT if isinstance(info.get(name), str)}
    for name in _KEPT:
        value = info.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            told[name] = repr(value)
    return Snapshot(ticker, fetched_at, told)


def encode(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as a JSON value without floats, for a pin."""
    return {
        "kind": "snapshot",
        "ticker": snapshot.ticker,
        "provider": PROVIDER,
        "fetched_at": snapshot.fetched_at.isoformat(),
        "told": dict(snapshot.told),
    }


def decode(record: Mapping[str, Any]) -> Snapshot:
    """The snapshot that a pin holds. Raises ValueError where it is none."""
    try:
        if record["kind"] != "snapshot":
            raise ValueError("not a pin of a snapshot")
        told = {str(name): str(value) for name, value in record["told"].items()}
        return Snapshot(record["ticker"], datetime.fromisoformat(record["fetched_at"]), told)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a pin of a snapshot: {error!r}") from error


def read_facts(snapshot: Snapshot) -> tuple[Fact, ...]:
    """The figures, by name. Those of the quote speak for its day, growth for the quarter last reported."""
    quote_day, quarter = _quote_day(snapshot), _quarter(snapshot)
    found: list[Fact] = []

    def add(name: str, value: float | None, unit: str, day: date | None, field: str) -> None:
        if value is not None and day is not None:
            found.append(_fact(snapshot, name, value, unit, day, field))

    for name, field in _RATIOS:
        add(name, snapshot.number(field), "ratio_x", quote_day, field)
    for name, field in _GROWTH:
        add(name, snapshot.number(field), "fraction", quarter, field)
    expenses = snapshot.number("netExpenseRatio")
    add("expense ratio", _part(expenses, 100), "fraction", quote_day, "netExpenseRatio")
    add("dividend yield", dividend_yield(snapshot), "fraction", quote_day, "dividendYield")
    assets = "netAssets" if snapshot.number("netAssets") else "totalAssets"
    currency = snapshot.told.get("currency", "")
    if currency:
        whole = HUNDREDTHS.get(currency, currency)
        if _is_fund(snapshot):
            add("net assets", snapshot.number(assets), whole, quote_day, assets)
        if _has_sound_share_count(snapshot):
            add("market cap", market_cap(snapshot), whole, quote_day, "marketCap")
            add("shares outstanding", snapshot.number("sharesOutstanding"), "count:share", quote_day, "sharesOutstanding")
    return tuple(sorted(found, key=lambda fact: fact.name))


def unsettled(snapshot: Snapshot) -> Mapping[str, str]:
    """The figures that Yahoo tells and that are not taken, by our name, with the reason in a few words."""
    reasons = {}
    if snapshot.number("dividendYield") is not None and dividend_yield(snapshot) is None:
        reasons["dividend yield"] = "it does not say whether it is in percent"
    if not _has_sound_share_count(snapshot):
        for name in ("market cap", "shares outstanding"):
            reasons[name] = "its share count and its net assets of this fund contradict each other"
    elif snapshot.number("marketCap") is not None and market_cap(snapshot) is None:
        reasons["market cap"] = "it does not say whether it is in hundredths of the currency"
    return reasons


def dividend_yield(snapshot: Snapshot) -> float | None:
    """Yahoo's dividend yield as a fraction: percent or fraction by what comes nearer to another measure of it; else None.

    >>> told = {"dividendYield": "0.41", "trailingAnnualDividendYield": "0.0041"}
    >>> round(dividend_yield(Snapshot("XLK", datetime(2024, 1, 2), told)), 6)
    0.0041
    """
    told, price, rate = (snapshot.number(name) for name in ("dividendYield", "regularMarketPrice", "dividendRate"))
    measures = [
        snapshot.number("trailingAnnualDividendYield"),
        snapshot.number("yield"),
        rate / price if rate and price and snapshot.told.get("currency") not in HUNDREDTHS else None,
    ]
    known = [measure for measure in measures if measure]
    if not told or told < 0 or not known:
        return None
    gap, value = min((abs(math.log(choice / measure)), choice) for choice in (told, told / 100) for measure in known)
    return value if gap < _FARTHEST else None


def market_cap(snapshot: Snapshot) -> float | None:
    """The market value in whole units of the currency; None where it may be in hundredths of them.

    >>> told = {"currency": "GBp", "marketCap": "2554603520", "sharesOutstanding": "823350016", "regularMarketPrice": "308.8"}
    >>> market_cap(Snapshot("AAA.L", datetime(2024, 1, 2), told))
    2554603520.0
    """
    told, shares, price = (snapshot.number(name) for name in ("marketCap", "sharesOutstanding", "regularMarketPrice"))
    if not told or told < 0 or snapshot.told.get("currency") not in HUNDREDTHS:
        return told if told and told > 0 else None
    if not shares or not price:
        return None
    whole = shares * price / 100
    choices = [choice for choice in (told, told / 100) if 0.5 < choice / whole < 2]
    return choices[0] if choices else None


def _is_fund(snapshot: Snapshot) -> bool:
    return snapshot.told.get("quoteType") in _FUNDS


def _has_sound_share_count(snapshot: Snapshot) -> bool:
    """Whether the market value of a fund is about what it holds; Yahoo's count of a fund's shares can be years old."""
    if not _is_fund(snapshot):
        return True
    worth, assets = snapshot.number("marketCap"), snapshot.number("netAssets") or snapshot.number("totalAssets")
    return bool(worth and assets and 0.95 < worth / assets < 1.05)


def _part(value: float | None, of: int) -> float | None:
    return None if value is None else float(Decimal(repr(value)) / of)


def _fact(snapshot: Snapshot, name: str, value: float, unit: str, day: date, field: str) -> Fact:
    return Fact(
        ticker=snapshot.ticker,
        name=name,
        value=Decimal(repr(value)),
        unit=unit,
        as_of=day,
        known_from=new_york_day(snapshot.fetched_at),
        period_start=None,
        provider=PROVIDER,
        fetched_at=snapshot.fetched_at,
        source=field,
    )


def _quote_day(snapshot: Snapshot) -> date | None:
    """The day of the last price, at the exchange."""
    seconds, zone = snapshot.number("regularMarketTime"), snapshot.told.get("exchangeTimezoneName")
    if seconds is None or zone is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, ZoneInfo(zone)).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _quarter(snapshot: Snapshot) -> date | None:
    """The last day of the quarter last reported; Yahoo writes it as midnight UTC."""
    seconds = snapshot.number("mostRecentQuarter")
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).date()
