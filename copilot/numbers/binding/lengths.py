"""For how long an amount is summed or a change told, by the words right on it: a loss of the quarter is none of the year."""

from __future__ import annotations

import re
from functools import partial

from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.readings.measures import find_measures, measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import told_by, worded

_LENGTHS = "(?:(?P<year>{year})|(?P<quarter>{quarter})|(?P<half>{half}))"
_AHEAD = rf"{_LENGTHS}(?:['’]s)?\s(?:{{before_measure}}\s)*$"
_BEHIND = rf"\s(?:for|of)\s(?:the|a|its)\s{_LENGTHS}(?![-'’])"
_FOR = rf"(?:\s[a-z]+)?\sfor\sthe\s{_LENGTHS}(?![-'’])"  # "4.2 billion euros for the quarter"
_SPLIT = re.compile(r"[,;:()—–]")
_NEXT = re.compile(r"[,;()—–]|:\s(?=[A-Z]?\w+\s)")  # a colon behind a label stands right before the figure: "YTD: 4%"
_NEAR = 60  # characters behind a figure
_words = partial(worded, "binding_words.toml", "lengths")


def summed_over(mine: Reading, theirs: Reading) -> str | None:
    """The length that the evidence's amount is summed over, where the claim's is summed over another; else None."""
    if theirs.exact or theirs.row or not (_is_sum(mine) and _is_sum(theirs)):
        return None
    own = _length(mine)
    its = _length(theirs) if own else None
    return f"of the {its}" if own and its and own != its else None


_OVER = re.compile(
    r"(?: (?:lower|higher|so far|overall))?,? (?:for|over|on|in) the (?P<length>week|month|quarter|year)(?=[\s,.;:)\[]|$)"
)
_FROM_A_DAY = re.compile(r" (?:to|ended|ending|before|earlier|of|through|from|ahead|since)\b")
_SO_FAR = {
    "year": re.compile(r"\b(?:ytd|year[- ]to[- ]date|(?:so far )?this year)\b", re.IGNORECASE),
    "month": re.compile(r"\b(?:mtd|month[- ]to[- ]date|(?:so far )?this month)\b", re.IGNORECASE),
    "quarter": re.compile(r"\b(?:qtd|quarter[- ]to[- ]date|(?:so far )?this quarter)\b", re.IGNORECASE),
}
_SPANS = frozenset({"week", "mont", "quar", "year", "ytd", "mtd", "qtd"})  # how the words of all begin
_LABEL = 40  # characters


def moved_over(mine: Reading, theirs: Reading) -> str | None:
    """Over which time the evidence's change is told, where the claim's is told over another: "down 20% for the month"."""
    if theirs.exact or mine.role != "change":
        return None
    own = _span(mine)
    its = _span(theirs) if own else None
    return f"over the {its}" if own and its and own != its else None


def _span(reading: Reading) -> str | None:
    """The one span right behind a change, or in the words right around it: "up 4% for the week", "YTD: +4%"."""
    if not reading.may_say(_SPANS):
        return None
    told = _OVER.match(reading.after)
    if told is not None:
        return None if _FROM_A_DAY.match(reading.after, told.end()) else told["length"]
    near = f"{_NEXT.split(reading.lead)[-1][-_LABEL:]} | {_SPLIT.split(reading.after)[0][:_LABEL]}"
    spans = [span for span, words in _SO_FAR.items() if words.search(near)]
    return spans[0] if len(spans) == 1 else None


def _is_sum(reading: Reading) -> bool:
    """Whether a figure is an amount of something that flows, and no change of it."""
    flows = reading.measure is not None and measures()[reading.measure].kind == "flow"
    return is_money(reading.quantity.unit) and flows and reading.role in ("none", "level", "to")


def _length(reading: Reading) -> str | None:
    """The one length that a figure's own measure, or the figure itself, is told with; None of a rate."""
    if not told_by("binding_words.toml", "lengths", "year", "quarter", "half").may_match(reading.begins):
        return None
    rate = _words("{rate}")
    if rate.search(reading.lead) or rate.search(reading.after[:_NEAR]):
        return None
    told = [_words(_FOR).match(reading.after)]
    named = find_measures(reading.lead)
    if named and named[-1].id == reading.measure and not _SPLIT.search(reading.lead, named[-1].end):
        told += [_words(_AHEAD).search(reading.lead[: named[-1].start]), _words(_BEHIND).match(reading.lead[named[-1].end :])]
    lengths = {name for match in told if match is not None for name, word in match.groupdict().items() if word}
    return lengths.pop() if len(lengths) == 1 else None
