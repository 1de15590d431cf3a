"""Extraction: numbers, units and ranges found in the test cases of Recognizers-Text and quantulum3 and in CQE's sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from functools import lru_cache
from hashlib import sha256
from typing import Any

from copilot.evaluation.gold_units import contract_unit, hundredths
from copilot.evaluation.mutations import WORDS
from copilot.evaluation.published import CQE, Published, beside
from copilot.evaluation.registry import Figure, Row, Run, Score, suite
from copilot.numbers.types import Quantity
from copilot.resources import resource

VALUE = "value"
UNIT = "value and unit"
ALL = "value, cases read differently on purpose included"
_AMOUNTS = ("quantity", "count_word", "vague")
_CLOSE = Decimal("0.001")
_SPECS = {
    "NumberModel.json": "number",
    "NumberRangeModel.json": "range",
    "PercentModel.json": "percent",
    "CurrencyModel.json": "currency",
    "DimensionModel.json": "dimension",
    "TemperatureModel.json": "dimension",
    "AgeModel.json": "dimension",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One number a set wants: its value (a range's middle), its unit in the contract's terms (None: not given), its place."""

    value: Decimal
    unit: str | None = None
    start: int | None = None
    end: int | None = None


def figures(published_value: tuple[Published, ...] = (), published_unit: tuple[Published, ...] = ()) -> list[Figure]:
    """F1, precision and recall on values, F1 on values with units."""
    return [
        Figure(VALUE, "f1", published=published_value, name="value F1"),
        Figure(VALUE, "precision", name="value precision"),
        Figure(VALUE, "recall", name="value recall"),
        Figure(UNIT, "f1", published=published_unit, name="value+unit F1"),
        Figure(ALL, "f1", name="value F1, cases read differently on purpose counted"),
    ]


@suite("recognizers-text", needs=("recognizers-text/english_number_specs.jsonl.gz",), figures=figures(), shards=1)
def recognizers_text(run: Run) -> Iterator[Score]:
    """Number, range, percent, currency, dimension, temperature and age cases of Recognizers-Text; ordinals are left out."""
    for row in run.take(run.rows("recognizers-text", "english_number_specs.jsonl.gz")):
        kind = _SPECS.get(row["spec"].rpartition("/")[2])
        if kind is not None:
            gold = [each for result in row["Results"] if (each := _recognized(result, kind)) is not None]
            found = [item for item in run.find(row["Input"]) if _belongs(item, kind, gold)]
            yield from score_case(row["Input"], gold, found, with_units=kind not in ("number", "range"))


@suite("quantulum3", needs=("quantulum3/quantities.jsonl.gz",), figures=figures(), shards=1)
def quantulum3(run: Run) -> Iterator[Score]:
    """quantulum3's own test sentences."""
    for row in run.take(run.rows("quantulum3", "quantities.jsonl.gz")):
        yield from score_case(row["req"], _with_surfaces(row["req"], row["res"]), run.find(row["req"]))


@suite(
    "cqe",
    needs=("cqe/dimension-model.jsonl.gz", "cqe/age-model.jsonl.gz"),
    figures=figures(
        beside(CQE, {"CQE": 92.0, "quantulum3": 73.0, "Recognizers-Text": 69.1}),
        beside(CQE, {"CQE": 85.6, "quantulum3": 47.2, "Recognizers-Text": 34.2}),
    ),
    shards=1,
)
def cqe(run: Run) -> Iterator[Score]:
    """CQE's dimension and age sentences (its news set, where present, as well)."""
    names = sorted(path.name for path in run.data.joinpath("cqe").glob("*.jsonl.gz"))
    for row in run.take([row for name in names for row in run.rows("cqe", name)]):
        if "quantities" in row:
            gold = [each for annotated in row["quantities"] if (each := _annotated(annotated)) is not None]
            yield from score_case(row["text"], gold, run.find(row["text"]))


def score_case(text: str, gold: Sequence[Gold], found: Sequence[Quantity], *, with_units: bool = True) -> Iterator[Score]:
    """Scores of one case: matched values are true positives, the rest of either side are errors. Values match to 0.1%.

    Cases that give no units are not scored on them; a case read differently on purpose counts for the last line alone.
    """
    on_purpose = read_differently().get(case_id(text))
    left = [item for item in found if item.kind in _AMOUNTS]
    others = [item for item in found if item.kind not in _AMOUNTS]
    for wanted in gold:
        match = next((item for item in left if _equal(wanted, item)), None)
        if match is not None:
            left.remove(match)
            yield from _each(True, True, on_purpose)
            if with_units and wanted.unit is not None:
                right = match.unit.partition(":")[0] == wanted.unit
                if on_purpose is None:
                    yield Score(UNIT, right, failure=None if right else _failure(text, wanted, match, "unit"))
                if not right and on_purpose is None:
                    yield Score(UNIT, True, gold=False)
        elif _stands_in(wanted, others):
            continue  # a date, name, time or ordinal by the contract: found, and no amount
        else:
            yield from _each(True, False, on_purpose, _failure(text, wanted, None, "missing"))
            if with_units and wanted.unit is not None and on_purpose is None:
                yield Score(UNIT, False)
    for item in left:
        if item.kind != "vague":
            yield from _each(False, True, on_purpose, _failure(text, None, item, "extra"))
            if with_units and on_purpose is None:
                yield Score(UNIT, True, gold=False)


