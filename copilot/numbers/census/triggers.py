"""Words at which an item can begin, and what each may begin."""

from __future__ import annotations

from functools import cache

from copilot.numbers.census.multiple_forms import MULTIPLE_WORDS
from copilot.numbers.census.number_names import name_phrases
from copilot.numbers.census.number_words import ORDINALS, STARTERS
from copilot.numbers.wordlists import wordlist

_VAGUE = ("low", "mid", "high", "upper", "single", "handful", "several", "few", "couple")


@cache
def triggers() -> dict[str, str]:
    """What a word may begin: "vague", "multiple", "ordinal", "quarter", "name" or "number"."""
    table = dict.fromkeys((word for word in name_phrases() if word.isalpha()), "name")
    table |= dict.fromkeys([*_VAGUE, *wordlist("vague_scales")], "vague") | dict.fromkeys(MULTIPLE_WORDS, "multiple")
    table |= dict.fromkeys(("final", "last", "latter", "closing", "opening"), "quarter")
    table |= dict.fromkeys(ORDINALS, "ordinal")
    return table | dict.fromkeys([*STARTERS, "a", "an", "half", "quarter"], "number")
