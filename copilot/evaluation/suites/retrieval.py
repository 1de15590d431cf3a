"""Retrieval on public sets: the product's own search over a library made of the set's texts.

Embedding every chunk of these sets would take half an hour, so only the best chunks by words of each question get a vector: what
the vectors could bring from further down is not counted for us. Beside ours: words alone, and BM25 over whole texts.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from copilot.evaluation.bm25 import Bm25
from copilot.evaluation.published import FINDVER_RETRIEVAL, REALTIMEQA, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.index.embedding import Embedder, open_embedder
from copilot.index.lexical import rank_by_words
from copilot.index.retrieve import search
from copilot.library.chunking import chunk_article
from copilot.library.store import Library
from copilot.types import Article, Passage, Span

EMBEDDED = 25  # best chunks by words of each question that get a vector, among news; the others cost minutes
EMBEDDED_OF_FILING = 12  # of one filing, which has few
DEPTH = 40  # passages asked for, so that ten texts come of them
TARGETS = ("ours", "words", "bm25")
LAST_DAY = date(2026, 1, 1)  # after every text: the published figures search all of them
CUTOFFS = (1, 4, 10)
DATED = datetime(2025, 1, 1, tzinfo=UTC)  # one day for all texts: recency decides nothing here
Ranker = Callable[[str], Sequence[str]]


_GOOGLE = {"hits@1": 41.8, "hits@4": 52.9, "hits@10": 55.8}


@suite(
    "realtimeqa",
    needs=("realtimeqa/corpus.jsonl.gz", "realtimeqa/queries.jsonl.gz"),
    figures=[
        *(Figure(name, published=beside(REALTIMEQA, {"Google": value})) for name, value in _GOOGLE.items()),
        Figure("MRR@10", "mean", unit="", published=beside(REALTIMEQA, {"Google": 0.469})),
    ],
    targets=TARGETS,
    shards=1,
    group="retrieval",
)
def realtimeqa(run: Run) -> Iterator[Score]:
    """News-quiz questions with a linked gold article, among 3,771 news articles."""
    texts = {row["url_key"]: (row["title"] or "", row["text"]) for row in run.rows("realtimeqa", "corpus.jsonl.gz")}
    asked = [row for row in run.rows("realtimeqa", "queries.jsonl.gz") if row["gold_urls"]]
    with ranking(run.target, texts, [row["question"] for row in asked]) as rank:
        for row in run.take(asked):
            run.sample = row["question_id"]
            yield from scores(rank(row["question"]), set(row["gold_urls"]), row["question"])


@suite(
    "findver-retrieval",
    needs=("findver/reports.jsonl.gz", "findver/testmini.jsonl.gz"),
    figures=[
        Figure("recall@10", "mean", published=beside(FINDVER_RETRIEVAL, {"BM25": 65.2, "text-embedding-3-large": 68.0})),
        Figure("recall@5", "mean"),
        Figure("MRR@10", "mean", unit=""),
    ],
    targets=TARGETS,
    shards=2,
    group="retrieval",
)
def findver_retrieval(run: Run) -> Iterator[Score]:
    """Claims about a filing, whose gold paragraphs are to be found among the filing's own."""
    reports = {row["report"]: row["context"] for row in run.rows("findver", "reports.jsonl.gz")}
    claims = [row for row in run.rows("findver", "testmini.jsonl.gz") if row["report"] in reports and row["relevant_context"]]
    taken = [(run.index, row) for row in run.take(claims, together=_report)]
    for report, found in groupby(taken, key=lambda pair: _report(pair[1])):
        parts = {str(part["id"]): part["text"] for part in reports[report] if part["text"].strip()}
        statements = [row["statement"] for row in claims if row["report"] == report]  # whatever the share and the limit
        with ranking_parts(run.target, parts, statements) as rank:
            for run.index, row in found:
                run.sample = row["example_id"]
                yield from _recalls(row, rank(row["statement"]))


def _report(row: Row) -> str:
    return str(row["report"])


