"""What the public sets beside the checkout must hold for the suites to mean what they say. Skipped where they are absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import copilot.evaluation.suites  # noqa: F401  (registers them)
from copilot.evaluation.registry import SUITES, Run
from copilot.evaluation.suites.derived import PROGRAMS
from copilot.evaluation.suites.extraction import case_id, read_differently

MakeRun = Callable[..., Run]
# These read a large file or answer many questions.
_HEAVY = ("multihop-rag", "realtimeqa", "findver-retrieval", "planted", "planted-slots", "numhg", "coverage", "faults")


@pytest.mark.parametrize("name", ["finqa", "tatqa"])
def test_every_gold_program_gives_the_gold_answer(name: str, make_run: MakeRun, shared: Path) -> None:
    run = make_run(data=shared / "bench")
    scores = [score for score in SUITES[name].function(run) if score.metric == PROGRAMS]
    assert len(scores) > 700
    assert all(score.said for score in scores)


@pytest.mark.parametrize("name", [name for name in SUITES if name not in _HEAVY])
def test_a_suite_scores_real_rows(name: str, make_run: MakeRun, shared: Path) -> None:
    run = make_run(data=shared / "bench", limit=60 if name in _HEAVY else 5)
    assert not SUITES[name].missing(run.data)
    assert list(SUITES[name].function(run))
    assert not run.crashes


@pytest.mark.slow
@pytest.mark.parametrize("name", _HEAVY)
def test_a_large_suite_scores_real_rows(name: str, make_run: MakeRun, shared: Path) -> None:
    test_a_suite_scores_real_rows(name, make_run, shared)


def test_cases_read_differently_are_cases_of_their_sets_with_a_reason(make_run: MakeRun, shared: Path) -> None:
    run = make_run(data=shared / "bench")
    texts = [row["Input"] for row in run.rows("recognizers-text", "english_number_specs.jsonl.gz")]
    texts += [row["req"] for row in run.rows("quantulum3", "quantities.jsonl.gz")]
    texts += [row["text"] for name in ("age", "dimension") for row in run.rows("cqe", f"{name}-model.jsonl.gz")]
    assert set(read_differently()) <= set(map(case_id, texts))
    assert all(reason.endswith(".") for reason in read_differently().values())
