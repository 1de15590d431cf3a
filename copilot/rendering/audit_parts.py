"""A checked text in parts, for pages, reports and the screen: its blocks, their pieces and marked numbers, what those rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    return list(dict.fromkeys(str(part["source"]) for part in evidence_parts(number) if part.get("source")))


def evidence_parts(number: AnswerNumber) -> Iterator[Mapping[str, Any]]:
    """Each item of evidence of a number, and behind a formula its operands."""
    for item in number.evidence:
        yield item
        operands = item.get("operands")
        yield from operands if isinstance(operands, list | tuple) else ()


def fill_page(template: str, **values: Any) -> str:
    """A page of this folder with its slots filled; every value is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(Path(__file__).with_name(template).read_text(encoding="utf-8"))
    return page.render(**values)
