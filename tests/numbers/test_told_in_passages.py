"""Figures of passages that answer a question: subjects left out, falls by other words, operands told before, notes with titles."""

from __future__ import annotations

from copilot.numbers import find_quantities
from tests.numbers.cited import CALM, CITED, DEEPER, FALL, LEX, OLT, PRICE, SPRING, TOTAL, WILD, judged, metric, verdicts

WEEKLY = metric("annualised volatility, weekly", "0.0980", "2022-04-01", "2025-03-28")
BETA = metric("beta, daily", "1.31", "2022-03-31", "2025-03-31", unit="none") | {
    "formula": "covariance(TIN, LEX) / variance(LEX)"
}
SLACK = metric("beta, weekly", "0.87", "2022-04-01", "2025-03-28", unit="none") | {
    "formula": "covariance(TIN, LEX) / variance(LEX)"
}
MAY = metric("total return", "-0.0300", "2025-04-30", "2025-05-30")
TO_MAY = metric("total return", "-0.0900", "2025-03-31", "2025-05-30")
INCOME = metric("total return", "0.0800", *SPRING, "OLT")
PLAIN = metric("price return", "0.0200", *SPRING, "OLT")
AUTUMN = metric("price return", "-0.0410", "2022-08-31", "2022-09-30")


test_falls_are_told_by_the_words_and_the_time_of_a_fall = judged(
    "text metrics number verdict",
    ("TIN's deepest fall in 2022 was 25.4% [M1]; LEX's deepest was 36.0% [M2].", [FALL, DEEPER], "36.0%", True),
    ("TIN's deepest fall in 2022 was 25.4% [M1]; LEX's deepest was 35.0% [M2].", [FALL, DEEPER], "35.0%", False),
    ("TIN fell 25.4% at worst, less than the 36.0% that LEX surrendered at worst [M1][M2].", [FALL, DEEPER], "36.0%", True),
    ("In early 2022 TIN was at one stage 25.4% beneath its January high [M1].", [FALL], "25.4%", True),
    ("In early 2022 TIN was at one stage 25.4% beneath its May high [M1].", [FALL], "25.4%", False),
    ("In September 2022 TIN lost 4.1% [M1], about a ninth of LEX's worst fall of 36.0% [M2].", [AUTUMN, DEEPER], "36.0%", True),
    ("In September 2022 TIN lost 4.1% [M1], about a ninth of LEX's worst fall of 31.0% [M2].", [AUTUMN, DEEPER], "31.0%", False),
    ("LEX, although it ended the month up, was at one stage 36.0% beneath its January 2022 high [M2].", [FALL, DEEPER], "36.0%", True),
    **CITED,
)  # fmt: skip


test_a_figure_is_not_of_what_the_one_before_is_held_against = judged(
    "text number verdict",
    ("TIN shows volatility of 20.1%, well above LEX's 12.7% [M1][M2], but a weekly one of only 9.8% [M3].", "9.8%", True),
    ("TIN shows volatility of 20.1%, well above LEX's 12.7% [M1][M2], but a weekly one of only 8.9% [M3].", "8.9%", False),
    ("It is livelier than LEX [M2]. Its beta drops from 1.31 by the day to 0.87 by the week [M4][M5].", "1.31", True),
    ("It is livelier than LEX [M2]. Its beta drops from 1.31 by the week to 0.87 by the day [M4][M5].", "1.31", False),
    ("It is livelier than LEX [M2]. Its beta drops from 1.31 by the day to 0.78 by the week [M4][M5].", "0.78", False),
    metrics=[WILD, CALM, WEEKLY, BETA, SLACK],
    **CITED,
)


INDEX = ["The DAX fell 2%, its biggest slide in a year, as gas surged to 90. The DAX lost 310.20 points to 15,190.10."]


test_the_index_is_the_one_told_of_before_and_no_commodity = judged(
    "text verdict",
    ("Gas's surge to 90 had cost the DAX about 2% [1]. The index lost 310.20 points [1].", True),
    ("Gas's surge to 90 had cost the FTSE 100 about 2% [1]. The index lost 310.20 points [1].", False),
    ("Gas's surge to 90 had cost the DAX about 2% [1]. The index gained 310.20 points [1].", False),
    sources=INDEX,
    number="310.20 points",
    **CITED,
)


