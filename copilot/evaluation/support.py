"""Whether cited evidence supports a sentence: its numbers by the number check, its words by a calibrated score.

The score is a logistic regression on two plain features, fitted to human labels of AttributionBench (`copilot eval attribution`
prints how far it agrees with them on sources it was not fitted to). It reads words, not meaning: a sentence that turns its
evidence round in the evidence's own words gets a high score, which is why numbers and directions are judged apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from copilot.evaluation.evidence import REJECTED
from copilot.numbers import check_text
from copilot.sentences import sentences
from copilot.types import Passage

WEIGHTS = (-2.44, 3.30, 1.79)  # intercept, share of words in two neighbouring sentences, share of word pairs
SUPPORTED = 0.5  # from this probability on
_WORD = re.compile(r"[a-z0-9]+(?:[.,'’-][a-z0-9]+)*")
_ENDING = re.compile(r"(?:'s|ing|edly|ed|es|s|ly)$")
_EMPTY = frozenset(
    """a an the and or but if of to in on at by for with from as is are was were be been being it its this that these those
    he she they his her their not no so than then which who whom what when where how will would can could may might also
    into over after before about more most such has have had do does did there here we you i our your says said writes
    """.split()  # noqa: SIM905  (a list of quoted words is harder to read)
)


def supports(claim: str, quotes: Sequence[str], *, metrics: Sequence[Mapping[str, Any]] = (), as_of: date | None = None) -> bool:
    """Whether the quotes and metrics together bear out the sentence: no number rejected, and its words more likely than not."""
    if not quotes and not metrics:
        return False
    checks = check_text(claim, list(quotes), metrics=list(metrics), as_of=as_of, citations="ignore")
    if any(check.verdict in REJECTED for check in checks):
        return False
    if any(check.verdict == "checked" and check.support in ("computed", "derived") for check in checks):
        return True  # a figure of the data carries its sentence: there are no words of a source to compare
    return word_support(claim, quotes) >= SUPPORTED


def without_publishers(claim: str, passages: Sequence[Passage]) -> str:
    """The claim without the names of those who published its evidence: who says it stands beside a quote, never within it."""
    for name in sorted({passage.publisher for passage in passages if passage.publisher}, key=len, reverse=True):
        claim = re.sub(re.escape(name), "", claim, flags=re.IGNORECASE)  # a sentence begins with a capital
    return claim


def word_support(claim: str, quotes: Sequence[str]) -> float:
    """The probability that people would call the claim supported by the quotes, 0 to 1, from the words alone.

    >>> word_support("Copper rose on supply fears.", ["Copper rose on supply fears in Chile."]) > 0.9
    True
    >>> word_support("Copper rose on supply fears.", ["The tea harvest was late."]) < 0.1
    True
    """
    return probability(features(claim, quotes), WEIGHTS)


def features(claim: str, quotes: Sequence[str]) -> tuple[float, float]:
    """How much of the claim the quotes hold: of its content words, in the best two neighbouring sentences; of its word pairs."""
    words = _words(claim)
    wanted = {word for word in words if word not in _EMPTY}
    pairs = set(pairwise(words))
    held: set[tuple[str, str]] = set()
    best = 0.0
    for quote in quotes:
        told = _words(quote)
        held |= set(pairwise(told))
        parts = [set(_words(quote[start:end])) for start, end in sentences(quote)] or [set(told)]
        for one, two in zip(parts, [*parts[1:], set()], strict=True):
            best = max(best, len(wanted & (one | two)) / len(wanted) if wanted else 1.0)
    return best, len(pairs & held) / len(pairs) if pairs else 1.0


def probability(values: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic function of the weighted features; weights begin with the intercept."""
    total = weights[0] + sum(weight * value for weight, value in zip(weights[1:], values, strict=True))
    return 1 / (1 + math.exp(-total))


def _words(text: str) -> list[str]:
    return [_ENDING.sub("", word) if len(word) > 4 else word for word in _WORD.findall(text.lower())]
