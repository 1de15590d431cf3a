"""A change from the low or the high of a stated time to the text's own day: "up 43% from its April low"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from copilot.comparison.clarity import says_of_whom
from copilot.comparison.market import bars_between, computed
from copilot.comparison.moves import bears_out, change_words, kind_of, severity_of
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison, signed
from copilot.types import Metric, Prices

_FROM = re.compile(
    r"\s(?:from|off|above|since|below) (?:its |the |their |an? )?(?:[\w’'-]+ ){0,3}?"
    r"(?P<side>lows?|bottoms?|troughs?|highs?|peaks?)\b",
    re.IGNORECASE,
)
_GRAINS = ("month", "part", "quarter", "year")
_LEVEL = re.compile(r"\s(?:of|at|near)\s\W?\d")


def is_from_an_extreme(statement: Statement) -> bool:
    """Whether a change is told from the low or high of a time, and between no two levels."""
    return not statement.claim.operands and statement.claim.since and _named(statement) is not None


def _named(statement: Statement) -> re.Match[str] | None:
    return _FROM.match(statement.text, statement.number[1], min(statement.claim.sentence[1], statement.number[1] + 60))


def compare_recovery(statement: Statement, prices: Prices) -> Comparison | None:
    """The stated change against that from the extreme of its month, quarter or year, within the session or by closes, to the
    text's own session or the one before; None where the words name no such extreme, or a level or day of it is told."""
    match, claim = _named(statement), statement.claim
    start, end, own_day = claim.period_start, claim.period_end, statement.published
    if (
        match is None
        or start is None
        or end is None
        or own_day is None
        or claim.period_grain not in ("month", "part", "quarter", "year")
    ):
        return None
    span = claim.period_span
    if _LEVEL.match(statement.text, match.end()) or span is None or not match.start() <= span[0] < match.end():
        return None
    is_low = match["side"].lower().startswith(("low", "b", "t"))
    found = list(_changes(prices, start, min(end, own_day), own_day, is_low=is_low))
    if not found:
        return None
    agreeing = [metric for metric in found if bears_out(metric, statement)]
    shown = agreeing[:1] or [metric for metric in found if metric.end == found[0].end]
    told = f"{' and '.join(f'{signed(metric.value)} from {_base(metric, is_low=is_low)}' for metric in shown)}, to {shown[0].end}"
    if not agreeing and not says_of_whom(statement):
        return None
    return Comparison(
        statement.number, span, bool(agreeing), "value" if agreeing else kind_of(statement, found[0]),
        f"{change_words(statement, prices)}{match.group()}", told, end, shown[0].end, tuple(shown),
        severity="error" if agreeing else severity_of(statement, found), ticker=prices.ticker,
    )  # fmt: skip


def _base(metric: Metric, *, is_low: bool) -> str:
    field = str(metric.parameters["start_field"])
    name = {"close": "lowest close" if is_low else "highest close"}.get(field, field)
    return f"the {name} of {metric.start}"


def _changes(prices: Prices, start: date, end: date, own_day: date, *, is_low: bool) -> Iterator[Metric]:
    """From the lowest low, or highest high, and from the lowest or highest close, to the last two closes."""
    bars = bars_between(prices, start, end)
    if not bars:
        return
    lasts = bars_between(prices, end, own_day)[-2:]
    pick = min if is_low else max
    extreme = "low" if is_low else "high"
    known = [bar for bar in bars if getattr(bar, extreme) is not None]
    bases = [(extreme, pick(known, key=lambda bar: getattr(bar, extreme)))] if known else []
    bases.append(("close", pick(bars, key=lambda bar: bar.close)))
    for field, base in bases:
        for last in reversed(lasts):
            metric = computed("price return", prices, start=base.session, end=last.session, start_field=field, end_field="close")
            if metric is not None and base.session < last.session:
                yield metric
