"""The question suite: questions end to end over the bundled libraries, and, where prices are named, over real bars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copilot.evaluation.homes import open_homes
from copilot.evaluation.questions import read_questions
from copilot.evaluation.registry import Run, Score, suite
from copilot.evaluation.scorers import scores_of
from copilot.evaluation.scorers.registry import figures
from copilot.evaluation.targets import TARGETS, answer_with, is_ready
from copilot.resources import resource


@suite("questions", targets=tuple(TARGETS), group="questions", shards=2, figures=[*figures()])
def questions(run: Run) -> Iterator[Score]:
    """Questions over two libraries; beside ours, a model if one is set, plain retrieval with no check, the best passage."""
    market = Path(run.options["prices"]) if "prices" in run.options else None
    with open_homes(market) as homes:
        asked = [q for q in read_questions(resource("evals", "questions.jsonl")) if homes.has_prices(q)]
        for question in run.take(asked):
            if not is_ready(run.target, homes.settings(question)):
                return
            run.sample = question.id
            judged = answer_with(run.target, question, homes.settings(question), homes.articles(question))
            yield from scores_of(judged)
