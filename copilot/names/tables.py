"""The reference tables of names: `reference/instruments.csv`, `companies.csv`, `words.txt`, read once."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from copilot.names.tokens import Word, first_token, tokens
from copilot.names.types import Instrument, NameKind
from copilot.resources import resource

_LARGEST = 500  # companies.csv lists them by size


class Entry(NamedTuple):
    """One alias of an instrument as tokens; `exact`: upper and lower case must agree."""

    words: tuple[Word, ...]
    instrument: Instrument
    exact: bool
    common: bool  # an ordinary word, "Target": wants a capital and more than the start of a sentence


def _split(cell: str) -> tuple[str, ...]:
    return tuple([part.strip() for part in cell.split("|") if part.strip()]) if cell else ()


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Ordinary English words in lower case: a capital at the start of a sentence does not make one a name."""
    lines = resource("reference", "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def headline_words() -> frozenset[str]:
    """Ordinary words of headlines in lower case, beyond `common_words`: outside a headline they may be a name."""
    lines = resource("reference", "headline_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with resource("reference", file).open(encoding="utf-8", newline="") as lines:
        table = csv.reader(line for line in lines if not line.startswith("#"))
        names = next(table)
        for cells in table:  # csv.DictReader does the same at twice the time
            yield dict(zip(names, cells, strict=True))


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """Every row of the tables by its id, in file order: indices, funds, areas, commodities, generics, then companies."""
    found: dict[str, Instrument] = {}
    for row in _rows("instruments.csv"):
        found[row["id"]] = Instrument(
            id=row["id"],
            name=row["name"],
            kind=cast(NameKind, row["kind"]),
            ticker=row["ticker"] or None,
            tracks=row["tracks"] or None,
            family=_split(row["family"]),
            currency=row["currency"] or None,
            aliases=_split(row["aliases"]),
        )
    for row in _rows("companies.csv"):
        found.setdefault(
            row["ticker"],
            Instrument(
                id=row["ticker"],
                name=row["name"],
                kind="company",
                ticker=row["ticker"],
                aliases=_split(row["aliases"]),
                other_tickers=_split(row["other_tickers"]),
            ),
        )
    return found


@lru_cache(maxsize=1)
def ancestors() -> dict[str, frozenset[str]]:
    """For every id the generics above it, however far up."""
    table = instruments()
    closed: dict[str, frozenset[str]] = {}

    def climb(id: str, seen: frozenset[str]) -> frozenset[str]:
        if id in closed:
            return closed[id]
        up: set[str] = set()
        row = table.get(id)
        for parent in row.family if row else ():
            if parent not in seen and parent in table and table[parent].kind == "generic":
                up |= {parent} | climb(parent, seen | {id})
        closed[id] = frozenset(up)
        return closed[id]

    for id in table:
        climb(id, frozenset())
    return closed


Seconds = Mapping[str, tuple[Entry, ...]]  # aliases by their second token


class Entries:
    """Every alias under its first and second token in lower case ("" where it has one), the longest alias first.

    The aliases of a first token are read when it is first met: a text names few of them.
    """

    def __init__(self) -> None:
        self._unread: dict[str, list[tuple[str, Instrument]]] = {}
        self._read: dict[str, Seconds] = {}
        for row in instruments().values():
            for alias in (row.name, *row.aliases):
                self._unread.setdefault(first_token(alias).lower(), []).append((alias, row))

    @property
    def firsts(self) -> Container[str]:
        """The tokens that begin an alias."""
        return self._unread.keys()

    def get(self, first: str) -> Seconds:
        """The aliases that begin with a token; none where it begins no alias."""
        if first not in self._unread:
            return {}
        if first not in self._read:
            self._read[first] = _by_second(self._unread[first])
        return self._read[first]


@lru_cache(maxsize=1)
def entries() -> Entries:
    """The aliases of all instruments."""
    return Entries()


def _by_second(aliases: Sequence[tuple[str, Instrument]]) -> Seconds:
    """Aliases with one first token, by their second; of two that read the same the first counts."""
    found: dict[str, list[Entry]] = {}
    seen: set[tuple[str, ...]] = set()
    for alias, row in aliases:
        words = tuple(tokens(alias))
        key = tuple(word.text for word in words)
        if not words or key in seen:
            continue
        seen.add(key)
        exact = alias != alias.lower()
        common = len(words) == 1 and exact and alias.lower() in common_words()
        found.setdefault(key[1].lower() if len(key) > 1 else "", []).append(Entry(words, row, exact, common))
    return {second: tuple(sorted(group, key=lambda entry: -len(entry.words))) for second, group in found.items()}


@lru_cache(maxsize=1)
def by_ticker() -> dict[str, Instrument]:
    """Every ticker and further share class, upper case; a fund or index before a company."""
    found: dict[str, Instrument] = {}
    for row in instruments().values():
        if row.ticker:
            found.setdefault(row.ticker.upper(), row)
    for row in instruments().values():
        for ticker in row.other_tickers:
            found.setdefault(ticker.upper(), row)
    return found


@lru_cache(maxsize=1)
def _large() -> frozenset[str]:
    return frozenset([row.id for row in instruments().values() if row.kind == "company"][:_LARGEST])


def is_large(id: str) -> bool:
    """Whether a company is among the largest of the table: its name stands for it even before another word with a capital."""
    return id in _large()


@lru_cache(maxsize=1)
def plain_tickers() -> frozenset[str]:
    """Tickers that are read without "$" or brackets: funds, indices, and the largest companies, three letters and more."""
    found = {row.ticker for row in instruments().values() if row.kind == "fund" and row.ticker}
    largest = [row for row in instruments().values() if row.kind == "company"][:_LARGEST]
    for rank, row in enumerate(largest):
        shortest = 2 if rank < 150 else 3
        found |= {ticker for ticker in (row.ticker, *row.other_tickers) if ticker and len(ticker) >= shortest}
    return frozenset(found)


@lru_cache(maxsize=1)
def tracking() -> dict[str, tuple[Instrument, ...]]:
    """The funds on each index or commodity, in file order: the first is the preferred one."""
    found: dict[str, list[Instrument]] = {}
    for row in instruments().values():
        if row.tracks:
            found.setdefault(row.tracks, []).append(row)
    return {id: tuple(funds) for id, funds in found.items()}
