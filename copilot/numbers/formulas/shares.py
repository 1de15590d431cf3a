"""A part over its whole, and a share of a whole as an amount: "a third of the posts", "576 in Europe"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from copilot.numbers.binding.parts import is_of_those, is_part_of
from copilot.numbers.evidence.amounts import comparable, family, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Operand, Result
from copilot.numbers.formulas.formula import Formula, levels_of
from copilot.numbers.formulas.lists import TOTAL, is_broken_down, lists, worded
from copilot.numbers.formulas.operands import family_of, in_line, is_not_against, is_unopposed, size, time_fits, without_scope
from copilot.numbers.formulas.rests import denies, excludes, in_percent, is_fraction, opposes
from copilot.numbers.readings.entities import classes_agree, stems_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_OF = re.compile(r"\s?(?:out )?of\b", re.IGNORECASE)
_HEDGES = content_stems(
    "just about almost nearly over under around roughly approximately some more less than at least only exactly up"
)
_NEAR = 40  # characters between a part and its whole: "340 of the lender's 1,700 branches"
_OR = re.compile(r"\b(?:or|and|nor)\b", re.IGNORECASE)


def shares(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """A part over its whole, both named by the claim's words; the whole may be the sum of a list."""
    fraction = claim.quantity.unit == "percent" or (
        claim.quantity.unit == "ratio_x" and claim.quantity.value is not None and claim.quantity.value < 1
    )
    cut = claim.role == "change" and _OF.match(claim.after) is None  # "is cutting a fifth of its posts" tells a part
    if not fraction or cut or not claim.share or claim.measure == "premium" or excludes(claim):
        return
    together = TOTAL.search(claim.lead) is not None
    for group in lists(claim, pool, units=False):
        for item in () if together else group:  # of two parts together neither is the share of
            if classes_agree(claim.entities, item.entities)[0]:
                yield Formula(arithmetic.share_of_sum, (item, *group))
        if is_broken_down(group) and len(alone := worded(claim, group)) == 1:
            yield Formula(arithmetic.share_of_sum, (alone[0], *group), True)
            return
    levels = [theirs for theirs in levels_of(claim, pool, _may_be_of_share) if theirs.prior == claim.prior]
    said = {id(level): _said(level, pool) for level in levels}
    found: list[tuple[int, int, int, Reading, Reading]] = []
    for part in levels:
        for whole in levels:
            if part is whole or part.source != whole.source or not comparable(family_of(part), family_of(whole)):
                continue
            if abs(part.sentence - whole.sentence) > 2 or size(part) > size(whole) or not in_line(part, whole):
                continue
            if (part.row and time_fits(claim, part) is False) or opposes(claim, part):
                continue
            if not part.row and part.sentence != whole.sentence and is_money(family_of(part)) != is_money(family_of(whole)):
                continue  # 14,300 people are no part of 1.05 billion euros
            words, of_whole = said[id(part)], said[id(whole)]
            own = len((words & claim.words) - of_whole)
            common = len(of_whole & claim.words)
            inside = (
                part.sentence == whole.sentence
                and _OF.match(part.after) is not None
                and 0 < whole.quantity.start - part.quantity.end < _NEAR
            )
            if (own or inside) and (common or part.sentence == whole.sentence):
                unsaid = len(words - of_whole - claim.words)  # of "418 plan to hire, 377 to cut" who "cut" are 377
                found.append((_in_order(claim, part, whole) + own, common, -unsaid, part, whole))
    found = [entry for entry in found if is_part_of(*entry[3:])] or found
    found = [entry for entry in found if _count_alike(*entry[3:])] or found
    parts = {(part, whole) for *_, part, whole in found}
    found = [entry for entry in found if not _is_sibling(*entry[3:], parts)]
    joint = list(_joint_shares(claim, dict.fromkeys(whole for *_, whole in found), levels))
    if joint:
        yield from joint
        return
    found.sort(key=lambda entry: entry[:3], reverse=True)
    for rank, (*named, part, whole) in enumerate(found):
        best = rank == 0 and (len(found) == 1 or found[1][:3] < tuple(named))
        yield Formula(arithmetic.share, (part, whole), best and "?" not in claim.lead)


_REACHED = re.compile(r"\W*(?:(?:to|at|or) )?(?:about |around |some |nearly )?")


def _said(level: Reading, pool: Pool) -> frozenset[str]:
    """The words of a level, with those of the change that led to it: "with copper up 8% at $4.6 billion"."""
    if not _REACHED.fullmatch(level.lead):
        return level.words
    led = (other for other in pool.beside(level) if other.index == level.index - 1 and other.role == "change")
    return level.words.union(*(other.words for other in led))