test_what_cited_metrics_make_by_words_of_prose = judged(
    "text metrics number verdict",
    # by hand: 4.16 / 1.01 = 4.12; 3.68 / 1.01 = 3.64; 0.91 / 0.97 - 1 = -6.19%; (8 - 2) / 8 = 0.75; 3.68 / 20.14 = 0.183
    ("OLT made 1.01% [M1], a result that TIN about quadrupled [M1][M2].", [OLT, TOTAL], "quadrupled", True),
    ("OLT made 1.01% [M1], a result that TIN about tripled [M1][M2].", [OLT, TOTAL], "tripled", False),
    ("TIN made 4.16% [M2], a result that OLT about quadrupled [M1][M2].", [OLT, TOTAL], "quadrupled", False),
    ("OLT made 1.01% [M1] and TIN 3.68% [M2], more than triple, and LEX lost 0.82% [M3].", [OLT, PRICE, LEX], "triple", True),
    ("OLT made 1.01% [M1] and TIN 3.68% [M2], more than quadruple, and LEX lost 0.82% [M3].", [OLT, PRICE, LEX], "quadruple", False),
    ("OLT made 1.01% [M1], and TIN, at 3.7%, led by about 2.7 points [M1][M2].", [OLT, PRICE], "2.7 points", True),
    ("OLT made 1.01% [M1], and TIN, at 3.7%, trailed by about 2.7 points [M1][M2].", [OLT, PRICE], "2.7 points", False),
    ("OLT was 1.8 points ahead of LEX [M1][M3], and TIN, at 3.7%, led OLT by 2.67 [M1][M2].", [OLT, PRICE, LEX], "2.67", True),
    ("OLT was 1.8 points ahead of LEX [M1][M3], and TIN, at 3.7%, led OLT by 3.67 [M1][M2].", [OLT, PRICE, LEX], "3.67", False),
    ("TIN made 3.68%, 2.67 points ahead of OLT and 4.50 ahead of LEX [M1][M2][M3].", [OLT, PRICE, LEX], "4.50", True),
    ("TIN made 3.68%, 2.67 points ahead of OLT and 1.83 ahead of LEX [M1][M2][M3].", [OLT, PRICE, LEX], "1.83", False),
    ("TIN lost 9.0% [M1] in all and 3.0% in May [M2]; the month before had cost it about 6.2% [M1][M2].", [TO_MAY, MAY], "6.2%", True),
    ("TIN lost 9.0% [M1] in all and 3.0% in May [M2]; the month before had cost it about 5.2% [M1][M2].", [TO_MAY, MAY], "5.2%", False),
    ("TIN lost 9.0% [M1] in all and 3.0% in May [M2]; the month before had earned it about 6.2% [M1][M2].", [TO_MAY, MAY], "6.2%", False),
    ("Around three-quarters of its total return was income rather than a gain [M1][M2].", [INCOME, PLAIN], "three-quarters", True),
    ("Around half of its total return was income rather than a gain [M1][M2].", [INCOME, PLAIN], "half", False),
    ("Around a quarter of its total return was price rather than income [M1][M2].", [INCOME, PLAIN], "a quarter", True),
    ("Per unit of risk TIN stood at 0.18 [M1][M2].", [PRICE, WILD], "0.18", True),
    ("Per unit of risk TIN stood at 0.28 [M1][M2].", [PRICE, WILD], "0.28", False),
    **CITED,
)  # fmt: skip


WEST = ["Orell Foods plunged 12% on Tuesday after it missed profit expectations. The DAX fell 3.1% on Tuesday."]


test_a_miss_of_expectations_is_no_forecast = judged(
    "text number verdict",
    ("Orell Foods fell 12% on Tuesday [1].", "12%", True),
    ("Orell Foods is expected to fall 12% [1].", "12%", False),
    ("Orell Foods fell 12% on Tuesday [1]. That was nearly four times the DAX's own 3.1% loss [1].", "four times", True),
    ("Orell Foods fell 12% on Tuesday [1]. That was nearly six times the DAX's own 3.1% loss [1].", "six times", False),
    sources=WEST,
    **CITED,
)


NOTE = [
    "### Results\n- **Orell Foods (ORE)** - Q2\n- **Beat expectations:** EPS $1.10 vs. $0.85 estimate\n"
    "- **Sales Growth:** 6.1%\n- **Earnings Growth:** growth of 9.4%\n- **Net Profit Margin:** 7.2% (up from Q1's 6.9%)\n"
    "- **New Monthly Dividend:** $0.31 per share\n\n"
    "### Deals\n- **Tarn Mills Going Private**\n- **Value:** $410 million\n- **Sale of Brack Stake**\n- **Value:** $95 million\n"
]
RATES = [
    "- Beat rate: 81% reported a positive surprise (vs. 5-year avg: 77%, 10-year avg: 74%)\n- Earnings grew 12.0%.\n"
    "- Next quarter earnings are expected to grow 5.9%."
]
BID = ["**Marl Acquires Corvane Stake**\n- **Deal Value:** $1.4 billion\n- **Announced:** June 2025"]


