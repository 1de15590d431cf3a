"""Of whom a figure is told: the world or a country in it, those who voted one way or the other, a part or its whole."""

from __future__ import annotations

import pytest

from copilot.numbers import find_quantities, read_claims
from tests.numbers.cited import judged

CARS = "Global car sales rose 1%, though those in the United States fell 3%."
CHIPS = "Chip sales in China were $59 billion."
STEEL = "World steel output fell 2.2% in May."
VOTE = "Seven members voted to hold and two to cut."
TEA = "World tea output rose 2%, that of Kenya 4%."
LOANS = "Tollan Bank's student loans grew 8% and its loans in total 3%."
TICKETS = "Online ticket sales rose 15%; ticket sales overall rose 2%."
PLANTS = "Ferro's output rose 5%, with lorry output up 9%."
LIND = "Fossum sold 20% of Lind and kept 35%."
FIRMS = "63% of firms prefer a stronger euro and 21% a weaker one."
POLL = "40% of economists expect a hold and 60% a cut."

OIL = "Oklahoma's wells pumped 90,000 barrels a day."
JOBS = "Employment in Saskatchewan fell by 3,100 in June."
TRACKER = "The Aldine 60 UCITS ETF fell 3.3% in July."
INDEX = "The Ostrava Quality index gained 5.1% in July."
BOTH = "The Merrow Value index rose 6.2% and the Merrow Value ETF 6.0%."


test_of_whom_a_figure_is = judged(
    "source text number verdict",
    (CARS, "Global car sales fell 3%.", "3%", False),
    (CARS, "Global car sales rose 1%.", "1%", True),
    (CARS, "US car sales rose 1%.", "1%", False),
    (CHIPS, "Worldwide chip sales were $59 billion.", "$59 billion", False),
    (CHIPS, "Chip sales in China were $59 billion.", "$59 billion", True),
    (STEEL, "Chinese steel output fell 2.2% in May.", "2.2%", False),
    (STEEL, "Steel output fell 2.2% globally in May.", "2.2%", True),
    ("China's ICBC earned $13 billion.", "The world's largest bank earned $13 billion.", "$13 billion", True),
    (VOTE, "Seven members voted to cut.", "Seven", False),
    (VOTE, "Two members voted to cut.", "Two", True),
    (POLL, "40% of economists expect a cut.", "40%", False),
    (POLL, "60% of economists expect a cut.", "60%", True),
    (FIRMS, "21% of firms prefer a weaker euro.", "21%", True),
    (FIRMS, "63% of firms prefer a weaker euro.", "63%", False),
    (TEA, "Kenyan tea output rose 2%.", "2%", False),
    (TEA, "Kenyan tea output rose 4%.", "4%", True),
    # a part beside its whole
    (LOANS, "Tollan Bank's student loans grew 8%.", "8%", True),
    (LOANS, "Loans at Tollan Bank grew 8%.", "8%", False),
    (LOANS, "Loans at Tollan Bank grew 3%.", "3%", True),
    (TICKETS, "Ticket sales rose 15%.", "15%", False),
    (TICKETS, "Online ticket sales rose 15%.", "15%", True),
    (PLANTS, "Ferro's output rose 5%.", "5%", True),
    (PLANTS, "Ferro's output rose 9%.", "9%", False),
    (LIND, "Fossum retained 35% of Lind.", "35%", True),
    (LIND, "Fossum sold 35% of Lind.", "35%", False),
    # a state, and its neighbour
    (OIL, "Kansas wells pumped 90,000 barrels a day.", "90,000", False),
    (OIL, "Wells in Oklahoma pumped 90,000 barrels a day.", "90,000", True),
    (JOBS, "Manitoba lost 3,100 jobs in June.", "3,100", False),
    (JOBS, "Saskatchewan lost 3,100 jobs in June.", "3,100", True),
    # a fund and the index that only the text names
    (TRACKER, "The Aldine 60 fell 3.3% in July.", "3.3%", False),
    (TRACKER, "The Aldine 60 ETF fell 3.3% in July.", "3.3%", True),
    (INDEX, "The Ostrava Quality fund gained 5.1% in July.", "5.1%", False),
    (INDEX, "The Ostrava Quality gauge gained 5.1% in July.", "5.1%", True),
    (BOTH, "The Merrow Value ETF rose 6.0%.", "6.0%", True),
    (BOTH, "The Merrow Value index rose 6.0%.", "6.0%", False),
    (BOTH, "The Merrow Value index rose 6.2%.", "6.2%", True),
)


def test_a_number_that_leaves_its_noun_out_counts() -> None:
    assert [item.text for item in find_quantities(VOTE)] == ["Seven", "two"]
    assert [item.text for item in find_quantities("It takes one and two to three make five.")] == ["two to three", "five"]


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("AGG closed at $99.10. In March the fund returned 1.4%, twice as much as TIP's 0.7%.", "AGG"),
        ("AGG closed at $99.10. It returned 1.4% in March, against TIP's 0.7%.", "AGG"),
        ("AGG closed at $99.10. TIP returned 0.7% in March, half of what AGG made.", "TIP"),
        ("AGG closed at $99.10. In March the fund lagged, and TIP returned 1.7%.", "TIP"),
        ("The fund returned 1.4% in March, twice as much as TIP's 0.7%.", "TIP"),
    ],
)
def test_whose_next_figure_it_is_where_a_fund_goes_on_and_another_is_only_compared(before: str, whose: str) -> None:
    volatility = read_claims(f"{before} Volatility over three years was 4.2%.")[-1]
    assert [name.text for name in volatility.entities] == [whose]


LITHIUM = "Alaska crude settled at $64.10 a barrel on Monday, and Basrah at $62.35."
METALS = "Copper closed at $9,410 a tonne and zinc at $2,710."
FERRY = (
    "Lundra Ferries carried 6.1 million passengers in 2024.",
    "Its smaller rival Vasko Lines carried 7.8 million passengers in 2024.",
)
BRICKS = ("Tarvik Stone made 310,000 bricks in May.", "Kelvor Clay made 290,000 bricks in May.")

test_each_of_two_has_its_own_figure = judged(
    "sources text number verdict",
    (LITHIUM, "Basrah settled at $64.10 a barrel on Monday.", "$64.10", "differs"),
    (LITHIUM, "Basrah settled at $62.35 a barrel on Monday.", "$62.35", True),
    (LITHIUM, "Alaska crude settled at $64.10 a barrel on Monday.", "$64.10", True),
    (METALS, "Zinc closed at $9,410 a tonne.", "$9,410", "differs"),
    (METALS, "Zinc closed at $2,710 a tonne.", "$2,710", True),
    (FERRY, "Lundra Ferries carried 7.8 million passengers in 2024.", "7.8 million", "differs"),
    (FERRY, "Vasko Lines carried 7.8 million passengers in 2024.", "7.8 million", True),
    (FERRY, "Lundra Ferries carried 6.1 million passengers in 2024.", "6.1 million", True),
    (FERRY, "A rival of Lundra Ferries carried 7.8 million passengers in 2024.", "7.8 million", True),
    (" ".join(FERRY), "Lundra Ferries carried 7.8 million passengers in 2024.", "7.8 million", "differs"),
    (" ".join(FERRY), "Vasko Lines carried 7.8 million passengers in 2024.", "7.8 million", True),
    (" ".join(FERRY), "Lundra Ferries carried 6.1 million passengers in 2024.", "6.1 million", True),
    (BRICKS, "Tarvik Stone made 290,000 bricks in May.", "290,000", "differs"),
    (BRICKS, "Kelvor Clay made 290,000 bricks in May.", "290,000", True),
)
