"""Times of a sentence of several statements, each with its citation: what is of one of them and what is of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.names import Name
from copilot.numbers.readings.measures import Mention
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.when import TimeMention
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist

_WHEN_IT = re.compile(r",\s(?:a (?:day|week|month|quarter|year) )?when\s")


def when_it(scene: Scene, segment: Segment, item: Quantity) -> list[TimeMention]:
    """The time right before ", when it fell 3%", which is that of the fall alone."""
    words = _WHEN_IT.search(scene.text, segment.start, item.start) if "when" in segment.wording.begins else None
    told = scene.times_in(max(segment.sentence_span[0], words.start() - 30), words.start()) if words is not None else []
    return told[-1:] if words is not None and told and told[-1].end == words.start() else []


_SAID = re.compile(
    r"\b(?:said|says|reported|announced|published|showed|told reporters)(?: in a \w+)? (?:late |early )?(?:on )?$", re.IGNORECASE
)


def without_saying(scene: Scene, times: list[TimeMention]) -> list[TimeMention]:
    """Times without the day on which something was said, beside another: "was 2.3% last month, the office said on Friday"."""
    kept = [
        time
        for time in times
        if not (scene.is_spoken_day(time) and _SAID.search(scene.text, max(0, time.start - 40), time.start))
    ]
    return kept or times


BREAK = re.compile(r";|\[M?\d+\]")  # what is cited behind it, or stands in a clause of its own
_NOUN = re.compile(r"\s[a-z]+\s(?:of|at|was|is|stood)\s")
_POSSESSED = re.compile(r"(?:\b(?:its|the|their|a)|['’]s)\s$", re.IGNORECASE)
_OPENS = re.compile(
    r"\W*(?:(?:but|and|meanwhile|so|yet|still),? )?"
    r"(?:in|on|at|over|during|for|from|since|by|as of|between|after|until|through|throughout)\s",
    re.IGNORECASE,
)


def tells_anew(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether a figure behind another's citation stands in a statement with words of its own: "[1], and profit fell by 3%".

    Of "[1], and profit 3%" all but the name of the subject is that of the figure before it.
    """
    if not segment.behind_mark:
        return False
    lead = scene.text[segment.start : item.start]
    told: list[Name | Mention] = [*scene.names_in(segment.start, item.start), *scene.measures_in(segment.start, item.start)]
    for mention in told:
        lead = lead.replace(scene.text[mention.start : mention.end], " ")
    return not wordlist("joining").issuperset(word.lower() for word in WORD.findall(lead))


def is_of_its_noun(scene: Scene, time: TimeMention, before: Reading) -> bool:
    """Whether a day belongs to the noun of the figure before alone: "its 10 April high of 46.00"."""
    if time.when.grain != "day" or time.end > before.quantity.start:
        return False
    is_possessed = _POSSESSED.search(scene.text, max(0, time.start - 8), time.start) is not None
    return is_possessed and _NOUN.match(scene.text, time.end) is not None


def told_for_all(scene: Scene, segment: Segment) -> tuple[TimeMention, ...]:
    """The time that opens a sentence, which is that of all it tells: "In November …"."""
    start = segment.sentence_span[0]
    opens = _OPENS.match(scene.text, start)
    told = scene.times_in(start, opens.end() + 12) if opens else ()
    return tuple(told[:1])


def opening_times(scene: Scene, at: int) -> tuple[TimeMention, ...]:
    """The times before the first number of the sentence; of that number, the other days of an event told behind it."""
    segment = scene.segments[at]
    first = scene.first_of_sentence[segment.sentence]
    if first is not segment:
        return tuple(scene.times_in(segment.sentence_span[0], scene.items[first.item].start))
    if _DONE_WORDS.isdisjoint(segment.wording.begins):
        return ()
    start, end = segment.sentence_span
    if at + 1 < len(scene.segments) and scene.segments[at + 1].sentence == segment.sentence:
        end = scene.items[scene.segments[at + 1].item].start
    text = scene.text
    return tuple(time for time in scene.times_in(scene.items[segment.item].end, end) if _DONE.search(text, start, time.start))


_DONE = re.compile(  # "approved on 4 February and paid on 3 April": an event's other days
    r"(?:\b(?:it|which|they|that|and)\s(?:was|were|is|will be|to be|took|takes|has been)\s(?:\w+\s)?|\b)"
    r"(?:effective|payable|paid|announced"
    r"|agreed|approved|backed|completed|closed|signed|published|launched|delivered|settled|due|ratified|with effect|takes effect"
    r"|took effect|in force|distributed|confirmed|endorsed)"
    r"\s(?:(?:on|from|in|by|of|the|as|with effect)\s)*$",
    re.IGNORECASE,
)
_DONE_WORDS = frozenset(
    {"effe", "paya", "paid", "anno", "agre", "appr", "back", "comp", "clos", "sign", "publ", "laun", "deli", "sett", "due"}
    | {"rati", "with", "take", "took", "in f", "dist", "conf", "endo"}
)  # how a word of each form begins


def is_anothers(scene: Scene, segment: Segment, item: Quantity, time: TimeMention) -> bool:
    """Whether days told in its sentence stand between another figure and its citation, and so may be that figure's alone."""
    if time.when.grain not in ("day", "week", "part", "window") or time.when.relative:
        return False
    told = scene.figures_in(segment.sentence_span[0], time.start)
    return bool(told) and scene.cites_between(time.end, item.start) and not scene.cites_between(told[-1].end, time.start)


_STOP = re.compile(r"[.!?]\s")
_AGAINST_IT = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|than|(?:up|down) from|from)\s(?:[^,;.]|[,.]\d){0,40}$", re.IGNORECASE
)


def is_by_the_way(scene: Scene, time: TimeMention, earlier: Sequence[TimeMention]) -> bool:
    """Whether a sentence that told another time before tells this one by the way: "July's gain was revised", "than in May"."""
    before = [other for other in earlier if other.start < time.start and other.when.grain == time.when.grain]
    first = next((other for other in before if _STOP.search(scene.text, other.end, time.start) is None), None)
    if first is None:
        return False
    if scene.text.startswith(("'s ", "’s "), time.end):
        return True
    return _AGAINST_IT.search(scene.text, first.end, time.start) is not None


_BRACKET = re.compile(
    r"(?:\s?\((?:[^()]{1,60})|[^()]{0,60})\)\s(?:in|for|during|at)\s(?:the )?"
)  # "1.4 billion (16% of sales) in 2014"
_LONGEST_BRACKET = 63  # characters up to its end
_AND_NONE = re.compile(r"\b(?:and|but) (?:no|none|nothing|neither)\b")


def behind_its_bracket(scene: Scene, item: Quantity) -> list[TimeMention]:
    """The time right behind the bracket that a figure stands before or within, which is that of both."""
    if scene.text.find(")", item.end, item.end + _LONGEST_BRACKET) < 0:
        return []
    before = scene.text[max(0, item.start - 12) : item.start]
    within = "(" in before and ")" not in before
    match = _BRACKET.match(scene.text, item.end)
    if match is None or within == match.group().lstrip().startswith("("):
        return []
    return scene.times_in(match.end(), match.end() + 1)


def is_denied(scene: Scene, item: Quantity, time: TimeMention) -> bool:
    """Whether nothing is told of a time: "80 million in 2018 and none in 2019"."""
    return time.start > item.end and _AND_NONE.search(scene.text, item.end, time.start) is not None
