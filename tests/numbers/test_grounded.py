"""Figures that follow from others, where the claim says more of them than the evidence: "costs three times as much" of two returns."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import CITED, judged, metric

OWN, OTHER = (
    metric("price return", "0.084", "2024-01-02", "2024-12-30"),
    metric("price return", "0.021", "2024-01-02", "2024-12-30", "LEX"),
)
TOLD = "TIN gained 8.4% in 2024 [M1], against 2.1% for LEX [M2]. "
POLL = "Turnout was 58.4% in the east and 52.3% in the west."
FIRMS = "Brack made 48 million euros last year and Holm 12 million."


@pytest.mark.parametrize(
    ("source", "text", "number", "support"),
    [
        (POLL, "Turnout was 6.1 points higher in the east.", "6.1", "derived"),
        (POLL, "The gap in turnout between east and west was 6.1 points.", "6.1", "derived"),
        (POLL, "The jobless rate was 6.1 points higher in the east.", "6.1", "value_only"),
        (POLL, "The regulator lowered the cap by 6.1 points.", "6.1", "value_only"),
        (FIRMS, "Brack made four times as much as Holm.", "four", "derived"),
        (FIRMS, "Brack employs four times as many engineers as Holm.", "four", "value_only"),
        (FIRMS, "Brack is four times as expensive as Holm.", "four", "value_only"),
        (FIRMS, "Together they made 60 million euros.", "60", "derived"),
        (FIRMS, "Together they borrowed 60 million euros.", "60", "value_only"),
    ],
)  # fmt: skip
def test_what_is_computed_of_figures_is_only_of_what_they_are_told_of(source: str, text: str, number: str, support: str) -> None:
    (found,) = (check for check in check_text(text, [source]) if check.text.startswith(number))
    assert (found.verdict, found.support) == ("checked", support), found.reason


test_what_two_metrics_make_is_of_what_they_are_of = judged(
    "text number verdict",
    (f"{TOLD}TIN gained four times as much [M1][M2].", "four", True),
    (f"{TOLD}TIN did four times as well [M1][M2].", "four", True),
    (f"{TOLD}The price of TIN rose 6.3 points more [M1][M2].", "6.3", True),
    (f"{TOLD}TIN costs four times as much [M1][M2].", "four", False),
    (f"{TOLD}TIN yields four times as much [M1][M2].", "four", False),
    (f"{TOLD}The Bank of Japan cut rates by 6.3 points [M1][M2].", "6.3", False),
    metrics=[OWN, OTHER],
    **CITED,
)
