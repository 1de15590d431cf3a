"""A deed, a vote, a level or a length that is told otherwise than the evidence tells it."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import CITED, judged, metric

FALL = metric("max drawdown", "-0.1830", "2024-01-02", "2024-12-30") | {
    "formula": "min over t of close[t] / max(close[..t-1]) - 1 (close)",
    "event_start": "2024-03-05",
    "event_end": "2024-08-14",
}

test_a_day_told_as_the_peak_of_a_fall_is_not_its_trough = judged(
    "text number verdict",
    ("TIN lost 18.3% from its peak of 5 March 2024 [M1].", "18.3%", True),
    ("TIN lost 18.3% from its peak of 5 March to its low of 14 August [M1].", "18.3%", True),
    ("TIN lost 18.3% from its March 2024 high [M1].", "18.3%", True),
    ("TIN lost 18.3% from its peak of 14 August 2024 [M1].", "18.3%", False),
    ("TIN lost 18.3% from its high of 14 August [M1].", "18.3%", False),
    ("TIN lost 18.3% from its peak in August [M1].", "18.3%", False),
    metrics=[FALL],
    **CITED,
)

VOTE = "The council voted 6-2 to raise the levy to 3.4%."
SPLIT = "Six members voted to keep the rate and two to cut it."
DEAL = "Brack paid 310 million euros for Holm."
BID = "Brack has offered 310 million euros for Holm."
BLAST = "The blast killed one worker and wounded seven."
RANGE = "The bank now sees inflation in a range of 2.1% to 2.6%."
LOSS = "Brack reported a second-quarter loss of 4.2 billion euros."
SPREAD = "The index fell from a peak of 7,310 in May to a low of 6,480 in July; over the year it averaged 6,905."
CLOSE = "Copper slid 3% to a two-year low of $7,940 before recovering to close at $8,120."
BOTH = "Brack and Holm reported a combined profit of 410 million euros."
PREMIUM = "The bid is a 22% premium over Holm's March price."
BELL = "Holm's shares slid 6.4% to 41 euros shortly after the open on Monday."
SOLD = "Revenue of 3.9 billion euros beat the 3.6 billion that analysts had expected."
FREED = "Rebels freed 24 sailors and still hold nine."
SEIZED = "Rebels kidnapped 24 sailors in the strait."
SACKED = "Marl let go 70 workers."
PENALTY = "Marl was fined 6 million euros, which a court awarded to savers."
FINED = "Marl was fined 6 million euros."
LENT = "Lenders granted credit of 8 billion euros and have since called in all of it."
WRITTEN = "Lenders wrote off 8 billion euros of loans."
CLEARED = "The court quashed the sentences of nine brokers who had been found guilty."
JURY = "The jury convicted nine brokers."
ASYLUM = "Norland granted asylum to 640 people."
WIND = "The utility added 5 gigawatts of wind turbines."
SWAPPED = "The bus firm retired 90 old buses, replacing each with a new one."
DONE = "Brack offered 310 million euros for Holm; the purchase was completed in June."
TAKEN = "Brack's bid of 310 million euros for Holm was accepted."
SALE = "Brack won the auction for Holm with a bid of 310 million euros."
BOARD = "The board rejected the bid by six votes to three."
STAKE = "Holm's shares jumped 6% on word of the 900 million euro stake."


@pytest.mark.parametrize(
    ("source", "text", "number", "code"),
    [
        (VOTE, "The council voted 6-2 to lift the levy.", "6-2", "none"),
        (VOTE, "Six voted to raise the levy.", "Six", "none"),
        (VOTE, "The council voted 6-2 to lower the levy.", "6-2", "direction"),
        (VOTE, "The council voted 6-2 against raising the levy.", "6-2", "direction"),
        (VOTE, "Six voted to hold the levy.", "Six", "direction"),
        (VOTE, "Two voted against raising the levy.", "Two", "none"),
        (SPLIT, "Six members voted to hold the rate.", "Six", "none"),
        (SPLIT, "Six members voted to cut the rate.", "Six", "direction"),
        (DEAL, "Brack bought Holm for 310 million euros.", "310", "none"),
        (DEAL, "Brack has offered 310 million euros for Holm.", "310", "none"),
        (BID, "Brack bid 310 million euros for Holm.", "310", "none"),
        (BID, "Brack has bought Holm for 310 million euros.", "310", "direction"),
        (BLAST, "Seven people were wounded in the blast.", "Seven", "none"),
        (BLAST, "Seven people were killed in the blast.", "Seven", "entity"),
        (BLAST, "The blast killed seven workers.", "seven", "entity"),
        (RANGE, "The bank sees inflation between 2.1% and 2.6%.", "2.1%", "none"),
        (RANGE, "The bank sees inflation rise from 2.1% to 2.6%.", "2.6%", "role"),
        (LOSS, "Brack's quarterly loss was 4.2 billion euros.", "4.2", "none"),
        (LOSS, "Brack had a full-year loss of 4.2 billion euros.", "4.2", "period"),
        (SPREAD, "The index peaked at 7,310.", "7,310", "none"),
        (SPREAD, "The index averaged 6,905 over the year.", "6,905", "none"),
        (SPREAD, "The index peaked at 6,480.", "6,480", "measure"),
        (SPREAD, "The index bottomed at 6,905.", "6,905", "measure"),
        (CLOSE, "Copper fell to a low of $7,940.", "$7,940", "none"),
        (CLOSE, "Copper closed at a two-year low of $7,940.", "$7,940", "measure"),
        (BOTH, "Brack and Holm together made 410 million euros.", "410", "none"),
        (BOTH, "Holm alone reported a profit of 410 million euros.", "410", "entity"),
        (PREMIUM, "The bid is 22% above Holm's March price.", "22%", "none"),
        (PREMIUM, "Holm's price rose 22% in March.", "22%", "role"),
        (BELL, "Holm's shares fell 6.4% soon after the open.", "6.4%", "none"),
        (BELL, "Holm's shares closed 6.4% lower on Monday.", "6.4%", "measure"),
        (SOLD, "Revenue was 3.9 billion euros, above the 3.6 billion expected.", "3.9", "none"),
        (SOLD, "Revenue of 3.6 billion euros missed expectations.", "3.6", "measure"),
        (SOLD, "Revenue was below the 3.9 billion euros that analysts had expected.", "3.9", "measure"),
        (FREED, "Rebels released 24 sailors.", "24", "none"),
        (FREED, "Rebels kidnapped 24 sailors.", "24", "direction"),
        (BOARD, "The board voted 6-3 against the bid.", "6-3", "none"),
        (STAKE, "Holm's shares rose 6%.", "6%", "none"),
        (STAKE, "The fund disclosed a 6% stake in Holm.", "6%", "measure"),
        (SEIZED, "Rebels released 24 sailors.", "24", "direction"),
        (FREED, "Rebels had kidnapped 24 sailors.", "24", "none"),
        (FREED, "In March rebels seized 24 sailors.", "24", "none"),
        (SACKED, "Marl, which jailed nobody, laid off 70 workers.", "70", "none"),
        (PENALTY, "Savers were awarded 6 million euros.", "6", "none"),
        (PENALTY, "Marl was fined 6 million euros.", "6", "none"),
        (FINED, "Marl was awarded 6 million euros.", "6", "direction"),
        (FINED, "Marl, which was given a 6 million euro fine, kept its licence.", "6", "none"),
        (LENT, "Lenders called in credit of 8 billion euros.", "8", "none"),
        (WRITTEN, "Lenders had granted 8 billion euros of loans.", "8", "none"),
        (CLEARED, "The court acquitted nine brokers.", "nine", "none"),
        (JURY, "The jury acquitted nine brokers.", "nine", "direction"),
        (ASYLUM, "Norland turned away 640 people.", "640", "direction"),
        (WIND, "The utility retired 5 gigawatts of wind turbines.", "5", "direction"),
        (WIND, "The utility installed 5 gigawatts of wind turbines.", "5", "none"),
        (SWAPPED, "The bus firm added 90 new buses.", "90", "none"),
        (DONE, "Brack paid 310 million euros for Holm.", "310", "none"),
        (TAKEN, "Brack bought Holm for 310 million euros.", "310", "none"),
        (SALE, "Brack paid 310 million euros to win the auction for Holm.", "310", "none"),
        (DEAL, "Brack bid 310 million euros for Holm and got it.", "310", "none"),
        ("The note offers a 6% coupon.", "The note paid a 6% coupon.", "6%", "none"),
        ("Deposits paid 3.5%.", "Deposits offered 3.5%.", "3.5%", "none"),
        ("Marl offered a dividend of $3 a share.", "Marl paid a dividend of $3 a share.", "$3", "none"),
        ("Marl's 3-for-1 split will cut its price.", "Marl's 3-for-1 split will raise trading.", "3-for-1", "none"),
        ("The panel split 5-3 on whether to cut the rate and held it.", "The panel held the rate in a 5-3 split.", "5-3", "none"),
        ("Deputies voted 88-80 to lower duties.", "Deputies voted 88-80 to hold to a pledge of lower duties.", "88-80", "none"),
        ("Deputies voted 88-80 to lower duties.", "Deputies voted 88-80 to keep duties low.", "88-80", "none"),
        ("Producers voted 10-2 to cut supply.", "Producers voted 10-2 to tighten the market.", "10-2", "none"),
        ("Producers voted 10-2 to cut supply.", "Producers voted 10-2 to raise supply.", "10-2", "direction"),
        ("Deputies voted 88-80 to lower duties in ports.", "Deputies voted 88-80 to hold duties in towns.", "88-80", "none"),
    ],
)  # fmt: skip
def test_what_is_told_otherwise_is_contradicted(source: str, text: str, number: str, code: str) -> None:
    (found, *_) = (check for check in check_text(text, [source], as_of="2025-01-10") if check.text.startswith(number))
    assert (found.verdict, found.reason_code) == ("checked" if code == "none" else "differs", code), found.reason


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("Exports rose 5% in May.", "Exports grew 5% in May.", True),
        ("Exports rose 5% in May.", "Exports hardly rose 5% in May.", False),
        ("Exports rose 5% in May.", "Exports barely grew 5% in May.", False),
        ("Exports rose 0.3% in May.", "Exports barely grew, by 0.3%, in May.", True),
        ("Exports rose 0.3% in May.", "Exports edged up 0.3% in May.", True),
        ("Exports fell 14% in May.", "Exports edged down 14% in May.", True),
        ("Exports rose 5% in May.", "Exports hardly rose by 5% in May.", False),
        ("Exports rose 9% in May.", "Exports, which hardly grew in April, rose 9% in May.", True),
        ("Exports rose 9% in May.", "After scarcely growing in April, exports rose 9% in May.", True),
        ("Exports rose 9% in May.", "Imports barely grew and exports rose 9% in May.", True),
        ("Exports rose 12% in May.", "While wages crept higher exports rose 12% in May.", True),
        ("Market share reached 27.5% in May.", "Market share hit 27.5% in May.", True),
        ("Market share reached 27.5% in May.", "Market share fell short of 27.5% in May.", False),
        ("Market share fell short of 27.5% in May.", "Market share stopped short of 27.5% in May.", True),
    ],
)
def test_a_move_that_was_made_is_not_told_as_hardly_one_nor_a_level_as_missed(source: str, text: str, right: bool) -> None:
    verdicts = {check.verdict for check in check_text(text, [source], as_of="2025-06-10") if check.kind == "quantity"}
    assert verdicts == ({"checked"} if right else {"differs"})


WHOLE = "Net income for the full year was 7 billion euros."
SALES = "Nokia's revenue reached 19 billion euros for the full year."
RATE = "Nokia earned revenue of 1.6 billion euros per month."
PAIR = "Pfizer and Moderna together spent $70 billion on plants in 2023."
SPLIT_BILL = "Pfizer and Moderna returned a combined $70 billion."
HELPED = "Ford, together with Magna's help, sold 90,000 vans."


@pytest.mark.parametrize(
    ("source", "text", "number", "code"),
    [
        (WHOLE, "Net income was 7 billion euros despite a third-quarter loss.", "7", "none"),
        (WHOLE, "Quarterly net income was 7 billion euros.", "7", "period"),
        (SALES, "After a weak third quarter, Nokia's revenue reached 19 billion euros.", "19", "none"),
        (SALES, "Nokia's annual revenue reached 19 billion euros.", "19", "none"),
        (SALES, "Nokia's quarterly revenue reached 19 billion euros.", "19", "period"),
        (RATE, "Nokia's monthly revenue was 1.6 billion euros in the second quarter.", "1.6", "none"),
        (PAIR, "Pfizer and its rival spent $70 billion on plants in 2023.", "$70", "none"),
        (PAIR, "Moderna spent $70 billion on plants in 2023.", "$70", "entity"),
        (SPLIT_BILL, "The two drug makers, Pfizer and its smaller rival, returned $70 billion.", "$70", "none"),
        (SPLIT_BILL, "Pfizer returned $70 billion.", "$70", "entity"),
        (HELPED, "Ford sold 90,000 vans.", "90,000", "none"),
        ("Ford and Magna bid together for Valeo at $60 a share.", "Ford and Magna bid $60 a share.", "$60", "none"),
        ("Shares in Holm fell 7% in early trading.", "Ending a long rally, shares in Holm dropped 7% on Friday.", "7%", "none"),
        ("Shares in Holm fell 7% in early trading.", "Shares in Holm finished Friday down 7%.", "7%", "measure"),
    ],
)  # fmt: skip
def test_what_only_stands_beside_a_figure_tells_it_no_other_way(source: str, text: str, number: str, code: str) -> None:
    (found, *_) = (check for check in check_text(text, [source], as_of="2025-01-10") if check.text.startswith(number))
    assert (found.verdict, found.reason_code) == ("checked" if code == "none" else "differs", code), found.reason


INTO = "Pension funds ploughed 4.2 billion pounds into gilts in March."
OUT = "Pension funds took 4.2 billion pounds out of gilts in March."
SINCE = "Tavor Gas has not raised its fees since 2018, when it put them up by 7%."
BOOK = "Merrin's price-to-book ratio is 0.64."
GAP = "In May the country's imports surpassed its exports by 900 million pesos."
LESS = "Lume Air flew 2.9 million guests in 2025, 0.2 million fewer than in 2024."
DENIED = "Orrin denied a report that it had bought a 30% stake in Vash."
QUARTERS = "Output growth in Tessin was 0.3%, 0.7%, 0.2% and 1.2% in the four quarters of 2022."
INCOME = "The Denholm Income Fund's three-year annualised return was 5.5% and its ten-year annualised return 3.8%."

test_a_figure_is_told_in_other_words_of_the_same_thing_alone = judged(
    "source text number verdict",
    (OUT, "In March pension funds put 4.2 billion pounds into gilts.", "4.2 billion", False),
    (INTO, "In March pension funds pulled 4.2 billion pounds out of gilts.", "4.2 billion", False),
    (INTO, "In March pension funds poured 4.2 billion pounds into gilts.", "4.2 billion", True),
    (SINCE, "Tavor Gas raised its fees by 7% in 2018.", "7%", True),
    (SINCE, "Tavor Gas raised its fees by 7% in 2023.", "7%", False),
    (BOOK, "Merrin trades at 0.64 times book value.", "0.64", True),
    (BOOK, "Merrin trades at 0.64 times sales.", "0.64", False),
    (GAP, "The country's trade deficit was 900 million pesos in May.", "900 million", True),
    (GAP, "The country's trade surplus was 900 million pesos in May.", "900 million", False),
    (GAP, "The country's exports were 900 million pesos in May.", "900 million", False),
    (GAP, "The country's deficit narrowed by 900 million pesos in May.", "900 million", False),
    (GAP, "The country's current-account deficit was 900 million pesos in May.", "900 million", False),
    (GAP, "The country's fiscal gap was 900 million pesos in May.", "900 million", False),
    (GAP, "The country's deficit was 900 million pesos in May.", "900 million", True),
    (
        "In May imports never surpassed exports by 900 million pesos.",
        "The trade deficit was 900 million pesos in May.",
        "900 million",
        False,
    ),
    (LESS, "Lume Air flew 3.1 million guests in 2024.", "3.1 million", True),
    (LESS, "Lume Air flew 2.7 million guests in 2024.", "2.7 million", False),
    (DENIED, "Orrin has bought a 30% stake in Vash.", "30%", False),
    (QUARTERS, "Output growth in Tessin averaged 0.6% in 2022.", "0.6%", True),
    (QUARTERS, "Output growth in Tessin averaged 0.9% in 2022.", "0.9%", False),
    (INCOME, "Over ten years the Denholm Income Fund returned an annualised 3.8%.", "3.8%", True),
    (INCOME, "Over three years the Denholm Income Fund returned an annualised 3.8%.", "3.8%", False),
)

GREW = "Calder's exports grew 2%, 7% and 6% in the three years to 2023."
OF_THREE = "Exports of Calder, Vash and Tavor grew 2%, 7% and 6% respectively."
OF_TWO = "Calder's exports, imports and wages grew 2%, 7% and 6%."
TO_COME = "Calder is expected to post export growth of 2%, 7% and 6%."

test_a_mean_of_figures_side_by_side_is_of_one_thing_in_its_time = judged(
    "source text number verdict",
    (GREW, "Calder's export growth averaged 5%.", "5%", True),
    (GREW, "Calder's export growth averaged 5% in the three years to 2023.", "5%", True),
    (GREW, "Calder's export growth averaged 5% in 2021.", "5%", False),
    (GREW, "Calder's profit margin averaged 5%.", "5%", False),
    (GREW, "Calder's imports grew 5% on average.", "5%", False),
    (QUARTERS, "Wages in Tessin grew 0.6% on average in 2022.", "0.6%", False),
)

test_a_mean_of_what_is_told_of_several_or_foreseen_is_of_none_alone = judged(
    "source text number verdict",
    (OF_THREE, "Vash's export growth averaged 5%.", "5%", False),
    (OF_TWO, "Calder's export growth averaged 5%.", "5%", False),
    (TO_COME, "Calder's export growth averaged 5%.", "5%", False),
)
