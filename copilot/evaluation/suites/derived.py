"""What the two question sets share: a question with its answer as the claim, and a table as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure
from copilot.evaluation.registry import Run, Score
from copilot.numbers.evidence.printed_value import trim_zeros
from copilot.numbers.types import NumberCheck

RIGHT = "right derived answer accepted"
CHANGED = "answer with a changed digit accepted"
PROGRAMS = "gold programs that evaluate to the gold answer"


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is computed: the answer as a reader would print it, in a mark such as "%" or " million"."""

    id: str
    text: str
    answer: str  # plain digits with an optional minus
    mark: str
    sources: tuple[str, ...]
    program: str
    spread: Decimal = Decimal(0)  # how far the operands' own rounding can move the answer, as printed


def lines_of(table: Sequence[Sequence[str]]) -> str:
    """A table as text, one row a line, cells between bars."""
    return "\n".join(" | ".join(cell.strip() for cell in row) for row in table)


def score_question(run: Run, question: Question, suffix: str = "") -> Iterator[Score]:
    """Scores of one question: the right answer behind it, and the answer with one of its leading digits changed."""
    for metric, answer, wanted in ((RIGHT, question.answer, True), (CHANGED, changed_digit(question, run), False)):
        if answer is None:
            continue
        claim = f"{question.text} {answer}{question.mark}"
        check = _last(run.check(claim, question.sources, citations="ignore"), len(question.text))
        accepted = check is not None and check.verdict not in (*REJECTED, "exempt")
        yield Score(metric + suffix, accepted, failure=None if accepted == wanted else _failure(question, claim, check, wanted))


def changed_digit(question: Question, run: Run) -> str | None:
    """The answer with one digit changed so that it moves by more than 2%, out of reach of the operands' own rounding.

    Both printed answers are rounded too, by up to half a unit of the last digit each.
    """
    reach = question.spread + Decimal(1).scaleb(-len(question.answer.partition(".")[2]))
    return change_one_digit(question.answer, run.random("changed digit", question.id), reach)


def change_one_digit(answer: str, random: Random, reach: Decimal = Decimal(0)) -> str | None:
    """Another digit at one place of a printed number, moving it by more than 2% and `reach`; None where none does.

    >>> change_one_digit("7", Random(1)) in set("12345689")
    True
    """
    value = Decimal(answer)
    places = [i for i, char in enumerate(answer) if char.isdigit()]
    choices = [answer[:i] + digit + answer[i + 1 :] for i in places for digit in "0123456789" if digit != answer[i]]
    least = max(abs(value) / 50, reach)
    far = [choice for choice in choices if abs(Decimal(choice) - value) > least and Decimal(choice) != 0]
    far = [choice for choice in far if choice.lstrip("-")[0] != "0" or choice.lstrip("-").startswith("0.")]
    return random.choice(far) if far and value else None


def printed(value: Decimal, places: int) -> str:
    """A decimal rounded half away from zero to at most `places`, without trailing zeros.

    >>> printed(Decimal("24.69136"), 2), printed(Decimal("688.0"), 2)
    ('24.69', '688')
    """
    return trim_zeros(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _last(checks: Sequence[NumberCheck], after: int) -> NumberCheck | None:
    return next((check for check in reversed(checks) if check.end > after), None)


def _failure(question: Question, claim: str, check: NumberCheck | None, wanted: bool) -> Mapping[str, Any]:
    expected = "accepted" if wanted else f"rejected (right: {question.answer}{question.mark})"
    return failure(question.id, claim, question.sources, expected=expected, check=check, program=question.program)
