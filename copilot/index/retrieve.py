"""A query in, passages out: words and vectors, fused by rank, only from what was published as of the day asked about.

Everything that ranks is computed over the permitted chunks alone, so that an article published later changes nothing, and every
tie is broken exactly: the same library gives the same passages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from copilot.index.lexical import rank_by_words
from copilot.index.openings import passage_of
from copilot.index.vectors import EXACT_CHUNKS
from copilot.library.store import Library, last_second
from copilot.types import Passage

if TYPE_CHECKING:
    from copilot.index.embedding import Embedder

_PROPOSED = 400  # candidates of the vector index, where there are too many chunks to compare them all
_DEPTH = 100  # how far down each ranking fusion looks
_K = 60  # Cormack, Clarke & Büttcher (2009), "Reciprocal Rank Fusion", SIGIR
_FAINTEST = 0.15  # a chunk that shares no word with the query must be at least this like it
_RECENCY, _RECENCY_DAYS = 0.2, 30.0  # a chunk of today gains a fifth, one of a month ago a third of that
_NAMES_A_TIME = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:in|of|since|late|early) may)\b"
    r"|\b(?:jan|feb|aug|sept?|oct|nov|dec)\b|\b(?:19|20)\d\d\b|\b(?:q[1-4]|[1-4]q)\b|\bquarter\b"
    r"|\b(?:last|previous) year\b",
    re.I,
)
_SAME_STORY = 0.5  # of the shorter chunk's word runs in the other: a copy or a rewrite
_RUN = 5


class _Candidate(NamedTuple):
    number: int
    id: str
    article_id: str
    start: int
    end: int
    words: int
    published_s: int


def search(
    library: Library,
    query: str,
    *,
    as_of: date,
    limit: int = 8,
    embedder: Embedder | None,
    publishers: Collection[str] | None = None,
    article_ids: Collection[str] | None = None,
) -> list[Passage]:
    """Up to `limit` passages for `query`, best first; ties by newer publication, then chunk id.

    Nothing published after `as_of`, 23:59:59 in New York, is seen, nor anything undated. publishers, article_ids: only these.
    Without an embedder the words alone decide. Copies and rewrites of one story come once, and no article takes more than its
    share while others have something to say. An article whose text is not the one that was stored is passed over.
    """
    permitted = _permitted(library, as_of, publishers, article_ids)
    by_words = [number for number, _ in rank_by_words(library.database, query, {c.number: c.words for c in permitted.values()})]
    by_vector = _rank_by_vector(library, query, permitted, embedder, matching=set(by_words)) if embedder else []
    fused = _fuse([by_words[:_DEPTH], by_vector[:_DEPTH]])
    today, boost = last_second(as_of), 0.0 if _NAMES_A_TIME.search(query) else _RECENCY  # who names a time wants that time
    scored = [
        (round(score * _recency(today - permitted[number].published_s, boost), 9), permitted[number])
        for number, score in fused.items()
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].published_s, pair[1].id))
    share = limit if article_ids is not None and len(article_ids) < limit else max(2, limit // 3)
    return _select(library, scored, limit=limit, share=share)


def _permitted(
    library: Library, as_of: date, publishers: Collection[str] | None, article_ids: Collection[str] | None
) -> dict[int, _Candidate]:
    """The chunks that may be seen, by number. The one place where the as-of is applied, in SQL."""
    rows = library.database.execute(
        "SELECT c.number, c.id, c.article_id, c.first, c.last, c.words, a.published_s, a.publisher"
        " FROM articles a JOIN chunks c ON c.article_id = a.id WHERE a.published_s <= ?",
        (last_second(as_of),),
    )
    return {
        row[0]: _Candidate(*row[:7])
        for row in map(tuple, rows)
        if (publishers is None or row[7] in publishers) and (article_ids is None or row[2] in article_ids)
    }


def _rank_by_vector(
    library: Library, query: str, permitted: Mapping[int, _Candidate], embedder: Embedder, *, matching: set[int]
) -> list[int]:
    """Chunk numbers by likeness to the query, best first, ties by id; the faint ones only where they share a word with it."""
    if not permitted:
        return []
    (vector,) = embedder.embed([query])
    numbers = list(permitted)
    if len(numbers) > EXACT_CHUNKS:
        number_of = {candidate.id: number for number, candidate in permitted.items()}
        proposed = library.vector_index(embedder.name).propose(vector, sorted(number_of), _PROPOSED)
        numbers = [number_of[identity] for identity in proposed]
    found, vectors = library.read_vectors(numbers, embedder.name)
    if not found:
        return []
    # in float64, and rounded to what float32 can tell, so that the order does not hang on how a sum was split
    values = [round(float(value), 6) for value in vectors.astype("float64") @ vector.astype("float64")]
    order = sorted(zip(found, values, strict=True), key=lambda pair: (-pair[1], permitted[pair[0]].id))
    return [number for number, likeness in order if likeness >= _FAINTEST or number in matching]


def _fuse(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankings that hold a chunk, rank 1 the best."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (_K + rank)
    return scores


def _recency(age_s: int, boost: float) -> float:
    return 1 + boost * math.exp(-max(age_s, 0) / 86_400 / _RECENCY_DAYS)


def _select(library: Library, scored: Sequence[tuple[float, _Candidate]], *, limit: int, share: int) -> list[Passage]:
    """Best first, one telling per story, at most `share` chunks of an article; places left over go to the rest in order."""
    chosen: list[tuple[float, _Candidate]] = []
    waiting: list[tuple[float, _Candidate]] = []
    seen: list[tuple[str, frozenset[str]]] = []
    taken: dict[str, int] = {}
    for score, candidate in scored:
        if len(chosen) == limit:
            break
        if not library.is_intact(candidate.article_id):  # somebody changed the stored text: it is no evidence
            continue
        runs = _word_runs(_text(library, candidate))
        if any(article != candidate.article_id and _is_same_story(runs, other) for article, other in seen):
            continue
        seen.append((candidate.article_id, runs))
        if taken.get(candidate.article_id, 0) >= share:
            waiting.append((score, candidate))
            continue
        taken[candidate.article_id] = taken.get(candidate.article_id, 0) + 1
        chosen.append((score, candidate))
    chosen += waiting[: limit - len(chosen)]
    chosen.sort(key=lambda pair: (-pair[0], -pair[1].published_s, pair[1].id))
    return [_passage(library, candidate, score) for score, candidate in chosen]


def _text(library: Library, candidate: _Candidate) -> str:
    return library.article(candidate.article_id).text[candidate.start : candidate.end]


def _passage(library: Library, candidate: _Candidate, score: float) -> Passage:
    return passage_of(library.article(candidate.article_id), candidate.start, candidate.end, score=score)


def _word_runs(text: str) -> frozenset[str]:
    words = text.lower().split()
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def _is_same_story(runs: frozenset[str], other: frozenset[str]) -> bool:
    return len(runs & other) >= _SAME_STORY * min(len(runs), len(other))
