"""One text of the evidence: its figures when the first of them is asked for, what they are said of only when that is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from copilot.names import Name
from copilot.numbers.census.finding import find_quantities
from copilot.numbers.evidence.amounts import Amount, amounts
from copilot.numbers.evidence.glance import Glance
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene, is_judged
from copilot.numbers.readings.segments import sentence_spans
from copilot.numbers.readings.slots import SceneReader, read
from copilot.numbers.times.timing import dateline
from copilot.numbers.types import Quantity

_PACKED = 60  # figures of one sentence


class Source:
    """A text under its evidence id. A table is read as soon as it is asked what its figures are worth."""

    def __init__(self, id: str, text: str) -> None:
        self.id, self.text = id, text
        self._made: list[SceneReader] = []

    @cached_property
    def _items(self) -> list[Quantity]:
        return find_quantities(self.text)

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self.text)

    def may_hold(self, low: Decimal, high: Decimal) -> bool:
        """Whether one of its figures may be worth as much, or be hedged and reach so far; its digits tell, without a census."""
        return "_items" in self.__dict__ or self._glance.may_hold(low, high)

    @cached_property
    def figures(self) -> dict[int, Quantity]:
        """Its judged items by their place in the census."""
        return {at: item for at, item in enumerate(self._items) if is_judged(item)}

    @property
    def _reader(self) -> SceneReader:
        if not self._made:  # whoever comes first, all readings are of one reader
            self._made.append(SceneReader(Scene(self.text, self._items, self.id, dateline(self.text))))
        return self._made[0]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every figure with its slots, in order."""
        return tuple(self._reader.all())

    @cached_property
    def size(self) -> int:
        """How many readings it has, one for each judged item that stands in a sentence; nothing is read for that."""
        starts = [item.start for item in self._items if is_judged(item)]
        return sum(bisect_left(starts, end) - bisect_left(starts, start) for start, end in sentence_spans(self.text))

    def reading(self, at: int) -> Reading | None:
        """One figure with its slots; None where it stands outside every sentence."""
        return self._reader.reading(at)

    def but_of_others(self, names: tuple[Name, ...]) -> Sequence[Reading]:
        """The readings but those of sentences that are surely about others than these."""
        return self._reader.but_of_others(names)

    def names_others(self, at: int, names: tuple[Name, ...]) -> bool:
        """Whether the sentence of a figure, not read yet, is surely about others than these."""
        return self._reader.names_others(at, names)

    def beside(self, reading: Reading) -> list[Reading]:
        """The other figures of its sentence; none of a sentence that is packed with them, which tells nothing."""
        others = [other for other in self._reader.sentence(reading.sentence) if other is not reading]
        return others if len(others) <= _PACKED else []

    @cached_property
    def worth(self) -> tuple[tuple[int, Amount], ...]:
        """Each figure's place with what it is worth, in the scale of its table too."""
        return tuple(self._worth())

    def _worth(self) -> Iterator[tuple[int, Amount]]:
        """Reading a figure changes its amounts only in a table and where it is a multiple."""
        tabled = "|" in self.text or "\t" in self.text
        for at, item in self.figures.items():
            if not tabled and item.unit != "ratio_x":
                for amount in amounts(item):
                    yield at, amount
                continue
            reading = self.reading(at)
            for amount in amounts(reading.quantity) if reading is not None else ():
                in_money = reading is not None and reading.currency and reading.scale == 1
                yield at, Amount(reading.currency, amount.value, amount.ulp) if reading is not None and in_money else amount
                if reading is not None and reading.scale != 1:
                    yield at, Amount(reading.currency or amount.family, amount.value * reading.scale, amount.ulp * reading.scale)


@lru_cache(maxsize=64)
def read_source(id: str, text: str) -> Source:
    """The text under its evidence id; the last ones are kept, since answers to follow quote the same passages."""
    return Source(id, text)


@lru_cache(maxsize=16)
def read_text(text: str, anchor: date | None) -> tuple[tuple[Quantity, ...], tuple[Reading, ...]]:
    """The items of a text that is checked, and what the judged ones say; kept, since an audit asks for them again and again.

    anchor: the text's own day.
    """
    items = tuple(find_quantities(text))
    return items, tuple(read(text, items, anchor=anchor))


class MetricSource:
    """A computed metric under its evidence id, as a source of one figure, or of none where it has no value.

    beside: what it is told as together with another metric, a range or a vote.
    """

    def __init__(self, id: str, reading: Reading | None, beside: Reading | None = None) -> None:
        self.id = id
        self.readings: tuple[Reading, ...] = tuple(each for each in (reading, beside) if each is not None)
        self.figures: dict[int, Quantity] = {at: reading.quantity for at, reading in enumerate(self.readings)}

    @property
    def size(self) -> int:
        """How many readings it has."""
        return len(self.readings)

    def reading(self, at: int) -> Reading | None:
        """The metric."""
        return self.readings[at]

    def but_of_others(self, names: tuple[Name, ...]) -> Sequence[Reading]:
        """A metric is read."""
        return self.readings

    def may_hold(self, low: Decimal, high: Decimal) -> bool:
        """A metric is read."""
        return True

    def names_others(self, at: int, names: tuple[Name, ...]) -> bool:
        """A metric is read."""
        return False

    def beside(self, reading: Reading) -> list[Reading]:
        """Nothing: a metric stands alone."""
        return []

    @property
    def worth(self) -> tuple[tuple[int, Amount], ...]:
        """What the metric is worth."""
        return tuple((at, amount) for at, reading in enumerate(self.readings) for amount in amounts(reading.quantity))


_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|^ {3,}(?=\S)")
_VALUE = re.compile(
    r"[(+−–-]?\s?(?:[A-Z]{0,3}\s?[$€£¥])?\s?[(+−–-]?\d[\d.,]*\s?(?:%|x|bps?|p|m|bn|million|billion)?\)?|[-–—]|n/?a", re.IGNORECASE
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d[AEF]?", re.IGNORECASE)


def with_bars(text: str) -> str:
    """The text with a bar in each gap between the columns of its aligned tables, and as long as before.

    >>> with_bars("Fund   2023   2024\\nOrla   4.1%   6.3%")
    'Fund  |2023  |2024\\nOrla  |4.1%  |6.3%'
    """
    if "  " not in text or "|" in text or "\t" in text:
        return text
    lines = text.split("\n")
    head: int | None = None
    tabled: set[int] = set()
    for at, line in enumerate(lines):
        cells = _GAP.split(line)[1:]
        if head is not None and cells and len(cells) == len(_GAP.split(lines[head])[1:]) and all(map(_is_value, cells)):
            tabled |= {head, at}
            continue
        head = at if cells and not any(map(_is_value, cells)) else None
    return "\n".join(_barred(line) if at in tabled else line for at, line in enumerate(lines)) if tabled else text


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell.strip()) is not None and _YEAR.fullmatch(cell.strip()) is None


def _barred(line: str) -> str:
    return _GAP.sub(lambda gap: gap.group()[:-1] + "|", line)
