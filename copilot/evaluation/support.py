"""Whether cited evidence supports a sentence: its numbers by the number check, its words by the share the evidence holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from copilot.numbers import check_text

REJECTED = ("differs", "unsupported")
WORDS_NEEDED = 0.5  # share of the sentence's content words that the evidence must hold
_WORD = re.compile(r"[a-z][a-z'’-]{2,}")
_EMPTY = frozenset(
    """the and for that with was were has have had are its this from but not their his her they which who will would been
    than into over after says said writes also about more most such may can could while what when where there these those
    being its""".split()  # noqa: SIM905  (a list of quoted words is harder to read)
)


def supports(claim: str, quotes: Sequence[str], *, metrics: Sequence[Mapping[str, Any]] = (), as_of: date | None = None) -> bool:
    """Whether the quotes and metrics together bear out the sentence: no number rejected, and enough of its words held."""
    if not quotes and not metrics:
        return False
    checks = check_text(claim, list(quotes), metrics=list(metrics), as_of=as_of, citations="ignore")
    if any(check.verdict in REJECTED for check in checks):
        return False
    if any(check.verdict == "checked" and check.support in ("computed", "derived") for check in checks):
        return True  # a figure of the data carries its sentence: there are no words of a source to compare
    return word_support(claim, quotes) >= WORDS_NEEDED


def word_support(claim: str, quotes: Sequence[str]) -> float:
    """The share of the claim's content words, by stem, that stand in the quotes; 1.0 where it has none.

    >>> word_support("Profits rose sharply", ["profit rose"])
    0.6666666666666666
    """
    wanted = _stems(claim)
    held = frozenset().union(*map(_stems, quotes)) if quotes else frozenset()
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _stems(text: str) -> frozenset[str]:
    """Content words without their endings, roughly: what is compared is one sentence with its source."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _EMPTY)
    return frozenset(re.sub(r"(?:ing|ed|es|s|ly)$", "", word) for word in words)
