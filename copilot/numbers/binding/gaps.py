"""The gap of one instrument over another, a metric of two: whose it is told as, and which of two names is whose."""

from __future__ import annotations

import re
from typing import Literal

from copilot.names import Name
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.readings.entities import relation
from copilot.numbers.readings.reading import Reading

SIDE = re.compile(r"\s*(?:points?|percent)?\s*(in favou?r of|against)\s(?:the )?", re.IGNORECASE)


def is_relative(theirs: Reading) -> bool:
    """Whether it is a metric of one instrument's return less another's."""
    return theirs.exact and "relative" in theirs.open_label.split()


def gap(mine: Reading, theirs: Reading) -> Literal["same side", "other side"] | None:
    """For a metric of one instrument against another: the side a claim that names the one gives the gap to; else None."""
    if not is_relative(theirs):
        return None
    if (told := left_behind(mine, theirs)) is not None:
        return "same side" if told else "other side"
    named = [name for name in (*mine.entities, *mine.comparators, *mine.sentence_names) if is_one_of(name, theirs)]
    side = SIDE.match(mine.after)
    if not named or side is None:
        return "same side" if named else None
    is_own = any(mine.after[side.end() :].startswith(name.text) for name in named)
    favours_own = is_own == (side[1].lower() != "against")
    return "same side" if favours_own == ((theirs.polarity or 1) > 0) else "other side"


_APART = re.compile(r"\s(?:(?P<ahead>ahead|clear|in front)|behind|adrift)\b", re.IGNORECASE)
_PUT = re.compile(r"\b(?:left|leaves|leaving|put|puts|putting|with)\s(?:(?!by\s)[^.;\d])*$", re.IGNORECASE)


def left_behind(mine: Reading, theirs: Reading) -> bool | None:
    """Whether a gap is that of the one right before it, which something left so far behind or put ahead; None of no such words.

    "QRS left TUV 6 points behind", "that put TUV 6 points behind": of the gap of QRS over TUV.
    """
    apart = _APART.match(mine.after) if is_relative(theirs) else None
    words = before_hedges(mine.lead)
    if apart is None or _PUT.search(words) is None:
        return None
    named = (*mine.entities, *mine.comparators, *mine.sentence_names)
    whose = next((name for name in named if words.rstrip().endswith(name.text)), None)
    if whose is None or not (is_one_of(whose, theirs) or is_the_other(whose, theirs)):
        return None
    return (apart["ahead"] is not None) == (((theirs.polarity or 1) > 0) == is_one_of(whose, theirs))


def is_one_of(name: Name, theirs: Reading) -> bool:
    """Whether a name is that of what the evidence's figure is said of."""
    return any(relation(name, other) == "same" for other in theirs.entities)


def is_the_other(name: Name, theirs: Reading) -> bool:
    """Whether a name is that of the second instrument of a metric of two: the beta of A to B is none of B."""
    return any(relation(name, other) == "same" for other in theirs.comparators) and not is_one_of(name, theirs)
