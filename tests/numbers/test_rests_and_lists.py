"""What is left of a whole, lists told side by side, figures of two measures: what follows from a passage and what does not."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

POLL = "The poll reached 860 farms. Feed dear, 6.1%, and fuel dearer, 8.8%. Of the farms, 310 plan to buy, 240 to sell and 75 to lease."
DEPOTS = "Of Ostrava Haulage's 180 depots, 95 are in Poland, 48 in Hungary and the remainder in Romania."
ORDERS = "Tessel took orders worth 9.0 billion euros in 2024, of which 6.0 billion were for trams."
REGIONS = "Sales were 2.40 billion pounds at Quarrel Foods; Iberia made up 35% and Benelux 45%."
UNITS = "Unit sales: Alder 510 million, Birch 330 million, Cedar 120 million dollars. Group sales a year earlier were 900 million dollars."
QUARTERS = "Tin averaged $31,200 a tonne in the third quarter, compared with $29,400 in the second."
SPENDING = "Capital spending at Brack Mills was $120m in 2022, $150m in 2023 and $190m in 2024."
BANK = "Fjell Bank's loans were 61.2 billion kroner at the end of June; deposits were 66.9 billion kroner."
DEBT = "Cash at Orlan Ferries was C$410 million, while debt stood at C$1.75 billion."
PLAN = "Dunmore cut its full-year forecast to £60m-£65m from £70m-£80m."
STREAK = "Prices have outrun the target for 17 months running."
OUTPUT = "Glass output was 20 percent lower in 2023 at 4.0 million tonnes."
STAFFED = "Only 5 of the 20 ports raised their fees."
LOAVES = "Brot & Sohn sold 64 ovens in 2022 and 80 in 2024."
FINES = "The watchdog fined Corin Bank £42 million, Hale Bank £27 million and Marl Bank £9 million."
NORTHERN = "The Nordland Bank raised its policy rate to 3.75% from 3.50% on 7 March 2024."
SURVEY = "Fifty-one of the 60 dealers asked expect no change; 7 see a rise."
PRICES = "Food inflation slowed to 2.5% in June from 3.1% in May, while services inflation was stuck at 5.5%."
BOTH = "Inflation was 2.4% in Norvia in March, the same as in February; core inflation was 2.9% in both months."
CLUB = "The club sold 30,200 tickets, 1,800 more than last season; catering income was £40m and broadcasting £121m."
KILNS = "Two of Tessin's three kilns were idle in May."
RAISED = "Harl Mining raised A$90 million by selling 60 million shares."
FEE = "The fund's fee is 0.07% a year."
TAXED = "Morl Bank earned 150 million francs before tax and paid 36 million in tax."
COSTS = "Revenue at Tolm rose 6% and profit 9%; costs were flat."
POSTS = "Orvel Group will cut 330 of its 1,650 posts in Leeds and 120 of its 1,500 in Dublin."
TRUST = "The trust's net asset value was 500p a share at the end of May; its shares closed at 455p."
GUESTS = "Local guests rose to 5.2 million from 5.0 million; foreign guests fell to 1.7 million from 2.0 million."
BY_QUARTER = "Grana Foods' revenue was NOK 612m in the first quarter, NOK 645m in the second and NOK 705m in the third."
VOTES = "The board of the Norvian central bank voted 6-3 to hold its rate at 3.00%."
STEPS = "The Norvian central bank announced a quarter-point cut."
WEEK = "The bond's yield climbed from 3.12% on Monday to 3.31% on Friday."
REPORTED = "Excluding a charge, Belm's adjusted operating profit was €74 million; reported operating profit was €52 million."
MARGIN = "Umbel's gross margin widened to 41.2% from 40.3% a year earlier."
TEAM = "Headcount at Metric Labs was 54,000, up 8%."
LETTERS = (
    "Delivery volumes at Posta Vell rose to 14.4 million parcels in the second quarter of 2025 from 12.0 million a year earlier; "
    "the average price per parcel was 4.50 euros."
)
SHARE_OF_SALES = "Alden Semis lifted research spending to 18% of sales in 2024 from 15% in 2023."
NET = "Foreign funds bought a net 310.5 billion rupees of Indian shares in May and sold a net 88.2 billion in June."
TRAINS = "Eighty of the 100 trains were on time, 15 were late and the others were cancelled."
POLLED = "Turnout among members was 66%, and 79% of those voting backed the sale."
MACHINES = "Orders for looms were worth ¥118.8bn in August, a rise of 8.0% on the year but 2.5% less than in July."
APP = "Two thirds of Calder Bank's 2.4 million customers use its app."
STAKES = "Between them the four funds hold 9.5% of Torvel: Alta 3.2%, Brant 2.6%, Cadel 2.1% and Dorn 1.6%."
RENTERS = "Nearly 40% of households rent, up from about a third in 2001."
SHED = "The index of small firms shed 21.40 points to end at 1,897.10."
JOBS = "Employment fell by 12,000 in March and by 7,000 in April before rising 5,000 in May."
COSTLY = "Tesk's gross profit was $1.26bn on sales of $4.2bn; selling costs ate $840m."
DOVES = "The Norvian central bank's forecast puts its policy rate at 1.75% in 2026; the rate is now 2.25%."
PORT = "Cargo handled at Port Selm rose 4.2% to 30.0 million tonnes in 2024, of which containers made up 12.0 million."
NOTES = "Ellam plc's pre-tax profit was £64.0m (2023: £58.5m)."
VESSELS = "Ferrin Shipyard has 14 vessels on order: nine tankers and five ferries."
HURDLE = "The fund charges 20% of gains above a hurdle; last year it gained 12.5%."
TOWN = "Between 2019 and 2024 Norham's population grew from 400,000 to 430,000."
METALS = "Copper rose 1.8% to $9,600 a tonne, aluminium slid 0.7% to $2,400."
TRADERS = "Of 48 traders asked, 30 expect a cut, 12 a hold and 6 a rise."
LENDERS = "Sixteen of the 20 largest lenders passed the test; two failed and two were not assessed."
SERVICES = "In the third quarter 61% of the group's revenue came from services, up from 57%."
SPLIT = "The committee voted eight to four for a pause; a month earlier the split had been 9-3."
PROFIT = "Profit quadrupled to NOK 3.2 billion."
NURSES = "Selm Clinics has 520 nurses, of whom 130 work abroad."
LORRIES = "The haulier runs 90 lorries, of which 24 are under repair."
PANEL = "Four of the 11 judges are women."
BUYERS = "Foreign buyers took up 29% of the flats."
TRIMMED = "The group is cutting 600 jobs, 220 of them in Norway."


test_rests_lists_and_pairs_are_told_apart = judged(
    "source text number verdict",
    # a whole less the parts of a list, less one that is named, and what the list itself leaves
    (POLL, "The remaining 235 farms have no plan.", "235", True),
    (POLL, "The remaining 245 farms have no plan.", "245", False),
    (POLL, "About 28% of the polled farms plan to sell.", "28%", True),
    (POLL, "About 36% of the polled farms plan to sell.", "36%", False),
    (DEPOTS, "Ostrava Haulage has 37 depots in Romania.", "37", True),
    (DEPOTS, "Ostrava Haulage has 47 depots in Romania.", "47", False),
    (DEPOTS, "Ostrava Haulage runs 85 depots outside Poland.", "85", True),
    (ORDERS, "Tessel's non-tram orders were 3.0 billion euros in 2024.", "3.0 billion", True),
    (ORDERS, "A third of Tessel's orders in 2024 were for vehicles other than trams.", "A third", True),
    (ORDERS, "Two-thirds of Tessel's orders in 2024 were for vehicles other than trams.", "Two-thirds", False),
    (REGIONS, "A fifth of the sales of Quarrel Foods came from elsewhere.", "A fifth", True),
    (REGIONS, "Quarrel Foods sold £840 million in Iberia.", "£840 million", True),
    (REGIONS, "Quarrel Foods sold £840 million in Benelux.", "£840 million", False),
    (STAFFED, "25% of the ports raised their fees.", "25%", True),
    # each of a list has its own of the list beside it
    (UNITS, "Alder and Birch sold 510 and 330 million dollars.", "510", True),
    (UNITS, "Alder and Birch sold 330 and 510 million dollars respectively.", "330", False),
    (SPENDING, "Brack Mills spent $120m and $150m in 2022 and 2023.", "$150m", True),
    (SPENDING, "Brack Mills spent $150m and $120m in 2022 and 2023.", "$150m", False),
    (UNITS, "The three units sold $510 million, $330 million and $120 million.", "three", True),
    (UNITS, "Group sales grew $60 million to $960 million.", "$60 million", True),
    (UNITS, "Group sales grew $80 million to $960 million.", "$80 million", False),
    (UNITS, "Birch outsold Alder by $180 million.", "$180 million", False),
    # a year is held against the year before; as many years as the list has are its sum
    (SPENDING, "Brack Mills lifted capital spending by $40m in 2024.", "$40m", True),
    (SPENDING, "Brack Mills spent $460m of capital over the three years.", "$460m", True),
    (OUTPUT, "Glass output was 5.0 million tonnes in 2022.", "5.0 million", True),
    # two measures of one firm, and what is one less another by definition
    (BANK, "Fjell Bank's deposits exceed its loans by 5.7 billion kroner.", "5.7 billion", True),
    (BANK, "Fjell Bank's loans exceed its deposits by 5.7 billion kroner.", "5.7 billion", False),
    (DEBT, "Net debt at Orlan Ferries is C$1.34 billion.", "C$1.34 billion", True),
    # two things that words name, the one above the other or so many times as large
    (PRICES, "Services inflation was 3.0 points above food inflation in June.", "3.0 points", True),
    (PRICES, "Food inflation was 3.0 points above services inflation in June.", "3.0 points", False),
    (PRICES, "Services inflation was more than twice food inflation in June.", "twice", True),
    (CLUB, "Broadcasting brings in about three times as much as catering.", "three times", True),
    (CLUB, "Catering brings in about three times as much as broadcasting.", "three times", False),
    (CLUB, "The club sold 28,400 tickets last season.", "28,400", True),
    (FINES, "The fines came to £78 million in all.", "£78 million", True),
    (FINES, "The fines came to £87 million in all.", "£87 million", False),
    (SURVEY, "85% of the dealers asked expect no change.", "85%", True),
    (RAISED, "Harl Mining sold its shares at A$1.50 each.", "A$1.50", True),
    (RAISED, "Harl Mining sold its shares at A$1.80 each.", "A$1.80", False),
    (REPORTED, "Adjusted operating profit at Belm was €22 million above the reported figure.", "€22 million", True),
    (TRUST, "The trust's shares trade at a 9% discount to net asset value.", "9%", True),
    (TRUST, "The trust's shares trade at a 9% premium to net asset value.", "9%", False),
    (TRUST, "The trust's net asset value was 455p a share.", "455p", False),
    (TRUST, "The trust's shares closed at £4.55.", "£4.55", True),
    # parts beside their wholes, moves of two things, periods of a list, one side of a vote
    (POSTS, "Orvel is cutting 450 posts.", "450", True),
    (POSTS, "Orvel is cutting a fifth of its posts in Leeds.", "a fifth", True),
    (POSTS, "Orvel is cutting 8% of its posts in Leeds.", "8%", False),
    (POSTS, "Orvel will cut 120 posts in Leeds.", "120", False),
    (POSTS, "After the cuts Orvel will have 1,320 posts in Leeds.", "1,320", True),
    (GUESTS, "Foreign guests fell 15%.", "15%", True),
    (GUESTS, "Local guests fell 15%.", "15%", False),
    (GUESTS, "Total guests came to 6.9 million.", "6.9 million", True),
    (BY_QUARTER, "Revenue at Grana Foods in the first nine months was NOK 1,962m.", "NOK 1,962m", True),
    (BY_QUARTER, "Revenue at Grana Foods averaged NOK 654m a quarter.", "NOK 654m", True),
    (BY_QUARTER, "Third-quarter revenue at Grana Foods was up 9.3% on the second quarter.", "9.3%", True),
    (VOTES, "Three members of the board voted against.", "Three", True),
    (VOTES, "Four members of the board voted against.", "Four", False),
    (STEPS, "The Norvian central bank made a 0.25-point cut.", "0.25-point", True),
    (WEEK, "The bond's yield began the week at 3.12%.", "3.12%", True),
    (WEEK, "The bond's yield ended the week at 3.12%.", "3.12%", False),
    (MARGIN, "Umbel's gross margin was 0.9 points lower a year earlier.", "0.9 points", True),
    (MARGIN, "Umbel's gross margin was 0.9 points higher a year earlier.", "0.9 points", False),
    (TEAM, "Metric Labs' headcount was 50,000 a year earlier.", "50,000", True),
    # the period before and the level a move began at
    (LETTERS, "Posta Vell delivered 12.0 million parcels in the second quarter of 2025.", "12.0 million", False),
    (LETTERS, "Posta Vell's parcel revenue came to about 65 million euros.", "65 million", True),
    (RENTERS, "In 2001 nearly 40% of households rented.", "40%", False),
    (RENTERS, "In 2001 roughly a third of households rented.", "a third", True),
    (SHED, "The index of small firms ended at 21.40.", "21.40", False),
    (SHARE_OF_SALES, "Alden Semis lifted research spending by 18% in 2024.", "18%", False),
    (MACHINES, "Orders for looms were worth about ¥110bn a year earlier.", "¥110bn", True),
    (DOVES, "The Norvian central bank's policy rate is 1.75%.", "1.75%", False),
    (DOVES, "The Norvian central bank's policy rate is 2.25%.", "2.25%", True),
    # the others, those who did not, what shares of two things are of
    (TRAINS, "Five trains were cancelled.", "Five", True),
    (TRAINS, "Fifteen trains were cancelled.", "Fifteen", False),
    (TRAINS, "A twentieth of the trains were cancelled.", "A twentieth", True),
    (POLLED, "66% of voting members backed the sale.", "66%", False),
    (POLLED, "21% of those voting opposed the sale.", "21%", True),
    (APP, "About 1.6 million of Calder Bank's customers use its app.", "1.6 million", True),
    (APP, "A third of Calder Bank's customers do not use its app.", "A third", True),
    (STAKES, "Alta's stake is about twice Dorn's.", "twice", True),
    (STAKES, "Alta and Brant together hold 5.8% of Torvel.", "5.8%", True),
    (STAKES, "Alta and Dorn together hold 5.8% of Torvel.", "5.8%", False),
    (COSTLY, "Selling costs were two-thirds of Tesk's gross profit.", "two-thirds", True),
    (COSTLY, "Selling costs took a fifth of Tesk's sales.", "a fifth", True),
    (PORT, "Port Selm handled 12.0 million tonnes of cargo in 2024.", "12.0 million", False),
    (PORT, "Containers accounted for 40% of the cargo handled at Port Selm in 2024.", "40%", True),
    (NOTES, "Ellam's pre-tax profit in 2023 was £64.0m.", "£64.0m", False),
    (NOTES, "Ellam's pre-tax profit in 2023 was £58.5m.", "£58.5m", True),
    (VESSELS, "Ferrin Shipyard has nine ferries on order.", "nine", False),
    (VESSELS, "Ferrin Shipyard has nine tankers on order.", "nine", True),
    (HURDLE, "The fund gained 20% last year.", "20%", False),
    (TOWN, "Norham's population was 430,000 in 2019.", "430,000", False),
    (TOWN, "Norham's population grew 7.5% between 2019 and 2024.", "7.5%", True),
    (METALS, "Copper cost four times as much as aluminium.", "four times", True),
    (TRADERS, "Five times as many traders expect a cut as a rise.", "Five times", True),
    (LENDERS, "Four of the 20 largest lenders did not pass the test.", "Four", True),
    (LENDERS, "Five of the 20 largest lenders did not pass the test.", "Five", False),
    (SERVICES, "39% of the group's third-quarter revenue came from elsewhere.", "39%", True),
    (UNITS, "Alder made up 53.1% of unit sales, Birch 34.4% and Cedar 12.5%.", "34.4%", True),
    (UNITS, "Alder made up 53.1% of unit sales, Birch 34.4% and Cedar 12.5%.", "12.5%", True),
    (UNITS, "Alder made up 53.1% of unit sales, Birch 12.5% and Cedar 34.4%.", "34.4%", False),
    (POLL, "Nearly two-thirds of the polled farms plan to buy or to sell.", "two-thirds", True),
    (POLL, "Nearly three-quarters of the polled farms plan to buy or to sell.", "three-quarters", False),
    (STAFFED, "One in four ports raised its fees.", "One in four", True),
    (VOTES, "Six of the nine members of the board voted to hold.", "Six", True),
    (SPLIT, "The committee paused by 9-3.", "9-3", False),
    # changes one after another
    (NET, "Foreign funds bought a net 88.2 billion rupees of Indian shares in June.", "88.2 billion", False),
    (JOBS, "Employment fell by 19,000 in March and April together.", "19,000", True),
    (JOBS, "Employment fell by a net 14,000 over the three months.", "14,000", True),
    (JOBS, "Employment rose by 7,000 in April.", "7,000", False),
    # a part by which something grew, a year's growth that is none of two years
    (LOAVES, "Brot & Sohn sold a quarter more ovens in 2024 than in 2022.", "a quarter", True),
    (LOAVES, "Oven sales at Brot & Sohn grew by a half between 2022 and 2024.", "a half", False),
    (LOAVES, "Oven sales at Brot & Sohn grew 25% a year between 2022 and 2024.", "25%", False),
    (LOAVES, "Oven sales at Brot & Sohn grew 11.8% a year between 2022 and 2024.", "11.8%", True),
    # what a move began at, both of two months, a kind of a measure beside the measure itself
    (NORTHERN, "The Nordland Bank raised its policy rate to 3.50% in March 2024.", "3.50%", False),
    (BOTH, "Norvia's inflation was 2.4% in February.", "2.4%", True),
    (BOTH, "Norvia's core inflation was 2.9% in February.", "2.9%", True),
    (BOTH, "Norvia's inflation was 2.9% in February.", "2.9%", False),
    (KILNS, "All three of Tessin's kilns were idle in May.", "three", False),
    (FEE, "The fund's fee is 7 basis points a year.", "7 basis points", True),
    (TAXED, "Morl Bank earned 36 million francs before tax.", "36 million", False),
    (COSTS, "Costs at Tolm rose 6%.", "6%", False),
    # the second quarter, the old forecast, the run
    (QUARTERS, "Tin averaged $29,400 a tonne in the third quarter.", "$29,400", False),
    (QUARTERS, "Tin averaged $29,400 a tonne in the second quarter.", "$29,400", True),
    (PLAN, "Dunmore now expects £70m to £80m for the year.", "£70m to £80m", False),
    (PLAN, "Dunmore's old forecast was £70m to £80m.", "£70m to £80m", True),
    (STREAK, "Prices outran the target for the 17th month in a row.", "17th", True),
    (STREAK, "Prices outran the target for the 7th month in a row.", "7th", False),
    (PROFIT, "Profit was four times that of a year earlier.", "four times", True),
    (PROFIT, "Profit was three times that of a year earlier.", "three times", False),
    # who is not counted, the others, and those of the contrary sort
    (NURSES, "Not counting those abroad, Selm Clinics has 390 nurses.", "390", True),
    (NURSES, "Not counting those abroad, Selm Clinics has 520 nurses.", "520", False),
    (NURSES, "The other 390 nurses work at home.", "390", True),
    (NURSES, "The other 380 nurses work at home.", "380", False),
    (NURSES, "At home Selm Clinics has 390 nurses.", "390", True),
    (NURSES, "At home Selm Clinics has 130 nurses.", "130", False),
    (LORRIES, "Leaving aside the lorries under repair, it has 66 on the road.", "66", True),
    (LORRIES, "Leaving aside the lorries under repair, it has 24 on the road.", "24", False),
    (PANEL, "Seven of the 11 judges are men.", "Seven", True),
    (PANEL, "Seven of the 11 judges are men.", "11", True),
    (PANEL, "Four of the 11 judges are men.", "Four", False),
    (BUYERS, "Domestic buyers took up 71% of the flats.", "71%", True),
    (BUYERS, "Domestic buyers took up 29% of the flats.", "29%", False),
    (TRIMMED, "Of the 600 jobs cut, 220 are in Norway.", "600", True),
    (TRIMMED, "Some 380 of the jobs go outside Norway.", "380", True),
    (TRIMMED, "Some 220 of the jobs go outside Norway.", "220", False),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prices rose for 29 months running.", [("29", "quantity")]),
        ("Shares fell nine days in a row.", [("nine", "count_word")]),
        ("The stake rose from a fifth to a quarter.", [("a fifth", "count_word"), ("a quarter", "count_word")]),
        ("Sales fell for the fourth quarter in a row.", [("fourth", "ordinal")]),
        (
            "It rose from its listing price of 21 francs to 33.60 francs.",
            [("21 francs", "quantity"), ("33.60 francs", "quantity")],
        ),
    ],
)
def test_runs_and_moves_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.text, item.kind) for item in find_quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "number", "formula"),
    [
        ("24 shops at Tolm opened.", "24", "30% of 80 = 24"),
        ("56 shops at Tolm did not open.", "56", "80 − 30% of 80 = 56"),
    ],
)
def test_those_that_did_not_are_the_rest_of_a_share(text: str, number: str, formula: str) -> None:
    (check,) = (each for each in check_text(text, ["30% of the 80 shops at Tolm opened."]) if each.text == number)
    assert (check.verdict, check.support, check.evidence[0]["formula"]) == ("checked", "derived", formula)


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("Leaving out fuel, freight costs rose 2.6% in May.", True),
        ("Leaving out fuel, freight costs rose 3.4% in May.", False),
    ],
)
def test_what_is_left_out_by_a_verb_of_the_evidence_is_left_out(text: str, checked: bool) -> None:
    source = "Freight costs rose 3.4% in May; the narrower index, which leaves out fuel, rose 2.6%."
    (check,) = (each for each in check_text(text, [source]) if each.kind == "quantity")
    assert (check.verdict == "checked") is checked
