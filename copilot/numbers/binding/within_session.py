"""Whether a move is told within the session or at its end: "as much as 8%", "after the open", "ended 8% higher"."""

from __future__ import annotations

import re

from copilot.numbers.readings.reading import Reading

_AS_MUCH = re.compile(r"\bas much as $|\bat one point\W*$", re.IGNORECASE)
_EARLY = re.compile(  # behind the figure, and the level that it led to
    r"(?:[^.;,]|[.,]\d){0,40}?\b(?:(?:shortly|soon|just|right|minutes?|hours?) after (?:the |its )?open(?:ing)?\b"
    r"|at the open(?:ing)?\b"
    r"|in (?:early|morning|midday|afternoon|pre-?market|after-hours|late-morning) (?:trad|deal)ing)",
    re.IGNORECASE,
)
_ENDED = re.compile(  # the figure's own verb: "closed the day down about 8%", and no "ending a rally, shares fell 8%"
    r"\b(?:clos(?:ed|es|ing|e)|(?:end|finish)(?:ed|es|ing|s)?)"
    r"(?: (?:(?:mon|tues|wednes|thurs|fri)day(?:['’]s)?|the|its|on|trading|day|session|up|down|off|lower|higher|with|a|an|by"
    r"|gain|loss|drop|fall|rise|of|about|around|nearly|almost|roughly|some|just|over|more|than|as|much|sharply)){0,8} $",
    re.IGNORECASE,
)


def is_within_session(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells a move within the session and the claim one at its end: "as much as 8%", "ended 8% higher"."""
    if not theirs.quantity.unit == mine.quantity.unit == "percent":
        return False
    if not (_is_as_much(theirs.run_up) or _EARLY.match(theirs.after)):
        return False
    return not (_is_as_much(mine.run_up) or _EARLY.match(mine.after)) and _ENDED.search(mine.lead) is not None


def _is_as_much(run_up: str) -> bool:
    lower = run_up.lower()
    return ("as much as" in lower or "at one point" in lower) and _AS_MUCH.search(run_up) is not None
