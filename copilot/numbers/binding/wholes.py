"""Whether a figure told as a whole is one part beside others in the evidence, or so much by the month: "3 billion in all"."""

from __future__ import annotations

from functools import partial

from copilot.numbers.binding.called import rate_of
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import told_by, worded

_BEHIND = r"(?:\s[a-z-]+){0,3}?,?\s{whole}(?! \w+ of\b)"
_BEFORE = r"{whole_of}\s\W?$"
_ADDED = r"{added}\s\W?$"
_BY_RATE = {"month": "monthly", "week": "weekly", "day": "daily", "hour": "hourly"}
_words = partial(worded, "binding_words.toml", "wholes")


def told_as_whole(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's figure is where one side tells it as all there is and the other as a part or a rate; else None."""
    if theirs.exact or theirs.row or mine.quantity.unit == "percent":
        return None
    if not told_by("binding_words.toml", "wholes", "whole", "whole_of").may_match(mine.begins):
        return None
    if not _is_whole(mine) or _is_whole(theirs) or rate_of(mine) is not None:
        return None
    if _words(_ADDED).search(theirs.lead) and _words(r"{comes_to}\s\W?$").search(mine.lead) is None:
        return "a part beside others"
    rate = rate_of(theirs)
    if (
        rate not in _BY_RATE
        or _BY_RATE[rate] in mine.lead.lower().split()
        or _words(rf"\b(?:each|every|per|an?) {rate}\b").search(mine.lead)
    ):
        return None  # "its monthly bill totals 3 million"
    return f"so much by the {rate}"


def _is_whole(reading: Reading) -> bool:
    return _words(_BEHIND).match(reading.after) is not None or _words(_BEFORE).search(reading.lead) is not None
