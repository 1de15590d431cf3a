"""Whether of two figures one is a share of something and the other a change: "20% of gains" is no gain of 20%."""

from __future__ import annotations

import re

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.readings.denials import is_subject
from copilot.numbers.readings.reading import Reading

_SHARE_OF = re.compile(r"\s?(?:of|in)\b", re.IGNORECASE)


def is_share_and_change(mine: Reading, theirs: Reading) -> bool:
    """ "20% of gains" is no gain of 20%."""
    change, share = (mine, theirs) if mine.role == "change" else (theirs, mine)
    percents = mine.quantity.unit == theirs.quantity.unit == "percent" and not theirs.exact
    if _RISE_OF.search(before_hedges(share.run_up)) and not _OF_ALL.match(share.after):
        return False  # "inflation of 8.6% in the year to May" is no share in it
    told = share.role in ("none", "level") and (
        (share.share and _SHARE_OF.match(share.after)) or _is_of_those(share) or _STAKE.match(share.after)
    )
    if change.direction == "down" and _IS_CUT.match(share.after):
        return False  # "10% of flights will be cut"
    return percents and bool(told) and change.direction != "none" and not change.share


_OF_ALL = re.compile(r"\s(?:of|in) (?:the|all|total|its)\b(?! (?:year|month|quarter|12)\b)", re.IGNORECASE)
_RISE_OF = re.compile(r"\b(?:inflation|growth) (?:rate )?(?:of|at) $", re.IGNORECASE)
_STAKE = re.compile(r"\s(?:[\w-]+ )?(?:stake|interest|holding|shareholding)\b(?! rate)", re.IGNORECASE)
_OF_THOSE = re.compile(r"\W*(?:of|among|amongst) (?:the |its |their |all |those )?(?:[\w-]+ ){1,4}", re.IGNORECASE)
_THEY = re.compile(
    r"\s(?:(?:now|also|already|still|only) )?(?:plan|expect|intend|want|hope|say|said|think|thought|believe|see|report|reported"
    r"|were|are|have|had|do|did|voted|favou?r|oppose|support|backed|agreed|disagreed|chose|feel|felt|fear|feared|cited|named|ranked)\b"
)


def _is_of_those(reading: Reading) -> bool:
    """Whether a percentage opens its clause as so many of those who do something: "of the firms 8% plan to move"."""
    opens = _OF_THOSE.fullmatch(reading.lead) is not None or is_subject(reading.lead)
    return opens and _THEY.match(reading.after) is not None


_IS_CUT = re.compile(
    r"\sof (?:the |its |their |all )?[\w-]+(?: [\w-]+)? (?:(?:will|would|have|has|to) be(?:en)?|were|was|are|is|be)"
    r" (?:being )?(?:cut|axed|eliminated|scrapped|dropped|shed|slashed)\b",
    re.IGNORECASE,
)
