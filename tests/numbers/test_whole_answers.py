"""Whole answers that cite passages and computed metrics: of which fund, bond or firm each figure is told, by marks and by words."""

from __future__ import annotations

from typing import Any

import pytest

from copilot.names import find_names
from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

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


test_an_answer_is_held_against_what_it_is_told_of = judged(
    "text number",
    ("CVE gained 8.2% in 2025 [M1]. The fund's deepest drawdown was 14.8% [M3].", "14.8%"),  # a mark is no firm
    (
        "CVE returned 8.2% in 2025 [M1], MRI 3.0% [M2]. The gap between the two was 5.1 percentage points [M1][M2].",
        "5.1 percentage points",
    ),
    ("The ten-year Treasury yield ended 2025 at 4.31% [M4]. The two-year yield ended it at 3.66% [M5].", "3.66%"),
    ("The gap between ten-year and two-year Treasury yields was 65 basis points at the end of 2025 [M4][M5].", "65 basis points"),
    (
        "Tessen Bancorp has deposits of $7.4 billion [2]. KRE rose 4.7% in 2025 [M7]. The bank's stock fell 9.3% in 2025 [M6].",
        "9.3%",
    ),
    verdict="checked",
    sources=[FLOWS, BANK],
    metrics=METRICS,
)


test_a_neighbours_figure_is_not_its = judged(
    "text number",
    ("MRI returned 8.2% in 2025 [M1].", "8.2%"),  # one ticker is not another
    ("The ten-year Treasury yield ended 2025 at 3.66% [M4][M5].", "3.66%"),  # nor one maturity
    ("Ten-year Treasuries yielded 3.66% at the end of 2025 [M4][M5].", "3.66%"),
    (
        "Tessen Bancorp has deposits of $7.4 billion [2]. Regional banks pay 2.1% [2]. The shares rose 4.7% in 2025 [M6][M7].",
        "4.7%",
    ),
    verdict="differs",
    sources=[FLOWS, BANK],
    metrics=METRICS,
)


def test_two_maturities_of_one_bond_are_two_names() -> None:
    assert [name.id for name in find_names("five-year and ten-year gilts")] == ["gilt_5y", "gilt_10y"]


test_what_the_words_leave_no_other_way = judged(
    "source text number verdict",
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
    metrics=METRICS,
)  # fmt: skip


PIPES = "Torvald Pipes reported second-quarter revenue of $2.36 billion, and a profit of $1.47 per share."
POLL = "Analysts had expected Torvald Pipes to report revenue of $2.31 billion and earnings of $1.40 per share."
ALIGNED = "Sales by region, $ million\nRegion   2024   2025\nNorth     220    253\nSouth     180    171\nTotal     400    424"
RANKED = "| Fund | 2024 | 2025 |\n| --- | --- | --- |\n| Larkspur Bond | 2.4% | 5.1% |\n| Marram Bond | 3.0% | 4.2% |"
RATE = "Ostria's central bank cut its rate by 25 basis points in March, by 50 basis points in April and by 25 basis points in June 2025."
SILVER = "Silver ended 2025 at $41.20 an ounce. Refiners bought 310 tonnes in 2024 and an estimated 265 tonnes in 2025."
LOSSES = "About 38% of Russell 2000 companies lost money last year, against 16% of those in the S&P 600."
COSTS = "HGX costs 0.90% a year and LMQ 0.36%."
DEBT = "Marl Oil ended 2025 with net debt of $2.7 billion, 1.5 times its EBITDA."


test_what_an_answer_works_out = judged(
    "sources text number verdict",
    ([PIPES, POLL], "Torvald's revenue of $2.36 billion [1] topped the $2.31 billion that analysts had expected [2], and earnings came to $1.47 a share [1].", "$1.47", "checked"),
    ([PIPES, POLL], "Torvald Pipes beat expectations: revenue of $2.36 billion [1] compared with a consensus of $2.31 billion [2].", "$2.36 billion", "checked"),
    ([PIPES, POLL], "The company beat revenue expectations by $50 million and the earnings estimate by $0.07 a share [1][2].", "$50 million", "checked"),
    ([PIPES, POLL], "The company beat revenue expectations by $50 million and the earnings estimate by $0.07 a share [1][2].", "$0.07", "checked"),
    ([PIPES, POLL], "The company beat revenue expectations by $90 million [1][2].", "$90 million", "rejected"),
    ([ALIGNED], "South accounted for 40% of sales in 2025.", "40%", "checked"),
    ([ALIGNED], "North accounted for 40% of sales in 2025.", "40%", "rejected"),
    ([ALIGNED], "North sales rose 15% in 2025.", "15%", "checked"),
    ([ALIGNED], "South sales rose 15% in 2025.", "15%", "rejected"),
    ([RANKED], "Larkspur Bond beat Marram Bond by 0.9 points in 2025.", "0.9 points", "checked"),
    ([RANKED], "Larkspur Bond beat Marram Bond by 0.9 points in 2024.", "0.9 points", "rejected"),
    ([RATE], "Ostria's central bank cut by 100 basis points in all.", "100 basis points", "checked"),
    ([RATE], "Ostria's central bank cut by 75 basis points in all.", "75 basis points", "rejected"),
    ([SILVER], "Refiners bought 575 tonnes in 2024 and 2025 together [1].", "575", "checked"),
    ([SILVER], "SLV rose in 2025. Refiners bought an estimated 265 tonnes that year [1].", "265", "checked"),
    ([SILVER], "SLV rose in 2025. It ended the year at $41.20 [1].", "$41.20", "rejected"),  # a fund is not its metal
    ([LOSSES], "Only 16% of S&P 600 companies lost money last year.", "16%", "checked"),
    ([LOSSES], "38% of Russell 2000 companies lost money, more than twice the share in the S&P 600.", "twice", "checked"),
    ([LOSSES], "38% of Russell 2000 companies lost money, more than four times the share in the S&P 600.", "four times", "rejected"),
    ([COSTS], "HGX costs 0.90% a year, more than twice what LMQ charges [1].", "twice", "checked"),
    ([COSTS], "LMQ costs 0.36% a year, more than twice what HGX charges [1].", "twice", "rejected"),
    ([DEBT], "At Marl Oil, net debt was 1.5 times EBITDA.", "1.5 times", "checked"),
    metrics=METRICS,
)  # fmt: skip


