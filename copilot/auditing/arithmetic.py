"""A text's own arithmetic: results that its own numbers contradict, as printed, to half a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from copilot.auditing.remarks import Remark
from copilot.numbers import Claim, check_text
from copilot.numbers.binding.windows import window
from copilot.types import Span

_TWO_POINTS = re.compile(
    r"\bbetween (?:(?:those|these|the|both)(?: two)? (?:points|levels|prices|dates|days|closes|marks)|the two)\b", re.IGNORECASE
)
# From the later of two levels to the change that is told of them: ", a rise of 8%", "is a drop of", "(up".
_RISE = "rise|gain|increase|jump|growth|climb|advance|improvement|surge"
_FALL = "fall|drop|decline|decrease|loss|slump|cut|slide|reduction"
_TELLS_CHANGE = re.compile(
    rf"[\s,;:(–—-]*(?:(?:which|that|it|this)\s+)?(?:(?:is|was|would be|makes|means|being|or)\s+)?"
    rf"(?:(?P<up>up|(?:an?\s+)?(?:\w+\s+)?(?:{_RISE})\s+of)|(?P<down>down|(?:an?\s+)?(?:\w+\s+)?(?:{_FALL})\s+of))"
    rf"\s+(?:by\s+)?(?:(?:about|around|nearly|almost|some|roughly|over|more than|less than)\s+)?",
    re.IGNORECASE,
)
_BESIDE_CHARS = 30  # from a level to the change told behind it, and from the change to its percentage


def wrong_results(text: str, claims: Sequence[Claim], *, as_of: date, published: date | None) -> Iterator[Remark]:
    """Each number that the arithmetic of its own clause, or of its own row, contradicts; no other evidence has a part in it."""
    told: set[Span] = set()
    loose = {
        (c.quantity.start, c.quantity.end) for c in claims if c.quantity.qualifier != "none" or c.quantity.text.endswith("+")
    }
    for check in check_text(text, [], as_of=as_of, published=published, citations="ignore"):
        formula = next((item for item in check.evidence if item.get("formula")), None)
        if check.verdict != "differs" or formula is None:
            continue
        number = (check.start, check.end)
        told.add(number)
        operands = [(o["start"], o["end"]) for o in formula["operands"] if o["source"] is None and o["start"] is not None]
        if loose & set(operands):
            continue  # "from about 2,600": what follows from it is about, too
        found = str(formula["formula"])
        yield Remark(
            "arithmetic", "error", (number, *operands), check.text, found,
            f"{check.text} is not what the text's own numbers give: {found}.", disputes=True,
        )  # fmt: skip
    yield from _wrong_changes(text, claims, told)
    yield from _between_two_points(text, claims, told)
    yield from _beside_both_levels(text, claims, told)


def _wrong_changes(text: str, claims: Sequence[Claim], told: set[Span]) -> Iterator[Remark]:
    """ "6,849.72, +20.37, +0.30%": the change in points over the level before must be the change in percent."""
    for level, points, percent in zip(claims, claims[1:], claims[2:], strict=False):
        triple = (level, points, percent)
        number = (percent.quantity.start, percent.quantity.end)
        if number in told or not _belong(text, triple):
            continue
        before = _interval(level)[0] - _interval(points)[1], _interval(level)[1] - _interval(points)[0]
        if before[0] <= 0:
            continue
        results = [change / base * 100 for change in _interval(points) for base in before]
        printed = _interval(percent)
        if min(results) <= printed[1] and printed[0] <= max(results):
            continue
        exact = _signed(points) / (_signed(level) - _signed(points)) * 100
        is_rounding = abs(exact - _signed(percent)) <= (percent.quantity.ulp or 0)
        minus = "−" if _signed(points) > 0 else "+"
        shown = f"{points.quantity.text} / ({level.quantity.text} {minus} {points.quantity.text.lstrip('+-−–')}) = {exact:.2f}%"
        spans = (number, *((claim.quantity.start, claim.quantity.end) for claim in (points, level)))
        yield Remark(
            "arithmetic", "warning" if is_rounding else "error", spans, percent.quantity.text, shown,
            f"{percent.quantity.text} is not what the text's own numbers give: {shown}.", disputes=not is_rounding,
        )  # fmt: skip


def _between_two_points(text: str, claims: Sequence[Claim], told: set[Span]) -> Iterator[Remark]:
    """ "A low of 80. A high of 100. It rose 25% between those two points": the two levels of the sentences before."""
    for at, change in enumerate(claims):
        number = (change.quantity.start, change.quantity.end)
        behind = text[number[1] : change.sentence[1]]
        if change.role != "change" or change.quantity.unit != "percent" or number in told or not _TWO_POINTS.search(behind):
            continue
        names = {name.id for name in change.entities}
        levels = [c for c in claims[:at] if _is_level_of(c, names)][-2:]
        if len(levels) < 2 or change.quantity.value is None:
            continue
        first, last = levels
        sign = -1 if change.direction == "down" else 1
        base = _interval(first)
        if base[0] <= 0:
            continue
        results = [(end / start - 1) * 100 * sign for end in _interval(last) for start in base]
        accepted = window(abs(change.quantity.value), change.quantity.ulp or Decimal(1), change.quantity.qualifier)
        holds = accepted.high >= min(results) and accepted.low <= max(results)
        exact = (_signed(last) / _signed(first) - 1) * 100
        shown = f"{last.quantity.text} / {first.quantity.text} − 1 = {exact:.2f}%"
        said = "follows from the text's own numbers" if holds else "is not what the text's own numbers give"
        spans = (number, *((level.quantity.start, level.quantity.end) for level in levels))
        yield Remark(
            "arithmetic", "note" if holds else "error", spans, change.quantity.text, shown,
            f"{change.quantity.text} {said}: {shown}.", disputes=not holds,
        )  # fmt: skip


def _beside_both_levels(text: str, claims: Sequence[Claim], told: set[Span]) -> Iterator[Remark]:
    """ "From 100 to 130 is a rise of 25%", "to 4.2 billion from 3.9 billion, an increase of 12%": the levels stand before it."""
    for one, other, change in zip(claims, claims[1:], claims[2:], strict=False):
        number = (change.quantity.start, change.quantity.end)
        tells = _TELLS_CHANGE.fullmatch(text[other.quantity.end : number[0]])
        ends = _start_and_end(text, one, other)
        if number in told or tells is None or ends is None or change.quantity.unit != "percent" or change.quantity.value is None:
            continue
        start, end = ends
        base = _interval(start)
        if base[0] <= 0:
            continue
        sign = 1 if tells["up"] else -1
        results = [(last / first - 1) * 100 * sign for last in _interval(end) for first in base]
        accepted = window(abs(change.quantity.value), change.quantity.ulp or Decimal(1), change.quantity.qualifier)
        if accepted.high >= min(results) and accepted.low <= max(results):
            continue
        exact = (_signed(end) / _signed(start) - 1) * 100
        shown = f"{end.quantity.text} / {start.quantity.text} − 1 = {exact:.2f}%"
        spans = (number, *((level.quantity.start, level.quantity.end) for level in ends))
        yield Remark(
            "arithmetic", "error", spans, change.quantity.text, shown,
            f"{change.quantity.text} is not what the text's own numbers give: {shown}.", disputes=True,
        )  # fmt: skip


def _start_and_end(text: str, one: Claim, other: Claim) -> tuple[Claim, Claim] | None:
    """The levels that a move is told between, the first first: "from A to B" or "to B from A", of one unit and no change."""
    first, second = one.quantity, other.quantity
    if first.unit != second.unit or first.unit in ("percent", "percentage_point", "basis_point"):
        return None
    if None in (first.value, first.ulp, second.value, second.ulp) or {first.qualifier, second.qualifier} != {"none"}:
        return None
    lead, between = text[max(0, first.start - 6) : first.start].lower(), text[first.end : second.start].strip().lower()
    if lead.endswith("from ") and between == "to":
        return one, other
    return (other, one) if lead.endswith("to ") and between == "from" else None


def _is_level_of(claim: Claim, names: set[str]) -> bool:
    quantity = claim.quantity
    is_price = claim.price_field is not None or len(quantity.unit) == 3
    return claim.role != "change" and is_price and quantity.value is not None and bool(names & {n.id for n in claim.entities})


def _belong(text: str, triple: tuple[Claim, Claim, Claim]) -> bool:
    """Whether they are a level, its change in points with a sign, and its change in percent with a sign, side by side."""
    level, points, percent = triple
    if any(claim.quantity.value is None or claim.quantity.ulp is None for claim in triple):
        return False
    if level.entities != points.entities or points.entities != percent.entities or not level.entities:
        return False
    signs = [claim.quantity.text[:1] in "+-−–" for claim in triple]
    units = level.quantity.unit in ("none", "index_point"), points.quantity.unit in ("none", "index_point")
    if signs != [False, True, True] or not all(units) or percent.quantity.unit != "percent":
        return False
    if points.head is not None and ("change" not in _words(text, points) or "change" not in _words(text, percent)):
        return False
    gaps = [text[one.quantity.end : other.quantity.start] for one, other in ((level, points), (points, percent))]
    return all(len(gap) <= _BESIDE_CHARS and "\n" not in gap and ";" not in gap for gap in gaps)


def _words(text: str, claim: Claim) -> str:
    return text[slice(*claim.head)].lower() if claim.head else ""


def _signed(claim: Claim) -> Decimal:
    value = claim.quantity.value or Decimal(0)
    return -abs(value) if claim.quantity.text[:1] in "-−–" else value


def _interval(claim: Claim) -> tuple[Decimal, Decimal]:
    half = (claim.quantity.ulp or Decimal(0)) / 2
    return _signed(claim) - half, _signed(claim) + half
