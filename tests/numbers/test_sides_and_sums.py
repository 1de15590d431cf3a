"""What a gap is held against, the day of a move, what was done over a time, sums of what is told one by one, shared heads."""

from __future__ import annotations

from copilot.numbers import find_quantities
from tests.numbers.cited import CITED, LEX, OLT, PRICE, TOTAL, judged, metric

GAPS = "Tarvo trades at a 9% discount to Belmar and at a 14% discount to Osk."
OIL = "Copper's premium to aluminium widened to $6,100 a tonne, and its premium to zinc to $6,700."
PREMIUM = "Tarvo changes hands at a 7% premium to Belmar."
RATE = "The bank raised its key rate to 4.25% from 4.00% on 12 June 2024."
PAYOUT = "Hollis Gas lowered its dividend to $0.12 from $0.19 per share on Friday."
SHIPPED = "The port shipped 3.2 million tonnes of ore in the second quarter of 2024."
CARS = "Registrations of new vans reached 38,000 in the first five months of 2024."
MINES = "Tolmar's mines at Vika, Orsa and Pell produced 120,000, 145,000 and 95,000 tonnes in 2024."
PLANTS = "The plants in Brno, Turin and Aarhus employ 1,400, 650 and 900 people."
YEARS = "Belmar invested €0.8 billion in 2024, after €0.5 billion in 2023."
GROWTH = "Norvia, Peru and Chile grew by 3.4%, 2.7% and 1.8% in 2024."
MARGINS = "At Osk Optics the gross margin was 58.3% and the operating margin 19.6% in 2024."
PROFITS = "Net profit was €33 million and operating profit €52 million."
LOSS = "Tarvo's quarterly loss narrowed to $18 million from $36 million."
TEA = "Norvia auctioned 12.6 million kilos of tea in August 2024, against 11.9 million kilos in July."
BACKLOG = "Osk Solar's backlog stood at 5.2 gigawatts at the end of June 2024, 1.3 gigawatts more than a year earlier."
STOCKS = "Stocks of tin stood at 412 tonnes, 15 tonnes more than a week before."
MEETING = "Of the 1,100 owners at the meeting of Belmar, 690 voted for the sale, 330 against it and 80 abstained."
RETURNED = "The Tarvo fund returned 5.2% in 2024 including dividends."
PRICED = "Norvia exported 12.6 million kilos of tea in August 2024, against 11.9 million kilos at $2.40 in July."
SPENDERS = ("Tarvo invested €1.2 billion in 2024.", "Osk invested €0.9 billion in 2024.", YEARS)


test_a_gap_to_something_is_none_to_another = judged(
    "source text number verdict",
    (GAPS, "Tarvo trades at a 9% discount to Belmar.", "9%", True),
    (GAPS, "Tarvo trades at a 14% discount to Belmar.", "14%", False),
    (GAPS, "Tarvo trades at a discount of 9% to Osk.", "9%", False),
    (PREMIUM, "Tarvo changes hands at a 7% premium over Belmar.", "7%", True),
    (PREMIUM, "Tarvo changes hands at a premium of 7% to Osk.", "7%", False),
    (OIL, "Copper's premium to aluminium is $6,100 a tonne.", "$6,100", True),
    (OIL, "Copper's premium to zinc is $6,100 a tonne.", "$6,100", False),
)


test_a_time_behind_two_figures_is_of_both = judged(
    "source text number verdict",
    (RATE, "The bank raised its key rate to 4.25% on 12 June 2024.", "4.25%", True),
    (RATE, "The bank raised its key rate to 4.25% on 13 June 2024.", "4.25%", False),
    (PRICED, "Norvia exported 11.9 million kilos of tea in July.", "11.9 million", True),
    (PRICED, "Norvia exported 11.9 million kilos of tea in August 2024.", "11.9 million", False),
    (PAYOUT, "On Friday Hollis Gas cut its dividend to 12 cents a share from 19 cents.", "12 cents", True),
    (PAYOUT, "Hollis Gas cut its dividend on Friday. It drops to 12 cents a share.", "12 cents", True),
    (PAYOUT, "On Tuesday Hollis Gas cut its dividend to 12 cents a share.", "12 cents", False),
)


