"""Whether a figure that several make together is told of one of them: "combined profits of 38 million" of the one alone."""

from __future__ import annotations

import re

from copilot.numbers.readings.entities import relation
from copilot.numbers.readings.reading import Reading

_TOGETHER = re.compile(r"\b(?:combined|together|jointly|collectively|between them|between the two|altogether)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:alone|by itself|on its own|single-handedly)\b", re.IGNORECASE)
_BEGIN = frozenset({"comb", "join", "toge", "coll", "betw", "alto"})  # how its words begin
_NEAR = 40  # characters from the word to the figure


def told_of_one(mine: Reading, theirs: Reading) -> str | None:
    """Of whom a figure is together, where the claim has it of fewer of them; else None."""
    if theirs.exact or theirs.row or not theirs.may_say(_BEGIN) or not _is_of_several(theirs) or _is_of_several(mine):
        return None
    if _ALONE.search(f"{mine.lead} {mine.trail}"):
        return "several together"
    told = {name.id: name for name in theirs.entities}
    own = {name.id: name for name in (*mine.entities, *mine.sentence_names)}
    if not (mine.entities_near and theirs.entities_near) or len(told) < 2 or not own:
        return None
    held = [name for name in told.values() if any(relation(name, other) == "same" for other in own.values())]
    return f"{' and '.join(name.text for name in told.values())} together" if 0 < len(held) < len(told) else None


def _is_of_several(reading: Reading) -> bool:
    return _TOGETHER.search(f"{reading.lead[-_NEAR:]} | {reading.trail[:_NEAR]}") is not None
