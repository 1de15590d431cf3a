"""A contradiction is claimed on the words of the text: what they leave open the evidence does not say, and it differs from nothing."""

from __future__ import annotations

from tests.numbers.cited import judged, metric

ROUT = "Ford shares were down some 31% in early trading. Intel dropped 8%, and Nvidia fell 12%."
SHIPS = "Boeing lined up the money for 46 ships, with two letters of credit from Goldman Sachs and one of consent from itself."
BILL = "The bill would let the agency buy 12 ships in 2031. The number would rise to 25 ships a year from 2034."
LISTED = "Listings worldwide came to $3.9 billion, up 47%, the most in the series of Garrick, which goes back to 1984."

test_whose_a_figure_is_must_be_told_where_another_is_held_against_it = judged(
    "source text number verdict",
    (
        ROUT,
        "Ford set off a rout on 24 May. Its shares fell some 31% before the bell, pulling down Nvidia 12% [1].",
        "31%",
        "unsupported",
    ),
    (
        SHIPS,
        "By April Boeing had bought 46 ships from Airbus, with two letters of credit and one of consent [1].",
        "two",
        "unsupported",
    ),
    (SHIPS, "Airbus had given two letters of credit [1].", "two", "differs"),
    (SHIPS, "Boeing bought 46 ships. Airbus had signed, and it gave two letters of credit [1].", "two", "differs"),
    (ROUT, "Intel fell 31% in early trading [1].", "31%", "differs"),
    (ROUT, "Ford fell 31% in early trading [1].", "31%", True),
    as_of="2032-05-02",
    citations="sources",
)

test_when_a_figure_was_must_be_told_where_another_time_is_held_against_it = judged(
    "source text number verdict",
    (LISTED, "In 2021 the market boomed, and listings rose 47% to $3.9 billion [1].", "47%", True),
    (LISTED, "In 2021 the market boomed, and listings rose 48% to $3.9 billion [1].", "48%", False),
    (BILL, "The bill would let the agency buy 12 ships in 2033 [1].", "12", "differs"),
    (BILL, "The bill would let the agency buy 12 ships in 2033 [1].", "2033", "differs"),
    (BILL, "The bill would let the agency buy 12 ships in 2031 [1].", "12", True),
    as_of="2032-05-02",
    citations="sources",
)

YEARS = [metric("total return", value, *days, ticker) for ticker, days, value in (
    ("TIN", ("2023-12-29", "2024-12-31"), "0.1210"), ("TIN", ("2024-12-31", "2025-12-31"), "0.0740"),
    ("OLT", ("2023-12-29", "2024-12-31"), "0.0512"))]  # M1 to M3 # fmt: skip

test_one_of_several_cited_metrics_of_one_name_is_no_other_value_of_what_tells_no_time = judged(
    "text number verdict",
    ("TIN left its holders 26.4% better off [M1][M2].", "26.4%", "unsupported"),
    ("TIN returned 26.4% [M1].", "26.4%", "differs"),
    ("TIN returned 26.4% in 2024 [M1][M2].", "26.4%", "differs"),
    ("TIN returned 26.4% [M1][M3].", "26.4%", "differs"),
    metrics=YEARS,
    as_of="2026-01-02",
    citations="sources",
)

HOMES = "Velo counts 180 million paying homes, and another 90 million watch without paying."
ORDERS = "Tamber has an order book of $54 billion, to be delivered over 18 months. It hires 400 people a month."

test_a_base_or_an_amount_by_the_month_has_no_other_value_in_an_amount_alone = judged(
    "source text number verdict",
    (HOMES, "Velo has some 50 homes that watch without paying for every 70 that pay [1].", "70", "unsupported"),
    (HOMES, "Velo counts 170 million paying homes [1].", "170 million", "differs"),
    (ORDERS, "Tamber's order book of $54 billion is about $5 billion a month [1].", "$5 billion", "unsupported"),
    (ORDERS, "Tamber has an order book of $59 billion [1].", "$59 billion", "differs"),
    (ORDERS, "Tamber hires 600 people a month [1].", "600", "differs"),
    as_of="2026-01-02",
    citations="sources",
)

SESSION = "Tuesday, September 9, 2025, was a day of relief. Nvidia gained 3.18%, while Intel lost 0.57%."
ISSUES = "- Spread of utilities: 60-75 points\n- Spread of miners: 310-350 points (420-480 in bad years)"
BONDS = "Spreads: investment grade ~70-85 basis points, high-yield ~290-340 basis points. The yield of high-yield bonds was 6.9%."

