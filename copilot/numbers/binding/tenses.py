"""Whether one verb tells on one side what was done and on the other what is still to be done."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.numbers.readings.denials import is_subject
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD
from copilot.numbers.wordlists import wordlist

_TO_DO = re.compile(
    r"\b(?:will|would|shall|may|might|could|(?:(?:asked|urged|told|invited)|plan(?:s|ned)?|aim(?:s|ed)?|intend(?:s|ed)?|hop(?:es|ed)|want(?:s|ed)?|expect(?:s|ed)?|agree[ds]?"
    r"|propos(?:es|ed)|is|are|pledg(?:es|ed)|promis(?:es|ed)|vow(?:s|ed)|set|due|about|ready|likely) to)"
    r"(?: \w+ly| also| now| still| then| soon| even)? (?:be )?(?P<verb>[a-z]{3,})\b"
)
_COMING = frozenset(
    {"will", "woul", "shal", "plan", "aim", "inte", "hope", "want", "expec", "agre", "prop", "is t", "are t", "pled", "prom"}
    | {"vow", "set", "due", "abou", "read", "like", "may ", "migh", "coul", "aske", "urge", "told", "invi"}
)  # how a word of each form begins
_DONE = re.compile(r"(?<!to be )(?<!will be )(?<!would be )\b(?P<verb>[a-z]{2,}ed)\b")
_ALIKE = re.compile(
    r"(?<=\w )(?<!\bto )(?<!\ba )(?<!\bthe )(?<!\band )(?<!\bor )(?<!\bthen )(?<!['’]s )"
    r"\b(?P<verb>cut|put|set|hit|shed|shut|spread|bid)\b"
)  # in past and present
_HEDGES = re.compile(r"\b(?:will|would|shall|could|might|may|should|if|to be)\b")


def told_in_another_tense(mine: Reading, theirs: Reading) -> str | None:
    """Why one verb tells another thing of the evidence's figure: it is still to be done there, or it was done."""
    if theirs.exact:
        return None
    told = None
    if theirs.may_say(_COMING) and (to_do := _to_do(theirs)) and _done(mine) & to_do:
        told = "still to be done"
    elif mine.may_say(_COMING) and (to_do := _to_do(mine)) and to_do & _done(theirs):
        told = "done"
    return None if told is None or mine.is_headline else told  # a headline has no tenses


@lru_cache(maxsize=1024)  # a claim is held against many figures
def _to_do(reading: Reading) -> frozenset[str]:
    return frozenset(_root(match["verb"]) for match in _TO_DO.finditer(_words(reading)))


@lru_cache(maxsize=1024)
def _done(reading: Reading) -> frozenset[str]:
    words = _words(reading)
    if _HEDGES.search(words) is not None:
        return frozenset()
    irregular = frozenset(root for word in WORD.findall(words) if (root := _presents().get(word)))
    return irregular.union(*({_root(match["verb"]) for match in pattern.finditer(words)} for pattern in (_DONE, _ALIKE)))


@cache
def _presents() -> dict[str, str]:
    """The roots of irregular verbs, by their past."""
    return {past: _root(present) for present, _, past in (pair.partition(":") for pair in wordlist("irregular_verbs"))}


def _words(reading: Reading) -> str:
    """The words of its clause up to the figure; behind it where so many are the subject."""
    words = reading.lead.rpartition(", ")[2]
    return words + reading.trail if is_subject(reading.lead) else words


def _root(verb: str) -> str:
    """A regular verb without its ending: "retire" and "retired", "ship" and "shipped", "carry" and "carried".

    >>> [_root(verb) for verb in ("retire", "retired", "ship", "shipped", "carry", "carried")]
    ['retir', 'retir', 'ship', 'ship', 'carr', 'carr']
    """
    if verb.endswith("ied"):
        return verb.removesuffix("ied")
    root = re.sub(r"(?:ed|e|y)$", "", verb)
    return root[:-1] if len(root) > 3 and verb.endswith("ed") and root[-1] == root[-2] and root[-1] not in "ls" else root
