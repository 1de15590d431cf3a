"""A change of one session: of the day it is dated to, of the text's own day, or of the session of the level beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from copilot.comparison.clarity import names_another_window, says_of_whom, says_when
from copilot.comparison.statement import Days, Statement, words_of_statements
from copilot.comparison.types import Comparison, Kind, Severity, signed
from copilot.metrics import computed
from copilot.types import Metric, Prices

# "Had risen 50% in November", "by the 28th it had recovered 8%": up to a moment that the words around tell of, from another one.
BY_THEN = re.compile(r"\bhad (?:\w+ ){0,2}$", re.IGNORECASE)
NEARBY_SESSIONS = 10  # how far from the stated day a one-day move is looked for
SMALLEST_MOVE = Decimal("1.5")  # percent; smaller one-day moves recur too often for the day to be told from the figure
COARSE, SMALLEST_COARSE_MOVE = Decimal(1), Decimal(6)  # printed to whole percents, only a large move tells its day
FINE, SMALLEST_FINE_MOVE = Decimal("0.01"), Decimal("0.5")  # and to two decimals a smaller one
SMALLEST_TURN = Decimal("0.05")  # percent; below it a day was flat, and neither word is wrong
_ABOVE_CHARS = 60  # before a sentence, where its heading may say "current"
BESIDE_CHARS = 24  # between a level and the change in brackets behind it


def compare_day(statement: Statement, prices: Prices, levels: Sequence[Comparison]) -> Comparison | None:
    """The stated one-day change against the closes; None where they cannot decide it.

    levels: what was found of the levels before it; the close right beside a change says of which session it is told.
    """
    beside = level_beside(statement, prices, levels)
    when = statement.days()
    if beside is not None and beside.found_date is not None:
        of_session = _of_session(statement, prices, beside.found_date, beside)
        if of_session is None and when is not None and not when.stated:
            return _of_own_day(statement, prices, when)
        return of_session
    if when is None or (when.stated and not when.is_day):
        return None
    return _of_day(statement, prices, when) if when.stated else _of_own_day(statement, prices, when)


def level_beside(statement: Statement, prices: Prices, levels: Sequence[Comparison]) -> Comparison | None:
    """The close of the same instrument right before the change, or in its row of a table."""
    for level in reversed(levels):
        if level.ticker != prices.ticker or level.field != "close" or level.number[1] > statement.number[0]:
            continue
        gap = statement.text[level.number[1] : statement.number[0]]
        if "\n" in gap:
            return None
        in_row = statement.claim.row is not None and "change" in statement.head.lower()
        return level if in_row or (len(gap) <= BESIDE_CHARS and _is_bracket(gap)) else None
    return None


def _is_bracket(gap: str) -> bool:
    words = gap.strip(" *_|:,(–—-").lower()
    return words in ("", "up", "down", "+", "a gain of", "a loss of", "or", "points or")


def _of_session(statement: Statement, prices: Prices, session: date, level: Comparison) -> Comparison | None:
    """The change beside a close: it must be the change of that session."""
    own = _moves_of(prices, session)
    if not own:
        return None
    agreeing = [metric for metric in own if bears_out(metric, statement)]
    agrees = bool(agreeing)
    stated = f"{change_words(statement, prices)} stands beside the close of {session}"
    found = f"on {session} the change was {signed((agreeing or own)[0].value)}"
    if not agrees and (level.stated_date != session or names_another_window(statement, "day")):
        return None  # two days are named already: which one the change is of is not known
    return statement.compared(
        stated, found, agreeing[:1] or own, agrees=agrees, day=level.day, stated_date=session, found_date=session,
        severity="error" if agrees else severity_of(statement, own), ticker=prices.ticker,
    )  # fmt: skip


def _of_day(statement: Statement, prices: Prices, when: Days) -> Comparison | None:
    """A change dated to one day: of that day; or, where a day near it made that very move, dated wrongly; or wrong."""
    day = when.start
    at = position(prices, day)
    if not at:
        return None
    own = _moves_of(prices, day)
    if not own:
        return None
    stated = f"{change_words(statement, prices)} is dated {day.isoformat()}"
    result = statement.compared(
        stated, f"the change of {day}", own, agrees=True, kind="date", day=when.span, stated_date=day, found_date=day,
        ticker=prices.ticker,
    )  # fmt: skip
    if any(bears_out(metric, statement) for metric in own):
        return result
    if not (says_when(statement) and says_of_whom(statement)) or BY_THEN.search(statement.lead):
        return None
    on_day = f"on {day.isoformat()} it was {signed(own[0].value)}"
    if statement.claim.quantity.qualifier == "none" and _tells_its_day(statement):
        for near in _by_distance(at, len(prices.bars)):
            found = next((m for m in _moves_of(prices, prices.bars[near].session) if bears_out(m, statement)), None)
            if found is not None:
                session = prices.bars[near].session
                words = f"that move is of {session.isoformat()}; {on_day}"
                stale = statement.published == day and near == at - 1
                return replace(
                    result, agrees=False, kind="stale" if stale else "date", found=words, found_date=session,
                    metrics=(found, own[0]),
                )  # fmt: skip
    if _may_be_within(statement, prices, at):
        return None
    return replace(result, agrees=False, kind=kind_of(statement, own[0]), found=on_day, severity=severity_of(statement, own))


def _of_own_day(statement: Statement, prices: Prices, when: Days) -> Comparison | None:
    """An undated change: one of the sessions the text's own day leaves open, or nothing is said."""
    if names_another_window(statement, "day", up_to_next=True):
        return None
    for session in (when.end, when.start):
        own = [metric for metric in _moves_of(prices, session) if bears_out(metric, statement)]
        if own:
            return statement.compared(
                change_words(statement, prices), f"the change of {session}", own[:1], agrees=True, kind="date", day=None,
                stated_date=session, found_date=session, ticker=prices.ticker,
            )  # fmt: skip
    return _of_a_days_column(statement, prices, when)


