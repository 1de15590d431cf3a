"""What a change makes of an amount where words say so: a base, an addition, a factor, what a stake became, two in a row."""

from __future__ import annotations

from tests.numbers.cited import judged, metric

YEAR, NEXT = ("2023-12-29", "2024-12-31"), ("2024-12-31", "2025-03-31")
UP = metric("price return", "0.4210", *YEAR, "OLT")  # M1
DOWN = metric("price return", "-0.1780", *YEAR, "LEX")  # M2
CLOSE = metric("close", "68.35", "2024-12-31", "2024-12-31", "OLT", unit="USD")  # M3
SPRING = metric("price return", "0.1105", *NEXT, "OLT")  # M4
LATE = metric("price return", "0.0635", *NEXT, "LEX")  # M5
WHOLE = metric("total return", "0.4470", *YEAR, "OLT")  # M6
METRICS = [UP, DOWN, CLOSE, SPRING, LATE, WHOLE]
GIVEN = {"metrics": METRICS, "as_of": "2025-04-01", "citations": "sources"}

# by hand: 500 × 1.421 = 710.5; 500 × 0.822 = 411; 500 × 1.447 = 723.5
test_a_stake_grows_by_the_return_of_what_it_was_put_into = judged(
    "text number verdict",
    ("$500 put into OLT at the end of 2023 would have become about $711 [M1].", "$711", True),
    ("$500 put into OLT at the end of 2023 would have become about $711 [M1].", "$500", "exempt"),
    ("$500 put into OLT at the end of 2023 would have become about $771 [M1].", "$771", "differs"),
    ("$500 put into OLT at the end of 2023 would have become about $771 [M1].", "$500", "rejected"),
    ("$500 put into OLT at the end of 2022 would have become about $711 [M1].", "$711", False),
    ("$500 would have become $711 in OLT and $411 in LEX [M1][M2].", "$411", True),
    ("$500 would have become $711 in LEX and $411 in OLT [M1][M2].", "$711", "differs"),
    ("$500 placed in OLT would have become $711 [M1], against $411 in LEX [M2].", "$411", True),
    ("$500 placed in OLT would have become $711 [M1], against $471 in LEX [M2].", "$471", False),
    ("$500 placed in OLT would have become $724, dividends included [M6].", "$724", True),
    ("$500 placed in OLT would have become $724, dividends aside [M6].", "$724", False),
    ("$512 placed in OLT would have become $728 [M1].", "$728", False),  # no sum to suppose, but one that was paid
    ("A ticket for OLT's fair costs $711, and $500 is the deposit [M1].", "$711", False),
    **GIVEN,
)

# every one tells another time, way, thing or sort of return than the metric's, or denies it
test_a_stake_is_of_the_return_alone = judged(
    "text number verdict",
    ("$500 put into OLT would have become $711 over 2024 [M1].", "$711", True),
    ("$500 put into OLT on 29 December 2023 would have become $711 by the end of 2024 [M1].", "$711", True),
    ("$500 put into LEX would have shrunk to $411 [M2].", "$411", True),
    ("$500 put into OLT in May 2024 would have become $711 [M1].", "$711", False),
    ("$500 put into OLT would have become $711 by August 2024 [M1].", "$711", False),
    ("$500 put into OLT would have become $711 in a fortnight [M1].", "$711", False),
    ("It is wrong that $500 put into OLT would have become $711 [M1].", "$711", False),
    ("Nobody thinks $500 put into OLT would have become $711 [M1].", "$711", False),
    ("$500 put into OLT could hardly have become $711 [M1].", "$711", False),
    ("$500 put into OLT might become $711 [M1].", "$711", False),
    ("$500 put into LEX would have swelled to $411 [M2].", "$411", False),
    ("$500 put into OLT would have dwindled to $711 [M1].", "$711", False),
    ("$500 put into OLT would have turned into a profit of $711 [M1].", "$711", False),
    ("$500 put into OLT would have become $711 richer [M1].", "$711", False),
    ("$500 put into a deposit would have become $711 [M1].", "$711", False),
    ("$500 put into OLT's supplier would have become $711 [M1].", "$711", False),
    ("$500 put into OLT each week would have become $711 [M1].", "$711", False),
    ("$500 put into OLT on margin would have become $711 [M1].", "$711", False),
    ("$500 put into OLT would have become $711, dividends reinvested [M1].", "$711", False),
    ("$500 put into OLT would have become $724 before dividends [M6].", "$724", False),
    **GIVEN,
)

