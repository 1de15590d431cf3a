"""Whether a figure is told of the period before: "43.9% a year earlier", "until April it held 62%"."""

from __future__ import annotations

import re

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
