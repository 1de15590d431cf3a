from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from copilot.errors import UsageError
from copilot.receipts import SCHEMA_FILE, read_receipt, verify, write_receipt
from copilot.receipts.canonical import pretty_json, sha256
from copilot.receipts.record import receipt_id
from copilot.types import Answer, Audit, CheckCall


def path_of(written: Answer) -> Path:
    assert written.receipt_path is not None
    return Path(written.receipt_path)


def remade(written: Answer, change: Callable[[dict[str, Any]], None]) -> Path:
    """The receipt changed and given the id that its new content has: what somebody does who knows how."""
    record = json.loads(path_of(written).read_bytes())
    change(record)
    record["id"] = receipt_id(record)
    path = path_of(written).with_name(f"{record['id']}.json")
    path.write_bytes(pretty_json(record))
    return path


def test_a_receipt_replays_without_a_difference(written: Answer, folder: Path) -> None:
    report = verify(str(written.receipt_id), folder=folder)
    assert report.differences == () and report.exit_code == 0
    names = " ".join(step.name for step in report.steps)
    for part in (
        "receipt id",
        "pinned article of [1]",
        "pinned rows of [M1]",
        "quote [2]",
        "metric [M2]",
        "verdict of",
        "text",
        "counts",
    ):
        assert part in names


def test_the_folder_may_be_moved(written: Answer, folder: Path, tmp_path: Path) -> None:
    moved = folder.rename(tmp_path / "elsewhere")
    assert verify(moved / "answers" / path_of(written).name, folder=tmp_path / "nowhere").exit_code == 0


