"""Whom a figure is of that its own clause does not name: who was told of before, as far as nothing speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.names import Name
from copilot.numbers.readings.entities import name_class
from copilot.numbers.readings.own_labels import POINTS_BACK
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.readings.standing import standing_of
from copilot.numbers.types import Quantity
from copilot.numbers.wordlists import wordlist

PRONOUN = re.compile(
    r"^\W*(?:but |and |meanwhile,? |still,? )?(?:it|its|they|their"
    r"|the (?:company|group|firm|index|fund|bank|stock|shares|retailer|benchmark|gauge|etf))\b",
    re.IGNORECASE,
)
STANDS_FOR = re.compile(
    r"^\W*(?:(?:in|during|for|over|by) [\w ]{3,20}?,? )?"  # "In 2024 the company"
    r"(?:the (?:company|group|firm|index|fund|bank|stock|shares|retailer|benchmark|gauge|etf)|it"
    r"|(?:that|this)(?=\s(?:is|was|would|represent|compare|mark|mean|equal|equate|amount|value|come|came|make|made|bring|brought|leave|left"
    r"|put)\w*\s))\s",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:Meanwhile,? |Globally,? )?(?!The |Its |Their |These |Those |Both )[A-Z][a-z]+(?: [a-z]+)?(?=\s)")
_BOTH = re.compile(
    r"\b(?:the two(?: of them| funds| companies| indices| banks)?(?=\s(?:is|was|were|are|have|had|together)\b|[.,;]|$)"
    r"|between them|the pair|they|their)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:the|all|these|those) (?P<n>three|four|five)(?= (?!of\b)[a-z]+)", re.IGNORECASE)
_WORD_LONG = 12  # characters


def told_many(scene: Scene, segment: Segment, item: Quantity) -> re.Match[str] | None:
    """ "The three" of things told before."""
    return _MANY.search(scene.text, segment.sentence_span[0], min(item.end + _WORD_LONG, segment.sentence_span[1]))


_HOW_MANY = {"three": 3, "four": 4, "five": 5}
_CALLED = re.compile(
    r"\bthe (?:(?P<firm>company|group|firm|bank|stock|shares|retailer|insurer)|(?P<fund>fund|etf)"
    r"|(?P<index>index|benchmark|gauge))\b",
    re.IGNORECASE,
)
_NEVER_CALLED = {
    "firm": frozenset({"fund", "index", "generic"}),
    "fund": frozenset({"company", "index", "generic", "central_bank", "commodity"}),
    "index": frozenset({"company", "fund", "central_bank", "commodity"}),
}


def _has_its_own_agents(scene: Scene, segment: Segment) -> bool:
    """Whether the subject of its sentence are people or firms at large, and nothing told before: "Central banks bought"."""
    opening = _OPENING.match(scene.text, segment.sentence_span[0])
    words = opening.group().split() if opening is not None else []
    if not any(word.lower() in wordlist("agents") for word in words[-2:]):
        return False
    return POINTS_BACK.search(scene.text, segment.start, segment.end) is None


def antecedent(scene: Scene, segment: Segment, item: Quantity) -> tuple[Name, ...]:
    """The subject of the nearest sentence before, up to three back in the same paragraph; else what the sentence names.

    "The bank" is no fund and "the fund" no company where something else was told of.
    """
    if _has_its_own_agents(scene, segment):
        return ()
    floor = scene.text.rfind("\n\n", 0, segment.sentence_span[0])
    start = max(floor, segment.sentence_span[0] - 500, 0)
    earlier = [name for name in scene.names_in(start, segment.sentence_span[0]) if not speaks(scene, name)]
    earlier = [name for name in earlier if name_class(name) != "area"] or earlier
    called = _CALLED.search(scene.text, segment.start, item.start)
    if called is not None and called.lastgroup is not None:
        fitting = [name for name in earlier if name.kind == called.lastgroup]
        fitting = fitting or [name for name in earlier if name.kind not in _NEVER_CALLED[called.lastgroup]]
        if not fitting and called.lastgroup == "fund" and all(name.kind in ("index", "commodity") for name in earlier):
            return ()  # "Gold is off its high. The fund closed at 41": a fund that is not named, and no gold
        earlier = fitting or earlier
    same = _of_nearest_sentence(scene, start, earlier)
    if not same:
        return ()
    rivals = {name.id: name for name in same if name_class(name) == name_class(same[0])}
    if len(rivals) == 2 and _BOTH.search(scene.text, segment.start, segment.end):
        return tuple(rivals.values())
    if len(rivals) > 2 and (many := told_many(scene, segment, item)) is not None:
        return tuple(rivals.values()) if len(rivals) == _HOW_MANY.get(many["n"].lower(), len(rivals)) else ()
    return (same[0],) if len(rivals) <= 2 else ()


def _of_nearest_sentence(scene: Scene, start: int, earlier: list[Name]) -> list[Name]:
    """The names of the nearest sentence that has some; of one that goes on about another and only compares, those before it:
    "The fund gained 4%, twice as much as VGK."
    """
    while earlier:
        last = earlier[-1]
        cut = max(scene.text.rfind(". ", start, last.start) + 1, scene.text.rfind("\n", start, last.start) + 1, start)
        same = [name for name in earlier if name.start >= cut]
        goes_on = STANDS_FOR.match(scene.text[cut : same[0].start]) if same else None
        if goes_on is None or same[0] is earlier[0] or not all(standing_of(scene, name).compared for name in same):
            return same
        earlier = [name for name in earlier if name.start < cut]
    return []


def may_be(scene: Scene, segment: Segment, item: Quantity, start: int) -> Iterator[Name]:
    """The names from an offset to the sentence that "it", or what its sentence calls "the fund", can stand for."""
    called = _CALLED.search(scene.text, segment.start, item.start)
    never = _NEVER_CALLED.get((called.lastgroup or "") if called is not None else "", frozenset()) | {"generic"}
    return (name for name in scene.names_in(start, segment.sentence_span[0]) if name.kind not in never)


def refers_back(scene: Scene, segment: Segment, item: Quantity, name: Name) -> bool:
    """Whether the sentence begins with a word for the subject of the sentence just before: "It", "The company"."""
    start = segment.sentence_span[0]
    opens = PRONOUN.match(scene.text[start : start + 60]) or STANDS_FOR.match(scene.text[start : start + 60])
    if opens is None or scene.text.count("\n", name.end, start):
        return False
    told = {other.id for other in may_be(scene, segment, item, name.start) if not speaks(scene, other)}
    only_compared = scene.source == "" and standing_of(scene, name).compared  # "it is livelier than LEX. Its beta"
    return len(told) == 1 and not only_compared  # of several it is not sure which one


def speaks(scene: Scene, name: Name) -> bool:
    """Whether a name is that of who says so."""
    return standing_of(scene, name).speaks