test_a_weekday_with_its_number_is_that_day_and_bonds_of_a_kind_are_no_yield = judged(
    "source text number verdict",
    (SESSION, "Nvidia gained 3.18% on Tuesday the 9th [1].", "3.18%", True),
    (SESSION, "Nvidia gained 3.18% on Tuesday, the 9th, and Intel did not [1].", "3.18%", True),
    (SESSION, "Nvidia gained 3.18% on Tuesday the 16th [1].", "3.18%", "differs"),
    (BONDS, "High-yield spreads were about 290-340 basis points [1].", "290-340 basis points", True),
    (BONDS, "Investment-grade spreads were 70-85 basis points and high-yield ones 290-340 [1].", "290-340", True),
    (BONDS, "Investment-grade spreads were 70-85 basis points and high-yield ones 260-340 [1].", "260-340", False),
    (
        ISSUES,
        "The spread of utilities was 60-75 points and of miners 310-350, against 420-480 in bad years for the latter [1].",
        "420-480",
        True,
    ),
    (
        ISSUES,
        "The spread of utilities was 60-75 points and of miners 310-350, against 420-480 for the latter [1].",
        "420-480",
        True,
    ),
    (
        ISSUES,
        "The spread of utilities was 60-75 points and of miners 310-350, against 420-480 for the former [1].",
        "420-480",
        "differs",
    ),
    (BONDS, "High-yield bonds had a spread of 6.9% [1].", "6.9%", False),
    (BONDS, "High-yield bonds yielded 6.9% [1].", "6.9%", True),
    as_of="2025-12-31",
    citations="sources",
)

test_the_one_subject_and_the_one_time_told_before_are_those_of_a_figure = judged(
    "source text number verdict",
    ("Brimmel's sales were $7.1 billion in 2022.", "Brimmel had a good 2023. Sales were $7.1 billion.", "$7.1 billion", "differs"),
    ("Brimmel's sales were $7.1 billion in 2022.", "Brimmel had a good 2022. Sales were $7.1 billion.", "$7.1 billion", True),
    ("In 2022 Audi sold 1.6 million cars, earning $7.6 billion.", "In 2021 Audi sold 1.6 million cars, earning $7.6 billion.",
     "$7.6 billion", "differs"),
    ("Intel's sales rose 3% and its costs fell 8%.", "Nvidia's sales rose 3% and costs fell 8%.", "8%", "differs"),
    ("TIN rose 6% over the month.", "TIN rose 6% in the week.", "6%", "differs"),
    as_of="2025-12-31",
)  # fmt: skip

test_things_of_other_names_told_in_the_same_words_are_another_number_of_them = judged(
    "source text number verdict",
    ("Audi delivered 384,000 vehicles in the quarter.", "Audi delivered 410,000 cars in the quarter.", "410,000", "differs"),
    ("Brimmel shut 9 factories in 2024.", "Brimmel shut 12 plants in 2024.", "12", "differs"),
    ("Rents rose 3%.", "Rents rose 5% a year.", "5%", "differs"),
    ("Brimmel pays a dividend of $1.20.", "Brimmel pays a dividend of $2.40 a year.", "$2.40", "differs"),
    as_of="2025-12-31",
)

BANK = (
    "The European Central Bank lifted its deposit rate by a half percentage point Thursday, its largest step since 2000."
    " All of it comes on the heels of the Riksbank's 40-basis-point increase late Wednesday. That was the largest increase since"
    " June 1993, meant to cool the highest inflation in 30 years."
)
PAY = "And building-trade wages grew 4.6% annually in the April-June period, still high but down from 5.3% the previous quarter."
PRICES = "After easing in August, the consumer price index surged 7.4% annually in September, a 30-year high."

test_one_name_of_two_spellings_and_the_sentence_that_goes_on_are_no_other_holder = judged(
    "source text number verdict",
    (BANK, "The ECB lifted its rate by half a point, its largest step since 2000 [1].", "half a point", True),
    (BANK, "The Fed lifted its rate by half a point, its largest step since 2000 [1].", "half a point", False),
    (BANK, "The Riksbank raised by 40 basis points, the largest increase since June 1993 [1].", "40", True),
    (BANK, "The Fed raised by 40 basis points, the largest increase since June 1993 [1].", "40", False),
    (PAY, "Wage growth was 4.6% in the second quarter after 5.3% in the first [1].", "5.3%", True),
    (PAY, "Wage growth was 5.3% in the second quarter after 4.6% in the first [1].", "5.3%", "differs"),
    (PAY, "Wage growth was 5.3% in the second quarter [1].", "5.3%", "differs"),
    (PRICES, "Behind it was inflation of 7.4% in the year to September [1].", "7.4%", True),
    (PRICES, "Behind it was inflation of 7.9% in the year to September [1].", "7.9%", False),
    (PRICES, "Food was 7.4% of the basket in the year to September [1].", "7.4%", False),
    as_of="2026-01-02",
    citations="sources",
)

MONTHS = [metric("price return", value, *days, "OLT") for days, value in (
    (("2025-07-31", "2025-08-29"), "0.0312"), (("2025-08-29", "2025-09-30"), "-0.0124"))]  # M1, M2 # fmt: skip
PRICED = [
    metric("close", "212.40", "2025-09-30", "2025-09-30", "OLT", "USD"),
    metric("price return", "-0.115", "2024-12-31", "2025-09-30", "OLT"),
    metric("10-year Treasury yield", "4.31", "2025-09-30", "2025-09-30", "", "percent"),
    metric("Treasury yield spread", "0.52", "2025-09-30", "2025-09-30", "", "percentage_point"),
]

