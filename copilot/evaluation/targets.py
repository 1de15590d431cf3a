"""What answers the questions: the program, and simpler ways beside it over the same retrieved evidence.

- ours: the extractive engine, checked and with a receipt: the same answers whatever model is set.
- model: the model that COPILOT_MODEL names, checked the same way; without one there is no data.
- plain: retrieval with `[n]` and no check: the first sentence of each of the best passages, cited, whatever it says.
- quote: the best passage, quoted whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copilot.checking import check_draft
from copilot.evaluation.questions import Question
from copilot.evaluation.registry import OURS
from copilot.pipeline import ask
from copilot.receipts.store import write_receipt
from copilot.sentences import sentences
from copilot.settings import Settings
from copilot.types import Answer, Article, Draft, DraftSentence, Passage
from copilot.workspace import Workspace, open_workspace

PLAIN_PASSAGES = 5
RANKED = 10  # passages of the search that retrieval is scored on


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer to be scored, with what its scorers need beside it."""

    question: Question
    answer: Answer
    articles: Mapping[str, Article]
    folder: Path  # where its receipt lies
    seconds: float
    retrieved: tuple[
        Passage, ...
    ] = ()  # the search's first ten for the question as asked; for ours alone, it is the same for all


def answer_with(target: str, question: Question, settings: Settings, articles: Mapping[str, Article]) -> Judged:
    """The target's answer. The clock runs from the question to the written receipt."""
    started = time.perf_counter()
    answer = TARGETS[target](question, settings)
    seconds = time.perf_counter() - started
    return Judged(question, answer, articles, settings.folder, seconds, _retrieved(question, settings) if target == OURS else ())


def _retrieved(question: Question, settings: Settings) -> tuple[Passage, ...]:
    from copilot.index.retrieve import search

    with open_workspace(settings) as workspace:
        found = search(workspace.library, question.question, as_of=workspace.as_of, limit=RANKED, embedder=workspace.embedder)
        return tuple(found)


def _ours(question: Question, settings: Settings) -> Answer:
    return ask(question.question, settings=settings.model_copy(update={"model": None}))


def _model(question: Question, settings: Settings) -> Answer:
    return ask(question.question, settings=settings)


def is_ready(target: str, settings: Settings) -> bool:
    """Whether a target can answer with these settings."""
    return target != "model" or settings.model is not None


def _plain(question: Question, settings: Settings) -> Answer:
    def draft(passages: list[Passage]) -> list[DraftSentence]:
        return [DraftSentence(f"{_first_sentence(p.quote)} [{n}]") for n, p in enumerate(passages, 1)]

    return _over_passages(question, settings, PLAIN_PASSAGES, draft)


def _quote(question: Question, settings: Settings) -> Answer:
    return _over_passages(question, settings, 1, lambda passages: [DraftSentence(f"“{p.quote}” [1]") for p in passages])


def _over_passages(
    question: Question, settings: Settings, limit: int, drafted: Callable[[list[Passage]], list[DraftSentence]]
) -> Answer:
    """An answer straight from the search, with no plan, no metric and no refusal but that of an empty search."""
    from copilot.index.retrieve import search

    with open_workspace(settings) as workspace:
        found = search(workspace.library, question.question, as_of=workspace.as_of, limit=limit, embedder=workspace.embedder)
        draft = Draft(
            "extractive", tuple(drafted(found)), tuple(found), (), "answered" if found else "declined", question.question
        )
        return _finished(question, draft, workspace)


def _finished(question: Question, draft: Draft, workspace: Workspace) -> Answer:
    answer = Answer(
        question.question,
        draft.resolved_question,
        workspace.as_of,
        draft.engine,
        draft.status,
        check_draft(draft, as_of=workspace.as_of),
        draft,
        workspace.sample,
        workspace.library.snapshot(),
        workspace.library.newest(workspace.as_of),
        None,
        workspace.notices,
        {},
    )
    return write_receipt(answer, folder=workspace.folder, article_text=lambda i: workspace.library.article(i).text)


def _first_sentence(text: str) -> str:
    spans = sentences(text)
    return text[slice(*spans[0])].strip() if spans else text.strip()


TARGETS: Mapping[str, Callable[[Question, Settings], Answer]] = {"ours": _ours, "model": _model, "plain": _plain, "quote": _quote}
