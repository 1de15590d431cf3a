from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

NOTE = "Copper note\n\nPublished: 2025-11-03\n\nCopper rose 9.0%."


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_a_file_is_checked_under_its_own_date(run: Any, pipeline: Any, note: Path) -> None:
    done = run("check", str(note))
    assert done.code == 0 and "9.0%⚡" in done.out and "The data says 8.0%." in done.out
    (call,) = pipeline.checked
    assert (call["file"], call["published"]) == (str(note), date(2025, 11, 3))
    assert "Copper rose 9.0%." in call["text"]


def test_the_day_on_the_command_line_wins(run: Any, pipeline: Any, note: Path) -> None:
    run("check", str(note), "--published", "2025-10-31")
    assert pipeline.checked[0]["published"] == date(2025, 10, 31)


def test_stdin_is_checked_without_a_file_name(run: Any, pipeline: Any) -> None:
    done = run("check", "-", "--json", stdin="Copper rose 9.0%.")
    value = json.loads(done.out)
    assert (value["file"], value["published"]) == (None, None)
    assert pipeline.checked[0]["text"] == "Copper rose 9.0%."


@pytest.mark.parametrize("content", [b"", b"  \n", b"\0\1", b"\xff\xfe\xff", b"x" * 10_000_001])
def test_what_is_no_text_on_stdin_is_said_in_two_lines(run: Any, pipeline: Any, content: bytes) -> None:
    assert run("check", "-", stdin=content).is_error(4)
    assert pipeline.checked == []


def test_a_text_far_too_long_is_refused_before_it_is_read(
    run: Any, pipeline: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copilot.library.reading.normalise", lambda text: pytest.fail("it was read"))
    (tmp_path / "long.txt").write_text("Zinc fell 2%. " * 40_000, encoding="utf-8")
    for done in (run("check", str(tmp_path / "long.txt")), run("check", "-", stdin="Zinc fell 2%. " * 40_000)):
        assert done.is_error(2) and "560,000 characters, more than 150,000" in done.err
    assert pipeline.checked == []


def test_blanks_alone_make_no_text_too_long(run: Any, pipeline: Any) -> None:
    assert run("check", "-", stdin="Zinc fell 2%." + " \n" * 100_000 + "Tin rose.").code == 0
    assert len(pipeline.checked[0]["text"]) < 40


def test_strict_objects_to_a_disputed_number(run: Any, pipeline: Any, note: Path) -> None:
    assert run("check", str(note)).code == 0
    assert run("check", str(note), "--strict").code == 1
    assert run("check", str(note), "--strict", "--json").code == 1
