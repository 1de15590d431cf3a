"""The SQLite file of a library: its tables, how it is opened, and how its errors become ours."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copilot.errors import PrerequisiteError

FILE = "library.sqlite3"
VERSION = 2
_SIDE_FILE_BYTES = 64 * 1024  # the log and its index, at least
TOKENISER = "porter unicode61 remove_diacritics 2"  # stems English: sustainable and sustainability meet
SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, publisher TEXT, published TEXT, published_s INTEGER,
  url TEXT, author TEXT, source TEXT NOT NULL, origin TEXT, boilerplate TEXT NOT NULL, sha256 TEXT NOT NULL
);
CREATE INDEX articles_by_origin ON articles (origin);
CREATE INDEX articles_by_date ON articles (published_s, id, publisher, published);
CREATE TABLE chunks (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL REFERENCES articles (id),
  first INTEGER NOT NULL, last INTEGER NOT NULL, words INTEGER NOT NULL
);
CREATE INDEX chunks_by_article ON chunks (article_id);
CREATE TABLE vectors (number INTEGER PRIMARY KEY REFERENCES chunks (number), model TEXT NOT NULL, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = "{TOKENISER}");
CREATE VIRTUAL TABLE word_places USING fts5vocab ('words', 'instance');
"""


def connect(folder: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection and whether it can only read. Write-ahead logging lets readers go on while another process writes.

    Raises PrerequisiteError where not even reading is possible.
    """
    path = folder / FILE
    writable = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if writable:
        # An agent runs its tools in a thread of its own, one at a time, while the one that opened this waits.
        database = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        database.row_factory = sqlite3.Row
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            database.close()
            raise
        return database, False
    for mode in ("mode=ro", "immutable=1"):  # immutable: where not even the reader's own side files can be made
        database = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False)
        database.row_factory = sqlite3.Row
        try:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return database, True
        except sqlite3.OperationalError:
            database.close()
    raise PrerequisiteError(f"{path} cannot be opened", fix="check that the folder and its files may be read")


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """The one place where the errors of SQLite and of the file system become ours."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error).lower()
        if "full" in text or ("disk i/o" in text and _is_full(folder)):
            raise _disk_full(folder) from error
        if "readonly" in text or "unable to open" in text:
            raise not_writable(folder) from error
        if "locked" in text or "busy" in text:
            fix = "wait until the other process has finished, then run the same command again"
            raise PrerequisiteError(f"the library in {folder} is busy", fix=fix) from error
        if "disk i/o" in text:
            fix = "check the disk, then run the same command again"
            raise PrerequisiteError(f"the disk failed under {folder / FILE} ({error})", fix=fix) from error
        if "not a database" in text or "malformed" in text:
            fix = "restore it from a backup, or add the articles to a new library folder"
            raise PrerequisiteError(f"{folder / FILE} is damaged ({error})", fix=fix) from error
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _disk_full(folder) from error
        raise not_writable(folder) from error


def _is_full(folder: Path) -> bool:
    """Whether SQLite's side files find no room: it then speaks of I/O, as for a broken disk."""
    return shutil.disk_usage(folder).free < _SIDE_FILE_BYTES


def _disk_full(folder: Path) -> PrerequisiteError:
    fix = "free some space and run the same command again"
    return PrerequisiteError(f"the disk is full: {folder} cannot be written", fix=fix)


def not_writable(folder: Path) -> PrerequisiteError:
    """The error of a folder that may only be read."""
    return PrerequisiteError(f"{folder} cannot be written", fix="make the folder writable, or name another in COPILOT_HOME")
