"""Which way a sentence argues: for a rise going on, against it, or neither; by words of argument, negation and turns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.types import Span

_CLAUSE = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:but|however|yet|nevertheless|nonetheless|while|whereas|although|though|despite)\b", re.IGNORECASE
)
_NEGATION_REACH_CHARS = 28  # a negation reaches the next few words of its own clause
_WEIGHTS = {"neutral": 0.0, "strong_support": 2.0, "support": 1.0, "doubt": -1.0, "strong_doubt": -2.0}
_LABEL_WEIGHT = 1.2
_BEFORE_TURN, _IN_CONCESSION = 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Stance:
    """The weight of the words for a rise and against it, both >= 0, and the cues that gave it."""

    support: float
    doubt: float
    cues: tuple[str, ...]

    @property
    def lean(self) -> float:
        """Above 0 for a rise, below 0 against it, from -1 to 1; 0 where no word argues.

        >>> Stance(3.0, 1.0, ()).lean
        0.5
        """
        total = self.support + self.doubt
        return (self.support - self.doubt) / total if total else 0.0

    @property
    def strength(self) -> float:
        """How much more weight one side has than the other."""
        return abs(self.support - self.doubt)


def stance_of(text: str, label: str = "") -> Stance:
    """The stance of one sentence towards a rise; `label` is the heading it stands under ("Risks", "The bull's case").

    >>> stance_of("Cheap valuations support copper miners.").lean > 0, stance_of("Growth is not strong.").lean < 0
    (True, True)
    """
    words = vocabulary().groups["stance"]
    support = doubt = 0.0
    cues: list[str] = []
    labels = vocabulary().groups["labels"]
    if label and labels["support"].is_in(label) != labels["doubt"].is_in(label):
        cues.append(label.lower())
        if labels["support"].is_in(label):
            support += _LABEL_WEIGHT
        else:
            doubt += _LABEL_WEIGHT
    if words["distancing"].is_in(text):
        return Stance(0.0, 0.0, ())
    for span, weight in _cues(text):
        if not weight:
            continue
        sense = weight * _polarity(text, span, words["negators"], words["receding"]) * _heft(text, span)
        cues.append(text[span[0] : span[1]].lower())
        support += max(sense, 0.0)
        doubt += max(-sense, 0.0)
    return Stance(support, doubt, tuple(cues))


def _cues(text: str) -> list[tuple[Span, float]]:
    """Phrases that argue, with their weight, above 0 for a rise; of two that overlap the longer one counts."""
    words = vocabulary().groups["stance"]
    found = [(span, weight) for key, weight in _WEIGHTS.items() for span in words[key].spans(text)]
    found.sort(key=lambda item: (item[0][0] - item[0][1], item[0], item[1]))
    kept: list[tuple[Span, float]] = []
    for span, weight in found:
        if not any(start < span[1] and span[0] < end for (start, end), _ in kept):
            kept.append((span, weight))
    return sorted(kept)


def _polarity(text: str, span: Span, negators: Phrases, receding: Phrases) -> float:
    """-1 where a negation stands before the word in its clause, or the word itself is said to recede; else 1."""
    before = text[max(0, span[0] - _NEGATION_REACH_CHARS) : span[0]]
    clause_starts = [match.end() for match in _CLAUSE.finditer(before)]
    before = before[clause_starts[-1] :] if clause_starts else before
    sense = 1.0
    for _ in negators.spans(before):
        sense = -sense
    after = text[span[1] : span[1] + 22]
    stop = _CLAUSE.search(after)
    if receding.is_in(after[: stop.start()] if stop else after):
        sense = -sense
    return sense


def _heft(text: str, span: Span) -> float:
    """Less than 1 before a turn ("…, but"), and inside a concession ("despite …,")."""
    words = vocabulary().groups["stance"]
    turns = [start for start, _ in words["turns"].spans(text) if start > 0]
    if any(span[0] < turn for turn in turns):
        return _BEFORE_TURN
    for start, _ in words["concessions"].spans(text):
        comma = text.find(",", start)
        if start <= span[0] < (comma if comma >= 0 else len(text)):
            return _IN_CONCESSION
    return 1.0
