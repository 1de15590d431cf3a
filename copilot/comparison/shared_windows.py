"""A change that leaves its verb and its window to the one before it: "Apple fell 13% and Tesla 19%", "XLF: 28.8%, 31.2% with
dividends", a list of funds under one heading, "on the same count"."""

from __future__ import annotations

import re
from dataclasses import replace

from copilot.comparison.market import Market
from copilot.comparison.moves import bears_out, change_words, kind_of, severity_of
from copilot.comparison.return_words import is_annualised, is_gapped, is_set_against, may_be_return, told_definitions
from copilot.comparison.returns import returns_over
from copilot.comparison.statement import Statement, words_of_statements
from copilot.comparison.types import Comparison, signed
from copilot.numbers.movement import movement

_RETURNS = frozenset({"price return", "total return", "annualised return", "annualised price return"})
_BEHIND_CHARS = 40  # from a figure to the words that give it a window told before
_NEAR_CHARS = 16
_JOINED_CHARS = 70
_JOIN = re.compile(r"[,;(]|\b(?:and|but|while|with|or)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:from|than|of|since|after|against|versus|below|above|over)\b", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:on|over|in|for|by) (?:the|that) same (?:count|measure|basis|score|period|time|span|stretch|window|sessions?)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*[-*•–]\s+")


def compare_shared(statement: Statement, before: tuple[Statement, Comparison] | None, market: Market) -> Comparison | None:
    """The change over the window that bore out the one before it; None where it does not leave its window to that one.

    before: the last change of the text that the prices bore out, with the comparison that did.
    """
    if before is None or not may_be_return(statement) or not statement.is_fact or _names_a_window(statement):
        return None
    earlier, borne_out = before
    window = next((metric for metric in borne_out.metrics if metric.name in _RETURNS), None)
    if window is None or window.parameters.get("start_field", "close") != "close" or not _is_shared(statement, earlier):
        return None
    prices = next(iter(market.of(statement.claim.entities)), None)
    if prices is None:
        return None
    names = told_definitions(statement, is_by_year=is_annualised(statement) or window.name.startswith("annualised"))
    found = list(returns_over(prices, {"start": window.start, "end": window.end}, names))
    if not found:
        return None
    agreeing = [metric for metric in found if bears_out(metric, statement)]
    if not agreeing and not is_gapped(statement):
        return None
    shown = agreeing[:1] or found
    told = " and ".join(f"{metric.name} {signed(metric.value)}" for metric in shown)
    stated = f"{change_words(statement, prices)} from {shown[0].start} to {shown[0].end}, as the figure before it"
    result = statement.compared(
        stated, told, shown, agrees=bool(agreeing), day=None, stated_date=shown[0].end, ticker=prices.ticker
    )
    return result if agreeing else replace(result, kind=kind_of(statement, found[0]), severity=severity_of(statement, found))


def _names_a_window(statement: Statement) -> bool:
    """Whether the words right behind a figure name a window of its own: "+5.5% weekly gain"."""
    words = statement.own_after[:_NEAR_CHARS]
    windows = (pattern for name, pattern in words_of_statements().items() if name.startswith("windows."))
    return any(pattern.search(words) for pattern in windows) and not refers_back(statement)


def refers_back(statement: Statement) -> bool:
    """Whether its window is one told before: "over the same period"."""
    sentence = statement.claim.sentence
    return _SAME.search(statement.text, sentence[0], min(sentence[1], statement.number[1] + _BEHIND_CHARS)) is not None


def _is_shared(statement: Statement, earlier: Statement) -> bool:
    """Whether a figure stands behind another in one sentence without a verb between, in the next item of its list, or says so."""
    text, start, last = statement.text, statement.number[0], earlier.number[1]
    if start <= last:
        return False
    claim = statement.claim
    if refers_back(statement) and start - last < 3 * _JOINED_CHARS:
        return True
    gap = text[last:start]
    if is_set_against(statement):
        return len(gap) <= _JOINED_CHARS and earlier.claim.sentence == claim.sentence
    if "\n" in gap:
        here, there = (text.rfind("\n", 0, at) + 1 for at in (start, earlier.number[0]))
        is_next = text[there:here].count("\n") == 1 and "%" not in text[here:start]
        return is_next and _ITEM.match(text, here) is not None and _ITEM.match(text, there) is not None
    if len(gap) > _JOINED_CHARS or earlier.claim.sentence != claim.sentence or _JOIN.search(gap) is None or "%" in gap[1:]:
        return False
    words = re.findall(r"[a-z’'-]+", gap.lower())
    return not _HELD.search(gap) and not any(word in movement().verbs for word in words)
