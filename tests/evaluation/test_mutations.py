from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from copilot.evaluation.mutations import VALUE_KINDS, change_value, mutate, renderings
from copilot.numbers.types import Qualifier, Quantity


def amount(text: str, value: str, unit: str = "none", ulp: str = "1", qualifier: Qualifier = "none") -> Quantity:
    return Quantity(0, len(text), text, "quantity", Decimal(value), unit=unit, ulp=Decimal(ulp), qualifier=qualifier)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("last digit +1", "$48.7 billion"),
        ("last digit -1", "$48.5 billion"),
        ("digits transposed", "$46.8 billion"),
        ("sign flipped", "-$48.6 billion"),
        ("x10", "$486.0 billion"),
        ("/10", "$4.86 billion"),
        ("+1.5%", "$49.3 billion"),
        ("+4%", "$50.5 billion"),
        ("million <-> billion", "$48.6 million"),
        ("% dropped", None),
        ("unit changed", "€48.6 billion"),
    ],
)
def test_each_mutation_of_an_amount(kind: str, expected: str | None) -> None:
    assert mutate(amount("$48.6 billion", "48600000000", "USD", "100000000"), kind) == expected


def test_mutations_that_change_nothing_are_dropped() -> None:
    assert mutate(amount("12%", "12", "percent"), "+1.5%") is None  # 12.18 prints as 12
    assert mutate(amount("44", "44"), "digits transposed") is None
    assert mutate(amount("700", "700"), "digits transposed") is None  # 070 is no way to print a number
    assert mutate(amount("1", "1"), "last digit -1") is None  # would be zero


def test_the_last_digit_of_a_round_figure_is_its_last_that_is_not_zero() -> None:
    assert mutate(amount("5,300", "5300"), "last digit +1") == "5,400"


def test_a_percent_loses_its_mark_or_becomes_basis_points() -> None:
    percent = amount("7.5 percent", "7.5", "percent", "0.1")
    assert mutate(percent, "% dropped") == "7.5"
    assert mutate(percent, "unit changed") == "7.5 basis points"


def test_a_printed_minus_is_taken_away() -> None:
    assert mutate(amount("-7.5%", "-7.5", "percent", "0.1"), "sign flipped") == "7.5%"


@pytest.mark.parametrize("text", ["2-3%", "7-2", "twelve"])
def test_what_has_not_one_numeral_is_left_alone(text: str) -> None:
    assert all(mutate(amount(text, "2"), kind) is None for kind in VALUE_KINDS if kind not in ("% dropped", "unit changed"))
    assert not list(renderings(amount(text, "2")))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            amount("$4.56 million", "4560000", "USD", "10000"),
            {"$4.6 million", "4.56 million dollars", "$4.56m", "$4,560 thousand"},
        ),
        (amount("25 basis points", "25", "basis_point"), {"0.25 percentage points"}),
        (amount("0.75 percentage points", "0.75", "percentage_point", "0.01"), {"75 basis points"}),
        (amount("9", "9"), {"nine"}),
        (amount("123456", "123456"), {"123,456"}),
    ],
)
def test_renderings_say_the_same_amount(item: Quantity, expected: set[str]) -> None:
    assert {text for _, text in renderings(item)} == expected


def test_a_hedged_number_is_not_rounded_again() -> None:
    assert "re-rounded" not in {kind for kind, _ in renderings(amount("45.67%", "45.67", "percent", "0.01", qualifier="over"))}


def test_the_generator_depends_on_its_seed_alone() -> None:
    assert [change_value("1,234", "digit", Random(7)) for _ in range(5)] == [
        change_value("1,234", "digit", Random(7)) for _ in range(5)
    ]
    assert change_value("seven", "x10", Random(0)) is None
