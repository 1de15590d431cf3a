"""Words of direction in an answer, against the evidence that their sentence cites."""

from __future__ import annotations

from datetime import date

from copilot.checking import direction_findings
from copilot.market.sample import SamplePrices
from copilot.metrics import compute
from copilot.types import Draft, DraftSentence, Finding

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
