"""How pinned figures and today's differ: not at all, by float jitter, by one factor (a dividend or a split), or by revision."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from copilot.types import Prices

Point = tuple[str, str, str]  # ticker, session or month, field
Event = tuple[date, float, float]  # session, dividend as a part of the close before it, split
MovedKind = Literal["same", "float jitter", "rebased by dividend", "rebased by split", "provider revision", "gone"]

JITTER = 1e-9  # relative: what arithmetic alone does to a float
SINGLE_PRECISION = 1e-6  # relative: providers send prices in single precision
EVENT_SLACK = 5e-4  # relative, between a factor and the event that explains it: an adjusted close is printed in cents
_PRICES = ("open", "high", "low", "close", "adjusted_close")
_FIGURES = (*_PRICES, "dividend")


@dataclass(frozen=True, slots=True)
class Moved:
    """How figures have moved, and what shows it."""

    kind: MovedKind
    text: str


def points_of_prices(prices: Prices) -> dict[Point, float]:
    """Every figure of the prices. What is missing or unknown is not among them."""
    found: dict[Point, float] = {}
    for bar in prices.bars:
        session = bar.session.isoformat()
        for field in _FIGURES:
            value = getattr(bar, field)
            if value is not None and not math.isnan(value):
                found[prices.ticker, session, field] = value
    for end in prices.month_ends:
        found[prices.ticker, end.month, "close"] = end.close
        if end.total_return is not None:
            found[prices.ticker, end.month, "total_return"] = end.total_return
    return found


def points_of_rows(rows: Sequence[Mapping[str, str]]) -> dict[Point, float]:
    """Every figure of a metric's pinned rows; a row of a month end goes by its month."""
    return {
        (str(row["ticker"]), row.get("month") or row["session"], field): float(row[field])
        for row in rows
        for field in (*_FIGURES, "total_return")
        if field in row
    }


def judge_move(then: Mapping[Point, float], now: Mapping[Point, float], events: Sequence[Event]) -> Moved:
    """How the figures of then differ from those of now, which may hold more. events: those the source knows, oldest first."""
    gone = [point for point in then if point not in now]
    if gone:
        return Moved("gone", f"the source no longer has {_named(gone[0])}{_more(len(gone), 'figure')}")
    apart = {point: (value, now[point]) for point, value in then.items() if value != now[point]}
    if not apart:
        return Moved("same", "")
    if all(math.isclose(a, b, rel_tol=JITTER, abs_tol=0.0) for a, b in apart.values()):
        return Moved("float jitter", f"{len(apart)} of {len(then)} figures differ by less than one part in 10^9")
    real = {point: pair for point, pair in apart.items() if not math.isclose(*pair, rel_tol=JITTER)}
    return _rebased(then, real, events) or _revised(then, real)


def _rebased(then: Mapping[Point, float], apart: Mapping[Point, tuple[float, float]], events: Sequence[Event]) -> Moved | None:
    """One factor on every figure of some fields from the beginning to a day; what explains it, an event if the source has one."""
    tickers, fields = {ticker for ticker, _, _ in apart}, {field for _, _, field in apart}
    if len(tickers) != 1 or not fields <= set(_FIGURES):
        return None
    last = max(key for _, key, _ in apart)
    window = [point for point in then if point[0] in tickers and point[2] in fields and point[1] <= last and then[point]]
    factor = _one_factor([apart[point] for point in window]) if all(point in apart for point in window) else None
    if factor is None:
        return None
    is_adjusted = fields == {"adjusted_close"}  # a level as traded is restated by a split alone
    said = f"every {' and '.join(sorted(map(_words, fields)))} up to {last} is {factor:.6g} times what it was"
    later = [(day, paid if is_adjusted else 0.0, split) for day, paid, split in events if day.isoformat() > last]
    if run := _explaining(factor, later):
        return _by_events(said, run)
    if len({key for _, key, _ in apart}) < 2:
        return None  # one figure alone always has one factor
    if _is_split(factor):
        return Moved("rebased by split", f"{said}; the source names no split that does this")
    return Moved("rebased by dividend", f"{said}; the source names no dividend that does this") if is_adjusted else None


def _is_split(factor: float) -> bool:
    """Whether a factor is that of a usual split: 2, 3, 4 ... 50 for one, or 3 for 2, either way round."""
    ratio = max(factor, 1 / factor)
    return any(math.isclose(ratio, usual, rel_tol=EVENT_SLACK) for usual in (1.5, *range(2, 51)))


def _by_events(said: str, run: Sequence[Event]) -> Moved:
    names = [f"the {'split' if split != 1.0 else 'dividend'} of {session}" for session, _, split in run]
    kind: MovedKind = "rebased by split" if any(split != 1.0 for _, _, split in run) else "rebased by dividend"
    return Moved(kind, f"{said}: {' and '.join(names)}")


def _one_factor(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The factor that all pairs share within what they are printed to; None where there is none."""
    low, high = 0.0, math.inf
    for a, b in pairs:
        slack_a, slack_b = _half_ulp(a), _half_ulp(b)
        if a - slack_a <= 0 or b <= 0:
            return None
        low, high = max(low, (b - slack_b) / (a + slack_a)), min(high, (b + slack_b) / (a - slack_a))
    if not pairs or low > high or low <= 1 <= high:
        return None
    return sum(b / a for a, b in pairs) / len(pairs)


def _half_ulp(value: float) -> float:
    """Half of the last printed digit, or single precision where the figure has more digits than a price is printed with."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    printed = 0.5 * 10.0**-places if 2 <= places <= 4 else 0.0
    return max(printed, abs(value) * SINGLE_PRECISION)


def _explaining(factor: float, later: Sequence[Event]) -> Sequence[Event]:
    """The shortest run of events whose effect on the prices before them is the factor; none where there is none.

    The run need not begin with the first: an earlier event was in the pinned figures already.
    """
    effects = [(1 - paid) / split for _, paid, split in later]
    runs = [(end - begin, begin) for begin in range(len(later)) for end in range(begin + 1, len(later) + 1)]
    for length, begin in sorted(runs):
        run = effects[begin : begin + length]
        if any(effect != 1.0 for effect in run) and math.isclose(math.prod(run), factor, rel_tol=EVENT_SLACK):
            return [event for event in later[begin : begin + length] if event[1] or event[2] != 1.0]
    return ()


def _revised(then: Mapping[Point, float], apart: Mapping[Point, tuple[float, float]]) -> Moved:
    point, (before, after) = min(apart.items(), key=lambda item: item[0][1])
    return Moved("provider revision", f"{_named(point)}: {before!r}, now {after!r}{_more(len(apart), 'figure')} (of {len(then)})")


def _named(point: Point) -> str:
    ticker, key, field = point
    return f"the {_words(field)} of {ticker} of {key}"


def _words(field: str) -> str:
    return field.replace("_", " ")


def _more(count: int, what: str) -> str:
    return f" and {count - 1} more {what if count == 2 else what + 's'}" if count > 1 else ""
