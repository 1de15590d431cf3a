"""What a gap is over, which place a listed figure has, what its sentence is compared with, and what two told figures make."""

from __future__ import annotations

from tests.numbers.cited import SPRING, judged, metric, verdicts

MURBAN = "Murban's premium over Oman crude was $1.90 a barrel on 4 May 2026; its premium over Upper Zakum was $2.70."
SOYBEANS = "In May organic soybeans fetched a premium of $8.20 a bushel over conventional beans and of $3.10 over non-GMO beans."
ITALY = "Italy's ten-year spread over Bunds was 152 basis points; that over Spanish bonds was 31 basis points."
CLASSES = "In May the B share's discount to the A share was 6.8% and to net asset value 4.2%."

test_a_gap_is_over_what_its_words_name = judged(
    "source text number verdict code",
    (MURBAN, "On 4 May 2026 Murban's premium over Oman crude was $1.90 a barrel.", "$1.90", True, None),
    (MURBAN, "On 4 May 2026 Murban's premium over Oman crude was $2.70 a barrel.", "$2.70", False, "entity"),
    (MURBAN, "On 4 May 2026 Murban's premium over Upper Zakum was $2.70 a barrel.", "$2.70", True, None),
    (MURBAN, "On 4 May 2026 Murban's premium over Upper Zakum was $1.90 a barrel.", "$1.90", False, "entity"),
    (SOYBEANS, "In May the premium of organic soybeans over conventional beans was $8.20.", "$8.20", True, None),
    (SOYBEANS, "In May the premium of organic soybeans over conventional beans was $3.10.", "$3.10", False, "entity"),
    (SOYBEANS, "In May organic soybeans sold at a $3.10 premium to non-GMO beans.", "$3.10", True, None),
    (ITALY, "Italy's ten-year spread over Germany was 152 basis points.", "152", True, None),
    (ITALY, "Italy's ten-year spread over Germany was 31 basis points.", "31", False, "entity"),
    (ITALY, "Italy's ten-year spread over Spain was 31 basis points.", "31", True, None),
    ("Gasoil's premium over Dubai crude was $21.40.", "Gasoil's premium over Brent was $21.40.", "$21.40", False, "entity"),
    (CLASSES, "The B share's discount to the A share was 6.8% in May.", "6.8%", True, None),
    (CLASSES, "The B share's discount to the A share was 4.2% in May.", "4.2%", False, "entity"),
)

ROOMS = "Hotel rooms cost an average of €142 a night in Porto, €118 in Seville and €97 in Naples in May 2026."
DIESEL = "Diesel ended April at $1.52 a litre in Accra, at $1.38 in Lagos and at $1.19 in Nairobi."

test_a_place_behind_each_figure_of_a_list_is_its_own = judged(
    "source text number verdict",
    (ROOMS, "A hotel room in Seville cost €118 on average in May 2026.", "€118", True),
    (ROOMS, "A hotel room in Naples cost €118 on average in May 2026.", "€118", False),
    (ROOMS, "A hotel room in Porto cost €118 on average in May 2026.", "€118", False),
    (DIESEL, "Diesel in Nairobi ended April at $1.19 a litre.", "$1.19", True),
    (DIESEL, "Diesel in Nairobi ended April at $1.38 a litre.", "$1.38", False),
    (DIESEL, "Diesel in Accra ended April at $1.38 a litre.", "$1.38", False),
    (DIESEL, "Diesel in Lagos ended April at $1.38 a litre, $0.19 more than in Nairobi.", "$0.19", True),
    (DIESEL, "Diesel in Lagos ended April at $1.38 a litre, $0.29 more than in Nairobi.", "$0.29", False),
)

ROADS = "Norfolk council spent £14.2 million on roads and £9.7 million on libraries in 2025, out of a budget of £61.0 million."
CHILE = "Chile earned $21.4 billion from copper and $8.6 billion from lithium in 2025; its exports were worth $98.0 billion."

test_what_was_spent_on_one_thing_is_more_than_on_another = judged(
    "source text number verdict",
    (ROADS, "In 2025 Norfolk council spent £4.5 million more on roads than on libraries.", "£4.5 million", True),
    (ROADS, "In 2025 Norfolk council spent £4.5 million less on libraries than on roads.", "£4.5 million", True),
    (ROADS, "In 2025 Norfolk council spent £4.5 million more on libraries than on roads.", "£4.5 million", False),
    (ROADS, "In 2025 Norfolk council spent £5.4 million more on roads than on libraries.", "£5.4 million", False),
    (CHILE, "In 2025 Chile earned $12.8 billion more from copper than from lithium.", "$12.8 billion", True),
    (CHILE, "In 2025 Chile earned $12.8 billion more from lithium than from copper.", "$12.8 billion", False),
    (CHILE, "Chile made $12.8 billion less from lithium than from copper in 2024.", "$12.8 billion", False),
)

