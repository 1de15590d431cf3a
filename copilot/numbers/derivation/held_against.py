"""How far a figure that the text has just told is from one of the evidence, or what part of it.

"A margin of 15.8%, 2.6 points above Norrel's", "worth 12 billion, 1.5 times its revenue", "profit of 1.1 billion, 9.8% of sales",
"up 74.5%, more than twice the 30.3% of the other", "the index gained 16%, which the fund beat by 7 points".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from copilot.calendar_words import CARDINALS, count_of
from copilot.names import find_names
from copilot.numbers.binding.verdicts import Outcome
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.spoken import gap
from copilot.numbers.evidence.amounts import POINTS, comparable
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.formula import Formula, between, one_way, worked_out
from copilot.numbers.formulas.operands import family_of, is_earlier, is_level, is_unopposed, time_fits
from copilot.numbers.formulas.verdicts import borne_out, derived, gives, holds, settled, wrong
from copilot.numbers.readings.entities import classes_agree, names_it, stems_of
from copilot.numbers.readings.measures import find_measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems, is_yardstick

_FAR = 90  # characters between a figure and what it is held against
_HELD = re.compile(
    r"\s?(?P<way>above|below|over|under|ahead of|behind|short of|(?:higher|lower|more|less|larger|smaller|fewer) than"
    r"|(?:better|worse|faster|slower|stronger|weaker|dearer|cheaper) than|of|the size of|as (?:much|many|large|high|big) as)"
    r"\s(?P<against>(?:[^.;,\[\]]|(?<=\d)[.,](?=\d)){2,70})",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\s?(?P<against>(?:(?i:its|their|the|that of)|(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*['’]s)"
    r"\s(?:[^.;,\[\]]|(?<=\d)[.,](?=\d)){2,70})"
)
_BY = re.compile(
    r"\b(?:which|and|but|while|whereas)\s(?P<who>[^\d,;\[\]]{1,40}?)\s"
    r"(?P<way>beat|top|exceed|outdo|outpac|outperform|miss|trail|lag|undershoot|underperform)\w*\sby\s$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\bwhich\b", re.IGNORECASE)
_LESS = re.compile(
    r"(?:below|under|behind|short of|(?:lower|less|smaller|fewer|worse|slower|weaker|cheaper) than|miss|trail|lag|under)",
    re.IGNORECASE,
)
_AS_EXPECTED = re.compile(
    r"(?:(?:had been|was|were|the|what|analysts?|economists?|market|consensus|wall street)\s)*"
    r"(?:expected|forecast|expectations?|estimates?|estimated|predicted|pencilled in|consensus)\b",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(
    r"(?:in |on |at |it was )?(?:(?:the|an?|one|two|three|twelve) (?:[a-z]+ )?(?:year|quarter|month|week|day)s? "
    r"(?:before|earlier|ago|prior)"
    r"|(?:the )?(?:previous|prior|last) (?:year|quarter|month|week|day))\b",
    re.IGNORECASE,
)
_THAT_ONE = re.compile(r"that\b(?! of\b)", re.IGNORECASE)  # "less than half of that"
_PACE_BEFORE = re.compile(r"(?:the|its|their) (?:previous|prior|earlier|preceding) (?:pace|rate|growth|clip)\b", re.IGNORECASE)
_EXPECTED = frozenset({"consensus", "forecast"})
_THAT = re.compile(r"\W*(?:That['’]s|(?:That|This|It|Which) (?:is|was|equals|makes|amounts to|leaves|puts it))\b")


def held_against(
    claim: Reading, told: Sequence[Reading], beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], pool: Pool
) -> Outcome | None:
    """How far a figure that the text has just told is from one of the evidence that its words name, or what part of it.

    told: the figures before it, the nearest last. beside: those of its sentence.
    """
    by = _BY.search(before_hedges(claim.run_up))
    if by is not None:
        return _beaten(claim, told, (by["who"], by["way"]), outcomes, pool)
    match = _HELD.match(claim.after) or (_TIMES.match(claim.after) if claim.quantity.unit == "ratio_x" else None)
    if match is None:
        return None
    for anchor in _anchors(claim, told):
        if outcomes[anchor.index].verdict != "checked" or outcomes[anchor.index].period_only:
            continue
        behind = [
            other
            for other in beside.values()
            if match.start("against") <= other.quantity.start - claim.quantity.end < match.end()
        ]
        own = [other for other in behind if _is_alike(anchor, other) and outcomes[other.index].verdict == "checked"]
        means = _of_its_mean(match["against"], outcomes[anchor.index].bound, pool)
        bases = (
            own
            or means
            or _told_before(match["against"], anchor, told, outcomes)
            or _of_period_before(match["against"], outcomes[anchor.index].bound, pool)
            or _of_its_start(match["against"], outcomes[anchor.index].bound, pool)
            or _named(claim, anchor, match["against"], pool)
        )
        if len({(base.quantity.value, base.quantity.unit) for base in bases}) != 1:
            continue
        made = [found.result for found in worked_out(claim, _formulas(claim, anchor, bases[0], match.groupdict().get("way", "")))]
        printed = bases is own and claim.quantity.unit == "ratio_x" and _are_all_printed(claim, (anchor, own[0]), told, outcomes)
        right = next((result for result in made if gives(claim, result) or (printed and holds(claim, result))), None)
        if right is not None:
            return derived(right, "from the value told just before")
        if made and (bases is means or printed):
            return wrong(claim, made[0])  # no other average of the sentence, and no other two of the clause, mend that
    return None


def _are_all_printed(claim: Reading, two: Sequence[Reading], told: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> bool:
    """Whether a claim can be of no other two than these of its clause, which no metric knows more closely than printed."""
    others = [other for other in told if other.sentence == claim.sentence and _is_alike(two[1], other) and other is not two[0]]
    bound = [outcomes[one.index].bound for one in two]
    return not others and not any(one is not None and one.exact for one in bound)


_ITS_MARK = re.compile(
    r"(?:its|their|the|an?)\s(?:[\w-]+\s){0,4}?(?:average|mean|median|norm|target|limit|peak|high|low|record)\b", re.IGNORECASE
)


def from_its_mark(claim: Reading, beside: Mapping[int, Reading], outcomes: Mapping[int, Outcome], pool: Pool) -> Outcome | None:
    """How far a level that only the evidence tells is from the average, target or high that the text prints behind the claim.

    "Yields sit 0.4 points below their ten-year average of 3.6%", of 3.2% and that average told in one sentence.
    """
    match = _HELD.match(claim.after)
    if match is None or _ITS_MARK.match(match["against"]) is None:
        return None
    behind = [
        at for at, other in beside.items() if match.start("against") <= other.quantity.start - claim.quantity.end < match.end()
    ]
    mark = outcomes[behind[0]].bound if len(behind) == 1 and outcomes[behind[0]].verdict == "checked" else None
    if mark is None or mark.row:
        return None
    levels = [
        other
        for other in pool.beside(mark)
        if is_level(other)
        and other.role != "from"
        and not other.prior
        and _is_alike(mark, other)
        and _is_of_one(mark, other)
        and time_fits(claim, other) is not False
        and is_unopposed(replace(claim, role="level", direction="none", polarity=None), other)
    ]
    if len(levels) != 1:
        return None
    made = [found.result for found in worked_out(claim, _formulas(claim, levels[0], mark, match["way"]))]
    return settled(claim, made, "from what its sentence holds it against")


def _is_of_one(mark: Reading, level: Reading) -> bool:
    """Whether a level is of what the mark is of, and no mark itself."""
    of_one = mark.measure is None or level.measure is None or related(mark.measure, level.measure)
    return of_one and "statistic" not in level.basis.dimensions and not is_yardstick(level.run_up)


def _anchors(claim: Reading, told: Sequence[Reading]) -> Iterator[Reading]:
    """The level told last in the claim's sentence, and the last change; where "That is" points back, the last level before."""
    for is_one in (_is_a_level, _is_a_change):
        last = next((other for other in reversed(told) if is_one(other) and not is_yardstick(other.run_up)), None)
        if last is None:
            continue
        if last.sentence == claim.sentence:
            if claim.quantity.start - last.quantity.end < _FAR:
                yield last
        elif _THAT.match(claim.lead) is not None and last.sentence == claim.sentence - 1:
            yield last


