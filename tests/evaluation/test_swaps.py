from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from copilot.evaluation.swaps import SWAPS, clause_of
from copilot.numbers.types import Direction, Kind, Quantity


def item(sentence: str, text: str, kind: Kind = "quantity", direction: Direction = "none") -> Quantity:
    start = sentence.index(text)
    return Quantity(start, start + len(text), text, kind, Decimal(1) if kind == "quantity" else None, direction=direction)


def swapped(
    kind: str, sentence: str, number: str, *others: Quantity, direction: Direction = "none", source: str = ""
) -> str | None:
    target = item(sentence, number, direction=direction)
    return SWAPS[kind](sentence, target, [target, *others], source or sentence, Random(1))


def test_a_company_is_replaced_where_it_opens_the_clause() -> None:
    sentence = "Boeing delivered 32 jets in May."
    found = swapped("company swapped", sentence, "32")
    assert found is not None
    assert "Boeing" not in found
    assert found.endswith("delivered 32 jets in May.")


def test_a_company_elsewhere_in_the_clause_is_not_its_subject() -> None:
    assert swapped("company swapped", "Analysts who had long followed Boeing expected 32 jets.", "32") is None


def test_the_name_put_in_stands_nowhere_in_the_source() -> None:
    source = "Ford, Toyota and Tesla sold cars."
    found = {
        SWAPS["company swapped"]("Ford sold 40 cars.", item("Ford sold 40 cars.", "40"), [], source, Random(i)) for i in range(50)
    }
    assert all(text is not None and "Toyota" not in text and "Tesla" not in text for text in found)


def test_the_only_period_beside_the_number_is_replaced() -> None:
    sentence = "Exports reached $5 billion in March 2021."
    found = swapped("period swapped", sentence, "$5 billion", item(sentence, "March 2021", "period"))
    assert found in {f"Exports reached $5 billion in March {year}." for year in (2018, 2019, 2020)}


def test_two_periods_are_left_alone() -> None:
    sentence = "From 2019 sales rose 5% to 2021."
    assert swapped("period swapped", sentence, "5%", item(sentence, "2019", "period"), item(sentence, "2021", "period")) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales rose by 5%.", "Sales fell by 5%."),
        ("Sales dropped 5%.", "Sales climbed 5%."),
        ("There was a 5% decrease.", "There was a 5% increase."),
    ],
)
def test_the_verb_or_noun_of_change_is_turned_round(sentence: str, expected: str) -> None:
    assert swapped("direction swapped", sentence, "5%", direction="up") == expected
    assert swapped("direction swapped", sentence, "5%") is None  # no by-amount, no direction


def test_by_and_to_are_exchanged_after_a_verb_of_change() -> None:
    assert swapped("role swapped", "The bank raised its rate to 5%.", "5%") == "The bank raised its rate by 5%."
    assert swapped("role swapped", "The award went to 5% of them.", "5%") is None


def test_a_measure_is_replaced_by_one_the_source_never_names() -> None:
    sentence = "Net margin aside, exports were $5 billion."
    assert swapped("measure swapped", sentence, "$5 billion") == "Net margin aside, imports were $5 billion."
    assert swapped("measure swapped", sentence, "$5 billion", source=f"{sentence} Imports were flat.") is None


def test_a_clause_ends_at_a_semicolon_or_a_joining_comma() -> None:
    sentence = "Profit was $1; sales rose 5%, while costs fell."
    start, end = clause_of(sentence, item(sentence, "5%"))
    assert sentence[start:end].strip() == "sales rose 5%"


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The port counted 4,636 deaths and 97,243 cases.", "97,243"),  # the word is said of the number before it
        ("The firm, which has not seen a profit since 2011, runs 5,500 shops.", "5,500"),  # another clause lies between
        ("Stubborn inflation: prices show inflation above the 2% target.", "2%"),  # the sentence still names the old measure
        ("The bank faces inflation pressure (policy rate at 0.5%).", "0.5%"),
    ],
)
def test_a_measure_that_does_not_govern_the_number_is_not_swapped(sentence: str, number: str) -> None:
    assert swapped("measure swapped", sentence, number, source="nothing") is None


def test_a_measure_that_governs_its_number_is_swapped() -> None:
    assert (
        swapped("measure swapped", "The deaths reached 4,636 in May.", "4,636", source="nothing")
        == "The births reached 4,636 in May."
    )


def test_a_name_whose_ticker_stays_is_not_swapped() -> None:
    assert swapped("company swapped", "Oracle (ORCL) has a $110 billion backlog.", "$110 billion") is None


def test_ends_up_points_no_way() -> None:
    sentence = "The gap may end up $2 billion lower."
    assert swapped("direction swapped", sentence, "$2 billion", direction="down") != "The gap may end down $2 billion lower."
