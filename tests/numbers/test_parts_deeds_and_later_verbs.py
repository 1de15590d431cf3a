"""Parts beside their whole, letters and numbers of a row, deeds done or to do, a later verb's time, what improves as it falls."""

from __future__ import annotations

from tests.numbers.cited import judged

REGIONS = "Ostend Paper's sales in Poland rose 11%; its total sales rose 2%."

test_a_part_is_not_its_whole_told_beside_it = judged(
    "text source number verdict",
    ("Ostend Paper's sales rose 11%.", REGIONS, "11%", False),
    ("Ostend Paper's sales in Poland rose 11%.", REGIONS, "11%", True),
    ("Ostend Paper's total sales rose 2%.", REGIONS, "2%", True),
    ("Ostend Paper's sales rose 2%.", REGIONS, "2%", True),
    ("Sales rose 11%.", "Sales in Poland rose 11% while overall sales fell.", "11%", False),
    ("Total sales rose 11%.", "Sales in Poland rose 11% while overall sales fell.", "11%", False),
    ("Polish sales rose 11%.", "Sales in Poland rose 11% while overall sales fell.", "11%", True),
    ("UK sales rose 11%.", "British sales rose 11% while overall sales fell.", "11%", True),
    ("Web sales rose 11%.", "Online sales rose 11% while overall sales fell.", "11%", True),
    ("Sales in the second quarter rose 11%.", "Second-quarter sales rose 11%; total sales for the year fell.", "11%", True),
    ("Sales rose 11%.", "Annual sales rose 11%; total sales for the decade fell.", "11%", True),
    ("Tractor output rose 8%.", "Small-tractor output rose 8%; total tractor output fell 1%.", "8%", False),
)

test_one_of_a_row_is_told_by_its_letter_or_number = judged(
    "text source number verdict",
    ("The class A shares fell 5%.", "The class C shares fell 5%.", "5%", False),
    ("The class C shares fell 5%.", "The class C shares fell 5%.", "5%", True),
    ("The phase 2 trial has 310 patients.", "The phase 3 trial has 310 patients.", "310", False),
    ("The phase 3 trial has 310 patients.", "Phase 3 has enrolled 310 patients.", "310", True),
)

test_what_is_to_be_done_was_not_done = judged(
    "text source number verdict",
    ("Ostend shed 700 jobs.", "Ostend may shed 700 jobs.", "700", False),
    ("Ostend might shed 700 jobs.", "Ostend may shed 700 jobs.", "700", True),
    ("Ostend recalled 5,400 vans.", "Ostend was urged to recall 5,400 vans.", "5,400", False),
    ("Harl would have shipped 9,200 tonnes.", "Harl shipped 9,200 tonnes.", "9,200", False),
    ("The bank's rate stayed at 2.75%.", "The bank left its rate at 2.75%.", "2.75%", True),
    ("The judge affirmed the $14 million award.", "The judge quashed the $14 million award.", "$14 million", False),
    ("Drivers won a 6% rise.", "Drivers demanded a 6% rise.", "6%", False),
    ("The index pared its loss to 2%.", "The index extended its loss to 2%.", "2%", False),
)

test_a_deed_told_of_something_else_in_the_sentence_contradicts_nothing = judged(
    "text source number verdict",
    ("Ostend finished May with 210 buses.", "Ostend had 210 buses at the end of May, when it started to sell some.", "210", True),
    (
        "Judges affirmed the $14 million award.",
        "Judges threw out Harl's appeal, so the $14 million award stands.",
        "$14 million",
        True,
    ),
    ("Judges overturned the $14 million award.", "Judges upheld the $14 million award.", "$14 million", False),
    ("Harl backed a $52 million mill.", "Harl shelved its port and backed a $52 million mill.", "$52 million", True),
    ("Harl is unlikely to meet its $52 million target.", "Harl is likely to miss its $52 million target.", "$52 million", True),
    ("As many as 60 guests came.", "Up to 60 guests came, and as few as nine stayed.", "60", True),
    ("Harl accepted the $52 million offer.", "Harl spurned the $52 million offer.", "$52 million", False),
    ("Harl accepted a $52 million offer.", "Harl, which had spurned Zip, accepted a $52 million offer.", "$52 million", True),
)

