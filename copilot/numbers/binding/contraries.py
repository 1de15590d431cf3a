"""How many of a group did something, and how many did not (`reference/opposites.toml`): "nine of 14 met it", "five missed"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from copilot.calendar_words import CARDINALS, count_of
from copilot.numbers.movement import movement
from copilot.numbers.readings.opposites import deeds, leaving_no_third
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems, nearest_direction
from copilot.records import record

_OF_SO_MANY = re.compile(r"\s(?:out )?of (?:the |its |their |these |all (?:the )?)?(?P<whole>\d{1,6}|[a-z-]+)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|none|neither|escap\w+|avoid\w+|spared|(?:fail(?:s|ed)?|declin(?:es?|ed)|refus(?:es?|ed)) to)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:,()\[\n—–]|\b(?:while|whereas|but|and (?:\d|the other|the rest))")
_COUNTS = ("count", "none")


@record()
class _Told:
    whole: int | None
    words: frozenset[str]
    denied: bool
    way: str
    sides: frozenset[tuple[str, bool]]


def contrary(mine: Reading, theirs: Reading) -> Literal["the rest", "another way"] | None:
    """Whether a number of members is told of those that did the contrary, and whether these are all the others.

    What rose in fourteen cities fell in none of them, though not all others need have fallen.
    """
    if not (mine.quantity.unit.startswith(_COUNTS) and theirs.quantity.unit.startswith(_COUNTS)):
        return None
    one, other = _told(mine), _told(theirs)
    if one is None or other is None or (one.whole is None and other.whole is None):
        return None
    if None not in (one.whole, other.whole) and one.whole != other.whole:
        return None
    if len(one.words & other.words) < (1 if one.whole == other.whole else 2):
        return None
    sides = dict(other.sides)
    for pair, side in one.sides:
        if pair in sides:
            return "the rest" if (side != sides[pair]) != (one.denied != other.denied) else None
    if "none" not in (one.way, other.way) and one.way != other.way:
        return None if one.denied or other.denied else "another way"
    return "the rest" if one.denied != other.denied else None


_OF_WHOLE = re.compile(r"\s(?:of\s)?(?:the|its|their|all)\s(?P<words>[\w’'-]+(?:\s[\w’'-]+){0,2})")


def is_of_contrary_whole(mine: Reading, theirs: Reading) -> bool:
    """Whether one is a share of a rise and the other of a fall: "half of the increase in costs", "50% of the decrease"."""
    if not (mine.share and theirs.share):
        return False
    ways = {_way_of_whole(mine), _way_of_whole(theirs)}
    return ways == {"up", "down"}


def _way_of_whole(reading: Reading) -> str:
    match = _OF_WHOLE.match(reading.after)
    nouns = movement().nouns
    return (
        next((nouns[word] for word in match["words"].lower().split() if word in nouns), "none") if match is not None else "none"
    )


_OF_WHAT = re.compile(  # "month of contraction", "straight quarter in a row of falling sales"
    r"(?:\s(?:straight|consecutive|successive))?\s(?:day|session|week|month|quarter|year)(?:ly)?s?(?: in a row| running)?"
    r"(?: of)? (?:[a-z]+ )?(?P<what>[a-z]{4,})\b"
)


def is_run_of_contrary(mine: Reading, theirs: Reading) -> bool:
    """Whether one run is of rises and the other of falls: "an eighth month of expansion", "of contraction"."""
    return mine.quantity.kind == theirs.quantity.kind == "ordinal" and {_way_of_run(mine), _way_of_run(theirs)} == {"up", "down"}


def _way_of_run(reading: Reading) -> str:
    match = _OF_WHAT.match(reading.after)
    if match is None:
        return "none"
    return movement().nouns.get(match["what"]) or movement().direction.get(match["what"], "none")


@lru_cache(maxsize=1024)
def _told(reading: Reading) -> _Told | None:
    """What so many of a group are said to have done; None of a figure that is no whole number of prose."""
    quantity = reading.quantity
    if reading.exact or reading.row or quantity.value is None or quantity.value != int(quantity.value):
        return None
    of = _OF_SO_MANY.match(reading.after)
    number = of["whole"].lower() if of is not None else ""
    behind = _CLAUSE_END.split(reading.after)[0]
    words, way = f"{reading.lead} {behind}", nearest_direction(reading.lead, "")
    return _Told(
        count_of(number) if number.isdigit() or number in CARDINALS else None,
        content_stems(words),
        _NOT.search(words) is not None,
        way if way != "none" else nearest_direction(behind, ""),
        _sides(words),
    )


def _sides(words: str) -> frozenset[tuple[str, bool]]:
    return frozenset((pair, side) for pair, side in deeds(words, "").items() if pair in leaving_no_third())
