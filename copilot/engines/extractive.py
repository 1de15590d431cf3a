"""The extractive engine: a question, passages and prices in, a draft out; no model.

It reads the question by rules, quotes whole sentences that argue each way, computes the metrics that bear on the question, and
says what could not be established. Every figure outside a quotation is a metric's, or derives from figures in its own clause.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copilot.engines.asked_alike import answered_under, repeats
from copilot.engines.case import Case, Library, open_case
from copilot.engines.causes import REASONS_DAYS, causal_answer
from copilot.engines.caveats import NO_PRICES, lacking
from copilot.engines.crossings import asks_of_crossings, crossing_in
from copilot.engines.declining import decline, decline_language, itself
from copilot.engines.defining import asks_definition, definitions_asked, speaks_of
from copilot.engines.describing import instrument_described
from copilot.engines.digest import (
    Openings,
    article_summary,
    asks_summary,
    digest,
    is_of_library,
    library_summary,
    names_one_article,
)
from copilot.engines.direct import nearest_quotes, with_direct_quote
from copilot.engines.events import at_decision
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.figure_asked import NO_DAY, NO_FIGURE, figure_asked
from copilot.engines.gathering import PER_FIGURE, Search, gather, unknown_subject
from copilot.engines.holders import matter_of
from copilot.engines.mistakes import mistakes_answer
from copilot.engines.narrow import measured_answer, policy_answer, reported, topical_answer
from copilot.engines.outlook import held_by_none, outlook_brief
from copilot.engines.parts import parts_of
from copilot.engines.periods import all_time
from copilot.engines.policy import NO_VOTERS
from copilot.engines.premise import contradicted_move
from copilot.engines.published import Published, lacks_source, published_answer
from copilot.engines.publishers import asked_of
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question, ranks_several
from copilot.engines.question_side import asks_picture
from copilot.engines.question_time import without_time
from copilot.engines.question_words import OF_ITSELF
from copilot.engines.quoting import NO_OUTRIGHT, metas
from copilot.engines.reading import foreign_language, respelt
from copilot.engines.stated_move import stated_otherwise
from copilot.engines.subjects import subjects_of
from copilot.engines.tables import table_rows
from copilot.engines.unheard import names_written, unheard
from copilot.engines.views import asks_view, person_asked, views_answer, views_held, views_of_person
from copilot.engines.vocabulary import vocabulary
from copilot.engines.windows import window_of
from copilot.market.calendar import is_session
from copilot.market.warming import warm
from copilot.names import Name
from copilot.types import Draft, DraftSentence, FactSource, Meeting, Passage, PriceSource, SeriesSource

_WRITERS: Mapping[str, Callable[[Case], list[DraftSentence]]] = {
    "outlook": outlook_brief,
    "measure": measured_answer,
    "policy": policy_answer,
    "why": causal_answer,
    "views": views_answer,
}


_NOT_GIVEN = (NO_FIGURE, NO_DAY, NO_OUTRIGHT, NO_VOTERS)
_ACTORS = ("company", "other", "country")  # of whom articles tell more than prices


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a draft may rest on, and the evidence it has cited so far."""

    as_of: date
    library: Library
    openings: Openings | None
    publishers: Collection[str]  # that the question names
    houses: Collection[str]  # all of the library
    prices: PriceSource
    tickers: frozenset[str]
    new_desk: Callable[[], Desk]
    evidence: Evidence

    def find_names(self, text: str) -> list[Name]:
        """The names of a question."""
        return names_in_question(text, self.tickers)


@dataclass(frozen=True, slots=True)
class _Part:
    sentences: Sequence[DraftSentence]
    status: str
    resolved: str


