from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import PrerequisiteError, SourceError, UsageError
from copilot.receipts import find_receipt, read_receipt, write_receipt
from copilot.receipts.canonical import canonical_json, sha256
from copilot.types import Answer

Texts = Callable[[str], str]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_id_is_the_hash_of_the_canonical_content(written: Answer, folder: Path) -> None:
    record = json.loads((folder / "answers" / f"{written.receipt_id}.json").read_bytes())
    assert record.pop("id") == written.receipt_id == sha256(canonical_json(record))
    assert written.receipt_path == str(folder / "answers" / f"{written.receipt_id}.json")


def test_every_article_and_every_row_is_pinned_under_its_hash(written: Answer, folder: Path) -> None:
    names = {path.name for path in (folder / "pins").iterdir()}
    assert names == {p.article_sha256 for p in written.draft.passages} | {m.inputs_sha256 for m in written.draft.metrics}
    for path in (folder / "pins").iterdir():
        assert sha256(path.read_bytes()) == path.name


def test_a_receipt_follows_its_schema(written: Answer, folder: Path) -> None:
    import jsonschema

    from copilot.receipts import SCHEMA_FILE

    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(find_receipt(str(written.receipt_id), folder).read_bytes()))


def test_what_is_read_back_is_what_was_written(written: Answer, folder: Path) -> None:
    again = read_receipt(str(written.receipt_id), folder=folder)
    assert isinstance(again, Answer)
    plain = {
        name: getattr(again, name) for name in ("question", "as_of", "newest_article", "last_session", "timings_ms", "notices")
    }
    assert plain == {name: getattr(written, name) for name in plain}
    assert again.draft == replace(written.draft, metrics=again.draft.metrics)
    assert again.draft.metrics == written.draft.metrics
    assert again.checked.numbers == json_like(written.checked.numbers, again.checked.numbers)
    assert (again.checked.text, again.checked.sentences, dict(again.checked.evidence)) == (
        written.checked.text,
        written.checked.sentences,
        dict(written.checked.evidence),
    )


def json_like(numbers: Any, read: Any) -> Any:
    """Number evidence is plain JSON: compared as such."""
    for old, new in zip(numbers, read, strict=True):
        assert json.loads(json.dumps(list(old.evidence), default=list)) == list(new.evidence)
        assert replace(old, evidence=()) == replace(new, evidence=())
    return read


def test_writing_the_same_answer_again_changes_nothing(answer: Answer, folder: Path, article_text: Texts) -> None:
    first = write_receipt(answer, folder=folder, article_text=article_text)
    before = everything(folder)
    assert write_receipt(answer, folder=folder, article_text=article_text) == first
    assert everything(folder) == before


def test_another_answer_has_another_id_and_shares_the_pins(
    answer: Answer, written: Answer, folder: Path, article_text: Texts
) -> None:
    other = write_receipt(replace(answer, question="again?"), folder=folder, article_text=article_text)
    assert other.receipt_id != written.receipt_id
    assert len(list((folder / "answers").iterdir())) == 2
    assert len(list((folder / "pins").iterdir())) == 4


def test_asks_at_the_same_time_leave_whole_files(answer: Answer, folder: Path, article_text: Texts) -> None:
    def ask(number: int) -> None:
        for turn in range(5):
            write_receipt(replace(answer, question=f"{number % 2} {turn}"), folder=folder, article_text=article_text)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list((folder / "answers").iterdir())) == 10
    assert not [name for name in everything(folder) if name.endswith(".part")]
    for path in (folder / "answers").iterdir():
        json.loads(path.read_bytes())


def test_a_damaged_pin_is_mended_by_the_next_answer(written: Answer, answer: Answer, folder: Path, article_text: Texts) -> None:
    pin = folder / "pins" / answer.draft.passages[0].article_sha256
    pin.write_bytes(b"rot")
    write_receipt(answer, folder=folder, article_text=article_text)
    assert sha256(pin.read_bytes()) == pin.name


@pytest.mark.parametrize("place", ["answers", "pins", ""])
def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_left(
    answer: Answer, folder: Path, article_text: Texts, place: str
) -> None:
    """A file stands where a folder should be: the same for root, whom no permission stops."""
    blocked = folder / place if place else folder
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("in the way")
    with pytest.raises(PrerequisiteError) as caught:
        write_receipt(answer, folder=folder, article_text=article_text)
    assert str(folder) in caught.value.problem and caught.value.fix
    assert not (folder / "answers").is_dir() or not list((folder / "answers").iterdir())


