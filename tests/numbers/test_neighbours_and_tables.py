"""Figures beside one another, units that a table notes, amounts per thing, and what is below, left out or told before."""

from __future__ import annotations

import pytest

from copilot.numbers import find_quantities
from copilot.numbers.readings.tables import noted_unit
from tests.numbers.cited import judged

TABLE = "Sales, £ million | H1 2024 | H1 2025\nToys | 310 | 345\nBooks | (12) | 48\nGames | 95 | 102"
PRICES = "Year\tFlats sold\tAverage price (SEK)\n2023\t41,200\t2,180\n2024\t43,900\t2,410"
PURSE = (
    "Of the $90 million that Fennick raised, $60 million goes to build a mill, $18 million to a new port and the rest to debt."
)
POLL = "A poll of 31 economists put growth at 1.4%; the central bank's own forecast is 1.9%, and its inflation target is 2.5%."
FUND = "Marisk Capital gained 6.2% after costs in the first half of 2025, against 8.9% for its benchmark."
PORT = "Port Valen moved 2.4 million containers and 31.2 million tonnes in 2024; 1.5m of the boxes were full, 0.9m empty."
OIL = "Oil stocks in storage tanks at Varno rose to 4.1 million barrels on 3 June 2025."
MINER = "Ostrel Mining bought back 5.0 million shares at an average price of $30.20 in 2024. Net income was $210 million, with 84 million outstanding."
RENTS = "Rents in Halder were 11.2 euros in March 2025, compared with 10.4, and vacancy was 6.1%."
CHIPS = (
    "Lumitech now guides to 2026 sales of $5.2 billion to $5.6 billion, after earlier guidance of $4.8 billion to $5.0 billion."
)
GRAIN = "Corn for March delivery rose 3¼ cents to $4.41¾ a bushel. Funds held a net short position of 51,300 contracts."
PRICED = "The stock's target was set at 45 euros against a close of 50.0 euros on 4 March 2025."
DEBT = "Calloway's net debt came to 3.1 times EBITDA in 2024, down from 3.9 times. It has no pension deficit and $120 million in cash."
WAGES = "Wages in Ardin rose 5.1% in 2024; food was 6.4% dearer and services 2.2% dearer."
STAKE = "Verran Partners' fund is worth $3 billion, twice that of its rival Holm Capital."
OWNER = "Delmar agreed to buy Orsk for $2.2 billion. Delmar's own market value was $9.4 billion."
SURPLUS = "Mill output shrank 12,000 tonnes in May to 310,000 tonnes. Exports added 2 points to growth and stocks shaved off 1.1 points."
TENDER = "Bids for the line came in at €40m, €44m and €51m, against a budget of €38m."
YIELD = "Yields at Corby stood at 4.9% in May 2025, 30 basis points higher than in May 2024."
FIRM = "Tessaly ran its works at 91% of capacity, up from 84% in winter."
SPEND = "Spending on roads is capped at no more than €70 million this year."
SPLIT = "Arlen, Burke and Coyle raised output by 3, 5 and 10 percent respectively in 2024."
MARGIN = "Brenn posted revenue of $800 million in 2024, above the $750 million of a year earlier; EBIT rose to $96 million from $75 million."
COPPER = "Fenmore Mining produced 88,000 tonnes of copper in 2024; exports fell 3.2 billion pesos to 14.1 billion."
STARTUP = "Ellory Robotics raised $70 million at a valuation of $510 million in May 2025; it has 180 staff, twice as many as a year before."
FUNDS = "Clients added 410 million euros to Brask's funds in May and took out 560 million euros."
LENDER = "Shares of Pelloc jumped as much as 7.2% on Monday before closing 4.0% higher at 21.84 euros."
CZECHS = "The Czech National Bank left its repo rate at 3.50% on 6 November 2025."
ITEMS = "Item | FY2023 | FY2024\nRevenue ($m) | 1,500 | 1,750\nOperating profit ($m) | 180 | 175\nStaff | 6,100 | 5,900"
RAND = "The peso lost 1.9% against the dollar in July 2025, its worst month since March 2022, when it fell 2.7%."
BANK = "The bank sees the rate averaging 3.1% in 2027."


