"""Whether the passages found, in their order, hold what a right answer rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.scorers.registry import scorer
from copilot.evaluation.spans import gold_spans, overlaps
from copilot.evaluation.targets import Judged

CUTOFFS = (1, 4, 10)
_HITS = tuple(f"retrieval hits@{k}" for k in CUTOFFS)


@scorer(*(Figure(name) for name in _HITS), Figure("retrieval MRR", "mean", unit=""), Figure("retrieval nDCG@10", "mean", unit=""))
def retrieval(judged: Judged) -> Iterator[Score]:
    """Over the passages found for the question as asked: first hit, its reciprocal rank, normalised discounted gain."""
    gold = gold_spans(judged.question, judged.articles)
    if not gold or not judged.retrieved:
        return
    ranked = [any(overlaps(passage, span) for span in gold) for passage in judged.retrieved]
    for k, name in zip(CUTOFFS, _HITS, strict=True):
        yield Score(name, any(ranked[:k]))
    first = next((rank for rank, hit in enumerate(ranked, 1) if hit), None)
    yield Score("retrieval MRR", first == 1, value=1 / first if first else 0.0)
    found = [next((i for i, s in enumerate(gold) if overlaps(p, s)), None) for p in judged.retrieved]
    yield Score("retrieval nDCG@10", any(ranked), value=ndcg(found, len(gold), 10))


def ndcg(found: Sequence[int | None], relevant: int, k: int) -> float:
    """Normalised discounted cumulative gain of a ranking; found: which gold item each rank holds, an item counts once.

    Source: Järvelin & Kekäläinen (2002), ACM TOIS 20(4), 422-446.

    >>> ndcg([0, None, 1], 2, 10) == (1 + 1 / 2) / (1 + 1 / log2(3))
    True
    """
    seen: set[int] = set()
    gain = 0.0
    for rank, item in enumerate(found[:k], 1):
        if item is not None and item not in seen:
            seen.add(item)
            gain += 1 / log2(rank + 1)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(relevant, k) + 1))
    return gain / ideal if ideal else 0.0
