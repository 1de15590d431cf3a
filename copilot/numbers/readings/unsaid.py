"""Names that a clause leaves out: what a subject is held against, and the bond whose other maturity it tells."""

from __future__ import annotations

import re
from dataclasses import replace

from copilot.names import Name
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity

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
    if not any(name.kind == "rate" and re.search(r"_\d+y$", name.id) for name in names):
        return names
    told = _MATURITY.search(scene.text, segment.start, segment.end)
    if told is None or scene.names_in(told.start(), told.end()):
        return names
    return tuple(_of_years(name, told["n"]) if name.kind == "rate" else name for name in names)


def _of_years(bond: Name, number: str) -> Name:
    """The same bond in another maturity."""
    return replace(bond, id=re.sub(r"_\d+y$", f"_{_SPELT.get(number.lower(), number)}y", bond.id))
