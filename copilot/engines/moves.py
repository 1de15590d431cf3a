"""Sentences about levels and moves: each states its sessions, and the operands it derives from stand in its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from copilot.calendar_days import months_back
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period, all_time
from copilot.engines.prose import called, day, either, percent, price
from copilot.engines.question_anchor import Anchor
from copilot.engines.windows import first_session, window_of
from copilot.market import calendar as exchange
from copilot.types import Bar, Metric

if TYPE_CHECKING:  # it reads questions, which by way of states read this file
    from copilot.engines.crossings import Crossing

_YEAR = timedelta(weeks=52)
_UNSEEN = timedelta(days=7)  # from the start of a window to the first price, beyond which a part of it is not looked at
_SHORTEST_SEARCH = 3  # sessions below which a sharpest one says little


def move_from(desk: Desk, evidence: Evidence, ticker: str, anchor: Anchor, *, is_standing: bool = False) -> list[str]:
    """How far the price moved from an extreme: to the opposite extreme since, and to the last close, with all days.

    is_standing: only where it stands now is asked; "its high" is then that of the past year.
    """
    window = window_of(desk, ticker, anchor.period)
    last = desk.last_session(ticker)
    if window is None or last is None:
        return []
    if is_standing and anchor.period is None:
        window = max(last - _YEAR, first_session(desk, ticker)), last
    start = desk.metric(anchor.extreme, ticker, start=window[0], end=window[1])
    if start is None:
        return []
    if is_standing and start.start == last and (told := standing(desk, evidence, start, which="its", is_of_day=True)):
        return told
    turn = _opposite_since(desk, ticker, start, anchor.extreme, last)
    if turn is None or (turn.value > start.value) == (anchor.extreme == "high"):
        return [f"The {start.name} of {called(ticker)} was {price(start)}, on {day(start.start)} {evidence.cite(start)}."]
    if is_standing and (told := standing(desk, evidence, start, which="its")):
        return told
    return [from_to(evidence, ticker, start, turn), *standing(desk, evidence, start)]


def swing(desk: Desk, evidence: Evidence, ticker: str, period: Period | None, *, falling: bool) -> list[str]:
    """The move in question: from the window's low to the high since (or high to low since), and where it stands now."""
    window = window_of(desk, ticker, period)
    last = desk.last_session(ticker)
    if window is None or window[0] >= window[1]:
        return []
    extreme = "high" if falling else "low"
    start = desk.metric(extreme, ticker, start=window[0], end=window[1])
    turn = _opposite_since(desk, ticker, start, extreme, window[1]) if start is not None else None
    if start is None or turn is None or (turn.value > start.value) == falling:
        is_over = period is not None and last is not None and period.end < last
        return [] if is_over else level(desk, evidence, ticker, None)  # where it stands tells nothing of a time that is over
    told = [from_to(evidence, ticker, start, turn)]
    if last is not None and (period is None or period.end >= last):
        told += standing(desk, evidence, turn, start)
    return told


def sharpest_session(desk: Desk, evidence: Evidence, ticker: str, period: Period | None, *, falling: bool) -> list[str]:
    """The single session of the window that moved most in the direction asked about, from close to close."""
    window = window_of(desk, ticker, period)
    prices = desk.prices(ticker)
    if window is None or prices is None:
        return []
    pairs = [(a, b) for a, b in pairwise(prices.bars) if window[0] <= b.session <= window[1]]
    if len(pairs) < _SHORTEST_SEARCH:
        return []
    begins_inside = period is not None and pairs[0][0].session >= period.start  # no close stands before its first session
    if begins_inside or pairs[0][1].session - window[0] > _UNSEEN:
        desk.curtailed.append(ticker)
    by_price, by_growth = (_sharpest(pairs, falling=falling, with_dividends=paid) for paid in (False, True))
    if by_price[1].split != 1.0:
        return []  # two closes in different shares do not show the move
    closes = [desk.metric("close", ticker, session=bar.session, is_optional=True) for bar in by_price]
    before, after = closes
    if before is None or after is None or (after.value < before.value) != falling:
        return []
    kind, verb = ("worst", "fell") if falling else ("best", "rose")
    size = percent(after.value / before.value - 1)
    told = [
        f"Of all sessions between {day(pairs[0][1].session)} and {day(pairs[-1][1].session)} the {kind} for {called(ticker)} was"
        f" that of {day(after.start)}: {called(ticker)} {verb} {size}, from a close of {price(before)} on {day(before.start)}"
        f" to a close of {price(after)} on {day(after.start)} {evidence.cite(before, after)}."
    ]
    paid = [bar.session for bar in by_growth]
    total = desk.metric("total return", ticker, start=paid[0], end=paid[1], is_optional=True) if by_growth != by_price else None
    if total is not None and (total.value < 0) == falling:
        told.append(
            f"With dividends the {kind} was that of {day(total.end)}: {called(ticker)} {either(total.value, 'gained', 'lost')}"
            f" {percent(total.value)} {evidence.cite(total)}."
        )
    return told


