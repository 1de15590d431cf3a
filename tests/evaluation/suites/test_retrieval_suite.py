"""The retrieval suites on texts made here: keys in order, gold found, figures by hand."""

from __future__ import annotations

import pytest

from copilot.evaluation.scorers.retrieval import ndcg
from copilot.evaluation.suites.retrieval import ranking, ranking_parts, scores

TEXTS = {
    "copper": ("Copper", "Copper prices climbed on supply fears in Chile. Smelters cut their output."),
    "tea": ("Tea", "The tea harvest in Assam was late. Growers blamed the rain."),
    "rates": ("Rates", "The central bank held its rate. Inflation had slowed."),
}


@pytest.mark.parametrize("target", ["words", "bm25"])
def test_the_text_that_answers_comes_first(target: str) -> None:
    with ranking(target, TEXTS, []) as rank:
        assert rank("why was the tea harvest late?")[0] == "tea"
        assert rank("what did the central bank do with its rate?")[0] == "rates"


def test_a_passage_brings_every_part_it_touches() -> None:
    parts = {key: text for key, (_, text) in TEXTS.items()}
    with ranking_parts("words", parts, []) as rank:
        assert set(rank("tea harvest")) == set(parts)  # short parts are one passage
    with ranking_parts("bm25", parts, []) as rank:
        assert rank("tea harvest") == ["tea"]


def test_hits_and_reciprocal_rank_are_of_the_first_gold_text() -> None:
    found = list(scores(["x", "y", "gold", "z"], {"gold"}, "?"))
    assert [score.said for score in found[:3]] == [False, True, True]
    assert found[3].value == pytest.approx(1 / 3)
    missed = list(scores(["x"], {"gold"}, "?"))
    assert missed[2].failure is not None
    assert missed[3].value == 0.0


def test_a_gold_item_found_twice_gains_once() -> None:
    assert ndcg([0, 0, 0], 1, 10) == 1.0
    assert ndcg([None, None], 2, 10) == 0.0
