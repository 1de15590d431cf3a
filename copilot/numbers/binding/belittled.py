"""Whether a move that is none of the small ones is told as hardly a move: "hardly rose 4%", "edged down 18%"."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.movement import movement
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import wordlist

_LIMITS = {"hardly": 2, "tiny": 10}  # percent or points, from which on a move is not told so
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
    return any(abs(value) >= least and _says(name, mine) and not _says(name, theirs) for name, least in _LIMITS.items())


def _says(name: str, reading: Reading) -> bool:
    """Whether a verb of movement that leads to the figure is told so."""
    found = _pattern(name).search(reading.lead)
    return found is not None and (name == "tiny" or found["verb"].lower() in movement().pointing)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(sorted(wordlist(f"{name}_moves")))
    if name == "tiny":
        return re.compile(rf"\b(?:{words})\b[^,;]*$", re.IGNORECASE)
    return re.compile(rf"\b(?:{words}) (?:\w+ly )?(?P<verb>[a-z]+)\b[^;]*$", re.IGNORECASE)
