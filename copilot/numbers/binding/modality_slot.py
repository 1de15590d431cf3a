"""Whether two figures are told alike: as a fact, a forecast, a plan, as done or to do, or what is denied."""

from __future__ import annotations

import re

from copilot.numbers.binding.tenses import told_in_another_tense
from copilot.numbers.census.units import is_time
from copilot.numbers.evidence.amounts import family, is_money
from copilot.numbers.movement import movement
from copilot.numbers.readings.basis import is_gap_to_consensus, is_move_of_forecast, modality
from copilot.numbers.readings.denials import (
    is_denied_itself,
    is_negated,
    is_of_open_deal,
    is_only_planned,
    is_subject,
    is_supposed,
    is_undone,
)
from copilot.numbers.readings.entities import classes_agree, stems_of
from copilot.numbers.readings.measures import measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import ReasonCode
from copilot.numbers.wording import WORD, content_stems

_TOLD = {
    "actual": "a fact",
    "forecast": "a forecast",
    "guidance": "the company's guidance",
    "consensus": "what analysts expected",
}


_IS_NOW = re.compile(r"\b(?:is|are|stands at)(?: (?:now|currently|still))?\s$", re.IGNORECASE)
_HAS_DONE = re.compile(  # "has contributed", "have already been spent"; not "has planned"
    r"\b(?:has|have|had(?= already\b))(?: \w+ly| already| now| since| so far)?(?: been)? "
    r"(?!(?:need|set|bound|expect|plann|schedul|forecast|promis|pledg|propos|agre|offer|want|hop|aim|vow|call|seek|warn|predict"
    r"|project|estimat|target|threaten|ask)\w*\b)(?:[a-z]{3,}ed|cut|shed|shut|lost|sold|built|paid|bought) "
    r"(?!to\b)(?:[\w$€£-]+ ){0,3}$"
)
_CHANCE = re.compile(
    r"\s(?:chance|chances|probability|odds|likelihood|risk) (?:of|that there will be) (?P<no>no )?", re.IGNORECASE
)
_CHANCES = frozenset({"chan", "prob", "odds", "like", "risk"})  # how its words begin
_TITLED = re.compile(r"([A-Z][\w’'-]+) $")
_PLANNED = frozenset({"forecast", "guidance", "consensus"})
_EXPECTATIONS = frozenset(  # how the words for what was expected begin
    {"cons", "esti", "expec", "fore", "proj", "view", "guid", "outl", "targ", "plan"}
)


