"""Tables in plain text, cells between bars or tabs: for each number its row label, its column head and the unit they note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from copilot.calendar_words import month_pattern
from copilot.numbers.census.finding import find_quantities
from copilot.numbers.census.units import is_currency
from copilot.types import Span

_BAR = re.compile(r"\s*[|\t]\s*")
_LINE = re.compile(r"[^\n]+")
_FAR = 1 << 60  # beyond every offset
_LONGEST_CAPTION = 120  # characters
_CAPTION_LINES = 2  # line ends between a caption and its table
_RULE = re.compile(r"[\s|:+=-]*")
_AMOUNT = re.compile(r"[$€£] ?\d[\d.,]*|\d[\d.,]*(?= ?%)")
_SENTENCE = 6  # words
_HEADS = 3  # lines of a head, at most
_NOTHING = "\u200b"
_TOTAL = re.compile(r"\W*(?:grand |overall )?total\W*", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\W*total\s", re.IGNORECASE)  # ends its section
_MARK_BEFORE = re.compile(r"[A-Z]{0,2}[$€£¥]")  # filings set the marks of a number in cells of their own
_HOLDS_FIGURE = re.compile(r"[\d—–-]")  # a row of "%" alone is a head
_MARK_BEHIND = re.compile(r"\)|\)?\s?%|%\s?\)")
_MONTH = month_pattern(capital=True, point=True)
_NO_FIGURE = re.compile(  # digits that tell when, a scale, or which note
    rf"\b(?:{_MONTH})\s\d{{1,2}}\b|\b\d{{1,2}}\s(?:{_MONTH})\b|\b(?:FY\s?|[QH]\d\s?)?(?:19|20)\d\d(?:[EAF]|\b)(?![,.]\d|\s?%)"
    r"|(?<=[a-z])\(\d\)|\bFY\s?\d\d\b|\b[QH][1-4]\b|['’]?000\b"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a number of a table is named: its row label, its column heads, the first cells of the head, the line above.

    Any of them may be empty. heads: those above it, the nearest last. section: the line of one cell that its row
    stands under. span: the cell itself.
    """

    label: Span
    heads: tuple[Span, ...]
    corners: tuple[Span, ...]
    caption: Span
    section: Span
    span: Span
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[Span]
    heads: list[list[Span]]
    corners: tuple[Span, ...]
    caption: Span
    section: Span
    number: int


class Tables:
    """The tables of one text. A table is two lines or more in a row that hold bars; its first lines are the head."""

    def __init__(self, text: str) -> None:
        self._rows: list[_Row] = []
        if "|" in text or "\t" in text:
            self._read(text)
        self._starts = [row.cells[0][0] for row in self._rows]

    def _read(self, text: str) -> None:
        block: list[tuple[int, int]] = []
        for line in [*_LINE.finditer(text), None]:
            joined = (
                line is not None
                and _BAR.search(line.group())
                and (not block or text[block[-1][1] : line.start()].count("\n") <= 1)
            )
            if line is not None and joined:
                block.append((line.start(), line.end()))
                continue
            if len(block) >= 2:
                self._add(text, block)
            block = [(line.start(), line.end())] if line is not None and _BAR.search(line.group()) else []

    def _add(self, text: str, block: list[tuple[int, int]]) -> None:
        rows = [_cells(text, start, end) for start, end in block if not _RULE.fullmatch(text[start:end])]
        if len(rows) < 2:
            return
        caption = _caption(text, block[0][0])
        ruled = _RULE.fullmatch(text, *block[1]) is not None
        is_cut = not ruled and any(_tells(text[start:end]) for start, end in rows[0][1:])  # a piece, cut behind its head
        count = 0 if is_cut else 1 if ruled else _head_lines(text, rows)
        heads, body = rows[:count], rows[count:]
        corners = tuple(head[0] for head in heads if head[0][1] > head[0][0])
        widths = Counter(len(cells) for cells in body)
        if heads and len(heads[-1]) + 1 in (widths.most_common(1)[0][0], max(widths)):  # no head stands over the labels
            heads, corners = [[(0, 0), *head] for head in heads], ()
        heads = _spread(text, heads)
        section = (0, 0)
        for number, cells in enumerate(body, 1):
            if all(_is_empty(text, cell) for cell in cells[1:]):
                section = cells[0]
            elif _TOTAL.fullmatch(text, *cells[0]):
                section = (0, 0)  # of all sections
            broken = section if text[slice(*section)].endswith("-") else None  # "Shares withheld for stock-", over "based awards"
            offset = len(heads[-1]) - len(cells) if heads else 0
            above = [head[offset:] if 0 <= offset <= 1 else head for head in heads]
            self._rows.append(_Row(cells, above, corners, caption, section, number))
            if (broken is not None and cells[0] != section) or _TOTAL_OF.match(text, *cells[0]):
                section = (0, 0)

    def cell(self, start: int) -> Cell | None:
        """The cell of the number that begins at `start`, unless it stands in a head, a label or no table."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        row = self._rows[at]
        cells = row.cells
        column = bisect_right(cells, (start, _FAR)) - 1
        if column >= 1 and cells[column][0] <= start < cells[column][1]:
            heads = tuple(head[column] for head in row.heads if column < len(head) and head[column][1] > head[column][0])
            return Cell(cells[0], heads, row.corners, row.caption, row.section, cells[column], row.number, column)
        return None


def _is_empty(text: str, cell: Span) -> bool:
    return not text[slice(*cell)].strip(f" {_NOTHING}")


def _head_lines(text: str, rows: Sequence[list[Span]]) -> int:
    """How many lines the head has: the first, and those behind it whose cells name columns and tell no figure."""
    count = 1
    for cells in rows[1 : min(_HEADS, len(rows) - 1)]:
        shown = [text[start:end] for start, end in cells[1:]]
        if not any(cell.strip() for cell in shown) or any(
            re.search(r"\d|^[^\w%]*$", _NO_FIGURE.sub("T", cell)) for cell in shown if cell
        ):
            break
        count += 1
    return count


def _spread(text: str, heads: list[list[Span]]) -> list[list[Span]]:
    """The lines of a head, of which one above the fullest is spread evenly over it; else it is left out.

    A note below it, "(in millions)", names no column.
    """
    if len(heads) < 2:
        return heads
    filled = [[at for at, cell in enumerate(head) if at and not _is_empty(text, cell)] for head in heads]
    fullest = max(range(len(heads)), key=lambda at: (len(filled[at]), at))
    base, under = heads[fullest], filled[fullest]
    found: list[list[Span]] = []
    for head, places in zip(heads[:fullest], filled, strict=False):
        if len(head) == len(base) and 1 < len(places) < len(under) and places == under[-len(places) :]:
            found.append(head)  # each over its own: "| | | 2019 | 2018 |" over "| | Note | $m | $m |"
        elif places and not len(under) % len(places):
            each = len(under) // len(places)
            line = [(0, 0)] * len(base)
            for place, at in enumerate(under):
                line[at] = head[places[place // each]]
            found.append(line)
    return [*found, base]


def _caption(text: str, start: int) -> Span:
    """The short line right above a table that begins at `start`, as a heading; (0, 0) where there is none."""
    above = text[:start].rstrip()
    begin = above.rfind("\n") + 1
    is_near = bool(above) and text.count("\n", len(above), start) <= _CAPTION_LINES
    return (begin, len(above)) if is_near and len(above) - begin <= _LONGEST_CAPTION else (0, 0)


def _tells(cell: str) -> bool:
    """Whether a cell tells amounts in a sentence, as no head of a column does."""
    return len(cell.split()) >= _SENTENCE and len(set(_AMOUNT.findall(cell))) > 1


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The spans of the cells of a line, without the bars at its edges."""
    edges = [match.span() for match in _BAR.finditer(text, start, end)]
    begins = [start, *(edge[1] for edge in edges)]
    stops = [*(edge[0] for edge in edges), end]
    cells = list(zip(begins, stops, strict=True))
    if len(cells) > 2 and cells[0][0] == cells[0][1] and text[start : start + 1] in "|\t":
        cells = cells[1:]
    if len(cells) > 2 and cells[-1][0] >= cells[-1][1]:
        cells = cells[:-1]
    return _joined(text, cells)


