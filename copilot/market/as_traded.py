"""Prices as they were traded, out of what a provider gives: prices and dividends told in the shares of the day of fetching.

A provider divides every earlier price by every later split. Multiplying by the splits after a day gives back what was paid on
that day; it needs every split known at fetching, also those after the as-of day, and lets nothing of them in: the price of a
past day is the same whichever splits came later. Adjusted closes are made anew from the bars up to the as-of day alone.
"""

from __future__ import annotations

import math
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple, overload

from copilot.market.months import growth, month_ends
from copilot.market.tables import UNKNOWN_DIVIDEND, is_split_adjusted
from copilot.types import Bar, Prices

NO_CURRENCY = "XXX"  # ISO 4217 for "no currency": the levels of an index
HUNDREDTHS: Mapping[str, str] = {"GBp": "GBP", "GBX": "GBP", "ZAc": "ZAR", "ZAX": "ZAR", "ILA": "ILS"}
_SINGLE = 7e-8  # relative error of a 32-bit float, with a little room
_SMALLEST_JUDGED = math.log(1.33)  # a smaller split is within what an ordinary session may move


class RawBar(NamedTuple):
    """One session as the provider gives it: split-adjusted for later splits; None is missing. `gain`: distributed by a fund."""

    session: date
    open: float | None
    high: float | None
    low: float | None
    close: float | None
    adjusted_close: float | None
    dividend: float
    split: float
    gain: float


@dataclass(frozen=True, slots=True)
class Download:
    """What a provider gave for one ticker, oldest first, completed sessions only."""

    ticker: str
    provider: str
    currency: str  # as the provider writes it; "GBp" is pence
    is_index: bool
    zone: str  # of the exchange
    first: date  # asked from this day
    fetched_at: datetime
    good_until: datetime | None  # when the session that ran at fetching is over; None where none ran
    later_split: float  # of a session that was not over at fetching: it has divided the earlier prices already
    rows: tuple[RawBar, ...]

    def prices(self, *, as_of: date) -> Prices:
        """Bars as traded up to and including `as_of`, in whole units of the currency; empty where there are none."""
        bars = self._bars()
        visible = with_adjusted_closes(bars[: bisect_right(bars, as_of, key=lambda bar: bar.session)])
        return Prices(
            ticker=self.ticker,
            currency=NO_CURRENCY if self.is_index else HUNDREDTHS.get(self.currency, self.currency),
            provider=self.provider,
            fetched_at=self.fetched_at,
            bars=visible,
            month_ends=month_ends(visible),
        )

    def _bars(self) -> list[Bar]:
        """Every session with a close, as traded."""
        is_hundredths = self.currency in HUNDREDTHS
        unit = Fraction(1, 100) if is_hundredths else Fraction(1)
        bars: list[Bar] = []
        paid, split, before = 0.0, Fraction(1), None
        for row, factor in zip(self.rows, _factors([row.split for row in self.rows], self.later_split), strict=True):
            split *= _ratio(row.split)
            paid += _payout(row, before, is_hundredths=is_hundredths)
            if row.close is None:
                continue  # an event on a day without a price enters with the next session
            if before is not None and _jumps(before, row, float(split)):
                bars = []  # the provider did not divide the earlier prices by this split, so they cannot be told as traded
            opened, high, low = (scaled(value, factor * unit) for value in (row.open, row.high, row.low))
            dividend = UNKNOWN_DIVIDEND if self.is_index else scaled(paid, factor * unit)
            if bars and dividend >= bars[-1].close / split:
                dividend = UNKNOWN_DIVIDEND  # no share pays out all it is worth
            bars.append(Bar(row.session, opened, high, low, scaled(row.close, factor * unit), None, dividend, float(split)))
            paid, split, before = 0.0, Fraction(1), row
        return bars


