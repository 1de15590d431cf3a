"""Why a number has its verdict: how it was read, which evidence has its value, which has its subject, and what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from copilot.numbers.binding import Slots
from copilot.numbers.census import find_quantities
from copilot.numbers.check import check_text
from copilot.numbers.citations import CitationMode, governed
from copilot.numbers.evidence import Evidence, Pool
from copilot.numbers.match import accepted, matches, other_values
from copilot.numbers.reading import Reading
from copilot.numbers.slots import read
from copilot.numbers.types import NumberCheck
from copilot.numbers.verdicts import quoted
from copilot.numbers.when import day

MOST_SHOWN = 4
_FAMILIES = {"points": "percent or points"}


@dataclass(frozen=True, slots=True)
class Tried:
    """One piece of evidence that was held against the number. `against` maps a slot to what the evidence says of it."""

    source: str
    quote: str
    same_value: bool
    against: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One number's verdict with the way to it. `read_as` are the slots in words; `accepts` the evidence values that would do."""

    check: NumberCheck
    read_as: tuple[str, ...]
    accepts: tuple[str, ...]
    tried: tuple[Tried, ...]


def explain_text(
    text: str,
    sources: Sequence[str],
    *,
    metrics: Sequence[Mapping[str, Any]] = (),
    as_of: date | str | None = None,
    published: date | str | None = None,
    citations: CitationMode = "auto",
) -> list[Explanation]:
    """As check_text, with what was tried for each judged number; the same arguments, the same order.

    >>> found = explain_text("Sales rose 5% in 2024.", ["Sales rose 6.1% in 2024."])
    >>> found[0].check.verdict, found[0].accepts, found[0].tried[0].quote
    ('differs', ('4.5 to 5.5 percent or points',), '6.1%')
    """
    items = find_quantities(text)
    claims = {claim.index: claim for claim in read(text, items, anchor=day(published) or day(as_of))}
    evidence = Evidence(sources, metrics)
    reach = governed(text, items, citations, (len(sources), len(metrics)))
    checks = check_text(text, sources, metrics=metrics, as_of=as_of, published=published, citations=citations)
    return [
        _explained(check, claims.get(at), evidence.pool(reach[at].ids) if at in claims and reach[at].cited else None)
        for at, check in enumerate(checks)
    ]


def _explained(check: NumberCheck, claim: Reading | None, pool: Pool | None) -> Explanation:
    if claim is None:
        return Explanation(check, (), (), ())
    windows = tuple(
        f"{_short(w.low)} to {_short(w.high)} {_FAMILIES.get(amount.family, amount.family)}" for amount, w in accepted(claim)
    )
    return Explanation(check, tuple(_read_as(claim)), windows, tuple(_tried(claim, pool)) if pool else ())


def _tried(claim: Reading, pool: Pool) -> list[Tried]:
    """Evidence of the same value first, each with what contradicts; then evidence of the same thing with another value."""
    found, seen = [], set()
    for match in matches(claim, pool):
        against = _words(match.slots)
        if not match.unit_agrees:
            against = {**against, "unit": match.theirs.quantity.unit}
        seen.add((match.theirs.source, match.theirs.index))
        found.append(Tried(match.theirs.source, _quote(match.theirs), True, against))
    for theirs, slots in other_values(claim, pool):
        if (theirs.source, theirs.index) not in seen:
            found.append(Tried(theirs.source, _quote(theirs), False, _words(slots)))
    return found[:MOST_SHOWN]


def _quote(theirs: Reading) -> str:
    """The figure with what it is said of: a metric's own words, else the number and its subject."""
    subject = ", ".join(dict.fromkeys(name.text for name in theirs.entities[:2]))
    words = str(quoted(theirs)["quote"])
    return words if theirs.exact else f"{words}" + (f" of {subject}" if subject else "")


def _words(slots: Slots) -> dict[str, str]:
    against = {str(code): str(words) for code, words in slots.against.items()}
    return against if slots.proxy is None else {**against, "proxy": slots.proxy}


def _read_as(claim: Reading) -> list[str]:
    names = ", ".join(dict.fromkeys(name.text for name in claim.entities))
    parts = [
        ("of", names),
        ("measure", (claim.measure or "").replace("_", " ")),
        ("price field", claim.basis.price_field or ""),
        ("basis", ", ".join(claim.basis.dimensions.values())),
        ("time", claim.times_text),
        ("role", "" if claim.role == "none" else claim.role),
        ("direction", "" if claim.direction == "none" else claim.direction),
        ("told as", "" if claim.basis.modality in (None, "actual") else str(claim.basis.modality)),
    ]
    return [f"{name} {words}" for name, words in parts if words]


def _short(value: object) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
