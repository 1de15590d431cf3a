"""Why a number has its verdict: how it was read, which evidence has its value, which has its subject, and what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from copilot.numbers.binding.bind import Slots
from copilot.numbers.binding.match import accepted, matches
from copilot.numbers.binding.other_values import other_values
from copilot.numbers.binding.verdicts import quoted
from copilot.numbers.binding.windows import Window
from copilot.numbers.check import check_text
from copilot.numbers.evidence.citations import CitationMode, governed
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.evidence.printed_value import trim_zeros
from copilot.numbers.evidence.source import read_text
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.when import day
from copilot.numbers.types import NumberCheck

MOST_SHOWN = 4
_FAMILIES = {"points": "% or points", "ratio": "times", "index_point": "points", "none": "", "share": "shares", "count": ""}
_ROLES = {"change": "a change", "from": "the starting value", "to": "the value reached", "level": "a level"}
_HALF = 40  # characters of the evidence shown to either side of a figure


@dataclass(frozen=True, slots=True)
class Tried:
    """One piece of evidence that was held against the number, `quote` with the words around it. `against` maps a slot to what

    the evidence says of it.
    """

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
    ('differs', ('4.5 to 5.5% or points',), 'Sales rose 6.1% in 2024.')
    """
    items, readings = read_text(text, day(published) or day(as_of))
    claims = {claim.index: claim for claim in readings}
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
    windows = tuple(_window_words(amount.family, window) for amount, window in accepted(claim))
    tried = tuple(_tried(claim, pool, only_same=check.verdict == "checked")) if pool else ()
    return Explanation(check, tuple(_read_as(claim)), windows, tried)


def _window_words(family: str, window: Window) -> str:
    """A window of evidence values in words: "4.5 to 5.5% or points", "more than 10, up to 12.5 times".

    >>> _window_words("ratio", Window(Decimal(10), Decimal("12.5"), open_low=True))
    'more than 10, up to 12.5 times'
    >>> _window_words("count", Window(Decimal("2.5"), Decimal("3.5")))
    '3'
    """
    low, high = window.low, window.high
    unit = _FAMILIES.get(family, family.removeprefix("time:"))
    unit = unit if not unit or unit.startswith("%") else f" {unit}"
    if family in ("count", "share") and not (window.open_low or window.open_high):
        first, last = low.to_integral_value(ROUND_CEILING), (high - Decimal("1e-9")).to_integral_value(ROUND_FLOOR)
        if first <= last:
            return f"{trim_zeros(first)}{unit}" if first == last else f"{trim_zeros(first)} to {trim_zeros(last)}{unit}"
    if window.open_low:
        return f"more than {trim_zeros(low)}, up to {trim_zeros(high)}{unit}"
    return f"{trim_zeros(low)} to {'less than ' if window.open_high else ''}{trim_zeros(high)}{unit}"


def _tried(claim: Reading, pool: Pool, *, only_same: bool) -> list[Tried]:
    """Evidence of the same value first, each with what contradicts; then, unless `only_same`, of the same thing with another."""
    found, seen = [], set()
    for match in matches(claim, pool):
        against = _words(match.slots)
        if not match.unit_agrees:
            against = {**against, "unit": match.theirs.quantity.unit}
        seen.add((match.theirs.source, match.theirs.index))
        found.append(Tried(match.theirs.source, _quote(match.theirs), True, against))
    for theirs, slots in () if only_same else other_values(claim, pool):
        if (theirs.source, theirs.index) not in seen:
            found.append(Tried(theirs.source, _quote(theirs), False, _words(slots)))
    return found[:MOST_SHOWN]


def _quote(theirs: Reading) -> str:
    """The figure in its words: a metric's own, else those of its sentence to either side."""
    words = str(quoted(theirs)["quote"])
    if theirs.exact:
        return words
    before, after = theirs.run_up, theirs.after
    if len(before) > _HALF:
        before = "… " + before[-_HALF:].partition(" ")[2]
    if len(after) > _HALF:
        after = after[:_HALF].rpartition(" ")[0] + " …"
    return " ".join(f"{before}{words}{after}".split())


def _words(slots: Slots) -> dict[str, str]:
    against = {str(code): str(words) for code, words in slots.against.items()}
    return against if slots.proxy is None else {**against, "proxy": slots.proxy}


def _read_as(claim: Reading) -> list[str]:
    names = ", ".join(dict.fromkeys(name.text for name in claim.entities))
    parts = [
        f"said of {names}" if names else "",
        (claim.measure or "").replace("_", " "),
        claim.basis.price_field or "",
        ", ".join(claim.basis.dimensions.values()),
        claim.times_text,
        _ROLES.get(claim.role, ""),
        "" if claim.direction == "none" else claim.direction,
        "" if claim.basis.modality in (None, "actual") else f"told as {claim.basis.modality}",
    ]
    return [words for words in parts if words]
