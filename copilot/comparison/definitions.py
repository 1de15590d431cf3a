"""Figures that depend on their definition, such as a volatility: the nearest definition and window, and how many were tried.

Nearest is not checked: only a figure that a definition its words allow gives to the last printed digit agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from copilot.comparison.market import Market
from copilot.comparison.statement import Statement
from copilot.comparison.told_times import spoken_of, titled_instrument
from copilot.comparison.types import Comparison
from copilot.metrics import MetricMatch, MetricSearch, match_metric
from copilot.names import Name, find_names, is_ancestor
from copilot.numbers import Claim
from copilot.types import Metric

SEARCHED = frozenset(
    {"volatility", "max_drawdown", "drawdown", "beta", "sharpe_ratio", "tracking_error", "correlation", "momentum"}
)
_AGAINST = re.compile(r"\b(?:to|against|with|versus|vs\.?)\s(?:the\s)?$", re.IGNORECASE)
_OF_PAIRS = frozenset({"beta", "correlation", "tracking_error"})  # told of one instrument against another
FAR = Decimal("0.1")  # of the figure: what is further from every definition is told as a warning
MOST_BY_CHANCE = 0.05
_WORDS_CHARS = 140
_MOST_MATCHES = 12  # of which those of other measures are passed over
_FORESEEN = re.compile(r"\b(?:expect\w*|impl(?:y|ies|ied)|forecasts?|anticipat\w+|pric(?:es|ing) in)\b[^.;:]*$", re.IGNORECASE)
_FROM_EXTREME = re.compile(
    r"\bfrom (?:its |the |their )?(?:[\w’'-]+\.? ){0,4}?(?:peaks?|highs?|lows?|troughs?|records?)\b(?:[^.;]|\.\d)*$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:mov(?:ed|es?|ing)|sw[iu]ng(?:s|ing)?|rose|fell|gain(?:s|ed)?|lost|jump(?:s|ed)?|drop(?:s|ped)?)\b[^.;:]*$",
    re.IGNORECASE,
)


def compare_definition(statement: Statement, market: Market, named: Sequence[str]) -> Comparison | None:
    """The stated figure beside the nearest definition of its measure; None where it is none, or nothing can be computed.

    named: tickers of the whole text that have prices, for a figure whose sentence names none, or only a class of them.
    """
    claim = statement.claim
    quantity = claim.quantity
    if claim.measure not in SEARCHED or quantity.value is None or quantity.ulp is None or quantity.kind != "quantity":
        return None
    is_fall = claim.measure in ("drawdown", "max_drawdown")
    if quantity.unit not in ("percent", "none", "ratio_x") or claim.role == "from" or (claim.role == "change" and not is_fall):
        return None
    if _FORESEEN.search(statement.lead[-45:]) or (claim.measure == "volatility" and _MOVED.search(statement.lead[-45:])):
        return None  # foreseen; or how far a price moved, under a heading of volatility
    if is_fall and (claim.direction == "up" or _FROM_EXTREME.search(statement.lead)):
        return None  # "from the October peak the drawdown is 4.1%" is no drawdown of October
    direct = [prices.ticker for prices in market.of(claim.entities)]
    start, end = claim.sentence
    if claim.measure in _OF_PAIRS and len(direct) == 1 and _AGAINST.search(statement.text, start, _first_name(claim)):
        direct = [*(prices.ticker for prices in market.of(_whose(statement))), *direct]
    elif direct and claim.measure in _OF_PAIRS:
        beside = market.of([name for name in find_names(statement.text[start:end]) if name.kind in ("fund", "index", "company")])
        direct = list(dict.fromkeys((*direct, *(prices.ticker for prices in beside))))
    tickers = direct or [prices.ticker for prices in market.funds_on(claim.entities)] or _of_its_class(claim, named)
    if not tickers or any(ticker.startswith("^VIX") for ticker in tickers):
        return None
    if not direct and claim.months is None:
        return None  # neither whose it is nor over what: nothing to search
    search = match_metric(
        quantity.value, quantity.unit, ulp=quantity.ulp, tickers=tickers[:3], dates=_dates(claim), text=_words(statement),
        prices=market.source, as_of=market.as_of, published=statement.published, qualifier=quantity.qualifier,
        limit=_MOST_MATCHES,
    )  # fmt: skip
    word = claim.measure.replace("max_", "").replace("_", " ")
    matches = [match for match in search.matches if word in match.metric.name]
    return _told(statement, search, matches, is_direct=bool(direct)) if matches else None


def _first_name(claim: Claim) -> int:
    return min(name.start for name in claim.entities if name.ticker)


def _whose(statement: Statement) -> list[Name]:
    """Of whom a beta or a correlation is told whose sentence names only the other: the title's instrument, or the one before."""
    names = (titled_instrument(statement.text), spoken_of(statement))
    return [next(name for name in names if name is not None)] if any(names) else []


def _told(statement: Statement, search: MetricSearch, matches: Sequence[MetricMatch], *, is_direct: bool) -> Comparison:
    """matches: those of the figure's own measure, best first."""
    best = matches[0]
    text = statement.claim.quantity.text
    agrees = best.agrees and is_direct and best.by_chance <= MOST_BY_CHANCE
    other = next((match for match in matches[1:] if match.metric.name != best.metric.name), None)
    against = f"; {_short(other)}" if other is not None else ""
    lead = "this is" if best.agrees else "nearest, and not it, is"
    found = f"{lead} {_short(best)}{against}; {search.tried} definitions and windows were tried"
    is_far = not best.agrees and is_direct and best.distance > FAR * statement.value
    stated = f"{text} is told as a {(statement.claim.measure or 'figure').replace('_', ' ')}"
    metrics = [match.metric for match in (best, other) if match is not None]
    kind, severity = ("value", "warning") if is_far else ("definition", "note")
    return statement.compared(stated, found, metrics, agrees=agrees, kind=kind, severity=severity, ticker=best.metric.ticker)


def _short(match: MetricMatch) -> str:
    return f"{match.metric.label}: {_value(match.metric)}"


def _value(metric: Metric) -> str:
    return f"{round(metric.value * 100, 2):f}%" if metric.unit == "fraction" else f"{round(metric.value, 2):f}"


def _of_its_class(claim: Claim, named: Sequence[str]) -> list[str]:
    """The instruments of the text that the class a figure is told of holds; all of them where it names nothing at all."""
    generics = [name.id for name in claim.entities if name.kind == "generic"]
    if claim.entities and not generics:
        return []
    return [ticker for ticker in named if not generics or any(is_ancestor(generic, ticker) for generic in generics)]


def _dates(claim: Claim) -> list[tuple[date, date]]:
    start, end = claim.period_start, claim.period_end
    return [(start, end)] if start is not None and end is not None else []


def _words(statement: Statement) -> str:
    start, end = statement.claim.sentence
    return statement.text[max(start, statement.number[0] - _WORDS_CHARS) : min(end, statement.number[1] + _WORDS_CHARS // 2)]
