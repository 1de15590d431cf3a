"""Price tables: bars, month ends and dividends out of CSV and Parquet files, every defect named with file and line.

Columns are found by name, whatever their case, order, spaces and underscores:

- session: session, date, day, datetime. Written 2025-03-31. A time of midnight behind it is ignored, whatever its offset, and
  so is one without an offset; any other moment with an offset must be midnight, the opening or the close in New York.
- open, high, low, close. `close` is the price as traded; an empty open, high or low is unknown.
- adjusted close: adjclose, adj close, adjusted close.
- dividend: dividend, dividends. Per share, on its ex-date; empty is none.
- split: split, splits, stock splits. New shares for one old share, in force from that session on (10 is ten for one, 0.1 one
  for ten); empty, 0 and 1 are none. A table of prices that were adjusted for a split listed in it is refused.
- months: month (2025-03), close, total return percent.

Other columns (volume) are passed over.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from copilot.errors import SourceError
from copilot.market.csvtable import Row, columns, day, defect, number, rows, stat
from copilot.types import Bar, MonthEnd

_REGULAR = 4  # bars on one day of the weekend, that many and on half of the weeks: a market open then
UNKNOWN_DIVIDEND = math.nan  # a bar of a table without a dividend column; missing is never 0


def read_bars(path: Path, *, is_index: bool = False) -> tuple[Bar, ...]:
    """The daily bars of one file, oldest first. Parsed once per process while the file stays as it is.

    Raises SourceError for an unreadable file, a missing column, a number or date that is none, a price <= 0, a high below
    the low, sessions out of order or twice, a bar at a weekend of a market that rests there.
    is_index: levels may be 0 or less, as yields can.
    """
    state = stat(path)
    return _read_bars(path, is_index, state.st_mtime_ns, state.st_size)


def read_months(path: Path) -> tuple[MonthEnd, ...]:
    """The month ends of one file, oldest first; `total_return` as a fraction. Raises SourceError as `read_bars` does."""
    months: list[MonthEnd] = []
    for row in rows(path, needed=("month", "close"), optional=("total_return",)):
        month = row.cells["month"].strip()[:7]
        day(f"{month}-01", row.place)
        if months and month <= months[-1].month:
            raise defect(row.place, f"the month {month} does not come after {months[-1].month}")
        percent = number(row.cells.get("total_return", ""), row.place, "total return")
        close = _price(row, "close")
        if close is None:
            raise defect(row.place, "the close is empty")
        months.append(MonthEnd(month, close, None if percent is None else percent / 100))
    return tuple(months)


def read_dividends(path: Path, ticker: str) -> dict[date, float] | None:
    """Dividends per share of one ticker by ex-date, from a table of several; None where it does not name the ticker."""
    found: dict[date, float] = {}
    for row in rows(path, needed=("ex_date", "ticker", "amount"), optional=()):
        if row.cells["ticker"].strip().upper() == ticker:
            amount = number(row.cells["amount"], row.place, "amount")
            if amount is None or amount < 0:
                raise defect(row.place, "the dividend is no amount")
            ex_date = day(row.cells["ex_date"], row.place)
            found[ex_date] = found.get(ex_date, 0.0) + amount
    return found or None


@lru_cache(maxsize=128)
def _read_bars(path: Path, is_index: bool, _modified: int, _size: int) -> tuple[Bar, ...]:
    known = columns(path)
    if "close" not in known and "adjusted_close" in known:
        raise SourceError(
            f"{path.name} holds adjusted closes only, which are no prices as traded",
            fix="Add a column 'Close' with the prices as traded.",
        )
    optional = tuple(name for name in ("open", "high", "low", "adjusted_close", "dividend", "split") if name in known)
    bars: list[Bar] = []
    weekends: list[tuple[date, str]] = []
    for row in rows(path, needed=("session", "close"), optional=optional):
        bar = _plain_bar(row.cells) or _bar(row, least=-math.inf if is_index else 0.0)
        if bar is None:
            continue
        if bars and bar.session <= bars[-1].session:
            problem = "stands twice" if bar.session == bars[-1].session else f"comes after {bars[-1].session}"
            raise defect(row.place, f"the session {bar.session} {problem}", "Keep one line per session, oldest first.")
        if bars and is_split_adjusted(bars[-1].close, bar):
            raise defect(
                row.place,
                f"the close goes from {bars[-1].close} to {bar.close} over a split of {bar.split:g}, so it is adjusted for it",
                "Give prices as traded, or leave the column of splits out.",
            )
        bars.append(bar)
        if bar.session.weekday() >= 5:
            weekends.append((bar.session, row.place))
    _refuse_weekends(weekends, bars)
    return tuple(bars)


def _refuse_weekends(weekends: Sequence[tuple[date, str]], bars: Sequence[Bar]) -> None:
    """Raises SourceError for the first bar on a Saturday or Sunday on which the series does not regularly trade."""
    counts = Counter(session.weekday() for session, _ in weekends)
    most = max(Counter(bar.session.weekday() for bar in bars).values()) if weekends else 0
    for session, place in weekends:
        if counts[session.weekday()] < max(_REGULAR, most / 2):
            problem = f"{session} is a {session:%A}, and this series does not trade at weekends"
            raise defect(place, problem, "Correct the date, or leave the line out.")


def _plain_bar(cells: Mapping[str, str]) -> Bar | None:
    """The bar of a line where every cell is there and sound: nearly every line, and quicker; None for any other."""
    try:
        opened, high, low = float(cells["open"]), float(cells["high"]), float(cells["low"])
        close, adjusted = float(cells["close"]), float(cells["adjusted_close"])
        dividend, session = float(cells["dividend"]), date.fromisoformat(cells["session"])
        split = float(cells.get("split", 1.0)) or 1.0
    except (KeyError, ValueError):
        return None
    is_sound = 0 < low <= high < math.inf and 0 < opened < math.inf and 0 < close < math.inf and 0 < adjusted < math.inf
    is_sound = is_sound and 0 <= dividend < close and 0 < split < math.inf
    return Bar(session, opened, high, low, close, adjusted, dividend, split) if is_sound else None


def _bar(row: Row, *, least: float) -> Bar | None:
    """The bar of a line, None where the line holds no price at all (some providers print such lines for holidays)."""
    session = day(row.cells["session"], row.place)
    opened, high, low, close = (_price(row, name, least=least) for name in ("open", "high", "low", "close"))
    if close is None:
        if opened is None and high is None and low is None:
            return None
        raise defect(row.place, "the close is empty")
    if high is not None and low is not None and high < low:
        raise defect(row.place, f"the high {high} is below the low {low}")
    dividend = UNKNOWN_DIVIDEND
    if "dividend" in row.cells:
        dividend = number(row.cells["dividend"], row.place, "dividend") or 0.0
        if dividend < 0:
            raise defect(row.place, f"the dividend is {dividend}, and none is below 0")
    split = number(row.cells.get("split", ""), row.place, "split") or 1.0
    if split < 0:
        raise defect(row.place, f"the split is {split}, and none is below 0")
    return Bar(session, opened, high, low, close, _price(row, "adjusted_close", least=least), dividend, split)


def is_split_adjusted(close_before: float, bar: Bar) -> bool:
    """Whether the close of a session with a split goes on from the close before as if there had been none.

    Splits nearer to one than four for three are not judged: an ordinary session may move as far.
    """
    if abs(math.log(bar.split)) < math.log(1.33) or min(close_before, bar.close) <= 0:
        return False
    move = math.log(bar.close / close_before)
    return abs(move) < abs(move + math.log(bar.split))


def _price(row: Row, name: str, *, least: float = 0.0) -> float | None:
    value = number(row.cells.get(name, ""), row.place, name.replace("_", " "))
    if value is not None and value <= least:
        raise defect(row.place, f"the {name.replace('_', ' ')} is {value}, and a price is above 0")
    return value
