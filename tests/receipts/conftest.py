"""A real answer over a small library and a small price table: passages, metrics, a derivation, everything checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from copilot.types import Answer, Bar, Draft, DraftSentence, Metric, Passage, Prices

TEXTS = {
    "aaaaaaaaaaaa": "Copper Wire\n\nCopper closed at $54.50 on 28 October 2025, up from $50.00 on 1 October 2025. Naïve bulls — “happy” — cheered.",
    "bbbbbbbbbbbb": "Tin Daily\n\nMine output fell 3.7% in the third quarter.\n\nAbout us: we write.",
}


def passage(article_id: str, quote: str, score: float) -> Passage:
    text = TEXTS[article_id]
    start = text.index(quote)
    return Passage(
        article_id, hashlib.sha256(text.encode()).hexdigest(), text.partition("\n")[0], "Metal Wire",
        datetime(2025, 10, 29, 8, tzinfo=UTC), None, start, start + len(quote), quote, score,
    )  # fmt: skip


def metrics() -> tuple[Metric, ...]:
    from copilot.metrics import compute

    closes = [50.0, 50.9, 51.3, 52.2, 52.0, 53.1, 53.8, 54.5]
    first = date(2025, 10, 20)
    bars = tuple(
        Bar(first + timedelta(days=i), c, c + 0.4, c - 0.3, c, c)
        for i, c in enumerate(closes)
        if (first + timedelta(days=i)).weekday() < 5
    )
    prices = Prices("CPX", "USD", "files:prices", datetime(2025, 11, 1, tzinfo=UTC), bars, ())
    day = bars[-1].session.isoformat()
    return (
        compute("close", prices, session=day),
        compute("high", prices, start=bars[0].session.isoformat(), end=day),
    )


def drafted() -> Draft:
    passages = (
        passage("aaaaaaaaaaaa", "Copper closed at $54.50 on 28 October 2025, up from $50.00 on 1 October 2025.", 0.0327868852459),
        passage("bbbbbbbbbbbb", "Mine output fell 3.7% in the third quarter.", 1 / 61),
    )
    figures = metrics()
    high = f"{figures[1].value:.2f}"
    return Draft(
        "extractive",
        (
            DraftSentence("Copper rose 9.0% from $50.00 to $54.50 [1]."),
            DraftSentence("Mine output fell 3.7% in the third quarter [2].", section="support"),
            DraftSentence("Mine output fell 4.7% in the third quarter [2].", section="against"),
            DraftSentence(f"The high of the window was ${high} [M2].", section="data"),
            DraftSentence("Some 12 ships are waiting.", section="data"),
            DraftSentence("Nothing is known of demand.", kind="meta", section="unknown"),
        ),
        passages,
        figures,
        "answered",
        "how far has copper risen?",
        usage={"input_tokens": 0},
    )


@pytest.fixture
def answer() -> Answer:
    from copilot.checking import check_draft

    draft = drafted()
    day = date(2025, 11, 3)
    return Answer(
        question="how far has it risen?",
        resolved_question=draft.resolved_question,
        as_of=day,
        engine="extractive",
        status="answered",
        checked=check_draft(draft, as_of=day),
        draft=draft,
        sample=False,
        library_snapshot="2" * 64,
        newest_article=datetime(2025, 10, 29, 8, tzinfo=UTC),
        last_session=date(2025, 10, 27),
        notices=("no embedding weights",),
        timings_ms={"open": 3, "check": 11},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def article_text() -> Callable[[str], str]:
    return TEXTS.__getitem__


@pytest.fixture
def written(answer: Answer, folder: Path, article_text: Callable[[str], str]) -> Answer:
    from copilot.receipts import write_receipt

    return write_receipt(answer, folder=folder, article_text=article_text)


DISPUTED = "Small caps turned.\n\nIJR, the fund on the S&P 600, hit its low of $112.00 on November 17, 2025. It closed at $122.13 on December 18, 2025."


@pytest.fixture
def disputed(folder: Path) -> Answer:
    """A written answer that repeats a level which its article dates wrongly, over the bundled prices."""
    from copilot.checking import check_draft
    from copilot.comparison import find_conflicts
    from copilot.market.recorded import RecordingPrices
    from copilot.market.sample import SamplePrices
    from copilot.metrics import compute
    from copilot.receipts import write_receipt

    day = date(2025, 12, 18)
    quote = DISPUTED.partition("\n\n")[2]
    start = DISPUTED.index(quote)
    sha = hashlib.sha256(DISPUTED.encode()).hexdigest()
    source = Passage(
        "cccccccccccc",
        sha,
        "Small caps turned.",
        "Desk",
        datetime(2025, 12, 18, 9, tzinfo=UTC),
        None,
        start,
        start + len(quote),
        quote,
        0.5,
    )
    prices = RecordingPrices(SamplePrices())
    close = compute("close", prices.prices("IJR", as_of=day), session=day)
    sentences = (
        DraftSentence("Desk writes that IJR hit its low of $112.00 on November 17, 2025 [1]."),
        DraftSentence("IJR closed at $122.13 on December 18, 2025 [M1]."),
    )
    draft = Draft("extractive", sentences, (source,), (close,), "answered", "when was the low?")
    checked = find_conflicts(check_draft(draft, as_of=day), prices, as_of=day)
    assert len(checked.conflicts) == 1
    made = Answer(
        "when was the low?",
        "when was the low?",
        day,
        "extractive",
        "answered",
        checked,
        draft,
        True,
        "2" * 64,
        None,
        day,
        (),
        {},
        asked_at=datetime(2025, 12, 19, 8, tzinfo=UTC),
    )
    return write_receipt(made, folder=folder, article_text={"cccccccccccc": DISPUTED}.__getitem__, compared=prices.all_given())


__all__ = ["replace"]
