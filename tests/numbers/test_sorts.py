"""Two sorts of one thing: the word right before a noun, what an amount is of, who is counted, and a firm the source never names."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

BANK = "Harrow Bank's custody fees rose 14% and its lending income 6%."
SURVEY = "The hospitality PMI climbed to 53.7 in May from 52.2."
HOUSES = "Detached completions fell 2.7% in March."
ETF = "Spot platinum ETFs drew $310 million, listed copper funds $45 million."
BUILDER = "Corvane will issue €4.2 billion of equity and add 900 megawatts of solar."
MAKER = "Ferro delivered 41,300 lorries in June."
POLL = "Of 61 strategists polled, 38 expect a hike in May."
STORES = "In-store sales made up 71.5% of the total."
PARTS = "Marl's catering revenue rose to £8.45 billion."
FUNDS = "Emerging-market equity funds took in $7.85 billion."
OWNER = "Norvik Group's net inflows came to $2.46 billion in the first half."


@pytest.mark.parametrize(
    ("source", "text", "number", "right"),
    [
        (BANK, "Harrow Bank's custody fees rose 14%.", "14%", True),
        (BANK, "Harrow Bank's underwriting fees rose 14%.", "14%", False),
        (BANK, "Harrow Bank's rental income rose 6%.", "6%", False),
        (SURVEY, "The hospitality PMI rose to 53.7.", "53.7", True),
        (SURVEY, "The logistics PMI rose to 53.7.", "53.7", False),
        (HOUSES, "Terraced completions fell 2.7% in March.", "2.7%", False),
        (ETF, "Spot platinum ETFs took in $310 million.", "$310 million", True),
        (ETF, "Spot palladium ETFs took in $310 million.", "$310 million", False),
        (BUILDER, "Corvane is to issue €4.2 billion of stock.", "€4.2 billion", True),
        (BUILDER, "Corvane is to issue €4.2 billion of bonds.", "€4.2 billion", False),
        (BUILDER, "Corvane plans to add 900 megawatts of wind.", "900", False),
        (MAKER, "Ferro delivered 41,300 trucks in June.", "41,300", True),
        (MAKER, "Ferro delivered 41,300 vehicles in June.", "41,300", True),
        (MAKER, "Ferro delivered 41,300 buses in June.", "41,300", False),
        (POLL, "38 strategists expect a hike in May.", "38", True),
        (POLL, "38 economists expect a hike in May.", "38", True),
        (POLL, "38 shoppers expect a hike in May.", "38", False),
        (STORES, "Shop sales were 71.5% of the total.", "71.5%", True),
        (STORES, "Online sales were 71.5% of the total.", "71.5%", False),
        (PARTS, "Marl's quarterly catering revenue rose to £8.45 billion.", "£8.45 billion", True),
        (PARTS, "Marl's total revenue rose to £8.45 billion.", "£8.45 billion", False),
        (PARTS, "Marl's ticketing revenue rose to £8.45 billion.", "£8.45 billion", False),
        (FUNDS, "Emerging-market stock funds drew $7.85 billion.", "$7.85 billion", True),
        (FUNDS, "Emerging-market bond funds drew $7.85 billion.", "$7.85 billion", False),
        (OWNER, "Norvik took in $2.46 billion in the first half.", "$2.46 billion", True),
        (OWNER, "Tollan took in $2.46 billion in the first half.", "$2.46 billion", False),
        (
            "Norvik raised its target to between $61.5 and $64.",
            "Zylo raised its target to between $61.5 and $64.",
            "$61.5 and $64",
            False,
        ),
        ("The rand slipped to 18.91 per dollar.", "The ringgit slipped to 18.91 per dollar.", "18.91", False),
    ],
)
def test_another_sort_is_another_thing(source: str, text: str, number: str, right: bool) -> None:
    found = {item.text for item in find_quantities(text)}
    assert number in found
    verdict = next(check.verdict for check in check_text(text, [source], as_of="2025-06-30") if check.text == number)
    assert (verdict == "checked") is right


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The deposit rate was left at 2.25%.", "The bank left its policy rate at 2.25%."),
        ("Crude exports rose 4.1% in June.", "Oil exports rose 4.1% in June."),
        ("Freight revenue fell 3.4%.", "Cargo revenue fell 3.4%."),
        ("Soured loans rose to €3.15 billion.", "Bad loans rose to €3.15 billion."),
        ("Harrow posted revenue of $5.12 billion.", "Harrow's quarterly revenue was $5.12 billion."),
        ("Harrow posted revenue of $5.12 billion.", "Harrow's passenger revenue reached $5.12 billion, said the airline."),
        ("Sales of used homes rose 2.3%.", "Existing home sales rose 2.3%."),
        ("Harrowmoor sold 612,400 cars in May.", "HM sold 612,400 cars in May."),
        ("Volkswagen sold 612,400 cars in May.", "VW sold 612,400 cars in May."),
        ("Marl's call-centre revenue was $2.14 billion.", "Marl's call-center revenue was $2.14 billion."),
        ("Defense orders rose 8.4%.", "Defence orders rose 8.4%."),
        ("Digital sales grew 10.8%.", "Online sales grew 10.8%."),
    ],
)
def test_another_word_for_one_sort_is_no_other_sort(source: str, text: str) -> None:
    rejected = [
        check.text for check in check_text(text, [source], as_of="2025-06-30") if check.verdict in ("differs", "unsupported")
    ]
    assert rejected == []


NOTES = "Ferro's net debt was €6.12 billion; it floated secured notes of €740 million."
WARES = "Norwegian exports of salmon fell 3.6% in May to 9.85 billion kroner."
VOTES = "The founders kept 64% of the voting rights."
BROKER = "eTrader took in $4.86 billion in May."
BANK_RATE = "The central bank left its policy rate at 6.25% and mortgage rates rose to 7.4%."
STAFF = "Professional services had 118,000 more openings in May."
GAS = "Gas storage fell by 84 billion cubic feet, more than the 71 billion analysts had forecast."


test_what_excludes_another_before_one_noun = judged(
    "source text number verdict",
    (NOTES, "Ferro had net debt of €6.12 billion.", "€6.12 billion", True),
    (NOTES, "Ferro had gross debt of €6.12 billion.", "€6.12 billion", False),
    (NOTES, "Ferro floated unsecured notes of €740 million.", "€740 million", False),
    (WARES, "Norwegian salmon exports fell 3.6% in May.", "3.6%", True),
    (WARES, "Norwegian timber exports fell 3.6% in May.", "3.6%", False),
    (VOTES, "The founders kept 64% of the votes.", "64%", True),
    (BROKER, "Marlow attracted $4.86 billion in May.", "$4.86 billion", False),
    (BANK_RATE, "Its key rate is 6.25%.", "6.25%", True),
    (BANK_RATE, "Its main rate is 7.4%.", "7.4%", False),
    (STAFF, "Openings in professional services rose by 118,000.", "118,000", True),
    (STAFF, "Openings in construction rose by 118,000.", "118,000", False),
    (GAS, "Analysts had forecast a fall of 71 billion cubic feet.", "71 billion", True),
    (GAS, "Storage fell by 84 billion cubic feet, less than the 71 billion forecast.", "71 billion", False),
    as_of="2025-06-30",
)
