"""A question with all that its answer is made from: what it is about, the sentences found, the desk that computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from copilot.engines.candidates import Scored, candidates_in, is_beside, score
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.gathering import Search, gather_more
from copilot.engines.question import Question
from copilot.engines.question_words import MEASURED_OTHERWISE
from copilot.engines.stated import stated
from copilot.engines.subjects import HOME, MARKET_KINDS, Subject, fund_on, is_comparable, most_spoken_of, subjects_of
from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.engines.windows import first_known
from copilot.engines.words import stands_in
from copilot.names import Name, find_names
from copilot.types import Passage

_OF_RISK = re.compile(r"\bfrom (?:daily|weekly|monthly) (?:total )?returns\b", re.IGNORECASE)  # a volatility, no return
_OF_NO_MARKET = {"inflation", "economy"}  # "is inflation rising?" is about no price
_STALE_DAYS = 7
_TO_THE_POINT = 0.5
_MEMBERS_OF_GROUP = 2  # funds that speak for "small caps" in one answer


@dataclass(frozen=True, slots=True)
class Case:
    """`subjects` have prices in the source; `is_inferred`: the question names none, the passages do."""

    question: Question
    subjects: tuple[Subject, ...]
    rivals: tuple[Subject, ...]  # other instruments with prices that the passages speak of, most spoken of first
    is_inferred: bool
    scored: tuple[Scored, ...]
    stated: tuple[Scored, ...]  # those of `scored` that tell a figure of the instrument and time asked about
    desk: Desk
    evidence: Evidence
    article_text: Callable[[str], str]
    is_disputed: Callable[[Passage], bool] | None = None  # whether the prices contradict a passage
    passages: tuple[Passage, ...] = ()  # those that the sentences are of

    @property
    def fitting(self) -> list[Scored]:
        """The sentences that do not speak of other instruments alone."""
        return [item for item in self.scored if not is_beside(item.candidate, self.subjects)]

    def on_theme(self, items: list[Scored], *, enough: int) -> list[Scored]:
        """Those that speak of a theme of the question or hold one of its terms, where there are enough; else all."""
        themes = set(self.question.themes)
        terms, alike = set(self.question.terms), Phrases.of(self.question.synonyms)
        found = [
            item for item in items if themes & set(item.candidate.themes) or terms & item.hits or alike.is_in(item.candidate.text)
        ]
        return found if len(found) >= enough else items

    def share_held(self, item: Scored) -> float:
        """How much of what the question asks about a sentence holds, from 0 to 1; a synonym stands for one word of it."""
        wanted = set(self.question.matters)
        if not self.speaks_of_named(item):
            return 0.0
        if not wanted:
            return 1.0
        synonyms = self.question.synonyms
        held = len(wanted & item.hits) + (bool(synonyms) and Phrases.of(synonyms).is_in(item.candidate.text))
        return min(1.0, held / len(wanted))

    def speaks_of_named(self, item: Scored) -> bool:
        """Whether a sentence or its title names who or what without prices the question names, where it names one."""
        elsewhere = ("country", "place", "other", "central_bank")
        named = [name for name in self.question.names if name.id not in HOME]
        asked = [name for name in named if name.kind in elsewhere or self.is_unpriced(name)]
        if not asked:
            return True
        if any(name.id == told.id for name in asked for told in item.candidate.focus):
            return True
        text = f"{item.candidate.passage.title} {item.candidate.headed[0] if item.candidate.headed else ''} {item.candidate.text}"
        held = {name.id for name in find_names(text)}
        return any(name.id in held or stands_in(name.text, text) for name in asked)

    def is_unpriced(self, name: Name) -> bool:
        """Whether a name is of one instrument that has no prices in the source, and nothing that stands in for it."""
        is_one = name.kind in MARKET_KINDS and name.kind != "generic"
        return is_one and not any(subject.is_meant_by(name) for subject in self.subjects)

    def to_the_point(self, items: list[Scored]) -> list[Scored]:
        """Those that hold at least half of what the question asks about; more, where no sentence found holds all of its words."""
        held = frozenset().union(*(item.hits for item in self.scored))
        is_half_enough = set(self.question.matters) <= held or bool(self.question.synonyms)
        shares = [(item, self.share_held(item)) for item in items]
        return [item for item, share in shares if share > _TO_THE_POINT or (is_half_enough and share == _TO_THE_POINT)]

    def rival_of(self, subject: Subject) -> Subject | None:
        """The instrument of the same kind of market that the passages speak of most, beside the subject and its like."""
        unlike = (other for other in self.rivals if other.family[:1] != subject.family[:1])
        return next((other for other in unlike if is_comparable(other, subject)), None)


@dataclass(frozen=True, slots=True)
class Library:
    """What the engine may ask of the articles: passages for a query, the text they are spans of, which give a price or move to
    another day than the prices do (`is_disputed`), and which of them the prices contradict in anything (`is_wrong`)."""

    search: Search
    article_text: Callable[[str], str]
    is_disputed: Callable[[Passage], bool] | None = None
    is_wrong: Callable[[Passage], bool] | None = None


def open_case(question: Question, found: list[Passage], desk: Desk, evidence: Evidence, library: Library) -> Case:
    """The case of a question over the passages found for it, and over those that its kind of answer needs beside."""
    words = vocabulary().groups["question"]
    spoken = most_spoken_of(found, desk.held, words["falling"] if question.is_about_fall else words["rising"])
    named = _fewer_members(subjects_of(question.names, desk.held))
    named = _with_fresh_funds(named, desk)
    subjects = named or (spoken[:1] if _is_about_some_market(question) else ())
    question = _within_prices(question, subjects, desk)
    passages = gather_more(question, subjects, found, library.search)
    candidates = candidates_in(passages, library.article_text)
    if question.measures and not {"volatility", "drawdown"} & set(question.measures):
        candidates = [candidate for candidate in candidates if not _OF_RISK.search(candidate.text)]
    scored = tuple(score(candidates, question, subjects, as_of=desk.as_of))
    return Case(
        question=question,
        subjects=subjects,
        rivals=tuple(s for s in spoken if s.ticker not in {own.ticker for own in subjects}),
        is_inferred=not named,
        scored=scored,
        stated=stated(question, subjects, passages, scored),
        desk=desk,
        evidence=evidence,
        article_text=library.article_text,
        is_disputed=library.is_disputed,
        passages=tuple(passages),
    )


def _within_prices(question: Question, subjects: Sequence[Subject], desk: Desk) -> Question:
    """The question with "ever" and "its record" from the first price there is of its subjects, "today" the last session."""
    last = max((day for subject in subjects if (day := desk.last_session(subject.ticker)) is not None), default=None)
    if question.is_today and question.period is not None and last is not None and last < question.period.start:
        return replace(question, period=replace(question.period, start=last, end=last))
    start = max((first_known(desk, subject.ticker) for subject in subjects), default=None)
    period, anchor = question.period, question.anchor
    if start is None:
        return question
    if period is not None and period.is_all_time:
        period = replace(period, start=min(start, period.end))
    if anchor is not None and anchor.period is not None and anchor.period.is_all_time:
        anchor = replace(anchor, period=replace(anchor.period, start=min(start, anchor.period.end)))
    return replace(question, period=period, anchor=anchor)


def _fewer_members(named: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Of a group ("large caps") only the first members of the table: what stands for it must not hang on what is written of."""
    kept: list[Subject] = []
    for asked in dict.fromkeys(subject.asked for subject in named):
        members = [subject for subject in named if subject.asked == asked]
        kept += members[:_MEMBERS_OF_GROUP] if members[0].asked_kind == "generic" else members
    return tuple(kept)


def _with_fresh_funds(named: tuple[Subject, ...], desk: Desk) -> tuple[Subject, ...]:
    """With a fund beside an index whose own figures end well before the as-of day."""
    found: list[Subject] = []
    for subject in named:
        found.append(subject)
        last = desk.last_session(subject.ticker)
        if subject.ticker.startswith("^") and (last is None or (desk.as_of - last).days > _STALE_DAYS):
            found += [fund for fund in fund_on(subject, desk.held) if fund.ticker not in {s.ticker for s in named}]
    return tuple(found)


def _is_about_some_market(question: Question) -> bool:
    """Whether a question that names no instrument still is about one: how it moves, or whether its move lasts."""
    if any(name.kind not in ("country", "place") for name in question.names):
        return False
    if question.kind == "measure":  # "how much has inflation risen?" is about no price
        return not question.terms and not set(question.themes) & MEASURED_OTHERWISE
    if question.kind == "outlook":
        return not question.matters and not set(question.themes) & _OF_NO_MARKET
    return question.kind == "why" and not question.terms
