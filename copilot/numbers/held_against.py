"""How far a figure that the text has just told is from one of the evidence, or what part of it.

"A margin of 15.8%, 2.6 points above Norrel's", "worth 12 billion, 1.5 times its revenue", "profit of 1.1 billion, 9.8% of sales".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from copilot.names import find_names
from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.entities import classes_agree
from copilot.numbers.evidence import Pool
from copilot.numbers.formula import Formula, between, worked_out
from copilot.numbers.formula_verdicts import derived, gives
from copilot.numbers.measures import find_measures
from copilot.numbers.operands import family_of, is_level, time_fits
from copilot.numbers.reading import Reading
from copilot.numbers.verdicts import Outcome
from copilot.numbers.wording import content_stems

_FAR = 60  # characters between a figure and what it is held against
_HELD = re.compile(
    r"\s?(?P<way>above|below|over|under|ahead of|behind|short of|(?:higher|lower|more|less|larger|smaller|fewer) than"
    r"|of|the size of|as (?:much|many|large|high|big) as)\s(?P<against>[^.;,\[\]]{2,70})",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s?(?P<against>(?:its|their|the|that of)\s[^.;,\[\]]{2,70})", re.IGNORECASE)
_THAT = re.compile(r"\W*(?:That|This|It|Which) (?:is|was|equals|makes|amounts to|leaves|puts it)\b")
_POINTS = ("percentage_point", "basis_point", "index_point")


def held_against(
    claim: Reading, told: Sequence[Reading], beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], pool: Pool
) -> Outcome | None:
    """How far a figure that the text has just told is from one of the evidence that its words name, or what part of it.

    told: the figures before it, the nearest last. beside: those of its sentence.
    """
    match = _HELD.match(claim.after) or (_TIMES.match(claim.after) if claim.quantity.unit == "ratio_x" else None)
    anchor = _anchor(claim, told)
    if match is None or anchor is None or outcomes[anchor.index].verdict != "checked" or outcomes[anchor.index].period_only:
        return None
    behind = [
        other for other in beside.values() if match.start("against") <= other.quantity.start - claim.quantity.end < match.end()
    ]
    bases = [other for other in behind if _is_alike(anchor, other) and outcomes[other.index].verdict == "checked"]
    bases = bases or _named(claim, anchor, match["against"], pool)
    if len({(base.quantity.value, base.quantity.unit) for base in bases}) != 1:
        return None
    made = worked_out(claim, _formulas(claim, anchor, bases[0], match.groupdict().get("way", "")))
    right = next((result for result, _ in made if gives(claim, result)), None)
    return derived(right, "from the value told just before") if right is not None else None


def _anchor(claim: Reading, told: Sequence[Reading]) -> Reading | None:
    """The level told last in the claim's sentence, else, where that points back by "That is", the last of the one before."""
    levels = [other for other in told if other.role != "change" and other.quantity.value is not None]
    if not levels:
        return None
    last = levels[-1]
    if last.sentence == claim.sentence:
        return last if claim.quantity.start - last.quantity.end < _FAR else None
    points = _THAT.match(claim.lead) is not None and last.sentence == claim.sentence - 1
    return last if points else None


def _named(claim: Reading, anchor: Reading, words: str, pool: Pool) -> list[Reading]:
    """The levels of the evidence that the words name best: by the name in them, and by the words no other has."""
    names = [name for name in (*claim.comparators, *claim.sentence_names) if name.text in words] or find_names(words)
    measured = {mention.id for mention in find_measures(words)}
    said = content_stems(words) - content_stems(" ".join(name.text for name in names))
    found: list[tuple[int, Reading]] = []
    for theirs in pool.about(claim):
        if not is_level(theirs) or theirs.prior or theirs.role == "from" or not _is_alike(anchor, theirs):
            continue
        if not (said or measured) and (anchor.measure is None or theirs.measure != anchor.measure):
            continue
        if names and not classes_agree(tuple(names), theirs.entities)[0]:
            continue
        shared = len(said & theirs.words) + 2 * (theirs.measure in measured)
        if time_fits(claim, theirs) is not False and (shared or names):
            found.append((shared, theirs))
    best = max((shared for shared, _ in found), default=0)
    return [theirs for shared, theirs in found if shared == best]


def _is_alike(anchor: Reading, theirs: Reading) -> bool:
    """Whether a level may be held against the anchor: of one unit, and another figure."""
    one, other = anchor.quantity, theirs.quantity
    return comparable(family_of(anchor), family_of(theirs)) and (one.value, one.unit) != (other.value, other.unit)


def _formulas(claim: Reading, anchor: Reading, base: Reading, way: str) -> Iterator[Formula]:
    """The gap between the two, or the part that the anchor is of the base."""
    unit, way = claim.quantity.unit, way.lower()
    if unit in _POINTS or way not in ("of", "the size of", ""):
        yield from between(claim, base, anchor)
    elif unit == "percent":
        yield Formula(arithmetic.share, (anchor, base))
    elif unit == "ratio_x":
        yield Formula(arithmetic.ratio, (base, anchor))
