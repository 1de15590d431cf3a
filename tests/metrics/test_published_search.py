"""The search over published series and quoted figures: what a figure is, or is nearest to, with how many were tried."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from copilot.metrics import MetricSearch, match_metric
from copilot.types import Fact
from tests.metrics.builders import make_series

AS_OF = date(2025, 12, 19)
YIELDS = make_series(
    "DGS10",
    {"2025-12-10": "4.13", "2025-12-11": "4.14", "2025-12-12": "4.19", "2025-12-15": "4.18", "2025-12-16": "4.15",
     "2025-12-17": "4.16", "2025-12-18": "4.12"},
)  # fmt: skip
CPI = make_series(
    "CPIAUCNS",
    {"2024-08-01": "311.0", "2024-09-01": "312.0", "2024-11-01": "314.0", "2025-08-01": "320.3", "2025-09-01": "321.4",
     "2025-10-01": None, "2025-11-01": "322.5"},
    "monthly", "none",
)  # fmt: skip
JOBS = make_series(
    "PAYEMS", {"2025-08-01": "159400000", "2025-09-01": "159519000", "2025-11-01": "159583000"}, "monthly", "count:job"
)
FACTS = [
    Fact("IJR", name, Decimal(value), unit, AS_OF, AS_OF, None, "yahoo", datetime(2025, 12, 19, tzinfo=UTC), name)
    for name, value, unit in (
        ("expense ratio", "0.0006", "fraction"),
        ("trailing P/E", "17.5", "ratio_x"),
        ("beta", "1.1", "none"),
    )
]


def found(value: str, unit: str, text: str = "", dates: list[tuple[date, date]] | None = None, **given: Any) -> MetricSearch:
    ulp = Decimal(1).scaleb(Decimal(value).as_tuple().exponent)  # type: ignore[arg-type]
    return match_metric(
        Decimal(value), unit, ulp=ulp, tickers=[], dates=dates or [], text=text, as_of=AS_OF,
        series=[YIELDS, CPI, JOBS], facts=FACTS, **given,
    )  # fmt: skip


def told(search: MetricSearch) -> tuple[str, str | None, str, bool]:
    assert search.best is not None
    metric = search.best.metric
    return metric.name, metric.parameters.get("id"), str(metric.end), search.best.agrees


DAY = [(date(2025, 12, 16), date(2025, 12, 16))]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (found("4.15", "percent", dates=DAY), ("series value", "DGS10", "2025-12-16", True)),
        (found("4.18", "percent", dates=DAY), ("series value", "DGS10", "2025-12-15", True)),
        (found("3", "basis_point", direction="down", dates=DAY), ("series change", "DGS10", "2025-12-16", True)),
        (found("119000", "count:job", dates=[(date(2025, 9, 1), date(2025, 9, 30))]), ("series change", "PAYEMS", "2025-09-01", True)),
        (found("0.06", "percent", text="its expense ratio"), ("reported figure", None, "2025-12-19", True)),
        (found("17.5", "ratio_x", text="the price-to-earnings ratio"), ("trailing P/E", None, "2025-12-19", True)),
    ],
)  # fmt: skip
def test_a_published_or_quoted_figure_is_found(search: MetricSearch, expected: tuple[str, str | None, str, bool]) -> None:
    assert told(search) == expected
    assert search.tried > 1


def test_inflation_is_growth_on_the_year_of_its_month() -> None:
    search = found("3.0", "percent", text="inflation", dates=[(date(2025, 9, 1), date(2025, 9, 30))])
    assert told(search) == ("series growth", "CPIAUCNS", "2025-09-01", True)


def test_nearest_is_not_an_agreement() -> None:
    search = found("4.62", "percent", dates=DAY)
    assert search.best is not None and not search.best.agrees
    assert (search.best.metric.value, search.best.distance) == (Decimal("4.15"), Decimal("0.47"))


def test_a_month_left_out_gives_no_candidate_and_nothing_lies_after_the_as_of_day() -> None:
    search = found("3.0", "percent", text="inflation", dates=[(date(2025, 10, 1), date(2025, 10, 31))])
    assert all(match.metric.end != date(2025, 10, 1) for match in search.matches)
    early = match_metric(
        Decimal("4.12"), "percent", ulp=Decimal("0.01"), tickers=[], dates=[], text="", as_of=date(2025, 12, 17), series=[YIELDS]
    )
    assert (early.best is not None and early.best.metric.end == date(2025, 12, 17)) or not early.best.agrees  # type: ignore[union-attr]
