from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from copilot.evaluation.published import CHECKERS
from copilot.evaluation.registry import Run
from copilot.evaluation.suites.planted import (
    FAITHFUL,
    PUBLISHED,
    SWAPPED,
    TWIN,
    VALUES,
    Place,
    published,
    score_place,
    score_slots,
)
from copilot.evaluation.suites.planted_facts import as_metric, evidence, invent, score_fact, swaps
from copilot.numbers.types import Verdict

MakeRun = Callable[..., Run]
PLACE = Place("p-1", "Ford sold 47 cars.", "Ford sold 47 cars. Nobody sold 48 vans.", "Rain fell for 12 hours.", None)


def tally(run: Run, place: Place = PLACE) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = {}
    for score in score_place(run, place):
        found.setdefault(score.metric, []).append(score.said)
    return found


def test_faithful_renderings_pass_and_errors_are_caught_by_a_string_check(make_run: MakeRun) -> None:
    found = tally(make_run())
    assert found[f"{FAITHFUL}: as it stands"] == [False]
    assert found[f"{FAITHFUL}: framed"] == [False]
    assert found["last digit -1"] == [True]
    assert found["x10"] == [True]
    assert all(found[VALUES])


def test_an_error_that_is_another_true_number_is_counted_apart(make_run: MakeRun) -> None:
    found = tally(make_run())
    assert found[TWIN] == [False]  # 48, the vans
    assert "last digit +1" not in found


def test_a_value_check_misses_the_swapped_subject(make_run: MakeRun) -> None:
    scores = {score.metric: score.said for score in score_slots(make_run(), PLACE)}
    assert scores == {f"{FAITHFUL}: as it stands": False, FAITHFUL: False, "company swapped": False, SWAPPED: False}


def test_a_swapped_citation_points_at_a_text_without_the_number(make_run: MakeRun) -> None:
    seen: list[Sequence[str]] = []

    def decide(number: str, sources: Sequence[str]) -> Verdict:
        seen.append(sources)
        return "checked"

    assert "citation swapped" in tally(make_run(decide))
    assert [PLACE.source, PLACE.other] in seen


def test_a_failure_says_what_was_planted(make_run: MakeRun) -> None:
    scores = list(score_place(make_run(lambda number, sources: "checked"), PLACE))
    failures = [score.failure for score in scores if score.failure]
    assert {"planted", "was", "sentence", "text", "evidence", "expected", "got", "reason"} <= set(failures[0])


def test_facts_depend_on_seed_and_index_alone(make_run: MakeRun) -> None:
    one, two = make_run(), make_run(limit=3, shard=1, shards=2)
    assert [invent(one.random("fact", i), i) for i in range(20)] == [invent(two.random("fact", i), i) for i in range(20)]
    other = make_run(seed=1)
    assert invent(one.random("fact", 0), 0) != invent(other.random("fact", 0), 0)


def test_every_swap_changes_the_sentence_but_not_the_figure(make_run: MakeRun) -> None:
    for i in range(60):
        fact = invent(make_run().random("fact", i), i)
        for kind, swapped in swaps(fact, make_run().random("swap", i)):
            assert swapped.shown == fact.shown
            assert swapped.claim() != fact.claim(), kind


def test_a_metric_fact_is_a_metric_of_the_contract(make_run: MakeRun) -> None:
    fact = next(fact for i in range(1, 99, 2) if (fact := invent(make_run().random("fact", i), i)).kind == "return")
    metric = as_metric(fact)
    assert sorted(metric) == ["end", "formula", "name", "start", "ticker", "unit", "value"]
    assert metric["unit"] == "fraction"
    assert metric["start"].endswith("-01")


def test_the_rendering_is_never_the_exact_figure_so_that_a_string_check_fails_on_it(make_run: MakeRun) -> None:
    for i in range(40):
        fact = invent(make_run().random("fact", i), i)
        sources, metrics = evidence(fact, make_run().random("n", i), twin=False)
        known = re.findall(r"[\d.,]*\d", " ".join([*sources, *(metric["value"] for metric in metrics)]))
        assert re.findall(r"[\d.,]*\d", fact.shown)[0] not in known


def test_a_checker_that_rejects_everything_catches_all_and_refuses_the_true_one(make_run: MakeRun) -> None:
    run = make_run(lambda number, sources: "differs")
    scores = list(score_fact(run, invent(run.random("fact", 0), 0), 0))
    assert all(score.said for score in scores)
    assert {FAITHFUL, VALUES, SWAPPED, TWIN} <= {score.metric for score in scores}


@pytest.mark.parametrize("metric", list(PUBLISHED))
def test_every_published_row_names_seven_checkers_and_says_what_differs(metric: str) -> None:
    found = published(metric, CHECKERS)
    assert [figure.value for figure in found] == list(PUBLISHED[metric]) and len({figure.who for figure in found}) == 7
    assert found[0].source.differs and found[0].source.year == 2025
