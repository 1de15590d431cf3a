"""On which session a price first or last closed, or traded, beyond a level: what such a question asks, or that it is not read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from copilot.engines.question import Question
from copilot.engines.subjects import MARKET_KINDS

_LEVEL = re.compile(
    r"\b(?P<way>above|over|higher than|below|under|lower than|beneath)\s+[$€£]?(?P<level>\d[\d,]*(?:\.\d+)?)"
    r"(?![\d%]|[.,]\d|[\s-]?(?:percent|per cent|days?|sessions?|weeks?|months?|years?|points?|bps?|basis|times)\b)",
    re.IGNORECASE,
)
_UP = ("above", "over", "higher than")
_DAYS = r"(?:trading\s+)?(?:days?|dates?|sessions?|time|times|close|closing|finish)"
_WHEN = re.compile(
    rf"\s*(?:and\s+|so\s+)?(?:when\b|(?:on|in|during|at)?\s*(?:what|which)\s+(?:(?:is|was|were|are)\b|{_DAYS}\b)"
    rf"|(?:the\s+)?(?:first|last|latest|earliest|most recent)\s+{_DAYS}\b)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|initially|earliest)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|latest|most recent(?:ly)?)\b", re.IGNORECASE)
_TRADED = re.compile(r"\b(?:trad\w+|touch\w*|hit|hits|reach\w*|intraday|print\w*)\b", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:clos\w+|finish\w*|end|ended|ends|settl\w+)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\bhow (?:often|frequently|long|many (?:\w+ )?(?:{_DAYS}|closes|weeks|months))\b|\bsince when\b"
    rf"|\b(?:share|percentage|proportion|number|fraction|count) of (?:the )?(?:{_DAYS}|closes)\b",
    re.IGNORECASE,
)
_OF_MORE = re.compile(  # what the one session that is looked for does not answer
    r"\b(?:again|second|third|fourth|fifth|\d+(?:nd|rd|th)|not|never|both|consecutive|straight|in a row|running|after|before"
    r"|until|since|while|but|then|without|stay\w*|remain\w*|h[eo]ld|days|sessions|dates|times|weekly|monthly)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Crossing:
    """The first or the last session that closed beyond a level, or, where not by the close, traded beyond it."""

    is_above: bool
    level: Decimal
    is_first: bool
    by_close: bool


def crossing_in(question: Question) -> Crossing | None:
    """The level of which it is asked when a price last, or first, closed beyond it; None where more is asked, or else."""
    text = _timeless(question)
    found, orders = list(_LEVEL.finditer(text)), [bool(order.search(text)) for order in (_FIRST, _LAST)]
    if len(found) != 1 or sum(orders) != 1 or not _WHEN.match(text) or _COUNTED.search(text) or _OF_MORE.search(text):
        return None
    if question.anchor is not None or (_TRADED.search(text) and _CLOSED.search(text)):
        return None
    return Crossing(found[0]["way"].lower() in _UP, _value(found[0]), orders[0], by_close=_TRADED.search(text) is None)


def asks_of_crossings(question: Question) -> bool:
    """Whether it is asked when, how often or how long a price stood beyond a level: where one session does not answer, nothing
    that is computed does, the latest close least."""
    text = _timeless(question)
    if not _LEVEL.search(text) or question.metrics or not any(name.kind in MARKET_KINDS for name in question.names):
        return False
    if _COUNTED.search(text):
        return question.kind in ("measure", "topic")
    is_ordered = _FIRST.search(text) is not None or _LAST.search(text) is not None
    asks = _WHEN.match(text) is not None and (is_ordered or text.lstrip().lower().startswith(("when", "on ")))
    return question.kind == "measure" and (asks or is_ordered)


def _timeless(question: Question) -> str:
    """The question without its time: "last week" asks for no last session."""
    period = question.period
    return question.text if period is None else f"{question.text[: period.span[0]]} {question.text[period.span[1] :]}"


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["level"].replace(",", ""))
