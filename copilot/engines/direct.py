"""The sentence of the articles that answers a question in its own words, where there is one.

The other rooms of the engine choose by what kind of answer is wanted; a question that names a matter of its own ("the expense
ratio", "the vote") is best served by the sentence that holds most of its words, whatever they are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from copilot.engines.candidates import has_verb, headed_by, is_of_publisher, plain_quote, sentence_spans
from copilot.engines.dated import tells_other_time
from copilot.engines.evidence import Evidence
from copilot.engines.figure_asked import FigureAsked, figure_asked, over
from copilot.engines.items import is_list_item, is_telling_item
from copilot.engines.periods import Period
from copilot.engines.policy import COUNTS_VOTES, tells_who_was_for
from copilot.engines.prose import publisher_of
from copilot.engines.question import Question
from copilot.engines.question_words import SUPPOSES, asks_of_cut, asks_what_is
from copilot.engines.quoting import NO_OUTRIGHT, claims, metas, quote_of
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.names import find_names
from copilot.types import DraftSentence, Passage

ENOUGH = 0.62  # share of the question's words, by rarity, that the sentence must hold
_BESIDE = 0.5  # what a word counts that stands in the title or the sentence before
_FIGURE = 0.1  # what a figure, where one is asked for, adds to the share
_FEWEST_WORDS = 2  # a question of one word is answered by many sentences
_LONGEST_PERIOD_DAYS, _LATE_DAYS = 100, 10
_SHORTEST, _LONGEST = 12, 340
_NEAREST = 2
_NAMED = frozenset({*MARKET_KINDS, "country", "place"}) - {"generic"}
_NUMBER = re.compile(r"\d")
_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_NO_STATEMENT = re.compile(r"[|\n�]|http|\w/\w+[-/]\w|[?:]\W*$")


@dataclass(frozen=True, slots=True)
class _Line:
    passage: Passage  # the sentence alone
    stems: frozenset[str]
    around: frozenset[str]
    over: str = ""  # the heading that says of whom it is


def with_direct_quote(
    drafted: Sequence[DraftSentence],
    question: Question,
    passages: Sequence[Passage],
    article_text: Callable[[str], str],
    evidence: Evidence,
) -> list[DraftSentence]:
    """The draft, with the sentence that answers in the question's own words quoted where nothing quotes it yet."""
    computed = [at for at, sentence in enumerate(drafted) if sentence.section == "lead" and "[M" in sentence.text]
    of_window = question.period is not None and bool({"volatility", "drawdown"} & set(question.measures))
    if question.kind in ("outlook", "why", "views") or (question.kind == "measure" and (computed or of_window)):
        return list(drafted)  # argued from both sides, or answered by the data, or not by the risk of another time
    is_decided = bool(computed) and drafted[computed[0]].text.startswith(("Yes: ", "No: "))
    if question.kind == "policy" and computed and (is_decided or asks_of_cut(question.text)):
        return list(drafted)  # the table tells whether, which, when and how large
    asked = figure_asked(question)
    best = best_line(question, passages, article_text, asked)
    is_of_votes = question.kind == "policy" and vocabulary().groups["policy"]["votes"].is_in(question.text)
    if best is None or (question.kind == "policy" and _is_written_before(best, question.period)):
        return list(drafted)
    if is_of_votes and _WHO.search(question.text) and (question.period is None or not _names_anybody(best)):
        return list(drafted)  # of another meeting than the last, or of nobody
    if is_of_votes and any(" for the decision" in sentence.text for sentence in drafted) and not tells_who_was_for(best.quote):
        return list(drafted)  # of those who voted against it
    if asked is not None and any(sentence.text == asked.lacking for sentence in drafted):
        drafted = []  # this one gives it
    words = plain_quote(best.quote)
    if any(words in sentence.text for sentence in drafted):
        return list(drafted)
    headed = headed_by(best, article_text(best.article_id))
    quoted = claims([quote_of(evidence, best, headed, f"{publisher_of(best)} writes")], "lead")
    if question.kind == "policy":  # decisions are told whole, and who voted how before them
        votes = is_of_votes and not COUNTS_VOTES.search(question.text)
        place = computed[-1] + 1 if computed and not votes else 0
    else:
        place = computed[0] + 1 if computed else 0
    drafted = [sentence for sentence in drafted if sentence.text != NO_OUTRIGHT]  # this one does
    return [*drafted[:place], *quoted, *drafted[place:]]


def nearest_quotes(
    question: Question,
    names: Sequence[str],
    passages: Sequence[Passage],
    article_text: Callable[[str], str],
    evidence: Evidence,
) -> list[DraftSentence]:
    """The sentences on what the question names, where none answers it: at most two, said to be no more than that."""
    lasts = frozenset(stem for name in names for stem in content_stems(name)[-1:])
    wanted = frozenset(content_stems(_timeless(question))) - _asking()
    found = [line for line in _lines(passages, article_text) if lasts & (line.stems | line.around) and wanted & line.stems]
    ranked = sorted(
        range(len(found)), key=lambda at: (-len(wanted & found[at].stems) - _BESIDE * len(wanted & found[at].around), at)
    )
    quotes = [
        quote_of(evidence, passage, headed_by(passage, article_text(passage.article_id)), f"{publisher_of(passage)} writes")
        for passage in (found[at].passage for at in ranked[:_NEAREST])
    ]
    return [*metas([NO_OUTRIGHT], "lead"), *claims(quotes, "lead")] if quotes else []


