"""Whether words deny a figure, suppose it, or tell it of what was turned down (`reference/refusals.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

from copilot.numbers.openings import WordPattern, word_pattern
from copilot.numbers.readings.basis import Cues
from copilot.resources import reference_table

_NEGATION = re.compile(
    r"\b(?:not(?!-)|never|rarely|seldom|neither|nor|denied|denies|without(?= (?:\w+ing|any|an?|the|its|their|[$€£]?\d))"
    r"(?! the (?:[\w-]+ ){0,3}(?:charges?|costs?|items?|gains?|week|impact|effects?|sale)\b)"
    r"|failed to|fails to|no longer|far from|rather than|instead of"
    r"|no (?:plans?|intention|need|wish|reason) (?:to|of|for)|rul(?:e|es|ed|ing) out"
    r"|no(?:body| one| [a-z]+) (?:expects?|forecasts?|predicts?|sees?|thinks?|believes?|expected|predicted|foresaw)"
    r"|(?:avoid|avert|escap|dodg)\w* (?:an? |the |another )?(?:[\w-]+ )?(?:loss|losses|deficit|decline|fall|drop|cut|default)"
    r"(?!.*\band\b)|(?:avoid|avert|escap|dodg)(?:s|e|es|ed|ing)(?: an?| another)?$"  # "averted a $3 million loss"
    r"|forgo(?:es|ing|ne)?|forwent|waiv(?:es?|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIALS = frozenset(
    {
        "not ",
        "neve",
        "rare",
        "seld",
        "neit",
        "reje",
        "disp",
        "nor ",
        "deni",
        "with",
        "fail",
        "no ",
        "nobo",
        "avoi",
        "aver",
        "esca",
        "dodg",
        "rule",
        "ruli",
        "far",
        "rath",
        "inst",
        "forg",
        "forw",
        "waiv",
        "t ",
    }
)  # how its words begin, and the end of "didn't"
_NOT_NEGATION = re.compile(
    r"\b(?:without\b[^;:]*\b(?:would|could|might)|(?:not|n['’]t|never) (?:chang|alter|touch|adjust|mov)\w*\b(?![^.;]*\bby\b)"
    r"|not (?:a|one|two|three) but|(?:not|n['’]t) be surprised|(?:were it|if|had it) not (?:been )?for"
    r"|(?:not|n['’]t|never) (?:be (?:more|less|above|below)|exceed(?:ed|s)?|surpass(?:ed|es)?|topped)\b"
    r"|(?:not|n['’]t|never) (?:only|just|least|more than|less than|to mention|mention|specif|provid|includ|stat|say|indicat"
    r"|forget|overlook|ignor|contain|disclos|giv|need|know|clear|(?:already |yet |currently )?own)\w*)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:^|[^\w ] ?|  )Don['’]t [A-Z]\w+")  # of a policy or a song: "the 'Don't Ask, Don't Tell' policy"
_OF_A_MARK = re.compile(
    r"\b(?:targets?|goals?|guidance|forecasts?|estimates?|aims?|ambitions?|thresholds?|consensus|expectations?|budget|quota|pledge)"
    r" (?:of|for)\b[^,;:]*$",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|suggestions?|talk|speculation|stor(?:y|ies)|allegations?|headlines?|figures?|statement|assertion|idea)"
    r" (?:that|of|saying|which|suggesting)\b",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:is|are|was|were|proved|proved to be|turned out to be|being) (?:\w+ly )?"
    r"(?:wrong|false|untrue|incorrect|unfounded|baseless"
    r"|mistaken|inaccurate|denied|rejected|dismissed|not true|not correct|refuted|a hoax|fabricated)\b",
    re.IGNORECASE,
)
_UNTRUTHS = frozenset(
    {"wron", "fals", "untr", "inco", "unfo", "base", "mist", "inac", "deni", "reje", "dism", "not ", "refu", "hoax", "fabr"}
)  # how its words begin
_CLAUSE = re.compile(
    r"[,;:()—–]|\b(?:as|because|unless|until|till|when|while|whereas|although|though|since|after|before|who|whose|which|but)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:\w['’]s|\ws['’]|\b(?:the|these|those|its|their|his|her|our|my|your))(?: [\w-]+)?$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:den(?:y|ied|ies)|rather than|instead of|far from)\b|\b(?:not|nor) the$", re.IGNORECASE)
_DENIED_THAT = re.compile(  # as far as the clause goes: "denied that it had agreed to sell its stake for"
    r"\bden(?:y|ied|ies|ying) (?:that|having|it|they|he|she)\b"
    r"|\b(?:den|reject|dismiss|rebuff|refut|disput)(?:y|ied|ies|ed|s|es)? (?:(?:an?|the|any|all|media|press) ){0,2}"
    r"(?:reports?|rumou?rs?|claims?|suggestions?|talk|speculation|stor(?:y|ies)|allegations?) (?:that|of)\b",
    re.IGNORECASE,
)
_NOT_THE = re.compile(r"\b(?:not|nor) the\s$", re.IGNORECASE)


def is_denied_itself(before: str) -> bool:
    """Whether the very figure is denied: "to 15%, not the 39% first imposed"."""
    return _NOT_THE.search(before) is not None


def may_deny(begins: frozenset[str]) -> bool:
    """Whether a sentence whose words begin so may deny anything."""
    return not _DENIALS.isdisjoint(begins)


def is_negated(before: str, near: Cues | None = None) -> bool:
    """Whether the words right before a figure deny it: "did not cut rates by"; not "does not say that it cut"."""
    begins = near.begins if near is not None else None
    if begins is not None and _DENIALS.isdisjoint(begins):
        return False
    close = _CLAUSE.split(_TITLE.sub(" ", before) if "Don" in before else before)[-1]
    if _OF_A_MARK.search(close):
        return False  # a target that was not reached is one all the same
    if _DENIED_THAT.search(close):
        return True
    close = " ".join(close.split()[-9:])
    if _GIVEN.search(close) and not _DENIED.search(close):
        return False  # "would not throw out the singer's $70m suit": there is one
    return _NEGATION.search(_NOT_NEGATION.sub(" ", close)) is not None


_SUPPOSES = re.compile(
    r"\W*(?:Were\s[^.;,]{1,60}?\sto\s|Should\s|Had\s(?:[A-Z]|the |it )|(?:Suppose|Supposing|Assuming|Assume|Imagine)\b)"
)


def is_supposed(before: str) -> bool:
    """Whether the words up to a figure only suppose it: "Were Brent to average"."""
    return _SUPPOSES.match(before) is not None


def is_denied_behind(before: str, after: str, begins: frozenset[str]) -> bool:
    """Whether a report that holds the figure is called wrong behind it: "talk that it had sold 40,000 cars was untrue"."""
    return not _UNTRUTHS.isdisjoint(begins) and _UNTRUE.search(after) is not None and _HEARSAY.search(before) is not None


_OPENS_CLAUSE = re.compile(
    r"\W*(?:(?:and|but|while|whereas|only|just|some|about|roughly|nearly|almost|over|more than|at least|another|the other)\s)*",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"(?:\s(?:out )?of (?:the |its |their |these )?[\w.,]+)?(?:\s(?!and\b|or\b|but\b|who\b|which\b|that\b)[\w-]+){0,4}?"
    r"\s(?:did|do|does|have|has|had|were|are|was|will|would|could|can)(?:\snot\b(?! (?:only|just|even)\b)|n['’]t\b)",
    re.IGNORECASE,
)


def is_subject(before: str) -> bool:
    """Whether a figure opens its clause, as the number of those of whom it tells."""
    return _OPENS_CLAUSE.fullmatch(before) is not None


def is_denied_of(before: str, after: str) -> bool:
    """Whether the clause that a figure opens says what so many did not do: "three of the nine banks did not raise"."""
    return is_subject(before) and _DID_NOT.match(after) is not None


_NEXT_DEED = re.compile(
    r"\band (?:[\w’'-]+ ){0,4}?(?:\w{2,}ed|rose|fell|lost|made|sold|paid|won|hit|saw|grew|bought|spent|took)\b", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got) (?:\w+ly )?(?=(\w+))", re.IGNORECASE)
_PLAN_BEHIND = 40  # characters: "its 2.3 billion euro bid"


_REFUSALS = ("words", "of_plans", "fails")


def tells_of_refusal(lower: str, begins: frozenset[str]) -> bool:
    """Whether any words of a sentence in lower case are of something turned down. begins: how its words begin."""
    return any(_pattern(name).may_match(begins) and _pattern(name).pattern.search(lower) for name in _REFUSALS)


def is_refused(before: str, after: str) -> bool:
    """Whether a figure is of what was to be done and was turned down: "voted down a proposal to raise it by 10%".

    before, after: the words of its segment around it.
    """
    words, of_plans, fails = (_pattern(name) for name in _REFUSALS)
    close, behind = _CLAUSE.split(before.lower())[-1], _CLAUSE.split(after.lower())[0]
    for match in words.pattern.finditer(close):
        if not _NEXT_DEED.search(close, match.end()):
            return True
    for match in of_plans.pattern.finditer(close):
        if not _NEXT_DEED.search(close, match.end()) and _names_plan(f"{close[match.end() :]} {behind[:_PLAN_BEHIND]}"):
            return True
    if not _names_plan(close):
        return False
    done = (behind[match.end() :] for match in _PASSIVE.finditer(behind))
    return any(words.pattern.match(end) or of_plans.pattern.match(end) for end in done) or bool(fails.pattern.search(behind))


_THEN = re.compile(r"[,;]?\s(?:but|though|although|before|until|only to|and then)\b", re.IGNORECASE)


def is_refused_later(before: str, rest: str) -> bool:
    """Whether a deal or plan right around a figure is said to have come to nothing further on in its sentence.

    >>> is_refused_later("Marl agreed a ", " bid for Corvane, but regulators blocked the deal.")
    True
    """
    then = _THEN.search(rest)
    if then is None or not _names_plan(f"{_CLAUSE.split(before.lower())[-1]} {rest[: min(_PLAN_BEHIND, then.start())].lower()}"):
        return False
    return _later().search(rest.lower(), then.end()) is not None


@cache
def _later() -> re.Pattern[str]:
    table = reference_table("refusals.toml")
    deeds, things = ("|".join(chain(*(table[name] for name in names))) for names in (("words", "of_plans"), ("plans", "deals")))
    return re.compile(
        rf"\b(?:{deeds})\s(?:it\b|(?:the|that|this)\s(?:{things}))|\b(?:the|that|this)\s(?:{things})\s(?:{'|'.join(table['fails'])})"
    )


def _names_plan(words: str) -> bool:
    return any(_pattern(name).pattern.search(words) for name in ("plans", "deals"))


_WAS_DONE = re.compile(
    r"\b(?:clos|complet|finali[sz]|finish|acquir|merg|seal|own|gain|receiv|creat|cost|sav)ed\b"
    r"|\b(?:bought|paid|took|gave|got|made|cost|won|brought|left|lost|sold|cut|added|raised|lifted)\b",
    re.IGNORECASE,
)


def is_of_open_deal(before: str, after: str) -> bool:
    """Whether words tell of a deal or a plan, and of nothing that it has done: "the $9 billion merger needs approval"."""
    return _tells(("plans", "deals"), before, after) and _WAS_DONE.search(f"{before} {after}") is None


def is_only_planned(before: str, after: str) -> bool:
    """Whether words tell of a plan or an offer, whatever came of it."""
    return _tells(("planned", "plans"), before, after)


def is_undone(before: str, after: str) -> bool:
    """Whether words tell of something that was not carried out, in whichever way."""
    return _tells(_REFUSALS, before, after)


def _tells(names: Sequence[str], before: str, after: str) -> bool:
    around = f"{before} \x00 {after}".lower()
    return any(_pattern(name).pattern.search(around) for name in names)


@lru_cache(maxsize=8)
def _pattern(name: str) -> WordPattern:
    return word_pattern(reference_table("refusals.toml")[name])
