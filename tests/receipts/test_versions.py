"""Receipts that earlier versions of the program wrote, over the bundled sample, still replay: their bytes are frozen here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from copilot.receipts import SCHEMA_FILE, read_receipt, verify
from copilot.types import Answer, Audit

FROZEN = sorted((Path(__file__).parent / "version-1" / "answers").glob("*.json"))
SECOND = sorted((Path(__file__).parent / "version-2" / "answers").glob("*.json"))


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem[:8])
def test_a_receipt_of_version_1_holds_in_all_but_what_the_check_now_judges_otherwise(path: Path, tmp_path: Path) -> None:
    report = verify(path, folder=tmp_path)
    judged = ("verdict of", "numbers", "evidence", "sentences")  # the check may have become better since; bytes may not change
    assert [step for step in report.differences if not step.name.startswith(judged)] == []
    assert any(step.name.startswith("metric") for step in report.steps) and any(
        step.name.startswith("quote") for step in report.steps
    )
    assert [step.name for step in report.unproved] == ["conflicts"]
    assert report.rules is None


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem[:8])
def test_a_receipt_of_version_1_follows_the_schema_and_reads_back(path: Path, tmp_path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["schema"] == 1
    jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(record)
    source = read_receipt(path, folder=tmp_path)
    assert isinstance(source, Answer if record["kind"] == "answer" else Audit) and source.asked_at is None
    assert len(source.checked.conflicts) == len(record["conflicts"]) > 0


def test_a_digit_of_a_receipt_of_version_1_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "answers").mkdir(parents=True)
    (folder / "pins").symlink_to(FROZEN[0].parents[1] / "pins")
    copy = folder / "answers" / FROZEN[0].name
    copy.write_text(FROZEN[0].read_text(encoding="utf-8").replace("122.13", "122.14", 1), encoding="utf-8")
    assert {"receipt id"} <= {step.name for step in verify(copy, folder=folder).differences}


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem[:8])
def test_a_receipt_of_version_1_can_be_sent_on(path: Path, tmp_path: Path) -> None:
    from copilot.receipts.exporting import export_receipt, write_export

    report = verify(path, folder=tmp_path)
    if report.differences:
        pytest.skip("the check has become another since")
    write_export(export_receipt(str(path), folder=tmp_path), tmp_path / "e.json")
    assert verify(tmp_path / "e.json", folder=tmp_path).exit_code == 0


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem[:8])
def test_a_receipt_of_version_2_holds_in_all_but_what_is_judged_otherwise_since(path: Path, tmp_path: Path) -> None:
    report = verify(path, folder=tmp_path)
    assert [step for step in report.differences if step.cause != "rules"] == []
    assert {"receipt id", "as of", "counts"} <= {step.name for step in report.steps if step.is_same}
    assert not report.unproved


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem[:8])
def test_a_receipt_of_version_2_follows_the_schema_and_reads_back(path: Path, tmp_path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    assert (record["schema"], "series" in record) == (2, record["kind"] == "audit")
    jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(record)
    assert isinstance(read_receipt(path, folder=tmp_path), Answer if record["kind"] == "answer" else Audit)


def test_a_digit_of_the_series_of_version_2_is_found(tmp_path: Path) -> None:
    """The pinned yields, and the receipt that names them, apart."""
    (audit,) = (path for path in SECOND if json.loads(path.read_text(encoding="utf-8"))["kind"] == "audit")
    record = json.loads(audit.read_text(encoding="utf-8"))
    (series,) = record["series"]
    folder = tmp_path / "desk"
    shutil.copytree(audit.parents[1], folder)
    pin = folder / "pins" / series["observations_sha256"]
    pin.write_text(pin.read_text(encoding="utf-8").replace("4.30", "4.50"), encoding="utf-8")
    assert verify(folder / "answers" / audit.name, folder=folder).exit_code != 0
