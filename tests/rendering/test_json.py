from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from copilot.rendering.json import answer_json, audit_json, decimal
from copilot.types import Answer, Audit


def validate(value: Any, schema: Path) -> None:
    jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(value)


def test_an_answer_is_valid_under_the_published_schema(answer: Answer, shared: Path) -> None:
    validate(json.loads(json.dumps(answer_json(answer))), shared / "contracts" / "answer.schema.json")


def test_an_audit_is_valid_under_the_published_schema(audit: Audit, shared: Path) -> None:
    validate(json.loads(json.dumps(audit_json(audit))), shared / "contracts" / "check.schema.json")


def test_offsets_index_the_text_that_is_printed(answer: Answer) -> None:
    value = answer_json(answer)
    assert value["numbers"]
    for number in value["numbers"]:
        assert value["answer"][number["start"] : number["end"]] == number["text"]
    for sentence in value["sentences"]:
        assert value["answer"][sentence["start"] : sentence["end"]].strip()


def test_the_answer_holds_no_mark(answer: Answer) -> None:
    assert "[" not in answer_json(answer)["answer"]


def test_counts_add_up_to_the_numbers(answer: Answer, audit: Audit) -> None:
    for value in (answer_json(answer), audit_json(audit)):
        assert sum(value["counts"].values()) == len(value["numbers"])
        assert value["counts"]["disputed"] == 1


def test_every_kind_of_evidence_is_there_under_its_id(answer: Answer) -> None:
    evidence = answer_json(answer)["evidence"]
    assert {name: item["type"] for name, item in evidence.items()} == {
        "1": "passage",
        "2": "passage",
        "M1": "metric",
        "D1": "derivation",
    }
    assert evidence["M1"]["value"] == "54.5"
    assert evidence["1"]["published"] == "2025-11-03T09:30:00+00:00"


def test_conflicts_index_the_numbers_they_dispute(answer: Answer) -> None:
    value = answer_json(answer)
    (conflict,) = value["conflicts"]
    assert [value["numbers"][index]["text"] for index in conflict["numbers"]] == ["31 October"]
    assert conflict["dates"] == {"stated": "2025-10-31", "found": "2025-10-28"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+9"), "1000000000"),
        (Decimal("0.10"), "0.10"),
        (1e-7, "0.0000001"),
        (3, "3"),
        ("-2.50", "-2.50"),
    ],
)
def test_decimals_have_no_exponent(value: Decimal | float | int | str, text: str) -> None:
    assert decimal(value) == text
