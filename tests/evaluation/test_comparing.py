"""Two runs by their samples: what is a loss, and what a gate fails on."""

from __future__ import annotations

from typing import Any

import pytest

from copilot.evaluation.comparing import compare_runs, losses, sign_test


def run(samples: dict[str, list[float]], *, better: str = "higher", gate: str = "significant") -> dict[str, Any]:
    n = sum(int(count) for _, count in samples.values())
    value = sum(total for total, _ in samples.values()) / n if n else None
    metric = {"value": value, "n": n, "unit": "%", "better": better, "gate": gate, "samples": samples}
    return {"suites": {"s": {"m": metric}}}


def test_the_sign_test_is_the_binomial_tail() -> None:
    assert sign_test(8, 2) == pytest.approx(0.0546875)  # (45 + 10 + 1) / 1024
    assert sign_test(9, 1) == pytest.approx(0.0107421875)  # (10 + 1) / 1024


def test_a_loss_on_too_few_samples_may_be_chance_unless_the_gate_allows_none() -> None:
    before = run({"a": [1, 1], "b": [1, 1]})
    for gate, lost in (("significant", 0), ("any", 1), ("none", 0)):
        after = run({"a": [0, 1], "b": [1, 1]}, gate=gate)
        assert len(losses(compare_runs(before, after), after)) == lost


def test_where_lower_is_better_a_rise_is_the_loss() -> None:
    before = run({str(i): [1, 10] for i in range(6)}, better="lower")
    after = run({str(i): [3, 10] for i in range(6)}, better="lower")
    (change,) = compare_runs(before, after)
    assert (change.verdict, change.worse, change.better) == ("lost", 6, 0)
    assert compare_runs(after, before)[0].verdict == "gained"


def test_samples_of_one_run_only_are_not_compared_but_said() -> None:
    (change,) = compare_runs(run({"a": [1, 1], "old": [1, 1]}), run({"a": [1, 1], "new": [0, 1], "newer": [0, 1]}))
    assert (change.samples, change.added, change.gone, change.verdict) == (1, 2, 1, "same")


def test_a_figure_that_vanished_is_a_loss() -> None:
    before, after = run({"a": [1, 1]}), run({})
    assert losses(compare_runs(before, after), after)
    assert losses(compare_runs(before, {"suites": {}}), {"suites": {}})


def test_a_gain_among_many_figures_has_to_be_larger_than_one_looked_at_alone() -> None:
    moved = {str(i): [float(i < 3), 1.0] for i in range(9)}  # six samples got right: one in 64 by chance
    alone, one_of_many = ({"s": {"m": moved}}, {"s": {"m": moved} | {f"same {n}": moved for n in range(9)}})
    verdicts = []
    for suites in (alone, one_of_many):
        before = {"suites": {s: {m: run(x)["suites"]["s"]["m"] for m, x in metrics.items()} for s, metrics in suites.items()}}
        better = {str(i): [1.0, 1.0] for i in range(9)}
        after = {"suites": {"s": before["suites"]["s"] | {"m": run(better)["suites"]["s"]["m"]}}}
        verdicts.append(compare_runs(before, after)[0].verdict)
    assert verdicts == ["gained", "same"]


def test_the_difference_of_two_runs_is_paired_by_sample() -> None:
    before = {str(i): [float(i % 2), 1.0] for i in range(40)}
    after = before | {"0": [1.0, 1.0], "2": [1.0, 1.0]}
    (change,) = compare_runs(run(before), run(after))
    assert change.difference == pytest.approx(0.05)
    assert change.low and change.high and change.low < 0 < change.high < 0.13  # two rates of 40 apart would span 0.4
    (same,) = compare_runs(run(before), run(before))
    assert (same.difference, same.low, same.high) == (0, 0, 0)
