"""Speed of the number check: a 1,000-sentence report against 50 articles (bound 1 s), one answer (bound 10 ms), and growth.

Run by `make bench`. The texts are made here from a seed; doubling the text should double the time, not more.
"""

from __future__ import annotations

import random
import time

from copilot.numbers import check_text, find_quantities
from copilot.numbers.evidence.source import read_source, read_text

FIRMS = [
    "Corvane Mining",
    "Lumera Foods",
    "Halden Energy",
    "Vela Cosmetics",
    "Tolland Group",
    "Aldgate Insurance",
    "Norrland Timber",
]
MEASURES = ["revenue", "operating profit", "net income", "sales", "earnings per share", "output", "capital expenditure"]


def sentence(draw: random.Random) -> str:
    """One sentence of business news with three figures."""
    firm, measure = draw.choice(FIRMS), draw.choice(MEASURES)
    verb, year = draw.choice(["rose", "fell"]), draw.randint(2015, 2025)
    change, now = draw.uniform(0.1, 40), draw.uniform(1, 900)
    moved = f"{verb} {change:.1f}% in Q{draw.randint(1, 4)} {year}"
    return f"{firm}'s {measure} {moved} to ${now:.1f} million from ${now * 0.9:.1f} million."


def cpu_s(text: str, sources: list[str], times: int, *, again: bool = False) -> float:
    """Seconds of the processor one check takes, the least of several: other programs may be running.

    again: the sources were read for an answer before; otherwise they are new each time.
    """
    least = float("inf")
    for _ in range(times):
        read_text.cache_clear()
        if not again:
            read_source.cache_clear()
        start = time.process_time()
        check_text(text, sources)
        least = min(least, time.process_time() - start)
    return least


def main() -> None:
    """Print the figures; the first call is not counted, it reads the tables."""
    draw = random.Random(7)
    said = [sentence(draw) for _ in range(4000)]
    articles = [" ".join(said[i * 40 : (i + 1) * 40]) for i in range(50)]
    check_text(said[0], articles[:1])
    answer, passages = " ".join(said[:8]), [article[:900] for article in articles[:8]]
    wrong = answer.replace("%", "7%", 1)
    print("processor time, the least of several runs")
    for name, text in (("one answer (8 sentences, 8 passages)", answer), ("the same with one wrong figure", wrong)):
        new_s, again_s = cpu_s(text, passages, 15), cpu_s(text, passages, 15, again=True)
        print(f"{name}: {1000 * new_s:.1f} ms of new passages, {1000 * again_s:.1f} ms of passages read before (bound 10)")
    for size in (250, 500, 1000):
        report_s = cpu_s(" ".join(said[:size]), articles, 3)
        print(f"report of {size} sentences, 50 articles of 40: {report_s:.2f} s (bound 1 for 1000)")
    start = time.process_time()
    count = len(find_quantities(" ".join(said[:1000])))
    print(f"census of 1,000 sentences: {time.process_time() - start:.2f} s, {count} items")


if __name__ == "__main__":
    main()
