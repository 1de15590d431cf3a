"""How a figure is meant: comparison basis, horizon, price field, modality, negation and scope (`reference/basis.toml`)."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from copilot.numbers.openings import NearPattern, WordPattern, word_pattern
from copilot.records import record
from copilot.resources import reference_table

Modality = Literal["actual", "forecast", "guidance", "consensus"]
Named = tuple[str, NearPattern]

_SUBJECT_OF = re.compile(
    r"^(?!\s(?:is|are|was|were)\s)(?:\s[\w-]+){0,3}?"
    r"\s(?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate|see)\b(?: to)?",
    re.IGNORECASE,
)
_HELD_TO_IT = re.compile(  # "growth of 4.9% beat consensus", "4.9%, ahead of forecasts": what came of it, and no forecast
    r"^(?: a share| per share)?(?:,?\s(?:(?:which|that|and|it|handily|easily|narrowly|comfortably|just)\s)*"
    r"(?:beat|beats|beating|topp\w+|exceed\w+|surpass\w+|miss\w*)"  # "6% above the consensus" is the gap itself
    r"|(?:,\s|\s\()(?:(?:far|well|just|[a-z]+ly)\s)?"
    r"(?:ahead of|above|below|short of|in line with|(?:better|worse|more|less|higher|lower) than))"
    r"\s(?:(?:the|a|its|analysts?['’]?|market|street|wall street(?:['’]s)?)\s)*"
    r"(?:consensus|expectations?|estimates?|forecasts?)\b(?: (?:that|which)\b[^.;,\d]*)?",
    re.IGNORECASE,
)
_HELD_BEFORE = re.compile(  # "missed expectations: revenue of 1.2 billion", "beat estimates with a profit of 30 million"
    r"\b(?:beat|topped|met|missed|exceed(?:ed|s)|surpass(?:ed|es)|misses|tops|meets)\b[^.;:\d]{0,40}?"
    r"\b(?:consensus|expectations?|estimates?|forecasts?)(?::|,? (?:with|as|after|posting|reporting)\b"
    r"|,? (?:on|in) (?:an?|the) (?:day|week|month|session)\b)",
    re.IGNORECASE,
)
_MISSED_BY_IT = re.compile(  # "fell 15% after it missed earnings expectations": what came of them
    r"\b(?:beat|beats|beating|topp\w+|exceed\w+|surpass\w+|met|miss\w*|fell short of)\s(?:[\w’'-]+\s){0,3}?"
    r"(?:consensus|expectations?|estimates?|forecasts?)\b(?! (?:of|for|by)\b)",
    re.IGNORECASE,
)
_HAD_BEEN = re.compile(  # "where 1.37 had been forecast"
    r"^(?: a share| per share)? (?:had|has|have) been (?:\w+ly )?"
    r"(?:expected|forecast|predicted|pencilled in|anticipated|estimated|projected)\b(?! to\b)"
)
_NOT_EXPECTED = re.compile(  # what came, held against what was expected
    r",\s(?:far |much |well |slightly )?(?:more|fewer|less|better|worse|higher|lower) than (?:had been |was )?"
    r"(?:expected|forecast)\b(?! by)"
    r"|\b\w+-than-(?:expected|forecast|anticipated|estimated|projected|predicted)\b"
    r"|,?\s(?:roughly |broadly |largely |fully )?in line with (?:\w+ ){0,2}(?:expectations?|estimates?|forecasts?|consensus)\b"
    r"|,?\sas (?:it|they|analysts|economists|the (?:company|group|market|bank))?\s?(?:had )?(?:expected|forecast|predicted)\b"
    r"|\b(?:companies|firms|members|them|retailers|banks) (?:have |had )?(?:beat|beaten|topped|exceeded|surpassed|missed)"
    r" (?:\w+['’]? ){0,3}(?:expectations?|estimates?|forecasts?|consensus)\b",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    r"^\s(?:that |which )?(?:the |most )?(?:analysts?|economists?|forecasters|investors|the market|wall street)(?: had| have)?"
    r" (?:forecast|expected|predicted|pencilled|estimated|projected)\b"
)
_FORESEERS = frozenset({"anal", "econ", "fore", "inve", "mark", "wall", "cons"})  # how a word of each form begins
_EXPECTED = re.compile(
    r"^\s(?:expected|anticipated|pencilled in|forecast)\b(?! by (?:the|its)\b)(?=[\W\dM]*$| by\b| for\b| on\b)"
)
_CONSENSUS = re.compile(r"\s(?:of (?:the )?|[a-z]+ )?consensus\b")
_OWN_PLAN = re.compile(  # "instead of the 2.5 million it had expected"
    r"^\s(?:that |which )?(?:it|they|he|she|the \w+|management) had (?:itself |themselves )?"
    r"(?:expected|forecast|projected|planned|predicted|foreseen|hoped for|aimed for|guided for|promised)\b"
)
_PLANNERS = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d[\d.,]*%?(?: (?!(?:and|but)\b)\w+){0,2} "
    r"(?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate)\b(?: to)?",
    re.IGNORECASE,
)
_HORIZON_WORDS = re.compile(
    r"\b(?:expected|estimated|projected|forecast) (?:\d{4} )?(?:earnings|profits?|sales|ebitda)\b", re.IGNORECASE
)
_PLANS = frozenset(
    {"plan", "expec", "inte", "want", "hope", "aim", "fore", "pred", "anti", "esti", "proj", "penc"}
)  # how their words begin
FORESEEING = _FORESEERS | _PLANS | {"view"}  # how words of plans begin, and of those who expect
_EQUAL_TO = re.compile(  # what an amount of an earlier year is in today's money
    r"\b(?:1[5-9]\d\d|20[01]\d)\b[^;]*[$€£]\d[^;]*, which would (?:be (?:equal|equivalent) to|be worth|equal|come to)\b[^,;\d]*$"
)
_NOW = re.compile(
    r"^(?: an? \w+)?(?: today(?:[.;]|$)| in today['’]s (?:money|dollars|pounds|euros|prices)\b"
    r"| in (?:current|constant) (?:\w+ )?(?:money|dollars|pounds|euros|prices)\b)"
)
_SESSION_END = re.compile(r"\bat the (?:day['’]s )?(open|opening|close|closing bell)\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def _all_patterns(table: str, part: str = "") -> tuple[tuple[str, WordPattern], ...]:
    whole = reference_table("basis.toml")[table]
    values = whole[part] if part else whole
    return tuple((name, word_pattern(patterns)) for name, patterns in values.items())


class Cues(NamedTuple):
    """The patterns of the tables that can match where words begin so, by name; `begins` None is not known, and all can."""

    begins: frozenset[str] | None
    dimensions: tuple[tuple[str, tuple[Named, ...]], ...]
    price_fields: tuple[Named, ...]
    modalities: tuple[Named, ...]
    scopes: tuple[Named, ...]
    past: dict[str, NearPattern]


def cues(begins: frozenset[str] | None) -> Cues:
    """The patterns worth trying on words that begin so. begins: as `word_begins` has them."""
    return Cues(begins, *_patterns_by_table(None if begins is None else begins & _openings()))


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """How a match of any of the patterns can begin."""
    known = [_all_patterns(table) for table in ("price_fields", "modalities", "scopes", "past")]
    known += [_all_patterns("dimensions", name) for name in reference_table("basis.toml")["dimensions"]]
    return frozenset(opening for patterns in known for _, found in patterns for opening in found.openings or ())


@lru_cache(maxsize=20_000)
def _patterns_by_table(begins: frozenset[str] | None) -> tuple[Any, ...]:
    """The fields of `Cues` behind its first."""
    by_dimension = ((name, _patterns("dimensions", begins, name)) for name in reference_table("basis.toml")["dimensions"])
    return (
        tuple(entry for entry in by_dimension if entry[1]),
        _patterns("price_fields", begins),
        _patterns("modalities", begins),
        _patterns("scopes", begins),
        dict(_patterns("past", begins)),
    )


@lru_cache(maxsize=1)
def _all_cues() -> Cues:
    return cues(None)


def _patterns(table: str, begins: frozenset[str] | None, part: str = "") -> tuple[Named, ...]:
    return tuple((name, found.within(begins)) for name, found in _all_patterns(table, part) if found.may_match(begins))


@record()
class Basis:
    """How one figure is meant. `dimensions`: basis by dimension, as {"comparison": "yoy"}."""

    dimensions: dict[str, str] = field(default_factory=dict)
    price_field: str | None = None
    modality: Modality | None = None
    negated: bool = False
    refused: bool = False  # negated, since a plan was turned down
    scope: str | None = None
    statistics: frozenset[str] = frozenset()  # every one its sentence names: "median"

    @property
    def is_adjusted(self) -> bool:
        """Whether a figure is told without one-off items."""
        return self.dimensions.get("adjustment") == "adjusted"


def statistics(lower: str, near: Cues) -> frozenset[str]:
    """Every statistic that a sentence in lower case names, of whichever of its figures."""
    patterns = next((patterns for name, patterns in near.dimensions if name == "statistic"), ())
    return frozenset(name for name, pattern in patterns if pattern.search(lower))


def dimensions(words: str, near: Cues | None = None, only: str = "") -> dict[str, str]:
    """The basis words of a stretch of text by dimension; nothing of a dimension that it names twice, with two values.

    only: the one dimension that is asked for.

    >>> dimensions("adjusted profit rose 4% year on year")
    {'comparison': 'yoy', 'adjustment': 'adjusted'}
    """
    found: dict[str, str] = {}
    words = words.lower()
    for dimension, patterns in (near or _all_cues()).dimensions:
        if only and dimension != only:
            continue
        named = [value for value, pattern in patterns if pattern.search(words)]
        if len(named) == 1:
            found[dimension] = named[0]
    return found


def price_field(before: str, after: str, near: Cues | None = None) -> str | None:
    """Open, high, low, close or listing: the one named nearest before the figure, else right after it."""
    best: tuple[int, str] | None = None
    patterns = (near or _all_cues()).price_fields
    if not patterns:
        return None
    before, after = before.lower(), _ANOTHER_DEED.split(after[:40].lower())[0]
    for name, pattern in patterns:
        for match in pattern.finditer(before):
            if best is None or match.end() >= best[0]:
                best = (match.end(), name)
    if best:
        return best[1]
    return next((name for name, pattern in patterns if pattern.search(after)), None)


_ANOTHER_DEED = re.compile(r"\s(?:after|having|before|despite|following|when|while)\b")  # "to 41.20 after opening near its high"


def session_end(words: str) -> str | None:
    """ "open" or "close" where a change is told as of then."""
    match = _SESSION_END.search(words)
    return None if match is None else "open" if match[1].lower().startswith("open") else "close"


def modality(before: str, after: str, inherited: Modality | None, near: Cues | None = None) -> Modality | None:
    """Whether a figure is told as a fact, a forecast, a company's guidance or the consensus; None where its words do not say."""
    near = near or _all_cues()
    past = near.past
    if not near.modalities and not past:
        return inherited
    begins = near.begins
    planned = begins is None or not _PLANS.isdisjoint(begins)
    if planned:
        before, after = _NOT_EXPECTED.sub(" ", before), _NOT_EXPECTED.sub(" ", after)
        before, after = _HELD_BEFORE.sub(" ", _PLANNERS.sub(" ", before)), _HORIZON_WORDS.sub(" ", after)
    if begins is None or planned or "cons" in begins:
        after = _MISSED_BY_IT.sub(" ", _HELD_TO_IT.sub(" ", after))
    before, after = before.lower(), after.lower()
    if _is_foreseen_by_others(after, begins) or (planned and before.endswith("the ") and _EXPECTED.match(after)):
        return "consensus"  # "less than the 0.16% economists had forecast", "above the $4.8 billion expected"
    if planned and _HAD_BEEN.match(after):
        return "forecast"
    told = _told(before, after, near) if near.modalities else None
    if told is not None:
        return told
    if "unsure" in past and past["unsure"].search(_MOVE_FROM.sub(" ", before)):
        return inherited if inherited == "actual" else None
    if inherited is not None:
        return inherited
    return "actual" if "verbs" in past and past["verbs"].search(before + " \x00 " + after) else None


