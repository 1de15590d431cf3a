"""An amount told for one length of time, of another; what falls on each month between two levels, or of a year."""

from __future__ import annotations

from tests.numbers.cited import judged, metric

CREDIT = "Consumer credit"
LATER = metric(CREDIT, "5012400000000", "2025-02-28", "2025-02-28", "", unit="USD")  # M1
EARLIER = metric(CREDIT, "4940400000000", "2024-02-29", "2024-02-29", "", unit="USD")  # M2
RENT = "The rent came to $412 a week, against $385 a week a year before. Bailiffs cost the city $36 million in 2024."
HIRED = "The chain hired 1,450 people a month in the second quarter. A season ticket is $58 a month."

# by hand: 412 × 52 = 21,424; 36 / 12 = 3; 1,450 × 3 = 4,350; 58 × 12 = 696; 72 billion / 12 = 6
test_an_amount_of_one_length_is_told_of_another = judged(
    "source text number verdict",
    (RENT, "The rent came to $412 a week, or about $21,400 a year [1].", "$21,400", True),
    (RENT, "The rent came to $412 a week, or about $24,100 a year [1].", "$24,100", "differs"),
    (RENT, "The rent came to $412 a week, or about $21,400 a month [1].", "$21,400", False),
    (RENT, "The rent came to $412 a week [1]. A baker earns $21,400 a year [1].", "$21,400", False),
    (RENT, "Bailiffs cost the city $36 million in 2024, which averages $3 million a month [1].", "$3 million", True),
    (RENT, "Bailiffs cost the city $36 million in 2024, which averages $9 million a quarter [1].", "$9 million", True),
    (RENT, "Bailiffs cost the city $36 million in 2024, which averages $9 million a month [1].", "$9 million", False),
    (HIRED, "The chain hired 1,450 people a month in the second quarter, or 4,350 in total [1].", "4,350", True),
    (HIRED, "The chain hired 1,450 people a month in the second quarter, or 5,430 in total [1].", "5,430", False),
    (HIRED, "A season ticket is $58 a month; that amounts to $696 a year [1].", "$696", True),
    (HIRED, "A season ticket is $58 a month; that amounts to $669 a year [1].", "$669", False),
    (HIRED, "The chain hired 1,450 people a month in the second quarter, or 4,350 in total for 2024 [1].", "4,350", False),
    as_of="2025-03-01",
    citations="sources",
)

test_a_move_between_two_levels_falls_on_the_months_between_them = judged(
    "text number verdict",
    ("Consumer credit, $4.94 trillion in February 2024, was up to $5.01 trillion a year later, a rise that averages $6 billion "
     "a month [M1][M2].", "$6 billion", True),
    ("Consumer credit, $4.94 trillion in February 2024, was up to $5.01 trillion a year later, a rise that averages $9 billion "
     "a month [M1][M2].", "$9 billion", False),
    ("Consumer credit, $4.94 trillion in February 2024, was up to $5.01 trillion a year later, a fall that averages $6 billion "
     "a month [M1][M2].", "$6 billion", False),
    ("Consumer credit, $4.94 trillion in February 2024, was up to $5.01 trillion a year later, a rise that averages $6 billion "
     "a quarter [M1][M2].", "$6 billion", False),
    metrics=[LATER, EARLIER],
    as_of="2025-03-01",
    citations="sources",
)  # fmt: skip
