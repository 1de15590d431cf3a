"""Whether two figures are told alike: as a fact, a forecast, a plan or what is denied."""

from __future__ import annotations

import re

from copilot.numbers.amounts import family, is_money
from copilot.numbers.basis import is_denied_itself, is_gap_to_consensus, is_subject, is_supposed, modality
from copilot.numbers.entities import classes_agree
from copilot.numbers.measures import measures
from copilot.numbers.reading import Reading
from copilot.numbers.types import ReasonCode
from copilot.numbers.units import is_time
from copilot.numbers.wording import content_stems

_TOLD = {
    "actual": "a fact",
    "forecast": "a forecast",
    "guidance": "the company's guidance",
    "consensus": "what analysts expected",
}


_IS_NOW = re.compile(r"\b(?:is|are|stands at)(?: (?:now|currently|still))?\s$", re.IGNORECASE)
_REJECTS = re.compile(r"\breject(?:s|ed|ing)?\b", re.IGNORECASE)
_TITLED = re.compile(r"([A-Z][\w’'-]+) $")
_PLANNED = frozenset({"forecast", "guidance", "consensus"})


def compare_modality(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> None:
    """Puts into `against` where one figure is a fact and the other planned, expected, supposed or denied."""
    if is_gap_to_consensus(mine.lead, mine.after) and is_gap_to_consensus(theirs.lead, theirs.after):
        return
    one, other = mine.basis.modality, theirs.basis.modality
    heads = mine.quantity.unit.startswith("count:") and mine.measure is not None and not measures()[mine.measure].count
    weighty = bool(mine.measure and theirs.measure and not heads) or family(mine.quantity.unit) == "points"
    planned = one in _PLANNED and other in _PLANNED
    money = is_money(mine.quantity.unit)
    weighty = weighty or (money and (planned or bool(mine.measure or theirs.measure)))
    if one == "actual" and other in _PLANNED and (money or mine.quantity.unit.startswith("count:")):
        shared = len((mine.words & theirs.words) - names_of(mine)) > 0 or (mine.own_time and theirs.own_time)
        shared = shared or (mine.measure is not None and mine.measure == theirs.measure)
        shared = shared or (money and classes_agree(mine.entities, theirs.entities)[0])
        expected = shared and modality(theirs.run_up[-40:], "", None) in _PLANNED  # "expects to cut 900 jobs"
        weighty = weighty or expected or is_supposed(theirs.lead)
    is_said_of_now = one is None and not mine.times and theirs.own_time and _IS_NOW.search(mine.lead)
    alike = len((mine.words & theirs.words) - names_of(mine))
    if other in _PLANNED and is_said_of_now and (alike or mine.measure == theirs.measure) and not is_time(mine.quantity.unit):
        against.setdefault("measure", f"{_TOLD[other]}")
    if one and other and one != other and ("forecast" not in (one, other) or "actual" in (one, other)) and weighty:
        against.setdefault("measure", f"{_TOLD[other]}")
    acted = mine.role == theirs.role == "change" or (mine.measure is not None and mine.measure == theirs.measure)
    words = all(side.quantity.unit == "ratio_x" and side.quantity.kind == "count_word" for side in (mine, theirs))
    acted = acted or words or is_denied_itself(theirs.lead)  # "far from tripling"
    unmeasured = theirs.basis.negated and mine.measure is theirs.measure is None and not _is_one_title(mine, theirs)
    named = money and classes_agree(mine.entities, theirs.entities)[0]
    acted = acted or (unmeasured and alike + named > 1) or _are_subjects(mine, theirs)
    both_reject = all(_REJECTS.search(side.lead) for side in (mine, theirs))  # "rejects", "has rejected"
    if mine.basis.negated != theirs.basis.negated and acted and not both_reject:
        against.setdefault("measure", "denied" if theirs.basis.negated else "affirmed")


def _are_subjects(mine: Reading, theirs: Reading) -> bool:
    """Whether both tell how many did something, and of the same: "three of the banks raised", "three banks did not raise"."""
    opens = is_subject(mine.lead) and is_subject(theirs.lead)
    return opens and len(content_stems(mine.after) & content_stems(theirs.after)) > 1


def _is_one_title(mine: Reading, theirs: Reading) -> bool:
    """Whether a bare number stands behind one capitalised word on both sides: the second film of a name, denied or not."""
    mine_before, theirs_before = (_TITLED.search(side.run_up) for side in (mine, theirs))
    bare = mine.quantity.unit == theirs.quantity.unit == "none"
    return bare and mine_before is not None and theirs_before is not None and mine_before[1] == theirs_before[1]


def names_of(reading: Reading) -> frozenset[str]:
    """The stems of the words of the names that a figure is said of."""
    return content_stems(" ".join(name.text for name in reading.entities))
