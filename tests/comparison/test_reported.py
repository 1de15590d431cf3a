"""Figures of companies against their filings, in made company facts: quarters, a last quarter, years, growth, what is adjusted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.auditing import judge_text
from copilot.market.filing_files import FileFilings
from copilot.types import AnswerNumber, Finding

from .no_prices import NoPrices

AS_OF = date(2025, 12, 18)


def line(start: str, end: str, value: float, filed: str, form: str, fy: int, fp: str) -> dict[str, Any]:
    accession = f"0000000001-{filed[2:4]}-{int(filed[5:7] + filed[8:]):06}"
    return {"start": start, "end": end, "val": value, "accn": accession, "fy": fy, "fp": fp, "form": form, "filed": filed}


def lines(quarter_before: float, quarter: float, nine_months: float, year: float) -> list[dict[str, Any]]:
    """A company whose fiscal year ends in September: its third quarters of 2024 and 2025, and all of fiscal 2025."""
    return [
        line("2024-04-01", "2024-06-30", quarter_before, "2024-08-01", "10-Q", 2024, "Q3"),
        line("2025-04-01", "2025-06-30", quarter, "2025-08-01", "10-Q", 2025, "Q3"),
        line("2024-10-01", "2025-06-30", nine_months, "2025-08-01", "10-Q", 2025, "Q3"),
        line("2024-10-01", "2025-09-30", year, "2025-11-03", "10-K", 2025, "FY"),
    ]


@pytest.fixture
def filings(tmp_path: Path) -> FileFilings:
    facts = {
        "Revenues": {"units": {"USD": lines(80e9, 90e9, 280e9, 400e9)}},
        "NetIncomeLoss": {"units": {"USD": lines(20e9, 19e9, 60e9, 84.2e9)}},
        "EarningsPerShareDiluted": {"units": {"USD/shares": lines(1.5, 1.42, 4.4, 6.13)}},
    }
    (tmp_path / "ORCL.json").write_text(json.dumps({"cik": 1, "entityName": "Made", "facts": {"us-gaap": facts}}))
    return FileFilings(tmp_path)


def judged(text: str, filings: FileFilings, as_of: date = AS_OF) -> tuple[list[AnswerNumber], tuple[Finding, ...]]:
    checked, findings = judge_text(text, [], NoPrices(), as_of=as_of, published=as_of, filings=filings)
    return [number for number in checked.numbers if number.kind == "quantity"], findings


@pytest.mark.parametrize(
    "text",
    [
        "Oracle reported revenue of $90.0 billion in the fiscal third quarter of 2025.",
        "Oracle's revenue was $90 billion in the quarter ended June 30, 2025.",
        "Oracle's revenue rose 12.5% year over year to $90 billion in Q3 FY25.",
        "Oracle's net income fell 5% from a year earlier in the fiscal third quarter of 2025.",
        "For fiscal 2025 Oracle posted revenue of $400 billion and net income of $84.2 billion.",
        "Oracle earned $6.13 per share in fiscal 2025.",
        "Oracle had revenue of $120 billion in the fiscal fourth quarter of 2025.",  # 400 less 280
        "Oracle's diluted EPS came to $1.42 in the second quarter of 2025.",  # the calendar's
    ],
)
def test_what_was_filed_of_the_stated_period_is_checked(text: str, filings: FileFilings) -> None:
    numbers, findings = judged(text, filings)
    assert numbers
    assert [number.verdict for number in numbers] == ["checked"] * len(numbers)
    assert not findings


@pytest.mark.parametrize(
    ("text", "severity", "found"),
    [
        (
            "Oracle reported revenue of $96.0 billion in the fiscal third quarter of 2025.",
            "error",
            "90.000 billion USD, FY2025 Q3",
        ),
        ("Oracle's revenue was $90.0 billion in fiscal 2025.", "error", "400.000 billion USD, FY2025"),
        ("Oracle's net income rose 5% year over year in the fiscal third quarter of 2025.", "error", "-5.00%"),
        ("Oracle had revenue of $130 billion in the fiscal fourth quarter of 2025.", "error", "120.000 billion"),
        ("Oracle's EPS was $1.70 in the fiscal third quarter of 2025.", "warning", "firms also tell adjusted ones"),
        ("Oracle's GAAP EPS was $1.70 in the fiscal third quarter of 2025.", "error", "1.42"),
        ("Oracle's adjusted EPS was $1.70 in the fiscal third quarter of 2025.", "note", "the text's is adjusted"),
    ],
)
def test_another_figure_is_told_with_the_filed_one(text: str, severity: str, found: str, filings: FileFilings) -> None:
    _, (finding,) = judged(text, filings)
    assert finding.severity == severity
    assert found in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Oracle to report revenue of $500 billion in fiscal 2025.",
        "Oracle's cloud revenue was $12 billion in fiscal 2025.",
        "Oracle's revenue was $55 billion.",  # of no stated period
        "Microsoft's revenue was $55 billion in fiscal 2025.",  # nothing filed here
    ],
)
def test_what_no_filing_tells_of_is_let_alone(text: str, filings: FileFilings) -> None:
    numbers, findings = judged(text, filings)
    assert not [number for number in numbers if number.verdict == "checked"]
    assert not findings


def test_nothing_is_known_before_it_is_filed(filings: FileFilings) -> None:
    text = "Oracle posted revenue of $410 billion for fiscal 2025."
    assert judged(text, filings, date(2025, 11, 2))[1] == ()
    assert [finding.severity for finding in judged(text, filings, date(2025, 11, 3))[1]] == ["error"]
