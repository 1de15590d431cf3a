"""Figures of two measures, or of a share and its whole: "deposits exceed loans by 3.5 billion", "576 million in Europe"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable, family
from copilot.numbers.arithmetic import Result
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.measures import Mention, find_measures, measures
from copilot.numbers.operands import family_of, is_level, is_unopposed, time_fits
from copilot.numbers.reading import Reading
from copilot.resources import resource

_ABOVE = re.compile(
    r"\b(?:exceed\w*|outstrip\w*|outweigh\w*|top(?:s|ped)|(?:above|over|ahead of|(?:more|higher|larger|greater) than))\b"
)
_BELOW = re.compile(r"\b(?:(?:fall|fell|falls) short of|lag\w*|trail\w*|below|under|(?:less|lower|smaller|fewer) than)\b")
_GAP = re.compile(r"\b(?:gap|difference) between\b", re.IGNORECASE)


def between_measures(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """One measure less another of the same thing, in the order that the words give them."""
    pair = _named_pair(claim)
    if pair is None:
        return
    for made in _differences(claim, pool, *pair):
        if made.point > 0:
            yield made, False


def by_definition(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """A measure that is one less another by definition: net debt of debt and cash."""
    pair = identities().get(claim.measure or "")
    if pair is not None and claim.role != "change":
        for made in _differences(claim, pool, *pair):
            yield made, False


@cache
def identities() -> dict[str, tuple[str, str]]:
    """What is by definition one measure less another (`reference/identities.toml`)."""
    table = tomllib.loads(resource("reference", "identities.toml").read_text(encoding="utf-8"))
    return {id: (pair[0], pair[1]) for id, pair in table.items()}


def _differences(claim: Reading, pool: Pool, larger: str, smaller: str) -> Iterator[Result]:
    """What a level of the one measure is above one of the other, both of one source."""
    levels = [theirs for theirs in pool.about(claim) if _is_current(claim, theirs)]
    for first in levels:
        for second in levels:
            if first.measure != larger or second.measure != smaller or first.source != second.source:
                continue
            one, other = arithmetic.operand(second), arithmetic.operand(first)
            if one is None or other is None or not comparable(one.family, other.family):
                continue
            made = arithmetic.difference(one, other)
            if made is not None and same_form(claim, made):
                yield made


def _named_pair(claim: Reading) -> tuple[str, str] | None:
    """The measure that the words say is the larger, and the other one."""
    words = claim.lead + " " + claim.trail
    named: list[Mention] = []
    for mention in find_measures(words):
        if not measures()[mention.id].generic and mention.id not in {other.id for other in named}:
            named.append(mention)
    if len(named) != 2:
        return None
    first, second = named
    gap = words[first.end : second.start].lower()
    if _ABOVE.search(gap) or _GAP.search(words[: first.start]):
        return first.id, second.id
    return (second.id, first.id) if _BELOW.search(gap) else None


def _is_current(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading is a level of the claim's own time that nothing speaks against."""
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None)
    return (
        is_level(theirs)
        and theirs.role != "from"
        and not theirs.prior
        and is_unopposed(bare, theirs)
        and (time_fits(claim, theirs) is not False)
    )


def portions(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """An amount told as a share of its whole: the claim names what the share is of."""
    if claim.role == "change" or family(claim.quantity.unit) in ("points", "ratio"):
        return
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs) and not theirs.prior and is_unopposed(claim, theirs)]
    for rate in levels:
        if rate.quantity.unit != "percent" or rate.row or not _is_share(rate, pool) or not _names(claim, rate):
            continue
        for whole in levels:
            near = whole.source == rate.source and 0 <= rate.sentence - whole.sentence <= 1 and not whole.row
            if not near or whole.measure != rate.measure or not comparable(family_of(claim), family_of(whole)):
                continue
            one, other = arithmetic.operand(rate), arithmetic.operand(whole)
            made = arithmetic.part_of(one, other) if one and other and other.family != "points" else None
            if made is not None and same_form(claim, made):
                yield made, False


def _is_share(rate: Reading, pool: Pool) -> bool:
    """Whether a percentage is told as a share, or stands in one sentence with one that is: "Europe made up 45% and Asia 30%"."""
    return rate.share or any(other.share and other.quantity.unit == "percent" for other in pool.beside(rate))


def _names(claim: Reading, rate: Reading) -> bool:
    """Whether the claim names what the share is of, beyond what both are said of anyway."""
    if len(rate.entities) > 1 or len(claim.entities) > 1:
        return classes_agree(claim.entities[-1:], rate.entities[-1:])[0]
    return classes_agree(claim.entities, rate.entities)[0] or bool(claim.words & rate.words)
