"""Prices that end before the day they are asked of: said, so that an old close is not taken for that day's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from copilot.market.calendar import is_session, session_count
from copilot.types import Prices

_RECENT = 60  # bars that show whether a series keeps the sessions of New York


def sessions_behind(prices: Prices, as_of: date, *, today: date) -> int:
    """How many sessions of New York lie after the last bar, up to and including `as_of`; 0 where none does.

    The session of `today` is not due: it may not have closed. A series of another exchange, which trades on days when New York
    is closed, keeps another calendar, and one of month ends alone has no last bar: 0.
    """
    bars = prices.bars[-_RECENT:]
    if not bars or not all(is_session(bar.session) for bar in bars):
        return 0
    due = min(as_of, today - timedelta(days=1))
    return session_count(bars[-1].session + timedelta(days=1), due)


def stale_notices(used: Mapping[str, Prices], as_of: date, *, today: date) -> Iterator[str]:
    """One sentence for each ticker whose prices end before the as-of day, by ticker."""
    for ticker, prices in sorted(used.items()):
        if behind := sessions_behind(prices, as_of, today=today):
            sessions = "one session" if behind == 1 else f"{behind} sessions"
            yield f"prices of {ticker} end on {prices.bars[-1].session}, {sessions} before the as-of day ({as_of})"
