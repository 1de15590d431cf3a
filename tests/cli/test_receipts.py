"""The life of receipts on the command line: listed, shown, changed, exported, withheld, compared, checked against today."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTE = (
    "Copper note\n\nCopper rose 9.0% in October 2025, the fastest rise since 2021. IWM closed at $103.50 on November 12, 2025.\n"
)


@pytest.fixture
def asked(run: Any, own_home: Path, tmp_path: Path) -> str:
    """The id of an answer over one's own article and prices."""
    note, prices = tmp_path / "note.txt", tmp_path / "prices"
    note.write_text(NOTE, encoding="utf-8")
    prices.mkdir()
    (prices / "IWM.csv").write_text(
        "Date,Open,High,Low,Close,Dividends\n2025-11-11,104,105,103,104,0\n2025-11-12,103,104,102,103.5,0\n"
    )
    assert run("library", "add", str(note), "--published", "2025-11-12").code == 0
    done = run("ask", "--json", "--prices", str(prices), "--as-of", "2025-11-12", "how much did copper rise in October?")
    assert done.code == 0, done.err
    value = json.loads(done.out)
    assert any(item["type"] == "passage" for item in value["evidence"].values())
    identity: str = value["receipt"]["id"]
    return identity


def test_receipts_are_listed_newest_first_and_damaged_ones_said(run: Any, asked: str, own_home: Path) -> None:
    (own_home / "answers" / "0123456789abcdef.json").write_text("{", encoding="utf-8")
    done = run("show")
    assert done.code == 0 and asked[:12] in done.out and "how much did copper rise in October?" in done.out
    assert "cannot be read" in done.out and "2 receipts" in done.out
    listed = json.loads(run("show", "--list", "--json").out)["receipts"]
    assert {item["id"] for item in listed} == {asked, "0123456789abcdef"}
    entry = next(item for item in listed if item["id"] == asked)
    assert (entry["as_of"], entry["kind"], entry["problem"]) == ("2025-11-12", "answer", None)
    assert run("show", "--list", asked).is_error(2)


def test_without_receipts_the_list_says_so(run: Any) -> None:
    assert "no receipts yet" in run("show").out
    assert json.loads(run("show", "--json").out)["receipts"] == []


def test_a_changed_receipt_is_shown_with_a_warning_and_exit_1(run: Any, asked: str, own_home: Path) -> None:
    path = own_home / "answers" / f"{asked}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("9.0%", "9.1%", 1), encoding="utf-8")
    shown = run("show", asked)
    assert shown.code == 1 and shown.out.startswith("warning: this receipt has changed since it was written: receipt id")
    value = run("show", "--json", asked)
    assert value.code == 1 and "receipt id" in json.loads(value.out)["warnings"][0]
    assert run("verify", asked).code == 1
    assert run("export", asked).is_error(2)
    assert run("diff", asked, asked).code == 1