def test_a_mark_parts_the_figures_of_a_sentence() -> None:
    found, reason = verdict("CVE returned 8.2% with dividends in 2025 [M1] and charged 0.62% a year [1].", "0.62%")
    assert found == "checked", reason
    found, reason = verdict(
        "IWM gained more than SPY in 2025: it returned 9.0%, a lead of 2.0 points [1].",
        "2.0 points",
        ["In 2025 IWM returned 9.0% and SPY 7.0%."],
    )
    assert found == "checked", reason


def test_by_so_much_to_so_much_is_a_move() -> None:
    roles = [
        (item.text, item.role)
        for item in find_quantities("Brack raised its 2026 forecast by $300 to $3,900 an ounce.")
        if item.kind == "quantity"
    ]
    assert roles == [("$300", "change"), ("$3,900", "to")]
    assert [item.text for item in find_quantities("Brack will cut its prices by 3% to 5%.")] == ["3% to 5%"]


def test_what_is_lost_in_rounding_is_no_operand() -> None:
    found = check_text("Revenue fell $3.2bn at Marl Oil.", ["Marl Oil: 3,400 staff, $3.2bn of revenue expected."])
    assert all("3,400" not in item.reason for item in found)


MARGINS = "Hale Foods had an operating margin of 14.6% in 2025, Norrel Foods 12.1% and Castrel Foods 16.3%. Net revenue at Hale Foods was €8.0 billion."
PAYROLLS = "Payrolls rose by 84,000 in May 2026 after a gain of 120,000 in April, and the unemployment rate was 4.6%."
FEES = "IVX charges 0.70% a year and LMX 0.25%. IVX holds 40 stocks."
PARTS = "Orla Foods had sales of €5,000 million in 2025, of which €2,100 million came from frozen food, €1,650 million from dairy and the rest from bakery."


@pytest.mark.parametrize(
    ("sources", "text", "number", "wanted"),
    [
        ([MARGINS], "Hale Foods' operating margin of 14.6% is 2.5 points above that of Norrel Foods.", "2.5 points", "checked"),
        ([MARGINS], "Hale Foods' operating margin of 14.6% is 2.5 points below that of Norrel Foods.", "2.5 points", "rejected"),
        ([MARGINS], "Hale Foods' operating margin of 14.6% is 2.5 points above that of Castrel Foods.", "2.5 points", "rejected"),
        ([MARGINS], "Hale Foods is worth €12.0 billion [M1], about 1.5 times its net revenue [1][M1].", "1.5 times", "checked"),
        ([MARGINS], "Hale Foods is worth €12.0 billion [M1], about 2.5 times its net revenue [1][M1].", "2.5 times", "rejected"),
        ([PAYROLLS], "Payrolls rose by 84,000 in May 2026. Unemployment stood at 4.6%.", "4.6%", "checked"),
        ([FEES], "IVX costs more than LMX. It charges 45 basis points more.", "45 basis points", "checked"),
        ([PARTS], "Frozen food and dairy together made up 75% of Orla Foods' sales in 2025.", "75%", "checked"),
        ([PARTS], "Frozen food and dairy together made up 42% of Orla Foods' sales in 2025.", "42%", "rejected"),
    ],
)  # fmt: skip
def test_what_is_held_against_a_figure_of_the_evidence(sources: list[str], text: str, number: str, wanted: str) -> None:
    worth = [metric("market capitalisation", "HLF", "12000000000", YEAR[1], YEAR[1], "EUR")]
    found = next(item for item in check_text(text, sources, metrics=worth) if item.text == number)
    assert ("rejected" if found.verdict in ("differs", "unsupported") else found.verdict) == wanted, found.reason