def _may_be_of_share(claim: Reading, theirs: Reading) -> bool:
    return theirs.quantity.unit != "percent" and is_not_against(claim, without_scope(theirs))


def _joint_shares(claim: Reading, wholes: Iterable[Reading], levels: Sequence[Reading]) -> Iterator[Formula]:
    """What several parts that the claim names make of their whole: "two-thirds plan to hire or to cut"."""
    if not _OR.search(claim.lead + claim.trail):
        return
    for whole in wholes:
        group = [
            part
            for part in levels
            if part is not whole
            and part.source == whole.source
            and part.quantity.unit in ("none", whole.quantity.unit)
            and size(part) < size(whole)
        ]
        named = [part for part in worded(claim, group) if part.sentence == group[0].sentence]
        if len(named) > 1:
            yield Formula(_joint_share, (*named, whole))


def _joint_share(*operands: Operand) -> Result | None:
    """The sum of the parts over their whole, which comes last, in percent."""
    *parts, whole = operands
    joint = arithmetic.total(*parts)
    found = arithmetic.share(replace(parts[0], interval=joint.interval), whole)
    if found is None:
        return None
    shown = f"({joint.left_side}) / {arithmetic.shown(whole)} = {arithmetic.rounded(found.point)}%"
    return replace(found, write=lambda: shown, operands=operands)


def _count_alike(part: Reading, whole: Reading) -> bool:
    """Whether two numbers may count one thing: 37 shops are no part of 3,120 people."""
    units = {part.quantity.unit, whole.quantity.unit}
    return len(units) == 1 or not all(unit.startswith("count:") for unit in units)


def _in_order(claim: Reading, part: Reading, whole: Reading) -> int:
    """How well the words before a share name the part and those behind "of" the whole; 0 of "a fifth of the firms hire"."""
    names = stems_of(claim.entities)
    subject, behind = content_stems(claim.lead) - names - _HEDGES, content_stems(claim.after) - names
    if not subject:
        return 0
    told = len((part.words - whole.words) & subject) + len(whole.words & behind)
    return told - len(whole.words & subject) - len(part.words & behind)


def _is_sibling(part: Reading, other: Reading, parts: set[tuple[Reading, Reading]]) -> bool:
    """Whether two figures of one sentence are parts of one whole told elsewhere: "418 plan to hire, 377 to cut"."""
    if part.sentence != other.sentence or is_part_of(part, other):
        return False
    return any(inner is part and whole.sentence != part.sentence and size(whole) > size(other) for inner, whole in parts)


def portions(claim: Reading, pool: Pool) -> Iterator[Formula]:
    """An amount told as a share of its whole: the claim names what the share is of."""
    if claim.role == "change" or family(claim.quantity.unit) in ("points", "ratio"):
        return
    levels = [level for level in levels_of(claim, pool, is_unopposed) if not level.prior]
    wholes = [level for level in levels if family_of(level) != "points" and comparable(family_of(claim), family_of(level))]
    for rate in levels:
        if not is_fraction(rate) or rate.row or not _is_share(rate, pool):
            continue
        for whole in wholes:
            near = whole.source == rate.source and 0 <= rate.sentence - whole.sentence <= 1 and not whole.row
            part = is_part_of(rate, whole) or is_of_those(rate, whole)
            direct = part and (len(claim.words & whole.words) > 1 or _is_told_of_whole(claim, rate))
            if direct or (near and whole.measure == rate.measure and _names_its_part(claim, rate)):
                yield Formula(_rest_of if direct and denies(claim) else _portion, (rate, whole))


def _is_told_of_whole(claim: Reading, rate: Reading) -> bool:
    """ "Franchisees run 90 of its 150 shops": a number of the whole, in the words of the share."""
    return _OF.match(claim.after) is not None and bool(claim.words & rate.words)


def _portion(rate: Operand, whole: Operand) -> Result:
    return arithmetic.part_of(in_percent(rate), whole)


def _rest_of(rate: Operand, whole: Operand) -> Result:
    return arithmetic.less_part(_portion(rate, whole), whole)


def _is_share(rate: Reading, pool: Pool) -> bool:
    """Whether a percentage is told as a share, or stands in one sentence with one that is: "Europe made up 45% and Asia 30%"."""
    return rate.share or any(other.share and is_fraction(other) for other in pool.beside(rate))


def _names_its_part(claim: Reading, rate: Reading) -> bool:
    """Whether the claim names what the share is of, beyond what both are said of anyway."""
    if len(rate.entities) > 1 or len(claim.entities) > 1:
        return classes_agree(claim.entities[-1:], rate.entities[-1:])[0]
    return classes_agree(claim.entities, rate.entities)[0] or bool(claim.words & rate.words)
