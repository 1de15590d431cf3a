"""The abstention suite on a small set made here: facts become a library, a null query must be declined."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import copilot.evaluation.suites  # noqa: F401  (registers them)
from copilot.evaluation.registry import SUITES, Run

FACTS = [
    {"fact_id": "f0", "author": "A", "category": "business", "fact": "The tea harvest in Assam was three weeks late, growers said.",
     "published_at": "2023-10-02T08:00:00+00:00", "source": "Leaf Daily", "title": "Late tea", "url": "https://leaf.example/1"},
    {"fact_id": "f1", "author": "B", "category": "business", "fact": "Tin smelters in the north closed for repairs in May.",
     "published_at": "2023-06-02T08:00:00+00:00", "source": "Ore Post", "title": "Tin", "url": "https://ore.example/1"},
]  # fmt: skip
QUERIES = [
    {"id": "0", "query": "how late was the tea harvest in Assam?", "question_type": "inference_query", "answer": "rain", "evidence_fact_ids": ["f0"]},
    {"id": "1", "query": "what operating margin did Kessrand Hydraulics report?", "question_type": "null_query", "answer": "Insufficient information.", "evidence_fact_ids": []},
]  # fmt: skip


def test_an_answerable_query_finds_its_fact_and_a_null_query_is_declined(tmp_path: Path, make_run: Callable[..., Run]) -> None:
    folder = tmp_path / "multihop-rag"
    folder.mkdir()
    for name, rows in (("evidence_facts", FACTS), ("queries", QUERIES)):
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    scores = list(SUITES["multihop-rag"].function(make_run(data=tmp_path)))
    said = {(score.metric, score.gold): score.said for score in scores}
    assert said[("abstention", True)] is True
    assert said[("abstention", False)] is False
    assert said[("evidence facts among the ten passages found", True)] is True
