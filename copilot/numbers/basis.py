"""How a figure is meant: comparison basis, horizon, price field, modality, negation and scope (`reference/basis.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, cast

from copilot.numbers.openings import WordPattern, word_pattern
from copilot.resources import resource

Modality = Literal["actual", "forecast", "guidance", "consensus"]
Begins = frozenset[str] | None  # how the words within reach begin, as word_begins has it; None is not known

_SUBJECT_OF = re.compile(
    r"^(?:\s[\w-]+){0,3}?\s(?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate|see)\b(?: to)?", re.IGNORECASE
)
_PLANNERS = re.compile(
    r"\d%?(?: \w+){0,2} (?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate)\b(?: to)?", re.IGNORECASE
)
_HORIZON_WORDS = re.compile(
    r"\b(?:expected|estimated|projected|forecast) (?:\d{4} )?(?:earnings|profits?|sales|ebitda)\b", re.IGNORECASE
)
_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|denied|denies|without|failed to|fails to|refused to|no longer|rejected)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIALS = frozenset({"not", "nev", "nei", "nor", "den", "wit", "fai", "ref", "no ", "rej"})  # how its words begin
_NOT_NEGATION = re.compile(
    r"\b(?:not|n['’]t|never) (?:only|just|least|more than|less than|to mention|mention|specif|provid|includ|stat|say|indicat"
    r"|contain|disclos|giv|need|know|clear)\w*\b",
    re.IGNORECASE,
)
_SESSION_END = re.compile(r"\bat the (?:day['’]s )?(open|opening|close|closing bell)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    with resource("reference", "basis.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=32)
def _all_patterns(table: str, part: str = "") -> tuple[tuple[str, WordPattern], ...]:
    values = _table()[table][part] if part else _table()[table]
    return tuple((name, word_pattern(patterns)) for name, patterns in values.items())


def _patterns(table: str, begins: Begins, part: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of a table that can match where words begin so, by name."""
    for name, found in _all_patterns(table, part):
        if found.may_match(begins):
            yield name, found.pattern


def _is_past(part: str, words: str, begins: Begins) -> bool:
    return any(pattern.search(words) for name, pattern in _patterns("past", begins) if name == part)


@dataclass(frozen=True, slots=True)
class Basis:
    """How one figure is meant. `dimensions`: basis by dimension, as {"comparison": "yoy"}."""

    dimensions: dict[str, str] = field(default_factory=dict)
    price_field: str | None = None
    modality: Modality | None = None
    negated: bool = False
    scope: str | None = None


def dimensions(words: str, begins: Begins = None) -> dict[str, str]:
    """The basis words of a stretch of text by dimension; nothing of a dimension that it names twice, with two values.

    >>> dimensions("adjusted profit rose 4% year on year")
    {'comparison': 'yoy', 'adjustment': 'adjusted'}
    """
    found: dict[str, str] = {}
    words = words.lower()
    for dimension in _table()["dimensions"]:
        named = [value for value, pattern in _patterns("dimensions", begins, dimension) if pattern.search(words)]
        if len(named) == 1:
            found[dimension] = named[0]
    return found


def price_field(before: str, after: str, begins: Begins = None) -> str | None:
    """Open, high, low, close or listing: the one named nearest before the figure, else right after it."""
    best: tuple[int, str] | None = None
    patterns = list(_patterns("price_fields", begins))
    before, after = before.lower(), after[:40].lower()
    for name, pattern in patterns:
        for match in pattern.finditer(before):
            if best is None or match.end() >= best[0]:
                best = (match.end(), name)
    if best:
        return best[1]
    return next((name for name, pattern in patterns if pattern.search(after)), None)


def session_end(words: str) -> str | None:
    """ "open" or "close" where a change is told as of then."""
    match = _SESSION_END.search(words)
    return None if match is None else "open" if match[1].lower().startswith("open") else "close"


def modality(before: str, after: str, inherited: Modality | None, begins: Begins = None) -> Modality | None:
    """Whether a figure is told as a fact, a forecast, a company's guidance or the consensus; None where its words do not say."""
    before = _PLANNERS.sub(" ", before).lower()
    after = _HORIZON_WORDS.sub(" ", after).lower()
    nearest: tuple[int, Modality] | None = None
    patterns = list(_patterns("modalities", begins))
    for name, pattern in patterns:
        last = None
        for last in pattern.finditer(before):  # noqa: B007
            pass
        if last is not None and (nearest is None or last.end() > nearest[0]):
            nearest = (last.end(), cast(Modality, name))
    if nearest is not None:
        return nearest[1]
    trailing = _SUBJECT_OF.sub("", after)
    for name, pattern in patterns:
        if name != "actual" and pattern.search(trailing):
            return cast(Modality, name)
    if _is_past("unsure", before, begins):
        return inherited if inherited == "actual" else None
    if inherited is not None:
        return inherited
    return "actual" if _is_past("verbs", before + " \x00 " + after, begins) else None


def is_negated(before: str, begins: Begins = None) -> bool:
    """Whether the words right before a figure deny it: "did not cut rates by"; not "does not say that it cut"."""
    if begins is not None and _DENIALS.isdisjoint(begins) and "n't" not in before.lower() and "n’t" not in before.lower():
        return False
    near = re.split(r"[,;:()—–]", before)[-1]
    near = " ".join(near.split()[-9:])
    return _NEGATION.search(_NOT_NEGATION.sub(" ", near)) is not None


def scope(before: str, begins: Begins = None) -> str | None:
    """ "some", "all" or "none" where the words before a figure say of how much it is told."""
    best: tuple[int, str] | None = None
    before = before.lower()
    for name, pattern in _patterns("scopes", begins):
        for match in pattern.finditer(before):
            if best is None or match.start() > best[0]:
                best = (match.start(), name)
    return best[1] if best else None
