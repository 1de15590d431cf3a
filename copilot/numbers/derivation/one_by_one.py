"""How many there are where the evidence tells them one by one: "a third man died", "killed four; six others died", "one boy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copilot.calendar_words import ORDINALS
from copilot.numbers.binding.parts import spoken_words
from copilot.numbers.binding.verdicts import Outcome, sentence
from copilot.numbers.evidence.amounts import family
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.readings.entities import stems_of
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.types import Span

_LAST = 12  # of the ordinals in words
_NTH = {word: at for at, word in enumerate(ORDINALS[:_LAST], 1) if at > 1}
_ORDINAL = re.compile(
    rf"\b(?P<nth>{'|'.join(_NTH)})\b(?!-|\s(?:of|quarter|half|week|month|year|day|time|place|round|term)s?\b"
    r"|\s(?:\w+est|most|least)\b|[^\s.;:,—–])(?P<behind>[^.;:,—–]*)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:one|a single)\s(?!of the (?:most|few|first|last|best|largest)\b)(?P<behind>[^.;:,—–]*)", re.IGNORECASE)
_OTHERS = re.compile(r"\s(?:others?|more|additional)\b", re.IGNORECASE)
_AND_OTHERS = re.compile(r"(?:,|,? and|,? plus|,? &)\s$", re.IGNORECASE)
_INCLUDES = re.compile(r"\b(?:includ\w+|among|one of)\b", re.IGNORECASE)
_IS_OPEN = re.compile(  # "no third man died", "may have died", "officials denied that"
    r"\b(?:no|not|nor|never|neither|without|den(?:y|ies|ied)|may|might|could|would|if|whether|feared"
    r"|alleged\w*|rumou?r\w*|expected)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"\b(?:when|after|before|while|as|since|who|which|that|where)\b|[,;]")
_NEAR, _BEFORE = 3, 5  # sentences and figures before the others, among which the first of them are told


def told_one_by_one(claim: Reading, ids: Sequence[str] | None, evidence: Evidence) -> Outcome | None:
    """Checked, where the evidence tells the last of so many, a number and that of the others, or the one; else None.

    The words that the claim has of them must stand behind each: that a third man fell ill says nothing of three dead.
    """
    quantity = claim.quantity
    value = quantity.value
    if value is None or value != value.to_integral_value() or family(quantity.unit) not in ("count", "none"):
        return None
    if quantity.qualifier not in ("none", "at_least") or "." in quantity.text:
        return None
    for id in evidence.ids() if ids is None else ids:
        if id.startswith("M"):
            continue
        text = evidence.sources[int(id) - 1]
        told = next(_in_order(claim, text), None) if value != 1 else next(_alone(claim, text), None)
        if told is not None:
            return _outcome(claim, id, text, [told], f"{text[slice(*told)]}: {value}")
        readings = evidence.readings(id)
        summed = next(_with_others(claim, readings), None) or next(_but_one(claim, readings), None)
        if summed is not None:
            spans, formula = summed
            return _outcome(claim, id, text, spans, formula)
    return None


def _in_order(claim: Reading, text: str) -> Iterator[Span]:
    """The last of the things told in their order, where its place is the claim's number."""
    last: dict[int, Span] = {}
    for match in _ORDINAL.finditer(text):
        if _is_told_of(claim, match["behind"]) and not _is_open(text, match):
            last.setdefault(_NTH[match["nth"].lower()], match.span("nth"))
    if last and max(last) == claim.quantity.value:
        yield last[max(last)]


def _alone(claim: Reading, text: str) -> Iterator[Span]:
    """The one that is told of, where the claim has a single one too: of "1 Tankers" it tells nothing."""
    if re.search(rf"\b{re.escape(_noun(claim))}e?s\b", claim.after, re.IGNORECASE):
        return
    for match in _ONE.finditer(text):
        if _is_told_of(claim, match["behind"]) and not _is_open(text, match):
            yield match.start(), match.start("behind") - 1


def _is_open(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of a match denies what it tells, or leaves it open."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "\n")) + 1
    return _IS_OPEN.search(text, max(begin, match.start() - 300), match.end()) is not None


def _is_told_of(claim: Reading, words: str) -> bool:
    """Whether words tell what the claim counts: its measure, or a word of it that is no name."""
    if claim.measure is not None and any(mention.id == claim.measure for mention in find_measures(words)):
        return True
    told = content_stems(words) & (spoken_words(claim) | content_stems(claim.after.partition(",")[0]))
    counted = claim.quantity.unit.startswith("count:") and bool(told & content_stems(_noun(claim)))
    return len(told if counted else told - stems_of(claim.entities)) > 1


def _noun(reading: Reading) -> str:
    return reading.quantity.unit.removeprefix("count:")


def _with_others(claim: Reading, readings: Sequence[Reading]) -> Iterator[tuple[list[Span], str]]:
    """A count and that of the others of which the same is told: "three pilots died. Six others perished"."""
    value, said = claim.quantity.value or 0, spoken_words(claim) - stems_of(claim.entities)
    for at, others in enumerate(readings):
        rest = others.quantity.value or 0
        if not _counts_others(others) or not 0 < rest < value or others.measure not in (None, claim.measure):
            continue
        for before in reversed(readings[max(0, at - _BEFORE) : at]):
            if others.sentence - before.sentence > _NEAR or before.quantity.value != value - rest or not _is_count(before):
                continue
            if any(_IS_OPEN.search(f"{told.lead} {told.trail}") for told in (before, others)):
                continue
            same = claim.measure is not None and claim.measure == before.measure
            if (same or said & before.words & others.words) and _befell(claim, others, said):
                yield [_span(before), _span(others)], f"{before.quantity.text} + {others.quantity.text} = {value}"


def _befell(claim: Reading, others: Reading, said: frozenset[str]) -> bool:
    """Whether what befell the others, where their own words tell it, is what the claim tells: not "six others were injured"."""
    words = _CUT.split(others.trail.replace(" others", " ", 1), maxsplit=1)[0]
    told = content_stems(words)
    return not told or bool(told & said) or any(mention.id == claim.measure for mention in find_measures(words))


def _span(reading: Reading) -> Span:
    return reading.quantity.start, reading.quantity.end


def _is_count(reading: Reading) -> bool:
    return family(reading.quantity.unit) in ("count", "none") and not reading.row


def _counts_others(reading: Reading) -> bool:
    return _is_count(reading) and (reading.quantity.unit == "count:other" or _OTHERS.match(reading.after) is not None)


def _but_one(claim: Reading, readings: Sequence[Reading]) -> Iterator[tuple[list[Span], str]]:
    """All of them, where the claim names one and counts the others: "a lawmaker, 9 others" of ten that include him."""
    if not _counts_others(claim) or not _AND_OTHERS.search(claim.run_up):
        return
    for whole in readings:
        named = _INCLUDES.search(whole.trail + whole.after) is not None
        said = spoken_words(claim) & whole.words
        if named and said and whole.quantity.value == (claim.quantity.value or 0) + 1 and not whole.row:
            yield [(whole.quantity.start, whole.quantity.end)], f"{whole.quantity.text} − 1 = {claim.quantity.value}"


def _outcome(claim: Reading, id: str, text: str, spans: Sequence[Span], formula: str) -> Outcome:
    operands = [{"source": id, "start": start, "end": end, "text": text[start:end]} for start, end in spans]
    proof: dict[str, object] = {"formula": formula, "operands": operands, "p": None}
    return Outcome("checked", "none", sentence(f"[{id}] tells them one by one, {formula}"), "derived", (proof,))
