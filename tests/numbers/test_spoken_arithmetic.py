"""Figures joined to those beside them by words of arithmetic, whose operands the sentence states itself."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

REJECTED = ("differs", "unsupported")
TRIAL = "In one trial the cure rate was 88 percent with Velomab, compared with 71 percent for standard care."
SALES = "Sales of the unit came to $2.31 billion; the $2.36 billion that analysts had expected was missed."
PASS = "A season pass costs $52.40, of which $11.25 is a habitat fee. The fund put $30 million into 1.5 million seedlings."
OVERDUE = "Customers owe 8,120 in all; 2,436 of it is more than a year late."
WORTH = "The owner put the estate at $310 million in 2014, $318 million in 2015 and $325 million in 2016."


@pytest.mark.parametrize(
    ("text", "source", "verdict"),
    [
        ("The cure rate was 88% with Velomab, 17 points better than the 71% of standard care.", TRIAL, "checked"),  # 88 - 71
        ("The cure rate was 88% with Velomab, 19 points better than the 71% of standard care.", TRIAL, "rejected"),
        ("Sales came to $2.31 billion, about $50 million short of the $2.36 billion analysts expected.", SALES, "checked"),
        ("Sales came to $2.31 billion, $150 million short of the $2.36 billion analysts expected.", SALES, "rejected"),
        ("Sales of $2.31 billion missed the $2.36 billion analysts expected by $50 million.", SALES, "checked"),
        ("A pass is $52.40, of which $11.25 is a fee, leaving $41.15.", PASS, "checked"),  # 52.40 - 11.25
        ("A pass is $52.40, of which $11.25 is a fee, leaving $42.15.", PASS, "rejected"),
        ("It put $30 million into 1.5 million seedlings, or $20 a seedling.", PASS, "checked"),  # 30 / 1.5
        ("It put $30 million into 1.5 million seedlings, or $25 a seedling.", PASS, "rejected"),
        ("Of the 8,120 owed, 2,436 or 30% is more than a year late.", OVERDUE, "checked"),  # 2,436 / 8,120
        ("Of the 8,120 owed, 2,436 or 35% is more than a year late.", OVERDUE, "rejected"),
        ("He put it at $310 million in 2014 and at $325 million in 2016, $15 million more.", WORTH, "checked"),
        ("He put it at $310 million in 2014 and at $325 million in 2016, $25 million more.", WORTH, "rejected"),
        ("He put it at $319 million in 2014 and at $325 million in 2016, $6 million more.", WORTH, "rejected"),  # a false operand
    ],
)
def test_the_words_around_a_figure_name_its_operands(text: str, source: str, verdict: str) -> None:
    derived = {"17", "19", "$50", "$150", "$41", "$42", "$20", "$25", "30%", "35%", "$15", "$6 "}
    item = next(found for found in check_text(text, [source]) if any(found.text.startswith(begin.strip()) for begin in derived))

    assert ("rejected" if item.verdict in REJECTED else item.verdict) == verdict


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("In 2023 a $0.3 million loss followed.", ["USD"]),
        ("It cost 5 A$ in Sydney and A$6 in Perth.", ["AUD", "AUD"]),
        ("The tax went from 21 to 28 percent.", ["percent", "percent"]),
        ("The toll rose from 50 to 55 cents.", ["USD", "USD"]),
        ("Staff rose from 900 to 1.2 million.", ["none", "none"]),
    ],
)
def test_marks_belong_to_their_own_number_and_to_both_ends_of_a_move(text: str, units: list[str]) -> None:
    assert [item.unit for item in find_quantities(text) if item.kind == "quantity"] == units


def test_both_ends_of_a_move_share_a_scale_of_like_size() -> None:
    values = [
        [item.value for item in find_quantities(text)]
        for text in ("It grew from 3 to 5 million.", "It grew from 900 to 1.2 million.")
    ]

    assert values == [[3_000_000, 5_000_000], [900, 1_200_000]]


def test_short_of_a_figure_is_no_part_of_it() -> None:
    source = "Its Nordic unit took in $1.57 billion, just shy of the $1.59 billion analysts had expected."

    assert [item.verdict for item in check_text("The Nordic unit took in $1.57 billion.", [source])] == ["checked"]


def test_labels_behind_figures_are_those_of_their_own_figures() -> None:
    source = "Earnings growth is seen at +6.9% (S&P 500) and +13% (Nasdaq 100)."

    assert [
        item.verdict
        for item in check_text("Earnings growth is seen at 13% for the Nasdaq 100.", [source])
        if item.kind == "quantity"
    ] == ["checked"]
    assert [
        item.verdict
        for item in check_text("Earnings growth is seen at 13% for the S&P 500.", [source])
        if item.kind == "quantity"
    ] == ["differs"]


def test_what_falls_due_does_not_fall() -> None:
    found = find_quantities("Of that, $2.7 million falls due within a year.")

    assert [(item.role, item.direction) for item in found if item.unit == "USD"] == [("none", "none")]


LIST = (
    "- **Cloud Revenue:** $51.2 billion (66% growth)\n  - Above the $49.0 billion expected\n"
    "- **Games Revenue:** $4.3 billion (30% growth)\n- **Retail share (8-10%)** - steady\n- **Export share (30-35%)** - rising"
)


@pytest.mark.parametrize(
    ("text", "source", "verdict"),
    [
        ("Games revenue grew 30%.", LIST, "checked"),
        ("Games revenue grew 66%.", LIST, "rejected"),
        ("Retail is 30-35%.", LIST, "rejected"),
        ("The cure rate was 71% with Velomab.", TRIAL, "rejected"),
        ("The cure rate was 71% with standard care.", TRIAL, "checked"),
        ("A season pass costs $11.25.", "The season pass fee is $52.40 (including a required $11.25 habitat stamp).", "rejected"),
        ("The stamp costs $11.25.", "The season pass fee is $52.40 (including a required $11.25 habitat stamp).", "checked"),
        (
            "Accrued interest came to $88,889.",
            "It consists of principal of $602,059, default penalties of $88,889 and accrued interest of $65,012.",
            "rejected",
        ),
        (
            "Overhead was 10.6% of net sales.",
            "Overhead was $79 million and $68 million, or 10.6% and 10.0% of net sales, in 2023 and 2022.",
            "checked",
        ),
        ("Staff costs rose 4% in 2019.", "Staff costs rose 4% from 2018 to 2019.", "checked"),
        ("Staff costs rose 4% in 2018.", "Staff costs rose 4% from 2018 to 2019.", "rejected"),
    ],
)
def test_what_a_neighbour_tells_better(text: str, source: str, verdict: str) -> None:
    item = next(found for found in check_text(text, [source]) if found.kind == "quantity")

    assert ("rejected" if item.verdict in REJECTED else item.verdict) == verdict


def test_a_capital_before_a_scaled_number_is_a_currency_and_else_a_name() -> None:
    units = [
        (item.text, item.kind, item.unit)
        for item in find_quantities("Debt fell from P1.42 trillion to R2 billion; see P1 and R2.")
    ]

    assert units[:2] == [("P1.42 trillion", "quantity", "PHP"), ("R2 billion", "quantity", "ZAR")]
    assert {kind for _, kind, _ in units[2:]} <= {"name"}


GROWTH = "Ostrel's economy grew 5.2% in the second quarter of 2023, down from 5.4% in the first; its net margin was 13.1%, up from Q2's 12.8%."
NOTES = "On 3 March 2020 the firm issued $500 million of 2.150% senior notes due 2030. Deferred revenue of $4.8 million as of December 31, 2023 will be recognized in 2024."


test_levels_with_their_times_and_what_lies_between = judged(
    "text source verdicts",
    ("Growth was 5.2%, down 0.2 points from the first quarter's 5.4%.", GROWTH, ["checked"] * 3),
    ("Growth was 5.2%, down 0.4 points from the first quarter's 5.4%.", GROWTH, ["checked", "rejected", "checked"]),
    ("The net margin widened 0.3 points to 13.1% from the second quarter's 12.8%.", GROWTH, ["checked"] * 3),
    ("The net margin fell to 12.8% from 13.1%.", GROWTH, ["rejected"] * 2),
    ("It raised $500 million of notes due 2030 in 2020.", NOTES, ["checked"]),
    ("It raised $500 million of notes due 2030 in 2021.", NOTES, ["rejected"]),
    ("Deferred revenue was $4.8 million at the end of 2023.", NOTES, ["checked"]),
    ("Deferred revenue was $4.8 million at the end of 2024.", NOTES, ["rejected"]),
    (
        "Petrol rose 38% and bread 13%, a difference of 25 points.",
        "Petrol rose 38% over the year, and bread 13%.",
        ["checked"] * 3,
    ),
    (
        "Petrol rose 38% and bread 13%, a difference of 35 points.",
        "Petrol rose 38% over the year, and bread 13%.",
        ["checked"] * 2 + ["rejected"],
    ),
    (
        "The tax goes up by 7 points to 28%.",
        "The plan lifts the tax from 21 to 28 percent and the top rate from 37 to 39.6 percent.",
        ["checked"] * 2,
    ),
    (
        "The tax goes up by 9 points to 28%.",
        "The plan lifts the tax from 21 to 28 percent and the top rate from 37 to 39.6 percent.",
        ["rejected", "checked"],
    ),
    (
        "The index is down over 21% from its high.",
        "The index is down more than 21% from its high reached in January.",
        ["checked"],
    ),
    ("In November 12.4% were at work.", "In November 20.6% were at work, up from 12.4% in November 1999.", ["rejected"]),
    ("In November 20.6% were at work.", "In November 20.6% were at work, up from 12.4% in November 1999.", ["checked"]),
    (
        "The fine was $10 million in 2013, and a year later it was $12 million.",
        "The fine was $10 million in 2013 and $12 million in 2014.",
        ["checked"] * 2,
    ),
    (
        "The fine was $10 million in 2012, and a year later it was $12 million.",
        "The fine was $10 million in 2013 and $12 million in 2014.",
        ["rejected"] * 2,
    ),
    ("Sales rose 4% in the last quarter of 2021.", "Sales rose 4% in the three months ended December 31, 2021.", ["checked"]),
    ("Revenue was $27.2 billion.", "- **Analyst Expectations:**\n  - EPS: $2.47\n  - Revenue: $27.2 billion", ["rejected"]),
    (
        "Analysts expect revenue of $27.2 billion.",
        "- **Analyst Expectations:**\n  - EPS: $2.47\n  - Revenue: $27.2 billion",
        ["checked"],
    ),
    ("The smaller one rose to $14.8 million.", "Dividends rose, the smaller one to $14.8 million.", ["checked"]),
)


def test_what_stands_before_a_citation_dates_nothing_behind_it() -> None:
    sources = ["The Nasdaq rose 0.9% on Friday.", "Markets see a 72% chance of a cut at the meeting on December 10."]
    found = check_text(
        "The Nasdaq rose 0.9% on Friday [1], and markets see a 72% chance of a cut [2].", sources, published="2025-12-01"
    )

    assert [item.verdict for item in found if item.kind == "quantity"] == ["checked"] * 2


def test_a_bid_is_not_held_against_the_price_of_a_share() -> None:
    source = "Corvid bid $41.4 billion for Aurum, whose shares closed at $39.31."
    found = check_text("Corvid bid $41.4 billion for Aurum, 38% above the $39.31 that the shares closed at.", [source])

    assert [item.verdict for item in found if item.text == "38%"] == ["unsupported"]


CARS = "It sold 3 million cars in Ostara, 4 million in Vellin and 5 million in Marn."


@pytest.mark.parametrize(("total", "verdict"), [("12", "checked"), ("20", "unsupported")])  # 3 + 4 + 5
def test_a_total_behind_its_parts_is_their_sum(total: str, verdict: str) -> None:
    text = f"It sold 3 million cars in Ostara, 4 million in Vellin and 5 million in Marn, a total of {total} million."

    assert [item.verdict for item in check_text(text, [CARS])] == ["checked", "checked", "checked", verdict]
