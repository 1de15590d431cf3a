"""How releases on trade, prices, jobs and company results put their figures: months in a row, parts by the way, revisions."""

from __future__ import annotations

from datetime import date

from copilot.numbers import check_text, find_quantities, read_claims
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.times.timing import find_times
from tests.numbers.cited import judged

REJECTED = ("differs", "unsupported")


def _verdicts(text: str, source: str) -> list[str]:
    found = [item for item in check_text(text, [source]) if item.kind in ("quantity", "count_word")]
    return ["rejected" if item.verdict in REJECTED else item.verdict for item in found]


HALF = "Sorano Gas earned ¥48 billion in the six months to September."
LOSS = "Kotsu's operating loss narrowed to ¥8.4 billion in the six months to September from ¥21.7 billion a year earlier."
QUARTER = "Profit at Velur Cement was 3.1 billion rupees in the July-September quarter of 2025."
WINTER = "Rents rose 2% in the November-January quarter of 2025."
PARTS = "Group turnover rose 5% to £2.1 billion, driven by Asia, where it jumped 22%."
CARDS = "Lorne Bank's fee income grew 8% to £900 million, led by cards, where it rose 14%."
LOANS = "Loan growth at Torvik Bank was 11%, with corporate loans up 17% and consumer loans up 4%."
FERRIES = "The yard took orders worth 9.0 billion crowns, led by ferries, which brought 2.7 billion."
CHIPS = "South Korea's exports rose 5.7% to $59.5 billion in October, with chip shipments up 25.4% at $15.7 billion."
FIBRE = "Service revenue at Altel rose 3% to 1.20 billion euros, with fibre up 11% to 0.30 billion."
ORDERS = "Orders at Marand reached 12.4 trillion won in 2025, against 3.1 trillion won in 2023."
NORDIC = "Deliveries in Norway came to 14,000 and in Denmark to 7,000."
MARGIN = "Belton reported comparable sales growth of 2.1% and a gross margin of 35.8%."
PROFIT = "Nordmark posted a 6% rise in revenue and a profit of 90 million euros."
OUTPUT = "Industrial output fell 1.2% in August, and July's gain was revised down to 1.0%. Car output dropped 18.5%."
GAP = "The trade gap was $52 billion in June, compared with $60 billion in May. Imports fell 3.1%."
TRADE = "Exports fell 3.1% to $28.1 billion in May, with soybean shipments down 9% at $5.6 billion."


test_months_in_a_row_are_one_window_however_they_are_told = judged(
    "text source verdicts",
    ("In the April-September half Sorano Gas earned ¥48 billion.", HALF, ["checked"]),
    ("Sorano Gas earned ¥48 billion from April to September.", HALF, ["checked"]),
    ("Sorano Gas earned ¥48 billion in the half-year to 30 September.", HALF, ["checked"]),
    ("Sorano Gas earned ¥48 billion in the July-September quarter.", HALF, ["rejected"]),
    ("Sorano Gas earned ¥48 billion in the half-year to March.", HALF, ["rejected"]),
    ("Velur Cement made a profit of 3.1 billion rupees in the three months to September.", QUARTER, ["checked"]),
    ("Velur Cement made a profit of 3.1 billion rupees in the quarter to 30 September 2025.", QUARTER, ["checked"]),
    ("Velur Cement made a profit of 3.1 billion rupees in the April-June quarter.", QUARTER, ["rejected"]),
    ("Rents rose 2% in the three months to the end of January 2025.", WINTER, ["checked"]),
    ("Rents rose 2% in the three months to February 2025.", WINTER, ["rejected"]),
    ("Kotsu's operating loss narrowed to ¥8.4 billion in the April-September half.", LOSS, ["checked"]),
    ("Kotsu's operating loss was ¥8.4 billion for the six months to September.", LOSS, ["checked"]),
    ("Kotsu's operating loss was ¥21.7 billion for the six months to September.", LOSS, ["rejected"]),  # a year before
)


def test_months_up_to_a_month_are_the_latest_on_the_day_of_the_text() -> None:
    told = [find_times(text, date(2025, 11, 6))[0].when for text in ("the six months to September", "the half-year to December")]

    assert [(when.start, when.end) for when in told] == [
        (date(2025, 4, 1), date(2025, 9, 30)),
        (date(2024, 7, 1), date(2024, 12, 31)),
    ]