test_lines_of_a_note_stand_under_their_titles = judged(
    "text sources number verdict",
    ("Profits were growing at 9.4% [1].", NOTE, "9.4%", True),
    ("Sales were growing at 9.4% [1].", NOTE, "9.4%", False),
    ("Orell earned $1.10 a share where $0.85 had been forecast [1].", NOTE, "$0.85", True),
    ("Orell earned $0.85 a share where $1.10 had been forecast [1].", NOTE, "$0.85", False),
    ("The dividend rose to $0.31 a month [1].", NOTE, "$0.31", True),
    ("The dividend rose to $0.31 a year [1].", NOTE, "$0.31", False),
    ("Tarn Mills was going private for $410 million [1].", NOTE, "$410 million", True),
    ("Tarn Mills was going private for $401 million [1].", NOTE, "$401 million", False),
    ("Margins reached 7.2%, up from 6.9% [1].", NOTE, "6.9%", True),
    ("Margins reached 7.2%, down from 6.9% [1].", NOTE, "6.9%", False),
    ("Marl took control of Corvane for $1.4 billion [1].", BID, "$1.4 billion", True),
    ("The beat rate was 81%, four points more than the five-year average [1].", RATES, "four points", True),
    ("The beat rate was 81%, four points more than the ten-year average [1].", RATES, "four points", False),
    ("The beat rate was 81%, seven points more than the ten-year norm [1].", RATES, "seven points", True),
    ("Earnings grew 12.0% [1]. Next earnings are seen 5.9% higher [1], about half the previous pace [1].", RATES, "half", True),
    (
        "Earnings grew 12.0% [1]. Next earnings are seen 5.9% higher [1], about a third of the previous pace [1].",
        RATES,
        "a third",
        False,
    ),
    ("Corvane took control of Marl for $1.4 billion [1].", BID, "$1.4 billion", False),
    **CITED,
)


SPREADS = [
    "High-grade spreads stand at 95-115 bps over gilts. High-yield spreads are 310-370 bps over gilts, below a long-term average of 420-520 bps."
]
LAY_OFFS = [
    "He said the number of tech employees laid off in 2022 has already surpassed 90,000. Shares of several bitcoin miners, hit by it all, are all down between 40% and 45%."
]
HELD = ["Coinbase fell 9% on Monday and is down more than 61% this year. Robinhood has fallen more than 41% in 2022."]
HIGHS = ["The S&P 500 is down more than 17% from its high reached in early January."]


test_units_scopes_and_extremes_go_on_from_what_was_told = judged(
    "text sources number verdict",
    ("Spreads stood at 310 to 370 basis points, below an average of 420 to 520 [1].", SPREADS, "310 to 370 basis points", True),
    ("Spreads stood at 310 to 370 basis points, below an average of 420 to 520 [1].", SPREADS, "420 to 520", True),
    ("Spreads stood at 310 to 370 basis points, below an average of 430 to 530 [1].", SPREADS, "430 to 530", False),
    ("Spreads stood at 310 to 370 basis points, over an average of 420 to 520 [1].", SPREADS, "420 to 520", False),
    ("Spreads stood at 310 to 370 basis points, above an average of 420 to 520 [1].", SPREADS, "420 to 520", False),
    ("The tally of tech workers laid off in 2022 had passed 90,000 [1].", LAY_OFFS, "90,000", True),
    ("The tally of tech workers hired in 2022 had passed 90,000 [1].", LAY_OFFS, "90,000", False),
    ("Several miners were down by 40% to 45% [1].", LAY_OFFS, "40% to 45%", True),
    ("Coinbase fell, taking its 2022 decline past 61% [1], whereas Robinhood's was over 41% [1].", HELD, "41%", True),
    ("Coinbase fell, taking its 2022 gain past 61% [1], whereas Robinhood's was over 41% [1].", HELD, "41%", False),
    ("The S&P 500 was more than 17% off its January high [1].", HIGHS, "17%", True),
    ("The S&P 500 was more than 17% off its March high [1].", HIGHS, "17%", False),
    ("The S&P 500 was more than 19% off its January high [1].", HIGHS, "19%", False),
    **CITED,
)  # fmt: skip


def test_the_number_of_a_name_before_words_that_loosen_a_figure_is_none_of_its_own() -> None:
    told = {item.text: item.qualifier for item in find_quantities("With the Nikkei 225 more than 9% off its high, 30% below 50.")}
    assert (told["9%"], told["50"]) == ("over", "none")
    assert verdicts("Staff rose 9% in a quarter [1].", sources=["Staff rose 9% year-over-year."])["9%"] == "differs"
