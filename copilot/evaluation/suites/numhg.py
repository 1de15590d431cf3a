"""NumHG: news headlines whose number was copied, converted, rounded or computed from the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure, item_at
from copilot.evaluation.mutations import change_value
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.evaluation.twins import may_be_said_of
from copilot.numbers.types import NumberCheck, Quantity

_MOST = 5000  # for time: near 97% the 95% interval is still only half a point to either side
BLANK = "____"
_DATELINE = re.compile(r"^\s*\(([A-Z][a-z]{2} \d{1,2}, \d{4})")
_WORD = re.compile(r"[A-Za-z]{4,}")
_JUDGED = ("quantity", "count_word")
_LOOSE = ("about", "nearly", "over", "under", "at_least", "at_most")

RIGHT = "right number accepted"
CHANGED = "changed number accepted"
UNSEEN = "changed number not rejected, exempt and unnamed included"
TWIN = "changed to what another number of the article allows, accepted"


@suite(
    "numhg",
    needs=("numhg/val.jsonl.gz",),
    figures=[
        Figure(RIGHT, bar=">= 97"),
        Figure(CHANGED, bar="<= 5", name=f"{CHANGED}, subject named"),
        Figure(f"{CHANGED}, subject not named"),
        Figure(TWIN, name=f"{TWIN}, subject named"),
        Figure(f"{RIGHT}, subject named", bar=">= 97"),
        Figure(f"{RIGHT}, subject not named"),
        Figure("headline number judged (not exempt)"),
        Figure(UNSEEN),
        Figure("right number accepted, copied"),
        Figure("right number accepted, words to digits"),
        Figure("right number accepted, rescaled"),
        Figure("right number accepted, rounded"),
        Figure("right number accepted, computed"),
    ],
    baselines=True,
    shards=6,
)
def numhg(run: Run) -> Iterator[Score]:
    """Headlines with the right number, and with a changed one, against their article; at most 5,000, drawn by the seed."""
    for row in run.take(run.rows("numhg", "val.jsonl.gz"), most=_MOST):
        yield from score_headline(run, row)


def score_headline(run: Run, row: Row) -> Iterator[Score]:
    """Scores of one headline: right, then with one digit changed. Numbers that are exempt by kind are counted apart."""
    headline, at = row["masked_headline"].replace(BLANK, row["answer"], 1), row["masked_headline"].find(BLANK)
    item = item_at(run.find(headline), at)
    check = item_at(_checked(run, headline, row), at)
    judged = item is not None and item.kind in _JUDGED and (check is None or check.verdict != "exempt")
    yield Score("headline number judged (not exempt)", judged)
    if not judged or item is None:
        yield Score(UNSEEN, True)
        return
    right = check is not None and check.verdict not in REJECTED
    yield Score(RIGHT, right, failure=None if right else _failure(row, headline, check, "accepted"))
    yield Score(f"{RIGHT}, {_how(row['ops'])}", right)
    named = names_subject(row["masked_headline"], row["text"], [row["answer"], *_operands(row["calculation"])])
    yield Score(f"{RIGHT}, {'subject named' if named else 'subject not named'}", right)
    yield from _changed(run, row, item, at, named=named)


def _changed(run: Run, row: Row, item: Quantity, at: int, *, named: bool) -> Iterator[Score]:
    """The same headline with another number in its place; a hedged number is changed beyond what its hedge allows."""
    kind = "x10" if item.qualifier in _LOOSE else run.random("numhg", row["id"]).choice(["digit", "digit", "transposed", "x10"])
    answer = change_value(row["answer"], kind, run.random("numhg value", row["id"]))
    if answer is None:
        return
    headline = row["masked_headline"].replace(BLANK, answer, 1)
    check = item_at(_checked(run, headline, row), at)
    accepted = check is not None and check.verdict not in REJECTED
    mutated = item_at(run.find(headline), at)
    elsewhere = mutated is not None and any(
        may_be_said_of(mutated, item) for item in run.find(row["text"]) if item.kind in _JUDGED
    )
    metric = TWIN if named and elsewhere else CHANGED if named else f"{CHANGED}, subject not named"
    seen = _failure(row, headline, check, f"rejected (right: {row['answer']})") if accepted and named else None
    yield Score(metric, accepted, failure=seen)
    yield Score(UNSEEN, accepted)


def names_subject(masked: str, article: str, numerals: Sequence[str]) -> bool:
    """Whether the headline says what its number counts: a word beside it stands near the same number in the article.

    >>> names_subject("Blast Kills ____ Miners", "A blast killed twelve miners in the east.", ["12", "twelve"])
    True
    >>> names_subject("Dow Up ____", "Stocks rose, and 12 issues hit a high.", ["12"])
    False
    """
    beside = re.findall(r"\S+", masked.replace(BLANK, "\0"))
    place = next(i for i, word in enumerate(beside) if "\0" in word)
    near = " ".join(beside[max(0, place - 3) : place + 4]).lower()
    words = {word[:5] for word in _WORD.findall(near)}
    either = "|".join(map(re.escape, numerals))
    for match in re.finditer(rf"(?<![\w.,])(?:{either})(?!\w|[.,]\d)", article, re.I):
        around = article[max(0, match.start() - 60) : match.end() + 60].lower()
        if words & {word[:5] for word in _WORD.findall(around)}:
            return True
    return False


def _operands(calculation: str) -> list[str]:
    """The texts of the article that the annotator's calculation names.

    >>> _operands("Round( Paraphrase( 102,500 , K ) , 0 )")
    ['102,500']
    """
    parts = re.split(r"\w+\( | , | \)", calculation)
    return [part.strip() for part in parts if len(part.strip()) > 1]


def dateline(article: str) -> date | None:
    """The day an article opens with, as "(Sep 25, 2016 1:28 PM CDT)"."""
    found = _DATELINE.match(article)
    return datetime.strptime(found[1], "%b %d, %Y").date() if found else None


def _checked(run: Run, headline: str, row: Row) -> list[NumberCheck]:
    return run.check(headline, [row["text"]], published=dateline(row["text"]), citations="ignore")


def _how(ops: Sequence[str]) -> str:
    done = set(ops)
    if done & {"Add", "Subtract", "Multiply", "Divide"}:
        return "computed"
    if done & {"Round", "SRound"}:
        return "rounded"
    if "Paraphrase" in done:
        return "rescaled"
    return "words to digits" if "Trans" in done else "copied"


def _failure(row: Row, headline: str, check: NumberCheck | None, expected: str) -> Mapping[str, Any]:
    return failure(row["id"], headline, [row["text"]], expected=expected, check=check, calculation=row["calculation"])
