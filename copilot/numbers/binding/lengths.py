"""For how long an amount is summed, by the words right beside it: a loss of the quarter is none of the full year."""

from __future__ import annotations

import re

from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading

_LENGTH = re.compile(
    r"\b(?:(?P<year>(?:full|whole|entire)[- ]year|annual(?! (?:rate|pace|basis|meeting|report|growth|inflation))"
    r"|(?:a|per) year(?! (?:earlier|ago|before|later)))"
    r"|(?P<quarter>(?:first|second|third|fourth|last|latest|holiday|december|march|june|september)[- ]quarter"
    r"|quarterly|(?:in|for) the quarter)"
    r"|(?P<half>half[- ]year|(?:first|second)[- ]half|six[- ]month)"
    r"|(?P<month>monthly|(?:a|per) month(?! (?:earlier|ago|before|later))))\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[^,;:.(—–]{0,40}")
_NEAR = 50  # characters before a figure


def summed_over(mine: Reading, theirs: Reading) -> str | None:
    """The length that the evidence's amount is summed over, where the claim's is summed over another; else None."""
    if theirs.exact or theirs.row or not all(map(_is_sum, (mine, theirs))):
        return None
    own, its = _length(mine), _length(theirs)
    return f"of the {its}" if own and its and own != its else None


def _is_sum(reading: Reading) -> bool:
    """Whether a figure is an amount of something that flows, and no change of it."""
    flows = reading.measure is not None and measures()[reading.measure].kind == "flow"
    return is_money(reading.quantity.unit) and flows and reading.role in ("none", "level", "to")


def _length(reading: Reading) -> str | None:
    """The one named right behind the figure, else the last before it."""
    behind = _BESIDE.match(reading.after)[0]  # type: ignore[index]
    told = [*_LENGTH.finditer(reading.lead[-_NEAR:]), *list(_LENGTH.finditer(behind))[:1]]
    return next(name for name, word in told[-1].groupdict().items() if word) if told else None
