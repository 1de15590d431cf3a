"""Tables in plain text, cells between bars or tabs: for each number its row label and its column head."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from copilot.types import Span

_BAR = re.compile(r"\s*[|\t]\s*")
_LINE = re.compile(r"[^\n]+")
_FAR = 1 << 60  # beyond every offset
_LONGEST_CAPTION = 120  # characters
_CAPTION_LINES = 2  # line ends between a caption and its table
_RULE = re.compile(r"[\s|:+=-]*")
_AMOUNT = re.compile(r"[$€£] ?\d[\d.,]*|\d[\d.,]*(?= ?%)")
_SENTENCE = 6  # words


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a number of a table is named: the spans of its row label, its column head, the head's first cell and the line above.

    Any of them may be empty.
    """

    label: Span
    head: Span
    corner: Span
    caption: Span
    row: int
    column: int


class Tables:
    """The tables of one text. A table is two lines or more in a row that hold bars; its first line is the head."""

    def __init__(self, text: str) -> None:
        self._rows: list[tuple[int, list[Span], list[Span], Span, int, Span]] = []
        if "|" in text or "\t" in text:
            self._read(text)
        self._starts = [row[0] for row in self._rows]

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
        head, caption = rows[0], _caption(text, block[0][0])
        ruled = _RULE.fullmatch(text, *block[1]) is not None
        if not ruled and any(_tells(text[start:end]) for start, end in head[1:]):
            head = []  # a piece of a table, cut behind its head
        for number, cells in enumerate(rows[bool(head) :], 1):
            offset = len(head) - len(cells)
            heads = head[offset:] if 0 <= offset <= 1 else head
            self._rows.append((cells[0][0], cells, heads, head[0] if head else (0, 0), number, caption))

    def cell(self, start: int) -> Cell | None:
        """The cell of the number that begins at `start`, unless it stands in a head, a label or no table."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        _, cells, heads, corner, number, caption = self._rows[at]
        column = bisect_right(cells, (start, _FAR)) - 1
        if column >= 1 and cells[column][0] <= start < cells[column][1]:
            return Cell(cells[0], heads[column] if column < len(heads) else (0, 0), corner, caption, number, column)
        return None


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
    return cells
