"""Direction words against cited passages and metrics: the figures of the same thing and time say which way it went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from copilot.names import Name
from copilot.numbers.binding.bind import compare_slots
from copilot.numbers.binding.gaps import is_relative
from copilot.numbers.binding.match import matches
from copilot.numbers.binding.verdicts import quoted
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.direction_words import words
from copilot.numbers.directions.reading import Directed
from copilot.numbers.evidence.citations import CitationMode, governed
from copilot.numbers.evidence.claims import claim_of
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.evidence.source import read_text
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


_FROM_BEFORE = re.compile(  # what it is held against: a month and a year before it may have gone different ways
    r"(?:[^.;]|\.(?=\d)){0,60}?\b(?:an?|one|the|last|previous|prior) (?:[a-z]+ )?(?P<unit>year|quarter|month|week|day)\b",
    re.IGNORECASE,
)


class End(NamedTuple):
    """A level with the word of change that leads to it: `sign` +1, -1, or 0 where it was held.

    start, end: of word and figure in their text.
    """

    reading: Reading
    start: int
    end: int
    sign: int

    @property
    def held_against(self) -> str:
        """The unit of time back to what it came from, "year" of "from 5.5% a year earlier"; "" where none is told."""
        match = _FROM_BEFORE.match(self.reading.after)
        return match["unit"].lower() if match is not None else ""


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What stands right before a figure, and what right behind it."""
    adverb = r"(?:\s(?:back|again|further|\w+ly))?"
    thing = r"(?:\s(?:its|the|their|his|her|an?)(?:\s[\w&'’-]+){1,3})?"
    extreme = r"(?:an?\s(?:\w+\s)?(?:high|low|peak|record|level)\sof\s)?"

    def form(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{words('ends', name)}){thing}{adverb}\s(?:to|from)\s{extreme}$", re.IGNORECASE)

    held = re.compile(rf"\b(?:{words('ends', 'unmoved')}){thing}{adverb}\s(?:at|with)\s$", re.IGNORECASE)
    return (form("up"), 1), (form("down"), -1), (held, 0)


_BEHIND = re.compile(r",?\s(?P<way>up|down)\s(?:\w+ly\s)?from\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?P<way>up|down)\s(?:\w+ly\s)?from\s$", re.IGNORECASE)


def end_of(reading: Reading) -> End | None:
    """The figure with its word of change, where one governs it as a level that was left or reached."""
    quantity, lead = reading.quantity, before_hedges(reading.run_up)
    begin = quantity.start - len(reading.run_up)
    for pattern, sign in _forms():
        if (match := pattern.search(lead)) is not None:
            return End(reading, begin + match.start(), quantity.end, sign)
    if (match := _BEFORE.search(lead)) is not None:
        return End(reading, begin + match.start(), quantity.end, 1 if match["way"].lower() == "up" else -1)
    if reading.role != "change" and (match := _BEHIND.match(reading.after)) is not None:
        return End(reading, quantity.start, quantity.end + match.end(), 1 if match["way"].lower() == "up" else -1)
    return None


def judge_ends(
    text: str,
    sources: Sequence[str],
    *,
    metrics: Sequence[Mapping[str, Any]] = (),
    anchor: date | None = None,
    citations: CitationMode = "auto",
) -> list[DirectionCheck]:
    """One verdict for each such word that the evidence of its own figure decides, in order; arguments as of `check_text`.

    >>> [found.agrees for found in judge_ends("Inflation rose to 3.1% in May.", ["Inflation fell to 3.1% in May."])]
    [False]
    """
    items, readings = read_text(text, anchor)
    told = [end for reading in readings if (end := end_of(reading)) is not None]
    if not told:
        return []
    evidence = Evidence(sources, metrics)
    reach = governed(text, items, citations, (len(sources), len(metrics)))
    found: list[DirectionCheck] = []
    for end in told:
        governance = reach[end.reading.index]
        if governance.cited and governance.ids != ():
            found += _judged_end(text, end, list(_same_level(end, evidence.pool(governance.ids))), evidence)
    return found


def _same_level(end: End, pool: Pool) -> Iterator[End]:
    """The same level where the evidence tells which way it went."""
    for match in matches(end.reading, pool):
        theirs = match.theirs
        of_one_thing = match.slots.entity_agrees or match.slots.measure_agrees
        other = end_of(theirs) if match.binds and of_one_thing and not theirs.exact else None
        if other is not None and other.held_against == end.held_against:
            yield other


def _judged_end(text: str, end: End, others: Sequence[End], evidence: Evidence) -> list[DirectionCheck]:
    """The verdict where all of the evidence says alike."""
    if len({other.sign for other in others}) != 1:
        return []
    other = others[0]
    source = evidence.sources[int(other.reading.source) - 1]
    said = " ".join(text[end.start : end.end].split())
    directed = Directed(
        end.start, end.end, said, "end", end.sign, end.reading, claim_of(end.reading), None, None, None,
        is_closing=False, sessions=None,
    )  # fmt: skip
    found = f"[{other.reading.source}] {' '.join(source[other.start : other.end].split())}"
    return [DirectionCheck(directed, other.sign == end.sign, found, (quoted(other.reading),))]