def test_a_receipt_sent_alone_is_replayed_over_ones_own_pins(written: Answer, folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "mail" / "inbox" / path_of(written).name
    alone.parent.mkdir(parents=True)
    alone.write_bytes(path_of(written).read_bytes())
    assert verify(alone, folder=folder).exit_code == 0
    assert verify(alone, folder=tmp_path / "nowhere").exit_code == 1


def test_the_answer_has_every_state_the_replay_should_see(written: Answer) -> None:
    states = {number.state for number in written.checked.numbers}
    assert {"checked", "uncited"} <= states and states & {"differs", "unsupported"}
    assert any(name.startswith("D") for name in written.checked.evidence)


def digits_of(text: str, *, every: int) -> Iterator[int]:
    places = [match.start() for match in re.finditer(r"\d", text)]
    yield from places[::every]


def test_any_changed_digit_of_the_receipt_is_found(written: Answer, folder: Path) -> None:
    path = path_of(written)
    whole = path.read_text(encoding="utf-8")
    for place in digits_of(whole, every=23):
        other = str((int(whole[place]) + 1) % 10)
        path.write_text(whole[:place] + other + whole[place + 1 :], encoding="utf-8")
        report = verify(path, folder=folder)
        assert report.exit_code == 1, whole[place - 40 : place + 20]
        assert all(step.found for step in report.differences)


def test_any_changed_digit_of_a_pin_is_found_and_the_pin_is_named(written: Answer, folder: Path) -> None:
    for pin in sorted((folder / "pins").iterdir()):
        whole = pin.read_text(encoding="utf-8")
        for place in digits_of(whole, every=7):
            other = str((int(whole[place]) + 1) % 10)
            pin.write_text(whole[:place] + other + whole[place + 1 :], encoding="utf-8")
            report = verify(path_of(written), folder=folder)
            assert any(pin.name[:12] in step.found for step in report.differences)
        pin.write_text(whole, encoding="utf-8")
    assert verify(path_of(written), folder=folder).exit_code == 0


def test_a_missing_pin_is_named(written: Answer, folder: Path) -> None:
    pin = folder / "pins" / written.draft.passages[1].article_sha256
    pin.unlink()
    report = verify(path_of(written), folder=folder)
    assert any(pin.name in step.found and step.name == "pinned article of [2]" for step in report.differences)


def set_verdict(record: dict[str, Any]) -> None:
    number = next(item for item in record["numbers"] if item["verdict"] == "uncited")
    number |= {"verdict": "checked", "support": "value_only", "reason_code": "none"}


def set_reason(record: dict[str, Any]) -> None:
    record["numbers"][0]["reason"] = "because."


def set_text(record: dict[str, Any]) -> None:
    record["text"] = record["text"].replace("9.0%", "9.9%")


def set_draft(record: dict[str, Any]) -> None:
    record["draft"]["sentences"][0]["text"] = "Copper rose 9.9% from $50.00 to $54.50 [1]."


def set_metric(record: dict[str, Any]) -> None:
    record["metrics"][1]["value"] = "55.9"


def set_quote(record: dict[str, Any]) -> None:
    record["passages"][0]["quote"] = record["passages"][0]["quote"].replace("54.50", "64.50")


def set_span(record: dict[str, Any]) -> None:
    record["passages"][0]["start"] += 1
    record["passages"][0]["end"] += 1


def set_counts(record: dict[str, Any]) -> None:
    record["counts"]["checked"] += 1


def set_citation(record: dict[str, Any]) -> None:
    record["sentences"][0]["citations"] = ["2"]


def set_derivation(record: dict[str, Any]) -> None:
    derivation = next(item for item in record["evidence"].values() if item["type"] == "derivation")
    derivation["formula"] = "1 + 1"


def drop_number(record: dict[str, Any]) -> None:
    gone = record["numbers"].pop()
    record["counts"][gone["verdict"]] -= 1


def set_conflict(record: dict[str, Any]) -> None:
    record["numbers"][0]["conflict"] = "C9"


def set_ticker(record: dict[str, Any]) -> None:
    record["metrics"][1]["ticker"] = "ZNC"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (set_verdict, "verdict of"),
        (set_reason, "verdict of"),
        (set_text, "text"),
        (set_draft, "text"),
        (set_metric, "metric [M2]"),
        (set_ticker, "metric [M2]"),
        (set_quote, "quote [1]"),
        (set_span, "quote [1]"),
        (set_counts, "counts"),
        (set_citation, "sentences"),
        (set_derivation, "evidence"),
        (drop_number, "numbers"),
        (set_conflict, "verdict of"),
    ],
)
def test_a_change_is_found_even_under_a_new_id(
    written: Answer, folder: Path, change: Callable[[dict[str, Any]], None], named: str
) -> None:
    report = verify(remade(written, change), folder=folder)
    assert any(step.name.startswith(named) for step in report.differences), report.differences
    assert not any(step.name == "receipt id" for step in report.differences)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"{\"schema\": 2}", b"\xff\xfe", b"{\"a\": 1, \"a\": 2}", b"{\"a\": 1.5}", b"{\"a\": NaN}", b"[" * 100_000,
     b'{"a": "\\ud800"}', b'{"a":' * 900 + b"1" + b"}" * 900],
)  # fmt: skip
def test_a_file_that_is_no_receipt_is_a_difference(folder: Path, content: bytes) -> None:
    path = folder / "answers" / "x.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    report = verify(path, folder=folder)
    assert report.exit_code == 1 and all(step.found for step in report.differences)
    with pytest.raises(UsageError, match="cannot be read back"):
        read_receipt(path, folder=folder)


@pytest.mark.parametrize(
    "name", ["passages", "metrics", "numbers", "evidence", "draft", "as_of", "kind", "sentences", "counts", "id"]
)
@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [1], [{}], {"1": {}}])
def test_a_field_of_another_kind_is_a_difference_not_a_crash(written: Answer, folder: Path, name: str, value: object) -> None:
    record = json.loads(path_of(written).read_bytes())
    record[name] = value
    path_of(written).write_bytes(pretty_json(record))
    assert verify(path_of(written), folder=folder).exit_code == 1


def test_layout_alone_is_a_difference_too(written: Answer, folder: Path) -> None:
    path = path_of(written)
    path.write_bytes(path.read_bytes() + b" ")
    assert [step.name for step in verify(path, folder=folder).differences] == ["receipt file"]


