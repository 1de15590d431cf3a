"""Two figures of one sentence are told apart by the words in which they part: class, kind, basis, subject, time, deed."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

REJECTED = {"differs", "unsupported"}

CLASSES = "The company pays 12 cents on its C shares and 15 cents on its D shares."
TANKERS = "Aframax rates gained $420 to $31,900 a day, and suezmax rates lost $150 to $28,700."
CREWS = "Orvel Air took on 340 permanent pilots and let go 95 seasonal ones."
VOTES = "Of 40 motions 26 were carried and 9 were withdrawn."
COSTS = "Wages in Tarn rose 4.2% and prices 2.9%."
EPS = "Quarrel Foods earned $1.62 a share, or $1.80 before exceptional items."
BROKERS = "Marl & Co raised its rating target for Dunmore Gas to 310p; Alder Securities has a target of 355p for Dunmore Gas."
CITIES = "Sugar in London gained 6% in May."
PAIR = "The zloty bought 0.27 dollars late in Frankfurt."
GAMES = "Birch Games and Cedar Interactive both reported on Monday. Cedar Interactive had bookings of $88 million."
HALVES = (
    "For the second half Tessel guides to sales of €410 million and a gross margin of 31%; in the first it sold €380 million."
)
FLOWS = "Year to date, gilt funds have drawn £4.4 billion; in the latest week they drew £300 million."
CLUB = "The broadband firm signed up 64,000 homes in May."
FUNDS = "Silver funds lost $85 million on Friday."
COURT = "The jury gave Brack Mills $30 million, a third of the $90 million that it had sought."
OIL = "Were tin to average $40,000, Corin Mining's free cash flow would be $700 million."
WEEKS = "Jobless claims rose 4,000 to 231,000 last week; the four-week average was 226,500."
LEVEL = "The franc fetched $1.12 late on Tuesday, up from $1.09 a day earlier."
OFFER = "Hale Freight will pay $18 in cash for each Tolm share, valuing the target at $2.6 billion."
GROUP = "Like-for-like sales at Grana Foods rose 4% in Asia and fell 1% in the Americas, leaving the group up 2%."


test_figures_of_one_sentence_are_told_apart = judged(
    "source text number verdict",
    (CLASSES, "The company pays 15 cents on each D share.", "15 cents", True),
    (CLASSES, "The company pays 15 cents on each C share.", "15 cents", False),
    (TANKERS, "Suezmax rates are at $28,700 a day.", "$28,700", True),
    (TANKERS, "Aframax rates are at $28,700 a day.", "$28,700", False),
    (CREWS, "Orvel Air took on 340 permanent pilots.", "340", True),
    (CREWS, "Orvel Air took on 340 seasonal pilots.", "340", False),
    (VOTES, "Of the 40 motions 9 were withdrawn.", "9", True),
    (VOTES, "Of the 40 motions 26 were withdrawn.", "26", False),
    (COSTS, "Prices in Tarn rose 2.9%.", "2.9%", True),
    (COSTS, "Wages in Tarn rose 2.9%.", "2.9%", False),
    (EPS, "Quarrel Foods earned $1.62 a share.", "$1.62", True),
    (EPS, "Quarrel Foods had adjusted earnings of $1.62 a share.", "$1.62", False),
    (EPS, "Quarrel Foods had adjusted earnings of $1.80 a share.", "$1.80", True),
    (BROKERS, "Marl & Co has a target of 310p for Dunmore Gas.", "310p", True),
    (BROKERS, "Alder Securities has a target of 310p for Dunmore Gas.", "310p", False),
    (CITIES, "London sugar gained 6% in May.", "6%", True),
    (CITIES, "New York sugar gained 6% in May.", "6%", False),
    (PAIR, "The zloty bought 0.27 dollars in Frankfurt.", "0.27 dollars", True),
    (GAMES, "Cedar Interactive had bookings of $88 million.", "$88 million", True),
    (GAMES, "Birch Games had bookings of $88 million.", "$88 million", False),
    (HALVES, "Tessel sold €380 million in the first half.", "€380 million", True),
    (HALVES, "Tessel sold €380 million in the second half.", "€380 million", False),
    (FLOWS, "Gilt funds drew £300 million in the latest week.", "£300 million", True),
    (FLOWS, "Gilt funds have drawn £300 million so far this year.", "£300 million", False),
    (FLOWS, "Gilt funds drew £4.4 billion in the latest week.", "£4.4 billion", False),
    (CLUB, "The broadband firm gained 64,000 homes in May.", "64,000", True),
    (CLUB, "The broadband firm lost 64,000 homes in May.", "64,000", False),
    (FUNDS, "Silver funds had outflows of $85 million on Friday.", "$85 million", True),
    (FUNDS, "Silver funds attracted $85 million on Friday.", "$85 million", False),
    (COURT, "Brack Mills had sought $90 million.", "$90 million", True),
    (COURT, "Brack Mills was awarded $90 million.", "$90 million", False),
    (OIL, "Corin Mining's free cash flow would be $700 million with tin at $40,000.", "$40,000", True),
    (OIL, "Tin averaged $40,000.", "$40,000", False),
    (WEEKS, "The four-week average of jobless claims was 226,500.", "226,500", True),
    (WEEKS, "Jobless claims rose to 226,500.", "226,500", False),
    (LEVEL, "The franc rose from $1.09 to $1.12.", "$1.12", True),
    (LEVEL, "The franc fell from $1.12 to $1.09.", "$1.12", False),
    (OFFER, "The bid values Tolm at $2.6 billion.", "$2.6 billion", True),
    (OFFER, "The bid values Hale Freight at $2.6 billion.", "$2.6 billion", False),
    (GROUP, "Grana Foods' like-for-like sales rose 2% overall.", "2%", True),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Marl & Co lifted its target for Dunmore Gas from 290p to 310p.", ["290p", "310p"]),
        ("The bank cut its growth forecast from 2.4% to 1.9%.", ["2.4%", "1.9%"]),
        ("Targets run from 290p to 310p.", ["290p to 310p"]),
        ("Their forecasts range from 1.9% to 2.4%.", ["1.9% to 2.4%"]),
    ],
)
def test_a_target_that_is_moved_is_two_figures_and_a_spread_is_one(text: str, numbers: list[str]) -> None:
    assert [item.text for item in find_quantities(text)] == numbers


def test_the_end_of_a_tag_is_no_more_than() -> None:
    marked, plain = (find_quantities(text)[0] for text in ("<b>$60 million</b>", ">$60 million"))
    assert (marked.qualifier, plain.qualifier) == ("none", "over")


def test_what_is_likened_is_not_the_subject() -> None:
    text = "Unlike its DAX rivals, Tessel pays no dividend; its capital spending was €70 million."
    assert [item.verdict for item in check_text(text, ["Tessel's capital spending was €70 million."]) if item.text[0] == "€"] == [
        "checked"
    ]


NOTES = "Of the £900 million that Marl Rail raised, £500 million was in three-year bonds and the rest in seven-year ones."
GAS = "Propane's margin averaged $18.20 in the week to 9 May and butane's $11.40."
SNACKS = "Seats cost 3.1% more at Alder Cinemas, snacks 7.4%."
FINE = "The court fined Brack Water £14 million; the regulator had proposed £20 million and the company had offered £6 million."
SHELVED = "Orvel Grid shelved a €250 million buyback and kept its dividend at 31 cents."
POSTS = "Rather than the 400 job cuts reported, Hale Media will make 90."
FLAX = "Far from doubling, turnover at Flax & Sons rose by 12%."
PLANNED = '"We had planned for 9% growth and got 5%," said the finance chief of Tolm Foods.'
FUND = "The fund lost 3.4% in May, against a benchmark loss of 1.9%."
SUGAR = "Rubber ended the week at $180, $7 dearer than a week before and $22 cheaper than a month before."
PESO = "The krone, at 10.42 to the dollar before the vote, weakened to 10.97 after it."
BONDS = "Until March the trust held 48% of its assets in bonds; it now holds 41%."
MOOD = "Confidence in Norvia edged up to 51.2 in June, having been 48.7 in May and 44.1 a year before."
FUEL = "Excluding fuel, unit costs at Alder Air rose 4.3%; including it they fell 0.8%."
TIN = "Tin shipments from Cedar Ports came to 3.1 million, 3.4 million and 3.6 million tonnes in May, June and July respectively."
VOTERS = "Only 37% of Kestrel Tools' holders accepted the offer."
BOXES = "The port handled 2.20 million boxes in 2024; for 2025 it is budgeting 2.05 million."


test_what_was_only_planned_or_is_of_another_side_is_not_told = judged(
    "source text number verdict",
    (NOTES, "Marl Rail sold £500 million of three-year bonds.", "£500 million", True),
    (NOTES, "Marl Rail sold £500 million of seven-year bonds.", "£500 million", False),
    (GAS, "The margin on butane averaged $11.40 in the week to 9 May.", "$11.40", True),
    (GAS, "The margin on propane averaged $11.40 in the week to 9 May.", "$11.40", False),
    (SNACKS, "Snacks cost 7.4% more at Alder Cinemas.", "7.4%", True),
    (SNACKS, "Seats cost 7.4% more at Alder Cinemas.", "7.4%", False),
    (FINE, "The court fined Brack Water £14 million.", "£14 million", True),
    (FINE, "The court fined Brack Water £20 million.", "£20 million", False),
    (FINE, "The company had offered £6 million.", "£6 million", True),
    (FINE, "The regulator had proposed £6 million.", "£6 million", False),
    (SHELVED, "Orvel Grid shelved a €250 million buyback.", "€250 million", True),
    (SHELVED, "Orvel Grid carried out a €250 million buyback.", "€250 million", False),
    (POSTS, "Hale Media will make 90 job cuts.", "90", True),
    (POSTS, "Hale Media will make 400 job cuts.", "400", False),
    (FLAX, "Turnover at Flax & Sons doubled.", "doubled", False),
    (PLANNED, "Growth at Tolm Foods was 5%.", "5%", True),
    (PLANNED, "Growth at Tolm Foods was 9%.", "9%", False),
    (FUND, "The fund lost 3.4% in May.", "3.4%", True),
    (FUND, "The fund lost 1.9% in May.", "1.9%", False),
    (FUND, "In May the fund lagged its benchmark by 1.5 percentage points.", "1.5 percentage points", True),
    (FUND, "In May the fund beat its benchmark by 1.5 percentage points.", "1.5 percentage points", False),
    (SUGAR, "Rubber was $22 cheaper than a month before.", "$22", True),
    (SUGAR, "Rubber was $22 cheaper than a week before.", "$22", False),
    (SUGAR, "Rubber was $7 cheaper than a week before.", "$7", False),
    (PESO, "After the vote the krone traded at 10.97 to the dollar.", "10.97", True),
    (PESO, "Before the vote the krone traded at 10.97 to the dollar.", "10.97", False),
    (BONDS, "The trust now holds 41% of its assets in bonds.", "41%", True),
    (BONDS, "The trust now holds 48% of its assets in bonds.", "48%", False),
    (MOOD, "Confidence in Norvia stood at 48.7 in May.", "48.7", True),
    (MOOD, "Confidence in Norvia stood at 44.1 in May.", "44.1", False),
    (MOOD, "Confidence in Norvia rose 2.5 points in June.", "2.5 points", True),
    (FUEL, "Excluding fuel, Alder Air's unit costs rose 4.3%.", "4.3%", True),
    (FUEL, "Including fuel, Alder Air's unit costs rose 4.3%.", "4.3%", False),
    (TIN, "Cedar Ports shipped 3.4 million tonnes of tin in June.", "3.4 million", True),
    (TIN, "Cedar Ports shipped 3.4 million tonnes of tin in May.", "3.4 million", False),
    (VOTERS, "37% of Kestrel Tools' holders accepted the offer.", "37%", True),
    (VOTERS, "37% of Kestrel Tools' holders rejected the offer.", "37%", False),
    (BOXES, "For 2025 the port budgets 2.05 million boxes.", "2.05 million", True),
    (BOXES, "The port handled 2.05 million boxes in 2025.", "2.05 million", False),
)


def test_two_firms_by_their_names_are_two() -> None:
    texts = ("Delta Trust's loans were $340 million.", "Corvid Capital's loans were $340 million.")
    found = [check_text(text, ["Corvid Capital's loans were $340 million."])[0].verdict for text in texts]
    assert found[0] in REJECTED
    assert found[1] == "checked"


ART = "A bidder paid $3.2 million for the Tarn landscape, twice its low estimate of $1.6 million."
ROUNDS = "Series A: Birch Robotics, $41 million led by Marl Ventures; Novaline, $28 million led by Hale Capital."
SPREAD = "Norvian bonds yield 5.2%, or 180 basis points over Bunds."
SEATS = "Alder Air flew 79% full in May."
SOLAR = "Were it not for a tax credit of £12 million, Tolm Solar would have lost £8 million; instead it earned £4 million."
JETS = "Alder Air has 26 jets on order and 9 on option."
FLEET = "The fleet numbers 84 ferries, 19 of them leased."
LOANS = "The lender set aside $70 million against loans to farms, a tenth of the $700 million it has lent them."
YIELD = "The two-year yield fell as far as 2.91% before ending at 2.98%."
MONEY = "In sterling the fund is up 2.7% since March; in dollars, 8.4%."
POLL = "Inflation was 6.2% in May; economists in a poll had looked for 6.0%."
GUIDE = "Corin Optics guided for a loss of €5 million; it had earlier guided for a profit of €9 million."
STOCKS = "Brokers were net sellers of copper, shedding 8,300 contracts; of zinc they bought 2,700."
ALPHA = "Tessel Group's B shares rose 3.7%; its A shares, which carry ten votes each, rose 1.4%."


test_estimates_gaps_parts_and_lows_are_not_what_was = judged(
    "source text number verdict",
    (ART, "The Tarn landscape sold for $3.2 million.", "$3.2 million", True),
    (ART, "The Tarn landscape sold for $1.6 million.", "$1.6 million", False),
    (ROUNDS, "Hale Capital led a $28 million round at Novaline.", "$28 million", True),
    (ROUNDS, "Birch Robotics raised $28 million.", "$28 million", False),
    (SPREAD, "Norvian bonds yield 180 basis points more than Bunds.", "180 basis points", True),
    (SPREAD, "Norvian bonds yield 180 basis points.", "180 basis points", False),
    (SEATS, "Alder Air's planes were 79% full in May.", "79%", True),
    (SOLAR, "Tolm Solar earned £4 million.", "£4 million", True),
    (SOLAR, "Tolm Solar had a tax credit of £12 million.", "£12 million", True),
    (SOLAR, "Tolm Solar lost £8 million.", "£8 million", False),
    (JETS, "Alder Air has 9 jets on option.", "9", True),
    (JETS, "Alder Air has 26 jets on option.", "26", False),
    (FLEET, "The fleet numbers 84 ferries.", "84", True),
    (FLEET, "In the fleet 84 ferries are leased.", "84", False),
    (LOANS, "The lender has lent farms $700 million.", "$700 million", True),
    (LOANS, "The lender set aside $700 million against loans to farms.", "$700 million", False),
    (YIELD, "The two-year yield ended at 2.98%.", "2.98%", True),
    (YIELD, "The two-year yield ended at 2.91%.", "2.91%", False),
    (MONEY, "In dollars the fund is up 8.4% since March.", "8.4%", True),
    (MONEY, "In sterling the fund is up 8.4% since March.", "8.4%", False),
    (POLL, "Economists had looked for inflation of 6.0% in May.", "6.0%", True),
    (POLL, "Inflation was 6.0% in May.", "6.0%", False),
    (GUIDE, "Corin Optics previously guided for a profit of €9 million.", "€9 million", True),
    (GUIDE, "Corin Optics now guides for a profit of €9 million.", "€9 million", False),
    (STOCKS, "Brokers bought 2,700 zinc contracts.", "2,700", True),
    (STOCKS, "Brokers bought 2,700 copper contracts.", "2,700", False),
    (ALPHA, "Tessel Group's A shares rose 1.4%.", "1.4%", True),
    (ALPHA, "Tessel Group's A shares rose 3.7%.", "3.7%", False),
)


RATES = "Three members of the rate committee wanted a cut to 2.50%; the other six preferred to stay at 2.75%."
PAYOUT = "Brack Brewing will pay a final dividend of 22p on 5 June, making 33p for the year."
DUTY = "Duties on Norvian boats drop to 10%, not the 25% first imposed."
GOAL = "Corin Motors delivered 8,420 vans. That was 310 short of its own goal."
CLAIMED = "Tolm Airports won £9 million of the £30 million in compensation it had claimed."
LEVY = "Under the old formula the levy would have been €6 a tonne; under the new one it is €8."
SUSPENDED = "Trading in Marl shares, suspended at 7.30 on Monday, resumed at 5.90 on Thursday."
STOCKPILE = "Fuel stocks built by 2.6 million barrels, according to the industry's count."
ABROAD = "More than half of Tessel's sales, 53%, come from abroad."


test_what_was_wanted_or_denied_is_not_what_is = judged(
    "source text number verdict",
    (RATES, "The committee cut to 2.50%.", "2.50%", False),
    (RATES, "Three members wanted a cut to 2.50%.", "2.50%", True),
    (PAYOUT, "Brack Brewing will pay a final dividend of 22p.", "22p", True),
    (PAYOUT, "Brack Brewing's final dividend is 33p.", "33p", False),
    (DUTY, "Duties on Norvian boats drop to 10%.", "10%", True),
    (DUTY, "Duties on Norvian boats drop to 25%.", "25%", False),
    (GOAL, "Corin Motors missed its own goal by 310 vans.", "310", True),
    (GOAL, "Corin Motors beat its own goal by 310 vans.", "310", False),
    (CLAIMED, "Tolm Airports won £9 million in compensation.", "£9 million", True),
    (CLAIMED, "Tolm Airports won £30 million in compensation.", "£30 million", False),
    (LEVY, "Under the new formula the levy is €8 a tonne.", "€8", True),
    (LEVY, "Under the new formula the levy is €6 a tonne.", "€6", False),
    (SUSPENDED, "Marl shares were suspended at 7.30.", "7.30", True),
    (SUSPENDED, "Marl shares resumed trading at 7.30.", "7.30", False),
    (STOCKPILE, "The industry's count shows a build of 2.6 million barrels.", "2.6 million", True),
    (STOCKPILE, "The industry's count shows a draw of 2.6 million barrels.", "2.6 million", False),
    (ABROAD, "53% of Tessel's sales come from abroad.", "53%", True),
)


HOLDERS = "Buyers of the note included insurers (41%), fund managers (33%) and banks (26%)."
OUTLOOKS = "The ministry expects growth of 1.4% this year; the central bank, 0.9%."
STEEL = "Tessel's fourth-quarter shipments were 7% below the third quarter's and 2% above a year earlier."
BALLOT = "The pay deal was put to members, who rejected it by 61% to 39%."
RIVAL = "Marl Foods' board backed the offer of $72 a share from Linden Capital; an approach at $78 from Osprey Partners had been turned down."
LOSS = "Dunmore Rail reported a first-half loss of €14 million after a profit of €9 million a year ago."


test_lists_of_labels_and_two_comparisons_are_kept_apart = judged(
    "source text number verdict",
    (HOLDERS, "Banks bought 26% of the note.", "26%", True),
    (HOLDERS, "Banks bought 33% of the note.", "33%", False),
    (OUTLOOKS, "The central bank expects growth of 0.9% this year.", "0.9%", True),
    (OUTLOOKS, "The ministry expects growth of 0.9% this year.", "0.9%", False),
    (STEEL, "Tessel's fourth-quarter shipments were 2% higher than a year earlier.", "2%", True),
    (STEEL, "Tessel's fourth-quarter shipments were 7% lower than a year earlier.", "7%", False),
    (BALLOT, "61% of members rejected the pay deal.", "61%", True),
    (BALLOT, "61% of members voted for the pay deal.", "61%", False),
    (RIVAL, "Linden Capital offered $72 for each Marl Foods share.", "$72", True),
    (RIVAL, "Osprey Partners offered $72 for each Marl Foods share.", "$72", False),
    (LOSS, "Dunmore Rail made a first-half profit of €9 million this year.", "€9 million", False),
)


@pytest.mark.parametrize("told", [CLASSES, TANKERS, CREWS, VOTES, COSTS, EPS, BROKERS])
def test_what_repeats_the_evidence_is_told_better_by_no_neighbour(told: str) -> None:
    assert {check.verdict for check in check_text(told, [told])} == {"checked"}
