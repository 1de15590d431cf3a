"""Which sentences an answer quotes: the best for each side, of different themes, articles and publishers, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from copilot.engines.candidates import Candidate, Scored

_SAME_STORY = 0.5  # share of stems above which two sentences tell the same
_CLEAR_LEAN = 0.34


def sides(scored: Iterable[Scored], *, favours_rise: bool) -> tuple[list[Scored], list[Scored]]:
    """The sentences that argue for the view in question and against it; those that argue neither way are left out.

    A sentence against the grain of its own article is worth less: it may be what the author sets out to refute.
    """
    items = list(scored)
    grain = _grain(items)
    support: list[Scored] = []
    against: list[Scored] = []
    for item in items:
        stance = item.candidate.stance
        if abs(stance.lean) < _CLEAR_LEAN or stance.strength < 0.9:
            continue
        lean = grain.get(item.candidate.passage.article_id, 0.0)
        if lean * stance.lean < 0 and abs(lean) > 0.3:
            item = replace(item, relevance=item.relevance - 1.5 * abs(lean))
        (support if (stance.lean > 0) == favours_rise else against).append(item)
    return support, against


def _grain(scored: Sequence[Scored]) -> dict[str, float]:
    """Which way each article argues on the whole, from -1 to 1; short of three arguing sentences it is 0."""
    leans: dict[str, list[float]] = {}
    for item in scored:
        if item.candidate.stance.strength >= 0.9:
            leans.setdefault(item.candidate.passage.article_id, []).append(item.candidate.stance.lean)
    return {article: sum(found) / len(found) for article, found in leans.items() if len(found) >= 3}


def argument_worth(item: Scored) -> float:
    """How well a sentence serves as an argument: relevance, plus how firmly it argues and that it has a theme."""
    stance = item.candidate.stance
    return min(item.relevance, 3.0) + 0.9 * min(stance.strength, 3.0) + 0.5 * bool(item.candidate.themes)


def choose(
    pool: Sequence[Scored],
    limit: int,
    *,
    worth: Callable[[Scored], float],
    least: float,
    spread: float = 1.0,
    taken: Sequence[Candidate] = (),
) -> list[Candidate]:
    """At most `limit` candidates, best first; each further one pays for a theme, article or publisher already there.

    spread: how much it pays; 0 takes the best wherever they stand.
    Sentences that tell what a chosen one tells are left out, and so are those worth less than `least`. Ties go by place.
    """
    chosen: list[Candidate] = []
    left = [item for item in pool if worth(item) >= least]
    while left and len(chosen) < limit:
        best = min(left, key=lambda item: (-(worth(item) - spread * _overlap_cost(item.candidate, chosen)), item.candidate.key))
        left.remove(best)
        if worth(best) - spread * _overlap_cost(best.candidate, chosen) < least:
            break
        if not any(is_same_story(best.candidate, other) for other in [*taken, *chosen]):
            chosen.append(best.candidate)
    return chosen


def is_same_story(first: Candidate, second: Candidate) -> bool:
    """Whether two sentences share most of their words, as copies and rewrites do."""
    shared = len(first.stems & second.stems)
    return shared > _SAME_STORY * min(len(first.stems), len(second.stems))


def _overlap_cost(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    cost = 0.0
    for other in chosen:
        if candidate.themes[:1] == other.themes[:1] and candidate.themes:
            cost += 1.4
        if candidate.passage.article_id == other.passage.article_id:
            cost += 1.3
        elif candidate.passage.publisher == other.passage.publisher:
            cost += 0.6
        cost += 1.5 * len(candidate.stems & other.stems) / (1 + min(len(candidate.stems), len(other.stems)))
    return cost
