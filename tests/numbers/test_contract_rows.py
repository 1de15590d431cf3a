"""The example rows of the contract, run as a suite: what this checker must read and judge as given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from copilot.numbers import NumberCheck, Quantity, check_text, find_quantities

REJECTED = {"differs", "unsupported"}
FIRST_LIGHT = {"value", "unit", "sign", "date", "rounding", "citation"}


def rows(shared: Path, name: str) -> list[dict[str, Any]]:
    lines = (shared / "contracts" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def in_order(expected: list[dict[str, Any]], found: list[NumberCheck]) -> Iterator[tuple[dict[str, Any], NumberCheck | None]]:
    """Each expected item with the first item at or after the last one whose text is the same, or holds or lies in it."""
    at = 0
    for item in expected:
        match = next((i for i in range(at, len(found)) if found[i].text == item["text"]), None)
        if match is None:
            near = (i for i in range(at, len(found)) if item["text"] in found[i].text or found[i].text in item["text"])
            match = next(near, None)
        yield item, None if match is None else found[match]
        at = at if match is None else match + 1


def judged(row: dict[str, Any]) -> Iterator[bool]:
    checks = check_text(
        row["text"],
        row["sources"],
        metrics=row["metrics"] or (),
        as_of=row["as_of"],
        published=row["published"],
        citations=row["citations"] or "auto",
    )
    for item, check in in_order(row["expect"], checks):
        if check is None:
            yield False
        elif item["verdict"] in REJECTED:
            yield check.verdict in REJECTED
        else:
            yield check.verdict == item["verdict"]


def share(results: list[bool]) -> float:
    return sum(results) / len(results)


def test_core_rows_reach_97_percent_and_hard_rows_70(shared: Path) -> None:
    by_level: dict[str, list[bool]] = {"core": [], "hard": []}
    for row in rows(shared, "checks.jsonl"):
        by_level[row["level"]] += judged(row)
    assert share(by_level["core"]) >= 0.97
    assert share(by_level["hard"]) >= 0.70


def test_every_row_of_value_unit_sign_date_rounding_and_citation_is_right(shared: Path) -> None:
    chosen = [row for row in rows(shared, "checks.jsonl") if row["level"] == "core" and FIRST_LIGHT & set(row["tags"])]
    assert len(chosen) > 40
    assert [row["id"] for row in chosen if not all(judged(row))] == []


def test_supports_and_reasons_are_as_given(shared: Path) -> None:
    right = []
    for row in rows(shared, "checks.jsonl"):
        checks = check_text(
            row["text"], row["sources"], metrics=row["metrics"] or (), as_of=row["as_of"], published=row["published"],
            citations=row["citations"] or "auto",
        )  # fmt: skip
        for item, check in in_order(row["expect"], checks):
            for field in ("support", "reason_code"):
                if field in item:
                    right.append(check is not None and getattr(check, field) == item[field])
    assert share(right) >= 0.95


def test_every_item_of_the_quantity_rows_is_found_as_given(shared: Path) -> None:
    wrong = [
        (row["id"], item["text"]) for row in rows(shared, "quantities.jsonl") for item in row["expect"] if not found(row, item)
    ]
    assert wrong == []


def found(row: dict[str, Any], item: dict[str, Any]) -> bool:
    optional = item["kind"] in ("period", "ordinal") and not any(c.isdigit() for c in item["text"])
    exact = item["kind"] in ("quantity", "count_word")
    candidates = [
        q for q in find_quantities(row["text"])
        if (q.text == item["text"] if exact else q.text in item["text"] or item["text"] in q.text)
    ]  # fmt: skip
    return any(fits(quantity, item) for quantity in candidates) or (optional and not candidates)


def fits(quantity: Quantity, item: dict[str, Any]) -> bool:
    for field, wanted in item.items():
        got = getattr(quantity, field)
        if field in ("value", "low", "high"):
            if got is None or abs(got - Decimal(wanted)) >= Decimal("0.00005"):
                return False
        elif field == "unit" and wanted.startswith("count"):
            if not got.startswith("count"):
                return False
        elif field != "text" and got != wanted:
            return False
    return True
