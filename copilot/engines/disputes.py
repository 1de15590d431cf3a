"""What articles say of the instrument in question that its prices contradict: quoted as such, never as support."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.engines.candidates import Scored
from copilot.engines.case import Case
from copilot.engines.prose import publisher_of
from copilot.engines.quoting import printed_figures, quotation

_MOST_COMPARED, _MOST_QUOTED = 24, 2
_OF_PRICES = {"move", "level", "low", "high", "relative"}


def disputed_quotes(case: Case, told: Sequence[str] = ()) -> list[str]:
    """At most two sentences with figures of the subjects that the prices contradict, those that fit the question best.

    told: the figures that answer, where the question asks for figures; only a sentence that prints one of them bears on it.
    Empty where the caller gave no way to compare, or where the question is about no price.
    """
    question = case.question
    asks_of_prices = question.kind == "why" or bool(_OF_PRICES & set(question.measures))
    about_prices = not question.themes if question.kind == "outlook" else asks_of_prices
    if case.is_disputed is None or not case.subjects or not about_prices:
        return []
    if question.kind == "measure" and not told:
        return []
    asked = printed_figures(told)
    quotes: list[str] = []
    for item in sorted(_with_figures(case), key=lambda item: (-item.relevance, item.candidate.key))[:_MOST_COMPARED]:
        passage = item.candidate.passage
        if told and not asked & printed_figures([item.candidate.text]):
            continue
        if passage in case.evidence.passages or not case.is_disputed(passage):
            continue
        lead = f"Not all figures that {publisher_of(passage)} gives fit the prices:"
        quotes.append(quotation(lead, item.candidate.text, case.evidence.quote(passage)))
        if len(quotes) == (_MOST_QUOTED if question.kind == "outlook" else 1):
            break
    return quotes


def _with_figures(case: Case) -> list[Scored]:
    """The sentences with a figure that name a subject or what it tracks."""
    return [
        item
        for item in case.fitting
        if item.candidate.has_figure
        and any(
            name.kind != "generic" and subject.is_meant_by(name) for name in item.candidate.names for subject in case.subjects
        )
    ]
