"""Files and folders in, a library grown: each file read, chunked, stored and embedded before the next one is begun.

A long article is stored first and embedded in batches: what was done by Ctrl-C stays, and the next run does the rest."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import ArticleUnreadable, CopilotError, PrerequisiteError, SourceError
from copilot.library.chunking import chunk_article
from copilot.library.dating import read_published
from copilot.library.reading import SUFFIXES, Reading, read_file
from copilot.library.store import EMBEDDED_AT_ONCE, Library, Outcome, text_to_embed
from copilot.library.store import Progress as ChunkProgress
from copilot.types import Article

if TYPE_CHECKING:
    from copilot.index.embedding import Embedder

Progress = Callable[[int, int, str], None]  # files done, files in all, name of the file and how far it is


_NAME_CHARS = 22
_MOST_NAMED = 4  # paths in the notice of an answer; the list of articles names all
_ADDING = "adding"  # the note of the paths that are not all in, as a JSON list


@dataclass(frozen=True, slots=True)
class Ingested:
    """One file that is in the library now. `warnings` say what its reader should know."""

    path: Path
    article: Article
    outcome: Outcome
    warnings: tuple[str, ...]


@dataclass(slots=True)
class IngestReport:
    """What became of every file, in order; `failed` holds the error of each that could not be read."""

    done: list[Ingested] = field(default_factory=list)
    failed: list[tuple[Path, SourceError]] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)  # files of folders that are no articles by their names
    embedded_earlier: int = 0  # chunks of earlier runs that had no vector and have one now
    interrupted: bool = False
    stopped_by: CopilotError | None = None  # what ended it before the rest: a full disk

    def count(self, outcome: Outcome) -> int:
        """How many files were added, unchanged or replaced."""
        return sum(item.outcome == outcome for item in self.done)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated for files beside their own words: it outranks those of a file named itself, and completes a folder's."""

    published: datetime | None
    publisher: str | None
    outranks: bool

    def read(self, path: Path) -> Reading:
        """The article in a file. Raises ArticleUnreadable."""
        if self.outranks or not (self.published or self.publisher):
            return read_file(path, published=self.published, publisher=self.publisher)
        reading = read_file(path)
        article = reading.article
        published, publisher = (None if article.published else self.published), (None if article.publisher else self.publisher)
        return read_file(path, published=published, publisher=publisher) if published or publisher else reading


def add_paths(
    library: Library,
    paths: Sequence[Path],
    *,
    published: str | date | datetime | None = None,
    publisher: str | None = None,
    embedder: Embedder | None,
    progress: Progress | None = None,
    report: IngestReport | None = None,
) -> IngestReport:
    """Add files, and the articles of folders by their suffix. A file that cannot be read is reported and the rest go on.

    On Ctrl-C, what is stored stays and the report says `interrupted`; where the disk fails under way, `stopped_by` is its error.
    Until a path is all in, the library notes it (`unfinished`). What ends it otherwise finds in a `report` of its own how far it
    came. Raises UsageError (`published`), PrerequisiteError (a library that cannot be written, a second writer).
    """
    report = IngestReport() if report is None else report
    given = read_published(published) if published is not None else None
    files = list(_files(paths, report, library.folder))
    with library.writing():
        others = [name for name in _left(library) if not _is_among(name, paths, files, library.folder)]
        _note_left(library, [*others, *(str(path.resolve()) for path in paths)])
        whole = 0
        try:
            if embedder is not None and library.needs_repair(embedder.name):
                report.embedded_earlier = library.repair(embedder, progress=_within("passages", 0, len(files), progress))
            for number, (named, path) in enumerate(files):
                if progress:
                    progress(number, len(files), path.name)
                told = _within(path.name, number, len(files), progress)
                stated = Stated(given, publisher, outranks=named == path)
                _add_file(library, path, report, stated=stated, embedder=embedder, progress=told)
                whole = number + 1
            if progress and files:
                progress(len(files), len(files), "")
        except KeyboardInterrupt:
            report.interrupted = True
        except PrerequisiteError as error:
            report.stopped_by = error
        finally:
            with suppress(PrerequisiteError):  # a full disk: the note of all of them stays
                _note_left(library, [*others, *(str(named.resolve()) for named, _ in files[whole:])])
    return report


