from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot.evaluation import registry, runner, running
from copilot.evaluation.registry import Figure, Run, Score, suite


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A suite of ten samples of which those named in the set are wrong; it is the whole of the quick group."""
    wrong: set[str] = {"3"}
    suites: dict[str, registry.Suite] = {}
    for module in (registry, runner, running):
        monkeypatch.setattr(module, "SUITES", suites)
    monkeypatch.setattr(running, "QUICK", {"toy": None})

    @suite("toy", figures=[Figure("right", bar=">= 90"), Figure("never seen")], group="toys", shards=2)
    def toy_suite(run: Run) -> Iterator[Score]:
        """Ten samples."""
        for number in run.take(range(10)):
            right = str(number) not in wrong
            yield Score("right", right, failure=None if right else {"question": f"<b>{number}</b>?", "got": "no"})

    return wrong


def eval_(run: Any, *words: str) -> Any:
    return run("eval", *words, "--processes", "1")


def test_a_table_has_the_figure_its_interval_and_n_and_nothing_to_score_is_no_data(run: Any, toy: set[str]) -> None:
    done = eval_(run, "toys")
    assert done.code == 0
    right, never = (line.split() for line in done.out.splitlines() if line.startswith(("  right", "  never")))
    assert right[1:4] == ["90.0", "59.6-98.2", "10"]  # Wilson's interval of 9 of 10
    assert "no data" in " ".join(never)


def test_the_gate_passes_the_accepted_run_and_fails_a_significant_loss(run: Any, toy: set[str], tmp_path: Path) -> None:
    baseline = str(tmp_path / "baseline.json")
    assert eval_(run, "accept", "--reason", "first", "--baseline", baseline).code == 0
    assert json.loads(Path(baseline).read_text())["reason"] == "first"
    same = eval_(run, "quick", "--baseline", baseline)
    assert same.code == 0 and "no loss" in same.out
    toy |= {"5", "6", "7", "8"}  # four worse, none better: 1 in 16 by chance
    assert eval_(run, "quick", "--baseline", baseline).code == 0
    toy.add("9")  # five: 1 in 32
    lost = eval_(run, "quick", "--baseline", baseline)
    assert lost.code == 1 and "lost: toy: right" in lost.out


def test_a_baseline_needs_a_reason_and_a_missing_one_is_said(run: Any, toy: set[str], tmp_path: Path) -> None:
    assert eval_(run, "accept", "--reason", " ", "--baseline", str(tmp_path / "b.json")).is_error(2)
    assert eval_(run, "accept").is_error(2)
    assert eval_(run, "quick", "--baseline", str(tmp_path / "none.json")).is_error(2)


def test_two_kept_runs_are_compared_sample_by_sample(run: Any, toy: set[str], tmp_path: Path) -> None:
    a, b = str(tmp_path / "a.json"), str(tmp_path / "b.json")
    assert eval_(run, "toys", "--save", a).code == 0
    toy -= {"3"}
    toy |= {"1", "2"}
    assert eval_(run, "toys", "--save", b).code == 0
    done = run("eval", "compare", a, b)
    assert "90.0 to 80.0, -10.0 (-45.2 to +25.2) (2 worse, 1 better of 10 samples, p 0.500): same" in " ".join(done.out.split())
    assert done.code == 0
    assert json.loads(run("eval", "compare", a, b, "--json").out)["changes"][0]["worse"] == 2


def test_json_is_one_object_with_the_seed_and_failures_are_lines(run: Any, toy: set[str], tmp_path: Path) -> None:
    file = tmp_path / "failures.jsonl"
    value = json.loads(eval_(run, "toys", "--json", "--seed", "3", "--failures", str(file)).out)
    assert value["seed"] == 3 and value["program"]
    assert value["suites"][0]["metrics"][0]["figures"]["ours"]["n"] == 10
    assert [json.loads(line)["sample_id"] for line in file.read_text().splitlines()] == ["3"]


def test_without_a_word_the_suites_are_listed(run: Any, toy: set[str]) -> None:
    assert "toy" in run("eval").out


def test_what_is_unknown_is_a_usage_error(run: Any) -> None:
    assert run("eval", "nonsense").is_error(2)
    assert run("eval", "numbers", "--suite", "nonsense").is_error(2)
    assert run("eval", "numbers", "--no-such").is_error(2)
    assert run("eval", "numbers", "--help").code == 0


def test_the_page_and_the_markdown_hold_tables_and_hostile_text_stays_text(run: Any, toy: set[str], tmp_path: Path) -> None:
    toy |= {"4"}
    page, report = tmp_path / "page.html", tmp_path / "report.md"
    assert eval_(run, "toys", "--html", str(page), "--markdown", str(report)).code == 0
    html = page.read_text()
    assert "&lt;b&gt;3&lt;/b&gt;?" in html and "<b>3</b>" not in html
    assert 'class="missed">&gt;= 90 MISSED' in html and "no data" in html and "2 failed" in html
    assert "<script" not in html and "http" not in html.replace("http-equiv", "")
    row = next(line for line in report.read_text().splitlines() if line.startswith("| right"))
    assert [cell.strip() for cell in row.strip("|").split("|")][:4] == [
        "right",
        "80.0",
        "49.0-94.3",
        "10",
    ]  # Wilson's, of 8 of 10


def test_an_answer_on_the_page_has_its_numbers_marked() -> None:
    from copilot.evaluation.runner import Result
    from copilot.rendering.evaluation_page import evaluation_page

    failure = {"question": "?", "answer": "Up 5% <i>then</i> 7%.", "marked": [(3, 5, "checked"), (18, 20, "differs")]}
    result = Result("s", "About.", (), ({**failure, "metric": "m", "sample_id": "q1"},))
    page = evaluation_page([result], {"version": "1", "program": "p", "seed": 0, "limit": None})
    assert '<mark class="checked" title="checked">5%<sup>✓</sup></mark> &lt;i&gt;then&lt;/i&gt; <mark class="differs"' in page


def test_a_page_that_cannot_be_written_is_said(run: Any, toy: set[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert eval_(run, "toys", "--html", str(tmp_path / "file" / "page.html")).is_error(3)


def test_the_list_of_suites_is_json_too_and_an_unknown_name_is_told_the_nearest(run: Any, toy: set[str]) -> None:
    listed = json.loads(run("eval", "--json").out)
    assert listed["groups"]["toys"] == ["toy"]
    assert listed["suites"]["toy"] == {"group": "toys", "about": "Ten samples.", "needs": [], "missing": []}
    wrong = run("eval", "toyz")
    assert wrong.is_error(2) and "did you mean toy? (copilot eval lists them all)" in wrong.err
    unknown = run("eval", "toys", "--suite", "toyz")
    assert unknown.is_error(2) and "there is no suite toyz" in unknown.err and "did you mean toy?" in unknown.err
