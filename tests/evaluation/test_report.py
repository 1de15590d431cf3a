"""Tables that fit a terminal, and published figures with their sources, in every format."""

from __future__ import annotations

import pytest

from copilot.evaluation.published import Source, beside
from copilot.evaluation.rates import rate
from copilot.evaluation.registry import Figure
from copilot.evaluation.report import as_json, table
from copilot.evaluation.runner import Line, Result
from copilot.rendering.evaluation_page import evaluation_markdown, evaluation_page

PAPER = Source("Ash and Birch, Counting Leaves (Forestry)", 2021, "they count whole trees, here branches")
OTHER = Source("Cedar, Needles (Forestry)", 2022, "pines alone")
RECORD = {"version": "1", "program": "p", "seed": 0, "limit": None}


def result(*labels: str, targets: tuple[str, ...] = ("ours", "plain", "quote", "model")) -> Result:
    published = (*beside(PAPER, {"counter": 61.5, "people": 90}), *beside(OTHER, {"needle": 40}))
    figures = {target: rate(30 + at, 50) for at, target in enumerate(targets)}
    lines = [Line(label, figures, ">= 97", published if at == 0 else (), Figure(label)) for at, label in enumerate(labels)]
    return Result("leaves", "Leaves on branches that were drawn from a wood by a seed, and how many of them were counted right.",
                  tuple(lines), targets=targets)  # fmt: skip


LONG = "leaves that were counted although the branch had none at all, by kind"


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_a_table_with_four_targets_is_longer_than_the_screen(width: int) -> None:
    lines = table([result("leaves right", LONG)], width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any("60.0" in line and ">= 97 MISSED" in line and "66.0" in line for line in lines)


def test_a_label_stands_beside_its_figures_where_there_is_room_and_above_them_where_not() -> None:
    assert any(line.startswith("  leaves right  60.0") for line in table([result("leaves right")], width=110).splitlines())
    stacked = table([result("leaves right", LONG)], width=80).splitlines()
    at = stacked.index("  leaves right")
    assert stacked[at + 1].split()[:2] == ["60.0", "46.2-72.4"]
    header = next(line for line in stacked if "quote" in line)
    assert header.index("quote") + len("quote") == stacked[at + 1].index("64.0") + len("64.0")


def test_a_published_figure_is_shown_with_its_source_its_year_and_what_differs_in_every_format() -> None:
    results = [result("leaves right")]
    (metric,) = as_json(results, seed=0, limit=None)["suites"][0]["metrics"]
    assert metric["published"][0] == {
        "who": "counter", "value": 61.5, "source": "Ash and Birch, Counting Leaves (Forestry)", "year": 2021,
        "differs": "they count whole trees, here branches",
    }  # fmt: skip
    for text in (table(results), evaluation_markdown(results, RECORD), evaluation_page(results, RECORD)):
        plain = " ".join(text.replace("\\", "").split())
        assert "counter 61.5, people 90 [a]; needle 40 [b]" in plain
        assert (
            "[a] Ash and Birch, Counting Leaves (Forestry), 2021. What differs: they count whole trees, here branches." in plain
        )
        assert "[b] Cedar, Needles (Forestry), 2022." in plain
