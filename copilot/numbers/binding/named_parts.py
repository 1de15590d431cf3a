"""A part that words name beside its whole: "led by cards, where it rose 14%", "a third of them in Spain", "consumer loans"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.numbers.readings.measures import find_measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.numbers.wordlists import wordlist

_WHERE = re.compile(
    r"(?<![\w’'-])(?P<noun>(?:(?!(?:by|in|of|with|to|at)\b)[\w’'-]+ )?[\w’'-]+),? where (?:it|they|its|their|the)\b[^,;]*$",
    re.IGNORECASE,
)


def against_named_part(mine: Reading, theirs: Reading, alike: Sequence[Reading]) -> str | None:
    """Why a figure is of another part than words name, or of the whole."""
    return _of_where(mine, theirs, alike) or _of_those_somewhere(mine, theirs) or _of_qualified(mine, theirs, alike)


def _of_where(mine: Reading, theirs: Reading, alike: Sequence[Reading]) -> str | None:
    """The evidence's figure is of what "where" stands for, which the claim names nowhere: "led by cards, where it rose"."""
    where = _WHERE.search(theirs.run_up)
    if where is None or not any(other.role == theirs.role and other.index < theirs.index for other in alike):
        return None
    named = {name.id for name in theirs.entities if name.text in where["noun"]}
    if content_stems(where["noun"]) & mine.words or named & {name.id for name in mine.entities}:
        return None
    return f"{theirs.quantity.text} is of {where['noun']} alone"


_PART_OF_THEM = re.compile(
    r"[^;.]*?,\s(?:[a-z]+ ){0,2}?(?:[\w-]+|\d[\d.]*%) of (?:them|it|these|those|which|whom)(?: were| was)? (?P<where>[^,;.]+)",
    re.IGNORECASE,
)
_OF_ITS = re.compile(r"(?:^|\s)[Oo]f (?:[\w’'-]+ ){0,2}(?:the|its|their|[\w’-]+['’]s)\s?$")  # "half of Telenova's 310,000"
_OF_THEM_TOO = re.compile(r"\bof (?:them|it|these|those|which|whom)\b", re.IGNORECASE)


def _of_those_somewhere(mine: Reading, theirs: Reading) -> str | None:
    """The evidence's figure is of all, and the claim's of what a part of them is: "120 shops, a third of them in Spain"."""
    start, end = theirs.quantity.end, theirs.sentence_span[1]
    part = _PART_OF_THEM.match(theirs.around.text(start, end)) if theirs.around is not None else None
    if part is None or _OF_THEM_TOO.search(mine.after + mine.trail) or _OF_ITS.search(mine.lead):
        return None
    own = content_stems(part["where"]) - content_stems(theirs.run_up) - content_stems(part.group()[: part.start("where")])
    if not own or not own <= mine.words | content_stems(mine.after):
        return None
    return f"{theirs.quantity.text} is of all of them"


_AND = re.compile(r"\b(?:and|or|by|on|in|of|for|from|with|to|as|at)\b")
_RUN_BEFORE = re.compile(r"(?:(?<![\w’'-])[\w-]+ ){1,3}$")


def _of_qualified(mine: Reading, theirs: Reading, alike: Sequence[Reading]) -> str | None:
    """The claim's measure has a word before it that a neighbour is told of and this figure is not: "consumer loans"."""
    if mine.measure is None or not any(related(mine.measure, named) for named in theirs.named_measures):
        return None
    told = theirs.words | content_stems(theirs.run_up)
    for word in _qualifiers(mine):
        stems = content_stems(word)
        if stems and not stems & told and any(stems <= other.words and other.role == theirs.role for other in alike):
            return f"{theirs.quantity.text} is not of {word}"
    return None


@lru_cache(maxsize=64)  # a claim is held against many figures
def _qualifiers(reading: Reading) -> tuple[str, ...]:
    """The words of a run right before a measure that say which part of it is meant: "equities" and "trading" of revenue."""
    run = _RUN_BEFORE.search(before_measure(reading.lead, reading.measure))
    named = " ".join(name.text for name in reading.entities if name.kind not in ("generic", "rate"))
    words = _AND.split(run.group())[-1].split() if run is not None else []
    words = [word for word in words if word not in named and not word.isupper()]
    return tuple(word for word in words if word.lower() not in wordlist("no_segment"))


@lru_cache(maxsize=1024)  # of a claim that quotes its evidence both are the same
def before_measure(lead: str, measure: str | None) -> str:
    """The words before a figure up to its measure."""
    found = [mention for mention in find_measures(lead) if mention.id == measure]
    return lead[: found[-1].start] if found else ""
