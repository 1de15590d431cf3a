"""The answer's figures: whether they are right, covered, confirmed again by other code, and disputed where they should be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from copilot.evaluation.recomputing import confirms, printed_value
from copilot.evaluation.registry import Figure, Score
from copilot.evaluation.scorers.registry import miss, scorer
from copilot.evaluation.targets import Judged
from copilot.types import Metric

GOLD, METRICS, CONFIRMED = "gold figures given and checked", "gold metrics computed", "checked numbers confirmed"
RECOMPUTABLE = "checked numbers that other code can judge"
COVERED, CONFLICTS = "numerals with a verdict on evidence", "conflict detection"


@scorer(Figure(GOLD), Figure(METRICS))
def gold(judged: Judged) -> Iterator[Score]:
    """Correctness: each group of acceptable figures, and each gold metric by its value at the printed precision."""
    if judged.answer.status == "declined" and judged.question.answerable:
        for group in (*judged.question.figures, *judged.question.gold_metrics):
            is_figure = isinstance(group, tuple)
            yield Score(GOLD if is_figure else METRICS, False, failure=miss(judged, group, "declined"))
        return
    shown = [number for number in judged.answer.checked.numbers if number.verdict == "checked"]
    for group in judged.question.figures:
        right = any(_same_print(number.text, figure) for number in shown for figure in group)
        yield Score(GOLD, right, failure=None if right else miss(judged, group, [number.text for number in shown]))
    held = [item for item in judged.answer.checked.evidence.values() if isinstance(item, Metric)]
    for wanted in judged.question.gold_metrics:
        right = any(_is_metric(item, wanted["ticker"], wanted["value"]) for item in held)
        yield Score(METRICS, right, failure=None if right else miss(judged, dict(wanted), [item.label for item in held]))


def _same_print(printed: str, figure: str) -> bool:
    """The same figure whatever its sign's glyph, its currency mark and spaces."""
    return _bare(printed) == _bare(figure)


def _bare(text: str) -> str:
    return text.translate(str.maketrans("−–‑", "---", "$€£ ,\u00a0")).lower()


def _is_metric(metric: Metric, ticker: str | None, value: str) -> bool:
    """Whether the metric is of the ticker and rounds to the value, which is a percent for a fraction."""
    mine = metric.value * 100 if metric.unit == "fraction" else metric.value
    half = Decimal(1).scaleb(Decimal(value).as_tuple().exponent) / 2  # type: ignore[arg-type]
    return metric.ticker == (ticker or metric.ticker) and abs(mine - Decimal(value)) <= half


@scorer(Figure(CONFIRMED, gate="any"), Figure(RECOMPUTABLE))
def checked_precision(judged: Judged) -> Iterator[Score]:
    """Of the numbers shown as checked, those that other code confirms: from the rows of a metric, the words of a passage, plain
    arithmetic. Dates and words are left out; what rests on a metric that the other code does not know is counted beside it.
    """
    for number in judged.answer.checked.numbers:
        printed = printed_value(number.text)
        if number.verdict == "checked" and number.kind == "quantity" and printed is not None:
            said = [confirms(item, printed, judged.answer) for item in number.evidence]
            right = True in said
            yield Score(RECOMPUTABLE, right or None not in said)
            if not right and None in said:
                continue
            yield Score(CONFIRMED, right, failure=None if right else miss(judged, number.text, number.reason))


@scorer(Figure(COVERED))
def coverage(judged: Judged) -> Iterator[Score]:
    """Of the numerals that need evidence, those that are not bare: cited, and not rejected by what they cite."""
    for number in judged.answer.checked.numbers:
        if number.verdict != "exempt":
            right = number.verdict == "checked"
            yield Score(
                COVERED, right, failure=None if right else miss(judged, number.text, f"{number.verdict}: {number.reason}")
            )


@scorer(
    Figure(CONFLICTS, kind="precision", name="conflicts, precision"), Figure(CONFLICTS, kind="recall", name="conflicts, recall")
)
def conflicts(judged: Judged) -> Iterator[Score]:
    """Whether an answer that had to show a conflict did, and one that had none to show did not."""
    if judged.question.answerable and judged.answer.status != "declined":
        found, expected = bool(judged.answer.checked.conflicts), judged.question.expect_conflict
        wrong = None if found == expected else miss(judged, expected, [c.text for c in judged.answer.checked.conflicts])
        yield Score(CONFLICTS, found, expected, wrong)
