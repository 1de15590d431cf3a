"""What is asked of the sessions of a time together: on how many the price rose or fell, the longest run, the average close."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, price, sentence
from copilot.engines.windows import window_of
from copilot.types import Metric

_DAYS = r"(?:trading\s+)?(?:days|sessions)"
_MOVES = (
    r"(?:r[io]se|rising|risen|gain\w*|up|higher|advanc\w+|climb\w*|f[ae]ll\w*|falling|los[et]\w*|down|lower|declin\w+|drop\w*)"
)
_RUN = re.compile(
    rf"\bhow many {_DAYS} (?:in a row|straight|running)\b[^?]*\b{_MOVES}\b"
    rf"|\bhow many (?:straight|consecutive) {_DAYS}\b[^?]*\b{_MOVES}\b"
    rf"|\b(?:longest|best|worst) (?:winning |losing |up |down )?(?:run|streak)\b|\b(?:winning|losing) streak\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    rf"\bhow (?:often|many (?:{_DAYS}|times)) (?:did|has|have|had|was|were|of)\b(?![^?]*\btakes?\b)[^?]*\b{_MOVES}\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:average|mean) (?:closing )?(?:close|price|level)\b|\bclos\w+ (?:at )?on average\b|\baverage\b[^?]*\bclose\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\b(?:f[ae]ll\w*|falling|los[et]\w*|losing|down|lower|declin\w+|drop\w*|worst)\b", re.IGNORECASE)

Asked = Literal["run", "often", "average"]


def counted_asked(text: str, period: Period | None) -> Asked | None:
    """Which of them a question asks for, over a time of more than a day.

    >>> from datetime import date
    >>> may = Period(date(2024, 5, 1), date(2024, 5, 31), "month", (0, 0))
    >>> counted_asked("how often did copper fall?", may), counted_asked("how many days in a row did it rise?", may)
    ('often', 'run')
    """
    if period is None or period.grain == "day":
        return None
    if _RUN.search(text):
        return "run"
    if _OFTEN.search(text):
        return "often"
    return "average" if _AVERAGE.search(text) else None


def counted_told(desk: Desk, evidence: Evidence, ticker: str, text: str, period: Period) -> list[str]:
    """The count, the run or the average over the sessions of a time; empty where the prices do not hold them all."""
    asked, window = counted_asked(text, period), window_of(desk, ticker, period)
    if asked is None or window is None:
        return []
    if asked == "average":
        mean = desk.metric("average close", ticker, start=window[0], end=window[1])
        told = f"The average close of {called(ticker)}"
        return [f"{told} {_when(mean)} was {price(mean)} {evidence.cite(mean)}."] if mean is not None else []
    falling = _DOWN.search(text) is not None
    is_from_close = period.grain != "span" or period.is_since or period.is_from_close  # it begins with the close before it
    start = window[0] - timedelta(days=1) if is_from_close else window[0]
    if asked == "run":
        run = desk.metric(f"longest run {'down' if falling else 'up'}", ticker, start=start, end=window[1])
        told = f"The longest run of sessions on which {called(ticker)} {'fell' if falling else 'rose'} from close to close"
        return [f"{told} was one of {run.value:f} sessions, {_when(run)} {evidence.cite(run)}."] if run and run.value else []
    counts = [(desk.metric(f"sessions {way}", ticker, start=start, end=window[1]), way) for way in ("up", "down")]
    return [
        f"{sentence(_when(count))} there were {count.value:f} sessions on which {called(ticker)}"
        f" {'rose' if way == 'up' else 'fell'} from close to close {evidence.cite(count)}."
        for count, way in (reversed(counts) if falling else counts)
        if count is not None and count.value
    ]


def _when(metric: Metric) -> str:
    return f"between {day(metric.start)} and {day(metric.end)}"
