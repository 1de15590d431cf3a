"""The word lists of the census, by name (reference/census_words.toml)."""

from __future__ import annotations

from functools import cache

from copilot.resources import reference_table


@cache
def wordlist(name: str) -> frozenset[str]:
    """A list of words in lower case. Raises KeyError where the file has no such list.

    >>> "gmt" in wordlist("zones")
    True
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = reference_table("census_words.toml")
    return {name: frozenset(text.split()) for name, text in table.items()}
