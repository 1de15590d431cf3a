"""Claims in free prose about news and letters: a figure of the passage told of its neighbour's time, role or subject, and rightly."""

from __future__ import annotations

from copilot.numbers import check_text
from tests.numbers.cited import judged

CRUDE = "Harbour coal went from an average of $88.40 a tonne throughout 2019 to a mere $54.10 a tonne in December of 2019."
TAXES = (
    "Marta Quill has released her 2011 tax returns: she paid 1.9 million in taxes, for an effective tax rate of 14.2%, her campaign said"
    " today. That's slightly above the 13.7% rate she paid in 2010."
)
HIRING = "Some 103,000 jobs were added in March. The Q1 average sits at 202,000, up from 182,000 a year prior."
SALES = "Brack reported automotive revenue of $37.2 billion, a jump of $4 billion from a year ago."
SHARES = "Shares of Corin rose 16% Wednesday to more than $80; the company's stock is down 6% for the year."
OUTLOOK = (
    "For the full year 2021, we expect revenue of $12,300 million to $12,600 million. And we expect adjusted earnings per share to be in"
    " the range of $7.65 to $7.95, which would represent growth of 21% to 26% compared to the midpoint of our 2020 guidance."
)
PROFIT = (
    "For the three months ended Sept. 27, Aker's profit climbed to $1.1 billion, or $1.26 per share, from $900 million, or $1.01 per"
    " share, in the same period last year."
)


def verdict(claim: str, figure: str, passage: str) -> str:
    return next(check.verdict for check in check_text(claim, [passage]) if check.text == figure)


test_a_figure_of_another_time_is_rejected = judged(
    "text number source",
    # the neighbour has the claim's very time
    ("Harbour coal averaged $54.10 a tonne in 2019.", "$54.10", CRUDE),
    ("Her effective tax rate was 14.2% in 2010.", "14.2%", TAXES),
    # what was a year before, and what it came to
    ("Job gains averaged 202,000 in the first quarter a year earlier.", "202,000", HIRING),
    ("Brack's automotive revenue a year ago was $37.2 billion.", "$37.2 billion", SALES),
    # a change over a span of its own
    ("Corin shares fell 6% on Wednesday.", "6%", SHARES),
    # what growth is held against is no time of the level
    ("Adjusted EPS of $7.65 to $7.95 is expected for 2020.", "$7.65 to $7.95", OUTLOOK),
    verdict="differs",
)


test_a_figure_of_its_own_time_is_accepted = judged(
    "text number source",
    ("By December 2019 harbour coal fetched only $54.10 a tonne.", "$54.10", CRUDE),
    ("Harbour coal averaged $88.40 a tonne in 2019.", "$88.40", CRUDE),
    ("Her effective rate in 2010 was 13.7%.", "13.7%", TAXES),
    ("Job gains averaged 202,000 in the first quarter.", "202,000", HIRING),
    ("A year earlier they had averaged 182,000.", "182,000", HIRING),
    ("Corin's shares have lost 6% this year.", "6%", SHARES),
    ("Corin's shares rose 16% on Wednesday.", "16%", SHARES),
    ("Adjusted EPS of $7.65 to $7.95 is expected for 2021.", "$7.65 to $7.95", OUTLOOK),
    ("Aker earned $1.26 a share in the quarter, against $1.01 a year before.", "$1.01", PROFIT),
    verdict="checked",
)


PRICES = "Prices for food at home were up 12.2% over the year, with eggs up 33.1%, butter up 21.3% and chicken up 18.6%. Heating costs were up 5.6%."
DEALS = (
    "Brack Mills, which acquired rival Castle Mills for $9.2 billion in 2015, will merge its shops. Marl Trust contributed $41.1 million to"
    " Linden Fund."
)
PLAYERS = "Ana Berg won 16 titles. Another player from the north, 32-year-old Lena Quill, wrote that she was surprised."
QUAKES = "Tremors of that size are projected to strike once every 6.3 years, the survey said, down from once every 4.8 years."
ACCURACY = "Order accuracy for drive-through meals for the industry was at 87.2%. The lowest was Brack Burgers at 82.3%."
PACKAGES = "Packaging net sales for 2007 increased 8% to $5.2 billion compared with $4.9 billion in 2006."
HELPED = "Brack reported revenue of $37.2 billion, a jump of $4 billion. The revenue was helped by $3.4 billion from higher pricing on vans."
PIPES = (
    "Pumping the water 700 miles would raise the total price to $1,700 an acre-foot. By contrast, towns in the delta pay $210 for an"
    " acre-foot of river water."
)


