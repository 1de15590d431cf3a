"""Direction, order and record words: what they are said of and when, and what cited evidence says of them."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.numbers.directions import check_directions, read_directions

DAY = date(2025, 12, 18)


def read(text: str) -> list[tuple[str, str, int, str | None, str | None]]:
    return [
        (item.text, item.kind, item.sign, item.subject.id if item.subject else item.reading.measure, str(item.claim.period_end))
        for item in read_directions(text, published=DAY)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The DAX rallied in May 2024.", ("rallied", "move", 1, "dax", "2024-05-31")),
        ("In May 2024, the DAX slid as exporters warned.", ("slid", "move", -1, "dax", "2024-05-31")),
        ("Shares of Nike dropped on Monday.", ("dropped", "move", -1, "NKE", "2025-12-15")),
        ("Nike (NKE) also ended higher on December 2, 2025.", ("ended higher", "move", 1, "NKE", "2025-12-02")),
        ("IWM lagged SPY in 2024.", ("lagged", "relative", -1, "IWM", "2024-12-31")),
        ("IWM gained 1.4% in June 2025, outperforming SPY.", ("outperforming", "relative", 1, "IWM", "2025-06-30")),
        ("The DAX closed at a record high on May 15, 2024.", ("closed at a record high", "record", 1, "dax", "2024-05-15")),
        ("The DAX hit a 52-week low on May 15, 2024.", ("hit a 52-week low", "year", -1, "dax", "2024-05-15")),
        ("Nike's revenue fell in the third quarter of 2025.", ("fell", "move", -1, "revenue", "2025-09-30")),
        ("Revenue at Nike grew in the third quarter of 2025.", ("grew", "measured", 1, "revenue", "2025-09-30")),
    ],
)
def test_a_word_with_its_subject_and_window_beside_it_is_read(text: str, expected: tuple[object, ...]) -> None:
    assert read(text) == [expected]


def test_subject_and_window_are_carried_over_where_that_is_plain() -> None:
    text = "The DAX fell in May 2024 but rose in June 2024. SPY is liked by many. It sank in March 2025."
    assert [(subject, sign, end) for _, _, sign, subject, end in read(text)] == [
        ("dax", -1, "2024-05-31"),
        ("dax", 1, "2024-06-30"),
        ("SPY", -1, "2025-03-31"),
    ]
    assert [subject for _, _, _, subject, _ in read("In May 2024, the DAX fell while the FTSE 100 rose.")] == ["dax", "ftse_100"]


def test_an_average_is_told_with_its_sessions() -> None:
    (found,) = read_directions("SPY closed below its 50-day moving average on May 3, 2024.", published=DAY)
    assert (found.kind, found.sign, found.sessions) == ("average", -1, 50)


@pytest.mark.parametrize(
    "text",
    [
        "The DAX rose 3% in May 2024.",  # the figure has its own verdict
        "The DAX rallied.",  # no window
        "Bets on the DAX fell in May 2024.",  # another subject
        "The DAX and the FTSE 100 fell in May 2024.",  # two
        "Nike fell in 2024.",  # its sales, its shares?
        "Nike dropped the plan in May 2024.",
        "The DAX fell from its April 2024 high.",
        "The DAX fell in May 2024 before it recovered.",
        "If the DAX fell in May 2024, few noticed.",
        "The DAX could have rallied in May 2024.",
        "Did it matter that the DAX fell in May 2024?",
        "The DAX did not fall in May 2024; it never fell in May 2024.",
        "DAX futures slid on Monday.",
        "The equal-weight DAX fell in May 2024.",
        "The DAX fell for the first time since May 2024.",
        "The DAX historically fell in May 2024.",
        "| DAX | fell in May 2024 |\n| SPY | rose in May 2024 |",
    ],
)
def test_what_is_not_plain_is_not_read(text: str) -> None:
    assert read(text) == []


def said(text: str, *sources: str, **options: object) -> list[tuple[bool, str]]:
    found = check_directions(text, sources, as_of=DAY, **options)  # type: ignore[arg-type]
    return [(check.agrees, str(check.evidence[0]["source"])) for check in found]


def test_a_passage_decides_where_its_figure_is_of_the_same_thing_and_time() -> None:
    text = "Nike's revenue fell in the third quarter of 2025."
    assert said(text, "Nike's revenue rose 8% in the third quarter of 2025.") == [(False, "1")]
    assert said(text, "Nike's revenue declined 2% in the third quarter of 2025.") == [(True, "1")]
    assert said(text, "Nike's profit rose 8% in the third quarter of 2025.") == []
    assert said(text, "Nike's revenue rose 8% in the second quarter of 2025.") == []
    assert said(text, "Adidas' revenue rose 8% in the third quarter of 2025.") == []
    assert said(text, "Nike's revenue is expected to rise 8% in the third quarter of 2025.") == []


def test_passages_that_part_decide_nothing() -> None:
    sources = ("The DAX rose 2% in May 2024.", "The DAX fell 1% in May 2024.")
    assert said("The DAX fell in May 2024.", *sources) == []
    assert said("The DAX fell in May 2024 [2].", *sources, citations="sources") == [(True, "2")]
    assert said("The DAX fell in May 2024.", *sources, citations="sources") == []


def returns(ticker: str, value: str, name: str = "price return") -> dict[str, str]:
    return {"name": name, "ticker": ticker, "value": value, "unit": "fraction", "start": "2025-10-31", "end": "2025-11-28"}


def test_a_metric_gives_the_sign_of_its_own_instrument() -> None:
    metrics = [returns("IWM", "0.0085"), returns("SPY", "-0.02")]
    assert said("IWM fell in November 2025 [M1].", metrics=metrics, citations="sources") == [(False, "M1")]
    assert said("IWM fell in November 2025 [M2].", metrics=metrics, citations="sources") == []
    assert said("IWM outperformed SPY in November 2025 [M1, M2].", metrics=metrics, citations="sources") == [(True, "M1")]
    assert said("SPY outperformed IWM in November 2025 [M1, M2].", metrics=metrics, citations="sources") == [(False, "M2")]


def test_a_computed_gap_has_two_sides() -> None:
    gap = returns("IWM", "2.85", "relative return") | {"unit": "percentage_point"}
    gap["formula"] = "100 * (total return of IWM - total return of SPY)"
    assert said("IWM beat SPY in November 2025.", metrics=[gap]) == [(True, "M1")]
    assert said("SPY beat IWM in November 2025.", metrics=[gap]) == [(False, "M1")]
    assert said("IWM beat QQQ in November 2025.", metrics=[gap]) == []


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("Inflation fell to 3.5% in May.", "Inflation rose to 3.5% in May.", [False]),
        ("Inflation climbed to 3.5% in May.", "Inflation rose to 3.5% in May.", [True]),
        ("Nike's shares were at $51, up from $48 on Monday.", "Nike's shares were at $51, down from $54 on Monday.", [False]),
        ("Nike raised its forecast to $51 million.", "Nike cut its forecast to $51 million.", [False]),
        ("Nike's sales rose to $51 million.", "Nike's sales fell to $52 million.", []),  # another level
        ("Nike's sales rose to $51 million.", "Puma's sales fell to $51 million.", []),
        ("Inflation rose to 3.5% in May.", "Inflation fell to 3.5% in May from 3.9% a year earlier.", []),  # since when is open
        ("Inflation rose to 3.5%, from 3.1% a year ago.", "Inflation fell to 3.5%, from 3.9% a year ago.", [False]),
        ("Inflation rose to 3.5% in May.", "Inflation was unchanged at 3.5% in May.", [False]),
        ("Inflation held at 3.5% in May.", "Inflation was unchanged at 3.5% in May.", [True]),
        ("Inflation improved to 3.5% in May.", "Inflation rose to 3.5% in May.", []),  # good or bad is no direction
    ],
)
def test_the_verb_that_leads_to_a_level_is_judged_by_the_same_level(text: str, source: str, found: list[bool]) -> None:
    assert [agrees for agrees, _ in said(text, source)] == found