def _is_a_level(reading: Reading) -> bool:
    return reading.role != "change" and reading.quantity.value is not None


def _is_a_change(reading: Reading) -> bool:
    return reading.role == "change" and reading.quantity.value is not None


def _told_before(words: str, anchor: Reading, told: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> list[Reading]:
    """The last figure of its kind before the anchor, where the words only point back: "half of that", "half the prior pace"."""
    earlier = [other for other in told if other.index < anchor.index and _is_alike(anchor, other)]
    if _PACE_BEFORE.match(words):
        earlier = [other for other in earlier if other.role == anchor.role == "change" and other.measure == anchor.measure]
    elif not _THAT_ONE.match(words):
        return []
    return [other for other in earlier[-1:] if outcomes[other.index].verdict == "checked"]


def _of_period_before(words: str, bound: Reading | None, pool: Pool) -> list[Reading]:
    """What the evidence tells of the time before beside the figure the anchor is bound to: "less than in the quarter before"."""
    if bound is None or not _PERIOD_BEFORE.match(words):
        return []
    near = [other for other in pool.about(bound) if other.source == bound.source and abs(bound.sentence - other.sentence) <= 1]
    return [
        other
        for other in near
        if _is_alike(bound, other)
        and (other.prior or other.role == "from" or is_earlier(other, bound))
        and (other.measure == bound.measure or other.measure is None)
    ]


_ITS_START = re.compile(
    r"(?:the|its|their|what was the) (?:original|initial|starting|first|earlier|former) "
    r"(?:sum|amount|level|figure|size|value|total|number|(?P<own>plan|price|budget|stake|investment))\b",
    re.IGNORECASE,
)


def _of_its_start(words: str, bound: Reading | None, pool: Pool) -> list[Reading]:
    """What the evidence's own move to the level began from: "raised to 9 billion, three times the original sum"."""
    told = _ITS_START.match(words)
    if bound is None or bound.row or bound.role != "to" or told is None:
        return []
    if told["own"] is not None and not content_stems(told["own"]) & bound.words:
        return []  # "three times the initial investment" of a fund
    return [
        other
        for other in pool.beside(bound)
        if other.role == "from" and other.index == bound.index - 1 and _is_alike(bound, other)
    ]


_MEAN = re.compile(r"\b(?:average|avg|mean|norm)\b", re.IGNORECASE)
_LENGTH = re.compile(rf"\b(?P<n>\d{{1,2}}|{'|'.join(CARDINALS)})[- ](?P<unit>year|month|week|quarter)s?\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d%")
_LABEL = 24  # characters before a figure that are its label


def _of_its_mean(words: str, bound: Reading | None, pool: Pool) -> list[Reading]:
    """The mean of so many years that the evidence tells beside the figure: "83% (5-year average 78%, 10-year average 75%)"."""
    length = _LENGTH.search(words) if _MEAN.search(words) else None
    if bound is None or length is None:
        return []
    found = []
    for other in pool.beside(bound):
        label = _FIGURE.split(other.run_up[-_LABEL:])[-1]
        its = _LENGTH.search(label) if _is_alike(bound, other) and _MEAN.search(label) else None
        if its is not None and (count_of(its["n"]), its["unit"].lower()) == (count_of(length["n"]), length["unit"].lower()):
            found.append(other)
    return found


def _beaten(
    claim: Reading, told: Sequence[Reading], said: tuple[str, str], outcomes: Mapping[int, Outcome], pool: Pool
) -> Outcome | None:
    """How far one that the words name is from the rate told before: "gained 16%, which the fund beats by 7 points".

    said: the words that name it, and the verb.
    """
    who, way = said
    rates = [other for other in told if other.sentence == claim.sentence and other.quantity.unit == "percent"]
    if not rates or claim.quantity.unit not in POINTS or not _WHICH.search(gap(rates[-1], claim)):
        return None
    base = rates[-1]
    if outcomes[base.index].verdict != "checked":
        return None
    names = tuple(name for name in (*claim.sentence_names, *claim.entities) if name.text in who)
    own = [theirs for theirs in pool.about(claim) if _is_alike(base, theirs) and names_it(who, names, theirs)]
    if len({(theirs.quantity.value, theirs.quantity.unit) for theirs in own}) != 1:
        return None
    program = one_way(arithmetic.difference, -1 if _LESS.match(way) else 1)
    made = worked_out(claim, [Formula(program, (base, own[0]))])
    return borne_out(claim, (result for result, _ in made), "from the value told just before")


def _named(claim: Reading, anchor: Reading, words: str, pool: Pool) -> list[Reading]:
    """The levels of the evidence that the words name best: by the name in them, and by the words no other has."""
    names = [name for name in (*claim.comparators, *claim.sentence_names) if name.text in words] or find_names(words)
    measured = {mention.id for mention in find_measures(words)}
    said = content_stems(_CHANGE.sub("", words)) - stems_of(names)
    if _AS_EXPECTED.fullmatch(words.strip()):
        return [theirs for theirs in pool.about(claim) if theirs.basis.modality in _EXPECTED and _may_be_expected(anchor, theirs)]
    says_change = anchor.role == "change" and _CHANGE.search(words) is not None
    of_changes = says_change or (anchor.role == "change" and not measured)
    found: list[tuple[int, Reading]] = []
    for theirs in pool.about(claim):
        is_kind = (of_changes and theirs.role == "change") or (is_level(theirs) and theirs.role != "from")
        if not is_kind or theirs.prior or not _is_alike(anchor, theirs):
            continue
        if not (said or measured or says_change) and (anchor.measure is None or theirs.measure != anchor.measure):
            continue
        if names and not classes_agree(tuple(names), theirs.entities)[0]:
            continue
        shared = len(said & theirs.words) + 2 * (theirs.measure in measured)
        if time_fits(claim, theirs) is not False and (shared or names):
            found.append((shared, theirs))
    best = max((shared for shared, _ in found), default=0)
    return [theirs for shared, theirs in found if shared == best]


_CHANGE = re.compile(
    r"\b(?:gains?|rise|increase|advance|growth|falls?|drop|decline|decrease|loss)\W*$"
)  # "six times its rival's gain"


def _is_alike(anchor: Reading, theirs: Reading) -> bool:
    """Whether a level may be held against the anchor: of one unit, and another figure."""
    one, other = anchor.quantity, theirs.quantity
    return comparable(_family(anchor), _family(theirs)) and (one.value, one.unit) != (other.value, other.unit)


def _family(reading: Reading) -> str:
    """What a formula takes it as: a rise by a fifth in points, as one of 20% is."""
    operand = arithmetic.operand(reading)
    return operand.family if operand is not None else family_of(reading)


def _may_be_expected(anchor: Reading, theirs: Reading) -> bool:
    """Whether a forecast is one of what the anchor tells."""
    other = anchor.measure and theirs.measure and not related(anchor.measure, theirs.measure)
    return _is_alike(anchor, theirs) and not other and not classes_agree(anchor.entities, theirs.entities)[1]


def _formulas(claim: Reading, anchor: Reading, base: Reading, way: str) -> Iterator[Formula]:
    """The gap between the two, or the part that the anchor is of the base."""
    unit, way = claim.quantity.unit, way.lower()
    if unit in POINTS and anchor.role == "change":
        yield Formula(one_way(arithmetic.difference, -1 if _LESS.match(way) else 1), (base, anchor))
    elif unit != "ratio_x" and way not in ("of", "the size of", "") and not way.startswith("as "):
        sign = -1 if _LESS.match(way) else 1
        yield from (Formula(one_way(program, sign), figures) for program, figures, _ in between(claim, base, anchor))
    elif unit in POINTS or way not in ("of", "the size of", ""):
        yield from between(claim, base, anchor)
    elif unit == "percent":
        yield Formula(arithmetic.share, (anchor, base))
    elif unit == "ratio_x":
        yield Formula(arithmetic.ratio, (base, anchor))
