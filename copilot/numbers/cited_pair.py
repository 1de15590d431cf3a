"""What two cited metrics make together: "less than a third of what it managed [M1][M5]", "a gap of 4.5 points [M1][M3]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.numbers import arithmetic
from copilot.numbers.amounts import comparable
from copilot.numbers.entities import classes_agree, names_it
from copilot.numbers.evidence import Pool
from copilot.numbers.formula import Formula, Program, apart, one_way, worked_out
from copilot.numbers.formula_verdicts import derived, holds
from copilot.numbers.operands import family_of
from copilot.numbers.reading import Reading
from copilot.numbers.verdicts import Outcome

_APART = re.compile(
    r"\b(?:an?|the) (?:\w+ )?(?:gap|difference|spread)\b[^.;,\d]{0,30}?"
    r"\bof (?:about |around |some |roughly |nearly |almost |just )?$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:add(?:s|ed|ing)?|contribut\w+|worth)\b", re.IGNORECASE)  # dividends, to what the price made
_MORE = re.compile(
    r"\s(?:more|higher|larger|greater|better|faster|dearer|above|ahead of|over)\b(?:\s[\w-]+)?(?:\s(?:than|that of|of))?\s",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\s(?:less|fewer|lower|smaller|worse|slower|cheaper|below|behind|short of|under)\b(?:\s[\w-]+)?(?:\s(?:than|that of|of))?\s",
    re.IGNORECASE,
)
_AS_MUCH = re.compile(r"\s(?:of\b|as (?:[\w-]+)(?: [\w-]+)? as\b|that of\b|the [\w-]+ of\b|what\b|[A-Z][\w.&-]*['’]s\b)")
_BEHIND = re.compile(r"[^,;:()\[\]]*")
_POINTS = ("percentage_point", "basis_point", "index_point")


def cited_pair(claim: Reading, pool: Pool) -> Outcome | None:
    """The verdict on a figure that cites two metrics and nothing else, where its words say what the two make together."""
    told = pool.readings
    if len(told) != 2 or not all(theirs.exact for theirs in told) or not comparable(*map(family_of, told)):
        return None
    for result, _ in worked_out(claim, _formulas(claim, (told[0], told[1]))):
        if holds(claim, result):
            return derived(result, "of the two metrics it cites")
    return None


def _formulas(claim: Reading, told: tuple[Reading, Reading]) -> Iterator[Formula]:
    """What the words make of the two: how far apart they are, how much more the one is, how often it is the other."""
    unit, points = claim.quantity.unit, family_of(told[0]) == "points"
    one_thing = classes_agree(told[0].entities, told[1].entities)[0]
    if unit in _POINTS and points and (_APART.search(claim.run_up) or (one_thing and _ADDED.search(claim.run_up))):
        yield Formula(apart(arithmetic.difference), told)
    base = _held_against(claim, told)
    if base is None:
        return
    subject = told[1] if base is told[0] else told[0]
    if unit == "ratio_x" and _AS_MUCH.match(claim.after):
        yield Formula(arithmetic.ratio, (base, subject))
    way = 1 if _MORE.match(claim.after) else -1 if _LESS.match(claim.after) else 0
    program: Program | None = None
    if unit in _POINTS and points:
        program = arithmetic.difference
    elif unit == "percent":
        program = arithmetic.percent_change
    if way and program is not None:
        yield Formula(one_way(program, way), (base, subject))


def _held_against(claim: Reading, told: tuple[Reading, Reading]) -> Reading | None:
    """The metric of the one thing that the words right behind a figure name: "than the fund", "of what the other managed"."""
    match = _BEHIND.match(claim.after)
    words = match.group() if match is not None else ""
    reach = claim.quantity.end + len(words)
    told_of = (*claim.comparators, *claim.entities, *claim.sentence_names)
    names = [name for name in told_of if claim.quantity.end <= name.start < reach]
    found = [theirs for theirs in told if names_it(words, names, theirs)]
    return found[0] if len(found) == 1 else None
