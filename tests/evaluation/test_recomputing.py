"""Metrics and formulas computed again by other code, against values worked by hand."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import copilot.evaluation.recomputing as recomputing
import copilot.evaluation.recomputing_metrics as recomputing_metrics
from copilot.evaluation.recomputing_metrics import recomputed
from copilot.types import Metric


def metric(name: str, *rows: dict[str, str], **parameters: str) -> Metric:
    from dataclasses import fields

    known: dict[str, Any] = {"name": name, "inputs": rows, "parameters": parameters}
    return Metric(**{field.name: known.get(field.name) for field in fields(Metric)})  # type: ignore[arg-type]


def closes(*values: str, dividend: str = "0", ticker: str = "AAA") -> list[dict[str, str]]:
    rows = [
        {"ticker": ticker, "session": f"2024-05-0{at}", "close": value, "dividend": "0"} for at, value in enumerate(values, 1)
    ]
    return [*rows[:-1], rows[-1] | {"dividend": dividend}]


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (metric("low", {"low": "9.5"}, {"low": "8"}, {"low": "9"}), 8),
        (metric("price return", {"low": "80"}, {"close": "100"}, start_field="low", end_field="close"), 0.25),
        (metric("total return", *closes("100", "102", dividend="2")), 102 / 98 - 1),
        (metric("total return", {"total_return": "0.5"}, {"total_return": "0.1"}, {"total_return": "-0.5"}), -0.45),
        (metric("relative return", *closes("100", "103"), *closes("50", "51", ticker="BBB"), other="BBB", basis="price"), 1.0),
        (metric("annualised volatility, monthly", *closes("100", "110", "99"), basis="price", returns="simple"), 0.02**0.5 * 12**0.5),
        (metric("consecutive cuts", *({"change_bps": step} for step in ("-25", "0", "-25", "-50"))), 2),
        (metric("policy rate moves, total", {"change_bps": "-25"}, {"change_bps": "-50"}), -75),
    ],
)  # fmt: skip
def test_a_metric_worked_by_hand(made: Metric, value: float) -> None:
    found = recomputed(made)
    assert found is not None and float(found) == pytest.approx(value)


def test_a_value_between_two_prints_stays_exact() -> None:
    made = metric("total return", {"total_return": "0"}, {"total_return": "0.01765"})
    assert recomputed(made) == Decimal("0.01765")


def test_what_is_not_known_here_is_not_confirmed() -> None:
    assert recomputed(metric("sharpe ratio", *closes("1", "2"))) is None
    assert recomputed(metric("close")) is None
    assert recomputed(metric("close", {"close": "10", "split": "2"})) is None
    assert recomputed(metric("total return", {"close": "1"}, {"close": "2"})) is None  # no dividends are told: not taken as none


@pytest.mark.parametrize("module", [recomputing, recomputing_metrics])
def test_the_second_computation_shares_no_code_with_the_first(module: Any) -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    named = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copilot")
    }
    assert named <= {"copilot.types", "copilot.evaluation.recomputing_metrics"}
