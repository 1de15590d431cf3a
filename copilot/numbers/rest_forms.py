"""What is left of a whole: "apart from EUV", "nine of the twelve did not", "the remainder in Italy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from copilot.numbers import arithmetic
from copilot.numbers.amounts import is_money
from copilot.numbers.arithmetic import Operand, Result
from copilot.numbers.evidence import Pool
from copilot.numbers.forms import same_form
from copilot.numbers.operands import family_of, is_level, is_not_against, is_same_thing, size
from copilot.numbers.parts import is_part_of, is_told_rest
from copilot.numbers.reading import Reading
from copilot.numbers.wording import WORD, content_stems

_EXCEPT = re.compile(
    r"\b(?:apart from|excluding|other than|except(?:ing)?|without|outside|beyond|not for|non-|ex-"
    r"|yet to be|still to be|outstanding|after (?:the|these|those|its|their|such) "
    r"(?:\w+ )?(?:cuts?|closures?|sales?|losses|departures?)|(?:be|are|is) left)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the rest|rest of|remaining|remainder|the balance|elsewhere|the others?|neither|none of (?:these|them|those)"
    r"|(?:no|nor any|any) such)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|none|neither)\b|n['’]t\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:before|previous(?:ly)?|prior|earlier|until then|had been)\b", re.IGNORECASE)
_BELOW = re.compile(r"\s?(?:below|under|off|short of|down from|less than)\b")
_PARTICLE = re.compile(r"\b(?:non|ex)-", re.IGNORECASE)
_FAR = 2  # sentences between a list of parts and its whole
_MOST_PARTS = 8


def excludes(claim: Reading) -> bool:
    """Whether the claim's words are of what a named part leaves: "machines other than EUV"."""
    words = claim.lead + claim.trail
    return _EXCEPT.search(words) is not None or _REST.search(words) is not None