test_a_thing_multiplies_by_one_and_its_return = judged(
    "text number verdict",
    ("OLT's price multiplied by 1.4 in 2024 [M1].", "1.4", True),
    ("OLT's price multiplied by roughly 1.4 in 2024, LEX's by 0.8 [M1][M2].", "0.8", True),
    ("OLT's price multiplied by roughly 1.4 in 2024, LEX's by 1.4 [M1][M2].", "1.4", True),
    ("OLT's price multiplied by 4.2 in 2024 [M1].", "4.2", False),
    ("LEX's price multiplied by 1.4 in 2024 [M1][M2].", "1.4", False),
    ("OLT's price multiplied by 1.4 in August 2024 [M1].", "1.4", False),
    ("OLT's price multiplied by 1.4 in a fortnight [M1].", "1.4", False),
    ("OLT's price multiplied by 1.447 in 2024 [M6].", "1.447", False),
    ("LEX's price climbed, and multiplied by 0.8 [M2].", "0.8", False),
    ("OLT ended 2024 at 1.4 times its starting price [M1].", "1.4 times", True),
    ("OLT ended 2024 at 2.4 times its starting price [M1].", "2.4 times", False),
    **GIVEN,
)

# by hand: 68.35 / 1.421 = 48.10; 1.421 × 1.1105 − 1 = 57.8%; 0.822 × 1.0635 − 1 = −12.58%
test_a_close_and_a_return_imply_where_it_began = judged(
    "text number verdict",
    ("OLT finished 2024 at $68.35 [M3], which implies a starting price of about $48.10 [M1][M3].", "$48.10", True),
    ("OLT finished 2024 at $68.35 [M3], which implies a starting price of about $41.80 [M1][M3].", "$41.80", "differs"),
    ("OLT finished 2024 at $68.35 [M3], which implies a starting price of about $48.10 [M3][M4].", "$48.10", False),
    ("Compounding the two spells leaves OLT up by 58% [M1][M4].", "58%", True),
    ("OLT finished 2024 at $68.35 [M3], which implies a starting price of about $48.10 in May [M1][M3].", "$48.10", False),
    ("OLT finished 2024 at $68.35 [M3], which implies a starting price of about $47.24 [M3][M6].", "$47.24", False),
    ("Compounding the two spells does not leave OLT up by 58% [M1][M4].", "58%", False),
    ("Compounding the two spells leaves OLT up by 58% a month [M1][M4].", "58%", False),
    ("Compounding the two spells leaves OLT up by 58% since 2019 [M1][M4].", "58%", False),
    ("Compounding the two years leaves OLT up by 58% [M1][M4].", "58%", False),
    ("Compounding the two spells leaves OLT down by 58% [M1][M4].", "58%", False),
    ("Compounding the two spells leaves the trust up by 58% [M1][M4].", "58%", False),
    ("Compounding the two spells leaves OLT up by 53% [M1][M4].", "53%", False),
    ("Compounding the two spells leaves LEX up by 58% [M1][M2][M4][M5].", "58%", False),
    **GIVEN,
)

SPENT = "Outlays on grids are put at $88 billion for 2024, an increase of 31% on the year before."
LOST = "Brightly was valued at $2.4 billion in May, after 70% of its worth had gone in a year."
ROSE = "Sales at Torvane rose $3.2 billion to $41.7 billion in the third quarter."

RAISED = "The fare went up by $14 to $84. Of 48,000 seats about 65% were sold. A $90 million fund spent half on roofs."

