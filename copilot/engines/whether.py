"""Yes or no first: whether one instrument beat another, rose, or is the more volatile, judged by the metrics of the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from copilot.engines.evidence import Evidence
from copilot.engines.premise import fits, is_as_stated, stated_change
from copilot.engines.prose import opened
from copilot.engines.question import Question
from copilot.engines.vocabulary import vocabulary
from copilot.numbers import Quantity
from copilot.types import Metric

_ASKS = re.compile(r"\s*(?:and\s+|so\s+)?(?:is|are|was|were|did|does|do|has|have|had)\b", re.IGNORECASE)
# A choice, an amount, each of several times, a cause, a negation, a superlative: what the sign alone does not decide.
_MORE_THAN_THAT = re.compile(
    r"\d\s*(?:points?|bps)|n['’]t\b|\b(?:or|not|never|every|each|always|ever|only|all|any|most|mostly|twice|half|double"
    r"|as much|because|due to|thanks to|amid|despite|on (?:fears|hopes|news)|best|worst|largest|biggest|highest|lowest|first"
    r"|fastest)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d\s*(?:%|percent)", re.IGNORECASE)
_CONFIRMS = re.compile(r"\b(?:right|true|correct|so)\W*$", re.IGNORECASE)
_PERFORMS = re.compile(
    r"\b(?:beat\w*|outperform\w*|underperform\w*|lag\w*|trail\w*|ahead of|behind|better|worse|more|less|stronger|weaker"
    r"|outpac\w+|higher|lower)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:underperform\w*|lag\w*|trail\w*|behind|(?:worse|less|lower|fewer|weaker|safer|calmer|steadier|milder)\b[^?]*\bthan)\b",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"\b(?P<way>above|over|higher than|below|under|lower than)\s+[$€£]?(?P<level>\d[\d,]*(?:\.\d+)?)(?![\d%]|\.\d|\s?percent)",
    re.IGNORECASE,
)
_WHEN_MOVED = re.compile(r"\s*(?:and\s+)?(?:when|on (?:what|which) (?:day|date))\b[^?]*?\b(?P<which>last|first)\b", re.IGNORECASE)
_IN_A_DAY = re.compile(
    r"\b(?:in (?:a|one|a single) (?:day|session)|on (?:a|one) (?:day|session)|daily|one[- ]day)\b", re.IGNORECASE
)
_TIME = r"(?:day|week|month|quarter|year)"
_UP = re.compile(rf"\b(?:up|higher|in the black|positive|(?:good|strong) {_TIME})\b", re.IGNORECASE)
_DOWN = re.compile(rf"\b(?:down|lose|lower|in the red|negative|(?:bad|weak) {_TIME})\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|off|down from|short of)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:above|over|up from)\b", re.IGNORECASE)
_MARK = re.compile(r"\[M(\d+)\]")
_PRICES = ("close", "low", "high", "lowest close", "highest close")
_CHANGES = ("total return", "price return")


def with_verdict(question: Question, told: Sequence[str], evidence: Evidence) -> list[str]:
    """The sentences, the first opened by "Yes" or "No" where the question is one of whether and its metrics decide it.

    A comparison is decided by the gap, a move by the return with dividends and without, where both point one way.
    """
    stated = stated_change(question.text)
    asks = _ASKS.match(question.text) or (stated is not None and _CONFIRMS.search(question.text))
    if not told or not asks or question.unread_time or _MORE_THAN_THAT.search(question.text):
        return list(told)
    cited = [[evidence.metrics[int(mark) - 1] for mark in dict.fromkeys(_MARK.findall(text))] for text in told]
    if (threshold := threshold_in(question)) is not None:
        is_above, level = threshold
        reached = cited[0][0].value if cited[0] and cited[0][0].name in _PRICES else None
        truth = None if reached is None else reached > level if is_above else reached < level
    elif (average := next((metric for metric in cited[0] if metric.name == "moving average"), None)) is not None:
        close = next(metric for metric in cited[0] if metric.name == "close")
        sides = [word for word in ("above", "below") if re.search(rf"\b{word}\b", question.text, re.IGNORECASE)]
        truth = (close.value > average.value) == (sides == ["above"]) if len(sides) == 1 else None
    elif asks_of_extreme_day(question) and question.period is not None:
        on_day = {metric.start == question.period.start for metrics in cited for metric in metrics if metric.name in _PRICES}
        truth = on_day.pop() if len(on_day) == 1 else None  # within sessions and at the close it may be two days
    elif stated is not None:
        truth = _as_stated(question, stated, cited[0])
    elif _FIGURE.search(question.text):
        truth = None
    else:
        of_times = question.period is not None and bool(question.period.further)
        of_one = _of_two_times if of_times else lambda question, cited: _moved(question, cited[0])
        truth = _relative(question, cited) if "relative" in question.measures else of_one(question, cited)
    return list(told) if truth is None else opened(truth, told)


def _as_stated(question: Question, stated: Quantity, cited: Sequence[Metric]) -> bool | None:
    """Whether the return is the one that the question states, with dividends or without, or the distance from an extreme."""
    if question.anchor is not None and len(cited) == 2 and all(metric.name in _PRICES for metric in cited):
        change = cited[1].value / cited[0].value - 1
        sides = [below for words, below in ((_BELOW, True), (_ABOVE, False)) if words.search(question.text)]
        if not sides and stated.direction in ("up", "down"):  # "it rallied 15% from its low, right?"
            return (change < 0) == (stated.direction == "down") and fits(stated, abs(change) * 100)
        return (change < 0) == sides[0] and fits(stated, abs(change) * 100) if len(sides) == 1 else None
    if question.measures != ("move",) or question.anchor is not None:
        return None
    changes = [metric for metric in cited if metric.name in _CHANGES]
    return is_as_stated(stated, changes, falling=question.is_about_fall or _DOWN.search(question.text) is not None)


def asks_of_extreme_day(question: Question) -> bool:
    """Whether it is asked if a low or a high was on a day: "did it bottom on 3 May?"."""
    is_of_day = question.period is not None and question.period.grain == "day" and question.anchor is None
    is_extreme = len({"low", "high"} & set(question.measures)) == 1
    return is_of_day and is_extreme and _ASKS.match(question.text) is not None and threshold_in(question) is None


def threshold_in(question: Question) -> tuple[bool, Decimal] | None:
    """The level that a price is asked to have passed, and whether from below: of "did it close above 120?" (True, 120)."""
    match = _THRESHOLD.search(question.text) if _ASKS.match(question.text) and "level" in question.measures else None
    if match is None or (
        question.period is not None and match.start("level") < question.period.span[1] and question.period.span[0] < match.end()
    ):
        return None
    return match["way"].lower() in ("above", "over", "higher than"), Decimal(match["level"].replace(",", ""))


def big_move_in(text: str) -> tuple[Decimal, bool] | None:
    """A change in per cent of which it is asked when a price last, or first, moved by more in one day: the fraction, and whether
    the first time is asked for.

    >>> big_move_in("when did it last fall more than 2% in a day?")
    (Decimal('0.02'), False)
    """
    stated, asked = stated_change(text), _WHEN_MOVED.match(text)
    if stated is None or asked is None or stated.value is None or not _IN_A_DAY.search(text):
        return None
    return abs(stated.value) / 100, asked["which"].lower() == "first"


def _relative(question: Question, cited: Sequence[Sequence[Metric]]) -> bool | None:
    """By the gap of returns, or by volatilities where each definition that is told puts the same one first."""
    performs = question.period is not None and _PERFORMS.search(question.text)
    of_basis = [one for metrics in cited for one in metrics if one.name == "relative return" and performs]
    gaps = [metric.value for metric in of_basis if metric.parameters.get("basis") == of_basis[0].parameters.get("basis")]
    if not gaps:
        pairs = [[one.value for one in metrics if one.name.startswith("annualised volatility")] for metrics in cited]
        gaps = [pair[0] - pair[1] for pair in pairs if len(pair) == 2]
    if not gaps or len({gap > 0 for gap in gaps}) > 1:
        return None
    return gaps[0] < 0 if _BEHIND.search(question.text) else gaps[0] > 0


def _of_two_times(question: Question, cited: Sequence[Sequence[Metric]]) -> bool | None:
    """Whether a price gained more over the first of two times than over the second; of a fall, or by one return only, nothing."""
    changes = [[metric.value for metric in metrics if metric.name in _CHANGES] for metrics in cited[:2]]
    falls = vocabulary().groups["question"]["falling"].is_in(question.text) or _DOWN.search(question.text) is not None
    if falls or len(changes) < 2 or not all(changes) or not _PERFORMS.search(question.text):
        return None
    if min(changes[0]) > max(changes[1]):
        return _BEHIND.search(question.text) is None
    return _BEHIND.search(question.text) is not None if max(changes[0]) < min(changes[1]) else None


def _moved(question: Question, cited: Sequence[Metric]) -> bool | None:
    changes: list[Decimal] = [metric.value for metric in cited if metric.name in _CHANGES]
    if question.measures != ("move",) or question.anchor is not None or not changes:
        return None
    words, text = vocabulary().groups["question"], question.text
    down, up = words["falling"].is_in(text) or _DOWN.search(text), words["rising"].is_in(text) or _UP.search(text)
    if bool(up) == bool(down) or len({change > 0 for change in changes}) > 1:
        return None
    return all(change < 0 for change in changes) if down else all(change > 0 for change in changes)
