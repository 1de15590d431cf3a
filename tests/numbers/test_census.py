"""Example rows of the census, one line each: the text, then its items as "text kind value unit role direction qualifier"."""

from __future__ import annotations

from decimal import Decimal

import pytest

from copilot.numbers.census.finding import find_quantities
from copilot.numbers.types import Quantity


def described(item: Quantity) -> str:
    """The item in one line; what is "none" is left out."""
    amount = f"{item.low.normalize():f}..{item.high.normalize():f}" if item.low is not None and item.high is not None else ""
    amount = f"{item.value.normalize():f}" if item.value is not None else amount
    if item.kind not in ("quantity", "count_word", "ordinal"):
        return f"{item.text}|{item.kind}"
    parts = [
        item.text,
        "" if item.kind == "quantity" else item.kind,
        amount,
        *(each if each != "none" else "" for each in (item.unit, item.role, item.direction, item.qualifier)),
    ]
    return "|".join(part for part in parts if part)


def read(text: str) -> list[str]:
    return [described(item) for item in find_quantities(text)]


UNITS = {
    "Airbus booked orders of €24.7bn.": ["€24.7bn|24700000000|EUR"],
    "Cash of C$815 million, A$2.0 billion, HK$300m, S$1bn and NZ$40m.": [
        "C$815 million|815000000|CAD", "A$2.0 billion|2000000000|AUD", "HK$300m|300000000|HKD", "S$1bn|1000000000|SGD", "NZ$40m|40000000|NZD",
    ],
    "It lent 12.2 billion reais, 640 million Canadian dollars and 5 million zloty.": [
        "12.2 billion reais|12200000000|BRL", "640 million Canadian dollars|640000000|CAD", "5 million zloty|5000000|PLN",
    ],
    "Sales of MSEK 412, then 30 MEUR and Rs 3.2 lakh crore.": ["MSEK 412|412000000|SEK", "30 MEUR|30000000|EUR", "Rs 3.2 lakh crore|3200000000000|INR"],
    "A pint is 520p, a stamp 78¢, a call 8.5 euro cents.": ["520p|5.2|GBP|level", "78¢|0.78|USD", "8.5 euro cents|0.085|EUR"],
    "Weighing 12 pounds, it fetched 300 pounds.": ["12|12|count:pound", "300 pounds|300|GBP"],
    "Profit was -$1.2 billion, $-1.2bn or −3%.": ["-$1.2 billion|-1200000000|USD|level", "$-1.2bn|-1200000000|USD|level", "−3%|-3|percent"],
    "A quarter-point, half a point, a quarter of a percentage point and half a percent.": [
        "quarter-point|0.25|percentage_point", "half a point|0.5|percentage_point", "a quarter of a percentage point|0.25|percentage_point", "half a percent|0.5|percent",
    ],
    "A 25-basis-point cut, 25bp, 3½ percent, 3 1/2% and .5 per cent.": [
        "25-basis-point|25|basis_point|change|down", "25bp|25|basis_point", "3½ percent|3.5|percent", "3 1/2%|3.5|percent", ".5 per cent|0.5|percent",
    ],
    "6.2 million shares, 5 million ordinary shares and 1,000+ shares.": ["6.2 million shares|6200000|share", "5 million|5000000|share", "1,000+ shares|1000|share|over"],
    "Leased 2.5 miles of pipe, 75ml and 40 MW.": ["2.5|2.5|count:mile", "75|75|count:millilitre", "40|40|count:watt"],
    "Growth of two point five percent; five point three million users.": ["two point five percent|2.5|percent|change|up", "five point three million|count_word|5300000|count:user"],
    "1.204,50 €, 1,5%, 12,34,567 rupees, 1'204'500 and 40 000.": ["1.204,50 €|1204.5|EUR", "1,5%|1.5|percent", "12,34,567 rupees|1234567|INR", "1'204'500|1204500", "40 000|40000"],
    "There are ٣٫٥ percent and １２ %.": ["٣٫٥ percent|3.5|percent|level", "１２ %|12|percent|level"],
}  # fmt: skip

