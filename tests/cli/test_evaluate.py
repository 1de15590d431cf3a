from __future__ import annotations

import json
from typing import Any

import pytest

from copilot.evaluation import quick
from copilot.evaluation.quick import Judgement


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Judgement]:
    made = [
        Judgement("citation recall", "q1", True, "a quote"),
        Judgement("citation recall", "q2", False, "another quote"),
        Judgement("checked-number precision", "q1", True, "9.0%"),
    ]
    monkeypatch.setattr(quick, "run_quick", lambda progress=None: (made, 2))
    return made


def test_every_rate_shows_its_n_and_its_interval(run: Any, judged: list[Judgement]) -> None:
    done = run("eval", "quick")
    assert done.code == 0 and done.out.startswith("2 questions\n")
    assert "50.0%  n=2" in done.out and "95% interval" in done.out
    assert "another quote" not in done.out
    assert "another quote" in run("eval", "quick", "--misses").out


def test_a_number_wrongly_shown_as_checked_fails_the_run(run: Any, judged: list[Judgement]) -> None:
    judged.append(Judgement("checked-number precision", "q2", False, "7%: wrong"))
    done = run("eval", "quick")
    assert done.code == 1 and "7%: wrong" in done.out


def test_rates_for_programs(run: Any, judged: list[Judgement]) -> None:
    value = json.loads(run("eval", "quick", "--json").out)
    assert value["rates"]["citation recall"]["value"] == "0.5000"
    assert value["rates"]["citation recall"]["n"] == 2


def test_the_other_suite_reads_its_own_options(run: Any) -> None:
    assert run("eval", "numbers", "--help").code == 0
    assert run("eval", "numbers", "--no-such").is_error(2)
    assert run("eval", "quick", "--no-such").is_error(2)
