"""Whether one figure is of a division that is named after its firm, and the other of the firm: Google Cloud, and Google."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.names import instrument
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
