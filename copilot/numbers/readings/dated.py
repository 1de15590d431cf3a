"""When a number is of: the times of its own words, not those it is held against."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from copilot.calendar_days import days_around
from copilot.numbers.census.inheritance import CHANGE_UNITS
from copilot.numbers.census.units import is_currency
from copilot.numbers.movement import movement
from copilot.numbers.readings.back_references import FROM, opens_around_an_event, pointed_at
from copilot.numbers.readings.compared_times import SAME_OF, is_comparison
from copilot.numbers.readings.from_extremes import is_of_an_extreme, stands_apart
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.readings.statement_times import (
    BREAK,
    behind_its_bracket,
    is_anothers,
    is_by_the_way,
    is_denied,
    is_of_its_noun,
    tells_anew,
    told_for_all,
    when_it,
    without_saying,
)
from copilot.numbers.readings.steps_in_time import moved_back, years_back
from copilot.numbers.times.when import TimeMention, When, window_of
from copilot.numbers.types import Quantity

_ABOVE_A_CLOSE = re.compile(  # "closed at 41.20, 4.9% below the last close of October"
    r"\d%? (?:above|below|over|under) (?:the|its|their) (?:(?:last|previous|first|final) )?"
    r"(?:close|level|high|low|end|peak|price) (?:of|in|on) $"
)

_TO_ITS_DAY = re.compile(
    r"(?<=\s)(?:(?:so far )?(?:on|for) the (week|month|quarter|year)\b(?! (?:to|ended|ending|through|in|of|before)\b)"
    r"|(?P<running>month|quarter|year)[- ]to[- ]date\b)",
    re.IGNORECASE,
)
_OF_THE_WEEK = re.compile(
    r"\ba(?: (?:\w+ )?weekly|n? (?:\w+ )?week's) (?:\w+ )?(?:of|by) (?:about |nearly |over )?$", re.IGNORECASE
)
_MATURES = re.compile(  # the day a bond ends on is no time of its size: "notes due 2030", "bonds maturing in 2031"
    r"\b(?:due|maturing) $"
    r"|\b(?:notes?|bonds?|debentures?|loans?|paper|debt|facility)\b[^.;,\d]{0,12}\s(?:due|matur\w+) (?:in|on) $",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\s(?:as of|as at)\s(?:the end of\s)?")


def _is_maturity(scene: Scene, time: TimeMention, item: Quantity) -> bool:
    """Whether a time tells which bond an amount was raised by: a rate is that of the bond, and so of its year."""
    is_sum = is_currency(item.unit)
    return is_sum and _MATURES.search(scene.text, max(0, time.start - 40), time.start) is not None


def up_to_its_day(scene: Scene, item: Quantity, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a change, where a window right behind it ends on the day that is told: "Friday, up 2% on the week".

    The window runs from the close before it. Where no day is told, it is left: a firm's "for the year" may be any year.
    """
    match, floor = _TO_ITS_DAY.match(scene.text, item.end + 1), max(0, item.start - 50)
    if match is None and "week" in scene.text[floor : item.start].lower():
        match = _OF_THE_WEEK.search(scene.text, floor, item.start)
    if match is None:
        return times
    unit = (match[1] or match["running"]).lower() if match.re is _TO_ITS_DAY else "week"
    day = next((time.when.start for time in times if time.when.grain == "day"), None)
    if day is None:  # "2% for the month and 16% for the year": a window to the same day
        day = next((time.when.end for time in times if time.when.grain == "window" and time.when.last == "day"), None)
    if day is None:
        return times
    before = days_around(day, unit)[0] - timedelta(days=1)
    return (TimeMention(*match.span(), window_of(before, day)),)


_IN_LINE = re.compile(r"\([^()]*\b(?:consistent|in line|compatible) with\b[^()]*$")  # another's figure, of whatever time
_IN_LINE_WORDS = frozenset({"cons", "in l", "comp"})  # how its words begin
Times = tuple[tuple[TimeMention, ...], bool]  # and whether they stand near


def times_of(
    scene: Scene, at: int, segment: Segment, item: Quantity, before: Reading | None
) -> tuple[tuple[TimeMention, ...], tuple[When, ...], bool]:
    """(own times, times it is held against, whether they stand near): those after the number first."""
    if not _IN_LINE_WORDS.isdisjoint(segment.wording.begins) and _IN_LINE.search(
        scene.text, segment.sentence_span[0], item.start
    ):
        return (), (), False
    own, compared = _in_its_segment(scene, segment, item)
    found = _by_its_words(scene, segment, item, own, before) or _pointed_out(scene, at, item, before)
    times, near = found or _of_others(scene, at, item, before)
    return times, compared, near