def best_line(
    question: Question, passages: Sequence[Passage], article_text: Callable[[str], str], asked: FigureAsked | None = None
) -> Passage | None:
    """The sentence that holds most of what the question asks about; None where none holds enough.

    asked: the figure it must hold, where one is asked for.
    """
    lines = [
        line
        for line in _lines(passages, article_text)
        if is_of_period(line.passage, question.period)
        and not tells_other_time(line.passage, question.time_told)
        and _names(line, question)
    ]
    if asks_what_is(question.text):
        lines = [line for line in lines if not SUPPOSES.match(line.passage.quote)]
    if asked is not None:
        lines = [line for line in lines if asked.holds(line.passage, over(line.passage, _headed(line.passage, article_text)))]
        lines = [line for line in lines if asked.is_best(line.passage)] or lines
    wanted = frozenset(content_stems(_timeless(question))) - _asking()
    if len(wanted) < _FEWEST_WORDS or not lines:
        return None
    held = Counter(stem for line in lines for stem in line.stems)
    weight = {stem: math.log(1 + len(lines) / (1 + held[stem])) for stem in wanted}
    total = sum(weight.values())
    asks_figure = bool(question.measures) or vocabulary().groups["measures"]["amount"].is_in(question.text)

    def fit(line: _Line) -> float:
        own = sum(weight[stem] for stem in wanted & line.stems)
        beside = sum(weight[stem] for stem in (wanted & line.around) - line.stems)
        return (own + _BESIDE * beside) / total + _FIGURE * (asks_figure and bool(_NUMBER.search(line.passage.quote)))

    best = max(range(len(lines)), key=lambda at: (round(fit(lines[at]), 9), -at))
    return lines[best].passage if fit(lines[best]) >= ENOUGH else None


def _names_anybody(passage: Passage) -> bool:
    return any(name.kind == "other" for name in find_names(passage.quote))


def _is_written_before(passage: Passage, period: Period | None) -> bool:
    """Whether a sentence was written before the time asked about, so that it tells of no decision in it."""
    return period is not None and passage.published is not None and passage.published.date() < period.start


def _headed(passage: Passage, article_text: Callable[[str], str]) -> tuple[str, Passage] | None:
    return headed_by(passage, article_text(passage.article_id))


def _timeless(question: Question) -> str:
    """The question without the time it names, which is judged apart."""
    if question.period is None:
        return question.text
    start, end = question.period.span
    return f"{question.text[:start]} {question.text[end:]}"


def _asking() -> frozenset[str]:
    return frozenset(content_stems("happen tell say said know show give mean list name compute please according write"))


def _lines(passages: Sequence[Passage], article_text: Callable[[str], str]) -> Iterator[_Line]:
    seen: set[tuple[str, int]] = set()
    for passage in passages:
        title = frozenset(content_stems(f"{passage.publisher or ''} {passage.title}"))
        before: frozenset[str] = frozenset()
        article = article_text(passage.article_id)
        for start, end in sentence_spans(passage, article_text):
            text, is_item = article[start:end], is_list_item(article, start, end)
            stems = frozenset(content_stems(text))
            is_statement = _is_statement(text, is_item=is_item) and not is_of_publisher(text, passage.publisher)
            if is_statement and (passage.article_id, start) not in seen:
                line = replace(passage, start=start, end=end, quote=text)
                headed = headed_by(line, article)
                heading = headed[0] if headed is not None else ""
                yield _Line(line, stems, title | before | frozenset(content_stems(heading)), heading)
            seen.add((passage.article_id, start))
            before = stems


def _is_statement(text: str, *, is_item: bool) -> bool:
    boilerplate = vocabulary().groups["sentences"]["boilerplate"]
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not _NO_STATEMENT.search(text)
        and (is_telling_item(text, has_verb=has_verb(text)) if is_item else has_verb(text))
        and not boilerplate.is_in(text)
    )


def is_of_period(passage: Passage, period: Period | None) -> bool:
    """Whether a sentence names the time asked about, or was written in it (of a day: on it; of a month: by ten days later).

    Of a longer time: in it or in the months after it, or it names one of its years.
    """
    if period is None or period.is_all_time:
        return True
    if (period.end - period.start).days > _LONGEST_PERIOD_DAYS:
        years = "|".join(str(year) for year in range(period.start.year, period.end.year + 1))
        if passage.published is None or re.search(rf"\b(?:{years})\b", passage.quote):
            return True
        return period.start <= passage.published.date() <= period.end + timedelta(days=_LONGEST_PERIOD_DAYS)
    if period.start == period.end:
        day = period.start
        named = rf"\b(?:{day.day} {day:%b}[a-z]*|{day:%b}[a-z]* {day.day})\b"
        slack = 0
    else:
        named, slack = rf"\b{period.start:%B}\b|\b{period.end:%B}\b", _LATE_DAYS
    written = passage.published is not None and period.start <= passage.published.date() <= period.end + timedelta(days=slack)
    return written or re.search(named, passage.quote) is not None


def names_time(passage: Passage, period: Period) -> bool:
    """Whether a sentence names the month in which a period begins or ends."""
    return re.search(rf"\b(?:{period.start:%B}|{period.end:%B})\b", passage.quote) is not None


def is_of_short_period(passage: Passage, period: Period) -> bool:
    """The same of a period that a sentence can be of: longer ones are named by their length or their ends, if at all."""
    return (period.end - period.start).days <= _LONGEST_PERIOD_DAYS and is_of_period(passage, period)


def _names(line: _Line, question: Question) -> bool:
    """Whether a sentence, or what stands around it, holds each name of a market that the question gives."""
    asked = {name.id for name in question.names if name.kind in _NAMED}
    if not asked:
        return True
    told = [name for text in (line.passage.quote, line.over) for name in find_names(text) if name.kind in _NAMED]
    return asked <= {name.id for name in told} or (not told and bool(line.around & frozenset(content_stems(question.text))))
