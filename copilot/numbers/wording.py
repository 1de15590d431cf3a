"""Words as the check compares them: stems, and which way a verb or noun of change points (`movement`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.numbers.movement import movement
from copilot.numbers.types import Direction
from copilot.numbers.wordlists import wordlist

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ers", "yed", "ed", "es", "er", "ys", "s", "e", "y")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem, to see that "hiring" and "hire" are one word."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            return lower[: -len(ending)]
    return lower


_EITHER = re.compile(r"\b(?P<one>\w+)\s?/?\s?\((?P<other>\w+)\)")


def _one_way(match: re.Match[str]) -> str:
    """Nothing of "increase / (decrease)", which leaves open which it was."""
    ways = {movement().pointing.get(match[part].lower()) for part in ("one", "other")}
    return "" if ways == {"up", "down"} else match.group()


def nearest_direction(pre: str, post: str) -> Direction:
    """The direction word nearest before a by-amount, else directly after it; "none" where neither stands."""
    before = _EITHER.sub(_one_way, pre[-90:]) if "(" in pre else pre[-90:]
    for word in reversed(WORD.findall(before)):
        found = movement().pointing.get(word.lower())
        if found:
            return found
    for word in WORD.findall(post[:30])[:3]:
        found = movement().pointing.get(word.lower())
        if found:
            return found
    return "none"


@lru_cache(maxsize=4096)  # names, units and the words around a figure are asked for again and again
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(map(stem, filter(_has_meaning, WORD.findall(text))))


@cache
def stems_listed(name: str) -> frozenset[str]:
    """The stems of a word list."""
    return content_stems(" ".join(wordlist(name)))


@lru_cache(maxsize=50_000)
def _has_meaning(word: str) -> bool:
    return len(word) > 2 and word.lower() not in wordlist("without_meaning")


_YARDSTICK = re.compile(
    r"\b(?:twice|times|half|third|quarter|as (?:much|high|large|many) as)\s"
    r"(?:(?:the|its|their|that of|of|[A-Z][\w.&-]*['’]s)\s)*$"
)


def unhyphened(stems: frozenset[str]) -> frozenset[str]:
    """The stems with those of the parts of words that have a hyphen."""
    return stems | content_stems(" ".join(word.replace("-", " ") for word in stems if "-" in word))


def is_yardstick(before: str) -> bool:
    """Whether the words before a figure make it what another one is held against: "nearly twice the other's".

    >>> is_yardstick("gained 12%, nearly twice the "), is_yardstick("gained ")
    (True, False)
    """
    return _YARDSTICK.search(before) is not None
