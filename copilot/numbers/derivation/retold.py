"""A statement that the evidence makes with another number: no formula over other figures makes the changed one true."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from copilot.numbers.binding.bind import compare_slots
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.evidence.amounts import comparable, family
from copilot.numbers.evidence.citations import Governance
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.formulas.lists import TOTAL
from copilot.numbers.formulas.rests import denies, opposes
from copilot.numbers.readings.reading import Reading

_WORD = re.compile(r"[A-Za-z][\w'’-]*|[%$€£¥|]|\d[\d.,]*")
_PREPOSITIONS = frozenset({"to", "by", "from"})  # that make a change of a level
_ELSEWHERE = frozenset({"period", "entity", "measure"})  # told of another time or thing
Frame = tuple[tuple[str, ...], tuple[str, ...]]
_MOST = 4  # words of a frame on each side
_LEAST = 4  # words that must be there to know the statement by


def retold(
    claims: Mapping[int, Reading],
    bound: Mapping[int, Outcome],
    derived: Mapping[int, Outcome],
    reach: Sequence[Governance],
    evidence: Evidence,
) -> dict[int, Outcome]:
    """The verdicts of binding for numbers that only a formula bore out, where the evidence tells the same with another value.

    bound: what binding said; derived: what stands now. The words around the number must be the same, word for word.
    """
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        if derived[at].support != "derived" or not bound[at].rejected or claim.quantity.value is None:
            continue
        if is_retold(claim, bound[at], evidence.pool(reach[at].ids)):
            found[at] = bound[at]
    return found


def is_retold(claim: Reading, bound: Outcome, pool: Pool) -> bool:
    """Whether the evidence has the statement: word for word with another number, or the very number but for a word.

    bound: what binding said.
    """
    contradicted = bound.verdict == "differs" and bound.reason_code not in ("value", "comparator")
    frame = _frame(claim)
    if sum(map(len, frame)) < _LEAST:
        return False
    for theirs in pool.about(claim):
        if theirs.exact or denies(claim) != denies(theirs) or opposes(claim, theirs):
            continue
        if bool(claim.comparators) != bool(theirs.comparators):
            continue  # "sold 12 more than its rival" says nothing of what it sold
        if TOTAL.search(claim.lead + claim.trail) and not TOTAL.search(theirs.lead + theirs.trail):
            continue  # "in 2024 and 2025 together" is told of neither
        if claim.share and claim.quantity.unit == "percent" and family(theirs.quantity.unit) in ("count", "none"):
            continue  # "38% rate it a buy" where 9 of 24 do
        its = _frame(theirs)
        if its == frame and _is_another(claim, theirs) and not _ELSEWHERE & compare_slots(claim, theirs).against.keys():
            return True
        if contradicted and claim.quantity.value == theirs.quantity.value and _differing(frame, its) <= 1:
            return claim.role == theirs.role or _PREPOSITIONS.issuperset(side[0][-1] for side in (frame, its))
    return False


def _differing(one: Frame, other: Frame) -> int:
    """How many words of two frames of one length differ; many where the lengths do."""
    if any(len(a) != len(b) for a, b in zip(one, other, strict=True)):
        return 2 * _MOST
    return sum(x != y for a, b in zip(one, other, strict=True) for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=1024)  # every claim asks it of the same figures
def _frame(reading: Reading) -> Frame:
    """The last words before a figure and the first behind it, in lower case."""
    before = [_plain(word) for word in _WORD.findall(reading.run_up)]
    after = [_plain(word) for word in _WORD.findall(reading.after)]
    return tuple(before[-_MOST:]), tuple(after[:_MOST])


def _plain(word: str) -> str:
    """A word in lower case; a number stands for any other, since the statement may have changed two of them."""
    return "#" if word[0].isdigit() else word.lower()


def _is_another(claim: Reading, theirs: Reading) -> bool:
    one, other = claim.quantity, theirs.quantity
    return other.value is not None and (other.value != one.value or not comparable(family(one.unit), family(other.unit)))
