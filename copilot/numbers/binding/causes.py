"""Times that the evidence tells of what led to a figure, and not of the figure: "a loss, after a fire in August"."""

from __future__ import annotations

import re

from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import TimeMention

_LED_TO_IT = re.compile(r"\b(?:after|following|because|amid)\b[^.;]*$", re.IGNORECASE)
_LED_UP_TO_IT = re.compile(r"\b(?:after|following|because|amid)\b[^.,;]*$", re.IGNORECASE)  # with a comma behind the time
_CLAUSE = 250  # characters before a time in which its clause begins
_OF_A_DAY, _OF_A_REPORT = ("day", "part", "week"), ("quarter", "half", "year")
_A_YEAR = 366  # days
_LONGER = ("day", "week", "part", "month", "quarter", "half", "year", "window")  # each at least as long as those before it


def is_of_what_led_to_it(mine: Reading, theirs: Reading) -> bool:
    """Whether evidence has its month or quarter from what led to its figure, so that no claim's own time need be that one.

    It must lie within the claim's, "a loss in the third quarter", or be one reported on, of a price on a day: "jumped 10% on
    4 May" of "jumped 10% after a first-quarter profit". A time of the figure itself must be the claim's.
    """
    if theirs.exact or theirs.row or theirs.around is None or not theirs.times_near:
        return False
    led = [time for time in theirs.times if _led_to(time, theirs)]
    if not all(_is_of(time, mine) for time in theirs.times if time not in led):
        return False
    times = [time for time in led if time.when.grain != "day"]
    if not times:
        return False
    moved = mine.role == theirs.role == "change" and mine.quantity.unit == "percent"
    if moved and not (mine.measure or theirs.measure) and all(time.when.grain in _OF_A_DAY for time in mine.times):
        return all(time.when.grain in _OF_A_REPORT and _may_report(own, time) for own in mine.times for time in times)
    return all(_holds(own, time) for own in mine.times for time in times)


def _led_to(time: TimeMention, theirs: Reading) -> bool:
    """Whether a time stands in the words that tell what led to a figure, behind it or before it up to a comma."""
    if theirs.around is None:
        return False
    figure, text = theirs.quantity, theirs.around.text
    if time.start >= figure.end:
        return _LED_TO_IT.search(text(max(figure.end, time.start - _CLAUSE), time.start)) is not None
    before, behind = text(max(theirs.sentence_span[0], time.start - _CLAUSE), time.start), text(time.end, figure.start)
    return _LED_UP_TO_IT.search(before) is not None and "," in behind


def _is_of(time: TimeMention, mine: Reading) -> bool:
    return any(same_time(own.when, time.when, windowed=False) is True for own in mine.times)


def _may_report(own: TimeMention, of: TimeMention) -> bool:
    """Whether a day may be that of a report on a time: it lies behind its beginning and no more than a year behind its end."""
    if own.when.start is None or of.when.start is None or of.when.end is None:
        return own.when.year is None or of.when.year is None
    return of.when.start <= own.when.start and (own.when.start - of.when.end).days <= _A_YEAR


def _holds(own: TimeMention, time: TimeMention) -> bool:
    """Whether the one time may be all around the other, and is no shorter."""
    grains = (own.when.grain, time.when.grain)
    longer = all(grain in _LONGER for grain in grains) and _LONGER.index(grains[0]) >= _LONGER.index(grains[1])
    return longer and same_time(own.when, time.when, windowed=False) is True


def is_time_of_move(theirs: Reading) -> bool:
    """Whether the times of a start all stand before its verb's "from": "raised its 2026 target from", not "from 4% in May"."""
    start = theirs.quantity.start - (len(theirs.lead) - theirs.lead.lower().rfind(" from "))
    return " from " in theirs.lead.lower() and all(time.end <= start + 1 for time in theirs.times)
