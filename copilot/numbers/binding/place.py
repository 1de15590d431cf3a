"""Where a figure of a source stands: its sentence, the headings above it, and the words of both."""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.records import record
from copilot.sentences import sentences
from copilot.types import Span

NEAR = 1_500  # characters before a figure in which its headings and the rest of its list stand
_POINTS_BACK = re.compile(  # among the first words of a sentence
    r"(?:[^\s]+\s){0,7}?[\"“(]?(?:it|its|he|his|him|she|hers?|they|theirs?|them|this|that|these|those|such|which|here|there|also|another"
    r"|others?|both|former|latter|same|total|now|answer|so|then)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:#+ .*|\*\*.*|.*:\s*|\d+[.)] \*\*.*)$", re.MULTILINE)
_TITLE = re.compile(r"^[ \t]*(?:[-*•+–]|\d{1,2}[.)])[ \t]+\*\*[^*:%$€£\n]+\*\*[^:%$€£\n]*$", re.MULTILINE)  # an item above others
_ITEM = re.compile(r"[ \t]*(?:[-*•+–]|\d{1,2}[.)])[ \t]+\W{0,3}")


@record()
class Place:
    """Where a figure stands: its sentence, from the one before where it points back to that; what is told of it there."""

    text: str
    begin: int
    start: int
    end: int
    words: frozenset[str]
    headings: frozenset[str]

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return opens_item(self.text, self.start)


def place_of(theirs: Reading) -> Place | None:
    """Where a figure of a source that is prose stands; None outside every sentence."""
    assert theirs.around is not None
    text = theirs.around.text(0, 1_000_000)
    told, at = told_sentences(text), theirs.quantity.start
    number = next((number for number, ((start, end), _) in enumerate(told) if start <= at < end), None)
    if number is None:
        return None
    (start, end), words = told[number]
    begin = start
    if number and "\n" not in text[told[number - 1][0][1] : start] and _POINTS_BACK.match(text, start, end):
        begin, words = told[number - 1][0][0], words | told[number - 1][1]
    return Place(text, begin, start, end, words, _headings(text, start))


@lru_cache(maxsize=64)
def told_sentences(text: str) -> list[tuple[Span, frozenset[str]]]:
    """The sentences of a text, and the words of each."""
    return [((start, end), content_stems(text[start:end])) for start, end in sentences(text)]


def _headings(text: str, start: int) -> frozenset[str]:
    """The words of the last headings before a place."""
    found = [match.group() for match in _HEAD.finditer(text, max(0, start - NEAR), start) if match.end() < start]
    titles = [
        match.group() for match in _TITLE.finditer(text, max(0, start - NEAR), start) if "\n\n" not in text[match.end() : start]
    ]
    return content_stems(" ".join(found[-2:] + titles[-1:]))


def opens_item(text: str, start: int) -> bool:
    """Whether the item of a list begins at a place."""
    return _ITEM.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