def test_a_pin_outside_the_folder_is_never_read(written: Answer, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")

    def point_outside(record: dict[str, Any]) -> None:
        record["passages"][0]["article_sha256"] = "../../secret"

    report = verify(remade(written, point_outside), folder=folder)
    assert any("missing" in step.found for step in report.differences)


def test_a_model_answer_with_forged_marks_replays(answer: Answer, folder: Path, article_text: Callable[[str], str]) -> None:
    from copilot.checking import check_draft

    sentences = (
        *answer.draft.sentences,
        replace(answer.draft.sentences[0], text="All of this is verified [7] [x] {}.", section="data"),
    )
    draft = replace(answer.draft, sentences=sentences, engine="model", model="m", prompt="answer@12345678")
    forged = replace(answer, engine="model", draft=draft, checked=check_draft(draft, as_of=answer.as_of))
    written = write_receipt(forged, folder=folder, article_text=article_text)
    assert verify(path_of(written), folder=folder).differences == ()


@pytest.mark.slow  # a speed: run by make test-all and make bench
def test_a_replay_is_quick(written: Answer, folder: Path) -> None:
    verify(path_of(written), folder=folder)
    start = time.perf_counter()
    verify(path_of(written), folder=folder)
    assert time.perf_counter() - start < 0.5


def test_a_pin_of_the_right_name_and_wrong_text_breaks_the_quote_as_well(written: Answer, folder: Path) -> None:
    pin = folder / "pins" / written.draft.passages[0].article_sha256
    pin.write_text("another text")
    names = {step.name for step in verify(path_of(written), folder=folder).differences}
    assert {"pinned article of [1]", "quote [1]"} <= names
    assert sha256(pin.read_bytes()) != pin.name


def made_audit(answer: Answer) -> tuple[Audit, CheckCall]:
    from copilot.auditing import audit_status, judge_text
    from copilot.market.recorded import RecordedPrices

    text = "Mine output fell 3.7% in the third quarter.\n\nMine output fell 8.2% in the third quarter, and tin fell 8%."
    published = date(2025, 11, 1)
    checked, findings = judge_text(text, answer.draft.passages, RecordedPrices(()), as_of=answer.as_of, published=published)
    assert findings  # the library has another figure than 8.2%
    status = audit_status(checked.numbers, findings)
    audit = Audit("note.txt", published, answer.as_of, status, checked, findings, False, ())
    return audit, CheckCall(text, as_of=answer.as_of, published=published, citations="ignore")


def test_an_audit_replays_and_reads_back(answer: Answer, folder: Path, article_text: Callable[[str], str]) -> None:
    audit, call = made_audit(answer)
    written = write_receipt(audit, folder=folder, article_text=article_text, call=call)
    assert written.receipt_id is not None
    report = verify(written.receipt_id, folder=folder)
    assert report.differences == ()
    again = read_receipt(written.receipt_id, folder=folder)
    assert isinstance(again, Audit)
    assert (again.findings, again.published, again.file) == (audit.findings, audit.published, audit.file)
    jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(
        json.loads(report.path.read_text(encoding="utf-8"))
    )


def test_a_changed_text_of_an_audit_is_found_under_a_new_id(
    answer: Answer, folder: Path, article_text: Callable[[str], str]
) -> None:
    audit, call = made_audit(answer)
    written = write_receipt(audit, folder=folder, article_text=article_text, call=call)
    record = json.loads(Path(written.receipt_path or "").read_bytes())
    record["text"] = record["text"].replace("3.7%", "3.9%")
    record["id"] = receipt_id(record)
    path = folder / "answers" / f"{record['id']}.json"
    path.write_bytes(pretty_json(record))
    assert any(step.name.startswith("verdict of '3.7%'") for step in verify(path, folder=folder).differences)


def test_an_audit_without_its_call_has_no_receipt(answer: Answer, folder: Path, article_text: Callable[[str], str]) -> None:
    audit, _ = made_audit(answer)
    with pytest.raises(TypeError):
        write_receipt(audit, folder=folder, article_text=article_text)
