"""Sources and metrics → readings that can be looked up by value: what a numeral is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from copilot.names import Name, instrument
from copilot.numbers import basis
from copilot.numbers.amounts import Amount, amounts
from copilot.numbers.census import find_quantities
from copilot.numbers.measures import find_measures, measures
from copilot.numbers.reading import Reading
from copilot.numbers.scene import name_words
from copilot.numbers.slots import read
from copilot.numbers.timing import dateline
from copilot.numbers.types import Quantity, Role
from copilot.numbers.when import TimeMention, window_of

_HUNDRED = Decimal(100)
_SPAN = (0, 0)
_SMALL_POOL = 150
_COMMON = 2_000  # a word that more readings share names nothing
_FIELDS = {"open": "open", "high": "high", "low": "low", "close": "close"}


class Pool:
    """The readings one numeral may bind to, found by their magnitude in logarithmic time."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.ranges = tuple(reading for reading in self.readings if reading.quantity.low is not None)
        self.pairs = tuple(r for r in self.readings if r.quantity.value is None and r.quantity.low is None)
        entries = [(amount.value, at, amount) for at, reading in enumerate(self.readings) for amount in _worth(reading)]
        entries.sort(key=lambda entry: entry[:2])
        self._by_word: dict[str, list[int]] | None = None
        self._about: dict[tuple[int, str], Sequence[Reading]] = {}
        self._beside: dict[tuple[str, int], list[Reading]] | None = None
        self._values = [entry[0] for entry in entries]
        self._entries = entries
        self._hedged = [entry for entry in entries if self.readings[entry[1]].quantity.qualifier != "none"]

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
        if self._beside is None:
            self._beside = {}
            for other in self.readings:
                self._beside.setdefault((other.source, other.sentence), []).append(other)
        return [other for other in self._beside.get((reading.source, reading.sentence), []) if other is not reading]

    def between(self, low: Decimal, high: Decimal) -> Iterator[tuple[Reading, Amount]]:
        """Readings whose magnitude lies in the closed interval, and hedged ones whose own window may reach into it."""
        for _, at, amount in self._entries[bisect_left(self._values, low) : bisect_right(self._values, high)]:
            yield self.readings[at], amount
        for value, at, amount in self._hedged:
            if not low <= value <= high and (value * Decimal("0.7") <= high and value * Decimal("1.3") + 1 >= low):
                yield self.readings[at], amount


def _worth(reading: Reading) -> Iterator[Amount]:
    """What a reading is worth, and what in the scale its table is told in."""
    for amount in amounts(reading.quantity):
        yield amount
        if reading.scale != 1:
            yield Amount(amount.family, amount.value * reading.scale, amount.ulp * reading.scale)


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
        self._by_id: dict[str, tuple[Reading, ...]] = {}
        self._metrics = tuple(metrics)
        self._pools: dict[tuple[str, ...], Pool] = {}

    def ids(self) -> tuple[str, ...]:
        """Every evidence id, sources first."""
        sources = tuple(str(at + 1) for at in range(len(self.sources)))
        return sources + tuple(f"M{at + 1}" for at in range(len(self._metrics)))

    def pool(self, ids: tuple[str, ...] | None) -> Pool:
        """The readings of the given evidence ids, or of everything where it is None."""
        key = self.ids() if ids is None else ids
        if key not in self._pools:
            self._pools[key] = Pool([reading for id in key for reading in self.readings(id)])
        return self._pools[key]

    def readings(self, id: str) -> tuple[Reading, ...]:
        """What one source or metric says."""
        if id not in self._by_id:
            if id.startswith("M"):
                made = metric_reading(self._metrics[int(id[1:]) - 1], id)
                self._by_id[id] = (made,) if made else ()
            else:
                text = self.sources[int(id) - 1]
                self._by_id[id] = tuple(read(text, find_quantities(text), source=id, anchor=dateline(text)))
        return self._by_id[id]


def metric_reading(metric: Mapping[str, Any], id: str) -> Reading | None:
    """A computed metric as a reading without rounding; None where its value is no number."""
    try:
        value = Decimal(str(metric.get("value")))
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    unit = str(metric.get("unit") or "none")
    name = str(metric.get("name") or "")
    if unit == "fraction":
        value, unit = value * _HUNDRED, "percent"
    found = find_measures(name)
    measure = found[-1].id if found else None
    field = _FIELDS.get(name.strip().lower().split(" ")[-1]) if unit not in ("percent", "ratio_x") else None
    time = _time_of(metric)
    kind = measures()[measure].kind if measure else None
    role: Role = "level" if field else "none"
    shown = _shown(value, unit)
    quantity = Quantity(0, 0, shown, "quantity", value=value, unit=unit, ulp=Decimal(0), role=role)
    label = " ".join(part for part in (str(metric.get("ticker") or ""), name) if part)
    return Reading(
        quantity=quantity,
        source=id,
        index=0,
        sentence=0,
        sentence_span=_SPAN,
        clause_span=_SPAN,
        segment_span=_SPAN,
        entities=_entity_of(metric),
        entities_near=True,
        measure=measure,
        measure_near=measure is not None,
        named_measures=frozenset(mention.id for mention in found),
        basis=basis.Basis(dimensions=_dimensions_of(name, kind), price_field=field),
        times=(time,) if time else (),
        times_near=True,
        own_time=True,
        role=role,
        polarity=-1 if value < 0 else 1,
        exact=True,
        open_label=label,
        quote=f"{label} {shown}{_days(metric)}".strip(),
        times_text=_days(metric).strip(),
    )


def _shown(value: Decimal, unit: str) -> str:
    """A metric's value for a reader: four decimals at most, percent by its sign, a price with its currency."""
    short = value.quantize(Decimal("0.0001")) if -value.as_tuple().exponent > 4 else value  # type: ignore[operator]
    text = f"{short:f}"
    text = text.rstrip("0").rstrip(".") if text.count(".") and len(text.partition(".")[2]) > 2 else text
    if unit == "percent":
        return f"{text}%"
    return text if unit == "none" or unit.startswith("count") else f"{text} {unit.replace('_', ' ')}"


def _dimensions_of(name: str, kind: str | None) -> dict[str, str]:
    told = basis.dimensions(name)
    if told.get("comparison") == "annualised" and kind != "flow":
        told.pop("comparison")
    return told


def _entity_of(metric: Mapping[str, Any]) -> tuple[Name, ...]:
    ticker = metric.get("ticker")
    if not ticker:
        return ()
    row = instrument(str(ticker))
    if row is None:
        return (Name(0, 0, str(ticker), f"name:{str(ticker).lower()}", "other", str(ticker)),)
    return (Name(0, 0, str(ticker), row.id, row.kind, row.ticker, row.tracks, row.family),)


def day(value: object) -> date | None:
    """A day given as a date or as ISO text; None where it is neither."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _time_of(metric: Mapping[str, Any]) -> TimeMention | None:
    start, end = day(metric.get("start")), day(metric.get("end"))
    if end is None:
        return None
    return TimeMention(0, 0, window_of(start if start and start <= end else end, end))


def _days(metric: Mapping[str, Any]) -> str:
    start, end = metric.get("start"), metric.get("end")
    if not end:
        return ""
    return f" on {end}" if start == end or not start else f" from {start} to {end}"
