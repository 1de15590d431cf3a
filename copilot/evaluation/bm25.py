"""BM25 over whole texts: the plain baseline beside the product's search."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[a-z0-9]+")
_K1, _B = 1.5, 0.75  # the defaults of the common implementations


class Bm25:
    """An index of texts by key, built once.

    Source: Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework", Foundations and Trends in IR 3(4).

    >>> Bm25({"a": "gold rose", "b": "copper fell", "c": "tin"}).rank("did gold rise?", 2)
    ['a']
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        counts = {key: Counter(_WORD.findall(text.lower())) for key, text in texts.items()}
        self._lengths = {key: sum(count.values()) for key, count in counts.items()}
        self._mean = sum(self._lengths.values()) / max(len(counts), 1) or 1.0
        self._postings: dict[str, list[tuple[str, int]]] = {}
        for key, count in counts.items():
            for word, times in count.items():
                self._postings.setdefault(word, []).append((key, times))

    def rank(self, query: str, k: int) -> list[str]:
        """The keys of the `k` best texts that share a word with the query, best first, ties by key."""
        scores: dict[str, float] = {}
        for word in _WORD.findall(query.lower()):
            held = self._postings.get(word, [])
            idf = math.log(1 + (len(self._lengths) - len(held) + 0.5) / (len(held) + 0.5))
            for key, times in held:
                norm = _K1 * (1 - _B + _B * self._lengths[key] / self._mean)
                scores[key] = scores.get(key, 0.0) + idf * times * (_K1 + 1) / (times + norm)
        return sorted(scores, key=lambda key: (-scores[key], key))[:k]
