"""What a number of a table is said of: its row label and column head are its words, and the line above says what all are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.readings import basis
from copilot.numbers.readings.measures import Mention, measures
from copilot.numbers.readings.reading import Around, Reading
from copilot.numbers.readings.scene import RATES, Scene, measurable
from copilot.numbers.readings.segments import Segment
from copilot.numbers.readings.tables import Cell
from copilot.numbers.times.timing import find_times
from copilot.numbers.times.when import TimeMention, year_of
from copilot.numbers.types import Quantity
from copilot.numbers.wording import content_stems
from copilot.records import Later
from copilot.types import Span

_ALL_IN_PERCENT = re.compile(r"[(,]\s?(?:in\s)?(?:%|per ?cent)\s?\)|\bin (?:%|per ?cent)(?=\W*$)|\s%\W*$", re.IGNORECASE)
_IN_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)


def cell_reading(scene: Scene, cell: Cell, segment: Segment, around: Around | None) -> Reading:
    """A number of a table: its row label and column head are its words."""
    item = scene.items[segment.item]
    spans = (cell.label, *cell.heads)
    words = " \x00 ".join(scene.text[start:end] for start, end in spans)
    caption = scene.text[slice(*cell.caption)]
    if item.unit == "none" and (_IN_PERCENT.search(words) or (_ALL_IN_PERCENT.search(caption) and _can_be_percent(scene, cell))):
        item = replace(item, unit="percent")
    if item.unit == "none" and _MARKED.search(scene.text, *cell.span):
        item = replace(item, unit="percent")  # filings set the mark in a cell of its own
    named = [mention for span in spans for mention in measurable(scene.measures_in(*span), item)]
    if not named and _is_only_a_time(scene, cell):  # a column of words says itself what it holds
        named = measurable(scene.measures_in(*cell.caption), item)
    specific = [mention for mention in named if not measures()[mention.id].generic] or named
    names = [name for span in spans for name in scene.names_in(*span)]
    compared = tuple(name for name in names if _HELD_TO.search(scene.text, max(0, name.start - 12), name.start))
    times = _own_times(scene, cell, item) or _times(scene, cell)
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
        entities=tuple(name for name in names if name not in compared),
        entities_near=True,
        comparators=compared,
        measure=specific[0].id if specific else None,
        measure_near=bool(specific),
        named_measures=frozenset(mention.id for mention in named),
        basis=basis.Basis(dimensions=basis.dimensions(words)),
        times=times,
        times_near=True,
        own_time=bool(times),
        polarity=_polarity(item, words, named, specific[0] if specific else None),
        find_words=Later(partial(_words_of, scene, cell, item, words)),
        known=scene.known,
        times_text=scene.text[times[0].start : times[0].end] if times else "",
        open_label=words,
        scale=int(noted.scale) if noted else scene.scale_before(item.start) if plain_number else 1,
        currency=noted.currency if noted else "",
        column=cell.column,
        row=cell.row,
        around=around,
    )


_MOVED = re.compile(r"\b(?:chang|varia|differ|vs\b|growth|yoy|y/y|impact|effect|adjust|%|\w+ease\b)", re.IGNORECASE)


def _polarity(item: Quantity, words: str, named: Sequence[Mention], chosen: Mention | None) -> int | None:
    """-1 of a minus, or of a plain figure of a "net loss"; 1 of a plain one of "net income" or of a "net income (loss)".

    words: those of its label and heads. named: the measures they name. chosen: its own.
    """
    if (item.value is not None and item.value < 0) or item.direction == "down":
        return -1
    if item.text[0] == "+":
        return 1
    if chosen is None or item.unit in RATES or item.value is None or _MOVED.search(words):
        return None
    measure = measures()[chosen.id]
    if not measure.signed or measure.generic or measure.kind != "flow":
        return None
    return max(mention.sign for mention in named if mention.id == chosen.id or measures()[mention.id].signed)


_HELD_TO = re.compile(r"\b(?:to|vs\.?|versus|against|over|less|minus) (?:the )?$", re.IGNORECASE)  # "Gap to the fund"
_MARKED = re.compile(r"[|\t]\s*%\s*\)?\s*$")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")  # "Number ofCustomers", cut from two lines
_ITEM = re.compile(r"[^,;]+")


def _words_of(scene: Scene, cell: Cell, item: Quantity, words: str) -> frozenset[str]:
    """The content words of a cell, as stems. words: those of its label and heads."""
    own = _item_of_cell(scene, cell, item)
    return content_stems(f"{_RUN_TOGETHER.sub(' ', words)} \x00 {scene.text[slice(*cell.section)]} \x00 {own}")


def _item_of_cell(scene: Scene, cell: Cell, item: Quantity) -> str:
    """The words around a figure in a cell that lists several, up to a comma: "30% stocks, 20% bonds"."""
    if len(scene.figures_in(*cell.span)) < 2:
        return ""
    around = (match for match in _ITEM.finditer(scene.text, *cell.span) if match.start() <= item.start < match.end())
    found = next(around, None)
    return "" if found is None else scene.text[found.start() : item.start] + " " + scene.text[item.end : found.end()]


def _can_be_percent(scene: Scene, cell: Cell) -> bool:
    """Whether a column may hold percentages, as what stands above the table says: "YTD", "volatility", but no "Price"."""
    named = [measures()[mention.id] for head in cell.heads for mention in scene.measures_in(*head)]
    return _is_only_a_time(scene, cell) or any(measure.percent or measure.kind == "return" for measure in named)


def _is_only_a_time(scene: Scene, cell: Cell) -> bool:
    """Whether a column is headed by a time and nothing else: "Nov 2025", "YTD"."""
    times = [(head, scene.times_in(*head)) for head in cell.heads]
    return bool(times) and all(
        found and not _LETTER.search(scene.text[head[0] : found[0].start] + scene.text[found[-1].end : head[1]])
        for head, found in times
    )


_FIRM_YEAR = re.compile(
    r"\b(?:fiscal|financial) years?\b|\b(?:years?|twelve months) end(?:ed|ing)\b|^\W*(?:19|20)\d\d\W*$", re.IGNORECASE
)


_OF = re.compile(r"\s(?:in|for|on|by|as of|during)\s(?:the )?", re.IGNORECASE)


def _own_times(scene: Scene, cell: Cell, item: Quantity) -> tuple[TimeMention, ...]:
    """The time told right behind a figure in its own cell, whatever its row and column are of: "47,000 in October"."""
    match = _OF.match(scene.text, item.end, cell.span[1])
    times = scene.times_in(match.end(), cell.span[1]) if match is not None else []
    return tuple(time for time in times[:1] if match is not None and time.start == match.end())


def _times(scene: Scene, cell: Cell) -> tuple[TimeMention, ...]:
    """The times of its heads, the nearest first, and of its label; a year that a head calls the firm's is that too."""
    heads = [(scene.text[slice(*head)], scene.times_in(*head)) for head in reversed(cell.heads)]
    found = [*_time_of_two(scene, cell.heads), *(time for _, times in heads for time in times)]
    years = {time.when.end.year: time for time in found if time.when.grain in ("year", "window") and time.when.end}
    is_firms = any(_FIRM_YEAR.search(words) for words, _ in heads)  # a bare year does not say whose it is
    fiscal = [replace(time, when=year_of(year, True)) for year, time in years.items()] if is_firms else []
    return (*found, *fiscal, *scene.times_in(*cell.label))


def _time_of_two(scene: Scene, heads: Sequence[Span]) -> list[TimeMention]:
    """The time that two heads or three tell together: "Three months ended 30 September," over "2024"."""
    if len(heads) < 2:
        return []
    *above, lower = (scene.text[slice(*head)].strip() for head in heads[-3:])
    upper = " ".join(above)
    found = find_times(f"{upper} {lower}", None, [(0, len(upper) + 1 + len(lower))])
    across = [time for time in found if time.start < len(upper) < time.end]
    return [replace(time, start=heads[-1][0], end=heads[-1][1]) for time in across]
