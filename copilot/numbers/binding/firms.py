"""Firms that no table relates: whether two figures are of one of them, and whose a measure is said to be."""

from __future__ import annotations

from copilot.numbers.readings.entities import is_proper, name_class, relation
from copilot.numbers.readings.reading import Reading


def is_of_one_firm(mine: Reading, theirs: Reading) -> bool:
    """Whether what agrees is more than the place or the good beside two firms: "Linden Gold", "Harrow Mining", both of gold."""
    firms = [name for side in (mine, theirs) for name in side.entities if name.kind == "other" and is_proper(name)]
    ahead = [name.start < side.quantity.start for side, name in zip((mine, theirs), firms, strict=False)]
    return len(firms) != 2 or not all(ahead) or firms[0] not in mine.entities or relation(firms[0], firms[1]) == "same"


def owns_measure(reading: Reading) -> bool:
    """Whether a figure's measure is called that of one proper name: "Harrow's market value was"."""
    names = [name for name in reading.entities if is_proper(name) and name_class(name) == "firm"]
    return len(names) == len(reading.entities) == 1 and any(f"{names[0].text}{mark}s " in reading.lead for mark in "'’")
