"""What changed between two answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from copilot.checking import check_draft
from copilot.receipts.comparing import compare
from copilot.types import Answer, Conflict, DraftSentence


def test_an_answer_beside_itself_has_changed_in_nothing(written: Answer) -> None:
    found = compare(written, written)
    assert found.is_same and found.basis == {} and found.verdicts == ()
    assert len(found.metrics) == 2 and all(metric.is_same for metric in found.metrics)
    assert found.passages_kept == 2


def later(answer: Answer) -> Answer:
    """The same question a day on: another close, one passage gone, one number no longer supported."""
    close, high = answer.draft.metrics
    moved = replace(
        close, value=Decimal("55.25"), end=date(2025, 10, 28), parameters={**close.parameters, "session": "2025-10-28"}
    )
    sentences = (
        answer.draft.sentences[0],
        DraftSentence("The high of the window was $99.00 [M2].", section="data"),
        DraftSentence("Some 12 ships are waiting.", section="data"),
    )
    draft = replace(answer.draft, sentences=sentences, passages=answer.draft.passages[:1], metrics=(moved, high))
    day = date(2025, 11, 4)
    return replace(answer, as_of=day, draft=draft, checked=check_draft(draft, as_of=day))


def test_old_and_new_values_stand_beside_each_other_with_their_days(written: Answer) -> None:
    found = compare(written, later(written))
    close, high = found.metrics
    assert (close.old, close.new) == (Decimal("54.5"), Decimal("55.25"))
    assert (close.old_end, close.new_end) == (date(2025, 10, 27), date(2025, 10, 28)) and not close.is_same
    assert high.is_same
    assert found.basis["as of"] == ("2025-11-03", "2025-11-04")


def test_passages_and_numbers_that_went_are_named_and_counted(written: Answer) -> None:
    found = compare(written, later(written))
    assert [passage.title for passage in found.passages_gone] == ["Tin Daily"] and found.passages_new == ()
    back = compare(later(written), written)
    assert [passage.title for passage in back.passages_new] == ["Tin Daily"]
    assert (found.numbers_new, found.numbers_gone) == (back.numbers_gone, back.numbers_new)
    assert found.numbers_new == 1  # $99.00


def test_a_number_of_the_same_sentence_that_is_judged_otherwise_is_named(written: Answer) -> None:
    numbers = list(written.checked.numbers)
    at = next(i for i, number in enumerate(numbers) if number.state == "checked")
    numbers[at] = replace(numbers[at], conflict="the prices say otherwise")
    conflict = Conflict("C1", (at,), "a", "b", None, None, "the prices say otherwise")
    disputed = replace(written, checked=replace(written.checked, numbers=tuple(numbers), conflicts=(conflict,)))
    found = compare(written, disputed)
    (change,) = found.verdicts
    assert (change.text, change.old, change.new) == (numbers[at].text, "checked", "disputed")
    assert change.reason == "the prices say otherwise"
    assert found.conflicts_new == ("the prices say otherwise",) and found.conflicts_gone == ()
    assert compare(disputed, written).conflicts_gone == ("the prices say otherwise",)


def test_a_metric_of_one_answer_alone_is_new_or_gone(written: Answer) -> None:
    draft = replace(written.draft, metrics=written.draft.metrics[:1], sentences=written.draft.sentences[:1])
    fewer = replace(written, draft=draft, checked=check_draft(draft, as_of=written.as_of))
    (gone,) = [metric for metric in compare(written, fewer).metrics if metric.new is None]
    assert gone.name == "high" and gone.old == written.draft.metrics[1].value
    (new,) = [metric for metric in compare(fewer, written).metrics if metric.old is None]
    assert new.name == "high"


@pytest.mark.parametrize("other", ["ticker", "name"])
def test_metrics_of_another_ticker_or_definition_are_never_paired(written: Answer, other: str) -> None:
    first = written.draft.metrics[0]
    changed = replace(first, ticker="ZZZ") if other == "ticker" else replace(first, name="ZZZ")
    draft = replace(written.draft, metrics=(changed, written.draft.metrics[1]))
    found = compare(written, replace(written, draft=draft, checked=check_draft(draft, as_of=written.as_of)))
    assert sum(metric.old is None for metric in found.metrics) == sum(metric.new is None for metric in found.metrics) == 1