def rests(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """What is left of a whole when the parts that the claim names are taken off, or all parts of a list."""
    words = claim.lead + " " + claim.trail
    apart, rest = _EXCEPT.search(words) is not None, _REST.search(words) is not None
    negated = denies(claim)
    said = content_stems(_PARTICLE.sub("", words)) | claim.words
    levels = [theirs for theirs in pool.about(claim) if is_level(theirs)]
    if (apart or negated) and not rest:
        yield from _of_one_part(claim, levels, said, left_out=apart)
    yield from _of_hundred(claim, levels, said, rest=rest, apart=apart or negated)
    if negated and not (apart or rest) and any(is_part_of(part, whole) for part in levels for whole in levels):
        return  # "sixteen of the 20 passed": the others did not
    for whole, parts in _lists(levels):
        named = [part for part in parts if part.words & said - whole.words]
        if rest or is_told_rest(parts[-1], said - whole.words):
            yield from _left(claim, whole, parts)
        elif (apart or negated) and len(named) != 1:
            yield from _left(claim, whole, named or parts)


def denies(claim: Reading) -> bool:
    """Whether the claim is of those that did not."""
    return claim.basis.negated or _DENIED.search(claim.trail + claim.after) is not None


def _of_hundred(
    claim: Reading, levels: Sequence[Reading], said: frozenset[str], *, rest: bool, apart: bool
) -> Iterator[tuple[Result, bool]]:
    """What shares told in one sentence leave of the whole: "Europe made up 45% and Asia 30%", "81% backed it"."""
    if not claim.share:
        return
    sentences: dict[tuple[str, int], list[Reading]] = {}
    for level in levels:
        if is_fraction(level) and not level.row and level.role != "from":
            sentences.setdefault((level.source, level.sentence), []).append(level)
    for parts in sentences.values():
        opposed = [part for part in parts if any(part.deeds.get(pair, side) != side for pair, side in claim.deeds.items())]
        taken = parts if rest else opposed or [part for part in parts if apart and part.words & said]
        operands = [in_percent(found) for found in map(arithmetic.operand, taken) if found is not None]
        told = any(part.share for part in parts) and all(is_not_against(claim, part) or rest for part in taken)
        if told and operands and sum(operand.point for operand in operands) < 100:
            yield arithmetic.remainder(*operands), False


def is_fraction(level: Reading) -> bool:
    """Whether a level is a percentage or a part in words: "two thirds of its customers"."""
    part = level.quantity.unit == "ratio_x" and (level.quantity.value or 1) < 1
    return level.quantity.unit == "percent" or part


def in_percent(part: Operand) -> Operand:
    """A part as a percentage: two thirds as 66.67."""
    if part.family == "points":
        return part
    return replace(part, family="points", point=part.point * 100, interval=part.interval.times(Decimal(100)))


def _of_one_part(
    claim: Reading, levels: Sequence[Reading], said: frozenset[str], *, left_out: bool
) -> Iterator[tuple[Result, bool]]:
    told = [(part, whole) for part in levels for whole in levels if not left_out and is_part_of(part, whole)]
    excluded = _excluded(claim) if left_out else frozenset()
    named = any(part.words & excluded for part in levels)
    for part in levels:
        for whole in levels:
            if told and (part, whole) not in told:
                continue
            if part is whole or part.source != whole.source or abs(part.sentence - whole.sentence) > 1:
                continue
            if not (_is_part(part, whole) or family_of(part) == family_of(whole)) or size(part) >= size(whole):
                continue
            if not left_out and (part.basis.negated or part.sentence != whole.sentence):
                continue
            if left_out and not (part.words & (excluded if named else said)):
                continue
            if named and whole.words & excluded:
                continue
            yield from _left(claim, whole, [part])


def _excluded(claim: Reading) -> frozenset[str]:
    """The first word of what is left out: of "funds other than IBIT drew 80 million" that one."""
    words = f"{claim.lead} {claim.trail}"
    match = _EXCEPT.search(words)
    left_out = WORD.findall(words[match.end() :][:40]) if match is not None else []
    return next((found for found in map(content_stems, left_out) if found), frozenset())


def _lists(levels: Sequence[Reading]) -> Iterator[tuple[Reading, list[Reading]]]:
    """Parts of one unit that stand in one sentence, with the whole they are of: there or a little before."""
    sentences: dict[tuple[str, int], list[Reading]] = {}
    for level in levels:
        if not (level.exact or level.row):
            sentences.setdefault((level.source, level.sentence), []).append(level)
    for (source, sentence), beside in sentences.items():
        before = [level for level in levels if level.source == source and sentence - _FAR <= level.sentence < sentence]
        inner = [whole for whole in beside if any(is_part_of(part, whole) for part in beside)]
        for whole in (*(inner or beside[:1]), *before):
            parts = [part for part in beside if part is not whole and _is_part(part, whole)]
            of_it = whole in beside or any(part.words & whole.words for part in parts)
            if of_it and 2 <= len(parts) <= _MOST_PARTS and sum(map(size, parts)) < size(whole):
                yield whole, parts


def _is_part(part: Reading, whole: Reading) -> bool:
    """Whether a level can be a part of the whole: of its unit, or a bare number where the whole is a count."""
    one, other = family_of(part), family_of(whole)
    return one == other != "points" or (one == "none" and (other in ("count", "share") or is_money(other)))


def _left(claim: Reading, whole: Reading, parts: Sequence[Reading]) -> Iterator[tuple[Result, bool]]:
    """The whole less its parts, or what share of it they leave."""
    first = arithmetic.operand(whole)
    operands = [found for found in map(arithmetic.operand, parts) if found is not None]
    if first is None or len(operands) != len(parts):
        return
    rest = arithmetic.less(first, operands)
    made: Result | None = rest
    if claim.share and not same_form(claim, rest):
        left = Operand(whole, first.family, rest.point, rest.interval)
        share = arithmetic.share(left, first)
        made = share and _as_share(rest, share)
    if made is not None and same_form(claim, made):
        yield made, False


def _as_share(rest: Result, share: Result) -> Result:
    """A share that is told with what is left: "(80 − 30 − 10 = 40) of 80 = 50%"."""
    return replace(share, write=lambda: f"({rest.formula}) of {share.formula.split(' / ')[1]}", operands=rest.operands)


def remainders(claim: Reading, pool: Pool) -> Iterator[tuple[Result, bool]]:
    """ "At 70% of its peak" of what is 30% below it."""
    if claim.quantity.unit != "percent" or not claim.share or claim.role == "change":
        return
    for theirs in pool.about(claim):
        below = _BELOW.match(theirs.after) is not None or _is_fall_since(claim, theirs)
        if theirs.quantity.unit == "percent" and below and is_same_thing(claim, theirs):
            found = arithmetic.operand(replace(theirs, polarity=1))
            if found is not None:
                yield arithmetic.remainder(found), True


def _is_fall_since(claim: Reading, theirs: Reading) -> bool:
    """ "93.5% of the year before" of what fell 6.5%."""
    return theirs.role == "change" and theirs.polarity == -1 and _EARLIER.search(claim.trail) is not None
