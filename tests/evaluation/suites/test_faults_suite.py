"""Planted faults: the planters plant what they say, and a fault that nobody reports counts as missed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from copilot.evaluation.faults import drafts, evidence, prose, receipts
from copilot.evaluation.faults.ground import ALARMS, Ground, Planted
from copilot.evaluation.registry import Score
from copilot.evaluation.runner import Result, run_suites
from copilot.evaluation.suites import faults
from copilot.types import Passage


def test_a_price_goes_one_cent_and_stays_within_its_bar() -> None:
    row = {"session": "2024-05-03", "open": "10.00", "high": "10.50", "low": "9.80", "close": "10.50"}
    steps = {field: evidence._one_step(row, field) for field in ("open", "high", "low", "close")}
    assert steps == {"open": "10.01", "high": "10.51", "low": "9.79", "close": "10.49"}


@pytest.mark.parametrize(
    ("printed", "holds"), [("7%", True), ("7.2%", False), ("8%", False), ("1.5 million", True), ("1,500", True)]
)
def test_a_passage_that_prints_the_number_or_one_that_rounds_to_it_is_no_swap(printed: str, holds: bool) -> None:
    quote = "Sales rose 7.3% to 1.5 million, from 1,500.2 a day."
    passage = Passage("a", "0", "T", None, datetime(2024, 5, 3, tzinfo=UTC), None, 0, len(quote), quote, 1.0)
    assert drafts._holds(passage, printed) is holds


def test_every_edit_of_a_receipt_changes_it_and_an_edited_value_is_still_a_number() -> None:
    whole = {
        "text": "Up 5%.",
        "question": "how far?",
        "as_of": "2024-05-03",
        "passages": [{"quote": "It rose 5%.", "end": 11, "score": "0.5", "title": "T", "published": "2024-05-02T08:00:00+00:00"}],
        "metrics": [{"value": "-25"}],
        "numbers": [{"verdict": "checked", "conflict": "C1"}],
        "sentences": [{"citations": ["1"]}],
        "conflicts": [{"found": "6%"}],
        "counts": {"checked": 1, "disputed": 1},
    }
    for name, (change, _) in [*receipts.EDITS.items(), *receipts.LIES.items()]:
        record: dict[str, Any] = json.loads(json.dumps(whole))
        assert change(record, Random(1)) and record != whole, name
        assert abs(float(record["metrics"][0]["value"])) < 26


def test_a_fault_that_is_not_reported_and_an_untouched_copy_that_is_are_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked:
        question = "how far?"

    class Place:
        question = Asked()

    score = faults._score(Place())  # type: ignore[arg-type]
    found = [score(Planted(kind, reported, "x", "y")) for kind in (drafts.SWAPPED, ALARMS) for reported in (True, False)]
    assert [item.failure is None for item in found] == [True, False, False, True]
    assert isinstance(found[1], Score) and found[1].failure == {"question": "how far?", "planted": "x", "said": "y"}


def figures(limit: int | None) -> dict[str, Any]:
    (result,) = run_suites(["faults"], Path("nowhere"), limit=limit, processes=1)
    assert isinstance(result, Result) and not result.crashes
    return {line.label: line.figures.get("ours") for line in result.lines}


def test_nothing_to_edit_is_no_edit() -> None:
    bare: dict[str, Any] = {"text": "Up.", "passages": [], "metrics": [], "numbers": [], "sentences": [], "conflicts": []}
    for name in ("a digit of the text", "a digit of a quote", "a quote's span", "a metric's value", "a verdict", "a citation",
                 "a conflict's figure", "a conflict left out", "a publication after the as-of day"):  # fmt: skip
        assert not receipts.EDITS[name][0](bare, Random(1)), name


def test_the_full_run_asks_the_leading_questions_first_and_each_once() -> None:
    few, whole = faults.asked(2), faults.asked(None)
    assert [question.id for question in few] == list(faults.LEAD) == [question.id for question in whole[:2]]
    assert len({question.id for question in whole}) == faults.MOST


def test_what_stands_outside_a_fence_is_what_a_model_takes_for_its_task() -> None:
    prompt = "Be short.\n[1] passage, Leaf\n<<<\nquoted\n< < <\n>>>\nAfter.\n[M1] metric: 3\n<<<\nopen"
    assert prose.outside_fences(prompt) == ["Be short.", "After."]


@pytest.mark.slow
def test_every_kind_of_fault_is_planted_twenty_times_and_reported() -> None:
    found = figures(None)
    assert found.pop(ALARMS).value == 0.0
    assert {name: rate.n for name, rate in found.items() if rate.n < 20} == {}
    assert found.pop(receipts.UNPINNED).value < 0.5  # a limit of receipts, told in the docs
    assert found.pop(drafts.SWAPPED_WORDS).value > 0.9
    assert {name: rate.value for name, rate in found.items() if rate.value < 1} == {}


@pytest.mark.slow
def test_without_the_hash_of_stored_texts_an_altered_article_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_articles(ground: Ground, random: Random) -> Iterator[Planted]:
        yield from evidence.altered_articles(ground, random)

    monkeypatch.setattr(faults, "PLANTERS", (only_articles,))
    monkeypatch.setattr("copilot.library.store.Library.is_intact", lambda self, identity: True)
    found = figures(1)
    assert found[evidence.ARTICLE_ASKED].value == 0.0
    assert found[evidence.ARTICLE_LIVE].value == 1.0
