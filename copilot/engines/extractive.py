"""The extractive engine: a question, passages and prices in, a draft out; no model.

It reads the question by rules, quotes whole sentences that argue each way, computes the metrics that bear on the question, and
says what could not be established. Every figure outside a quotation is a metric's, or derives from figures in its own clause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from copilot.engines.case import Case, Library, open_case
from copilot.engines.declining import decline
from copilot.engines.direct import with_direct_quote
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.gathering import Search, gather, unknown_subject
from copilot.engines.narrow import causal_answer, measured_answer, policy_answer, reported, topical_answer
from copilot.engines.outlook import outlook_brief
from copilot.engines.published import published_answer
from copilot.engines.question import understand
from copilot.engines.question_names import names_in_question
from copilot.market.warming import warm
from copilot.types import Draft, DraftSentence, FactSource, Meeting, Passage, PriceSource, SeriesSource

_WRITERS: Mapping[str, Callable[[Case], list[DraftSentence]]] = {
    "outlook": outlook_brief,
    "measure": measured_answer,
    "policy": policy_answer,
    "why": causal_answer,
}


def draft_answer(
    question: str,
    *,
    as_of: date,
    search: Search,
    prices: PriceSource,
    meetings: Sequence[Meeting],
    article_text: Callable[[str], str],
    is_disputed: Callable[[Passage], bool] | None = None,
    series: SeriesSource | None = None,
    facts: Sequence[FactSource] = (),
) -> Draft:
    """The draft for a question over what `search(query, limit)` finds and `prices` hold; nothing after `as_of` is read.

    article_text: the stored text of an article by its id, which the spans of passages index. is_disputed: whether the prices
    contradict what a passage states; such sentences on the question's instrument are quoted as conflicts. series, facts: rates
    and macro figures, and quoted figures of companies and funds, where sources of them are set.
    Raises SourceError only for a price file with a defect; what is not there is said in the draft.
    """
    tickers = frozenset(prices.tickers())
    read = understand(question, as_of=as_of, find_names=lambda text: names_in_question(text, tickers))
    desk, evidence = Desk(prices, meetings, as_of, series=series, facts=facts), Evidence()
    if read.kind in ("advice", "forecast", "future"):
        return _draft(read.text, decline(read, read.kind, gather(read, search), tickers), evidence, "declined")
    warm(prices, [name.ticker for name in read.names if name.ticker], as_of=as_of)
    passages = gather(read, search)
    published = published_answer(read, desk, evidence)
    if not published.is_told and (reason := unknown_subject(read, passages, desk)) is not None:
        return _draft(read.text, [*decline(read, reason, passages, tickers), *published.sentences], evidence, "declined")
    library = Library(search, article_text, is_disputed)
    case = open_case(read, passages, desk, evidence, library)
    if published.is_told:
        sentences = [*published.sentences, *reported(case, 2, published.is_of_it)]
    else:
        sentences = [*_WRITERS.get(read.kind, topical_answer)(case), *published.sentences]
    sentences = with_direct_quote(sentences, read, passages, article_text, evidence)
    if not any(sentence.kind == "claim" for sentence in sentences):
        lacks_time = read.kind == "measure" and read.period is not None and bool(case.subjects)
        declined = decline(read, "window" if lacks_time else "nothing", passages, tickers)
        return _draft(read.text, [*declined, *published.sentences], Evidence(), "declined")
    return _draft(
        _resolved(case), sentences, evidence, "partial" if read.kind == "measure" and not evidence.metrics else "answered"
    )


def _draft(question: str, sentences: Sequence[DraftSentence], evidence: Evidence, status: str) -> Draft:
    return Draft(
        engine="extractive",
        sentences=tuple(sentences),
        passages=tuple(evidence.passages),
        metrics=tuple(evidence.metrics),
        status=status,  # type: ignore[arg-type]
        resolved_question=question,
    )


def _resolved(case: Case) -> str:
    """The question with the instrument it was read as asking about."""
    if not case.is_inferred or not case.subjects:
        return case.question.text
    return f"{case.question.text} (read as a question about {case.subjects[0].ticker})"
