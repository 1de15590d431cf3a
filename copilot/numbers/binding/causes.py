"""Times that the evidence tells of what led to a figure, and not of the figure: "a loss, after a fire in August"."""

from __future__ import annotations

import re

from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time

_LED_TO_IT = re.compile(r"\b(?:after|following|because|amid)\b[^.;]*$", re.IGNORECASE)
_CLAUSE = 250  # characters before a time in which its clause begins
_OF_A_DAY, _OF_A_REPORT = ("day", "part", "week"), ("quarter", "half", "year")


def is_of_what_led_to_it(mine: Reading, theirs: Reading) -> bool:
    """Whether evidence has its month or quarter from what led to its figure, so that no claim's own time need be that one.

    It must lie within the claim's, "a loss in the third quarter", or be one reported on, of a price on a day: "jumped 10% on
    4 May" of "jumped 10% after a first-quarter profit".
    """
    if theirs.exact or theirs.row or theirs.around is None or not theirs.times_near:
        return False
    text = theirs.around.text
    times = [time for time in theirs.times if time.when.grain != "day"]
    if not times or not all(_LED_TO_IT.search(text(max(0, time.start - _CLAUSE), time.start)) for time in times):
        return False
    moved = mine.role == theirs.role == "change" and mine.quantity.unit == "percent"
    if moved and not (mine.measure or theirs.measure) and all(time.when.grain in _OF_A_DAY for time in mine.times):
        return all(time.when.grain in _OF_A_REPORT for time in times)
    return all(same_time(own.when, time.when, windowed=False) for own in mine.times for time in times)


def is_time_of_move(theirs: Reading) -> bool:
    """Whether the times of a start all stand before its verb's "from": "raised its 2026 target from", not "from 4% in May"."""
    start = theirs.quantity.start - (len(theirs.lead) - theirs.lead.lower().rfind(" from "))
    return " from " in theirs.lead.lower() and all(time.end <= start + 1 for time in theirs.times)
