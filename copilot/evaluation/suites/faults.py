"""Planted faults, end to end over real answers of the sample library: each has to be reported by the right part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from copilot.evaluation.faults import drafts, evidence, prose, receipts
from copilot.evaluation.faults.ground import ALARMS, Ground, Planted, open_ground
from copilot.evaluation.questions import Question, read_questions
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.pipeline import ask
from copilot.resources import resource

MOST = 36  # questions; each is planted with every kind, so that each kind is planted some twenty times
LEAD = ("q01", "q04")  # what a run of two questions asks: between them every kind can be planted
KINDS = (
    evidence.ARTICLE_LIVE, evidence.ARTICLE_ASKED, evidence.ROW, evidence.STALE, drafts.SWAPPED, drafts.SWAPPED_METRIC,
    drafts.TICKER, receipts.EDITED, receipts.REMADE, prose.FORGED, prose.FORGED_WITHIN, prose.INJECTED, prose.FENCED,
    prose.OBEYED,
)  # fmt: skip
PLANTERS: tuple[Callable[[Ground, Random], Iterator[Planted]], ...] = (
    evidence.altered_articles,
    evidence.altered_rows,
    evidence.stale_tables,
    drafts.swapped_citations,
    drafts.wrong_tickers,
    receipts.edited_receipts,
    prose.forged_marks,
    prose.injected_instructions,
)


@suite(
    "faults",
    group="faults",
    shards=2,
    figures=[
        *(Figure(kind, bar=">= 100", gate="any") for kind in KINDS),
        Figure(drafts.SWAPPED_WORDS),
        Figure(receipts.UNPINNED, gate="none"),
        Figure(ALARMS, bar="<= 0", better="lower", gate="any"),
    ],
)
def faults(run: Run) -> Iterator[Score]:
    """Planted faults end to end: the share that the right part reports, and untouched copies called faulty."""
    with open_ground() as (folder, settings):
        for question in run.take(asked(run.limit)):
            run.sample = question.id
            own = settings.model_copy(update={"as_of": question.as_of})
            ground = Ground(folder, own, question, ask(question.question, settings=own))
            for planter in PLANTERS:
                yield from map(_score(ground), planter(ground, run.random(question.id, planter.__name__)))


def asked(limit: int | None) -> list[Question]:
    """The questions over the sample library and its own prices, evenly spread, those that hold every kind first."""
    known = [q for q in read_questions(resource("evals", "questions.jsonl")) if q.library == "sample" and q.prices is None]
    answerable = {q.id: q for q in known if q.answerable}
    lead = [answerable.pop(id) for id in LEAD]
    rest = list(answerable.values())
    step = len(rest) // (MOST - len(lead))
    return [*lead, *rest[::step]][: min(limit or MOST, MOST)]


def _score(ground: Ground) -> Callable[[Planted], Score]:
    def score(planted: Planted) -> Score:
        right = planted.reported != (planted.kind == ALARMS)
        seen = {"question": ground.question.question, "planted": planted.what, "said": planted.said}
        return Score(planted.kind, planted.reported, failure=None if right else seen)

    return score
