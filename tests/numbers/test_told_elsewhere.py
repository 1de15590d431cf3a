"""Wrong claims whose figure stands in the passage, told of something else there; and true ones told nearly so."""

from copilot.numbers import check_text
from tests.numbers.cited import judged

SURVEY = (
    "A survey of harbour staff found that 9,000 workers had left since 2020. More than one in three said they felt unsafe"
    " and 35% said it left them less confident. Eight per cent left their job as a result of the noise."
)
NOTES = (
    "### Base Case (70% probability)\n- The bank cuts rates by 25bp on June 10\n- Copper ends near 9,400\n\n"
    "### Risk management\n- **Cash:** Keep 15-20% in cash\n- **Hedges:** Consider protective options on large positions\n"
    "- **Property:** Add listed property trusts\n"
)
LETTER = (
    "The letter sets an annual base salary of $350,000 from October. Ms. Hale can receive an annual bonus with a target of 175%,"
    " and with a range up to a maximum of 225%. The plan's trustees met in May."
)
PEOPLE = (
    "Marta Quill, who returned on Sunday after missing 36 games, scored twice. Ana Berg scored for the second time in a row."
    " Nearly 600 foreign plants have been brought here, and about 20% of those have taken hold in the delta."
)
COUNTS = "The programme, which employs 3,000 officers at a cost of $200 million a year, is under review. Nearly $1 billion has been spent on it. A report that looked at 400 studies found little."
BUDGETS = (
    "Asset sales revenue rose by $119.6 million. Maintenance revenue rose by $42.5 million after five early returns."
    " Total staff expenses decreased by $0.2 million. Office expenses increased by $0.2 million."
)
JOBS = "Employers added a higher-than-expected 215,000 jobs in March, with gains in building and retail. Building firms added 37,000 jobs."
WAGES = "Campaigners ask for a national $15 hourly wage, more than the $7.25 federal minimum wage."
DIVIDEND = (
    "Brack raised its quarterly dividend to $0.97 per share (up from $0.9425). The median house price in July was $403,800."
)
TABLE = (
    "| | December 31,2019 | December 31,2018 |\n| Contract acquisition costs | 3,297 | 3,184 |\n| Deposits | 2,338 | 1,975 |\n"
    "| Other | 3,197 | 3,461 |\n"
)
PENSIONS = (
    "We expect to contribute $0.7 million to our pension plans in fiscal 2024. We had reserves of $5.3 million for tax claims."
)

MATCH = (
    "Orlova, who had won before, committed 34 errors against the fast-moving Krane. That is nowhere near the wound struck by Hurricane Katrina,"
    " which spilled 9 million gallons. Hurricane Ike spilled half a million. Gold's 60% surge goes on while tin is weak."
)
STORM = (
    "With 84 people infected and 38 hospitalized the city closed its pools; 129 people were injured, and no deaths were reported."
)
SCHOOLS = "Tarn has counted 3,397 cases among students this year. Another 665 cases have been reported among staff."
CHANCES = "The desk sees a 25% chance of no cut in June. Last week 243 fell ill, up from 198. The index: Dow -0.2%, S&P 500 flat."
LIMITS = "The loan includes a $125,000 limit for letters of credit and a $75,000 limit for overnight loans."
FILING = (
    "| Years ended December 31, |\n| 2023 | 2022 |\n| Net revenues | $ | 355,048 | $ | 362,580 |\n| Change | $ | (7,532) |\n"
    "| Percentage change | (2.1) | % |\n"
)
QUARTER = (
    "| Quarter Ended |\n| November 30, | November 30, |\n| 2023 | 2022 |\n| Unvested stock awards | $ | 2,464 | $ | 2,339 |\n"
    "| Employee stock purchase plan | 195 | 166 |\n"
)
SEGMENTS = (
    "| Six months ended December 31, 2023 | Six months ended December 31, 2022 |\n| Wholesale | Retail(1) | Wholesale | Retail(1) |\n"
    "| Chairs | 93,884 | 132,112 | 112,283 | 173,875 |\n| Tables | 59,518 | 67,814 | 73,973 | 95,144 |\n"
)
SERVICES = "| | 2020 |\n| Subscription | 1,877 |\n| Total licence and subscription | 5,058 |\n"
BUYBACK = (
    "| Shares | Cost |\n| Shares withheld for stock-|\n| based awards | 252 | 10,333 |\n| Market purchases | 157 | 5,975 |\n"
)
CHARGE = "The cut in its stake caused a $2.7 billion charge. The period ended with an $827 million loss for Brack."
RATES = "| | 2019 | 2018 |\n| | % | % |\n| Discount rate | 2.9 | 3.8 |\n| Price inflation | 2.0 | 2.1 |\n"
OPTIONS = "| December 5, 2023 Awards |\n| Risk-free interest rate | 4.13 | % |\n| Expected volatility | 90.60 | % |\n"
CLIMBERS = "About 30 climbers have developed frostbite or become sick near the summit. Two climbers died."
CASH = "Net cash provided by financing activities was $85,395,842 in 2022."


