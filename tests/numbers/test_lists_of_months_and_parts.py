"""Lists of changes by month, growth by the year, shares of a rise, facts beside plans, divisions of a firm, and opposite nouns."""

from __future__ import annotations

from tests.numbers.cited import judged

HIRED = "At the mills payrolls rose by 18,000 in June, 27,000 in July and 24,000 in August."
RENTS = "Rents rose 0.5% in June, 0.2% in July and 0.2% in August."

test_a_mean_of_changes_is_of_the_months_that_the_claim_names = judged(
    "text source number verdict",
    ("Payroll gains averaged 23,000 a month from June to August.", HIRED, "23,000", True),
    ("Payroll gains averaged 25,500 a month in July and August.", HIRED, "25,500", True),
    ("Payroll growth averaged 23,000 over the three months to August.", HIRED, "23,000", True),
    ("Payrolls rose by an average of 23,000 a month between June and August.", HIRED, "23,000", True),
    ("Payroll gains averaged 25,500 a month from June to August.", HIRED, "25,500", False),
    ("Payroll gains averaged 23,000 a month in July and August.", HIRED, "23,000", False),
    ("From June to August payrolls rose by 69,000.", HIRED, "69,000", True),
    ("From June to July payrolls rose by 69,000.", HIRED, "69,000", False),
    ("Rents rose an average of 0.3% a month from June to August.", RENTS, "0.3%", True),
    ("Rents rose an average of 0.4% a month from June to August.", RENTS, "0.4%", False),
)

FERRIES = "Fares brought in $40 million in 2018 and $59 million in 2022."

test_growth_by_the_year_is_reckoned_over_the_years_between_its_ends = judged(
    "text source number verdict",
    ("Fares grew 10% a year, from $40 million in 2018 to $59 million in 2022.", FERRIES, "10%", True),
    ("Fares compounded at 10% a year, from $40 million in 2018 to $59 million in 2022.", FERRIES, "10%", True),
    ("Fares compounded at 12% a year, from $40 million in 2018 to $59 million in 2022.", FERRIES, "12%", False),
    ("Fares rose from $40 million in 2018 to $59 million in 2022, a compound annual growth rate of 10%.", FERRIES, "10%", True),
    ("Fares rose from $40 million in 2018 to $59 million in 2022, or 10% a year.", FERRIES, "10%", True),
    ("Fares grew 12% a year, from $40 million in 2018 to $59 million in 2022.", FERRIES, "12%", False),
    ("Fares grew 48% a year, from $40 million in 2018 to $59 million in 2022.", FERRIES, "48%", False),
    ("Fares grew 10% a year, from $45 million in 2018 to $59 million in 2022.", FERRIES, "10%", False),
)

RISE = "Freight accounted for 25% of the rise in costs at Ostend Paper."

test_a_fraction_of_a_rise_is_its_share_in_percent = judged(
    "text source number verdict",
    ("A quarter of the rise in costs at Ostend Paper came from freight.", RISE, "A quarter", True),
    ("A third of the rise in costs at Ostend Paper came from freight.", RISE, "A third", False),
    ("A quarter of the fall in costs at Ostend Paper came from freight.", RISE, "A quarter", False),
    ("Costs at Ostend Paper rose 25%.", RISE, "25%", False),
    ("Half the profit came from timber.", "Timber made up 50% of the profit.", "Half", True),
)

GREW = "Ostend Paper's orders grew 7.4% in 2023."

test_a_fact_for_which_something_is_planned_is_no_forecast = judged(
    "text source number verdict",
    ("Ostend Paper targets wider margins after its orders grew 7.4% in 2023.", GREW, "7.4%", True),
    ("Ostend Paper plans to hire because its orders grew 7.4% in 2023.", GREW, "7.4%", True),
    ("Ostend Paper could raise its dividend following a 7.4% rise in orders in 2023.", GREW, "7.4%", True),
    ("Ostend Paper targets growth in orders of 7.4% in 2023.", GREW, "7.4%", False),
    (
        "Ostend Paper's orders grew 7.4% in 2023, as it had forecast.",
        "Ostend Paper expects orders to grow 7.4% in 2023.",
        "7.4%",
        False,
    ),
    (
        "Ostend Paper targets wider margins after its orders grew 7.4% in 2023.",
        "Ostend Paper expects orders to grow 7.4% in 2023.",
        "7.4%",
        False,
    ),
)

test_a_division_is_not_its_firm = judged(
    "text source number verdict",
    ("Sony's sales rose 6%.", "Sony Music sales rose 6%.", "6%", False),
    ("Sales at Sony Music rose 6%.", "Sony Music sales rose 6%.", "6%", True),
    ("Sony's music sales rose 6%.", "Sony Music sales rose 6%.", "6%", True),
    ("Uber's revenue was $3.4 billion.", "Uber Freight revenue was $3.4 billion.", "$3.4 billion", False),
    ("Amazon's revenue rose 17%.", "Amazon Web Services revenue rose 17%.", "17%", False),
    ("AWS revenue rose 17%.", "Amazon Web Services revenue rose 17%.", "17%", True),
    ("Duke Energy's revenue rose 3%.", "Duke Energy revenue rose 3%.", "3%", True),
    ("Ostend's sales rose 6%.", "Ostend Foods sales rose 6%; Ostend's sales rose 2%.", "6%", False),
)

test_opposite_nouns_exclude_each_other = judged(
    "text source number verdict",
    ("The pair traded in contango of 60 cents.", "The pair traded in backwardation of 60 cents.", "60 cents", False),
    ("Analysts made five upgrades in May.", "Analysts made five downgrades in May.", "five", False),
    ("The bid was 99.40.", "The ask was 99.40.", "99.40", False),
    ("There were 18 fresh lows.", "There were 18 fresh highs.", "18", False),
    ("The bridge came in 8% under budget.", "The bridge came in 8% over budget.", "8%", False),
    ("The target leaves 22% upside.", "The target leaves 22% downside.", "22%", False),
    (
        "Ostend agreed to buy Harl at a 12% discount to its close.",
        "Ostend offered $9 a share, a 12% premium to Harl's close.",
        "12%",
        False,
    ),
    ("The council voted 5-4 to raise fares.", "The council voted 5-4 to cut fares.", "5-4", False),
    ("The council voted 5-4 to raise fares.", "The council voted 5-4 to raise fares by a tenth.", "5-4", True),
)

test_a_move_is_told_from_what_was_before = judged(
    "text source number verdict",
    (
        "Sales went from 61 million to 66 million.",
        "Sales were 61 million, compared with 66 million a year earlier.",
        "61 million",
        False,
    ),
    (
        "Sales went from 66 million to 61 million.",
        "Sales were 61 million, compared with 66 million a year earlier.",
        "66 million",
        True,
    ),
)

test_a_yield_of_a_maturity_is_not_of_the_share_told_before = judged(
    "text sources number verdict",
    (
        "Ostend Bank lost 2% [1] on a day when the 10-year yield rose 9 basis points [2].",
        ["Ostend Bank lost 2%.", "The 10-year Treasury yield rose 9 basis points."],
        "9 basis points",
        True,
    ),
)
