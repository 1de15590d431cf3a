"""What two levels or a rate told before make by their words, where a move began, and whether it was made or only foreseen."""

from __future__ import annotations

from tests.numbers.cited import CITED, judged, metric

JUNE = "Zinc stood at $41.20 a kilo in June."
JULY = "Zinc stood at $40.75 a kilo in July."
HIRED = "Yards hired 26,000 people a month from April to June."
HELD = "The Norges Bank held its key rate at 1.75% in May."
FORESEEN = "Analysts expect the Norges Bank to raise its key rate from 1.75% to 2.25%."
DONE = "The Norges Bank lifted its key rate from 1.75% to 2.25% in May."
FLOOR = "The floor is $11.40 an hour, which would not be enough for a family."

test_what_two_told_levels_make = judged(
    "text sources number verdict",
    # by hand: 41.20 - 40.75 = 0.45; 26,000 x 3 = 78,000; 90 - 66 = 24
    ("Zinc stood at $41.20 in June and $40.75 in July, so it lost 45 cents.", [JUNE, JULY], "45 cents", True),
    ("Zinc stood at $41.20 in June and $40.75 in July, so it gained 45 cents.", [JUNE, JULY], "45 cents", False),
    ("Zinc stood at $41.20 in June and $40.75 in July, so it lost 54 cents.", [JUNE, JULY], "54 cents", False),
    ("The stock fell from $90 to $66. That is $24.", ["The stock fell from $90 to $66."], "$24", True),
    ("The stock fell from $90 to $66. That is $34.", ["The stock fell from $90 to $66."], "$34", False),
    ("Yards hired 26,000 people a month, or 78,000 over the quarter.", [HIRED], "78,000", True),
    ("Yards hired 26,000 people a month, or 87,000 over the quarter.", [HIRED], "87,000", False),
    ("Yards hired 26,000 people a month, or 156,000 over the quarter.", [HIRED], "156,000", False),
    ("Yards hired 26,000 people a month, or 156,000 over the half.", [HIRED], "156,000", False),
    (
        "Mills hired 4,000 people a month, or 12,000 over the quarter.",
        ["Mills hired 4,000 people a month in August."],
        "12,000",
        False,
    ),
    (
        "Mills hired 4,000 people a month in August, or 12,000 over the quarter.",
        ["Mills hired 4,000 people a month."],
        "12,000",
        False,
    ),
    (
        "Mills hired 4,000 people a month, or 12,000 over the quarter.",
        ["Mills hired 4,000 people a month in 2023."],
        "12,000",
        True,
    ),
    ("Mills hired 4,000 people a month, or 48,000 over the year.", ["Mills hired 4,000 people a month."], "48,000", True),
    as_of="2025-09-30",
)

MILLS = "Grain sales were $48 million in 2023 and $71 million in 2022."
EARNED = "Grain sales were $71 million and the mill's wages were $48 million."
BOTH = "Norges Bank lifted its rate to 4.25% and the Riksbank held at 3.75%."
ONE = "Norges Bank lifted its rate from 3.75% to 4.25%."

test_two_told_levels_make_a_move_of_one_thing_in_the_order_of_their_times = judged(
    "text source number verdict",
    ("Grain sales were $48 million in 2023 and $71 million in 2022, so they fell $23 million.", MILLS, "$23 million", True),
    ("Grain sales were $48 million in 2023 and $71 million in 2022, so they rose $23 million.", MILLS, "$23 million", False),
    ("Grain sales were $71 million and the mill's wages were $48 million, so it lost $23 million.", EARNED, "$23 million", False),
    (
        "Grain sales were $71 million and the mill's wages were $48 million, so it gained $23 million.",
        EARNED,
        "$23 million",
        True,
    ),
    (
        "Tin stood at $9.60 in May and lead at $9.10 in June, so it lost 50 cents.",
        "Tin stood at $9.60 in May and lead at $9.10 in June.",
        "50 cents",
        False,
    ),
    ("The stock fell from $520 to $431. That is $89.", "The stock fell from $520 to $431.", "$89", True),
    ("The stock fell from $520 to $431. That is $89 more than its rival.", "The stock fell from $520 to $431.", "$89", False),
    ("Norges Bank lifted its rate to 4.25% and the Riksbank held at 3.75%—a 50-basis-point step.", BOTH, "50-basis-point", False),
    ("Norges Bank lifted its rate from 3.75% to 4.25%, a 50-basis-point step.", ONE, "50-basis-point", True),
)

