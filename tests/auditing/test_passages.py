"""What passages say against the words of a text: the verb that leads to a level, beside the figure, which holds."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.auditing import judge_text
from copilot.market.sample import SamplePrices
from copilot.types import Passage

DAY = date(2025, 12, 18)


@pytest.mark.parametrize(
    ("told", "state", "severity"),
    [
        ("rose to", "checked", "note"),
        ("climbed to", "checked", "note"),
        ("fell to", "value_only", "warning"),
        ("was unchanged at", "checked", "warning"),
    ],
)
def test_a_verb_that_a_passage_contradicts_is_doubtful_and_its_figure_holds(told: str, state: str, severity: str) -> None:
    quote = "The unemployment rate rose to 4.6% in November."
    passage = Passage("a", "0" * 64, "Jobs", "Harbour Post", None, None, 0, len(quote), quote, 1.0)
    text = f"The unemployment rate {told} 4.6% in November."
    checked, findings = judge_text(text, [passage], SamplePrices(), as_of=DAY, published=DAY)
    assert [number.state for number in checked.numbers if number.text == "4.6%"] == [state]
    assert [finding.severity for finding in findings if finding.type == "direction"] == [severity]
