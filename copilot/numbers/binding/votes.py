"""What a vote was for (`votes` of `reference/kinds.toml`): who voted to raise it did not vote to cut it, nor to hold it."""

from __future__ import annotations

import re
from functools import cache

from copilot.numbers.readings.reading import Reading
from copilot.records import record
from copilot.resources import reference_table

_BEGIN = frozenset({"vote", "voti"})  # how its words begin
_COUNTS = ("count", "none")
_VOTED_BY = re.compile(r"\b(?:vot(?:e[ds]?|ing)(?: by)?|vote of) (?:an? )?$", re.IGNORECASE)
_EPITHET = re.compile(r"\b(?:the|an?|its|their|his|her|interest|key|main|policy|benchmark)\s", re.IGNORECASE)


@record()
class _Vote:
    matter: int
    told: str
    thing: str
    against: bool


def against_vote(mine: Reading, theirs: Reading) -> str | None:
    """What so many voted for in the evidence, where the claim says that they voted for the contrary, or against it."""
    if not (mine.may_say(_BEGIN) and theirs.may_say(_BEGIN)):
        return None
    if not all(side.quantity.unit.startswith(_COUNTS) and not side.exact for side in (mine, theirs)):
        return None
    one, other = _vote(mine), _vote(theirs)
    if one is None or other is None or (one.thing and other.thing and one.thing != other.thing):
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
    """The vote whose number or result a figure is, where what is to be done, and to what, stands right behind it."""
    found = _behind(voted=_VOTED_BY.search(reading.run_up) is not None).match(reading.after)
    if found is None:
        return None
    line, told = next((int(name[1:]), word.lower()) for name, word in found.groupdict().items() if word and name[0] == "_")
    return _Vote(line, told, _EPITHET.sub("", found["thing"] or "").lower(), found["way"].lower() == "against")


@cache
def _behind(*, voted: bool) -> re.Pattern[str]:
    lines = enumerate(reference_table("kinds.toml")["votes"])
    matters = "|".join(rf"(?P<_{at}>{'|'.join(words)})" for at, words in lines)
    vote = "(?: vote)?" if voted else r"(?:(?: (?!who|which|that)[a-z]+){0,3}? vot(?:ed?|es|ing)| vote)"
    return re.compile(
        rf"{vote} (?P<way>to|for|against|in favou?r of) (?:{matters})"
        r"(?: (?P<thing>(?!(?:to|by|from|at|on|in|and|while|but)\b)(?:[a-z’'-]+ ){0,3}?[a-z’'-]+)|(?! to\b))"
        r"(?= (?:to|by|from|at|unchanged|steady|where|again|and|while|but|next|this|last)\b| on [a-z]*day\b| on hold\b"
        r"|\s?[.;,:(\[]|\s*$)",
        re.IGNORECASE,
    )


_RESULT = re.compile(r"(?P<first>\d+)\s?(?:to|-|–|−|:)\s?(?P<second>\d+) (?P<way>for|against|in favou?r of|to)\b", re.IGNORECASE)
_LABELS = {"votes for and against": None, "votes for": True, "votes against": False}


def counted_otherwise(mine: Reading, theirs: Reading) -> str | None:
    """What a metric of votes counts, where the claim turns the result of the vote: "9 to 3 against" of 9 for."""
    if not theirs.exact or not mine.may_say(_BEGIN) or "votes " not in f"{theirs.open_label} {theirs.quote}":
        return None
    words = f"{mine.run_up}{mine.quantity.text}{mine.after}"
    at = len(mine.run_up)
    told = next((match for match in _RESULT.finditer(words) if match.start() <= at < match.end()), None)
    if told is None or _VOTED_BY.search(words[: told.start()]) is None:
        return None
    first_is_for = told["way"].lower() != "against"
    if theirs.quantity.value is None:
        return None if first_is_for else "a vote for it"
    is_first = at == told.start("first")
    for_it = next((side for label, side in _LABELS.items() if label in theirs.open_label), None)
    if for_it is None:
        return None
    return None if (is_first == first_is_for) == for_it else f"votes {'for' if for_it else 'against'} it"
