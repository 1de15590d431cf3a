"""A figure that opens its sentence before what it is of: "At 31%, its discount to the index is 17 points above its median"."""

from __future__ import annotations

import re

from copilot.numbers.readings.measures import Mention
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity

_AT = re.compile(r"\W*At (?:\w+ )?")
_IS = re.compile(
    r",\s(?P<what>[^,;:\d]{3,80}?)(?=\s(?:to|over|on|with|against) |\s(?:is|was|stands|stood|sits|sat|remains|remained)\s)"
)


def gap_behind(scene: Scene, segment: Segment, item: Quantity) -> Mention | None:
    """The discount or premium that the rest of the sentence begins with; None where the figure does not open it."""
    if item.unit != "percent" or _AT.fullmatch(scene.text, segment.sentence_span[0], item.start) is None:
        return None
    told = _IS.match(scene.text, item.end, segment.sentence_span[1])
    named = scene.measures_in(*told.span("what")) if told is not None else []
    head = named[-1] if told is not None and named and named[-1].end == told.end("what") else None
    return head if head is not None and head.id == "premium" else None
