"""Whether the census accounts for every numeral of real articles exactly once, with spans that hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from copilot.evaluation.registry import Figure, Run, Score, suite
from copilot.numbers.types import Quantity

COVERED = "digits in exactly one item"
SOUND = "texts with sound spans, in order"
_TEXTS = {"realtimeqa/corpus.jsonl.gz": 400, "findver/testmini.jsonl.gz": 120}


@suite("coverage", needs=tuple(_TEXTS), figures=[Figure(COVERED, bar=">= 100"), Figure(SOUND, bar=">= 100")], shards=2)
def coverage(run: Run) -> Iterator[Score]:
    """Every digit of news articles and of filings' tables stands in exactly one item of the census."""
    texts = []
    for path, wanted in _TEXTS.items():
        rows = run.rows(*path.split("/"))
        chosen = sorted(run.random("coverage", path).sample(range(len(rows)), min(wanted, len(rows))))
        texts += [(f"{path}#{i}", rows[i].get("text") or "\n".join(rows[i]["relevant_text"])) for i in chosen]
    for name, text in run.take(texts):
        yield from score_text(name, text, run.find(text))


def score_text(name: str, text: str, items: Sequence[Quantity]) -> Iterator[Score]:
    """Scores of one text: each numeral character on its own, and the spans together."""
    times = [0] * len(text)
    for item in items:
        for place in range(max(0, item.start), min(len(text), item.end)):
            times[place] += 1
    for place, char in enumerate(text):
        if unicodedata.category(char) in ("Nd", "No"):
            covered = times[place] == 1
            yield Score(COVERED, covered, failure=None if covered else _failure(name, text, place, times[place]))
    starts_in_order = all(one.end <= other.start for one, other in pairwise(items))
    yield Score(SOUND, starts_in_order and all(text[item.start : item.end] == item.text for item in items))


def _failure(name: str, text: str, place: int, times: int) -> Mapping[str, Any]:
    around = text[max(0, place - 60) : place + 40]
    return {"sample": name, "text": around, "expected": "in one item", "got": f"in {times}", "char": text[place], "at": place}