def _sharpest(pairs: Sequence[tuple[Bar, Bar]], *, falling: bool, with_dividends: bool) -> tuple[Bar, Bar]:
    """The two sessions between which most was lost, or gained, by price or with what was paid on the second."""
    sign = 1 if falling else -1
    moves = [
        sign * after.close / (before.close / after.split - (after.dividend if with_dividends else 0.0)) for before, after in pairs
    ]
    return pairs[min(range(len(pairs)), key=moves.__getitem__)]


def level(
    desk: Desk, evidence: Evidence, ticker: str, period: Period | None, *, at: Literal["open", "close"] = "close"
) -> list[str]:
    """The close, or open, of a day, of the last session of a longer time, or the last one there is."""
    last = desk.last_session(ticker)
    if last is None:
        return []
    if period is not None and period.grain == "day" and period.end > last:
        desk.lacking.append(("close", ticker, f"the prices of {ticker} end on {day(last)}"))
        return []  # the close of another day is no answer
    session = exchange.session_on_or_before(min(period.end, last)) if period is not None and period.grain != "day" else last
    session = session if period is None or period.grain != "day" else period.end
    metric = desk.metric(at, ticker, session=session)
    verb = "opened" if at == "open" else "closed"
    return [f"{called(ticker)} {verb} at {price(metric)} on {day(metric.start)} {evidence.cite(metric)}."] if metric else []


def extreme(
    desk: Desk, evidence: Evidence, ticker: str, kind: str, period: Period | None, *, by_close: bool = False
) -> list[str]:
    """The highest or lowest price of a period with its day, within the session and at the close; by_close: the latter first."""
    window = window_of(desk, ticker, period or Period(months_back(desk.as_of, 12), desk.as_of, "span", (0, 0)))
    if window is None:
        return []
    held_from = first_session(desk, ticker)
    is_trailing = period is not None and period.months is not None and window[1] == desk.last_session(ticker)
    if is_trailing and window[0] < held_from:
        desk.curtailed.append(ticker)
    first = max(window[0], held_from) if period is None or is_trailing else window[0]
    metric = desk.metric(kind, ticker, start=first, end=window[1])
    close = desk.metric("lowest close" if kind == "low" else "highest close", ticker, start=first, end=window[1])
    if metric is None or close is None:
        return []
    if first == window[1] and by_close:  # of one day there is one close
        return [f"{called(ticker)} closed at {price(close)} on {day(first)} {evidence.cite(close)}."]
    if first == window[1]:
        return [f"The {kind} of {called(ticker)} on {day(first)} was {price(metric)} {evidence.cite(metric)}."]
    when = f"between {day(first)} and {day(window[1])}"
    named = [(f"The {kind} of {called(ticker)}", metric), (f"The {close.name} of {called(ticker)}", close)]
    (what, shown), (further, shown_next) = reversed(named) if by_close else named
    return [f"{what} {when} {_stated(evidence, shown)}", f"{further} {_stated(evidence, shown_next)}"]


def crossing(desk: Desk, evidence: Evidence, ticker: str, period: Period | None, asked: Crossing) -> list[str]:
    """The last session that closed, or traded, above or below a level, or the first; empty where none did."""
    window, prices = window_of(desk, ticker, period or all_time(desk.as_of)), desk.prices(ticker)
    if window is None or prices is None:
        return []
    inside = [bar for bar in prices.bars if window[0] <= bar.session <= window[1]]
    field = "close" if asked.by_close else "high" if asked.is_above else "low"
    at = [(bar.session, getattr(bar, field)) for bar in inside]
    beyond = [session for session, value in at if (value > asked.level if asked.is_above else value < asked.level)]
    if not beyond:
        return []
    found = beyond[0 if asked.is_first else -1]
    given: dict[str, Any] = {"session": found} if asked.by_close else {"start": found, "end": found}
    metric = desk.metric(field, ticker, **given)
    if metric is None:
        return []
    way = "above" if asked.is_above else "below"
    closed = f"{called(ticker)} closed at {price(metric)}" if asked.by_close else f"its {field} was {price(metric)}"
    if beyond[-1] == inside[-1].session and not asked.is_first and asked.by_close:
        return [f"{closed} on {day(metric.start)} {evidence.cite(metric)}."]
    return [
        f"Of all sessions between {day(inside[0].session)} and {day(inside[-1].session)} the"
        f" {'first' if asked.is_first else 'last'} on which {called(ticker)} {'closed' if asked.by_close else 'traded'} {way} the"
        f" level asked about was that of {day(metric.start)}: {closed} {evidence.cite(metric)}."
    ]


