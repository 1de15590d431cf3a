"""What stands around a figure of the evidence: the words of its neighbourhood and the names of its sentence, when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from copilot.names import Name
from copilot.numbers.readings.scene import Scene, name_words
from copilot.types import Span

_NEAR = 400  # characters before the sentence


class Surroundings:
    """One sentence of a text. `entities`: what each of its figures is said of or held against, set once they are read."""

    def __init__(self, scene: Scene, sentence: Span) -> None:
        self._scene, self._sentence = scene, sentence
        self.entities: Sequence[tuple[Name, ...]] = ()

    @cached_property
    def context(self) -> frozenset[str]:
        """The words of the sentence and its neighbourhood, lower case."""
        start, end = self._sentence
        return self._scene.lower_words((max(0, start - _NEAR), min(len(self._scene.text), end + 200)))

    @cached_property
    def in_sentence(self) -> frozenset[str]:
        """The words of the names in the sentence, lower case."""
        return self._scene.words_of_names(self._sentence)

    def text(self, start: int, end: int) -> str:
        """The words between two offsets of its text."""
        return self._scene.text[start:end]

    def beside(self, own: Sequence[Name]) -> frozenset[str]:
        """The words of the names that its other figures are said of or held against, lower case."""
        return (
            self._words_of_entities.difference(word for name in own for word in name_words(name))
            if self.entities
            else frozenset()
        )

    @cached_property
    def _words_of_entities(self) -> frozenset[str]:
        return frozenset(word for names in self.entities for name in names for word in name_words(name))