def test_an_export_goes_to_another_machine(run: Any, asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", asked[:12])
    path = tmp_path / f"copilot-{asked[:12]}.json"
    assert done.code == 0 and path.is_file() and "cannot be told from a true one" in " ".join(done.out.split())
    monkeypatch.setenv("COPILOT_HOME", str(tmp_path / "another machine"))
    replayed = run("verify", str(path))
    assert replayed.code == 0 and "✓ replayed" in replayed.out and "excerpts of 1 article" in " ".join(replayed.out.split())
    value = json.loads(run("verify", "--json", str(path)).out)
    assert value["same"] and value["export"]
    assert "Copper rose" in run("show", str(path)).out
    path.write_text(path.read_text(encoding="utf-8").replace("9.0%", "9.1%", 1), encoding="utf-8")
    assert run("verify", str(path)).code == 1
    assert not (tmp_path / "another machine").exists()


def test_an_export_may_go_to_stdout_and_json_says_what_it_carries(run: Any, asked: str, tmp_path: Path) -> None:
    export = json.loads(run("export", asked, "-o", "-").out)
    assert export["kind"] == "export" and export["receipt"]["id"] == asked
    said = json.loads(run("export", asked, "-o", str(tmp_path / "e.json"), "--json").out)
    assert (said["receipt"], said["articles"], said["withheld"]) == (asked, 1, 0) and len(said["proves"]) == 3
    assert run("export", asked, "-o", "-", "--json").is_error(2)
    assert run("export", asked, "-o", str(tmp_path)).is_error(2)


def test_removing_an_article_withholds_it_from_its_receipts(run: Any, asked: str) -> None:
    (article,) = json.loads(run("library", "list", "--json").out)["articles"]
    assert "its pin is withheld" in run("library", "remove", article["id"]).out
    done = run("verify", "--json", asked)
    value = json.loads(done.out)
    assert done.code == 1 and {step["cause"] for step in value["steps"] if not step["same"]} == {"withheld"}
    said = " ".join(run("verify", asked).out.split())
    assert "withheld: the article was removed from the library on" in said and "the other" in said and "hold" in said
    shown = run("show", asked)
    assert shown.code == 0 and shown.out.startswith("warning: pinned article of [1]: withheld")


def test_live_names_what_has_moved(run: Any, asked: str, tmp_path: Path) -> None:
    prices = tmp_path / "prices"
    second = run(
        "ask", "--json", "--prices", str(prices), "--as-of", "2025-11-12", "where did IWM close, and how much did copper rise?"
    )
    asked = json.loads(second.out)["receipt"]["id"]
    assert "are the same today" in run("verify", "--live", "--prices", str(prices), asked).out
    table = prices / "IWM.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("103.5,0", "103.25,0"), encoding="utf-8")
    done = run("verify", "--live", "--json", "--prices", str(prices), asked)
    value = json.loads(done.out)
    assert done.code == 0 and value["same"] is True  # drift is no difference
    moved = [item for item in value["live"] if item["drift"] != "same"]
    assert moved and {item["drift"] for item in moved} == {"provider revision"}
    assert "2025-11-12: 103.5, now 103.25" in moved[0]["text"]
    assert run("verify", "--prices", str(prices), asked).is_error(2)


def test_live_says_when_an_article_was_removed(run: Any, asked: str) -> None:
    (article,) = json.loads(run("library", "list", "--json").out)["articles"]
    run("library", "remove", article["id"])
    gone = json.loads(run("verify", "--live", "--json", asked).out)["live"]
    assert "removed from the library on" in next(item["text"] for item in gone if item["drift"] == "gone")


def test_two_answers_are_compared(run: Any, asked: str, tmp_path: Path) -> None:
    prices = tmp_path / "prices"
    second = run("ask", "--json", "--prices", str(prices), "--as-of", "2025-11-11", "how much did copper rise in October?")
    other = json.loads(second.out)["receipt"]["id"]
    done = run("diff", other, asked)
    assert done.code == 0 and "as of: 2025-11-11, now 2025-11-12" in done.out and "New passages" in done.out
    value = json.loads(run("diff", "--json", asked, other).out)
    assert value["passages"]["gone"] and not value["same"]
    assert json.loads(run("diff", "--json", asked, asked).out)["same"] is True
    audit = json.loads(run("check", "--json", "--as-of", "2025-11-12", "-", stdin="Copper rose 9.0% in October 2025.").out)
    assert run("diff", asked, audit["receipt"]["id"]).is_error(2)


def test_two_processes_that_ask_at_once_both_leave_a_receipt_that_replays(run: Any, asked: str, own_home: Path) -> None:
    command = [sys.executable, "-m", "copilot", "ask", "--json", "--as-of", "2025-11-12", "how much did copper rise in October?"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ.copy()) for _ in range(2)]
    answers = []
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        answers.append(json.loads(out))
    assert answers[0]["answer"] == answers[1]["answer"]
    for answer in answers:
        assert run("verify", answer["receipt"]["id"]).code == 0
    assert not list(own_home.rglob("*.part"))
