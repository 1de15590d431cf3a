"""One passage told another way, and the nearest false telling of it: lengths, funds, goods, gaps, denials, starts and ends."""

from __future__ import annotations

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

TRUST = "The trust's five-year volatility was 14.8% and its one-year volatility 17.2%."
TRACKER = "Corvin Tracker, a fund on the DAX, rose 0.4% in March 2025."
DAX = "The DAX rose 0.4% in March 2025."
GOODS = "Taiwan's exports fell 2% in July; chip exports rose 18%."
MILLS = "Orla Mills pressed 7.4 million bales in fiscal 2023 and 8.1 million in fiscal 2024."
BEAT = "Selwyn Stores beat the earnings consensus by $0.05, reporting $2.10 per share."
PORTS = "Only 4 of the 15 ports raised their fees."
MERGER = "Once merged, Tolm Bank expects to save €90 million a year."
FLOWS = "Gilt funds took in £2.4 billion in the week to 7 May, while property funds lost £310 million."
TIN = "Tin for delivery in three months rose 1.6% to $31,480 a tonne."
QUOTA = "The cartel agreed to raise output by 95,000 barrels a day from May, the same as in April."
RIGS = "Corin Oil pumped 610,000 barrels of oil equivalent a day, Marl Oil 540,000."
CLOUD = "Tessel's cloud revenue grew 21% to $3.3 billion."
RANGE = "Lumera touched a low of $40.00 on 3 March and a high of $46.00 on 9 May."
INDEX = "The DAX closed at 2,410.50 on 31 May, having ended April at 2,398.10."
GUIDE = "Brack Mills guided to sales of $3.2 billion."
FIELDS = "Of the 30 surveyed fields, 20 opened, 6 left them waiting and 4 were widened."
SMELTER = "Orvel smelted 61,000 tonnes in May at a cost of $1,340 a tonne; it sold 58,000 tonnes at $2,480."
STORMS = "Gerrold's combined ratio worsened to 97.4% from 94.1%, as storm claims rose to €612 million from €340 million."
SHORT = "Ardmore reported earnings of 84 cents a share, 4 cents short of the consensus."
SEATS = "Skarvik carried 3.42 million passengers in July and filled 88.7% of its seats."
BAKERIES = "Contrary to reports, Bellamy Foods has no plan to close 7 bakeries; it will close 2."
EARNED = "Halvorsen now expects operating profit of $180 million to $200 million, having earned $164 million in 2025."
PRICES = "Food prices rose 3.4% and energy 2.6% from a year earlier."
MARGIN = "Umber's gross margin widened to 38.7% from 38.1% a year earlier."
POLL = "The poll covered 1,500 shops. Rents rose 7.9%. Of the shops, 410 plan to hire and 120 to move."
SPREAD = "The spread is 4.1%, less than half of its 10-year median of 9.2%."
COVER = "Dunmore's net debt was 4.2 times EBITDA, up from 3.6 times, and its interest cover fell to 2.1 times."
FEES = "Tavira's interest income fell in the nine months to September 2025, while fees rose 6.2% to €104 million."
AUCTION = "The state sold bonds at an average yield of 3.41%, down from 3.58% at the last auction."
STOCKS = "Crude inventories fell by 3.4 million barrels in the week to 21 November; analysts had expected a rise of 0.5 million."
JOBS = "Corvid will cut 1,200 of its 14,000 jobs."
REVISED = "Employers added 119,000 jobs in September; August was revised to a loss of 4,000, and the jobless rate rose to 4.4%."
RATE = "The jobless rate fell to 5.1% in June from 5.3% in May."
STARTS = "Starts ran at an annual rate of 1.40 million in August, down 7.9% from July's 1.52 million."
LIST = "Regional sales: West 320 million, East 180 million, Isles 45 million dollars."
ORDERS = "Orvel booked orders worth 75 million euros, of which 20 million were for pumps."
CRUDE = "Tarn imported 9.4 million barrels of crude a day in May, 0.6 million fewer than in April."
CLIMB = "Shares of Norr have risen for seven straight sessions, adding 11.4% in all; they are still 30% below their peak."
RISES = "The poll covered 1,500 shops. Freight rose 11.6%. Of the shops, 410 plan to hire and 120 to move."
CHARGE = (
    "Excluding a one-off charge, Belm's adjusted operating profit was €88 million; reported operating profit was €61 million."
)
EVENT = "On 11 June 2025 the bank announced a quarter-point cut, effective 12 June, taking the range to 3.50%-3.75%."
THIRD = "Freight revenue at Hale was up by a third to $60 million."


