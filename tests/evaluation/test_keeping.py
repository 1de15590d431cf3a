"""A run cut short goes on: finished shares are kept, and belong to one program and one state of the data."""

from __future__ import annotations

from pathlib import Path

import pytest

import copilot.evaluation.suites  # noqa: F401  (registers them)
from copilot.evaluation import keeping
from copilot.evaluation.keeping import PartFolder
from copilot.evaluation.registry import Score
from copilot.evaluation.runner import Part, Task, run_suites

TASK = Task("planted-facts", "ours", Path("nowhere"), 4, 0, 0, 4)


def made() -> Part:
    scores = ((0, "a", Score("right", True, value=1.5)), (1, "b", Score("right", False, failure={"text": "é"})))
    return Part(TASK, scores, (0.25,), (), 1.0)


def test_a_share_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    folder = PartFolder(tmp_path)
    folder.save(made())
    assert folder.load(TASK) == made()
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


@pytest.mark.parametrize(
    "other",
    [
        Task("planted-facts", "string", Path("nowhere"), 4, 0, 0, 4),
        Task("planted-facts", "ours", Path("nowhere"), 4, 1, 0, 4),
        Task("planted-facts", "ours", Path("nowhere"), 4, 0, 0, 4, {"prices": "x"}),
    ],
)
def test_another_target_seed_or_option_is_another_share(tmp_path: Path, other: Task) -> None:
    folder = PartFolder(tmp_path)
    folder.save(made())
    assert folder.load(other) is None


def test_another_program_and_a_damaged_file_are_scored_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PartFolder(tmp_path).save(made())
    for path in tmp_path.iterdir():
        path.write_text(path.read_text()[:40])
    assert PartFolder(tmp_path).load(TASK) is None
    PartFolder(tmp_path).save(made())
    monkeypatch.setattr(keeping, "program_hash", lambda: "changed")
    assert PartFolder(tmp_path).load(TASK) is None


def test_a_run_takes_what_an_earlier_one_finished(tmp_path: Path) -> None:
    class Counting(PartFolder):
        saved = 0

        def save(self, part: Part) -> None:
            self.saved += 1
            super().save(part)

    first = Counting(tmp_path)
    whole = run_suites(["planted-facts"], Path("nowhere"), limit=4, processes=1, keeper=first)
    assert first.saved == 12  # three checkers, four shares
    next(tmp_path.glob("planted-facts-string-2-*")).unlink()
    second = Counting(tmp_path)
    again = run_suites(["planted-facts"], Path("nowhere"), limit=4, processes=1, keeper=second)
    assert second.saved == 1
    assert [result.lines for result in again] == [result.lines for result in whole]
