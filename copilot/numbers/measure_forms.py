"""Figures of two things that words name, or of a share and its whole: "deposits exceed loans by 3 billion", "576 in Europe"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable, family
from copilot.numbers.arithmetic import Result
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.measures import find_measures
from copilot.numbers.operands import family_of, is_level, is_unopposed, time_fits
from copilot.numbers.parts import is_part_of
from copilot.numbers.reading import Reading
from copilot.numbers.rest_forms import denies, in_percent, is_fraction
from copilot.numbers.wording import content_stems
from copilot.resources import resource

_ABOVE = re.compile(
    r"\b(?:exceed\w*|outstrip\w*|outperform\w*|outpac\w*|outdid|outweigh\w*|top(?:s|ped)|above|over|ahead of"
    r"|(?:more|higher|larger|greater|dearer|stronger|bigger|longer) than|as (?:much|many|large|high|big|long) as)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:(?:fall|falls|fell) short of|lag(?:s|ged)?|trail(?:s|ed)?|underperform\w*|below|under"
    r"|(?:less|lower|smaller|fewer|cheaper|weaker|shorter) than)\b",
    re.IGNORECASE,
)
_MORE_OF = re.compile(
    r"^\s(?P<way>more|fewer|less)\s(?P<one>[\w-]+)(?: [\w-]+)?\sthan\s(?P<other>[\w-]+)", re.IGNORECASE
)  # "one million more foreign than domestic guests"
_TO_VALUE = re.compile(r"\b(?P<way>discount|premium) (?:to|over|on)\b", re.IGNORECASE)
_AS_MANY = re.compile(r"\bas (?:many|much)\b(?P<one>[^.;]*?)\bas\b(?P<other>[^.;]*)", re.IGNORECASE)
_DOWN = re.compile(r"\bdiscount\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:shares|stock|units)\b", re.IGNORECASE)
_GAP = re.compile(r"\b(?:gap|difference|spread) between\b(?P<one>[^.;,]{2,60}?)\band\b(?P<other>[^.;,]{2,60})", re.IGNORECASE)
_FAR = 2  # sentences


class _Side(NamedTuple):
    """One side of a comparison: the words and measures that it names and the other does not."""

    words: frozenset[str]
    measures: frozenset[str]

    def names(self, own: frozenset[str], measure: str | None, other: _Side) -> bool:
        """Whether a figure is told of this side by its measure or by words of its own, and by none of the other side's."""
        if measure in self.measures or measure in other.measures:
            return measure in self.measures
        return bool(own & self.words) and not own & other.words


