"""Which of two things the words beside their gap put ahead: "adrift of", "pipped", "more than", "by which it lagged"."""

from __future__ import annotations

import re
from typing import NamedTuple

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.worked import sided
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.reading import Reading

_BREAK = re.compile(r"[:;] |\. (?=[A-Z])")
OVER_A_TIME = re.compile(  # "fell 0.3 points over 2025", not "over the 4.1% of"
    r"(?:\s|^)over (?:(?:19|20)\d\d\b|(?:the|that|a|one|two|three|four|six|twelve|this|its|last) (?:[a-z]+ )?"
    r"(?:day|week|month|quarter|half|year|decade|period|time)s?\b)",
    re.IGNORECASE,
)
_OR_ITS_RATE = re.compile(r"(?:(?:\s|,\s)(?:or (?:about |roughly )?|\()[\d.]+%\)?,?)?")  # "3.71 or 2.9% below its high"
_CLAUSE = re.compile(r"(?:[^.;:()\[\]]|(?<=\d)\.(?=\d))*?(?=[;:()\[\]]|,\s(?:and|but|while|whereas)\s|\.\s|\.?$)")
_BETWEEN = re.compile(r"\b(?:gap|gulf|chasm|difference|spread|distance) between\b", re.IGNORECASE)  # which puts none ahead
_FIRST_WORDS = r"(?:\s[\w-]+){0,2}?\s"  # behind a figure


class Way(NamedTuple):
    """Which side words put ahead: 1 the subject, -1 what it is held against. of_size: of falls the deeper one is meant.

    start, end: where they stand in the text.
    """

    sign: int
    of_size: bool
    start: int
    end: int


def way_of(claim: Reading) -> Way | None:
    """The words beside the figure that say which side is ahead, those right behind it first."""
    found: list[Way] = []
    begin = past_its_rate(claim)
    for side, sign, of_size in (("{above}", 1, False), ("{below}", -1, False), ("{larger}", 1, True), ("{smaller}", -1, True)):
        match = sided(_FIRST_WORDS + side).match(claim.after, begin)
        if match is not None and not OVER_A_TIME.match(claim.after[match.end() - len("over") :]):
            found.append(Way(sign, of_size, claim.quantity.end + match.start(), claim.quantity.end + match.end()))
    if found:
        return min(found, key=lambda way: way.end)
    words = before_hedges(up_to(claim))
    begin = claim.quantity.start - len(up_to(claim))
    for side, sign in (("{ahead}", 1), ("{behind}", -1)):
        found += [Way(sign, False, begin + match.start(), begin + match.end()) for match in sided(side).finditer(words)]
    last = max(found, key=lambda way: way.end, default=None)
    return None if last is None or _BETWEEN.search(words, last.end - begin) else last


_WHICH = re.compile(r",\swhich (?:is|was|were|are|makes it|made it|came out|ended up)\s$")


def is_of_the_last(claim: Reading) -> bool:
    """Whether "which is" right before it says that it tells of the figure told last: "the other's 24%, which is 9 more"."""
    return _WHICH.search(before_hedges(claim.run_up)) is not None


def of_the_last_of_two(claim: Reading, pool: Pool) -> bool:
    """Whether words leave one reading of two cited metrics, "which is 16 points deeper", so that no search may find another."""
    return is_of_the_last(claim) and len(pool.metrics) == 2 and way_of(claim) is not None


def up_to(claim: Reading) -> str:
    """The words before a figure, from its clause on."""
    return _BREAK.split(claim.run_up)[-1]


def words_behind(claim: Reading) -> str:
    """The words behind a figure, to the end of its clause."""
    match = _CLAUSE.match(claim.after)
    return match.group() if match is not None else ""


def past_its_rate(claim: Reading) -> int:
    """Where the words behind a figure begin, past the same told in percent."""
    match = _OR_ITS_RATE.match(claim.after)
    return match.end() if match is not None else 0
