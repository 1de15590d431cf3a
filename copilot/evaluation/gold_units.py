"""Unit names of public extraction sets in the contract's terms."""

from __future__ import annotations

_NAMED = {
    "dollar": "USD", "united states dollar": "USD", "us dollar": "USD", "cent": "USD", "pound": "GBP", "pound sterling": "GBP",
    "british pound": "GBP", "pence": "GBP", "penny": "GBP", "euro": "EUR", "japanese yen": "JPY", "yen": "JPY",
    "chinese yuan": "CNY",
    "yuan": "CNY", "rupee": "INR", "indian rupee": "INR", "swiss franc": "CHF", "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "percentage": "percent", "percent": "percent", "percentage point": "percentage_point", "basis point": "basis_point",
    "year": "year", "year of age": "year", "month": "month", "day": "day", "share": "share", "dimensionless": "none", "-": "none",
    "point": "index_point",
}  # fmt: skip


def contract_unit(name: str) -> str | None:
    """The contract's unit for a set's unit name; "count" for a thing or measure it has no own unit for; None is not compared.

    >>> contract_unit("pound sterling"), contract_unit("dollar per hour"), contract_unit("pound-mass"), contract_unit("-")
    ('GBP', 'USD', 'count', None)
    """
    if len(name) == 3 and name.isupper():
        return name
    unit = _NAMED.get(name.lower().partition(" per ")[0], "count")
    return None if unit == "none" else unit


def hundredths(name: str) -> int:
    """100 for a hundredth of a currency, whose values the contract gives in the currency itself; else 1.

    >>> hundredths("Pence"), hundredths("dollar")
    (100, 1)
    """
    return 100 if name.lower() in ("cent", "pence", "penny") else 1
