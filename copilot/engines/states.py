"""Where a price stands: in a bear market, a correction or a bull market by the custom of the trade, or at a record."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.moves import extreme, from_to, standing
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, opened, percent
from copilot.engines.windows import first_session
from copilot.types import Metric

_THRESHOLDS = {"bear market": Decimal("0.20"), "correction": Decimal("0.10"), "bull market": Decimal("0.20")}
_YEAR = timedelta(weeks=52)
_LONG_ENOUGH = 5 * _YEAR  # of prices, below which their highest price may well be no record
_UNSEEN = timedelta(days=7)
_STATE = re.compile(
    r"^\s*(?:and |so )?(?:is|are|was|were|has|have|had|did|does|do)\b[^?]*"
    r"\b(?:in|into|there|enter\w*|reach\w*|suffer\w*|seen?|had|through|hit)\s+(?:\w+ )*?"
    r"(?P<what>bear market|bull market|correction)\b",
    re.IGNORECASE,
)
_RECORD = (
    r"(?:(?:an?|its|their|the|new|fresh|record|all[- ]time|52[- ]week|closing)\s+)*"
    r"(?:record(?: (?:high|close|level))?|all[- ]time (?:closing )?high|52[- ]week high)\b(?! low)"
)
_AT_RECORD = re.compile(rf"^\s*(?:and |so )?(?:is|are|was|were)\b[^?]*\bat {_RECORD}", re.IGNORECASE)
_SET_RECORD = re.compile(
    rf"^\s*(?:and |so )?(?:did|has|have|had)\b[^?]*"
    rf"\b(?:set|sets|hit|make|made|reach\w*|touch\w*|clos\w*(?: at)?|post\w*)\s+{_RECORD}",
    re.IGNORECASE,
)
_WHEN_RECORD = re.compile(rf"^\s*(?:and |so )?(?:when|on (?:what|which) day|what day)\b[^?]*?\b{_RECORD}", re.IGNORECASE)
_CLOSE = re.compile(r"\bclos(?:e|es|ed|ing)\b", re.IGNORECASE)

State = Literal["bear market", "correction", "bull market", "record", "record day"]


def state_asked(text: str) -> State | None:
    """Which state of a price a question asks about.

    >>> state_asked("is copper in a bear market?"), state_asked("when did it last close at a record?"), state_asked("is it up?")
    ('bear market', 'record day', None)
    """
    if (match := _STATE.search(text)) is not None:
        return match["what"].lower()  # type: ignore[return-value]
    if _WHEN_RECORD.search(text):
        return "record day"
    return "record" if _AT_RECORD.search(text) or _SET_RECORD.search(text) else None


def state_told(desk: Desk, evidence: Evidence, ticker: str, text: str, period: Period | None) -> list[str]:
    """Whether the price is in the state that the text asks about, with the closes that decide it; empty without prices."""
    state, last = state_asked(text), desk.last_session(ticker)
    if state is None or last is None or desk.prices(ticker) is None:
        return []
    is_over = period is not None and not period.is_all_time and period.end < last
    if state in ("record", "record day"):
        return _record(desk, evidence, ticker, text, period if period is not None and not period.is_all_time else None)
    if period is not None and (is_over or period.grain != "day") and not period.is_all_time:
        return _of_time(desk, evidence, ticker, state, period) if state != "bull market" else []
    return _of_now(desk, evidence, ticker, state, last)


def _of_now(desk: Desk, evidence: Evidence, ticker: str, state: str, last: date) -> list[str]:
    """Measured by closes from the highest of the past year, or from the lowest for a bull market."""
    rising = state == "bull market"
    known = first_session(desk, ticker)
    start = max(last - _YEAR, known)
    if is_partly_seen := start - (last - _YEAR) > _UNSEEN:
        desk.curtailed.append(ticker)
    base = desk.metric("lowest close" if rising else "highest close", ticker, start=start, end=last)
    close = desk.metric("close", ticker, session=last)
    if base is None or close is None or base.start is None:
        return []
    if base.start == last:
        return [
            f"The {base.name} of {called(ticker)} between {day(start)} and {day(last)} was its last one {evidence.cite(base)}."
        ]
    after = base.start + timedelta(days=1)
    furthest = desk.metric("highest close" if rising else "lowest close", ticker, start=after, end=last, is_optional=True)
    told = [*standing(desk, evidence, base, which="its")]
    if furthest is not None and furthest.start != last:
        told.append(from_to(evidence, ticker, base, furthest))
    sign, threshold = 1 if rising else -1, _THRESHOLDS[state]
    is_now = sign * _change(base, close) >= threshold
    was_at_all = furthest is not None and sign * _change(base, furthest) >= threshold
    truth = True if is_now else None if was_at_all or is_partly_seen else False
    return told if truth is None or not told else opened(truth, told)


def _change(start: Metric, end: Metric) -> Decimal:
    return end.value / start.value - 1


def _of_time(desk: Desk, evidence: Evidence, ticker: str, state: str, period: Period) -> list[str]:
    """Whether closes of a time lay so far below a higher one of it, or of the year before its lowest."""
    end, known = min(period.end, desk.last_session(ticker) or period.end), first_session(desk, ticker)
    low = desk.metric("lowest close", ticker, start=max(period.start, known), end=end, is_optional=True)
    if low is None or low.start is None:
        return []
    high = desk.metric("highest close", ticker, start=max(low.start - _YEAR, known), end=low.start, is_optional=True)
    inside = desk.metric("max drawdown", ticker, start=max(period.start, known), end=end, basis="close", is_optional=True)
    is_partly_seen = known - (low.start - _YEAR) > _UNSEEN
    if is_partly_seen:
        desk.curtailed.append(ticker)
    below = _change(high, low) if high is not None and high.start != low.start else Decimal(0)
    fall = Decimal(0) if inside is None else inside.value
    if inside is not None and fall <= below:
        told = (
            f"{called(ticker)} had a max drawdown of {percent(fall)} by closing prices, from {day(inside.start)}"
            f" to {day(inside.end)} {evidence.cite(inside)}."
        )
    elif high is not None and below:
        told = from_to(evidence, ticker, high, low)
    else:
        return []
    if -min(fall, below) >= _THRESHOLDS[state]:
        return opened(True, [told])
    return [told] if is_partly_seen else opened(False, [told])


def _record(desk: Desk, evidence: Evidence, ticker: str, text: str, period: Period | None) -> list[str]:
    """The highest close and price there is by the end of a time, and whether they fall into it."""
    last, first = desk.last_session(ticker), first_session(desk, ticker)
    if last is None or (period is not None and period.start > last):
        return []
    end = min(period.end, last) if period is not None else last
    start = end - _YEAR if re.search(r"\b52[- ]week\b", text) else first
    window = Period(max(start, first), end, "span", (0, 0))
    if period is not None and window.start >= period.start:
        return []  # what came before is not known
    by_close = _CLOSE.search(text) is not None
    told = extreme(desk, evidence, ticker, "high", window, by_close=by_close)
    if state_asked(text) == "record day" or not told:
        return told
    tops = [desk.metric(name, ticker, start=window.start, end=end, is_optional=True) for name in ("highest close", "high")]
    since = period.start if period is not None else last
    inside = [top.start is not None and top.start >= since for top in (tops[:1] if by_close else tops) if top is not None]
    if not any(inside):
        now = tops[0] if period is None else None
        return opened(False, [*(standing(desk, evidence, now, which="its") if now is not None else []), *told])
    is_long = window.end - window.start >= (_YEAR - _UNSEEN if start != first else _LONG_ENOUGH)
    return opened(True, told) if all(inside) and is_long else told