def is_in_money_of_now(before: str, after: str) -> bool:
    """Whether a figure is what an earlier amount is worth now: "at $4.11 in July 2008, which would be equal to $5.60 today"."""
    return _NOW.match(after) is not None and _EQUAL_TO.search(before) is not None


def is_foreseen(after: str, begins: frozenset[str] | None = None) -> bool:
    """Whether the words right behind a figure say that it had been expected: "that analysts had forecast", "it had planned"."""
    if begins is not None and "had" not in begins and _FORESEERS.isdisjoint(begins):
        return False
    return _is_foreseen_by_others(after, begins) or _OWN_PLAN.match(after.lower()) is not None


def _is_foreseen_by_others(after: str, begins: frozenset[str] | None) -> bool:
    if begins is not None and _FORESEERS.isdisjoint(begins):
        return False
    after = after.lower()
    return _CONSENSUS.match(after) is not None or _FORESEEN.match(after) is not None


_OF_ANOTHER = re.compile(  # "$86,000 in fines for what could be", "to 0.5%, with further increases expected", "and cut its view"
    r"\b(?:for|in|as) what\b|,\s(?:with|amid|said|says|warned|announced"
    r"|(?:reflect|mark|signal|suggest|fuel|rais|boost|lift|dampen|stok)\w*ing)\b"
    r"|\sand (?:raised|lifted|increased|lowered|cut|reduced|trimmed|slashed|narrowed|reaffirmed|issued|gave|kept)"
    r" (?:its|their|the|an?)\b",
    re.IGNORECASE,
)


