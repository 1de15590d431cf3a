"""Times of a sentence that are those of one of its statements, figures or clauses, and what is told of when for all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from copilot.names import Name
from copilot.numbers.readings.measures import Mention
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.when import TimeMention, window_of
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist

_WHEN_IT = re.compile(r",\s(?:a (?:day|week|month|quarter|year) )?when\s")


def when_it(scene: Scene, segment: Segment, item: Quantity) -> list[TimeMention]:
    """The time right before ", when it fell 3%", which is that of the fall alone."""
    words = _WHEN_IT.search(scene.text, segment.start, item.start) if "when" in segment.wording.begins else None
    told = scene.times_in(max(segment.sentence_span[0], words.start() - 30), words.start()) if words is not None else []
    if words is None or not told or told[-1].end != words.start():
        return []
    return [replace(told[-1], when=replace(told[-1].when, since=False))]  # "flat since 2020, when it fell 9%"


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


_ITS_OWN = re.compile(r"['’]s?\s(?:[a-z][\w-]*\s){0,3}[$€£]?\d")  # "Friday's 23.39", "Monday's record 17% plunge"
_HAD = re.compile(r",\s(?:(?:which|who|that)\shad|having)\s[^,;]*$", re.IGNORECASE)
_HAD_WORDS = frozenset({"had", "havi"})  # how "had" and "having" begin
_ENDED = re.compile(r"\b(?:end|clos|finish)(?:ed|es|s|ing|e)? the (?P<unit>week|month|quarter|year)\b", re.IGNORECASE)
_ENDS = frozenset({"end", "clos", "fini"})  # how its words begin
_AT_WHICH = re.compile(r"(?:[,;]\s(?:and\s|but\s)?|\b(?:and|but)\s)at\s[$€£]?$", re.IGNORECASE)
_IT_DID = re.compile(r",?\s(?:it|they|the \w+)\s\w", re.IGNORECASE)
_EXTREME = re.compile(r"\s(?:record|all-time|high|low|peak|trough|close)(?:\s(?:high|low|close))?\s(?:of|at)\s(?=[$€£¥]?\d)")
_RELATIVE = 60  # characters before a time
_LAST_WEEKDAYS = 3  # from a Thursday on "the week" that ended is the text's own


def without_foreign(
    scene: Scene, segment: Segment, item: Quantity, times: tuple[TimeMention, ...], *, is_change: bool
) -> tuple[TimeMention, ...]:
    """The times of a number less those of another figure or clause.

    A day in the possessive before a later figure is that figure's ("up 64.9% from Friday's 23.39"); what a relative clause "had"
    done before is of that clause ("Intel, which had plunged 26% on Friday, lost 6%"); and a price at which the week ended, or at
    which a new clause begins, is of no day that was told before it.
    """
    times = _of_its_deed(scene, item, times, is_change=is_change)
    kept = tuple(
        [
            time
            for time in times
            if not (time.start >= item.end and _is_of_a_later_figure(scene, item, time))
            and not _is_in_a_past_clause(scene, segment, item, time)
            and not _is_of_an_extreme_before(scene, item, time)
        ]
    )
    ended = _how_it_ended(scene, segment, item)
    if ended is not None:
        kept = tuple(time for time in kept if not (time.when.grain == "day" and time.end <= ended.start()))
        if is_change and item.unit == "percent" and not kept:
            return _ended_window(ended, scene.anchor)
    elif _is_at_which(scene.text, segment.sentence_span[0], item.start) and _IT_DID.match(scene.text, item.end):
        kept = tuple(time for time in kept if not (time.when.grain == "day" and time.end <= item.start))
    return kept


_DID_THEN = re.compile(
    r"(?:,\s|\s)(?:and|but|then|before|while)\s(?:then\s)?"
    r"(?:(?P<still>(?:(?:was|were|is|are)\s)?(?:remain|stay|unchanged|flat|steady)[a-z]*)"
    r"|was|were|is|are|will|stood|held|fell|rose|grew|shrank|sank|slid|lost|went|[a-z]{3,}(?:ed|ing))\b[^.;,\d]{0,40}$"
)


def _of_its_deed(scene: Scene, item: Quantity, times: tuple[TimeMention, ...], *, is_change: bool) -> tuple[TimeMention, ...]:
    """Without the time of a verb behind it where the number has one too: "fell 0.2% in April and were unchanged in May".

    A level that stayed is of both times.
    """
    behind = [time for time in times if time.start >= item.end] if len(times) > 1 else []
    for one, other in pairwise(behind):
        then = _DID_THEN.search(scene.text, one.end, other.start)
        if then is not None and (is_change or then["still"] is None):
            return tuple(time for time in times if time.start < then.start())
    return times


def _is_at_which(text: str, start: int, end: int) -> bool:
    """Whether a new clause gives a price: "…, at 41.30"."""
    return "at" in text[max(0, end - 4) : end].lower() and _AT_WHICH.search(text, start, end) is not None


_THAT_IT_DID = re.compile(
    r"\s(?:(?:that|which)\s)?(?:it|they|he|she)\s(?:had\s)?[a-z]+\s(?:in|on|at)\s(?:the\s)?(?:(?:last|first)\s\w+\sof\s|early\s|late\s)?$"
)
_SERIES_BEGAN = re.compile(r"\b(?:goes|going|go|went|dates|dating)\sback\sto\s$")
_SAID_THEN = re.compile(r",\s(?:said|says|warned|announced|told \w+)\s(?:in|on)\s$")


def _is_of_a_later_figure(scene: Scene, item: Quantity, time: TimeMention) -> bool:
    """Whether a time behind a number is that of another: "Friday's 23.39", "72 below the 555.45 it touched in July".

    So is the time at which the subject of a clause around it says something: "Orbis, whose staff rose 5%, said in May".
    """
    if time.when.grain == "day" and _ITS_OWN.match(scene.text, time.end) is not None:
        return True
    lead = scene.text[max(item.end, time.start - _RELATIVE) : time.start]
    if _SAID_THEN.search(lead) or _SERIES_BEGAN.search(lead):
        return True
    match = _THAT_IT_DID.search(lead)
    return match is not None and lead[: match.start()][-1:].isalnum() and bool(scene.figures_in(item.end, time.start))


def _is_of_an_extreme_before(scene: Scene, item: Quantity, time: TimeMention) -> bool:
    """Whether a time is that of a high or low which a figure before the number tells: "its October record of 2,790, as …"."""
    match = _EXTREME.match(scene.text, time.end, item.start)
    return match is not None and bool(scene.figures_in(match.end(), item.start))


def _is_in_a_past_clause(scene: Scene, segment: Segment, item: Quantity, time: TimeMention) -> bool:
    """Whether a time stands in a relative clause in the pluperfect that ends before the number."""
    begin = segment.sentence_span[0]
    if time.end > item.start or time.start < begin:
        return False
    if _HAD_WORDS.isdisjoint(segment.wording.begins) or _HAD.search(scene.text, begin, time.start) is None:
        return False
    return re.search(r",\s", scene.text[time.end : item.start]) is not None


def _how_it_ended(scene: Scene, segment: Segment, item: Quantity) -> re.Match[str] | None:
    """The words "ended the week" before a number, where no other verb of a clause follows them."""
    if _ENDS.isdisjoint(segment.wording.begins):
        return None
    floor = max(segment.clause_span[0], segment.sentence_span[0])
    found = list(_ENDED.finditer(scene.text, floor, item.start))
    if not found or re.search(r"[;,]", scene.text[found[-1].end() : item.start].replace(item.text, "")):
        return None
    return found[-1]


def _ended_window(ended: re.Match[str], anchor: date | None) -> tuple[TimeMention, ...]:
    """The week that ended last before the text's own day, from the close before it."""
    if anchor is None or ended["unit"].lower() != "week":
        return ()
    day = anchor if anchor.weekday() >= _LAST_WEEKDAYS else anchor - timedelta(days=anchor.weekday() + 3)
    return (TimeMention(*ended.span(), window_of(day - timedelta(days=day.weekday() + 1), day)),)
