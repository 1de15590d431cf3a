"""Sentences that agree with a passage in value and differ in a slot, and their neighbours that differ in none."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import judged

REJECTED = {"differs", "unsupported"}

DRINKS = "Coca-Cola's organic revenue rose 6% in the third quarter of 2025; PepsiCo's rose 1.3%, and its shares slipped 2.4%."
PACKAGING = "Brightwater Group's revenue grew 5% in 2024. Its Packaging division grew 11% and Labels shrank 3%."
CLOUD = "Azure, Microsoft's cloud unit, grew 40%."
STEEL = "Harlan Steel shipped 3.4 million tonnes in the first half of 2025, against 3.1 million in the first half of 2024."
COPPER = "Copper inventories fell from 142,000 tonnes to 118,500 tonnes in the week to 7 November 2025."
AIRLINE = "Pelham Airlines booked a net loss of $84 million in Q2 2025 against a net profit of $120 million a year earlier."
FUNDS = "Investors pulled $2.1 billion from European equity funds in the week to 12 November 2025."
MEMBERS = "Of the 30 members of the index, 22 closed higher and 8 lower."
HOTELS = "Some hotels in the Belvoir chain raised room rates by 14% in 2024."
RUMOUR = "Reports that Ostrava Motors had sold 40,000 cars in May were wrong, the firm said; it sold 31,000."
TARGET = "Lindqvist Marine failed to hit its 2024 target of $300 million in orders."
TWO_FIRMS = "Nordea Metals and Sapphire Tools both reported on Thursday. The former's sales rose 8%, the latter's 3%."
PERU = "EPU, the fund that tracks the MSCI Peru index, dropped 4.6% in August 2025."
SILVER = "The Stoxworth Silver Miners Index, which the Corvane Silver Fund tracks, gained 8.3% in July 2025."
FISCAL = "Ollane's revenue was $64 million in its fiscal first quarter, which ended on 30 September 2024."
FLOODS = "In 2023 Nexo Insurance's flood losses were £120 million, over its allowance of £90 million."
NOTES = "Kenya placed $2.4 billion of notes. Bids for the notes came to $6.1 billion."
INNS = "A few of Larkmoor's inns were 88% full in June; the average was 64%."
FLOWN = "Frontier flew 8.3 million passengers in May."
DEAL = "Ostrand is taking over Pellin. Pellin had revenue of €410 million in 2023 and Ostrand €2.3 billion."
HAIL = "Storvik Re's large-loss events came to €870 million in 2023."
CARRIERS = "The fund, which tracks the Torvik Shipping Index, added 2.4% in May 2025."
HALF = "Ollane's costs were $19 million in its fiscal second half, ended 31 March 2025."
DOW = "The Dow Jones Industrial Average rose 0.3% in November 2025."
SMALL = "The iShares Russell 2000 ETF rose 0.8% in November 2025."
STERLING = "LONDON, 15 November 2025 - Sterling fell to $1.3105 yesterday."
CZECH = "Czech inflation rose to 2.5% in May."
SWEDEN = "Sweden's GDP grew 2.6% in the third quarter of 2025 from a year earlier."
CANADA = "The Bank of Canada lowered its overnight rate by a quarter point to 2.25% on 29 October 2025."

BANKS = "The Reserve Bank of India cut the repo rate to 5.25% on 5 December 2025; Turkey's central bank stayed at 39.5%."
SOAP = "Unilever's underlying sales grew 3.9%."
MEMBERS_OF_INDEX = "The KBW bank index gained 4.1% in October 2025. Revenue at the average member rose 7%."
RALLY = "In May 2025 IWM gained 3% as small caps rallied."
EUROPE = "The Stoxx 600 is up 12.5% this year, or 15.8% with dividends reinvested."
HUNGARY = "Hungary's consumer prices rose 0.3% on the month in November 2025 and 3.8% on the year."
FUND_OF_STATES = "The IMF cut its forecast for German growth in 2026 to 0.9% from 1.1%."
SOFTWARE = "Palmyra Software said it now expects revenue of $640 million; analysts were looking for $622 million."
DRUGS = "Analysts forecast that Mirano Pharma's sales will grow 9% in 2026."
PAYOUT = "Helvar Bank's board approved a dividend of €1.15 on 4 February 2025; it was paid on 3 April."
YEN = "The yen touched 157.90 per dollar in the third week of November 2025."
HOMES = "Marston Homes' shares trade at a 7% discount to book value."
BIDDERS = "Neither of the two bidders offered more than £900 million for Castlegate."
SHOPS = "Most of the 19 retailers in the survey cut prices; four raised them."
FUEL = "Fuel made up 31% of Meridian Air's operating costs in 2024."
WAGES = "Japan's nominal wages rose 2.6% in September 2025; adjusted for inflation they fell 0.8%."
CASH = "Trailing twelve-month free cash flow at Oakhurst Steel was $96 million; in the third quarter it was $31 million."
MAKER = "Tarbon delivered 497,099 vehicles in the third quarter of 2025, 7% more than a year before, and produced 447,450."
ABROAD = "BYD's overseas sales topped 130,000 vehicles in November 2025."
CHEMIE = "Rieker Chemie expects to cut about 900 jobs by 2027; last year it cut 350."
FINE = "The regulator fined Anstey Bank €14 million; it had considered a fine of €40 million."
DEPOTS = "Unless it wins the tender, Baltia Rail will close 6 depots next year, union leaders fear."
BOARD = "Every one of the nine directors bought shares in May; three of them also sold some in June."
PREMIUMS = "Premiums at Zenith Life rose 5.5% in 2024 in Asia and 2.0% in the group as a whole."
WORLD = "The Amundi MSCI World ETF gained 1.2% in October 2025, the index itself 1.3%."
SURVEYS = "The composite PMI for the euro area rose to 52.8 in November 2025; the manufacturing PMI slipped to 49.6."
FRANCE = "French 10-year yields ended Friday at 3.42%, having touched 3.55% on Wednesday."
KOREA = "The Bank of Korea said two of seven members had wanted a cut to 2.25%; the base rate stayed at 2.50%."
KINGSMERE = "Half of Kingsmere's 24 funds beat their benchmark in 2024."
ASHBY = "Analysts at Corvid rule out that Ashby's dividend will be cut to 20p; they see it held at 26p."
GHANA = "The budget deficit of Ghana shrank to 2.1% of GDP in the nine months to September 2025."
MIGRANTS = "Net migration into New Zealand fell to 13,700 in the year to August 2025, from 51,600 a year earlier."
LENDER = "Osterby Bank's net interest income was SEK 4.1 billion in Q2 2025."
JOBS = "Unemployment in Ruritania declined to 4.1% in June from 4.4% in May."


@pytest.mark.parametrize(
    ("source", "text", "number", "verdict"),
    [
        # the shares' own move is not the sales'
        (DRINKS, "PepsiCo's stock dropped 2.4%.", "2.4%", "checked"),
        (DRINKS, "Coca-Cola's shares slipped 2.4%.", "2.4%", "entity"),
        # a division is not the group, and one named beside is not another
        (PACKAGING, "Brightwater Group's revenue rose 11% in 2024.", "11%", "entity"),
        (PACKAGING, "Brightwater's packaging revenue rose 11% in 2024.", "11%", "checked"),
        (CLOUD, "Azure grew 40%.", "40%", "checked"),
        # what was shipped in a half is not what was shipped in the year
        (STEEL, "Harlan Steel shipped 3.4 million tonnes in 2025.", "3.4 million", "period"),
        (STEEL, "Between January and June 2024 Harlan Steel shipped 3.1 million tonnes.", "3.1 million", "checked"),
        # counted things move from and to as rates do
        (COPPER, "Copper inventories rose from 118,500 tonnes to 142,000 tonnes.", "118,500", "role"),
        (COPPER, "Copper inventories rose by 23,500 tonnes in the week to 7 November 2025.", "23,500", "direction"),
        (COPPER, "Copper inventories fell by 23,500 tonnes in the week to 7 November 2025.", "23,500", "checked"),
        # a loss is not earned; "a year earlier" is the quarter of the year before
        (AIRLINE, "Pelham Airlines earned $84 million in Q2 2025.", "$84 million", "sign"),
        (AIRLINE, "Pelham Airlines posted a net loss of $120 million in Q2 2024.", "$120 million", "sign"),
        (AIRLINE, "Pelham Airlines made a net profit of $120 million in Q2 2024.", "$120 million", "checked"),
        (AIRLINE, "Pelham Airlines made a net profit of $120 million in Q2 2025.", "$120 million", "period"),
        (AIRLINE, "Pelham Airlines swung from a net profit of $120 million to a loss in Q2 2025.", "$120 million", "checked"),
        (FUNDS, "Net flows into European equity funds were -$2.1 billion in the week.", "-$2.1 billion", "checked"),
        # of a whole nothing is told that is told of its parts
        (MEMBERS, "Eight of the index's 30 members ended lower.", "30", "checked"),
        (HOTELS, "All Belvoir hotels raised room rates by 14% in 2024.", "14%", "entity"),
        # a report that was wrong; a target that was missed is a target still
        (RUMOUR, "Ostrava Motors sold 40,000 cars in May.", "40,000", "measure"),
        (RUMOUR, "Ostrava Motors sold 31,000 cars in May.", "31,000", "checked"),
        (TARGET, "Lindqvist Marine had targeted orders of $300 million for 2024.", "$300 million", "checked"),
        (TARGET, "Lindqvist Marine booked $300 million of orders in 2024.", "$300 million", "measure"),
        (TWO_FIRMS, "Sapphire Tools' sales rose 3%.", "3%", "checked"),
        (TWO_FIRMS, "Sapphire Tools' sales rose 8%.", "8%", "entity"),
        # a fund stays one beside the name of its index, and with another value too
        (DOW, "DIA, the fund on the Dow, rose 0.3% in November 2025.", "0.3%", "proxy"),
        (SMALL, "The Russell 2000 lost 1.8% in November 2025.", "1.8%", "proxy"),
        # and so it does where it is described as the one that tracks it, and an index as tracked by it
        (PERU, "The MSCI Peru index dropped 4.6% in August 2025.", "4.6%", "proxy"),
        (PERU, "EPU dropped 4.6% in August 2025.", "4.6%", "checked"),
        (SILVER, "The Corvane Silver Fund gained 8.3% in July 2025.", "8.3%", "proxy"),
        (SILVER, "The Stoxworth Silver Miners Index gained 8.3% in July 2025.", "8.3%", "checked"),
        # a firm's own quarter is of the days that the evidence ends it on
        (FISCAL, "Ollane's revenue was $64 million in the three months to 30 September 2024.", "$64 million", "checked"),
        (FISCAL, "Ollane's revenue was $64 million in the third quarter of 2024.", "$64 million", "checked"),
        (FISCAL, "Ollane's revenue was $64 million in its fiscal first quarter.", "$64 million", "checked"),
        (FISCAL, "Ollane's revenue was $64 million in its fiscal second quarter.", "$64 million", "period"),
        (FISCAL, "Ollane's revenue was $64 million in the three months to 30 June 2024.", "$64 million", "period"),
        (FISCAL, "Ollane's revenue was $64 million in the first quarter of 2024.", "$64 million", "period"),
        # what was set aside, and what was bid
        (FLOODS, "Nexo Insurance's flood losses were £90 million in 2023.", "£90 million", "measure"),
        (FLOODS, "Nexo Insurance had an allowance of £90 million for floods in 2023.", "£90 million", "checked"),
        (FLOODS, "Nexo Insurance's flood losses were £120 million in 2023.", "£120 million", "checked"),
        (NOTES, "Kenya sold $6.1 billion of notes.", "$6.1 billion", "measure"),
        (NOTES, "Kenya sold $2.4 billion of notes.", "$2.4 billion", "checked"),
        (NOTES, "Kenya had bids of $6.1 billion for the notes it sold.", "$6.1 billion", "checked"),
        # what is told of some is no average
        (INNS, "On average Larkmoor's inns were 88% full in June.", "88%", "entity"),
        (INNS, "On average Larkmoor's inns were 64% full in June.", "64%", "checked"),
        (INNS, "Some Larkmoor inns were 88% full in June.", "88%", "checked"),
        # firms called by words that are ordinary elsewhere
        (FLOWN, "Southwest flew 8.3 million passengers in May.", "8.3 million", "entity"),
        (FLOWN, "Frontier flew 8.3 million passengers in May.", "8.3 million", "checked"),
        (FLOWN, "Airlines flew 8.3 million passengers in May.", "8.3 million", "checked"),
        # what a firm that is bought has is told right behind its name
        (DEAL, "Ostrand will buy Pellin, which had revenue of €2.3 billion in 2023.", "€2.3 billion", "entity"),
        (DEAL, "Ostrand is taking over Pellin, whose 2023 revenue was €2.3 billion.", "€2.3 billion", "entity"),
        (DEAL, "Ostrand will buy Pellin, which had revenue of €410 million in 2023.", "€410 million", "checked"),
        (DEAL, "Ostrand, which had revenue of €2.3 billion in 2023, is taking over Pellin.", "€2.3 billion", "checked"),
        # large losses of an insurer are no loss of its own
        (HAIL, "Large-loss events cost Storvik Re €870 million in 2023.", "€870 million", "checked"),
        (HAIL, "Storvik Re made a loss of €870 million in 2023.", "€870 million", "measure"),
        (CARRIERS, "The Torvik Shipping Index added 2.4% in May 2025.", "2.4%", "proxy"),
        (CARRIERS, "A fund tracking the Torvik Shipping Index added 2.4% in May 2025.", "2.4%", "checked"),
        (HALF, "Ollane's costs were $19 million in the six months to 31 March 2025.", "$19 million", "checked"),
        (HALF, "Ollane's costs were $19 million in the three months to 31 March 2025.", "$19 million", "period"),
        # the day of a dateline is the text's own
        (STERLING, "Sterling fell to $1.3105 on 14 November 2025.", "$1.3105", "checked"),
        (STERLING, "Sterling fell to $1.3105 on 15 November 2025.", "$1.3105", "period"),
        (CZECH, "Consumer prices in the Czech Republic were up 2.5% on a year earlier in May.", "2.5%", "checked"),
        (SWEDEN, "Swedish output expanded 2.6% year on year in the third quarter of 2025.", "2.6%", "checked"),
        (CANADA, "The Bank of Canada cut its overnight rate by 2.25% in October 2025.", "2.25%", "role"),
        (BANKS, "The Bank of Israel lowered its rate to 5.25% on 5 December 2025.", "5.25%", "entity"),
        (BANKS, "The Central Bank of Turkey kept its rate at 39.5%.", "39.5%", "checked"),
        (SOAP, "Unilever's reported sales grew 3.9%.", "3.9%", "measure"),
        # an index that gains, gains in price; its dividends are another figure
        (MEMBERS_OF_INDEX, "The KBW bank index gained 7% in October 2025.", "7%", "measure"),
        (RALLY, "Norvik Shipyards' orders rose 3% in May 2025.", "3%", "entity"),
        (EUROPE, "Including dividends the Stoxx 600 has returned 12.5% this year.", "12.5%", "measure"),
        (HUNGARY, "Hungarian consumer prices rose 3.8% from October to November 2025.", "3.8%", "measure"),
        (HUNGARY, "Hungarian consumer prices rose 0.3% from October to November 2025.", "0.3%", "checked"),
        # a forecast is whose it is
        (FUND_OF_STATES, "The IMF expects German growth of 0.9% in 2026.", "0.9%", "checked"),
        (SOFTWARE, "Consensus for Palmyra Software's revenue was $622 million.", "$622 million", "checked"),
        (SOFTWARE, "Consensus for Palmyra Software's revenue was $640 million.", "$640 million", "measure"),
        (DRUGS, "Mirano Pharma guided to sales growth of 9% in 2026.", "9%", "measure"),
        # an event has each of its days
        (PAYOUT, "Helvar Bank paid a dividend of €1.15 on 3 April 2025.", "€1.15", "checked"),
        (PAYOUT, "Helvar Bank paid a dividend of €1.15 on 13 April 2025.", "€1.15", "period"),
        (YEN, "The yen touched 157.90 per dollar in the first week of November 2025.", "157.90", "period"),
        (JOBS, "Unemployment in Ruritania fell from 4.4% to 4.1% in June.", "4.4%", "checked"),
        (HOMES, "Marston Homes trades 7% below book value.", "7%", "checked"),
        (BIDDERS, "A bidder offered £950 million for Castlegate.", "£950 million", "measure"),
        (SHOPS, "Four of the 19 retailers cut prices.", "Four", "direction"),
        # what is adjusted for is not measured; markets, spans and deeds that are not the claim's
        (WAGES, "Real wages in Japan dropped 0.8% in September 2025.", "0.8%", "checked"),
        (WAGES, "Real wages in Japan rose 2.6% in September 2025.", "2.6%", "measure"),
        (CASH, "Oakhurst Steel's third-quarter free cash flow was $96 million.", "$96 million", "period"),
        (MAKER, "Tarbon's third-quarter deliveries rose 7% from the second quarter.", "7%", "measure"),
        (ABROAD, "BYD's domestic sales topped 130,000 vehicles in November 2025.", "130,000", "measure"),
        (ABROAD, "Geely's overseas sales topped 130,000 vehicles in November 2025.", "130,000", "entity"),
        (CHEMIE, "Rieker Chemie cut about 900 jobs last year.", "900", "measure"),
        (CHEMIE, "Rieker Chemie hired 350 people last year.", "350", "direction"),
        (FINE, "Anstey Bank was fined €40 million.", "€40 million", "measure"),
        (DEPOTS, "Baltia Rail closed 6 depots.", "6", "measure"),
        (BOARD, "All nine directors bought shares in May.", "nine", "checked"),
        (PREMIUMS, "Zenith Life's premiums in Asia grew 2.0% in 2024.", "2.0%", "entity"),
        (PREMIUMS, "Zenith Life's group premiums grew 2.0% in 2024.", "2.0%", "checked"),
        (WORLD, "The MSCI World gained 1.3% in October 2025.", "1.3%", "checked"),
        (SURVEYS, "The euro-area services PMI was 52.8 in November 2025.", "52.8", "measure"),
        (FRANCE, "The French 10-year yield was 3.55% on Friday.", "3.55%", "period"),
        (KOREA, "The Bank of Korea cut its base rate to 2.25%.", "2.25%", "measure"),
        (KOREA, "Two of the Bank of Korea's seven members wanted a cut.", "Two", "checked"),
        (KINGSMERE, "All of Kingsmere's 24 funds beat their benchmark in 2024.", "24", "entity"),
        (ASHBY, "Analysts at Corvid expect Ashby's dividend to be cut to 20p.", "20p", "measure"),
        (ASHBY, "Analysts at Corvid expect Ashby's dividend to stay at 26p.", "26p", "checked"),
        (GHANA, "Ghana had a budget surplus of 2.1% of GDP in the nine months to September 2025.", "2.1%", "sign"),
        (MIGRANTS, "New Zealand's net migration was 51,600 in the year to August 2024.", "51,600", "checked"),
        (LENDER, "Osterby Bank earned SEK 4.1 billion of net interest in Q2 2025.", "SEK 4.1 billion", "checked"),
        (FUEL, "Wages made up 31% of Meridian Air's operating costs in 2024.", "31%", "entity"),
    ],
)
def test_a_number_and_its_slots(source: str, text: str, number: str, verdict: str) -> None:
    """verdict: "checked", or the slot that contradicts."""
    found = next(item for item in check_text(text, [source]) if item.text == number)
    assert found.verdict == "checked" if verdict == "checked" else found.verdict in REJECTED
    assert found.reason_code == ("none" if verdict == "checked" else verdict), found.reason


test_what_a_figure_is_held_against = judged(
    "text number source verdict",
    ("Corvid's sales beat estimates by more than 5%.", "5%", "Corvid's sales rose 6.0% in May.", "differs"),
    ("Corvid's sales rose 6% in May.", "6%", "Corvid's sales were 6% above the consensus in May.", "differs"),
    ("Corvid's sales beat estimates by 6%.", "6%", "Corvid's sales were 6% above the consensus.", "checked"),
    ("A $10,000 stake in Corvid would be worth $11,200.", "$10,000", "Shares of Corvid closed at $112.00.", "unsupported"),
    ("A $10,000 stake in Corvid would be worth $11,200.", "$11,200", "Shares of Corvid closed at $112.00.", "unsupported"),
)


def test_the_name_of_a_later_figure_is_no_subject() -> None:
    text = "Lumera returned 2.6% in May. Its volatility runs at 20%, a third more than the 15% of Corvid."
    found = next(item for item in check_text(text, ["Corvid's volatility is 20%."]) if item.text == "20%")
    assert (found.verdict, found.reason_code) == ("differs", "entity")
