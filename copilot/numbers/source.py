"""One text of the evidence: its figures by the census at once, what they are said of only when that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from copilot.numbers.amounts import Amount, amounts
from copilot.numbers.census import find_quantities
from copilot.numbers.reading import Reading
from copilot.numbers.scene import Scene, is_judged
from copilot.numbers.slots import SceneReader
from copilot.numbers.timing import dateline
from copilot.numbers.types import Quantity


class Source:
    """A text under its evidence id. `figures` are its judged items by their place in the census; a table is read at once."""

    def __init__(self, id: str, text: str) -> None:
        self.id, self.text = id, text
        self._items = find_quantities(text)
        self.figures: dict[int, Quantity] = {at: item for at, item in enumerate(self._items) if is_judged(item)}

    @cached_property
    def _reader(self) -> SceneReader:
        return SceneReader(Scene(self.text, self._items, self.id, dateline(self.text)))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every figure with its slots, in order."""
        return tuple(self._reader.all())

    def reading(self, at: int) -> Reading | None:
        """One figure with its slots; None where it stands outside every sentence."""
        return self._reader.reading(at)

    def beside(self, reading: Reading) -> list[Reading]:
        """The other figures of its sentence."""
        return [other for other in self._reader.sentence(reading.sentence) if other is not reading]

    def worth(self) -> Iterator[tuple[int, Amount]]:
        """Each figure's place with what it is worth, in the scale of its table too.

        Reading a figure changes its amounts only in a table and where it is a multiple.
        """
        tabled = "|" in self.text or "\t" in self.text
        for at, item in self.figures.items():
            if not tabled and item.unit != "ratio_x":
                for amount in amounts(item):
                    yield at, amount
                continue
            reading = self.reading(at)
            for amount in amounts(reading.quantity) if reading is not None else ():
                yield at, amount
                if reading is not None and reading.scale != 1:
                    yield at, Amount(amount.family, amount.value * reading.scale, amount.ulp * reading.scale)


class MetricSource:
    """A computed metric under its evidence id, as a source of one figure, or of none where it has no value."""

    def __init__(self, id: str, reading: Reading | None) -> None:
        self.id = id
        self.readings: tuple[Reading, ...] = (reading,) if reading is not None else ()
        self.figures: dict[int, Quantity] = {at: reading.quantity for at, reading in enumerate(self.readings)}

    def reading(self, at: int) -> Reading | None:
        """The metric."""
        return self.readings[at]

    def beside(self, reading: Reading) -> list[Reading]:
        """Nothing: a metric stands alone."""
        return []

    def worth(self) -> Iterator[tuple[int, Amount]]:
        """What the metric is worth."""
        for at, reading in enumerate(self.readings):
            for amount in amounts(reading.quantity):
                yield at, amount
