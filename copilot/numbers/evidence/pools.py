"""Sources and metrics → figures that can be looked up by value: what a numeral is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, islice
from operator import itemgetter
from typing import Any, NamedTuple

from copilot.names import Name
from copilot.numbers.evidence.amounts import Amount
from copilot.numbers.evidence.glance import LEAST, MOST
from copilot.numbers.evidence.metric_reading import coupled, metric_reading
from copilot.numbers.evidence.source import MetricSource, Source, read_source, with_bars
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import name_words
from copilot.numbers.types import Quantity

_SMALL_POOL, _FEW = 150, 40
_COMMON = 2_000  # readings
CROWD, _FIRST_OF_CROWD = 60, 40  # figures of one value, of which only the nearest are tried


class Entry(NamedTuple):
    """One figure of a source on the scale it is compared on: how the pool sorts and finds it."""

    value: Decimal
    order: int  # of its source
    at: int  # its place in it
    amount: Amount
    source: Source | MetricSource

    def read(self, low: Decimal, high: Decimal) -> Reading | None:
        """The figure with its slots; None where it stands outside every sentence, or no hedge makes up for another value."""
        reading = self.source.reading(self.at)
        is_meant = reading is not None and (low <= self.value <= high or reading.quantity.qualifier != "none")
        return reading if is_meant else None


class Pool:
    """The evidence that one numeral may bind to: the figures of the sources and metrics that its clause cites.

    They are kept sorted by value, so that those of a claim's size are found by bisection; the words around a figure are read (its
    `Reading`) only once it is found.

    Sources are looked into in the order of their ids, each when a search gets to it.
    """

    def __init__(self, sources: Sequence[Source | MetricSource]) -> None:
        self._sources = {source.id: source for source in sources}
        self._order = {id: at for at, id in enumerate(sorted(self._sources, key=_number))}
        self._unopened = dict.fromkeys(self._order)  # in their order
        self._entries: list[Entry] = []  # of the sources looked into, by value
        self._values: list[Decimal] = []
        self._hedged: list[Entry] = []
        self._hedged_values: list[Decimal] = []
        self._crowds: dict[tuple[int, ...], tuple[list[tuple[Reading, Amount]], ByWords]] = {}
        self._about: dict[tuple[int, str], Sequence[Reading]] = {}
        self._told: dict[frozenset[tuple[str, str]], ByWords] = {}

    def place(self, reading: Reading) -> tuple[int, int]:
        """Where one of its readings stands, by which equal ones are told apart: the place of its source, and its own in it."""
        return self._order[reading.source], reading.index

    def _open(self, ids: Sequence[str]) -> None:
        """Looks into these sources."""
        ids = [id for id in ids if id in self._unopened]
        if not ids:
            return
        for id in ids:
            del self._unopened[id]
            source, order = self._sources[id], self._order[id]
            self._entries += [Entry(amount.value, order, at, amount, source) for at, amount in source.worth]
        self._entries.sort(key=itemgetter(0, 1, 2))
        self._values = [entry.value for entry in self._entries]
        self._hedged = [entry for entry in self._entries if entry.source.figures[entry.at].qualifier != "none"]
        self._hedged_values = [entry.value for entry in self._hedged]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every figure, read."""
        return tuple(reading for source in self._sources.values() for reading in source.readings)

    @cached_property
    def metrics(self) -> tuple[Reading, ...]:
        """The computed metrics among them."""
        found = (source for source in self._sources.values() if isinstance(source, MetricSource))
        return tuple(reading for source in found for reading in source.readings)

    @cached_property
    def has_ranges(self) -> bool:
        """Whether any figure is a range."""
        return any(item.low is not None for source in self._sources.values() for item in source.figures.values())

    @cached_property
    def ranges(self) -> tuple[Reading, ...]:
        """The ranges."""
        return tuple(self.ranges_where(lambda _: True))

    def ranges_where(self, fits: Callable[[Quantity], bool]) -> Iterator[Reading]:
        """The ranges whose printed figures fit; no others are read."""
        return self._where(lambda item: item.low is not None and fits(item))

    @cached_property
    def pairs(self) -> tuple[Reading, ...]:
        """The votes, ratios and splits."""
        return tuple(self._where(lambda item: item.low is None))

    def _where(self, fits: Callable[[Quantity], bool]) -> Iterator[Reading]:
        for source in self._sources.values():
            for at, item in source.figures.items():
                if item.value is None and fits(item):
                    reading = source.reading(at)
                    if reading is not None:
                        yield reading

    def _has_at_most(self, figures: int) -> bool:
        """Whether it has no more figures; only so many sources are counted as it takes to know."""
        return all(size <= figures for size in accumulate(source.size for source in self._sources.values()))

    @cached_property
    def is_small(self) -> bool:
        """Whether it is so small that a figure of one value is hardly there by accident."""
        return self._has_at_most(_FEW)

    @cached_property
    def _is_read_whole(self) -> bool:
        return self._has_at_most(_SMALL_POOL)

    def about(self, claim: Reading) -> Sequence[Reading]:
        """The readings that share the claim's words, names or measure; all of a small pool, the nearest of a large one.

        Of a large pool no sentence is read that names others of the kind of those that the claim names, and none of them.
        """
        if self._is_read_whole:
            return self.readings
        key = (claim.index, claim.source)
        if key not in self._about:
            told = self._but_of_others((*claim.entities, *claim.comparators, *claim.sentence_names))
            self._about[key] = [told.readings[at] for at in told.nearest(claim, _SMALL_POOL)]
        return self._about[key]

    def _but_of_others(self, names: tuple[Name, ...]) -> ByWords:
        key = frozenset((name.id, name.text) for name in names)
        if key not in self._told:
            told = [reading for source in self._sources.values() for reading in source.but_of_others(names)]
            self._told[key] = ByWords(told, _COMMON)
        return self._told[key]

    def beside(self, reading: Reading) -> list[Reading]:
        """The other readings of its sentence; none of a figure of other evidence."""
        source = self._sources.get(reading.source)
        return source.beside(reading) if source is not None else []

    def behind(self, reading: Reading) -> list[Reading]:
        """Those of them behind it, the next one first."""
        return [other for other in self.beside(reading) if other.index > reading.index]

    def told_in(self, id: str, start: int, end: int) -> Iterator[Reading]:
        """The figures of a source that stand between two places of it."""
        source = self._sources[id]
        for at, item in source.figures.items():
            if start <= item.start < end and (reading := source.reading(at)) is not None:
                yield reading

    def worth(self, claim: Reading, low: Decimal, high: Decimal) -> list[tuple[Reading, Amount]]:
        """Readings whose magnitude lies in the closed interval, and hedged ones whose own window may reach into it.

        They stand in the order of their ids and places. Of a crowd, as in a table of zeros, those nearest to the claim and the
        first of the others.
        """
        self._open(tuple(self._unopened))
        found, key = self._within(low, high)
        if len(found) <= CROWD:
            return list(_read(sorted(found, key=_place), low, high))
        if key not in self._crowds:
            crowd = list(_read(found, low, high))
            self._crowds[key] = crowd, ByWords([reading for reading, _ in crowd], 2 * CROWD)
        crowd, by_words = self._crowds[key]
        kept = {*by_words.nearest(claim, CROWD), *range(_FIRST_OF_CROWD)}
        return sorted((crowd[at] for at in kept), key=lambda entry: self.place(entry[0]))

    def in_order(self, low: Decimal, high: Decimal) -> Iterator[Entry]:
        """The same unread, crowds whole; a source is looked into when the search gets to it, and only where it may hold one."""
        floor, count = 0, len(self._sources)
        if len(self._unopened) == count:
            self._open([*islice(self._unopened, 1)])  # most figures are of the first
        while True:
            unopened = tuple(self._unopened)
            reached = self._order[unopened[0]] if unopened else count
            yield from self._between(low, high, floor, reached)
            may_hold = (id for id in unopened if self._sources[id].may_hold(low, high))
            waiting = next(may_hold, None)
            floor = self._order[waiting] if waiting is not None else count
            yield from self._between(low, high, reached, floor)
            if waiting is None:
                return
            self._open([waiting, *islice(may_hold, count - len(unopened))])  # twice as many: in all a linear number of steps

    def _between(self, low: Decimal, high: Decimal, first: int, last: int) -> Sequence[Entry]:
        """Those of the sources from one place in their order up to another."""
        found = self._within(low, high)[0] if first < last else ()
        return sorted([entry for entry in found if first <= entry.order < last], key=_place) if found else ()

    def _within(self, low: Decimal, high: Decimal) -> tuple[list[Entry], tuple[int, ...]]:
        """The figures looked into whose window may reach into an interval, and their places."""
        first, last = bisect_left(self._values, low), bisect_right(self._values, high)
        if not self._hedged:
            return self._entries[first:last], (first, last, 0, 0)
        begin, end = bisect_left(self._hedged_values, (low - 1) / MOST), bisect_right(self._hedged_values, high / LEAST)
        found = self._entries[first:last]
        found += [entry for entry in self._hedged[begin:end] if not low <= entry[0] <= high]
        return found, (first, last, begin, end)


