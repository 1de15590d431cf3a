"""Deeds that exclude each other, from `reference/opposites.toml`: what is opened is not closed."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from copilot.resources import resource


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    with resource("reference", "opposites.toml").open("rb") as file:
        table = tomllib.load(file)
    words = {word: (pair, side == "yes") for pair, sides in table.items() for side in ("yes", "no") for word in sides[side]}
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), words


def deeds(before: str, after: str) -> dict[str, bool]:
    """For each pair of opposites the side that the words around a figure name, the nearest before it, else right after it.

    >>> deeds("It closed", "stores")
    {'open': False}
    """
    pattern, words = _pattern()
    found: dict[str, bool] = {}
    for match in pattern.finditer(after):
        pair, side = words[match.group().lower()]
        found.setdefault(pair, side)
    for match in pattern.finditer(before):
        pair, side = words[match.group().lower()]
        found[pair] = side
    return found