LATER = "Wages rose 0.6% in April and were flat in May."

test_the_time_of_a_later_verb_is_not_the_figures = judged(
    "text source number verdict",
    ("Wages rose 0.6% in April.", LATER, "0.6%", True),
    ("Wages rose 0.6% in May.", LATER, "0.6%", False),
    ("Tin output grew 4% in 2022.", "Tin output grew 4% in 2021 and stagnated in 2022.", "4%", False),
    ("The rate was 5.1% in May.", "The rate was 5.1% in April and unchanged in May.", "5.1%", True),
    ("The rate of 6.5% applied from 3 May.", "On 2 May 2024 the bank raised its rate to 6.5% from 3 May.", "6.5%", True),
)

test_what_is_better_where_it_is_less_improves_as_it_falls = judged(
    "text source number verdict",
    ("Harl's combined ratio improved by 1.5 points.", "Harl's combined ratio fell to 94.0% from 95.5%.", "1.5 points", True),
    ("Harl's combined ratio worsened by 1.5 points.", "Harl's combined ratio fell by 1.5 points.", "1.5 points", False),
    ("Harl's margin improved by 1.5 points.", "Harl's margin rose by 1.5 points.", "1.5 points", True),
    ("Harl's margin improved by 1.5 points.", "Harl's margin fell by 1.5 points.", "1.5 points", False),
    ("Harl's revenue worsened by 6%.", "Harl's revenue rose 6%.", "6%", False),
    ("Polish inflation worsened by 0.4 points.", "Polish inflation rose by 0.4 points.", "0.4 points", True),
    ("Polish inflation worsened by 0.4 points.", "Polish inflation fell by 0.4 points.", "0.4 points", False),
    ("Poland's trade balance worsened by $6 billion.", "Poland's trade deficit widened by $6 billion.", "$6 billion", True),
    ("Harl's order backlog worsened by 6%.", "Harl's order backlog rose 6%.", "6%", True),
)

BID = "The bid is 90 pence a share; Harl closed at 75 pence on Friday."
YIELDS = "Harl's bonds yield 6.20% and Ostend's yield 5.45%."
PAYS_OUT = "Harl's payout ratio was 62%."

test_a_gap_is_of_the_two_prices_or_yields_that_the_evidence_tells = judged(
    "text source number verdict",
    ("The premium to Friday's close is 20%.", BID, "20%", True),
    ("The premium to Friday's close is 30%.", BID, "30%", False),
    ("The bid is a 20% premium to Harl's last close.", BID, "20%", True),
    ("The bid is a premium of 20% to the closing price a month ago.", BID, "20%", False),
    ("The bid is a premium of 20% to the average of the last week.", BID, "20%", False),
    ("The bid is a premium of 20% to the undisturbed price.", BID, "20%", False),
    ("The bid is a premium of 20% to the price at which rivals trade.", BID, "20%", False),
    ("The bid is a premium of 20% to Tolby's last close.", BID, "20%", False),
    ("The first bid was a premium of 20% to the last close.", BID, "20%", False),
    ("The spread between the two yields is 75 basis points.", YIELDS, "75 basis points", True),
    ("The spread between the two yields is 85 basis points.", YIELDS, "85 basis points", False),
)

test_dividend_cover_is_no_payout_ratio = judged(
    "text source number verdict",
    ("Harl's payout ratio stood at 62%.", PAYS_OUT, "62%", True),
    ("Harl's dividend cover stood at 62%.", PAYS_OUT, "62%", False),
    ("Harl's dividend cover stood at 2.3 times.", "Harl had a dividend cover of 2.3 times.", "2.3 times", True),
)

OWES = "If prices fall, Harl will owe $52 million."
FARES = "Fares rose 5%; excluding ferries they rose 3%."