def _by_its_words(scene: Scene, segment: Segment, item: Quantity, own: list[TimeMention], before: Reading | None) -> Times | None:
    """The times that a figure's own words tell; None where they tell none."""
    if not own and "when" not in segment.wording.begins:
        return None
    back = next((steps for time in own if (steps := years_back(scene.text, time))), 0)
    if back and before is not None:
        return tuple(replace(time, when=moved_back(time.when, "year", back)) for time in before.times), bool(before.times)
    if own and _AS_OF.fullmatch(scene.text, item.end, own[0].start):
        own = own[:1]
    own = own if any(time.start >= item.end for time in own) else when_it(scene, segment, item) or own
    undated = [time for time in own if time != scene.dated]  # a dateline is the text's day, not beside another time
    own = undated or (own if not any(map(scene.is_spoken_day, scene.times_in(*segment.sentence_span))) else [])
    if not own:
        return None
    lengths = [time for time in own if time.when.grain == "length"]
    if len(lengths) == len(own) and before is not None and before.times and before.times_near:
        shared = (time for time in before.times if time.when.grain != "length")  # the year it ended in, not how long it was
        return (*lengths, *shared), True
    return tuple(own), True


def _pointed_out(scene: Scene, at: int, item: Quantity, before: Reading | None) -> Times | None:
    """The times that a figure's words only point to, as "then", "when"; None where they point to none."""
    segment = scene.segments[at]
    pointed = pointed_at(scene, segment, item) if item.role == "change" else None
    if pointed is not None or stands_apart(scene, item):
        return (pointed,) if pointed is not None else (), pointed is not None
    named = scene.times_in(segment.sentence_span[0], segment.start) if segment.opener.strip(" ,").lower() == "when" else []
    if named:  # "on May 4, when it fell 3%": the time that "when" stands for
        when = named[-1].when
        return (replace(named[-1], when=replace(when, since=False)),), True  # "since May 4, when it fell 3%"
    moved = _time_of_move(scene, segment, before)
    if moved is not None:
        return (moved,), True
    begun = _of_a_start(scene, at, item)
    return (begun, True) if begun else None


def _of_others(scene: Scene, at: int, item: Quantity, before: Reading | None) -> Times:
    """The times that a figure has from the one before it, from the rest of its sentence, or from a sentence before."""
    segment = scene.segments[at]
    if tells_anew(scene, segment, item):
        return told_for_all(scene, segment), True
    if before is not None and before.times:
        if segment.behind_mark and (before.quantity.unit, before.quantity.role) != (item.unit, item.role):
            return (), False  # "up 1% on Friday [1], and 72% expect"
        kept = tuple(
            [
                _not_before(scene, time, item)
                for time in before.times
                if not (is_of_its_noun(scene, time, before) or _is_left_behind(scene, time, item))
            ]
        )
        own_too = tuple([time for time in kept if not is_anothers(scene, segment, item, time)])
        return own_too or kept, before.times_near and bool(own_too or not kept)
    taken = _of_another_change(scene, at, segment, item)
    group = _of_a_later_part(scene, at, item, taken)
    if group:
        return group, True
    rest = _of_its_sentence(scene, at, item, taken, alone=before is None)
    rest = [time for time in rest if time != scene.dated] or rest
    if rest:
        return tuple(rest), True
    if scene.times_in(segment.sentence_span[0], segment.statement[0]):
        return (), False  # its sentence told a time of another statement: not one of the sentences before
    return _earlier_times(scene, segment, item), False


def _in_its_segment(scene: Scene, segment: Segment, item: Quantity) -> tuple[list[TimeMention], tuple[When, ...]]:
    """The times of the words around a figure, those behind it first, and those that it is held against."""
    told_there = scene.times_in(segment.start, segment.end)
    if not told_there:
        return behind_its_bracket(scene, item), ()
    around = [time for time in told_there if time.start >= item.end]
    around += [time for time in reversed(told_there) if time.start < item.start]
    own: list[TimeMention] = []
    compared: list[When] = []
    for time in around:
        (compared.append(time.when) if is_comparison(scene, time, item) else own.append(time))
    own = [time for time in own if not _is_maturity(scene, time, item)]
    told = [time for time in without_saying(scene, own) if not is_denied(scene, item, time)]
    return behind_its_bracket(scene, item) or told, tuple(compared)


def _of_a_later_part(scene: Scene, at: int, item: Quantity, taken: Mapping[int, int]) -> tuple[TimeMention, ...]:
    """The times of one of the next two figures, where they are this one's too. taken: what tells another change."""
    segment = scene.segments[at]
    for later in scene.segments[at + 1 : at + 3]:
        ends = later.sentence != segment.sentence or later.strong or later.behind_mark
        if ends or later.start in taken or later.opener == "from":
            return ()
        group = tuple(
            time
            for time in scene.times_in(later.start, later.end)
            if not (is_comparison(scene, time, scene.items[later.item]) or _is_maturity(scene, time, item))
            and not is_of_an_extreme(scene, time)
            and not _is_left_behind(scene, time, item)
            and scene.text[time.end : time.end + 1] != ":"  # "(2023: 58.5m)" dates the number in the bracket
            and not scene.cites_between(item.end, time.start)
        )
        if group:
            return group
    return ()


