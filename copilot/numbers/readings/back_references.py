"""What is told by pointing back: times, "since then", "over the same period", "that day"; the noun of "where" and "which"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from copilot.numbers.readings.from_extremes import is_of_an_extreme
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.when import BY_LENGTH, Grain, TimeMention, When, edge
from copilot.numbers.types import Quantity
from copilot.numbers.wording import content_stems
from copilot.resources import reference_table

_SINCE_THEN = re.compile(
    r"\bsince (?:then|that (?:day|date|session|close|low|high|peak|trough|point))\b|\b(?:has|have|had) since (?=[a-z])",
    re.IGNORECASE,
)
_SAME_SPAN = re.compile(
    r"\b(?:over|in|during|for|across|through|within) (?:(?:the|that|this|those) (?:very )?same|that|those) "
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+)[ -])?"
    r"(?:span|period|stretch|time|time ?frame|window|interval|days|weeks|months|sessions|quarters|years"
    r"|(?P<unit>month|quarter|half|year))\b"
    r"|\b(?:between|from) (?:the same|those|these) (?:two )?(?:dates|days|points)\b",
    re.IGNORECASE,
)
_BEGINS = frozenset({"sinc", "same", "that", "thos", "thes"})  # of the words that every form has
_WORST_SINCE = re.compile(r"\b(?:\w{2,}est|worst|best|most|least)\b[^.;]*\bsince (?:\w+ )?$", re.IGNORECASE)
_A_POINT = re.compile(r"\b(?:end|close|start|beginning|turn|middle|last day|first day) of (?:the )?$", re.IGNORECASE)
_BEFORE_CHARS = 60  # from "the worst month since" to the time that it is measured by
_REACH = 300  # characters in which the time it points to is told
_SPANS = frozenset({"week", "part", "month", "quarter", "half", "year", "window"})


def pointed_at(scene: Scene, segment: Segment, item: Quantity) -> TimeMention | None:
    """The time told before that the words of a change point back to; None where they point nowhere.

    "Since then" begins at the last time told; "over the same period" is the last stretch of time told.
    """
    if _BEGINS.isdisjoint(segment.wording.begins):
        return None
    begin = segment.sentence_span[0]
    floor = max(0, scene.text.rfind("\n\n", 0, begin), begin - _REACH)
    found = _behind_or_before(_SINCE_THEN, scene, segment, item)
    if found is not None:
        told = [time for time in scene.times_in(floor, min(found.start(), item.start)) if time.when.grain in _SPANS | {"day"}]
        return replace(told[-1], when=replace(told[-1].when, since=True)) if told and not told[-1].when.until else None
    found = _behind_or_before(_SAME_SPAN, scene, segment, item)
    if found is not None:
        told = [
            time
            for time in scene.times_in(floor, min(found.start(), item.start))
            if (time.when.since or time.when.grain in _SPANS)
            and not _A_POINT.search(scene.text, max(floor, time.start - _BEFORE_CHARS), time.start)
            and not _WORST_SINCE.search(scene.text, max(floor, time.start - _BEFORE_CHARS), time.start)
        ]
        return told[-1] if told else None
    return None


def _behind_or_before(pattern: re.Pattern[str], scene: Scene, segment: Segment, item: Quantity) -> re.Match[str] | None:
    """The words in the figure's own part of the sentence, or where they open its sentence."""
    found = pattern.search(scene.text, segment.start, segment.end)
    if found is not None:
        return found
    opening = pattern.match(scene.text, segment.sentence_span[0])
    return opening if opening is not None and opening.end() <= item.start else None


_AROUND_AN_EVENT = re.compile(  # on a day of its own: "Before the report the stock closed at"
    r"\W*(?:(?:just|shortly) )?(?:before|after|ahead of|prior to|following) (?:the|its|that|this|their) (?:\w+ )?"
    r"(?:report|results|release|announcement|news|earnings|update|statement|decision|meeting)\b",
    re.IGNORECASE,
)


def opens_around_an_event(scene: Scene, segment: Segment) -> bool:
    """Whether a sentence tells what was before or after an event, on a day of its own."""
    return _AROUND_AN_EVENT.match(scene.text, segment.sentence_span[0]) is not None


_GRAIN = r"(day|date|session|week|month|quarter|half-year|half|year)\b"
_THE_SPAN = re.compile(
    rf"\b(?:for|in|over|during|within|on(?= (?:the|its) (?:day|session))) (?:the|its) (?:whole |full |entire )?{_GRAIN}"
    r"(?! (?:to|ended|ending|through|in|before|after|since|until|earlier|ago|that|when|beginning|starting)\b|['’-]"
    r"| of (?:(?-i:[A-Z])|\d|this|last))(?P<defined> of\b)?"
    rf"|\b(?P<end>(?:to|by|until|through) )?(?:that|(?:that|the) (?:very )?same) {_GRAIN}"
    r"|\b(?P<next>the (?:next|following) (?:day|session)|(?:a|one) (?:day|session) later)\b",
    re.IGNORECASE,
)
_SPAN_BEGINS = frozenset({"day", "date", "sess", "week", "mont", "quar", "half", "year"})
_NAMED: dict[str, Grain] = {"date": "day", "session": "day", "half-year": "half"}
FROM = re.compile(r"\b(?:from|than|against)\s(?:(?!\.\s)[^;,])*$")  # "down from 1.6% in the year to August"