test_what_was_done_over_a_time_was_not_done_in_a_part_of_it = judged(
    "source text number verdict",
    (SHIPPED, "Shipments of ore were 3.2 million tonnes in Q2 2024.", "3.2 million", True),
    (SHIPPED, "Shipments of ore were 3.2 million tonnes in June 2024.", "3.2 million", False),
    (CARS, "Registrations of vans reached 38,000 in the first five months of 2024.", "38,000", True),
    (CARS, "Registrations of vans reached 38,000 in May 2024.", "38,000", False),
)


test_sums_of_what_is_told_one_by_one = judged(
    "sources text number verdict",
    ((MINES,), "Tolmar's three mines turned out 360,000 tonnes between them in 2024.", "360,000", True),
    ((MINES,), "Tolmar's mines produced a total of 215,000 tonnes in 2024.", "215,000", False),
    ((MINES,), "Vika and Pell together produced 215,000 tonnes in 2024.", "215,000", True),
    ((PLANTS,), "The three plants together employ 2,950 people.", "2,950", True),
    ((PLANTS,), "The three plants together employ 2,950 people.", "three", True),
    ((PLANTS,), "The four plants together employ 2,950 people.", "four", False),
    ((PLANTS,), "The plants employ 2,300 people in total.", "2,300", False),
    ((YEARS,), "Belmar invested €1.3 billion in total in 2023 and 2024.", "€1.3 billion", True),
    ((YEARS,), "Belmar invested €1.3 billion in total in 2024.", "€1.3 billion", False),
    (SPENDERS, "Tarvo, Osk and Belmar invested €2.9 billion in all in 2024 [1-3].", "€2.9 billion", True),
    (SPENDERS, "Tarvo, Osk and Belmar invested €3.4 billion in all in 2024 [1-3].", "€3.4 billion", False),
    (SPENDERS, "The three utilities together invested €2.9 billion in 2024 [1-3].", "€2.9 billion", True),
    (SPENDERS, "Tarvo and Belmar invested a combined €2.9 billion in 2024 [1-3].", "€2.9 billion", False),
)


test_what_figures_of_one_clause_share = judged(
    "source text number verdict",
    (GROWTH, "Norvia, Chile and Peru grew 3.4%, 1.8% and 2.7% respectively in 2024.", "1.8%", True),
    (GROWTH, "Norvia, Chile and Peru grew 3.4%, 2.7% and 1.8% respectively in 2024.", "2.7%", False),
    (GROWTH, "Norvia, Chile and Peru grew 3.4%, 2.7% and 1.8% respectively in 2024.", "1.8%", False),
    (MARGINS, "Osk Optics had a gross margin of 58.3% and an operating one of 19.6% in 2024.", "19.6%", True),
    (MARGINS, "Osk Optics had a gross margin of 19.6% and an operating one of 58.3% in 2024.", "58.3%", False),
    (MARGINS, "Osk Optics had gross and operating margins of 58.3% and 19.6% in 2024.", "58.3%", True),
    (MARGINS, "Osk Optics had gross and operating margins of 19.6% and 58.3% in 2024.", "58.3%", False),
    (PROFITS, "It made an operating profit of €52 million and a net one of €33 million.", "€33 million", True),
    (PROFITS, "It made an operating profit of €33 million and a net one of €52 million.", "€52 million", False),
    (LOSS, "Quarterly losses at Tarvo halved to $18 million.", "$18 million", True),
    (LOSS, "Tarvo halved its quarterly loss to $18 million.", "$18 million", True),
    (LOSS, "Tarvo's net income halved to $18 million.", "$18 million", False),
)


def test_entries_of_a_list_need_no_full_stop() -> None:
    items = find_quantities("1. Sell bonds\n2. Buy gold at $4,000\n3. Hold cash")
    assert [item.kind for item in items] == ["list_marker", "list_marker", "quantity", "list_marker"]
    assert [item.kind for item in find_quantities("The rate rose to\n2. Profit fell.")] == ["quantity"]