def _place(entry: Entry) -> tuple[int, int]:
    return entry.order, entry.at


def _number(id: str) -> tuple[bool, int]:
    """The order of evidence: the sources by their numbers, 2 before 10, then the metrics by theirs."""
    return id.startswith("M"), int(id.removeprefix("M"))


def _read(entries: Iterable[Entry], low: Decimal, high: Decimal) -> Iterator[tuple[Reading, Amount]]:
    return ((reading, entry.amount) for entry in entries if (reading := entry.read(low, high)) is not None)


class ByWords:
    """Readings found by the words, names and measure they share with a claim; what more than `common` share names nothing."""

    def __init__(self, readings: Sequence[Reading], common: int) -> None:
        self.readings = readings
        self._common = common
        self._places: dict[str, list[int]] = {}
        for at, reading in enumerate(readings):
            for word in _keys(reading):
                self._places.setdefault(word, []).append(at)

    def nearest(self, claim: Reading, most: int) -> list[int]:
        """The places of those that share most with the claim, rare words first, in order."""
        weights: dict[int, float] = {}
        for word in sorted(_keys(claim)):  # sums of fractions come out the same in one order alone
            found = self._places.get(word, ())
            for at in found if len(found) <= self._common else ():
                weights[at] = weights.get(at, 0.0) + 1 / len(found)
        return sorted(sorted(weights, key=lambda at: (-weights[at], at))[:most])


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
        self.sources = tuple(map(with_bars, sources))
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
            self._pools[key] = Pool(self._with_couples([self._source(id) for id in key]))
        return self._pools[key]

    def _with_couples(self, sources: list[Source | MetricSource]) -> list[Source | MetricSource]:
        """The sources, where two of the metrics are told as one thing the later of them with that."""
        found: list[Source | MetricSource] = []
        metrics: list[Reading] = []
        for source in sources:
            if isinstance(source, MetricSource) and source.readings:
                (own,) = source.readings
                beside = coupled(own, metrics)
                metrics.append(own)
                source = MetricSource(source.id, own, beside) if beside is not None else source
            found.append(source)
        return found

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
