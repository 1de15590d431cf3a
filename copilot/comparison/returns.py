"""A percentage change and its window, computed from the prices with and without dividends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from copilot.comparison.types import Comparison, plain, subject
from copilot.errors import InsufficientData, UsageError
from copilot.metrics import compute
from copilot.numbers import Claim
from copilot.numbers.windows import Window, window
from copilot.types import Metric, Prices

RETURNS = (None, "return", "price_return", "total_return", "price", "share_price")
NEARBY_SESSIONS = 10  # how far from the stated day a one-day move is looked for
SMALLEST_MOVE = Decimal("1.5")  # percent; smaller one-day moves recur too often for the day to be told from the figure
SLACK_DAYS = 7  # "for the year" in a text of Thursday may be counted to Wednesday, or to the last month end

Parameters = dict[str, Any]


def compare_return(claim: Claim, prices: Prices, start: date, end: date) -> Comparison | None:
    """The stated change against the prices; None where they cannot decide it."""
    if claim.role != "change" or claim.measure not in RETURNS or claim.direction == "none":
        return None
    if claim.period_grain == "day":
        return _compare_day(claim, prices, start)
    computed = [list(_returns(prices, parameters)) for parameters in _windows(claim, prices, start, end)]
    metrics = [metric for group in computed for metric in group]
    if not metrics:
        return None
    agreeing = [metric for metric in metrics if _agrees(metric, claim)]
    shown = tuple(agreeing[:1] or computed[0])
    found = " and ".join(f"{metric.name} {plain(metric.value * 100)}%" for metric in shown)
    stated = f"{_stated(claim, prices)} in {_window_words(claim, start)}"
    return Comparison(_number(claim), claim.period_span, bool(agreeing), "value", stated, found, end, shown[0].end, shown)


def _windows(claim: Claim, prices: Prices, start: date, end: date) -> Iterator[Parameters]:
    """The windows that the words may mean, the likeliest first; none where the words do not fix one."""
    if claim.period_grain == "month":
        yield {"month": f"{start:%Y-%m}"}
    elif claim.period_grain == "year":
        yield {"year": f"{start.year}"}
    elif claim.period_grain == "window" and (start.month, start.day) == (1, 1) and end.year == start.year:
        sessions = [bar.session for bar in prices.bars if end - timedelta(days=SLACK_DAYS) <= bar.session <= end]
        for session in reversed(sessions):
            yield {"year": f"{start.year}", "end": session}
        yield {"year": f"{start.year}", "end": end.replace(day=1) - timedelta(days=1)}


def _compare_day(claim: Claim, prices: Prices, day: date) -> Comparison | None:
    """A one-day change: on its day, or, where another day near it made that very move, dated wrongly."""
    sessions = [bar.session for bar in prices.bars]
    if day not in sessions or sessions.index(day) == 0:
        return None
    at = sessions.index(day)
    own = list(_returns(prices, {"start": sessions[at - 1], "end": day}))
    if any(_agrees(metric, claim) for metric in own):
        return _day_comparison(claim, prices, day, day, own, agrees=True)
    if (claim.quantity.value or Decimal(0)) < SMALLEST_MOVE or claim.quantity.qualifier != "none":
        return None
    for near in _by_distance(at, len(sessions)):
        metrics = list(_returns(prices, {"start": sessions[near - 1], "end": sessions[near]}))
        if any(_agrees(metric, claim) for metric in metrics):
            return _day_comparison(claim, prices, day, sessions[near], [*metrics[:1], *own[:1]], agrees=False)
    return None


def _day_comparison(
    claim: Claim, prices: Prices, day: date, found_day: date, metrics: Sequence[Metric], *, agrees: bool
) -> Comparison:
    stated = f"{_stated(claim, prices)} is dated {day.isoformat()}"
    move = f"that move is of {found_day.isoformat()}" if not agrees else f"the move of {day.isoformat()}"
    on_day = "" if agrees else f"; on {day.isoformat()} it was {plain(metrics[-1].value * 100)}%"
    return Comparison(_number(claim), claim.period_span, agrees, "date", stated, move + on_day, day, found_day, tuple(metrics))


def _by_distance(at: int, count: int) -> Iterator[int]:
    for step in range(1, NEARBY_SESSIONS + 1):
        yield from (near for near in (at - step, at + step) if 1 <= near < count)


def _agrees(metric: Metric, claim: Claim) -> bool:
    sign = -1 if claim.direction == "down" else 1
    return _accepted(claim).holds(abs(metric.value) * 100) and metric.value * sign >= 0


def _accepted(claim: Claim) -> Window:
    quantity = claim.quantity
    return window(abs(quantity.value or Decimal(0)), quantity.ulp or Decimal(1), quantity.qualifier)


def _returns(prices: Prices, parameters: Parameters) -> Iterator[Metric]:
    for name in ("price return", "total return"):
        try:
            yield compute(name, prices, **parameters)
        except (InsufficientData, UsageError):
            continue


def _number(claim: Claim) -> tuple[int, int]:
    return claim.quantity.start, claim.quantity.end


def _stated(claim: Claim, prices: Prices) -> str:
    return f"{subject(claim, prices)} {claim.direction} {claim.quantity.text}"


def _window_words(claim: Claim, start: date) -> str:
    if claim.period_grain == "month":
        return f"{start:%B %Y}"
    return f"{start.year}" + (" to date" if claim.period_grain == "window" else "")
