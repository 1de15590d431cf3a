"""What a vote was for (`votes` of `reference/kinds.toml`): who voted to raise did not vote to cut, nor to hold."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.readings.reading import Reading
from copilot.records import record
from copilot.resources import reference_table

_VOTED = re.compile(r"\b(?:vot(?:e[drs]?|ers|ing)|ballots?|dissent\w*|majority|split|decision)\b", re.IGNORECASE)
_BEGIN = frozenset({"vote", "voti", "ball", "diss", "majo", "spli", "deci"})  # how its words begin
_AGAINST = re.compile(r"\b(?:against|oppos\w+|dissent\w*|reject\w*)\b", re.IGNORECASE)
_NEXT = re.compile(r"[.;,(]|\b(?:and|while|but|with)\b", re.IGNORECASE)
_BY_VOTE = re.compile(r"\b(?:by|in|with|on)(?: an?)?(?: (?:vote|majority|split|margin)(?: of)?)? $", re.IGNORECASE)
_COUNTS = ("count", "none")


@record()
class _Vote:
    matter: int
    told: str
    against: bool


def against_vote(mine: Reading, theirs: Reading) -> str | None:
    """What so many voted for in the evidence, where the claim says that they voted for something else, or against it."""
    if not all(side.quantity.unit.startswith(_COUNTS) and not side.exact and side.may_say(_BEGIN) for side in (mine, theirs)):
        return None
    one, other = _vote(mine), _vote(theirs)
    if one is None or other is None:
        return None
    if one.matter != other.matter:
        return None if one.against or other.against else f"a vote to {other.told}"
    return (
        f"a vote {'against' if other.against else 'for'} it"
        if _are_alike(mine, theirs) and one.against != other.against
        else None
    )


def _are_alike(mine: Reading, theirs: Reading) -> bool:
    """Whether both are a number of voters, or both the result of a vote: of 9-3 for it three were against."""
    return (mine.quantity.value is None) == (theirs.quantity.value is None)


def _vote(reading: Reading) -> _Vote | None:
    behind = _NEXT.split(reading.after, maxsplit=1)[0]
    if _VOTED.search(f"{reading.run_up} {behind}") is None:
        return None
    found = re.search(rf"\b(?:to|for|against|of|on|about)(?: [\w-]+){{0,2}}? (?:{_matters().pattern})", behind, re.IGNORECASE)
    ahead = list(_matters().finditer(reading.run_up)) if found is None and _BY_VOTE.search(reading.run_up) else []
    found = ahead[-1] if ahead else found
    if found is None:
        return None
    line, told = next((int(name[1:]), word.lower()) for name, word in found.groupdict().items() if word)
    return _Vote(line, told, not ahead and _AGAINST.search(behind[: found.end()]) is not None)


@cache
def _matters() -> re.Pattern[str]:
    lines = enumerate(reference_table("kinds.toml")["votes"])
    return re.compile("|".join(rf"\b(?P<_{at}>{'|'.join(words)})\b" for at, words in lines), re.IGNORECASE)
