from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest


def state(run: Any, *words: str) -> tuple[int, dict[str, Any]]:
    done = run("doctor", "--json", *words)
    return done.code, json.loads(done.out)


def of(found: dict[str, Any], what: str) -> list[tuple[bool | None, str]]:
    return [(item["is_well"], item["text"]) for item in found["state"] if item["what"] == what]


def test_each_setting_is_shown_with_its_origin_and_no_key_is(run: Any, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_home.mkdir(parents=True)
    (own_home / "copilot.toml").write_text("max_tokens = 70\n")
    monkeypatch.setenv("COPILOT_API_KEY", "sk-secret")
    monkeypatch.setenv("COPILOT_BASE_URL", "http://me:sk-secret@127.0.0.1:9/v1")
    done = run("doctor", "--json", "--prices", "sample")
    assert done.code == 0 and "sk-secret" not in done.out
    origins = {item["name"]: (item["value"], item["origin"]) for item in json.loads(done.out)["settings"]}
    assert origins["prices"] == ("sample", "--prices")
    assert origins["max_tokens"] == ("70", str(own_home / "copilot.toml"))
    assert origins["home"] == (str(own_home), "COPILOT_HOME")
    assert origins["api_key"] == ("set, not shown", "COPILOT_API_KEY")
    assert origins["base_url"] == ("http://127.0.0.1:9/v1", "COPILOT_BASE_URL")
    assert origins["model_calls"] == ("8", "default")
    assert "sk-secret" not in run("doctor").out


def test_a_fresh_machine_is_well_and_what_it_does_without_is_said(run: Any) -> None:
    code, found = state(run)
    assert code == 0
    assert of(found, "library")[0][0] is None and "bundled sample" in of(found, "library")[0][1]
    assert of(found, "SEC contact")[0][0] is None
    assert "extractive" in of(found, "model")[0][1]


def test_gaps_and_defects_of_a_price_folder_are_found(run: Any, tmp_path: Path) -> None:
    (tmp_path / "ABC.csv").write_text("Date,Close\n2024-05-01,10\n2024-05-03,11\n")
    (tmp_path / "XYZ.csv").write_text("Date,Close\n2024-05-01,-1\n")
    code, found = state(run, "--prices", str(tmp_path))
    assert code == 1
    texts = [text for is_well, text in of(found, "prices") if is_well is not True]
    assert any(text.startswith("ABC, gap") and "2024-05-02" in text for text in texts)
    assert any(text.startswith("XYZ, defect") for text in texts)


def test_an_altered_article_is_wrong(run: Any, own_home: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Copper demand\n\nCopper demand from grid builders rose 7% in February, Harbour Metals said.")
    assert run("library", "add", str(article), "--published", "2025-03-20").code == 0
    assert of(state(run)[1], "library")[0][0] is True
    with closing(sqlite3.connect(own_home / "library.sqlite3")) as database, database:
        database.execute("UPDATE articles SET text = replace(text, '7%', '9%')")
    code, found = state(run)
    assert code == 1 and "“Copper demand”" in of(found, "library")[0][1]


def test_the_screen_says_each_state_by_a_word(run: Any) -> None:
    lines = run("doctor").out.splitlines()
    assert any(line.startswith("library") and "note: " in line for line in lines)
    assert any(line.startswith("model_calls") and "(default)" in line for line in lines)


def test_a_folder_that_takes_no_receipts_is_wrong_before_anything_is_asked(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("mine")
    monkeypatch.setenv("COPILOT_HOME", str(tmp_path / "note.txt"))
    code, found = state(run)
    assert code == 1 and of(found, "receipts") == [
        (False, f"{tmp_path / 'note.txt'} is a file, so no answer can be verified later (name another folder in COPILOT_HOME)")
    ]
    monkeypatch.setenv("COPILOT_HOME", str(tmp_path / "new" / "desk"))
    assert of(state(run)[1], "receipts") == [(True, f"none yet; they are written to {tmp_path / 'new' / 'desk' / 'answers'}")]


def test_a_disk_that_is_nearly_full_is_told(run: Any, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from shutil import disk_usage

    plenty = disk_usage("/")
    monkeypatch.setattr("shutil.disk_usage", lambda place: plenty._replace(free=3_000_000))
    code, found = state(run)
    assert code == 1 and of(found, "receipts")[0][1].startswith("3 MB are free for")