def _joined(text: str, cells: Sequence[Span]) -> list[Span]:
    """The cells of a line, each with the marks of its number: "$ | 412 | )" is one cell."""
    found: list[Span] = []
    for cell in cells:
        if found and text[slice(*cell)] == _NOTHING:
            continue  # filings space their columns by it
        is_behind = bool(found) and _MARK_BEHIND.fullmatch(text, *cell) is not None and _HOLDS_FIGURE.search(text, *found[-1])
        if len(found) > 1 and cell[0] < cell[1] and (is_behind or _MARK_BEFORE.fullmatch(text, *found[-1])):
            found[-1] = (found[-1][0], cell[1])
        else:
            found.append(cell)
    return found


_MARK_AND_SCALE = re.compile(
    r"(?P<mark>(?:US|HK|NZ|[A-Z])?[$€£¥₹]|\b[A-Z]{3}\b)\s?(?:in\s)?(?P<scale>thousands?|millions?|billions?|trillions?|m[nl]n?|bn|tn|m|['’]?000s?)"
    r"(?!\w)"
)
_MARK_ALONE = re.compile(r"[(,]\s?(?P<mark>(?:US|HK|NZ|[A-Z])?[$€£¥₹]|[A-Z]{3})\)?\s*$")  # "Average rent (EUR)"
_SCALE_AND_UNIT = re.compile(
    r"\b(?P<scale>thousand|million|billion|trillion)s?\s(?:of\s)?(?P<unit>(?:[A-Z]\w+ )?[A-Za-z]+|[$€£¥₹])"
)


class NotedUnit(NamedTuple):
    """What the numbers of a table are multiplied by, and the currency they are in ("" where the note names none)."""

    scale: Decimal
    currency: str


@lru_cache(maxsize=256)
def noted_unit(words: str) -> NotedUnit | None:
    """The unit noted in a label, a head or a caption; None where it notes no amount of a currency.

    >>> noted_unit("Net flows, € million")
    NotedUnit(scale=Decimal('1000000'), currency='EUR')
    """
    match = _MARK_AND_SCALE.search(words)
    if match is not None:
        scale = "thousand" if "000" in match["scale"] else match["scale"].removesuffix("s")
        return _of_one(f"{match['mark']} 1 {scale}") or _of_one(f"{match['mark']}1{scale}")
    match = _MARK_ALONE.search(words)
    if match is not None:
        return _of_one(f"{match['mark']} 1") or _of_one(f"{match['mark']}1")
    match = _SCALE_AND_UNIT.search(words)
    return _of_one(f"1 {match['scale']} {match['unit']}") if match is not None else None


def _of_one(text: str) -> NotedUnit | None:
    """What one of the unit is, as the census reads it."""
    found = find_quantities(text)
    if len(found) != 1 or found[0].text != text or not found[0].value or not is_currency(found[0].unit):
        return None
    return NotedUnit(found[0].value, found[0].unit)
