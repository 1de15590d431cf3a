"""What is left: of a whole ("apart from EUV", "the remainder in Italy"), and of opposite flows ("a net outflow")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.binding.contraries import contrary
from copilot.numbers.binding.match import accepted
from copilot.numbers.binding.parts import EXCEPT, is_part_of, is_told_rest, spoken_words, tells_rest, words_left_out
from copilot.numbers.evidence.amounts import comparable, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula, by_sentence, levels_of
from copilot.numbers.formulas.operands import family_of, is_not_against, is_unopposed, size, time_fits
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_REST = re.compile(
    r"\b(?:the rest|rest of|remaining|remainder|the balance|elsewhere|the others?|neither|none of (?:these|them|those)"
    r"|(?:no|nor any|any) such)\b|\bother (?=[a-z][\w-]*s\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|none|neither)\b|n['’]t\b", re.IGNORECASE)
_PARTICLE = re.compile(r"\b(?:non|ex)-", re.IGNORECASE)
_FAR = 2  # sentences between a list of parts and its whole
_MOST_PARTS = 8


def excludes(claim: Reading) -> bool:
    """Whether the claim's words are of what a named part leaves: "machines other than EUV"."""
    words = claim.lead + claim.trail
    return EXCEPT.search(words) is not None or _REST.search(words) is not None


