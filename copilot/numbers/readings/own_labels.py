"""What is printed right beside a figure and is whose it is: "6.9% (Tideway)", "7% for everyone else", "milk up 16.4%"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD, content_stems
from copilot.numbers.wordlists import wordlist
from copilot.types import Span

_BEHIND = re.compile(r"\s?\((?P<label>[A-Z][^()\n]{1,40})\)")


def label_behind(scene: Scene, at: int) -> Span | None:
    """What is printed in brackets right behind a figure, where that may be whose it is: "6.9% (Tideway)"."""
    match = _BEHIND.match(scene.text, at)
    return match.span("label") if match is not None and not scene.times_in(*match.span("label")) else None


def is_labelled_list(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether another figure of its kind in the sentence has its label behind it too: "6.9% (Tideway) and 13% (Norrland)"."""
    figures = scene.figures_in(*segment.sentence_span)
    return any(other is not item and other.unit == item.unit and label_behind(scene, other.end) for other in figures)


_FOR = re.compile(r"\s(?P<by>for|at|in|into|among) (?:the |its )?(?P<name>[A-Za-z][\w&-]*)")


def goes_on_for(scene: Scene, segment: Segment, item: Quantity, before: Reading) -> bool:
    """Whether a figure has a plain word where the one before has its name: "5% for Norrland and 7% for everyone else"."""
    other = _FOR.match(scene.text, item.end)
    one = _FOR.match(scene.text, before.quantity.end) if other is not None else None
    if one is None or other is None or one["by"] != other["by"] or before.sentence != segment.sentence:
        return False
    named = any(name.start == one.start("name") and name in before.entities for name in scene.names)
    timed = scene.times_in(other.start(), other.end("name") + 1)
    return named and not timed and not scene.names_in(other.start("name"), segment.end)


_PLACED = re.compile(r"(?:\s(?:a|an|per)\s[a-z-]+(?:\s[a-z-]+)?)?\s(?P<by>in|at) (?:the )?[A-Z]")


def is_placed_list(scene: Scene, item: Quantity, before: Reading) -> bool:
    """Whether a figure and the one before it each have their place behind them: "at €29 a night in Porto, at €31 in Lagos"."""
    one, other = _PLACED.match(scene.text, before.quantity.end), _PLACED.match(scene.text, item.end)
    return one is not None and other is not None and one["by"] == other["by"] and before.quantity.unit == item.unit


_PLAIN = re.compile(
    r"(?:^|[,;:(]|\b(?:and|with|while|whereas|but)\b)\s*(?:[Tt]he |[Ii]ts )?(?P<label>[A-Za-z][\w’'-]+)"
    r"(?:\s(?:was|were|is|are|up|down|by|at|rose|fell|gained|lost))*\s*$"
)


def is_of_its_neighbour(mine: Reading, theirs: Reading, beside: Iterable[Reading]) -> str | None:
    """The noun right before the figure, where the claim has that of another of its list: "eggs up 33%, milk 16%"."""
    own, its = _plain_label(mine), _plain_label(theirs)
    if not own or not its or own & its:
        return None
    others = (other for other in beside if other.quantity.unit == theirs.quantity.unit)
    return min(its) if any(_plain_label(other) & own for other in others) else None


def _plain_label(reading: Reading) -> frozenset[str]:
    """The stem of the noun that is all a figure has of its own."""
    match = _PLAIN.search(reading.lead) if not (reading.row or reading.listed_as) else None
    if match is not None and POINTS_BACK.fullmatch(f"the {match['label'].lower()}"):
        return frozenset()  # "the DAX rose 0.9%, and the index is up 18%"
    return content_stems(match["label"]) if match is not None else reading.listed_as


POINTS_BACK = re.compile(
    r"\b(?:it|its|them|their|the (?:fund|company|index|benchmark|gauge|group|firm|bank|stock|shares|metal))\b", re.IGNORECASE
)


_HELD_AGAINST = re.compile(  # "1.985 billion bushels, above the average estimate of 1.93 billion" is of the wheat all the same
    r"\W*(?:well |just |far )?(?:above|below|beating|missing|topping|exceeding|against|versus|compared|ahead of|short of"
    r"|(?:more|less|up|down|higher|lower) (?:than|from))\b"
)
_OWN_INDEX = re.compile(  # "while the capesize index gained", and not "the main index"
    r"\W*(?:(?:and|but|while|whereas|as) )?(?:the|its) (?!(?:benchmark|main|broad\w*|blue-chip|headline|same|whole|wider)\b)"
    r"(?:[a-z][\w-]+ ){1,2}(?:index|sub-?index|gauge)\b"
)


_OWN_TENOR = re.compile(  # "TLT closed at 89.70, a day on which the 30-year yield fell"
    r"\W*(?:(?:and|but|while|whereas|as|when|in|on|which|where)\s)*(?:[Tt]he )?(?:\d{1,3}|two|three|five|seven|ten|thirty)"
    r"-(?:year|month) (?:yields?|notes?|bonds?|bills?|rates?|swaps?|Treasury|Treasuries)\b"
)
_PAPERS = frozenset({"yiel", "note", "bond", "bill", "rate", "swap", "trea"})  # how its last words begin
_NO_ISSUERS = ("company", "fund", "index", "commodity", "currency", "other")


_DESCRIBED = re.compile(
    r"\W*(?:(?:and|but|while|whereas|as|though|although|yet|so|because)\s"
    r"|(?:[Ii]n|[Oo]n|[Bb]y|[Oo]ver|[Ss]ince) [^,;:]{1,30}?,?\s(?=the\s))*"
    r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]hat|[Aa]n?)\s(?!same\b|whole\b|entire\b|two\b|three\b)(?:[a-z][a-z-]*\s){1,2}"
    r"(?:fund|etf|tracker|stock|shares|index|gauge|sector|bonds?|paper|metal|miners?)\b(?!\s(?:of|on|in)\b)"
    r"|which (?:they|it|the \w+) |the (?:gap|deficit|lead|shortfall|margin|difference|distance)\b)"
)


def is_described(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether the subject of a figure's own words is described and not named, so that a name elsewhere may be another's.

    "Beat TIN [M2], while the chip fund led it by 31 points [M24]", "the investment-grade fund finished 4 points clear of TLT".
    """
    return not scene.source and _DESCRIBED.match(scene.text, segment.start, item.start) is not None


def has_a_plain_subject(scene: Scene, segment: Segment, item: Quantity, before: Reading) -> bool:
    """Whether a figure is told of a plain noun of its own: "calmer than staples with 8.8%", "gas is up 38%; food costs 12% more".

    A firm has the profit that a clause of its own tells, a commodity no food.
    """
    lead = scene.text[segment.start : item.start]
    may_have_tenor = not _PAPERS.isdisjoint(segment.wording.begins)
    if may_have_tenor and _OWN_TENOR.match(lead) and all(name.kind in _NO_ISSUERS for name in before.entities):
        return True
    opens = segment.behind_mark or segment.strong
    if opens and any(name.kind in ("index", "other") for name in before.entities) and _OWN_INDEX.match(lead):
        return True
    if not (opens and before.entities and all(name.kind == "commodity" for name in before.entities)):
        return False
    if POINTS_BACK.search(lead) or _HELD_AGAINST.match(lead):
        return False
    for mention in scene.measures_in(segment.start, item.start):
        lead = lead.replace(scene.text[mention.start : mention.end], " ")
    return not wordlist("joining").issuperset(word.lower() for word in WORD.findall(lead))