test_so_much_more_than_before = judged(
    "source text number verdict",
    (TEA, "Norvia sold 0.7 million kilos more tea in August 2024 than in July.", "0.7 million", True),
    (TEA, "Norvia sold 0.7 million kilos less tea in August 2024 than in July.", "0.7 million", False),
    (BACKLOG, "A year earlier the backlog of Osk Solar had been 3.9 gigawatts.", "3.9", True),
    (BACKLOG, "A year earlier the backlog of Osk Solar had been 6.5 gigawatts.", "6.5", False),
    (BACKLOG, "A year earlier the backlog of Osk Solar was 5.2 gigawatts.", "5.2", False),
    (STOCKS, "A week before, stocks of tin had been 412 tonnes.", "412", False),
    (STOCKS, "Stocks of tin are now 412 tonnes.", "412", True),
)


test_for_is_not_against_and_a_price_pays_no_dividend = judged(
    "source text number verdict",
    (MEETING, "At Belmar's meeting 330 owners voted for the sale.", "330", False),
    (MEETING, "690 owners of Belmar backed the sale.", "690", True),
    (MEETING, "Of the owners of Belmar 63% voted for the sale.", "63%", True),
    (MEETING, "Of the owners of Belmar 63% voted against the sale.", "63%", False),
    (RETURNED, "The Tarvo fund gained 5.2% in 2024.", "5.2%", True),
    (RETURNED, "The price of the Tarvo fund rose 5.2% in 2024.", "5.2%", False),
    (RETURNED, "In price terms the Tarvo fund rose 5.2% in 2024.", "5.2%", False),
)

SHARES = "Divisional revenue: Paints 412 million, Glues 137 million, Waxes 96 million dollars."
PORTS = "The docks at Arvik loaded 41,000 tonnes, at Bergo 38,500 tonnes and at Calder 27,500 tonnes last month."

test_a_list_told_of_all_is_summed_whole = judged(
    "source text number verdict",
    (SHARES, "All divisions together sold $645 million.", "$645 million", True),
    (SHARES, "All divisions together sold $654 million.", "$654 million", "differs"),
    (SHARES, "All divisions together lost $654 million.", "$654 million", "unsupported"),
    (SHARES, "Paints had revenue of $412 million.", "$412 million", True),
    (PORTS, "Between them the docks loaded 107,000 tonnes last month.", "107,000", True),
    (PORTS, "Between them the docks loaded 68,500 tonnes last month.", "68,500", "differs"),
    (PORTS, "Together the docks at Arvik and Calder loaded 68,500 tonnes last month.", "68,500", True),
)

# TIN gained 3.68%, LEX lost 0.82% and OLT gained 1.01% in price.
test_a_gap_with_its_two_figures_behind_it_goes_the_way_of_its_words = judged(
    "text number verdict",
    ("OLT lagged by 2.7 points, 1.0% against 3.7% [M3][M1].", "2.7", True),
    ("OLT lagged by 2.7 points, 1.0% against 3.7% [M3][M1].", "1.0%", True),
    ("OLT lagged by 2.7 points, 1.0% against 3.7% [M3][M1].", "3.7%", True),
    ("OLT won by 2.7 points, 1.0% against 3.7% [M3][M1].", "2.7", False),
    ("TIN came out about 2.7 percentage points ahead, 3.68% to 1.01% [M1][M3].", "2.7", True),
    ("TIN came out about 2.7 percentage points behind, 3.68% to 1.01% [M1][M3].", "2.7", False),
    ("TIN came out about 3.7 percentage points ahead, 3.68% to 1.01% [M1][M3].", "3.7 ", False),
    ("LEX trailed by 4.5 points, -0.8% against 3.7% [M2][M1].", "4.5", True),
    ("LEX led by 4.5 points, -0.8% against 3.7% [M2][M1].", "4.5", False),
    ("LEX fell short of OLT by 1.8 points, -0.8% versus 1.0% [M2][M3].", "1.8", True),
    ("LEX trailed OLT by 4.5 points, -0.8% against 3.7% [M2][M1].", "3.7%", False),
    ("OLT trailed by 2.7 points, 1.0% against 3.7% [M3][M1], and LEX by 4.5 points, -0.8% against 3.7% [M2][M1].", "4.5", True),
    ("OLT trailed by 2.7 points, 1.0% against 3.7% [M3][M1], and LEX by 4.1 points, -0.8% against 3.7% [M2][M1].", "4.1", False),
    metrics=[PRICE, LEX, OLT],
    **CITED,
)


