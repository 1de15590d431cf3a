"""Whose a time and a name are: a figure is not called wrong by the window or the instrument of the figure beside it.

XLK closes at 100 to the end of November 2025, gains 10% on 1 December and stays at 110, with a low close of 96 on 9 December;
XLF stays at 50.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from copilot.auditing import judge_text
from copilot.comparison import Comparison, compare_text
from copilot.errors import PricesMissing
from copilot.market.calendar import is_session
from copilot.numbers import check_text, find_quantities, read_claims
from copilot.types import Bar, Prices

LAST, RISE, LOW = date(2025, 12, 12), date(2025, 12, 1), date(2025, 12, 9)


def close_on(ticker: str, day: date) -> float:
    if ticker == "XLF":
        return 50.0
    return 96.0 if day == LOW else 110.0 if day >= RISE else 100.0


class Source:
    """Prices of two funds."""

    name, is_sample = "made", False

    def tickers(self) -> Sequence[str]:
        return ["XLK", "XLF"]

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker not in self.tickers():
            raise PricesMissing(f"no {ticker}", fix="None.")
        days = [as_of - timedelta(days=n) for n in range(500, -1, -1) if is_session(as_of - timedelta(days=n))]
        bars = tuple(Bar(day, c, c + 1, c - 1, c, dividend=0.0) for day in days for c in [close_on(ticker, day)])
        return Prices(ticker, "USD", "made", datetime(2025, 12, 13, tzinfo=UTC), bars, ())


def compared(text: str) -> list[Comparison]:
    return compare_text(text, Source(), as_of=LAST, published=LAST)


@pytest.mark.parametrize(
    "text",
    [
        "XLK had slipped 4% earlier and is up 10% this month.",
        "XLK more than recovered, adding 23%, and its 10% jump on December 1 was the best.",
        "XLK rose 10% in December and finished 31% higher.",
    ],
)
def test_a_thing_has_one_change_in_one_window(text: str) -> None:
    assert not [found for found in compared(text) if found.disputes]
    _, findings = judge_text(text, (), Source(), as_of=LAST, published=LAST)
    assert not [finding for finding in findings if finding.severity != "note"]


def test_the_change_beside_the_time_is_still_held_to_it() -> None:
    disputes = [found for found in compared("XLK had slipped 4% earlier and is up 13% this month.") if found.disputes]
    assert [found.found for found in disputes] == ["price return +10.00% and total return +10.00%"]
    others = compared("XLK rose 10% in December, XLF 3%.")
    assert [found.agrees for found in others] == [True, False]  # another fund's change takes the window


def test_a_time_behind_what_a_figure_is_held_against_is_not_its_own() -> None:
    assert not [found for found in compared("XLK is up 31%, against a gain of 10% in December.") if found.disputes]


def test_a_quarter_or_half_without_its_year_is_the_last_one() -> None:
    found = compared("XLK gained 10.0% in the fourth quarter. XLF lost 3% in the first half.")
    assert [(item.agrees, item.metrics[0].start, item.metrics[0].end) for item in found] == [
        (True, date(2025, 9, 30), LAST),
        (False, date(2024, 12, 31), date(2025, 6, 30)),
    ]
    assert not compared("| Measure | Now |\n|---|---|\n| XLF Q3 return | +0.0%, YTD: +3.0% |")[1:]
    assert not compared("In 2023 XLF did badly. XLF lost 3% in the first half.")


def test_an_instrument_named_only_behind_is_not_the_shares_before() -> None:
    assert not compared("On Tuesday the shares closed at $84.20, and the company overtook XLK.")
    assert [found.agrees for found in compared("At $84.20 on Tuesday, XLK closed lower.")] in ([False], [])


def test_a_low_of_a_day_may_be_its_lowest_close() -> None:
    note = compared("On December 9 XLK hit a low of $96.00.")[-1]
    assert (note.agrees, note.severity, note.disputes) == (False, "note", False)
    strict = compared("On December 9 XLK hit an intraday low of $96.00.")
    assert [(found.kind, found.severity) for found in strict] == [("definition", "error")]
    assert [found.severity for found in compared("On December 8 XLK hit a low of $110.00.")] == ["error"]


def test_a_year_before_a_colon_is_of_the_figure_before_it() -> None:
    claims = read_claims("The fund ended 2024 at 84, up 23.3%, after 24.2% in 2023: a two-year gain of 53%.")
    assert [str(claim.period_end) for claim in claims[:3]] == ["2024-12-31", "2024-12-31", "2023-12-31"]


def test_an_extreme_brings_its_own_day() -> None:
    claim = read_claims("It shed 31% after 18 June; XLK is 37% off its 7 March closing peak of $211.", published=LAST)[1]
    assert (claim.period_start, claim.since) == (date(2025, 3, 7), True)


def test_a_year_after_since_is_a_year_behind_a_hedge_too() -> None:
    kinds = [item.kind for item in find_quantities("The worst day since at least 2016, for the best of about 2016 workers.")]
    assert kinds == ["period", "quantity"]


def test_another_number_of_the_same_firm_and_day_is_no_other_value() -> None:
    source = "Acme reported revenue of $12.83 billion on Thursday, 1 August 2024, and said it would cut 15,000 jobs."
    text = "Acme's revenue was $12.83 billion, down from $12.95 billion a year earlier; 301 million shares changed hands on 1 August 2024."
    checks = [item for item in check_text(text, [source], published="2024-08-02") if item.kind == "quantity"]
    assert [item.verdict for item in checks] == ["checked", "unsupported", "unsupported"]
    wrong = check_text("Acme reported revenue of $12.38 billion on 1 August 2024.", [source], published="2024-08-02")
    assert (wrong[0].verdict, wrong[0].reason_code) == ("differs", "value")


def test_a_worded_minus_in_a_list() -> None:
    values = [str(item.value) for item in find_quantities("XLK returned 14%, XLF 2% and Acme minus 3%; SOFR minus 10bp is paid.")]
    assert values == ["14", "2", "-3", "10"]
