"""When a number is of: the times of its own words, not those it is held against."""

from __future__ import annotations

import re

from copilot.numbers.reading import Reading
from copilot.numbers.scene import Scene
from copilot.numbers.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.when import TimeMention, When

_SUPERLATIVE = re.compile(
    r"\b(?:most|least|best|worst|highest|lowest|largest|biggest|smallest|steepest|sharpest|first|strongest|weakest|fastest|slowest|longest"
    r"|fewest|record|low|high|peak)\b[^.;]{0,40}\b(?:since|in|of|for)\s(?:more than |at least |almost |nearly |the |over )*$",
    re.IGNORECASE,
)


_PLAIN_SINCE = re.compile(r"\bsince\s(?:the |its )?$", re.IGNORECASE)


_THAN = re.compile(
    r"\b(?:than|from|versus|over|compared with|compared to|on|against|of)\s"
    r"(?:in |the |that in |those in |the same \w+ (?:in|of) )*$",
    re.IGNORECASE,
)


def times_of(
    scene: Scene, at: int, segment: Segment, item: Quantity, before: Reading | None
) -> tuple[tuple[TimeMention, ...], tuple[When, ...], bool]:
    """(own times, times it is held against, whether they stand near): those after the number first."""
    own: list[TimeMention] = []
    compared: list[When] = []
    for start, end, after in ((item.end, segment.end, True), (segment.start, item.start, False)):
        group = scene.times_in(start, end)
        for time in group if after else reversed(group):
            (compared.append(time.when) if _is_comparison(scene, time, item) else own.append(time))
    if own:
        lengths = [time for time in own if time.when.grain == "length"]
        dated = [time for time in own if time.when.grain != "length"]
        if lengths and not dated and before is not None and before.times and before.times_near:
            return tuple(lengths) + before.times, tuple(compared), True
        return tuple(own), tuple(compared), True
    named = scene.times_in(segment.sentence_span[0], segment.start) if segment.opener.strip(" ,").lower() == "when" else []
    if named:  # "on May 4, when it fell 3%": the time that "when" stands for
        return (named[-1],), tuple(compared), True
    if before is not None and before.times:
        return before.times, tuple(compared), before.times_near
    for later in scene.segments[at + 1 : at + 3]:
        if later.sentence != segment.sentence or later.strong:
            break
        group = [
            time for time in scene.times_in(later.start, later.end) if not _is_comparison(scene, time, scene.items[later.item])
        ]
        if group:
            return tuple(group), tuple(compared), True
    rest = [
        time
        for time in scene.times_in(*segment.sentence_span)
        if not _is_comparison(scene, time, item) and (before is None or time.start < item.start)
    ]
    if rest:
        return tuple(rest), tuple(compared), True
    return _earlier_times(scene, segment), tuple(compared), False


def _earlier_times(scene: Scene, segment: Segment) -> tuple[TimeMention, ...]:
    floor = max(scene.text.rfind("\n", 0, segment.sentence_span[0]), segment.sentence_span[0] - 300)
    earlier = [time for time in scene.times_in(floor, segment.sentence_span[0]) if time.when.grain != "length"]
    return tuple(earlier[-1:])


def _is_comparison(scene: Scene, time: TimeMention, item: Quantity) -> bool:
    """ "More than in 2023", "the most since 2019": a time the figure is held against, not its own."""
    before = scene.text[max(0, time.start - 70) : time.start]
    lasting = time.when.grain == "length" or re.search(r"\bsince\s(?:\w+\s){0,3}$", before) is not None
    if (lasting and _SUPERLATIVE.search(before)) or (_PLAIN_SINCE.search(before) and re.search(r"\b\w+est\b", before)):
        return True
    if time.start < item.start:
        return False
    gap = scene.text[item.end : time.start]
    return (
        _THAN.search(gap) is not None
        and not re.match(r"^\s?(?:of|on)\s(?:the )?$", gap)
        and not gap.rstrip().endswith((" on", " of"))
    )


def opening_times(scene: Scene, segment: Segment) -> tuple[TimeMention, ...]:
    """The times before the first number of the sentence."""
    first = scene.first_of_sentence[segment.sentence]
    return tuple(scene.times_in(segment.sentence_span[0], scene.items[first.item].start)) if first is not segment else ()
