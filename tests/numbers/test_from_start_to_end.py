"""What follows from where something began: a change over a week, a multiple of the price of a listing, a level before a fall."""

from __future__ import annotations

from tests.numbers.cited import judged

EURO = "The euro traded at $1.1642 late on Friday after starting the week at $1.1570."
YEAR = "Shares of Orrin Foods opened the year at $10 and closed it at $8."
CLUB = "Membership was 40,000 at the start of the decade and 50,000 at its end."
LANE = "Quarry Lane, which listed at $12.00 in 2021, closed at $36.00 on Friday."
STOCKS = "Crude stocks fell by 3.2 million barrels to 418.3 million in the week from 31 October to 7 November 2025."
GOLD = "Gold reserves rose by 12 tonnes between June and July, to 824 tonnes."


test_what_follows_from_where_it_began = judged(
    "source text number verdict",
    (EURO, "The euro firmed 0.6% over the week.", "0.6%", True),
    (EURO, "The euro firmed 0.9% over the week.", "0.9%", False),
    (EURO, "The euro weakened 0.6% over the week.", "0.6%", False),
    (EURO, "The euro firmed 0.6% over the month.", "0.6%", False),
    (YEAR, "Shares of Orrin Foods fell 20% in the year.", "20%", True),
    (YEAR, "Shares of Orrin Foods rose 20% in the year.", "20%", False),
    (YEAR, "Shares of Orrin Foods fell 20% on the day.", "20%", False),
    (CLUB, "Membership grew 25% over the decade.", "25%", True),
    (LANE, "Shares of Quarry Lane change hands at three times their listing price.", "three times", True),
    (LANE, "Shares of Quarry Lane change hands at four times their listing price.", "four times", False),
    (LANE, "Quarry Lane trades 200% above its listing price.", "200%", True),
    (STOCKS, "On 31 October 2025 crude stocks stood at 421.5 million barrels.", "421.5 million", True),
    (STOCKS, "On 7 November 2025 crude stocks stood at 421.5 million barrels.", "421.5 million", False),
    (GOLD, "In June gold reserves were 812 tonnes.", "812", True),
    (GOLD, "In July gold reserves were 812 tonnes.", "812", False),
)


REGIONS = "Revenue by region in 2025: Americas €640 million, Europe €410 million, Asia €150 million."


test_a_sum_is_of_as_many_as_its_words_count = judged(
    "source text number verdict",
    (REGIONS, "Revenue across the three regions added up to €1.2 billion in 2025.", "€1.2 billion", True),
    (REGIONS, "Revenue across the three regions added up to €1.3 billion in 2025.", "€1.3 billion", False),
    ("Sales were $60 million at Pellor and $30 million at Dovrin.", "Sales at the two brands came to $90 million.", "$90 million", True),
    ("Orrin had revenue of $200 million, Pellor of $110 million and Ferro of $40 million.",
     "Revenue at the three chains came to $310 million.", "$310 million", False),
)  # fmt: skip
