"""What a question is answered from is opened whole, whoever else opens it, and whatever stopped the first time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import UsageError
from copilot.index.embedding import open_embedder
from copilot.library import ingest
from copilot.library.store import Library
from copilot.resources import resource
from copilot.settings import Settings
from copilot.workspace import open_workspace

OPEN = """
import sys
from pathlib import Path
from copilot.settings import Settings
from copilot.workspace import open_workspace
with open_workspace(Settings(home=Path(sys.argv[1]))) as workspace:
    print(len(workspace.library.articles()))
"""
BUNDLED = len(list(resource("corpus", "articles").glob("*.md")))


def count(settings: Settings) -> int:
    with open_workspace(settings) as workspace:
        return len(workspace.library.articles())


def test_an_interrupted_first_start_ends_there_and_the_next_one_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = ingest.store_reading
    calls: list[int] = []

    def interrupt(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return stored(*arguments, **options)

    monkeypatch.setattr(ingest, "store_reading", interrupt)
    with pytest.raises(KeyboardInterrupt):
        count(Settings(home=tmp_path))
    assert count(Settings(home=tmp_path)) == BUNDLED


def test_three_first_starts_at_once_all_see_the_whole_sample(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(tmp_path)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    done = [(process.communicate(timeout=90), process.returncode) for process in started]
    assert [(out.strip(), code) for (out, _), code in done] == [(str(BUNDLED), 0)] * 3, done


def test_weights_that_come_later_give_the_sample_its_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setattr("copilot.index.embedding._installed_weights", lambda: None)
        count(Settings(home=tmp_path))
    with open_workspace(Settings(home=tmp_path)) as workspace:
        if workspace.embedder is None:
            pytest.skip("needs the embedding weights")
        assert not workspace.library.needs_repair(workspace.embedder.name)


def test_a_price_folder_without_prices_is_said(tmp_path: Path) -> None:
    (tmp_path / "prices").mkdir()
    with pytest.raises(UsageError, match="holds no price file"):
        count(Settings(home=tmp_path, prices=str(tmp_path / "prices")))


def test_a_folder_of_price_folders_is_told_which_one_holds_prices(tmp_path: Path) -> None:
    (tmp_path / "prices" / "funds").mkdir(parents=True)
    (tmp_path / "prices" / "funds" / "XYZ.csv").write_text("date,open,high,low,close\n2025-01-02,1,1,1,1\n")
    with pytest.raises(UsageError) as caught:
        count(Settings(home=tmp_path, prices=str(tmp_path / "prices")))
    assert str(tmp_path / "prices" / "funds") in caught.value.fix


STORY = "Tin\nPublished: 2025-06-02\n\nThe price of tin rose by a wide margin on Monday, to its best level since the spring."


def told(home: Path) -> str:
    with open_workspace(Settings(home=home, prices="none")) as workspace:
        return " ".join(workspace.notices)


def test_a_library_begun_and_cut_short_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tin.txt").write_text(STORY)
    with Library.open(tmp_path, create=True) as library:
        assert "holds no article, so the bundled sample is read" in told(tmp_path)
        library.note("adding", json.dumps([str(tmp_path / "tin.txt"), "/my folder"]))
        assert f"copilot library add {tmp_path / 'tin.txt'} '/my folder' has not finished" in told(tmp_path)
        ingest.add_paths(library, [tmp_path / "tin.txt"], embedder=None)
        assert "copilot library add '/my folder' has not finished" in told(tmp_path)
        ingest.give_up(library, ingest.begun_below(library, "/my folder"))
    assert "has not finished" not in told(tmp_path)


def test_passages_without_a_vector_are_counted(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(STORY)
    embedder = open_embedder(None)
    if embedder is None:
        pytest.skip("needs the embedding weights")
    with Library.open(tmp_path, create=True) as library:
        ingest.add_paths(library, [tmp_path / "tin.txt"], embedder=None)
        assert "1 of 1 passages have no vector yet and are found by their words alone" in told(tmp_path)
        ingest.add_paths(library, [tmp_path / "tin.txt"], embedder=embedder)
    assert "no vector" not in told(tmp_path)
