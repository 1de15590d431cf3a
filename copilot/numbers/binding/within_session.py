"""Whether a move is told within the session or at its end: "as much as 8%", "after the open", "ended 8% higher"."""

from __future__ import annotations

from functools import partial

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import told_by, worded

_EARLY = r"(?:[^.;,]|[.,]\d){0,40}?{early}"  # behind the figure, and the level that it led to
_ENDED = r"{ended}(?: {ended_with}){0,8} $"
_words = partial(worded, "binding_words.toml", "session")


def is_within_session(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells a move within the session and the claim one at its end: "as much as 8%", "ended 8% higher"."""
    if not theirs.quantity.unit == mine.quantity.unit == "percent":
        return False
    return _is_within(theirs) and not _is_within(mine) and _words(_ENDED).search(mine.lead) is not None


def _is_within(told: Reading) -> bool:
    if not told_by("binding_words.toml", "session", "at_most", "early").may_match(told.begins):
        return False
    return bool(_words(r"{at_most}\W*$").search(told.run_up) or _words(_EARLY).match(told.after))
