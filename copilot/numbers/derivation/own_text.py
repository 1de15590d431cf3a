"""Numbers that a text says of itself and no evidence can bear on: "a summary in 120 words", "the difference between the two"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.evidence.amounts import family
from copilot.numbers.readings.reading import Reading

_ITSELF = re.compile(
    r"\b(?:summar\w+|overview|version|answer|response|paraphrase|abstract)\b[^.\n]{0,60}?\b(?:in|within|under|of|using|to|than)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"[\s-](?:words?|sentences?|paragraphs?|bullet points?|characters|lines)\b", re.IGNORECASE)
_REFERS_BACK = re.compile(r"\b(?:the|these|those)\s$", re.IGNORECASE)
_COLON = re.compile(r"[^.:;\n]{0,80}:\s*")
_LISTED = re.compile(r"\n\s*(?:[-*•]|\d{1,2}[.)])\s+")
_JOINTS = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_TWO_NAMED = re.compile(r"\w (?:and|or|versus|vs\.?|from) (?:a |an |the )?\w", re.IGNORECASE)
_ARE_TWO = re.compile(r"\w and (?:the |a |an )?(?:[\w-]+ ){1,4}(?:are|were) (?:really |actually )?$", re.IGNORECASE)
_BETWEEN_TWO = re.compile(
    r"\b(?:differ\w*|distin\w+|compar\w+|contrast\w*|choos\w+|choice)\b[^.;\n]{0,30}\bbetween (?:the|these|those)\s$",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\b(?:listed|mentioned|described|outlined|given|named|shown)?\s?above\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\n\s*(\d{1,2})[.)]\s")
_NEAR = 300  # characters in which the two things are named
_POINTED = 40  # characters behind a number in which it is said to be above


def said_of_itself(text: str, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """Exemptions of rejected numbers that count the text's own words, or the two things it has just named."""
    found: dict[int, Outcome] = {}
    for at, claim in claims.items():
        if not outcomes[at].rejected:
            continue
        item = claim.quantity
        before = text[max(0, item.start - _NEAR) : item.start]
        if _OF_WORDS.match(text, item.end) and _ITSELF.search(before):
            found[at] = _exempt("it counts the words of this text")
        elif item.value == 2 and (
            _are_two(claim, before) or ((_BETWEEN_TWO.search(before) or _names_two(before)) and _is_untold(claim, outcomes[at]))
        ):
            found[at] = _exempt("it counts the two things this text has just named")
        elif item.value is not None and item.value == _listed_above(text, item.start, item.end):
            found[at] = _exempt("it counts the list that this text has just given")
        elif item.kind == "count_word" and item.value == _listed_behind(text, item.end):
            why = sentence(f"the text itself lists {item.text} things behind the colon")
            counted: dict[str, object] = {"formula": f"count of the list = {item.value}", "operands": [], "p": None}
            found[at] = Outcome("checked", "none", why, "derived", (counted,))
        elif _counts_its_list(claim, claims, outcomes):
            why = sentence(f"the sentence itself lists {item.text} figures, each of them checked")
            counted = {"formula": f"count of the list = {item.value}", "operands": [], "p": None}
            found[at] = Outcome("checked", "none", why, "derived", (counted,))
    return found


def _counts_its_list(claim: Reading, claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> bool:
    """Whether a number that nothing else speaks of counts the checked figures of a list: "the two units sold 5 and 7 million".

    The list stands behind it, or before it where it points back: "9.5%, 12.8% and 11.0% [1], and each of those three months".
    """
    counted = claim.quantity.kind in ("count_word", "quantity") and family(claim.quantity.unit) in ("count", "none")
    points_back = _THOSE.search(claim.run_up) is not None
    if not counted or (outcomes[claim.index].reason_code not in ("not_found", "chance") and not points_back):
        return False
    told = [other for _, other in sorted(claims.items()) if other.sentence == claim.sentence]
    behind = [other for other in told if other.index > claim.index]
    before = [other for other in told if other.index < claim.index]
    lists = [behind, _first_run(behind)]
    if points_back:
        lists += [[other for other in before if family(other.quantity.unit) == kind] for kind in _kinds(before)]
    return any(_is_list_of(claim.quantity.value, figures, outcomes) for figures in lists)


_THOSE = re.compile(r"\b(?:those|these|the same)\s$", re.IGNORECASE)
_NEXT = re.compile(r"\W*(?:,|and|or|,\s(?:and|or))\s(?:(?:about|some|roughly|nearly)\s)?")


def _first_run(figures: Sequence[Reading]) -> list[Reading]:
    """The first figures that follow one another with nothing but commas and "and" between them."""
    run = list(figures[:1])
    for other in figures[1:]:
        between = other.run_up[-(other.quantity.start - run[-1].quantity.end) :]
        if not _NEXT.fullmatch(between):
            break
        run.append(other)
    return run


def _kinds(figures: Sequence[Reading]) -> set[str]:
    return {family(other.quantity.unit) for other in figures}


def _is_list_of(count: object, figures: Sequence[Reading], outcomes: Mapping[int, Outcome]) -> bool:
    """Whether figures are so many of one kind, each of them checked."""
    alike = len(figures) >= 2 and len(_kinds(figures)) == 1 and count == len(figures)
    return alike and all(outcomes[other.index].verdict == "checked" for other in figures)


def _is_untold(claim: Reading, outcome: Outcome) -> bool:
    """Whether the evidence gives no other number of what is counted."""
    if outcome.reason_code == "not_found":
        return True
    if outcome.reason_code != "value" or outcome.bound is None:
        return False
    same = outcome.bound.quantity.unit == claim.quantity.unit
    return not claim.words & outcome.bound.words or (claim.quantity.unit.startswith("count:") and not same)


def _listed_behind(text: str, end: int) -> int | None:
    """How many things the text lists behind a colon in the same sentence: lines with marks, else words with commas and "and"."""
    colon = _COLON.match(text, end)
    if colon is None:
        return None
    rest = text[colon.end() - 1 :].split("\n\n\n", 1)[0][:1500]
    lines = _LISTED.findall(rest)
    if lines:
        return len(lines)
    inline = re.split(r"[.;\n]", text[colon.end() :], maxsplit=1)[0]
    return len(_JOINTS.split(inline)) if inline.strip() else None


def _listed_above(text: str, start: int, end: int) -> int | None:
    """How many points the numbered list above has, where the words behind a number point to it: "the seven listed above"."""
    if _ABOVE.search(text[end : end + _POINTED]) is None:
        return None
    marks = _NUMBERED.findall(text, 0, start)
    return int(marks[-1]) if marks else None


def _are_two(claim: Reading, before: str) -> bool:
    """ "A and B are two accounts"; not "are two times as high"."""
    counts = claim.quantity.unit.startswith("count") and claim.quantity.unit != "count:time"
    return counts and _ARE_TWO.search(before) is not None


def _names_two(before: str) -> bool:
    told = before.rsplit("\n\n", 2)[-2:]  # this paragraph, and the one before it
    return _REFERS_BACK.search(before) is not None and any(_TWO_NAMED.search(part) for part in told)


def _exempt(why: str) -> Outcome:
    return Outcome("exempt", reason=sentence(f"Not judged: {why}"))