def compare_modality(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> None:
    """Puts into `against` where one figure is a fact and the other planned, expected, supposed or denied."""
    if (
        mine.may_say(_EXPECTATIONS)
        and is_gap_to_consensus(mine.lead, mine.after)
        and is_gap_to_consensus(theirs.lead, theirs.after)
    ):
        return
    if (beaten := _beaten_or_moved(mine, theirs)) is not None:
        against.setdefault("measure", beaten)
    if _are_both_undone(mine, theirs):
        return
    if (outcome := _came_or_foreseen(mine, theirs)) is not None:
        against.setdefault("measure", outcome)
    one, other = mine.basis.modality, theirs.basis.modality
    differ = one != other and ("forecast" not in (one, other) or "actual" in (one, other)) and not _is_of_a_decision(mine, theirs)
    begins = mine.role == "from" and one in _PLANNED and other == "actual" and _FORECAST_MOVED.search(mine.lead) is None
    differ = differ and not begins
    moved = theirs.role == "change" and all(is_move_of_forecast(side.lead, side.after) for side in (mine, theirs))
    differ = differ and not moved
    laid_out = mine.measure is None and _LAID_OUT.search(mine.lead) is not None  # no profit that was announced
    differ = differ and not (laid_out and is_only_planned(theirs.lead, theirs.trail))
    if other in _PLANNED and one is None and (_is_said_of_now(mine, theirs) or _is_said_as_done(mine, theirs)):
        against.setdefault("measure", _TOLD[other])
    if one and other and differ and _is_weighty(mine, theirs):
        against.setdefault("measure", _TOLD[other])
    if _is_conditional(mine) and other not in _PLANNED and not _is_open(theirs):
        against.setdefault("measure", "a fact")
    unmet = _is_conditional(theirs) or (one not in _PLANNED and _was_meant(theirs))
    if unmet and not (mine.is_headline or _HEDGED.search(mine.lead + mine.trail)):
        against.setdefault("measure", "what would happen on a condition")
    if _is_supposed_move(theirs) and _has_moved(mine) and not mine.is_headline:
        against.setdefault("measure", "what would happen")
    if (tense := told_in_another_tense(mine, theirs)) is not None:
        against.setdefault("measure", tense)
    if mine.may_say(_CHANCES) and _are_contrary_chances(mine, theirs):
        against.setdefault("measure", "the chance of the contrary")
    if theirs.exact and (open_to := told_as_no_fact(mine)) is not None:
        against.setdefault("measure", open_to)
    if _fell_short(mine) and not (_fell_short(theirs) or theirs.basis.modality in _PLANNED) and _is_level_of(mine, theirs):
        against.setdefault("measure", "reached")
    denies_excess = theirs.exact and _denies_excess(mine)
    if mine.basis.negated != theirs.basis.negated and not denies_excess and _is_one_deed(mine, theirs):
        against.setdefault("measure", "denied" if theirs.basis.negated else "affirmed")


# "cut its revenue forecast from 5 billion"; where an expected move begins is a fact: "is forecast to rise from 5 billion"
_FORECAST_MOVED = re.compile(
    r"\b(?:forecasts?|outlook|guidance|estimates?|targets?|consensus)\b(?! (?:that|its?|the|an?|for it|to)\b)"
    r"[^,;]*\bfrom\b[^,;]*$",
    re.IGNORECASE,
)


def _is_open(theirs: Reading) -> bool:
    """Whether evidence is of something that has not come about yet, or may not."""
    return theirs.exact or bool(_HEDGED.search(theirs.lead + theirs.trail)) or is_of_open_deal(theirs.lead, theirs.trail)


def _denies_excess(mine: Reading) -> bool:
    """Whether what is denied is read into the limit itself: "never lost more than 9%" is at most 9%; not "did not gain over"."""
    limit = mine.quantity.qualifier
    return limit == "at_most" or (limit == "at_least" and _LESS.search(mine.lead) is not None)


def _are_contrary_chances(mine: Reading, theirs: Reading) -> bool:
    """Whether one is the chance of what the other says will not come: "a 30% chance of no cut"."""
    chances = [match["no"] is not None for side in (mine, theirs) if (match := _CHANCE.match(side.after)) is not None]
    return len(set(chances)) == 2


_LESS = re.compile(r"\b(?:(?:less|fewer|lower) than|under|below)\s$", re.IGNORECASE)
_CAME_IN = re.compile(
    r"(?: a share| per share)?,?(?: (?:had|has|have|which|that|easily|narrowly|handily|comfortably|just|far))*"
    r" (?:beat(?:en|s)?|topp(?:ed|s)|exceed(?:ed|s)|surpass(?:ed|es)|miss(?:ed|es)|f[ae]ll(?:en|s)? short of)\b"
)


def _came_or_foreseen(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's figure is where one side says what it beat or missed, so that it came in, and the other foresaw it."""
    if theirs.exact or (own := _CAME_IN.match(mine.after) is not None) is (_CAME_IN.match(theirs.after) is not None):
        return None
    foreseen = (theirs if own else mine).basis.modality in _PLANNED
    return (_TOLD[theirs.basis.modality or "forecast"] if own else "a fact") if foreseen else None


def _beaten_or_moved(mine: Reading, theirs: Reading) -> str | None:
    """What the evidence's figure is where one side says by how much a forecast was beaten, the other by how much it was moved."""
    if theirs.exact or not (mine.may_say(_EXPECTATIONS) and theirs.may_say(_EXPECTATIONS)):
        return None
    for side, other, told in ((mine, theirs, "moved"), (theirs, mine, "beaten or missed")):
        if is_gap_to_consensus(side.lead, side.after) and is_move_of_forecast(other.lead, other.after):
            return f"by how much the forecast was {told}"
    return None


_LAID_OUT = re.compile(  # a plan too
    r"\b(?:(?:laid|set|rolled) out|unveiled|announced|presented|published|released)"
    r" (?:an?|its|the|their|plans for an?) (?:\w+ )?$",
    re.IGNORECASE,
)
_SHORT = re.compile(  # right before the figure: not "short of the 4% that it had reached"
    r"\b(?:f[ae]ll|stopp?|stay|remain)(?:s|en|ed|ing)? short of (?:about |some )?$",
    re.IGNORECASE,
)


def _fell_short(reading: Reading) -> bool:
    """Whether a level is told as one that was not reached."""
    is_short = "short of" in reading.lead.lower() and _SHORT.search(reading.lead) is not None
    return is_short and reading.basis.modality not in _PLANNED


def _is_level_of(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence's figure is what the claim's subject stood at: a level, of one measure or of one name."""
    alike = (
        mine.measure == theirs.measure if mine.measure and theirs.measure else classes_agree(mine.entities, theirs.entities)[0]
    )
    return alike and theirs.role in ("to", "level", "none") and not theirs.basis.negated


def told_as_no_fact(mine: Reading) -> str | None:
    """What a computed move is where the claim denies that there was one, foresees or supposes it; None where it tells it.

    Only the last words before the figure govern it: "could not be stopped and rose 8%", "who would not sell saw it rise 8%".
    """
    if mine.role != "change" or _denies_excess(mine) or _GIVEN.search(mine.lead) is not None:
        return None  # "never fell more than 12%"
    words = _GOVERNED.split(mine.lead)[-1]
    near = " ".join(words.split()[-_GOVERNING:])
    if _UNTRUE.search(mine.lead) or (mine.basis.negated and is_negated(f"{near} ")):
        return "affirmed"
    if mine.quantity.qualifier in _LIMITS:
        return None
    planned = mine.basis.modality in _PLANNED and not _SET_TARGET.search(words) and modality(f"{near} ", "", None) in _PLANNED
    return "a fact" if planned or is_supposed(words) else None


_GIVEN = re.compile(r"(?:\w['’]s|\ws['’]|\b(?:the|this|that|its|their))\s$", re.IGNORECASE)  # "will keep its 8% gain"
_LIMITS = ("over", "under", "at_least", "at_most")
_GOVERNED = re.compile(
    r",|\b(?:and|but|that|who|which|whose|while|as|since|because|after|saw|watched|enjoyed|missed)\b", re.IGNORECASE
)
_GOVERNING = 6  # words before a figure
_UNTRUE = re.compile(
    r"\b(?:not (?:true|so|the case)|untrue|false|wrong|a myth)(?: to (?:say|think|claim))? that\b[^,;]*$"
    r"|\b(?:stopp?(?:ed|ing|s)|fell|falls|falling) short of [a-z]+ing\b[^,;]*$",
    re.IGNORECASE,
)


_DECIDED = re.compile(
    r"\b(?:raised|lifted|increased|cut|lowered|reduced|set|fixed|declared|approved|announced)\b[^,;]*$", re.IGNORECASE
)


def _is_of_a_decision(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells what was decided and the claim what will be by that: "raised its dividend to", "will get"."""
    if mine.basis.modality != "forecast" or theirs.basis.modality != "actual" or theirs.measure is None:
        return False
    decided = measures()[theirs.measure].kind == "event" and theirs.role != "change"
    return decided and _DECIDED.search(theirs.lead) is not None


_SET_TARGET = re.compile(
    r"\b(?:raised|lifted|hiked|cut|lowered|reduced|trimmed) (?:its|the|their) (?:[\w-]+ ){0,2}targets?\b[^,;]*$", re.IGNORECASE
)
_IN_CASE = re.compile(r"\b(?:if|unless|provided|in case|were|should)\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.IGNORECASE)
_IF_SO = re.compile(r"\W*(?:if|unless)\s[^,;.]{1,80},\s[^,;.]{0,60}\b(?:will|would|could|might)\b", re.IGNORECASE)
_HEDGED = re.compile(r"\b(?:would|could|might|may|if|unless|provided|in case)\b", re.IGNORECASE)
_NOT_SO = re.compile(  # it came otherwise: "would have cost"
    r"\b(?:would|could|might|should) (?:\w+ )?have (?:\w+ly )?(?:been )?"
    r"(?:[a-z]+(?:ed|en|wn|ne|de|ld|nt|ght|un|id)|cost|cut|hit|lost|won|made|kept|met|got)\b[^,;:]*$",
    re.IGNORECASE,
)
_CONDITIONALS = frozenset({"woul", "coul", "migh", "shou", "will"})  # how a word of each form begins
_MEANT_TO = re.compile(r"\b(?:was|were|had been) (?:\w+ly )?(?:meant|supposed|intended|expected) to\b[^,;:]*$", re.IGNORECASE)


_MEANT = frozenset({"mean", "supp", "inte", "expec"})  # how its words begin


def _is_conditional(reading: Reading) -> bool:
    """Whether a figure is told of what would happen on a condition, or have happened: "would cut 400 jobs if demand weakens"."""
    if not reading.may_say(_CONDITIONALS):
        return False
    if _NOT_SO.search(reading.lead) is not None:
        return True
    if _IF_SO.match(reading.run_up.rpartition(". ")[2]):
        return True
    behind = _IN_CASE.search(reading.trail) is not None or reading.lead.lstrip().lower().startswith(("if ", "unless "))
    return behind and _WOULD.search(reading.lead) is not None


def _was_meant(reading: Reading) -> bool:
    """Whether a figure is told of what was meant to come: "was supposed to open 40 shops"."""
    return reading.may_say(_MEANT) and _MEANT_TO.search(reading.lead) is not None


_MOODS = frozenset({"woul", "coul", "migh"})  # how the words of both begin
_WOULD_MOVE = re.compile(  # "would reduce the excess to", up to the figure
    r"\b(?:would|could|might)\s(?:\w+ly\s)?(?:(?:be|see|lead|bring)\s)?(?P<verb>[a-z]+)\b[^,;:]*$", re.IGNORECASE
)
_MOVE_WOULD = re.compile(  # behind the figure: "decline in the assumed rate would reduce"
    r"(?: [\w-]+)? (?:increase|decrease|decline|rise|fall|change|drop|cut|reduction|hike)s? (?:in|of|to) [^,.;:]{1,80}?"
    r"\b(?:would|could|might) (?!have\b)",
    re.IGNORECASE,
)


def _is_supposed_move(theirs: Reading) -> bool:
    """Whether the evidence only tells what a move would bring about, or what would follow from one."""
    if not theirs.may_say(_MOODS):
        return False
    match = _WOULD_MOVE.search(theirs.run_up)
    if match is not None and match["verb"].lower() in movement().verbs:
        return True
    return _MOVE_WOULD.match(theirs.after) is not None


_MOVED = re.compile(r"(?<!to )\b(?P<verb>[a-z]+ed|fell|rose|grew|sank|slid|lost|shrank|went|came|hit|cut)\b", re.IGNORECASE)


def _has_moved(mine: Reading) -> bool:
    """Whether a claim says without a doubt that something has moved."""
    words = f"{mine.lead} | {mine.trail}"
    if _HEDGED.search(words) or _FORESEEN.search(words):
        return False
    return any(match["verb"].lower() in movement().verbs for match in _MOVED.finditer(mine.lead))


_FORESEEN = re.compile(r"\b(?:will|expect|forecast|predict|project|estimat|plan|warn|assum|said|says)\w*\b", re.IGNORECASE)


def _are_both_undone(mine: Reading, theirs: Reading) -> bool:
    """Whether neither side says that what was turned down was done: a bid was made, whatever came of it."""
    if mine.basis.negated and theirs.basis.negated:
        return mine.basis.refused or theirs.basis.refused
    if theirs.basis.refused:
        return is_only_planned(mine.lead, mine.trail) or is_undone(mine.lead, mine.trail)
    if not mine.basis.refused:
        return False
    gathered = mine.is_headline and is_only_planned(theirs.lead, theirs.trail)  # the refusal stands elsewhere in the article
    return gathered or is_undone(theirs.lead, theirs.trail)


def _is_said_of_now(mine: Reading, theirs: Reading) -> bool:
    """Whether a claim says how things are where the evidence tells them of a time to come."""
    if mine.times or not theirs.own_time or is_time(mine.quantity.unit) or not _IS_NOW.search(mine.lead):
        return False
    return mine.measure == theirs.measure or bool((mine.words & theirs.words) - stems_of(mine.entities))


def _is_said_as_done(mine: Reading, theirs: Reading) -> bool:
    """Whether a claim tells as done what the evidence's words tell too."""
    return _HAS_DONE.search(mine.lead) is not None and not mine.words & theirs.words <= stems_of(mine.entities)


def _is_weighty(mine: Reading, theirs: Reading) -> bool:
    """Whether it matters that one of two figures is a fact and the other planned or expected."""
    unit, one, other = mine.quantity.unit, mine.basis.modality, theirs.basis.modality
    money, measured = is_money(unit), mine.measure or theirs.measure
    heads = unit.startswith("count:") and mine.measure is not None and not measures()[mine.measure].count
    if (mine.measure and theirs.measure and not heads) or family(unit) == "points":
        return True
    if money and measured:
        return True
    if one != "actual" or other not in _PLANNED or not (money or unit.startswith("count:")):
        return False
    shared = bool((mine.words & theirs.words) - stems_of(mine.entities)) or (mine.own_time and theirs.own_time)
    shared = shared or (mine.measure is not None and mine.measure == theirs.measure)
    shared = shared or (money and classes_agree(mine.entities, theirs.entities)[0])
    near = _SENTENCE_END.split(theirs.run_up[-_EXPECTING:])[-1]
    shared = shared or (money and bool((mine.words & content_stems(near)) - stems_of(mine.entities)))
    expected = shared and _is_expected(near)
    return expected or is_supposed(theirs.lead)


_EXPECTING, _AT_HAND = 70, 40  # characters
_SENTENCE_END = re.compile(r"[.;:!?]\s")


def _is_expected(near: str) -> bool:
    """Whether the words before a figure plan or foresee it, and from far only where no verb of the past stands between.

    "Expects to cut 900 jobs"; not "expects more floods even though it has spent $3 billion".
    """
    if modality(near[-_AT_HAND:], "", None) in _PLANNED:
        return True
    begins = [match.start() for match in WORD.finditer(near)]
    first = next((nth for nth in reversed(range(len(begins))) if modality(near[begins[nth] :], "", None) in _PLANNED), None)
    if first is None:
        return False
    since = near[begins[first + 1] :] if first + 1 < len(begins) else ""
    return modality(since, "", None) != "actual"


def _is_one_deed(mine: Reading, theirs: Reading) -> bool:
    """Whether what one side says was done is what the other denies."""
    if mine.role == theirs.role == "change" or (mine.measure is not None and mine.measure == theirs.measure):
        return True
    words = all(side.quantity.unit == "ratio_x" and side.quantity.kind == "count_word" for side in (mine, theirs))
    if words or is_denied_itself(theirs.lead):  # "far from tripling"
        return True
    alike = len((mine.words & theirs.words) - stems_of(mine.entities))
    named = is_money(mine.quantity.unit) and classes_agree(mine.entities, theirs.entities)[0]
    open_to = mine.measure is theirs.measure is None and not _is_one_title(mine, theirs)
    foreseen = mine.basis.modality == theirs.basis.modality == "forecast"
    if mine.basis.negated and foreseen and open_to and alike > len(content_stems(mine.quantity.unit.removeprefix("count:"))) + 2:
        return True  # "does not expect the harvest to reach so much" of "expects the harvest to reach"
    unmeasured = theirs.basis.negated and open_to
    planned = is_money(mine.quantity.unit) or is_only_planned(theirs.lead, theirs.trail)
    if theirs.basis.refused and alike + named >= (1 if planned else 2):
        return True
    return (unmeasured and alike + named > 1) or _are_subjects(mine, theirs)


def _are_subjects(mine: Reading, theirs: Reading) -> bool:
    """Whether both tell how many did something, and of the same: "three of the banks raised", "three banks did not raise"."""
    opens = is_subject(mine.lead) and is_subject(theirs.lead)
    return opens and len(content_stems(mine.after) & content_stems(theirs.after)) > 1


def _is_one_title(mine: Reading, theirs: Reading) -> bool:
    """Whether a bare number stands behind one capitalised word on both sides: the second film of a name, denied or not."""
    mine_before, theirs_before = (_TITLED.search(side.run_up) for side in (mine, theirs))
    bare = mine.quantity.unit == theirs.quantity.unit == "none"
    return bare and mine_before is not None and theirs_before is not None and mine_before[1] == theirs_before[1]
