"""A question as it is read: in another language it is not, and words that are misspelt are read as the ones they nearly are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from copilot.calendar_words import MONTH_NUMBERS
from copilot.engines.dictionary import is_ordinary, known_words
from copilot.engines.words import function_words
from copilot.names import Name
from copilot.resources import reference_table

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2  # small words of a language by which it is known
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 4  # a shorter word has too many neighbours


def foreign_language(text: str) -> str | None:
    """The language of a question that is not in English, "another script" where none of its letters is Latin; else None.

    >>> foreign_language("wie hoch ist die Inflation in der Schweiz?"), foreign_language("how high is inflation?")
    ('German', None)
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if words and not any(re.search(r"[a-z\u00c0-\u024f]", word) for word in words):
        return "another script"
    english = sum(word in function_words() for word in words)
    counts = {language: sum(word in small for word in words) for language, small in _languages().items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _FEWEST and counts[best] > english else None


def respelt(text: str, names: Sequence[Name], is_used: Callable[[str], bool]) -> str:
    """The question with each misspelt word put right; the same text where there is none.

    A word is misspelt if no dictionary and no article holds it, and one word that questions are asked in is a letter away, or
    two letters where it is long. names: those found in the text; the known ones are left alone.
    is_used: whether the articles hold a word.

    >>> respelt("volatilty of smal caps", [], lambda word: False)
    'volatility of small caps'
    """

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        inside = any(name.start < match.end() and match.start() < name.end for name in names if name.kind != "other")
        low = word.lower()
        if inside or len(word) < _SHORTEST or word[1:] != low[1:] or is_ordinary(low) or is_used(word):
            return word
        found = _nearest(low)
        if found is None or word == low:
            return found or word
        return found.capitalize() if found in MONTH_NUMBERS else word  # another capital begins a name

    return _WORD.sub(put_right, text)


def _nearest(word: str) -> str | None:
    """The one known word that is a letter away, else the one that is two away from a long word; None where there are several.

    A word that lost its last letter ("goin") is that word.
    """
    if word.endswith("in") and is_ordinary(f"{word}g"):
        return f"{word}g"
    near = one_letter_away(word) & known_words()
    if not near and len(word) >= 8:
        near = {far for once in one_letter_away(word) for far in one_letter_away(once)} & known_words()
    first = {other for other in near if other[0] == word[0]} or near
    return first.pop() if len(first) == 1 else None


def one_letter_away(word: str) -> set[str]:
    """Every string that is one letter dropped, swapped with the next, replaced or added away."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {head + tail[1:] for head, tail in parts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    replaced = {head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS}
    added = {head + letter + tail for head, tail in parts for letter in _LETTERS}
    return (dropped | swapped | replaced | added) - {word}


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in reference_table("languages.toml")["words"].items()}
