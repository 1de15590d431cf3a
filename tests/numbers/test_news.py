"""Texts as newspapers write them: headlines, ages, places, years as adjectives, words for one, windows told in words."""

from __future__ import annotations

import pytest

from copilot.numbers import NumberCheck, check_text, find_quantities
from tests.numbers.cited import judged

C, D = "checked", "differs"

HALVES = "Output at Garrick Mining came to 640,000 tonnes in the three months to 31 December 2023."
STORES = "Halloran Stores' like-for-like sales grew 4.1% in the first half."
WAGES = "Real wages in Norway fell 1.4% in the second quarter."
PERMITS = "Building permits ran at an annual rate of 1.21 million in May 2023, down 3.2% from April's 1.25 million."
YIELD = "The five-year yield climbed from 2.14% on Tuesday to 2.31% on Thursday."
RUN = "Shares of Orlin Paper have risen for six straight sessions."
BANKS = "Only 4 of the 15 savings banks raised their dividends."
TRUST = "The investment trust trades at a premium of -8.2% to net asset value."
VOTE = "The committee voted 6-3 to hold its rate in March 2024."
STOCK = "The stock fell 7.4% after the warning."
DEAL = "Local review site Cravel has backed out of a $310 million takeover by Norvane."
OBITUARY = "Actor Tomas Veldt has died at the age of 83 at his home in Cold Harbour, his agent said."
EARLIER = "The letter was found 24 years ago. It took the crew nearly two hours to reach the ship, and one sailor drowned."


def one(text: str, number: str, source: str) -> NumberCheck:
    found = [item for item in check_text(text, [source]) if item.text == number]
    assert found, [item.text for item in check_text(text, [source])]
    return found[0]


test_a_sentence_in_the_words_of_the_news = judged(
    "text number source verdict code",
    ("Garrick Mining dug 640,000 tonnes in the last three months of 2023.", "640,000", HALVES, C, "none"),
    ("Garrick Mining dug 640,000 tonnes in the first three months of 2023.", "640,000", HALVES, D, "period"),
    ("Halloran Stores' total sales grew 4.1% in the first half.", "4.1%", STORES, D, "measure"),
    ("Nominal wages in Norway fell 1.4% in the second quarter.", "1.4%", WAGES, D, "measure"),
    ("Building permits fell 3.2% year on year in May 2023.", "3.2%", PERMITS, D, "measure"),
    ("Building permits fell 3.2% month on month in May 2023.", "3.2%", PERMITS, C, "none"),
    ("The five-year yield was 2.31% on Thursday.", "2.31%", YIELD, C, "none"),
    ("The five-year yield was 2.31% on Tuesday.", "2.31%", YIELD, D, "period"),
    ("Orlin Paper's shares have fallen for six straight sessions.", "six", RUN, D, "direction"),
    ("None of the 15 savings banks raised their dividends.", "15", BANKS, D, "entity"),
    ("The investment trust trades at a discount of 8.2% to net asset value.", "8.2%", TRUST, C, "none"),
    ("The committee held its rate by six votes to three.", "six votes to three", VOTE, C, "none"),
    ("The committee held its rate by five votes to four.", "five votes to four", VOTE, D, "value"),
    ("Orlin Paper's sales fell 7.4%.", "7.4%", STOCK, D, "measure"),
    ("Cravel Turns Down $310M Norvane Bid", "$310M", DEAL, C, "none"),
    ("Actor Tomas Veldt Dead at 83", "83", OBITUARY, C, "none"),
    ("A 24-Year-Old Letter Is Found", "24-Year-Old", EARLIER, C, "none"),
    ("1 Sailor Drowns", "1", EARLIER, C, "none"),
)


@pytest.mark.parametrize("text", ["A 25-Year-Old Letter Is Found", "4 Sailors Drown"])
def test_an_amount_told_in_passing_bears_no_other(text: str) -> None:
    check = next(item for item in check_text(text, [EARLIER]) if item.text[0].isdigit())

    assert check.verdict in ("differs", "unsupported")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The 1780 British Warship and the '94 Speech", {"1780": "period", "'94": "period"}),
        ("Prop. 8 and the Indy 500 on 9/11-era news", {"Prop. 8": "name", "Indy 500": "name", "9/11": "name"}),
        (
            "She flew a 747; the 787 and 767 stayed. Boeing's 777 and 737 lines rest.",
            {"747": "name", "777": "name", "737": "name"},
        ),
        ("A sketch worth 6 figures", {"6 figures": "vague"}),
        ("2010 won't see it", {"2010": "period"}),
    ],
)
def test_numbers_that_name_a_year_or_a_thing(text: str, kinds: dict[str, str]) -> None:
    found = {item.text: item.kind for item in find_quantities(text)}

    assert {name: found.get(name) for name in kinds} == kinds


def test_the_last_of_a_list_lends_its_scale() -> None:
    values = [str(item.value) for item in find_quantities("It has 3, 5 and 7 million users there.")]

    assert values == ["3000000", "5000000", "7000000"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Shoppers riot over $2 waffle makers", "none"),
        ("It costs over $2", "over"),
        ("The disease spreads in people over the age of 50", "over"),
        ("Adults aged 50 and older", "at_least"),
    ],
)
def test_what_is_over_a_sum_and_what_is_over_in_number(text: str, qualifier: str) -> None:
    assert [item.qualifier for item in find_quantities(text)] == [qualifier]


