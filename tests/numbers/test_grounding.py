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


# Other words for one thing, and words that hold a figure without saying more of it than what they stand beside.
_IN_OTHER_WORDS = [
    ("Linden Inns had 430 guests in May.", "Linden Inns had 430 rooms in May.", "430", False),
    ("Marl had 3,300 jobless in May.", "Marl had 3,300 jobs in May.", "3,300", False),
    ("Closures of mills at Corvid totalled 43.", "Corvid holds 43 mills.", "43", False),
    ("Corvid listed 43 drugs.", "Corvid marketed 43 drugs.", "43", False),
    (
        "Corvid paid dividends of 640 million euros.",
        "Corvid received dividends of 640 million euros.",
        "640 million euros",
        False,
    ),
    ("Corvid paid dividends of 640 million euros.", "Shareholders of Corvid got 640 million euros.", "640 million euros", True),
    ("The jobless rate in Marl fell to 4.3% in May.", "In May 4.3% of Marl's labour force was out of work.", "4.3%", True),
    ("Corvid sold its shares in a range of 21 to 24 dollars.", "Corvid marketed its shares at $21-$24.", "$21-$24", True),
    ("Copper closed at $2,110.40 a tonne on Friday.", "Copper finished at $2,110.40 a ton on Friday.", "$2,110.40", True),
    ("The Marl 40 ended at 18,210.5 on Friday.", "The Marl 40 closed at 18,210.5 on Friday.", "18,210.5", True),
    ("The Marl 40 ended 2.3% lower on Friday.", "The Marl 40 finished 2.3% lower on Friday.", "2.3%", True),
    ("The Marl 40 opened at 18,210.5 on Friday.", "The Marl 40 closed at 18,210.5 on Friday.", "18,210.5", False),
    ("The Marl 40 hit an intraday high of 18,210.5 on Friday.", "The Marl 40 closed at 18,210.5 on Friday.", "18,210.5", False),
    ("Linden filed 43 lawsuits in the year ended June.", "Linden settled 43 lawsuits.", "43", False),
    ("Linden finished 12 ferries in 2031.", "Linden closed 12 ferries in 2031.", "12", False),
    ("Silver sold for $31.20 an ounce.", "Silver was priced at $31.20 per oz.", "$31.20", True),
    ("The Marl regulator approved 17 drugs.", "The Marl regulator authorised 17 drugs.", "17", True),
    ("The Marl regulator withdrew 17 drugs.", "The Marl regulator authorised 17 drugs.", "17", False),
    ("Halden Motors delivered 41,200 lorries.", "Halden Motors handed over 41,200 lorries.", "41,200", True),
    ("Halden Motors delivered 41,200 lorries.", "Halden Motors shipped 41,200 lorries.", "41,200", True),
    ("Halden Motors delivered 41,200 lorries.", "Halden Motors took back 41,200 lorries.", "41,200", True),
    ("Halden Motors added 3,300 jobs.", "Halden Motors created 3,300 jobs.", "3,300", True),
    ("Halden Motors cut 3,300 jobs.", "Halden Motors laid off 3,300 workers.", "3,300", True),
    ("Halden Motors cut 3,300 jobs.", "Halden Motors created 3,300 jobs.", "3,300", False),
    ("Exports rose for a fifth straight month.", "Exports rose for a fifth consecutive month.", "fifth", True),
    (
        "Aldgate Insurance paid claims of $1.94 billion.",
        "Policyholders of Aldgate Insurance received $1.94 billion.",
        "$1.94 billion",
        True,
    ),
    ("Aldgate Insurance paid claims of $1.94 billion.", "Aldgate Insurance received $1.94 billion.", "$1.94 billion", False),
    (
        "Net inflows into Marl bond funds totalled $2.3 billion in May.",
        "In May investors put a net $2.3 billion into Marl bond funds.",
        "$2.3 billion",
        True,
    ),
    (
        "Net outflows from Marl bond funds totalled $2.3 billion in May.",
        "In May investors put a net $2.3 billion into Marl bond funds.",
        "$2.3 billion",
        False,
    ),
    (
        "Net outflows from Marl bond funds totalled $2.3 billion in May.",
        "Marl bond funds suffered outflows of $2.3 billion in May.",
        "$2.3 billion",
        True,
    ),
    ("The Marl 40 has a forward P/E of 15.3.", "The Marl 40 changes hands at 15.3 times forward earnings.", "15.3 times", True),
    (
        "Linden Rail carried 5.3 million tonnes of freight.",
        "Linden Rail's freight volume was 5.3 million tonnes.",
        "5.3 million",
        True,
    ),
    ("Occupancy at Linden Inns stood at 73.4% in July.", "Linden Inns had guests in 73.4% of its rooms in July.", "73.4%", True),
    ("Linden Air filled 83.1% of its seats.", "Linden Air's load factor was 83.1%.", "83.1%", True),
    ("Marl's unemployment rate was 5.7% in May.", "In May 5.7% of Marl's workforce had no job.", "5.7%", True),
    ("Nickel touched an intraday low of $31,204 on 3 May 2031.", "On 3 May 2031 nickel sank as low as $31,204.", "$31,204", True),
    ("Nickel closed at $31,204 on 3 May 2031.", "On 3 May 2031 nickel sank to $31,204.", "$31,204", False),
    (
        "Nickel touched an intraday low of $31,204 on 3 May 2031.",
        "On 3 May 2031 nickel rose as high as $31,204.",
        "$31,204",
        False,
    ),
    ("Marl Power owes 3.2 billion euros.", "Marl Power's debt is 3.2 billion euros.", "3.2 billion euros", True),
    ("Cash at Marl Power totalled 3.2 billion euros.", "Marl Power held cash of 3.2 billion euros.", "3.2 billion euros", True),
    (
        "Pellham Gas' quarterly dividend is 53 cents a share.",
        "Pellham Gas pays a quarterly dividend of 53 cents a share.",
        "53 cents",
        True,
    ),
    ("Some individual lenders expect a loss of 4.3%.", "Certain lenders expect a loss of 4.3%.", "4.3%", True),
    ("Inflation quickened to 3.4% excluding fuel.", "Stripping out fuel, inflation quickened to 3.4%.", "3.4%", True),
    ("Inflation eased to 3.4%.", "Inflation cooled to 3.4%.", "3.4%", True),
    ("The spread rose to 310 basis points.", "The spread widened to 310 basis points.", "310 basis points", True),
    (
        "The spread of Marl bonds over Bunds was 310 basis points.",
        "Marl bonds offered a spread of 310 basis points over Bunds.",
        "310 basis points",
        True,
    ),
    ("Halden Motors cut the price of 43 lorries.", "Halden Motors sold 43 lorries.", "43", False),
    ("Tollan Foods' debt is 640 million euros.", "Tollan Foods is valued at 640 million euros.", "640 million euros", False),
    ("Excluding fuel, inflation was 3.4%.", "Apart from fuel, inflation was 3.4%.", "3.4%", True),
    ("Silver costs $31.20 an ounce.", "Silver sold for $31.20 an ounce.", "$31.20", True),
    ("Silver sold for $31.20 an ounce.", "Silver costs $31.20 an ounce.", "$31.20", True),
    (
        "Net outflows from Marl bond funds totalled $2.3 billion in May.",
        "In May investors pulled $2.3 billion from Marl bond funds.",
        "$2.3 billion",
        True,
    ),
]


@pytest.mark.parametrize(("source", "text", "number", "full"), _IN_OTHER_WORDS)
def test_other_words_for_what_the_evidence_says_keep_the_full_mark(source: str, text: str, number: str, full: bool) -> None:
    (check,) = (check for check in check_text(text, [source]) if check.text == number)
    assert (check.support == "quoted") is full
