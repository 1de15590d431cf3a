from __future__ import annotations

from decimal import Decimal

import pytest

from copilot.evaluation.twins import carries_sign, is_target, may_be_said_of, names_something, same_amount
from copilot.numbers.types import Qualifier, Quantity


def amount(value: str, ulp: str = "1", qualifier: Qualifier = "none", unit: str = "none") -> Quantity:
    return Quantity(0, 1, "-", "quantity", Decimal(value), unit=unit, ulp=Decimal(ulp), qualifier=qualifier)


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        (amount("294"), amount("300", "100", "nearly"), True),  # within [270, 300)
        (amount("269"), amount("300", "100", "nearly"), False),
        (amount("104"), amount("100", "1", "about"), True),  # within 5%
        (amount("106"), amount("100", "1", "about"), False),
        (amount("4"), amount("3", "1", "over"), True),  # a small count: as far as the next one
        (amount("5"), amount("3", "1", "over"), False),
        (amount("2"), amount("3", "1", "nearly"), True),
        (amount("5", unit="percent"), amount("5", unit="USD"), False),
        (amount("5", unit="percent"), amount("5"), False),
    ],
)
def test_what_a_hedge_of_the_evidence_allows_is_no_error_that_can_be_seen(
    claim: Quantity, evidence: Quantity, expected: bool
) -> None:
    assert may_be_said_of(claim, evidence) is expected


def test_a_word_of_loss_carries_the_sign() -> None:
    assert carries_sign("A 10% discount for all.", at("10%", "A 10% discount for all."))
    assert not carries_sign("A 10% stake in all.", at("10%", "A 10% stake in all."))


def at(text: str, sentence: str, unit: str = "none") -> Quantity:
    start = sentence.index(text)
    return Quantity(start, start + len(text), text, "quantity", Decimal(10), unit=unit, ulp=Decimal(1))


def test_a_rounding_is_judged_at_the_precision_of_the_claim() -> None:
    assert same_amount(amount("12"), amount("12.4", "0.1"))
    assert not same_amount(amount("12.4", "0.1"), amount("12"))


def test_a_number_behind_a_capitalised_word_names_something() -> None:
    assert names_something("They won Game 10 at home.", at("10", "They won Game 10 at home."))
    assert names_something("Back in the 10s it was.", at("10", "Back in the 10s it was."))
    assert not names_something("They won 10 games.", at("10", "They won 10 games."))


def test_a_target_has_digits_and_a_value() -> None:
    assert is_target(at("10", "It was 10."))
    assert not is_target(Quantity(0, 3, "ten", "quantity", Decimal(10)))
    assert not is_target(Quantity(0, 4, "2025", "period"))
