"""What will be done was not done, what is kept was not given up, and an aside about a plan makes no forecast of a fact."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import judged

FLEET = "Kestrel Air will retire 22 aircraft next year."
SABLE = "Sable Copper's output shrank 8.0% in 2025."
TRAMS = "Ferro, which will buy trams, sold 60 buses in May."
BREWING = "Harrow Brewing raised its interim dividend to 9.2p a share."
MILLS = "Quarrel Mills closed 35 stores and keeps 140."
LOAN = "Dovrin Rail repaid £60 million in May, leaving £90 million of the loan."
LAST = "Orrin Foods closed its remaining 140 stores."


test_a_plan_is_no_deed = judged(
    "source text number verdict",
    (FLEET, "Kestrel Air retired 22 aircraft.", "22", False),
    (FLEET, "Kestrel Air plans to retire 22 aircraft.", "22", True),
    ("Kestrel Air retired 22 aircraft.", "Kestrel Air will retire 22 aircraft.", "22", False),
    ("The ministry will plant 2 million trees.", "2 million trees were planted by the ministry.", "2 million", False),
    (TRAMS, "Ferro sold 60 buses in May.", "60", True),
    (SABLE, "Sable Copper, which is aiming for mid-teens returns, saw output shrink 8.0% in 2025.", "8.0%", True),
    (SABLE, "Sable Copper, whose chief is expected to leave, expects output to shrink 8.0% in 2025.", "8.0%", False),
    ("Tollan Bank earned $90 million.", "Tollan Bank, due to cut 300 jobs, earned $90 million.", "$90 million", True),
    # what was decided is what will be
    (BREWING, "Shareholders in Harrow Brewing will get an interim dividend of 9.2p a share.", "9.2p", True),
    ("Revenue at Pellor rose to $9.2 billion.", "Revenue at Pellor will rise to $9.2 billion.", "$9.2 billion", False),
    ("The policy rate was 4.25% in 2019.", "The policy rate will be 4.25%.", "4.25%", False),
)


test_what_is_kept_was_not_given_up = judged(
    "source text number verdict",
    (MILLS, "Quarrel Mills closed 140 stores.", "140", False),
    (MILLS, "Quarrel Mills has 140 stores left.", "140", True),
    (MILLS, "Quarrel Mills kept 35 stores.", "35", False),
    (LOAN, "Dovrin Rail repaid £90 million.", "£90 million", False),
    (LOAN, "Dovrin Rail still owes £90 million.", "£90 million", True),
    (LAST, "Orrin Foods closed 140 stores.", "140", True),
    ("Ferro cut 800 jobs, which leaves 1,800.", "Ferro cut its staff to 1,800.", "1,800", True),
)


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("Brot & Sohn opened 58 bakeries.", "Brot & Sohn has 58 bakeries.", False),
        ("Brot & Sohn has 58 bakeries.", "Brot & Sohn opened 58 bakeries.", False),
        ("Brot & Sohn runs 58 bakeries.", "Brot & Sohn has 58 bakeries.", True),
        ("Brot & Sohn closed about 58 bakeries.", "Brot & Sohn runs about 58 bakeries.", False),
        ("Brot & Sohn closed all of its 58 bakeries.", "Brot & Sohn had 58 bakeries.", True),
        ("Brot & Sohn ordered 58 ovens.", "Brot & Sohn has 58 ovens on order.", True),
        ("Brot & Sohn is cutting 58 jobs.", "Brot & Sohn employs 58 people.", False),
        ("Brot & Sohn had opened 58 bakeries.", "Brot & Sohn has opened 58 bakeries.", True),
    ],
)
def test_what_there_is_did_not_come_or_go(source: str, text: str, right: bool) -> None:
    found = next(item for item in check_text(text, [source]) if item.text == "58")
    assert (found.verdict == "checked") == right, found.reason
