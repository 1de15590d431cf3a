"""TAT-QA: questions over a table and paragraphs, with the derivation of the answer and its scale."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from copilot.evaluation.programs import NotAProgram, evaluate_expression, spread
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.evaluation.suites.derived import CHANGED, PROGRAMS, RIGHT, Question, lines_of, printed, score_question

_MARKS = {"percent": "%", "thousand": " thousand", "million": " million", "billion": " billion", "": ""}
_IN_LABEL = f"{PROGRAMS}, in the scale of its label"


@suite(
    "tatqa",
    needs=("tatqa/contexts.jsonl.gz",),
    figures=[Figure(PROGRAMS, bar=">= 100"), Figure(_IN_LABEL), Figure(RIGHT), Figure(CHANGED)],
    baselines=True,
)
def tatqa(run: Run) -> Iterator[Score]:
    """Derivations evaluate; the right answer behind its question is accepted, one with a changed digit is not."""
    contexts = run.rows("tatqa", "contexts.jsonl.gz")
    asked = [(context, question) for context in contexts for question in context["questions"] if _is_computed(question)]
    for context, question in run.take(asked):
        yield from _derivation_scores(question)
        if question["answer_type"] == "arithmetic":
            yield from score_question(run, as_question(context, question))


def as_question(context: Row, question: Row) -> Question:
    """The question with its answer in its scale, as "-12.14%" or "73 thousand"."""
    paragraphs = [paragraph["text"] for paragraph in sorted(context["paragraphs"], key=lambda paragraph: paragraph["order"])]
    answer = printed(_gold(question), 4)
    sources = (lines_of(context["table"]["table"]), *paragraphs)
    text, mark, derivation = question["question"].strip(), _MARKS[question["scale"]], question["derivation"]
    reach = spread(derivation, lambda changed: evaluate_expression(changed, question["scale"]))
    return Question(question["uid"], text, answer, mark, sources, derivation, reach)


def _is_computed(question: Row) -> bool:
    return bool(question["derivation"]) and question["answer_type"] in ("arithmetic", "count")


def _gold(question: Row) -> Decimal:
    return Decimal(str(question["answer"]).replace(",", ""))


def _derivation_scores(question: Row) -> Iterator[Score]:
    """Within half a unit of the answer's second place; where the label says percent but the answer is a fraction, either."""
    gold = _gold(question)
    try:
        value = evaluate_expression(question["derivation"], question["scale"])
    except NotAProgram as error:
        shown: Any = str(error)
        in_label = right = False
    else:
        shown = str(value)
        in_label = abs(value - gold) <= Decimal("0.0051")
        right = in_label or (question["scale"] == "percent" and abs(value / 100 - gold) <= Decimal("0.0051"))
    failure = {"sample": question["uid"], "text": question["derivation"], "expected": str(gold), "got": shown}
    yield Score(PROGRAMS, right, failure=None if right else failure)
    yield Score(_IN_LABEL, in_label, failure=None if in_label else failure | {"scale": question["scale"]})
