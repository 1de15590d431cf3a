"""Which time each figure of a market sentence is of, and which it leaves to its neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.numbers import check_text, read_claims
from tests.numbers.cited import CITED, judged, metric

OWN_DAY = date(2025, 10, 31)  # a Friday


@pytest.mark.parametrize(
    ("text", "figure", "start", "end"),
    [
        # each window is its own change's
        ("The DAX added 0.3% on Friday, up 2.3% for the month and 16.3% for the year.", "16.3%", "2024-12-31", "2025-10-31"),
        ("The DAX rose 0.6% to 23,725 and gained 4.7% in October.", "0.6%", None, None),
        ("The DAX rose 0.6% to 23,725 and gained 4.7% in October.", "4.7%", "2025-10-01", "2025-10-31"),
        ("Lumera climbed 3.7% and was up 13% since the end of 2024.", "3.7%", None, None),
        ("The DAX rose 0.6%, while Lumera lost 1.3% over the week.", "0.6%", None, None),
        # one time for two measures
        ("Revenue rose 3% and profit climbed 5% in May 2025.", "3%", "2025-05-01", "2025-05-31"),
        # when a high was says nothing of its neighbours, in the sentence or behind it
        ("Lumera slid 2.7%, which leaves it far below its August peak of $796.25.", "2.7%", None, None),
        ("Lumera stands below its August peak of $796.25. Corin slipped 0.4%.", "0.4%", None, None),
        ("Lumera stands 18.6% below its August peak of $796.25.", "18.6%", "2025-08-01", "2025-08-31"),
        ("The VIX finished at 17.44, well below the 60.13 it hit in April.", "17.44", None, None),
        ("The VIX finished at 17.44, well below the 60.13 it hit in April.", "60.13", "2025-04-01", "2025-04-30"),
        ("It was the biggest gain since 2022. Corin slipped 0.4%.", "0.4%", None, None),
        # where a window begins
        ("Lumera is 51% higher than at the start of the year.", "51%", "2025-01-01", "2025-10-31"),
        ("Lumera is up 51% since the beginning of 2025.", "51%", "2025-01-01", "2025-10-31"),
        ("Lumera is 52% higher than at the end of last year.", "52%", "2024-12-31", "2024-12-31"),
        ("Lumera is up 52% from the end of 2024.", "52%", "2024-12-31", "2024-12-31"),
        ("Lumera was 52% above its level of 31 December 2024.", "52%", "2024-12-31", "2024-12-31"),
        # the year of a day, behind it or of the text
        ("Lumera lost 18.9% from 19 February to 8 April this year.", "18.9%", "2025-02-19", "2025-04-08"),
        ("Corin's sales rose 5% in May last year.", "5%", "2024-05-01", "2024-05-31"),
        ("Lumera returned 17.7% in the three years to June 30.", "17.7%", "2022-07-01", "2025-06-30"),
        ("Claims for the week ended October 25 were 231,000.", "231,000", "2025-10-19", "2025-10-25"),
        # a level is of no window
        ("Corin ended at $202.49, 51% higher than at the start of the year.", "$202.49", None, None),
    ],
)
def test_a_figure_has_its_own_time(text: str, figure: str, start: str | None, end: str | None) -> None:
    claim = next(claim for claim in read_claims(text, published=OWN_DAY) if claim.quantity.text == figure)
    found = (claim.period_start, claim.period_end)
    assert found == tuple(None if told is None else date.fromisoformat(told) for told in (start, end))


def test_a_price_at_the_close_is_not_what_the_figure_before_it_measures() -> None:
    text = "Corin, the first company to reach a market value of $5 trillion, ended at $202.49."
    assert [claim.measure for claim in read_claims(text)] == ["market_cap", None]


@pytest.mark.parametrize(
    ("text", "figure", "subjects"),
    [
        ("On Friday a Fed governor hinted at a June cut, and the S&P 500 rose 1%.", "1%", {"sp_500"}),
        ("Apple reported results.\nSPY finished at $659.03. That is below its average of $669.15.", "$669.15", {"SPY"}),
    ],
)
def test_a_figure_is_said_of_the_subject_of_its_own_clause_or_the_sentence_before(
    text: str, figure: str, subjects: set[str]
) -> None:
    claim = next(claim for claim in read_claims(text, published=OWN_DAY) if claim.quantity.text == figure)
    assert {name.id for name in claim.entities} == subjects


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("On Thursday a governor hinted at a December cut. The DAX rose 1%.", "1%"),
        ("The DAX lost 2.7%, leaving it 7% below the record close of 23,958 set on 29 October.", "2.7%"),
    ],
)
def test_the_time_of_an_event_is_nobody_elses(text: str, figure: str) -> None:
    claim = next(claim for claim in read_claims(text, published=OWN_DAY) if claim.quantity.text == figure)
    assert claim.period_start in (None, date(2025, 10, 30))


def test_a_level_of_its_own_time_may_be_held_against_what_a_level_came_from_a_year_before() -> None:
    told = "Revenue rose to $50 million in the third quarter from $39.8 million a year earlier."
    assert check_text("Revenue was $52 million in the third quarter.", [told])[0].verdict == "differs"


WEEK = "In the week of December 8, 2025 sales at Tolm rose 4%."
HALF = "In the first half output at Tolm rose 6%."
EARLY = "In early December tin closed at $31,200."
REPORT = "Tolm Foods closed at $31 on 28 February 2025. It reported sales of $4 billion on 3 March 2025."


test_weeks_halves_and_parts_of_months_hold_their_days_and_no_others = judged(
    "source text number verdict",
    (WEEK, "Sales at Tolm rose 4% in the week of December 8, 2025.", "4%", "checked"),
    (WEEK, "Sales at Tolm rose 4% in the week of December 15, 2025.", "4%", "differs"),
    (HALF, "Output at Tolm rose 6% in October.", "6%", "differs"),
    (HALF, "Output at Tolm rose 6% in the third quarter.", "6%", "differs"),
    (EARLY, "Tin closed at $31,200 on 3 December.", "$31,200", "checked"),
    (EARLY, "Tin closed at $31,200 on 25 December.", "$31,200", "differs"),
    # what was before an event is not of its day
    (REPORT, "On 3 March 2025 Tolm Foods reported sales of $4 billion. Before the report it closed at $31.", "$31", "checked"),
)


END = metric("10-year Treasury yield", "4.21", "2024-12-30", "2024-12-30", unit="percent")

test_a_day_in_apposition_to_one_of_a_year_is_that_of_the_figure = judged(
    "text number verdict",
    ("The 10-year yield was 4.21% at the last reading of 2024, on 30 December [M1].", "4.21%", True),
    ("The 10-year yield was 4.21% at the last reading of 2024, on 30 November [M1].", "4.21%", False),
    ("The 10-year yield stood at 4.21% at the final close of December 2024, on 30 December [M1], after 4.6%.", "4.21%", True),
    ("The 10-year yield stood at 4.21% at the final close of December 2024, on 27 December [M1], after 4.6%.", "4.21%", False),
    ("The 10-year yield was 4.21% at the last reading of 2024 [M1].", "4.21%", True),
    ("The 10-year yield was 4.21% at the last reading of 2023 [M1].", "4.21%", False),
    metrics=[END],
    **CITED,
)
