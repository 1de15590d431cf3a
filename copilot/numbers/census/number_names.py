"""The table of numbers that are names, `reference/number_names.toml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from copilot.numbers.census.tokens import Tokens
from copilot.resources import reference_table


@cache
def number_names() -> Mapping[str, frozenset[str]]:
    """The lists of words, read once, by table and key: "index.words"."""
    lists = (
        (f"{name}.{key}", words) for name, table in reference_table("number_names.toml").items() for key, words in table.items()
    )
    return {name: frozenset(map(str, words)) for name, words in lists}


@cache
def name_phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The whole names by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in (Tokens(phrase).words() for phrase in reference_table("number_names.toml")["names"]["phrases"]):
        found.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(group, key=len, reverse=True)) for word, group in found.items()}
