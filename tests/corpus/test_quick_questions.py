"""The questions of the quick eval: well formed, and every gold quote exact."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.library.reading import read_article

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"sample": ROOT / "corpus/articles", "second-library": ROOT / "evals/second-library/articles"}
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "evals/quick.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "id",
    "library",
    "question",
    "as_of",
    "answerable",
    "gold_spans",
    "gold_numbers",
    "gold_metrics",
    "expect_conflict",
    "note",
}


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])
def test_every_gold_quote_stands_in_its_article_once(row: dict[str, Any]) -> None:
    for span in row["gold_spans"]:
        path = FOLDERS[row["library"]] / span["article"]
        assert path.read_text(encoding="utf-8").count(span["quote"]) == 1
        article = read_article(path)
        start = article.text.index(span["quote"])
        assert not any(a < start + len(span["quote"]) and start < b for a, b in article.boilerplate), "gold in boilerplate"
        assert span["article"][:10] <= row["as_of"], "gold after the as-of day"


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])
def test_a_question_has_every_field_and_a_declined_one_has_no_gold(row: dict[str, Any]) -> None:
    assert set(row) == FIELDS
    assert row["question"] and date.fromisoformat(row["as_of"])
    if row["answerable"]:
        assert row["gold_spans"]
    else:
        assert not (row["gold_spans"] or row["gold_numbers"] or row["gold_metrics"] or row["expect_conflict"])


def test_questions_are_of_both_libraries_and_some_must_be_declined() -> None:
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS) == 16
    assert {row["library"] for row in QUESTIONS} == set(FOLDERS)
    assert sum(not row["answerable"] for row in QUESTIONS) == 5
    assert any(row["expect_conflict"] for row in QUESTIONS if row["library"] == "sample")
    assert any(row["expect_conflict"] for row in QUESTIONS if row["library"] != "sample")