test_a_number_beside_others = judged(
    "source text number verdict",
    # units that a table notes
    (TABLE, "Toys sold for £345 million in the first half of 2025.", "£345 million", "checked"),
    (TABLE, "Toys sold for £0.35 billion in the first half of 2025.", "£0.35 billion", "checked"),
    (TABLE, "Toys sold for €345 million in the first half of 2025.", "€345 million", "rejected"),
    (TABLE, "Games sold for £345 million in the first half of 2025.", "£345 million", "rejected"),
    (TABLE, "Sales of toys rose 11.3% from the first half of 2024 to the first half of 2025.", "11.3%", "checked"),
    (PRICES, "The average price was SEK 2,410 in 2024.", "SEK 2,410", "checked"),
    (PRICES, "The average price was €2,410 in 2024.", "€2,410", "rejected"),
    # the neighbour that the words tell
    (PURSE, "Fennick puts $60 million into a new port.", "$60 million", "rejected"),
    (PURSE, "Fennick puts $18 million into a new port.", "$18 million", "checked"),
    (FUND, "Marisk Capital gained 8.9% after costs in the first half of 2025.", "8.9%", "rejected"),
    (FUND, "Marisk Capital lagged its benchmark by 2.7 points in the first half of 2025.", "2.7 points", "checked"),
    (FUND, "Marisk Capital outperformed its benchmark by 2.7 points in the first half of 2025.", "2.7 points", "rejected"),
    (WAGES, "Food was 2.2% dearer in Ardin in 2024.", "2.2%", "rejected"),
    (POLL, "The inflation target is 2.5%.", "2.5%", "checked"),
    (POLL, "The inflation target is 1.9%.", "1.9%", "rejected"),
    (TENDER, "The budget for the line is €44m.", "€44m", "rejected"),
    (TENDER, "The three bids for the line average €45m.", "€45m", "checked"),
    (STAKE, "Holm Capital's fund is worth $3 billion.", "$3 billion", "rejected"),
    (OWNER, "Orsk's market value was $9.4 billion.", "$9.4 billion", "rejected"),
    (FIRM, "Tessaly ran its works at 84% of capacity, up from 91% in winter.", "91%", "rejected"),
    # per thing, per share, price times number
    (PORT, "Port Valen moved 13 tonnes per container in 2024.", "13", "checked"),
    (PORT, "Port Valen moved 15 tonnes per container in 2024.", "15", "rejected"),
    (MINER, "Ostrel Mining spent $151 million on its own shares in 2024.", "$151 million", "checked"),
    (MINER, "Net income at Ostrel Mining came to $2.50 per share outstanding.", "$2.50", "checked"),
    (MINER, "Net income at Ostrel Mining came to $2.90 per share outstanding.", "$2.90", "rejected"),
    # told before, below, left out
    (RENTS, "The vacancy rate in Halder was 6.1% in March 2025.", "6.1%", "checked"),
    (RENTS, "Rents in Halder were 10.4 euros in March 2025.", "10.4 euros", "rejected"),
    (CHIPS, "Lumitech now guides to 2026 sales of $4.8 billion to $5.0 billion.", "$4.8 billion to $5.0 billion", "rejected"),
    (PRICED, "The target is 10% below the 4 March 2025 close.", "10%", "checked"),
    (PRICED, "The target is 13% below the 4 March 2025 close.", "13%", "rejected"),
    (MARGIN, "Brenn's EBIT margin was 10.0% in 2024.", "10.0%", "rejected"),
    (MARGIN, "Brenn's EBIT margin was 12.0% in 2024.", "12.0%", "checked"),
    (YIELD, "Yields at Corby rose 0.3 points over the year to May 2025.", "0.3 points", "checked"),
    # signs, units, forms
    (DEBT, "Calloway's leverage fell by 0.8x in 2024.", "0.8x", "checked"),
    (DEBT, "Calloway's leverage fell to 3.1 times EBITDA.", "3.1 times", "checked"),
    (OIL, "Tanks at Varno held almost 4.2 million barrels on 3 June 2025.", "4.2 million", "checked"),
    (GRAIN, "March corn rose to $4.42 a bushel.", "$4.42", "checked"),
    (GRAIN, "March corn rose to $4.41 a bushel.", "$4.41", "rejected"),
    (GRAIN, "Funds held a net long position of 51,300 contracts in corn.", "51,300", "rejected"),
    (SURPLUS, "Stocks added 1.1 points to growth.", "1.1 points", "rejected"),
    (SPEND, "Spending on roads will not exceed €70 million this year.", "€70 million", "checked"),
    (SPEND, "Spending on roads will be at least €70 million this year.", "€70 million", "rejected"),
    (SPLIT, "On average Arlen, Burke and Coyle raised output by 6% in 2024.", "6%", "checked"),
    (SPLIT, "On average Arlen, Burke and Coyle raised output by 7% in 2024.", "7%", "rejected"),
    (SPLIT, "All three mills, Arlen, Burke and Coyle, raised output in 2024.", "three", "checked"),
    (BANK, "The rate averaged 3.1% in 2027.", "3.1%", "rejected"),
    # whose it is, and of when
    (COPPER, "Oakhill Copper produced 88,000 tonnes of copper in 2024.", "88,000", "rejected"),
    (COPPER, "Exports had been 17.3 billion pesos before.", "17.3 billion pesos", "checked"),
    (STARTUP, "Ellory Robotics raised $510 million in May 2025.", "$510 million", "rejected"),
    (FUNDS, "Brask's funds saw net outflows of 150 million euros in May.", "150 million euros", "checked"),
    (FUNDS, "Brask's funds saw net inflows of 150 million euros in May.", "150 million euros", "rejected"),
    (FUNDS, "Clients took 410 million euros out of Brask's funds in May.", "410 million euros", "rejected"),
    (LENDER, "Pelloc ended Monday 7.2% higher.", "7.2%", "rejected"),
    ("Shares of Pelloc rose, at one point, 7.2% on Monday.", "Pelloc ended Monday 7.2% higher.", "7.2%", "rejected"),
    (LENDER, "Pelloc had closed at €21.00 on the previous trading day.", "€21.00", "checked"),
    (CZECHS, "The Polish reference rate was left at 3.50% on 6 November 2025.", "3.50%", "rejected"),
    (ITEMS, "The operating margin was 12.0% in FY2024.", "12.0%", "rejected"),
    (ITEMS, "The operating margin was 10.0% in FY2024.", "10.0%", "checked"),
    (ITEMS, "There were 5,900 staff in FY2023.", "5,900", "rejected"),
    (RAND, "The peso lost 2.7% against the dollar in July 2025.", "2.7%", "rejected"),
)


@pytest.mark.parametrize(
    ("note", "scale", "currency"),
    [
        ("Sales, £ million", 10**6, "GBP"),
        ("(US$ m)", 10**6, "USD"),
        ("in thousands of euros", 1000, "EUR"),
        ("Price (CHF)", 1, "CHF"),
        ("£'000", 1000, "GBP"),
    ],
)
def test_units_that_a_table_notes(note: str, scale: int, currency: str) -> None:
    found = noted_unit(note)
    assert found is not None
    assert int(found.scale) == scale
    assert found.currency == currency


@pytest.mark.parametrize("note", ["(in millions)", "million units", "Sales", "in per cent"])
def test_notes_of_no_currency(note: str) -> None:
    assert noted_unit(note) is None


def test_the_last_cell_of_a_row_counts_nothing_of_the_next() -> None:
    units = [item.unit for item in find_quantities("Region | Staff\nNorth | 410\nSouth plants | 95")]
    assert "count:plant" not in units


def test_a_fraction_behind_cents_is_part_of_the_price() -> None:
    (price,) = find_quantities("It closed at $4.41¾.")
    assert str(price.value) == "4.4175"
