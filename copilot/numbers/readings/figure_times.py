"""When a figure of prose is, all told: the times around it, stepped back or on, and those that fit what kind of figure it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from copilot.numbers.readings.appositions import on_its_day
from copilot.numbers.readings.back_references import of_the_span, tells_a_span
from copilot.numbers.readings.compared_times import is_held_against, is_prior
from copilot.numbers.readings.dated import times_of, up_to_its_day
from copilot.numbers.readings.from_extremes import from_an_extreme, gone_by, is_distance, on_the_day_of_its_level
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.readings.statement_times import without_foreign
from copilot.numbers.readings.steps_in_time import a_period_after, a_period_before, is_of_one_before
from copilot.numbers.times.when import TimeMention, When
from copilot.numbers.types import Quantity, Role

# "Fell 5% in March, more than the other's worst fall of 3.5%": a superlative is of its own stretch of time.
_ITS_WORST = re.compile(
    r"[A-Z][\w.&-]*['’]s? (?:own )?(?:worst|deepest|biggest|largest|steepest|sharpest|maximum) [a-z]+"
    r" (?:of|was|came to|reached) $"
)
_WORSTS = frozenset({"wors", "deep", "bigg", "larg", "stee", "shar", "maxi"})  # how its words begin
_TO = re.compile(r"\sto\s")
_BRACKETED = re.compile(r"\(\s?[^():]{2,20}:\s$")


class Told(NamedTuple):
    """When a figure is told to be."""

    times: tuple[TimeMention, ...]
    compared: tuple[When, ...]  # those it is held against
    near: bool  # from its own clause
    own: bool  # one stands in its segment
    prior: bool  # "a year earlier"


def told_when(scene: Scene, at: int, item: Quantity, earlier: tuple[Reading | None, Reading | None], measure: str | None) -> Told:
    """The times of a figure by its words alone.

    earlier: the number before it, and the same with the times that this one takes over.
    """
    segment = scene.segments[at]
    times, compared, near = times_of(scene, at, segment, item, earlier[1])
    own = any(_is_own(scene, segment, item, time) for time in times)
    if own and not scene.source:
        times = on_its_day(scene, item, times)
    if not own and tells_a_span(segment.wording.begins) and up_to_its_day(scene, item, times) == times:
        spanned = of_the_span(scene, segment, item, times)
        times, near = spanned, near or spanned != times
    if not near and _is_statistic(measure):
        times = tuple(time for time in times if _is_told_of_a_statistic(scene, time))
    begins = segment.wording.begins
    if not own and not _WORSTS.isdisjoint(begins) and _ITS_WORST.search(scene.text, segment.start, item.start):
        near = False
    words = scene.text[segment.start : item.start], scene.text[item.end : segment.end]
    times, prior = _stepped(times, own, item, words, begins, earlier)
    return Told(times, compared, near, own, prior)


def _stepped(
    times: tuple[TimeMention, ...],
    own: bool,
    item: Quantity,
    words: tuple[str, str],
    begins: frozenset[str],
    earlier: tuple[Reading | None, Reading | None],
) -> tuple[tuple[TimeMention, ...], bool]:
    """The times of a figure of the period before those told or after them, "43.9% a year earlier", and whether it is of the one
    before. own: whether they stand in its segment; words: before it, behind.
    """
    (pre, post), (before, dating) = words, earlier
    prior = is_prior(pre, post, begins)
    if before is not None and before.prior and not own and _is_of_the_same_time(item, pre, post, before):
        prior = True
    elif not prior and not own and before is not None and item.unit in ("none", before.quantity.unit):
        prior = is_held_against(pre, post)
    elif own and before is not None and before.quantity.unit == item.unit and not before.own_time:
        prior = prior or _BRACKETED.search(pre) is not None  # "118m (2023: 164m)"
    elif prior and not own:
        times = a_period_before(f"{pre} \x00 {post}", times)
    elif prior and dating is not None and dating.times and is_of_one_before(times):
        times = a_period_before(f"{pre} \x00 {post}", dating.times)
    if not (prior or own) and before is not None:
        times = a_period_after(f"{pre} \x00 {post}", times, begins)
    return times, prior


def of_its_move(
    scene: Scene, segment: Segment, item: Quantity, kind: tuple[Role, str | None], told: Told
) -> tuple[TimeMention, ...]:
    """The times that fit a change or a level. kind: its role and its measure."""
    role, measure = kind
    change, falls = role == "change", role == "change" or measure == "drawdown"
    times = without_foreign(scene, segment, item, told.times, is_change=change)
    if (change or is_distance(scene, item)) and (measure is None or measures()[measure].kind == "return"):
        times = from_an_extreme(scene, segment, item, up_to_its_day(scene, item, times))
    elif not change:
        times = on_the_day_of_its_level(scene, item, times)
    if falls:
        times = tuple([_by_then(scene, item, time) for time in times])
    if falls and not scene.source:
        times = gone_by(scene, segment, times)
    if role in ("level", "to", "from"):
        times = times if told.own else tuple([time for time in times if not time.when.since])
    return times


_LOWER = re.compile(r" (?:lower|higher|less|more)\b(?! than\b)")


def _is_of_the_same_time(item: Quantity, pre: str, post: str, before: Reading) -> bool:
    """Whether a level and a gap are told of one earlier time: "was 0.7 points lower, at 43.9%", "was 43.9%, 0.7 points lower"."""
    if before.role == "change":
        return pre.strip(" ,") == "at"
    return item.role == "change" and not pre.strip(" ,") and _LOWER.match(post) is not None


_NEAR = 24  # characters
_BY_THEN = re.compile(r"\bby (?:the (?:close|end) (?:of|on) )?(?:the )?$", re.IGNORECASE)


def _by_then(scene: Scene, item: Quantity, time: TimeMention) -> TimeMention:
    """The time of a change that had come about by then: its window ends there, "had lost 19% by late March"."""
    when = time.when
    told = when.grain in ("day", "part", "month") and when.end is not None and not when.since
    begin = item.end if time.start >= item.end else max(0, time.start - _NEAR)
    if not told or _BY_THEN.search(scene.text, begin, time.start) is None:
        return time
    return replace(time, when=replace(when, until=True))


def _is_own(scene: Scene, segment: Segment, item: Quantity, time: TimeMention) -> bool:
    """Whether a time stands in the figure's segment; "swung from 120 to a loss in May" says nothing of when it was 120."""
    if not segment.start <= time.start < segment.end:
        return False
    return item.role != "from" or _TO.search(scene.text[item.end : time.start]) is None


def _is_statistic(measure: str | None) -> bool:
    """Whether a measure is of a window of its own, never of a day that a sentence before tells of a price."""
    return measure is not None and measures()[measure].kind == "statistic"


def _is_told_of_a_statistic(scene: Scene, time: TimeMention) -> bool:
    spans = {part.sentence_span for part in scene.segments if part.sentence_span[0] <= time.start < part.sentence_span[1]}
    return any(_is_statistic(mention.id) for span in spans for mention in scene.measures_in(*span))
