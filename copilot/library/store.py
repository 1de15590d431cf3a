"""A library on disk: articles, chunks and full text in SQLite, the system of record; vectors beside it, under the chunk ids.

`library.sqlite3` holds everything that cannot be made again; `vectors/` can be rebuilt from it. An article's rows are stored in
one transaction: after a crash it is wholly in or not in. Vectors given with it are stored first, and one without its row is
never seen; those of a long article follow in batches, and until then its chunks are found by their words (`repair`). One process
writes at a time (`library.lock`, released by the system when its holder dies); readers never wait.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from copilot.clock import NEW_YORK
from copilot.errors import CopilotError, PrerequisiteError, UsageError
from copilot.library.database import FILE, SCHEMA, VERSION, connect, not_writable, translated
from copilot.library.rows import article_of, delete_rows, has_own_text, insert_rows, stated
from copilot.types import Article, Chunk

if TYPE_CHECKING:
    from copilot.index.embedding import Embedder, Vectors
    from copilot.index.vectors import VectorIndex

LOCK, VECTORS = "library.lock", "vectors"
_LOCK_WAIT_S, _NEW_LIBRARY_WAIT_S = 3.0, 60.0
EMBEDDED_AT_ONCE = 64  # chunks, some seconds of work
_VECTOR_IDS = "SELECT c.id, c.number FROM chunks c JOIN vectors v ON v.number = c.number WHERE v.model = ?"
Outcome = Literal["added", "unchanged", "replaced"]
Progress = Callable[[int, int], None]  # chunks done, chunks in all


def has_library(folder: Path) -> bool:
    """Whether `folder` holds a library."""
    return (folder / FILE).is_file()


def last_second(day: date) -> int:
    """The last second of a day in New York, as seconds since 1970: what is published by then is permitted as of that day."""
    return int(datetime.combine(day + timedelta(days=1), time(), NEW_YORK).timestamp()) - 1


class Library:
    """An open library. Use as a context manager; reading never locks, `add` and `remove` take the lock for themselves."""

    def __init__(self, folder: Path, database: sqlite3.Connection, *, read_only: bool) -> None:
        self.folder = folder
        self.database = database
        self.read_only = read_only
        self._articles: dict[str, Article] = {}
        self._indexes: dict[str, VectorIndex] = {}
        self._intact: dict[str, bool] = {}
        self._writing = 0

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Library:
        """The library in `folder`; with `create`, made there first if it is not. Raises PrerequisiteError."""
        if not has_library(folder):
            if not create:
                raise PrerequisiteError(f"there is no library in {folder}", fix="make one with: copilot library add FILE…")
            with translated(folder):
                folder.mkdir(parents=True, exist_ok=True)
        with translated(folder):
            database, read_only = connect(folder)
        library = cls(folder, database, read_only=read_only)
        try:
            library._prepare()
        except BaseException:
            library.close()
            raise
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        self.database.close()
        for index in self._indexes.values():
            index.close()

    # Reading

    def articles(self) -> list[Article]:
        """Every article, newest first, undated ones last, ties by id."""
        rows = self._rows("SELECT * FROM articles ORDER BY published_s IS NULL, published_s DESC, id")
        return [article_of(row) for row in rows]

    def article(self, identity: str) -> Article:
        """The article with this id or with the only id that begins so. Raises UsageError."""
        if identity in self._articles:
            return self._articles[identity]
        if not identity.isalnum():
            raise UsageError(f"{identity[:40]!r} is no article id", fix="ids are listed by: copilot library list")
        rows = self._rows("SELECT * FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", identity, identity + "~")
        if not rows:
            raise UsageError(f"no article has the id {identity!r}", fix="ids are listed by: copilot library list")
        if len(rows) > 1 and rows[0]["id"] != identity:
            raise UsageError(f"more than one article id begins with {identity!r}", fix="give more characters of the id")
        article = article_of(rows[0])
        self._articles[article.id] = article
        return article

    def is_intact(self, article_id: str) -> bool:
        """Whether the article's text still has the hash it was stored with: nothing else may be quoted. Read once."""
        if article_id not in self._intact:
            (row,) = self._rows("SELECT * FROM articles WHERE id = ?", article_id)
            self._intact[article_id] = has_own_text(row)
        return self._intact[article_id]

    def altered(self) -> list[Article]:
        """The articles whose text is not the one that was stored, newest first. Reads every article."""
        return [article for article in self.articles() if not self.is_intact(article.id)]

    def found_altered(self) -> list[Article]:
        """Those of them that `is_intact` was asked about since the library was opened, by id."""
        return [self.article(identity) for identity, is_intact in sorted(self._intact.items()) if not is_intact]

    def newest(self, as_of: date | None = None) -> datetime | None:
        """When the newest article visible as of that day was published; None where none is dated."""
        latest = last_second(as_of) if as_of else 2**62
        query = "SELECT published FROM articles WHERE published_s <= ? ORDER BY published_s DESC, id LIMIT 1"
        rows = self._rows(query, latest)
        return datetime.fromisoformat(rows[0]["published"]) if rows else None

    def counts(self) -> dict[str, int]:
        """How many articles, undated articles and chunks there are."""
        (row,) = self._rows(
            "SELECT (SELECT count(*) FROM articles) AS articles,"
            " (SELECT count(*) FROM articles WHERE published_s IS NULL) AS undated, (SELECT count(*) FROM chunks) AS chunks"
        )
        return dict(row)

    def snapshot(self) -> str:
        """sha256 over the ids and text hashes of all articles: two libraries with the same articles have the same one."""
        rows = self._rows("SELECT id, sha256 FROM articles ORDER BY id")
        return hashlib.sha256("".join(f"{row['id']} {row['sha256']}\n" for row in rows).encode()).hexdigest()

    def noted(self, name: str) -> str | None:
        """What `note` stored last under that name."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", name)
        return str(rows[0]["value"]) if rows else None

    def lacking_vectors(self, model: str) -> int:
        """How many chunks have no vector of this embedding model, and are found by their words alone."""
        query = "SELECT count(*) AS n FROM chunks c LEFT JOIN vectors v ON v.number = c.number WHERE v.model IS NOT ?"
        return int(self._rows(query, model)[0]["n"])

    def vector_index(self, model: str) -> VectorIndex:
        """The vectors that this embedding model made of the chunks."""
        if model not in self._indexes:
            from copilot.index.vectors import VectorIndex

            self._indexes[model] = VectorIndex(self.folder / VECTORS, model)
        return self._indexes[model]

    # Writing

    @contextmanager
    def writing(self, *, wait_s: float | None = None) -> Iterator[None]:
        """Holds the writer's lock, waiting that long (3 s) for another process to give it back; may be nested.

        Raises PrerequisiteError where another process holds it or nothing can be written.
        """
        from filelock import FileLock, Timeout

        if self._writing:
            yield
            return
        if self.read_only:
            raise not_writable(self.folder)
        lock = FileLock(self.folder / LOCK)
        with translated(self.folder):
            try:
                lock.acquire(timeout=_LOCK_WAIT_S if wait_s is None else wait_s)
            except Timeout:
                raise PrerequisiteError(
                    f"another process is writing to this library ({self.folder / LOCK} is held)",
                    fix="wait until it has finished, then run the same command again",
                ) from None
        self._writing += 1
        try:
            yield
        finally:
            self._writing -= 1
            lock.release()

    def status(self, article: Article, *, origin: str | None = None) -> Outcome:
        """What `add` would do with this article."""
        rows = self._rows("SELECT * FROM articles WHERE id = ?", article.id)
        if rows:
            is_same = stated(article) == stated(article_of(rows[0]), where=article) and has_own_text(rows[0])
            return "unchanged" if is_same else "replaced"
        earlier = origin and self._rows("SELECT 1 FROM articles WHERE origin = ?", origin)
        return "replaced" if earlier else "added"

    def add(
        self,
        article: Article,
        chunks: Sequence[Chunk],
        vectors: Vectors | None = None,
        *,
        model: str | None = None,
        origin: str | None = None,
    ) -> Outcome:
        """Store an article, wholly or not at all; adding it again changes nothing.

        vectors: one row per chunk, made by the embedder named `model`; None leaves the chunks to lexical search until `repair`.
        origin: the path or address it came from; an article of the same origin with another text is replaced.
        The same text again, with a date or publisher that differs, replaces what is stated; what is not stated never erases.
        """
        with self.writing():
            outcome = self.status(article, origin=origin)
            if outcome == "unchanged":
                return outcome
            packed: list[bytes] = []
            if vectors is not None and model is not None and chunks:
                packed = [_bytes(vector) for vector in vectors]
                self.vector_index(model).put([chunk.id for chunk in chunks], vectors)
            article = self._completed(article)
            gone = [article.id, *self._outdated(article, origin)]
            stale = self._vectors_of(gone)
            with self._transaction():
                for identity in gone:
                    delete_rows(self.database, identity)
                insert_rows(self.database, article, chunks, origin, packed, model)
            self._forget_vectors(stale, keep={chunk.id for chunk in chunks})
        return outcome

    def remove(self, identity: str) -> Article:
        """Remove the article with this id or unique beginning, and give it back. Raises UsageError."""
        with self.writing():
            article = self.article(identity)
            stale = self._vectors_of([article.id])
            with self._transaction():
                delete_rows(self.database, article.id)
            self._forget_vectors(stale, keep=set())
        return article

    def repair(self, embedder: Embedder, *, only: Collection[int] | None = None, progress: Progress | None = None) -> int:
        """Embed the chunks that have no vector of this embedder, and make Chroma hold exactly what SQLite holds.

        only: the numbers of the chunks to embed, where not all are wanted. progress: told how many are done, of how many.
        How many chunks were embedded. A batch is stored before the next is begun, so that an interruption loses little.
        """
        with self.writing():
            rows = self._rows(
                "SELECT c.number, c.article_id, c.first, c.last FROM chunks c"
                " LEFT JOIN vectors v ON v.number = c.number WHERE v.model IS NOT ? ORDER BY c.number",
                embedder.name,
            )
            rows = [row for row in rows if only is None or row["number"] in only]
            for start in range(0, len(rows), EMBEDDED_AT_ONCE):
                if progress is not None:
                    progress(start, len(rows))
                batch = rows[start : start + EMBEDDED_AT_ONCE]
                texts = [self._text_to_embed(row) for row in batch]
                made = [
                    (row["number"], embedder.name, _bytes(vector))
                    for row, vector in zip(batch, embedder.embed(texts), strict=True)
                ]
                with self._transaction():
                    self.database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", made)
            self._reconcile(embedder.name)
        return len(rows)

    def _text_to_embed(self, row: sqlite3.Row) -> str:
        article = self.article(row["article_id"])
        return text_to_embed(article.title, article.text[row["first"] : row["last"]])

    def _reconcile(self, model: str) -> None:
        index = self.vector_index(model)
        stored = {row["id"]: row["number"] for row in self._rows(_VECTOR_IDS, model)}
        indexed = index.ids()
        missing = sorted(stored.keys() - indexed)
        for start in range(0, len(missing), EMBEDDED_AT_ONCE):
            batch = missing[start : start + EMBEDDED_AT_ONCE]
            numbers, vectors = self.read_vectors([stored[identity] for identity in batch], model)
            identity_of = {stored[identity]: identity for identity in batch}
            index.put([identity_of[number] for number in numbers], vectors)
        index.remove(sorted(indexed - stored.keys()))

    def needs_repair(self, model: str) -> bool:
        """Whether chunks lack a vector of this embedding model, or the vector index is gone."""
        (row,) = self._rows(
            "SELECT (SELECT count(*) FROM chunks) AS c, (SELECT count(*) FROM vectors WHERE model = ?) AS v", model
        )
        return bool(row["c"] != row["v"] or (row["c"] and not self.vector_index(model).exists))

    def read_vectors(self, numbers: Sequence[int], model: str) -> tuple[list[int], Vectors]:
        """Those of the chunk numbers that have a vector of this model, ascending, and the vectors, shape (n, 384)."""
        import numpy as np

        wanted = json.dumps(list(numbers))
        query = (
            "SELECT number, vector FROM vectors WHERE model = ? AND number IN (SELECT value FROM json_each(?)) ORDER BY number"
        )
        rows = self._rows(query, model, wanted)
        packed = b"".join(row["vector"] for row in rows)
        vectors = np.frombuffer(packed, "<f4").reshape(len(rows), -1) if rows else np.zeros((0, 0), np.float32)
        return [row["number"] for row in rows], vectors.astype(np.float32, copy=False)

    def note(self, name: str, value: str | None) -> None:
        """Remember one thing of the library as a whole under a name, or forget it."""
        with self.writing(), self._transaction():
            self.database.execute("DELETE FROM meta WHERE key = ?", (name,))
            if value is not None:
                self.database.execute("INSERT INTO meta VALUES (?, ?)", (name, value))

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with translated(self.folder):
            return self.database.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self.folder):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.database.execute("COMMIT")
            except BaseException:
                if self.database.in_transaction:
                    self.database.execute("ROLLBACK")
                raise
            finally:
                self._articles.clear()
                self._intact.clear()

    def _prepare(self) -> None:
        with translated(self.folder):
            (version,) = self.database.execute("PRAGMA user_version").fetchone()
        if version == 0:
            # Whoever makes the tables lets go at once, or goes on to fill them: then wait, for they are there.
            with self.writing(wait_s=_NEW_LIBRARY_WAIT_S), self._transaction():
                (version,) = self.database.execute("PRAGMA user_version").fetchone()  # another process may have been first
                if version == 0:
                    for statement in SCHEMA.strip().split(";\n"):
                        self.database.execute(statement.rstrip(";"))
                    self.database.execute(f"PRAGMA user_version = {VERSION}")
                    version = VERSION
        if version != VERSION:
            raise PrerequisiteError(
                f"the library in {self.folder} has format {version}, this copilot reads {VERSION}",
                fix="use the copilot that wrote it, or add the articles to a new library folder",
            )

    def _vectors_of(self, article_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Model and chunk id of every vector of these articles."""
        query = (
            "SELECT v.model, c.id FROM chunks c JOIN vectors v ON v.number = c.number WHERE c.article_id = ? ORDER BY c.number"
        )
        return [(row["model"], row["id"]) for identity in article_ids for row in self._rows(query, identity)]

    def _outdated(self, article: Article, origin: str | None) -> list[str]:
        rows = self._rows("SELECT id FROM articles WHERE origin = ? AND id != ?", origin, article.id) if origin else []
        return [str(row["id"]) for row in rows]

    def _completed(self, article: Article) -> Article:
        """The article with what an earlier copy of it states and it does not."""
        rows = self._rows("SELECT * FROM articles WHERE id = ?", article.id)
        if not rows:
            return article
        before = article_of(rows[0])
        return replace(
            article,
            publisher=article.publisher or before.publisher,
            published=article.published or before.published,
            url=article.url or before.url,
            author=article.author or before.author,
        )

    def _forget_vectors(self, vectors: Sequence[tuple[str, str]], *, keep: set[str]) -> None:
        """Drops vectors whose rows are gone. A failure leaves orphans, which are never seen and go at the next repair."""
        for model in sorted({model for model, _ in vectors}):
            with suppress(CopilotError):
                self.vector_index(model).remove(
                    [identity for owner, identity in vectors if owner == model and identity not in keep]
                )


def _bytes(vector: Vectors) -> bytes:
    return vector.astype("<f4").tobytes()


def text_to_embed(title: str, chunk: str) -> str:
    """What is embedded for a chunk: its article's title gives a passage out of the middle its subject."""
    return f"{title}\n{chunk}"
