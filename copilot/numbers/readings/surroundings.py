"""What stands around a figure of the evidence: the words of its neighbourhood and the names of its sentence, when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from copilot.numbers.census.units import is_currency, is_time
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import RATES, Scene, name_words
from copilot.types import Span

_NEAR = 400  # characters before the sentence


def _sort(unit: str) -> str:
    """What sort of figure a unit makes: a year or an hour beside a sum of money is no other sum."""
    if unit in RATES or unit in ("ratio_x", "index_point"):
        return "rate"
    return "money" if is_currency(unit) else "time" if is_time(unit) else "count"


class Surroundings:
    """One sentence of a text. `figures`: those of it, set once they are read."""

    def __init__(self, scene: Scene, sentence: Span) -> None:
        self._scene, self._sentence = scene, sentence
        self.figures: Sequence[Reading] = ()
        self._words: dict[str, frozenset[str]] = {}

    @cached_property
    def context(self) -> frozenset[str]:
        """The words of the sentence and its neighbourhood, lower case."""
        start, end = self._sentence
        return self._scene.lower_words((max(0, start - _NEAR), min(len(self._scene.text), end + 200)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence, lower case."""
        return self._scene.lower_words(self._sentence)

    @cached_property
    def in_sentence(self) -> frozenset[str]:
        """The words of the names in the sentence, lower case."""
        return self._scene.words_of_names(self._sentence)

    @property
    def whole(self) -> str:
        """All of its text."""
        return self._scene.text

    def text(self, start: int, end: int) -> str:
        """The words between two offsets of its text."""
        return self._scene.text[start:end]

    def beside(self, own: Reading) -> frozenset[str]:
        """The words of the names that its figures of the same sort are said of or held against, but for its own, lower case."""
        words = self._words_of(_sort(own.quantity.unit)) if self.figures else frozenset()
        return words.difference(word for name in own.entities for word in name_words(name))

    def _words_of(self, sort: str) -> frozenset[str]:
        """The words of what its figures of one sort are said of or held against; a multiple is of any: "twice that of"."""
        if sort not in self._words:
            units = ((figure, figure.quantity.unit) for figure in self.figures)
            alike = (figure for figure, unit in units if unit == "ratio_x" or _sort(unit) == sort)
            names = (name for figure in alike for name in (*figure.entities, *figure.comparators))
            self._words[sort] = frozenset(word for name in names for word in name_words(name))
        return self._words[sort]
