"""What all cited metrics make together: a total, how far the farthest are apart, a gap that moved; and a miss of what was expected."""

from __future__ import annotations

from tests.numbers.cited import judged, metric

AGAINST = "votes against the decision"
VOTES = [metric(AGAINST, value, day, day, "FOMC", unit="count:vote") for value, day in
         (("1", "2024-09-18"), ("3", "2024-11-07"), ("4", "2024-12-18"))]  # M1 to M3 # fmt: skip
YEAR = ("2024-01-02", "2024-12-31")
RETURNS = [metric("price return", value, *YEAR, ticker) for ticker, value in
           (("TIN", "0.1432"), ("OLT", "-0.0214"), ("LEX", "0.0719"))]  # M4 to M6 # fmt: skip
TEN, BILL = "10-year Treasury yield", "3-month Treasury yield"
THEN, NOW = ("2024-06-28", "2024-06-28"), ("2024-12-31", "2024-12-31")
RATES = [metric(name, value, *days, "") for name, days, value in
         ((TEN, THEN, "0.0436"), (TEN, NOW, "0.0458"), (BILL, THEN, "0.0548"), (BILL, NOW, "0.0437"))]  # M7 to M10 # fmt: skip
GIVEN = {"metrics": [*VOTES, *RETURNS, *RATES], "as_of": "2025-01-02", "citations": "sources"}

# by hand: 1 + 3 + 4 = 8; 14.32 + 2.14 = 16.46; 4.58 − 4.37 = 0.21; 5.48 − 4.36 = 1.12
test_all_cited_metrics_make_a_total_a_range_or_a_gap = judged(
    "text number verdict",
    ("In all, eight dissents were recorded [M1][M2][M3].", "eight", True),
    ("In all, seven dissents were recorded [M1][M2][M3].", "seven", "differs"),
    ("The last meeting alone had eight dissents [M1][M2][M3].", "eight", False),
    ("The three were separated by some 16.5 points in 2024 [M4][M5][M6].", "16.5 points", True),
    ("The three were separated by some 12.2 points in 2024 [M4][M5][M6].", "12.2 points", False),
    ("The gap between the best and the worst came to 16.5 points [M4][M5][M6].", "16.5 points", True),
    ("The gap between the best and the worst came to 18.5 points [M4][M5][M6].", "18.5 points", "differs"),
    ("The gap between the two narrowed to 21 basis points from 112 [M7][M8][M9][M10].", "21 basis points", True),
    ("The gap between the two narrowed to 21 basis points from 112 [M7][M8][M9][M10].", "112", True),
    ("The gap between the two narrowed to 21 basis points from 121 [M7][M8][M9][M10].", "121", False),
    ("The gap between the two narrowed to 31 basis points from 112 [M7][M8][M9][M10].", "31 basis points", "differs"),
    ("The gap between the two widened to 21 basis points from 112 [M7][M8][M9][M10].", "21 basis points", False),
    ("The gap between the two narrowed to 112 basis points from 21 [M7][M8][M9][M10].", "112 basis points", False),
    ("In 2021, in all, eight dissents were recorded [M1][M2][M3].", "eight", False),
    ("The three were separated by some 16.5 points in 2021 [M4][M5][M6].", "16.5 points", False),
    ("LEX and TIN were separated by 7.1 points [M4][M5][M6].", "7.1 points", True),
    ("The gap between the two narrowed to 21 basis points in 2021 from 112 [M7][M8][M9][M10].", "21 basis points", False),
    ("The gap of the 5-year over the 2-year narrowed to 21 basis points from 112 [M7][M8][M9][M10].", "21 basis points", False),
    **GIVEN,
)  # fmt: skip

LOST = "Callwave lost 300,000 customers in the quarter, where a gain of 1.2 million had been expected."
MADE = "Obrien Tools earned $3.15 a share where $2.78 had been expected."

