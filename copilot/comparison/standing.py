"""Where a price stands against its own past: the level of an average, a high, a low or a record, and the distance from it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from copilot.comparison.benchmarks import Benchmark, Held, held_against, is_standing
from copilot.comparison.clarity import says_of_whom
from copilot.comparison.extremes import has_history
from copilot.comparison.market import bars_between
from copilot.comparison.moves import level_beside
from copilot.comparison.statement import Statement, words_of_statements
from copilot.comparison.types import Comparison, plain, signed
from copilot.market.calendar import session_on_or_before
from copilot.metrics import computed
from copilot.types import Bar, Metric, Prices

FARTHEST = 3  # times the level of a benchmark, or that part of it: what is further away is no price of the instrument
_PRICES = (None, "price", "share_price")
_AVERAGES = {
    "simple": "moving average",
    "weekly": "weekly moving average",
    "exponential": "exponential moving average",
}
SMALLEST_SIDE = Decimal("0.001")  # a price nearer than this to its benchmark is on neither side of it


def compare_standing(statement: Statement, prices: Prices, levels: Sequence[Comparison] = ()) -> Comparison | None:
    """A stated level or distance of a benchmark against the prices of its day; None where it is none, or they cannot decide.

    Without a day it is of the session of the level right before it in `levels` (what was found of those before), else of the
    last two sessions that the text's own day leaves open.
    """
    if statement.claim.negated or statement.claim.scope is not None or statement.claim.modality not in (None, "actual"):
        return None
    held = held_against(statement)
    if held is None:
        return None
    if held.form == "level":
        return _level(statement, held, prices)
    beside = level_beside(statement, prices, levels)
    return _distance(statement, held, prices, beside.found_date if beside is not None and beside.agrees else None)


def _days(statement: Statement, held: Held) -> tuple[list[date], date | None]:
    """(the sessions it may be of, likeliest first; the day its words give the extreme itself, where they do)."""
    own = statement.published
    last = session_on_or_before(own) if own is not None else None
    open_days = [last, session_on_or_before(last - timedelta(days=1))] if last is not None else []
    claim = statement.claim
    if claim.period_grain != "day" or claim.period_start is None or claim.period_span is None:
        return open_days, None
    day = session_on_or_before(claim.period_start)
    if own is not None and day > own:
        return open_days, None
    is_own_sentence = claim.sentence[0] <= claim.period_span[0] < claim.sentence[1]
    is_of_extreme = held.benchmark.kind != "average" and is_own_sentence and claim.period_span[0] >= statement.number[0]
    if is_of_extreme:
        return [*open_days, *([day] if day not in open_days else [])], claim.period_start
    return ([day] if is_own_sentence else [day, *(each for each in open_days if each != day)]), None


def _level(statement: Statement, held: Held, prices: Prices) -> Comparison | None:
    quantity = statement.claim.quantity
    if quantity.unit not in (prices.currency, "none", "index_point") or statement.claim.role == "change":
        return None
    if statement.claim.measure not in _PRICES:
        return None
    benchmark = held.benchmark
    days, own_day = _days(statement, held)
    found = [metric for day in days for metric in levels_of(benchmark, prices, day)]
    if not found:
        return None
    if not any(metric.value / FARTHEST < statement.value < metric.value * FARTHEST for metric in found):
        return None  # a record of something else, as of revenue
    stated = f"{statement.subject(prices)}'s {benchmark.name} is told as {quantity.text}"
    agreeing = [metric for metric in found if statement.accepted.holds(metric.value)]
    dated = [metric for metric in agreeing if own_day is None or metric.start == own_day]
    shown = (dated or agreeing)[:1] or _first_of_each(found)
    result = statement.compared(
        stated, _told(benchmark, shown), shown, agrees=bool(dated), day=statement.claim.period_span if own_day else None,
        stated_date=own_day or days[0], found_date=shown[0].end if benchmark.kind == "average" else shown[0].start,
        ticker=prices.ticker,
    )  # fmt: skip
    if agreeing and not dated:
        return replace(result, kind="date", stated=f"{stated}, of {own_day}")
    if agreeing:
        return result
    if not says_of_whom(statement):
        return None
    reason = _with_dividends(statement, held, prices, days)
    if reason:
        return replace(result, kind="definition", severity="note", is_near=True, found=f"{result.found}; {reason}")
    near = any(statement.is_near_miss(metric.value) for metric in found)
    return replace(result, severity="warning" if near else "error")


def _distance(statement: Statement, held: Held, prices: Prices, session: date | None) -> Comparison | None:
    if not statement.is_told or not is_standing(statement):
        return None
    benchmark = held.benchmark
    days = [session] if session is not None else _days(statement, held)[0]
    found = [metric for day in days for metric in distances_of(benchmark, prices, day)]
    if not found:
        return None
    side = "above" if held.sign > 0 else "below"
    stated = f"{statement.subject(prices)} {statement.claim.quantity.text.lstrip('+-−–')} {side} its {benchmark.name}"
    agreeing = [metric for metric in found if _bears_out(metric, statement, held)]
    shown = agreeing[:1] or _first_of_each(found)
    told = " and ".join(f"{signed(m.value)} from {_base(benchmark, m)} at the close of {m.end}" for m in shown)
    result = statement.compared(stated, told, shown, agrees=bool(agreeing), day=None, stated_date=days[0], ticker=prices.ticker)
    if agreeing:
        return result
    if not says_of_whom(statement):
        return None
    reason = _within_a_session(statement, held, prices, days) or _with_dividends(statement, held, prices, days)
    if reason:
        return replace(result, kind="definition", severity="note", is_near=True, found=f"{told}; {reason}")
    is_opposite = all(metric.value * held.sign < 0 and abs(metric.value) >= SMALLEST_SIDE for metric in found)
    sized = [metric.value * 100 * held.sign for metric in found]
    near = any(map(statement.is_near_miss, sized)) or any(_is_far_beyond(statement, value) for value in sized)
    return replace(result, kind="direction" if is_opposite else "value", severity="warning" if near else "error")


def _is_far_beyond(statement: Statement, magnitude: Decimal) -> bool:
    """Whether an inequality is true and says little: "more than 15% above" of 23%."""
    qualifier = statement.claim.quantity.qualifier
    if qualifier in ("over", "at_least"):
        return magnitude > statement.value
    return qualifier in ("under", "at_most") and 0 <= magnitude < statement.value


def _bears_out(metric: Metric, statement: Statement, held: Held) -> bool:
    magnitude = metric.value * 100 * held.sign
    if held.is_bound:
        return 0 <= magnitude <= statement.value
    return statement.accepted.holds(magnitude)


def levels_of(benchmark: Benchmark, prices: Prices, day: date) -> Iterator[Metric]:
    """The level of a benchmark on a day: of an average one, of a high or low by the session's extremes and by closes."""
    if benchmark.kind == "average":
        count = "weeks" if benchmark.style == "weekly" else "sessions"
        found = computed(_AVERAGES[benchmark.style], prices, end=day, **{count: benchmark.sessions})
        yield from [found] if found is not None else []
        return
    yield from _extremes(benchmark, prices, day)