test_told_another_way = judged(
    "source text number verdict",
    # how long a figure's window is
    (TRUST, "The trust's volatility was 17.2% over one year and 14.8% over five.", "17.2%", True),
    (TRUST, "The trust's volatility was 17.2% over one year and 14.8% over five.", "14.8%", True),
    (TRUST, "The trust's volatility was 14.8% over one year and 17.2% over five.", "14.8%", False),
    (TRUST, "The trust's volatility was 14.8% over one year and 17.2% over five.", "17.2%", False),
    (TRUST, "Over five years the trust's volatility was 17.2%.", "17.2%", False),
    # a fund that no table knows is no index, and the other way round
    (TRACKER, "The DAX rose 0.4% in March 2025.", "0.4%", False),
    (TRACKER, "Corvin Tracker rose 0.4% in March 2025.", "0.4%", True),
    (DAX, "A fund that tracks the DAX rose 0.4% in March 2025.", "0.4%", False),
    ("A fund that tracks\nthe DAX rose 0.4% in March 2025.", "The DAX rose 0.4% in March 2025.", "0.4%", False),
    ("A fund linked\u00a0to\nthe DAX rose 0.4% in March 2025.", "The DAX rose 0.4% in March 2025.", "0.4%", False),
    ("A fund on\u00a0the DAX rose 0.4% in March 2025.", "The DAX rose 0.4% in March 2025.", "0.4%", False),
    ("The DAX\nrose 0.4% in March 2025.", "The DAX rose 0.4% in March 2025.", "0.4%", True),
    (DAX, "The DAX rose 0.4% in March 2025.", "0.4%", True),
    # goods
    (GOODS, "Taiwan's chip exports rose 18% in July.", "18%", True),
    (GOODS, "Taiwan's semiconductor exports rose 18% in July.", "18%", True),
    (GOODS, "Taiwan's car exports rose 18% in July.", "18%", False),
    # the year before one of a firm's own
    (MILLS, "Orla Mills pressed 8.1 million bales in fiscal 2024, up from 7.4 million the year before.", "7.4 million", True),
    (MILLS, "Orla Mills pressed 7.4 million bales in fiscal 2024, down from 8.1 million the year before.", "8.1 million", False),
    (
        "Orla Mills pressed 7.4 million bales in 2023 and 8.1 million in 2024.",
        "Orla Mills pressed 7.4 million bales in 2024, down from 8.1 million in the previous year.",
        "8.1 million",
        False,
    ),
    # what was held against a consensus is none
    (BEAT, "Selwyn Stores topped the earnings consensus by 5 cents with $2.10 a share.", "$2.10", True),
    # how many did not
    (PORTS, "Four of the 15 ports did not raise their fees.", "Four", False),
    (PORTS, "Four of the 15 ports raised their fees.", "Four", True),
    (PORTS, "Eleven of the 15 ports did not raise their fees.", "Eleven", True),
    ("Four of the 15 ports did not raise their fees.", "Four of the 15 ports did not raise their fees.", "Four", True),
    # expected, and done
    (MERGER, "Tolm Bank now saves €90 million a year.", "€90 million", False),
    (MERGER, "Tolm Bank now expects to save €90 million a year.", "€90 million", True),
    # what funds lose is their outflow
    (FLOWS, "Property funds saw outflows of £310 million in the week to 7 May.", "£310 million", True),
    (FLOWS, "Property funds took in £310 million in the week to 7 May.", "£310 million", False),
    # "for delivery" is no measure
    (TIN, "Tin rose 1.6%.", "1.6%", True),
    # from a time on, the same as in another
    (QUOTA, "From May the cartel will pump 95,000 barrels a day more.", "95,000", True),
    (QUOTA, "The cartel agreed to raise output by 95,000 barrels a day in June.", "95,000", False),
    # more than another, told in the words of the level
    (RIGS, "Corin Oil pumped 70,000 barrels of oil equivalent a day more than Marl Oil.", "70,000", True),
    (RIGS, "Corin Oil pumped 90,000 barrels of oil equivalent a day more than Marl Oil.", "90,000", False),
    (CLOUD, "Cloud turnover at Tessel climbed 21%.", "21%", True),
    # parts of one whole, each with its own verb
    (FIELDS, "Twenty of the 30 fields opened.", "Twenty", True),
    (FIELDS, "Twenty of the 30 fields opened.", "30", True),
    (FIELDS, "Six of the 30 fields were widened.", "Six", False),
    (FIELDS, "Ten of the 30 fields did not open.", "Ten", True),
    (FIELDS, "Ten of the 30 fields were not widened.", "Ten", False),
    (SMELTER, "Orvel sold 58,000 tonnes in May.", "58,000", True),
    (SMELTER, "Orvel sold 61,000 tonnes in May.", "61,000", False),
    # one change told twice is of one thing: 612 / 340 - 1 = 80%
    (STORMS, "Storm claims at Gerrold climbed by €272 million, or 80%.", "80%", True),
    (STORMS, "Storm claims at Gerrold climbed by €272 million, or 70%.", "70%", False),
    # short of a consensus
    (SHORT, "Ardmore missed the consensus by 4 cents.", "4 cents", True),
    (SHORT, "Ardmore beat the consensus by 4 cents.", "4 cents", False),
    # a limit not kept is no call to compute
    (SEATS, "Skarvik carried at most 3.4 million passengers in July.", "3.4 million", False),
    # plans that there are not, levels that did not change, what was done before a forecast
    (BAKERIES, "Bellamy Foods will close 7 bakeries.", "7", False),
    (BAKERIES, "Bellamy Foods has no plan to close 7 bakeries.", "7", True),
    ("Arden Bank left its key rate at 4.25%.", "Arden Bank did not change its key rate of 4.25%.", "4.25%", True),
    (EARNED, "Halvorsen had operating profit of $164 million in 2025.", "$164 million", True),
    (EARNED, "Halvorsen expects operating profit of $164 million.", "$164 million", False),
    ("Tolm Bank, having cut 300 jobs, expects to save €20 million.", "Tolm Bank saved €20 million.", "€20 million", False),
    # a sale is no revenue
    (
        "Carrow would sell its wire arm for £95 million.",
        "A sale would bring Carrow £95 million for its wire arm.",
        "£95 million",
        True,
    ),
    # "higher" stands for both, and so does the head of a list
    (PRICES, "Food prices were 3.4% and energy prices 2.6% higher than a year earlier.", "3.4%", True),
    (PRICES, "Food prices were 3.4% and energy prices 2.6% higher than a year earlier.", "2.6%", True),
    (PRICES, "Energy prices rose 3.4% from a year earlier.", "3.4%", False),
    # a year earlier, the month before
    (MARGIN, "A year earlier Umber's gross margin was 0.6 points lower, at 38.1%.", "38.1%", True),
    (
        "The jobless rate fell to 5.1% in June from 5.3% in May.",
        "It fell to 5.1% in June from 5.3% the month before.",
        "5.3%",
        True,
    ),
    (
        "The jobless rate fell to 5.1% in June from 5.3% in April.",
        "It fell to 5.1% in June from 5.3% the month before.",
        "5.3%",
        False,
    ),
    # those of whom a clause tells, and the share of all that they are: 120 of 1,500 is 8%
    (POLL, "The 120 shops that plan to move are 8% of those polled.", "120", True),
    (POLL, "The 120 shops that plan to move are 8% of those polled.", "8%", True),
    (POLL, "The 120 shops that plan to hire are 8% of those polled.", "120", False),
    # a median is no start
    (SPREAD, "The spread has fallen from 9.2% to 4.1%.", "9.2%", False),
    ("Shares of Norr are still 30% below their peak.", "Norr remains 30% under its peak.", "30%", True),
    ("The forward P/E of the DAX is 14.78.", "On forward earnings the DAX is valued at 14.8 times.", "14.8 times", True),
    (COVER, "Dunmore's net debt rose from 3.6 to 4.2 times EBITDA.", "3.6", True),
    (COVER, "Dunmore's interest cover was 4.2 times.", "4.2 times", False),
    (FEES, "Tavira's fees were €104 million in the third quarter of 2025.", "€104 million", False),
    (FEES, "Tavira's fees were €104 million in the nine months to September 2025.", "€104 million", True),
    (AUCTION, "Bonds were sold at an average yield of 3.58%.", "3.58%", False),
    (AUCTION, "Bonds were sold at an average yield of 3.41%.", "3.41%", True),
    (STOCKS, "Crude inventories rose by 0.5 million barrels in the week to 21 November.", "0.5 million", False),
    (STOCKS, "Crude inventories fell by 3.4 million barrels in the week to 21 November.", "3.4 million", True),
    ("Linden expects to save $60 million a year by 2028.", "Linden saves $60 million a year.", "$60 million", False),
    # the whole of which a part is cut
    (JOBS, "Corvid will cut 14,000 jobs.", "14,000", False),
    (JOBS, "Corvid will cut 1,200 jobs.", "1,200", True),
    # a move that opens its sentence, a start on the basis of what it led to, a gap of the same earlier time
    (RATE, "From 5.3% in May the jobless rate fell 0.2 points to 5.1% in June.", "0.2 points", True),
    (RATE, "From 5.3% in May the jobless rate fell 0.4 points to 5.1% in June.", "0.4 points", False),
    (STARTS, "Starts were at an annual rate of 1.52 million in July.", "1.52 million", True),
    (STARTS, "Starts were at an annual rate of 1.52 million in August.", "1.52 million", False),
    (MARGIN, "Umber's gross margin had been 38.1% a year before, 0.6 points lower.", "0.6 points", True),
    (MARGIN, "Umber's gross margin had been 38.1% a year before, 0.6 points higher.", "0.6 points", False),
    # the others
    (PORTS, "Four ports raised their fees, the other eleven did not.", "eleven", True),
    (PORTS, "Four ports raised their fees, the other nine did not.", "nine", False),
    # a whole and its parts: a sum is none of them, what is left out is not what is left, a whole is no part of another
    (LIST, "All regions together sold 320 million.", "320 million", False),
    (LIST, "Group sales rose to 320 million.", "320 million", False),
    (LIST, "Sales were 320 million.", "320 million", False),
    (LIST, "West sold 320 million.", "320 million", True),
    (ORDERS, "Apart from pumps, Orvel booked €20 million of orders.", "€20 million", False),
    (ORDERS, "Apart from pumps, Orvel booked €75 million of orders.", "€75 million", False),
    (ORDERS, "Apart from pumps, Orvel booked €55 million of orders.", "€55 million", True),
    (PORTS, "Four of the 4 ports raised their fees.", "4", False),
    # an amount is no change by so much, nor by how much one is ahead of another
    (RIGS, "Corin Oil pumped 610,000 barrels of oil equivalent a day more than Marl Oil.", "610,000", False),
    (CRUDE, "Crude imports fell by 9.4 million barrels a day in May.", "9.4 million", False),
    (CRUDE, "Crude imports fell by 0.6 million barrels a day in May.", "0.6 million", True),
    (
        "Employers added 119,000 jobs, against 50,000 expected.",
        "Economists expected employers to add 50,000 jobs.",
        "50,000",
        True,
    ),
    # what came after is not of before
    (MARGIN, "A year earlier Umber's gross margin was 38.7%.", "38.7%", False),
    # what would have to come is not what came
    (CLIMB, "To regain its peak Norr would have to rise 11.4%.", "11.4%", False),
    (CLIMB, "Norr has risen 11.4%.", "11.4%", True),
    # so many of those asked, and a rise by so much in something else
    (RISES, "Of the polled shops 12% plan to move.", "12%", False),
    (RISES, "Freight costs were up 12%.", "12%", True),
    # before one charge
    (CHARGE, "Before a one-off charge Belm's operating profit was €61 million.", "€61 million", False),
    (CHARGE, "Before a one-off charge Belm's operating profit was €88 million.", "€88 million", True),
    # the day of an event, the sign of what it was
    (EVENT, "The quarter-point cut was effective 12 June.", "quarter-point", True),
    ("Corv's net income was $310 million in 2023.", "Corv's 2023 net income was a loss of $310 million.", "$310 million", False),
    # what was revised, by the way
    (REVISED, "The jobless rate rose to 4.4% in September.", "4.4%", True),
    (REVISED, "Employers added 4,000 jobs in September.", "4,000", False),
)


