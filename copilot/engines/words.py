"""Words reduced to stems, for comparing a question with sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name

_WORD = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*|\d+(?:\.\d+)?")
_FUNCTION_WORD_LIST = """
a an the and or but nor so yet if then than that this these those there here it its it's he she they them their his her we our
us you your i my me of in on at to for from by with without about into over under up down out off as is are was were be been
being am do does did done has have had having will would shall should can could may might must not no what which who whom
whose when where why how all any both each few more most other some such only own same very just also too s t don't isn't
what's how's that's since until between during before after above below again further once because while against through per
via vs versus
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORD_LIST.split())


def function_words() -> frozenset[str]:
    """The small words of English, which say nothing of the subject."""
    return _FUNCTION_WORDS


def stem(word: str) -> str:
    """A word without its commonest English endings, in lower case; good for comparing, not for reading.

    >>> stem("volatility") == stem("volatile"), stem("rallies") == stem("rally"), stem("refineries")
    (True, True, 'refin')
    """
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending, keep in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= keep:
            return word[: len(word) - len(ending)]
    return word


_ENDINGS = (
    ("ated", 4), ("ating", 4), ("ates", 4), ("ate", 4),
    ("ibilities", 4), ("abilities", 4), ("ibility", 4), ("ability", 4), ("ilities", 4), ("ility", 4), ("eries", 4),
    ("ations", 4), ("ation", 4), ("iness", 4), ("able", 4), ("ible", 4), ("ings", 4), ("ing", 4), ("ies", 3), ("ied", 3),
    ("ily", 4), ("ile", 4), ("ers", 4), ("er", 4), ("ery", 4), ("ed", 3), ("es", 3), ("ly", 4), ("y", 3), ("e", 3), ("s", 3),
)  # fmt: skip


def stems(text: str) -> list[str]:
    """Stems of every word of the text, in order."""
    return [stem(word) for word in _WORD.findall(text)]


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, repetitions kept; numerals are left out.

    >>> content_stems("Why did gold miners fall in 2024?")
    ['gold', 'miner', 'fall']
    """
    found: list[str] = []
    for word in _WORD.findall(text):
        low = word.lower().replace("’", "'")
        if low not in _FUNCTION_WORDS and not low[0].isdigit():
            found.extend(stem(part) for part in re.split(r"[-&]", low) if part and part not in _FUNCTION_WORDS)
    return found


def masked(text: str, names: Sequence[Name]) -> str:
    """The text with the figures of names gone: "Russell 2000" holds no year."""
    for name in names:
        if any(character.isdigit() for character in name.text):
            text = text[: name.start] + "x" * (name.end - name.start) + text[name.end :]
    return text


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as words of its own; one of one or two letters only as it is written.

    >>> stands_in("F", "Fed officials"), stands_in("F", "F rose 2%"), stands_in("gold", "Gold rose"), stands_in("gold", "Goldman")
    (False, True, True, False)
    """
    flags = re.IGNORECASE if len(name) > 2 else 0
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None
