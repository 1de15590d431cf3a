"""Whether a time is one that a figure is held against: "more than in 2023", "the most since 2019"."""

from __future__ import annotations

import re

from copilot.numbers.readings.scene import Scene
from copilot.numbers.times.when import TimeMention
from copilot.numbers.types import Quantity

_SUPERLATIVE = re.compile(
    r"\b(?:most|least|best|worst|highest|lowest|largest|biggest|smallest|steepest|sharpest|first|strongest|weakest|fastest|slowest|longest"
    r"|fewest|record|low|high|peak)\b[^.;]{0,60}\b(?:since|in|of|for)\s(?:more than |at least |almost |nearly |the |over )*$",
    re.IGNORECASE,
)

_SINCE = re.compile(r"\bsince\s(?:\w+\s){0,3}$")
_MOST = re.compile(r"\b\w+est\b")
_PLAIN_SINCE = re.compile(r"\bsince\s(?:the |its )?$", re.IGNORECASE)

_THAN = re.compile(
    r"\b(?:(?:than|from|versus|over|compared with|compared to|on|(?<!voted )(?<!votes )against|of)\s"
    r"(?:in |the |that in |those in |the same \w+ (?:in|of) )*|compared (?:with|to) (?:[a-z]+ ){1,3}of (?:our|its|their) )$",
    re.IGNORECASE,
)

