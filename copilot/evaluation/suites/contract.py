"""The example rows of the contract: every expected item against the verdict, and every field of every numeral."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from copilot.evaluation.evidence import REJECTED, failure
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.numbers.types import NumberCheck, Quantity

Item = TypeVar("Item", NumberCheck, Quantity)
_FIELDS = ("kind", "value", "low", "high", "unit", "direction", "role", "qualifier")
_SPANNED = ("quantity", "count_word")


@suite(
    "contract",
    needs=("../contracts/checks.jsonl",),
    figures=[
        Figure("core items", bar=">= 97"),
        Figure("hard items", bar=">= 70"),
        Figure("core rows"),
        Figure("hard rows"),
        Figure("differs or unsupported, as given"),
        Figure("reason code, as given"),
        Figure("support, as given"),
    ],
    shards=1,
)
def contract(run: Run) -> Iterator[Score]:
    """Contract rows of the number check: items, rows, codes, and items by tag."""
    for row in run.take(run.rows("..", "contracts", "checks.jsonl")):
        yield from score_row(row, _judged(run, row))


@suite("census", needs=("../contracts/quantities.jsonl",), figures=[Figure("items"), Figure("rows")], shards=1)
def census(run: Run) -> Iterator[Score]:
    """Contract rows of the census: every numeral found once, with the fields given."""
    for row in run.take(run.rows("..", "contracts", "quantities.jsonl")):
        yield from score_census(row, run.find(row["text"]))


def score_row(row: Row, checks: Sequence[NumberCheck]) -> Iterator[Score]:
    """Scores of one row of checks.jsonl. Differs and unsupported count as one; codes only where the verdict is right."""
    right = []
    for wanted, check in zip(row["expect"], matched(row["text"], row["expect"], checks), strict=True):
        hit = check is not None and verdict_class(check.verdict) == verdict_class(wanted["verdict"])
        right.append(hit)
        seen = None if hit else _failure(row, wanted, check)
        yield Score(f"{row['level']} items", hit, failure=seen)
        yield from (Score(f"tag {tag}", hit) for tag in row["tags"])
        if hit and check is not None:
            yield from _codes(row, wanted, check)
    yield Score(f"{row['level']} rows", all(right))


def _codes(row: Row, wanted: Mapping[str, str], check: NumberCheck) -> Iterator[Score]:
    pairs: list[tuple[str, str, str | None]] = [
        ("reason code, as given", "reason_code", check.reason_code),
        ("support, as given", "support", check.support),
    ]
    if wanted["verdict"] in REJECTED:
        pairs.append(("differs or unsupported, as given", "verdict", check.verdict))
    for metric, key, got in pairs:
        if key in wanted:
            yield Score(metric, got == wanted[key], failure=None if got == wanted[key] else _failure(row, wanted, check))


def score_census(row: Row, items: Sequence[Quantity]) -> Iterator[Score]:
    """Scores of one row of quantities.jsonl: items with all fields, each field, and nothing found beyond the row."""
    found = matched(row["text"], row["expect"], items)
    right = []
    for wanted, item in zip(row["expect"], found, strict=True):
        optional = wanted["kind"] in ("period", "ordinal") and not re.search(r"\d", wanted["text"])
        if item is None and optional:
            continue
        wrong = ["missing"] if item is None else [name for name in _FIELDS if name in wanted and not _same(name, wanted, item)]
        right.append(not wrong)
        seen = _census_failure(row, wanted, item, wrong) if wrong else None
        yield Score("items", not wrong, failure=seen)
        yield from (Score(f"field {name}", name not in wrong) for name in _FIELDS if name in wanted and item is not None)
    for item in items:
        if item not in found and not (item.kind in ("period", "ordinal") and not re.search(r"\d", item.text)):
            right.append(False)
            yield Score("items", False, failure=_census_failure(row, {"text": item.text, "expected": "no item"}, item, ["extra"]))
    yield Score("rows", all(right))


def matched(text: str, expect: Sequence[Mapping[str, Any]], items: Sequence[Item]) -> list[Item | None]:
    """For each expected item the found one: the same text in order, else, for kinds without a fixed span, one that overlaps."""
    result: list[Item | None] = []
    after, end = 0, 0
    for wanted in expect:
        index = next((i for i in range(after, len(items)) if items[i].text == wanted["text"]), None)
        if index is None and wanted.get("kind") not in _SPANNED:
            begin = text.find(wanted["text"], end)
            index = _overlapping(items, after, begin, begin + len(wanted["text"]))
        if index is None:
            result.append(None)
            continue
        result.append(items[index])
        after, end = index + 1, items[index].end
    return result


def _overlapping(items: Sequence[Item], after: int, begin: int, end: int) -> int | None:
    return next((i for i in range(after, len(items)) if items[i].start < end and items[i].end > begin >= 0), None)


def verdict_class(verdict: str) -> str:
    """Differs and unsupported are both "rejected"; the rest stand for themselves."""
    return "rejected" if verdict in REJECTED else verdict


def _same(name: str, wanted: Mapping[str, Any], item: Quantity) -> bool:
    got = getattr(item, name)
    if name in ("value", "low", "high"):
        return got is not None and got == Decimal(wanted[name])
    if name == "unit" and wanted[name].startswith("count"):
        return str(got).startswith("count")
    return bool(got == wanted[name])


def _judged(run: Run, row: Row) -> list[NumberCheck]:
    day: Callable[[str | None], date | None] = lambda text: date.fromisoformat(text) if text else None  # noqa: E731
    return run.check(
        row["text"],
        row["sources"],
        metrics=row["metrics"],
        as_of=day(row["as_of"]),
        published=day(row["published"]),
        citations=row["citations"],
    )


def _failure(row: Row, wanted: Mapping[str, str], check: NumberCheck | None) -> Mapping[str, Any]:
    expected = " ".join(str(wanted[key]) for key in ("verdict", "reason_code", "support") if key in wanted)
    more = {"wanted": wanted["text"], "tags": row["tags"], "level": row["level"], "metrics": row["metrics"]}
    more |= {key: row[key] for key in ("as_of", "published") if row[key]}
    return failure(row["id"], row["text"], row["sources"], expected=expected, check=check, **more)


def _census_failure(row: Row, wanted: Mapping[str, Any], item: Quantity | None, wrong: Sequence[str]) -> Mapping[str, Any]:
    got = "no item" if item is None else {name: str(getattr(item, name)) for name in ("text", *_FIELDS)}
    return {"sample": row["id"], "text": row["text"], "expected": dict(wanted), "got": got, "wrong": list(wrong)}