ROLES = {
    "The yield fell from 4.2% to 4.1%.": ["4.2%|4.2|percent|from", "4.1%|4.1|percent|to"],
    "Sales rose 3% to $6.5bn from $6.3bn.": ["3%|3|percent|change|up", "$6.5bn|6500000000|USD|to", "$6.3bn|6300000000|USD|from"],
    "The index was down 12 points, or 0.4%, at 3,020.": ["12 points|12|index_point|change|down", "0.4%|0.4|percent|change|down", "3,020|3020|level"],
    "It cut its policy rate 25 basis points.": ["25 basis points|25|basis_point|change|down"],
    "It cut its forecast for growth by half a point.": ["half a point|0.5|percentage_point|change|down"],
    "The surplus widened by €2bn to €9bn.": ["€2bn|2000000000|EUR|change|up", "€9bn|9000000000|EUR|to"],
    "The jobless rate fell 0.2% to 4.5%.": ["0.2%|0.2|percent|change|down", "4.5%|4.5|percent|to"],
    "A 7-cent beat, a 5.0% decline and a $3 billion increase.": ["7-cent|0.07|USD|change|up", "5.0%|5|percent|change|down", "$3 billion|3000000000|USD|change|up"],
    "It posted a $40 million loss and a loss of 4%.": ["$40 million|40000000|USD", "4%|4|percent|change|down"],
    "Shares closed 2% lower, 30% below the peak.": ["2%|2|percent|change|down", "30%|30|percent|change|down"],
    "Growth was −0.3% and the margin was 12%.": ["−0.3%|-0.3|percent|change|down", "12%|12|percent|level"],
    "The ETF gained 2%, against 1% for the DAX and 3% for the CAC 40.": ["2%|2|percent|change|up", "1%|1|percent|change|up", "3%|3|percent|change|up", "CAC 40|name"],
    "Bills rose 4%, rents 3% and freight 11%.": ["4%|4|percent|change|up", "3%|3|percent|change|up", "11%|11|percent|change|up"],
    "The pound sank below $1.20.": ["$1.20|1.2|USD|to|under"],
    "Prices rose over 5%.": ["5%|5|percent|change|up|over"],
    "It swung to a profit of $3m from a loss of $12m.": ["$3m|3000000|USD|to", "$12m|12000000|USD|from"],
    "Services made up 67% of sales.": ["67%|67|percent"],
    "It raised $40 million and has 12 funds.": ["$40 million|40000000|USD", "12|12|count:fund"],
    "DAX +0.4%, CAC -0.2%.": ["+0.4%|0.4|percent|change|up", "-0.2%|-0.2|percent|change|down"],
    "Revenue came to $5bn.": ["$5bn|5000000000|USD|level"],
    "Costs were trimmed in line with plans by the 3 boards.": ["3|3|count:board"],
}  # fmt: skip

RANGES_AND_LISTS = {
    "Between 4 and 5 percent, $10-12, 2-3%, 3½% to 3¾%.": ["4 and 5 percent|4..5|percent", "$10-12|10..12|USD", "2-3%|2..3|percent", "3½% to 3¾%|3.5..3.75|percent"],
    "Margins range from 10% to 12%.": ["10% to 12%|10..12|percent"],
    "Sales should grow 3% to 5%.": ["3% to 5%|3..5|percent|change|up"],
    "$1.2-1.4 billion, 20,000 to 25,000 people, 3 to 4 cents.": ["$1.2-1.4 billion|1200000000..1400000000|USD", "20,000 to 25,000|20000..25000|count:person", "3 to 4 cents|0.03..0.04|USD"],
    "They grew 2, 3 and 4 percent.": ["2|2|percent|change|up", "3|3|percent|change|up", "4 percent|4|percent|change|up"],
    "They own 10, 20 and 30 million shares.": ["10|10000000|share", "20|20000000|share", "30 million shares|30000000|share"],
    "Asia 12 million, Europe 26 million, Africa 9 million euros.": ["12 million|12000000|EUR", "26 million|26000000|EUR", "9 million euros|9000000|EUR"],
    "Two or three cuts.": ["Two or three|count_word|2..3|count:cut"],
    "The vote was 7-2; a 10-for-1 split; a ratio of 2.5:1; it voted seven to two.": ["7-2", "10-for-1", "2.5:1", "seven to two"],
}  # fmt: skip

