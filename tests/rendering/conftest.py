"""One answer and one audit with a number in every state, made by hand, and a screen that writes to memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from copilot.marks import join_sentences, strip_marks
from copilot.rendering.screen import Screen
from copilot.types import (
    Answer,
    AnswerNumber,
    AnswerSentence,
    Audit,
    Checked,
    Conflict,
    Derivation,
    Draft,
    DraftSentence,
    Finding,
    Metric,
    Operand,
    Passage,
)
from tests.rendering.memory import Memory

QUOTE = (
    "Copper rose 9.0% from 50.00 to 54.50 in October, its third straight gain. Stocks of the metal fell by 1.2 million tonnes."
)
PASSAGE = Passage(
    article_id="0123456789ab",
    article_sha256="0" * 64,
    title="Copper climbs",
    publisher="Metal Wire",
    published=datetime(2025, 11, 3, 9, 30, tzinfo=UTC),
    url=None,
    start=10,
    end=10 + len(QUOTE),
    quote=QUOTE,
    score=0.031,
)
OTHER = replace(PASSAGE, article_id="ba9876543210", title="Nobody cited this", start=0, end=5, quote="Idle.")
METRIC = Metric(
    name="high",
    ticker="CPX",
    value=Decimal("54.5"),
    unit="USD",
    start=date(2025, 10, 28),
    end=date(2025, 10, 28),
    formula="max of high",
    label="CPX high on 2025-10-28",
    parameters={"window": "2025-10"},
    inputs=({"session": "2025-10-28", "high": "54.5"},),
    inputs_sha256="1" * 64,
    provider="files:prices",
    fetched_at="2025-11-04T00:00:00+00:00",
)
SENTENCES = (
    DraftSentence("Copper rose 9.0% in October [1], and the high of 54.50 holds [M1].", section="lead"),
    DraftSentence("It was the third straight gain [1].", section="support"),
    DraftSentence("The price moved from 50.00 to 60.00, by 20% [1].", section="support"),
    DraftSentence("Somebody saw 7 ships.", section="against"),
    DraftSentence("The high came on 31 October [1].", section="data"),
    DraftSentence("Nothing is known of demand.", kind="meta", section="unknown"),
)
STATES = {
    "9.0%": ("quantity", "checked", "derived", None),
    "October": ("period", "exempt", None, None),
    "54.50": ("quantity", "checked", "computed", None),
    "third": ("ordinal", "checked", "value_only", None),
    "50.00": ("quantity", "checked", "quoted", None),
    "60.00": ("quantity", "differs", None, None),
    "20%": ("quantity", "unsupported", None, None),
    "7": ("quantity", "uncited", None, None),
    "31 October": ("date", "checked", "quoted", "C1"),
}


def number(text: str, plain: str) -> AnswerNumber:
    kind, verdict, support, conflict = STATES[text]
    start = plain.index(text)
    at = QUOTE.find(text)
    evidence: tuple[dict[str, Any], ...] = ()
    if support == "derived":
        operands = [
            {"source": "1", "start": 31, "end": 36, "text": "54.50"},
            {"source": "1", "start": 22, "end": 27, "text": "50.00"},
        ]
        evidence = ({"formula": "54.50 / 50.00 − 1 = 9.0%", "operands": operands, "p": None},)
    elif support == "computed":
        evidence = ({"source": "M1", "start": None, "end": None, "quote": "54.5"},)
    elif support is not None:
        evidence = ({"source": "1", "start": max(at, 0), "end": max(at, 0) + len(text), "quote": text},)
    reason = "none" if verdict in ("checked", "exempt", "uncited") else ("value" if verdict == "differs" else "not_found")
    said = f"the reason for {text}."
    return AnswerNumber(start, start + len(text), text, kind, verdict, support, reason, said, evidence, conflict)


def made_answer() -> Answer:
    marked, spans = join_sentences(SENTENCES)
    plain, moved = strip_marks(marked)
    citations = [("1", "M1", "D1"), ("1",), ("1",), (), ("1",), ()]
    sentences = tuple(
        AnswerSentence(*moved.to_plain(*span), citations=cited, kind=sentence.kind, section=sentence.section)
        for sentence, span, cited in zip(SENTENCES, spans, citations, strict=True)
    )
    numbers = tuple(sorted((number(text, plain) for text in STATES), key=lambda item: item.start))
    disputed = next(index for index, item in enumerate(numbers) if item.conflict)
    conflict = Conflict(
        "C1",
        (disputed,),
        "31 October",
        "28 October",
        date(2025, 10, 31),
        date(2025, 10, 28),
        "The article dates the high to 2025-10-31; CPX had it on 2025-10-28.",
    )
    derivation = Derivation(
        "54.50 / 50.00 − 1", (Operand("1", 31, 36, "54.50"), Operand(None, 0, 5, "50.00")), Decimal("9.0"), "percent"
    )
    checked = Checked(plain, sentences, numbers, {"1": PASSAGE, "2": OTHER, "M1": METRIC, "D1": derivation}, (conflict,))
    draft = Draft("extractive", SENTENCES, (PASSAGE, OTHER), (METRIC,), "answered", "is copper's rise sustainable?")
    return Answer(
        question="is the rise sustainable?",
        resolved_question="is copper's rise sustainable?",
        as_of=date(2025, 11, 4),
        engine="extractive",
        status="answered",
        checked=checked,
        draft=draft,
        sample=True,
        library_snapshot="2" * 64,
        newest_article=datetime(2025, 11, 3, 9, 30, tzinfo=UTC),
        last_session=date(2025, 10, 28),
        notices=("no embedding weights are installed",),
        timings_ms={"open": 12},
        receipt_id="ab" * 32,
        receipt_path="/home/answers/x.json",
    )


@pytest.fixture
def answer() -> Answer:
    return made_answer()


@pytest.fixture
def audit() -> Audit:
    checked = made_answer().checked
    finding = Finding(
        "F1", "date", "error", (0,), "31 October", "28 October", ("M1",), "The high was on 2025-10-28, not 2025-10-31."
    )
    return Audit(
        file="note.txt",
        published=date(2025, 11, 3),
        as_of=date(2025, 11, 4),
        status="findings",
        checked=replace(checked, sentences=tuple(replace(s, citations=()) for s in checked.sentences)),
        findings=(finding,),
        sample=False,
        notices=(),
        receipt_id="cd" * 32,
        receipt_path="/home/answers/y.json",
    )


Draw = Callable[..., str]


@pytest.fixture
def draw() -> Draw:
    """What a function puts on a screen of this width and encoding, as text."""

    def drawn(
        show: Callable[..., None], *arguments: Any, width: int = 80, encoding: str = "utf-8", is_terminal: bool = False
    ) -> str:
        stream = Memory(encoding, is_terminal=is_terminal)
        show(*arguments, Screen(stream, width=width))
        return stream.getvalue()

    return drawn
