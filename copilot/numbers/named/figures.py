"""Every figure of a text with the words that name it: cells of tables, and numbers in prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copilot.numbers.named.figure import Figure
from copilot.numbers.named.prose import prose_figures
from copilot.numbers.named.tables import blocks, cell_figures
from copilot.numbers.readings.reading import Reading


def figures(source: str, text: str, readings: Sequence[Reading]) -> list[Figure]:
    """Every figure of a text: table cells by their own grammar, the rest as `readings` has them."""
    found: list[Figure] = []
    covered: list[tuple[int, int]] = []
    for number, block in enumerate(blocks(text)):
        covered.append((block[0][0], block[-1][0] + len(block[-1][1])))
        before = text[max(0, block[0][0] - 160) : block[0][0]]
        found += cell_figures(source, number, block, before)
    prose = [reading for reading in readings if not _inside(reading, covered)]
    found += prose_figures(source, text, prose)
    return found


def _inside(reading: Reading, covered: Iterable[tuple[int, int]]) -> bool:
    return any(start <= reading.quantity.start < end for start, end in covered)
