"""Speed of the library's own parts: first vector, embedding rate, adding, searching. Run: python evals/bench_index.py [CHUNKS]

Texts are made up from a fixed word list with a fixed seed; only speed is measured here, never relevance.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from copilot.index.embedding import Embedder, open_embedder
from copilot.index.retrieve import search
from copilot.library.ingest import store_reading
from copilot.library.reading import make_article
from copilot.library.store import Library

_WORDS = """
    rates banks shares rose fell index growth margin debt yields quarter orders prices demand profit cash fund cut policy"""
WORDS = _WORDS.split()
FIRST_VECTOR = "from copilot.index.embedding import open_embedder; open_embedder().embed(['is the rally sustainable?'])"
AS_OF = date(2025, 12, 31)


def main() -> None:
    """Print one line per measurement with the bound it should keep."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    embedder = open_embedder()
    if embedder is None:
        sys.exit("error: no embedding weights are installed\nfix: make test installs them")
    report(
        "first vector, whole process",
        best_of(5, lambda: subprocess.run([sys.executable, "-c", FIRST_VECTOR], check=True)),
        "s (bound 0.5)",
    )
    texts = [sentence(random.Random(number), 165) for number in range(40)]  # about 200 tokens each
    embedder.embed(texts[:1])
    report("embedding, 200 tokens", 40 / best_of(3, lambda: embedder.embed(texts)), "texts/s (bound 30)")
    with temporary_library() as library:
        start = time.perf_counter()
        fill(library, count, embedder)
        report(
            f"adding {library.counts()['chunks']} chunks", library.counts()["chunks"] / (time.perf_counter() - start), "chunks/s"
        )
        for name, chosen in (("words alone", None), ("words and vectors", embedder)):
            times = [search_seconds(library, query, chosen) for query in queries(20)]
            report(f"search, {name}, first", times[0] * 1000, "ms")
            report(f"search, {name}, median of the rest", statistics.median(times[1:]) * 1000, "ms")


def report(name: str, value: float, unit: str) -> None:
    """One aligned line."""
    print(f"{name:46} {value:8.2f} {unit}")


def timed(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def search_seconds(library: Library, query: str, embedder: Embedder | None) -> float:
    """Seconds of one search for eight passages."""
    return timed(lambda: search(library, query, as_of=AS_OF, embedder=embedder))


def best_of(runs: int, call: Callable[[], object]) -> float:
    """Seconds of the fastest run: what else the machine does only ever adds."""
    return min(timed(call) for _ in range(runs))


def sentence(source: random.Random, words: int) -> str:
    """Made-up prose of that many words, in sentences of ten."""
    drawn = [source.choice(WORDS) for _ in range(words)]
    return " ".join(word.capitalize() if at % 10 == 0 else word + "." * (at % 10 == 9) for at, word in enumerate(drawn))


def queries(count: int) -> Iterator[str]:
    """Made-up questions of six words."""
    source = random.Random(1)
    return (" ".join(source.sample(WORDS, 6)) for _ in range(count))


def fill(library: Library, chunks: int, embedder: Embedder | None) -> None:
    """Add articles of about five chunks each until the library holds that many."""
    source = random.Random(0)
    with library.writing():
        while library.counts()["chunks"] < chunks:
            number = source.randrange(10**9)
            day = AS_OF - timedelta(days=source.randrange(700))
            body = "\n\n".join(sentence(source, 110) for _ in range(5))
            reading = make_article(f"Note {number}\nPublished: {day}\n\n{body}", source=f"{number}.txt")
            store_reading(library, reading, origin=None, embedder=embedder)


@contextmanager
def temporary_library() -> Iterator[Library]:
    """An empty library that goes when it is done with."""
    with tempfile.TemporaryDirectory(prefix="copilot-bench-") as folder, Library.open(Path(folder), create=True) as library:
        yield library


if __name__ == "__main__":
    main()
