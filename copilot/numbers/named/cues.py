"""The words that ask for a computed figure (`reference/derivation_words.toml`), as patterns and stems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from copilot.numbers.wording import stem
from copilot.resources import reference_table


@cache
def cue(form: str) -> re.Pattern[str]:
    """The pattern of the phrases that ask for a form. Raises KeyError where the table has no such form.

    >>> bool(cue("down").search("the decrease in sales")), bool(cue("of_whole").search("of the total"))
    (True, True)
    """
    return re.compile(
        "|".join(_phrase(phrase) for phrase in reference_table("derivation_words.toml")["forms"][form]), re.IGNORECASE
    )


def _phrase(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    first = r"\b" if phrase[0].isalpha() else ""
    last = r"\b" if phrase[-1].isalpha() or phrase[-1] == "*" else ""
    return first + r"\s(?:of\s)?(?:the\s)?".join(words) + last


@cache
def stems_of(name: str) -> frozenset[str]:
    """A word list of the table as stems."""
    return frozenset(stem(word) for word in words_of(name))


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the table, in lower case."""
    return frozenset(reference_table("derivation_words.toml")[name].split())


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """For the stem of a question's word the stems a row may have instead."""
    return {
        stem(word): tuple(stem(other) for other in others.split())
        for word, others in reference_table("derivation_words.toml")["synonyms"].items()
    }
