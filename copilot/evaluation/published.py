"""Figures that others published, beside ours: whose, where, of which year, and what differs.

None is a bar by itself: every one was taken on other samples or with another question. What differs is said wherever the figure
is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were published. differs: what keeps them from being the same measurement as ours, a clause without a stop."""

    cited: str  # authors, title, venue
    year: int
    differs: str


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure. value: in percent beside a rate of ours, else in the unit of our figure."""

    who: str
    value: float
    source: Source

    def __str__(self) -> str:
        return f"{self.who} {self.value:g}"


def beside(source: Source, values: Mapping[str, float]) -> tuple[Published, ...]:
    """The figures of one source, by whose they are.

    >>> [str(figure) for figure in beside(Source("A Paper", 2020, "all"), {"a check": 12.5})]
    ['a check 12.5']
    """
    return tuple(Published(who, value, source) for who, value in values.items())


def sources_of(figures: Iterable[Sequence[Published]]) -> list[Source]:
    """Every source once, in the order of the figures: its place is the letter that a table gives it."""
    return list(dict.fromkeys(figure.source for group in figures for figure in group))


def letter(at: int) -> str:
    """The mark of the source at a place.

    >>> letter(0), letter(27)
    ('a', 'b2')
    """
    return chr(ord("a") + at % 26) + (str(at // 26 + 1) if at >= 26 else "")


SUMMEDITS = Source(
    "Laban et al., SummEdits (EMNLP)",
    2023,
    "they judge every edit of a summary, of words as of numbers, on their whole set; ours sees numbers alone, on the tuning part",
)
RAGTRUTH = Source(
    "Niu et al., RAGTruth (ACL)",
    2024,
    "any hallucination of an answer of the test split counts there, and four in five hallucinated spans hold no digit; here only "
    "a wrong number does",
)
LETTUCE = Source(
    "Kovács and Recski, LettuceDetect (arXiv 2502.17125)",
    2025,
    "as for RAGTruth, by a model trained on the set's own training part; ours has seen no label",
)
FINDVER = Source(
    "Zhao et al., FinDVer (EMNLP)",
    2024,
    "accuracy there, balanced accuracy here; they read the whole filing with its tables or what they retrieve of it and explain "
    "themselves, ours is given the gold paragraphs and rejects a claim for its numbers alone",
)
FINDVER_RETRIEVAL = Source(
    "Zhao et al., FinDVer (EMNLP)",
    2024,
    "they search text and tables of all claims; here the text paragraphs of 350 claims, the tables left out",
)
CQE = Source(
    "Almasian et al., CQE (EMNLP)",
    2023,
    "their news set; here their dimension and age sentences, which come from Recognizers-Text",
)
REALTIMEQA = Source(
    "Kasai et al., RealTime QA (NeurIPS Datasets and Benchmarks)",
    2023,
    "the web search stored with the set, over the web and all its questions, scored by their linked articles; here the stored "
    "articles and the tuning part of the questions",
)
ATTRIBUTIONBENCH = Source(
    "Li et al., AttributionBench (ACL Findings)",
    2024,
    "language models fine-tuned on the set's training part, on its whole test part; here two features of words and three weights",
)
CHECKERS = Source(
    "Solatorio, Proof-Carrying Numbers (arXiv), and the number guard of an open due-diligence agent (DDA): their published code, "
    "a substring test and half an ulp, run by this project",
    2025,
    "2,000 other invented facts with the same ten changes, each claim beside its own fact; no checker there reads a sentence",
)
CHECKERS_ELSEWHERE = replace(
    CHECKERS,
    differs="2,000 invented facts with the same ten changes, each claim beside its own fact; here sentences of real news and "
    "notes beside their passage, in which other numbers stand",
)
