"""Lists told side by side: of "North, South and East sold 268, 412 and 95 million" each number has one name of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar, get_args

from copilot.names import Name
from copilot.numbers.readings.measures import Mention
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.times.when import TimeMention, edge
from copilot.numbers.types import Role
from copilot.numbers.wording import content_stems
from copilot.types import Span

_Told = TypeVar("_Told", Name, Mention, TimeMention)
_JOINT = re.compile(
    r"\s*(?:,|,?\s(?:and|&|or|then)|/)\s*(?:in |for |by |at |to |from |of |on )?(?:about |around |nearly |some )?(?:the |its )?"
    r"(?:[$€£¥]|[A-Z]{2,3}[$]?\s?)?",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^['’]s?\s[a-z]+(?=,|\s(?:and|&|or)\b)")  # "Alphabet's cloud and Azure" are two of a list
_RESTATES = re.compile(r"\bor\b", re.IGNORECASE)
_OF_ITS = re.compile(r"\s(?:out )?of (?:its|the|their|his|her|all)?\s?")
_NEXT_NAME = re.compile(r",?\s(?:and\s)?(?:the\s)?[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*){0,2}\s(?:about\s|nearly\s|some\s)?$")
_UNSAID = re.compile(r":?[^.;:\d]{0,60}")  # between the two lists: no sentence ends there and no other number stands


def paired(scene: Scene, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one sentence, each of a list with its own name, measure or time of a list of as many."""
    readings = [_at_its_end(reading) for reading in readings]
    if len(readings) < 2:
        return readings
    found = list(readings)
    for at in range(1, len(found)):
        found[at - 1 : at + 1] = _of_the_move(scene, found[at - 1], found[at])
        found[at - 1] = _when_it_was_priced(scene, found[at - 1], found[at])
    found = [*(_held_against(scene, one, other) for one, other in pairwise(found)), *found[-1:]]
    for at in range(1, len(found)):
        if found[at - 1].share and not found[at].share and _is_next_share(scene, found[at - 1], found[at]):
            found[at] = replace(found[at], share=True)
    for at, (part, whole) in enumerate(pairwise(found)):
        is_of_it = scene.text.startswith(("of", "out of"), part.quantity.end + 1) and _OF_ITS.fullmatch(
            scene.text, part.quantity.end, whole.quantity.start
        )
        if is_of_it and _behind(scene, whole):
            found[at] = replace(part, entities=_with_place(part, whole), entities_near=True)
    for at in range(len(found)):
        if at:
            found[at] = _left_behind(found[at], found[at - 1])
        if at + 1 < len(found):
            found[at] = _level_reached(found[at], found[at + 1])
        found[at] = _measured_as_before(found, at)
    for first, last in _runs(scene, found):
        _of_one_whole(scene, found, first, last)
        for slots in (_names, _measures, _times, _nouns):
            slots(scene, found, first, last)
    return found


def _at_its_end(reading: Reading) -> Reading:
    """ "Between 2019 and 2024 it grew from 412,000 to 441,000": each level is of its end of the window."""
    when = reading.times[0].when if reading.times else None
    if when is None or reading.role not in ("from", "to") or when.grain != "window" or not when.first or not when.last:
        return reading
    at = edge(when, first=reading.role == "from")
    if at is None:
        return reading
    opening = tuple(time for time in reading.opening_times if time.start != reading.times[0].start)
    return replace(reading, times=(replace(reading.times[0], when=at), *reading.times[1:]), opening_times=opening)


_HAVING_BEEN = re.compile(r"\W*having (?:been|stood at|closed at|started at|begun at)\s(?:\w+\s)?$", re.IGNORECASE)
_UP_FROM = re.compile(r"\W*(?:up|down|compared with|against)\s(?:\w+\s)?from\s", re.IGNORECASE)


def _level_reached(level: Reading, after: Reading) -> Reading:
    """ "Bought $1.17, up from $1.16": what a start is told behind is what was reached."""
    if (level.role, after.role) != ("none", "from") or after.quantity.unit != level.quantity.unit:
        return level
    return replace(level, role="to") if _UP_FROM.match(after.lead) else level


def _left_behind(level: Reading, before: Reading) -> Reading:
    """ "Edged up to 44.6, having been 43.1": where it came from."""
    moved = before.role == "to" and before.quantity.unit == level.quantity.unit
    return replace(level, role="from") if moved and _HAVING_BEEN.match(level.lead) else level


_ECHOES = 3  # figures of a series that a later one repeats, at most


