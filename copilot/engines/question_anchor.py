"""The extreme that a question measures a move from or to: "from its November low", "below its 52-week high"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from copilot.engines.periods import Period, all_time
from copilot.engines.question_time import find_periods
from copilot.types import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """An extreme that a move is measured from or to: "its November low". `period` None: of the time before the as-of day."""

    extreme: Literal["low", "high"]
    period: Period | None
    span: Span
    is_to_other: bool = False  # "from its high to its low": the opposite extreme is where the move ends


_EXTREMES = {"low": "low", "lows": "low", "trough": "low", "bottom": "low", "high": "high", "highs": "high", "peak": "high",
             "record": "high", "top": "high"}  # fmt: skip
_ANCHOR = re.compile(
    r"\b(?:since|from|off|above|below|against|under|over|after|to|at|versus|vs\.?|with)\s+(?:(?:its|the|their|a|his|her|that|this|last|recent|\w+['’]s)\s+)*"
    r"(?P<when>[\w\s,.'’-]{0,40}?)\s*\b(?P<extreme>lows?|highs?|trough|bottom|peak|record)\b",
    re.IGNORECASE,
)


_TO_OTHER = re.compile(
    r"\s+(?:down |up )?to\s+(?:(?:its|the|their|a)\s+)?(?P<extreme>lows?|highs?|trough|bottom|peak)\b", re.IGNORECASE
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
    extreme = match["extreme"].lower()
    inner = find_periods(text[match.start("when") : match.end("extreme")], as_of)
    other = _TO_OTHER.match(text, match.end())
    if other is not None and _EXTREMES[other["extreme"].lower()] == _EXTREMES[extreme]:
        other = None
    behind = match.end() if other is None else other.end()
    after = find_periods(text[behind : behind + 30], as_of) if not inner else []
    period = inner[0] if inner else after[0] if after and re.match(r"\s*(?:in|of|on)\b", text[behind:]) else None
    if re.search(r"\b52[- ]week\b", match["when"]):
        end = period.end if period is not None and period.grain == "day" else as_of
        period = Period(end - timedelta(weeks=52), end, "span", match.span(), months=12)
    if period is None and (extreme == "record" or re.search(r"\b(?:record|all[ -]time)\b", match["when"], re.IGNORECASE)):
        period = all_time(as_of)
    extreme = _EXTREMES[extreme]
    return Anchor("low" if extreme == "low" else "high", period, (match.start(), behind), other is not None)