_ABOVE = re.compile(r"\s(?:above|below) (?:the |that of |its )?(?:the )?")
_ABOVE_LEVEL = re.compile(r"\s(?:above|below) (?:the|its|their) (?:level|value|figure|average)s? (?:of|in|from) ")
_ON_THE = re.compile(r"\s(?:up |higher |lower )?on (?:the )?(?:(?:same|corresponding|comparable) [a-z]+ (?:of|in) )?")
SAME_OF = re.compile(  # "up 5.2% on the same quarter of 2024", which tells of a later one
    r"\b(?:on|over|than|than in|from|versus|against|compared (?:with|to)) the (?:same|corresponding) [a-z]+ (?:of|in) $"
)
_THOSE_OF = re.compile(  # "4 times those of 2023", "80% of what it was in 2019"
    r"\b(?:those|that|what (?:it was|they were)) (?:of|in|for|seen in|recorded in) (?:the )?$"
)
_ENDS_CLAUSE = re.compile(r"\W*(?:$|[.,;)\[])")  # not "of those in the 2023 survey"
_OF_ITS = re.compile(r"\s(?:of )?(?:(?:its|their|the|that|those) )?(?:of )?$")
_LEVEL = re.compile(r"(?:['’]s?)? (?:levels?|figures?)\b")  # "94% of its 2019 level"
_PERIODS = frozenset({"month", "quarter", "half", "year"})
_AS_THEN = re.compile(
    r"\b(?:the same as|unchanged (?:from|on)|(?:just )?as (?:in|much as in|high as in|low as in)|identical to|level with"
    r"|dat(?:es|ed|ing) from|stem(?:s|med|ming) from)\s"
    r"(?:that |those )?(?:in |of |for )?(?:the )?$",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(
    r"\b(?:effective|with effect|in force|in effect|taking effect|applying) (?:as )?from (?:the )?$", re.IGNORECASE
)
_ON_PAR = re.compile(
    r"\b(?:on (?:a )?par|in line|level|comparable|similar|flat|unchanged)\s(?:with|to|from|on)\s(?:the |its )?$", re.IGNORECASE
)
_SET = re.compile(  # a level that holds from then on
    r"\b(?:rais|lift|increas|cut|lower|reduc|set|hik|bring|push)[a-z]* (?:[\w’'-]+ ){0,3}(?:rates?|prices?|tariffs?|fees?"
    r"|targets?|limits?|caps?|ceilings?|floors?|thresholds?|dut(?:y|ies)) (?:[\w’'-]+ ){0,3}to (?:\w+ )?$",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"^\s?(?:of|on)\s(?:the )?$")
_LIKE = re.compile(r",? (?:the same|just) as (?:in|for)\b", re.IGNORECASE)


def _counts_since(words: str) -> bool:
    return "since" in words.lower() and _PLAIN_SINCE.search(words) is not None


def is_comparison(scene: Scene, time: TimeMention, item: Quantity) -> bool:
    """ "More than in 2023", "the most since 2019": a time the figure is held against, not its own."""
    before = scene.text[max(0, time.start - 90) : time.start]
    lasting = time.when.grain == "length" or ("since" in before and _SINCE.search(before) is not None)
    if (lasting and _SUPERLATIVE.search(before)) or (_counts_since(before[-12:]) and _MOST.search(before)):
        return True
    if time.start < item.start:
        return _ON_PAR.search(before) is not None
    if time.when.grain == "window" and re.search(r"\s(?:to|through|until)\s", scene.text[time.start : time.end]):
        return False  # "rose 3% from October to November": the window is its own
    gap = scene.text[item.end : time.start]
    if gap == " in ":
        return False  # "5% in May"
    if _EFFECTIVE.search(gap) or _AS_THEN.search(gap) or _LIKE.match(scene.text, time.end):
        return False  # "2.1% in September, the same as in August" is the figure of both; so is a rise "from May, the same as"
    if (
        gap == " from "
        and item.role == "to"
        and time.when.grain == "day"
        and _SET.search(scene.text, max(0, item.start - 60), item.start)
    ):
        return False  # "raised its rate to 4.5% from 21 March"
    if gap.rstrip().endswith("over") and (time.when.grain == "length" or item.role != "change"):
        return False  # "7% a year over five years" runs for them, and so does what was sold "over 2024 and 2025"
    is_share = item.unit in ("ratio_x", "percent") and item.role != "change"
    if is_share and _OF_ITS.fullmatch(gap) and _LEVEL.match(scene.text, time.end):
        return True
    if _THOSE_OF.search(gap) and (
        item.unit == "ratio_x" or (item.unit == "percent" and gap.startswith(" of ") and _ENDS_CLAUSE.match(scene.text, time.end))
    ):
        return True
    if item.role == "change" and _ON_THE.fullmatch(gap) and not time.when.relative and time.when.grain in _PERIODS:
        return True  # "up 6.6% on the second quarter"
    if item.role == "change" and (_ABOVE.fullmatch(gap) or (time.when.grain in _PERIODS and _ABOVE_LEVEL.fullmatch(gap))):
        return True  # "8% below the third quarter's", "above its level of May 2019"
    return _THAN.search(gap) is not None and not _OF_IT.match(gap) and not gap.rstrip().endswith((" on", " of"))


_EARLIER = r"(?:earlier|ago|before|prior)"
_PRIOR = re.compile(
    r"\b(?:a year|a month|a quarter|a week|the year|one year|the month|the quarter|the week|the day)"
    rf" {_EARLIER}\b(?! (?:the|its|a|an|his|her|their)\b)|\byear[- ](?:ago|earlier)\b"
    r"|^\W*(?:a|one) (?:year|month|quarter|week|day) (?:earlier|ago)\b"  # "a month earlier the split had been 10-2"
    r"|\bprior[- ]year\b|\bin the (?:previous|prior) (?:year|month|quarter|week|period)\b"
    r"|\b(?:in|for|over) the same (?:month|quarter|week|period) (?:of |in )?(?:last|the (?:previous|prior)|(?:a|one)) year\b"
    r"|\bthe (?:previous|prior) (?:year|month|quarter|week)\b"
    r"|\b(?:earlier|previously|originally|initially) (?:guided|forecast|expected|planned|reported|put|estimated|targeted)\b"
    r"|^\W*(?:until|till|up to) (?:then|recently|now|(?:last|this) \w+|(?-i:[A-Z]))"
    r"|(?<!days )(?<!weeks )(?<!months )(?<!hours )"
    r"\b(?:before|until|ahead of|prior to) (?:the|its|this|that|his|her|their) (?:[\w-]+ ){0,3}(?:cut|hike|rise|increase|move"
    r"|change|decision|reduction|meeting|split|deal|merger|warning)\b|^\W*(?:previously|beforehand)\b",
    re.IGNORECASE,
)
_PRIOR_WORDS = frozenset(
    {"orig", "init", "till", "up t", "ago", "ahea", "befo", "earl", "prev", "prio", "same", "unti"}
)  # how a word of each alternative begins
_COMPARED = re.compile(r"\W*(?:as )?(?:compared (?:with|to)|against|versus|vs\.?)\s", re.IGNORECASE)
_HELD_AGAINST = re.compile(r"\b(?:from|than|over|on|of|versus|compared (?:with|to)|against)\s(?:the )?$")


def is_prior(pre: str, post: str, begins: frozenset[str]) -> bool:
    """Whether a figure is told of the period before: "43.9% a year earlier", "sales a year earlier were 731".

    begins: how the words of its sentence begin.
    """
    if _PRIOR_WORDS.isdisjoint(begins):
        return False
    for words in (post, pre[-70:]):
        match = _PRIOR.search(words)
        if match and (words[: match.start()] == " of " or not _HELD_AGAINST.search(words[: match.start()])):
            return True  # "the 1.2 billion of a year earlier"
    return False


def is_held_against(before: str, after: str) -> bool:
    """Whether a figure stands alone behind "compared with", as what was before: "11.3%, compared with 9.8%"."""
    return _COMPARED.fullmatch(before) is not None and not any(letter.isalpha() for letter in after)
