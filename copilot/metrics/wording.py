"""How the words around a figure name a metric: its family, its price, its basis, its window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from copilot.calendar_words import CARDINALS, count_of
from copilot.resources import reference_table

_LENGTH = re.compile(
    rf"\b(?:(?P<count>\d{{1,3}}|{'|'.join(CARDINALS)})[-\s]?)?(?P<unit>years?|yrs?|y|months?|mo|weeks?|days?|sessions?)\b", re.I
)
_MONTHS = {"y": 12, "m": 1}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says of the metric it means; everything it leaves out is empty.

    `months` are the lengths it names in years or months ("three-year" is 36), `sessions` those in days ("200-day" is 200).
    """

    families: frozenset[str]
    fields: frozenset[str]  # low, high, open, close, intraday
    basis: frozenset[str]  # total, price
    frequency: frozenset[str]
    returns: frozenset[str]
    windows: frozenset[str]
    months: tuple[int, ...]
    sessions: tuple[int, ...]


def wording_of(text: str) -> Wording:
    """The words of a text that tell which metric a figure in it is.

    >>> said = wording_of("its three-year volatility from weekly returns")
    >>> sorted(said.families), said.months, sorted(said.frequency)
    (['volatility'], (36,), ['weekly'])
    """
    months, sessions = _lengths(text)
    found = {
        table: frozenset(name for name, pattern in names.items() if pattern.search(text)) for table, names in _patterns().items()
    }
    return Wording(
        found["families"],
        found["fields"],
        found["basis"],
        found["frequency"],
        found["returns"],
        found["windows"],
        months,
        sessions,
    )


def metrics_asked(text: str) -> tuple[str, ...]:
    """The definitions that a question asks for by name, in the order of the table.

    >>> metrics_asked("what is its beta, and how correlated is it?")
    ('beta', 'correlation')
    """
    return tuple(name for name, pattern in _patterns()["asked"].items() if pattern.search(text))


def _lengths(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    months: list[int] = []
    sessions: list[int] = []
    for match in _LENGTH.finditer(text):
        if match["count"] is None:
            continue
        count = count_of(match["count"])
        unit = match["unit"][0].lower()
        if unit in _MONTHS and 0 < count * _MONTHS[unit] <= 600:
            months.append(count * _MONTHS[unit])
        elif unit in "ds" and count > 1:
            sessions.append(count)
        elif unit == "w" and count == 52:
            months.append(12)
    return tuple(dict.fromkeys(months)), tuple(dict.fromkeys(sessions))


@lru_cache(maxsize=1)
def aliases() -> Mapping[str, str]:
    """Other names of definitions and families, in lower case, with what they stand for."""
    return {alias.lower(): name for name, known in reference_table("metric_words.toml")["aliases"].items() for alias in known}


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    return {
        table: {name: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I) for name, words in names.items()}
        for table, names in reference_table("metric_words.toml").items()
        if table != "aliases"
    }
