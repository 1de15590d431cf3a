"""The vectors of a library, in Chroma, under the chunk ids. The only file that knows Chroma.

How they are searched, and why: Chroma's own metadata filters scan (about 3 ms per 1,000 chunks), so which chunks a question
may see is decided in SQL and handed in as ids. Up to EXACT_CHUNKS permitted chunks, their vectors are read from Chroma by id and
ranked exactly (4 ms for 200 chunks, 0.1 s for 5,000): the ranking then depends on the permitted chunks alone, so that an article
published later, or the order of adding, cannot change an answer. Beyond that Chroma's HNSW index proposes candidates, and these
are ranked exactly. No documents and no metadata are stored: the text lives in SQLite, once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot.errors import CopilotError, PrerequisiteError

if TYPE_CHECKING:
    from copilot.index.embedding import Vectors

EXACT_CHUNKS = 4000
_CANDIDATES = 400  # what HNSW proposes beyond that
_BATCH = 2000


class VectorIndex:
    """Vectors by chunk id. One process writes at a time (the library's lock); each reader opens its own."""

    def __init__(self, folder: Path, model: str) -> None:
        """Open the collection of one embedding model in `folder`, made on the first write. Raises PrerequisiteError."""
        self._folder = folder
        self._name = "chunks-" + model.rpartition("@")[2]
        self._model = model
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._client: Any = None
        self._collection: Any = None

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store or overwrite one vector per id; shape (len(ids), 384)."""
        with _translated(self._folder):
            collection = self._open(create=True)
            for start in range(0, len(ids), _BATCH):
                collection.upsert(ids=list(ids[start : start + _BATCH]), embeddings=vectors[start : start + _BATCH])

    def remove(self, ids: Sequence[str]) -> None:
        """Forget the vectors of these ids; unknown ids are passed over."""
        with _translated(self._folder):
            if ids and (collection := self._open(create=False)) is not None:
                for start in range(0, len(ids), _BATCH):
                    collection.delete(ids=list(ids[start : start + _BATCH]))

    def ids(self) -> set[str]:
        """Every id that has a vector."""
        with _translated(self._folder):
            collection = self._open(create=False)
            return set(collection.get(include=[])["ids"]) if collection is not None else set()

    def nearest(self, vector: Vectors, ids: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """Up to `limit` of the given ids with their cosine likeness to `vector`, best first, ties by id.

        Ids without a vector drop out.
        """
        with _translated(self._folder):
            collection = self._open(create=False)
            if not ids or collection is None:
                return []
            if len(ids) > EXACT_CHUNKS:
                ids = self._propose(collection, vector, ids, max(limit, _CANDIDATES))
            found, vectors = self._read(collection, ids)
        if not found:
            return []
        # float64, and rounded to what float32 can tell, so that the order does not hang on how a sum was split
        likeness = [round(float(value), 6) for value in vectors.astype("float64") @ vector.astype("float64")]
        return sorted(zip(found, likeness, strict=True), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def close(self) -> None:
        """Let go of the files."""
        self._client = self._collection = None
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _read(self, collection: Any, ids: Sequence[str]) -> tuple[list[str], Any]:
        got = collection.get(ids=list(ids), include=["embeddings"])
        return got["ids"], got["embeddings"]

    def _propose(self, collection: Any, vector: Vectors, ids: Sequence[str], limit: int) -> list[str]:
        import chromadb.errors

        def query(among: Sequence[str]) -> list[str]:
            answer = collection.query(query_embeddings=[vector], ids=list(among), n_results=min(limit, len(among)), include=[])
            return list(answer["ids"][0])

        try:
            return query(ids)
        except chromadb.errors.InternalError:  # raised where one of the ids has no vector yet
            known = set(collection.get(ids=list(ids), include=[])["ids"])
            return query([identity for identity in ids if identity in known]) if known else []

    def _open(self, *, create: bool) -> Any:
        if self._collection is not None:
            return self._collection
        if not create and not (self._folder / "chroma.sqlite3").exists():
            return None
        import chromadb
        import chromadb.errors
        from chromadb.config import Settings

        if self._client is None:
            self._client = chromadb.PersistentClient(path=str(self._place()), settings=Settings(anonymized_telemetry=False))
        if create:
            # our own vectors always: with a default embedding function Chroma would download one
            self._collection = self._client.get_or_create_collection(
                self._name, embedding_function=None, metadata={"model": self._model}, configuration={"hnsw": {"space": "cosine"}}
            )
            return self._collection
        with contextlib.suppress(chromadb.errors.NotFoundError):
            self._collection = self._client.get_collection(self._name, embedding_function=None)
        return self._collection

    def _place(self) -> Path:
        """The folder, or a copy of it where it cannot be written: Chroma writes even when it only reads."""
        database = self._folder / "chroma.sqlite3"
        if not database.exists() or (os.access(database, os.W_OK) and os.access(self._folder, os.W_OK)):
            return self._folder
        self._copy = tempfile.TemporaryDirectory(prefix="copilot-vectors-", ignore_cleanup_errors=True)
        for path in self._folder.rglob("*"):
            if path.is_file():
                target = Path(self._copy.name) / path.relative_to(self._folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)  # the bytes without the modes
        return Path(self._copy.name)


@contextlib.contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """The one place where Chroma's errors become ours."""
    try:
        yield
    except Exception as error:
        if isinstance(error, CopilotError) or not _is_chroma(error):
            raise
        raise _as_ours(str(error), folder) from error


def _is_chroma(error: Exception) -> bool:
    import chromadb.errors

    return isinstance(error, chromadb.errors.ChromaError | OSError) or type(error).__module__.startswith("chromadb")


def _as_ours(message: str, folder: Path) -> PrerequisiteError:
    text = message.lower()
    if "full" in text or "no space" in text:
        return PrerequisiteError(
            f"the disk is full: {folder} cannot be written", fix="free some space and run the same command again"
        )
    if "readonly" in text or "read-only" in text or "permission" in text:
        return PrerequisiteError(
            f"{folder} cannot be written", fix="make the library folder writable, or choose another with --library"
        )
    return PrerequisiteError(
        f"the vector index in {folder} cannot be used ({message.splitlines()[0][:120]})",
        fix="delete that folder and run: copilot library add, which builds it again",
    )