# by hand: 14 / 70 = 20%; 65% of 48,000 = 31,200; half of 90 = 45
test_a_move_is_told_again_in_percent_and_a_share_as_its_number = judged(
    "text number verdict",
    ("The fare went up by $14, or 20%, to $84 [1].", "20%", True),
    ("The fare went up by $14, or 17%, to $84 [1].", "17%", False),
    ("The fare went up by $14 to $84, and the seats by 20% [1].", "20%", False),
    ("Of 48,000 seats about 65% of them were sold, which is equivalent to roughly 31,200 [1].", "31,200", True),
    ("Of 48,000 seats about 65% of them were sold, which is equivalent to roughly 21,300 [1].", "21,300", False),
    ("Of 48,000 seats about 65% of them were sold, and 31,200 people came [1].", "31,200", False),
    ("Of 48,000 seats about 65% of them were sold, which means that 31,200 were not [1].", "31,200", "unsupported"),
    ("Of 48,000 seats about 65% of them were sold, which means that 16,800 were not [1].", "16,800", "unsupported"),
    ("Of a $90 million fund half, call it $45 million, went on roofs [1].", "$45 million", True),
    ("Of a $90 million fund half, call it $54 million, went on roofs [1].", "$54 million", False),
    ("The fare went up by $14 to $84 [1]. That implies a base of $70.", "$70", "uncited"),
    source=RAISED,
    as_of="2024-12-31",
    citations="sources",
)
SPENT_TWICE = "Outlays reached $88 billion, up 31% [1]. That implies a base of roughly $6{} billion."

test_what_follows_from_cited_figures_needs_no_mark_of_its_own = judged(
    "text number verdict",
    (SPENT_TWICE.format(7), "$67 billion", True),
    (SPENT_TWICE.format(1), "$61 billion", "uncited"),
    source=SPENT,
    as_of="2024-12-31",
    citations="sources",
)

# by hand: 88 / 1.31 = 67.2; 88 − 67.2 = 20.8; 2.4 / 0.3 = 8; 8 − 2.4 = 5.6; 41.7 − 3.2 = 38.5
test_a_level_and_the_change_that_led_to_it_imply_a_base = judged(
    "source text number verdict",
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a base of roughly $67 billion [1].", "$67 billion", True),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a base of roughly $61 billion [1].", "$61 billion", "differs"),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a base of just over $60 billion [1].", "$60 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]; that implies a base of $67 billion and an addition of about $21 billion [1].",
     "$21 billion", True),
    (SPENT, "Outlays reached $88 billion, up 31% [1]; that implies a base of $67 billion and an addition of about $27 billion [1].",
     "$27 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That is a loss of about $21 billion [1].", "$21 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a payroll of roughly $67 billion [1].", "$67 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a 2022 figure of $67 billion [1].", "$67 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That implies a first estimate of $67 billion [1].", "$67 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That is an increase of $21 billion a week [1].", "$21 billion", False),
    (SPENT, "Outlays reached $88 billion, up 31% [1]. That is an increase of $21 billion since 2018 [1].", "$21 billion", False),
    (LOST, "Brightly was valued at $2.4 billion after 70% of its worth had gone [1]. That is a loss of around $5.6 billion [1].",
     "$5.6 billion", True),
    (LOST, "Brightly was valued at $2.4 billion after 70% of its worth had gone [1]. That is a gain of around $5.6 billion [1].",
     "$5.6 billion", False),
    (LOST, "Brightly was valued at $2.4 billion after 70% of its worth had gone [1]. That is a loss of around $6.9 billion [1].",
     "$6.9 billion", "differs"),
    (ROSE, "Torvane's sales climbed to $41.7 billion from an implied $38.5 billion [1].", "$38.5 billion", True),
    (ROSE, "Torvane's sales climbed to $41.7 billion from an implied $35.8 billion [1].", "$35.8 billion", False),
    as_of="2024-12-31",
    citations="sources",
)  # fmt: skip

ROSE_TOO = "Pallas Foods jumped 20% on Monday. Corvin Dairy was up 9%, Stell Mills 12%."

# by hand: 20 / 9 = 2.22; 20 / 12 = 1.67
test_a_rise_by_a_fraction_is_held_against_one_in_percent = judged(
    "text number verdict",
    ("Pallas Foods jumped by a fifth, more than twice Corvin Dairy's 9% [1].", "twice", True),
    ("Pallas Foods jumped by a fifth, more than twice Stell Mills' 12% [1].", "twice", False),
    ("Pallas Foods jumped by a fifth, more than three times Corvin Dairy's 9% [1].", "three times", False),
    source=ROSE_TOO,
    as_of="2024-12-31",
    citations="sources",
)