TRACTORS = "Tractor registrations came to 4,100 in April 2026, 4,250 in May 2026 and 4,550 in June 2026."

test_a_mean_or_sum_from_one_month_to_another_is_of_all_of_them = judged(
    "source text number verdict",
    (TRACTORS, "From April to June 2026 tractor registrations averaged 4,300 a month.", "4,300", True),
    (TRACTORS, "From April to June 2026 tractor registrations averaged 4,400 a month.", "4,400", False),
    (TRACTORS, "From April to May 2026 tractor registrations averaged 4,300 a month.", "4,300", False),
    (TRACTORS, "From April to June 2026 tractor registrations totalled 12,900.", "12,900", True),
    (TRACTORS, "From April to June 2026 tractor registrations totalled 8,650.", "8,650", False),
)

VACANCY = "Vacancy in Leeds offices is 7.4%, against a ten-year average of 9.1%."
CAPITAL = "Core capital stood at 12.9% of risk-weighted assets at Hallmark Bank, versus a target of 13.5%."

test_how_far_a_level_of_the_evidence_is_from_the_mark_behind_the_gap = judged(
    "source text number verdict code",
    (VACANCY, "Vacancy in Leeds offices is 1.7 points below its ten-year average of 9.1%.", "1.7", True, None),
    (VACANCY, "Vacancy in Leeds offices is 1.7 points above its ten-year average of 9.1%.", "1.7", False, None),
    (VACANCY, "Vacancy in Leeds offices is 2.7 points below its ten-year average of 9.1%.", "2.7", "differs", "value"),
    (VACANCY, "Vacancy in Leeds offices has fallen by 1.7 points in ten years.", "1.7", "unsupported", None),
    (CAPITAL, "Hallmark Bank's core capital is 0.6 points short of its target of 13.5%.", "0.6", True, None),
    (CAPITAL, "Hallmark Bank's core capital is 1.6 points short of its target of 13.5%.", "1.6", "differs", "value"),
)

WELBY = "Dornan Capital offers £18.20 a share for Welby Foods, which has 35 million shares in issue."

test_a_price_and_shares_of_one_sentence_are_worth_their_product = judged(
    "source text number verdict",
    (WELBY, "At £18.20 a share and with 35 million shares in issue, Welby Foods is worth £637 million.", "£637 million", True),
    (WELBY, "At £18.20 a share and with 35 million shares in issue, Welby Foods is worth £736 million.", "£736", "differs"),
    (WELBY, "At £18.20 a share and with 35 million shares in issue, it is worth £736 million with debt.", "£736", "unsupported"),
    (WELBY, "At £19.20 a share and with 35 million shares in issue, Welby Foods is worth £672 million.", "£672", "unsupported"),
)

COSTS = (
    "Sales of Perrin Yards for the quarter ended 30 June 2025 were $96 million, up 4% on the same quarter of 2024. "
    "Costs came to 61% of sales, down from 63% in the same quarter of 2024."
)
BANK = "On 9 April 2026 the Bank of Israel held its rate at 4.25%. Its staff put growth at 2.8% and forecast inflation of 1.9% for 2027."

test_a_time_that_something_is_held_against_or_foreseen_for_is_not_the_figure_s_before_it = judged(
    "source text number verdict",
    (COSTS, "Costs at Perrin Yards fell to 61% of sales in the quarter ended 30 June 2025.", "61%", True),
    (COSTS, "Costs at Perrin Yards were 63% of sales in the quarter ended 30 June 2025.", "63%", False),
    (COSTS, "Costs at Perrin Yards were 61% of sales in the quarter ended 30 June 2024.", "61%", False),
    (BANK, "The Bank of Israel's staff put growth at 2.8% on 9 April 2026.", "2.8%", True),
    (BANK, "Inflation in Israel was 1.9% in 2027.", "1.9%", False),
    (BANK, "The Bank of Israel's staff forecast inflation of 1.9% for 2027.", "1.9%", True),
)

SABLE = "Sable Foods had 8,640 employees in May 2026, of whom 2,150 worked in Kenya."

test_a_place_of_another_clause_makes_a_whole_no_part = judged(
    "source text number verdict",
    (SABLE, "Hundreds of farms in Kenya supply Sable Foods, which had 8,640 employees in May 2026.", "8,640", True),
    (SABLE, "The arm in Kenya of Sable Foods, which had 8,640 employees in May 2026, is growing.", "8,640", False),
    (SABLE, "Sable Foods had 8,640 employees in Kenya in May 2026.", "8,640", False),
    (SABLE, "Sable Foods had 2,150 employees in Kenya in May 2026.", "2,150", True),
)

