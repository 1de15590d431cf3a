"""Whether one figure is of a part and the other of its whole, or of another part: Google Cloud, Google; class A, class B."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from copilot.names import instrument
from copilot.numbers.readings.entities import name_class
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.numbers.wordlists import worded
from copilot.resources import reference_table


def of_division(mine: Reading, theirs: Reading) -> str | None:
    """Whom the evidence's figure is of, where one side names a division and the other its firm or another division."""
    if theirs.exact or mine.measure is None or theirs.measure is None:
        return None
    one, other = _division(mine), _division(theirs)
    if one is None and other is None:
        return None
    if one is not None and other is not None:
        return None if _are_one(one, other) else other
    division, plain = one or other or "", theirs if one is not None else mine
    if content_stems(division.partition(" ")[2] or division) & plain.words or not _names_firm_alone(plain):
        return None
    return other or next(name.text for name in theirs.entities)


_NUMBERED = re.compile(
    r"\b(?P<of>(?i:class|series|phase|tier|line|unit|terminal|tranche|stage|scope|block|reactor|type))[- ]"
    r"(?P<which>[A-Z]|\d{1,2})\b"
    r"|\b(?P<letter>[A-Z])[- ](?P<shares>shares)\b"
)


_OF_A_ROW = frozenset(  # how its words begin
    {"clas", "seri", "phas", "tier", "line", "unit", "term", "tran", "stag", "scop", "bloc", "reac", "type", "shar"}
)


def otherwise_numbered(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's figure is of, where both name one of a row by its letter or number and not the same: "phase 3"."""
    if theirs.exact or not (mine.may_say(_OF_A_ROW) and theirs.may_say(_OF_A_ROW)):
        return None
    one, other = _numbered(mine), _numbered(theirs)
    return next((f"{of} {min(other[of])}" for of in one.keys() & other.keys() if one[of].isdisjoint(other[of])), None)


@lru_cache(maxsize=1024)
def _numbered(reading: Reading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(f"{reading.lead}|{reading.trail}"):
        found.setdefault((match["of"] or "class").lower(), set()).add(match["which"] or match["letter"])
    return found


_WHOLE = re.compile(r"\b(?:total|overall|group|group-wide|companywide|company-wide|worldwide|consolidated)\s", re.IGNORECASE)


def is_part_beside_whole(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells a part, and its whole beside it, and the claim names no part: "in Asia, while total sales"."""
    alike = mine.measure is not None and mine.measure == theirs.measure
    if not alike or theirs.around is None or theirs.row or _WHOLE.search(theirs.lead):
        return False
    names_part = _part_of(mine) or any(name_class(name) == "area" for name in mine.entities)  # "US sales": American ones
    if names_part or not _part_of(theirs) - mine.words:
        return False
    begin, end = theirs.sentence_span
    words = theirs.around.text(begin, end)
    wholes = (find_measures(words[match.end() : match.end() + _BREATH]) for match in _WHOLE.finditer(words))
    return any(found and found[0].start == 0 and found[0].id == theirs.measure for found in wholes)


_BREATH = 30  # characters
_BEFORE_IT = re.compile(r"(?:^\W*|['’]s?\s|\b(?:its|the|their)\s)(?P<words>(?:[\w-]+\s){1,2})$")
_BEHIND_IT = re.compile(r"\s(?:in|at|from|to|for)\s(?P<words>(?:the\s)?[\w-]+)")


def _part_of(reading: Reading) -> frozenset[str]:
    """The words right at its measure that say which part of it is meant: "online sales", "sales in Asia"."""
    words: frozenset[str] = frozenset()
    subject = content_stems(" ".join(name.text for name in reading.entities if name_class(name) != "area"))
    for mention in find_measures(reading.lead):
        if mention.id == reading.measure:
            own = {
                "before": _BEFORE_IT.search(reading.lead[: mention.start]),
                "behind": _BEHIND_IT.match(reading.lead, mention.end),
            }
            plain = worded("binding_words.toml", "divisions", "{no_part}")
            said = {where: content_stems(plain.sub(" ", end["words"])) for where, end in own.items() if end is not None}
            words = words | (said.get("before", frozenset()) - subject) | said.get("behind", frozenset())
    return words


def is_told_without(mine: Reading, theirs: Reading, beside: Iterable[Reading]) -> bool:
    """Whether the evidence's figure leaves something out, and a plain one stands beside: "rose 2%; excluding fuel 1%"."""
    less = theirs.basis.dimensions.get("inclusion") == "excluding" and not theirs.basis.is_adjusted
    if not less or "inclusion" in mine.basis.dimensions or mine.basis.is_adjusted:
        return False
    if worded("binding_words.toml", "divisions", "{less}").search(f"{mine.run_up} {mine.trail}"):
        return False  # "organic sales": without acquisitions
    return any(
        (other.measure, other.role, other.quantity.unit) == (theirs.measure, theirs.role, theirs.quantity.unit)
        and {"inclusion", "statistic"}.isdisjoint(other.basis.dimensions)  # a median is no plain one beside it
        and other.entities == theirs.entities
        for other in beside
    )


@lru_cache(maxsize=1024)
def _division(reading: Reading) -> str | None:
    """The division that a figure is said of by name."""
    words = f"{reading.lead} {reading.trail}"
    for name in reading.entities:
        if name.kind != "company" or not reading.entities_near:
            continue
        if name.text in reference_table("binding_words.toml")["divisions"]["named"]:
            return name.text
        match = re.search(rf"\b{re.escape(name.text)}(?: [A-Z][\w&-]+){{0,2}}? (?:{_ends()})\b", words)
        if match is not None and not _is_name_of_firm(match.group(), name.id):
            return match.group()
    return None


@cache
def _ends() -> str:
    return "|".join(reference_table("binding_words.toml")["divisions"]["ends"])


def _is_name_of_firm(words: str, id: str) -> bool:
    row = instrument(id)
    return row is not None and any(name.startswith(words) for name in (row.name, *row.aliases))


def _names_firm_alone(reading: Reading) -> bool:
    """Whether its own words name the firm, and nothing inside it."""
    words = f"{reading.lead} {reading.trail}"
    named = any(name.text in words for name in reading.entities)
    return named and worded("binding_words.toml", "divisions", "{inside}").search(words) is None


def _are_one(one: str, other: str) -> bool:
    """Whether two divisions may be one: "AWS", "Amazon Web Services"."""
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    return set(short) <= set(long) or (len(short) == 1 and short[0] == "".join(word[0] for word in long))
