"""True figures that were called wrong, class by class, each beside a false one that must stay wrong."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

REJECTED = ("differs", "unsupported")


def verdict(text: str, number: str, source: str) -> str:
    return next(item.verdict for item in check_text(text, [source], citations="ignore") if item.text == number)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is told in Passage 2, Fact 5.", "Fact 5"),
        ("It is told in Passage 1:4.", "Passage 1:4"),
        ("Method 2 (Manual): remove the cable from HDMI 3.", "Method 2"),
        ("The density is 2.7 g cm-3 here.", "-3"),
        ("The density is 2,700 kg/m^3 here.", "^3"),
    ],
)
def test_numbers_of_things_and_powers_are_names(text: str, name: str) -> None:
    assert ("name", name) in [(item.kind, item.text) for item in find_quantities(text)]


def test_windows_in_a_list_are_windows_both() -> None:
    kinds = {item.text: item.kind for item in find_quantities("Rain falls over the next 7 and 14 days.")}

    assert kinds == {"7": "period", "14 days": "period"}


def test_what_is_taken_off_is_no_range() -> None:
    assert [item.text for item in find_quantities("The rest is 4% - 1.5% = 2.5%.")] == ["4%", "1.5%", "2.5%"]
    assert [item.text for item in find_quantities("The rest is 1.5% - 4%.")] == ["1.5% - 4%"]


def test_up_to_a_limit_is_no_move() -> None:
    (item,) = find_quantities("They may deduct up to a limit of 80% of it.")

    assert item.role == "none"


test_lengths_of_time_and_rates_told_in_passing = judged(
    "source text number verdict",
    ("Bake it for between 20 and 30 minutes.", "It takes around 20-30 minutes to bake.", "20-30 minutes", True),
    ("Bake it for between 20 and 30 minutes.", "It takes around 25-30 minutes to bake.", "25-30 minutes", False),
    ("Call us if the fever lasts longer than 7 days.", "A fever of more than 7 days needs a call.", "7 days", True),
    ("Call us if the fever lasts longer than 7 days.", "A fever of more than 9 days needs a call.", "9 days", False),
    ("Hold your breath for at least three seconds.", "Pause your breath, at least three seconds.", "three seconds", True),
    ("She had run the bank for over two years.", "Her son is a 2.3-year-old boy.", "2.3-year-old", "exempt"),
    ("A unit moves 400 litres a minute per tonne of load.", "1 tonne of load needs 400 litres a minute.", "1", True),
    citations="ignore",
)


test_words_beside_a_figure_that_are_not_its_own = judged(
    "source text number verdict",
    ("Its stock is three times what it was in June.", "Its stock has tripled since June.", "tripled", True),
    ("Its stock is twice what it was in June.", "Its stock has tripled since June.", "tripled", False),
    ("This is not needed unless rates are expected to be 5% or higher.", "If rates are expected to be 5%, do it.", "5%", True),
    ("Anna Weir provided essential business advice and funding of $250,000.", "Anna Weir provided funding of $250,000.", "$250,000", True),
    ("Harrow said its retail business made $250,000.", "Harrow made $250,000.", "$250,000", False),
    ("The thirteen stripes on the flag represent the thirteen colonies.", "Its stripes represent the thirteen colonies.", "thirteen", True),
    ("Such colleges account for nearly half of all defaults.", "Colleges account for nearly half of all defaults.", "half", True),
    ("Then turn it to 325 degrees for the rest of the time.", "Set 325 degrees for the rest of the time.", "325", True),
    ("You pay income tax plus 20% if you’re under 65.", "A penalty is due if the saver is one of those under 65.", "65", True),
    ("Heat it to at least 165°F.", "Heat it to 175°C.", "175", False),
    citations="ignore",
)  # fmt: skip


def test_a_measure_in_two_units_is_converted_whole() -> None:
    source = "Skiers who are 5 feet 6 inches tall need short skis."

    assert verdict("For a skier 5 feet 6 inches (168 cm) tall they are short.", "168", source) == "checked"
    assert verdict("For a skier 5 feet 6 inches (178 cm) tall they are short.", "178", source) in REJECTED


def test_a_text_counts_its_own_list_and_the_two_it_compares() -> None:
    source = "Bromine cleans water and stops fires. Receivables and payables are accounts of a firm."
    listed = "Its uses are:\n\n1. Cleaning water\n2. Stopping fires\n\nNothing is told beyond the {} uses listed above."

    assert verdict(listed.format("two"), "two", source) == "exempt"
    assert verdict(listed.format("three"), "three", source) in REJECTED
    assert verdict("Nothing helps to distinguish between the two concepts.", "two", source) == "exempt"
    assert verdict("Receivables and payables are two different accounts.", "two", source) == "exempt"
    assert verdict("A day or two of rest is needed by 30 firms.", "30", source) in REJECTED


def test_a_table_that_is_cut_behind_its_head_has_none() -> None:
    rows = "| Safe haven | Gold strong at +60% this year but oil down at $61 |\n| Options | Traders price a move of 7.8% on the results |"

    assert verdict("Options traders price a move of 7.8%.", "7.8%", rows) == "checked"
    assert verdict("Safe haven demand was strong, at +60% for gold.", "+60%", rows) == "checked"
    assert verdict("In 2024 it cost $5.", "$5", "| | Cost in 2023 | Cost in 2024 |\n| Fee | $4 | $5 |") == "checked"
    assert verdict("In 2023 it cost $5.", "$5", "| | Cost in 2023 | Cost in 2024 |\n| Fee | $4 | $5 |") in REJECTED
