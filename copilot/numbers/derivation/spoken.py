"""A figure joined to the two beside it by words of arithmetic: "4.1 million, 0.3 million short of the 4.4 million"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import comparable, is_money
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.formula import Formula, Program, apart, between, worked_out
from copilot.numbers.formulas.operands import family_of, is_level, size
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems

_THAN = re.compile(
    r"\s(?:more|less|fewer|higher|lower|better|worse|bigger|smaller|larger|above|below|over|under|ahead|short|shy|clear|behind)"
    r"(?: than| of)?\s(?:the |its |their |an? |that of )?(?:[\w’'-]+\s){0,2}?"
    r"|\sfrom\s(?:the |its |an? )?(?:[\w’'-]+\s){0,3}?",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"(?:[^.;\d]|\b(?:19|20)\d\d\b){0,45}[,(–—]\s?(?:up |down )?", re.IGNORECASE)
_BY = re.compile(r"\bby $", re.IGNORECASE)
_OUTDOES = re.compile(
    r"\b(?:f[ae]ll(?:s|ing)? short of|beat|exceed|top(?:s|p)|miss|surpass|outpac|outstrip|overshot|undershot)\w*", re.IGNORECASE
)
_OPENS = re.compile(r"[,(–—]\s?(?:up |down )?", re.IGNORECASE)
_LED_TO = re.compile(r"\sto\s(?:[\w’'-]+\s){0,2}", re.IGNORECASE)
_STARTED = re.compile(r",?\s(?:up |down )?from\s(?:the |its |an? )?(?:[\w’'-]+\s){0,3}?", re.IGNORECASE)
_GAP_OF = re.compile(r"\b(?:an?|or an?|the) (?:difference|gap|spread) of $", re.IGNORECASE)
_LEAVES = re.compile(r"\b(?:leav(?:es?|ing)|left) $", re.IGNORECASE)
_LEAVES_ONLY = re.compile(r"\b(?:leav(?:es?|ing)|left) (?:(?:an?|the|mere|other|only|just|remaining) )*$", re.IGNORECASE)
_SAID_AGAIN = re.compile(r",?\s?(?:or |\(|i\.e\.,? )", re.IGNORECASE)
_NOUN = re.compile(r"(?: (?!or\b|and\b)[a-z-]+){1,4}(?=,? (?:or |\())")
_A_GAP = re.compile(
    r"[,(–—]\s(?:\w+\s){0,2}?(?:lead|gap|difference|spread|margin|advantage|edge|outperformance|underperformance|shortfall|excess)"
    r" of $",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[^()\d;.]{0,30}\((?:about |roughly |around )?")  # "a lead of 3.4 points for the fund (5.1% less 1.7%)"
_BRACKETED = {
    re.compile(r"\s(?:less|minus)\s|\s?[−–-]\s", re.IGNORECASE): arithmetic.difference,
    re.compile(r"\s(?:over|divided by)\s|\s?[/÷]\s?", re.IGNORECASE): arithmetic.ratio,
}
_AS_FAR = re.compile(r"\sas (?:far|much),\s(?:by\s)?", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:\[|[,;)]|\.(?!\d)|$)")
_AGAINST = re.compile(r"\s(?:against|to|versus|vs\.?)\s(?:an? (?:loss|gain|rise|fall|drop|decline) of )?", re.IGNORECASE)
_A_LEAD = re.compile(r"\b(?:by|is|was|are|were|of) $|\band $", re.IGNORECASE)
_LEADS = re.compile(r"[^.;\d]{0,40}?,\s", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\bof (?:the |its |their |all (?:the )?)?$", re.IGNORECASE)
_IN_ALL = re.compile(r"(?:\s[\w-]+)?,? (?:or|that is|which makes|a total of) ", re.IGNORECASE)
_TO = re.compile(
    r"(?:\s[\w-]+){0,3} (?:to|for each of|for|a head for) ", re.IGNORECASE
)  # "a grant of 400 to 29 million households"
_EACH = re.compile(r"\s(?:a|an|per|each|for each|for every)\s(?P<of>[a-z]+)", re.IGNORECASE)
_HELD = re.compile(r"\b(?:against|versus|vs|compared (?:with|to)|than)\b", re.IGNORECASE)
_MORE = re.compile(r"\s(?:more|less|fewer|higher|lower)\b(?!\s(?:than|of)\b)", re.IGNORECASE)


class Spoken(NamedTuple):
    """What the words give; `only` where they leave no other reading."""

    result: Result
    operands: Sequence[Reading]
    only: bool


def spoken(claim: Reading, beside: Mapping[int, Reading]) -> Iterator[Spoken]:
    """What the words right around a figure make of those beside it."""
    points = claim.quantity.unit in ("percentage_point", "basis_point", "index_point")
    told = [
        other
        for _, other in sorted(beside.items())
        if is_level(other) or (points and other.role == "change" and other.quantity.unit == "percent")  # of two rates of growth
    ]
    before = [other for other in told if other.index < claim.index]
    behind = [other for other in told if other.index > claim.index]
    for pair, only in _pairs(claim, before, behind):
        are_changes = points and all(other.role == "change" and other.quantity.unit == "percent" for other in pair)
        formulas = [Formula(apart(arithmetic.difference), pair)] if are_changes else between(claim, *pair)
        made = [found.result for found in worked_out(claim, formulas)]
        yield from (Spoken(result, pair, only) for result in made)
    rates = [other for at, other in sorted(beside.items()) if at < claim.index and other.quantity.unit == "percent"]
    if len(rates) == 2 and _A_GAP.search(before_hedges(claim.run_up)):
        made = [found.result for found in worked_out(claim, between(claim, rates[1], rates[0]))]
        yield from (Spoken(result, rates, True) for result in made)
    against = _held_against(claim, beside)
    if against is not None:
        made = [found.result for found in worked_out(claim, between(claim, *against))]
        yield from (Spoken(result, against, False) for result in made)
    for program, figures in _in_bracket(claim, beside):
        yield from (Spoken(found.result, figures, True) for found in worked_out(claim, [Formula(program, figures)]))
    for program, figures in _others(claim, before):
        yield from (Spoken(found.result, figures, False) for found in worked_out(claim, [Formula(program, figures)]))


def _pairs(
    claim: Reading, before: Sequence[Reading], behind: Sequence[Reading]
) -> Iterator[tuple[tuple[Reading, Reading], bool]]:
    """Two levels that the figure is told between, the one it is held against first."""
    last, lead_in = before[-1] if before else None, before_hedges(claim.run_up)
    against = behind[0] if behind else None
    if last is not None and against is not None and _comparable(last, against):
        than = _THAN.fullmatch(claim.after[: against.quantity.start - claim.quantity.end])
        if than is not None and (_SET_OFF.fullmatch(_up_to(last, claim)) or _OPENS.fullmatch(before_hedges(claim.lead))):
            yield (against, last), True
    if len(behind) > 1 and behind[0].role == "to" and behind[1].role == "from" and _comparable(*behind[:2]):
        led = _LED_TO.fullmatch(claim.after[: behind[0].quantity.start - claim.quantity.end])
        if led is not None and _STARTED.fullmatch(behind[0].after[: behind[1].quantity.start - behind[0].quantity.end]):
            yield (behind[1], behind[0]), True
        return
    earlier = before[-2] if len(before) > 1 else None
    if earlier is None or last is None or not _comparable(last, earlier):
        return
    if _GAP_OF.search(lead_in):
        yield (last, earlier) if size(earlier) > size(last) else (earlier, last), True
    elif _BY.search(lead_in) and _OUTDOES.search(gap(earlier, last)):
        yield (last, earlier), True
    elif _MORE.match(claim.after) and _SET_OFF.fullmatch(_up_to(last, claim)):
        held = _HELD.search(gap(earlier, last)) is not None  # "at 98.20 against a high of 99.10, 0.9% lower"
        yield (last, earlier) if held else (earlier, last), False


def _held_against(claim: Reading, beside: Mapping[int, Reading]) -> tuple[Reading, Reading] | None:
    """The two rates right behind a gap in points, the second first: "is ahead by 4.5 points, 2.6% against a loss of 1.9%"."""
    behind = [other for at, other in sorted(beside.items()) if at > claim.index][:2]
    points = claim.quantity.unit in ("percentage_point", "basis_point")
    if not points or len(behind) < 2 or any(other.quantity.unit != "percent" for other in behind):
        return None
    one, other = behind
    leads = _LEADS.fullmatch(claim.after[: one.quantity.start - claim.quantity.end])
    held = _AGAINST.fullmatch(one.after[: other.quantity.start - one.quantity.end])
    return (other, one) if leads and held and _A_LEAD.search(before_hedges(claim.run_up)) else None


def _in_bracket(claim: Reading, beside: Mapping[int, Reading]) -> Iterator[tuple[Program, Sequence[Reading]]]:
    """The working that a bracket behind the figure gives."""
    behind = [other for at, other in sorted(beside.items()) if at > claim.index][:2]
    if len(behind) < 2 or not _BRACKET.fullmatch(claim.after[: behind[0].quantity.start - claim.quantity.end]):
        return
    one, other = behind
    words = one.after[: other.quantity.start - one.quantity.end]
    if other.after.startswith(")"):
        yield from ((program, (other, one)) for sign, program in _BRACKETED.items() if sign.fullmatch(words))


def as_far(claim: Reading, beside: Mapping[int, Reading]) -> Iterator[tuple[Program, Sequence[Reading]]]:
    """Two moves, of which the one behind is so much of the one before: "fell 0.8 points, the other half as far, 0.4 points"."""
    behind = next((other for at, other in sorted(beside.items()) if at > claim.index), None)
    if behind is None or claim.quantity.unit != "ratio_x":
        return
    if claim.basis.negated or _NOT.search(claim.run_up):
        return
    moves = [other for at, other in beside.items() if at < claim.index and other.role == "change"]
    alike = len(moves) == 1 and moves[0].quantity.unit == behind.quantity.unit
    alike = alike and (behind.role != "change" or moves[0].direction == behind.direction)
    if alike and is_set_beside(claim) and _AS_FAR.fullmatch(claim.after[: behind.quantity.start - claim.quantity.end]):
        yield arithmetic.ratio, (moves[0], behind)


_NOT = re.compile(r"\b(?:not|hardly|barely)\b[^,;]*$|n['’]t\b[^,;]*$", re.IGNORECASE)


def is_set_beside(claim: Reading) -> bool:
    """Whether a figure is so much of another move: "half as far"."""
    return _AS_FAR.match(claim.after) is not None


def _others(claim: Reading, before: Sequence[Reading]) -> Iterator[tuple[Program, Sequence[Reading]]]:
    """A rest that parts leave, a share told beside its number, and what falls on each."""
    if len(before) < 2:
        if before and claim.quantity.unit == "percent" and _LEAVES_ONLY.search(before_hedges(claim.run_up)) and before[0].share:
            yield arithmetic.remainder, before
        return
    if _LEAVES.search(before_hedges(claim.run_up)):
        parts = [other for other in before if _alike(other, before[0])]
        if len(parts) > 1:
            yield arithmetic.less, parts
    part = before[-1]
    if claim.quantity.unit == "percent" and _SAID_AGAIN.fullmatch(_up_to(part, claim), _noun_of(part, claim)):
        wholes = [other for other in before[:-1] if _OF_WHOLE.search(other.lead) and _alike(other, part)]
        yield from ((arithmetic.share, (part, whole)) for whole in wholes[-1:])
    each = _EACH.match(claim.after) if is_money(claim.quantity.unit) else None
    if each is not None:
        money = [other for other in before if is_money(family_of(other))]
        counts = [
            other
            for other in before
            if not is_money(family_of(other)) and content_stems(each["of"]) & content_stems(other.after[:20])
        ]
        yield from ((arithmetic.per_one, (count, sum_)) for count in counts[-1:] for sum_ in money[-1:])
    grant, people = before[-2:]
    is_grant = is_money(claim.quantity.unit) and is_money(family_of(grant)) and people.quantity.unit.startswith("count:")
    if is_grant and _IN_ALL.fullmatch(_up_to(people, claim)) and _TO.fullmatch(gap(grant, people)):
        yield arithmetic.product, (grant, people)


_UP_TO_BASE = re.compile(
    r"\s(?:(?:above|below|over|under|ahead of|behind|short of|[a-z]+ than|of|as [a-z]+ as)\s)?"
    r"(?:(?:(?i:its|the|their|that of)|[A-Z][\w.&-]*['’]s)\s)?(?:[a-z-]+\s){0,2}(?:of\s)?\W?"
)


def held_figure(claim: Reading, figures: Iterable[Reading]) -> Reading | None:
    """The figure printed right behind the words of a comparison, "times the 12.75%", "over its high of 41.20"."""
    behind = min((other for other in figures if other.index > claim.index), key=lambda other: other.index, default=None)
    if behind is None or not _UP_TO_BASE.fullmatch(claim.after[: behind.quantity.start - claim.quantity.end]):
        return None
    return behind


def _noun_of(part: Reading, claim: Reading) -> int:
    """Where the noun that a number counts ends, in the words between the two: "12 regional banks, or 25%"."""
    match = _NOUN.match(gap(part, claim))
    return match.end() if match is not None else 0


_APART = 20  # times: a bid of 41 billion is not held against the 39.30 that a share closed at


def _alike(one: Reading, other: Reading) -> bool:
    return comparable(family_of(one), family_of(other))


def _comparable(one: Reading, other: Reading) -> bool:
    """Whether two figures may be held against one another: of one kind and one size."""
    small, large = sorted((size(one), size(other)))
    return _alike(one, other) and large <= _APART * small


_MARK = re.compile(r"\s?\[[^\[\]]{0,2}\d[^\[\]]*\]")


def _up_to(one: Reading, claim: Reading) -> str:
    """The words between a figure and a claim behind it, up to those that say how closely the claim is meant."""
    return before_hedges(gap(one, claim))


def gap(one: Reading, other: Reading) -> str:
    """The words between a figure and a later one, without citations; of a long way only the last of them, behind an "…"."""
    length = other.quantity.start - one.quantity.end
    words = other.run_up[-length:] if 0 < length <= len(other.run_up) else f"… . {other.run_up}"
    return _MARK.sub("", words)
