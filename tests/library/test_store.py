"""The library on disk: idempotent, atomic, one writer, readable while written, honest about what stops it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from copilot.errors import PrerequisiteError, UsageError
from copilot.index.retrieve import search
from copilot.library.chunking import chunk_article
from copilot.library.database import translated
from copilot.library.reading import make_article
from copilot.library.store import Library, has_library, last_second
from copilot.types import Article, Chunk

DAY = date(2025, 6, 30)


def article(name: str, day: str | None = "2025-06-02", *, words: int = 80) -> Article:
    header = f"\nPublished: {day}" if day else ""
    return make_article(
        f"Headline {name}\nSource: Example Wire{header}\n\nShares of {name} rose. {'More was said. ' * (words // 3)}",
        source=f"{name}.txt",
    ).article


def put(library: Library, item: Article, origin: str | None = None) -> str:
    return library.add(item, chunk_article(item), origin=origin)


def chunks_of(library: Library, article_id: str) -> list[Chunk]:
    """The chunks of an article as they are stored, in order."""
    text = library.article(article_id).text
    query = "SELECT id, first, last FROM chunks WHERE article_id = ? ORDER BY first"
    return [
        Chunk(row["id"], article_id, row["first"], row["last"], text[row["first"] : row["last"]])
        for row in library.database.execute(query, (article_id,))
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def test_a_missing_library_is_named_and_made_only_on_request(tmp_path: Path) -> None:
    with pytest.raises(PrerequisiteError, match="no library"):
        Library.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    Library.open(tmp_path / "none", create=True).close()
    assert has_library(tmp_path / "none")


def test_what_is_added_comes_back_equal_after_reopening(tmp_path: Path) -> None:
    items = [article("alpha"), article("beta", "2025-06-09"), article("gamma", None)]
    with Library.open(tmp_path, create=True) as library:
        assert [put(library, item) for item in items] == ["added"] * 3
        chunks = {item.id: chunks_of(library, item.id) for item in items}
    with Library.open(tmp_path) as library:
        assert library.articles() == [items[1], items[0], items[2]]
        assert {item.id: chunk_article(item) for item in items} == chunks
        assert library.counts() == {"articles": 3, "undated": 1, "chunks": sum(map(len, chunks.values()))}


def test_adding_again_changes_nothing(library: Library) -> None:
    put(library, article("alpha"), "/a")
    before = library.snapshot()
    assert put(library, article("alpha"), "/a") == "unchanged"
    assert put(library, replace(article("alpha"), source="copy.txt"), "/elsewhere") == "unchanged"
    assert library.snapshot() == before and library.counts()["articles"] == 1


def test_an_edited_file_replaces_its_earlier_text(library: Library) -> None:
    put(library, article("alpha"), "/a")
    edited = article("alphas")
    assert put(library, edited, "/a") == "replaced"
    assert [item.id for item in library.articles()] == [edited.id]


def test_a_date_given_later_replaces_and_is_not_lost_again(library: Library) -> None:
    undated, dated = (
        article("alpha", None),
        replace(article("alpha", None), published=article("alpha").published, publisher="Other"),
    )
    assert put(library, undated) == "added"
    assert put(library, dated) == "replaced"
    assert put(library, undated) == "unchanged" or library.article(undated.id).published == dated.published
    assert library.article(undated.id).published == dated.published


def test_remove_takes_an_article_out_of_every_table(library: Library) -> None:
    first, second = article("alpha"), article("beta")
    put(library, first)
    put(library, second)
    assert library.remove(first.id[:6]).id == first.id
    assert [item.id for item in library.articles()] == [second.id]
    found = library.database.execute("SELECT count(*) FROM words WHERE words MATCH 'alpha'").fetchone()[0]
    assert found == 0


def test_an_id_may_be_shortened_while_it_is_unique(library: Library) -> None:
    item = article("alpha")
    put(library, item)
    assert library.article(item.id[:4]) == item
    put(library, replace(item, id=item.id[:4] + "00000000"))
    for wrong in (item.id[:4], "ffffffffffff", "", "%", "' OR 1=1"):
        with pytest.raises(UsageError):
            library.article(wrong)
    assert library.article(item.id) == item


def test_the_snapshot_depends_on_the_articles_and_not_on_their_order(tmp_path: Path) -> None:
    items = [article(name) for name in ("alpha", "beta", "gamma")]
    snapshots = set()
    for number, order in enumerate((items, items[::-1])):
        with Library.open(tmp_path / str(number), create=True) as library:
            for item in order:
                put(library, item)
            snapshots.add(library.snapshot())
    assert len(snapshots) == 1
    with Library.open(tmp_path / "0") as library:
        library.remove(items[0].id)
        assert library.snapshot() not in snapshots


def test_newest_respects_the_day(library: Library) -> None:
    assert library.newest() is None
    for day in ("2025-06-02", "2025-06-20", None):
        put(library, article(f"of {day}", day))
    newest, earlier = library.newest(), library.newest(date(2025, 6, 19))
    assert newest is not None and newest.date() == date(2025, 6, 20)
    assert earlier is not None and earlier.date() == date(2025, 6, 2)


def test_a_day_ends_at_midnight_in_new_york_in_winter_and_summer() -> None:
    from datetime import datetime

    for day, end in (("2025-07-04", "2025-07-05T03:59:59+00:00"), ("2025-12-18", "2025-12-19T04:59:59+00:00")):
        assert last_second(date.fromisoformat(day)) == int(datetime.fromisoformat(end).timestamp())


def test_a_note_is_kept_until_it_is_forgotten(library: Library) -> None:
    assert library.noted("source_stamp") is None
    library.note("source_stamp", "abc")
    library.note("adding", "x")
    library.note("source_stamp", "def")
    assert library.noted("source_stamp") == "def"
    library.note("adding", None)
    assert (library.noted("adding"), library.noted("source_stamp")) == (None, "def")


HOLD = """
import sys, time
from pathlib import Path
from copilot.library.store import Library
with Library.open(Path(sys.argv[1]), create=True) as library, library.writing():
    print("held", flush=True)
    time.sleep(60)
