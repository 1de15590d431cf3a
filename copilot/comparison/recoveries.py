"""A change from the low or the high of a stated time to the text's own day, or to the other extreme of a later time.

"Up 43% from its April low"; "fell 18.9% from its February peak to its April trough".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from copilot.calendar_days import days_around
from copilot.calendar_words import month_pattern
from copilot.comparison.clarity import says_of_whom
from copilot.comparison.market import bars_between
from copilot.comparison.moves import bears_out, change_words, kind_of, may_be_of_an_hour, severity_of
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison, signed
from copilot.metrics import computed
from copilot.types import Bar, Metric, Prices, Span

_FROM = re.compile(
    r"\s(?:from|off|above|since|below|under|beneath|short of|shy of) (?:its |the |their |an? )?(?:[\w’'-]+ ){0,3}?"
    r"(?P<side>lows?|bottoms?|troughs?|highs?|peaks?|close)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"[^.;]{0,22}?\bto (?:its |the |their |an? )?(?:[\w’',-]+ ){0,4}?(?P<side>lows?|bottoms?|troughs?|highs?|peaks?)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:from|since) (?:its |the |their |an? )?(?:[\w’'-]+ ){0,5}?"
    r"(?P<side>lows?|bottoms?|troughs?|highs?|peaks?|records?|close)\b"
    r"(?=(?:[^.;%]|\.\d)*$)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"\s(?:of|at|near)\s\W?(?P<level>\d[\d,]*(?:\.\d+)?)(?!\d|(?:st|nd|rd|th)?\s(?:{month_pattern()}))", re.IGNORECASE
)
_ON = re.compile(r"(?:\s(?:of|at)\s\W?\d[\d,]*(?:\.\d+)?,?)?\s(?:(?:set|reached|hit|made|touched)\s)?(?:on|in|of)\s(?:the\s)?")
_LEVEL_BESIDE = re.compile(r"\d[\d,]*\.?\d*(?: intraday| points)?[,(]? ?\(?$")
_SLACK = timedelta(days=7)
_GRAINS = ("day", "month", "part", "quarter", "year")


def is_from_an_extreme(statement: Statement) -> bool:
    """Whether a change is told from the low, the high or the close of a time."""
    claim = statement.claim
    if told_before(statement) is not None:
        return True
    return (claim.since or claim.period_grain == "window") and named_extreme(statement) is not None


def _is_low(match: re.Match[str]) -> bool | None:
    side = match["side"].lower()
    return None if side == "close" else side.startswith(("low", "b", "t"))


def is_dated(statement: Statement, match: re.Match[str], span: Span) -> bool:
    """Whether a time stands in these words or right behind them: "since its close of 112.05 on 20 November"."""
    if span[0] < match.end():
        return match.start() <= span[0]
    return _ON.fullmatch(statement.text, match.end(), span[0]) is not None


def named_extreme(statement: Statement) -> re.Match[str] | None:
    """The words of the extreme that a change is told from, behind it or before it; None where they name none."""
    return told_before(statement) or _told_behind(statement)


def _told_behind(statement: Statement) -> re.Match[str] | None:
    return _FROM.match(statement.text, statement.number[1], min(statement.claim.sentence[1], statement.number[1] + 60))


def told_before(statement: Statement) -> re.Match[str] | None:
    """The extreme that a change is told from where it stands before it: "from its 7 March peak the index has lost 4%"."""
    if statement.claim.quantity.unit != "percent" or statement.claim.row is not None or _told_behind(statement) is not None:
        return None  # "up 9% since its May close and 3% below its June high" has its own behind it
    return _BEFORE.search(statement.text, statement.claim.sentence[0], statement.number[0])


def compare_recovery(statement: Statement, prices: Prices) -> Comparison | None:
    """The stated change against that from the extreme of its month, quarter or year, within the session or by closes, to the
    text's own session or the one before; None where the words name no such extreme, or a day of it is told."""
    match, claim = named_extreme(statement), statement.claim
    if match is not None and claim.period_grain == "window":
        return _between_extremes(statement, prices, match)
    start, end, own_day = claim.period_start, claim.period_end, statement.published
    if match is None or start is None or end is None or own_day is None or claim.period_grain not in _GRAINS:
        return None
    span = claim.period_span
    if span is None or not is_dated(statement, match, span):
        return None
    is_low = _is_low(match)
    found = list(_changes(prices, start, min(end, own_day), own_day, is_low=is_low))
    if not found:
        return None
    agreeing = [metric for metric in found if bears_out(metric, statement)]
    level = _LEVEL.match(statement.text, match.end())
    if not agreeing and _LEVEL_BESIDE.search(statement.lead):
        return None  # "hit 4,835 intraday, 21% below its record": how far that level was
    if not agreeing and (claim.operands or (level is not None and not _is_a_base(level["level"], found))):
        return None  # told from a level that is none of these, or between two: whether it follows from them is arithmetic
    shown = agreeing[:1] or [metric for metric in found if metric.end == found[0].end]
    told = f"{' and '.join(f'{signed(metric.value)} from {_base(metric, is_low=is_low)}' for metric in shown)}, to {shown[0].end}"
    if not agreeing and (not says_of_whom(statement) or may_be_of_an_hour(statement, prices)):
        return None
    return _told(statement, prices, f" {_uncapped(match.group().strip())}", told, found, shown)


