"""One word that makes another figure of it: in all, closed, did, a draw, whose shares, over which day, more than, both years."""

from __future__ import annotations

from tests.numbers.cited import CITED, judged, metric

TWO_PARTS = "Ferro will put $7 billion into mines and an additional $2 billion into ports."
BY_MONTH = "The yard built an average of 41,000 boats a month from April to June."
WITHOUT = "Apart from Norway, 14 countries signed the treaty."
WITH = "The pact has 14 signatories, counting Norway."
AGREED = "Ferro has agreed to buy Linden for $8.4 billion. The takeover still needs regulatory approval."
CLOSED = "Ferro's $8.4 billion purchase of Linden, which had needed regulatory approval, was completed in May."
STOCKS = "US crude inventories fell by 3.7 million barrels last week."
RUN = "Services PMI 47.8 (fifth consecutive month of contraction)."
OTHERS = "Shares of Ferro, the biggest miner, lost 9% after it disclosed a stake in Linden."
PAID = "Ferro will pay Linden $45 million if the merger is blocked."
BASES = "The bid is a 31% premium over the closing price on May 6, and a 14% premium over its closing price Friday."
YEAR = "**YTD performance:** -15% for copper."
AVERTED = "The council and the union reached a deal that averts a strike. It covers 2,300 drivers."
CUT_AHEAD = "Riksbank: likely rate cut to 1.75% in May."

test_a_figure_told_as_all_there_is = judged(
    "text source number verdict",
    ("Ferro will spend $2 billion in all.", TWO_PARTS, "$2 billion", False),
    ("Ferro will spend an additional $2 billion on ports.", TWO_PARTS, "$2 billion", True),
    ("Ferro spent $2 billion in all.", "Ferro spent $2 billion on ports in 2023.", "$2 billion", True),
    ("The yard built 41,000 boats altogether from April to June.", BY_MONTH, "41,000", False),
    ("From April to June the yard built 41,000 boats a month.", BY_MONTH, "41,000", True),
    ("Counting Norway, 14 countries signed.", WITHOUT, "14", False),
    ("Apart from Norway, 14 countries signed.", WITHOUT, "14", True),
    ("Besides Norway, 14 countries signed.", WITH, "14", False),
    ("Fourteen countries signed, counting Norway.", WITH, "Fourteen", True),
)

test_a_deal_told_as_done_and_a_move_as_made = judged(
    "text source number verdict",
    ("Ferro completed its $8.4 billion takeover of Linden.", AGREED, "$8.4 billion", False),
    ("Ferro agreed a $8.4 billion takeover of Linden.", AGREED, "$8.4 billion", True),
    ("Ferro expects to have completed its $8.4 billion takeover of Linden by May.", AGREED, "$8.4 billion", True),
    ("Ferro expects to\u00a0have completed its $8.4 billion takeover of Linden by May.", AGREED, "$8.4 billion", True),
    ("Ferro completed its $8.4 billion takeover of Linden.", CLOSED, "$8.4 billion", True),
    ("The Riksbank cut its rate to 1.75% in May.", CUT_AHEAD, "1.75%", False),
    ("The Riksbank is likely to cut its rate to 1.75% in May.", CUT_AHEAD, "1.75%", True),
    ("Rents did rise 6% that winter.", "The bank expects rents to rise 6% this winter.", "6%", False),
    ("Rents did rise 6%.", "Rents rose 6%.", "6%", True),
    ("A deal for 2,300 drivers failed to avert a strike.", AVERTED, "2,300", False),
    ("A deal for 2,300 drivers averted a strike.", AVERTED, "2,300", True),
    as_of="2025-04-17",
)

test_which_way_it_went_by_its_noun = judged(
    "text source number verdict",
    ("A 3.7-million-barrel build weighed on prices.", STOCKS, "3.7-million", False),
    ("A 3.7-million-barrel draw lifted prices.", STOCKS, "3.7-million", True),
    ("It was a fifth straight month of expansion.", RUN, "fifth", False),
    ("It was a fifth straight month of contraction.", RUN, "fifth", True),
    ("Copper was down 15% for the month.", YEAR, "15%", False),
    ("Copper was down 15% for the year.", YEAR, "15%", True),
)

test_whose_it_is_and_over_what = judged(
    "text source number verdict",
    ("Linden's shares lost 9%.", OTHERS, "9%", False),
    ("Ferro's shares lost 9%.", OTHERS, "9%", True),
    ("Shares in Linden and Ferro lost 9%.", "Ferro's stock and Linden's shares lost 9%.", "9%", True),
    ("Linden's shares fell 9%.", "Ferro's shares gained 4% and Linden fell 9%.", "9%", True),
    ("Ferro's shares fell 9%.", "Ferro's shares gained 4% and Linden fell 9%.", "9%", False),
    ("Linden's stock fell 9%.", "While Ferro shares held up, Linden fell 9%.", "9%", True),
    ("Linden shares fell 9%.", "Linden, which pledged its Ferro shares, fell 9%.", "9%", True),
    ("Linden shares fell 9%.", "Analysts said that shares of Ferro fell 9% on its talks with Linden.", "9%", False),
    ("Orvell pays Linden $45 million if it is blocked.", PAID, "$45 million", False),
    ("Ferro pays Linden $45 million if it is blocked.", PAID, "$45 million", True),
    ("Linden would get $45 million from Ferro if it is blocked.", PAID, "$45 million", True),
    ("Google paid Linden $45 million.", "Alphabet paid Linden $45 million.", "$45 million", True),
    ("It was 14% over the 6 May close.", BASES, "14%", False),
    ("It was 31% over the 6 May close.", BASES, "31%", True),
    (
        "The union wanted 6%, some three points more than inflation of 9.2%.",
        "The union wants 6%. Inflation is 9.2%.",
        "three points",
        False,
    ),
    (
        "The union wanted 6%, some three points less than inflation of 9.2%.",
        "The union wants 6%. Inflation is 9.2%.",
        "three points",
        True,
    ),
    as_of="2025-04-17",
)

ONE_YEAR = metric("total return", "0.0531", "2023-12-29", "2024-12-31")
BOTH_YEARS = metric("total return", "0.0531", "2022-12-30", "2024-12-31")
SHALLOW = metric("max drawdown", "-0.0612", "2024-01-02", "2024-12-31", "LEX")
DEEP = metric("max drawdown", "-0.1834", "2024-01-02", "2024-12-31")

test_metrics_of_one_year_and_of_which_two = judged(
    "text metrics number verdict",
    ("Compounding both years, TIN returned 5.3% with dividends [M1].", [ONE_YEAR], "5.3%", False),
    ("Over both years TIN returned 5.3% with dividends [M1].", [BOTH_YEARS], "5.3%", True),
    (
        "LEX fell 6.1% at worst [M1]; TIN's fall reached 18.3% [M2], which was 12.2 points shallower [M1][M2].",
        [SHALLOW, DEEP],
        "12.2",
        False,
    ),
    (
        "LEX fell 6.1% at worst [M1]; TIN's fall reached 18.3% [M2], which was 12.2 points deeper [M1][M2].",
        [SHALLOW, DEEP],
        "12.2",
        True,
    ),
    **CITED,
)
