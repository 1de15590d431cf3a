"""A figure of the whole world held against that of a place in it: "world oil demand", "sales worldwide"."""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.numbers.binding.sorts import has_sorts
from copilot.numbers.readings.entities import name_class
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading

_BEFORE = re.compile(r"(?:\b(?:global|worldwide|world)|^\W*(?:Global|Worldwide|World))(?P<of>(?: [a-z][\w-]*){1,3})")
_BEHIND = re.compile(r"\b(?:worldwide|globally|(?:around|across|throughout) the (?:world|globe))\b")
_BREAK = re.compile(r"[,;:—–]|\b(?:while|but|with|after|as)\b")


def told_of_the_world(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's figure is said of, where one side is of the whole world and the other of a place in it."""
    for world, place in ((mine, theirs), (theirs, mine)):
        areas = [name.text for name in place.entities if name_class(name) == "area"] if place.entities_near else []
        if areas and is_of_the_world(world) and not is_of_the_world(place):
            return "the world" if world is theirs else areas[0]
    return None


@lru_cache(maxsize=1024)  # a claim is held against many figures
def is_of_the_world(reading: Reading) -> bool:
    """Whether its measure is that of the world: "world oil demand", "sales worldwide"; no table has the world as a name."""
    if reading.exact:
        return False
    if any(find_measures(match["of"]) or has_sorts(match["of"]) for match in _BEFORE.finditer(reading.lead)):
        return True
    if reading.measure is None:
        return False
    return _BEHIND.search(reading.lead) is not None or _BEHIND.search(_BREAK.split(reading.trail)[0]) is not None
