"""Words of direction in an answer, against the evidence that their sentence cites."""

from __future__ import annotations

from datetime import date

from copilot.checking import check_draft, direction_findings, faults_of
from copilot.market.sample import SamplePrices
from copilot.metrics import compute
from copilot.types import Draft, DraftSentence, Finding, Passage

DAY = date(2025, 12, 18)


def findings(*sentences: str) -> tuple[Finding, ...]:
    metric = compute("price return", SamplePrices().prices("IWM", as_of=DAY), start="2025-12-09", end="2025-12-10")
    draft = Draft("model", tuple(DraftSentence(text) for text in sentences), (), (metric,), "answered", "what did it do?")
    return direction_findings(draft, as_of=DAY)


def test_a_cited_return_contradicts_or_bears_out_a_word() -> None:
    wrong, right = findings("IWM fell on December 10, 2025 [M1].", "IWM rallied on December 10, 2025 [M1].")
    assert (wrong.type, wrong.severity, wrong.evidence, wrong.numbers) == ("direction", "error", ("M1",), ())
    assert wrong.text.startswith("IWM “fell” (December 10, 2025): contradicted; [M1] IWM price return 1.3")
    assert right.severity == "note"


def test_a_word_without_a_citation_or_of_another_day_gets_no_verdict() -> None:
    assert findings("IWM fell on December 10, 2025.", "IWM fell on December 9, 2025 [M1].") == ()


def faults(*sentences: str, quotes: tuple[str, ...] = ()) -> dict[str, list[str]]:
    metric = compute("price return", SamplePrices().prices("IWM", as_of=DAY), start="2025-12-09", end="2025-12-10")
    passages = tuple(
        Passage(f"a{at}", "0" * 64, "Tin", None, None, None, 0, len(quote), quote, 1.0) for at, quote in enumerate(quotes, 1)
    )
    draft = Draft("model", tuple(DraftSentence(text) for text in sentences), passages, (metric,), "answered", "what did it do?")
    return faults_of(draft, as_of=DAY)


def test_a_sentence_cites_every_passage_that_its_marks_name_however_they_are_written() -> None:
    quotes = [f"Tin rose 3% in week {at}." for at in range(1, 5)]
    passages = tuple(
        Passage(f"a{at}", "0" * 64, "Tin", None, None, None, 0, len(quote), quote, 1.0) for at, quote in enumerate(quotes)
    )
    written = ("Tin rose 3% [1–3].", "Tin rose 3% [1;4].", "Tin rose 3% [ 2 ][9].", "Tin rose 3% [1-2, 4].")
    draft = Draft("model", tuple(DraftSentence(text) for text in written), passages, (), "answered", "what did it do?")
    cited = [sentence.citations for sentence in check_draft(draft, as_of=DAY).sentences]
    assert cited == [("1", "2", "3"), ("1", "4"), ("2",), ("1", "2", "4")]


def test_faults_stand_under_their_sentence_as_it_was_written_and_name_their_evidence_in_words() -> None:
    tin = "Tin rose 3% in the second quarter."
    right, wrong, words = (
        "Tin rose 3% in the second quarter [1].",
        "Tin rose 3% in the third quarter [1].",
        "IWM fell on December 10, 2025 [M1].",
    )
    found = faults(right, wrong, words, "Assume a rate of 4%.", quotes=(tin,))
    assert list(found) == [wrong, words, "Assume a rate of 4%."]
    assert any(fault.startswith("“3%” (differs): passage 1 dates it ") for fault in found[wrong])
    assert "metric 1 IWM price return 1.3" in found[words][0] and not any(
        "[" in fault for said in found.values() for fault in said
    )
    assert found["Assume a rate of 4%."] == ["“4%” (uncited): No citation governs this number."]


def test_a_reason_tells_a_metric_with_two_decimals_rounded_once() -> None:
    fall = compute("price return", SamplePrices().prices("SPY", as_of=DAY), month="2025-11")
    assert 0.0019 < fall.value < 0.00195  # 0.195% would be rounded to 0.20%
    draft = Draft(
        "model", (DraftSentence("SPY returned 0.31% in November 2025 [M1]."),), (), (fall,), "answered", "what did it do?"
    )
    (said,) = faults_of(draft, as_of=DAY).values()
    assert "0.19%" in said[0] and "0.195" not in said[0]