def verdict(text: str, figure: str, source: str) -> str:
    return next(check.verdict for check in check_text(text, [source]) if check.text == figure)


test_a_figure_of_something_else_differs = judged(
    "text number source",
    ("In the survey 35% left their job as a result of noise [1].", "35%", SURVEY),
    ("The note puts 15-20% into protective options [1].", "15-20%", NOTES),
    ("The bank has cut rates by 25bp on June 10 [1].", "25bp", NOTES),
    ("Hale can receive an annual bonus of $350,000 [1].", "$350,000", LETTER),
    ("Hale's target bonus is 225% of her salary [1].", "225%", LETTER),
    ("Ana Berg returned after missing 36 games [1].", "36", PEOPLE),
    ("Nearly 600 foreign plants have taken hold in the delta [1].", "600", PEOPLE),
    ("The report looked at 3,000 studies [1].", "3,000", COUNTS),
    ("The programme costs nearly $1 billion a year [1].", "$1 billion", COUNTS),
    ("Maintenance revenue rose by $119.6 million [1].", "$119.6 million", BUDGETS),
    ("Building firms added 215,000 jobs in March [1].", "215,000", JOBS),
    ("Economists had expected 215,000 new jobs in March [1].", "215,000", JOBS),
    ("The federal minimum wage is $15 an hour [1].", "$15", WAGES),
    ("Before the increase Brack's quarterly dividend was $0.97 [1].", "$0.97", DIVIDEND),
    ("The average house price in July was $403,800 [1].", "$403,800", DIVIDEND),
    ("Contract acquisition costs were 3,461 at the end of 2018 [1].", "3,461", TABLE),
    ("Deposits were 2,338 on December 31, 2018 [1].", "2,338", TABLE),
    ("The company has contributed $0.7 million to its pension plans [1].", "$0.7 million", PENSIONS),
    ("The company expects to contribute $5.3 million to its pension plans [1].", "$5.3 million", PENSIONS),
    ("Krane committed 34 errors [1].", "34", MATCH),
    ("Hurricane Ike spilled 9 million gallons [1].", "9 million", MATCH),
    ("Tin has surged 60% [1].", "60%", MATCH),
    ("In the city 84 people were hospitalized [1].", "84", STORM),
    ("In the city 129 people were killed [1].", "129", STORM),
    ("Tarn has counted 3,397 cases among staff this year [1].", "3,397", SCHOOLS),
    ("The desk sees a 25% chance of a cut in June [1].", "25%", CHANCES),
    ("In the latest week 198 fell ill [1].", "198", CHANCES),
    ("The S&P 500 lost 0.2% [1].", "0.2%", CHANCES),
    ("The limit for letters of credit is $75,000 [1].", "$75,000", LIMITS),
    ("Net revenues were $362,580 in 2023 [1].", "$362,580", FILING),
    ("Unvested stock awards were 2,339 in the quarter ended November 30, 2023 [1].", "2,339", QUARTER),
    ("Retail sales of chairs were 93,884 in the six months ended December 31, 2023 [1].", "93,884", SEGMENTS),
    ("Wholesale of chairs was 112,283 in the six months ended December 31, 2023 [1].", "112,283", SEGMENTS),
    ("Subscription revenue was 5,058 in 2020 [1].", "5,058", SERVICES),
    ("The shares withheld cost 5,975 [1].", "5,975", BUYBACK),
    ("Brack took an $827 million charge on its stake [1].", "$827 million", CHARGE),
    ("About 30 climbers have died near the summit [1].", "30", CLIMBERS),
    ("Net cash used in financing activities was $85,395,842 in 2022 [1].", "$85,395,842", CASH),
    verdict=False,
)


