"""What a number of a table is said of: its row label and column head are its words, and the line above says what all are."""

from __future__ import annotations

import re
from dataclasses import replace

from copilot.numbers import basis
from copilot.numbers.measures import measures
from copilot.numbers.reading import Around, Reading
from copilot.numbers.scene import RATES, Scene
from copilot.numbers.segments import Segment
from copilot.numbers.tables import Cell
from copilot.numbers.wording import content_stems
from copilot.types import Span

_ALL_IN_PERCENT = re.compile(r"[(,]\s?(?:in\s)?(?:%|per ?cent)\s?\)|\bin (?:%|per ?cent)(?=\W*$)|\s%\W*$", re.IGNORECASE)
_IN_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)


def cell_reading(scene: Scene, cell: Cell, segment: Segment, around: Around | None) -> Reading:
    """A number of a table: its row label and column head are its words."""
    item = scene.items[segment.item]
    spans = (cell.label, cell.head)
    words = " \x00 ".join(scene.text[start:end] for start, end in spans)
    caption = scene.text[slice(*cell.caption)]
    if item.unit == "none" and (
        _IN_PERCENT.search(words) or (_ALL_IN_PERCENT.search(caption) and _can_be_percent(scene, cell.head))
    ):
        item = replace(item, unit="percent")
    named = [mention for span in spans for mention in scene.measurable(*span, item)]
    if not named and _is_only_a_time(scene, cell.head):  # a column of words says itself what it holds
        named = scene.measurable(*cell.caption, item)
    specific = [mention for mention in named if not measures()[mention.id].generic] or named
    times = tuple(time for span in reversed(spans) for time in scene.times_in(*span))
    noted = scene.noted_unit(cell) if item.unit == "none" else None
    plain_number = item.unit not in RATES and not _LETTER.search(item.text)
    return Reading(
        quantity=item,
        source=scene.source,
        index=segment.item,
        sentence=segment.sentence,
        sentence_span=segment.sentence_span,
        clause_span=segment.clause_span,
        segment_span=segment.sentence_span,
        entities=tuple(name for span in spans for name in scene.names_in(*span)),
        entities_near=True,
        measure=specific[0].id if specific else None,
        measure_near=bool(specific),
        named_measures=frozenset(mention.id for mention in named),
        basis=basis.Basis(dimensions=basis.dimensions(words)),
        times=times,
        times_near=True,
        own_time=bool(times),
        polarity=-1 if item.value is not None and item.value < 0 else None,
        words=content_stems(words),
        known=scene.known,
        times_text=scene.text[times[0].start : times[0].end] if times else "",
        scale=int(noted.scale) if noted else scene.scale_before(item.start) if plain_number else 1,
        currency=noted.currency if noted else "",
        column=cell.column,
        row=cell.row,
        around=around,
    )


def _can_be_percent(scene: Scene, head: Span) -> bool:
    """Whether a column may hold percentages, as what stands above the table says: "YTD", "volatility", but no "Price"."""
    named = [measures()[mention.id] for mention in scene.measures_in(*head)]
    return _is_only_a_time(scene, head) or any(measure.percent or measure.kind == "return" for measure in named)


def _is_only_a_time(scene: Scene, head: Span) -> bool:
    """Whether a column is headed by a time and nothing else: "Nov 2025", "YTD"."""
    times = scene.times_in(*head)
    return bool(times) and not _LETTER.search(scene.text[head[0] : times[0].start] + scene.text[times[-1].end : head[1]])
