"""Which side of an argument a question asks for: what speaks for a view, against it, or who holds it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from copilot.engines.periods import Period
from copilot.engines.question_words import ASKS_WHO, GONE_WRONG, WHO_AGAINST
from copilot.engines.vocabulary import vocabulary


def side_of(text: str) -> Literal["both", "support", "against"]:
    """The side that a question asks for alone, of the view that it is about; "both" where it asks for no single one.

    >>> side_of("who is bearish?"), side_of("who thinks it is a bubble?"), side_of("is it a bubble?")
    ('against', 'support', 'both')
    """
    words = vocabulary().groups["question"]
    pro, con = words["for_only"].is_in(text), words["against_only"].is_in(text) or WHO_AGAINST.match(text) is not None
    if ASKS_WHO.match(text) and pro == con:
        if words["turning"].is_in(text) or (words["falling"].is_in(text) and not words["rising"].is_in(text)):
            return "support"  # who holds the view that things turn, or go on falling
        pro, con = words["held_for"].is_in(text), words["held_against"].is_in(text)
    if GONE_WRONG.search(text):  # what would make the optimists wrong speaks against it
        pro, con = con and not pro, pro
    return "both" if pro == con else "support" if pro else "against"


def asks_picture(timeless: str, period: Period, as_of: date) -> bool:
    """Whether a picture of a short time that is over is asked for, "tell me about banks in May": what they did."""
    words = vocabulary().groups["question"]
    is_bare = side_of(timeless) == "both" and not (words["outlook"].is_in(timeless) or vocabulary().themes_of(timeless))
    return is_bare and words["overview"].is_in(timeless) and period.grain != "year" and period.end < as_of
