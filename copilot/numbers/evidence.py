"""Sources and metrics → figures that can be looked up by value: what a numeral is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from copilot.numbers.amounts import Amount
from copilot.numbers.metric_reading import metric_reading
from copilot.numbers.reading import Reading
from copilot.numbers.scene import name_words
from copilot.numbers.source import MetricSource, Source, read_source

_SMALL_POOL = 150
_COMMON = 2_000  # a word that more readings share names nothing
_LEAST, _MOST = Decimal("0.7"), Decimal("1.3")  # of its value: how far a hedged figure may reach


class Pool:
    """The figures one numeral may bind to, found by their magnitude in logarithmic time; each is read when it is found."""

    def __init__(self, sources: Sequence[Source | MetricSource]) -> None:
        self._sources = {source.id: source for source in sources}
        entries = [
            (amount.value, order, amount, source, at) for order, source in enumerate(sources) for at, amount in source.worth
        ]
        entries.sort(key=lambda entry: (entry[0], entry[1], entry[4]))
        self._entries = entries
        self._values = [entry[0] for entry in entries]
        self._hedged = [entry for entry in entries if entry[3].figures[entry[4]].qualifier != "none"]
        self._by_word: dict[str, list[int]] | None = None
        self._about: dict[tuple[int, str], Sequence[Reading]] = {}

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every figure, read."""
        return tuple(reading for source in self._sources.values() for reading in source.readings)

    @cached_property
    def has_ranges(self) -> bool:
        """Whether any figure is a range."""
        return any(item.low is not None for source in self._sources.values() for item in source.figures.values())

    @cached_property
    def ranges(self) -> tuple[Reading, ...]:
        """The ranges."""
        return tuple(self._where(is_range=True))

    @cached_property
    def pairs(self) -> tuple[Reading, ...]:
        """The votes, ratios and splits."""
        return tuple(self._where(is_range=False))

    def _where(self, *, is_range: bool) -> Iterator[Reading]:
        for source in self._sources.values():
            for at, item in source.figures.items():
                if item.value is None and (item.low is not None) == is_range:
                    reading = source.reading(at)
                    if reading is not None:
                        yield reading

    def about(self, claim: Reading) -> Sequence[Reading]:
        """The readings that share the claim's words, names or measure; all of a small pool, the nearest of a large one."""
        if len(self.readings) <= _SMALL_POOL:
            return self.readings
        key = (claim.index, claim.source)
        if key not in self._about:
            self._about[key] = self._nearest(claim)
        return self._about[key]

    def _nearest(self, claim: Reading) -> Sequence[Reading]:
        if self._by_word is None:
            self._by_word = {}
            for at, reading in enumerate(self.readings):
                for word in _keys(reading):
                    self._by_word.setdefault(word, []).append(at)
        weights: dict[int, float] = {}
        for word in _keys(claim):
            found = self._by_word.get(word, ())
            for at in found if len(found) <= _COMMON else ():
                weights[at] = weights.get(at, 0.0) + 1 / len(found)
        nearest = sorted(weights, key=lambda at: (-weights[at], at))[:_SMALL_POOL]
        return [self.readings[at] for at in sorted(nearest)]

    def beside(self, reading: Reading) -> list[Reading]:
        """The other readings of its sentence."""
        return self._sources[reading.source].beside(reading)

    def between(self, low: Decimal, high: Decimal) -> Iterator[tuple[Reading, Amount]]:
        """Readings whose magnitude lies in the closed interval, and hedged ones whose own window may reach into it."""
        for _, _, amount, source, at in self._entries[bisect_left(self._values, low) : bisect_right(self._values, high)]:
            reading = source.reading(at)
            if reading is not None:
                yield reading, amount
        for value, _, amount, source, at in self._hedged:
            if not low <= value <= high and (value * _LEAST <= high and value * _MOST + 1 >= low):
                reading = source.reading(at)
                if reading is not None and reading.quantity.qualifier != "none":
                    yield reading, amount


def _keys(reading: Reading) -> set[str]:
    """What a reading is found by: its words, its names, its measure."""
    found = {f"word:{word}" for word in reading.words}
    for name in (*reading.entities, *reading.comparators):
        found |= {f"name:{word}" for word in name_words(name)}
        found |= {f"name:{up}" for up in (name.tracks, *name.family) if up}
    return found | ({f"measure:{reading.measure}"} if reading.measure else set())


class Evidence:
    """All sources and metrics of one check; each is read once, pools by citation are made on demand."""

    def __init__(self, sources: Sequence[str], metrics: Sequence[Mapping[str, Any]]) -> None:
        self.sources = tuple(sources)
        self._metrics = tuple(metrics)
        self._ids = (*(str(at + 1) for at in range(len(sources))), *(f"M{at + 1}" for at in range(len(metrics))))
        self._by_id: dict[str, Source | MetricSource] = {}
        self._pools: dict[tuple[str, ...], Pool] = {}

    def ids(self) -> tuple[str, ...]:
        """Every evidence id, sources first."""
        return self._ids

    def pool(self, ids: tuple[str, ...] | None) -> Pool:
        """The figures of the given evidence ids, or of everything where it is None."""
        key = self._ids if ids is None else ids
        if key not in self._pools:
            self._pools[key] = Pool([self._source(id) for id in key])
        return self._pools[key]

    def readings(self, id: str) -> tuple[Reading, ...]:
        """What one source or metric says."""
        return self._source(id).readings

    def _source(self, id: str) -> Source | MetricSource:
        if id not in self._by_id:
            number = int(id.removeprefix("M")) - 1
            if id.startswith("M"):
                self._by_id[id] = MetricSource(id, metric_reading(self._metrics[number], id))
            else:
                self._by_id[id] = read_source(id, self.sources[number])
        return self._by_id[id]