test_a_figure_told_of_something_else_is_rejected = judged(
    "text number source",
    # another thing of a list
    ("Chicken prices rose 21.3% over the year.", "21.3%", PRICES),
    # the deal the other way round
    ("Castle Mills acquired Brack Mills for $9.2 billion.", "$9.2 billion", DEALS),
    ("Brack Mills was bought by Castle Mills for $9.2 billion.", "$9.2 billion", DEALS),
    ("Linden Fund gave $41.1 million to Marl Trust.", "$41.1 million", DEALS),
    ("Marl Trust received $41.1 million from Linden Fund.", "$41.1 million", DEALS),
    # somebody else's age
    ("Ana Berg, 32, won 16 titles.", "32", PLAYERS),
    # what was before is not how things are now
    ("Tremors of that size are now projected to strike once every 4.8 years.", "4.8 years", QUAKES),
    # the whole trade's, and not one firm's
    ("Brack Burgers' order accuracy was 87.2%.", "87.2%", ACCURACY),
    # the measure of the profit, not that of the earnings a share between
    ("Aker's sales a year ago were $900 million.", "$900 million", PROFIT),
    # told of another figure of the next or last sentence
    ("Higher van pricing added $4 billion to Brack's revenue.", "$4 billion", HELPED),
    ("Pumping the water 700 miles would cost $210 an acre-foot.", "$210", PIPES),
    verdict="differs",
)


test_a_figure_told_of_its_own_is_accepted = judged(
    "text number source",
    ("Butter prices rose 21.3% over the year.", "21.3%", PRICES),
    ("Heating inflation ran at 5.6%.", "5.6%", PRICES),
    ("Castle Mills was acquired by Brack Mills for $9.2 billion.", "$9.2 billion", DEALS),
    ("Linden Fund received $41.1 million from Marl Trust.", "$41.1 million", DEALS),
    ("Marl Trust gave Linden Fund $41.1 million.", "$41.1 million", DEALS),
    ("Lena Quill, 32, said she was surprised.", "32", PLAYERS),
    ("Tremors of that size are now projected to strike once every 6.3 years.", "6.3 years", QUAKES),
    ("The industry's order accuracy was 87.2%.", "87.2%", ACCURACY),
    ("Packaging net sales in 2007 were 8% above 2006.", "8%", PACKAGES),
    ("Aker's profit a year ago was $900 million.", "$900 million", PROFIT),
    ("Higher van pricing added $3.4 billion to Brack's revenue.", "$3.4 billion", HELPED),
    ("Pumping the water 700 miles would cost $1,700 an acre-foot.", "$1,700", PIPES),
    verdict="checked",
)


GRANTS = (
    "During 2022, we granted approximately 92,000 restricted units with a fair value of approximately $55 per share, and approximately"
    " 168,000 restricted units were issued. During 2021, we granted approximately 88,000 restricted units with a fair value of"
    " approximately $53 per share."
)
COSTS = (
    "Corporate expenses increased $0.6 million, or 0.5%, to $125.4 million. Excluding the impact of special charges recorded in 2022,"
    " corporate expenses increased by $1.4 million, or 1.1%."
)
STAKE = "On December 31 Brack sold its 50% interest to Marl and recorded a loss of $0.5 million."
HOSPITALS = (
    "Aldermere, whose chief resigned in May, reported that it was $54 million in the red in the first quarter. According to Corvane"
    " Medical's website, it has more than 300 physicians."
)
RACES = "In 2018, for instance, Ardents lost all 10 of the races in the north. In the 2014 elections, Boreals lost 14 of the 15 races."
RATES = "The average mortgage rate hit 5.3% this week, down from 5.5% the week before. This time last year it was 2.8%."
SHARED = "Quill got $600,000 of the $800,000 payout, but others then sued."


