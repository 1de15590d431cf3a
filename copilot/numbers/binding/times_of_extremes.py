"""Of which time a high or low is: when it was set, and for how long there was none beyond it."""

from __future__ import annotations

import re

from copilot.calendar_words import count_of
from copilot.numbers.readings.reading import Reading

_TIME = (
    r"(?P<time>(?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|fall|winter))"
)
_EXTREME = r"(?: (?:record|closing|intraday|all-time))?[ -](?:highs?|lows?|peaks?|troughs?|bottoms?)\b"
_FROM_ITS_TIME = re.compile(
    rf"\W*\b(?:from|off|below|above|since|under|over) (?:its |the |their |an? )?{_TIME}(?:['’]s)?{_EXTREME}"
)
_IN_ITS_TIME = re.compile(rf"\b(?:in|during|for|over|through) {_TIME}\b(?!{_EXTREME})", re.IGNORECASE)
_IN_SO_LONG = re.compile(
    r"\b(?:\w{2,}est|worst|best|most|least)\b[^.;,]{0,30}? (?:in|for) (?:more than |nearly |about |over |almost )?"
    r"(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|one) (?P<unit>week|month|quarter|year|decade)s?\b",
    re.IGNORECASE,
)


def is_since_an_extreme(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence counts a change from the high or low of a time and the claim tells it of that time itself.

    "Down 28% from October highs" is no fall by 28% in October.
    """
    its = _FROM_ITS_TIME.match(theirs.after)
    own = _IN_ITS_TIME.search(f"{mine.lead} | {mine.trail}") if its is not None else None
    return own is not None and its is not None and own["time"].lower() == its["time"].lower()


def is_extreme_of_another_span(mine: Reading, theirs: Reading) -> bool:
    """Whether both say for how long there was none such, and say otherwise: "the fastest in 16 months", "in 17 months"."""
    own, its = (_IN_SO_LONG.search(f"{side.lead} | {side.after}") for side in (mine, theirs))
    if own is None or its is None or own["unit"].lower() != its["unit"].lower():
        return False
    counts = [1 if match["n"].lower() in ("a", "an") else count_of(match["n"]) for match in (own, its)]
    return counts[0] != counts[1]