OLIVES = "Morocco exported 82,000 tonnes of tomatoes in 2024 and 95,000 tonnes in 2025."

test_a_rise_of_one_thing_is_not_proved_wrong_by_that_of_another = judged(
    "source text number verdict",
    (OLIVES, "Museum visits in Morocco grew 6.4% in 2025.", "6.4%", "unsupported"),
    (OLIVES, "Morocco's exports of tomatoes grew 6.4% in 2025.", "6.4%", False),
    (OLIVES, "Morocco's exports of tomatoes grew 15.9% in 2025.", "15.9%", True),
)

PRICES = "First-quarter prices of the ore: low $61.30, high $78.90."
RATIO = "Debt was $3,120 million and equity $2,600 million at the end of 2025."

test_a_difference_between_two_or_a_proportion_over_one_puts_neither_above = judged(
    "source text number verdict code",
    (PRICES, "The difference between the low and high price was $17.60.", "$17.60", True, None),
    (PRICES, "The difference between the low and high price was $18.60.", "$18.60", False, None),
    (RATIO, "The proportion of debt over equity was 1.2 at the end of 2025.", "1.2", True, None),
    (RATIO, "The proportion of debt over equity was 1.4 at the end of 2025.", "1.4", False, None),
)

MARGIN = "In 2023 Brosk made a profit of €36 million on revenue of €450 million."
EASED = "The Riksbank lowered its rate by 25 basis points on 18 June, taking the cuts of the year to 75 basis points."

test_what_is_told_of_one_time_makes_nothing_of_another = judged(
    "source text number verdict code",
    (MARGIN, "In 2023 Brosk's profit was 8% of its revenue.", "8%", True, None),
    (MARGIN, "In 2024 Brosk's profit was 8% of its revenue.", "8%", False, None),
    (EASED, "The Riksbank lowered its rate by 25 basis points on 18 June.", "25 basis points", True, None),
    (EASED, "The Riksbank lowered its rate by 50 basis points on 18 June.", "50 basis points", False, "value"),
)

MARGINS = "Aven's margin was 27%, up from 18%; Brok's was 9%."
ROADS = "Tolls at Averna rose 3.4% in May and those at Brenta 0.3%."

test_two_figures_of_one_clause_say_how_often_one_holds_the_other = judged(
    "source text number verdict code",
    (ROADS, "Tolls at Averna rose 3.4% in May, more than ten times Brenta's 0.3%.", "ten times", True, None),
    (ROADS, "Tolls at Averna rose 3.4% in May, ten times the 0.3% at Brenta.", "ten times", True, None),  # 0.3 may be 0.34
    (ROADS, "Tolls at Averna rose 3.4% in May, six times Brenta's 0.3%.", "six times", False, "value"),
    (ROADS, "Tolls at Averna rose 3.4% in May, more than twenty times Brenta's 0.3%.", "twenty times", False, "comparator"),
    (ROADS, "Tolls at Averna rose 4.3% in May, 14 times Brenta's 0.3%.", "14 times", False, None),
    (MARGINS, "Margins at Aven rose to 27% from 18%, three times Brok's 9%.", "three times", True, None),
)


def test_how_often_one_metric_holds_another_is_reckoned_from_the_metrics_and_not_from_what_is_printed_of_them() -> None:
    returns = [metric("price return", "0.0304", *SPRING, "LEX"), metric("price return", "0.0030", *SPRING, "OLT")]
    text = "LEX rose 3%, {} times the 0.3% of OLT [M1][M2]."
    assert verdicts(text.format("ten"), returns)["ten times"] == "checked"
    assert verdicts(text.format("seven"), returns)["seven times"] != "checked"


COSTS = "Harl's cost was $40. Zip's cost was $50. Harl's sales were $40 million, Zip's sales $50 million."
JOBLESS = "Unemployment in Utah was 5.2% and in Ohio 5.5%."

test_what_beats_by_being_less_is_not_in_the_wrong_order = judged(
    "text source number verdict",
    ("Utah's unemployment of 5.2% beat Ohio's 5.5%.", JOBLESS, "5.5%", True),
    ("Utah's unemployment of 5.2% topped Ohio's 5.5%.", JOBLESS, "5.5%", False),
    ("Harl's cost of $40 beat Zip's $50.", COSTS, "$50", True),
    ("Harl's sales of $40 million beat Zip's $50 million.", COSTS, "$50 million", False),
)

RIDERS = "Tram riders numbered 80 million in 2018 and 66 million in 2025."