def draft_answer(
    question: str,
    *,
    as_of: date,
    search: Search,
    prices: PriceSource,
    meetings: Sequence[Meeting],
    article_text: Callable[[str], str],
    is_disputed: Callable[[Passage], bool] | None = None,
    is_wrong: Callable[[Passage], bool] | None = None,
    series: SeriesSource | None = None,
    facts: Sequence[FactSource] = (),
    publishers: Collection[str] = (),
    openings: Openings | None = None,
    houses: Collection[str] = (),
) -> Draft:
    """The draft for a question over what `search(query, limit)` finds and `prices` hold; nothing after `as_of` is read.

    article_text: the stored text of an article by its id, which the spans of passages index. is_disputed: whether a
    passage gives a price to another day than the prices do; such sentences on the question's instrument are quoted as conflicts.
    is_wrong: whether the prices contradict anything in a passage, which is asked for by its own question. series, facts: rates
    and macro figures, and quoted figures of companies and funds, where sources of them are set. publishers: those of the library
    that the question names; houses: all of its publishers. openings: how the articles of a time begin, for a
    question on the news of it. Raises SourceError only for a price file with a defect; what is not there is said in the draft.
    """
    if (language := foreign_language(question)) is not None:
        return _draft([_Part(decline_language(language), "declined", question)], Evidence())
    sources = _Sources(
        as_of,
        Library(search, article_text, is_disputed, is_wrong),
        openings,
        publishers,
        houses,
        prices,
        frozenset(prices.tickers()),
        lambda: Desk(prices, meetings, as_of, series=series, facts=facts),
        Evidence(),
    )
    asked = respelt(question, sources.find_names(question), lambda word: not unheard([word], (), search))
    return _draft([_part(part, sources) for part in parts_of(asked, sources.find_names, as_of)], sources.evidence)


def _part(text: str, sources: _Sources) -> _Part:
    """The answer to one question, behind the meaning of the term that it asks for."""
    held_before = sources.evidence.count()
    found, meant = _found(text, sources), definitions_asked(text)
    if found.status != "answered":
        asked = understand(text, as_of=sources.as_of, find_names=sources.find_names)
        found = _with(found, metas(lacks_source(asked, sources.new_desk()), "unknown"))
    if not meant or (found.status == "answered" and not asks_definition(text)):
        return found
    is_computed = sources.evidence.count()[1] > held_before[1]
    is_told = is_computed or any(one.kind == "claim" and speaks_of(one.text, text) for one in found.sentences)
    if len(meant) == 1 and is_told:
        return _Part([*metas(meant, "lead"), *found.sentences], "answered", found.resolved)
    sources.evidence.forget_after(held_before)
    return _Part(metas(meant, "lead"), "answered", found.resolved)


