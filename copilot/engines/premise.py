"""What a question takes for granted or asks to be confirmed: that a rate was raised, that something gained 15%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from copilot.engines.evidence import Evidence
from copilot.engines.periods import Period
from copilot.engines.question import Question
from copilot.engines.vocabulary import vocabulary
from copilot.numbers import Quantity, find_quantities
from copilot.numbers.binding.windows import window
from copilot.types import Meeting, Metric

NO_INCREASE = "The question takes a rate increase for granted: the table of meetings holds none"
NO_CUT = "The question takes a rate cut for granted: the table of meetings holds none"
NO_FALL = "Over the whole of the time that the question names the price did not fall."
NO_RISE = "Over the whole of the time that the question names the price did not rise."
OTHER_FIGURE = "The figure that the question names is none of those that the prices give."

_FED = r"(?:fed(?:eral reserve)?|fomc|committee|central bank)(?:['’]s)?"
_HIKED, _CUT = (
    re.compile(rf"\b(?:{past}|(?:did|has|had|have)\b[^?]{{0,30}}\b(?:{verb})|{_FED} (?:{noun})|rate (?:{noun}))\b", re.IGNORECASE)
    for past, verb, noun in (
        ("raised|hiked", "raise|hike", "hikes?|increases?"),
        ("lowered", "lower|cut", "cuts?"),
    )
)
_RATES = re.compile(rf"\b(?:rates?|{_FED})\b", re.IGNORECASE)
# What is still open is not taken for granted.
_IS_OPEN = re.compile(
    r"\b(?:if|whether|will|would|could|might|may|can|should|next|expect\w*|ever|until|before|last|first|how (?:many|often))\b"
    r"|^\W*(?:did|has|have|had|is|are|was|were|do|does)\b",
    re.IGNORECASE,
)
_IS_DOWN, _IS_UP = (re.compile(rf"\b(?:is|are|was|were)\b[^?]*\b{way}\b", re.IGNORECASE) for way in ("down", "up"))
_YEAR = timedelta(days=365)
_MARK = re.compile(r"\[M(\d+)\]")
_PRINTED = re.compile(r"(\d[\d,]*(?:\.\d+)?)%")


def stated_change(text: str) -> Quantity | None:
    """The one change in per cent that a question states; None where it states none, or several.

    >>> found = stated_change("did it gain about 5% in May?")
    >>> found.value, found.qualifier
    (Decimal('5'), 'about')
    """
    found = [item for item in find_quantities(text) if item.unit == "percent" and item.value is not None]
    return found[0] if len(found) == 1 else None


def fits(stated: Quantity, percent: Decimal) -> bool:
    """Whether a magnitude in per cent is what a question states. A bound has no far end: what gained 66% gained more than 10%."""
    value = abs(stated.value or Decimal(0))
    bounds = {"over": percent > value, "at_least": percent >= value, "under": percent < value, "at_most": percent <= value}
    if stated.qualifier in bounds:
        return bounds[stated.qualifier]
    return window(value, stated.ulp or Decimal(0), stated.qualifier).holds(percent)


def is_as_stated(stated: Quantity, changes: Sequence[Metric], *, falling: bool) -> bool | None:
    """Whether one of the changes is the one stated; None where it is a bound that one of them passes and another does not."""
    if not changes:
        return None
    fitting = [(one.value < 0) == falling and fits(stated, abs(one.value) * 100) for one in changes]
    if stated.qualifier in ("over", "at_least", "under", "at_most"):
        return fitting[0] if len(set(fitting)) == 1 else None
    return any(fitting)


def contradicted_figure(question: Question, told: Sequence[str]) -> list[str]:
    """That none of the figures told is the one that the question states: "why did it gain 15%?"."""
    stated = stated_change(question.text)
    printed = [Decimal(figure.replace(",", "")) for text in told for figure in _PRINTED.findall(text)]
    if stated is None or not printed or any(fits(stated, figure) for figure in printed):
        return []
    return [OTHER_FIGURE]


def contradicted_direction(question: Question, evidence: Evidence, told: Sequence[str]) -> list[str]:
    """That the price did not fall, or not rise, over the time that a question asks the reason of: "why did it fall in May?"."""
    if question.period is None:
        return []
    cited = [evidence.metrics[int(mark) - 1] for text in told for mark in dict.fromkeys(_MARK.findall(text))]
    moves = [metric for metric in cited if metric.name in ("total return", "price return")]
    longest = max((_length(metric) for metric in moves), default=timedelta())  # that of the whole time, and of no day in it
    changes = [metric.value for metric in moves if _length(metric) == longest]
    falling = question.is_about_fall or _IS_DOWN.search(question.text) is not None
    rising = vocabulary().groups["question"]["rising"].is_in(question.text) or _IS_UP.search(question.text) is not None
    if falling and changes and min(changes) > 0:
        return [NO_FALL]
    return [NO_RISE] if rising and not falling and changes and max(changes) < 0 else []


def _length(metric: Metric) -> timedelta:
    return metric.end - metric.start if metric.start is not None and metric.end is not None else timedelta()


def contradicted_move(question: Question, meetings: Sequence[Meeting]) -> list[str]:
    """That the rate was never moved the way the question takes for granted, in the time it names or in the past year."""
    text = question.text
    raised, cut = _HIKED.search(text), _CUT.search(text)
    since = re.search(r"\b(?:since|after|following)\b", text, re.IGNORECASE) is not None
    if bool(raised) == bool(cut) or not _RATES.search(text) or (_IS_OPEN.search(text) and not (since and raised)):
        return []
    inside = _within(question.period, meetings, question)
    if not inside or any((meeting.change_bps or 0) * (1 if raised else -1) > 0 for meeting in inside):
        return []
    when = "in the past year" if question.period is None else "in the time that it names"
    return [f"{NO_INCREASE if raised else NO_CUT} {when}."]


def _within(period: Period | None, meetings: Sequence[Meeting], question: Question) -> list[Meeting]:
    if period is not None:
        return [meeting for meeting in meetings if period.start <= meeting.announced <= period.end]
    return [one for one in meetings if question.as_of is not None and question.as_of - _YEAR <= one.announced]