test_a_share_of_a_level_of_another_time_is_the_later_over_the_earlier = judged(
    "source text number verdict",
    (RIDERS, "Tram riders in 2025 were 82.5% of their 2018 level.", "82.5%", True),
    (RIDERS, "Tram riders in 2025 numbered 82.5% of those in 2018.", "82.5%", True),
    (RIDERS, "In 2025 trams carried 121% of the 2018 figure.", "121%", False),
    (RIDERS, "Tram riders in 2025 were 92.5% of their 2018 level.", "92.5%", False),
    (RIDERS, "Tram riders in 2018 were 82.5% of their 2025 level.", "82.5%", False),
)

CATCH = "The cod catch came to 50 tonnes in 2015 and 38 tonnes in 2024."
CATCHES = "The cod catch came to 50 tonnes in 2015, 44 tonnes in 2019 and 38 tonnes in 2024."

test_a_share_of_a_level_of_another_time_is_of_the_same_thing_and_told_as_a_fact = judged(
    "source text number verdict",
    (CATCH, "In 2024 the cod catch came to 76% of its 2015 level.", "76%", True),
    (CATCH, "The cod catch in 2024 was only 76% of its 2015 level.", "76%", True),
    (CATCH, "The cod catch in 2024 was not 76% of its 2015 level.", "76%", False),
    (CATCH, "The cod catch in 2024 never reached 76% of its 2015 level.", "76%", False),
    (CATCH, "The cod catch in 2024 might be 76% of its 2015 level.", "76%", False),
    (CATCH, "Fishermen deny that the cod catch in 2024 was 76% of its 2015 level.", "76%", False),
    (CATCH, "The cod quota in 2024 was 76% of its 2015 level.", "76%", False),
    (CATCH, "The cod catch was 76% of its 2015 level.", "76%", True),
    (CATCHES, "The cod catch in 2024 was 76% of its 2015 level.", "76%", True),
    (CATCHES, "The cod catch was 88% of its 2015 level.", "88%", False),
)

RAISED = "Calder lifted its profit outlook by 6%."
BEATEN = "Profit at Calder came in 6% above the outlook."

test_a_forecast_that_was_beaten_is_none_that_was_moved = judged(
    "source text number verdict",
    (RAISED, "Calder's profit beat its outlook by 6%.", "6%", False),
    (RAISED, "Calder raised its outlook for profit by 6%.", "6%", True),
    (BEATEN, "Calder's profit topped the outlook by 6%.", "6%", True),
    (BEATEN, "Calder raised its profit outlook by 6%.", "6%", False),
    ("Yields were 3 tonnes above plan.", "Yields exceeded the plan by 3 tonnes.", "3", True),
)

ROSE = [metric("price return", "0.0504", *SPRING)]
FELL = [metric("price return", "-0.0504", *SPRING)]
PAIR = [metric("price return", "0.0304", *SPRING, "LEX"), metric("price return", "0.0504", *SPRING)]

test_what_a_bet_against_a_fund_cost_is_what_the_fund_made = judged(
    "text metrics number verdict",
    ("Missing TIN cost the portfolio 5% [M1].", ROSE, "5%", True),
    ("Missing TIN cost the portfolio 5% [M1].", FELL, "5%", False),
    ("Avoiding TIN saved the portfolio 5% [M1].", FELL, "5%", True),
    ("Avoiding TIN saved the portfolio 5% [M1].", ROSE, "5%", False),
    ("LEX's gain was less than TIN's 5% [M1][M2].", PAIR, "5%", True),
    ("LEX's gain of 3% exceeded TIN's 5% [M1][M2].", PAIR, "5%", False),
)

CARGO = "Exports came to 12 million tonnes in the first quarter and 16 million tonnes in the second."
LOADED = "The port loaded 25 million tonnes in February and 29 million tonnes in March."
STAFF = "Vorn employs 4,100 and 2,300 people in Kenya and Ghana, respectively."

test_what_two_make_together_is_told_of_neither_alone = judged(
    "source text number verdict",
    (CARGO, "Exports came to 28 million tonnes in the second quarter.", "28 million", False),
    (CARGO, "Exports came to 28 million tonnes in the first half.", "28 million", True),
    (STAFF, "Vorn employs 6,400 people in Kenya.", "6,400", False),
    (STAFF, "Vorn employs 6,400 people across the two countries.", "6,400", True),
    (STAFF, "Vorn employs 6,400 people in Ghana and Kenya.", "6,400", True),
    (STAFF, "Vorn employs 6,400 people in Ghana, and it is leaving Kenya.", "6,400", False),
    (LOADED, "Through March the port had loaded 54 million tonnes.", "54", True),
    (LOADED, "In March the port loaded 54 million tonnes.", "54", False),
    (LOADED, "The port had loaded 54 million tonnes by the end of March.", "54", True),
    (LOADED, "The port loaded 54 million tonnes in March.", "54", False),
)
