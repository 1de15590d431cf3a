"""The vectors of a library, in Chroma, under the chunk ids. The only file that knows Chroma.

How the nearest chunks are found, and why. Which chunks a question may see is decided in SQL and handed over as ids, because
Chroma's own metadata filters scan (about 3 ms per 1,000 chunks). Where those are at most EXACT_CHUNKS, every one of them is
compared, with the vectors that SQLite keeps beside the chunks (measured: 4,000 in some 10 ms, against half a second to import
Chroma). The ranking then depends on the permitted chunks alone, so that an article published later, or the order of adding,
cannot change an answer. Beyond that Chroma's HNSW index proposes candidates among the ids, and these are ranked exactly.
No documents and no metadata are stored: the text lives in SQLite, once. The folder can be deleted; the next add rebuilds it.
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
_BATCH = 2000
_ASKED_AT_ONCE = 20_000  # ids of one query: Chroma hands each to SQLite as a variable, of which there are at most 32,766


class VectorIndex:
    """Vectors by chunk id. One process writes at a time (the library's lock); each reader opens its own."""

    def __init__(self, folder: Path, model: str) -> None:
        """The vectors of one embedding model in `folder`, which is opened at the first use and made at the first write."""
        self._folder = folder
        self._name = "chunks-" + model.rpartition("@")[2]
        self._model = model
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._client: Any = None
        self._collection: Any = None

    @property
    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return (self._folder / "chroma.sqlite3").exists()

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store or overwrite one vector per id; shape (len(ids), 384). Raises PrerequisiteError, as all methods here."""
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

    def propose(self, vector: Vectors, ids: Sequence[str], limit: int) -> list[str]:
        """Ids whose vectors are probably nearest to `vector`, in no promised order: up to `limit` of every 20,000 given."""
        with _translated(self._folder):
            collection = self._open(create=False)
            if not ids or collection is None:
                return []
            parts = (ids[start : start + _ASKED_AT_ONCE] for start in range(0, len(ids), _ASKED_AT_ONCE))
            return [identity for part in parts for identity in _nearest(collection, vector, part, limit)]

    def close(self) -> None:
        """Let go of the files."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _open(self, *, create: bool) -> Any:
        if self._collection is not None:
            return self._collection
        if not create and not self.exists:
            return None
        import chromadb
        import chromadb.errors
        from chromadb.config import Settings

        if self._client is None:
            settings = Settings(anonymized_telemetry=False)
            self._client = chromadb.PersistentClient(path=str(self._place().resolve()), settings=settings)
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
        writable = os.access(self._folder, os.W_OK) and os.access(self._folder / "chroma.sqlite3", os.W_OK)
        if writable or not self.exists:
            return self._folder
        self._copy = tempfile.TemporaryDirectory(prefix="copilot-vectors-", ignore_cleanup_errors=True)
        for path in self._folder.rglob("*"):
            if path.is_file():
                target = Path(self._copy.name) / path.relative_to(self._folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)  # the bytes without the modes
        return Path(self._copy.name)


def _nearest(collection: Any, vector: Vectors, ids: Sequence[str], limit: int) -> list[str]:
    import chromadb.errors

    try:
        return _query(collection, vector, ids, limit)
    except chromadb.errors.InternalError:  # raised where one of the ids has no vector
        known = set(collection.get(ids=list(ids), include=[])["ids"])
        return _query(collection, vector, [identity for identity in ids if identity in known], limit) if known else []


def _query(collection: Any, vector: Vectors, ids: Sequence[str], limit: int) -> list[str]:
    answer = collection.query(query_embeddings=[vector], ids=list(ids), n_results=min(limit, len(ids)), include=[])
    return list(answer["ids"][0])


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
            f"{folder} cannot be written", fix="make the library folder writable, or name another in COPILOT_HOME"
        )
    if "disk i/o" in text:
        fix = "make room there, or raise the limit on file sizes (ulimit -f), and run the same command again"
        return PrerequisiteError(f"the disk failed under {folder}, or allows no larger file", fix=fix)
    first_line = message.splitlines()[0][:120] if message else "no reason given"
    return PrerequisiteError(
        f"the vector index in {folder} cannot be used ({first_line})",
        fix="delete that folder and run: copilot library add, which builds it again",
    )