def _windows(benchmark: Benchmark, prices: Prices, day: date) -> Sequence[dict[str, Any]]:
    """The windows that a benchmark may be counted over: 52 weeks with or without their first day, or twelve months."""
    if benchmark.kind == "year":
        return {"weeks": 52}, {"months": 12}, {"start": day - timedelta(weeks=52) + timedelta(days=1)}
    first = prices.bars[0].session
    return ({"start": first if benchmark.kind == "record" else max(date(day.year, 1, 1), first)},)


def _extremes(benchmark: Benchmark, prices: Prices, day: date) -> Iterator[Metric]:
    if benchmark.kind == "record" and not has_history(prices, day):
        return
    side = "high" if benchmark.is_high else "low"
    for field, name in ((side, side), ("close", f"{side}est close" if side == "high" else "lowest close")):
        if benchmark.field is not None and (benchmark.field == "close") != (field == "close"):
            continue
        of_each = (computed(name, prices, end=day, **window) for window in _windows(benchmark, prices, day))
        yield from {metric.value: metric for metric in of_each if metric is not None}.values()


def distances_of(benchmark: Benchmark, prices: Prices, day: date) -> Iterator[Metric]:
    """How far the close of a day lies from a benchmark."""
    if benchmark.kind == "average" and benchmark.style != "simple":
        return  # no metric is the distance from one
    if benchmark.kind == "average":
        found = computed("distance from moving average", prices, sessions=benchmark.sessions, end=day)
        yield from [found] if found is not None else []
        return
    for name in dict.fromkeys(extreme.name for extreme in _extremes(benchmark, prices, day)):
        windows = _windows(benchmark, prices, day)
        of_each = (computed(f"distance from {name}", prices, end=day, **window) for window in windows)
        yield from {metric.value: metric for metric in of_each if metric is not None}.values()


