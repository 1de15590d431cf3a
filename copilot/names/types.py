"""What a text can be about: one row of the reference tables, and one mention of it in a text."""

from __future__ import annotations

from typing import Literal, NamedTuple

from copilot.records import record

NameKind = Literal[
    "index", "fund", "company", "central_bank", "country", "place", "commodity", "currency", "rate", "generic", "future", "other"
]  # fmt: skip


class Instrument(NamedTuple):  # five thousand are made at the start, a dataclass at four times the price
    """A thing with a name that figures are said of. `family` lists the generic ids above it, nearest first."""

    id: str  # "sp_500", a fund's or a company's ticker, "jp"
    name: str
    kind: NameKind
    ticker: str | None = None
    tracks: str | None = None  # id of the index or commodity a fund follows
    family: tuple[str, ...] = ()
    currency: str | None = None  # ISO 4217
    aliases: tuple[str, ...] = ()
    other_tickers: tuple[str, ...] = ()  # further share classes


@record()
class Name:
    """One mention. Invariant: text_of_all[start:end] == text; offsets are code points.

    `id` is an instrument's id, or for a name that no table holds "name:" and its words in lower case.
    """

    start: int
    end: int
    text: str
    id: str
    kind: NameKind
    ticker: str | None = None
    tracks: str | None = None
    family: tuple[str, ...] = ()
