"""Signs of tables, days of events, steps of fiscal years, marks side by side, and what a figure held against is told as."""

from __future__ import annotations

from tests.numbers.cited import judged

ACCOUNTS = (
    "| $ million | 2024 | 2025 |\n| --- | --- | --- |\n| Net income | 64 | 41 |\n"
    "| Operating loss | 22 | 17 |\n| Pre-tax profit (loss) | (12) | 9 |\n| Change in net income | 6 | (23) |"
)

test_a_row_of_profits_has_a_sign = judged(
    "source text number verdict",
    (ACCOUNTS, "The net loss was $41 million in 2025.", "$41 million", False),
    (ACCOUNTS, "Net income was $41 million in 2025.", "$41 million", True),
    (ACCOUNTS, "Operating income was $17 million in 2025.", "$17 million", False),
    (ACCOUNTS, "The operating loss was $17 million in 2025.", "$17 million", True),
    (ACCOUNTS, "The pre-tax loss was $12 million in 2024.", "$12 million", True),
    (ACCOUNTS, "The pre-tax profit was $12 million in 2024.", "$12 million", False),
    (ACCOUNTS, "The pre-tax loss was $9 million in 2025.", "$9 million", False),
    (ACCOUNTS, "The pre-tax profit was $9 million in 2025.", "$9 million", True),
)

CUT = "On 5 May 2026 the bank cut its rate by 25 basis points, effective from 8 May 2026."
FERRIES = "Ferry passengers rose 3.2% in the three months to 30 June 2026."

test_what_somebody_decided_is_an_event_of_either_day_and_of_its_month = judged(
    "source text number verdict",
    (CUT, "The bank cut its rate by 25 basis points on 5 May 2026.", "25", True),
    (CUT, "The bank's rate was cut by 25 basis points on 8 May 2026.", "25", True),
    (CUT, "The bank cut its rate by 25 basis points on 6 May 2026.", "25", False),
    (CUT, "In early May 2026 the bank cut its rate by 25 basis points.", "25", True),
    (CUT, "In the second quarter of 2026 the bank cut its rate by 25 basis points.", "25", True),
    (CUT, "In late May 2026 the bank cut its rate by 25 basis points.", "25", False),
    (CUT, "In June 2026 the bank cut its rate by 25 basis points.", "25", False),
    (FERRIES, "Ferry passengers rose 3.2% in June 2026.", "3.2%", False),
    (FERRIES, "Ferry passengers rose 3.2% in 2026.", "3.2%", False),
    (FERRIES, "Ferry passengers rose 3.2% in the second quarter of 2026.", "3.2%", True),
)

SHIRTS = "In the third quarter of fiscal 2026 (October to December 2025) Tessara sold 1.4 million shirts."
YEARS = "In fiscal 2026, which ended on 31 March 2026, Tessara had revenue of ₹84.2 billion; in fiscal 2025 it had ₹79.6 billion."
OUTPUT = "Industrial output rose 0.4% in May from April and 2.1% from May 2025."
JOBS = "US payrolls rose by 143,000 in January 2026, after gains of 307,000 in December and 261,000 in November 2025."

test_a_change_ends_in_the_time_it_is_told_of = judged(
    "source text number verdict",
    (SHIRTS, "In the three months to December 2025 Tessara sold 1.4 million shirts.", "1.4 million", True),
    (SHIRTS, "In the three months to November 2025 Tessara sold 1.4 million shirts.", "1.4 million", False),
    (YEARS, "Tessara's revenue grew 5.8% in fiscal 2026.", "5.8%", True),
    (YEARS, "Tessara's revenue grew 5.8% in fiscal 2025.", "5.8%", False),
    (OUTPUT, "Industrial output rose 2.1% year on year in May.", "2.1%", True),
    (OUTPUT, "Industrial output rose 2.1% on the month in May.", "2.1%", False),
    (JOBS, "Payroll gains slowed to 143,000 in January from 307,000 in December.", "307,000", True),
    (JOBS, "Payrolls fell to 307,000 in December.", "307,000", False),
)

DIVIDEND = "The final dividend is 14.5p a share, against 13.2p a year earlier."
SHARES = "7 May 2026\nThe shares closed at 41.20 yesterday and at 40.80 on Tuesday."
HARVEST = "The ministry expects the barley harvest to reach 8.4 million tonnes in 2026."