test_a_part_told_by_the_way_has_its_own_figure = judged(
    "text source verdicts",
    ("Asian turnover jumped 22%.", PARTS, ["checked"]),
    ("Group turnover jumped 22%.", PARTS, ["rejected"]),
    ("Turnover in Asia rose 5%.", PARTS, ["rejected"]),
    ("Lorne Bank's card fee income grew 14%.", CARDS, ["checked"]),
    ("Lorne Bank's card fee income grew 8%.", CARDS, ["rejected"]),
    ("Torvik Bank's consumer loans grew 4%.", LOANS, ["checked"]),
    ("Torvik Bank's consumer loans grew 11%.", LOANS, ["rejected"]),
    ("Torvik Bank's loans grew 11%.", LOANS, ["checked"]),
    ("Ferries were 30% of the orders.", FERRIES, ["checked"]),
    ("Ferries were 40% of the orders.", FERRIES, ["rejected"]),
)


test_a_level_has_the_words_of_the_change_that_led_to_it = judged(
    "text source verdicts",
    ("Chips made up about 26% of South Korea's exports in October.", CHIPS, ["checked"]),  # and no rise of 25.4%
    ("Chips made up about 36% of South Korea's exports in October.", CHIPS, ["rejected"]),
    ("Fibre brought in a quarter of Altel's service revenue.", FIBRE, ["checked"]),
    ("Fibre brought in half of Altel's service revenue.", FIBRE, ["rejected"]),
)


test_a_multiple_of_those_of_another_time_or_place = judged(
    "text source verdicts",
    ("Marand's orders in 2025 were 4 times those of 2023.", ORDERS, ["checked"]),
    ("Marand's orders in 2025 were 5 times those of 2023.", ORDERS, ["rejected"]),
    ("Marand's orders in 2023 were a quarter of those in 2025.", ORDERS, ["checked"]),
    ("Norway's deliveries were twice those of Denmark.", NORDIC, ["checked"]),
    ("Deliveries in Norway were double those in Denmark.", NORDIC, ["checked"]),
    ("Denmark's deliveries were twice those of Norway.", NORDIC, ["rejected"]),
)


test_what_a_figure_is_called_is_a_level_beside_a_change = judged(
    "text source verdicts",
    ("Belton's gross margin came down to 35.8%.", MARGIN, ["checked"]),
    ("Belton's gross margin rose 35.8%.", MARGIN, ["rejected"]),
    ("Nordmark's profit rose to 90 million euros.", PROFIT, ["checked"]),
    ("Nordmark's profit rose by 90 million euros.", PROFIT, ["rejected"]),
)


test_a_time_told_by_the_way_is_none_of_the_next_sentence = judged(
    "text source verdicts",
    ("Car output dropped 18.5% in August.", OUTPUT, ["checked"]),
    ("Industrial output fell 1.2% in July.", OUTPUT, ["rejected"]),
    ("Imports fell 3.1% in June.", GAP, ["checked"]),
    ("The trade gap was $52 billion in May.", GAP, ["rejected"]),
)


def test_shipments_may_be_exports_or_deliveries_and_those_are_two() -> None:
    assert _verdicts("Soybean exports dropped 9% to $5.6bn in May.", TRADE) == ["checked"] * 2
    assert _verdicts("Soybean deliveries were 52,000.", "Soybean exports were 52,000.") == ["rejected"]


def test_an_owner_before_a_measure_is_no_part_of_its_name() -> None:
    assert [mention.id for mention in find_measures("Lowen Insurance's premium income grew")] == ["premiums_written"]


def test_the_short_mark_of_the_taiwan_dollar() -> None:
    assert [item.unit for item in find_quantities("It paid T$12.4 billion, not $12.4 billion.")] == ["TWD", "USD"]


def test_the_day_that_a_record_dates_from_is_its_own() -> None:
    source = "Silver touched a record high of $54.48 an ounce on 17 October 2025."
    found = check_text("Silver's record high of $54.48 dates from 17 October 2025.", [source])

    assert [item.verdict for item in found] == ["checked", "checked"]


def test_what_is_about_to_be_done_is_not_done() -> None:
    assert _verdicts("Velden Bank has cut 600 jobs.", "Velden Bank is about to cut 600 jobs.") == ["rejected"]
    assert _verdicts("Velden Bank plans to cut 600 jobs.", "Velden Bank is about to cut 600 jobs.") == ["checked"]


