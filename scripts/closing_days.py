"""Writes `reference/closing_days.txt`: the weekdays on which the New York exchanges rest, from the library `holidays`.

Run it after a new release of the library; a test holds the table equal to the library installed.
"""

from __future__ import annotations

from pathlib import Path

from holidays import financial_holidays

FIRST, LAST = 1960, 2035
TABLE = Path(__file__).parent.parent / "reference" / "closing_days.txt"


def closing_days() -> list[str]:
    """Every closing day of the years of the table, as text, oldest first."""
    found = financial_holidays("NYSE", years=range(FIRST, LAST + 1))
    return sorted(day.isoformat() for day in found if FIRST <= day.year <= LAST and day.weekday() < 5)


if __name__ == "__main__":
    TABLE.write_text("\n".join(closing_days()) + "\n")
