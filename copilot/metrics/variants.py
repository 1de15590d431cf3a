"""Which definitions answer to one plain word: a "return" is with dividends or without, a "volatility" daily, weekly or monthly.

A figure of one of them is no answer to a question that does not say which: whoever computes one is given the others too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Variant(NamedTuple):
    """One member of a family. `chosen_by`: the parameters and values that choose it among the others."""

    name: str
    chosen_by: Mapping[str, str]


def _by(name: str, parameter: str, values: tuple[str, ...]) -> tuple[Variant, ...]:
    return tuple(Variant(name, {parameter: value}) for value in values)


_FREQUENCIES = ("daily", "weekly", "monthly")
FAMILIES: Mapping[str, tuple[Variant, ...]] = {
    "return": (Variant("price return", {"basis": "price"}), Variant("total return", {"basis": "total"})),
    "volatility": tuple(Variant(f"annualised volatility, {f}", {"frequency": f}) for f in _FREQUENCIES),
    "level": tuple(Variant(field, {"field": field}) for field in ("close", "open", "high", "low")),
    "lowest": (Variant("low", {"at": "intraday"}), Variant("lowest close", {"at": "close"})),
    "highest": (Variant("high", {"at": "intraday"}), Variant("highest close", {"at": "close"})),
    "max drawdown": _by("max drawdown", "basis", ("close", "intraday", "total")),
    "recovery time": _by("recovery time", "basis", ("close", "intraday", "total")),
    "relative return": _by("relative return", "basis", ("price", "total")),
    "beta": _by("beta", "frequency", _FREQUENCIES),
    "correlation": _by("correlation", "frequency", _FREQUENCIES),
    "tracking error": _by("tracking error", "frequency", _FREQUENCIES),
    "sharpe ratio": _by("sharpe ratio", "frequency", ("monthly", "weekly", "daily")),
    "sortino ratio": _by("sortino ratio", "frequency", ("monthly", "weekly", "daily")),
    "downside deviation": _by("downside deviation", "frequency", ("monthly", "weekly", "daily")),
    "distance from previous high": _by("distance from previous high", "field", ("high", "close")),
    "distance from record": _by("distance from record", "field", ("close", "high")),
}


def family_of(name: str) -> str | None:
    """The family a definition belongs to, None where it stands alone; a level of a session is one price, and has no variants.

    >>> family_of("annualised volatility, weekly"), family_of("momentum")
    ('volatility', None)
    """
    names = [family for family, members in FAMILIES.items() if any(member.name == name for member in members)]
    return next((family for family in names if family != "level"), None)


def members(family: str, given: Mapping[str, object]) -> tuple[Variant, ...]:
    """The members of a family that the given parameters leave open; all of them where none chooses.

    >>> [member.name for member in members("return", {"basis": "total"})]
    ['total return']
    """
    known = FAMILIES[family]
    return tuple(m for m in known if all(str(given.get(key, value)) == value for key, value in m.chosen_by.items()))