def _of_its_sentence(scene: Scene, at: int, item: Quantity, taken: Mapping[int, int], *, alone: bool) -> list[TimeMention]:
    """The times anywhere in its sentence that may be its own. alone: it is the first figure there."""
    segment = scene.segments[at]
    return [
        time
        for time in scene.times_in(*segment.sentence_span)
        if not (is_comparison(scene, time, item) or _is_maturity(scene, time, item))
        and (time.start < item.start or (alone and BREAK.search(scene.text, item.end, time.start) is None))
        and (time.start >= segment.statement[0] or time in told_for_all(scene, segment))
        and not is_of_an_extreme(scene, time)
        and not _is_left_behind(scene, time, item)
        and not any(begin <= time.start < end for begin, end in taken.items())
        and not (time.start > segment.end and _RUNNING.match(scene.text, time.start))
        and not _is_of_the_start(scene, at, time)
        and not _is_of_the_other(scene, at, time)
        and not (time.start > item.end and scene.text[time.end : time.end + 1] == ":")
        and not scene.cites_between(item.end, time.start)
    ]


_FORESEES = re.compile(
    r"(?:\b(?:and|but|while|which|who)|[;,])\s(?:\w+\s)?(?:forecasts?|expect(?:s|ed)?|sees?|saw|project(?:s|ed)?|predict(?:s|ed)?"
    r"|foresees?|foresaw|guide[sd]?)\s"
)
_FOLLOWED = re.compile(r"\b(?:(?:was|were|is|are|been) followed by|after which)\b")  # at a time of its own


_THEN = re.compile(r"[\s,](?:then|before [a-z]+ing|only to)\s")
_REACHED_AT = re.compile(r"\b(?:from|to) (?:[a-z]+ )?[$€£]?\d[\d.,]*%?(?: [a-z]+)?\s(?:in|on|by)\s(?:the )?$")
_REACHED = 40  # characters before a time
_JUNE = 6  # what follows is of the same year, or of the next one where less than half of the year is left


def _not_before(scene: Scene, time: TimeMention, item: Quantity) -> TimeMention:
    """The time of the level before, of which one that "then" followed is only known not to come earlier.

    "To 22% in March, then rebounded to 80%": 80% in March or after it.
    """
    start = time.when.start
    if item.role not in ("to", "level") or start is None or time.end > item.start:
        return time
    follows = _THEN.search(scene.text[time.end : item.start].lower()) is not None
    if follows and _REACHED_AT.search(scene.text, max(0, time.start - _REACHED), time.start):
        end = date(start.year + (start.month > _JUNE), 12, 31)
        return replace(time, when=When("window", start, end))
    return time


def _is_left_behind(scene: Scene, time: TimeMention, item: Quantity) -> bool:
    """Whether a time is not a figure's: of what "was followed by" it, or of another."""
    gap = scene.text[time.end : item.start].lower()
    if ("follow" in gap or "after" in gap) and _FOLLOWED.search(gap):
        return True
    if time.start > item.end and _FORESEES.search(scene.text, item.end, time.start) is not None:
        return True  # "put the rate at 3% and expects growth of 2% in 2027"
    return time.start > item.end and _ABOVE_A_CLOSE.search(scene.text, item.end, time.start) is not None


_VALUED = re.compile(r"\s(?:[\w-]+\s)?(?:valued at|worth|or|\() ?(?:about |approximately |around |some )?$", re.IGNORECASE)


def _of_a_start(scene: Scene, at: int, item: Quantity) -> tuple[TimeMention, ...]:
    """The time behind what a start is worth: "from 5,548 homes worth 2.5 billion as of 31 December 2022"."""
    if item.role != "from" and not scene.text.endswith(" from ", 0, item.start):
        return ()
    for later in scene.segments[at + 1 : at + 2]:
        told = scene.items[later.item]
        if later.sentence == scene.segments[at].sentence and _VALUED.search(scene.text[item.end : told.start]):
            return tuple(scene.times_in(told.end, later.end)[:1])
    return ()


_HELD_AGAINST = frozenset({"against", "versus", "vs", "vs.", "compared with", "compared to", "up from", "down from"})


def _is_of_the_other(scene: Scene, at: int, time: TimeMention) -> bool:
    """Whether a time stands with what a figure is held against: "4,310, against 4,105 in 2023"."""
    return any(
        other.opener in _HELD_AGAINST and other.start <= time.start < other.end
        for other in scene.segments[at + 1 : at + 3]
        if other.sentence == scene.segments[at].sentence
    )


