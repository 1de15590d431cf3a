"""Direction words against cited passages and metrics: the figures of the same thing and time say which way it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from copilot.names import Name
from copilot.numbers.binding.bind import compare_slots
from copilot.numbers.binding.gaps import is_relative
from copilot.numbers.binding.verdicts import quoted
from copilot.numbers.directions.reading import Directed
from copilot.numbers.evidence.citations import CitationMode, governed
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.readings.entities import relation
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time

_OPEN_TO_COMPARISON = (None, "yoy")


@dataclass(frozen=True, slots=True)
class DirectionCheck:
    """A direction word that evidence decides: "checked" or "differs", and which figure says so.

    `evidence` holds {source, start, end, quote} mappings, as that of a number does.
    """

    directed: Directed
    agrees: bool
    found: str
    evidence: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> str:
        """The verdict in one sentence."""
        return f"{self.directed.told}: {'borne out' if self.agrees else 'contradicted'}; {self.found}."

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the evidence."""
        return tuple(dict.fromkeys(str(item["source"]) for item in self.evidence))


def judge_directions(
    text: str,
    directed: Sequence[Directed],
    sources: Sequence[str],
    *,
    metrics: Sequence[Mapping[str, Any]] = (),
    citations: CitationMode = "auto",
) -> list[DirectionCheck]:
    """One verdict for each of these words of `text` that cited evidence decides, in order; arguments as of `check_text`."""
    if not directed:
        return []
    evidence = Evidence(sources, metrics)
    formulas = {f"M{at}": str(metric.get("formula") or "") for at, metric in enumerate(metrics, 1)}
    reach = governed(text, [item.reading.quantity for item in directed], citations, (len(sources), len(metrics)))
    pools = [evidence.pool(found.ids) if found.cited and found.ids != () else None for found in reach]
    checks = [_judged(item, pool, formulas) for item, pool in zip(directed, pools, strict=True) if pool is not None]
    return [check for check in checks if check is not None]


def _judged(item: Directed, pool: Pool, formulas: Mapping[str, str]) -> DirectionCheck | None:
    """What all figures of the evidence that speak of it say alike; None where there is none, or they part."""
    if item.kind in ("move", "measured"):
        signs = [(theirs, sign) for theirs in pool.about(item.reading) if (sign := _sign_of(item.reading, theirs))]
    elif item.kind == "relative":
        signs = list(_gaps(item, pool, formulas))
    else:
        return None
    if len({sign for _, sign in signs}) != 1:
        return None
    theirs, sign = signs[0]
    words = theirs.quote if theirs.exact else f"{theirs.quantity.text} {'up' if sign > 0 else 'down'}"
    return DirectionCheck(item, sign == item.sign, f"[{theirs.source}] {words}", (quoted(theirs),))


def _sign_of(mine: Reading, theirs: Reading) -> int:
    """Which way a figure says that the same thing went over the same time; 0 where it does not speak of that."""
    value = theirs.quantity.value
    if not value or theirs.polarity is None or theirs.prior or theirs.change_noun or theirs.basis.negated:
        return 0
    if theirs.basis.modality not in (None, "actual") or theirs.basis.scope or theirs.comparators:
        return 0
    is_return = theirs.measure is not None and measures()[theirs.measure].kind == "return"
    if not (theirs.role == "change" or (theirs.exact and is_return and theirs.quantity.unit == "percent")):
        return 0
    if mine.measure is None and theirs.measure is not None and not is_return:
        return 0
    if mine.measure is not None and not (theirs.measure and related(mine.measure, theirs.measure)):
        return 0
    told, own = theirs.basis.dimensions.get("comparison"), mine.basis.dimensions.get("comparison")
    if told != own and not (mine.measure is not None and own is None and told in _OPEN_TO_COMPARISON):
        return 0
    slots = compare_slots(mine, theirs)
    is_same = slots.entity_agrees and slots.proxy is None and slots.period_agrees
    return theirs.polarity if is_same and not set(slots.against) - {"direction", "sign"} else 0


def _gaps(item: Directed, pool: Pool, formulas: Mapping[str, str]) -> Iterator[tuple[Reading, int]]:
    """Which way the computed returns of both instruments over the window part, told as one gap or each on its own."""
    assert item.subject is not None
    assert item.other is not None
    own, other = _computed_of(item.subject, item, pool), _computed_of(item.other, item, pool)
    for reading in own:
        alike = [found for found in other if (found.measure, found.times) == (reading.measure, reading.times)]
        yield from (
            (reading, sign) for found in alike if not is_relative(reading) and (sign := _sign(_value(reading) - _value(found)))
        )
    for readings, rival, side in ((own, item.other, 1), (other, item.subject, -1)):
        for reading in readings:
            if is_relative(reading) and rival.ticker in formulas[reading.source].replace(")", " ").split() and _value(reading):
                yield reading, side * _sign(_value(reading))


def _computed_of(name: Name, item: Directed, pool: Pool) -> list[Reading]:
    """The computed returns of one instrument over the word's window."""
    when = item.reading.times[0].when
    return [
        reading
        for reading in pool.readings
        if reading.exact
        and reading.measure is not None
        and measures()[reading.measure].kind == "return"
        and any(relation(name, entity) == "same" for entity in reading.entities)
        and any(same_time(when, time.when, windowed=True) for time in reading.times)
    ]


def _value(reading: Reading) -> Decimal:
    return reading.quantity.value or Decimal(0)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