test_a_move_made_and_one_foreseen = judged(
    "text source number verdict",
    ("The Norges Bank raised its key rate from 1.75% to 2.25%.", FORESEEN, "2.25%", False),
    ("The Norges Bank raised its key rate from 1.75% to 2.25%.", DONE, "2.25%", True),
    ("The Norges Bank is expected to raise its key rate from 1.75% to 2.25%.", FORESEEN, "2.25%", True),
    ("Rents rose from 812 to 940 euros.", "Rents are forecast to rise from 812 to 940 euros.", "940 euros", False),
    ("Marl cut its sales target from 52,000 to 41,000.", "Marl now aims for sales of 41,000 cars, not 52,000.", "41,000", True),
    ("It is expected to raise its key rate from 1.75% to 2.25%.", HELD, "1.75%", True),
    ("The floor stands at $11.40.", FLOOR, "$11.40", True),
    ("The minimum wage is $11.40.", "The minimum wage is expected to be $11.40 an hour next year.", "$11.40", False),
    ("Cash made up $2.1 billion of the price.", "The value of the cash would be $2.1 billion.", "$2.1 billion", True),
    as_of="2025-09-30",
)

OFFER = "Corin said on Monday that it will pay $41.20 a share for Marl, a 27% premium."
HOPED = "Analysts expect that Corin will pay $41.20 a share for Marl, a 27% premium."
RAISED = "Peru's central bank raised its policy rate by 30 basis points to 2.4% and lowered its growth outlook for the year."
RATES = "Policymakers predicted the rate would rise to about 3.4% by June."
LOST = "The guild projected that hotels could lose as much as $7.3 billion in sales."
FEES = "Airports could see a fall in fees of 20%, which would result in an estimated $9 billion in lost fees."

test_words_that_only_seem_to_foresee = judged(
    "text source number verdict",
    ("Corin's deal for Marl was not worth $41.20 a share.", OFFER, "$41.20", False),
    ("Marl's deal for Corin was worth $41.20 a share, a 27% premium.", OFFER, "$41.20", False),
    ("Corin's deal for Marl was worth $42.10 a share, a 27% premium.", OFFER, "$42.10", False),
    ("Corin paid $41.20 a share for Marl in its takeover, a 27% premium.", OFFER, "$41.20", False),
    ("Corin's deal for Marl was worth $41.20 a share, a 27% premium.", HOPED, "$41.20", False),
    ("Corin's deal for Marl was worth $41.20 a share, a 27% premium.", HOPED, "27%", False),
    ("Peru's policy rate rose to 2.4%.", RAISED, "2.4%", True),
    ("Sales were 2.4 billion.", "It expects sales of 2.4 billion and raised its outlook for the year.", "2.4 billion", False),
    ("Policymakers foresaw a rate of about 3.4% by June.", RATES, "3.4%", True),
    ("Policymakers foresaw a rate of about 3.4% by March.", RATES, "3.4%", False),
    ("Policymakers foresaw a rate of about 3.4%.", "The rate rose to 3.4% in June.", "3.4%", False),
    ("The guild projected lost sales of as much as $7.3 billion for hotels.", LOST, "$7.3 billion", True),
    ("Hotels lost as much as $7.3 billion in sales.", LOST, "$7.3 billion", False),
    ("Airports lost fees of $9 billion.", FEES, "$9 billion", False),
    as_of="2025-09-30",
)

AFTER = metric("price return", "0.0914", "2023-12-29", "2024-12-31", "TSLA")

test_what_a_price_lost_is_no_loss_of_a_firm = judged(
    "text metrics number verdict",
    ("Tesla is volatile: its 12% loss meant a close near $70, and that after rising 9.1% in 2024 [M1].", [AFTER], "9.1%", True),
    ("Tesla is volatile: its 12% loss meant a close near $70, and that after rising 9.1% in 2023 [M1].", [AFTER], "9.1%", False),
    as_of="2025-09-30",
)

