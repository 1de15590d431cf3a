"""A deed, a vote, a level or a length that is told otherwise than the evidence tells it."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import CITED, judged, metric

FALL = metric("max drawdown", "-0.1830", "2024-01-02", "2024-12-30") | {
    "formula": "min over t of close[t] / max(close[..t-1]) - 1 (close)",
    "event_start": "2024-03-05",
    "event_end": "2024-08-14",
}

test_a_day_told_as_the_peak_of_a_fall_is_not_its_trough = judged(
    "text number verdict",
    ("TIN lost 18.3% from its peak of 5 March 2024 [M1].", "18.3%", True),
    ("TIN lost 18.3% from its peak of 5 March to its low of 14 August [M1].", "18.3%", True),
    ("TIN lost 18.3% from its March 2024 high [M1].", "18.3%", True),
    ("TIN lost 18.3% from its peak of 14 August 2024 [M1].", "18.3%", False),
    ("TIN lost 18.3% from its high of 14 August [M1].", "18.3%", False),
    ("TIN lost 18.3% from its peak in August [M1].", "18.3%", False),
    metrics=[FALL],
    **CITED,
)

VOTE = "The council voted 6-2 to raise the levy to 3.4%."
SPLIT = "Six members voted to keep the rate and two to cut it."
DEAL = "Brack paid 310 million euros for Holm."
BID = "Brack has offered 310 million euros for Holm."
BLAST = "The blast killed one worker and wounded seven."
RANGE = "The bank now sees inflation in a range of 2.1% to 2.6%."
LOSS = "Brack reported a second-quarter loss of 4.2 billion euros."
SPREAD = "The index fell from a peak of 7,310 in May to a low of 6,480 in July; over the year it averaged 6,905."
CLOSE = "Copper slid 3% to a two-year low of $7,940 before recovering to close at $8,120."
BOTH = "Brack and Holm reported a combined profit of 410 million euros."
PREMIUM = "The bid is a 22% premium over Holm's March price."
BELL = "Holm's shares slid 6.4% to 41 euros shortly after the open on Monday."
SOLD = "Revenue of 3.9 billion euros beat the 3.6 billion that analysts had expected."
FREED = "Rebels freed 24 sailors and still hold nine."
BOARD = "The board rejected the bid by six votes to three."
STAKE = "Holm's shares jumped 6% on word of the 900 million euro stake."


@pytest.mark.parametrize(
    ("source", "text", "number", "code"),
    [
        (VOTE, "The council voted 6-2 to lift the levy.", "6-2", "none"),
        (VOTE, "Six voted to raise the levy.", "Six", "none"),
        (VOTE, "The council voted 6-2 to lower the levy.", "6-2", "direction"),
        (VOTE, "The council voted 6-2 against raising the levy.", "6-2", "direction"),
        (VOTE, "Six voted to hold the levy.", "Six", "direction"),
        (VOTE, "Two voted against raising the levy.", "Two", "none"),
        (SPLIT, "Six members voted to hold the rate.", "Six", "none"),
        (SPLIT, "Six members voted to cut the rate.", "Six", "direction"),
        (DEAL, "Brack bought Holm for 310 million euros.", "310", "none"),
        (DEAL, "Brack has offered 310 million euros for Holm.", "310", "direction"),
        (BID, "Brack bid 310 million euros for Holm.", "310", "none"),
        (BID, "Brack has bought Holm for 310 million euros.", "310", "direction"),
        (BLAST, "Seven people were wounded in the blast.", "Seven", "none"),
        (BLAST, "Seven people were killed in the blast.", "Seven", "entity"),
        (BLAST, "The blast killed seven workers.", "seven", "entity"),
        (RANGE, "The bank sees inflation between 2.1% and 2.6%.", "2.1%", "none"),
        (RANGE, "The bank sees inflation rise from 2.1% to 2.6%.", "2.6%", "role"),
        (LOSS, "Brack's quarterly loss was 4.2 billion euros.", "4.2", "none"),
        (LOSS, "Brack had a full-year loss of 4.2 billion euros.", "4.2", "period"),
        (SPREAD, "The index peaked at 7,310.", "7,310", "none"),
        (SPREAD, "The index averaged 6,905 over the year.", "6,905", "none"),
        (SPREAD, "The index peaked at 6,480.", "6,480", "measure"),
        (SPREAD, "The index bottomed at 6,905.", "6,905", "measure"),
        (CLOSE, "Copper fell to a low of $7,940.", "$7,940", "none"),
        (CLOSE, "Copper closed at a two-year low of $7,940.", "$7,940", "measure"),
        (BOTH, "Brack and Holm together made 410 million euros.", "410", "none"),
        (BOTH, "Holm alone reported a profit of 410 million euros.", "410", "entity"),
        (PREMIUM, "The bid is 22% above Holm's March price.", "22%", "none"),
        (PREMIUM, "Holm's price rose 22% in March.", "22%", "role"),
        (BELL, "Holm's shares fell 6.4% soon after the open.", "6.4%", "none"),
        (BELL, "Holm's shares closed 6.4% lower on Monday.", "6.4%", "measure"),
        (SOLD, "Revenue was 3.9 billion euros, above the 3.6 billion expected.", "3.9", "none"),
        (SOLD, "Revenue of 3.6 billion euros missed expectations.", "3.6", "measure"),
        (SOLD, "Revenue was below the 3.9 billion euros that analysts had expected.", "3.9", "measure"),
        (FREED, "Rebels released 24 sailors.", "24", "none"),
        (FREED, "Rebels kidnapped 24 sailors.", "24", "direction"),
        (BOARD, "The board voted 6-3 against the bid.", "6-3", "none"),
        (STAKE, "Holm's shares rose 6%.", "6%", "none"),
        (STAKE, "The fund disclosed a 6% stake in Holm.", "6%", "measure"),
    ],
)  # fmt: skip
def test_what_is_told_otherwise_is_contradicted(source: str, text: str, number: str, code: str) -> None:
    (found, *_) = (check for check in check_text(text, [source], as_of="2025-01-10") if check.text.startswith(number))
    assert (found.verdict, found.reason_code) == ("checked" if code == "none" else "differs", code), found.reason


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("Exports rose 5% in May.", "Exports grew 5% in May.", True),
        ("Exports rose 5% in May.", "Exports hardly rose 5% in May.", False),
        ("Exports rose 5% in May.", "Exports barely grew 5% in May.", False),
        ("Exports rose 0.3% in May.", "Exports barely grew, by 0.3%, in May.", True),
        ("Exports rose 0.3% in May.", "Exports edged up 0.3% in May.", True),
        ("Exports fell 14% in May.", "Exports edged down 14% in May.", False),
        ("Market share reached 27.5% in May.", "Market share hit 27.5% in May.", True),
        ("Market share reached 27.5% in May.", "Market share fell short of 27.5% in May.", False),
        ("Market share fell short of 27.5% in May.", "Market share stopped short of 27.5% in May.", True),
    ],
)
def test_a_move_that_was_made_is_not_told_as_hardly_one_nor_a_level_as_missed(source: str, text: str, right: bool) -> None:
    verdicts = {check.verdict for check in check_text(text, [source], as_of="2025-06-10") if check.kind == "quantity"}
    assert verdicts == ({"checked"} if right else {"differs"})
