"""From where something started to where it ended: "began the week at 1.1570 and ended it at 1.1642", "listed at $12.00"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.numbers.evidence.amounts import comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas.formula import Formula, between, by_sentence
from copilot.numbers.formulas.operands import family_of, is_level, is_same_thing, is_unopposed, time_fits
from copilot.numbers.readings.reading import Reading

_START = re.compile(r"\b(?:start(?:s|ed|ing)?|beg(?:an|un|ins?|inning)|open(?:s|ed|ing)?)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:list(?:ed|ing)|float(?:ed|ation)|went public|going public|ipo|issued?|offer(?:ing)? price|priced)\b", re.IGNORECASE
)
_OF_LISTING = re.compile(
    r"\b(?:list(?:ed|ing)|flotation|float|ipo|issue|offer(?:ing)?|placing)\b(?= price|[\s,.]|$)|\bwent public\b", re.IGNORECASE
)
_LENGTHS = frozenset({"session", "day", "week", "month", "quarter", "half", "year", "season", "decade", "century"})
_WORD = re.compile(r"[a-z]+")


def from_starts(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """The change between the two levels of a sentence of which one is told as the start, or as the price of a listing."""
    said = f"{claim.lead} {claim.trail}"
    of_listing = _OF_LISTING.search(said) is not None
    if claim.basis.dimensions.get("comparison") or not (claim.role == "change" or of_listing):
        return
    for group in by_sentence(_levels(claim, pool)):
        firsts = [level for level in group if (_LISTED if of_listing else _START).search(_around(level))]
        if len(firsts) != 1 or not (of_listing or _is_as_long(said, group)):
            continue
        first = firsts[0]
        lasts = [
            level for level in group if level is not first and comparable(family_of(level), family_of(first)) and not level.prior
        ]
        if len(lasts) == 1 and time_fits(claim, lasts[0]) is not False and any(is_same_thing(claim, end) for end in group):
            yield from between(claim, first, lasts[0], pinned=True)


def _levels(claim: Reading, pool: Pool) -> Iterator[Reading]:
    """The levels that no name speaks against, and those beside them."""
    for theirs in pool.about(claim):
        if is_level(theirs) and not theirs.row and not theirs.exact and is_unopposed(claim, theirs):
            yield theirs


def _around(level: Reading) -> str:
    """The words of its part of the sentence."""
    return f"{level.lead} {level.trail}"


def _is_as_long(said: str, group: list[Reading]) -> bool:
    """Whether a claim names no other length of time than the sentence does: what began the week tells no day's change."""
    asked = _LENGTHS & set(_WORD.findall(said.lower()))
    told = _LENGTHS & {word for level in group for word in _WORD.findall(_around(level).lower())}
    return not asked or bool(asked & told) or (not told and asked <= {"session", "day"})
