"""Sentences of articles in the answer: in quotation marks, word for word, with who wrote them; and the sentences we write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.engines.candidates import Candidate, continuation, plain_quote
from copilot.engines.case import Case
from copilot.engines.evidence import Evidence
from copilot.engines.prose import publisher_of, sentence
from copilot.engines.selection import choose
from copilot.engines.vocabulary import vocabulary
from copilot.types import DraftSentence

_VERBS = ("writes", "says")
_LEAST_MATCH = 3.0  # one figure in common, on the subject


def quoted(evidence: Evidence, chosen: Sequence[Candidate], *, with_theme: bool = False, verb: str | None = None) -> list[str]:
    """Each chosen sentence in quotation marks, opened by its theme and its publisher; verb: instead of "writes" and "says"."""
    told = []
    for place, candidate in enumerate(chosen):
        who = publisher_of(candidate.passage)
        theme = theme_of(candidate) if with_theme else None
        opening = f"On {theme}, {who}" if theme else who
        says = _VERBS[place % 2] if verb is None else verb
        told.append(f"{f'{opening} {says}'.strip()}: “{plain_quote(candidate.text)}” {evidence.quote(candidate.passage)}")
    return told


def with_continuation(case: Case, chosen: Sequence[Candidate], limit: int = 1) -> list[str]:
    """The same, and of the first few the next sentence too where it goes on with figures; one passage holds both."""
    told: list[str] = []
    for place, candidate in enumerate(chosen):
        further = continuation(candidate.passage, case.article_text) if place < limit else None
        if further is None:
            told += quoted(case.evidence, [candidate], verb=_VERBS[place % 2])
            continue
        longer = replace(
            candidate.passage,
            end=further[1],
            quote=case.article_text(candidate.passage.article_id)[candidate.passage.start : further[1]],
        )
        mark = case.evidence.quote(longer)
        rest = case.article_text(candidate.passage.article_id)[further[0] : further[1]]
        told.append(f"{publisher_of(longer)} {_VERBS[place % 2]}: “{plain_quote(candidate.text)}” {mark}")
        told.append(f"It goes on: “{plain_quote(rest)}” {mark}")
    return told


def corroborating(case: Case, told: Sequence[str], limit: int, *, in_common: int = 1) -> list[Candidate]:
    """Sentences of articles that print so many of the given figures: they corroborate them, or date them otherwise."""
    figures = printed_figures(told)
    pool = [item for item in case.fitting if len(figures & printed_figures([item.candidate.text])) >= in_common]
    return choose(
        pool,
        limit,
        worth=lambda item: 2.0 * len(figures & printed_figures([item.candidate.text])) + item.relevance,
        least=_LEAST_MATCH,
        spread=0.3,
    )


def printed_figures(texts: Sequence[str]) -> set[str]:
    """The numerals with decimals in the texts, quotations and marks left out.

    >>> sorted(printed_figures(["It rose 12.50% to 1,204.50 in 2024 [M1]."]))
    ['12.50', '1204.50']
    """
    return {figure.replace(",", "") for text in texts for figure in re.findall(r"\d[\d,]*\.\d+", text)}


def theme_of(candidate: Candidate) -> str | None:
    """What the sentence is about, as prose calls it."""
    return vocabulary().theme(candidate.themes[0]).name if candidate.themes else None


def claims(texts: Sequence[str], section: str) -> list[DraftSentence]:
    """Sentences that state something and cite it."""
    return [DraftSentence(sentence(text), "claim", section) for text in texts]


def metas(texts: Sequence[str], section: str) -> list[DraftSentence]:
    """Sentences about the answer itself: no numeral, no citation."""
    return [DraftSentence(text, "meta", section) for text in texts]