def between_sides(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """What one thing is above another or over it, both named by words: "deposits exceed loans by", "twice the matchdays"."""
    sides = _sides(claim)
    if sides is None:
        return
    larger, smaller = sides
    below = _is_below(claim)
    levels = [theirs for theirs in pool.about(claim) if _is_current(claim, theirs) or _is_signed_rate(claim, theirs)]
    for first in levels:
        for second in levels:
            near = first.source == second.source and abs(first.sentence - second.sentence) <= _FAR
            if not near or first is second or (first.role == "change") != (second.role == "change"):
                continue
            own, its = _said(first) - _said(second), _said(second) - _said(first)
            one, other = (first.measure, second.measure) if first.measure != second.measure else (None, None)
            if larger.names(own, one, smaller) and smaller.names(its, other, larger):
                yield from _compared(claim, first, second, below=below)


def _said(reading: Reading) -> frozenset[str]:
    """The words of a figure, with those of the names it is said of."""
    return reading.words | content_stems(" ".join(name.text for name in reading.entities))


def _sides(claim: Reading) -> tuple[_Side, _Side] | None:
    """The side that the words put above, or over, the other one."""
    subject = content_stems(" ".join(name.text for name in claim.entities))
    gap = _GAP.search(claim.lead) or _GAP.search(claim.trail)
    if gap is not None:
        return _apart(gap["one"], gap["other"], subject)
    more = _MORE_OF.match(claim.trail)
    if more is not None:
        sides = _apart(more["one"], more["other"], subject)
        return sides if sides is None or more["way"].lower() == "more" else (sides[1], sides[0])
    value = _TO_VALUE.search(claim.trail)
    if value is not None:
        sides = _apart(claim.lead, claim.trail[value.end() :], subject)
        return sides if sides is None or value["way"].lower() == "premium" else (sides[1], sides[0])
    as_many = _AS_MANY.search(claim.trail) if claim.quantity.unit == "ratio_x" else None
    if as_many is not None and not content_stems(claim.lead) - subject:
        return _apart(as_many["one"], as_many["other"], subject)
    if claim.quantity.unit == "ratio_x" and claim.role != "change" and (claim.quantity.value or 0) > 1:
        return _apart(claim.lead, claim.trail, subject)
    for words, before in ((claim.lead, ""), (claim.trail, claim.lead)):
        for pattern, up in ((_ABOVE, True), (_BELOW, False)):
            match = pattern.search(words)
            if match is not None:
                one, other = before + " " + words[: match.start()], words[match.end() :]
                sides = _apart(one, other, subject)
                return sides if up or sides is None else (sides[1], sides[0])
    return None


def _apart(one: str, other: str, subject: frozenset[str]) -> tuple[_Side, _Side] | None:
    """Two sides by what only one of them names; the subject of both, "the bank's", tells them not apart."""
    first, second = content_stems(one), content_stems(other)
    if first - subject and second - subject:
        first, second = first - subject, second - subject
    named, its = (
        {mention.id for mention in find_measures(words)} | ({"price"} if _SHARES.search(words) else set())
        for words in (one, other)
    )
    left, right = _Side(first - second, frozenset(named - its)), _Side(second - first, frozenset(its - named))
    return (left, right) if left != right and all(side.words or side.measures for side in (left, right)) else None


def _is_signed_rate(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading is a rise or fall in percent that may be held against another: what a fund and its benchmark returned."""
    rate = theirs.role == "change" and theirs.quantity.unit == "percent" and theirs.polarity is not None
    bare = replace(claim, entities=(), comparators=(), measure=None, role="none", direction="none", polarity=None)
    return rate and not theirs.prior and is_unopposed(bare, theirs) and time_fits(claim, theirs) is not False


def _is_below(claim: Reading) -> bool:
    """Whether the smaller one is told against the larger: "a target 7% below the price", "at a discount to"."""
    value = _TO_VALUE.search(claim.trail)
    return _DOWN.match(value.group()) is not None if value else _BELOW.match(claim.trail.lstrip()) is not None


def _compared(claim: Reading, first: Reading, second: Reading, *, below: bool) -> Iterator[tuple[Result, bool]]:
    one, other = arithmetic.operand(second), arithmetic.operand(first)
    if one is None or other is None or not comparable(one.family, other.family):
        return
    if first.role == "change":
        one, other = (arithmetic.turned(each) if each.reading.polarity == -1 else each for each in (one, other))
    elif one.point <= 0:
        return
    if below and claim.quantity.unit == "percent" and one.family != "points":
        fallen = arithmetic.percent_change(other, one)  # counted from the larger one
        if fallen is not None and fallen.point < 0:
            yield replace(fallen, signed=False), False
        return
    makers = [arithmetic.ratio] if claim.quantity.unit == "ratio_x" else [arithmetic.difference]
    if claim.quantity.unit == "percent" and one.family != "points":
        makers = [arithmetic.percent_change]
    for made in (maker(one, other) for maker in makers):
        if made is not None and made.point > 0 and same_form(claim, made):
            yield replace(made, signed=False), False


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


def _is_current(claim: Reading, theirs: Reading) -> bool:
    """Whether a reading is a level of the claim's own time that nothing speaks against."""
    bare = replace(claim, entities=(), comparators=(), measure=None, role="none", direction="none", polarity=None)
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
        if not is_fraction(rate) or rate.row or not _is_share(rate, pool):
            continue
        for whole in levels:
            near = whole.source == rate.source and 0 <= rate.sentence - whole.sentence <= 1 and not whole.row
            direct = is_part_of(rate, whole) and len(claim.words & whole.words) > 1
            if not (direct or (near and whole.measure == rate.measure and _names(claim, rate))):
                continue
            one, other = arithmetic.operand(rate), arithmetic.operand(whole)
            if one is None or other is None or other.family == "points" or not comparable(family_of(claim), other.family):
                continue
            part = arithmetic.part_of(in_percent(one), other)
            made = arithmetic.less_part(part, other) if direct and denies(claim) else part
            if same_form(claim, made):
                yield made, False


def _is_share(rate: Reading, pool: Pool) -> bool:
    """Whether a percentage is told as a share, or stands in one sentence with one that is: "Europe made up 45% and Asia 30%"."""
    return rate.share or any(other.share and is_fraction(other) for other in pool.beside(rate))


def _names(claim: Reading, rate: Reading) -> bool:
    """Whether the claim names what the share is of, beyond what both are said of anyway."""
    if len(rate.entities) > 1 or len(claim.entities) > 1:
        return classes_agree(claim.entities[-1:], rate.entities[-1:])[0]
    return classes_agree(claim.entities, rate.entities)[0] or bool(claim.words & rate.words)
