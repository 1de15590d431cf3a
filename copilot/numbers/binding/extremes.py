"""What level a figure is called: the highest of several, a peak, a low, an average: "the lowest of the three ratios was 2.2"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copilot.numbers.readings.reading import Reading

_OF_SEVERAL = re.compile(
    r"\b(?:(?P<most>highest|largest|biggest|greatest|longest)|(?P<least>lowest|smallest|shortest))\b[^.;,]{0,40}?"
    r"\b(?:of|among) (?:(?:the|all|these|those|its|their) )*"
    r"(?:them\b|\d{1,2} [a-z]|(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)


_THE_MOST = re.compile(  # "the highest bid was", of several that stand in one list
    r"^\W*(?:[Tt]he|[Ii]ts|[Tt]heir) (?:(?P<most>highest|largest|biggest)|(?P<least>lowest|smallest)) [a-z]+"
    r" (?:was|is|came to|of) $"
)


def against_extreme(mine: Reading, theirs: Reading, beside: Iterable[Reading]) -> str | None:
    """Why a figure is not the extreme that the claim calls it: another told beside it, of its unit and measure, goes further."""
    of_several = _OF_SEVERAL.search(mine.lead)
    named = of_several or _THE_MOST.search(mine.lead)
    value = theirs.quantity.value
    if named is None or value is None or theirs.exact or theirs.row:
        return None
    others = [
        other.quantity.value
        for other in beside
        if other.quantity.value is not None
        and other.quantity.unit == theirs.quantity.unit
        and other.measure == theirs.measure
        and other.role == theirs.role
        and other.times_text == theirs.times_text  # the highest now was exceeded at another time
        and (of_several is not None or other.clause_span == theirs.clause_span)
    ]
    if named["most"] and any(other > value for other in others):
        return f"not the {named['most'].lower()}"
    if named["least"] and any(other < value for other in others):
        return f"not the {named['least'].lower()}"
    return None


_CALLED = re.compile(
    r"\b(?:(?P<peak>peak(?:ed|ing|s)?|highs?|highest|top)|(?P<low>lows?|lowest|trough(?:ed|s)?|bottom(?:ed|ing)?(?: out)?)"
    r"|(?P<average>averag(?:ed?|ing)|mean))(?:[ -](?:close|level|point|price|value))?"
    r"(?: (?:of|at|is|was|to|near|around)){0,2} \W?$",
    re.IGNORECASE,
)


_BEGIN = frozenset({"peak", "high", "top", "low", "lows", "lowe", "trou", "bott", "aver", "mean"})  # how its words begin


def called_otherwise(mine: Reading, theirs: Reading) -> str | None:
    """What level the evidence's figure is called right before it, where the claim calls it another: an average is no peak."""
    if mine.role == "change" or theirs.exact or theirs.row or not (mine.may_say(_BEGIN) and theirs.may_say(_BEGIN)):
        return None
    own, its = (_name_of(side.run_up) for side in (mine, theirs))
    return f"the {its}" if own and its and own != its else None


def _name_of(words: str) -> str | None:
    match = _CALLED.search(words)
    return None if match is None else next(name for name, word in match.groupdict().items() if word)
