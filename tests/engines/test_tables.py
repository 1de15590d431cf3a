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
