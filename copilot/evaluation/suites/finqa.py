"""FinQA: questions over a filing's table and text, answered by a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from copilot.evaluation.programs import NotAProgram, run_program, spread
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.evaluation.suites.derived import CHANGED, PROGRAMS, RIGHT, Question, lines_of, printed, score_question

_PERCENT = re.compile(r"percent|percentage|growth rate|rate of return|\bproportion\b|\bportion\b", re.I)
_CHANGE = re.compile(r"subtract\([^#]*\), divide\(#0, [^#]*\)")  # a change over its base
_PLAIN = ", as the set prints it"


@suite(
    "finqa",
    needs=("finqa/questions.jsonl.gz",),
    figures=[
        Figure(PROGRAMS, bar=">= 100"),
        Figure(RIGHT, bar=">= 60"),
        Figure(CHANGED, bar="<= 1"),
        Figure(RIGHT + _PLAIN),
        Figure(CHANGED + _PLAIN),
    ],
    baselines=True,
)
def finqa(run: Run) -> Iterator[Score]:
    """Gold programs run; the right answer behind its question is accepted, one with a changed digit is not."""
    for row in run.take(run.rows("finqa", "questions.jsonl.gz")):
        yield _program_score(row)
        if isinstance(row["answer_exec"], int | float):
            yield from score_question(run, as_question(row, plain=False))
            yield from score_question(run, as_question(row, plain=True), _PLAIN)


def as_question(row: Row, *, plain: bool) -> Question:
    """The question with its answer as a percentage where it asks for one and the program gives a fraction, else as it is.

    `plain`: as the set prints it, a fraction with up to five places.
    """
    value = gold = Decimal(str(row["answer_exec"]))
    asked = _PERCENT.search(row["question"]) is not None or _CHANGE.fullmatch(row["program"]) is not None
    in_percent = "const_100)" in row["program"].split("), ")[-1] + ")" and "multiply" in row["program"]
    mark = ""
    if asked and not plain:
        mark = "%"
        value = value if in_percent or abs(value) > 10 else value * 100
    scale = value / gold if gold else Decimal(1)
    reach = spread(row["program"], lambda program: run_program(program, row["table"])) * abs(scale)
    answer = printed(value, 5 if plain else 2 if abs(value) < 1000 else 1)
    sources = (*(_tidy(text) for text in row["contexts"]), lines_of(row["table"]))
    return Question(row["id"], row["question"].strip(), answer, mark, sources, row["program"], reach)


def _tidy(text: str) -> str:
    return text.replace("\\n", " ").strip()


def _program_score(row: Row) -> Score:
    gold = row["answer_exec"]
    try:
        value = run_program(row["program"], row["table"])
    except NotAProgram as error:
        value, problem = Decimal("NaN"), str(error)
    else:
        problem = str(value)
    if isinstance(value, bool):
        right = gold == ("yes" if value else "no")
    else:
        right = not value.is_nan() and gold is not None and abs(value - Decimal(str(gold))) <= Decimal("0.00001")
    failure = {"sample": row["id"], "text": row["program"], "expected": gold, "got": problem}
    return Score(PROGRAMS, right, failure=None if right else failure)
