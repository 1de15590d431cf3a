"""Figures that follow from operands named in a question or clause: which readings hold, which do not."""

from __future__ import annotations

import pytest

from copilot.numbers.census.finding import find_quantities
from copilot.numbers.named import Derived, Page, derive_named
from copilot.numbers.named.labels import times, words
from copilot.numbers.named.page import figures
from copilot.numbers.readings.slots import read

TABLE = """Sales by segment (in millions)
 | 2023 | 2022 | 2021
Paper | 412.5 | 380.0 | 351.2
Tools | 88.1 | 95.4 | 90.0
Total sales | 500.6 | 475.4 | 441.2
Loss on disposal | (12.0) | (9.5) | -"""
SENTENCE = "For the years ended December 31, 2023 and 2022, rent expense was $6.5 million and $5.2 million, respectively."


def derive(text: str, *sources: str) -> Derived | None:
    """What the last quantity of `text` derives from."""
    page = Page(
        [(str(at + 1), source, read(source, find_quantities(source), source=str(at + 1))) for at, source in enumerate(sources)]
    )
    return derive_named(text, read(text, find_quantities(text))[-1], lambda: page)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("What was the percentage change in paper from 2022 to 2023? 8.55%", "412.5 / 380.0 − 1"),
        ("What was the percentage change in tools from 2022 to 2023? -7.65%", "88.1 / 95.4 − 1"),
        ("What was the percentage decrease in tools from 2022 to 2023? 7.65%", "88.1 / 95.4 − 1"),
        ("What was the change in paper between 2021 and 2022? 28.8", "380.0 − 351.2"),
        ("What percentage of total sales came from tools in 2023? 17.6%", "88.1 / 500.6"),
        ("What was the average of paper from 2021 to 2023? 381.23", "(412.5 + 380.0 + 351.2) / 3"),
        ("What was the difference between paper and tools in 2022? 284.6", "380.0 − 95.4"),
    ],
)
def test_a_named_reading_is_found_with_its_formula(text: str, formula: str) -> None:
    made = derive(text, TABLE)
    assert made is not None and made.result.formula.startswith(formula)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Tools were 88.4 million in 2023.", False),
        ("Tools and paper together were 500.6 million in 2023.", True),
        ("Tools were 17.6% in 2023.", True),
    ],
)
def test_evidence_is_read_whole_only_where_something_computed_is_asked_for(text: str, is_read: bool) -> None:
    asked: list[Page] = []

    def page() -> Page:
        asked.append(Page([]))
        return asked[0]

    quantities = [reading for reading in read(text, find_quantities(text)) if reading.quantity.kind == "quantity"]
    assert derive_named(text, quantities[-1], page) is None
    assert bool(asked) is is_read


@pytest.mark.parametrize(
    "text",
    [
        "What was the percentage change in paper from 2022 to 2023? 8.65%",
        "What was the percentage change in paper from 2022 to 2023? -8.55%",
        "What was the percentage increase in tools from 2022 to 2023? 7.65%",
        "What percentage of total sales came from tools in 2023? 19.6%",
        "What was the change in inventory between 2021 and 2022? 931.7",
    ],
)
def test_another_figure_or_sign_is_no_reading(text: str) -> None:
    assert derive(text, TABLE) is None


WORTH = """five-year cumulative total return | 12/31/2018 | 12/31/2022 | 12/31/2023
Orla Systems | 100.00 | 76.30 | 82.50
Bresk composite | 100.00 | 115.20 | 118.70"""
ASKED = "What was the difference in percentage cumulative 5-year total return for Orla Systems compared to the Bresk composite?"


def test_what_is_told_as_the_worth_of_a_hundred_is_a_return() -> None:
    made = derive(f"{ASKED} -36.20%", WORTH)
    assert made is not None and made.result.formula.startswith("(82.50 − 100) − (118.70 − 100)")
    assert derive(f"{ASKED} -34.10%", WORTH) is None


def test_respectively_gives_each_year_its_amount() -> None:
    made = derive("The percentage increase in rent expense from 2022 to 2023 was 25%.", SENTENCE)
    assert made is not None and [item.reading.quantity.text for item in made.result.operands] == ["$6.5 million", "$5.2 million"]


def test_operands_stand_where_they_say() -> None:
    made = derive("What was the change in paper between 2021 and 2022? 28.8", TABLE)
    assert made is not None
    for item in made.result.operands:
        quantity = item.reading.quantity
        assert TABLE[quantity.start : quantity.end].strip() == quantity.text


def test_cells_split_by_filing_marks_keep_their_columns() -> None:
    text = "| 2023 | 2022 |\n| Cash used | $ | (433 | ) | $ | 250 |\n| Debt | 1,204 | - |"
    cells = [(figure.times[0][0], int(figure.value)) for figure in figures("1", text, [])]
    assert cells == [(2023, -433), (2022, 250), (2023, 1204), (2022, 0)]


def test_times_and_words_of_a_label() -> None:
    assert times("December 31, 2022 and 2021") == ((2022, 12), (2021, 0))
    assert times("12/31/09") == ((2009, 12),)
    assert "2019" in words("fiscal 2019 sales")


@pytest.mark.parametrize("text", ["", "|", "| | |\n|||", "| 5 |\n| 6 |", "a | 1\n" * 3000])
def test_odd_tables_do_no_harm(text: str) -> None:
    derive("What was the change from 2001 to 2002? 5.5", text)