def test_a_full_disk_is_said_and_leaves_no_half_of_a_file(
    answer: Answer, folder: Path, article_text: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(PrerequisiteError, match="full"):
        write_receipt(answer, folder=folder, article_text=article_text)
    assert everything(folder) == {}


def test_a_real_full_device_is_said(answer: Answer, article_text: Texts, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    program = (
        "import resource, sys, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "from pathlib import Path\n"
        "from copilot.receipts.store import _write_once\n"
        "try:\n"
        "    _write_once(Path(sys.argv[1]) / 'pins' / 'x', b'y' * 1000)\n"
        "except OSError as error:\n"
        "    print('refused', error.errno)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("refused")
    assert not list((tmp_path / "pins").iterdir())


def test_an_interrupt_leaves_no_half_of_a_file(
    answer: Answer, folder: Path, article_text: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_receipt(answer, folder=folder, article_text=article_text)
    assert everything(folder) == {}


def test_an_article_that_changed_under_the_answer_is_not_pinned(answer: Answer, folder: Path) -> None:
    with pytest.raises(SourceError, match="changed"):
        write_receipt(answer, folder=folder, article_text=lambda article_id: "something else")
    assert not folder.exists()


def test_a_receipt_is_found_by_the_beginning_of_its_id(written: Answer, folder: Path) -> None:
    assert written.receipt_id is not None and written.receipt_path is not None
    for name in (written.receipt_id, written.receipt_id[:6], written.receipt_id[:12].upper(), written.receipt_path):
        assert find_receipt(name, folder) == Path(written.receipt_path)


@pytest.mark.parametrize("name", ["", " ", "abc", "zzzzzzzz", "*", "../answers/x", "ffffffffffff", "a" * 65])
def test_what_names_no_receipt_is_refused(written: Answer, folder: Path, name: str) -> None:
    with pytest.raises(UsageError):
        find_receipt(name, folder)


def test_a_beginning_of_two_ids_is_refused(folder: Path) -> None:
    (folder / "answers").mkdir(parents=True)
    for end in "01":
        (folder / "answers" / f"{'ab' * 31}a{end}.json").write_text("{}")
    with pytest.raises(UsageError, match="2 receipts"):
        find_receipt("abababab", folder)


def test_the_series_an_audit_was_compared_with_are_pinned_and_come_back(
    answer: Answer, folder: Path, article_text: Texts
) -> None:
    from datetime import UTC, date, datetime
    from decimal import Decimal

    from copilot.auditing import audit_status, judge_text
    from copilot.market.recorded import RecordedPrices, RecordedSeries
    from copilot.receipts import verify
    from copilot.receipts.opened import open_receipt
    from copilot.receipts.record import restore
    from copilot.types import Audit, CheckCall, Observation, Series

    observations = (Observation(date(2025, 9, 1), Decimal("3.02")), Observation(date(2025, 10, 1), None))
    fetched = datetime(2025, 11, 1, tzinfo=UTC)
    series = Series("CPIX", "prices", "none", "monthly", True, date(2025, 10, 24), "files:x", fetched, observations)
    text = "Mine output fell 8.2% in the third quarter."
    known = RecordedPrices(()), RecordedSeries([series])
    checked, findings = judge_text(text, answer.draft.passages, known[0], as_of=answer.as_of, published=None, series=known[1])
    audit = Audit(None, None, answer.as_of, audit_status(checked.numbers, findings), checked, findings, False, ())
    call = CheckCall(text, as_of=answer.as_of)
    written = write_receipt(audit, folder=folder, article_text=article_text, call=call, series=[series])
    assert verify(str(written.receipt_id), folder=folder).exit_code == 0
    opened = open_receipt(str(written.receipt_id), folder=folder)
    assert restore(opened.record, inputs=opened.pins.rows).series == (series,)
    pin = folder / "pins" / opened.record["series"][0]["observations_sha256"]
    pin.write_bytes(pin.read_bytes().replace(b"3.02", b"3.03"))
    assert [step.name for step in verify(str(written.receipt_id), folder=folder).differences] == ["pinned observations of CPIX"]
