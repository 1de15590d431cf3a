from __future__ import annotations

from decimal import Decimal

import pytest

from copilot.evaluation.programs import NotAProgram, evaluate_expression, run_program, spread

TABLE = [["", "2021", "2020"], ["revenue", "$ 30.0", "$ 20.0"], ["charges", "-4 ( 4 )", "-2 ( 2 )"]]


@pytest.mark.parametrize(
    ("program", "value"),
    [
        ("subtract(30, 20), divide(#0, 20)", "0.5"),
        ("multiply(500, 2.4%)", "12"),
        ("multiply(8, const_m1), add(#0, const_100)", "92"),
        ("divide(.5, const_2)", "0.25"),
        ("exp(const_2, 3)", "8"),
        ("table_average(revenue, none)", "25"),
        ("table_max(charges, none), table_sum(charges, none), add(#0, #1)", "-8"),
    ],
)
def test_programs_give_the_value_worked_by_hand(program: str, value: str) -> None:
    assert run_program(program, TABLE) == Decimal(value)


def test_a_comparison_is_true_or_false() -> None:
    assert run_program("greater(20, 19.5)") is True


@pytest.mark.parametrize(
    "program", ["", "divide(1, 0)", "divide(1)", "power(2, 3)", "add(1, #3)", "table_sum(nothing, none)", "add(1, 2) x"]
)
def test_what_is_no_program_is_refused(program: str) -> None:
    with pytest.raises(NotAProgram):
        run_program(program, TABLE)


@pytest.mark.parametrize(
    ("derivation", "scale", "value"),
    [
        ("50-40", "million", "10"),
        ("(50-40)/40", "percent", "25"),
        ("[(10+20)/2] - [(4+6)/2]", "million", "10"),
        ("(1.5%+2.5%)/2", "percent", "2"),
        ("(1.5+2.5+5.0)/(2019-2017+1)", "percent", "3"),
        ("$1,200-$1,000.05", "thousand", "199.95"),
        ("1.5 million + 500 thousand", "thousand", "2000"),
        ("110/11%", "", "1000"),
        ("5 + (3)", "", "2"),
        ("rent##wages##fuel", "", "3"),
    ],
)
def test_derivations_give_the_value_worked_by_hand(derivation: str, scale: str, value: str) -> None:
    assert evaluate_expression(derivation, scale) == Decimal(value)


@pytest.mark.parametrize("derivation", ["__import__('os') + 1", "1 + x", "2 +", "(1 - 1) / (2 - 2)"])
def test_nothing_but_arithmetic_is_evaluated(derivation: str) -> None:
    with pytest.raises(NotAProgram):
        evaluate_expression(derivation)


def test_the_spread_is_what_half_a_unit_of_every_operand_moves() -> None:
    # (10 ± 0.5) - (4.0 ± 0.05)
    assert spread("subtract(10, 4.0)", run_program) == Decimal("0.55")
    # constants and earlier steps are exact
    assert spread("add(10, const_2), multiply(#0, const_100)", run_program) == Decimal(50)
    assert spread("1,200-1,000.5", evaluate_expression) == Decimal("0.55")
