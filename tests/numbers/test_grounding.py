"""A full mark needs evidence that says all that the claim says of its figure; what nobody says leaves it right in value only."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text

LORRIES = "Halden Motors delivered 41,200 lorries in the third quarter, down 3%, and had orders for 57,900."
FLOOD = "(Mar 4, 2031) A dam burst that affected more than 310 residents of Ostrava is repaired, the mayor said."
STAKE = "Corvid Capital paid 640 million euros for a 12% stake in Halden Motors."
CHEESE = "Tollan Foods had cheese sales of 2.1 billion euros, down 4%, butter 870 million and cream 310 million."
RATES = "Castell Bank lowered its deposit rate to 1.9%; mortgage lending grew 6.2%."
GAS = "Gas sales of Halden rose 7.4% year over year."
FERRY = "On 14 May 2031 Linden Ferries carried 88,000 passengers."
HELD = "The Bank of Marl held its key rate at 3.35%; inflation eased to 2.2% from 2.5%."
BACK = "Linden Air made 2.4 billion euros in 2030, and will buy back 900 million euros of shares."
STOCKS = "Nickel stocks in Marl's warehouses stand at 84,300, after 91,000 tonnes."


@pytest.mark.parametrize(
    ("source", "text", "number", "full"),
    [
        (LORRIES, "Halden Motors delivered 41,200 lorries in the third quarter.", "41,200", True),
        (LORRIES, "Halden Motors handed 41,200 trucks back to suppliers.", "41,200", False),
        (LORRIES, "Halden Motors scrapped 41,200 lorries in the third quarter.", "41,200", False),
        (LORRIES, "Third-quarter deliveries of Halden Motors slipped 3%.", "3%", True),
        (FLOOD, "The dam burst affected more than 310 people in Ostrava.", "310", True),
        (FLOOD, "More than 310 residents of Ostrava drowned.", "310", False),
        (STAKE, "Corvid Capital bought 12% of Halden Motors.", "12%", True),
        (STAKE, "Corvid Capital inherited 12% of Halden Motors.", "12%", False),
        (STAKE, "The Tollan family sold Corvid Capital 12% of Halden Motors.", "12%", False),
        (CHEESE, "Tollan Foods sold 2.1 billion euros of cheese.", "2.1 billion euros", True),
        (CHEESE, "Sales of cheese at Tollan Foods fell 4%.", "4%", True),
        (CHEESE, "Tollan Foods' yoghurt sales fell 4%.", "4%", False),
        (RATES, "Castell Bank cut its deposit rate to 1.9%.", "1.9%", True),
        (FERRY, "In mid-May 2031 Linden Ferries carried 88,000 passengers.", "88,000", True),
        (GAS, "Halden's gas sales were up 7.4% yoy.", "7.4%", True),
        (GAS, "Halden promises double-digit growth after gas sales rose 7.4%.", "7.4%", True),
        (GAS, "Halden's gas sales rose 7.4% (see the notes).", "7.4%", True),
        (GAS, "Halden's gas reserves rose 7.4%.", "7.4%", False),
        (HELD, "Inflation fell to 2.2%.", "2.2%", True),
        (HELD, "The Bank of Marl kept its key rate at 3.35%.", "3.35%", True),
        (HELD, "The Bank of Marl cut its key rate to 3.35%.", "3.35%", False),
        (BACK, "Linden Air bought back 2.4 billion euros of shares.", "2.4 billion euros", False),
        (STOCKS, "Nickel stocks are at $84,300.", "$84,300", False),
        (RATES, "Castell Bank's mortgage rate is 1.9%.", "1.9%", False),
    ],
)
def test_what_no_evidence_says_of_a_figure_leaves_it_its_value(source: str, text: str, number: str, full: bool) -> None:
    checks = {check.text: check for check in check_text(text, [source])}
    assert (checks[number].support == "quoted") is full


def test_the_reason_names_what_is_not_said() -> None:
    (check,) = (check for check in check_text("Halden Motors scrapped 41,200 lorries.", [LORRIES]) if check.text == "41,200")
    assert "not “scrapped”" in check.reason


def test_a_name_may_stand_further_up_in_the_evidence() -> None:
    source = "Linden Ferries\n\n" + "The company runs ships to nine islands. " * 15 + "It carried 88,000 passengers in May."
    checks = check_text("Linden carried 88,000 passengers in May.", [source])
    assert [check.support for check in checks if check.text == "88,000"] != [None]


def test_a_metric_is_held_against_its_label_alone() -> None:
    metric = {
        "name": "price return", "ticker": "LNDN", "value": "0.0412", "unit": "fraction",
        "start": "2031-03-03", "end": "2031-03-31", "formula": "P[end] / P[start] - 1",
    }  # fmt: skip
    (check,) = (c for c in check_text("LNDN shareholders cheered a 4.1% rise [M1].", [], metrics=[metric]) if c.text == "4.1%")
    assert check.support == "computed"
