"""Words of change and of level (reference/movement_words.toml): which way a figure moved, and whether by it or to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from copilot.numbers.types import Direction
from copilot.resources import reference_table


@dataclass(frozen=True, slots=True)
class Movement:
    """The tables. `direction` holds every word of change, verb, noun or "up" and "down", with the way it points.

    `pointing` holds the words of comparison too that say which way a change beside them went.
    """

    direction: dict[str, Direction]
    pointing: dict[str, Direction]
    verbs: frozenset[str]
    only_noun: frozenset[str]
    neutral: frozenset[str]
    nouns: dict[str, Direction]
    percent_only: frozenset[str]
    after: dict[str, Direction]
    level: frozenset[str]
    to_level: frozenset[str]
    fillers: frozenset[str]
    heads: frozenset[str]


@cache
def movement() -> Movement:
    """The tables, read once."""
    table = reference_table("movement_words.toml")
    verbs: dict[str, Direction] = dict.fromkeys(table["verbs"]["up"].split(), "up")
    verbs |= dict.fromkeys(table["verbs"]["down"].split(), "down")
    nouns: dict[str, Direction] = dict.fromkeys(table["nouns"]["up"].split(), "up")
    nouns |= dict.fromkeys(table["nouns"]["down"].split(), "down")
    nouns |= dict.fromkeys(table["nouns"]["neutral"].split(), "none")
    after: dict[str, Direction] = dict.fromkeys(table["after"]["up"].split(), "up")
    after |= dict.fromkeys(table["after"]["down"].split(), "down")
    moving: dict[str, Direction] = (
        {word: way for word, way in nouns.items() if way != "none"} | verbs | {"up": "up", "down": "down"}
    )
    comparing: dict[str, Direction] = dict.fromkeys(table["comparing"]["up"].split(), "up")
    comparing |= dict.fromkeys(table["comparing"]["down"].split(), "down")
    amounts = frozenset(table["nouns"]["percent_only"].split())  # an increase of losses went up
    return Movement(
        moving,
        {word: way for word, way in moving.items() if word in verbs or word not in amounts} | comparing,
        frozenset(verbs),
        frozenset(nouns) - frozenset(verbs),
        frozenset(table["verbs"]["neutral"].split()) | {word for word, way in nouns.items() if way == "none"},
        nouns,
        amounts,
        after,
        frozenset(table["level"]["verbs"].split()),
        frozenset(table["level"]["to_verbs"].split()),
        frozenset(table["fillers"]["words"].split()),
        frozenset(table["fillers"]["heads"].split()),
    )
