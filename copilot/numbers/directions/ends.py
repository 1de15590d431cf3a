"""Which way a level is told to have come or gone, "rose to 51", "51, up from 53.6", against the same level in the evidence.

No direction is a figure's own where it is a level, so the number holds either way; its verb is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from copilot.numbers.binding.match import matches
from copilot.numbers.binding.verdicts import quoted
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.direction_words import words
from copilot.numbers.directions.judging import DirectionCheck
from copilot.numbers.directions.reading import Directed
from copilot.numbers.evidence.citations import CitationMode, governed
from copilot.numbers.evidence.claims import claim_of
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.evidence.source import read_text
from copilot.numbers.readings.reading import Reading

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
            found += _judged(text, end, list(_same_level(end, evidence.pool(governance.ids))), evidence)
    return found


def _same_level(end: End, pool: Pool) -> Iterator[End]:
    """The same level where the evidence tells which way it went."""
    for match in matches(end.reading, pool):
        theirs = match.theirs
        of_one_thing = match.slots.entity_agrees or match.slots.measure_agrees
        other = end_of(theirs) if match.binds and of_one_thing and not theirs.exact else None
        if other is not None and other.held_against == end.held_against:
            yield other


def _judged(text: str, end: End, others: Sequence[End], evidence: Evidence) -> list[DirectionCheck]:
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
