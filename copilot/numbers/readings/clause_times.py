"""Times that belong to another figure or clause of the sentence than the one a number stands in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.when import TimeMention, window_of
from copilot.numbers.types import Quantity

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
_SAID = re.compile(r",\s(?:said|says|warned|announced|told \w+)\s(?:in|on)\s$")


def _is_of_a_later_figure(scene: Scene, item: Quantity, time: TimeMention) -> bool:
    """Whether a time behind a number is that of another: "Friday's 23.39", "72 below the 555.45 it touched in July".

    So is the time at which the subject of a clause around it says something: "Orbis, whose staff rose 5%, said in May".
    """
    if time.when.grain == "day" and _ITS_OWN.match(scene.text, time.end) is not None:
        return True
    lead = scene.text[max(item.end, time.start - _RELATIVE) : time.start]
    if _SAID.search(lead):
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
