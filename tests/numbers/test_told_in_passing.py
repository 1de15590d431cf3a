"""What headlines print in digits and articles tell in passing, and names and measures beside a figure that are not its own."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.numbers import check_text, find_quantities


def verdict(text: str, source: str, published: date | None = None) -> str:
    return check_text(text, [source], citations="ignore", published=published)[0].verdict


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("1 Dead in Quarry Blast", "One person was killed when a blast tore through a quarry on Monday."),
        ("Family of 4 Sues Landlord", "A family of four is suing the landlord of their flat in Leeds."),
        ("Big 4 Auditors Face New Rule", "The Big Four auditors face a rule on rotation."),
        ("Merger Ends in 3-Way Split", "The talks ended in a three-way split of the assets."),
        ("1-Page Plan Wins Over Board", "A one-page plan won over the board, which had asked for a long one."),
        ("Founder of Harrow Turns 80", "The founder of Harrow celebrates his 80th birthday today."),
        ("Divers Find 46K-Year-Old Tools", "The tools have lain there for 46,000 years."),
    ],
)
def test_a_digit_is_borne_out_by_a_word_that_the_census_leaves_out(text: str, source: str) -> None:
    assert verdict(text, source) == "checked"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("2 Dead in Quarry Blast", "One person was killed when a blast tore through a quarry on Monday."),
        ("Family of 4 Sues Landlord", "The four tenants and a family of five sue their landlord in Leeds."),
        ("Merger Ends in 3-Way Split", "The talks lasted three hours and ended in a two-way split."),
        ("1 Bank Fails", "One economist warned of it, and two banks failed."),
    ],
)
def test_another_word_does_not_bear_it_out(text: str, source: str) -> None:
    assert verdict(text, source) != "checked"


def test_an_age_counts_no_dead() -> None:
    told = "Marta Lindqvist, who ran the mill for decades, has died at age 93."
    assert verdict("Woman Who Saved the Mill Dead at 93", told) == "checked"
    assert verdict("Woman Who Saved the Mill Dead at 94", told) != "checked"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The closure costs up to 670 jobs.", "checked"),
        ("The closure costs at least 360 jobs.", "checked"),
        ("The closure costs up to 360 jobs.", "differs"),
        ("The closure costs up to 700 jobs.", "differs"),
    ],
)
def test_a_limit_names_the_end_of_a_range(text: str, expected: str) -> None:
    assert verdict(text, "The closure costs between 360 and 670 jobs.") == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Envoy Says 90% of Funds Reached Tripoli", "An Italian envoy tells Reuters that 90% of the funds reached Tripoli."),
        ("Va. Court Approves $11M Settlement", "A Virginia court approved an $11 million settlement on Tuesday."),
        ("Board Chief Orlan Gets $3M Payoff", "Tobias Orlan is to get a $3 million payoff, his lawyer said."),
        ("Nvidia to Cut 900 Jobs", "Nvidia will cut 900 jobs, its spokesman said."),
        ("Port Pulls 50 Tons of Dead Fish From Basin", "Dozens of workers have retrieved 50 tons of fish from the basin."),
        ("Bank Lost $2.4M in Scheme", "The cash-out scheme saw $2.4 million taken from the bank."),
        ("Utility Says 99% Won't Notice", "The utility says 99% of its users will be unaffected."),
    ],
)
def test_a_name_or_measure_beside_a_figure_is_not_its_own(text: str, source: str) -> None:
    assert verdict(text, source) == "checked"


def test_a_clause_behind_a_semicolon_dates_no_figure_before_it() -> None:
    told = "April was mixed. The Dow rose 86.90 to close at 7,608.92."
    assert verdict("Dow Up 87; Best March in Years", told, published=date(2009, 3, 31)) == "checked"


@pytest.mark.parametrize(
    ("text", "item", "unit"),
    [
        ("the 330-pound daughter of a model", "330", "count:pound"),
        ("a 100-pound fine for littering", "100-pound", "GBP"),
        ("a $7.5M Bitcoin fortune", "$7.5M", "USD"),
        ("One in 8 Older Britons Rents", "One in 8", "ratio_x"),
        ("Dow Off 25 Amid Poor Earnings", "25", "none"),
    ],
)
def test_the_unit_is_that_of_the_figure(text: str, item: str, unit: str) -> None:
    found = find_quantities(text)[0]
    assert (found.text, found.unit) == (item, unit)


@pytest.mark.parametrize("text", ["They have added up to 54 claims.", "She dived over a 4-foot fence."])
def test_up_to_and_over_may_say_where_and_not_how_much(text: str) -> None:
    assert find_quantities(text)[0].qualifier == "none"


def test_what_is_spoken_of_as_given_is_not_denied_with_the_verb() -> None:
    told = "The ruling means that Norvane does not need to repay most of its $792,000 in loans."
    assert verdict("Norvane Owes $792K in Loans, Won't Repay", told) == "checked"
    assert verdict("Norvane's sales fell 5% in May.", "Norvane's sales did not fall 5% in May.") != "checked"


@pytest.mark.parametrize(
    "source",
    [
        "The board of Fish and Wildlife let three owners file under the state's new law.",
        "Three owners filed: Norvane of Oregon, and Halloran of Idaho. They and Garrick Mining waited for the law of the state.",
    ],
)
def test_two_capitals_are_no_list_of_what_is_counted_otherwise(source: str) -> None:
    assert verdict("2 owners filed under the law of the state.", source) != "checked"


def test_off_tells_a_fall_and_what_it_led_to() -> None:
    fall, close = find_quantities("The Dow was off 29.23 to 8,474.85.")
    assert (fall.role, fall.direction, close.text) == ("change", "down", "8,474.85")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Woman Sheds 27 Lbs on Oat Diet", "The woman says she has lost 27 pounds since May."),
        ("4 Hospitalized as Tram Derails", "Four people are in hospital after an eight-car tram derailed."),
        ("3 Dead in Ferry Fire Off Sweden", "A fire on a ferry near Finland left three dead, rescuers in Sweden say."),
        ("Firm Trims 300 Jobs", "Some 300 jobs are to go as it failed to win over lenders."),
        ("Envoy Visits Quarry 13 Times as Minister", "The envoy has been to the quarry 13 times since she became minister."),
        ("Trio of Pacts Passes: 3 Trade Deals in a Day", "A trio of trade deals passed on Monday."),
    ],
)
def test_one_event_is_told_from_two_sides(text: str, source: str) -> None:
    assert verdict(text, source) == "checked"


@pytest.mark.parametrize(
    ("text", "at", "source"),
    [
        (  # the workers of an age are no measure of an income
            "Median personal income for all workers over the age of 15 was $30,240.",
            1,
            "The bureau put median personal income at $30,240 for all workers over age 15.",
        ),
        (  # the loss beside it gives its sign to no income
            "Exceptions are losses from bad debts, or unreported income exceeding 25% of gross income.",
            0,
            "Keep them if the income that you leave out is more than 25% of your gross income.",
        ),
        (  # a sum a month is the same thing as the sum a day beside it
            "A shared room in a home costs $205 a day.",
            0,
            "Average rates are $205 a day or $6,235 a month for a shared room in a home.",
        ),
    ],
)
def test_what_the_figure_beside_it_measures_is_its_own(text: str, at: int, source: str) -> None:
    assert check_text(text, [source], citations="ignore")[at].verdict == "checked"


def test_two_things_the_text_has_named_are_not_asked_of_the_evidence() -> None:
    text = "The pump and the sender are two parts of the system."
    assert verdict(text, "A pump draws fuel. A sender tells how full the tank is.") == "exempt"


def test_a_second_look_doubles_nothing() -> None:
    assert find_quantities("Always double check the ledger.") == []