WORDS = {
    "Half of it, a third of them, two-thirds, three-quarters of us.": [
        "Half|count_word|0.5|ratio_x", "a third|count_word|0.3333|ratio_x", "two-thirds|count_word|0.6667|ratio_x", "three-quarters|count_word|0.75|ratio_x",
    ],
    "Exports fell by a quarter; a quarter of an hour ago; a quarter earlier.": ["a quarter|count_word|0.25|ratio_x|change|down"],
    "One in five firms and nine out of ten banks.": ["One in five|count_word|0.2|ratio_x", "nine out of ten|count_word|0.9|ratio_x"],
    "Volume nearly doubled, costs tripled and debt halved.": [
        "doubled|count_word|2|ratio_x|change|up|nearly", "tripled|count_word|3|ratio_x|change|up", "halved|count_word|0.5|ratio_x|change|down",
    ],
    "Twice the average, three times book value, 14.8 times earnings.": ["Twice|count_word|2|ratio_x", "three times|count_word|3|ratio_x", "14.8 times|14.8|ratio_x"],
    "It met three times last year.": ["three times|count_word|3|count:time"],
    "Two dozen stores, a million users, half a million jobs.": ["Two dozen|count_word|24|count:store", "a million|count_word|1000000|count:user", "half a million|count_word|500000|count:job"],
    "Three of 12 regional banks; seven straight sessions; two more hikes.": [
        "Three|count_word|3|count:bank", "12|12|count:bank", "seven|count_word|7|count:session", "two|count_word|2|count:hike",
    ],
    "One of the third-party firms sold a zero-coupon note in a two-way market.": [],
    "Its fifth straight loss, the 12th in a row, its third-largest.": ["fifth|ordinal|5|count", "12th|ordinal|12|count", "third|ordinal"],
    "Double-digit growth, mid-teens margins, low single digits, dozens of shops, hundreds of jobs, a handful.": [
        "Double-digit|vague", "mid-teens|vague", "low single digits|vague", "dozens|vague", "hundreds|vague", "a handful|vague",
    ],
}  # fmt: skip

QUALIFIERS = {
    "About $5bn, ~3%, some 40 firms, 5% or so.": ["$5bn|5000000000|USD|about", "3%|3|percent|about", "40|40|count:firm|about", "5%|5|percent|about"],
    "Nearly 5%, just under a third of us, close to three cuts.": ["5%|5|percent|nearly", "a third|count_word|0.3333|ratio_x|nearly", "three|count_word|3|count:cut|nearly"],
    "More than 5%, just over $3, in excess of 40 people, $1m+.": ["5%|5|percent|over", "$3|3|USD|over", "40|40|count:person|over", "$1m+|1000000|USD|over"],
    "Less than 5%, fewer than 40 people.": ["5%|5|percent|under", "40|40|count:person|under"],
    "At least 300 shops, no less than 4%, 5% or more.": ["300|300|count:shop|at_least", "4%|4|percent|at_least", "5%|5|percent|at_least"],
    "Up to 300 shops, no more than 4%, at most $5.": ["300|300|count:shop|at_most", "4%|4|percent|at_most", "$5|5|USD|at_most"],
    "The rate went up to 4% over 10 years.": ["4%|4|percent|to", "10 years|period"],
    "A premium over the FTSE 100 of 3%.": ["FTSE 100|name", "3%|3|percent"],
}  # fmt: skip

