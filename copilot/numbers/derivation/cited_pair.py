"""What two cited metrics make together: "less than a third of what it managed [M1][M5]", "a gap of 4.5 points [M1][M3]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from copilot.names import Name
from copilot.numbers.binding.match import accepted
from copilot.numbers.binding.verdicts import Outcome, quoted, sentence
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import amounts, comparable, is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.formula import Formula, Program, apart, one_way, worked_out
from copilot.numbers.formulas.operands import family_of
from copilot.numbers.formulas.verdicts import derived, holds
from copilot.numbers.readings.entities import classes_agree, names_it
from copilot.numbers.readings.measures import find_measures, measures, related
from copilot.numbers.readings.reading import Reading

_APART = re.compile(
    r"\b(?:an?|the|its|their) (?:\w+ )?(?:gap|difference|spread|distance)\b[^.;,\d]{0,40}?\b(?:of|to|at|is|was) $",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<way>ahead|behind|led|leads?|beat(?:s|en|ing)?|outpac(?:es?|ed|ing)|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|outperform\w*"
    r"|underperform\w*)\b(?:(?! and )[^.;,\[\]\d]|\d+(?:\.\d+)?%){0,40}? by $",  # "beat the fund's 6.4% gain by"
    re.IGNORECASE,
)
_AHEAD = re.compile(r"ahead|led|lead|beat|outpac|outperform", re.IGNORECASE)
_THAT_IT_MADE = re.compile(r"\b(?:that|which) (?P<who>[^,;:.\d]{2,40}?) $")  # "a result that biotech doubled"
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
_AS_MUCH = re.compile(
    r"\s(?:of\b|as (?:[\w-]+)(?: [\w-]+)?(?: as)?\b|that of\b|the [\w-]+ of\b|what\b"
    r"|(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*['’]s\b)"
)
_AGAINST_WHAT = re.compile(r"(?:\s[\w-]+){1,3}? (?:its|their|the|that|what)\b", re.IGNORECASE)  # "below its close of May"
_OR_ITS_RATE = re.compile(r"^\s(?:or (?:about |roughly )?|\()[\d.]+%\)?")  # "$3.71 or 2.9% below its high"
_BEHIND = re.compile(r"[^,;:()\[\]]*")
_POINTS = ("percentage_point", "basis_point", "index_point")


def cited_pair(
    claim: Reading, before: str, told: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool
) -> Outcome | None:
    """The verdict on a figure whose words say what two metrics make together: the two it cites, or one and one just told.

    before: the words of its sentence before it. told: the figures of its sentence before it.
    """
    for pair in _pairs(claim, told, outcomes, pool):
        formulas = (*_multiplied(claim, pair, told, outcomes), *_formulas(claim, before, pair))
        for result, _ in worked_out(claim, formulas):
            if holds(claim, result):
                return derived(result, "of the two metrics it compares")
    return None


class _Pair(NamedTuple):
    """Two metrics that a figure may be made of. own: the one that it cites, where it cites one alone."""

    one: Reading
    other: Reading
    own: Reading | None = None


def _pairs(claim: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Iterator[_Pair]:
    """The metrics that a figure cites, where they are two; with one or none those of the checked figures before it."""
    bound = [outcomes[other.index].bound for other in reversed(told) if outcomes[other.index].verdict == "checked"]
    before = [theirs for theirs in bound if theirs is not None and theirs.exact and theirs not in pool.metrics]
    cited = pool.metrics
    if not cited and len(before) < 2:
        return
    if not pool.is_small or len(cited) > 2 or (len(cited) != 1 and len(cited) < len(pool.readings)):
        return
    if len(cited) == 2:
        found = [_Pair(cited[0], cited[1])]
    elif cited:
        found = [_Pair(theirs, cited[0], cited[0]) for theirs in before[:1]]
    else:
        found = [_Pair(before[1], before[0])] if len(before) > 1 else []
    for pair in found:
        if comparable(family_of(pair.one), family_of(pair.other)) and not any(map(partial(_is_of_another, claim), pair[:2])):
            yield pair


def _is_of_another(claim: Reading, theirs: Reading) -> bool:
    """Whether a claim tells by name what the metric is not: "by 5 points on price return" of two total returns."""
    told = {mention.id for mention in find_measures(f"{claim.lead} {claim.trail}")} if theirs.measure is not None else set()
    kinds = [measures()[id] for id in told if measures()[id].kind == "return"]
    return any(not kind.generic and not related(kind.id, theirs.measure or "") for kind in kinds)


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


def _formulas(claim: Reading, before: str, told: _Pair) -> Iterator[Formula]:
    """What the words make of the two: how far apart they are, how much more the one is, how often it is the other."""
    unit, family, both = claim.quantity.unit, family_of(told.one), (told.one, told.other)
    is_gap = (unit in _POINTS and family == "points") or (is_money(unit) and is_money(family))
    one_thing = classes_agree(told.one.entities, told.other.entities)[0]
    lead_in = before_hedges(claim.run_up)
    if is_gap and (_APART.search(lead_in) or (one_thing and _ADDED.search(before))):
        yield Formula(apart(arithmetic.difference), both)
    if claim.row:
        yield from _of_cell(claim, told) if is_gap else ()
        return
    base = _held_against(claim, told, one_thing=one_thing)
    by = _BY.search(lead_in) if is_gap else None
    own = [theirs for theirs in both if claim.entities_near and classes_agree(claim.entities, theirs.entities)[0]]
    beaten = _named(claim, by.group(), claim.quantity.start - len(claim.run_up) + by.start(), told) if by is not None else []
    if len(beaten) == 1:
        base = beaten[0]  # "and TIN led OLT by"
    if by is not None and base is None and len(own) == 1:
        base = told.other if own[0] is told.one else told.one  # "and TIN, at 7.9%, trailed by"
    if by is not None and base is None and not _named(claim, claim.lead, claim.quantity.start - len(claim.lead), told):
        yield Formula(apart(arithmetic.difference), both)  # "the Russell fund was ahead by": neither is named
    if base is None:
        return
    subject = told.other if base is told.one else told.one
    if by is not None:
        yield Formula(one_way(arithmetic.difference, 1 if _AHEAD.match(by["way"]) else -1), (base, subject))
    if unit == "ratio_x" and _AS_MUCH.match(claim.after):
        yield Formula(arithmetic.ratio, (base, subject))
    after = _OR_ITS_RATE.sub("", claim.after)
    way = 1 if _MORE.match(after) else -1 if _LESS.match(after) else 0
    program: Program | None = arithmetic.difference if is_gap else arithmetic.percent_change if unit == "percent" else None
    if way and program is not None:
        yield Formula(one_way(program, way), (base, subject))


def _multiplied(claim: Reading, pair: _Pair, told: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> Iterator[Formula]:
    """How often the other metric holds the one told last: "the index made 17.7% [M1], a result that biotech doubled [M1][M2]"."""
    made = (
        _THAT_IT_MADE.search(before_hedges(claim.run_up)) if claim.quantity.unit == "ratio_x" and claim.role == "change" else None
    )
    base = outcomes[told[-1].index].bound if made is not None and told else None
    if made is None or base is None or base not in (pair.one, pair.other):
        return
    start = claim.quantity.start - len(claim.run_up) + made.start("who")
    if base not in _named(claim, made["who"], start, pair):
        yield Formula(arithmetic.ratio, (base, pair.other if base is pair.one else pair.one))


_GAP_HEAD = re.compile(r"\b(?:gap|difference|spread|lead|lag|excess|relative|versus|vs|against)\b", re.IGNORECASE)


def _of_cell(claim: Reading, told: _Pair) -> Iterator[Formula]:
    """The gap that a column tells, of what its row names to the other: "Gap to QQQ"."""
    own = [theirs for theirs in (told.one, told.other) if classes_agree(claim.entities[:1], theirs.entities)[0]]
    if len(own) == 1 and _GAP_HEAD.search(claim.open_label):
        base = told.other if own[0] is told.one else told.one
        yield Formula(arithmetic.difference, (base, own[0]))


def _held_against(claim: Reading, told: _Pair, *, one_thing: bool) -> Reading | None:
    """The metric of what the figure is held against: of the one thing named right behind it, else not of the one before it.

    "than the fund", "of what the other managed"; "puts the firm at twice the loss of the fund", with a name for the one alone.
    Of two levels of one thing it is the one that the words behind the figure tell and cite: "1.6% below its close of May [M2]".
    """
    match = _BEHIND.match(_OR_ITS_RATE.sub("", claim.after))
    words = match.group() if match is not None else ""
    start = claim.quantity.start - len(claim.lead)
    if _names_another(claim, words, claim.quantity.end, told) or _names_another(claim, claim.lead, start, told):
        return None
    behind = _named(claim, words, claim.quantity.end, told)
    if one_thing and told.own is not None:
        return told.own if _AGAINST_WHAT.match(words) else None
    if behind:
        return behind[0] if len(behind) == 1 else None
    before = _named(claim, claim.lead, start, told)
    if len(before) != 1:
        return None
    return told.other if before[0] is told.one else told.one


def _named(claim: Reading, words: str, start: int, told: _Pair) -> list[Reading]:
    """Which of the two the words name that begin at an offset."""
    names = _names_in(claim, words, start)
    return [theirs for theirs in (told.one, told.other) if names_it(words, names, theirs)]


def _names_another(claim: Reading, words: str, start: int, told: _Pair) -> bool:
    """Whether the words that begin at an offset name instruments, and neither of the two: the gap is one to something else."""
    traded = tuple(name for name in _names_in(claim, words, start) if name.ticker is not None)
    both = (*told.one.entities, *told.other.entities)
    agrees, against, proxies, _ = classes_agree(traded, both)
    return bool(against) and not agrees and not proxies


def _names_in(claim: Reading, words: str, start: int) -> list[Name]:
    told_of = (*claim.comparators, *claim.entities, *claim.sentence_names)
    return [name for name in told_of if start <= name.start < start + len(words)]
