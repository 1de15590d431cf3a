"""Headlines against their articles: what a short line leaves out or abbreviates is no contradiction, and what differs still is one."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import judged

C, D = "checked", "differs"
MINERS = "All 14 miners trapped in a shaft more than 60 stories below ground have been rescued in northern Quebec."
SHELTER = "Twelve people were taken to a clinic today, at least three in serious condition, after they were hurt in a bus fire."
ESCAPE = "Within days five prisoners—two of them former officers—escaped from the county jail."
LOANS = "The ministry added another $2.1 billion to its expected ferry losses, bringing the estimate to $17.4 billion."
POLICY = "Replacing officers dismissed under the army's  Don't Talk, Don't Write  policy cost the ministry $48 million."
BUDGET = "Republicans proposed a budget with $3 trillion in spending cuts over the next decade."
LAYOFFS = "The bank has announced plans to lay off 9,000 people over two years."
SALARY = "The suspended officer has collected $310,000 in salary from the navy since his arrest."
FLIGHTS = "Since fuel is dear, 12% of flights will be cut by autumn."
DEFICIT = "The cabinet expects the budget deficit to peak at $1.75 trillion this year."
DAMAGES = "She seeks $4 million in compensatory damages and $9 million in punitive damages from the park."
RAID = "Police nabbed four adults and three teenagers accused of vandalising a chapel in Oregon."
SUIT = "Nevada and 13 other states sued over the new water rules on Tuesday."
TROOPS = "The general said troops in the valley would be reduced from 6,400 to 4,000 this month."
GRANT = "The network plans to pay $150,000 a year for four years to fund a patrol officer."
DOW = "The Dow was up 241.62, or 2.9%, to 8,616.21."
FINE = "Europe's competition chief hit the search firm with a $2.4 billion fine."
BONUS = "Losses have not curbed the plan of AIG to pay out $140 million in bonuses, the New York Times reports."
LAKE = "Drillers reached a lake buried under a 70-foot-thick sheet of ice."
CLUB = "The 150+ guests were dancing in a warehouse, police say."
CHECK = "A clerk was held for attempting to deposit a $250 billion check at a bank in Tulsa."
TOTALS = "Readers estimate the tips have added up to $41,000 so far."


test_a_headline_says_what_its_article_does = judged(
    "text number source verdict",
    ("14 Trapped Miners Rescued in Quebec", "14", MINERS, C),
    ("60 Trapped Miners Rescued in Quebec", "60", MINERS, D),
    ("12 Hurt in Bus Fire", "12", SHELTER, C),
    ("County Loses Track of 5 Inmates Who Escaped Jail", "5", ESCAPE, C),
    ("Ferry Losses Jump to $17B", "$17B", LOANS, C),
    ("Dismissing Officers Cost Ministry $48M", "$48M", POLICY, C),
    ("GOP Budget Would Cut $3T", "$3T", BUDGET, C),
    ("Bank Slashing 9K Jobs", "9K", LAYOFFS, C),
    ("Bank Hires 9K Workers", "9K", LAYOFFS, D),
    ("Navy Paid Arrested Major $310K", "$310K", SALARY, C),
    ("Travelers Will See 12% Flight Cuts", "12%", FLIGHTS, C),
    ("Deficit to Hit $1.75T", "$1.75T", DEFICIT, C),
    ("EU Hits Search Firm With $2.4B Fine", "$2.4B", FINE, C),
    ("AIG to Pay Out $140M in Bonuses", "$140M", BONUS, C),
    ("Lake Found Under 70-Foot Ice Sheet", "70", LAKE, C),
    ("Police Break Up Club With 150+ Guests", "150+", CLUB, C),
    ("Mystery Diner Drops $41K in Tips", "$41K", TOTALS, C),
    ("Stocks Up 242", "242", DOW, C),
    ("Man Tries to Cash $250B Check", "$250B", CHECK, C),
)


@pytest.mark.parametrize(
    ("text", "number", "source", "formula"),
    [
        ("Park Visitor Wants $13M in Damages", "$13M", DAMAGES, "$4 million + $9 million"),
        ("Police: 7 Vandalised Chapel in Oregon", "7", RAID, "Four + three"),
        ("14 States Sue Over Water Rules", "14", SUIT, "13 + 1 (Nevada)"),
        ("Army Pulling 2.4K Troops From Valley", "2.4K", TROOPS, "6,400 − 4,000"),
        ("Network to Spend $600K on Patrol Officer", "$600K", GRANT, "$150,000 × 4 years"),
    ],
)
def test_what_stands_side_by_side_is_added_up(text: str, number: str, source: str, formula: str) -> None:
    (found,) = [item for item in check_text(text, [source]) if item.text == number]
    assert (found.verdict, found.support) == (C, "derived"), found.reason
    assert formula in found.reason


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("7 Teenagers Vandalise Chapel", RAID),  # three of the seven are
        ("Park Visitor Wants $16M in Damages", DAMAGES),
        ("13 Other Matters: 15 States Sue Over Water Rules", SUIT),
    ],
)
def test_a_sum_of_other_things_is_not_accepted(text: str, source: str) -> None:
    last = [item for item in check_text(text, [source]) if item.kind in ("quantity", "count_word")][-1]
    assert last.verdict != C, last.reason


AVALANCHE = (
    "Two tourists and one guide are dead after an avalanche above Tamsvik, police say. The three were found below the pass."
)
FERRY = "A fire aboard a ferry off Corin early Monday killed 19 passengers and one steward. The ferry had 140 people aboard."

test_one_more_of_another_sort_is_counted = judged(
    "text source number verdict",
    ("3 Dead in Tamsvik Avalanche", AVALANCHE, "3", True),
    ("4 Dead in Tamsvik Avalanche", AVALANCHE, "4", False),
    ("Ferry Fire Kills 20", FERRY, "20", True),
    ("Ferry Fire Kills 21", FERRY, "21", False),
)


def test_small_readings_of_the_census() -> None:
    read = {
        text: [(item.text, item.kind, item.unit, item.qualifier) for item in find_quantities(text)]
        for text in (
            "S&amp;P 500 falls",
            "Spies Had Chance in '97: Book",
            "Storm Lands as Cat. 3",
            "It cost us $75,000.",
            "A $90B Euro Empire",
            "Bomb kills 31 two days before vote",
            "Swept Over 90-Foot Fall",
            "an over 90-foot yacht",
        )
    }
    assert [items[0][:2] for items in read.values()][:3] == [("S&amp;P 500", "name"), ("'97", "period"), ("Cat. 3", "name")]
    assert read["It cost us $75,000."] == [("$75,000", "quantity", "USD", "none")]
    assert read["A $90B Euro Empire"] == [("$90B", "quantity", "USD", "none")]
    assert read["Bomb kills 31 two days before vote"][0] == ("31", "quantity", "none", "none")
    assert read["Swept Over 90-Foot Fall"][0][3] == "none"
    assert read["an over 90-foot yacht"][0][3] == "over"