def with_adjusted_closes(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """The bars with closes adjusted for the splits and dividends among them, the last one's being its own close."""
    if not bars or any(math.isnan(bar.dividend) for bar in bars):
        return tuple(bars)
    adjusted = [bars[-1].close]
    for before, bar in reversed(list(pairwise(bars))):
        step = growth(before, bar)
        adjusted.append(adjusted[-1] / step if step else math.nan)
    return tuple(
        replace(bar, adjusted_close=value if value > 0 else None) for bar, value in zip(bars, reversed(adjusted), strict=True)
    )


@overload
def scaled(value: float, factor: Fraction) -> float: ...
@overload
def scaled(value: None, factor: Fraction) -> None: ...
def scaled(value: float | None, factor: Fraction) -> float | None:
    """A price times a factor: the shortest decimal within what a price sent as a 32-bit float is good for.

    >>> scaled(120.998, Fraction(10)), scaled(1234.5, Fraction(1, 100)), scaled(None, Fraction(2))
    (1209.98, 12.345, None)
    """
    if value is None or factor == 1:
        return value
    exact = _single(value) * factor.numerator / factor.denominator
    texts = (float(f"{exact:.{digits}g}") for digits in range(3, 9))
    return next((text for text in texts if abs(text - exact) <= _SINGLE * abs(exact)), exact)


def _single(value: float) -> float:
    """The 32-bit float that a provider sent, of which a download keeps the shortest decimal."""
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return value


def encode(download: Download) -> dict[str, Any]:
    """The download as a JSON value without floats, for a pin."""
    return {
        "kind": "prices",
        "ticker": download.ticker,
        "provider": download.provider,
        "currency": download.currency,
        "is_index": download.is_index,
        "zone": download.zone,
        "first": download.first.isoformat(),
        "fetched_at": download.fetched_at.isoformat(),
        "good_until": download.good_until.isoformat() if download.good_until else None,
        "later_split": repr(download.later_split),
        "columns": list(RawBar._fields),
        "rows": [[row[0].isoformat(), *("" if cell is None else repr(cell) for cell in row[1:])] for row in download.rows],
    }


def decode(record: Mapping[str, Any]) -> Download:
    """The download that a pin holds. Raises ValueError where it is none."""
    try:
        if record["kind"] != "prices" or record["columns"] != list(RawBar._fields):
            raise ValueError("not a pin of prices")
        until = record["good_until"]
        return Download(
            ticker=record["ticker"],
            provider=record["provider"],
            currency=record["currency"],
            is_index=record["is_index"],
            zone=record["zone"],
            first=date.fromisoformat(record["first"]),
            fetched_at=datetime.fromisoformat(record["fetched_at"]),
            good_until=datetime.fromisoformat(until) if until else None,
            later_split=float(record["later_split"]),
            rows=tuple(_row(cells) for cells in record["rows"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a pin of prices: {error!r}") from error


def _row(cells: Sequence[str]) -> RawBar:
    session, *prices, dividend, split, gain = cells
    opened, high, low, close, adjusted = (float(cell) if cell else None for cell in prices)
    return RawBar(date.fromisoformat(session), opened, high, low, close, adjusted, float(dividend), float(split), float(gain))


def _factors(splits: Sequence[float], later: float) -> list[Fraction]:
    """For each session the product of the splits after it."""
    factor, found = _ratio(later), []
    for split in reversed(splits):
        found.append(factor)
        factor *= _ratio(split)
    return found[::-1]


def _ratio(split: float) -> Fraction:
    """A split as the ratio of whole numbers it was announced as."""
    return Fraction(split).limit_denominator(1000) if split != 1.0 else Fraction(1)


def _jumps(before: RawBar, row: RawBar, split: float) -> bool:
    """Whether the provider's closes move by a split that they should have been adjusted for."""
    if before.close is None or row.close is None or abs(math.log(split)) < _SMALLEST_JUDGED:
        return False
    return not is_split_adjusted(before.close, Bar(row.session, None, None, None, row.close, split=split))


def _payout(row: RawBar, before: RawBar | None, *, is_hundredths: bool) -> float:
    """What a session's ex-date pays per share, nan where the provider contradicts itself.

    A fund's distributed gain comes apart from its dividend, and sometimes within it as well; a dividend of shares quoted in
    pence comes in pence or in pounds. The adjusted closes tell which is meant.
    """
    if row.gain == 0 and not (is_hundredths and row.dividend):
        return row.dividend
    implied = _implied(row, before)
    if is_hundredths:
        is_close = implied is not None and 0.8 * implied < row.dividend < 1.25 * implied
        return row.dividend if is_close else math.nan
    both = row.dividend + row.gain
    return both if implied is None else min((both, row.dividend), key=lambda paid: abs(paid - implied))


def _implied(row: RawBar, before: RawBar | None) -> float | None:
    """The payment by which the provider lowered its adjusted close of the session before."""
    if before is None or not (before.close and before.adjusted_close and row.close and row.adjusted_close):
        return None
    return before.close * (1 - (before.adjusted_close / before.close) / (row.adjusted_close / row.close))
