"""Deeds that exclude each other, from `reference/opposites.toml`: what is opened is not closed."""

from __future__ import annotations

from functools import lru_cache

from copilot.numbers.openings import NearPattern, WordPattern, word_pattern
from copilot.resources import reference_table


@lru_cache(maxsize=1)
def _pattern() -> tuple[WordPattern, dict[str, list[tuple[str, bool]]]]:
    table = reference_table("opposites.toml")
    words: dict[str, list[tuple[str, bool]]] = {}
    for pair, sides in table.items():
        for side in ("yes", "no"):
            for word in sides[side]:
                words.setdefault(word, []).append((pair, side == "yes"))
    longest = sorted(words, key=len, reverse=True)
    return word_pattern(longest, r"\b"), words


@lru_cache(maxsize=1)
def leaving_no_third() -> frozenset[str]:
    """The pairs of which one side is what the other leaves of a whole."""
    return frozenset(pair for pair, sides in reference_table("opposites.toml").items() if sides.get("rest"))


@lru_cache(maxsize=4096)
def _near(begins: frozenset[str] | None) -> NearPattern:
    """The pattern for parts of a text whose words begin so."""
    return _pattern()[0].within(begins)


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    """The pairs that one thing can be told by together: what was sold and remained outstanding."""
    return frozenset(pair for pair, sides in reference_table("opposites.toml").items() if sides.get("joined"))


@lru_cache(maxsize=8)
def _of_pair(pair: str) -> WordPattern:
    sides = reference_table("opposites.toml")[pair]
    return word_pattern([*sides["yes"], *sides["no"]])


def may_tell(pair: str, begins: frozenset[str]) -> bool:
    """Whether words that begin so may name a side of one pair."""
    return _of_pair(pair).may_match(begins)


def tell_a_deed(begins: frozenset[str]) -> bool:
    """Whether words that begin so may name a side of any pair."""
    return bool(_near(begins).openings)


def deeds(before: str, after: str, begins: frozenset[str] | None = None) -> dict[str, bool]:
    """For each pair of opposites the side that the words around a figure name, the nearest before it, else right after it.

    begins: how the words around begin, where that is known.

    >>> deeds("It opened", "stores")
    {'open': True}
    """
    deed, (_, words) = _near(begins), _pattern()
    if not deed.openings:
        return {}
    found: dict[str, bool] = {}
    if after[:5].lower() in (" out ", " off "):  # "took 640 million out of the funds"
        before = f"{before.rstrip()}{after[:5]}"
    for match in deed.finditer(after.lower()):
        for pair, side in words[match.group()]:
            found.setdefault(pair, side)
    sides: dict[str, set[bool]] = {}
    for match in deed.finditer(before.lower()):
        for pair, side in words[match.group()]:
            found[pair] = side
            sides.setdefault(pair, set()).add(side)
    return {pair: side for pair, side in found.items() if len(sides.get(pair, ())) < 2 or pair not in _joined()}
