"""What was turned down, and what would have been: told as done it is wrong, told as planned it is right."""

from __future__ import annotations

from tests.numbers.cited import judged

DIVIDEND = "Shareholders of Ansel Paper voted down a proposal to raise its dividend by 10%."
MOTION = "A motion to cut the levy by 5% was defeated in the council."
DEAL = "Regulators blocked Lowen Insurance's $2.3 billion purchase of Ferris Re."
ARM = "Kestrel Air called off the sale of 12% of its freight arm for $400 million."
BID = "The club rejected a bid of £45 million for its striker."
TOUR = "Norland turned down a contract and its shares rose 6%."
TARIFFS = "Had the tariffs been applied, they would have cost Ostrander Tools $300 million, its finance chief said."
LEVY = "The new levy was meant to raise £600 million for roads."
STRIKE = "The strike, which would have been longer had the union not split, cost Ferro $40 million."


test_what_was_turned_down_was_not_done = judged(
    "source text number verdict",
    (DIVIDEND, "Ansel Paper raised its dividend by 10%.", "10%", False),
    (DIVIDEND, "Shareholders of Ansel Paper rejected a dividend rise of 10%.", "10%", True),
    (DIVIDEND, "A proposal to raise the dividend of Ansel Paper by 10% failed.", "10%", True),
    (MOTION, "The council cut the levy by 5%.", "5%", False),
    (MOTION, "The council threw out a plan to cut the levy by 5%.", "5%", True),
    (DEAL, "Lowen Insurance bought Ferris Re for $2.3 billion.", "$2.3 billion", False),
    (DEAL, "Lowen Insurance had planned to buy Ferris Re for $2.3 billion.", "$2.3 billion", True),
    (ARM, "Kestrel Air sold 12% of its freight arm for $400 million.", "$400 million", False),
    (BID, "The club sold its striker for £45 million.", "£45 million", False),
    (BID, "The club received a bid of £45 million for its striker.", "£45 million", True),
    (TOUR, "Shares of Norland rose 6%.", "6%", True),
    ("The airline called off 140 flights.", "The airline cancelled 140 flights.", "140", True),
    ("Planners threw out an application for 1,100 homes at Corrie.", "Haldane built 1,100 homes at Corrie.", "1,100", False),
    ("Officials rejected 1,928 signatures.", "The state got 1,928 invalid signatures.", "1,928", True),
)


test_what_would_have_been_was_not = judged(
    "source text number verdict",
    (TARIFFS, "Tariffs cost Ostrander Tools $300 million.", "$300 million", False),
    (TARIFFS, "Tariffs would have cost Ostrander Tools $300 million.", "$300 million", True),
    (LEVY, "The new levy raised £600 million for roads.", "£600 million", False),
    (LEVY, "The new levy was expected to raise £600 million for roads.", "£600 million", True),
    (STRIKE, "The strike cost Ferro $40 million.", "$40 million", True),
    ("Without the credit Ferro would have lost €80 million.", "But for the credit Ferro would have lost €80 million.", "€80 million", True),
)  # fmt: skip