test_a_figure_of_another_deed_or_doer_is_rejected = judged(
    "text number source",
    # the digits stand there of another year; the hedge on those of this year does not make up for it
    ("In 2021 the company granted approximately 92,000 units.", "92,000", GRANTS),
    ("Units granted in 2022 had a fair value of $53 per share.", "$53", GRANTS),
    # another deed
    ("About 168,000 units were granted in 2022.", "168,000", GRANTS),
    # with and without, said of the amount and again by the percentage
    ("Corporate expenses increased 1.1% including special charges.", "1.1%", COSTS),
    ("Marl sold its 50% interest to Brack.", "50%", STAKE),
    # the subject of the sentence is another
    ("Aldermere has more than 300 physicians.", "300", HOSPITALS),
    ("Boreals lost all 10 of the races in 2018.", "10", RACES),
    ("Mortgage rates last week averaged 2.8%.", "2.8%", RATES),
    verdict="differs",
)


test_a_figure_of_its_own_deed_and_doer_is_accepted = judged(
    "text number source",
    ("In 2022 the company granted approximately 92,000 units.", "92,000", GRANTS),
    ("Units granted in 2021 had a fair value of $53 per share.", "$53", GRANTS),
    ("About 168,000 units were issued in 2022.", "168,000", GRANTS),
    ("Without the special charges of 2022 corporate expenses rose 1.1%.", "1.1%", COSTS),
    ("Marl bought the 50% interest from Brack.", "50%", STAKE),
    ("Aldermere lost $54 million in the first quarter.", "$54 million", HOSPITALS),
    ("Corvane Medical has more than 300 physicians.", "300", HOSPITALS),
    ("Ardents lost all 10 of the races in 2018.", "10", RACES),
    ("A week earlier the average mortgage rate was 5.5%.", "5.5%", RATES),
    ("The whole payout was $800,000.", "$800,000", SHARED),
    verdict="checked",
)


OIL = (
    "Oil prices have fallen below $100 a barrel. Brack crude hit a low of $97.40 before closing at $99.50, down 8% on the day. Aldermere"
    " crude settled at $102.80."
)
TAKINGS = "The office collected more than $33 billion in taxes in the year ended June 30, up 23% from about $27 billion the year before."
GIFTS = "The trust received just under $80 million in donations in 2018 and no contributions in 2019 or 2020."
RESEARCH = (
    "Spending on research was $1.4 billion (16 percent of net sales) in fiscal 2014, $1.3 billion (18 percent of net sales) in fiscal 2013,"
    " and $1.2 billion (14 percent of net sales) in fiscal 2012."
)
FILM = (
    "Revenue from our film line grew 25.0% in 2023. The line includes both automotive and architectural film. Automotive film revenue grew"
    " to $58.5 million."
)
PRICE_GAUGES = "Headline PCE inflation rose to 2.7 percent in August. Core PCE inflation was 2.9 percent."
SESSION = "Markets traded cautiously on December 9, 2025, ahead of the central bank's December 10-11 policy meeting. The Dow declined (-0.38%)."


test_a_figure_of_what_stands_beside_it_is_rejected = judged(
    "text number source",
    # a hedge on something else does not take in the digits told of another
    ("Aldermere crude closed at $99.50.", "$99.50", OIL),
    ("Tax collections in the prior year were about $33 billion.", "$33 billion", TAKINGS),
    ("The trust received just under $80 million in 2020.", "$80 million", GIFTS),
    # the time behind a bracket is that of what stands before and within it
    ("In fiscal 2013 spending on research was $1.4 billion.", "$1.4 billion", RESEARCH),
    ("Research took 16 percent of net sales in fiscal 2012.", "16 percent", RESEARCH),
    ("Architectural film revenue was $58.5 million.", "$58.5 million", FILM),
    ("Headline PCE inflation was 2.9 percent in August.", "2.9 percent", PRICE_GAUGES),
    verdict="differs",
)


test_a_figure_of_its_own_thing_is_accepted = judged(
    "text number source",
    ("Brack crude closed at $99.50.", "$99.50", OIL),
    ("Tax collections in the prior year were about $27 billion.", "$27 billion", TAKINGS),
    ("The trust received just under $80 million in 2018.", "$80 million", GIFTS),
    ("In fiscal 2012 spending on research was $1.2 billion.", "$1.2 billion", RESEARCH),
    ("Research took 18 percent of net sales in fiscal 2013.", "18 percent", RESEARCH),
    ("Automotive film revenue was $58.5 million.", "$58.5 million", FILM),
    ("Core PCE inflation was 2.9 percent in August.", "2.9 percent", PRICE_GAUGES),
    ("The Dow dropped 0.38% on December 9.", "0.38%", SESSION),
    verdict="checked",
)