def _of_another_change(scene: Scene, at: int, segment: Segment, item: Quantity) -> dict[int, int]:
    """The stretches behind a figure that tell another change of the same thing, by beginning: their time is their own.

    "Rose 0.6% to 23,725 and gained 4.7% in October": both cannot be of October. "Sales rose 3% and profit 5% in May" may.
    """
    found: dict[int, int] = {}
    if item.unit not in CHANGE_UNITS | {"none", "index_point"} and len(item.unit) != 3:
        return found
    for later in scene.segments[at + 1 : at + 4]:
        if later.sentence != segment.sentence:
            break
        change, lead = scene.items[later.item], scene.text[later.start : scene.items[later.item].start]
        told = _ONE_MORE.match(lead) or _ONE_MORE.match(f"{later.opener.strip(' ,')} {lead.lstrip()}")
        tells = change.role == "change" and change.unit in CHANGE_UNITS and told is not None
        if tells and not scene.names_in(later.start, change.start) and not scene.measures_in(later.start, change.start):
            found[later.start] = later.end
    return found


_RUNNING = re.compile(r"(?:on|for|over) the (?:day|week|month|quarter|year)\b")  # behind its own change alone
_ONE_MORE = re.compile(
    r"\W*(?:and|but|or|yet|then|though|although|while)\s(?:\w+\s){0,3}?(?:up|down|remains?|stands?|sits?|(?:is|are) still"
    rf"|{'|'.join(sorted(movement().verbs, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
# As things stand, and not on a day told before.
_PRESENT = re.compile(r"\b(?:is|are|has|have|trades?|stands?|sits?|yields?|remains?|hovers?)\b")


def _is_of_the_start(scene: Scene, at: int, time: TimeMention) -> bool:
    """Whether a time is of what the next figure came from: "40% rent, up from a third in 2001"."""
    segment = scene.segments[at]
    for later in scene.segments[at + 1 : at + 4]:
        if later.sentence != segment.sentence or later.start > time.start:
            break
        if later.opener in ("against", "versus", "compared with", "compared to"):
            return True  # "sold 1,204 houses, against 1,356 in the same half of last year"
    ahead = [part for part in scene.segments[at + 1 : at + 3] if part.sentence == segment.sentence]  # "at 4, up 1 from 3 in May"
    return any(part.opener in ("up from", "down from", "from") and part.start <= time.start < part.end for part in ahead)


def _time_of_move(scene: Scene, segment: Segment, before: Reading | None) -> TimeMention | None:
    """The time of what was reached, for a clause behind the level that a move began at: "to 2% in June from 3% in May, while"."""
    if before is None or before.role != "from" or not (before.own_time or before.prior) or not segment.strong:
        return None
    told = scene.times_in(segment.sentence_span[0], before.segment_span[0])
    return told[-1] if told else None


_OF_AN_EVENT = re.compile(  # "ahead of the December 10-11 policy meeting"
    r"(?:[-–]\d{1,2})?\s(?:policy |earnings |board |rate )?(?:meeting|decision|announcement|report|release|statement|speech)s?\b"
)
_TO_COME = re.compile(  # "would take effect on Saturday": a day that lay ahead
    r"\b(?:will|would|due to|set to|scheduled (?:to|for)|expected to)\s(?:\w+\s){1,4}$", re.IGNORECASE
)


_LATELY = re.compile(
    r"\W*(?:by then|since then|at that point|in recent (?:days|weeks|months)|recently|lately|nowadays|currently|now)\b",
    re.IGNORECASE,
)


def _earlier_times(scene: Scene, segment: Segment, item: Quantity) -> tuple[TimeMention, ...]:
    """The last time told in a sentence before. A day is left there by a sentence in the present tense."""
    if _LATELY.match(scene.text, segment.sentence_span[0]):
        return ()
    floor = max(scene.text.rfind("\n", 0, segment.sentence_span[0]), segment.sentence_span[0] - 300)
    earlier = [
        time
        for time in scene.times_in(floor, segment.sentence_span[0])
        if time.when.grain != "length"
        and not time.when.since
        and not FROM.search(scene.text, max(floor, time.start - 80), time.start)
        and not _TO_COME.search(scene.text, max(floor, time.start - 40), time.start)
        and not _OF_AN_EVENT.match(scene.text, time.end)
        and not SAME_OF.search(scene.text, max(floor, time.start - 40), time.start)
    ]
    if opens_around_an_event(scene, segment):
        return ()
    earlier = [time for time in earlier if not is_by_the_way(scene, time, earlier)] or earlier
    if earlier and earlier[-1].when.grain == "day" and _PRESENT.search(scene.text, segment.sentence_span[0], item.start):
        return ()
    return () if earlier and is_of_an_extreme(scene, earlier[-1]) else tuple(earlier[-1:])
