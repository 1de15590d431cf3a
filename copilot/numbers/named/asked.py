"""What a claim says of the figure it derives: its words with their weights, its times, what stands before and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from copilot.numbers.named.labels import cue, stems_of, times, unglued, words
from copilot.numbers.named.page import Page
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import stem

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|(?<![\d.,$])(?:19|20)\d\d(?![\d,.]*\d|%)")


@dataclass(slots=True)
class Asked:
    """What the claim says: its words with weights, times, and the forms its cues allow."""

    text: str
    stems: list[str]
    weights: list[float]
    places: list[float]
    times: tuple[tuple[int, int], ...]
    ends: Sequence[tuple[int, int]]  # the first and the last of its times, where they are of two years or months; else all
    total: float
    memo: dict[int, float]
    said: dict[str, bool] = field(default_factory=dict)

    def says(self, form: str) -> bool:
        """Whether its words ask for a form."""
        if form not in self.said:
            self.said[form] = cue(form).search(self.text) is not None
        return self.said[form]

    def weight(self, mask: int) -> float:
        """The weight of the words whose bits are set."""
        if mask not in self.memo:
            self.memo[mask] = sum(weight for at, weight in enumerate(self.weights) if mask >> at & 1)
        return self.memo[mask]

    def place(self, mask: int) -> float:
        """Where the first of these words stands; beyond the text where none does."""
        found = [place for at, place in enumerate(self.places) if mask >> at & 1]
        return min(found) if found else 1e9


def words_around(text: str, claim: Reading) -> str:
    """The words of the claim's sentence around it, and those before it where it stands first."""
    start, end = claim.sentence_span
    lead = text[start : claim.quantity.start]
    if len(words(lead)) < 2:
        before = re.split(r"(?<=[.!?])\s+|\n", text[max(0, start - 600) : start].rstrip())
        lead = (before[-1] if before else "") + " " + lead
    trail = text[claim.quantity.end : end]
    return unglued(f"{lead[-700:]} {trail[:300]}")


def ask(said: str, page: Page) -> Asked | None:
    """What the words around a claim say of it; None where they say nothing."""
    named = times(said)
    stems: list[str] = []
    weights: list[float] = []
    places: list[float] = []
    from_words = words(said)
    for match in _WORD.finditer(said):
        word = match[0] if match[0][0].isdigit() else stem(match[0])
        if word not in from_words or word in stems:
            continue
        weight = page.weight(word) * (0.25 if word in stems_of("asking") else 1.0)
        if word.isdigit():
            weight = max(weight, 1.0) if word in page.own else 0.3
        elif word in stems_of("asking") and word not in page.own:
            weight = 0.0
        elif word not in page.own and match[0][0].isupper() and match.start():
            weight *= 0.3  # a name: pages seldom say in their labels whose they are
        stems.append(word)
        weights.append(weight)
        places.append(match.start())
    total = sum(weights)
    return Asked(said, stems[:60], weights[:60], places[:60], named, _ends(named), total, {}) if total else None


def _ends(named: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    wanted = sorted(set(named))
    apart = len({year for year, _ in wanted}) > 1 or len({month for _, month in wanted if month}) > 1
    return [wanted[0], wanted[-1]] if apart else wanted
