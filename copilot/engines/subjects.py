"""What an answer is about: instruments with prices that the question names, or that its library mostly speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from copilot.engines.vocabulary import Phrases
from copilot.names import Instrument, Name, family_members, find_names, funds_tracking, instrument, is_ancestor
from copilot.names.tables import ancestors
from copilot.types import Passage

MARKET_KINDS = ("fund", "company", "index", "commodity", "generic", "future", "currency")
STOCKS = "stocks"  # the family of everything that is shares
HOME = frozenset({"us", "fed"})  # whose prices and meetings an answer rests on; another is only what the articles say of it


@dataclass(frozen=True, slots=True)
class Subject:
    """An instrument with prices in the source. `asked` is the name it stands in for, None where it was named itself."""

    ticker: str
    id: str
    family: tuple[str, ...]
    tracks: str | None = None
    asked: str | None = None
    asked_kind: str | None = None

    def is_meant_by(self, name: Name) -> bool:
        """Whether a mention is of this instrument, of what it tracks, or of a family that it belongs to."""
        same_index = self.tracks is not None and name.tracks == self.tracks
        return same_index or name.id in (self.id, self.tracks) or name.id in self.family


def subjects_of(names: Sequence[Name], held: Container[str]) -> tuple[Subject, ...]:
    """The instruments with prices that these names mean, in the order they are named, at most three per name."""
    found: dict[str, Subject] = {}
    for name in names:
        for subject in _subjects_of_name(name, held):
            found.setdefault(subject.ticker, subject)
    return tuple(found.values())


def most_spoken_of(passages: Sequence[Passage], held: Container[str], telling: Phrases | None = None) -> tuple[Subject, ...]:
    """The instruments with prices that passages speak of, the one most spoken of first; earlier passages count for more.

    telling: words of the question's own matter; a passage counts by how many of them it holds.
    """
    weights: Counter[str] = Counter()
    subjects: dict[str, Subject] = {}
    for rank, passage in enumerate(passages):
        heft = 1 + 2 * min(3, len(telling.words_in(passage.quote))) if telling is not None else 1
        names = {name.id: name for name in find_names(f"{passage.title}. {passage.quote}")}
        for name in names.values():
            means = _subjects_of_name(name, held)
            for subject in means:
                subjects.setdefault(subject.ticker, subject)
                share = 1.0 if name.kind in ("fund", "company") else 0.6 if len(means) == 1 else 0.6 / len(means)
                weights[subject.ticker] += heft * share / (rank + 6)  # type: ignore[assignment]
    return tuple(subjects[ticker] for ticker, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def is_comparable(first: Subject, second: Subject) -> bool:
    """Whether two instruments belong to one market, as two funds of stocks do."""
    above = [set(subject.family) | _ancestors(subject.family) for subject in (first, second)]
    return bool(above[0] & above[1])


def fund_on(subject: Subject, held: Container[str]) -> list[Subject]:
    """The preferred fund with prices on an index, standing in for it; empty where there is none."""
    row = instrument(subject.id)
    name = row.name if row is not None else subject.id
    funds = (fund for fund in funds_tracking(subject.id) if fund.ticker and fund.ticker.upper() in held)
    return [
        Subject(fund.ticker.upper(), fund.id, fund.family, fund.tracks, asked=name, asked_kind="index")
        for fund in islice(funds, 1)
        if fund.ticker
    ]


def is_rival(name: Name, subjects: Sequence[Subject]) -> bool:
    """Whether a mention is of some instrument that is none of the subjects, nor their family, nor within it."""
    if name.kind not in ("fund", "company", "index", "commodity", "generic"):
        return False
    return not any(
        subject.is_meant_by(name) or any(family == name.id or is_ancestor(family, name.id) for family in subject.family[:1])
        for subject in subjects
    )


def _ancestors(families: tuple[str, ...]) -> set[str]:
    return set().union(*(ancestors().get(family, frozenset()) for family in families)) - {"markets"}


def _subjects_of_name(name: Name, held: Container[str]) -> list[Subject]:
    if name.kind not in MARKET_KINDS:
        return []
    row = instrument(name.id)
    if name.ticker and name.ticker.upper() in held:
        return [Subject(name.ticker.upper(), name.id, name.family, name.tracks)]
    if name.kind == "other" or row is None:
        return []
    if name.kind == "generic":
        return _members(name, held)
    tracked = name.tracks or name.id
    funds = (fund for fund in funds_tracking(tracked) if fund.ticker and fund.ticker.upper() in held)
    return [_stand_in(fund, name) for fund in islice(funds, 1)]


_MOST_MEMBERS = 3  # no more are looked for, since a live source is asked for each


def _members(name: Name, held: Container[str]) -> list[Subject]:
    """The funds of a family that have prices, those directly under it first, one per index."""
    rows = [row for row in family_members(name.id) if row.kind == "fund" and row.ticker]
    rows.sort(key=lambda row: row.family.index(name.id) if name.id in row.family else len(row.family))
    found: dict[str, Subject] = {}
    for row in rows:
        if len(found) == _MOST_MEMBERS:
            break
        if (row.tracks or row.id) not in found and row.ticker is not None and row.ticker.upper() in held:
            found[row.tracks or row.id] = _stand_in(row, name)
    return list(found.values())


def _stand_in(row: Instrument, name: Name) -> Subject:
    assert row.ticker is not None
    return Subject(row.ticker.upper(), row.id, row.family, row.tracks, asked=name.text, asked_kind=name.kind)
