"""What is left out since it was told before: a unit, "25 basis points in March, 50 in May", or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.names import Name
from copilot.numbers.census.inheritance import CHANGE_UNITS
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist

_BY_SO_MUCH = re.compile(  # "0.56 points ahead, and the other trailed by 0.14"
    r"\b(?:ahead|behind|led|leads?|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|beat|beats|outperform\w*|underperform\w*)\b"
    r"(?:\s[\w’'-]+){0,3}? by $",
    re.IGNORECASE,
)
_POINTS = CHANGE_UNITS - {"percent"}
_NO_NOUN = re.compile(
    r"\s?(?:[,;.)\[–—]|\b(?:in|on|at|for|and|or|from|with|without|to(?= [A-Z]))\b|$)"
)  # "50 in May", not "50 stores"
_TO_WHOM = re.compile(r"\s(?:for|to)\s(?=[A-Z])")  # "20 points to the fund, 14 to the other"
_MARK = re.compile(r"\[[^\]\d]{0,2}\d[^\]]*\]")
_PARTED = re.compile(r";|\b(?:and|but|while|whereas|which|as|when)\b", re.IGNORECASE)  # what follows may be of something else
_FROM, _TO = re.compile(r"\bfrom $", re.IGNORECASE), re.compile(r"\bto $", re.IGNORECASE)
_THAN_THE = re.compile(r"\b(?:than|twice|half|times|from|against|with) the $", re.IGNORECASE)
_HELD_TO = re.compile(r"\b(?:compared (?:with|to)|against|versus) $", re.IGNORECASE)
_BY_VERB = re.compile(r"\b([a-z]+ed) $")
_MORE_OR_LESS = re.compile(r"\s(?:more|less|higher|lower|wider|narrower)\b")
_BEFORE_A_TIME = re.compile(r"\s(?:of|in|at|on|for)\s(?:the (?:end|start|beginning) of )?")
_TIME_BEFORE = re.compile(r"\s(?:of )?(?:a|the|one) (?:year|month|quarter|week) (?:before|earlier|ago)\b")


def with_its_unit(scene: Scene, segment: Segment, item: Quantity, before: Sequence[Reading]) -> Quantity:
    """The figure in the unit of the last rate before it in its sentence, where only names and times stand in between.

    A range takes that of the range before it.
    """
    if item.unit != "none" or item.kind != "quantity":
        return item
    if before and not scene.source and (points := _points_told_before(scene, segment, item, before)) is not None:
        return replace(item, unit=points)
    if not _NO_NOUN.match(scene.text, item.end):
        return item
    if item.value is None:
        return _like_the_range_before(item, before)
    if _BY_SO_MUCH.search(before_hedges(scene.text[segment.start : item.start])):
        apart = next((each.quantity.unit for each in reversed(before) if each.quantity.unit in _POINTS), item.unit)
        return replace(item, unit=apart)
    told = next((each for each in reversed(before) if not _counts(each)), None)
    if told is None or told.quantity.unit not in CHANGE_UNITS or not _is_gap(scene, segment, item, told.quantity.end):
        return item
    return replace(item, unit=told.quantity.unit, role=told.role, direction=told.direction)


def _points_told_before(scene: Scene, segment: Segment, item: Quantity, before: Sequence[Reading]) -> str | None:
    """The points of the last figure before it in its sentence where a figure is surely of the same series.

    It is one end of that move ("by 0.4 points, from 0.2 to 0.6"), what it is held against ("twice the 0.2 of a year before") or
    told by the same verb ("yielded 0.4 points more, and in May yielded 0.2 less").
    """
    told = next((each for each in reversed(before) if each.quantity.unit != "ratio_x"), None)
    if told is None or not _may_be_points(told, item):
        return None
    unit, lead = told.quantity.unit, scene.text[told.quantity.end : item.start]
    is_whole = item.value == item.value.to_integral_value() if item.value is not None else True
    if _THAN_THE.search(lead) and not _PARTED.search(lead) and _is_of_a_time(scene, segment, item):
        return unit
    if is_whole or unit == "basis_point":
        return None
    if _HELD_TO.search(lead) and not _PARTED.search(lead) and _is_of_a_time(scene, segment, item):
        return unit
    if _FROM.search(lead):
        return unit if not _PARTED.search(lead) and _is_start_of(scene, item, told) else None
    if _TO.search(lead) and told.quantity.role == "from" and len(before) > 1:
        return unit if _makes(before[-2], told.quantity, item) else None
    verb = _BY_VERB.search(scene.text, segment.start, item.start)
    own = verb is not None and _MORE_OR_LESS.match(scene.text, item.end) is not None
    return unit if own and any(_is_told_by(scene, each, verb[1]) for each in before) else None  # type: ignore[index]


def _may_be_points(told: Reading, item: Quantity) -> bool:
    """Whether a bare number after points may be points too: of no price, and of one size."""
    unit, value = told.quantity.unit, told.quantity.value
    if unit == "index_point" and any(name.kind not in ("rate", "country", "generic") for name in told.entities):
        return False
    if unit not in _POINTS or value is None or item.value is None:
        return False
    one, other = abs(value), abs(item.value)
    return max(one, other) <= _SO_MUCH_APART * min(one, other)


def _is_of_a_time(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether only its time stands behind a figure: "of 2024", "a year before"."""
    if _TIME_BEFORE.match(scene.text, item.end):
        return True
    joined = _BEFORE_A_TIME.match(scene.text, item.end)
    return joined is not None and any(
        time.start <= joined.end() < time.end for time in scene.times_in(item.end, segment.sentence_span[1])
    )


