"""Abstention on MultiHop-RAG: questions over news facts, some of which no fact answers."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from copilot.evaluation.questions import Question
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.evaluation.scorers.refusal import ABSTENTION, ANSWERED, abstention
from copilot.evaluation.targets import Judged, answer_with
from copilot.index.embedding import open_embedder
from copilot.library.chunking import chunk_article
from copilot.library.store import Library, text_to_embed
from copilot.settings import Settings
from copilot.types import Article

LAST_DAY = date(2024, 1, 31)  # after every fact
NULL = "null_query"
FOUND = "evidence facts among the ten passages found"


@suite(
    "multihop-rag",
    needs=("multihop-rag/queries.jsonl.gz", "multihop-rag/evidence_facts.jsonl.gz"),
    figures=[
        Figure(ABSTENTION, kind="precision", name="abstention precision"),
        Figure(ABSTENTION, kind="recall", name="abstention recall"),
        Figure(ANSWERED),
        Figure(FOUND),
    ],
    targets=("ours", "plain"),
    shards=2,
    group="abstention",
)
def multihop_rag(run: Run) -> Iterator[Score]:
    """Questions over 438 facts of news articles; a null query names articles or links that are not there."""
    facts = run.rows("multihop-rag", "evidence_facts.jsonl.gz")
    with tempfile.TemporaryDirectory(prefix="copilot-eval-") as folder:
        articles = _build(Path(folder), facts)
        settings = Settings(home=Path(folder), prices="sample", as_of=LAST_DAY)
        for row in run.take(run.rows("multihop-rag", "queries.jsonl.gz")):
            run.sample = row["id"]
            judged = answer_with(run.target, _question(row), settings, articles)
            yield from abstention(judged)
            yield from _found(judged, row)


def _build(folder: Path, facts: list[Row]) -> Mapping[str, Article]:
    """A library of the facts, each an article of its publisher and day."""
    embedder = open_embedder(None)
    with Library.open(folder, create=True) as library:
        for row in facts:
            identity = hashlib.sha256(f"{row['fact_id']} {row['fact']}".encode()).hexdigest()[:12]
            published = datetime.fromisoformat(row["published_at"])
            article = Article(
                identity, row["title"], row["fact"], row["source"], published, row["url"], row["author"], row["fact_id"]
            )
            chunks = chunk_article(article)
            vectors = embedder.embed([text_to_embed(article.title, chunk.text) for chunk in chunks]) if embedder else None
            library.add(article, chunks, vectors, model=embedder.name if embedder else None)
        return {article.id: article for article in library.articles()}


def _question(row: Row) -> Question:
    null = row["question_type"] == NULL
    return Question(row["id"], "", row["query"], LAST_DAY, not null, why_declined="not in the library" if null else None)


def _found(judged: Judged, row: Row) -> Iterator[Score]:
    wanted = set(row["evidence_fact_ids"])
    held = {judged.articles[passage.article_id].source for passage in judged.retrieved}
    for fact in sorted(wanted) if judged.retrieved else ():
        yield Score(FOUND, fact in held)
