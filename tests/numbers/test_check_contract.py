"""The contract's rows, and the bars of the number check on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from copilot.numbers import NumberCheck, check_text

Row = Mapping[str, Any]
REJECTED = {"differs", "unsupported"}


def rows_of(shared: Path) -> list[Row]:
    with (shared / "contracts" / "checks.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def judged(row: Row) -> list[NumberCheck]:
    return check_text(
        row["text"],
        row["sources"],
        metrics=row["metrics"],
        as_of=row["as_of"],
        published=row["published"],
        citations=row["citations"],
    )


def failures(row: Row, checks: Sequence[NumberCheck]) -> list[str]:
    """What of a row is not as expected; differs and unsupported count together."""
    found: list[str] = []
    at = 0
    for wanted in row["expect"]:
        index = next((i for i in range(at, len(checks)) if checks[i].text == wanted["text"]), None)
        if index is None:
            found.append(f"{wanted['text']} was not found")
            continue
        at, check = index + 1, checks[index]
        same = check.verdict == wanted["verdict"] or {check.verdict, wanted["verdict"]} <= REJECTED
        if not same:
            found.append(f"{wanted['text']} is {check.verdict}, not {wanted['verdict']}: {check.reason}")
    return found


@pytest.mark.parametrize(("level", "bar"), [("core", 0.97), ("hard", 0.70)])
def test_the_contract_rows_meet_their_bar(shared: Path, level: str, bar: float) -> None:
    rows = [row for row in rows_of(shared) if row["level"] == level]
    failed = {row["id"]: wrong for row in rows if (wrong := failures(row, judged(row)))}
    assert len(failed) <= (1 - bar) * len(rows), failed


def test_reason_codes_and_support_of_the_contract_rows_are_right_in_nine_of_ten(shared: Path) -> None:
    wanted = got = 0
    for row in rows_of(shared):
        checks = {check.text: check for check in judged(row)}
        for expected in row["expect"]:
            for key in ("reason_code", "support"):
                if key in expected and expected["text"] in checks:
                    wanted += 1
                    got += getattr(checks[expected["text"]], key) == expected[key]
    assert got >= 0.9 * wanted, (got, wanted)


def test_every_check_of_a_contract_row_is_well_formed(shared: Path) -> None:
    for row in rows_of(shared):
        for check in judged(row):
            assert row["text"][check.start : check.end] == check.text
            assert check.reason.endswith((".", "?", "!"))
            assert (check.support is not None) == (check.verdict == "checked")
            if check.verdict == "checked":
                assert check.reason_code == "none"
                assert check.evidence
            if check.verdict in REJECTED:
                assert check.reason_code != "none"
            for item in check.evidence:
                quote = item.get("quote")
                if quote is not None and item["start"] is not None:
                    assert row["sources"][int(item["source"]) - 1][item["start"] : item["end"]] == quote
