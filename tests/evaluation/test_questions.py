"""The bundled questions: well formed, of both libraries, some to be declined; every gold proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import UsageError
from copilot.evaluation.questions import WHY, read_questions
from copilot.evaluation.validating import validate
from copilot.resources import resource

QUESTIONS = read_questions(resource("evals", "questions.jsonl"))
GOLD = {"id": "x", "library": "sample", "question": "?", "as_of": "2025-12-18", "answerable": True}


def test_questions_are_of_two_libraries_and_some_must_be_declined_for_every_reason() -> None:
    assert {question.library for question in QUESTIONS} >= {"sample", "second-library"}
    declined = [question for question in QUESTIONS if not question.answerable]
    assert {question.why_declined for question in declined} == set(WHY)
    assert 0.2 <= len(declined) / len(QUESTIONS) <= 0.35


def test_every_gold_span_metric_and_figure_is_proved() -> None:
    bundled = [question for question in QUESTIONS if question.prices is None]
    report = validate(bundled, market=None)
    assert report.wrong == ()
    assert report.proved == len(bundled)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({}, "needs gold"),
        ({"figures": [[]]}, "empty group"),
        ({"figures": [["1%"]], "why_declined": "advice"}, "not declined"),
        ({"answerable": False, "figures": [["1%"]], "why_declined": "advice"}, "no gold"),
        ({"answerable": False, "why_declined": "because"}, "one of"),
        ({"figures": [["1%"]], "figure": 3}, "unknown field figure"),
    ],
)
def test_a_malformed_question_is_refused_with_its_line(row: dict[str, Any], problem: str, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps({**GOLD, **row}))
    with pytest.raises(UsageError, match=f"q.jsonl line 1: .*{problem}"):
        read_questions(file)


WRONG_GOLD: list[tuple[dict[str, Any], str]] = [
    ({"gold_spans": [{"article": "2025-12-10-fed-third-cut.md", "quote": "no such words"}]}, "stands 0 times"),
    ({"gold_spans": [{"article": "none.md", "quote": "x"}]}, "no article none.md"),
    ({"gold_metrics": [{"name": "low", "ticker": "IJR", "value": "113.00", "session": "2025-11-20"}]}, "not 113.00"),
    ({"gold_metrics": [{"name": "low", "ticker": "NONE", "value": "1", "session": "2025-11-20"}]}, "NONE"),
    ({"figures": [["99.9%"]]}, "holds 99.9%"),
]


def test_gold_that_does_not_hold_is_found(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(json.dumps({**GOLD, **row, "id": f"x{n}"}) for n, (row, _) in enumerate(WRONG_GOLD)))
    report = validate(read_questions(file), market=None)
    assert report.proved == 0
    for n, (_, problem) in enumerate(WRONG_GOLD):
        assert problem in dict(report.wrong)[f"x{n}"]