def rests(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What is left of a whole when the parts that the claim names are taken off, or all parts of a list."""
    words = claim.lead + " " + claim.trail
    apart, rest = EXCEPT.search(words) is not None, _REST.search(words) is not None
    negated = denies(claim)
    said = content_stems(_PARTICLE.sub("", words)) | spoken_words(claim)
    levels = levels_of(claim, pool, lambda *_: True)
    if apart or negated:
        yield from _of_one_part(claim, levels, said, left_out=apart)
    for part in levels:  # "seven kept running" of sixteen, nine of which were idle
        for whole in levels if opposes(claim, part) else ():
            if (is_part_of(part, whole) or _is_out_of(part, whole)) and _is_part(part, whole) and size(part) < size(whole):
                yield _left(claim, whole, [part])
    yield from _of_hundred(claim, levels, said, rest=rest, apart=apart or negated)
    if negated and not (apart or rest) and any(is_part_of(part, whole) for part in levels for whole in levels):
        return  # "sixteen of the 20 passed": the others did not
    if not (rest or apart or negated or any(map(tells_rest, levels))):
        return
    told = [(part, whole) for part in levels for whole in levels if is_part_of(part, whole) and _is_part(part, whole)]
    if rest and len(told) == 1 and size(told[0][0]) < size(told[0][1]):
        yield _left(claim, told[0][1], [told[0][0]])  # "the other 430", of 640 of whom 210 …
    for whole, parts in _lists(levels):
        named = [part for part in parts if part.words & said - whole.words]
        if rest or is_told_rest(parts[-1], said - whole.words):
            yield _left(claim, whole, parts)
        elif (apart or negated) and len(named) != 1:
            yield _left(claim, whole, named or parts)


def denies(claim: Reading) -> bool:
    """Whether the claim is of those that did not."""
    return claim.basis.negated or _DENIED.search(claim.trail + claim.after) is not None


def opposes(claim: Reading, theirs: Reading) -> bool:
    """Whether a figure is told of those that did the opposite."""
    if contrary(claim, theirs) == "the rest" or any(theirs.deeds.get(pair, side) != side for pair, side in claim.deeds.items()):
        return True
    markets = claim.basis.dimensions.get("market"), theirs.basis.dimensions.get("market")
    return None not in markets and markets[0] != markets[1]  # who is not at home is abroad


def _is_out_of(part: Reading, whole: Reading) -> bool:
    """ "Eleven of 15 suppliers"."""
    gap = whole.quantity.start - part.quantity.end
    return (part.source, part.sentence) == (whole.source, whole.sentence) and part.after[: max(0, gap)] in (" of ", " out of ")


def _of_hundred(claim: Reading, levels: Sequence[Reading], said: frozenset[str], *, rest: bool, apart: bool) -> Iterator[Formula]:
    """What shares told in one sentence leave of the whole: "Europe made up 45% and Asia 30%", "81% backed it"."""
    if not claim.share:
        return
    for parts in by_sentence(level for level in levels if is_fraction(level) and not level.row and level.role != "from"):
        opposed = [part for part in parts if opposes(claim, part)]
        taken = parts if rest else opposed or [part for part in parts if apart and part.words & said]
        told = any(part.share for part in parts) and all(is_not_against(claim, part) or rest for part in taken)
        if told and taken:
            yield Formula(_rest_of_hundred, taken)


def _rest_of_hundred(*parts: Operand) -> Result | None:
    made = arithmetic.remainder(*map(in_percent, parts))
    return made if made.point > 0 else None


def is_fraction(level: Reading) -> bool:
    """Whether a level is a percentage or a part in words: "two thirds of its customers"."""
    part = level.quantity.unit == "ratio_x" and (level.quantity.value or 1) < 1
    return level.quantity.unit == "percent" or part


def in_percent(part: Operand) -> Operand:
    """A part as a percentage: two thirds as 66.67."""
    if part.family == "points":
        return part
    return replace(part, family="points", interval=part.interval.times(100))


def _of_one_part(claim: Reading, levels: Sequence[Reading], said: frozenset[str], *, left_out: bool) -> Iterator[Formula]:
    told = [(part, whole) for part in levels for whole in levels if not left_out and is_part_of(part, whole)]
    named_parts = [(part, whole) for part, whole in told if part.words & (said - whole.words)]  # of several the one named
    told = named_parts or told
    for whole in levels:
        counted = content_stems(whole.quantity.unit.removeprefix("count:"))  # "the ships in dry dock" are ships
        excluded = words_left_out(claim, counted) if left_out else frozenset()
        named = any(part.words & excluded for part in levels)
        for part in levels:
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
            yield _left(claim, whole, [part])._replace(pinned=len(named_parts) == 1)


def _lists(levels: Sequence[Reading]) -> Iterator[tuple[Reading, list[Reading]]]:
    """Parts of one unit that stand in one sentence, with the whole they are of: there or a little before."""
    for beside in by_sentence(level for level in levels if not (level.exact or level.row)):
        source, sentence = beside[0].source, beside[0].sentence
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


def _left(claim: Reading, whole: Reading, parts: Sequence[Reading]) -> Formula:
    """The whole less its parts, or what share of it they leave."""
    in_its_unit = any(comparable(amount.family, family_of(whole)) for amount, _ in accepted(claim))
    return Formula(arithmetic.less if in_its_unit or not claim.share else _share_left, (whole, *parts))


def _share_left(whole: Operand, *parts: Operand) -> Result | None:
    """A share that is told with what is left: "(80 − 30 − 10 = 40) of 80 = 50%"."""
    rest = arithmetic.less(whole, *parts)
    share = arithmetic.share(replace(whole, interval=rest.interval), whole)
    if share is None:
        return None
    return replace(share, write=lambda: f"({rest.formula}) of {share.formula.split(' / ')[1]}", operands=rest.operands)


_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_PAIRS = ("gain", "invest", "open", "hire")  # of the table of opposites


def is_net(claim: Reading) -> bool:
    """Whether it is told as net of an opposite flow, so that only the two flows in their order give it."""
    return _NET.search(claim.lead[-40:] + " " + claim.trail[:20]) is not None and any(pair in claim.deeds for pair in _PAIRS)


def nets(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """What came in less what went out, told of one thing in one sentence; the claim says "net"."""
    if not is_net(claim):
        return
    out = claim.polarity == -1 or False in (claim.deeds.get(pair) for pair in _PAIRS)
    for came in pool.about(claim):
        for pair in _PAIRS:
            for went in pool.beside(came) if came.deeds.get(pair) is True else ():
                if went.deeds.get(pair) is False and _may_be_netted(claim, came, went):
                    flows = replace(went, polarity=None), replace(came, polarity=None)
                    yield Formula(partial(_net, out), flows)


def _may_be_netted(claim: Reading, *flows: Reading) -> bool:
    bare = replace(claim, measure=None, role="none", direction="none", polarity=None, deeds={})
    alike = comparable(family_of(flows[0]), family_of(flows[1])) and flows[0].quantity.value is not None
    return alike and all(is_unopposed(bare, flow) and time_fits(claim, flow) is not False for flow in flows)


def _net(out: bool, went: Operand, came: Operand) -> Result | None:
    """What came less what went, as a size; None where it is no outflow though one is told, or the other way round."""
    made = arithmetic.difference(went, came)
    return replace(made, signed=False) if (made.point > 0) != out else None
