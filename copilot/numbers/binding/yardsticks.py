"""What a premium, a spread or a lead is held against (`reference/yardsticks.toml`): peers, the net asset value, Bunds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from copilot.numbers.direction_words import any_of
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.resources import reference_table

GAPS = ("spread", "premium")  # measures that are over another by their name
_RATES = frozenset({"percent", "percentage_point", "basis_point", "index_point", "ratio_x"})


_HELD = (
    r"\b(?:over|above|below|under|against|versus|vs\.?|to|than|beat|beats|beaten|beating|outpaced|trailed)\s(?:[\w’'-]+\s){0,3}?"
)


_AGAINST_ITS = re.compile(  # "lost 2.3%, against a benchmark loss of 1.1%", "against a sector average of 11.6%"
    r"\W*(?:against|versus|vs\.?|compared (?:with|to)) (?:an?|the|its|their) "
    r"(?P<of>(?:[a-z-]+ )?(?:benchmark|sector|industry|market|peer|category|average|median|norm))\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:over|above|below|under|against|versus|than|compared|relative|ahead|behind|short of|exceed\w*|gap|premium|discount"
    r"|spread|differ\w*|trails?)\b",
    re.IGNORECASE,
)


def told_beside(reading: Reading) -> str | None:
    """What another figure is held against: "sector average" of "a margin of 9.1%, against a sector average of 11.6%"."""
    held = _AGAINST_ITS.match(reading.lead)
    return held["of"] if held is not None else None


def compares(reading: Reading) -> bool:
    """Whether its words hold a figure against another: "2.5 points below its peers", not "fell by 2.5 points"."""
    words = f"{reading.lead} {reading.trail}"
    sides = (any_of("relative", name) for name in ("better", "worse", "lead", "lag"))
    return _COMPARES.search(words) is not None or any(side.search(words) for side in sides)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """One pattern of all of them, and each by its name."""
    table = reference_table("yardsticks.toml")
    return _held_against(chain(*table.values())), tuple((name, _held_against(words)) for name, words in table.items())


def _held_against(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"{_HELD}(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=64)
def yardsticks(reading: Reading) -> frozenset[str]:
    """What the words of a rate or ratio hold it against; empty of other figures and where they name nothing of the table."""
    if reading.quantity.unit not in _RATES and reading.measure not in GAPS:
        return frozenset()
    said = f"{reading.lead} | {reading.trail}"
    any_of_them, by_name = _patterns()
    return frozenset(name for name, pattern in by_name if pattern.search(said)) if any_of_them.search(said) else frozenset()


def against_another(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence holds its figure against, where that is another thing than the claim's; else None."""
    one, other = yardsticks(mine), yardsticks(theirs)
    return min(other) if one and other and not one & other else None


def against_another_sort(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's gap is over, where the claim's is over a place or good of another sort: Dubai and WTI, both crudes."""
    if not (mine.measure == theirs.measure and mine.measure in GAPS and mine.comparators and theirs.comparators):
        return None
    if "generic" in {name.kind for name in (*mine.comparators, *theirs.comparators)} or yardsticks(mine) & yardsticks(theirs):
        return None
    own, its = (stems_of(side.comparators) for side in (mine, theirs))
    return theirs.comparators[0].text if own and its and own.isdisjoint(its) else None


_TO = r"(?<![\w-])(?:over|to|against|above|below|versus) (?P<of>[^.,;:()\d$€£¥]{1,50})"
_REFERENCE = re.compile(rf"\b(?:premium|discount|spread|gap|differential)s?\b[^.;,\d]{{0,30}}?{_TO}", re.IGNORECASE)
_ANOTHER = re.compile(rf"^\W*(?:(?:and|but|while|or|that|one|of) ){{0,2}}{_TO}", re.IGNORECASE)  # ", and over the other 4.2%"
_BEHIND = re.compile(rf"^[^.,;:\d]{{0,20}}?{_TO}", re.IGNORECASE)
_SAID = re.compile(r"\s(?:was|is|were|are|had|has|stood|stands|came|in|on|at|by|narrowed|widened|fell|rose|averaged)\b")


def _reference(reading: Reading, *, of_a_gap: bool) -> frozenset[str]:
    """The words of what a premium, discount or spread is held against, as stems; empty where none is told."""
    found = _REFERENCE.search(reading.lead) or (_BEHIND.match(reading.trail) if reading.measure in GAPS or of_a_gap else None)
    found = found or (_ANOTHER.match(reading.lead) if of_a_gap else None)
    return content_stems(_SAID.split(found["of"], maxsplit=1)[0]) if found is not None else frozenset()


def held_against_another(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether the evidence tells the same gap over what the claim names, and this one over another: two premiums of one good."""
    one = _reference(mine, of_a_gap=False)
    beside = pool.beside(theirs) if one else []
    if not any(reading.measure in GAPS for reading in (theirs, *beside)):
        return False
    other = _reference(theirs, of_a_gap=True)
    return bool(other) and one.isdisjoint(other) and any(not one.isdisjoint(_reference(rival, of_a_gap=True)) for rival in beside)
