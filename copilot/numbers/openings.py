"""How words begin: a pattern that is matched at the beginning of a word is tried only where some word begins as it does.

A beginning is the first one, two or three letters of a word, or all of a word of one or two letters with a space behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?<![a-z])[a-z]+")
_LITERAL = re.compile(r"[a-z]+")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_OPEN_ENDED = ("?", "*", "{")
_WORD_END = ("\\b", " ", "/")


class WordPattern(NamedTuple):
    """Alternatives matched at the beginning of a word of a text in lower case; `openings` None may begin with anything."""

    pattern: re.Pattern[str]
    openings: frozenset[str] | None

    def may_match(self, begins: frozenset[str] | None) -> bool:
        """Whether the pattern can match a text whose words begin so; None is not known."""
        return begins is None or self.openings is None or not self.openings.isdisjoint(begins)


def word_pattern(alternatives: Sequence[str], ending: str = "") -> WordPattern:
    """One pattern of several, each written in lower case. ending: a pattern behind all of them.

    >>> word_pattern(["(?:than|from) last", "y/y"]).openings == {"tha", "fro", "y "}
    True
    """
    joined = r"\b(?:" + "|".join(alternatives) + ")" + ending
    flags = re.IGNORECASE if any(_CAPITAL.search(each) for each in alternatives) else 0
    found = [_openings(each) for each in alternatives]
    known = None if None in found else frozenset(opening for each in found for opening in each or ())
    return WordPattern(re.compile(joined, flags), known)


def word_begins(lower: str) -> frozenset[str]:
    """How the words of a text in lower case begin.

    >>> sorted(word_begins("a 5-year"))
    ['a', 'a ', 'y', 'ye', 'yea']
    """
    return frozenset(begin for word in set(_WORD.findall(lower)) for begin in _begins(word))


@lru_cache(maxsize=50_000)
def _begins(word: str) -> tuple[str, ...]:
    return (word[:1], word[:2], word[:3]) if len(word) > 2 else (word[:1], word[:2], word + " ")


def _openings(pattern: str) -> frozenset[str] | None:
    """How a match of a pattern begins, None where that is not plain from its first characters."""
    if len(list(_alternatives(pattern))) > 1:
        return None
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        if pattern[end + 1 :].startswith(_OPEN_ENDED):
            return None
        found = [_openings(each) for each in _alternatives(pattern[3:end])]
        return None if None in found else frozenset(opening for each in found for opening in each or ())
    if pattern.startswith("(?<!"):
        return _openings(pattern[_closing(pattern) + 1 :])
    literal = _LITERAL.match(pattern)
    if literal is None:
        return None
    word, rest = literal.group(), pattern[literal.end() :]
    if rest.startswith(_OPEN_ENDED):
        word = word[:-1]
    elif len(word) < 3 and rest.startswith(_WORD_END):
        word += " "
    return frozenset([word[:3]]) if word else None


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between the bars that stand outside all brackets."""
    depth = start = 0
    for at, character in enumerate(pattern):
        if pattern[at - 1 : at] == "\\":
            continue
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _closing(pattern: str) -> int:
    """Where the bracket that opens a pattern closes."""
    depth = 0
    for at, character in enumerate(pattern):
        if pattern[at - 1 : at] != "\\":
            depth += (character in "([") - (character in ")]")
        if depth == 0:
            return at
    return len(pattern)
