"""Planted faults, end to end over real answers of the sample library: each has to be reported by the right part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from copilot.evaluation.faults import evidence, prose, texts
from copilot.evaluation.faults.ground import ALARMS, Ground, Planted, open_ground
from copilot.evaluation.questions import read_questions
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.pipeline import ask
from copilot.resources import resource

MOST = 2  # questions; each is planted with every kind
KINDS = (
    evidence.ARTICLE_LIVE, evidence.ARTICLE_ASKED, evidence.ROW, evidence.STALE, texts.SWAPPED, texts.TICKER, texts.EDITED,
    texts.REMADE, prose.FORGED, prose.INJECTED, prose.OBEYED,
)  # fmt: skip
PLANTERS: tuple[Callable[[Ground, Random], Iterator[Planted]], ...] = (
    evidence.altered_articles,
    evidence.altered_rows,
    evidence.stale_tables,
    texts.swapped_citations,
    texts.wrong_tickers,
    texts.edited_receipts,
    prose.forged_marks,
    prose.injected_instructions,
)


@suite(
    "faults",
    group="faults",
    shards=1,
    figures=[
        *(Figure(kind, bar=">= 100", gate="any") for kind in KINDS),
        Figure(ALARMS, bar="<= 0", better="lower", gate="any"),
    ],
)
def faults(run: Run) -> Iterator[Score]:
    """Planted faults end to end: the share that the right part reports, and untouched copies called faulty."""
    known = read_questions(resource("evals", "questions.jsonl"))
    asked = [q for q in known if q.library == "sample" and q.answerable and q.prices is None][:MOST]
    with open_ground() as (folder, settings):
        for question in run.take(asked):
            run.sample = question.id
            own = settings.model_copy(update={"as_of": question.as_of})
            ground = Ground(folder, own, question, ask(question.question, settings=own))
            for planter in PLANTERS:
                yield from map(_score(ground), planter(ground, run.random(question.id, planter.__name__)))


def _score(ground: Ground) -> Callable[[Planted], Score]:
    def score(planted: Planted) -> Score:
        right = planted.reported != (planted.kind == ALARMS)
        seen = {"question": ground.question.question, "planted": planted.what, "said": planted.said}
        return Score(planted.kind, planted.reported, failure=None if right else seen)

    return score