def last_move(
    desk: Desk, evidence: Evidence, ticker: str, period: Period | None, *, least: Decimal, falling: bool, first: bool
) -> list[str]:
    """The last session of a time, or the first, whose price moved by more than so much from the close before; that none did.

    least: a fraction.
    """
    window, prices = window_of(desk, ticker, period or all_time(desk.as_of)), desk.prices(ticker)
    if window is None or prices is None:
        return []
    pairs = [(a, b) for a, b in pairwise(prices.bars) if window[0] <= b.session <= window[1]]
    sign = -1 if falling else 1
    found = [(a, b) for a, b in pairs if sign * (b.close * b.split / a.close - 1) > float(least)]
    if not found:
        told = sharpest_session(desk, evidence, ticker, period, falling=falling)
        return [f"None did: {told[0][0].lower()}{told[0][1:]}", *told[1:]] if told else []
    before, after = (bar.session for bar in found[0 if first else -1])
    which = "first" if first else "last"
    change = desk.metric("price return", ticker, start=before, end=after)
    if change is None:
        return []
    return [
        f"Of all sessions between {day(pairs[0][1].session)} and {day(pairs[-1][1].session)} the {which} on"
        f" which {called(ticker)} {'fell' if falling else 'rose'} by more than asked about was that of {day(after)}:"
        f" {called(ticker)} {'lost' if falling else 'gained'} {percent(change.value)} on {day(after)} {evidence.cite(change)}."
    ]


def _stated(evidence: Evidence, metric: Metric) -> str:
    return f"was {price(metric)}, on {day(metric.start)} {evidence.cite(metric)}."


def from_to(evidence: Evidence, ticker: str, start: Metric, turn: Metric) -> str:
    """ "X rose 5% from its low of … on … to its high of … on …": the operands stand in the clause, for the check to derive it."""
    change = turn.value / start.value - 1
    first, last = (f"its {metric.name} of {price(metric)} on {day(metric.start)}" for metric in (start, turn))
    verb = either(change, "rose", "fell")
    return f"{called(ticker)} {verb} {percent(change)} from {first} to {last} {evidence.cite(start, turn)}."


def standing(
    desk: Desk, evidence: Evidence, extreme: Metric, other: Metric | None = None, *, which: str = "that", is_of_day: bool = False
) -> list[str]:
    """The move from an extreme to the last close, operands in the clause, and what is left of the move from the other one.

    is_of_day: told of an extreme of the last session too.
    """
    ticker = extreme.ticker or ""
    last = desk.last_session(ticker)
    close = desk.metric("close", ticker, session=last, is_optional=True)
    if close is None or last is None or (extreme.start == last and not is_of_day):
        return []
    change = close.value / extreme.value - 1
    told = (
        f"{called(ticker)} has {'since ' if other else ''}{either(change, 'gained', 'lost')} {percent(change)}"
        f" from {which} {extreme.name} of {price(extreme)} on {day(extreme.start)}"
        f" to its last close of {price(close)} on {day(last)} {evidence.cite(extreme, close)}"
    )
    whole = other and desk.metric(
        "price return", ticker, start=other.start, end=last, start_field=other.name, end_field="close", is_optional=True
    )
    if other and whole:
        told += (
            f", which leaves it {either(whole.value, 'up', 'down')} {percent(whole.value)}"
            f" between {day(other.start)} and {day(last)}, from {other.name} to close {evidence.cite(whole)}"
        )
    return [f"{told}."]


def _opposite_since(desk: Desk, ticker: str, start: Metric, extreme: str, last: date) -> Metric | None:
    assert start.start is not None
    after = start.start + timedelta(days=1)
    if after > last:
        return None
    return desk.metric("high" if extreme == "low" else "low", ticker, start=after, end=last)
