"""Days told by the name of a holiday: "on Labor Day", "Black Friday 2025"."""

from __future__ import annotations

import re

from copilot.calendar_words import WEEKDAYS
from copilot.named_days import holiday_pattern, holiday_words, rule_of
from copilot.numbers.times.when import LATEST, When, named_day

_WORDS = tuple(holiday_words("days"))
_CALLED_BY_WEEKDAY = holiday_pattern([words for words in _WORDS if words.endswith(WEEKDAYS)])  # "Black Friday"


def _holiday(match: re.Match[str]) -> When:
    """The day, without its year the one nearest to the text's own; a weekend or week of that name is of no certain day."""
    if match["season"]:
        return When("week", relative=True, part=LATEST)
    rule = rule_of(match["h"] or match["h2"])
    return named_day(rule, int(match["y"])) if match["y"] else When("day", relative=True, holiday=rule)


HOLIDAY = (  # the form of such a time: its pattern, its reader, and words of which every match holds one
    rf"\b(?:(?:on|since|by|through|until|to|from|of) (?P<h>{holiday_pattern(_WORDS)})|(?P<h2>{_CALLED_BY_WEEKDAY}))\b(?!['’]s)"
    r"(?:(?P<season> (?:week|weekend|holiday|season|period)\b)|(?:,| of| in)? (?P<y>(?:19|20)\d\d)\b)?",
    _holiday,
    _WORDS,
)
