"""Two figures of one sentence are told apart by the words in which they part: class, kind, basis, subject, time, deed."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities

REJECTED = {"differs", "unsupported"}

CLASSES = "The company pays 12 cents on its C shares and 15 cents on its D shares."
TANKERS = "Aframax rates gained $420 to $31,900 a day, and suezmax rates lost $150 to $28,700."
CREWS = "Orvel Air took on 340 permanent pilots and let go 95 seasonal ones."
VOTES = "Of 40 motions 26 were carried and 9 were withdrawn."
COSTS = "Wages in Tarn rose 4.2% and prices 2.9%."
EPS = "Quarrel Foods earned $1.62 a share, or $1.80 before exceptional items."
BROKERS = "Marl & Co raised its rating target for Dunmore Gas to 310p; Alder Securities has a target of 355p for Dunmore Gas."
CITIES = "Sugar in London gained 6% in May."
PAIR = "The zloty bought 0.27 dollars late in Frankfurt."
GAMES = "Birch Games and Cedar Interactive both reported on Monday. Cedar Interactive had bookings of $88 million."
HALVES = (
    "For the second half Tessel guides to sales of €410 million and a gross margin of 31%; in the first it sold €380 million."
)
FLOWS = "Year to date, gilt funds have drawn £4.4 billion; in the latest week they drew £300 million."
CLUB = "The broadband firm signed up 64,000 homes in May."
FUNDS = "Silver funds lost $85 million on Friday."
COURT = "The jury gave Brack Mills $30 million, a third of the $90 million that it had sought."
OIL = "Were tin to average $40,000, Corin Mining's free cash flow would be $700 million."
WEEKS = "Jobless claims rose 4,000 to 231,000 last week; the four-week average was 226,500."
LEVEL = "The franc fetched $1.12 late on Tuesday, up from $1.09 a day earlier."
OFFER = "Hale Freight will pay $18 in cash for each Tolm share, valuing the target at $2.6 billion."
GROUP = "Like-for-like sales at Grana Foods rose 4% in Asia and fell 1% in the Americas, leaving the group up 2%."


@pytest.mark.parametrize(
    ("source", "text", "number", "checked"),
    [
        (CLASSES, "The company pays 15 cents on each D share.", "15 cents", True),
        (CLASSES, "The company pays 15 cents on each C share.", "15 cents", False),
        (TANKERS, "Suezmax rates are at $28,700 a day.", "$28,700", True),
        (TANKERS, "Aframax rates are at $28,700 a day.", "$28,700", False),
        (CREWS, "Orvel Air took on 340 permanent pilots.", "340", True),
        (CREWS, "Orvel Air took on 340 seasonal pilots.", "340", False),
        (VOTES, "Of the 40 motions 9 were withdrawn.", "9", True),
        (VOTES, "Of the 40 motions 26 were withdrawn.", "26", False),
        (COSTS, "Prices in Tarn rose 2.9%.", "2.9%", True),
        (COSTS, "Wages in Tarn rose 2.9%.", "2.9%", False),
        (EPS, "Quarrel Foods earned $1.62 a share.", "$1.62", True),
        (EPS, "Quarrel Foods had adjusted earnings of $1.62 a share.", "$1.62", False),
        (EPS, "Quarrel Foods had adjusted earnings of $1.80 a share.", "$1.80", True),
        (BROKERS, "Marl & Co has a target of 310p for Dunmore Gas.", "310p", True),
        (BROKERS, "Alder Securities has a target of 310p for Dunmore Gas.", "310p", False),
        (CITIES, "London sugar gained 6% in May.", "6%", True),
        (CITIES, "New York sugar gained 6% in May.", "6%", False),
        (PAIR, "The zloty bought 0.27 dollars in Frankfurt.", "0.27 dollars", True),
        (GAMES, "Cedar Interactive had bookings of $88 million.", "$88 million", True),
        (GAMES, "Birch Games had bookings of $88 million.", "$88 million", False),
        (HALVES, "Tessel sold €380 million in the first half.", "€380 million", True),
        (HALVES, "Tessel sold €380 million in the second half.", "€380 million", False),
        (FLOWS, "Gilt funds drew £300 million in the latest week.", "£300 million", True),
        (FLOWS, "Gilt funds have drawn £300 million so far this year.", "£300 million", False),
        (FLOWS, "Gilt funds drew £4.4 billion in the latest week.", "£4.4 billion", False),
        (CLUB, "The broadband firm gained 64,000 homes in May.", "64,000", True),
        (CLUB, "The broadband firm lost 64,000 homes in May.", "64,000", False),
        (FUNDS, "Silver funds had outflows of $85 million on Friday.", "$85 million", True),
        (FUNDS, "Silver funds attracted $85 million on Friday.", "$85 million", False),
        (COURT, "Brack Mills had sought $90 million.", "$90 million", True),
        (COURT, "Brack Mills was awarded $90 million.", "$90 million", False),
        (OIL, "Corin Mining's free cash flow would be $700 million with tin at $40,000.", "$40,000", True),
        (OIL, "Tin averaged $40,000.", "$40,000", False),
        (WEEKS, "The four-week average of jobless claims was 226,500.", "226,500", True),
        (WEEKS, "Jobless claims rose to 226,500.", "226,500", False),
        (LEVEL, "The franc rose from $1.09 to $1.12.", "$1.12", True),
        (LEVEL, "The franc fell from $1.12 to $1.09.", "$1.12", False),
        (OFFER, "The bid values Tolm at $2.6 billion.", "$2.6 billion", True),
        (OFFER, "The bid values Hale Freight at $2.6 billion.", "$2.6 billion", False),
        (GROUP, "Grana Foods' like-for-like sales rose 2% overall.", "2%", True),
    ],
)
def test_figures_of_one_sentence_are_told_apart(source: str, text: str, number: str, checked: bool) -> None:
    verdict = next(check.verdict for check in check_text(text, [source]) if check.text == number)
    assert verdict == "checked" if checked else verdict in REJECTED


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Marl & Co lifted its target for Dunmore Gas from 290p to 310p.", ["290p", "310p"]),
        ("The bank cut its growth forecast from 2.4% to 1.9%.", ["2.4%", "1.9%"]),
        ("Targets run from 290p to 310p.", ["290p to 310p"]),
        ("Their forecasts range from 1.9% to 2.4%.", ["1.9% to 2.4%"]),
    ],
)
def test_a_target_that_is_moved_is_two_figures_and_a_spread_is_one(text: str, numbers: list[str]) -> None:
    assert [item.text for item in find_quantities(text)] == numbers


def test_the_end_of_a_tag_is_no_more_than() -> None:
    marked, plain = (find_quantities(text)[0] for text in ("<b>$60 million</b>", ">$60 million"))
    assert (marked.qualifier, plain.qualifier) == ("none", "over")


def test_what_is_likened_is_not_the_subject() -> None:
    text = "Unlike its DAX rivals, Tessel pays no dividend; its capital spending was €70 million."
    assert [item.verdict for item in check_text(text, ["Tessel's capital spending was €70 million."]) if item.text[0] == "€"] == [
        "checked"
    ]
