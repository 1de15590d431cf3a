"""Whether a figure's own words name whom it is of, so that its subject is not only guessed from the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity

_GOES_ON = re.compile(  # "from 3.81% to", "12.9%, 10.5% and": no word of its own
    r"\W*(?:\b(?:and|or|to|from|versus|vs|against|compared with|compared to|about|roughly|nearly|almost|some|around|only|just"
    r"|up|down|by|a|an|the)\b\W*)*",
    re.IGNORECASE,
)


def is_stated(scene: Scene, segment: Segment, item: Quantity, names: Sequence[Name], before: Reading | None) -> bool:
    """Whether one of the names stands in the figure's own part of the sentence, or it goes on from a figure of theirs.

    Of "which at 14.9%", "its beta was 0.5", "the fund at $41" and "lost 29% and 34%, the first one less" the subject is a guess.
    """
    if any(_is_its_own(scene, segment, item, name) for name in names):
        return True
    if before is None or not before.entities_stated or before.entities != tuple(names):
        return False
    return _GOES_ON.fullmatch(scene.text, max(segment.start, before.quantity.end), item.start) is not None


def _is_its_own(scene: Scene, segment: Segment, item: Quantity, name: Name) -> bool:
    if segment.start <= name.start < item.start:
        return True
    return item.end <= name.start < segment.end and "," not in scene.text[item.end : name.start]