_SUBORDINATE = re.compile(
    r"\W*(?:after|although|though|even though|while|whereas|when|since|because|as|despite|having)\s(?=[^,;]*$)"
)


def of_its_clause(before: str, after: str, near: Cues) -> str:
    """The words behind a figure, up to the main clause where a fact opens the sentence: "after sales fell 8%, it plans"."""
    opened = _SUBORDINATE.match(before.lower()) if "verbs" in near.past and near.modalities else None
    is_fact = opened is not None and near.past["verbs"].search(before[opened.end() :].lower()) is not None
    return after.partition(",")[0] if is_fact and modality(before, "", None, near) in ("actual", None) else after


def _told(before: str, after: str, near: Cues) -> Modality | None:
    """The modality that is named nearest before a figure, else behind it."""
    nearest: tuple[int, str] | None = None
    whose: tuple[int, str] | None = None
    for name, pattern in near.modalities:
        last = None
        for last in pattern.finditer(before):  # noqa: B007
            pass
        if last is not None and (nearest is None or last.end() > nearest[0]):
            nearest = (last.end(), name)
        if last is not None and name != "forecast":
            whose = max(whose or (0, ""), (last.end(), name))
    if nearest is not None:
        told = nearest[1]
        if told == "forecast" and whose is not None and whose[1] != "actual" and not re.search(r"\d|;", before[whose[0] :]):
            told = whose[1]  # "analysts think that it will": whose forecast it is
        return cast(Modality, told)
    trailing = _OF_ANOTHER.split(_SUBJECT_OF.sub("", after))[0]
    if _IS.search(before):
        trailing = _WHICH.split(trailing)[0]  # "the minimum wage is $7.25, which would not be enough"
    found = next((name for name, pattern in near.modalities if name != "actual" and pattern.search(trailing)), None)
    return cast("Modality | None", found)


