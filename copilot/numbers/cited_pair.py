"""What two cited metrics make together: "less than a third of what it managed [M1][M5]", "a gap of 4.5 points [M1][M3]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.numbers import arithmetic
from copilot.numbers.amounts import amounts, comparable
from copilot.numbers.entities import classes_agree, names_it
from copilot.numbers.evidence import Pool
from copilot.numbers.formula import Formula, Program, apart, one_way, worked_out
from copilot.numbers.formula_verdicts import derived, holds
from copilot.numbers.match import accepted
from copilot.numbers.operands import family_of
from copilot.numbers.reading import Reading
from copilot.numbers.verdicts import Outcome, quoted, sentence

_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|just|only|a mere)\s)*"
_APART = re.compile(
    rf"\b(?:an?|the|its|their) (?:\w+ )?(?:gap|difference|spread|distance)\b[^.;,\d]{{0,40}}?\b(?:of|to|at|is|was) {_HEDGE}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b(?P<way>ahead|behind)\b[^.;,\d]{{0,20}}? by {_HEDGE}$", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing)?|contribut\w+|worth|gave|gives?)\b", re.IGNORECASE
)  # dividends, to what the price made
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


def cited_pair(claim: Reading, before: str, pool: Pool) -> Outcome | None:
    """The verdict on a figure that cites two metrics and nothing else, where its words say what the two make together.

    before: the words of its sentence before it.
    """
    told = pool.readings if pool.is_small else ()
    if len(told) != 2 or not all(theirs.exact for theirs in told) or not comparable(*map(family_of, told)):
        return None
    for result, _ in worked_out(claim, _formulas(claim, before, (told[0], told[1]))):
        if holds(claim, result):
            return derived(result, "of the two metrics it cites")
    return None


def ends_of_two(claim: Reading, pool: Pool) -> Outcome | None:
    """The verdict on a range whose ends are two metrics that it cites: "between 6.00% and 7.61%", "from 41.20 to 46.00"."""
    told = [
        theirs
        for theirs in pool.readings
        if theirs.exact and theirs.quantity.value is not None and not _is_anothers(claim, theirs)
    ]
    found: list[Reading] = []
    for end in (claim.quantity.low, claim.quantity.high):
        alone = replace(claim, quantity=replace(claim.quantity, value=end, low=None, high=None))
        windows = [(amount.family, accepts) for amount, accepts in accepted(alone)]
        found += [
            theirs
            for theirs in told
            for amount in amounts(theirs.quantity)
            if any(comparable(amount.family, unit) and accepts.holds(amount.value) for unit, accepts in windows)
        ][:1]
    if len(found) != 2 or found[0] is found[1] or (found[0].polarity or 1) != (found[1].polarity or 1):
        return None
    words = sentence(" and ".join(f"{theirs.source} is {theirs.quote}" for theirs in found))
    return Outcome("checked", "none", words, "computed", tuple(quoted(theirs) for theirs in found), found[0])


def _is_anothers(claim: Reading, theirs: Reading) -> bool:
    """Whether a claim names its subject and the metric is of another."""
    agrees, against, _, _ = classes_agree(claim.entities, theirs.entities)
    return claim.entities_near and bool(against) and not agrees


def _formulas(claim: Reading, before: str, told: tuple[Reading, Reading]) -> Iterator[Formula]:
    """What the words make of the two: how far apart they are, how much more the one is, how often it is the other."""
    unit, points = claim.quantity.unit, family_of(told[0]) == "points"
    one_thing = classes_agree(told[0].entities, told[1].entities)[0]
    if unit in _POINTS and points and (_APART.search(claim.run_up) or (one_thing and _ADDED.search(before))):
        yield Formula(apart(arithmetic.difference), told)
    base = _held_against(claim, told)
    by = _BY.search(claim.run_up) if unit in _POINTS and points else None
    if by is not None and base is None and not _named(claim, claim.lead, claim.quantity.start - len(claim.lead), told):
        yield Formula(apart(arithmetic.difference), told)  # "the Russell fund was ahead by": neither is named
    if base is None:
        return
    if by is not None:
        subject = told[1] if base is told[0] else told[0]
        yield Formula(one_way(arithmetic.difference, 1 if by["way"].lower() == "ahead" else -1), (base, subject))
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
    """The metric of what the figure is held against: of the one thing named right behind it, else not of the one before it.

    "than the fund", "of what the other managed"; "puts the firm at twice the loss of the fund", with a name for the one alone.
    """
    match = _BEHIND.match(claim.after)
    words = match.group() if match is not None else ""
    behind = _named(claim, words, claim.quantity.end, told)
    if behind:
        return behind[0] if len(behind) == 1 else None
    before = _named(claim, claim.lead, claim.quantity.start - len(claim.lead), told)
    if len(before) != 1:
        return None
    return told[1] if before[0] is told[0] else told[0]


def _named(claim: Reading, words: str, start: int, told: tuple[Reading, Reading]) -> list[Reading]:
    """Which of the two the words name that begin at an offset."""
    told_of = (*claim.comparators, *claim.entities, *claim.sentence_names)
    names = [name for name in told_of if start <= name.start < start + len(words)]
    return [theirs for theirs in told if names_it(words, names, theirs)]
