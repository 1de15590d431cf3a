"""Figures of prose: each number with the words of its segment, its sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from copilot.numbers.formulas.comparisons import benchmark_of
from copilot.numbers.named.figure import Figure
from copilot.numbers.named.labels import GLUED, MONTH, mantissa_of, times, words
from copilot.numbers.readings.reading import Reading

_LISTED = re.compile(r"(?:\s[a-z]+){0,2}\s?(?:,|and|, and|or)\s(?:approximately |about |a |of |net |\$\s?)*", re.IGNORECASE)


def prose_figures(source: str, text: str, readings: Sequence[Reading]) -> Iterator[Figure]:
    """The amounts among the readings; a word such as "respectively" gives each its year."""
    groups: dict[int, list[Reading]] = {}
    for reading in readings:
        unit = reading.quantity.unit
        if reading.quantity.value is not None and reading.quantity.kind == "quantity" and unit not in ("year", "month", "day"):
            groups.setdefault(reading.sentence, []).append(reading)
    for sentence, group in groups.items():
        group = [reading for reading in group if not _is_glued(text, reading)]
        if not group:
            continue
        whole = text[slice(*group[0].sentence_span)][:4000]
        around, named = words(whole), times(whole)
        in_order = "respectively" in whole.lower()
        for run in _runs(text, group):
            led = text[run[0].segment_span[0] : run[0].quantity.start]
            for at, reading in enumerate(run):
                quantity = reading.quantity
                own_text = text[reading.segment_span[0] : quantity.start] + " " + text[quantity.end : reading.segment_span[1]]
                when = times(own_text)
                own = words(own_text + " " + led)
                if in_order and len(run) == len(named) > 1:
                    when = (named[at],)
                    own -= {str(year) for year, _ in named}
                elif not when and len(named) == 1:
                    when = named
                value = quantity.value or Decimal(0)
                mantissa, scale = mantissa_of(quantity.text, abs(value))
                unit = "percent" if quantity.unit in ("percent", "percentage_point") else "none"
                yield Figure(
                    source, quantity.start, quantity.end, quantity.text, mantissa.copy_sign(value),
                    (quantity.ulp or Decimal(0)) / scale, unit, scale if scale > 1 else None, -1, -1 - sentence, -1, own,
                    frozenset(str(year) for year, _ in when), around, when, benchmark_of(reading),
                )  # fmt: skip


def _runs(text: str, group: Sequence[Reading]) -> list[list[Reading]]:
    """Numbers of a sentence in runs such as "$6.5 million and $5.6 million", which share the words before the first."""
    runs: list[list[Reading]] = []
    for reading in group:
        gap = text[runs[-1][-1].quantity.end : reading.quantity.start] if runs else ""
        if runs and _LISTED.fullmatch(gap):
            runs[-1].append(reading)
        else:
            runs.append([reading])
    return runs


def _is_glued(text: str, reading: Reading) -> bool:
    start = reading.quantity.start
    return (
        GLUED.match(text, start - 1 if start else 0, reading.quantity.end) is not None
        and MONTH.search(text[max(0, start - 12) : start]) is not None
    )