SELDOM_SEEN = {
    "In May 12 percent of them left.": ["12 percent|12|percent"],
    "It closes at 5 o'clock.": ["5 o'clock|time"],
    "He owed three million and a half dollars.": ["three million and a half dollars|3500000|USD"],
    "It owes two thousand million pounds.": ["two thousand million pounds|2000000000|GBP"],
    "The rate is one point fifteen percent.": ["one point fifteen percent|1.15|percent|level"],
    "The 2 high schools merged.": ["2|2|count:school"],
    "Some 10 term loans were made.": ["10|10|count:loan|about"],
    "It was seen at 2012 Olympics.": ["2012|period"],
    "The Dow 40 fell.": ["40|40"],
    "It ordered a Boeing 737-800 and a 747-8.": ["737-800|name", "747-8|name"],
    "They bought the first half dozen.": ["first|ordinal", "half dozen|count_word|6|count"],
    "It beat 5 of 7 funds.": ["5|5|count:fund", "7|7|count:fund"],
    "It is told (https://a.example/5).": ["https://a.example/5|name"],
}
OTHER_KINDS = {
    "The S&P 500, Russell 2000, Nasdaq-100, Euro Stoxx 50 and S&P 600/490.": ["S&P 500|name", "Russell 2000|name", "Nasdaq-100|name", "Euro Stoxx 50|name", "S&P 600/490|name"],
    "The Nikkei topped 48,000.": ["48,000|48000|level|over"],
    "3M, 7-Eleven, a 10-K, a 401(k), Rule 144A, Section 232, COVID-19, G7, Baa1.": [
        "3M|name", "7-Eleven|name", "10-K|name", "401(k)|name", "144A|name", "Section 232|name", "COVID-19|name", "G7|name", "Baa1|name",
    ],
    "The 10-year Treasury, two-year gilts, a 3-month bill, 2s10s, the 10-year fell.": ["10-year|name", "two-year|name", "3-month|name", "2s10s|name", "10-year|name"],
    "Its 52-week high, 200-day average and 10-year median.": ["52-week|name", "200-day|name", "10-year|period"],
    "Boeing sold 32 737 MAX jets and 20 787s.": ["32|32|count:jet", "737 MAX|name", "20|20|count:787", "787s|name"],
    "Call +1 212-555-0100 or see https://example.org/2025/12 now.": ["+1 212-555-0100|name", "https://example.org/2025/12|name"],
    "On Dec. 10, 2025, 10 December, 5 June, 2025-12-18, 09/11/2025, the 17th.": [
        "Dec. 10, 2025|date", "10 December|date", "5 June|date", "2025-12-18|date", "09/11/2025|date", "17th|date",
    ],
    "At 04:28:13 EDT, 4 p.m., 2:15am and 16:00 GMT.": ["04:28:13 EDT|time", "4 p.m.|time", "2:15am|time", "16:00 GMT|time"],
    "In Q3 2024, 3Q25, Q2'25, 1H25, FY26E, fiscal 2025, third quarter of 2025, November 2025, the 1990s, 2024-25.": [
        "Q3 2024|period", "3Q25|period", "Q2'25|period", "1H25|period", "FY26E|period", "fiscal 2025|period", "third quarter of 2025|period", "November 2025|period", "1990s|period", "2024-25|period",
    ],
    "In May 4.4% left; in 2024 2000 people came.": ["4.4%|4.4|percent", "2024|period", "2000|2000|count:person"],
    "The CFO, 47, met a 62-year-old.": ["47|47", "62-year-old|62|year"],
    "The most in 14 weeks; the order book is 5.8 months.": ["14 weeks|period", "5.8 months|5.8|month|level"],
    "1. Sales rose [1][M2].\n2) It fell [1, M2] [1-3] [1: checked].": ["1.|list_marker", "[1]|citation", "[M2]|citation", "2)|list_marker", "[1, M2]|citation", "[1-3]|citation", "[1: checked]|citation"],
    "Net loss (1,204) (980)": ["(1,204)|-1204", "(980)|-980"],
    "Net loss of (1,204) thousand euros; the low ($84.20).": ["(1,204) thousand euros|-1204000|EUR", "$84.20|84.2|USD"],
    "It runs 24/7.": ["24/7|name"],
    "Sold on 17 Nov '25, on 18-Dec-2025 and on 9 Jan.2026.": ["17 Nov '25|date", "18-Dec-2025|date", "9 Jan.2026|date"],
    "In May 12 percent left.": ["12 percent|12|percent"],
    "It ordered six A350s and bought five ordinary shares.": ["six|count_word|6|count:A350", "A350s|name", "five|5|share"],
    "Up 3-½ points after -½ percent.": ["3-½ points|3.5|index_point|change|up", "-½ percent|-0.5|percent"],
    "The 1234567890th visitor; the board voted 9-3-1.": ["1234567890th|ordinal", "9-3-1"],
    "At one point five firms had left; EUR 5 USD 6 were paid.": ["five|count_word|5|count:firm", "EUR 5|5|EUR", "USD 6|6|USD"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "items"),
    [
        *UNITS.items(),
        *ROLES.items(),
        *RANGES_AND_LISTS.items(),
        *WORDS.items(),
        *QUALIFIERS.items(),
        *SELDOM_SEEN.items(),
        *OTHER_KINDS.items(),
    ],
)
def test_a_text_is_read_as_a_person_would(text: str, items: list[str]) -> None:
    assert read(text) == items


@pytest.mark.parametrize(
    ("text", "ulp"),
    [
        ("$1.2bn", "100000000"),
        ("6,849", "1"),
        ("300 million", "1000000"),
        ("6,849.09", "0.01"),
        ("two percent", "1"),
        ("3½%", "0.01"),
        ("half of it", "0.01"),
        ("8.32 cents", "0.0001"),
    ],
)
def test_the_last_printed_digit_gives_the_precision(text: str, ulp: str) -> None:
    assert find_quantities(text)[0].ulp == Decimal(ulp)


def test_a_value_is_exact_however_long() -> None:
    assert find_quantities("1,234,567,890,123,456,789,012.3456789 million")[0].value == Decimal("1234567890123456789012345678.9")
