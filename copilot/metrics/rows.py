"""The rows a metric rests on, as text: what a receipt pins and what the metric is recomputed from."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import attrgetter, contains, itemgetter

from copilot.errors import SourceError
from copilot.types import Bar

Row = Mapping[str, str]


class KeptRow(dict[str, str]):
    """A row of prices that many metrics pin, with its canonical JSON and the bar whose floats its texts read back as.

    It is never changed: a changed row is a new one, and what is read from a receipt is a plain mapping.
    """

    __slots__ = ("bar", "json")

    bar: Bar
    json: str


def text_of(value: float) -> str:
    """The shortest text that reads back as the same float: 0.1 is "0.1"."""
    return repr(value)


def number(row: Row, name: str) -> float:
    """A field of a pinned row as a float. Raises SourceError where it is missing or is no finite number."""
    try:
        value = float(row[name])
    except (KeyError, TypeError, ValueError):
        raise SourceError(
            f"a pinned row has no number {name!r}", fix="Compute the metric again from its source; the record is damaged."
        ) from None
    if not math.isfinite(value):
        raise SourceError(f"a pinned row has {name!r} = {value}", fix="Compute the metric again from its source.")
    return value


def numbers(rows: Sequence[Row], name: str) -> list[float]:
    """One field of every row as floats. Raises SourceError as `number` does."""
    try:
        if set(map(type, rows)) == {KeptRow} and all(map(contains, rows, repeat(name))):
            values = list(map(attrgetter(f"bar.{name}"), rows))
        else:
            values = list(map(float, map(itemgetter(name), rows)))
    except (KeyError, TypeError, ValueError):
        values = [math.nan]
    return values if all(map(math.isfinite, values)) else [number(row, name) for row in rows]


def day(row: Row) -> date:
    """The day of a row: its session, the day of a decision or of an observation, or the one a fact speaks for.

    Raises SourceError where there is none.
    """
    try:
        return date.fromisoformat(row.get("session") or row.get("announced") or row.get("day") or row["as_of"])
    except (KeyError, TypeError, ValueError):
        raise SourceError("a pinned row has no day", fix="Compute the metric again; the record is damaged.") from None


def stored(value: float) -> Decimal:
    """A float at 12 significant digits, half to even: enough to print anything, few enough to be the same anywhere.

    >>> stored(0.1 + 0.2), stored(1e20)
    (Decimal('0.3'), Decimal('100000000000000000000'))
    """
    rounded = Decimal(f"{value:.12g}")
    return Decimal(format(rounded, "f")) if rounded else Decimal(0)


def plain(value: Decimal) -> str:
    """A decimal without exponent.

    >>> plain(Decimal("1E-9"))
    '0.000000001'
    """
    return format(value, "f")


def sha256_of(rows: Sequence[Row]) -> str:
    """The hash of rows as canonical JSON: keys sorted, no spaces, UTF-8."""
    texts = [row.json if type(row) is KeptRow else _canonical(row) for row in rows]
    return hashlib.sha256(f"[{','.join(texts)}]".encode()).hexdigest()


def _canonical(row: Row) -> str:
    return _WRITE(dict(row))


_WRITE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