test_what_words_work_out_of_cited_figures_is_no_other_value_of_one_of_them = judged(
    "text metrics number verdict",
    ("Over the two months together, 3.1% and -1.2% compound to about 1.8% for OLT [M1][M2].", MONTHS, "3.1%", True),
    ("Over the two months together, 3.1% and -1.2% compound to about 1.8% for OLT [M1][M2].", MONTHS, "1.8%", False),
    ("Over the two months together, 3.1% and -1.2% compound to about 1.8% a year [M1][M2].", MONTHS, "1.8%", False),
    ("Over the two months together, 3.1% and -1.2% compound to about 4.4% for OLT [M1][M2].", MONTHS, "4.4%", False),
    ("Over the two months together, 3.1% and -1.2% compound to 2.4% for OLT [M1][M2].", MONTHS, "2.4%", False),
    ("Over the two months together OLT made 3.1% [M1].", MONTHS, "3.1%", False),
    ("OLT closed at $212.40, which with the 11.5% loss implies a start near $240 [M1][M2].", PRICED, "$240", "unsupported"),
    ("OLT closed at $212.40, which with the 11.5% loss implies a start near $190 [M1][M2].", PRICED, "$190", False),
    ("The two-year yield implied by these figures was 3.79%, 4.31% less 0.52 [M3][M4].", PRICED, "4.31%", True),
    ("The two-year yield implied by these figures was 3.97% on 30 September 2025 [M3][M4].", PRICED, "3.97%", "unsupported"),
    ("The ten-year Treasury yield was 3.97% on 30 September 2025 [M3][M4].", PRICED, "3.97%", "differs"),
    as_of="2026-01-02",
    citations="sources",
)

WAYS = [
    metric("policy rate moves, total", "-125", "2024-01-01", "2024-12-31", "FOMC", "basis_point"),
    metric("prime rate", "8.10", "2024-12-31", "2024-12-31", "", "percent"),
    metric("prime rate", "9.50", "2023-12-29", "2023-12-29", "", "percent"),
    metric("10-year Treasury yield", "3.20", "2024-12-31", "2024-12-31", "", "percent"),
    metric("10-year Treasury yield", "4.00", "2023-12-29", "2023-12-29", "", "percent"),
    metric("Treasury yield spread", "0.42", "2024-12-31", "2024-12-31", "", "percentage_point"),
]
FAR = "The prime rate came down 1.40 points from 9.50% to 8.10% [M3][M2], but the ten-year yield fell {} as far, 0.80 points from 4.00% to 3.20% [M5][M4]."
LESS = "The two-year yield works out at {}, 3.20% less {} [M4][M6]."

test_moves_go_the_way_they_are_called_by_and_one_is_so_much_of_another = judged(
    "text number verdict",
    ("Five cuts came in 2024, and the year's moves add up to 125 basis points [M1].", "125", True),
    ("Five hikes came in 2024, and the year's moves add up to 125 basis points [M1].", "125", False),
    (
        "Five hikes came as growth slowed in one region after another, and the year's moves add up to 125 basis points [M1].",
        "125",
        False,
    ),
    (
        "Five cuts came as growth slowed in one region after another, and the year's moves add up to 125 basis points [M1].",
        "125",
        True,
    ),
    ("The year's moves add up to 125 basis points [M1].", "125", False),
    ("Five cuts came in 2024, and the year's moves add up to 175 basis points [M1].", "175", False),
    (FAR.format("little more than half"), "half", True),
    (FAR.format("little more than a third"), "a third", "unsupported"),
    (FAR.format("twice"), "twice", "unsupported"),
    (LESS.format("2.78%", "0.42"), "2.78%", "unsupported"),
    (LESS.format("2.78%", "0.42"), "0.42", False),
    (LESS.format("3.62%", "0.42"), "3.62%", "unsupported"),
    (LESS.format("2.73%", "0.47"), "2.73%", "unsupported"),
    (LESS.format("2.73%", "0.47"), "0.47", False),
    metrics=WAYS,
    as_of="2026-01-02",
    citations="sources",
)

PORTS = "At the surveyed ports, fuel costs climbed 3.3%, labour costs 5.7%, towage 2.4% and rents 4.9%."

test_what_a_list_does_not_hold_it_does_not_contradict = judged(
    "source text number verdict",
    (PORTS, "Insurance premiums at the surveyed ports climbed 14%.", "14%", "unsupported"),
    (PORTS, "Software costs at the surveyed ports climbed 14%.", "14%", "unsupported"),
    (PORTS, "Labour costs at the surveyed ports climbed 14%.", "14%", "differs"),
    (PORTS, "Labour costs at the surveyed ports climbed 5.7%.", "5.7%", True),
    (PORTS, "Labour prices at the surveyed ports climbed 14%.", "14%", "rejected"),
)