@cache
def _after_a_session() -> re.Pattern[str]:
    """ "After losing 1.5% on": a session that was over; "after opening at" is the one that is told of."""
    verbs = "|".join(reference_table("movement_words.toml")["sessions"]["over"].split())
    return re.compile(rf"\b[Aa]fter (?:having )?(?:{verbs})\s(?:(?!\.\s)[^;,])*$")


def tells_a_span(begins: frozenset[str]) -> bool:
    """Whether words that begin so may name one."""
    return not _SPAN_BEGINS.isdisjoint(begins)


def of_the_span(scene: Scene, segment: Segment, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a figure of the checked text whose words name a span, "for the month", "that day": the last of that length.

    Where none is told the span is of no known day, and only its length can contradict. What its words do not bound keeps the
    times it has. Of the evidence only a change is of such a span, where the day told before it is another figure's: "rose 16%
    on Wednesday; the stock is down 6% for the year".
    """
    if scene.source:
        return _of_a_longer_span(scene, item, times)
    found = _behind_or_before(_THE_SPAN, scene, segment, item)
    if found is None:
        return times
    word = (found[1] or found[4] or "day").lower()
    grain: Grain = _NAMED.get(word) or word  # type: ignore[assignment]
    begin = segment.sentence_span[0]
    floor = max(0, scene.text.rfind("\n\n", 0, begin), begin - _REACH)
    told = [] if found["defined"] else scene.times_in(floor, min(found.start(), item.start))
    if found[1] and grain == "day":  # "after losing 1.5% on Thursday, it rose 1% on the day": on another
        told = [time for time in told if _after_a_session().search(scene.text, max(floor, time.start - 80), time.start) is None]
    known = [when for time in told if (when := _as_grain(scene, floor, time, grain)) is not None]
    if not known:
        return (TimeMention(*found.span(), When(grain, relative=True, part=BY_LENGTH)),)
    when = known[-1]
    if found["next"]:
        when = _day_after(when)
    return (TimeMention(*found.span(), replace(when, until=True) if found["end"] else when),)


_BY_SPAN = re.compile(r"(?:for|over|on|in) the (week|month|quarter|year)(?=[,;.)]|\s(?:and|but|while)\b)")


def _of_a_longer_span(scene: Scene, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    found = _BY_SPAN.match(scene.text, item.end + 1)
    if found is None or item.role != "change" or not times or any(time.when.grain != "day" for time in times):
        return times
    grain: Grain = found[1]  # type: ignore[assignment]
    return (TimeMention(*found.span(), When(grain, relative=True, part=BY_LENGTH)),)


def _as_grain(scene: Scene, floor: int, time: TimeMention, grain: Grain) -> When | None:
    """What a time told before gives a word for its length: itself, or the day that a window ends on."""
    if grain == "day":
        when = edge(time.when, first=False) if time.when.grain == "window" and time.when.last == "day" else time.when
        return when if when is not None and when.grain == "day" else None
    is_aside = is_of_an_extreme(scene, time) or FROM.search(scene.text, max(floor, time.start - 80), time.start)
    return None if time.when.grain != grain or is_aside else time.when


def _day_after(when: When) -> When:
    """The next weekday."""
    if when.start is None:
        return When("day", relative=True, part=BY_LENGTH)
    day = when.start + timedelta(days={4: 3, 5: 2}.get(when.start.weekday(), 1))
    return When("day", day, day, day.year, day.month, day.day)


_BREATH = 40  # characters
_WHICH = re.compile(r"\W*(?:where|which|whose)\b", re.IGNORECASE)
_RELATIVES = frozenset({"wher", "whic", "whos"})  # how they begin
_LAST_NOUN = re.compile(r"[\w’'-]+(?: (?!(?:by|with|in|of|for|from|to|at|and)\b)[\w’'-]+)?$")
_ASIDE = re.compile(r",\s(?:(?:\w+ ){0,2}by|with|including|thanks to)\s[^,;.]*$")


def words_of(scene: Scene, at: int, before: Reading | None) -> frozenset[str]:
    """The stems of the words of a figure's segment, and of what they point back to.

    "Or 35%" has those of the change that it tells over again, "led by cards, where it rose 14%" has the cards.
    """
    segment = scene.segments[at]
    item = scene.items[segment.item]
    again = before is not None and before.role == "change" and scene.text[segment.start : item.start].strip(" ,") == "or"
    earlier = before.words if again and before is not None else frozenset()
    return content_stems(scene.text[segment.start : _own_end(scene, at)]) | earlier | _stood_for(scene, segment)


def _stood_for(scene: Scene, segment: Segment) -> frozenset[str]:
    """The noun that a relative pronoun before a figure stands for; further on "which" may stand for all that was told."""
    text, start = scene.text, segment.start
    if _RELATIVES.isdisjoint(segment.wording.begins):
        return frozenset()
    if scene.items[segment.item].start - start > _BREATH or _WHICH.match(text, start, segment.end) is None:
        return frozenset()
    noun = _LAST_NOUN.search(text, segment.sentence_span[0], start)
    return content_stems(noun.group()) if noun is not None else frozenset()


def _own_end(scene: Scene, at: int) -> int:
    """Where a figure's words end: before an aside that the next figure is of, "9 billion, led by ferries, which brought 2"."""
    segment = scene.segments[at]
    following = scene.segments[at + 1] if at + 1 < len(scene.segments) else None
    if following is None or following.sentence != segment.sentence or not _stood_for(scene, following):
        return segment.end
    aside = _ASIDE.search(scene.text, scene.items[segment.item].end, segment.end)
    return aside.start() if aside is not None else segment.end
