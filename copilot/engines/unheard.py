"""Names in a question that stand nowhere in the library: whatever is found then is about something else.

People name what they ask about, with a capital or by a word that is in no dictionary. Where the library never says that word,
passages that share the other words ("which company announced a dividend") only seem to answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from copilot.engines.dictionary import is_ordinary
from copilot.names import Name
from copilot.types import Passage

Search = Callable[[str, int], list[Passage]]
_LOOKED_AT = 6  # passages that are looked through for a name; one with the word itself comes first
_MOST_NAMES = 12  # that are looked up in one question
_WORD = re.compile(r"(?<![\w'’&.-])([a-z]{4,})(?![\w&-]|['’]\w{2})")
_SPEAKER = re.compile(r"\b(?:(?:does|did|do)|according to|by)\s+(?:the\s+)?$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\s+(?:say|think|write|expect|see|argue|believe|claim|recommend|predict|forecast|warn|tell|view|report|reckon)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:does|did|according to|by)\s+([a-z]{3,}[a-rt-z])(?![\w&-])")  # where who speaks is named


def names_written(text: str, names: Sequence[Name]) -> list[str]:
    """The names in a question that no table holds: those with a capital; where it names none, words that are in no dictionary:
    any, or, beside a name of the tables, the one that is said to speak or do.

    names: those found in the text.

    >>> names_written("what did the zorblax deal cost?", [])
    ['zorblax']
    """
    found = [name.text for name in names if name.kind == "other" or (name.kind == "company" and _speaks(name, text))]
    if not found:
        pattern = _SUBJECT if names else _WORD
        found = [match[1] for match in pattern.finditer(text) if not is_ordinary(match[1])]
    return list(dict.fromkeys(found))[:_MOST_NAMES]


def _speaks(name: Name, text: str) -> bool:
    """Whether it is asked what somebody says, where nobody else's word is an answer."""
    before = _SPEAKER.search(text[: name.start])
    return before is not None and (before.group().lower().startswith("according") or _SPEAKS.match(text, name.end) is not None)


def unheard(names: Sequence[str], passages: Sequence[Passage], search: Search) -> list[str]:
    """Those of the names that stand neither in the passages nor in any that is found for them."""
    return [name for name in names if not _is_heard(name, passages) and not _is_heard(name, search(name, _LOOKED_AT))]


def _is_heard(name: str, passages: Sequence[Passage]) -> bool:
    """Whether the last word of a name stands there, and one that tells it from others, where a word is in no dictionary."""
    words = [re.sub(r"['’]?s?$", "", word) for word in name.split()]
    telling = [word for word in words if word[:1].isupper() and not is_ordinary(word.lower())]
    return _stands(words[-1:], passages) and (not telling or _stands(telling, passages))


def _stands(words: Sequence[str], passages: Sequence[Passage]) -> bool:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?:['’]?s)?(?!\w)", re.IGNORECASE)
    return any(pattern.search(f"{passage.publisher or ''}. {passage.title}. {passage.quote}") for passage in passages)