def _measured_as_before(readings: Sequence[Reading], at: int) -> Reading:
    """ "Revenue of $640 million and a margin of 58%; in the third it booked $618 million and 57.2%": in the same order."""
    reading = readings[at]
    if reading.measure is not None:
        return reading
    for length in range(2, _ECHOES + 1):
        for offset in range(length):
            first = at - offset
            last = first + length
            if first < length or last > len(readings):
                continue
            later, earlier = readings[first:last], readings[first - length : first]
            alike = all(one.quantity.unit == other.quantity.unit for one, other in zip(later, earlier, strict=True))
            if alike and all(other.measure for other in earlier) and len({one.quantity.unit for one in later}) == length:
                return replace(reading, measure=earlier[offset].measure, measure_near=True)
    return reading


def _is_next_share(scene: Scene, one: Reading, other: Reading) -> bool:
    """Whether a sentence goes on with a name and its share: "North made up 53% of sales, South 35%"."""
    alike = one.quantity.unit == other.quantity.unit == "percent" and other.role in ("none", "level")
    gap = scene.text[one.quantity.end : other.quantity.start]
    return alike and _NEXT_NAME.search(gap) is not None


def _behind(scene: Scene, whole: Reading) -> bool:
    """Whether a name stands behind a whole: "340 of its 1,700 posts in Leeds" are the posts there."""
    return any(name in whole.entities for name in scene.names_in(whole.quantity.end, whole.segment_span[1]))


def _with_place(part: Reading, whole: Reading) -> tuple[Name, ...]:
    """The names a part is said of: its own subject, and the place or name of its whole instead of one before."""
    own = [name for name in part.entities if part.segment_span[0] <= name.start < part.quantity.start]
    return tuple(dict.fromkeys((*own, *whole.entities)))


_BEHIND_THE_MOVE = re.compile(
    r"(?:\s(?:per|a|an|each)\s\w+)?(?:\W*(?:on|effective|with effect from|as of)\b|,\s(?:in|for|during|over)\s)"
)


def _of_the_move(scene: Scene, reached: Reading, start: Reading) -> tuple[Reading, Reading]:
    """ "Raised to 4.50% from 4.25% on 14 December": the day is that of the move, not of the level it began at."""
    if (reached.role, start.role) != ("to", "from") or reached.own_time or not (start.own_time and start.times):
        return reached, start
    told = start.times[0]
    if told.start < start.quantity.end or not _BEHIND_THE_MOVE.match(scene.text[start.quantity.end : told.end]):
        return reached, start
    moved = replace(reached, times=start.times, times_near=True, own_time=True, times_text=start.times_text)
    return moved, replace(start, own_time=False)


_AT_A_PRICE = re.compile(r"(?:\s[a-z]+){0,2}\sat\s(?:an average (?:price )?of\s|about\s)?")


def _when_it_was_priced(scene: Scene, amount: Reading, price: Reading) -> Reading:
    """ "Against 10.9 million kilos at $2.34 in July": the time behind a price is that of what was sold at it."""
    told = price.times[0] if price.own_time and price.times else None
    if told is None or told.start < price.quantity.end or amount.own_time or len(price.quantity.unit) != 3:
        return amount
    if not _AT_A_PRICE.fullmatch(scene.text[amount.quantity.end : price.quantity.start]):
        return amount
    return replace(amount, times=price.times, times_near=True, own_time=True, times_text=price.times_text)


_FROM = re.compile(r"\sfrom\s[^.;:,\d]{0,30}")


def _held_against(scene: Scene, change: Reading, start: Reading) -> Reading:
    """ "Down 40% from a record 45.7 billion in 2020": the change is held against that year."""
    if (change.role, start.role) != ("change", "from") or change.compared_times or not (start.own_time and start.times):
        return change
    gap = scene.text[change.quantity.end : start.quantity.start]
    if start.times[0].start < start.quantity.end or not _FROM.fullmatch(gap):
        return change
    return replace(change, compared_times=(start.times[0].when,))


_ALIKE: tuple[set[Role], ...] = (*({role} for role in get_args(Role)), {"none", "level"})


def _runs(scene: Scene, readings: Sequence[Reading]) -> list[Span]:
    """The stretches of two readings or more that only commas and "and" join, as places in the sentence, the end exclusive."""
    runs: list[list[int]] = [[0]] if readings else []
    for at, (one, other) in enumerate(pairwise(readings), start=1):
        gap = scene.text[one.quantity.end : other.quantity.start]
        joined = _JOINT.fullmatch(gap) is not None and {one.quantity.role, other.quantity.role} in _ALIKE
        if joined and not (one.quantity.unit != other.quantity.unit and _RESTATES.search(gap)):  # "58%, or $2.86 a share"
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0], run[-1] + 1) for run in runs if len(run) > 1]


_OF_WHOLE = re.compile(r"\sof (?:the |its |their |total |net )?[a-z]")