_MOVE_FROM = re.compile(  # up to where a move led: "raised its rate from 0.5% to"
    r"\bfrom \S*\d\S*(?: (?:million|billion|trillion|percent|basis points|[a-z]+s))?(?: a (?:share|barrel|year|month))?"
    r" to (?:about |just |nearly )?$"
)
_IS = re.compile(r"\b(?:is|was|stands at|stood at) (?:about |around |only |just |now |still )?$")
_WHICH = re.compile(r",\s(?:which|and that|far|well|not)\b")
_EXPECTATIONS = (
    r"(?:[\w’'-]+\s){0,4}?(?:consensus|estimates?|expectations?|forecasts?|projections?|views?|guidance|outlook|targets?"
    r"|plans?)\b"
)
_GAP_TO_CONSENSUS = re.compile(
    rf"\b(?:beat|top|exceed|surpass|miss|outstrip|fell short of)\w*\s{_EXPECTATIONS}"
    r"(?:\s[\w’'-]+){0,3}?\sby\s(?:[a-z]+\s){0,3}$",
    re.IGNORECASE,
)
_OFF_CONSENSUS = re.compile(
    r"^(?:\s(?!and\b|or\b|but\b)[a-z]+){0,2}?\s(?:above|below|over|under|ahead of|short of|shy of"
    rf"|(?:better|worse|more|less|higher|lower) than)\s{_EXPECTATIONS}",
    re.IGNORECASE,
)


def is_gap_to_consensus(before: str, after: str = "") -> bool:
    """Whether a figure is by how much expectations were beaten or missed: "beat estimates by 6%", "6 cents short of them"."""
    return _GAP_TO_CONSENSUS.search(before) is not None or _OFF_CONSENSUS.match(after) is not None


def scope(before: str, near: Cues | None = None) -> str | None:
    """ "some", "all" or "none" where the words before a figure say of how much it is told."""
    best: tuple[int, str] | None = None
    scopes = (near or _all_cues()).scopes
    before = before.lower() if scopes else ""
    for name, pattern in scopes:
        for match in pattern.finditer(before):
            if best is None or match.start() > best[0]:
                best = (match.start(), name)
    return best[1] if best else None


_MOVED_ITS_FORECAST = re.compile(
    r"\b(?:lowered|cut|raised|trimmed|lifted|increased|reduced|slashed) (?:(?:its|their|the) )?(?:[\w-]+ ){0,2}"
    r"(?:projected|expected|forecasts?|outlook|guidance|estimates?|targets?|plans?)\b[^,;]* by (?:about |some )?$"
    r"|\b(?:forecasts?|outlook|guidance|estimates?|targets?|consensus) (?:for [\w ]{1,20} )?(?:(?:was|were|has been|had been) )?"
    r"(?:lowered|cut|raised|trimmed|lifted|increased|reduced|slashed|went (?:up|down)|rose|fell)(?: by)? (?:about |some )?$",
    re.IGNORECASE,
)
_FORECAST_MOVED = re.compile(  # right behind the figure
    r"\s(?:\w+ )?(?:forecast|projection|outlook|guidance|estimate|target)s? (?:cut|rise|increase|reduction|raise|lift)\b",
    re.IGNORECASE,
)


def is_move_of_forecast(lead: str, after: str) -> bool:
    """Whether a figure is by how much a forecast was moved, which was done: "its 40 million forecast cut"."""
    return _MOVED_ITS_FORECAST.search(lead) is not None or _FORECAST_MOVED.match(after) is not None
