"""Which side of an argument a question asks for: what speaks for a view, against it, or who holds it."""

from __future__ import annotations

from typing import Literal

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
