"""Two percentages told together as what makes a third: "its 26% and 63% come to about 107%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import worded

_worked = partial(worded, "derivation_words.toml", "worked")
_MARKS = r"(?:\s?\[[^\[\]]*\])*"
_MAKE = _MARKS + r"\s(?:together\s|combined\s)?{make_together}\s"
_FIRST = _MARKS + r"\sand\s[-−–+]?\d[\d.]*%" + _MAKE
_RATE_AND = re.compile(r"\d%(?:\s?\[[^\[\]]*\])*\sand\s[-−–+]?$")
_ENDS = re.compile(_MARKS + r"\s?(?:[,.;:)]|$|and\b|while\b|whereas\b|but\b)")  # not "a year", "for another"
_UP_TO = (
    _MAKE + r"(?:(?:an?|the|overall|total|combined|net)\s)*"
    r"(?:(?:(?P<down>loss|fall|decline|drop)|gain|rise|return|increase|total)\sof\s)?"
)


def makes_another(reading: Reading) -> bool:
    """Whether it is one of two percentages that are told together as what makes a third."""
    if reading.quantity.unit != "percent":
        return False
    if _worked(_FIRST).match(reading.after) is not None:
        return True
    return _RATE_AND.search(reading.run_up) is not None and _worked(_MAKE).match(reading.after) is not None


def made_of_two(claim: Reading, sentence: Sequence[Reading]) -> tuple[Reading, Reading, int] | None:
    """The two percentages that are told right before it to make the claim, and its sign: -1 of a loss.

    sentence: the figures of its sentence, in order.
    """
    before = [other for other in sentence if other.index < claim.index][-2:]
    if claim.quantity.unit != "percent" or len(before) < 2 or not all(map(makes_another, before)):
        return None
    told = _worked(_UP_TO).fullmatch(before_hedges(before[1].after[: max(0, claim.quantity.start - before[1].quantity.end)]))
    if told is None or not _ENDS.match(claim.after):
        return None
    down = told["down"] is not None or (claim.quantity.value or 0) < 0
    return before[0], before[1], -1 if down else 1