test_a_second_figure_is_of_what_the_first_is = judged(
    "source text number verdict",
    (DIVIDEND, "The final dividend was 13.2 pence the year before.", "13.2 pence", True),
    (DIVIDEND, "The final dividend is 13.2 pence a share.", "13.2 pence", False),
    (SHARES, "The shares closed at 40.80 on 5 May 2026.", "40.80", True),
    (SHARES, "The shares closed at 40.80 on 6 May 2026.", "40.80", False),
    (HARVEST, "The ministry does not expect the barley harvest to reach 8.4 million tonnes in 2026.", "8.4 million", False),
    (HARVEST, "The ministry expects a barley harvest of 8.4 million tonnes in 2026.", "8.4 million", True),
)

FLOUR = ("Orla Mills sold 4,120 tonnes of flour in May.", "Orla Mills sold 5,230 tonnes of flour in June.")

test_marks_that_only_a_comma_parts_are_side_by_side = judged(
    "sources text number verdict",
    (FLOUR, "Orla Mills sold 4,120 tonnes in May and 5,230 in June [1], [2].", "5,230", True),
    (FLOUR, "Orla Mills sold 5,230 tonnes in June [1],[2].", "5,230", True),
    (FLOUR, "Orla Mills sold 5,230 tonnes in June [1], and more is planned [2].", "5,230", False),
)

TARGET = "Marsk Tools cut its 2027 target for revenue from €640 million to €590 million."
RATE = "The jobless rate fell from 5.1% in March to 4.8% in April."
PAST = "Nordel Foods' sales dropped 6.4% in 2024."
TO_COME = "Nordel Foods expects sales to drop 6.4% in 2024."
TRUST = "The trust's discount to net asset value is 26%, wider than its five-year average of 11%."
BILLS = "Bond yields rose 6.4 points, deposit costs 3.3, fees 1.8 and staff costs 9.9 points."

test_where_a_plan_began_is_not_what_it_was_moved_to = judged(
    "source text number verdict",
    (TARGET, "Marsk Tools cut its 2027 target for revenue to €640 million.", "€640 million", "differs"),
    (TARGET, "Marsk Tools cut its 2027 target for revenue to €590 million.", "€590 million", True),
    (TARGET, "Marsk Tools cut its 2027 target for revenue from €640 million.", "€640 million", True),
    (RATE, "The jobless rate was 5.1% in March.", "5.1%", True),
    (RATE, "The jobless rate rose to 5.1% in March.", "5.1%", True),
)

test_the_main_clause_foresees_nothing_of_a_fact_before_it = judged(
    "source text number verdict",
    (PAST, "After sales dropped 6.4% in 2024, Nordel Foods targets a rebound.", "6.4%", True),
    (PAST, "Although sales dropped 6.4% in 2024, Nordel Foods plans to hire.", "6.4%", True),
    (PAST, "Nordel Foods forecasts that sales will drop 6.4% in 2024.", "6.4%", "differs"),
    (TO_COME, "After sales dropped 6.4% in 2024, Nordel Foods targets a rebound.", "6.4%", "differs"),
)

test_how_far_a_discount_is_above_its_average = judged(
    "source text number verdict",
    (
        TRUST,
        "At 26%, the trust's discount to net asset value is 15 points above its five-year average of 11%.",
        "15 points",
        True,
    ),
    (TRUST, "At 26%, the trust's discount to net asset value is 15 points above its five-year average of 11%.", "26%", True),
    (TRUST, "At 26%, the trust's discount to net asset value is 15 points above its five-year average of 11%.", "11%", True),
    (
        TRUST,
        "At 26%, the trust's discount to net asset value is 17 points above its five-year average of 11%.",
        "17 points",
        False,
    ),
    (TRUST, "At 26%, the trust's premium to net asset value is 15 points above its five-year average of 11%.", "26%", False),
    (TRUST, "At 26%, the trust's discount to net asset value is 15 points above its five-year average of 15%.", "15%", False),
    (BILLS, "Card margins shrank by 3.1 points.", "3.1 points", False),
)
