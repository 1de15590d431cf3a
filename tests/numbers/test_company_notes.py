"""A broker's note on company reports: short names, terse words and deadlines against two wire stories of our own."""

from __future__ import annotations

import pytest

from copilot.names import find_names
from copilot.numbers import check_text
from tests.numbers.cited import judged

FOODS = (
    "ROTTERDAM, Nov. 6, 2025 (Quay Wire) — Tolmar Foods said that third-quarter net sales rose 7.4% to €1.86 billion. "
    "Like-for-like sales grew 4.9%. It said it would buy back €300 million of shares by the end of June 2026. "
    "Shares of Tolmar rose 5.8% to €41.30 in Amsterdam."
)
FISH = (
    "BERGEN, Nov. 12, 2025 (Quay Wire) — Sundvik Seafoods cut its 2025 forecast for operating earnings to between NOK 2.1 billion and "
    "NOK 2.4 billion after the price it got for salmon fell 14% in the third quarter to NOK 68.2 per kilogram. Revenue fell 6%. "
    "The shares are down 19% since the end of June."
)


test_what_a_note_says_in_its_own_words_is_checked = judged(
    "text number",
    ("Tolmar's net sales came in at €1.86bn.", "€1.86bn"),  # the place of a dateline is no subject
    ("Tolmar grew 4.9% LFL.", "4.9%"),
    ("Tolmar's like-for-like growth of 4.9% beat consensus.", "4.9%"),  # and is no forecast
    ("Tolmar's like-for-like sales grew 4.9%, which topped analysts' estimates.", "4.9%"),
    ("Tolmar will return €300m through buybacks by mid-2026.", "€300m"),  # by then, over no window
    ("Tolmar closed at €41.30.", "€41.30"),  # where it trades is no subject
    ("Sundvik now sees operating earnings of NOK 2.1-2.4bn in 2025.", "NOK 2.1-2.4bn"),
    ("Sundvik disappointed this year. Realised prices dropped 14% to NOK 68.2.", "14%"),  # an adjective, and a wider time
    ("Sundvik disappointed this year. Realised prices dropped 14% to NOK 68.2.", "NOK 68.2"),
    ("Sundvik's shares are down 19% since June.", "19%"),
    verdict=True,
    sources=[FOODS, FISH],
    published="2025-11-14",
)


test_what_it_says_of_something_else_is_not = judged(
    "text number code",
    ("Tolmar's net sales rose 4.9%.", "4.9%", "measure"),  # like for like
    ("Sundvik's revenue fell 14%.", "14%", "measure"),  # prices did
    ("Tolmar will return €300m through buybacks by mid-2027.", "€300m", "period"),
    ("Sundvik's shares are down 19% since August.", "19%", "period"),
    verdict="differs",
    sources=[FOODS, FISH],
    published="2025-11-14",
)


@pytest.mark.parametrize("text", ["Realised prices fell.", "Labour costs rose.", "It guides to 4% LFL growth."])
def test_ordinary_words_and_abbreviations_are_no_names(text: str) -> None:
    assert find_names(text) == []


@pytest.mark.parametrize("text", ["Net debt at Tolmar fell by €180m in the first quarter.", "Shares are down 19% since June."])
def test_a_claim_tried_without_its_time_has_none_to_compare(text: str) -> None:
    source = "Tolmar said on Thursday that third-quarter net sales rose 7.4% to €1.86 billion, from €1.73 billion a year earlier."
    found = [item for item in check_text(text, [source], published="2025-11-14") if item.kind == "quantity"]
    assert [item.verdict for item in found] == ["unsupported"]


BID = "Corvane agreed a $2.4 billion takeover of Halden. Shares of Halden climbed 11%, while Corvane slid 4%."
WIPED = "Marl plunged 21% on Thursday, instantly wiping $6 billion off its market value."
CAUSED = "Marl tumbled 9.2% on revenue worries, and its revenue rose 3.1%."
BURDEN = "Tenants now spend more than 31% of their median income on rent."

test_a_share_moves_by_its_own_words_whatever_the_deal_or_the_cause = judged(
    "text source number verdict",
    ("It agreed a takeover that sent Halden's shares up 11%.", BID, "11%", True),
    ("Halden's takeover price rose 11%.", BID, "11%", False),
    ("Marl's shares plunged 21%, erasing some $6 billion of value.", WIPED, "$6 billion", True),
    ("Marl's stock tumbled 9.2%.", CAUSED, "9.2%", True),
    ("Marl's revenue tumbled 9.2%.", CAUSED, "9.2%", False),
    ("Rent takes over 31% of median income.", BURDEN, "31%", True),
)
