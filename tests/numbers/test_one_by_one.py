"""Counts that evidence tells one by one, and headlines that gather their words from all of an article."""

from __future__ import annotations

from copilot.numbers import check_text
from tests.numbers.cited import judged

C, D = "checked", "rejected"
CAVE = "A third diver has died in the flooded cave, and two were flown to a clinic in Ljubljana."
CLERKS = "All four clerks died when the roof of the exchange fell in. Five others died in the street."
FAIR = "A blast at a fair killed 10 people, including the mayor of the town, police said."
ILL = "At least one passenger became infected on the ferry."
QUAKE = "In Rena, Oregon, rescuers freed two girls from a barn. Some 40 people are dead after a quake struck Rena last night."
SUIT = "A Boise jury has come in with a $6 billion award in punitive damages against Corven Foods and one of its units."
MARKET = "Gunmen killed 17 people and injured 23 in a crowded market in western Kandia today."
PARIS = "Thieves made off with $80 million in what police call one of France's costliest burglaries."
VOTES = "The sitting senator led by 412 votes out of nearly two million cast."
RATES = "Claims for benefits are nearly three times higher than a year ago."
WATER = "A shop charged $39.95 for a crate of water before the storm and has apologised for it."


test_what_is_told_one_by_one_is_counted = judged(
    "text number source verdict",
    ("3 Dead in Cave Flood", "3", CAVE, C),
    ("4 Dead in Cave Flood", "4", CAVE, D),
    ("3 Divers Flown to Clinic", "3", CAVE, D),
    ("9 Dead as Roof of Exchange Falls In", "9", CLERKS, C),
    ("8 Dead as Roof of Exchange Falls In", "8", CLERKS, D),
    ("Blast at Fair Kills Mayor, 9 Others", "9", FAIR, C),
    ("Blast at Fair Kills Mayor, 8 Others", "8", FAIR, D),
    ("At Least 1 Infected on Ferry", "1", ILL, C),
    ("At Least 1 Passengers Infected on Ferry", "1", ILL, D),
    published="2020-05-04",
    citations="ignore",
)


test_a_headline_takes_its_words_from_all_of_an_article = judged(
    "text number source verdict",
    ("40 Dead in Oregon Quake", "40", QUAKE, C),
    ("46 Dead in Oregon Quake", "46", QUAKE, D),
    ("Man Who Sued Corven Foods Is Awarded $6B", "$6B", SUIT, C),
    ("17 Dead in Shooting at Crowded Market in Western Kandia", "17", MARKET, C),
    ("18 Dead in Shooting at Crowded Market in Western Kandia", "18", MARKET, D),
    ("Thieves Nab $80M in Paris Burglary", "$80M", PARIS, C),
    ("Thieves Nab $80M in Berlin Burglary", "$80M", PARIS, D),
    ("Halvorsen Beats Drew by 412 Votes", "412", VOTES, C),
    ("Claims for Benefits Still at 3 Times Normal", "3 Times", RATES, C),
    ("Shop 'Sorry' Over $40 Water", "$40", WATER, C),
    ("Shop Asked Over $40 for Water", "$40", WATER, D),
    published="2020-05-04",
    citations="ignore",
)


def test_a_line_of_two_clauses_is_a_headline_too() -> None:
    source = (
        "Fans of Rowan Pell had to sign an agreement with a $2 million fine. Most fans of the comedian signed it at the door."
    )
    assert _verdict("Want to See Rowan Pell? Sign a $2M Agreement", "$2M", source) == C


def test_two_listings_of_a_firm_are_one_firm() -> None:
    source = "Honda Motor Co. will recall a total of 731,000 cars."
    assert _verdict("Honda Recalls 731K Cars", "731K", source) == C
    assert _verdict("Toyota Recalls 731K Cars", "731K", source) == D


def _verdict(text: str, number: str, source: str) -> str:
    (found,) = (item for item in check_text(text, [source], published="2020-05-04", citations="ignore") if item.text == number)
    return "rejected" if found.verdict in ("differs", "unsupported") else found.verdict


test_a_lead_is_one_share_less_the_other = judged(
    "text number verdict",
    ("Tolan Grabs 9-Point Lead in Kessel", "9-Point", C),
    ("Tolan Grabs 6-Point Lead in Kessel", "6-Point", D),
    ("Brandt Grabs 9-Point Lead in Kessel", "9-Point", D),
    ("Tolan Trails by 9 Points in Kessel", "9 Points", D),
    source="Mara Tolan leads Otto Brandt 46% to 37% in Kessel, a poll finds.",
    published="2020-05-04",
    citations="ignore",
)


def test_a_sum_by_the_year_is_twelve_by_the_month() -> None:
    source = "His wife seeks a settlement of $4.4 million a month."
    assert _verdict("Wife Seeks $53M-a-Year Divorce", "$53M", source) == C
    assert _verdict("Wife Seeks $58M-a-Year Divorce", "$58M", source) == D


def test_an_adjective_before_a_level_leaves_it_one() -> None:
    source = "The economy grew at a pace of just 1.7% in the third quarter, down from a first estimate of 2.1%."
    assert _verdict("GDP Growth Revised Down to Sluggish 1.7%", "1.7%", source) == C
    assert _verdict("GDP Growth Revised Down to Sluggish 1.4%", "1.4%", source) == D


def test_an_item_of_a_list_is_no_headline() -> None:
    source = "Sector winners: Vosk +9% for the quarter, Farming +31%, Shipping +12%."
    assert _verdict("- Sector Winners: Shipping +9% Q4, Farming +31% YTD", "+9%", source) == D


def test_a_time_told_before_a_figure_is_not_sure_against_a_headline() -> None:
    source = "Agents found 1,904 knives last year, and just 610 in 2005. By the ministry's count they took five a day from bags."
    assert _verdict("Agents Took 5 Knives a Day From Bags Last Year", "5", source) == C
    assert _verdict("Agents Found 610 Knives Last Year", "610", source) == D


test_what_is_denied_or_open_or_a_rank_or_befell_the_others_counts_nobody = judged(
    "text number source",
    ("3 divers died in the cave.", "3", "No third diver died in the cave, the coastguard said."),
    ("3 divers died in the cave.", "3", "The coastguard denied that a third diver died in the cave."),
    ("3 divers died in the cave.", "3", "A third diver may have died in the cave."),
    ("3 lenders failed in May.", "3", "The third largest lender failed in May."),
    ("3 divers died in the cave.", "3", "See example.org/news?q=a+third+diver+died+in+the+cave."),
    ("3 divers died in the cave.", "3", "A third/fourth diver died in the cave."),
    ("Nine people were killed.", "Nine", "Three people were killed. Six other people were not killed."),
    ("9 people were killed.", "9", "Three people were killed. Six others were injured when people were killed."),
    verdict=False,
)
