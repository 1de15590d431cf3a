"""What articles tell that the prices contradict, where that itself is asked: "which of their figures are wrong?"."""

from __future__ import annotations

from copilot.engines.candidates import Candidate, candidates_in
from copilot.engines.case import Library
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.gathering import spoken_name
from copilot.engines.prose import publisher_of
from copilot.engines.question import Question
from copilot.engines.quoting import claims, metas, quotation
from copilot.engines.subjects import most_spoken_of, subjects_of
from copilot.types import DraftSentence, Passage

NOTHING_WRONG = "None of the figures found that the prices can test is contradicted by them."
_SOME_WRONG = "The prices contradict what these sentences tell; what they give instead stands under the conflicts."
_PER_QUERY, _MOST_COMPARED, _MOST_QUOTED, _MOST_INSTRUMENTS = 60, 200, 4, 4
_WORDS = "rose fell gained lost returned closed low high percent from to on"


def mistakes_answer(question: Question, library: Library, desk: Desk, evidence: Evidence) -> list[DraftSentence]:
    """The sentences found whose figures the prices contradict, or that there is none among those found.

    Looked through are those with figures of the instruments that the question names, else that the articles speak of most.
    """
    found = library.search(f"{question.text} {_WORDS}", _PER_QUERY)
    for subject in (subjects_of(question.names, desk.held) or most_spoken_of(found, desk.held))[:_MOST_INSTRUMENTS]:
        found += library.search(f"{spoken_name((subject,))} {_WORDS}", _PER_QUERY)
    told = [one for one in candidates_in(found, library.article_text) if one.has_figure and _is_written_in(one.passage, question)]
    wrong = [one for one in told[:_MOST_COMPARED] if library.is_wrong is not None and library.is_wrong(one.passage)]
    quotes = [_quoted(one, evidence) for one in wrong[:_MOST_QUOTED]]
    return [*metas([_SOME_WRONG if quotes else NOTHING_WRONG], "lead"), *claims(quotes, "lead")]


def _is_written_in(passage: Passage, question: Question) -> bool:
    """Whether a sentence was published in the time that the question names, where it names one."""
    period = question.period
    return period is None or (passage.published is not None and period.start <= passage.published.date() <= period.end)


def _quoted(candidate: Candidate, evidence: Evidence) -> str:
    lead = f"Not all figures that {publisher_of(candidate.passage)} gives fit the prices:"
    return quotation(lead, candidate.text, evidence.quote(candidate.passage))
