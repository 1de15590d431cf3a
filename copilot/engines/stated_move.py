"""A move that a question takes for granted, held against the prices: "it rallied 15% from its May low, will that last?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from copilot.engines import moves, returns
from copilot.engines.case import Case
from copilot.engines.premise import OTHER_FIGURE, fits, stated_change
from copilot.engines.quoting import claims, metas
from copilot.numbers import Quantity
from copilot.types import DraftSentence

_PRINTED = re.compile(r"(\d[\d,]*(?:\.\d+)?)%")


def stated_otherwise(case: Case) -> list[DraftSentence]:
    """That the move a question takes for granted is none that the prices give, what they do give, and which move has the figure.

    Empty where the question states no move of an instrument and time, or one that the prices bear out.
    """
    stated = stated_change(case.question.text)
    if stated is None or stated.direction not in ("up", "down") or not case.subjects:
        return []
    held_before = case.evidence.count()
    told = _told(case)
    if not told or _is_among(stated, told):
        case.evidence.forget_after(held_before)
        return []
    return [*metas([OTHER_FIGURE], "lead"), *claims([*told, *move_that_fits(case, told)], "lead")]


def move_that_fits(case: Case, told: Sequence[str]) -> list[str]:
    """The move of the latest quarter from extreme to extreme, where that one has the figure that a question gives to another."""
    stated, anchor = stated_change(case.question.text), case.question.anchor
    if stated is None or anchor is None or not case.subjects or _is_among(stated, told):
        return []
    held_before = case.evidence.count()
    ticker = case.subjects[0].ticker
    swing = moves.swing(case.desk, case.evidence, ticker, None, falling=anchor.extreme == "high")[:1]
    if not swing or not _is_among(stated, swing):
        case.evidence.forget_after(held_before)
        return []
    return [f"The figure is that of another move: {swing[0]}"]


def _told(case: Case) -> list[str]:
    """The move from the extreme that the question names, else the return over the time that it names and the move within it."""
    question, ticker = case.question, case.subjects[0].ticker
    if question.anchor is not None:
        return moves.move_from(case.desk, case.evidence, ticker, question.anchor)
    if question.period is None:
        return []
    told = returns.period_return(case.desk, case.evidence, ticker, question.period)
    within = moves.swing(case.desk, case.evidence, ticker, question.period, falling=question.is_about_fall)
    return [*told, *(text for text in within if text not in told)] if told else []


def _is_among(stated: Quantity, told: Sequence[str]) -> bool:
    """Whether one of the percentages told, which way they point told by their words, is the one stated."""
    return any(
        fits(stated, Decimal(figure.replace(",", ""))) and _is_down(text) == (stated.direction == "down")
        for text in told
        for figure in _PRINTED.findall(text)
    )


def _is_down(text: str) -> bool:
    """Whether a sentence of ours tells of a loss."""
    return re.search(r"\b(?:fell|lost)\b|−", text) is not None