def _is_start_of(scene: Scene, item: Quantity, told: Reading) -> bool:
    """Whether the next figure is where a move by so much arrives from this one."""
    following = next((each for each in scene.items if each.start >= item.end and each.value is not None), None)
    return (
        following is not None
        and following.unit == "none"
        and _TO.search(scene.text, item.end, following.start) is not None
        and _makes(told, item, following)
    )


def _makes(told: Reading, first: Quantity, last: Quantity) -> bool:
    """Whether two levels are apart by the move told before, in its direction, as closely as they are printed."""
    move, ulp = told.quantity.value, told.quantity.ulp
    if move is None or ulp is None or first.value is None or last.value is None:
        return False
    apart = last.value - first.value
    if (told.direction == "up" and apart < 0) or (told.direction == "down" and apart > 0):
        return False
    return abs(abs(apart) - abs(move)) <= ulp


def _is_told_by(scene: Scene, reading: Reading, verb: str) -> bool:
    """Whether points are told by this very verb, as more or less."""
    if reading.quantity.unit not in _POINTS or not _MORE_OR_LESS.match(scene.text, reading.quantity.end):
        return False
    found = _BY_VERB.search(scene.text, reading.segment_span[0], reading.quantity.start)
    return found is not None and found[1] == verb


_SO_MUCH_APART = 10  # times, from one range of rates to another of its kind


def _like_the_range_before(item: Quantity, before: Sequence[Reading]) -> Quantity:
    """A range in the unit of the range before it: "spreads of 320 to 380 basis points, below an average of 400 to 500"."""
    told = before[-1].quantity if before else None
    if told is None or told.low is None or told.high is None or item.low is None or item.high is None:
        return item
    apart = max(told.high, item.high) > _SO_MUCH_APART * min(told.low, item.low)
    return item if apart or told.unit not in CHANGE_UNITS else replace(item, unit=told.unit)


def _counts(reading: Reading) -> bool:
    return reading.quantity.unit.startswith("count")


