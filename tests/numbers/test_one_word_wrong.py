"""One word of a sentence of market news wrong: its term, its tense, who sold, what came of a deal, which sector's jobs they are."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from copilot.numbers.directions import check_directions
from tests.numbers.cited import judged

SWAPS = "The three-year swap rate eased 7 basis points to 4.28%, the seven-year one to 4.05%."
CLAIMS = "The six-week average of permits was 13,480."
CUTS = "Ferro plans to cut 2,600 jobs in Sweden by 2027."
SPENT = "Corvane spent $740 million on pipelines."
STAKE = "Linden Capital sold its 7% stake in Marl."
FUND = "The sovereign fund bought $1.35 billion of dollars on Monday."
DEAL = "Marl agreed to buy Corvane for $61.40 a share."
BLOCKED = "Marl agreed a $9.3 billion takeover of Corvane, but regulators blocked the deal."
JOBS = "Manufacturing employment fell 17,400 in May and hospitals added 8,300 jobs."
RATE = "The zloty slipped to 4.31 per euro."
PAY = "Staff will forgo a 4.5% pay rise."
GLOBAL = "The agency trimmed its forecast for global copper demand growth in 2026 to 640,000 tonnes from 710,000."
CARRIER = "Norvik added 318,000 contract subscribers and 204,000 cable customers, lost 41,000 landline subscribers."
BIDS = "Indirect bidders took 68.3% of the bills, direct bidders 14.1%."
LINES = "Norvik gained 318,000 contract phone lines and lost 41,000 prepaid phone lines."
HELD = "Provisions were $2.15 billion, less than the $2.4 billion of a year earlier."
HOURS = "Average hourly earnings rose 0.3%."


test_one_wrong_word_is_seen = judged(
    "source text number verdict",
    (SWAPS, "The three-year swap rate fell to 4.28%.", "4.28%", True),
    (SWAPS, "The two-year swap rate fell to 4.28%.", "4.28%", False),
    (CLAIMS, "The 26-week average was 13,480.", "13,480", False),
    (CLAIMS, "The 6-week average was 13,480.", "13,480", True),
    (CUTS, "Ferro is to cut 2,600 jobs in Sweden.", "2,600", True),
    (CUTS, "Ferro cut 2,600 jobs in Sweden.", "2,600", False),
    (SPENT, "Corvane will spend $740 million on pipelines.", "$740 million", False),
    (SPENT, "Corvane has spent $740 million on pipelines.", "$740 million", True),
    (STAKE, "Linden Capital bought a 7% stake in Marl.", "7%", False),
    (STAKE, "Linden Capital sold a 7% stake.", "7%", True),
    (FUND, "The fund sold $1.35 billion.", "$1.35 billion", False),
    (FUND, "The fund bought $1.35 billion.", "$1.35 billion", True),
    (DEAL, "Marl will pay $61.40 a share for Corvane.", "$61.40", True),
    (DEAL, "Corvane will pay $61.40 a share for Marl.", "$61.40", False),
    (BLOCKED, "Marl acquired Corvane for $9.3 billion.", "$9.3 billion", False),
    (BLOCKED, "Marl had offered $9.3 billion for Corvane.", "$9.3 billion", True),
    (JOBS, "Factories cut 17,400 jobs in May.", "17,400", True),
    (JOBS, "Retailers cut 17,400 jobs in May.", "17,400", False),
    (JOBS, "Schools added 8,300 jobs.", "8,300", False),
    (RATE, "The zloty fell to 4.31 to the euro.", "4.31", True),
    (RATE, "The zloty fell to 4.31 to the dollar.", "4.31", False),
    (PAY, "Staff will not get a 4.5% pay rise.", "4.5%", True),
    (PAY, "Staff will get a 4.5% pay rise.", "4.5%", False),
    (GLOBAL, "The agency forecasts global copper demand growth of 640,000 tonnes in 2026.", "640,000", True),
    (GLOBAL, "The agency expects copper demand to grow by 640,000 tonnes in 2026.", "640,000", True),
    (GLOBAL, "The agency expects copper supply to grow by 640,000 tonnes in 2026.", "640,000", False),
    (GLOBAL, "The agency forecasts Indian copper demand growth of 640,000 tonnes in 2026.", "640,000", False),
    (CARRIER, "Norvik gained 204,000 cable customers.", "204,000", True),
    (BIDS, "Direct bidders took 68.3% of the bills.", "68.3%", False),
    (LINES, "Norvik gained 318,000 contract phone lines.", "318,000", True),
    (LINES, "Norvik gained 318,000 prepaid phone lines.", "318,000", False),
    (HELD, "Provisions were $2.15 billion, below the $2.4 billion of a year earlier.", "$2.4 billion", True),
    (HELD, "Provisions were $2.15 billion, more than the $2.4 billion of a year earlier.", "$2.4 billion", False),
    (HOURS, "Average weekly hours rose 0.3%.", "0.3%", False),
    as_of="2025-06-30",
)


@pytest.mark.parametrize(
    ("source", "text", "agrees"),
    [
        ("Norway's central bank held its policy rate at 4.5%.", "Norway's central bank cut its policy rate to 4.5%.", False),
        ("Mexico's trade deficit narrowed to $412 million.", "Mexico's trade deficit widened to $412 million.", False),
        ("Mexico's trade deficit narrowed to $412 million.", "Mexico's trade deficit shrank to $412 million.", True),
    ],
)
def test_a_level_that_was_held_was_not_cut(source: str, text: str, agrees: bool) -> None:
    assert [check.agrees for check in check_directions(text, [source])] == [agrees]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "Initial claims for jobless benefits rose 6,000 to 214,000; their four-week average was 220,250.",
            "Initial jobless claims were 214,000.",
        ),
        ("Retail sales volumes fell 0.6% in May, with clothing down 2.4%.", "Clothing sales fell 2.4% in May."),
        ("The factory PMI rose to 51.9 and new orders hit a 20-month high of 53.4.", "New orders rose to 53.4."),
        ("The bank lifted its inflation forecast to 2.8% from 2.3%.", "The bank had seen inflation at 2.3%."),
        ("It cut 400 jobs last year.", "It cut 400 jobs."),
        ("Two sheets must be cut before painting.", "First, cut two sheets."),
    ],
)
def test_the_true_one_is_not_called_wrong(source: str, text: str) -> None:
    rejected = [
        check.text for check in check_text(text, [source], as_of="2025-06-30") if check.verdict in ("differs", "unsupported")
    ]
    assert rejected == []
