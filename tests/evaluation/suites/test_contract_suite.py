from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from copilot.evaluation.suites.contract import matched, score_census, score_row
from copilot.numbers.types import NumberCheck, Quantity

Verdicts = Callable[..., list[NumberCheck]]


def row(text: str, *expect: dict[str, str], level: str = "core") -> dict[str, Any]:
    return {
        "id": "x1",
        "tags": ["made up"],
        "level": level,
        "text": text,
        "sources": ["-"],
        "metrics": [],
        "expect": list(expect),
    } | {
        "as_of": None,
        "published": None,
    }


def test_differs_and_unsupported_are_one_for_the_item_and_two_for_the_split(verdicts: Verdicts) -> None:
    sample = row("Up 5% to 7.", {"text": "5%", "verdict": "differs"}, {"text": "7", "verdict": "checked"})
    scores = [(score.metric, score.said) for score in score_row(sample, verdicts(sample["text"], "unsupported", "checked"))]
    assert scores == [
        ("core items", True),
        ("tag made up", True),
        ("differs or unsupported, as given", False),
        ("core items", True),
        ("tag made up", True),
        ("core rows", True),
    ]


def test_a_reason_code_is_scored_only_where_the_row_gives_it_and_the_verdict_is_right(verdicts: Verdicts) -> None:
    sample = row("Up 5%.", {"text": "5%", "verdict": "differs", "reason_code": "value"}, level="hard")
    assert {score.metric: score.said for score in score_row(sample, verdicts(sample["text"], "differs"))}[
        "reason code, as given"
    ] is False
    assert "reason code, as given" not in {score.metric for score in score_row(sample, verdicts(sample["text"], "checked"))}


def test_a_wrong_item_makes_the_row_wrong_and_shows_itself(verdicts: Verdicts) -> None:
    sample = row("Up 5%, then 6%.", {"text": "5%", "verdict": "checked"}, {"text": "6%", "verdict": "exempt"})
    scores = list(score_row(sample, verdicts(sample["text"], "checked", "checked")))
    assert scores[-1].metric == "core rows"
    assert not scores[-1].said
    failures = [score.failure for score in scores if score.failure]
    assert [(failure["wanted"], failure["expected"], failure["got"]) for failure in failures] == [("6%", "exempt", "checked")]


def test_items_match_by_text_in_order_and_unlisted_ones_are_passed_over(verdicts: Verdicts) -> None:
    text = "7 of 12, and 7 again"
    checks = verdicts(text, "differs", "exempt", "checked")
    found = matched(text, [{"text": "12"}, {"text": "7"}], checks)
    assert [check.verdict for check in found if check] == ["exempt", "checked"]


def quantity(text: str, within: str, kind: Any = "quantity", **fields: Any) -> Quantity:
    start = within.index(text)
    return Quantity(start, start + len(text), text, kind, **fields)


def test_a_census_row_compares_only_the_fields_it_gives() -> None:
    text = "Sales rose 5% in spring."
    sample = {"id": "y1", "text": text, "expect": [{"text": "5%", "kind": "quantity", "value": "5.0", "direction": "up"}]}
    found = [quantity("5%", text, value=Decimal(5), unit="ratio_x", direction="up")]
    assert {score.metric: score.said for score in score_census(sample, found)} == {
        "items": True,
        "field kind": True,
        "field value": True,
        "field direction": True,
        "rows": True,
    }


def test_a_count_is_compared_by_its_prefix_and_an_extra_item_is_an_error() -> None:
    text = "It has 3 shops and 4 vans."
    sample = {"id": "y2", "text": text, "expect": [{"text": "3", "kind": "quantity", "unit": "count:store"}]}
    found = [quantity("3", text, unit="count:shop"), quantity("4", text, unit="count:van")]
    scores = list(score_census(sample, found))
    assert [score.said for score in scores if score.metric == "items"] == [True, False]
    assert [score.said for score in scores if score.metric == "rows"] == [False]


def test_a_period_without_a_digit_may_be_found_or_not() -> None:
    text = "A quarter ago it was flat."
    sample = {"id": "y3", "text": text, "expect": [{"text": "quarter ago", "kind": "period"}]}
    assert [score.said for score in score_census(sample, []) if score.metric == "rows"] == [True]
    extra = [quantity("A quarter ago", text, "period")]
    assert [score.said for score in score_census({**sample, "expect": []}, extra) if score.metric == "rows"] == [True]


def test_a_name_needs_overlap_not_an_equal_span() -> None:
    text = "The FTSE 100 fell."
    sample = {"id": "y4", "text": text, "expect": [{"text": "FTSE 100", "kind": "name"}]}
    assert all(score.said for score in score_census(sample, [quantity("100", text, "name")]))
    as_amount = {**sample, "expect": [{"text": "FTSE 100", "kind": "quantity"}]}
    assert not all(score.said for score in score_census(as_amount, [quantity("100", text)]))