def _found(text: str, sources: _Sources) -> _Part:
    """What the articles and the data tell, or why nothing."""
    desk, evidence = sources.new_desk(), sources.evidence
    held_before = evidence.count()
    read = asked_of(understand(text, as_of=sources.as_of, find_names=sources.find_names), sources.publishers)
    read = at_decision(read, desk.meetings, sources.as_of)
    if OF_ITSELF.fullmatch(text) and not (read.names or read.themes):
        return _Part(itself(sources.houses, sources.tickers), "answered", read.text)
    if read.kind in ("advice", "forecast", "future"):
        return _declined(read, sources, read.kind, gather(read, sources.library.search))
    if _is_of_set(read):
        return _declined(read, sources, "uncomputed", gather(read, sources.library.search))
    if _is_of_nothing(read):
        return _declined(read, sources, "vague", gather(read, sources.library.search))
    if crossing_in(read) is None and asks_of_crossings(read) and subjects_of(read.names, desk.held):
        return _declined(read, sources, "crossings", gather(read, sources.library.search))
    if asks_summary(read) and sources.openings is not None:
        if told := _summary(read, sources):
            return _Part(told, "answered", read.text)
        if names_one_article(read):
            return _declined(read, sources, "unheld", gather(read, sources.library.search))
    if read.kind == "digest" and sources.openings is not None:
        told = digest(read, sources.openings, sources.library, desk, evidence)
        if _claims(told):
            return _Part(told, "answered", read.text)
        is_closed = read.period is not None and read.period.grain == "day" and not is_session(read.period.start)
        return _declined(read, sources, "closed" if is_closed else "nothing", gather(read, sources.library.search))
    if read.kind == "mistakes":
        told = mistakes_answer(read, sources.library, desk, evidence)
        return _Part(told, "answered" if _claims(told) else "partial", read.text)
    warm(sources.prices, [name.ticker for name in read.names if name.ticker], as_of=sources.as_of)
    passages = [*gather(read, sources.library.search), *_reports_of_day(read, sources)]
    if asks_view(read) or person_asked(read) is not None:
        passages += sources.library.search(read.text, PER_FIGURE)
    published = published_answer(read, desk, evidence)
    said = " ".join(sources.publishers).lower()
    written = [name for name in names_written(read.text, sources.find_names(read.text)) if name.lower() not in said]
    if not published.is_told:
        missing = [] if _is_computed(read, desk) else unheard(written, passages, sources.library.search)
        if missing:
            return _declined(read, sources, "unheard", passages, missing)
        is_named = bool(written or read.publishers)
        reason = unknown_subject(read, passages, desk, sources.library.search, is_named=is_named)
        if reason is not None:
            part = _with(_declined(read, sources, reason, passages), published.sentences)
            described = instrument_described(read)
            return part if described is None else _Part([*metas([described], "lead"), *part.sentences], "partial", read.text)
    case = open_case(read, passages, desk, evidence, sources.library)
    if asks_view(read):
        told = views_held(read, case.scored, evidence)
        if told or matter_of(read) or read.kind != "outlook":  # of the market itself the arguments tell who leans which way
            return _Part(told, "answered", read.text) if told else _declined(read, sources, "unsaid", passages)
    if thought := views_of_person(read, case.scored, evidence):
        return _Part(thought, "answered", read.text)
    if held_by_none(case):
        return _declined(read, sources, "unsaid", passages)
    under = answered_under(read, passages, sources.library.article_text, evidence)
    sentences = _sentences(case, published)
    is_computed = evidence.count()[1] > held_before[1]
    is_stood_in = bool(case.subjects) and all(subject.asked_kind == "index" for subject in case.subjects)
    if read.kind == "why":
        pass  # a row of figures gives no reason
    elif not is_computed or is_stood_in:  # the index itself before its fund
        sentences = [*table_rows(read, passages, sources.library.article_text, evidence), *sentences]
    elif evidence.count()[0] == held_before[0]:  # no article quoted yet: a row that tells the same
        figures = [sentence.text for sentence in sentences]
        sentences = [*sentences, *table_rows(read, passages, sources.library.article_text, evidence, figures)]
    sentences = with_direct_quote(sentences, read, passages, sources.library.article_text, evidence)
    sentences = [*under, *(one for one in sentences if not repeats(one, under))]
    if _claims(sentences):
        untrue = stated_otherwise(case) if read.kind in ("outlook", "topic") else []
        sentences = list(dict.fromkeys([*metas(contradicted_move(read, desk.meetings), "lead"), *untrue, *sentences]))
        is_lacking = any(one.text in _NOT_GIVEN or one.text.startswith(NO_PRICES) for one in sentences)
        is_partial = is_lacking or (read.kind == "measure" and not evidence.metrics)
        return _Part(sentences, "partial" if is_partial else "answered", _resolved(case))
    evidence.forget_after(held_before)
    return _unanswered(case, published, written, passages, sources)


def _summary(read: Question, sources: _Sources) -> list[DraftSentence]:
    """What a question asks to be told in short, the library or an article that it names; empty where it names neither."""
    assert sources.openings is not None
    if is_of_library(read):
        return library_summary(sources.openings, sources.library, sources.evidence, sources.as_of)
    passages = sources.library.search(read.text, PER_FIGURE)
    if read.period is not None:
        until = min(read.period.end + timedelta(days=REASONS_DAYS), sources.as_of)
        passages = [*passages, *sources.openings(read.period.start, until)]
    return article_summary(read, passages, sources.library, sources.evidence)


def _sentences(case: Case, published: Published) -> Sequence[DraftSentence]:
    """What the writer for this kind of question writes; of no instrument, what the articles say of the matter."""
    read = case.question
    if published.is_told:
        sentences = [*published.sentences, *reported(case, 2, published.is_of_it)]
    else:
        sentences = [*_WRITERS.get(read.kind, topical_answer)(case), *published.sentences]
    as_of, period = case.desk.as_of, read.period
    is_picture = period is not None and asks_picture(without_time(read.text, as_of), period, as_of)
    if (
        not _claims(sentences) and read.kind == "measure" and is_picture
    ):  # "tell me about gold in May", of which there are no prices
        of_matter = replace(case, question=replace(read, kind="topic", measures=()))
        sentences = [*topical_answer(of_matter), *published.sentences, *metas(lacking(case), "unknown")]
    if not _claims(sentences) and not case.subjects and not read.names:
        sentences = (views_answer if read.publishers else topical_answer)(case)
        if read.kind == "why" and _claims(sentences) and not any(one.text == NO_OUTRIGHT for one in sentences):
            sentences = [*metas([NO_OUTRIGHT], "lead"), *sentences]
    return sentences


