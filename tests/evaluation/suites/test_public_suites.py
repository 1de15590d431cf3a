from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from copilot.evaluation.registry import Run
from copilot.evaluation.suites import coverage, extraction, findver, finqa, numhg, ragtruth, summedits, tatqa
from copilot.evaluation.suites.derived import change_one_digit, score_question
from copilot.numbers.types import NumberCheck, Quantity

MakeRun = Callable[..., Run]
Verdicts = Callable[..., list[NumberCheck]]


def counted(scores: Any) -> dict[str, list[tuple[bool, bool]]]:
    found: dict[str, list[tuple[bool, bool]]] = {}
    for score in scores:
        found.setdefault(score.metric, []).append((score.gold, score.said))
    return found


# SummEdits


def summary(text: str, original: str, label: int, changed: bool) -> dict[str, Any]:
    shared = {"id": "s", "domain": "news", "number_word_changed": False, "doc_id": "d"}
    return shared | {"summary": text, "original_summary": original, "label": label, "number_changed": changed}


def test_a_number_edit_counts_only_where_a_new_numeral_can_be_seen(verdicts: Verdicts) -> None:
    dropped = summary("Sales rose.", "Sales rose 5%.", 0, True)
    assert summedits.EDITED not in counted(summedits.score_summary(dropped, "doc", None, []))
    edited = summary("Sales rose 6%.", "Sales rose 5%.", 0, True)
    checks = verdicts(edited["summary"], "differs")
    assert counted(summedits.score_summary(edited, "doc", checks[0], checks))[summedits.EDITED] == [(True, True)]


def test_every_consistent_summary_stands_against_the_edits(verdicts: Verdicts) -> None:
    fine = summary("Sales rose 5%.", "Sales rose 5%.", 1, False)
    checks = verdicts(fine["summary"], "unsupported")
    scores = list(summedits.score_summary(fine, "Sales rose 5%.", checks[0], checks))
    assert counted(scores)[summedits.EDITED] == [(False, True)]
    assert next(score.failure for score in scores if score.failure)["expected"] == "no number rejected"


# RAGTruth


def answer(response: str, span: tuple[int, int] | None) -> dict[str, Any]:
    labels = [{"start": span[0], "end": span[1], "meta": "made up"}] if span else []
    numbers = [
        {"start": i, "end": i + 1, "in_hallucinated_span": bool(span and span[0] <= i < span[1])}
        for i, char in enumerate(response)
        if char.isdigit()
    ]
    row = {"id": "r", "source_id": "s", "model": "m", "response": response, "labels": labels, "numbers": numbers}
    return row | {"hallucinated": bool(span), "hallucinated_digit_span": bool(span)}


def test_only_numbers_inside_spans_are_positives_and_list_markers_are_none(make_run: MakeRun) -> None:
    text = "1. Rain fell 3 days.\n2. It cost 4 dollars."
    row = answer(text, (21, len(text)))
    run = make_run(lambda number, sources: "unsupported")
    found = counted(ragtruth.score_answer(row, ["-"], run.find(text), run.check(text, ["-"])))
    assert found[ragtruth.INSIDE] == [(True, True)]
    assert found[ragtruth.DIGITS] == [(True, True)]
    assert found["numbers outside spans, hallucinated answers, rejected"] == [(True, True)]
    assert found["answer with a hallucinated number"] == [(True, True)]


def test_a_rejected_number_in_a_clean_answer_is_a_false_alarm(make_run: MakeRun) -> None:
    row = answer("It took 3 days and 4 hours.", None)
    run = make_run(lambda number, sources: "unsupported" if number == "3" else "checked")
    found = counted(ragtruth.score_answer(row, ["-"], run.find(row["response"]), run.check(row["response"], ["-"])))
    assert found[ragtruth.CLEAN_NUMBERS] == [(True, True), (True, False)]
    assert found[ragtruth.CLEAN_ANSWERS] == [(True, True)]


@pytest.mark.parametrize(
    ("text", "numeral", "marker"),
    [
        ("As passage 2 says", "2", True),
        ("passages 1 and 3 agree", "3", True),
        ("Steps:\n3. Stir", "3", True),
        ("* 4) Stir", "4", True),
        ("Wait 5 minutes", "5", False),
        ("Intro\n30 minutes later", "30", False),
    ],
)
def test_markers_number_lists_passages_and_steps(text: str, numeral: str, marker: bool) -> None:
    assert ragtruth.is_marker(text, text.index(numeral)) is marker


def test_the_question_and_each_passage_are_evidence() -> None:
    row = {"source_info": {"question": "how long", "passages": "passage 1:Two days.\n\npassage 2:Three.\n"}}
    assert ragtruth.evidence_of(row) == ("Two days.", "Three.", "how long")
    assert ragtruth.evidence_of({"source_info": {"name": "Cafe", "hours": {"Mon": "9:00"}}}) == ("name: Cafe\nhours Mon: 9:00",)


# NumHG

HEADLINE = {
    "id": "n",
    "text": "(Sep 25, 2016 1:28 PM CDT) A blast killed 41 miners on Sunday.",
    "masked_headline": "Blast Kills ____ Miners",
    "answer": "41",
    "calculation": "Copy( 41 )",
    "ops": ["Copy"],
}


def test_the_right_headline_is_accepted_and_a_changed_one_is_not(make_run: MakeRun) -> None:
    found = counted(numhg.score_headline(make_run(), HEADLINE))
    assert found[numhg.RIGHT] == [(True, True)]
    assert found[f"{numhg.RIGHT}, copied"] == [(True, True)]
    assert found[numhg.CHANGED] == [(True, False)]


