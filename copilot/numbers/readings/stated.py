"""Whether a figure's own words name whom it is of, so that its subject is not only guessed from the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from copilot.names import Name
from copilot.numbers.readings.entities import is_proper
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wordlists import worded

_GOES_ON = r"\W*(?:{goes_on}\W*)*"
_CLAUSE = re.compile(r"[;:]\s(?:the\s)?|(?:,\s(?:and|but)|,?\s(?:while|whereas|though|although))\s(?:the\s)?", re.IGNORECASE)
_HAS = r"(?-i:{has}\s(?:(?:about|around|roughly|nearly|almost|some|just|only)\s)?$)"
_INSTRUMENTS = ("company", "fund", "index", "other")
_words = partial(worded, "binding_words.toml", "subject")


def of_own_clause(mine: Reading) -> Reading:
    """The figure as that of the one name that opens its own clause: of "A fell, and B's gain of the year was" it is B's."""
    if len({name.id for name in mine.entities}) < 2 or not _words(_HAS).search(mine.lead):
        return mine
    breaks = [match.end() for match in _CLAUSE.finditer(mine.lead)]
    clause = mine.lead[breaks[-1] :] if breaks else ""
    if not clause or names_somebody_else(clause) or _words("{pronoun}").search(clause):
        return mine
    begin = mine.quantity.start - len(clause)
    told = (*mine.entities, *mine.comparators, *mine.sentence_names)
    within = [name for name in told if begin <= name.start < mine.quantity.start]
    opener = next((name for name in mine.entities if name.start == begin and name.kind in _INSTRUMENTS and is_proper(name)), None)
    if opener is None or any(name.id != opener.id for name in within):
        return mine
    return replace(mine, entities=(opener,))


def names_somebody_else(words: str) -> bool:
    """Whether words tell of something else by a noun alone: "those", "the other fund"."""
    return _words("{somebody_else}").search(words) is not None


def is_stated(scene: Scene, segment: Segment, item: Quantity, names: Sequence[Name], before: Reading | None) -> bool:
    """Whether one of the names stands in the figure's own part of the sentence, or it goes on from a figure of theirs.

    Of "which at 14.9%", "its beta was 0.5", "the fund at $41" and "lost 29% and 34%, the first one less" the subject is a guess.
    """
    if any(_is_its_own(scene, segment, item, name) for name in names):
        return True
    if before is None or not before.entities_stated or before.entities != tuple(names):
        return False
    return _words(_GOES_ON).fullmatch(scene.text, max(segment.start, before.quantity.end), item.start) is not None


def _is_its_own(scene: Scene, segment: Segment, item: Quantity, name: Name) -> bool:
    if segment.start <= name.start < item.start:
        return True
    return item.end <= name.start < segment.end and "," not in scene.text[item.end : name.start]
