"""A figure whose unit is left out because the figure before it has told it: "25 basis points in March, 50 in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.numbers.census.inheritance import CHANGE_UNITS
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist

_NO_NOUN = re.compile(
    r"\s?(?:[,;.)\[–—]|\b(?:in|on|at|for|and|or|from|with|without|to(?= [A-Z]))\b|$)"
)  # "50 in May", not "50 stores"
_TO_WHOM = re.compile(r"\s(?:for|to)\s(?=[A-Z])")  # "20 points to the fund, 14 to the other"
_MARK = re.compile(r"\[[^\]\d]{0,2}\d[^\]]*\]")


def with_its_unit(scene: Scene, segment: Segment, item: Quantity, before: Sequence[Reading]) -> Quantity:
    """The figure in the unit of the last rate before it in its sentence, where only names and times stand in between."""
    if item.unit != "none" or item.kind != "quantity" or item.value is None or not _NO_NOUN.match(scene.text, item.end):
        return item
    told = next((each for each in reversed(before) if not _counts(each)), None)
    if told is None or told.quantity.unit not in CHANGE_UNITS or not _is_gap(scene, segment, item, told.quantity.end):
        return item
    return replace(item, unit=told.quantity.unit, role=told.role, direction=told.direction)


def _counts(reading: Reading) -> bool:
    return reading.quantity.unit.startswith("count")


def _is_gap(scene: Scene, segment: Segment, item: Quantity, end: int) -> bool:
    """Whether the words since the figure before, or since a bracket opened, join: "[M2], 50", "in May and 75", "(25"."""
    start = max(end, scene.text.rfind("(", segment.sentence_span[0], item.start) + 1)
    whom = _TO_WHOM.match(scene.text, end)
    start = max(start, whom.end() if whom is not None else 0)
    words = scene.text[start : item.start]
    told = [(name.start, name.end) for name in scene.names_in(start, item.start)]
    for begin, stop in (*told, *((time.start, time.end) for time in scene.times_in(start, item.start))):
        words = words.replace(scene.text[begin:stop], " ")
    return wordlist("unit_left_out").issuperset(word.lower() for word in WORD.findall(_MARK.sub(" ", words)))
