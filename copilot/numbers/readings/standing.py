"""How a name stands in its text, whatever number asks for it: who says so, what is compared with, what is told by the way."""

from __future__ import annotations

import re

from copilot.names import Name
from copilot.numbers.readings.scene import Scene, Standing
from copilot.numbers.readings.trackers import is_tracked

_COMPARED = re.compile(
    r"\b(?:(?<!take )(?<!takes )(?<!took )(?<!taken )(?<!taking )over"
    r"|than(?: in| at| for)?|versus|vs\.?|(?<!suit )(?<!case )(?<!fine )(?<!filed )(?<!claim )(?<!complaint )against"
    r"|relative to|compared (?:with|to)|above|below|ahead of|behind"
    r"|beat|beats|beating"
    r"|trailed|trails|trailing|dwarfed|dwarfs|dwarfing|lagged|lags|lagging|outperformed|outperforming|outgrew|outsold|outdid|outran|outstripped|times|twice|double|triple"
    r"|(?:times|twice|double|triple) (?:the|its) (?:\w+ ){1,2}(?:in|of|at|for)"
    r"|as (?:\w+ ){1,4}as|(?:beta|correlation|correlated|sensitivity|tracking error) (?:to|with|against)"
    r"|underperformed|underperforming|topped|exceeded"
    r"|out-?\w+(?:ed|s|ing)|(?-i:Like|Unlike|Alongside|Along with))\s"
    r"(?:(?:that|those) (?:of|in|at|for) |what )?(?:the |its |their |a )?"
    r"(?:(?:arch-?rivals?|rivals?|competitors?|peers?|neighbou?rs?|parent|predecessor|nearest|closest|main|larger|smaller|bigger)\s){0,2}$",
    re.IGNORECASE,
)
_GAP_TO = re.compile(  # "a 12% discount to", "a premium of 12% over"
    r"\b(?:premium|discount|spread)"
    r"(?: of (?:about |some |just )?[^\s\d]?\d[\d.,]*(?:%|bps?)?(?: (?:basis points|points|percent|per cent))?)?"
    r" (?:to|with|over) (?:that of |those of )?(?:the |its )?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?! (?:is|are|was|were) said to\b)"
    r"[’']?s?(?:,? \w+){0,2} (?:puts?(?= the\b)|reckons?|said|says?|told|tells?|noted|notes|wrote|writes|warned|warns"
    r"|estimates?d?|believes?|showed|shows"
    r"|according|(?:report(?:s|ed)?|added)(?= that\b|[,.;]|$))\b",
    re.IGNORECASE,
)
_BEFORE_SAID = re.compile(
    r"\b(?:said|says|according to|per|via|told|by analysts? at|analysts? at|economists? at|data from|report(?:ed)? by)"
    r"(?: the)? (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"\b(?:excluding|ex-)\s?(?:the )?$", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:former|ex|onetime|one-time)[ -]$", re.IGNORECASE)
_OFFICE = re.compile(
    r"\s(?:CEO|CFO|COO|chair\w*|chief|boss|head|president|founder|executive|director|officer|employee|worker|official)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\s(?:reports|reported|notes|writes)(?=[.,;:]|$)")
_ACCORDING = re.compile(r"\b(?:according to|per|via)\s(?:the )?$", re.IGNORECASE)


def standing_of(scene: Scene, name: Name) -> Standing:
    """How a name stands in its text; looked for once, since every number of a sentence asks."""
    found = scene.standings.get((name.start, name.end))
    if found is None:
        text, start, end = scene.text, name.start, name.end
        before = text[max(0, start - 40) : start]
        led = not _ends_a_sentence(before)
        says = _SAID.match(text[end : end + 40]) is not None or (led and _BEFORE_SAID.search(before) is not None)
        says = says and not _is_shown_by_a_measure(scene, name)
        speaks = says and name.kind not in ("fund", "index", "commodity")  # "the fund tells much the same"
        source = _REPORTS.match(text, end) is not None or (led and _ACCORDING.search(before[-20:]) is not None)
        found = Standing(speaks, source, led and _is_aside(scene, name), led and _is_compared(scene, name, before))
        scene.standings[start, end] = found
    return found


def _is_compared(scene: Scene, name: Name, before: str) -> bool:
    return _COMPARED.search(before) is not None or is_far_side(scene, name)


def is_far_side(scene: Scene, name: Name) -> bool:
    """Whether it is what a premium, a discount or a spread is held against, wherever the figure stands."""
    return _GAP_TO.search(scene.text[max(0, name.start - 60) : name.start]) is not None


_SHOWS = re.compile(r"['’]s?(?: [\w-]+){1,3} show(?:s|ed)\b")


def _is_shown_by_a_measure(scene: Scene, name: Name) -> bool:
    """Whether a measure of what is named shows something, not a report of it: "the euro zone's current account showed"."""
    shows = _SHOWS.match(scene.text, name.end)
    return shows is not None and bool(scene.measures_in(name.end, shows.end()))


def _ends_a_sentence(before: str) -> bool:
    """Whether the words before a name, if there are any, say nothing of it."""
    words = before.rstrip()
    return not words or (words[-1] in ".!?" and not words.lower().endswith("vs."))


def is_source(scene: Scene, name: Name) -> bool:
    """Whether a name is only the paper that tells it: ", the Observer reports."."""
    return standing_of(scene, name).source


def is_plain(scene: Scene, name: Name) -> bool:
    """Whether a name is neither only quoted nor compared with nor told by the way."""
    standing = standing_of(scene, name)
    return not (standing.speaks or standing.aside or standing.compared)


def _is_aside(scene: Scene, name: Name) -> bool:
    """Whether a name tells what is left out, what a fund tracks, or where somebody once was: "the former Acme CEO"."""
    once = _FORMER.search(scene.text[max(0, name.start - 10) : name.start]) and _OFFICE.match(scene.text, name.end)
    left_out = _LEFT_OUT.search(scene.text[max(0, name.start - 15) : name.start])
    return bool(once or left_out) or is_tracked(scene, name)


_WHICH = re.compile(r",?\s(?:where|which|whose|(?:even )?though it|although it|while it|despite its)\b", re.IGNORECASE)


_WHICH_WORDS = frozenset({"wher", "whic", "whos", "even", "thou", "alth", "whil", "desp"})  # how its words begin


def may_stand_for(begins: frozenset[str]) -> bool:
    """Whether words that begin so may open a clause that goes on for a name."""
    return not _WHICH_WORDS.isdisjoint(begins)


def stood_for(scene: Scene, begin: int, at: int) -> list[Name]:
    """The name that a relative clause or one thrown in goes on for: "led by Asia, where it rose 22%", "Asia, although it fell".

    begin: of its sentence.
    """
    if _WHICH.match(scene.text, at) is None:
        return []
    return [name for name in scene.names_in(begin, at) if name.end == at]
