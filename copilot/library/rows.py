"""Articles and chunks as rows of the library's tables, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from copilot.types import Article, Chunk


def article_of(row: sqlite3.Row) -> Article:
    """The article of a row of `articles`."""
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        publisher=row["publisher"],
        published=datetime.fromisoformat(row["published"]) if row["published"] else None,
        url=row["url"],
        author=row["author"],
        source=row["source"],
        boilerplate=tuple((start, end) for start, end in json.loads(row["boilerplate"])),
    )


def has_own_text(row: sqlite3.Row) -> bool:
    """Whether the text of a row of `articles` has the hash it was stored with."""
    return article_of(row).sha256 == str(row["sha256"])


def stated(article: Article, *, where: Article | None = None) -> tuple[object, ...]:
    """Publisher, date, address and author; with `where`, only those that it states too."""
    fields = ("publisher", "published", "url", "author")
    return tuple(getattr(article, name) if getattr(where or article, name) is not None else None for name in fields)


def insert_rows(
    database: sqlite3.Connection,
    article: Article,
    chunks: Sequence[Chunk],
    origin: str | None,
    vectors: Sequence[bytes],
    model: str | None,
) -> None:
    """Insert an article with its chunks into every table; the caller holds the transaction. vectors: one per chunk, or none."""
    published = article.published
    database.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.title,
            article.text,
            article.publisher,
            published.isoformat() if published else None,
            int(published.timestamp()) if published else None,
            article.url,
            article.author,
            article.source,
            origin,
            json.dumps(article.boilerplate),
            article.sha256,
        ),
    )
    for at, chunk in enumerate(chunks):
        row = (chunk.id, article.id, chunk.start, chunk.end, len(chunk.text.split()))
        number = database.execute("INSERT INTO chunks (id, article_id, first, last, words) VALUES (?, ?, ?, ?, ?)", row).lastrowid
        database.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (number, article.title, chunk.text))
        if vectors:
            database.execute("INSERT INTO vectors VALUES (?, ?, ?)", (number, model, vectors[at]))


def delete_rows(database: sqlite3.Connection, article_id: str) -> None:
    """Delete an article and its chunks from every table; the caller holds the transaction."""
    numbers = "(SELECT number FROM chunks WHERE article_id = ?)"
    database.execute(f"DELETE FROM words WHERE rowid IN {numbers}", (article_id,))
    database.execute(f"DELETE FROM vectors WHERE number IN {numbers}", (article_id,))
    database.execute("DELETE FROM chunks WHERE article_id = ?", (article_id,))
    database.execute("DELETE FROM articles WHERE id = ?", (article_id,))