def unfinished(library: Library, *, whole: bool = False) -> list[str]:
    """That articles were begun to be added and are not all in, one line where it is so: it was cut short, or is still running.

    whole: with the command for the rest however many paths are left, else of a few."""
    names = _left(library)
    if not names:
        return []
    if len(names) > _MOST_NAMED and not whole:
        return [
            f"adding {len(names):,} paths has not finished (interrupted, or still running): copilot library list tells the rest"
        ]
    left = " ".join(shlex.quote(name) for name in names)  # all of them, so that the line can be run as it stands
    return [
        f"copilot library add {left} has not finished (interrupted, or still running): run it again for the rest;"
        " copilot library remove, with the same path, gives it up"
    ]


def begun_below(library: Library, name: str) -> list[str]:
    """The unfinished paths that are, or lie below, the one named."""
    place = Path(name).expanduser().resolve()
    return [left for left in _left(library) if name.strip() and (left == name or Path(left).is_relative_to(place))]


def give_up(library: Library, names: Sequence[str]) -> None:
    """No longer tell of these unfinished paths; what was added of them stays."""
    with library.writing():
        _note_left(library, [left for left in _left(library) if left not in names])


def _left(library: Library) -> list[str]:
    return [str(name) for name in json.loads(library.noted(_ADDING) or "[]")]


def _note_left(library: Library, names: Sequence[str]) -> None:
    library.note(_ADDING, json.dumps(list(dict.fromkeys(names))) if names else None)


def _is_among(name: str, paths: Sequence[Path], files: Sequence[tuple[Path, Path]], own: Path) -> bool:
    """Whether an unfinished path is one of those being added, or all of its files are among theirs."""
    if any(name in (str(path), str(path.resolve())) for path in paths):
        return True
    added = {file.resolve() for _, file in files}
    return all(file.resolve() in added for _, file in _files([Path(name)], IngestReport(), own))


def store_reading(library: Library, reading: Reading, *, origin: str | None, embedder: Embedder | None) -> Outcome:
    """Chunk and store one article, embedded if it is short; nothing is computed for one that is already there.

    The chunks of a long one are left to `Library.repair`.
    """
    article = reading.article
    if library.status(article, origin=origin) == "unchanged":
        return "unchanged"
    chunks = chunk_article(article)
    if embedder is None or not 0 < len(chunks) <= EMBEDDED_AT_ONCE:
        return library.add(article, chunks, origin=origin)
    vectors = embedder.embed([text_to_embed(article.title, chunk.text) for chunk in chunks])
    return library.add(article, chunks, vectors, model=embedder.name, origin=origin)


def _within(name: str, number: int, files: int, progress: Progress | None) -> ChunkProgress | None:
    """How far one file is, told beside its name; a name that leaves no room for it is cut."""
    if progress is None:
        return None
    return lambda done, total: progress(number, files, f"{name[:_NAME_CHARS]} {done:,} of {total:,}")


def _add_file(
    library: Library,
    path: Path,
    report: IngestReport,
    *,
    stated: Stated,
    embedder: Embedder | None,
    progress: ChunkProgress | None,
) -> None:
    try:
        reading = stated.read(path)
        outcome = store_reading(library, reading, origin=str(path.resolve()), embedder=embedder)
    except SourceError as error:
        report.failed.append((path, error))
        return
    stored = library.article(reading.article.id)
    report.done.append(Ingested(path, stored, outcome, reading.warnings))
    if embedder is not None and library.needs_repair(embedder.name):
        library.repair(embedder, progress=progress)


def _files(paths: Sequence[Path], report: IngestReport, own: Path) -> Iterator[tuple[Path, Path]]:
    """The files named, and those of folders by name, each once behind its path; hidden files and folders are passed over."""
    if not paths:
        raise PrerequisiteError("no file or folder was named", fix="name one, as: copilot library add ARTICLE.txt")
    seen: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            found = [path]
        else:
            held = [file for file in sorted(path.rglob("*")) if file.is_file()]
            held = [file for file in held if not file.resolve().is_relative_to(own.resolve())]  # the library itself
            held = [file for file in held if not any(part.startswith(".") for part in file.relative_to(path).parts)]
            found = [file for file in held if file.suffix.lower() in SUFFIXES]
            report.passed_over += [file for file in held if file.suffix.lower() not in SUFFIXES]
            if not found:
                report.failed.append(
                    (
                        path,
                        ArticleUnreadable(
                            f"{path} holds no text, Markdown, HTML or PDF file", fix="name a folder with articles, or a file"
                        ),
                    )
                )
        for file in found:
            if (place := file.resolve()) not in seen:
                seen.add(place)
                yield path, file