def _is_gap(scene: Scene, segment: Segment, item: Quantity, end: int) -> bool:
    """Whether the words since the figure before, or since a bracket opened, join: "[M2], 50", "in May and 75", "(25"."""
    start = max(end, scene.text.rfind("(", segment.sentence_span[0], item.start) + 1)
    whom = _TO_WHOM.match(scene.text, end)
    start = max(start, whom.end() if whom is not None else 0)
    words = scene.text[start : item.start]
    told = [(name.start, name.end) for name in scene.names_in(start, item.start)]
    for begin, stop in (*told, *((time.start, time.end) for time in scene.times_in(start, item.start))):
        words = words.replace(scene.text[begin:stop], " ")
    return wordlist("unit_left_out").issuperset(word.lower() for word in WORD.findall(_MARK.sub(" ", words)))


_ELLIPTIC = re.compile(
    r"\s(?:more|less|lower|higher|cheaper|dearer|more expensive|larger|smaller|bigger|better|worse)(?! than\b)(?=\s?[\[.,;]|$)",
    re.IGNORECASE,
)
_A_LEAD = re.compile(r"\b(?:a|the|its) (?:lead|gap|edge|advantage|margin|shortfall|deficit) of (?:\w+ )?$", re.IGNORECASE)


_WORDS = frozenset(  # how "cheaper" and "a gap of" begin
    {"more", "less", "lowe", "high", "chea", "dear", "larg", "smal", "bigg", "bett", "wors"}
    | {"lead", "gap", "edge", "adva", "marg", "shor", "defi", "abov", "belo", "over", "unde"}
)


def may_leave_unsaid(begins: frozenset[str]) -> bool:
    """Whether a sentence whose words begin so may leave out what something is held against."""
    return not _WORDS.isdisjoint(begins)


_YEARS = r"(?P<n>\d{1,2}|two|three|five|seven|ten|twenty|thirty)[- ]years?"
_OTHER_MATURITY = re.compile(  # "yields 0.68 points more than the two-year"
    rf"\s(?:more than|less than|higher than|lower than|above|below|over|under) (?:that of )?(?:the )?{_YEARS}\b", re.IGNORECASE
)


def left_unsaid(scene: Scene, segment: Segment, item: Quantity, entities: tuple[Name, ...]) -> tuple[Name, ...]:
    """What a subject is held against without its name: "its fee is lower", "a lead of": the other of the two told of last."""
    other = _OTHER_MATURITY.match(scene.text, item.end)
    if other is not None and entities[0].kind == "rate" and re.search(r"_\d+y$", entities[0].id):
        return (_of_years(entities[0], other["n"]),)
    if not (_ELLIPTIC.match(scene.text, item.end) or _A_LEAD.search(scene.text, segment.start, item.start)):
        return ()
    floor = max(scene.text.rfind("\n\n", 0, segment.sentence_span[0]), segment.sentence_span[0] - 300, 0)
    for start in (segment.sentence_span[0], floor):
        told = {name.id: name for name in scene.names_in(start, item.start) if name.kind == entities[0].kind}
        others = [name for id, name in told.items() if id != entities[0].id]
        if others:
            return tuple(others) if len(others) == 1 else ()
    return ()


_MATURITY = re.compile(
    r"\b(?P<n>\d{1,2}|two|three|five|seven|ten|twenty|thirty)[- ]year (?:yields?|notes?|bonds?|paper|rates?|debt)\b",
    re.IGNORECASE,
)
_SPELT = {"two": "2", "three": "3", "five": "5", "seven": "7", "ten": "10", "twenty": "20", "thirty": "30"}


def of_its_maturity(scene: Scene, segment: Segment, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The bond told of before in the maturity that the clause names: "the two-year yield" after the ten-year Treasury's."""
    may_name_one = "year" in segment.wording.begins
    if not may_name_one or not any(name.kind == "rate" and re.search(r"_\d+y$", name.id) for name in names):
        return names
    told = _MATURITY.search(scene.text, segment.start, segment.end)
    if told is None or scene.names_in(told.start(), told.end()):
        return names
    return tuple(_of_years(name, told["n"]) if name.kind == "rate" else name for name in names)


def _of_years(bond: Name, number: str) -> Name:
    """The same bond in another maturity."""
    return replace(bond, id=re.sub(r"_\d+y$", f"_{_SPELT.get(number.lower(), number)}y", bond.id))
