"""Commands of the chat over a real receipt: shown, replayed, opened, exported, saved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copilot.checking import check_draft
from copilot.receipts import verify, write_receipt
from copilot.types import Answer
from tests.cli.conftest import PASSAGE, QUOTE, made_answer

ARTICLE = f"{QUOTE}\nThe rest was quiet."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_HOME", str(tmp_path / "desk"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "desk"


@pytest.fixture
def kept(home: Path, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """An answer with a receipt that replays, which the chat is given for any question."""
    made = made_answer("is it safe?")
    passage = replace(PASSAGE, article_sha256=hashlib.sha256(ARTICLE.encode()).hexdigest())
    draft = replace(made.draft, passages=(passage,), resolved_question=made.resolved_question)
    made = replace(made, draft=draft, checked=check_draft(draft, as_of=made.as_of), receipt_id=None, receipt_path=None)
    answer = write_receipt(made, folder=home, article_text=lambda _: ARTICLE)
    monkeypatch.setattr(pipeline, "ask", lambda question, *, settings, progress=None: answer)
    return answer


def test_the_article_of_a_passage_is_opened_whole(run: Any, kept: Answer) -> None:
    done = run("chat", stdin="is it safe?\n/open 1\n/open [1]\n/open 7\n")
    assert done.out.count(f"> {QUOTE}\n  The rest was quiet.") == 2
    assert done.err.splitlines() == ["error: the last answer has no evidence '7'", "fix: it has 1"]


def test_the_last_answer_is_replayed_exported_and_saved(run: Any, kept: Answer, tmp_path: Path) -> None:
    done = run("chat", stdin="is it safe?\n/verify\n/export\n/export mail.json\n/save answer.txt\n/save answer.txt\n/save\n")
    assert "✓ replayed" in done.out
    for name in (f"copilot-{str(kept.receipt_id)[:12]}.json", "mail.json"):
        assert verify(tmp_path / name, folder=tmp_path / "nowhere").exit_code == 0
    assert "Copper rose 9.0%✓ [1]." in (tmp_path / "answer.txt").read_text(encoding="utf-8")
    assert [line for line in done.err.splitlines() if line.startswith("error")] == [
        "error: answer.txt exists already",
        "error: /save names no file",
    ]


def test_an_earlier_answer_is_shown_and_becomes_the_last_one(run: Any, kept: Answer) -> None:
    identity = str(kept.receipt_id)
    done = run("chat", stdin=f"/show\n/show {identity[:8]}\n/why 1\n/show abcdef12\n")
    assert f"{identity[:12]}  " in done.out and "9.0%✓  checked, quoted" in done.out
    assert done.err.startswith("error: no receipt abcdef12") and done.code == 0


def test_a_receipt_that_was_changed_is_shown_with_a_warning(run: Any, kept: Answer) -> None:
    path = Path(str(kept.receipt_path))
    record = json.loads(path.read_bytes())
    path.write_text(json.dumps(record | {"question": "is it dear?"}, indent=1, sort_keys=True), encoding="utf-8")
    done = run("chat", stdin=f"/show {str(kept.receipt_id)[:8]}\n")
    assert "warning: this receipt has changed since it was written" in done.out and "is it dear?" in done.out


def test_the_as_of_day_is_set_told_and_ended(run: Any, home: Path, pipeline: Any) -> None:
    run("chat", stdin="/asof 2025-11-03\nis the rise over?\n/asof 2999-01-01\n/asof now\nis the rise safe?\n")
    assert [str(settings.as_of) for _, settings in pipeline.asked] == ["2025-11-03", "None"]


@pytest.mark.parametrize("command", ["/open 1", "/verify", "/export", "/save a.txt", "/sources"])
def test_a_command_on_an_answer_that_was_never_given_is_one_error(run: Any, home: Path, pipeline: Any, command: str) -> None:
    done = run("chat", stdin=f"{command}\n")
    assert done.err == "error: nothing was answered yet\nfix: ask a question first\n"
