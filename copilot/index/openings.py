"""What the library holds by who and when: its publishers, and how the articles of a time begin."""

from __future__ import annotations

from datetime import date, timedelta

from copilot.library.store import Library, last_second
from copilot.types import Article, Passage

OPENING_CHARS = 1200  # of an article, to the end of its paragraph


def publishers_until(library: Library, as_of: date) -> frozenset[str]:
    """Who published what is visible as of a day."""
    query = "SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL AND published_s <= ?"
    return frozenset(row[0] for row in library.database.execute(query, [last_second(as_of)]))


def openings(library: Library, start: date, end: date, *, limit: int = 12) -> list[Passage]:
    """The first paragraphs of the articles published between two days, both inclusive, newest first; ties by id."""
    query = "SELECT id FROM articles WHERE published_s > ? AND published_s <= ? ORDER BY published_s DESC, id LIMIT ?"
    bounds = [last_second(start - timedelta(days=1)), last_second(end), limit]
    ids = [row[0] for row in library.database.execute(query, bounds)]
    return [_opening(library, identity) for identity in ids if library.is_intact(identity)]


def _opening(library: Library, identity: str) -> Passage:
    article = library.article(identity)
    end = article.text.find("\n\n", OPENING_CHARS)
    return passage_of(article, 0, len(article.text) if end < 0 else end, score=0.0)


def passage_of(article: Article, start: int, end: int, *, score: float) -> Passage:
    """The span of an article as a passage; offsets are characters of its stored text."""
    return Passage(
        article_id=article.id,
        article_sha256=article.sha256,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        start=start,
        end=end,
        quote=article.text[start:end],
        score=score,
    )
