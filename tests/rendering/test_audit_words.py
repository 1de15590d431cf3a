"""A finding about a word, which has no number of its own, is shown wherever the others are."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.auditing import audit_status, judge_text
from copilot.market.sample import SamplePrices
from copilot.rendering.audit_markdown import audit_markdown
from copilot.rendering.audit_page import audit_page
from copilot.rendering.json import audit_json
from copilot.types import Audit

DAY = date(2025, 12, 18)


@pytest.fixture
def audit() -> Audit:
    text = "IWM closed lower on December 10, 2025."  # it rose 1.3% that day
    checked, findings = judge_text(text, [], SamplePrices(), as_of=DAY, published=DAY)
    return Audit("note.txt", DAY, DAY, audit_status(checked.numbers, findings), checked, findings, True, ())


def test_it_is_an_error_of_its_own_type_with_its_metric(audit: Audit) -> None:
    (found,) = audit_json(audit)["findings"]
    assert (found["type"], found["severity"], found["numbers"]) == ("direction", "error", [])
    assert audit.status == "findings"
    assert audit.checked.evidence[found["evidence"][0]].ticker == "IWM"  # type: ignore[union-attr]


def test_it_stands_in_the_report_and_on_the_page(audit: Audit) -> None:
    assert "error, direction**: IWM “closed lower” (December 10, 2025): contradicted" in audit_markdown(audit)
    assert "contradicted; the prices say: price return +" in audit_page(audit)
