"""An audited text in parts, for pages and reports: its blocks, and each block as plain pieces and marked numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copilot.marks import clean_model_text
from copilot.rendering.wording import MARKS, WORDS
from copilot.types import AnswerNumber, Checked, Span

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; a number has a state, its mark and the anchor of what is said of it."""

    text: str
    state: str = ""
    mark: str = ""
    word: str = ""
    anchor: str = ""


def blocks_of(text: str) -> Iterator[Span]:
    """The blocks of a text: each line one, the lines of a table together; empty lines are none.

    >>> list(blocks_of("One.\\n\\n|a|\\n|b|\\nTwo."))
    [(0, 4), (6, 13), (14, 18)]
    """
    table: Span | None = None
    for line in _LINE.finditer(text):
        if "|" in line.group():
            joined = table is not None and text[table[1] : line.start()] == "\n"
            table = (table[0] if joined and table else line.start(), line.end())
            continue
        if table is not None:
            yield table
            table = None
        if line.group().strip():
            yield line.span()
    if table is not None:
        yield table


def pieces_of(checked: Checked, start: int, end: int) -> Iterator[Piece]:
    """The pieces of one block. Ticks that somebody else wrote are dropped; only our own marks stand behind numbers."""
    at = start
    for index, number in enumerate(checked.numbers):
        if not start <= number.start < end or number.state == "exempt" or number.start < at:
            continue
        if before := clean_model_text(checked.text[at : number.start]):
            yield Piece(before)
        state = number.state
        yield Piece(checked.text[number.start : number.end], state, MARKS[state], WORDS[state], f"n{index}")
        at = number.end
    if rest := clean_model_text(checked.text[at:end]):
        yield Piece(rest)


def evidence_ids(number: AnswerNumber) -> list[str]:
    """The ids of the evidence a number rests on or is refuted by, in order."""
    found: list[str] = []
    for item in number.evidence:
        operands = item.get("operands")
        for part in (item, *(operands if isinstance(operands, list | tuple) else ())):
            if part.get("source"):
                found.append(str(part["source"]))
    return list(dict.fromkeys(found))
