"""Questions of two parts: "what did the Fed do in May, and how did banks react?" is answered part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from copilot.engines.question_time import find_period
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.names import Name

_ASKS = r"what|how|why|who|when|where|which|did|does|do|is|are|was|were|has|have|will|can|could|would|should"
_OPENS = re.compile(rf"\s*(?:{_ASKS}|compare|list|tell|define|explain|give|show|name|summari[sz]e|describe)\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:\?+\s+(?:and\s+|but\s+)?|\s*[,;]?\s+(?:and|but|or)\s+|\s*;\s+)(?=(?:{_ASKS})\b)", re.IGNORECASE)
_STANDS_FOR = re.compile(r"\b(?:it|they|them)\b", re.IGNORECASE)
_LEADS_IN = re.compile(r"(?:\b(?:in|on|since|after|during|over|at|by|to|from|for|of|the|end|start|week)\s+)+$", re.IGNORECASE)
_WHY_ALONE = re.compile(r"\W*why\W*", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\s*how (?:much|far)(?= (?:did|has|have|had)\b)", re.IGNORECASE)
_REACTS = re.compile(r"\b(?:react|respond)\w*\W*$", re.IGNORECASE)
# What an instrument costs: its price, and of a fund what is charged for it.
_COSTS = re.compile(
    r"\s*(?:(?:and|so)\s+)?(?:what|how much)\s+(?:does|do|did|would|will)\s+(?P<share>(?:an?|one|each)\s+share\s+of\s+)?"
    r"(?P<what>[^?]+?)\s+cost(?:\s+me)?"
    r"(?P<running>\s+(?:to (?:own|hold|run)|an?(?:ually| year)|per (?:year|annum)|in fees))?(?:\s+(?:now|today))?\W*",
    re.IGNORECASE,
)
_IS_HOW_MUCH = re.compile(
    r"\s*how much\s+(?:is|are|['’]s)\s+(?:an?\s+|one\s+)?(?:share of\s+)?(?P<what>[^?]+?)(?:\s+(?:now|today))?\W*",
    re.IGNORECASE,
)
_NAMING = (*MARKET_KINDS, "central_bank", "rate", "country", "other")

FindNames = Callable[[str], Sequence[Name]]


def parts_of(text: str, find_names: FindNames, as_of: date) -> tuple[str, ...]:
    """The two questions that a question joins, each whole by itself; the question alone where it is one.

    The second is one of its own where it names something, or asks why. It has the time of the first where it names none, and
    what the first names where it says "it" or "they".

    >>> parts_of("what did SMH do in May and why did it fall?", lambda text: [], date(2024, 7, 1))
    ('what did SMH do in May and why did it fall?',)
    """
    if cost := _cost_asked(text, find_names):
        return cost
    for between in _BETWEEN.finditer(text):
        first, second = text[: between.start()], text[between.end() :]
        if _OPENS.match(first) and (whole := _whole(second, first, find_names, as_of)) is not None:
            return first, whole
    return (text,)


def _cost_asked(text: str, find_names: FindNames) -> tuple[str, ...]:
    """What "what does it cost?" and "how much is it?" ask of one instrument and nothing else; none where they do not."""
    asked = _COSTS.fullmatch(text) or _IS_HOW_MUCH.fullmatch(text)
    names = find_names(asked["what"]) if asked is not None else []
    if asked is None or len(names) != 1 or names[0].text != asked["what"].strip() or names[0].kind not in ("fund", "company"):
        return ()
    price, fee = f"what is the price of {names[0].text}?", f"what is the expense ratio of {names[0].text}?"
    of_costs = asked.re is _COSTS and names[0].kind == "fund" and not asked["share"]
    return (fee,) if of_costs and asked["running"] else (price, fee) if of_costs else (price,)


def _whole(second: str, first: str, find_names: FindNames, as_of: date) -> str | None:
    names = [name for name in find_names(first) if name.kind in _NAMING]
    themes = vocabulary().themes_of
    if not names and not themes(first):
        return None
    if _WHY_ALONE.fullmatch(second):
        second = _reason_of(first, names)
    own = [name for name in find_names(second) if name.kind in _NAMING]
    if not own and not (themes(second) and not _STANDS_FOR.search(second)):
        if not names or not vocabulary().groups["question"]["why"].is_in(second) or not _STANDS_FOR.search(second):
            return None
        second = _STANDS_FOR.sub(names[0].text, second, count=1)
    if _REACTS.search(second) and any(name.kind == "central_bank" for name in names):
        second = f"{second.rstrip(' ?')} to the Fed decision"
    period = find_period(first, as_of)
    if period is None or find_period(second, as_of) is not None:
        return second
    return f"{second.rstrip(' ?')} {with_preposition(first, period.span)}?"


def _reason_of(first: str, names: Sequence[Name]) -> str:
    """The reason of what was asked first: "how much did it fall" to "why did it fall", else what drove it."""
    of_market = [name.text for name in names if name.kind in MARKET_KINDS]
    if _HOW_MUCH.match(first):
        return _HOW_MUCH.sub("why", first)
    return f"what drove {of_market[0]}" if of_market else "why"


def with_preposition(text: str, span: tuple[int, int]) -> str:
    """The words of a time with those that lead into it: "in May", "since the end of May"."""
    before = _LEADS_IN.search(text[: span[0]])
    return text[before.start() if before else span[0] : span[1]]
