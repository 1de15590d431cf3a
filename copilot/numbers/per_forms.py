"""An amount told for each of so many: "1.50 dollars of net income per share", "20 tonnes per container"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.numbers import arithmetic
from copilot.numbers.amounts import is_money
from copilot.numbers.arithmetic import Result
from copilot.numbers.evidence import Pool
from copilot.numbers.measures import related, singular
from copilot.numbers.operands import family_of, is_level, is_unopposed, size, time_fits
from copilot.numbers.reading import Reading
from copilot.numbers.wording import content_stems

_PER = re.compile(
    r"^\s?(?:[\w-]+\s){0,4}?(?:per|for each|for every)\s(?P<noun>[a-z]{3,})\b|^\s?(?:a|an|each)\s(?P<one>[a-z]{3,})\b"
)
_EACH = re.compile(r"^\W*(?:each|apiece)\b")
_OUTSTANDING = re.compile(r"^\W*(?:shares? )?(?:outstanding|in issue)\b", re.IGNORECASE)
_FAR = 1  # sentences


def per_thing(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A total over the number of things that it is told per, both of one source and time."""
    match, each = _PER.match(claim.trail), _EACH.match(claim.trail)
    if (match is None and each is None) or claim.role == "change" or claim.quantity.unit == "percent":
        return
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs) and _is_current(claim, theirs)]
    if match is not None:
        numbers = _numbers(levels, singular(match["noun"] or match["one"]))
    else:  # "sold the eleven for 167 million each": of the things that the claim counts or names
        numbers = [level for level in levels if content_stems(level.quantity.unit.removeprefix("count:")) & claim.words]
        numbers = [number for number in numbers if number.quantity.unit.startswith("count:")]
    for number in numbers:
        for total in levels:
            near = total.source == number.source and abs(total.sentence - number.sentence) <= _FAR
            if total is number or not near or not _is_told_per(claim, total):
                continue
            one, other = arithmetic.operand(number), arithmetic.operand(total)
            made = arithmetic.ratio(one, other) if one and other else None
            if made is not None and other is not None:
                yield replace(made, family=other.family), False


def _numbers(levels: Sequence[Reading], noun: str) -> list[Reading]:
    """How many of the things there are; of shares those outstanding where that is told."""
    found = [level for level in levels if level.quantity.unit == f"count:{noun}"]
    if noun == "share":
        found = [level for level in levels if level.quantity.unit == "share" or _OUTSTANDING.match(level.after)]
        found = [level for level in found if _OUTSTANDING.match(level.after)] or found
    return found


def _is_told_per(claim: Reading, total: Reading) -> bool:
    """Whether a total is in the claim's unit and of its measure or words."""
    one, other = claim.quantity.unit, total.quantity.unit
    if one != other or not (is_money(family_of(claim)) or one.startswith("count:")) or size(total) <= size(claim):
        return False
    alike = claim.measure is not None and total.measure is not None and related(claim.measure, total.measure)
    return alike or bool(claim.words & total.words)


def _is_current(claim: Reading, theirs: Reading) -> bool:
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None)
    return (
        theirs.role != "from"
        and theirs.prior == claim.prior
        and is_unopposed(bare, theirs)
        and time_fits(claim, theirs) is not False
    )
