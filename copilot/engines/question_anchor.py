"""The extreme that a question measures a move from or to: "from its November low", "below its 52-week high"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from copilot.engines.question_time import Period, find_periods
from copilot.types import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """An extreme that a move is measured from or to: "its November low". `period` None: of the time before the as-of day."""

    extreme: Literal["low", "high"]
    period: Period | None
    span: Span


_EXTREMES = {"low": "low", "lows": "low", "trough": "low", "bottom": "low", "high": "high", "highs": "high", "peak": "high",
             "record": "high", "top": "high"}  # fmt: skip
_ANCHOR = re.compile(
    r"\b(?:since|from|off|above|below|against|under|over|after|to|at|versus|vs\.?|with)\s+(?:(?:its|the|their|a|his|her|that|this|last|recent|\w+['’]s)\s+)*"
    r"(?P<when>[\w\s,.'’-]{0,40}?)\s*\b(?P<extreme>lows?|highs?|trough|bottom|peak|record)\b",
    re.IGNORECASE,
)


def find_anchor(text: str, as_of: date) -> Anchor | None:
    """The extreme that a question measures from, with its period where it is named.

    >>> anchor = find_anchor("how far has copper fallen from its May high?", date(2024, 7, 1))
    >>> anchor.extreme, anchor.period.start.isoformat()
    ('high', '2024-05-01')
    """
    match = _ANCHOR.search(text)
    if match is None:
        return None
    extreme = _EXTREMES[match["extreme"].lower()]
    inner = find_periods(text[match.start("when") : match.end("extreme")], as_of)
    after = find_periods(text[match.end() : match.end() + 30], as_of) if not inner else []
    period = inner[0] if inner else after[0] if after and re.match(r"\s*(?:in|of|on)\b", text[match.end() :]) else None
    if re.search(r"\b52[- ]week\b", match["when"]):
        end = period.end if period is not None and period.grain == "day" else as_of
        period = Period(end - timedelta(weeks=52), end, "span", match.span(), months=12)
    return Anchor("low" if extreme == "low" else "high", period, match.span())