def test_output_that_shrinks_at_a_rate_has_changed() -> None:
    (item,) = find_quantities("Output shrank at an annual rate of 1.2%.")

    assert (item.role, item.direction) == ("change", "down")


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [  # by the definitions: F = 9/5 C + 32, a mile is 1.609344 km, a pound 0.45359237 kg
        ("Heat it to 165°F (74°C).", "74", C),
        ("Heat it to 165°F (80°C).", "80", "unsupported"),
        ("Heat it to 350°F (175°C).", "175", C),
        ("It lies 40 miles (64 km) off the coast.", "64", C),
        ("It lies 40 miles (25 km) off the coast.", "25", "unsupported"),
        ("It weighs 22 pounds (10 kg).", "10", C),
        ("It weighs 22 pounds (22 kg).", "22", "differs"),
    ],
)
def test_a_figure_told_again_in_another_unit_follows_from_the_first(text: str, number: str, verdict: str) -> None:
    source = "Cook the bird to 165 degrees F, in an oven of 350 degrees. The reef is 40 miles away. The statue weighs 22 pounds."

    found = [item for item in check_text(text, [source]) if item.text == number]

    assert found[-1].verdict == verdict, found[-1].reason


def test_a_conversion_of_a_rejected_figure_is_not_borne_out() -> None:
    checks = check_text("It lies 41 miles (66 km) off the coast.", ["The reef is 40 miles away."])

    assert [item.verdict in ("differs", "unsupported") for item in checks] == [True, True]


test_a_measure_is_no_other_measure = judged(
    "text number source verdict",
    ("The drive takes 15 minutes.", "15 minutes", "The drive takes 15 hours.", False),
    ("The parcel holds 2 pounds of rice.", "2", "The parcel holds 2 bags of rice.", False),
    ("He ran 12 kilometers.", "12", "He ran 12 km.", True),
    ("It takes 4-5 years to join.", "4-5 years", "It will take you 4-5 years to join.", True),
    ("Bake it for 1 1/2 hours.", "1 1/2 hours", "Bake at 350 degrees for 1 and 1/2 hours.", True),
)


def test_a_text_s_count_of_its_own_words_is_not_judged() -> None:
    source = "Tea is drunk hot. Coffee is drunk hot."

    assert one("Here is a summary in 120 words: tea and coffee are hot.", "120", source).verdict == "exempt"
    assert one("Tea and coffee are hot. The difference between these two drinks is small.", "two", source).verdict == "exempt"
    assert one("The two drinks are hot in 120 countries.", "120", source).verdict == "unsupported"


@pytest.mark.parametrize(
    ("text", "names"), [("See passages 4, 5 and 6.", ["passages 4", "5", "6"]), ("1  Heat the oil. 2  Add the rice.", ["1", "2"])]
)
def test_numbers_that_only_number_things(text: str, names: list[str]) -> None:
    found = find_quantities(text)

    assert [item.text for item in found] == names
    assert {item.kind for item in found} <= {"name", "list_marker"}


def test_a_plus_in_brackets_is_no_minus_and_money_beside_a_bare_number_no_column() -> None:
    values = {item.text: str(item.value) for item in find_quantities("Index 6,000 (+1.55%); those aged 55 to 64 ($760).")}

    assert values["+1.55%"] == "1.55"
    assert values["$760"] == "760"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The chain had 2,100 shops before the merger with its rival closed.", "2,100"),  # 3,000 - 900
        ("In all, 640 pupils were bussed to the new school last week.", "640"),  # the very words with 460
        ("Per-unit gross margin decreased $914 on the new models this spring.", "$914"),  # 1,000 - 86
    ],
)
def test_no_formula_makes_a_retold_statement_with_another_number_true(text: str, number: str) -> None:
    source = (
        "The chain had 2,000 shops before the merger with its rival closed. It then had 3,000, and shut 900. In all, 460 pupils were "
        "bussed to the new school last week; 180 more came later. Per-unit gross margin increased $914 on the new models this spring. "
        "It had been $1,000; $86 went on rebates."
    )

    assert one(text, number, source).verdict in ("differs", "unsupported")


test_a_count_of_a_list_that_follows_is_counted = judged(
    "text number verdict",
    ("The guide gives two methods: baking and frying.", "two", C),
    ("The guide gives three methods: baking and frying.", "three", "unsupported"),
    ("There are three steps:\n1. Mix.\n2. Rest.\n3. Bake.", "three", C),
    ("There are four steps:\n1. Mix.\n2. Rest.\n3. Bake.", "four", "unsupported"),
    source="Bake or fry it. Mix it and let it rest.",
)


def test_degrees_on_both_ends_are_one_range_and_a_rise_by_cents_is_none() -> None:
    degrees = find_quantities("The water drops to around 18°C to 21°C in winter.")
    cents = find_quantities("Rates will increase by one cent to $0.35.")

    assert [(str(item.low), str(item.high)) for item in degrees] == [("18", "21")]
    assert [str(item.value) for item in cents] == ["0.01", "0.35"]


def test_a_day_within_a_quotation_is_that_of_whom_it_quotes() -> None:
    source = "OSLO, May 3, 2023 (Wire) — The bank cut its rate by 25 basis points on Wednesday."
    text = f"The wire writes: “{source}” [1]"
    assert [item.verdict for item in check_text(text, [source], as_of="2023-06-14") if item.text == "25 basis points"] == [C]
    text = "The bank cut its rate by 25 basis points on Wednesday [1]."  # of the text's own week
    assert [item.verdict for item in check_text(text, [source], as_of="2023-06-14") if item.text == "25 basis points"] == [D]
