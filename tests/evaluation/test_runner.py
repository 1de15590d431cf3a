from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copilot.evaluation import registry, runner
from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.evaluation.report import table
from copilot.evaluation.runner import run_suites
from copilot.numbers.types import NumberCheck, Quantity


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch, make_run: Callable[..., Run]) -> Iterator[str]:
    """A suite of ten samples of which every third fails, with a checker that needs no engine."""
    monkeypatch.setattr(registry, "SUITES", registry.SUITES | {})
    monkeypatch.setattr(runner, "SUITES", registry.SUITES)
    monkeypatch.setattr(runner, "checker", lambda name: (make_run().census, make_run().engine))

    @suite("toy", figures=[Figure("even", bar=">= 90"), Figure("never seen", bar=">= 50")], baselines=True, shards=3)
    def toy_suite(run: Run) -> Iterator[Score]:
        """Ten samples."""
        for number in run.take(range(10)):
            run.check(f"It was {number}.", [f"{number}"])
            yield Score("even", number % 3 != 0, failure=None if number % 3 else {"sample": number, "text": "t"})
            yield Score("undeclared", True)

    yield "toy"


def test_scores_come_together_in_the_order_of_the_samples(toy: str) -> None:
    (result,) = run_suites([toy], Path("nowhere"), processes=1)
    assert [failure["sample"] for failure in result.failures] == [0, 3, 6, 9]
    figures = {line.label: line.figures["ours"] for line in result.lines}
    even = figures["even"]
    assert even is not None
    assert (even.value, even.n) == (0.6, 10)
    assert figures["never seen"] is None
    assert result.milliseconds is not None
    assert result.milliseconds["calls"] == 10


def test_a_bar_is_met_missed_or_undecided(toy: str) -> None:
    (result,) = run_suites([toy], Path("nowhere"), processes=1)
    assert [line.meets_bar for line in result.lines] == [False, None, None]
    shown = table([result])
    assert ">= 90 MISSED" in shown
    assert "no data" in shown


def test_a_limit_draws_the_same_samples_whatever_the_shares(toy: str) -> None:
    def drawn(shards: int) -> list[int]:
        seen = []
        for shard in range(shards):
            run = Run(
                Path("x"), lambda text, sources, **options: [], lambda text: [], limit=4, seed=5, shard=shard, shards=shards
            )
            seen += [(run.index, sample) for sample in run.take(list("abcdefghij"))]
        return sorted(index for index, _ in seen)

    assert drawn(1) == drawn(3)
    assert len(drawn(1)) == 4


def test_samples_that_belong_together_come_in_one_share_one_after_another(make_run: Callable[..., Run]) -> None:
    words = ["ant", "bee", "axe", "cow", "bat", "ape"]
    shares = [list(make_run(shard=shard, shards=2).take(words, together=lambda word: word[0])) for shard in (0, 1)]
    assert shares == [["ant", "axe", "ape", "cow"], ["bee", "bat"]]
    run = make_run(limit=3, seed=2)
    drawn = [(run.index, word) for word in run.take(words, together=lambda word: word[0])]
    assert len(drawn) == 3 and all(words[index] == word for index, word in drawn)


def test_a_suite_without_its_files_is_skipped_in_words(tmp_path: Path) -> None:
    (result,) = run_suites(["finqa"], tmp_path, processes=1)
    assert result.skipped is not None
    assert "finqa/questions.jsonl.gz not found" in result.skipped
    assert "skipped" in table([result])


def test_a_suite_of_several_sources_takes_what_there_is(tmp_path: Path) -> None:
    planted = registry.SUITES["planted"]
    assert len(planted.missing(tmp_path)) == 4
    (tmp_path / "numhg").mkdir()
    (tmp_path / "numhg" / "val.jsonl.gz").touch()
    assert planted.missing(tmp_path) == ()


def test_a_crash_is_recorded_and_counts_as_no_verdict() -> None:
    def broken(text: str, sources: object, **options: object) -> list[NumberCheck]:
        raise ZeroDivisionError("by zero")

    def census(text: str) -> list[Quantity]:
        raise IndexError("beyond")

    run = Run(Path("x"), broken, census)
    assert run.check("1", []) == []
    assert run.find("1") == []
    assert [crash.partition(":")[0] for crash in run.crashes] == ["ZeroDivisionError", "IndexError"]


@pytest.mark.slow
def test_two_processes_give_the_same_table_as_one(shared: Path) -> None:
    names = ["census", "contract"]
    one, two = (run_suites(names, shared / "bench", limit=20, processes=processes) for processes in (1, 2))
    assert [(result.suite, result.lines, result.failures) for result in one] == [
        (result.suite, result.lines, result.failures) for result in two
    ]