"""


def hold_the_lock(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_refused_by_name_and_a_dead_one_leaves_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copilot.library.store._LOCK_WAIT_S", 0.2)
    process = hold_the_lock(tmp_path)
    try:
        with Library.open(tmp_path) as library:
            assert library.articles() == []
            with pytest.raises(PrerequisiteError, match=r"library\.lock"):
                put(library, article("alpha"))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert put(library, article("alpha")) == "added"
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_a_reader_goes_on_while_a_writer_adds(tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as writer:
        put(writer, article("alpha"))
        failures: list[BaseException] = []
        stop = threading.Event()

        def read() -> None:
            try:
                with Library.open(tmp_path) as reader:
                    while not stop.is_set():
                        found = search(reader, "alpha shares", as_of=DAY, embedder=None)
                        assert found and len(reader.articles()) >= 1
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        for number in range(25):
            put(writer, article(f"beta{number}"))
        stop.set()
        thread.join()
        assert not failures
        assert writer.counts()["articles"] == 26


ADD_FOR_EVER = """
import sys
from pathlib import Path
from copilot.library.chunking import chunk_article
from copilot.library.database import translated
from copilot.library.reading import make_article
from copilot.library.store import Library
import numpy
with Library.open(Path(sys.argv[1]), create=True) as library:
    for number in range(100000):
        text = f"Headline {number}\\nPublished: 2025-06-02\\n\\n" + f"Sentence of article {number} is here. " * 60
        item = make_article(text, source="a.txt").article
        chunks = chunk_article(item)
        vectors = numpy.eye(384, dtype=numpy.float32)[: len(chunks)]
        library.add(item, chunks, vectors, model="test@00000000")
        print(item.id, flush=True)
