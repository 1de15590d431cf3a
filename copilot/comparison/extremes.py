"""Records and highs or lows of a year: a level is the highest there was, or it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from copilot.comparison.levels import is_level
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison
from copilot.metrics import computed
from copilot.types import Bar, Metric, Prices

RECORD = re.compile(
    r"\b(?:record|all[- ]time)[- ](?P<intraday>intraday )?(?:(?P<close>clos(?:e|ing)(?: high| level)?)|high|peak)s?\b",
    re.IGNORECASE,
)
_RECORD_FIGURE = re.compile(
    r"\b(?:a|an|its|new|another) (?:new )?record(?: of)?\s*$", re.IGNORECASE
)  # "closed at a record 2,590.61"
_OF_ITS_OWN = re.compile(r"\s(?:of?|at?)(?:\s|$)|\s?$")
_OF_ANOTHER = re.compile(r"\band\b|[,;%]")  # "its record close and 3% above its November close of 82.10"
_LONGEST_SHORT = timedelta(days=3 * 365)  # a history shorter than this cannot tell a record


def compare_record(statement: Statement, prices: Prices, level: Comparison) -> Comparison | None:
    """Whether a level that was found, and is called a record, was one on its day; None where it is not called so, or was."""
    words = f"{statement.lead} | {statement.own_after}"
    match = next(
        (found for found in RECORD.finditer(words) if not _OF_ANOTHER.search(words[found.end() :].partition("|")[0])), None
    )
    if match is not None and _OF_ITS_OWN.match(words, match.end()) and match.start() > len(statement.lead):
        return None  # "sank to 365.00 after Friday's record close of 385.66"
    is_called = match is not None or _RECORD_FIGURE.search(statement.lead) is not None
    if not is_called or level.found_date is None or level.field not in ("close", "high") or not is_level(statement, prices):
        return None
    says_close, says_intraday = (match["close"], match["intraday"]) if match is not None else (None, None)
    by_close = says_close is not None or (level.field == "close" and says_intraday is None)
    higher = highest_before(prices, level.found_date, by_close=by_close)
    own = next((bar for bar in prices.bars if bar.session == level.found_date), None)
    if higher is None or own is None:
        return None
    reached = own.close if by_close else price_of(own, by_close=False)
    if reached > price_of(higher, by_close=by_close):
        return None
    name = "close" if by_close else "high"
    found = f"it was none: the {name} of {higher.session} was {price_of(higher, by_close=by_close):.2f}"
    metric: Metric | None = computed(name, prices, session=higher.session)
    stated = f"{statement.subject(prices)}'s {statement.claim.quantity.text} of {level.found_date} is called a record"
    return replace(
        level, agrees=False, kind="value", stated=stated, found=found, severity="error",
        metrics=(*level.metrics, *([metric] if metric is not None else [])), day=None,
    )  # fmt: skip


def highest_before(prices: Prices, session: date, *, by_close: bool) -> Bar | None:
    """The bar of the highest close, or high, before a session; None where the history is too short to tell a record."""
    if not has_history(prices, session):
        return None
    earlier: Sequence[Bar] = [bar for bar in prices.bars if bar.session < session]
    return max(earlier, key=lambda bar: price_of(bar, by_close=by_close))


def has_history(prices: Prices, session: date) -> bool:
    """Whether the prices reach back far enough before a session to tell a record."""
    return bool(prices.bars) and session - prices.bars[0].session >= _LONGEST_SHORT


def price_of(bar: Bar, *, by_close: bool) -> float:
    """The close, or the high where it is known."""
    return bar.close if by_close or bar.high is None else bar.high