def _of_a_days_column(statement: Statement, prices: Prices, when: Days) -> Comparison | None:
    """A change in a table's column of one day that is that of neither session: the row says of whom, the head over what."""
    if (
        statement.claim.row is None
        or not words_of_statements()["windows.day"].search(statement.head)
        or not says_of_whom(statement)
    ):
        return None
    own = [move for session in (when.end, when.start) for move in _moves_of(prices, session)[:1]]
    if not own:
        return None
    found = " and ".join(f"{signed(move.value)} on {move.end}" for move in own)
    stated = f"{change_words(statement, prices)} stands under {statement.head.strip()}"
    return statement.compared(
        stated, f"the change was {found}", own, agrees=False, kind=kind_of(statement, own[0]), day=None, stated_date=when.end,
        severity=severity_of(statement, own), ticker=prices.ticker,
    )  # fmt: skip


def _may_be_within(statement: Statement, prices: Prices, at: int) -> bool:
    """Whether the figure may be a change within the session, not of its close: told so, or told before the session was over."""
    bar, before = prices.bars[at], prices.bars[at - 1]
    if statement.field == "close":
        return False
    if statement.is_within_session:
        return True
    if statement.published is not None and statement.published > bar.session:
        return False
    if bar.low is None or bar.high is None:
        return True
    low, high = bar.low, bar.high
    reached = [Decimal(repr(price)) / Decimal(repr(before.close)) * 100 - 100 for price in (low, high)]
    accepted = statement.accepted
    signed_low, signed_high = sorted((accepted.low * statement.sign, accepted.high * statement.sign))
    return signed_low <= max(reached) and signed_high >= min(reached)


def may_be_of_an_hour(statement: Statement, prices: Prices) -> bool:
    """Whether a change to the text's own day may be told before its close: as "currently"."""
    last = prices.bars[-1].session if prices.bars else None
    is_own = last is not None and statement.published is not None and position(prices, statement.published) is not None
    if not is_own or statement.field == "close":
        return False
    near = statement.text[max(0, statement.claim.sentence[0] - _ABOVE_CHARS) : statement.number[1]]
    return words_of_statements()["today"].search(near) is not None


def kind_of(statement: Statement, actual: Metric) -> Kind:
    """What is wrong with a change that the prices do not bear out: its direction, else its size."""
    opposite = statement.sign * actual.value < 0 and abs(actual.value) * 100 >= SMALLEST_TURN
    return "direction" if opposite else "value"


def severity_of(statement: Statement, computed: Sequence[Metric]) -> Severity:
    """A figure that was rounded the wrong way is no error."""
    near = any(statement.is_near_miss(metric.value * 100 * (statement.sign or 1)) for metric in computed)
    return "warning" if near else "error"


def _tells_its_day(statement: Statement) -> bool:
    """Whether the day can be told from the figure: large for how coarsely it is printed."""
    if statement.ulp >= COARSE:
        return statement.value >= SMALLEST_COARSE_MOVE
    return statement.value >= (SMALLEST_FINE_MOVE if statement.ulp <= FINE else SMALLEST_MOVE)


def _by_distance(at: int, count: int) -> Iterator[int]:
    for step in range(1, NEARBY_SESSIONS + 1):
        yield from (near for near in (at - step, at + step) if 1 <= near < count)


def position(prices: Prices, session: date) -> int | None:
    """Where the bar of a session stands, None where there is none."""
    at = bisect_left(prices.bars, session, key=lambda bar: bar.session)
    return at if at < len(prices.bars) and prices.bars[at].session == session else None


def _moves_of(prices: Prices, session: date) -> list[Metric]:
    """The price and the total return of one session."""
    at = position(prices, session)
    if not at:
        return []
    before = prices.bars[at - 1].session
    found = [computed(name, prices, start=before, end=session) for name in ("price return", "total return")]
    return [metric for metric in found if metric is not None]


def bears_out(metric: Metric, statement: Statement) -> bool:
    """Whether a return is the stated one, direction and all."""
    return statement.accepted.holds(abs(metric.value) * 100) and metric.value * statement.sign >= 0


def change_words(statement: Statement, prices: Prices) -> str:
    """The change as the text tells it."""
    direction = {1: "up ", -1: "down ", 0: ""}[statement.sign]
    return f"{statement.subject(prices)} {direction}{statement.claim.quantity.text.lstrip('+-−–')}"
