"""Whether a move that is none of the small ones is told as hardly a move: "hardly rose 4%"."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.movement import movement
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import wordlist

_LEAST = 2  # percent or points, from which on a move is not hardly one
_RATES = ("percent", "percentage_point")


def is_belittled(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim alone calls a move of some size hardly one; of money and points of an index the size is not known."""
    value = mine.quantity.value
    if (
        mine.role != "change"
        or value is None
        or mine.quantity.unit not in _RATES
        or mine.quantity.qualifier not in ("none", "about")
    ):
        return False
    return abs(value) >= _LEAST and _says(mine) and not _anywhere().search(theirs.run_up)


def _says(reading: Reading) -> bool:
    """Whether the verb of movement that stands directly before the figure is told so."""
    found = _pattern().search(reading.lead)
    return found is not None and found["verb"].lower() in movement().pointing


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_words()}) (?:\w+ly )?(?P<verb>[a-z]+)(?: (?:up|down|higher|lower))?,?(?: by)?(?: an?| about| some)?\s*$",
        re.IGNORECASE,
    )


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words()})\b", re.IGNORECASE)


@cache
def _words() -> str:
    return "|".join(sorted(wordlist("hardly_moves")))