def test_a_margin_of_one_profit_and_one_revenue_differs() -> None:
    source = "Liang earned a net profit of T$452.3 billion in the third quarter on revenue of T$989.9 billion."

    assert [item.verdict for item in check_text("Liang's net margin was 45.7%.", [source])] == ["checked"]
    assert [item.verdict for item in check_text("Liang's net margin was 47.5%.", [source])] == ["differs"]


def test_core_core_inflation_is_not_core_inflation() -> None:
    source = "Japan's core consumer inflation quickened to 3.0% in October from 2.9%; core-core inflation was 3.1%."

    assert _verdicts("Japan's core inflation picked up by a tenth of a percentage point in October.", source) == ["checked"]
    assert _verdicts("Japan's core-core inflation was 3.0% in October.", source) == ["rejected"]


INDICES = "The Baltic Dry Index rose 41 points, or 1.9%, to 2,216, while the capesize index gained 128 points to 3,648."
HARVEST = "The department put the wheat harvest at 1.985 billion bushels, above the average analyst estimate of 1.93 billion."
MOBILE = "Telenova added 310,000 mobile customers in the second quarter, about half of them in Poland."
SHOPS = "The group will close 120 shops, a third of them in Spain."
GROWTH = "The bank now sees growth of 1.3% in 2025, up from 1.2%."
RENTS = "Annual rent growth was 5.0% in October, down from 5.5% in September."
PAY = "Average weekly earnings rose 4.6% in the three months to September, slower than the 4.8% of the three months to August."


test_a_second_index_without_a_name_is_not_the_first = judged(
    "text source verdicts",
    ("The capesize index added 128 points to end at 3,648.", INDICES, ["checked"] * 2),
    ("The capesize index rose 3.6%.", INDICES, ["checked"]),  # 128 / (3,648 - 128)
    ("The Baltic Dry Index gained 128 points.", INDICES, ["rejected"]),
    ("The Baltic Dry Index ended at 3,648.", INDICES, ["rejected"]),
)


test_what_had_been_expected_is_not_what_came = judged(
    "text source verdicts",
    ("Analysts had on average expected a wheat harvest of 1.93 billion bushels.", HARVEST, ["checked"]),
    ("Analysts had on average expected a wheat harvest of 1.985 billion bushels.", HARVEST, ["rejected"]),
    ("The bank had forecast growth of 1.2% for 2025 before it raised its forecast.", GROWTH, ["checked"]),
    ("The bank had forecast growth of 1.3% for 2025 before it raised its forecast.", GROWTH, ["rejected"]),
)


test_where_a_part_of_them_is_they_are_not_all = judged(
    "text source verdicts",
    ("Telenova added 310,000 mobile customers in the second quarter.", MOBILE, ["checked"]),
    ("Telenova added 310,000 mobile customers in Poland in the second quarter.", MOBILE, ["rejected"]),
    ("About half of Telenova's 310,000 new mobile customers were in Poland.", MOBILE, ["checked"] * 2),
    ("The group will close 120 shops in Spain.", SHOPS, ["rejected"]),
    ("The group will close 40 shops in Spain.", SHOPS, ["checked"]),
)


test_growth_slows_by_the_points_between_two_rises = judged(
    "text source verdicts",
    ("Rent growth eased 0.5 percentage points in October.", RENTS, ["checked"]),
    ("Rent growth quickened 0.5 percentage points in October.", RENTS, ["rejected"]),
    (
        "Pay growth slowed by 0.2 percentage points from the three months to August to the three months to September.",
        PAY,
        ["checked"],
    ),
)


REMITTANCES = (
    "Remittances fell 2.7% from a year earlier in September; over the first nine months they were down 5.5% at $45.7 billion."
)
DEFICIT = "In the 12 months to October the current-account deficit was $20.1 billion; in October alone there was a surplus of $1.1 billion."
YEAR = (
    "The current account showed a surplus of 23 billion euros in September. Over the 12 months to September it was 307 billion."
)
GAS = "Woodmere shipped 3.9 million tonnes of gas in the quarter, of which 2.1 million went to Asia and 1.2 million to Europe."
WINE = "Corvo's exports to the United States halved to 1.1 million cases in 2025, while those to Britain held at 0.9 million."
ACCOUNT = "The euro zone's current account showed a surplus of 23 billion euros in September, up from 13 billion in August."
HOMES = "British lenders approved 65,944 mortgages in September, compared with 64,960 in August. The rate on them slipped 7 basis points to 4.19%."