def _within_a_session(statement: Statement, held: Held, prices: Prices, days: Sequence[date]) -> str:
    """Whether the price stood so far from it within one of the sessions, though not at the close, which the words do not name."""
    if words_of_statements()["close"].search(statement.lead):
        return ""
    for day in days:
        bar = next(iter(bars_between(prices, day, day)), None)
        if bar is None or bar.low is None or bar.high is None:
            continue
        for level in levels_of(held.benchmark, prices, day):
            reached = sorted((Decimal(repr(price)) / level.value - 1) * 100 * held.sign for price in (bar.low, bar.high))
            low, high = (Decimal(0), statement.value) if held.is_bound else (statement.accepted.low, statement.accepted.high)
            if reached[0] <= high and low <= reached[1]:
                return f"within the session of {day} it was so far from it"
    return ""


def _with_dividends(statement: Statement, held: Held, prices: Prices, days: Sequence[date]) -> str:
    """Whether an average of closes less later dividends, as charts draw it, gives the figure."""
    if held.benchmark.kind != "average" or held.benchmark.sessions is None or held.benchmark.style != "simple":
        return ""
    for day in days:
        bars = [bar for bar in prices.bars if bar.session <= day][-held.benchmark.sessions :]
        average = _adjusted_average(bars)
        if average is None:
            continue
        level = Decimal(repr(round(average, 6)))
        value = level if held.form == "level" else (Decimal(repr(bars[-1].close)) / level - 1) * 100 * held.sign
        if statement.accepted.holds(value):
            return f"of closes less later dividends the average of {day} was {plain(level)}"
    return ""


def _adjusted_average(bars: Sequence[Bar]) -> float | None:
    """The mean of closes that later dividends were taken from; None where there were none, or a split, or they are not known."""
    if not any(bar.dividend for bar in bars[1:]) or any(bar.split != 1.0 or math.isnan(bar.dividend) for bar in bars):
        return None
    factor, closes = 1.0, []
    for bar, before in zip(reversed(bars), [*list(reversed(bars))[1:], None], strict=True):
        closes.append(bar.close * factor)
        if before is not None and bar.dividend:
            factor *= 1 - bar.dividend / before.close
    return math.fsum(closes) / len(closes)


def _first_of_each(found: Sequence[Metric]) -> list[Metric]:
    """One metric of each definition, the likeliest day first."""
    return list({metric.name: metric for metric in reversed(found)}.values())[::-1]


def _told(benchmark: Benchmark, shown: Sequence[Metric]) -> str:
    if benchmark.kind == "average":
        return " and ".join(f"it was {plain(metric.value)} on {metric.end}" for metric in shown)
    return " and ".join(f"the {metric.name} was {plain(metric.value)} on {metric.start}" for metric in shown)


def _base(benchmark: Benchmark, metric: Metric) -> str:
    if benchmark.kind == "average":
        return f"the mean of {benchmark.sessions} closes"
    return f"the {metric.name.removeprefix('distance from ')} of {metric.start}"
