"""By how many points one instrument beat another, or fell short of it: "outperformed the index by 3.7 points this year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from copilot.comparison.benchmarks import is_standing
from copilot.comparison.clarity import says_when
from copilot.comparison.market import Market, bars_between
from copilot.comparison.returns import window_words, windows_or_day
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison
from copilot.metrics import computed
from copilot.names import Name, find_names
from copilot.numbers.direction_words import words
from copilot.types import Metric, Prices

_UNITS = frozenset({"percentage_point", "index_point", "percent", "basis_point"})
_PRICED = frozenset({"fund", "index", "company"})
_CHANGE = re.compile(r"\d\s?(?:%|percent\b)")
_HEDGE = r"(?:about|around|roughly|nearly|almost|some|approximately|just|only|more than|over|a|an|as much as|\s)*"


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, re.Pattern[str]]:
    """Around the figure, each with the words of the better and of the worse side."""
    better, worse = words("relative", "better"), words("relative", "worse")
    side = rf"(?:(?P<better>{better})|(?P<worse>{worse}))"
    forms = {
        "verb": rf"\b{side}\s(?:the\s|both\s|its\s)?$",  # right before the other
        "gap": r"\b(?:gap|difference|spread)\sbetween\s(?:the\s)?$",  # right before the first of two
        "apart": rf"\b(?:gap|difference|spread|margin)\sof\s{_HEDGE}$",  # right before the figure, behind two changes
        "by": rf"\bby\s{_HEDGE}$",  # right before the figure
        "behind": r"\s(?:(?P<better>ahead of|better than|more than|above|over)|(?P<worse>behind|worse than|less than|below))"
        r"\s(?:the\s|that of\s)?$",
        "noun": r"[-\s](?:(?P<better>lead|advantage|edge|outperformance|margin)|(?P<worse>lag|shortfall|underperformance))"
        r"\s(?:over|against|versus|vs\.?|relative to|to)\s(?:the\s)?$",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


def compare_relative(statement: Statement, market: Market) -> Comparison | None:
    """A stated lead or lag against the two returns of its window; None where it is none, or the prices cannot decide it."""
    quantity = statement.claim.quantity
    if quantity.unit not in _UNITS or quantity.value is None or quantity.ulp is None or statement.claim.row is not None:
        return None
    if not statement.is_told or not is_standing(statement):
        return None
    pair = _pair(statement)
    if pair is None:
        return None
    subject, other, sign = pair
    (own, theirs) = (next(iter(market.of([name])), None) for name in (subject, other))
    if own is None or theirs is None or own.ticker == theirs.ticker:
        return None
    groups = [group for group in _returns(statement, own, theirs) if group]
    if not groups:
        return None
    return _judged(statement, groups, subject, other, sign)


def _judged(statement: Statement, groups: list[list[Metric]], subject: Name, other: Name, sign: int) -> Comparison | None:
    scale = 100 if statement.claim.quantity.unit == "basis_point" else 1
    everything = [metric for group in groups for metric in group]
    agreeing = [metric for metric in everything if statement.accepted.holds(_sized(metric, sign) * scale)]
    shown = agreeing[:1] or groups[0]
    told = " and ".join(f"{round(metric.value, 2):+f} points by {metric.parameters['basis']} return" for metric in shown)
    side = {1: "ahead of", -1: "behind", 0: "apart from"}[sign]
    stated = f"{subject.text} {statement.claim.quantity.text} {side} {other.text} {window_words(statement, shown[0])}"
    result = statement.compared(stated, told, shown, agrees=bool(agreeing), ticker=shown[0].ticker)
    if agreeing:
        return result
    if not says_when(statement):
        return None
    is_opposite = all(metric.value * sign < 0 for metric in everything)
    near = any(statement.is_near_miss(_sized(metric, sign) * scale) for metric in everything)
    if near and not sign:
        return None  # told of two figures that are rounded themselves
    return replace(result, kind="direction" if is_opposite else "value", severity="warning" if near else "error")


def _sized(metric: Metric, sign: int) -> Decimal:
    """The lead on the told side, below 0 on the other; a gap without a side has none."""
    return metric.value * sign if sign else abs(metric.value)


def _returns(statement: Statement, own: Prices, theirs: Prices) -> Iterator[list[Metric]]:
    """By price and with dividends, over each window the words may mean."""
    for parameters in _since(statement, own) if _is_since(statement) else windows_or_day(statement, own):
        found = (computed("relative return", own, other=theirs, basis=basis, **parameters) for basis in ("price", "total"))
        yield [metric for metric in found if metric is not None]


def _is_since(statement: Statement) -> bool:
    return statement.claim.since and statement.claim.period_grain != "window"


def _since(statement: Statement, prices: Prices) -> Iterator[dict[str, Any]]:
    """From the close of a day, or the last before it, to the last two sessions that the text's own day leaves open."""
    start, own = statement.claim.period_start, statement.published
    if statement.claim.period_grain != "day" or start is None or own is None:
        return
    before = bars_between(prices, start - timedelta(days=7), start)
    for bar in reversed(bars_between(prices, start + timedelta(days=1), own)[-2:]):
        for base in reversed(before[-2:]):
            yield {"start": base.session, "end": bar.session}


def _pair(statement: Statement) -> tuple[Name, Name, int] | None:
    """(whose, against whom, +1 ahead, -1 behind or 0 for a gap without a side), where the sentence says all three."""
    text, (start, end) = statement.text, statement.number
    begin, stop = statement.claim.sentence
    sentence = text[begin:stop]
    found = find_names(sentence)
    names = [replace(name, start=name.start + begin, end=name.end + begin) for name in found if name.kind in _PRICED]
    ahead = [name for name in names if name.end <= start]
    forms = _forms()
    for other in reversed(ahead):
        verb = forms["verb"].search(text, begin, other.start)
        subject = next((name for name in reversed(ahead) if verb is not None and name.end <= verb.start()), None)
        between = text[other.end : start]
        is_next = forms["by"].search(between) is not None and re.search(r"[\d;:]", between.partition(")")[2] or between) is None
        if verb is not None and subject is not None and is_next:
            return subject, other, 1 if verb["better"] else -1
    if len(ahead) > 1 and forms["gap"].search(text, begin, ahead[-2].start):
        is_pair = re.fullmatch(r"\s?(?:\([^)]*\))?\sand\s(?:the\s)?", text[ahead[-2].end : ahead[-1].start])
        return (ahead[-2], ahead[-1], 0) if is_pair and not re.search(r"[\d;:]", text[ahead[-1].end : start]) else None
    two = list(dict.fromkeys(name.id for name in ahead))
    if len(two) == 2 and forms["apart"].search(text, begin, start) and len(_CHANGE.findall(text, begin, start)) == 2:
        return ahead[0], next(name for name in ahead if name.id == two[1]), 0
    following = next((name for name in names if name.start >= end), None)
    if following is None or not ahead:
        return None
    for form in ("behind", "noun"):
        match = forms[form].fullmatch(text, end, following.start)
        if match is not None:
            return ahead[-1], following, 1 if match["better"] else -1
    return None
