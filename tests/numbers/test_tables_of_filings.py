"""Tables as filings set them: heads of two lines, none over the labels, marks in cells of their own, sections, years of a firm."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

REJECTED = ("differs", "unsupported")

TWO_LINES = """|  |  | Year ended June 30, |  |
| (in thousands) | 2021 | 2020 | 2019 |
| Home market |  |  |  |
| Lamps sold | 61 | 84 | 77 |
| Abroad |  |  |  |
| Lamps sold | 18 | 23 | 12 |
| Total | 79 | 107 | 89 |"""
NO_STUB = """| Year Ended December 31, 2022 | Year Ended December 31, 2021 |
| Operating costs | $ | 3,418,220 | $ | 2,905,117 |
| Loss from operations | ( 1,204,930 | ) | ( 871,440 | ) |
| Net income per share | $ | 0.27 | $ | 0.41 |"""
QUARTERS = """|  | Three months ended September 30, |  | Nine months ended September 30, |  |
|  | 2023 | 2022 | 2023 | 2022 |
| Net sales | 412 | 388 | 1,190 | 1,104 |"""
EUROS = """|  |  | Fiscal year |
| (in millions of €) | 2024 | 2023 |
| Orders | 8,214 | 7,930 |
| Revenue | 7,655 | 8,017 |"""
OVERDUE = """| Days overdue | Up to a month | Longer | Total |
| Risk: Low | 210 | 35 | 245 |
| Risk: Medium | 130 | 88 | 218 |"""
RISKS = """| Share of loans | Corporate | Household |
| Overdue | 2.5% | 4.0% |"""


def _verdicts(text: str, table: str) -> list[str]:
    found = [item for item in check_text(text, [table]) if item.kind == "quantity"]
    return ["rejected" if item.verdict in REJECTED else item.verdict for item in found]


test_a_number_of_a_table_is_of_its_row_its_column_and_its_year = judged(
    "text source verdicts",
    (
        "In fiscal 2021 it sold 61 thousand lamps in its home market, down from 84 thousand a year earlier.",
        TWO_LINES,
        ["checked"] * 2,
    ),
    ("In fiscal 2021 it sold 84 thousand lamps in its home market.", TWO_LINES, ["rejected"]),  # of 2020
    ("In 2022 the loss from operations widened to $1.2 million from $0.9 million.", NO_STUB, ["checked"] * 2),
    ("Net income per share was $0.41 in 2022.", NO_STUB, ["rejected"]),  # of 2021
    ("Net sales were 412 in the third quarter of 2023.", QUARTERS, ["checked"]),
    ("Net sales were 1,190 in the third quarter of 2023.", QUARTERS, ["rejected"]),  # of nine months
    ("Revenue was €7.7 billion in fiscal 2024.", EUROS, ["checked"]),
    ("Revenue was €7.7 million in fiscal 2024.", EUROS, ["rejected"]),  # 7,655 million
    ("Medium-risk clients owe 218 in all.", OVERDUE, ["checked"]),
    ("Medium-risk clients owe 245 in all.", OVERDUE, ["rejected"]),  # the low risks
    ("Of household loans 2.5% are overdue.", RISKS, ["rejected"]),  # of corporate ones
)


def test_a_date_of_a_list_is_no_day_of_its_other_figures() -> None:
    source = "As of March 31, 2021 and 2020, deferred rent was $ 4,120 and $ 3,375, respectively."

    assert _verdicts("As of March 31, 2021, deferred rent stood at $4,120.", source) == ["checked"]
    assert _verdicts("As of March 31, 2021, deferred rent stood at $3,375.", source) == ["rejected"]


def test_a_time_behind_a_citation_is_not_of_what_stands_before_it() -> None:
    sources = ["|  | 2019 |\n| Gross margin | 31.5% |", "Some of the order book of $6 billion turns into sales in fiscal 2020."]
    found = check_text(
        "The gross margin was 31.5% [1], and the $6 billion order book turns into sales in fiscal 2020 [2].", sources
    )

    assert [item.verdict for item in found if item.kind == "quantity"] == ["checked", "checked"]


def test_a_section_of_cash_flows_is_no_other_one() -> None:
    source = (
        "Operating activities resulted in a net outflow of $41.9 million, owing to bonuses. Investing activities brought in $16.5 million. "
        "Financing activities resulted in a net outflow of $87.8 million, owing to dividends."
    )

    assert _verdicts("Operating activities used $41.9 million and financing activities $87.8 million.", source) == ["checked"] * 2
    assert (
        _verdicts("Financing activities used $41.9 million and operating activities $87.8 million.", source) == ["rejected"] * 2
    )


def test_a_share_of_a_cell_has_its_own_words() -> None:
    table = "| Class | Weight | Split |\n|---|---|---|\n| Bonds | 60% | 35% government notes, 25% corporate paper |\n| Shares | 40% | 22% domestic, 18% foreign |"

    assert _verdicts("Government notes make up 35% and corporate paper 25%.", table) == ["checked"] * 2
    assert _verdicts("Government notes make up 25% of it.", table) == ["rejected"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Net sales rose 7% to $55.2 million in 2023.", ["checked"] * 2),  # 55,240 / 51,605 - 1 = 7.04%
        ("Net sales came to $55.2 million in 2023, up $3.6 million from the prior year.", ["checked"] * 2),  # 55,240 - 51,605
        ("Net sales rose 9% to $55.2 million in 2023.", ["rejected", "checked"]),
        ("Net sales came to $55.2 million in 2023, up $3.6 million from the prior quarter.", ["checked", "rejected"]),
    ],
)
def test_a_change_told_with_the_level_it_led_to_is_from_the_year_before(text: str, verdicts: list[str]) -> None:
    table = "| (in thousands) | 2023 | 2022 | 2021 |\n| Net sales | $55,240 | $51,605 | $47,910 |\n| Net income | 4,120 | 3,980 | 2,870 |"

    assert _verdicts(text, table) == verdicts


def test_twelve_months_of_a_firm_are_its_year() -> None:
    table = "|  | Fiscal year ended January 31, |  |\n|  | 2024 | 2023 |\n| Net change in cash | ( 18,298 ) | ( 25,157 ) |"

    assert _verdicts("In the year ended January 31, 2024 cash fell by 18,298.", table) == ["checked"]
    assert _verdicts("In the year ended January 31, 2023 cash fell by 18,298.", table) == ["rejected"]


def test_a_row_of_percentages_is_no_head() -> None:
    table = "|  |  | Fiscal Year |  |\n|  | 2019 | 2018 | 2017 |\n| Norrland Inc. | 32% | 36% | 34% |\n| Tideway Co. | 13% | 8% | 11% |"

    assert _verdicts("Norrland accounted for 32% and Tideway for 13% in fiscal 2019.", table) == ["checked"] * 2
    assert _verdicts("Tideway accounted for 32% and Norrland for 13% in fiscal 2019.", table) == ["rejected"] * 2


NOTES = (
    "NOTES TO STATEMENTS (In thousands of U.S. Dollars, except per share amounts)\n\n| Three Months Ended March 31, |\n| 2024 | 2023 |\n"
    "| VELOMAB | $ | 152,889 | $ | 87,836 |\n| ORSATIN | 105,629 | 123,021 |"
)
CHARGES = (
    "|  | Total Expected Charges | Cumulative Charges Incurred | Remaining Charges |\n|  |  | (in millions) |  |\n"
    "| Pumps | $ 80 | $ 66 | $ 14 |\n| Valves | 49 | 44 | 5 |"
)
NOTED = "|  |  | 2019 | 2018 |\n|  | Note | $'000 | $'000 |\n| Trade receivables |  | 3,770 | 3,054 |\n| Loans to partners | 17 | 11,880 | 8,039 |"
BACKLOG = (
    "Backlog as of December 31, 2023 was 3,978 homes valued at approximately $1.9 billion, a decrease of 1,570 homes, or 28%, from 5,548 homes "
    "valued at approximately $2.5 billion as of December 31, 2022."
)


test_notes_and_units_stand_beside_the_heads_of_columns = judged(
    "text source verdicts",
    ("Velomab brought in $152.9 million in the first quarter of 2024, up 74%.", NOTES, ["checked"] * 2),  # 152,889 / 87,836
    ("Orsatin brought in $123.0 million in the first quarter of 2024.", NOTES, ["rejected"]),  # of 2023
    ("Pumps has incurred $66 million so far.", CHARGES, ["checked"]),
    ("Pumps has incurred $80 million so far.", CHARGES, ["rejected"]),  # what is expected in all
    ("Loans to partners rose to $11.9 million in 2019 from $8.0 million.", NOTED, ["checked"] * 2),
    ("Loans to partners fell to $8.0 million in 2019 from $11.9 million.", NOTED, ["rejected"] * 2),
    ("Backlog fell 28% to 3,978 homes and its value to $1.9 billion at the end of 2023.", BACKLOG, ["checked"] * 3),
)


def test_an_amount_that_fell_by_so_much_to_another_is_no_range() -> None:
    found = find_quantities("Backlog fell 28% and its value by $0.6 billion to $1.9 billion.")

    assert [item.text for item in found] == ["28%", "$0.6 billion", "$1.9 billion"]


def test_a_price_a_share_is_no_part_of_a_total() -> None:
    source = "It issued 25 million shares at $0.005 per share for cash of $125,000, and shares for services worth $25,000."

    assert _verdicts("The total value of the shares it issued is $150,000.", source) == ["checked"]
    assert _verdicts("The total value of the shares it issued is $160,000.", source) == ["rejected"]
