"""The program over the bundled sample, nothing faked: asked, shown again, replayed, and caught when a digit is changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

QUESTION = "how volatile are small caps?"


@pytest.fixture
def asked(run: Any) -> dict[str, Any]:
    done = run("ask", "--json", QUESTION)
    assert done.code == 0, done.err
    value: dict[str, Any] = json.loads(done.out)
    return value


def test_an_answer_is_shown_again_replayed_and_guarded(run: Any, asked: dict[str, Any], own_home: Path) -> None:
    identity, path = asked["receipt"]["id"], Path(asked["receipt"]["path"])
    assert path == own_home / "answers" / f"{identity}.json"
    assert asked["sample"] is True and asked["question"] == QUESTION

    again = json.loads(run("show", "--json", identity[:12]).out)
    assert again == asked
    assert "sample data" in run("show", identity).out

    replayed = run("verify", identity[:12])
    assert replayed.code == 0 and "✓ replayed" in replayed.out and replayed.err == ""
    assert json.loads(run("verify", "--json", identity).out)["same"] is True

    whole = path.read_text(encoding="utf-8")
    figure = next(item["value"] for item in asked["evidence"].values() if item["type"] == "metric")
    path.write_text(whole.replace(f'"{figure}"', f'"{figure[:-1]}{(int(figure[-1]) + 1) % 10}"', 1), encoding="utf-8")
    changed = run("verify", identity[:12])
    assert changed.code == 1 and "✗ differs" in changed.out and "receipt id" in changed.out
    path.write_text(whole, encoding="utf-8")

    pin = sorted((own_home / "pins").iterdir())[0]
    pin.write_bytes(pin.read_bytes()[:-1] + b"0")
    broken = run("verify", "--json", identity)
    assert broken.code == 1
    assert any(pin.name[:12] in step["found"] for step in json.loads(broken.out)["steps"] if not step["same"])


def test_the_answer_is_whole_without_the_published_schema(asked: dict[str, Any]) -> None:
    assert asked["schema"] == 1 and asked["status"] in {"answered", "partial", "declined"}
    assert sum(asked["counts"].values()) == len(asked["numbers"])
    for item in asked["numbers"]:
        assert asked["answer"][item["start"] : item["end"]] == item["text"]
        assert (item["support"] is not None) == (item["verdict"] == "checked")
        assert item["reason"] and (item["evidence"] or item["verdict"] != "checked")
    for sentence in asked["sentences"]:
        assert set(sentence["citations"]) <= set(asked["evidence"])


def test_the_answer_is_valid_under_the_published_schema(asked: dict[str, Any], shared: Path) -> None:
    import jsonschema

    schema = json.loads((shared / "contracts" / "answer.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(asked)