FIRST, SECOND = ("2023-12-29", "2024-12-31"), ("2024-12-31", "2025-04-17")
IN_A_ROW = [metric("total return", "0.1250", *FIRST), metric("total return", "0.0400", *SECOND)]
IN_A_ROW += [metric("total return", "-0.0900", *FIRST, "LEX"), metric("total return", "0.0300", *SECOND, "LEX")]

test_two_returns_in_a_row_make_what_they_compound_to = judged(
    "text number verdict",
    ("TIN's 12.5% and 4.0% come to about 17.0% [M1][M2].", "17.0%", True),
    ("Compounded over both years, TIN's 12.5% and 4.0% come to about 17.0% [M1][M2].", "12.5%", True),
    ("TIN's 12.5% and 4.0% come to about 13.0% [M1][M2].", "13.0%", False),
    ("TIN's 12.5% and 4.0% leave a loss of about 17.0% [M1][M2].", "17.0%", False),
    ("LEX's -9.0% and 3.0% leave a loss of about 6.3% [M3][M4].", "6.3%", True),
    ("LEX's -9.0% and 3.0% leave a gain of about 6.3% [M3][M4].", "6.3%", False),
    ("LEX's -9.0% and 3.0% leave a gain of about 3.1% [M3][M4].", "3.1%", False),
    ("LEX's -9.0% and 3.0% make a fall of 6.27% [M3][M4].", "6.27%", True),
    metrics=IN_A_ROW,
    **CITED,
)


test_points_between_two_returns_are_no_percent = judged(
    "text number verdict",
    ("LEX improved by 12.0 percentage points, from -9.0% to 3.0% [M3][M4].", "12.0", True),
    ("LEX improved by 12.0%, from -9.0% to 3.0% [M3][M4].", "12.0%", False),
    ("TIN slowed by 8.5 points, from 12.5% to 4.0% [M1][M2].", "8.5", True),
    ("TIN slowed by 8.5%, from 12.5% to 4.0% [M1][M2].", "8.5%", False),
    metrics=IN_A_ROW,
    **CITED,
)


test_what_is_called_a_total_return_is_no_price_return = judged(
    "text number verdict",
    ("TIN's total return was 4.2% [M2].", "4.2%", True),
    ("TIN's total return was 3.7% [M1].", "3.7%", False),
    ("Before dividends TIN's total return came to 3.7% [M1].", "3.7%", False),
    ("Before dividends TIN gained 3.7% [M1].", "3.7%", True),
    ("TIN's price return was 3.7% [M1].", "3.7%", True),
    ("TIN's total return was 4.2%, its price return 3.7% [M2][M1].", "3.7%", True),
    ("TIN's total return exceeded its price return by about 0.5 points [M2][M1].", "0.5", True),
    metrics=[PRICE, TOTAL],
    **CITED,
)

SWINGS = [metric("annualised volatility, daily", "0.12", "2023-12-29", "2024-12-31", "TIN"),
          metric("annualised volatility, daily", "0.20", "2023-12-29", "2024-12-31", "OLT")]  # M1, M2 # fmt: skip
FELL = [metric("price return", "-0.12", "2023-12-29", "2024-12-31", "TIN"),
        metric("price return", "-0.20", "2023-12-29", "2024-12-31", "OLT")]  # M1, M2 # fmt: skip

test_what_two_funds_swing_by_is_no_return_and_losses_need_no_minus = judged(
    "text metrics number verdict",
    ("OLT gained 8 points more than TIN, 20% against 12% [M2][M1].", SWINGS, "20%", False),
    ("TIN fell 8 points less than OLT, 12% against 20% [M1][M2].", FELL, "12%", True),
    ("TIN lost less than OLT by 8 points, 12% against 20% [M1][M2].", FELL, "20%", True),
    citations="sources",
    as_of="2025-12-31",
)
