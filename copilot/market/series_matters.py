"""Words that name a published series, and how its figures are told: `reference/series_words.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, cast

from copilot.resources import reference_table

Kind = Literal["rate", "spread", "index", "jobs", "count", "money", "growth", "level"]


@dataclass(frozen=True, slots=True)
class Matter:
    """One published figure. `series`: the definitions of it, the usual one first. `near`: how far a stated figure may lie from
    it without being wrong, for the reason `why`; `restated`: how far its values are revised later, None where never."""

    name: str
    series: tuple[str, ...]
    kind: Kind
    words: re.Pattern[str]
    needs: re.Pattern[str] | None
    unlike: re.Pattern[str] | None
    near: Decimal
    why: str
    restated: Decimal | None


@lru_cache(maxsize=1)
def matters() -> tuple[Matter, ...]:
    """Every matter of the table, maturities apart, in its order."""
    table: Mapping[str, Mapping[str, Any]] = reference_table("series_words.toml")
    return tuple(matter for name, row in table.items() if name != "closes" for matter in _matters_of(name, row))


def _matters_of(name: str, row: Mapping[str, Any]) -> Iterator[Matter]:
    named = row.get("tenors")
    for series, words in named.items() if named else [(row["series"], row["words"])]:
        yield Matter(
            name=name,
            series=(series,) if named else tuple(series),
            kind=cast("Kind", row["kind"]),
            words=_pattern([words] if named else words),
            needs=_pattern(row["needs"]) if "needs" in row else None,
            unlike=_pattern(row["unlike"]) if "unlike" in row else None,
            near=Decimal(str(row.get("near", 0))),
            why=str(row.get("why", "")),
            restated=Decimal(str(row["restated"])) if "restated" in row else None,
        )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
