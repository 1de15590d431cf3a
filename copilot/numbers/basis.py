"""How a figure is meant: comparison basis, horizon, price field, modality, negation and scope, read from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Modality = Literal["actual", "forecast", "guidance", "consensus"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")", re.IGNORECASE)


# One dimension: values that exclude one another. A dimension that either side leaves out contradicts nothing.
_DIMENSIONS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "comparison": (
        (
            "yoy",
            _any(
                r"year[- ](?:on|over)[- ]year\b", r"yoy\b", r"y/y\b", r"(?:from|than|on|versus|vs\.?|compared (?:with|to)) "
                r"(?:a|the (?:same (?:period|quarter|month)(?: of)?(?: the)? (?:a )?)?(?:prior|previous|last)?) ?"
                r"year(?:[- ](?:earlier|ago|before)| prior)?\b",
                r"year[- ](?:earlier|ago)\b", r"prior[- ]year\b", r"on the year\b", r"an(?:nual(?:ly)?)? year ago\b", r"from last year\b",
                r"annual (?:increase|decline|rise|growth|inflation|rate of inflation)\b", r"in the past 12 months\b",
            ),
        ),
        (
            "qoq",
            _any(
                r"quarter[- ](?:on|over|to)[- ]quarter\b", r"qoq\b", r"q/q\b", r"on the quarter\b", r"sequential(?:ly)?\b",
                r"from (?:the )?(?:previous|prior|last|preceding) quarter\b", r"than (?:in )?the (?:previous|prior) quarter\b",
            ),
        ),
        (
            "mom",
            _any(
                r"month[- ](?:on|over|to)[- ]month\b", r"mom\b", r"m/m\b", r"on the month\b",
                r"from (?:the )?(?:previous|prior|last|preceding) month\b", r"from a month (?:earlier|ago|before)\b",
                r"than (?:in )?the (?:previous|prior) month\b", r"monthly (?:increase|decline|rise|gain|drop|fall)\b",
            ),
        ),
        ("wow", _any(r"week[- ](?:on|over)[- ]week\b", r"from (?:the )?(?:previous|prior|last) week\b", r"from a week (?:earlier|ago)\b")),
        ("annualised", _any(r"annuali[sz]ed\b(?! (?:volatility|standard|return|total))", r"annual (?:rate|pace)\b", r"at an annual\b", r"in annuali[sz]ed terms\b")),
    ),
    "horizon": (
        (
            "forward",
            _any(
                r"forward\b", r"ntm\b", r"next[- ](?:twelve|12)[- ]months?\b", r"next year['’]s\b", r"12[- ]month[- ]forward\b",
                r"expected (?:earnings|profits?|sales)\b", r"estimated earnings\b", r"prospective\b",
            ),
        ),
        (
            "trailing",
            _any(
                r"trailing\b", r"ttm\b", r"ltm\b", r"(?:past|last|previous)[- ](?:twelve|12)[- ]months?\b", r"historic(?:al)? earnings\b",
                r"past year['’]s earnings\b", r"reported earnings\b",
            ),
        ),
    ),
    "adjustment": (
        (
            "adjusted",
            _any(
                r"adjusted\b(?! for inflation| annual)", r"underlying\b(?! inflation)", r"non[- ]gaap\b", r"pro[- ]forma\b", r"normali[sz]ed\b",
                r"excluding (?:one[- ]off|one[- ]time|exceptional|special|non[- ]recurring)\b", r"before (?:one[- ]off|exceptional) items?\b",
            ),
        ),
        ("reported", _any(r"reported (?=(?:net|operating|gross|pre-?tax|profit|earnings|eps|income|ebit|basis))", r"(?<!non-)(?<!non )gaap\b", r"statutory\b", r"ifrs\b", r"as[- ]reported\b", r"unadjusted\b")),
    ),
    "sampling": (
        ("daily", _any(r"daily\b")),
        ("weekly", _any(r"weekly\b")),
        ("monthly", _any(r"monthly\b")),
    ),
    "statistic": (
        ("median", _any(r"median\b")),
        ("average", _any(r"(?:\w+[- ]years?|historical|long[- ](?:run|term)|decade) (?:mean|average)\b", r"moving average\b")),
    ),
    "price": (
        ("adjusted price", _any(r"dividend[- ]adjusted\b", r"split[- ]adjusted\b", r"adjusted close\b")),
        ("raw price", _any(r"unadjusted (?:price|close)\b", r"as traded\b")),
    ),
}  # fmt: skip

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("listing", _any(r"list(?:ed|ing) at\b", r"ipo price\b", r"priced (?:its ipo )?at\b", r"floated at\b", r"offer price\b", r"went public at\b")),
    ("open", _any(r"open(?:ed|s|ing)\b(?= (?:at|the|price|level|up|down|higher|lower|on|bell|\$|€|£|\d))", r"open(?:ed|s|ing)? (?:price|at)\b", r"at the open\b")),
    (
        "close",
        _any(
            r"clos(?:ed?|es|ing)\b(?! to| in| (?:stores?|plants?|branches|offices|the (?:deal|gap|store|plant|acquisition)))", r"end(?:ed|s|ing)\b(?= [^.;]{0,24}?(?:at|on|up|down|higher|lower)\b)",
            r"finish(?:ed|es|ing)?\b", r"settl(?:ed|es|ing)\b", r"having ended\b",
        ),
    ),
    (
        "low",
        _any(
            r"lows?\b", r"bottom(?:ed|s|ing)?\b(?! line)", r"trough(?:ed)?\b", r"as low as\b", r"lowest\b", r"nadir\b",
            r"sank as low\b", r"fell as far as\b",
        ),
    ),
    ("high", _any(r"highs?\b(?![- ]yield)", r"peak(?:ed|s)?\b", r"as high as\b", r"highest\b", r"topped out\b", r"all-time high\b")),
)  # fmt: skip

_MODALITIES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    ("guidance", _any(r"guid(?:ed|es|ing|ance)\b", r"outlook\b", r"sees (?:\w+ )*(?:revenue|sales|profit|earnings|growth|margin)\b", r"(?:raised|cut|lifted|lowered|reaffirmed) its forecast\b")),
    (
        "consensus",
        _any(
            r"consensus\b", r"(?:analysts?|economists?|wall street|street|brokers?|market)(?: (?:had|have|polled|surveyed|on average|on wall street|by \w+))* (?:expect|forecast|estimat|predict|project|pencil)\w*",
            r"(?:than|above|below|over|under|beat(?:ing)?|miss(?:ed|ing)?|topp(?:ed|ing)|exceed(?:ed|ing)) (?:the |analysts['’]? |market |wall street )*(?:expect\w*|estimat\w*|forecasts?)",
            r"(?:analysts?['’]?s?|market|street) (?:expectations?|estimates?|forecasts?|views?)\b", r"expected by (?:analysts|economists)\b",
        ),
    ),
    (
        "forecast",
        _any(
            r"forecasts?\b", r"forecasted\b", r"forecasting\b", r"expect(?:s|ed|ing|ations?)?\b", r"project(?:s|ed|ing|ions?)\b(?! (?:cost|team))", r"(?:firms|companies|analysts|economists|they|banks|investors|officials|strategists|we) project\b", r"predict(?:s|ed|ing|ions?)?\b",
            r"estimat(?:es?|ed) (?:to|that)\b", r"anticipat(?:es?|ed|ing)\b", r"(?:will|would|could|might|should|may)(?: not)? (?:\w+ )?(?:be|rise|fall|grow|reach|hit|cut|raise|drop|gain|increase|decline|decrease|shrink|climb|cost|have|average|exceed|total|slow|add|expand|narrow|widen|ease|lose|earn|sell|see|come|end|touch|top|need|double|triple|lift|lower|hold)\b",
            r"(?:is|are) set to\b", r"on track (?:to|for)\b", r"likely to\b", r"plan(?:s|ned|ning)? to\b", r"aim(?:s|ing)? (?:to|for)\b", r"pric(?:e|es|ed|ing) in (?:\w+ )?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|cuts?\b|a\b|another\b|hikes?\b|rate\b|about\b|close\b|nearly\b|more\b|less\b|at\b)",
            r"target(?:s|ing) \b", r"intends? to\b", r"hopes? to\b", r"if\b", r"provided that\b", r"in case\b", r"see (?:\w+ )*(?:growing|rising|falling)\b", r"would have\b", r"to (?:grow|rise|fall|reach) (?:by |to )?(?=[\d$€£])",
        ),
    ),
)  # fmt: skip
_REPORTED = _any(r"report(?:ed|ing)\b", r"post(?:ed|ing)\b", r"actual(?:ly)?\b", r"booked\b", r"recorded\b", r"came in at\b")
_SUBJECT_OF = re.compile(
    r"^(?:\s[\w-]+){0,3}?\s(?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate|see)\b(?: to)?", re.IGNORECASE
)
_HORIZON_WORDS = re.compile(
    r"\b(?:expected|estimated|projected|forecast) (?:\d{4} )?(?:earnings|profits?|sales|ebitda)\b", re.IGNORECASE
)
_PLANNERS = re.compile(
    r"\d%?(?: \w+){0,2} (?:plan|expect|intend|want|hope|aim|forecast|predict|anticipate)\b(?: to)?", re.IGNORECASE
)
_UNSURE = _any(r"put(?:s|ting)?\b", r"after\b", r"versus\b", r"against\b", r"compared\b", r"from\b", r"than\b", r"guidance of\b")
_PAST = _any(
    r"rose\b", r"fell\b", r"grew\b", r"was\b", r"were\b", r"sank\b", r"shrank\b", r"lost\b", r"won\b", r"sold\b", r"paid\b", r"hit\b", r"beat\b",
    r"made\b", r"came\b", r"ran\b", r"stood\b", r"had\b", r"shed\b", r"spent\b", r"saw\b", r"took\b", r"went\b", r"became\b", r"held\b", r"bought\b",
    r"gained\b", r"climbed\b", r"jumped\b", r"increased\b", r"decreased\b", r"declined\b", r"dropped\b", r"slipped\b", r"tumbled\b", r"plunged\b",
    r"surged\b", r"soared\b", r"advanced\b", r"added\b", r"contracted\b", r"expanded\b", r"narrowed\b", r"widened\b", r"eased\b", r"raised\b",
    r"lowered\b", r"trimmed\b", r"hiked\b", r"lifted\b", r"reached\b", r"totalled\b", r"totaled\b", r"closed\b", r"ended\b", r"earned\b",
    r"produced\b", r"opened\b", r"finished\b", r"settled\b", r"swung\b", r"posted\b", r"delivered\b", r"generated\b", r"doubled\b", r"tripled\b",
)  # fmt: skip
_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|denied|denies|without|failed to|fails to|refused to|no longer|rejected)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_NEGATION = re.compile(
    r"\b(?:not|n['’]t|never) (?:only|just|least|more than|less than|to mention|mention|specif|provid|includ|stat|say|indicat|contain|disclos|giv|need|know|clear)\w*\b",
    re.IGNORECASE,
)
_SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("some", _any(r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|half|most|many|few|none|third) (?:out )?of (?:the |its |their )?$", r"some(?= (?:individual|of|small|large|firms|companies|banks|analysts|stocks|\w+ (?:firms|companies)))", r"certain\b", r"individual\b", r"a few\b", r"several\b", r"a handful\b", r"only (?=\d|some|\w+ of)")),
    ("all", _any(r"all\b(?! (?:in all|time|told))", r"every\b", r"each\b", r"the whole\b", r"the entire\b", r"both\b")),
    ("none", _any(r"none of\b", r"no (?=\w+ (?:of|firms?|banks?|companies))")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Basis:
    """How one figure is meant. `dimensions`: basis by dimension, as {"comparison": "yoy"}."""

    dimensions: dict[str, str] = field(default_factory=dict)
    price_field: str | None = None
    modality: Modality | None = None
    negated: bool = False
    scope: str | None = None


def dimensions(words: str) -> dict[str, str]:
    """The basis words of a stretch of text by dimension; nothing of a dimension that it names twice, with two values.

    >>> dimensions("adjusted profit rose 4% year on year")
    {'comparison': 'yoy', 'adjustment': 'adjusted'}
    """
    found: dict[str, str] = {}
    for dimension, values in _DIMENSIONS.items():
        named = [value for value, pattern in values if pattern.search(words)]
        if len(named) == 1:
            found[dimension] = named[0]
    return found


def price_field(before: str, after: str) -> str | None:
    """Open, high, low, close or listing: the one named nearest before the figure, else right after it."""
    best: tuple[int, str] | None = None
    for name, pattern in _FIELDS:
        for match in pattern.finditer(before):
            if best is None or match.end() >= best[0]:
                best = (match.end(), name)
    if best:
        return best[1]
    for name, pattern in _FIELDS:
        found = pattern.search(after[:40])
        if found:
            return name
    return None


_SESSION_END = re.compile(r"\bat the (?:day['’]s )?(open|opening|close|closing bell)\b", re.IGNORECASE)


def session_end(words: str) -> str | None:
    """ "open" or "close" where a change is told as of then."""
    match = _SESSION_END.search(words)
    return None if match is None else "open" if match[1].lower().startswith("open") else "close"


def modality(before: str, after: str, inherited: Modality | None) -> Modality | None:
    """Whether a figure is told as a fact, a forecast, a company's guidance or the consensus; None where its words do not say."""
    before = _PLANNERS.sub(" ", before)
    after = _HORIZON_WORDS.sub(" ", after)
    nearest: tuple[int, Modality] | None = None
    for name, pattern in (*_MODALITIES, ("actual", _REPORTED)):
        last = None
        for last in pattern.finditer(before):  # noqa: B007
            pass
        if last is not None and (nearest is None or last.end() > nearest[0]):
            nearest = (last.end(), name)
    if nearest is not None:
        return nearest[1]
    trailing = _SUBJECT_OF.sub("", after)
    for name, pattern in _MODALITIES:
        if pattern.search(trailing):
            return name
    words = before + " \x00 " + after
    if _UNSURE.search(before):
        return inherited if inherited == "actual" else None
    if inherited is not None:
        return inherited
    return "actual" if _PAST.search(words) else None


def is_negated(before: str) -> bool:
    """Whether the words right before a figure deny it: "did not cut rates by"; not "does not say that it cut"."""
    near = re.split(r"[,;:()—–]", before)[-1]
    near = " ".join(near.split()[-9:])
    return _NEGATION.search(_NOT_NEGATION.sub(" ", near)) is not None


def scope(before: str) -> str | None:
    """ "some", "all" or "none" where the words before a figure say of how much it is told."""
    best: tuple[int, str] | None = None
    for name, pattern in _SCOPES:
        for match in pattern.finditer(before):
            if best is None or match.start() > best[0]:
                best = (match.start(), name)
    return best[1] if best else None
