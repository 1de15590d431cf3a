"""Whether one sentence is told of two: "Aker pumped 30 tonnes", "its rival Orla pumped 34 tonnes". Each has its own figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.names import Name
from copilot.numbers.readings.entities import is_proper, name_class, stems_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import name_words
from copilot.numbers.readings.subjects import its_rival
from copilot.numbers.wording import content_stems
from copilot.numbers.wordlists import wordlist

_VERB = re.compile(r"\b[a-z]{4,}\b")
_OPENING = re.compile(r"\W*(?:[^,]*,\s)?(?:(?:and|but|while)\s)?(?:the\s)?", re.IGNORECASE)  # what may stand before a subject


def told_of_a_rival(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells the claim's deed of one that it calls a rival: of no name that its text has for others."""
    if not _is_of_a_firm(mine) or not _is_of_a_firm(theirs):
        return False
    rival = its_rival().match(theirs.lead)
    return rival is not None and theirs.lead.startswith(theirs.entities[0].text, rival.end()) and _is_one_deed(mine, theirs)


def is_one_frame(mine: Reading, theirs: Reading) -> bool:
    """Whether the words from the subject to the figure are the same on both sides, a verb at least, and what is counted."""
    if not (_is_of_a_firm(mine) and _is_of_a_firm(theirs)):
        return False
    one, other = _from_subject(mine), _from_subject(theirs)
    return one == other is not None and _VERB.search(one or "") is not None and mine.quantity.unit == theirs.quantity.unit


def of_one_beside(mine: Reading, theirs: Reading) -> Name | None:
    """Whose a figure is where another one of its sort, in its sentence, is the claim's: "Dubai crude at $71, Murban at $73"."""
    if not (mine.entities_near and theirs.entities_near and theirs.entities) or theirs.exact or theirs.row or mine.is_headline:
        return None
    if len(mine.entities) != 1 or mine.entities[0].kind != "other" or not is_proper(mine.entities[0]):
        return None
    alike = mine.quantity.unit == theirs.quantity.unit and mine.role == theirs.role and mine.role in ("level", "to", "change")
    if not alike or any(content_stems(name.text) & mine.words for name in theirs.entities):
        return None
    opens = theirs.entities[0]
    words = set(name_words(mine.entities[0]))
    own = bool(words) and theirs.beside.issuperset(words)
    return opens if own and _from_subject(theirs) is not None and _from_subject(mine) is not None else None


def _is_of_a_firm(reading: Reading) -> bool:
    """Whether a figure is of one proper name and no other, in its own words."""
    names = reading.entities
    one = len(names) == 1 and name_class(names[0]) == "firm" and is_proper(names[0])
    return one and reading.entities_near and not (reading.comparators or reading.exact or reading.row)


@lru_cache(maxsize=1024)
def _from_subject(reading: Reading) -> str | None:
    """The words between its subject, which opens its part of the sentence, and its figure; None where none opens it."""
    told = sorted(reading.entities, key=lambda name: name.start)
    last, begin = told[-1], len(reading.lead) - reading.quantity.start
    at, opens = last.start + begin, told[0].start + begin
    if opens < 0 or not reading.lead.startswith(last.text, at) or _OPENING.fullmatch(reading.lead, 0, opens) is None:
        return None
    return None if "," in (between := reading.lead[at + len(last.text) :]) else between


def _is_one_deed(mine: Reading, theirs: Reading) -> bool:
    """Whether both name what was done, or what is measured, by one word, and count one thing."""
    if mine.quantity.unit != theirs.quantity.unit or mine.role != theirs.role:
        return False
    one, other = (content_stems(side.lead) - stems_of(side.entities) for side in (mine, theirs))
    return bool(one & other) or (mine.measure is not None and mine.measure == theirs.measure)


def is_of_its_rival(mine: Reading) -> bool:
    """Whether a claim tells of somebody by whose rival it is, "a rival of Aker pumped": the name is not whom it is of."""
    return _rival().search(mine.lead) is not None


@cache
def _rival() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(wordlist('rivals')))})s? (?:of|to) ", re.IGNORECASE)
