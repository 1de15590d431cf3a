"""What was reported in a time: how the articles of it begin, what was decided, how instruments moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from copilot.engines.candidates import Candidate, candidates_in, names_day
from copilot.engines.case import Library
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.policy import decisions_told
from copilot.engines.question import Question
from copilot.engines.quoting import claims, metas, quoted
from copilot.engines.returns import period_return
from copilot.engines.selection import is_same_story
from copilot.engines.subjects import most_spoken_of
from copilot.types import DraftSentence, Passage

Openings = Callable[[date, date], list[Passage]]  # the first paragraphs of what was published between two days, newest first
_MOST_ARTICLES, _MOST_INSTRUMENTS = 5, 2
_LOOKED_AT, _LATER = 6, 0.6  # sentences of an opening, and what a later one must tell more
_LOOKED_THROUGH, _OF_DAY = 30, 3  # passages in which a day is looked for, sentences on it
_USUAL_DAYS = 7  # of "what is new?"


def digest(question: Question, openings: Openings, library: Library, desk: Desk, evidence: Evidence) -> list[DraftSentence]:
    """What was published in the time asked about, an opening sentence each; what the Fed decided, how instruments moved in it.

    Of a day on which nothing appeared, what later articles tell of it by its date.
    """
    period = question.period or Period(desk.as_of - timedelta(days=_USUAL_DAYS), desk.as_of, "span", (0, 0))
    passages = openings(period.start, min(period.end, desk.as_of))
    chosen: list[Candidate] = []
    for article_id in dict.fromkeys(passage.article_id for passage in passages):
        first = candidates_in([passage for passage in passages if passage.article_id == article_id], library.article_text)
        telling = _telling(first)
        if telling is not None and not any(is_same_story(telling, other) for other in chosen):
            chosen.append(telling)
    if not passages and period.grain == "day":
        passages = library.search(question.text, _LOOKED_THROUGH)
        chosen = _of_day(candidates_in(passages, library.article_text), period.start)
    moves = [
        text
        for subject in most_spoken_of(passages, desk.held)[:_MOST_INSTRUMENTS]
        for text in period_return(desk, evidence, subject.ticker, period)
    ]
    decided = decisions_told(desk, evidence, period) if chosen else []
    return [
        *claims(quoted(evidence, chosen[:_MOST_ARTICLES]), "lead"),
        *claims([*decided, *moves], "data" if chosen else "lead"),
        *metas([] if chosen else ["The library holds no article of the time asked about."], "unknown"),
    ]


def _of_day(sentences: Sequence[Candidate], day: date) -> list[Candidate]:
    """The sentences that name a day, those with a figure first."""
    found = [one for one in sentences if names_day(one.text, day) and not one.is_dangling]
    return sorted(found, key=lambda one: (not one.has_figure, one.rank))[:_OF_DAY]


def _telling(sentences: Sequence[Candidate]) -> Candidate | None:
    """The sentence that tells most of an article among its first: it names things, has a figure and stands early."""
    whole = [
        candidate for candidate in sentences[:_LOOKED_AT] if not candidate.is_dangling and (candidate.names or candidate.themes)
    ]

    def worth(at: int) -> float:
        candidate = whole[at]
        return min(2, len(candidate.names)) + bool(candidate.themes) + candidate.has_figure - _LATER * at

    return whole[max(range(len(whole)), key=worth)] if whole else None