def _each(gold: bool, said: bool, on_purpose: str | None, failure: Mapping[str, Any] | None = None) -> Iterator[Score]:
    yield Score(ALL, said, gold=gold)
    if on_purpose is None:
        yield Score(VALUE, said, gold=gold, failure=failure)


def case_id(text: str) -> str:
    """What names a case in `evals/read_differently.jsonl`: 12 hex characters of its text's hash."""
    return sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def read_differently() -> Mapping[str, str]:
    """Cases the contract reads differently from their set, with the reason."""
    with resource("evals", "read_differently.jsonl").open(encoding="utf-8") as lines:
        return {row["case"]: row["reason"] for row in map(json.loads, lines)}


def _equal(wanted: Gold, item: Quantity) -> bool:
    if item.value is None and (item.low is None or item.high is None):
        return False
    got = item.value if item.value is not None else ((item.low or 0) + (item.high or 0)) / Decimal(2)
    return abs(got - wanted.value) <= abs(wanted.value) * _CLOSE


def _stands_in(wanted: Gold, others: Sequence[Quantity]) -> bool:
    if wanted.start is not None and wanted.end is not None:
        return any(item.start < wanted.end and item.end > wanted.start for item in others)
    digits = f"{wanted.value.normalize():f}"
    word = WORDS[int(wanted.value)] if wanted.value in range(len(WORDS)) else digits
    return any(digits in item.text.replace(",", "") or word in item.text.lower() for item in others)


def _belongs(item: Quantity, kind: str, gold: Sequence[Gold]) -> bool:
    """Whether a case of this kind speaks of the item: it overlaps a wanted one, or is of the kind itself."""
    overlaps = any(item.start < (each.end or 0) and item.end > (each.start or 0) for each in gold)
    if kind == "currency":
        return overlaps or item.unit.isupper()
    if kind == "percent":
        return overlaps or item.unit == "percent"
    return overlaps if kind in ("dimension", "range") else True


def _recognized(result: Row, kind: str) -> Gold | None:
    resolution = result.get("Resolution") or {}
    text = str(resolution.get("value") or "").rstrip("%")
    if kind == "range":
        ends = [end for end in text.strip("[]()").split(",") if end]
        text = str(sum(map(Decimal, ends)) / len(ends)) if ends else ""
    try:
        value = Decimal(text)
    except DecimalException:
        return None
    named = resolution.get("isoCurrency") or resolution.get("unit")
    unit = "percent" if kind == "percent" else contract_unit(named) if named else None
    value /= hundredths(named or "")
    start = result.get("Start")
    end = result["End"] + 1 if "End" in result else start + len(result["Text"]) if start is not None else None
    return Gold(value, unit, start, end)


def _with_surfaces(text: str, results: Sequence[Row]) -> list[Gold]:
    """quantulum3 gives the words of each quantity, in order."""
    gold, end = [], 0
    for result in results:
        start = text.find(result["surface"], end)
        end = start + len(result["surface"]) if start >= 0 else end
        value = Decimal(str(result["value"])) / hundredths(result["unit"])
        gold.append(Gold(value, contract_unit(result["unit"]), start if start >= 0 else None, end if start >= 0 else None))
    return gold


def _annotated(each: Row) -> Gold | None:
    text = str(each["value"])
    low, dash, high = text.lstrip("-").partition("-")
    try:
        value = (Decimal(low) + Decimal(high)) / 2 if dash and low and high else Decimal(text)
    except DecimalException:
        return None
    return Gold(value / hundredths(each["normalized_unit"]), contract_unit(each["normalized_unit"]))


def _failure(text: str, wanted: Gold | None, item: Quantity | None, wrong: str) -> Mapping[str, Any]:
    got = (
        None
        if item is None
        else f"{item.text!r} {item.kind} {item.value if item.value is not None else (item.low, item.high)} {item.unit}"
    )
    expected = None if wanted is None else f"{wanted.value} {wanted.unit or ''}".strip()
    return {"sample": case_id(text), "text": text, "expected": expected, "got": got, "wrong": wrong}