def _uncapped(words: str) -> str:
    return words[:1].lower() + words[1:]


def _is_a_base(printed: str, found: Sequence[Metric]) -> bool:
    """Whether a printed level is a price that one of the changes begins at."""
    level = Decimal(printed.replace(",", ""))
    places = -int(level.as_tuple().exponent)
    bases = [Decimal(metric.inputs[0][str(metric.parameters["start_field"])]) for metric in found]
    return any(abs(base - level) <= Decimal(1).scaleb(-places) / 2 for base in bases)


def _between_extremes(statement: Statement, prices: Prices, match: re.Match[str]) -> Comparison | None:
    """From the extreme of one time to that of another, each within the session or by closes."""
    claim = statement.claim
    to = _TO.match(statement.text, match.end(), min(claim.sentence[1], match.end() + 70))
    when = claim.when
    if to is None or when is None or when.start is None or when.end is None or when.start >= when.end:
        return None
    sides = [_is_low(match), _is_low(to)]
    if sides[0] == sides[1] or match["side"].lower() == "close":
        return None
    first = _extremes(prices, *days_around(when.start, when.first or "day"), is_low=sides[0])
    last = _extremes(prices, *days_around(when.end, when.last or "day"), is_low=sides[1])
    found = [
        metric
        for field, base in first
        for end_field, end in last
        if base.session < end.session
        and (metric := computed(
            "price return", prices, start=base.session, end=end.session, start_field=field, end_field=end_field
        )) is not None
    ]  # fmt: skip
    if not found:
        return None
    agreeing = [metric for metric in found if bears_out(metric, statement)]
    if not agreeing and not says_of_whom(statement):
        return None
    shown = agreeing[:1] or list({(m.parameters["start_field"] == "close"): m for m in reversed(found)}.values())
    told = " and ".join(
        f"{signed(m.value)} from the {m.parameters['start_field']} of {m.start} to the {m.parameters['end_field']} of {m.end}"
        for m in shown
    )
    return _told(statement, prices, statement.text[match.start() : to.end()], told, found, shown)


def _told(
    statement: Statement, prices: Prices, base: str, told: str, found: Sequence[Metric], shown: Sequence[Metric]
) -> Comparison:
    """base: what the change is told from, in words. found: the changes tried; shown: the one that agrees, else what is meant."""
    stated = f"{change_words(statement, prices)}{base}"
    if bears_out(shown[0], statement):
        return statement.compared(stated, told, shown, agrees=True, ticker=prices.ticker)
    kind, severity = kind_of(statement, found[0]), severity_of(statement, found)
    return statement.compared(stated, told, shown, agrees=False, kind=kind, severity=severity, ticker=prices.ticker)


def _base(metric: Metric, *, is_low: bool | None) -> str:
    field = str(metric.parameters["start_field"])
    closing = {None: "close", True: "lowest close", False: "highest close"}[is_low]
    name = {"close": closing}.get(field, field)
    return f"the {name} of {metric.start}"


def _extremes(prices: Prices, start: date, end: date, *, is_low: bool | None) -> list[tuple[str, Bar]]:
    """(field, bar) of the lowest low or highest high of these days, and of the lowest or highest close; None: the last close."""
    bars = bars_between(prices, start, end)
    if is_low is None:
        return [("close", bars[-1])] if bars else []
    pick, extreme = (min, "low") if is_low else (max, "high")
    known = [bar for bar in bars if getattr(bar, extreme) is not None]
    found = [(extreme, pick(known, key=lambda bar: getattr(bar, extreme)))] if known else []
    return [*found, ("close", pick(bars, key=lambda bar: bar.close))] if bars else []


def _changes(prices: Prices, start: date, end: date, own_day: date, *, is_low: bool | None) -> Iterator[Metric]:
    """From the lowest low, or highest high, and from the lowest or highest close, to the last two closes; none where the prices
    end a week before the text's own day: what came after them is not known."""
    lasts = bars_between(prices, end, own_day)[-2:]
    if lasts and lasts[-1].session < own_day - _SLACK:
        return
    for field, base in _extremes(prices, start, end, is_low=is_low):
        for last in reversed(lasts):
            metric = computed("price return", prices, start=base.session, end=last.session, start_field=field, end_field="close")
            if metric is not None and base.session < last.session:
                yield metric
