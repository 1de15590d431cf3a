"""How many of a group did something and how many the contrary: told of the others it is wrong, and what is left follows."""

from __future__ import annotations

from tests.numbers.cited import CITED, judged, metric

CITIES = "Rents fell in 16 of the 22 towns surveyed."
LATE = "Nine of 14 suppliers met the deadline."
FUNDS = "21 of the 28 funds beat their benchmark."
AIRLINES = "Of the 20 ferries asked, 13 made a profit last year."
TRAINS = "Twelve of the 30 trains were late on Friday."


test_what_some_did_the_others_did_not = judged(
    "source text number verdict",
    (CITIES, "Six of the 22 towns surveyed escaped a fall in rents.", "Six", True),
    (CITIES, "In six of the 22 towns surveyed rents did not fall.", "six", True),
    (CITIES, "Sixteen of the 22 towns surveyed saw no fall in rents.", "Sixteen", False),
    (CITIES, "Rents rose in 16 of the 22 towns surveyed.", "16", False),
    (CITIES, "Rents rose in six of the 22 towns surveyed.", "six", False),
    (LATE, "Five of the 14 suppliers missed the deadline.", "Five", True),
    (LATE, "Five of the 14 suppliers failed to meet the deadline.", "Five", True),
    (LATE, "Nine of the 14 suppliers missed the deadline.", "Nine", False),
    (LATE, "Four of the 14 suppliers missed the deadline.", "Four", False),
    (FUNDS, "Seven of the 28 funds lagged their benchmark.", "Seven", True),
    (FUNDS, "Seven of the 28 funds beat their benchmark.", "Seven", False),
    (AIRLINES, "Seven of the 20 ferries made a loss last year.", "Seven", True),
    (AIRLINES, "Thirteen of the 20 ferries made a loss last year.", "Thirteen", False),
    (TRAINS, "Eighteen of the 30 trains were on time on Friday.", "Eighteen", True),
    (TRAINS, "Twelve of the 30 trains were on time on Friday.", "Twelve", False),
    (TRAINS, "Twelve of the 30 trains were delayed on Friday.", "Twelve", True),
)


MARCH = ("2025-03-19", "2025-03-19", "FOMC", "count:vote")
VOTES = [metric("votes for the decision", "7", *MARCH), metric("votes against the decision", "2", *MARCH)]

test_the_result_of_a_vote_is_for_it_or_against_it = judged(
    "text verdicts",
    ("The committee voted 7 to 2 for the March cut [M1][M2].", ["checked"]),
    ("The committee voted 7-2 in favour of the March cut [M1][M2].", ["checked"]),
    ("The committee voted 7 to 2 against the March cut [M1][M2].", ["rejected"]),
    ("The committee voted 7-2 against the March cut [M1][M2].", ["rejected"]),
    ("The committee voted 2 to 7 for the March cut [M1][M2].", ["rejected"]),
    ("Unity was gone, voting 7 to 2 for the cut in March [M1][M2] after months of calm.", ["checked", "checked"]),
    ("Unity was gone, voting 7 to 2 against the cut in March [M1][M2] after months of calm.", ["rejected", "rejected"]),
    metrics=VOTES,
    **CITED,
)
