"""A stock and its flow: how many things somebody has, and how many came or went: "runs 41 stores" of "opened 41 stores"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from copilot.numbers.readings.reading import Reading
from copilot.numbers.wordlists import wordlist

_HEDGE = r"\s(?:(?:about|around|some|nearly|almost|over|roughly|(?:more|less|fewer) than|just|only|at least|a total of|up to)\s)*"
_STILL_TO_COME = re.compile(r"\b(?:to|for|on order|under|planned|new|more|being|left|so far)\b", re.IGNORECASE)
_FIRST_OF_TWO = re.compile(  # the figure that a second one shares its verb with
    r"(?<=\s)\d[\d.,]*(?:\s(?:million|billion|thousand))?(?:\s[\w-]+){0,2}?"
    r"(?:\s(?:in|during|by) (?:fiscal )?\w+(?: \d{4})?)?,?\s(?:and|then)\s$"
)
_COUNTS = ("count", "none", "share")


def is_stock_of_flow(mine: Reading, theirs: Reading) -> bool:
    """Whether one counts what there is and the other what was added to it or taken away, by the verbs right before them."""
    if not mine.quantity.unit.startswith(_COUNTS) or not theirs.quantity.unit.startswith(_COUNTS):
        return False
    if mine.exact or mine.row or theirs.exact or theirs.row:
        return False
    one, other = _told_as(mine), _told_as(theirs)
    return {one, other} == {"stock", "flow"}


@lru_cache(maxsize=1024)
def _told_as(reading: Reading) -> Literal["stock", "flow"] | None:
    before = reading.run_up
    if (led := _FIRST_OF_TWO.search(before)) is not None:
        before = before[: led.start()]  # "opened 12 shops in 2024 and 15 in 2025"
    if is_of_a_stock(reading):
        return "stock"
    if _verbs("flow").search(before):
        return None if _still_had().search(reading.after) else "flow"
    return "stock" if _verbs("stock").search(before) and not _STILL_TO_COME.search(reading.trail) else None


def is_of_a_stock(reading: Reading) -> bool:
    """Whether a level that something went to or from is that of a stock by its noun: "its fleet shrank to 31 ships from 40"."""
    return reading.role in ("to", "from") and _grown_stock().search(reading.run_up) is not None


def net_flow(reading: Reading) -> int:
    """+1 or -1 where a claim counts what was added to a stock or taken away, 0 where it tells no such deed."""
    if reading.role in ("to", "from") or not reading.quantity.unit.startswith(_COUNTS) or _told_as(reading) != "flow":
        return 0
    ways = {reading.deeds[deed] for deed in _FLOWS if deed in reading.deeds}
    return 0 if len(ways) != 1 else 1 if True in ways else -1


_FLOWS = ("open", "hire", "gain")  # of `opposites.toml`


@cache
def _grown_stock() -> re.Pattern[str]:
    nouns = "|".join(sorted(wordlist("stock_nouns"), key=len, reverse=True)).replace("_", " ")
    return re.compile(rf"\b(?:{nouns})\b[^.;]{{0,60}}?\b(?:to|from){_HEDGE}$", re.IGNORECASE)


@cache
def _still_had() -> re.Pattern[str]:
    """Things that came and are all there yet: "bought 1,200 homes, which it owns to this day", but not "of which it runs 30"."""
    verbs = "|".join(sorted(wordlist("still_of_things")))
    every = r"(?<!\bnot\s)(?<!\balmost\s)(?<!\bnearly\s)\ball"
    whose = rf"(?:(?:{every} of|(?<!\bof))\s(?:which|them)|\bthat)\s(?:it|they|he|she|we)\s(?:(?:still|now|also)\s)?"
    them = rf"\band\s(?:(?:it|they|he|she|we)\s)?(?:still\s)?(?:{verbs})\s(?:them|all|every)\b"
    yet = rf"{every}\s(?:of (?:which|them)\s)?(?:are\s)?still\s(?:owned|open|running|run|operated|operating|employed)\b"
    return re.compile(rf"^[^.;]*?(?:{whose}(?:{verbs})\b|{them}|{yet})(?!\s(?:only|just|about|\d|but|except))")


@cache
def _verbs(kind: str) -> re.Pattern[str]:
    verbs = "|".join(sorted(wordlist(f"{kind}_of_things"), key=len, reverse=True)).replace("_", " ")
    return re.compile(rf"\b(?:{verbs}){_HEDGE}$", re.IGNORECASE)