test_differs_or_says_nothing = judged(
    "source text number verdict code",
    # 46 / 40 - 1 = 15%, stated in the sentence itself
    (RANGE, "From a low of $40.00 to a high of $46.00 Lumera gained 18%.", "18%", "differs", "value"),
    # 2,410.50 - 2,398.10 = 12.4: the only two levels told
    (INDEX, "The DAX lost about 12 points in May.", "12 points", "differs", "direction"),
    (INDEX, "The DAX gained about 25 points in May.", "25 points", "differs", "value"),
    (PORTS, "Five of the 15 ports raised their fees.", "Five", "differs", "value"),
    (THIRD, "Freight revenue at Hale was up 44% to $60 million.", "44%", "differs", "value"),
    # a consensus is no other guidance, a change no other level
    (GUIDE, "Brack Mills guided to sales above the $3.0 billion expected.", "$3.0 billion", "unsupported", "not_found"),
)


def test_things_counted_behind_their_type() -> None:
    items = find_quantities("The carrier ordered 12 Airbus A350 jets and sold 4 A320s.")
    assert [(item.text, item.unit) for item in items if item.kind == "quantity"] == [("12", "count:jet"), ("4", "count:A320")]


def test_a_fund_by_its_index_is_a_proxy() -> None:
    found = next(item for item in check_text("The DAX rose 0.4% in March 2025.", [TRACKER]) if item.text == "0.4%")
    assert (found.verdict, found.reason_code) == ("unsupported", "proxy")


def test_years_that_an_earlier_length_names() -> None:
    items = find_quantities("It returned 4% over one year, 6% over three and 7% over 5.")
    assert [(item.text, item.kind) for item in items if item.kind == "period"] == [("three", "period"), ("5", "period")]
    assert "period" not in [item.kind for item in find_quantities("It presides over three.")]
