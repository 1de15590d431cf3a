"""Whole answers that cite passages and computed metrics: of which fund, bond or firm each figure is told, by marks and by words."""

from __future__ import annotations

from typing import Any

import pytest

from copilot.names import find_names
from copilot.numbers import check_text

FLOWS = "Corvane Equity (CVE) charges 0.62% a year and holds 58 stocks; Marl Income (MRI) charges 0.24% and holds 190."
BANK = "Tessen Bancorp's deposits rose to $7.4 billion. Regional banks paid 2.1% on deposits on average."


def metric(name: str, ticker: str, value: str, start: str, end: str, unit: str = "fraction") -> dict[str, Any]:
    return {"name": name, "ticker": ticker, "value": value, "unit": unit, "start": start, "end": end, "formula": ""}


YEAR = ("2024-12-31", "2025-12-31")
METRICS = [
    metric("total return", "CVE", "0.0815", *YEAR),
    metric("total return", "MRI", "0.0302", *YEAR),
    metric("max drawdown", "CVE", "-0.1477", *YEAR),
    metric("close", "10-year Treasury yield", "4.31", YEAR[1], YEAR[1], "percent"),
    metric("close", "2-year Treasury yield", "3.66", YEAR[1], YEAR[1], "percent"),
    metric("price return", "TSBC", "-0.093", *YEAR),
    metric("price return", "KRE", "0.047", *YEAR),
]


def verdict(text: str, number: str, sources: list[str] | None = None) -> tuple[str, str]:
    found = [item for item in check_text(text, sources or [FLOWS, BANK], metrics=METRICS) if item.text == number]
    assert len(found) == 1, text
    return found[0].verdict, found[0].reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CVE gained 8.2% in 2025 [M1]. The fund's deepest drawdown was 14.8% [M3].", "14.8%"),  # a mark is no firm
        (
            "CVE returned 8.2% in 2025 [M1], MRI 3.0% [M2]. The gap between the two was 5.1 percentage points [M1][M2].",
            "5.1 percentage points",
        ),
        ("The ten-year Treasury yield ended 2025 at 4.31% [M4]. The two-year yield ended it at 3.66% [M5].", "3.66%"),
        (
            "The gap between ten-year and two-year Treasury yields was 65 basis points at the end of 2025 [M4][M5].",
            "65 basis points",
        ),
        (
            "Tessen Bancorp has deposits of $7.4 billion [2]. KRE rose 4.7% in 2025 [M7]. The bank's stock fell 9.3% in 2025 [M6].",
            "9.3%",
        ),
    ],
)
def test_an_answer_is_held_against_what_it_is_told_of(text: str, number: str) -> None:
    found, reason = verdict(text, number)
    assert found == "checked", reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("MRI returned 8.2% in 2025 [M1].", "8.2%"),  # one ticker is not another
        ("The ten-year Treasury yield ended 2025 at 3.66% [M4][M5].", "3.66%"),  # nor one maturity
        ("Ten-year Treasuries yielded 3.66% at the end of 2025 [M4][M5].", "3.66%"),
        (
            "Tessen Bancorp has deposits of $7.4 billion [2]. Regional banks pay 2.1% [2]. The shares rose 4.7% in 2025 [M6][M7].",
            "4.7%",
        ),
    ],
)
def test_a_neighbours_figure_is_not_its(text: str, number: str) -> None:
    found, reason = verdict(text, number)
    assert found == "differs", reason


def test_two_maturities_of_one_bond_are_two_names() -> None:
    assert [name.id for name in find_names("five-year and ten-year gilts")] == ["gilt_5y", "gilt_10y"]


@pytest.mark.parametrize(
    ("source", "text", "number", "wanted"),
    [
        ("In 2025 the Harrow Growth Fund returned 6.2% and the Linden Growth Fund 4.5%.", "The Linden Growth Fund outpaced the Harrow Growth Fund by 1.7 points in 2025.", "1.7 points", "rejected"),
        ("Norel Pumps had sales of $3.20 billion in 2025 and guides to $3.52 billion in 2026.", "Norel Pumps' sales grew 10.0% in 2025.", "10.0%", "rejected"),
        ("Norel Pumps had sales of $3.20 billion in 2025 and guides to $3.52 billion in 2026.", "Norel Pumps' guidance implies sales growth of 10.0% in 2026.", "10.0%", "checked"),
        ("Inflation in Ostria ran at 3.1% in May 2025. The policy rate stood at 5.5%.", "The policy rate in Ostria stood 2.4 points below inflation in May 2025.", "2.4 points", "rejected"),
        ("Inflation in Ostria ran at 3.1% in May 2025. The policy rate stood at 5.5%.", "The policy rate in Ostria stood 2.4 points above inflation in May 2025.", "2.4 points", "checked"),
        ("The group mined 610,000 tonnes at Brack, 380,000 tonnes at Sill and 240,000 tonnes at Torr in 2025.", "Brack, Sill and Torr together mined 990,000 tonnes in 2025.", "990,000", "rejected"),
        ("The group mined 610,000 tonnes at Brack, 380,000 tonnes at Sill and 240,000 tonnes at Torr in 2025.", "Brack, Sill and Torr together mined 1.23 million tonnes in 2025.", "1.23 million", "checked"),
        ("Of the firm's 14 mills, five were idle in May 2025.", "Nine of the firm's 14 mills kept running in May 2025.", "Nine", "checked"),
        ("Of the firm's 14 mills, five were idle in May 2025.", "Five of the firm's 14 mills kept running in May 2025.", "Five", "rejected"),
        ("Orla Stores said comparable sales rose 1.8% in the quarter, and that total sales reached £840 million, up 4.1%.", "Orla Stores' comparable sales rose 4.1% in the quarter.", "4.1%", "rejected"),
    ],
)  # fmt: skip
def test_what_the_words_leave_no_other_way(source: str, text: str, number: str, wanted: str) -> None:
    found, reason = verdict(text, number, [source])
    assert ("rejected" if found in ("differs", "unsupported") else found) == wanted, reason