def test_a_credulous_checker_fails_on_the_changed_headline(make_run: MakeRun) -> None:
    scores = list(numhg.score_headline(make_run(lambda number, sources: "checked"), HEADLINE))
    assert counted(scores)[numhg.CHANGED] == [(True, True)]
    assert [score.failure["expected"] for score in scores if score.failure] == ["rejected (right: 41)"]


def test_the_dateline_is_the_day_of_the_text() -> None:
    assert numhg.dateline(str(HEADLINE["text"])) == date(2016, 9, 25)
    assert numhg.dateline("No date here.") is None


# FinQA and TAT-QA


def question(**changes: Any) -> dict[str, Any]:
    row = {
        "id": "f",
        "question": "what percent of sales is rent?",
        "contexts": ["rent was 30"],
        "table": [["", "2020"], ["sales", "120"]],
        "program": "divide(30, 120)",
        "answer_exec": 0.25,
    }
    return row | changes


def test_a_fraction_is_printed_as_the_percentage_that_was_asked_for() -> None:
    asked = finqa.as_question(question(), plain=False)
    assert (asked.answer, asked.mark) == ("25", "%")
    assert asked.sources == ("rent was 30", " | 2020\nsales | 120")
    already = question(program="divide(30, 120), multiply(#0, const_100)", answer_exec=25.0)
    assert finqa.as_question(already, plain=False).answer == "25"
    assert finqa.as_question(question(question="what was rent?", answer_exec=30.0), plain=False).mark == ""
    change = question(question="how much did rent grow?", program="subtract(30, 24), divide(#0, 24)")
    assert finqa.as_question(change, plain=False).mark == "%"


def test_the_set_prints_the_fraction_itself() -> None:
    plain = finqa.as_question(question(), plain=True)
    assert (plain.answer, plain.mark) == ("0.25", "")


def test_the_answer_behind_the_question_is_what_is_scored(make_run: MakeRun) -> None:
    run = make_run(lambda number, sources: "checked" if number == "25%" else "unsupported")
    found = counted(score_question(run, finqa.as_question(question(), plain=False)))
    assert found == {"right derived answer accepted": [(True, True)], "answer with a changed digit accepted": [(True, False)]}


@pytest.mark.parametrize("answer", ["25", "0.25", "-12.6", "1000", "7"])
def test_a_changed_digit_moves_the_answer_by_more_than_rounding(answer: str, make_run: MakeRun) -> None:
    for i in range(30):
        changed = change_one_digit(answer, make_run().random(i))
        assert changed is not None
        assert sum(a != b for a, b in zip(changed, answer, strict=True)) == 1
        assert abs(Decimal(changed) - Decimal(answer)) > abs(Decimal(answer)) / 50


def test_a_table_question_carries_its_scale() -> None:
    context = {"table": {"table": [["", "2019"], ["Rent", "50"]]}, "paragraphs": [{"order": 1, "text": "In thousands."}]}
    asked = {"uid": "t", "question": "What changed?", "answer": 12.5, "scale": "thousand", "derivation": "50-37.5"}
    built = tatqa.as_question(context, asked)
    assert (built.answer, built.mark, built.sources) == ("12.5", " thousand", (" | 2019\nRent | 50", "In thousands."))


# FinDVer


def test_a_claim_is_called_false_if_any_number_is_rejected(verdicts: Verdicts) -> None:
    row = {
        "example_id": "v",
        "subset": "numeric",
        "statement": "It made 5 of 7.",
        "relevant_text": ["It made 5."],
        "entailment_label": False,
    }
    found = counted(findver.score_claim(row, verdicts("5 7", "checked", "differs")))
    assert found["numeric claims"] == [(True, True)]
    found = counted(findver.score_claim(row | {"entailment_label": True}, verdicts("5 7", "checked", "exempt")))
    assert found["numeric claims"] == [(False, False)]


# Extraction


def found(text: str, value: str, unit: str = "none") -> Quantity:
    return Quantity(0, len(text), text, "quantity", Decimal(value), unit=unit)


def test_values_and_units_are_counted_as_found_missed_and_extra() -> None:
    gold = [extraction.Gold(Decimal(5), "USD"), extraction.Gold(Decimal(3), "count")]
    scores = counted(extraction.score_case("a case", gold, [found("5", "5", "EUR"), found("9", "9")]))
    assert scores[extraction.VALUE] == [(True, True), (True, False), (False, True)]
    assert scores[extraction.UNIT] == [(True, False), (False, True), (True, False), (False, True)]


def test_a_date_is_no_missed_amount() -> None:
    day = Quantity(3, 7, "1979", "period")
    assert counted(extraction.score_case("in 1979", [extraction.Gold(Decimal(1979))], [day])) == {}


def test_a_case_read_differently_on_purpose_costs_nothing_but_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "read_differently", lambda: {extraction.case_id("a case"): "because"})
    scores = counted(extraction.score_case("a case", [extraction.Gold(Decimal(5))], []))
    assert extraction.VALUE not in scores
    assert scores[extraction.ALL] == [(True, False)]


# Coverage


def test_every_digit_counts_once_and_spans_must_hold() -> None:
    text = "It rose 5% in ½ a day."
    good = [Quantity(8, 10, "5%", "quantity"), Quantity(14, 15, "½", "count_word")]
    assert counted(coverage.score_text("t", text, good)) == {coverage.COVERED: [(True, True)] * 2, coverage.SOUND: [(True, True)]}
    bad = [Quantity(8, 10, "6%", "quantity")]
    assert counted(coverage.score_text("t", text, bad)) == {
        coverage.COVERED: [(True, True), (True, False)],
        coverage.SOUND: [(True, False)],
    }
