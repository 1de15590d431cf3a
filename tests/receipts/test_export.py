"""One file that replays elsewhere, with the quoted spans and not the articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copilot.errors import UsageError
from copilot.receipts import read_receipt, verify, write_receipt
from copilot.receipts.exporting import export_receipt, write_export
from copilot.receipts.store import withhold_pin
from copilot.types import Answer, Passage


@pytest.fixture
def sent(written: Answer, folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mail" / "answer.json"
    write_export(export_receipt(str(written.receipt_id), folder=folder), path)
    return path


def test_an_export_replays_and_reads_back_where_nothing_else_is(sent: Path, written: Answer, tmp_path: Path) -> None:
    report = verify(sent, folder=tmp_path / "nowhere")
    assert report.exit_code == 0 and report.is_export and report.receipt_id == written.receipt_id
    assert {step.name.partition(" for")[0] for step in report.unproved} == {"own copy"}
    again = read_receipt(sent, folder=tmp_path / "nowhere")
    assert isinstance(again, Answer) and again.checked.text == written.checked.text


def test_it_is_compared_with_ones_own_copy_of_an_article(sent: Path, folder: Path) -> None:
    report = verify(sent, folder=folder)
    assert report.exit_code == 0 and report.unproved == ()
    assert sum(step.name.startswith("own copy") for step in report.steps) == 2


def test_a_span_that_ones_own_copy_does_not_hold_is_found(sent: Path, folder: Path) -> None:
    """Somebody who re-makes a whole export with other words is found by a reader who has the article."""
    from copilot.receipts.canonical import pretty_json
    from copilot.receipts.record import receipt_id

    def forge(value: object) -> object:
        return json.loads(json.dumps(value, ensure_ascii=False).replace("3.7%", "3.9%"))

    export = forge(json.loads(sent.read_bytes()))
    assert isinstance(export, dict)
    for article in export["articles"].values():
        for excerpt in article["excerpts"]:
            excerpt["sha256"] = hashlib.sha256(excerpt["text"].encode()).hexdigest()
    export["receipt"]["id"] = receipt_id(export["receipt"])
    export["id"] = receipt_id(export)
    sent.write_bytes(pretty_json(export))
    names = {step.name for step in verify(sent, folder=folder).differences}
    assert names == {"own copy for the excerpts of the article of [2]"}


def test_an_article_is_not_sent_whole(written: Answer, folder: Path, tmp_path: Path) -> None:
    quote = "Tin rose 4% in May."
    text = f"Long note\n\n{'Nothing of this is quoted. ' * 40}{quote}{' Nor is any of this.' * 40}"
    start = text.index(quote)
    sha = hashlib.sha256(text.encode()).hexdigest()
    passage = Passage("dddddddddddd", sha, "Long note", None, None, None, start, start + len(quote), quote, 0.5)
    from copilot.checking import check_draft

    draft = replace(written.draft, sentences=(replace(written.draft.sentences[0], text="Tin rose 4% [1]."),), passages=(passage,))
    made = replace(written, draft=draft, checked=check_draft(draft, as_of=written.as_of), receipt_id=None, receipt_path=None)
    answer = write_receipt(made, folder=folder, article_text={"dddddddddddd": text}.__getitem__)
    export = export_receipt(str(answer.receipt_id), folder=folder)
    (article,) = export["articles"].values()
    (excerpt,) = article["excerpts"]
    assert article["characters"] == len(text)
    assert excerpt["text"] == text[start - 60 : start + len(quote) + 60]  # the quote with sixty characters on either side
    assert (excerpt["start"], excerpt["end"]) == (start - 60, start + len(quote) + 60)
    write_export(export, tmp_path / "e.json")
    assert verify(tmp_path / "e.json", folder=tmp_path / "nowhere").exit_code == 0


def test_what_does_not_replay_is_not_sent(written: Answer, folder: Path) -> None:
    path = Path(str(written.receipt_path))
    path.write_text(path.read_text(encoding="utf-8").replace("9.0%", "9.9%", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="does not replay"):
        export_receipt(str(written.receipt_id), folder=folder)


def test_an_export_is_not_exported_again(sent: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="already"):
        export_receipt(str(sent), folder=tmp_path / "nowhere")


def test_another_file_is_not_written_over(sent: Path, written: Answer, folder: Path) -> None:
    write_export(export_receipt(str(written.receipt_id), folder=folder), sent)  # the same once more is nothing
    sent.write_text("my notes", encoding="utf-8")
    with pytest.raises(UsageError, match="another file"):
        write_export(export_receipt(str(written.receipt_id), folder=folder), sent)
    assert sent.read_text(encoding="utf-8") == "my notes"


@pytest.mark.parametrize(
    "content", [b'{"kind": "export"}', b'{"kind": "export", "receipt": {}}', b'{"kind": "export", "receipt": {"passages": 3}, "articles": []}']
)  # fmt: skip
def test_what_is_no_export_is_a_difference_not_a_crash(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "e.json"
    path.write_bytes(content)
    report = verify(path, folder=tmp_path)
    assert report.exit_code == 1 and all(step.found for step in report.differences)


def test_a_withheld_pin_is_said_and_the_rest_is_replayed(written: Answer, folder: Path) -> None:
    gone = written.draft.passages[0].article_sha256
    assert withhold_pin(folder, gone, day=date(2025, 12, 20))
    assert not (folder / "pins" / gone).exists()
    report = verify(str(written.receipt_id), folder=folder)
    assert report.exit_code == 1
    assert {(step.name, step.cause) for step in report.differences} == {
        ("pinned article of [1]", "withheld"),
        ("quote [1]", "withheld"),
    }
    assert "withheld: the article was removed from the library on 2025-12-20" in report.differences[0].found


def test_a_withheld_article_is_withheld_from_an_export_too(written: Answer, folder: Path, tmp_path: Path) -> None:
    gone = written.draft.passages[0].article_sha256
    withhold_pin(folder, gone, day=date(2025, 12, 20))
    export = export_receipt(str(written.receipt_id), folder=folder)
    assert export["articles"][gone] == {"withheld": "2025-12-20"}
    write_export(export, tmp_path / "e.json")
    assert {step.cause for step in verify(tmp_path / "e.json", folder=tmp_path / "nowhere").differences} == {"withheld"}


def test_a_pin_that_is_written_again_is_no_longer_withheld(
    answer: Answer, written: Answer, folder: Path, article_text: Callable[[str], str]
) -> None:
    withhold_pin(folder, written.draft.passages[0].article_sha256, day=date(2025, 12, 20))
    write_receipt(answer, folder=folder, article_text=article_text)
    assert verify(str(written.receipt_id), folder=folder).exit_code == 0


def test_what_has_no_pin_is_not_withheld(folder: Path) -> None:
    assert not withhold_pin(folder, "0" * 64, day=date(2025, 12, 20))
    assert not folder.exists()
