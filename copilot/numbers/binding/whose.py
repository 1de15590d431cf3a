"""Whose a figure of the source is, by the names around it, where the claim tells it of another, and where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.numbers.readings.entities import is_proper, name_class, relation
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
    text = theirs.around.whole
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


def another_name(mine: Reading, theirs: Reading, place: Place) -> str | None:
    """Whose the figure is, where the claim opens with a name that stands elsewhere in the source, or behind "against"."""
    is_age = mine.quantity.unit in ("none", "year") and mine.measure is None
    if is_age or not (mine.entities and mine.entities_near and theirs.entities_near):
        return None
    before = [name for name in theirs.entities if name.start < theirs.quantity.start and is_proper(name)]
    ahead = place.text[place.start : theirs.quantity.start]
    bracket = ahead.rpartition("(")[0] if ahead.count("(") > ahead.count(")") else ""
    told = [name for name in before if _opens_with(theirs.lead, name.text) or _is_meant_by(name.text, theirs.lead)]
    told += [name for name in before if bracket.rstrip().endswith(name.text)]
    if not told:
        return None
    name, other = mine.entities[0], told[-1]
    if re.search(
        rf"{re.escape(other.text)}\W{{0,3}}(?::|(?:announced|said|says|told|report(?:ed|s)|found|wrote|estimates?)\b)",
        theirs.lead,
    ):
        return None  # who speaks, or a label
    words = [word for word in re.findall(r"[A-Z][\w’'-]{2,}", name.text) if word not in other.text]
    if (
        not words
        or name_class(name) != name_class(other)
        or (relation(name, other) == "same" or name.text.startswith(other.text))
        or not _opens_with(mine.lead, name.text, place.text)
    ):
        return None
    if content_stems(other.text.split()[-1]) & mine.words or content_stems(name.text) & place.headings:
        return None
    behind = place.text[theirs.quantity.end : place.end]
    if any(word[:4] in ahead for word in words) or not all(word in place.text for word in words):
        return None
    held = re.search(rf"\b(?:against|over|from|than|to|by|with|for|of)\s(?:[\w-]+\s){{0,2}}{re.escape(words[-1])}", behind)
    if any(word[:4] in behind for word in words) and not (bracket or (held and _opens_with(theirs.lead, other.text))):
        return None
    return f"for {other.text}"


_OWNER = re.compile(r"(?:^|\s)(?P<who>[A-Z][\w.&-]+)['’]s (?:\w+ )?$")
_SUBJECT = re.compile(r"\W*(?P<who>[A-Z][\w&-]+)(?: [A-Z][\w&-]+)*\s[a-z]")


def another_owner(mine: Reading, theirs: Reading, place: Place) -> str | None:
    """Whose the figure is called, "Gold's 60% surge", where the claim opens with another: "Oil has surged 60%"."""
    owner, subject = _OWNER.search(theirs.lead), _SUBJECT.match(mine.lead)
    if owner is None or subject is None or content_stems(owner["who"]) & (mine.words | content_stems(mine.run_up)):
        return None
    who = content_stems(subject["who"])
    if not who or who & content_stems(theirs.lead) or theirs.times_text.startswith(owner["who"]):
        return None
    return f"for {owner['who']}" if re.search(rf"\b{re.escape(subject['who'])}\b", place.text, re.IGNORECASE) else None


def _is_meant_by(name: str, lead: str) -> bool:
    """Whether a name is that of which a relative clause tells the figure: "Katrina, which spilled"."""
    return re.search(rf"{re.escape(name)},? (?:which|who|where)\b", lead) is not None


def _opens_with(lead: str, name: str, text: str = "") -> bool:
    """Whether words open with a name, or with what the source calls it by before its name: "Hurricane Ike"."""
    first = re.escape(name.split()[0])
    match = re.match(rf"\W*(?:(?:But|And|Meanwhile|Still|Yet|While),? )?(?:[Tt]he )?(?:(?P<kind>[A-Z][a-z]+) )?{first}", lead)
    return match is not None and (match["kind"] is None or f"{match['kind']} {name}" in text)