test_the_months_so_far_are_not_the_last_of_them = judged(
    "text source verdicts",
    ("Remittances were down 5.5% in the first nine months.", REMITTANCES, ["checked"]),
    ("Remittances came to $45.7 billion in January-September.", REMITTANCES, ["checked"]),
    ("Remittances were down 5.5% in September.", REMITTANCES, ["rejected"]),
    ("The current-account deficit was $20.1 billion in the year to October.", DEFICIT, ["checked"]),
    ("The current-account deficit was $20.1 billion in October.", DEFICIT, ["rejected"]),
    ("There was a current-account surplus of $1.1 billion in October.", DEFICIT, ["checked"]),
    ("The surplus over the 12 months to September was €0.307 trillion.", YEAR, ["checked"]),
    ("Annual inflation was 3.8% in September.", "Consumer prices rose 3.8% in the 12 months to September.", ["checked"]),
    (
        "Consumer prices rose 3.8% in the year to August.",
        "Consumer prices rose 3.8% in the 12 months to September.",
        ["rejected"],
    ),
)


test_whose_a_figure_of_a_release_is = judged(
    "text source verdicts",
    ("Woodmere shipped 2.1 million tonnes of gas to Asia in the quarter.", GAS, ["checked"]),
    ("Woodmere shipped 3.9 million tonnes of gas to Asia in the quarter.", GAS, ["rejected"]),
    ("Corvo had exported 2.2 million cases to the United States in 2024.", WINE, ["checked"]),
    ("Corvo had exported 3.3 million cases to the United States in 2024.", WINE, ["rejected"]),
    ("Corvo's exports to Britain halved in 2025.", WINE, ["rejected"]),
    ("The euro zone's current-account surplus widened by 10 billion euros in September.", ACCOUNT, ["checked"]),
    ("Britain's current-account surplus was 23 billion euros in September.", ACCOUNT, ["rejected"]),
    ("Mortgage approvals in Britain rose 1.5% on the month in September.", HOMES, ["checked"]),
    ("Mortgage approvals in Britain rose 2.5% on the month in September.", HOMES, ["rejected"]),
    ("Cement volumes slipped 2%.", "Cement volumes rose 4% while prices slipped 2%.", ["rejected"]),
)


def test_what_a_bracket_holds_beside_a_figure_has_not_its_time() -> None:
    claims = read_claims("The index rose 12% (in line with the 10% reported) from 17 November to 18 December 2025.")

    assert [(str(claim.quantity.value), claim.period_start is not None) for claim in claims] == [("12", True), ("10", False)]


DAX = "The DAX rose 0.9% on the day, and the index is up 18% in 2025."
ZLOTY = "Poland's central bank lowered its main rate by 25 basis points to 4.25%, after inflation slowed to 2.8% in October from 2.9%."


test_what_a_noun_stands_for_and_what_inflation_is_said_of = judged(
    "text source verdicts",
    ("The DAX is up 18% in 2025.", DAX, ["checked"]),
    ("Silver is up 5%.", "Gold rose 2% and silver is up 5%.", ["checked"]),
    ("Gold is up 5%.", "Gold rose 2% and silver is up 5%.", ["rejected"]),
    ("Polish inflation eased to 2.8% in October.", ZLOTY, ["checked"]),
    ("Poland's main rate was cut to 2.8%.", ZLOTY, ["rejected"]),
    ("Before the cut Poland's main rate was 4.50%.", ZLOTY, ["checked"]),
    ("Inflation fell 0.4%.", "Wages after inflation fell 0.4%.", ["rejected"]),
)


def test_what_is_paid_a_share_is_no_price_told_before_it() -> None:
    source = "Haldane sold its houses at an average price of £334,000, and paid 22p a share."

    assert _verdicts("Haldane paid a dividend of £0.22 a share.", source) == ["checked"]


def test_output_of_factories_is_industrial_output() -> None:
    source = "Output at Japanese factories rose 2.2% in September."

    assert _verdicts("Japan's industrial production rose 2.2% in September.", source) == ["checked"]
    assert _verdicts("Japan's exports rose 2.2% in September.", source) == ["rejected"]