FALL = metric("max drawdown", "-0.2834", "2024-01-02", "2024-12-31") | {"event_start": "2024-02-06", "event_end": "2024-08-05"}
EARLY = {
    "name": "10-year breakeven inflation rate",
    "ticker": "",
    "value": "1.92",
    "unit": "percent",
    "start": "2022-12-30",
    "end": "2022-12-30",
    "formula": "T10YIE",
}
LATE = EARLY | {"value": "2.31", "start": "2024-12-31", "end": "2024-12-31"}
BAD_YEAR = metric("total return", "-0.0824", "2022-12-30", "2023-12-29", "XLU")
GOOD_YEAR = metric("total return", "0.0391", "2023-12-29", "2024-12-31", "XLU")
WITHOUT = metric("price return", "-0.0112", "2023-12-29", "2024-12-31", "XLU")

test_days_of_a_fall_years_in_a_row_and_dividends = judged(
    "text metrics number verdict",
    ("TIN dropped as much as 28.3% before bottoming on August 5 [M1].", [FALL], "28.3%", True),
    ("TIN dropped as much as 28.3% before bottoming on August 15 [M1].", [FALL], "28.3%", False),
    ("TIN's deepest slide of 2024 came to 28.3%, bottoming in early August [M1].", [FALL], "28.3%", True),
    ("TIN slid 28.3% from its peak of February 6, bottoming on August 5 [M1].", [FALL], "28.3%", True),
    ("On October 14 TIN's worst slide was 28.3%, with its trough on August 5 [M1].", [FALL], "28.3%", False),
    ("TIN's deepest slide of 2024 came to 28.3%, bottoming in early May [M1].", [FALL], "28.3%", False),
    ("The 10-year breakeven edged from 1.92% at end-2022 to 2.31% [M1][M2].", [EARLY, LATE], "2.31%", True),
    ("The 10-year breakeven edged from 2.31% at end-2022 to 1.92% [M1][M2].", [EARLY, LATE], "1.92%", False),
    # by hand: 0.9176 x 1.0391 - 1 = -4.65%; 3.91 + 1.12 = 5.03
    ("XLU lost 8.2% in 2023 [M1]; chaining both years leaves holders down 4.7% [M1][M2].", [BAD_YEAR, GOOD_YEAR], "4.7%", True),
    ("XLU lost 8.2% in 2023 [M1]; chaining both years leaves holders up 4.7% [M1][M2].", [BAD_YEAR, GOOD_YEAR], "4.7%", False),
    (
        "On price alone XLU slipped 1.1% in 2024 [M1], so distributions supplied 5.0 points [M1][M2].",
        [WITHOUT, GOOD_YEAR],
        "5.0 points",
        True,
    ),
    (
        "On price alone XLU slipped 1.1% in 2024 [M1], so distributions supplied some 3.9 points [M1][M2].",
        [WITHOUT, GOOD_YEAR],
        "3.9 points",
        False,
    ),
    **CITED,
)

GLASS = "Shares of Orla Glass climbed to 78 euros at the end of May from 60 euros at the end of January."
BOUGHT = "Marl Foods bought back 3.0 million shares at an average price of $18.40."

test_one_end_of_a_move_is_not_what_the_evidence_tells_of_it = judged(
    "source text number verdict",
    (GLASS, "Shares of Orla Glass rose 20% from €60 to €72.", "€72", "differs"),
    (GLASS, "Shares of Orla Glass rose 20% from €60 to €72.", "20%", "unsupported"),
    (GLASS, "Shares of Orla Glass rose 30% from €60 to €78.", "30%", True),
    (GLASS, "Shares of Orla Glass rose from €54 to €78.", "€54", "differs"),
    (GLASS, "Shares of Orla Glass rose from €60 in January to €72 in April.", "€72", "unsupported"),
)

test_what_shares_cost_is_their_number_times_the_price = judged(
    "source text number verdict",
    (
        BOUGHT,
        "Marl Foods spent $55.2 million buying back 3.0 million shares at an average price of $18.40.",
        "$55.2 million",
        True,
    ),
    (
        BOUGHT,
        "Marl Foods spent $65 million buying back 3.0 million shares at an average price of $18.40.",
        "$65 million",
        "differs",
    ),
    (
        BOUGHT,
        "Marl Foods spent $65 million in the year, buying back 3.0 million shares at an average price of $18.40 in May.",
        "$65 million",
        "unsupported",
    ),
)
