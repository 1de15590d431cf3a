"""Whether a name only tells what a fund tracks, or which fund tracks an index, beside the subject of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from copilot.names import Name
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.wordlists import told_by, worded

_words = partial(worded, "binding_words.toml", "tracking")
_IS_TRACKED = r"(?:{tracks}|{fund}\s(?:on|of|for))\s(?:the\s|its\s)?$"
_FUND_ON = r"{fund}(?:,?\s(?:that|which))?\s(?:{tracks}|on|of|for)\s(?:the\s|its\s)?$"
_WHICH_TRACKS = r",\swhich\s{tracks}\s(?:the\s)?$"
_BY = r"{tracked_by}\s(?:the\s|an?\s)?$"
_AS_INDEX = r"(?:\s[A-Z][\w&-]*){0,4}\s{index}"
_AS_FUND = r"(?:\s[A-Z][\w&-]*){0,3}\s{fund}"
_FUND_TRACKS = r"(?:\s[A-Z][\w&-]*){0,2}(?:\s{fund})?\s{tracks}"
_TRACKING = r"{tracks}|{tracked_by}|ETFs?\son"
_CALLED_FUND = r"(?:\s[\w&-]+)?(?:[\s-]\d{2,4})?(?:\s(?-i:[A-Z])[\w&-]*){0,2}\s{fund}"
_CALLED_INDEX = (
    r"(?:\s[\w&-]+)?(?:[\s-]\d{2,4})?(?:\s(?-i:[A-Z])[\w&-]*){0,2}\s(?:[a-z-]+\s)?{index}|(?:\s[\w&-]+)?[\s-]\d{2,4}\s[a-z]"
)
_WHICH = re.compile(r"\b(?:which|that)\s(?:the\s|an?\s)?$")
_ONE_PHRASE = re.compile(r"\s(?:[A-Z][\w&-]*\s){0,2}")
_FAR = 48  # characters before a name in which the words that describe it stand


def is_tracked(scene: Scene, name: Name) -> bool:
    """ "The fund that tracks the index": the index is not what the figure is said of."""
    return _words(_IS_TRACKED).search(scene.text[max(0, name.start - 30) : name.start]) is not None


def as_fund(scene: Scene, name: Name) -> Name:
    """The fund that words make of the index it tracks, "a fund on the DAX", where no table knows it by a name of its own."""
    if name.kind not in ("index", "commodity"):
        return name
    match = _words(_FUND_ON).search(scene.text, max(0, name.start - 40), name.start)
    if match is None or any(other.kind == "fund" for other in scene.names_in(max(0, name.start - 80), name.start)):
        return name
    text = scene.text[match.start() : name.end]
    return replace(name, start=match.start(), text=text, id=f"fund:{name.id}", kind="fund", ticker=None, tracks=name.id)


def may_tell_tracking(begins: frozenset[str] | None) -> bool:
    """Whether words that begin so may speak of what tracks something; None is not known."""
    return told_by("binding_words.toml", "tracking", "tracks", "tracked_by", "fund").may_match(begins)


def tracking_names(text: str, names: Sequence[Name], start: int = 0) -> tuple[Name, ...]:
    """Those names that tell what a fund tracks or by which fund an index is tracked, in a text that begins at an offset."""
    if not _words(_TRACKING).search(text):
        return ()
    found: list[Name] = []
    for name in names:
        begin, end = name.start - start, name.end - start
        goes_on = bool(found) and _ONE_PHRASE.fullmatch(text[found[-1].end - start : begin]) is not None
        if goes_on or _is_described(text[max(0, begin - _FAR) : begin], name.text, text[end : end + _FAR]):
            found.append(name)
    return tuple(found)


def _is_described(before: str, name: str, behind: str) -> bool:
    if _words(_FUND_ON).search(before):
        return True
    if _words(_WHICH_TRACKS).search(before) and _words(_AS_INDEX).match(f" {name.split()[-1]}{behind}"):
        return True
    is_fund = _words(_AS_FUND).match(f" {name.split()[-1]}{behind}") is not None
    if _words(_BY).search(before):
        return is_fund
    return is_fund and _WHICH.search(before) is not None and _words(_FUND_TRACKS).match(behind) is not None


def tracks_it(own: tuple[Name, ...], agrees: bool, mine: Reading, theirs: Reading) -> str | None:
    """The fund or index that the evidence only describes by what its claim is of: "EWZ, the fund that tracks the index, lost"."""
    if not own or theirs.exact:
        return None
    if (other := _called_otherwise(own, mine, theirs)) is not None:
        return other
    if not _tells_tracking(theirs):
        return None
    described = (*_described(theirs), *_described(theirs, own))
    if not classes_agree(own, described)[0]:
        return None
    if set(theirs.entities) <= set(described):  # of a fund without a name
        return None if _tells_tracking(mine) else f"The fund that tracks it is not {own[0].text}"
    return None if agrees else f"{theirs.entities[0].text} is not {own[0].text}"


def _called_otherwise(own: Sequence[Name], mine: Reading, theirs: Reading) -> str | None:
    """That one side calls a name that is no index or fund of a table an index, and the other a fund: the two are not one."""
    if not (_may_call_a_fund(own, mine) or _may_call_a_fund(theirs.entities, theirs)):
        return None
    for name in own:
        for other in theirs.entities:
            if name.kind == other.kind and name.kind in ("other", "company") and classes_agree((name,), (other,))[0]:
                told = _called(name, mine)
                its = _called(other, theirs) if told is not None else None
                if {told, its} == {"fund", "index"}:
                    return f"{other.text}, the {its}, is not the {told}"
    return None


def _may_call_a_fund(names: Sequence[Name], reading: Reading) -> bool:
    """Whether one of these names, or words of its own sentence, may call something a fund."""
    may_say_fund = told_by("binding_words.toml", "tracking", "fund").may_match(reading.begins)
    return may_say_fund or any(name.start < reading.sentence_span[0] for name in names)


def _called(name: Name, reading: Reading) -> Literal["fund", "index"] | None:
    """What its own last word, or the words right behind it, call a name."""
    end = name.end - reading.quantity.start + len(reading.run_up)
    behind = f" {name.text.split()[-1]}{reading.run_up[end:] if end > 0 else ''}"
    if _words(_CALLED_FUND).match(behind):
        return "fund"
    return "index" if _words(_CALLED_INDEX).match(behind) else None


def _tells_tracking(reading: Reading) -> bool:
    return may_tell_tracking(reading.begins) and _words(_TRACKING).search(reading.lead) is not None


def _described(reading: Reading, names: Sequence[Name] | None = None) -> tuple[Name, ...]:
    """The names before a figure that tell what its fund tracks or by which fund its index is tracked: those it has, or these."""
    lead, start = reading.lead, reading.quantity.start - len(reading.lead)
    if names is None:
        before = [name for name in reading.sentence_names if start <= name.start < reading.quantity.start]
        return tracking_names(lead, before, start)
    placed = [(name, lead.find(name.text)) for name in names]
    return tracking_names(lead, [replace(name, start=at, end=at + len(name.text)) for name, at in placed if at >= 0])
