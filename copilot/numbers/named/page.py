"""The figures of the governed evidence, found by the words that name them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.named.figure import Figure
from copilot.numbers.named.prose import prose_figures
from copilot.numbers.named.tables import blocks, cell_figures
from copilot.numbers.readings.reading import Reading


class Page:
    """The figures of the governed evidence, indexed by the stems that name them. Build once, ask often."""

    def __init__(self, sources: Sequence[tuple[str, str, Sequence[Reading]]]) -> None:
        """sources: (id, text, its readings)."""
        self.figures: list[Figure] = [figure for id, text, readings in sources for figure in figures(id, text, readings)]
        self.own: dict[str, list[int]] = {}
        self.around: dict[str, list[int]] = {}
        self.lines: dict[tuple[str, int], list[int]] = {}
        self.columns: dict[tuple[str, int, int], list[int]] = {}
        labels: dict[str, set[frozenset[str]]] = {}
        for at, figure in enumerate(self.figures):
            for word in figure.own:
                self.own.setdefault(word, []).append(at)
                labels.setdefault(word, set()).add(figure.row)
            for word in figure.around - figure.own:
                self.around.setdefault(word, []).append(at)
            self.lines.setdefault((figure.source, figure.line), []).append(at)
            if figure.column >= 0:
                self.columns.setdefault((figure.source, figure.table, figure.column), []).append(at)
        count = len({figure.row for figure in self.figures}) or 1
        self.unknown = 0.35 * math.log(1 + count) + 0.2
        self.rarity = {word: math.log(1 + count / len(rows)) + 0.2 for word, rows in labels.items()}

    def weight(self, word: str) -> float:
        """How much a word tells: rare in the labels is much."""
        return self.rarity.get(word, self.unknown)


class Pages:
    """The pages of one check, each made when it is first asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._made: dict[tuple[str, ...], Page] = {}

    def of(self, ids: tuple[str, ...] | None) -> Callable[[], Page]:
        """The page of the sources among these evidence ids, all where it is None, on demand."""
        sources = tuple(id for id in (self._evidence.ids() if ids is None else ids) if not id.startswith("M"))

        def page() -> Page:
            if sources not in self._made:
                evidence = self._evidence
                self._made[sources] = Page([(id, evidence.sources[int(id) - 1], evidence.readings(id)) for id in sources])
            return self._made[sources]

        return page


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
