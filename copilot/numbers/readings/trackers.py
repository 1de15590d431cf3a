"""Whether a name only tells what a fund tracks, or which fund tracks an index, beside the subject of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from copilot.names import Name
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading

_FUND = r"(?:funds?|ETFs?|ETNs?|[Tt]rackers?)"
_TRACKS = r"(?:tracks?|mirrors?|replicates?|follows?)"
_OF_A_FUND = re.compile(  # "the fund that tracks the X index", "a tracker of X", "an ETF on X"
    rf"\b(?:{_FUND},? (?:that|which) {_TRACKS}|{_FUND} (?:tracking|mirroring|replicating|following)|[Tt]rackers? of|ETFs? on)"
    r" (?:the )?$"
)
_WHICH_TRACKS = re.compile(rf", which {_TRACKS} (?:the )?$")
_WHICH = re.compile(r"\b(?:which|that) (?:the |an? )?$")
_BY = re.compile(r"\b(?:tracked|mirrored|replicated|followed) by (?:the |an? )?$")
_INDEX = re.compile(r"(?: [A-Z][\w&-]*){0,4} (?:index|benchmark|gauge)\b", re.IGNORECASE)
_FUND_BEHIND = re.compile(rf"(?: [A-Z][\w&-]*){{0,3}} {_FUND}\b", re.IGNORECASE)
_FUND_TRACKS = re.compile(rf"(?: [A-Z][\w&-]*){{0,2}}(?: {_FUND})? {_TRACKS}\b", re.IGNORECASE)
_ENDS_AS_FUND = re.compile(rf"\b{_FUND}$", re.IGNORECASE)
_ONE_PHRASE = re.compile(r" (?:[A-Z][\w&-]* ){0,2}")
_TRACKING = re.compile(r"\b(?:track|mirror|replicat|follow)|\bETFs? on\b", re.IGNORECASE)
_FAR = 48  # characters before a name in which the words that describe it stand


def _speaks_of_tracking(text: str) -> bool:
    """Whether words speak of what tracks something."""
    return _TRACKING.search(text) is not None


def tracking_names(text: str, names: Sequence[Name], start: int = 0) -> tuple[Name, ...]:
    """Those names that tell what a fund tracks or by which fund an index is tracked, in a text that begins at an offset."""
    if not _speaks_of_tracking(text):
        return ()
    found: list[Name] = []
    for name in names:
        begin, end = name.start - start, name.end - start
        goes_on = bool(found) and _ONE_PHRASE.fullmatch(text[found[-1].end - start : begin]) is not None
        if goes_on or _is_described(text[max(0, begin - _FAR) : begin], name.text, text[end : end + _FAR]):
            found.append(name)
    return tuple(found)


def _is_described(before: str, name: str, behind: str) -> bool:
    if _OF_A_FUND.search(before) or (_WHICH_TRACKS.search(before) and _INDEX.match(f" {name.split()[-1]}{behind}")):
        return True
    is_fund = _ENDS_AS_FUND.search(name) is not None
    if _BY.search(before):
        return is_fund or _FUND_BEHIND.match(behind) is not None
    tracks = _FUND_TRACKS.match(behind) if _WHICH.search(before) else None
    return tracks is not None and (is_fund or _ENDS_AS_FUND.search(tracks[0].rsplit(" ", 1)[0]) is not None)


def tracks_it(own: tuple[Name, ...], agrees: bool, mine: Reading, theirs: Reading) -> str | None:
    """The fund or index that the evidence only describes by what its claim is of: "EWZ, the fund that tracks the index, lost"."""
    if not own or theirs.exact or not _tells_tracking(theirs):
        return None
    described = (*_described(theirs), *_described(theirs, own))
    if not classes_agree(own, described)[0]:
        return None
    if set(theirs.entities) <= set(described):  # of a fund without a name
        return None if _tells_tracking(mine) else f"The fund that tracks it is not {own[0].text}"
    return None if agrees else f"{theirs.entities[0].text} is not {own[0].text}"


@lru_cache(maxsize=1024)
def _tells_tracking(reading: Reading) -> bool:
    return _speaks_of_tracking(reading.lead)


def _described(reading: Reading, names: Sequence[Name] | None = None) -> tuple[Name, ...]:
    """The names before a figure that tell what its fund tracks or by which fund its index is tracked: those it has, or these."""
    lead, start = reading.lead, reading.quantity.start - len(reading.lead)
    if names is None:
        before = [name for name in reading.sentence_names if start <= name.start < reading.quantity.start]
        return tracking_names(lead, before, start)
    placed = [(name, lead.find(name.text)) for name in names]
    return tracking_names(lead, [replace(name, start=at, end=at + len(name.text)) for name, at in placed if at >= 0])
