"""Rows of tables as evidence: of the instrument, under a head that tells what is asked, of the time asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.numbers import check_text
from copilot.types import Draft, Passage

from .small_library import TablePrices

TEXT = (
    "# Wrap of 14 May\n\n"
    "| Index | Close | Change |\n|---|---|---|\n"
    "| Nasdaq Composite | 16,511.18 | -0.24% |\n| Nikkei 225 | 38,356.06 | +0.46% |\n\n"
    "| Index | Members |\n|---|---|\n| Nikkei 225 | 225 |\n"
)


def draft(question: str) -> Draft:
    when = datetime(2024, 5, 14, 22, tzinfo=UTC)
    found = [Passage("t", "0" * 64, "Wrap", "Table Wire", when, None, 0, len(TEXT), TEXT, 1.0)]

    def search(query: str, limit: int = 8) -> list[Passage]:
        return found[:limit]

    return draft_answer(
        question,
        as_of=date(2024, 5, 20),
        search=search,
        prices=TablePrices(("SMH",)),
        meetings=(),
        article_text=lambda identity: TEXT,
    )


@pytest.mark.parametrize("question", ["where did the Nikkei close on 14 May?", "what was the close of the Nikkei 225 on 14 May?"])
def test_the_row_of_the_index_is_quoted_with_the_head_of_its_table_and_checked(question: str) -> None:
    made = draft(question)
    told = made.sentences[0].text
    assert told == "Table Wire has in a table headed “Index | Close | Change”: “Nikkei 225 | 38,356.06 | +0.46%” [1]."
    passage = made.passages[0]
    assert TEXT[passage.start : passage.end] == passage.quote
    checks = {check.text: check.verdict for check in check_text(told, [passage.quote])}
    assert checks["38,356.06"] == checks["+0.46%"] == "checked"


@pytest.mark.parametrize("question", ["where did the Nikkei close on 10 May?", "where did the DAX close on 14 May?"])
def test_a_row_of_another_day_or_index_is_no_answer(question: str) -> None:
    assert "table" not in " ".join(sentence.text for sentence in draft(question).sentences)


@pytest.mark.parametrize(("close", "is_quoted"), [("210.00", True), ("211.00", False)])
def test_a_row_that_tells_the_computed_figure_stands_behind_it(close: str, is_quoted: bool) -> None:
    text = f"# Wrap\n\n| Fund | Close, 28 March | Change |\n| --- | --- | --- |\n| SMH | {close} | +0.46% |\n"
    when = datetime(2024, 3, 28, 21, tzinfo=UTC)
    found = Passage("t1", "0" * 64, "Wrap", "Table Wire", when, None, 0, len(text), text, 1.0)
    made = draft_answer(
        "where did SMH close on 28 March?",
        as_of=date(2024, 3, 28),
        search=lambda query, limit: [found],
        prices=TablePrices(("SMH",)),
        meetings=(),
        article_text=lambda identity: text,
    )
    told = [sentence.text for sentence in made.sentences]
    assert told[0].startswith("SMH closed at $210.00 on 28 March 2024")
    assert (f"Table Wire has in a table: “SMH | {close} | +0.46%” [1]." in told) is is_quoted


REASONS = (
    "# Wrap of 14 May\n\nThe market had a busy session.\n\n"
    "| Index | Close | Change | Key Driver |\n|---|---|---|---|\n"
    "| Nasdaq Composite | 16,511.18 | -0.24% | Weak orders for servers |\n| Nikkei 225 | 38,356.06 | +0.46% | A softer yen |\n"
    "| S&P 500 | 5,246.68 | -0.3% | A stern speech |\n\n"
    "### Leaders of the year\n\n"
    "| Fund | Change | Reason |\n|---|---|---|\n| VanEck Semiconductor ETF (SMH) | +31.5% YTD | Demand for memory |\n\n"
    "### Movers (13 May 2024)\n\n"
    "| Stock | Ticker | Change | Catalyst |\n|---|---|---|---|\n| Walmart | WMT | -3.1% | A strike at its depots |\n"
)


def reasons_of(question: str) -> str:
    when = datetime(2024, 5, 14, 22, tzinfo=UTC)
    found = [Passage("t", "0" * 64, "Wrap", "Table Wire", when, None, 0, len(REASONS), REASONS, 1.0)]
    made = draft_answer(
        question,
        as_of=date(2024, 5, 20),
        search=lambda query, limit: found[:limit],
        prices=TablePrices(("SMH",)),
        meetings=(),
        article_text=lambda identity: REASONS,
    )
    return " ".join(sentence.text for sentence in made.sentences)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("why did the Nasdaq Composite fall on 14 May?", "orders for servers"),
        ("why did VOO fall on 14 May 2024?", "stern speech"),  # a fund on that index
        ("why did the Nikkei rise on 14 May?", "softer yen"),
        ("why did SMH rise in 2024?", "Demand for memory"),
        ("why did Walmart fall on 13 May?", "strike at its depots"),
    ],
)
def test_a_reason_in_a_column_of_its_own_is_told_with_its_row(question: str, reason: str) -> None:
    told = reasons_of(question)
    assert reason in told and "in a table headed" in told and "No article found" not in told


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("why did the Nasdaq Composite rise on 14 May?", "orders for servers"),  # it fell
        ("why did the Nasdaq Composite fall on 10 May?", "orders for servers"),  # on another day
        ("why did the Dow fall on 14 May?", "orders for servers"),  # another index
        ("why did SMH rise on 14 May?", "Demand for memory"),  # over a year
        ("why did Walmart fall on 14 May?", "strike at its depots"),  # the head of the table gives its day
        ("why did the Nasdaq Composite fall in May?", "orders for servers"),  # of one session
    ],
)
def test_a_row_of_another_time_way_or_instrument_gives_no_reason(question: str, reason: str) -> None:
    assert reason not in reasons_of(question)


DAYS = (
    "# Sessions to remember\n\n"
    "| Date | Index | Change | Driver |\n|---|---|---|---|\n"
    "| 2 May 2024 | Nasdaq Composite | -1.4% | A glut of timber |\n"
    "| 9 May 2024 | Nasdaq Composite | -0.9% | A dock strike of 2 May |\n"
)
DENIED = "| Index | Change | {head} |\n|---|---|---|\n| Nasdaq Composite | -1.4% | A glut of timber |\n"


def row_reasons(monkeypatch: pytest.MonkeyPatch, text: str, question: str) -> str:
    monkeypatch.setitem(globals(), "REASONS", text)
    return reasons_of(question)


def test_a_day_in_a_row_is_that_of_the_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    second = row_reasons(monkeypatch, DAYS, "why did the Nasdaq Composite fall on 2 May?")
    ninth = row_reasons(monkeypatch, DAYS, "why did the Nasdaq Composite fall on 9 May?")
    written = row_reasons(monkeypatch, DAYS, "why did the Nasdaq Composite fall on 14 May?")
    assert "timber" in second and "dock" not in second
    assert "dock" in ninth and "timber" not in ninth
    assert "timber" not in written and "dock" not in written


@pytest.mark.parametrize(
    ("above", "head", "is_told"),
    [
        ("Movers of 14 May 2024", "Main driver", True),
        ("Movers of 14 May 2024", "Not the driver", False),
        ("Movers of 14 May 2024", "Reason it could fall", False),
        ("What to expect next", "Driver", False),
    ],
)
def test_what_is_denied_or_still_to_come_is_no_reason(
    above: str, head: str, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"# Wrap of 14 May\n\n### {above}\n\n{DENIED.format(head=head)}"
    assert ("timber" in row_reasons(monkeypatch, text, "why did the Nasdaq Composite fall on 14 May?")) is is_told


@pytest.mark.parametrize(
    ("row", "verdict"), [("SMH | -1.4% | A rout in Bitcoin", "checked"), ("IWM | -1.4% | A rout in SMH", "differs")]
)
def test_a_figure_of_a_row_is_of_its_first_cell_and_not_of_a_market_in_its_reason(row: str, verdict: str) -> None:
    source = "| Fund | Change | Driver |\n|---|---|---|\n| SMH | -1.4% | A rout in Bitcoin |\n| IWM | +0.3% | Calm |\n"
    told = f"Table Wire has in a table headed “Fund | Change | Driver”: “{row}” [1]."
    assert {check.text: check.verdict for check in check_text(told, [source])}["-1.4%"] == verdict
