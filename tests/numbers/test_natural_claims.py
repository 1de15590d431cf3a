"""Claims in free prose about news and letters: a figure of the passage told of its neighbour's time, role or subject, and rightly."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text

CRUDE = "Harbour coal went from an average of $88.40 a tonne throughout 2019 to a mere $54.10 a tonne in December of 2019."
TAXES = (
    "Marta Quill has released her 2011 tax returns: she paid 1.9 million in taxes, for an effective tax rate of 14.2%, her campaign said"
    " today. That's slightly above the 13.7% rate she paid in 2010."
)
HIRING = "Some 103,000 jobs were added in March. The Q1 average sits at 202,000, up from 182,000 a year prior."
SALES = "Brack reported automotive revenue of $37.2 billion, a jump of $4 billion from a year ago."
SHARES = "Shares of Corin rose 16% Wednesday to more than $80; the company's stock is down 6% for the year."
OUTLOOK = (
    "For the full year 2021, we expect revenue of $12,300 million to $12,600 million. And we expect adjusted earnings per share to be in"
    " the range of $7.65 to $7.95, which would represent growth of 21% to 26% compared to the midpoint of our 2020 guidance."
)
PROFIT = (
    "For the three months ended Sept. 27, Aker's profit climbed to $1.1 billion, or $1.26 per share, from $900 million, or $1.01 per"
    " share, in the same period last year."
)


def verdict(claim: str, figure: str, passage: str) -> str:
    return next(check.verdict for check in check_text(claim, [passage]) if check.text == figure)


@pytest.mark.parametrize(
    ("claim", "figure", "passage"),
    [
        # the neighbour has the claim's very time
        ("Harbour coal averaged $54.10 a tonne in 2019.", "$54.10", CRUDE),
        ("Her effective tax rate was 14.2% in 2010.", "14.2%", TAXES),
        # what was a year before, and what it came to
        ("Job gains averaged 202,000 in the first quarter a year earlier.", "202,000", HIRING),
        ("Brack's automotive revenue a year ago was $37.2 billion.", "$37.2 billion", SALES),
        # a change over a span of its own
        ("Corin shares fell 6% on Wednesday.", "6%", SHARES),
        # what growth is held against is no time of the level
        ("Adjusted EPS of $7.65 to $7.95 is expected for 2020.", "$7.65 to $7.95", OUTLOOK),
    ],
)
def test_a_figure_of_another_time_is_rejected(claim: str, figure: str, passage: str) -> None:
    assert verdict(claim, figure, passage) == "differs"


@pytest.mark.parametrize(
    ("claim", "figure", "passage"),
    [
        ("By December 2019 harbour coal fetched only $54.10 a tonne.", "$54.10", CRUDE),
        ("Harbour coal averaged $88.40 a tonne in 2019.", "$88.40", CRUDE),
        ("Her effective rate in 2010 was 13.7%.", "13.7%", TAXES),
        ("Job gains averaged 202,000 in the first quarter.", "202,000", HIRING),
        ("A year earlier they had averaged 182,000.", "182,000", HIRING),
        ("Corin's shares have lost 6% this year.", "6%", SHARES),
        ("Corin's shares rose 16% on Wednesday.", "16%", SHARES),
        ("Adjusted EPS of $7.65 to $7.95 is expected for 2021.", "$7.65 to $7.95", OUTLOOK),
        ("Aker earned $1.26 a share in the quarter, against $1.01 a year before.", "$1.01", PROFIT),
    ],
)
def test_a_figure_of_its_own_time_is_accepted(claim: str, figure: str, passage: str) -> None:
    assert verdict(claim, figure, passage) == "checked"
