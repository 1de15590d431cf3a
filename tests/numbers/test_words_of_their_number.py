"""Which words of a sentence are of which of its numbers, and what a neighbour's words must not take from a true claim."""

from __future__ import annotations

from copilot.names import find_names
from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

STORES = "Revenue from the 12 largest stores fell 5%, and margins were flat."
UNITS = "Profit at the lender's three foreign units rose 12%."
RAIDS = "French officials seized 140 smuggled Belgian antique clocks this week in raids in 12 towns."
BANKS = "Five banks, three of them small, cut their rates in May."
PLANTS = "The group has nine plants, two of which closed in May."
SALE = "The drawing went for $47 million to cap a $310 million sale at the auction house."
JOBS = "The airline said it will eliminate 8,200 jobs in October."
OIL = "Orvel imported 9.4 million barrels of crude a day in May, 0.6 million fewer than in April."
NOTE = "The 71-year-old retiree left a note that spoke of scavenging for food."
SUIT = "The ministry has filed a $4 million lawsuit against Tolm Bank over its loans. Harbour Line lost a $7 million case against Orvel Foods."
ILL = "A fever that struck more than 130 residents is over. The clinic said in its update that 131 people came down with it."
OVENS = "Measure the oven: it should be 27 or 30 inches. A 30-inch oven needs 28.5 to 29 inches of wall."
SHAKE = "Mix the powder with water or milk and you can take in 20 grams of protein; 50 are advised."
ARREST = "Police held a 23-year-old who lives in Oslo. The clerk, Aron Vesk, 23, had come home in May."
CREW = "The storm killed 10 sailors and two policemen, officials said."


test_words_of_their_number = judged(
    "text source number verdict",
    ("Revenue from the largest stores fell 5%.", STORES, "5%", True),
    ("Profit at the foreign units rose 12%.", UNITS, "12%", True),
    ("Revenue at the foreign units rose 12%.", UNITS, "12%", False),
    ("Customs seized 140 Belgian clocks.", RAIDS, "140", True),
    ("Five banks cut their rates.", BANKS, "Five", True),
    ("Three banks cut their rates.", BANKS, "Three", False),
    ("Five banks are small.", BANKS, "Five", False),
    ("Nine plants closed.", PLANTS, "Nine", False),
    ("The drawing sold for $47 million.", SALE, "$47 million", True),
    ("The airline is cutting 8,200 jobs.", JOBS, "8,200", True),
    ("Orvel's crude imports fell by 9.4 million barrels a day.", OIL, "9.4 million", False),
    ("A 71-year-old's death fuels fury.", NOTE, "71-year-old", True),
    ("Tolm Bank was sued for $4 million.", SUIT, "$4 million", True),
    ("Vela Bank was sued for $4 million.", SUIT, "$4 million", False),
    ("Orvel Foods lost $7 million.", SUIT, "$7 million", False),
    ("A fever that struck 131 people is over.", ILL, "131", True),
    ("For a 30-inch oven the cutout should be 28.5 to 29 inches.", OVENS, "28.5 to 29", True),
    ("Mixing powder with milk can give 20 grams of protein.", SHAKE, "20", True),
    ("The 23-year-old Oslo clerk was held.", ARREST, "23-year-old", True),
    ("The storm killed 12.", CREW, "12", True),
    ("The storm killed 13.", CREW, "13", False),
)


def test_us_in_a_headline_is_the_country() -> None:
    assert [name.id for name in find_names("37 US Medals Set Record, Canada Scores Most")] == ["us", "ca"]
    assert [name.id for name in find_names("It told us most of it.")] == []


def test_the_two_koreas_are_two() -> None:
    assert [name.id for name in find_names("N. Korea and South Korea talk again.")] == ["kp", "kr"]


def test_men_are_counted_by_their_trade() -> None:
    assert [item.unit for item in find_quantities("Two policemen and 300 salesmen came.")] == [
        "count:policeman",
        "count:salesman",
    ]


def test_the_number_of_a_step_follows_from_no_figures() -> None:
    claim = "The three steps are (1) reading the label, (2) cleaning the filter and (3) closing the lid."
    checks = check_text(claim, ["Three steps are needed: read the label, close 1 lid and clean the filter."])
    assert all(check.support != "derived" for check in checks), checks