test_a_figure_of_the_same_thing_is_checked = judged(
    "text number source",
    ("Of those asked 35% were left less confident [1].", "35%", SURVEY),
    ("Some 8% left a job because of the noise [1].", "8%", SURVEY),
    ("It would keep 15-20% in cash [1].", "15-20%", NOTES),
    ("Her base salary is $350,000 a year [1].", "$350,000", LETTER),
    ("Quill had been out for 36 games [1].", "36", PEOPLE),
    ("About 20% of the foreign plants have taken hold [1].", "20%", PEOPLE),
    ("It looked at 400 studies [1].", "400", COUNTS),
    ("Maintenance revenue was up $42.5 million [1].", "$42.5 million", BUDGETS),
    ("Employers added 215,000 jobs in March [1].", "215,000", JOBS),
    ("The dividend was raised from $0.9425 to $0.97 [1].", "$0.97", DIVIDEND),
    ("Deposits were 2,338 on December 31, 2019 [1].", "2,338", TABLE),
    ("Orlova made 34 errors [1].", "34", MATCH),
    ("In the city 129 people were hurt [1].", "129", STORM),
    ("Among staff 665 cases were reported [1].", "665", SCHOOLS),
    ("Net revenues were $355,048 in 2023 [1].", "$355,048", FILING),
    ("Unvested stock awards were 2,464 in the quarter ended November 30, 2023 [1].", "2,464", QUARTER),
    ("Retail sales of chairs were 132,112 in the six months ended December 31, 2023 [1].", "132,112", SEGMENTS),
    ("Subscription revenue was 1,877 in 2020 [1].", "1,877", SERVICES),
    ("Brack took a $2.7 billion charge [1].", "$2.7 billion", CHARGE),
    ("The discount rate was 2.9 percent in 2019 [1].", "2.9 percent", RATES),
    ("The risk-free rate was 4.13% [1].", "4.13%", OPTIONS),
    verdict=True,
)


test_what_is_told_nearly_so_is_checked = judged(
    "text number source",
    ("The appeal has raised more than $375,000 [1].", "$375,000", "The appeal has since surpassed $375,000."),
    (
        "Profit was $1.45 billion, against $1.47 billion a year earlier [1].",
        "$1.47 billion",
        "Net profit for the quarter was $1.45 billion, or 94 cents per share, compared with $1.47 billion, or 93 cents per share.",
    ),
    (
        "Some 61% were for it in 2016, up from 54% two years before [1].",
        "54%",
        "Support rose from 54% of residents in 2014 to 61% in 2016.",
    ),
    (
        "In March the jobless rate edged up to 5% [1].",
        "5%",
        "Employers hired in March. The department said Friday that the jobless rate ticked up to 5% from 4.9%.",
    ),
    ("Core prices rose 2.8% [1].", "2.8%", "Core prices rose 2.8% in September, roughly in line with expectations."),
    verdict=True,
)


def test_an_operand_of_another_kind_derives_nothing() -> None:
    source = "Staff expenses were $2.5 million, compared to $2.7 million in 2022. Office expenses increased by $0.2 million."
    assert verdict("Office expenses fell by $0.2 million [1].", "$0.2 million", source) == "differs"


def test_a_difference_from_zero_derives_nothing() -> None:
    checks = check_text("revenue fell rose ; 4.1% Q3 from %% (1,204)", ["revenue 0 %% fell (1,204)"], citations="ignore")
    assert checks[-1].verdict != "checked"


SHOPS = (
    "Norby Tools said Thursday that it will shut 50 big shops and let 400 people go. Shares fell. The chain keeps an eye on Larkmart: "
    "in a plan to close the gap, Norby opened two small shops inside its tool stores last year."
)


def test_a_headline_gathers_its_words_from_all_of_an_article_and_a_sentence_does_not() -> None:
    assert verdict("With Eye on Larkmart, Norby Tools to Close 50 Shops", "50", SHOPS) == "checked"
    assert verdict("With an eye on Larkmart, Norby will close 50 shops.", "50", SHOPS) == "unsupported"


def test_a_headline_leaves_out_the_condition_and_a_sentence_does_not() -> None:
    fine = "The clerk would have to pay a fine of $100,000 if she spoke of it, so the actor offered to pay it for her."
    assert verdict("Actor Offers to Pay $100K Fine for Clerk", "$100K", fine) == "checked"
    assert verdict("The clerk has paid a fine of $100,000.", "$100,000", fine) == "differs"


def test_the_number_of_a_step_is_no_neighbour() -> None:
    assert (
        verdict("Heat the oven to 250°F.", "250", "1 HEAT the oven to 250F. Put the joint on a rack. 2  Rub it with oil.")
        == "checked"
    )