"""


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    for pause in (0.02, 0.11):
        process = subprocess.Popen([sys.executable, "-c", ADD_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip()]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait()
        process.stdout.close()
        with Library.open(tmp_path) as library:
            stored = {item.id: item for item in library.articles()}
            assert set(acknowledged) <= set(stored)
            assert library.database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            vectors = library.vector_index("test@00000000").ids()
            for item in stored.values():
                assert chunks_of(library, item.id) == chunk_article(item)
                assert {chunk.id for chunk in chunks_of(library, item.id)} <= vectors
            assert not library.needs_repair("test@00000000")


AS_NOBODY = """
import os, sys
from datetime import date
from pathlib import Path
import numpy, filelock
from copilot.errors import CopilotError
from copilot.index.retrieve import search
from copilot.library.store import Library
from copilot.library.reading import make_article
from copilot.library.chunking import chunk_article
from copilot.library.database import translated
from copilot.index.vectors import VectorIndex
if os.geteuid() == 0:  # root may write anywhere; what is imported later must still be readable, so Chroma is warmed up first
    VectorIndex(Path(sys.argv[2]), "warm@00000000").put(["a"], numpy.ones((1, 384), numpy.float32))
    os.setgid(65534); os.setuid(65534)
class Fixed:
    name = "test@00000000"
    def embed(self, texts):
        return numpy.eye(384, dtype=numpy.float32)[: len(texts)]
with Library.open(Path(sys.argv[1])) as library:
    print(len(library.articles()), len(search(library, "alpha", as_of=date(2025, 6, 30), embedder=Fixed())))
    index = library.vector_index(Fixed.name)
    print(len(index.propose(Fixed().embed(["a"])[0], sorted(index.ids()), 5)))
    item = make_article("New\\n\\nSome text of it.", source="a").article
    try:
        library.add(item, chunk_article(item))
    except CopilotError as error:
        print(type(error).__name__, error.problem, "|", error.fix)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_read_only_library_is_read_without_a_trace_and_not_written(tmp_path: Path) -> None:
    import numpy

    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        item = article("alpha")
        chunks = chunk_article(item)
        library.add(item, chunks, numpy.eye(384, dtype=numpy.float32)[: len(chunks)], model="test@00000000")
    for parent in (tmp_path, *list(tmp_path.parents)[:3]):
        if parent != Path("/tmp"):
            parent.chmod(0o755)
    files = sorted(folder.rglob("*"))
    for path in [*files, folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(folder), str(tmp_path / "warm")],
            capture_output=True,
            text=True,
            timeout=60,
            cwd="/",
        )
    finally:
        for path in [folder, *files]:
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "1 1"
    assert lines[1] == "1"  # from a copy: Chroma writes even when it only reads
    assert lines[2].startswith("PrerequisiteError") and "cannot be written" in lines[2]
    assert sorted(folder.rglob("*")) == files


def test_a_full_disk_is_said_and_the_library_stays_whole(library: Library) -> None:
    put(library, article("alpha"))
    pages = library.database.execute("PRAGMA page_count").fetchone()[0]
    library.database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(PrerequisiteError, match="disk is full"):
        put(library, article("beta", words=40_000))
    assert [item.title for item in library.articles()] == ["Headline alpha"]
    library.database.execute("PRAGMA max_page_count = 1000000")
    assert put(library, article("beta")) == "added"


@pytest.mark.parametrize(("free", "said"), [(0, "the disk is full"), (10**9, "the disk failed")])
def test_a_failing_disk_is_not_called_a_damaged_library(
    library: Library, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    """SQLite says "disk I/O error" where its side files find no room."""
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    with pytest.raises(PrerequisiteError, match=said), translated(library.folder):
        raise sqlite3.OperationalError("disk I/O error")


def test_a_damaged_file_and_a_later_format_are_refused(tmp_path: Path) -> None:
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "library.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(PrerequisiteError, match="damaged"):
        Library.open(tmp_path / "damaged")
    Library.open(tmp_path / "later", create=True).close()
    database = sqlite3.connect(tmp_path / "later" / "library.sqlite3")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(PrerequisiteError, match="format 99"):
        Library.open(tmp_path / "later")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PrerequisiteError, match="cannot be written"):
        Library.open(tmp_path / "file" / "library", create=True)