# by hand: 1.2 + 0.3 = 1.5; 3.15 − 2.78 = 0.37
test_a_miss_is_what_was_less_what_had_been_expected = judged(
    "source text number verdict",
    (LOST, "Callwave lost 300,000 customers, where a gain of 1.2 million had been expected [1]: a shortfall of 1.5 million [1].",
     "1.5 million", True),
    (LOST, "Callwave lost 300,000 customers, where a gain of 1.2 million had been expected [1]: a shortfall of 1.8 million [1].",
     "1.8 million", False),
    (LOST, "Callwave lost 300,000 customers, where a gain of 1.2 million had been expected [1]: a shortfall of 0.9 million [1].",
     "0.9 million", False),
    (MADE, "Obrien Tools made $3.15 a share where $2.78 had been expected, 37 cents to spare [1].", "37 cents", True),
    (MADE, "Obrien Tools made $3.15 a share where $2.78 had been expected, 73 cents to spare [1].", "73 cents", False),
    as_of="2025-01-02",
    citations="sources",
)  # fmt: skip

LISTED = [
    metric("price return", value, *YEAR, ticker) for ticker, value in (("KO", "0.0512"), ("PEP", "-0.0740"), ("MCD", "0.0931"))
]

test_traded_things_are_counted_by_the_metrics_cited = judged(
    "text number verdict",
    ("Over 2024 all of the three retailers differed [M1][M2][M3].", "three", True),
    ("Over 2024 all of the four retailers differed [M1][M2][M3].", "four", False),
    ("Over 2024 the three countries differed [M1][M2][M3].", "three", False),
    metrics=LISTED,
    as_of="2025-01-02",
    citations="sources",
)

LEADS = [metric("relative price return", value, *YEAR, ticker, unit="percentage_point") | {"formula": f"{ticker} - LEX"}
         for ticker, value in (("TIN", "-4.31"), ("OLT", "5.52"))]  # fmt: skip

# by hand: 5.52 + 4.31 = 9.83
test_the_gap_between_two_puts_none_ahead = judged(
    "text number verdict",
    (
        "TIN finished 4.3 points behind while OLT stood 5.5 ahead, the gulf between them came to 9.8 points [M1][M2].",
        "9.8 points",
        True,
    ),
    (
        "TIN finished 4.3 points behind while OLT stood 5.5 ahead, the gulf between them came to 8.9 points [M1][M2].",
        "8.9 points",
        False,
    ),
    metrics=LEADS,
    as_of="2025-01-02",
    citations="sources",
)

ASKED = "Eighty-seven percent of the mayors surveyed said that rents were too high."

test_a_share_leaves_what_is_not_of_it = judged(
    "source text number verdict",
    (ASKED, "87% of the mayors surveyed found rents too high, leaving a mere 13% who did not [1].", "13%", True),
    (ASKED, "87% of the mayors surveyed found rents too high, leaving a mere 31% who did not [1].", "31%", False),
    (ASKED, "87% of the mayors surveyed found rents too high, and taxes rose 13% [1].", "13%", False),
    as_of="2025-01-02",
    citations="sources",
)

MARCH, JANUARY = ("2025-03-19", "2025-03-19"), ("2025-01-29", "2025-01-29")
SIDES = [metric(f"votes {side} the decision", value, *days, "FOMC", unit="count:vote") for side, value, days in
         (("for", "8", MARCH), ("against", "4", MARCH), ("for", "11", JANUARY), ("against", "1", JANUARY))]  # M1 to M4 # fmt: skip
GREW = "Opposition grew from 1 vote in January [M4] to {} in March [{}]."

test_votes_are_told_by_their_side = judged(
    "text metrics number verdict",
    ("In March the cut had 8 votes for [M1] and 4 against [M2].", SIDES, "4", True),
    ("In March the cut had 8 votes for [M1] and 4 against it [M2].", SIDES, "4", True),
    ("In March the cut had 4 votes for [M2] and 8 against [M1].", SIDES, "4", "differs"),
    ("In March the cut had 4 votes for [M2] and 8 against [M1].", SIDES, "8", "differs"),
    ("The March cut had 4 votes [M2].", SIDES, "4", "differs"),
    (GREW.format(4, "M2"), SIDES, "4", True),
    (GREW.format(8, "M1"), SIDES, "8", "differs"),
    ("Support fell from 11 votes in January [M3] to 8 in March [M1].", SIDES, "8", True),
    ("Support fell from 11 votes in January [M3] to 4 in March [M2].", SIDES, "4", "differs"),
    as_of="2025-09-30",
)