def _recalls(row: Row, found: Sequence[str]) -> Iterator[Score]:
    gold = {str(number) for number in row["relevant_context"]}
    for k in (10, 5):
        yield Score(f"recall@{k}", True, value=len(gold & set(found[:k])) / len(gold), failure=_missed(row, found, gold, k))
    yield Score("MRR@10", True, value=_reciprocal(found, gold))


def _missed(row: Row, found: Sequence[str], gold: set[str], k: int) -> dict[str, object] | None:
    if k != 10 or gold <= set(found[:k]):
        return None
    return {"question": row["statement"], "expected": sorted(gold), "got": list(found[:k]), "report": row["report"]}


def scores(found: Sequence[str], gold: set[str], question: str) -> Iterator[Score]:
    """Hits at each cutoff, and the reciprocal rank of the first gold text among ten."""
    for k in CUTOFFS:
        hit = bool(gold & set(found[:k]))
        missed = {"question": question, "expected": sorted(gold), "got": list(found[:10])}
        yield Score(f"hits@{k}", hit, failure=missed if k == CUTOFFS[-1] and not hit else None)
    yield Score("MRR@10", True, value=_reciprocal(found, gold))


def _reciprocal(found: Sequence[str], gold: set[str]) -> float:
    return next((1 / rank for rank, key in enumerate(found[:10], 1) if key in gold), 0.0)


@contextmanager
def ranking_parts(target: str, parts: Mapping[str, str], questions: Sequence[str]) -> Iterator[Ranker]:
    """A function from a question to the keys of the parts of one text, best first.

    Ours sees one article, and a passage brings the parts it touches. questions: what it may be asked.
    """
    if target == "bm25":
        index = Bm25(parts)
        yield lambda question: index.rank(question, 10)
        return
    text, spans = "", {}
    for key, part in parts.items():
        spans[key] = (len(text), len(text) + len(part))
        text += part + "\n\n"
    article = Article("0" * 12, "", text, None, DATED, None, None, "")
    with _searching(target, [article], questions, embedded=EMBEDDED_OF_FILING) as find:
        yield lambda question: _touched(find(question), spans)


def _touched(passages: Sequence[Passage], spans: Mapping[str, Span]) -> list[str]:
    touched = (key for p in passages for key, (start, end) in spans.items() if start < p.end and p.start < end)
    return list(dict.fromkeys(touched))


@contextmanager
def ranking(target: str, texts: Mapping[str, tuple[str, str]], questions: Sequence[str]) -> Iterator[Ranker]:
    """A function from a question to the keys of the texts, best first. texts: key -> (title, text)."""
    if target == "bm25":
        index = Bm25({key: f"{title}\n{text}" for key, (title, text) in texts.items()})
        yield lambda question: index.rank(question, 10)
        return
    key_of = {hashlib.sha256(key.encode()).hexdigest()[:12]: key for key in texts}
    articles = [Article(i, texts[key][0], texts[key][1], None, DATED, None, None, key) for i, key in key_of.items()]
    with _searching(target, articles, questions, embedded=EMBEDDED) as find:
        yield lambda question: list(dict.fromkeys(key_of[passage.article_id] for passage in find(question)))


@contextmanager
def _searching(
    target: str, articles: Sequence[Article], questions: Sequence[str], *, embedded: int
) -> Iterator[Callable[[str], list[Passage]]]:
    """The product's search over a library of the articles, with vectors for ours, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="copilot-eval-") as folder, Library.open(Path(folder), create=True) as library:
        with library.writing():
            for article in articles:
                library.add(article, chunk_article(article))
        embedder = open_embedder(None) if target == "ours" else None
        if embedder is not None:
            _embed(library, embedder, questions, embedded)
        yield lambda question: search(library, question, as_of=LAST_DAY, limit=DEPTH, embedder=embedder)


def _embed(library: Library, embedder: Embedder, questions: Sequence[str], most: int) -> None:
    permitted = dict(library.database.execute("SELECT number, words FROM chunks").fetchall())
    best = (rank_by_words(library.database, question, permitted)[:most] for question in questions)
    library.repair(embedder, only={number for ranked in best for number, _ in ranked})
