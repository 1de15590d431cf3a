"""Which words are ordinary, and which are those that questions about markets are asked in."""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.calendar_words import MONTH_NUMBERS
from copilot.engines.question import asking_words
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import function_words
from copilot.names.shape import acronyms
from copilot.names.tables import common_words

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly")
_SHORTEST_BEGINNING = 4


def is_ordinary(word: str) -> bool:
    """Whether a word in lower case, or the one it is a form of, is in the dictionary, or an abbreviation that names nothing."""
    forms = (word, *(word.removesuffix(ending) for ending in _ENDINGS))
    return any(form in common_words() or form in known_words() for form in forms) or word.upper() in acronyms()


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The words in which questions about markets are asked: those of asking, of the topics, the months, the small ones."""
    words = vocabulary()
    groups = [group for table in ("question", "measures", "policy") for group in words.groups[table].values()]
    phrases = [phrase for group in (*groups, *(theme.words for theme in words.themes)) for phrase in group.written]
    beginnings = tuple(phrase[:-1] for phrase in phrases if phrase.endswith("*") and phrase[:_SHORTEST_BEGINNING].isalpha())
    written = " ".join(phrase for phrase in phrases if not phrase.endswith("*"))
    months = {name for name in MONTH_NUMBERS if len(name) > _SHORTEST_BEGINNING}
    return (
        frozenset(_WORD.findall(written)) | {word for word in common_words() if word.startswith(beginnings)}
        | asking_words() | function_words() | months
    )  # fmt: skip
