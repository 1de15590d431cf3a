"""Word lists of `reference/`: those of the census by name (census_words.toml), those of any table within a pattern."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.openings import WordPattern, word_pattern
from copilot.resources import reference_table


@cache
def wordlist(name: str) -> frozenset[str]:
    """A list of words in lower case. Raises KeyError where the file has no such list.

    >>> "gmt" in wordlist("zones")
    True
    """
    return _lists()[name]


@cache
def worded(table: str, section: str, form: str) -> re.Pattern[str]:
    """A form as a pattern, where each `{name}` stands for the whole words of one list of a section; in either case.

    >>> worded("direction_words.toml", "relative", r"an? {lead} of $").search("held an edge of ") is not None
    True
    """
    lists = reference_table(table)[section]
    told = {name: "|".join(words).replace(" ", r"\s") for name, words in lists.items()}  # a line may break within them
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: rf"\b(?:{told[name[1]]})(?!\w)", form), re.IGNORECASE)


@cache
def told_by(table: str, section: str, *names: str) -> WordPattern:
    """The words of some lists of a section, for a first look at how the words of a sentence begin.

    >>> told_by("binding_words.toml", "lengths", "year").may_match(frozenset({"annu"}))
    True
    """
    lists = reference_table(table)[section]
    return word_pattern([word for name in names for word in lists[name]])


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = reference_table("census_words.toml")
    return {name: frozenset(text.split()) for name, text in table.items()}
