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
    r"(?<!\brate )(?<!\btax )(?<!\bprice )(?<!\bpay )(?<!\bjob )(?<!\blikely )(?<!\bpossible )(?<!\bfurther )"
    r"\b(?P<verb>cut|put|set|hit|shed|shut|spread|bid)\b"
)  # in past and present
_FORESEEN = re.compile(  # "projected lost sales of": nothing is lost yet
    r"(?<=\bforecast)\s[a-z]+(?= [a-z])|(?<=\b(?:project|predict)ed)\s[a-z]+(?= [a-z])|(?<=\bestimated)\s[a-z]+(?= [a-z])"
)
_HEDGES = re.compile(r"\b(?:will|would|shall|could|might|may|should|if|to be)\b")


def told_in_another_tense(mine: Reading, theirs: Reading) -> str | None:
    """Why one verb tells another thing of the evidence's figure: it is still to be done there, or it was done."""
    if theirs.exact:
        return None
    told = None
    if mine.may_say(_FAILING) and _failed(mine) is not None:
        return None if theirs.around is None or not _did(theirs, _failed(mine) or "") else "done"
    if theirs.may_say(_COMING) and (to_do := _to_do(theirs)) and _done(mine) & to_do:
        told = "still to be done"
    elif mine.may_say(_COMING) and (to_do := _to_do(mine)) and to_do & _done(theirs):
        told = "done"
    return None if told is None or mine.is_headline else told  # a headline has no tenses


_FAILED = re.compile(r"\b(?:failed|fails|was unable|were unable|is unable|are unable) to (?P<verb>[a-z]{4,})\b")
_JOINED = re.compile(
    r"[,;]|\b(?:after|as|because|when|while|though|but|since|that|which|who)\b|\band\s*$"
)  # "after a rival failed to"
_FAILING = frozenset({"fail", "unab"})  # how a word of each form begins
_NOT_DONE = re.compile(r"\b(?:fail(?:s|ed)? to|unable to|not|never|no longer|without|would|could|might|may|if)\b|n['’]t\b")


def _failed(reading: Reading) -> str | None:
    """What the one whom the figure stands with failed to do, behind it: "a deal for 400 workers failed to avert a strike"."""
    match = _FAILED.search(reading.trail)
    return None if match is None or _JOINED.search(reading.trail, 0, match.start()) else match["verb"]


def _did(theirs: Reading, verb: str) -> bool:
    """Whether the sentence of a figure or the one before says without a doubt that just this was done."""
    assert theirs.around is not None
    near = theirs.around.text(max(0, theirs.sentence_span[0] - _BEFORE), theirs.sentence_span[1])
    done = re.compile(rf"\b{re.escape(verb.removesuffix('e'))}(?:s|es|ed|d|ing|ted|ped|ned|led)\b", re.IGNORECASE)
    return done.search(near) is not None and _NOT_DONE.search(near) is None


_BEFORE = 160  # characters before a sentence


@lru_cache(maxsize=1024)  # a claim is held against many figures
def _to_do(reading: Reading) -> frozenset[str]:
    return frozenset(_root(match["verb"]) for match in _TO_DO.finditer(_words(reading)))


@lru_cache(maxsize=1024)
def _done(reading: Reading) -> frozenset[str]:
    words = _words(reading)
    if _HEDGES.search(words) is not None:
        return frozenset()
    words = _FORESEEN.sub(" ", words)
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