def _unanswered(
    case: Case, published: Published, written: Sequence[str], passages: Sequence[Passage], sources: _Sources
) -> _Part:
    """What the instrument is, or the sentences nearest to what was asked where it names somebody; else why there is no answer."""
    read = case.question
    if (described := instrument_described(read)) is not None:
        return _Part(metas([described], "lead"), "answered", read.text)
    named = written or [name.text for name in read.names if name.kind in _ACTORS and (read.publishers or read.kind != "measure")]
    if (
        named
        and not read.metrics
        and (near := nearest_quotes(read, named, passages, sources.library.article_text, sources.evidence))
    ):
        return _Part(near, "partial", read.text)
    lacks_time = read.kind == "measure" and read.period is not None and bool(case.subjects)
    within = read.period or all_time(sources.as_of)
    if crossing_in(read) is not None and any(window_of(case.desk, one.ticker, within) for one in case.subjects):
        return _declined(read, sources, "unreached", passages)
    if (asked := figure_asked(read)) is not None:
        return _with(_declined(read, sources, "day" if asked.lacking == NO_DAY else "figure", passages), published.sentences)
    if lacks_time and read.period and read.period.grain == "day" and not is_session(read.period.start):
        return _declined(read, sources, "closed", passages)
    if (read.metrics or read.is_of_many) and case.subjects:
        why = metas(lacking(case), "unknown")
        return _with(_declined(read, sources, "uncomputed", passages), [*why, *published.sentences])
    return _with(_declined(read, sources, "window" if lacks_time else "nothing", passages), published.sentences)


def _declined(read: Question, sources: _Sources, reason: str, passages: Sequence[Passage], names: Sequence[str] = ()) -> _Part:
    return _Part(decline(read, reason, passages, sources.tickers, unheard=names), "declined", read.text)


def _is_of_set(read: Question) -> bool:
    """Whether several instruments are ranked by a word that means them together, of which none has prices."""
    return (
        ranks_several(read.text)
        and not (read.names or read.terms)
        and any(words.is_in(read.text) for words, _ in vocabulary().sets)
    )


def _is_of_nothing(read: Question) -> bool:
    """Whether a question leaves open what it is about: "which was better?", "why?"."""
    is_open = not (read.names or read.terms or read.themes or read.publishers or read.metrics or read.period)
    return is_open and not read.synonyms and (read.kind == "topic" or (read.kind == "why" and not read.measures))


def _reports_of_day(read: Question, sources: _Sources) -> list[Passage]:
    """How the articles of a day and the next begin, for what happened on it; of the days after a weekend too, for why."""
    if sources.openings is None or read.kind not in ("topic", "why") or read.period is None or read.period.grain != "day":
        return []
    after = timedelta(days=REASONS_DAYS if read.kind == "why" else 1)
    return sources.openings(read.period.start, min(read.period.start + after, sources.as_of))


def _with(part: _Part, sentences: Sequence[DraftSentence]) -> _Part:
    return replace(part, sentences=[*part.sentences, *sentences])


def _claims(sentences: Sequence[DraftSentence]) -> bool:
    return any(sentence.kind == "claim" for sentence in sentences)


def _is_computed(read: Question, desk: Desk) -> bool:
    """Whether the data answer a question, so that a name no article holds does not keep it from an answer."""
    return read.kind == "policy" or (read.kind == "measure" and bool(subjects_of(read.names, desk.held)))


def _draft(parts: Sequence[_Part], evidence: Evidence) -> Draft:
    """The parts joined: each sentence once, in the order of the parts; answered in part where one of them is declined."""
    sentences = dict.fromkeys(sentence for part in parts for sentence in part.sentences)
    statuses = {part.status for part in parts}
    return Draft(
        engine="extractive",
        sentences=tuple(sentences),
        passages=tuple(evidence.passages),
        metrics=tuple(evidence.metrics),
        status=statuses.pop() if len(statuses) == 1 else "partial",  # type: ignore[arg-type]
        resolved_question=" · ".join(part.resolved for part in parts),
    )


def _resolved(case: Case) -> str:
    """The question with the instrument it was read as asking about."""
    if not case.is_inferred or not case.subjects:
        return case.question.text
    return f"{case.question.text} (read as a question about {case.subjects[0].ticker})"