test_what_is_denied_or_hangs_on_something_is_no_fact = judged(
    "text source number verdict",
    ("Harl owes $52 million.", OWES, "$52 million", False),
    ("If prices fall, Harl will owe $52 million.", "Harl owes $52 million.", "$52 million", False),
    ("If prices fall, Harl would owe $52 million.", OWES, "$52 million", True),
    ("If the sale is approved, Zip will hold a stake worth $52 million.", "The $52 million sale needs approval.", "$52", True),
    ("If the sale is approved, Zip will pay $52 million.", "Zip paid $52 million in the sale.", "$52 million", False),
    ("Harl escaped a loss of $52 million.", "Harl made a loss of $52 million.", "$52 million", False),
    ("Harl escaped a loss of $52 million.", "Harl just avoided a $52 million loss.", "$52 million", True),
    ("Harl averted a $52 million loss.", "Harl made a $52 million loss.", "$52 million", False),
    ("Harl escaped a deep drop and gained 6%.", "Harl gained 6%.", "6%", True),
    ("Poland grew 3%.", "Poland grew at its potential 3% pace.", "3%", True),
    ("Sales were $52 million, a first figure showed.", "Sales were $52 million, the final figure on the page.", "$52", True),
    ("No economist predicted growth of 5%.", "Economists predicted growth of 5%.", "5%", False),
    ("Harl is likely to open 30 sites.", "Harl is unlikely to open 30 sites.", "30", False),
    ("At best, sales will fall 6%.", "At worst, sales will fall 6%.", "6%", False),
    ("As few as 60 guests came.", "As many as 60 guests came.", "60", False),
    ("Harl shelved its $52 million mill.", "Harl approved a $52 million mill.", "$52 million", False),
    ("Fares rose 3%.", FARES, "3%", False),
    ("Fares rose 3% excluding ferries.", FARES, "3%", True),
    (
        "The yield of the index is 2.9%.",
        "The yield of the index (excluding banks) is 2.9%, below its median of 3.4%.",
        "2.9%",
        True,
    ),
    ("Underlying fares rose 3%.", FARES, "3%", True),
    ("Ex-ferries, fares rose 3%.", FARES, "3%", True),
    ("Leaving out ferries, fares rose 3%.", FARES, "3%", True),
)

PARTS = "Zip, the largest brand of Harl, had sales of 3.1 billion euros, out of group sales of 4.4 billion."
OFFERS = "Offers of 31 million, 36 million and 44 million euros came in."

test_what_is_told_by_another_name_is_no_other_measure = judged(
    "text source number verdict",
    ("Harl's cash burn was $52 million.", "Harl burned $52 million in cash.", "$52 million", True),
    ("Harl's billings were $52 million.", "Harl's invoiced sales were $52 million.", "$52 million", True),
    ("Harl's billings were $52 million.", "Harl's profit was $52 million.", "$52 million", False),
    ("Harl's payout ratio is 62%.", "Harl pays out 62% of profit as dividends.", "62%", True),
    ("Harl's dividend cover was 62%.", "Harl's payout ratio was 62%.", "62%", False),
    ("Tin shipments rose 6%.", "Tin prices rose 6%.", "6%", False),
    ("The highest duty was 6%.", "The top duty is 6% and the basic 3%; in the 1970s it was 8%.", "6%", True),
    ("The highest bid was 44 million euros.", "The top bid is 44 million euros; in 2009 it was 60 million euros.", "44", True),
)

test_a_brand_or_a_list_told_with_its_whole = judged(
    "text source number verdict",
    ("Turnover at Zip was 3.1 billion euros.", PARTS, "3.1 billion", True),
    ("The highest offer was 44 million euros.", OFFERS, "44 million", True),
    ("The highest offer was 36 million euros.", OFFERS, "36 million", False),
    ("The deal is worth $390 million.", "Ostend will pay $13 for each of Harl's 30 million shares.", "$390 million", True),
    ("The deal is worth $420 million.", "Ostend will pay $13 for each of Harl's 30 million shares.", "$420 million", False),
    (
        "Over the three quarters Harl lost an average of $15 million.",
        "Harl lost $11 million, $14 million and $20 million in the last three quarters.",
        "$15 million",
        True,
    ),
)
