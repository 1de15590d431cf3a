"""Words that say a direction, an order or a record without a figure: what of, and whether evidence bears them out.

`reading` of them in a text; `judging` against evidence, also where verbs lead to a level: "rose to 51"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from copilot.numbers.directions.judging import DirectionCheck, judge_directions, judge_ends
from copilot.numbers.directions.reading import Directed, read_directions
from copilot.numbers.evidence.citations import CitationMode
from copilot.numbers.times.when import day

__all__ = ["Directed", "DirectionCheck", "check_directions", "judge_directions", "judge_ends", "read_directions"]


def check_directions(
    text: str,
    sources: Sequence[str],
    *,
    metrics: Sequence[Mapping[str, Any]] = (),
    as_of: date | str | None = None,
    published: date | str | None = None,
    citations: CitationMode = "auto",
) -> list[DirectionCheck]:
    """One verdict for each direction word that cited evidence decides, in order; arguments as of `check_text`.

    >>> [found.agrees for found in check_directions("The DAX fell in May 2024.", ["The DAX rose 3.2% in May 2024."])]
    [False]
    """
    directed = read_directions(text, published=published, anchor=day(as_of))
    found = judge_directions(text, directed, sources, metrics=metrics, citations=citations)
    found += judge_ends(text, sources, metrics=metrics, anchor=day(published) or day(as_of), citations=citations)
    return sorted(found, key=lambda check: check.directed.start)
