"""Files and folders into a library: what is good is kept, what is not is reported, and Ctrl-C loses nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from copilot.errors import PrerequisiteError, UsageError
from copilot.library.ingest import add_paths, begun_below, give_up, unfinished
from copilot.library.store import Library

if TYPE_CHECKING:
    from copilot.index.embedding import Vectors

STORY = (
    "Shares of {} rose by a wide margin on Monday, and the index of smaller companies ended at its best level since the spring."
)


class WordEmbedder:
    """A vector per text from its words: enough to tell texts apart, and it counts what it embeds."""

    name = "words@00000001"

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        rows = np.zeros((len(texts), 384), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[sum(map(ord, word)) % 384] += 1
            row /= np.linalg.norm(row) or 1
        return rows


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    (place / "deeper").mkdir(parents=True)
    (place / ".hidden").mkdir()
    for name in ("a.txt", "b.md", "deeper/c.TXT", ".hidden/d.txt", "e.csv"):
        (place / name).write_text(f"Headline {name}\nPublished: 2025-06-02\n\n{STORY.format(name)}\n")
    return place


def test_a_folder_is_walked_for_text_and_markdown(library: Library, folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    report = add_paths(library, [folder], embedder=None, progress=lambda *step: steps.append(step))
    assert sorted(item.path.name for item in report.done) == ["a.txt", "b.md", "c.TXT"]
    assert report.count("added") == 3 and not report.failed and not report.interrupted
    assert [step[0] for step in steps] == [0, 1, 2, 3] and {step[1] for step in steps} == {3}
    again = add_paths(library, [folder, folder / "a.txt"], embedder=None)
    assert again.count("unchanged") == 3


def test_an_edited_file_is_replaced(library: Library, folder: Path) -> None:
    add_paths(library, [folder], embedder=None)
    (folder / "a.txt").write_text("Headline a\nPublished: 2025-06-03\n\n" + STORY.format("others"))
    assert [item.outcome for item in add_paths(library, [folder / "a.txt"], embedder=None).done] == ["replaced"]
    assert library.counts()["articles"] == 3


def test_what_cannot_be_read_is_reported_and_the_rest_is_kept(library: Library, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0\1\2")
    (folder / "empty.txt").write_bytes(b"")
    report = add_paths(library, [folder, folder / "none.txt"], embedder=None)
    assert report.count("added") == 3
    assert sorted(path.name for path, _ in report.failed) == ["bad.txt", "empty.txt", "none.txt"]
    assert all(error.fix for _, error in report.failed)


def test_an_empty_folder_and_no_path_at_all_are_said(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    report = add_paths(library, [tmp_path / "nothing"], embedder=None)
    assert "holds no" in report.failed[0][1].problem
    with pytest.raises(PrerequisiteError):
        add_paths(library, [], embedder=None)


def test_a_bad_date_is_refused_before_anything_is_stored(library: Library, folder: Path) -> None:
    with pytest.raises(UsageError):
        add_paths(library, [folder], published="soon", embedder=None)
    assert library.counts()["articles"] == 0


def test_ctrl_c_keeps_what_is_done(library: Library, folder: Path) -> None:
    def interrupt(done: int, _: int, __: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    report = add_paths(library, [folder], embedder=None, progress=interrupt)
    assert report.interrupted and report.count("added") == 2
    assert library.counts()["articles"] == 2
    assert add_paths(library, [folder], embedder=None).count("added") == 1


def test_ctrl_c_within_a_long_file_keeps_what_is_embedded(library: Library, tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"In round {number} the mill sold grain and the miller counted it." * 12 for number in range(200))
    path = tmp_path / "long.txt"
    path.write_text(f"A long ledger\nPublished: 2025-06-01\n\n{paragraphs}")
    embedder, seen = WordEmbedder(), []

    def interrupt(done: int, files: int, name: str) -> None:
        seen.append(name)
        if name.startswith("long.txt 128 of"):
            raise KeyboardInterrupt

    report = add_paths(library, [path], embedder=embedder, progress=interrupt)
    assert report.interrupted and report.count("added") == 1
    assert embedder.embedded == 128 and seen[:2] == ["long.txt", f"long.txt 0 of {library.counts()['chunks']}"]
    again = add_paths(library, [path], embedder=embedder)
    assert again.count("unchanged") == 1 and again.embedded_earlier == library.counts()["chunks"] - 128
    assert not library.needs_repair(embedder.name)


def test_chunks_without_vectors_are_embedded_at_the_next_add(library: Library, folder: Path) -> None:
    add_paths(library, [folder], embedder=None)
    embedder = WordEmbedder()
    assert library.needs_repair(embedder.name)
    report = add_paths(library, [folder], embedder=embedder)
    assert report.embedded_earlier == 3 and not library.needs_repair(embedder.name)
    assert embedder.embedded == 3


def test_a_lost_vector_index_is_rebuilt_without_embedding_again(library: Library, folder: Path) -> None:
    embedder = WordEmbedder()
    add_paths(library, [folder], embedder=embedder)
    index = library.vector_index(embedder.name)
    wanted = index.ids()
    assert len(wanted) == 3
    index.remove([min(wanted)])
    index.put(["orphan-0"], embedder.embed(["nothing"]))
    embedder.embedded = 0
    assert library.repair(embedder) == 0 and embedder.embedded == 0
    assert index.ids() == wanted


def test_a_deleted_vector_folder_comes_back_at_the_next_add(tmp_path: Path, folder: Path) -> None:
    embedder = WordEmbedder()
    with Library.open(tmp_path / "other", create=True) as library:
        add_paths(library, [folder], embedder=embedder)
        wanted = library.vector_index(embedder.name).ids()
    shutil.rmtree(tmp_path / "other" / "vectors")
    with Library.open(tmp_path / "other") as library:
        assert add_paths(library, [folder], embedder=embedder).count("unchanged") == 3
        assert library.vector_index(embedder.name).ids() == wanted


def test_removing_or_replacing_an_article_removes_its_vectors_in_any_process(tmp_path: Path, folder: Path) -> None:
    embedder = WordEmbedder()
    with Library.open(tmp_path / "other", create=True) as library:
        report = add_paths(library, [folder], embedder=embedder)
    removed, replaced = report.done[0].article.id, report.done[1].article.id
    report.done[1].path.write_text("New headline\nPublished: 2025-06-03\n\n" + STORY.format("others"))
    with Library.open(tmp_path / "other") as library:
        library.remove(removed)
        add_paths(library, [report.done[1].path], embedder=embedder)
        left = library.vector_index(embedder.name).ids()
        assert len(left) == 2 and not [identity for identity in left if identity.startswith((removed, replaced))]


def test_what_was_cut_short_is_known_until_it_is_all_in(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (KeyboardInterrupt(), PrerequisiteError("the disk is full", fix="free some space")):
        with monkeypatch.context() as cut:
            cut.setattr("copilot.library.ingest.store_reading", _after_one(error))
            report = add_paths(library, [folder], embedder=None)
        assert len(report.done) == 1 and (report.interrupted, report.stopped_by) in {(True, None), (False, error)}
        (told,) = unfinished(library)
        assert str(folder) in told and "has not finished" in told
    add_paths(library, [folder], embedder=None)
    assert unfinished(library) == []


def test_what_was_cut_short_is_known_through_other_adds(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, later = tmp_path / "other.txt", tmp_path / "later.txt"
    for path in (other, later):
        path.write_text(f"Headline\nPublished: 2025-06-02\n\n{STORY.format(path.name)}\n")
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr("copilot.library.ingest.store_reading", _after_one(KeyboardInterrupt()))
        add_paths(library, [other, Path("articles")], embedder=None)
    assert begun_below(library, str(tmp_path)) == [str(folder)]  # absolute, and without what was added whole
    add_paths(library, [later, folder / "a.txt"], embedder=None)
    assert begun_below(library, "articles") == [str(folder)]
    add_paths(library, [tmp_path], embedder=None)  # all of its files are among these
    assert unfinished(library) == []


def test_of_many_unfinished_paths_the_whole_command_is_told_where_it_is_asked_for(library: Library) -> None:
    import shlex

    names = [f"/desk/no {number}.txt" for number in range(9)]
    library.note("adding", json.dumps(names))
    (short,), (whole,) = unfinished(library), unfinished(library, whole=True)
    assert shlex.split(whole.partition(" has not finished")[0]) == ["copilot", "library", "add", *names]
    assert "9 paths" in short and "copilot library list" in short and "/desk" not in short


def test_what_is_stated_for_a_folder_completes_its_files_and_outranks_a_file_named_itself(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Tin\nSource: Harbour Wire\nPublished: 2025-06-02\n\n{STORY.format('tin')}")
    (folder / "b.txt").write_text(f"Zinc\nPublished: 2025-06-03\n\n{STORY.format('zinc')}")
    done = add_paths(library, [folder], publisher="My Desk", published="2025-07-01", embedder=None).done
    told = [(item.article.publisher, str(item.article.published)[:10]) for item in done]
    assert told == [("Harbour Wire", "2025-06-02"), ("My Desk", "2025-06-03")]
    (item,) = add_paths(library, [folder / "a.txt"], publisher="My Desk", published="2025-07-01", embedder=None).done
    assert (item.article.publisher, str(item.article.published)[:10]) == ("My Desk", "2025-07-01")


def test_an_unfinished_add_can_be_given_up(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("copilot.library.ingest.store_reading", _after_one(KeyboardInterrupt()))
        add_paths(library, [folder], embedder=None)
    assert begun_below(library, "") == begun_below(library, str(folder / "a.txt")) == []
    give_up(library, begun_below(library, str(folder)))
    assert unfinished(library) == [] and library.counts()["articles"] == 1


def _after_one(error: BaseException) -> Any:
    from copilot.library.ingest import store_reading

    calls: list[int] = []

    def store(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) > 1:
            raise error
        return store_reading(*arguments, **options)

    return store
