"""Look-ups: an id, ticker or alias → its row; an index → the funds on it; whether two ids may be the same thing."""

from __future__ import annotations

from copilot.names.tables import ancestors, by_ticker, entries, instruments, tracking
from copilot.names.tokens import tokens
from copilot.names.types import Instrument


def instrument(id_or_ticker_or_alias: str) -> Instrument | None:
    """The row known by this id, ticker or alias, or None; upper and lower case matter only where two rows differ by it.

    >>> instrument("DAX").id, instrument("BoE").name
    ('dax', 'Bank of England')
    """
    key = id_or_ticker_or_alias.strip()
    row = instruments().get(key) or by_ticker().get(key.upper())
    if row is not None:
        return row
    words = [word.text for word in tokens(key)]
    if not words:
        return None
    loose: Instrument | None = None
    second = words[1].lower() if len(words) > 1 else ""
    for entry in entries().get(words[0].lower()).get(second, ()):
        spelled = [word.text for word in entry.words]
        if spelled == words:
            return entry.instrument
        if loose is None and [word.lower() for word in spelled] == [word.lower() for word in words]:
            loose = entry.instrument
    return loose


def funds_tracking(index_id: str) -> tuple[Instrument, ...]:
    """The funds that follow an index or commodity, the preferred one first; () where none is known."""
    return tracking().get(index_id, ())


def family_members(generic_id: str) -> tuple[Instrument, ...]:
    """Every index, fund, commodity or narrower generic under a generic, in file order.

    >>> "ftse_100" in {row.id for row in family_members("stocks")}
    True
    """
    up = ancestors()
    return tuple(row for row in instruments().values() if generic_id in up[row.id])


def is_ancestor(generic_id: str, id: str) -> bool:
    """Whether `generic_id` is a family that `id` belongs to, however far up."""
    return generic_id in ancestors().get(id, frozenset())
