"""Which side a number of votes is of, where only its words tell: "10 votes for it and 2 against", "opposition grew from"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from copilot.numbers.readings.measured import Measured
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wordlists import worded

_words = partial(worded, "binding_words.toml", "sides_of_votes")
_VOTERS = r"\s(?:(?:votes?|members?|officials?|policymakers?)\s)?(?:(?:were|was|voted)\s)?"
_END = r"(?=\s?(?:[,;.:)\[]|$)|\s{it}|\s(?:and|but|while)\b)"
_SUBJECT = r"^\W*(?:(?:and|but|while|as|whereas)\s)?(?:the\s)?"
_MOVED = r"\s(?:[a-z]+\s){1,3}(?:from|to|by)\s$"

_NEAR = 60  # characters


def of_its_side(scene: Scene, segment: Segment, item: Quantity, told: Measured) -> tuple[Quantity, Measured]:
    """A number of votes and its measure: those against a decision are dissents, those for it votes; told so, it is no change."""
    if told.id not in ("votes", "dissents"):
        return item, told
    lead, behind = scene.text[segment.start : item.start], scene.text[item.end : item.end + _NEAR]
    for id, side, subject in (("dissents", "{against}", "{opposition}"), ("votes", "{in_favour}", "{support}")):
        if _words(_VOTERS + side + _END).match(behind):
            moved = item.role == "change" and item.unit == "none"
            return replace(item, role="none", direction="none") if moved else item, replace(told, id=id)
        if _words(_SUBJECT + subject + _MOVED).match(lead):
            return item, replace(told, id=id)
    return item, told