def _of_one_whole(scene: Scene, readings: list[Reading], first: int, last: int) -> None:
    """ "10.6% and 10.0% of net sales": what stands behind the last share of a list is what all are shares of."""
    final = readings[last - 1]
    if final.quantity.unit != "percent" or not _OF_WHOLE.match(scene.text, final.quantity.end):
        return
    for at in range(first, last - 1):
        one = readings[at]
        if one.quantity.unit == "percent" and one.role != "change" and final.measure and not content_stems(one.lead):
            readings[at] = replace(
                one, measure=final.measure, measure_near=final.measure_near, named_measures=final.named_measures, share=True
            )


def _names(scene: Scene, readings: list[Reading], first: int, last: int) -> None:
    for at, name in _pairs(scene, readings, (first, last), scene.names_in):
        readings[at] = replace(readings[at], entities=(name,), entities_near=True)


def _measures(scene: Scene, readings: list[Reading], first: int, last: int) -> None:
    for at, mention in _pairs(scene, readings, (first, last), scene.measures_in):
        readings[at] = replace(readings[at], measure=mention.id, measure_near=True, named_measures=frozenset([mention.id]))


def _times(scene: Scene, readings: list[Reading], first: int, last: int) -> None:
    paired = _pairs(scene, readings, (first, last), scene.times_in)
    told = [time for _, time in paired]
    for at, time in paired:
        words = scene.text[time.start : time.end]
        opening = tuple(other for other in readings[at].opening_times if other not in told)  # "as of May 2024 and 2023"
        readings[at] = replace(
            readings[at], times=(time,), times_near=True, own_time=True, times_text=words, opening_times=opening
        )


_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_NOUN = r"[A-Za-z][\w’'-]*(?: (?!and\b|or\b)[a-z][\w’'-]*){0,2}"
_NOUNS = re.compile(rf"(?:{_NOUN}, )*{_NOUN},? (?:and|or) {_NOUN}")
_ONE_NOUN = re.compile(rf"(?:and |or )?(?P<noun>{_NOUN})")


def _nouns(scene: Scene, readings: list[Reading], first: int, last: int) -> None:
    """ "Electricity and natural gas prices rose by 13.7% and 38.4%, respectively": each has the noun of its place."""
    begin, stop = readings[first].sentence_span
    if readings[first].row or _RESPECTIVELY.search(scene.text, begin, stop) is None:
        return
    for listed in _NOUNS.finditer(
        scene.text, readings[first - 1].quantity.end if first else begin, readings[first].quantity.start
    ):
        spans = [noun.span("noun") for noun in _ONE_NOUN.finditer(scene.text, *listed.span())]
        nouns = [content_stems(scene.text[slice(*span)]) for span in spans]
        if len(nouns) != last - first or not all(nouns):
            continue
        names = scene.names_in(*listed.span())
        for at, span, noun in zip(range(first, last), spans, nouns, strict=True):
            own = tuple(name for name in names if span[0] <= name.start < span[1])
            readings[at] = replace(readings[at], listed_as=noun, entities=own if names else readings[at].entities)
        return


def _pairs(
    scene: Scene, readings: Sequence[Reading], run: Span, within: Callable[[int, int], Sequence[_Told]]
) -> list[tuple[int, _Told]]:
    """Each place of the run with its own of a list of as many, which stands before the run or behind it."""
    first, last = run
    start, end = readings[first].quantity.start, readings[last - 1].quantity.end
    floor = readings[first - 1].quantity.end if first else readings[first].sentence_span[0]
    ceiling = readings[last].quantity.start if last < len(readings) else readings[first].sentence_span[1]
    before, behind = _ending(scene, within(floor, start)), _beginning(scene, within(end, ceiling))
    for told in (before, behind):
        if len(told) == last - first:
            gap = (told[-1].end, start) if told is before else (end, told[0].start)
            if _UNSAID.fullmatch(scene.text, *gap):
                return list(zip(range(first, last), told, strict=True))
    return []


def _ending(scene: Scene, told: Sequence[_Told]) -> list[_Told]:
    """The list that the last of them ends."""
    found = list(told[-1:])
    for one, other in pairwise(reversed(told)):
        if not _JOINT.fullmatch(_OWNED.sub("", scene.text[other.end : one.start])):
            break
        found.insert(0, other)
    return found


def _beginning(scene: Scene, told: Sequence[_Told]) -> list[_Told]:
    """The list that the first of them begins."""
    found = list(told[:1])
    for one, other in pairwise(told):
        if not _JOINT.fullmatch(_OWNED.sub("", scene.text[one.end : other.start])):
            break
        found.append(other)
    return found
