"""Numbers that a text says of itself and no evidence can bear on: "a summary in 120 words", "the difference between the two"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copilot.numbers.reading import Reading
from copilot.numbers.verdicts import Outcome, sentence

_ITSELF = re.compile(
    r"\b(?:summar\w+|overview|version|answer|response|paraphrase|abstract)\b[^.\n]{0,60}?\b(?:in|within|under|of|using|to|than)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"[\s-](?:words?|sentences?|paragraphs?|bullet points?|characters|lines)\b", re.IGNORECASE)
_REFERS_BACK = re.compile(r"\b(?:these|those|between (?:the|these|those))\s$", re.IGNORECASE)
_TWO_NAMED = re.compile(r"\w (?:and|or|versus|vs\.?|from) (?:a |an |the )?\w", re.IGNORECASE)
_NEAR = 300  # characters in which the two things are named


def said_of_itself(text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """Exemptions of rejected numbers that count the text's own words, or the two things it has just named."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        if not outcomes[at].rejected:
            continue
        item = claim.quantity
        before = text[max(0, item.start - _NEAR) : item.start]
        if _ITSELF.search(before) and _OF_WORDS.match(text, item.end):
            found[at] = _exempt("it counts the words of this text")
        elif item.value == 2 and outcomes[at].reason_code == "not_found" and _names_two(before):
            found[at] = _exempt("it counts the two things this text has just named")
    return found


def _names_two(before: str) -> bool:
    return _REFERS_BACK.search(before) is not None and _TWO_NAMED.search(before.rsplit("\n\n", 1)[-1]) is not None


def _exempt(why: str) -> Outcome:
    return Outcome("exempt", reason=sentence(f"Not judged: {why}"))
