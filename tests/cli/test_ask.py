from __future__ import annotations

import json
from typing import Any

import pytest


def test_the_words_of_the_question_need_no_quotes(run: Any, pipeline: Any) -> None:
    done = run("ask", "is", "the", "rise", "sustainable?")
    assert done.code == 0 and done.err == ""
    assert pipeline.asked[0][0] == "is the rise sustainable?"
    assert "Copper rose 9.0%✓ [1]." in done.out


def test_the_question_may_come_from_the_environment_with_all_its_characters(
    run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_QUESTION", 'is "the rise" above $180?')
    assert run("ask").code == 0
    assert pipeline.asked[0][0] == 'is "the rise" above $180?'


def test_the_question_may_come_from_stdin(run: Any, pipeline: Any) -> None:
    assert run("ask", "-", stdin="is the rise over?\n").code == 0
    assert pipeline.asked[0][0].strip() == "is the rise over?"


def test_json_is_one_object_and_nothing_else(run: Any, pipeline: Any) -> None:
    done = run("ask", "--json", "the rise")
    value = json.loads(done.out)
    assert (value["schema"], value["answer"]) == (1, "Copper rose 9.0%. Some saw 7 ships.")
    assert done.err == ""


def test_strict_objects_to_an_uncited_number_and_shows_the_answer_all_the_same(run: Any, pipeline: Any) -> None:
    lax, strict = run("ask", "the rise"), run("ask", "--strict", "the rise")
    assert (lax.code, strict.code) == (0, 1)
    assert strict.out == lax.out


def test_strict_accepts_an_answer_without_doubt(run: Any, pipeline: Any) -> None:
    assert run("ask", "--strict", "is it safe?").code == 0
    assert run("ask", "--strict", "what else?").code == 0  # declined: nothing doubtful was said


def test_flags_win_over_the_environment(run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_AS_OF", "2025-01-02")
    monkeypatch.setenv("COPILOT_MODEL", "environment")
    run("ask", "the rise", "--as-of", "2025-11-04", "--prices", "/tmp/prices")
    settings = pipeline.asked[0][1]
    assert str(settings.as_of) == "2025-11-04"
    assert (settings.prices, settings.model) == ("/tmp/prices", "environment")


def test_the_extractive_engine_can_be_asked_for_where_a_model_is_set(
    run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_MODEL", "environment")
    run("ask", "--engine", "extractive", "the rise")
    assert pipeline.asked[0][1].model is None


def test_an_unknown_library_is_refused_before_anything_runs(run: Any, pipeline: Any, tmp_path: Any) -> None:
    pytest.importorskip("copilot.library.store")
    assert run("ask", "--library", str(tmp_path / "none"), "the rise").is_error(3)
    assert pipeline.asked == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask"], 2),
        (["ask", "   "], 2),
        (["ask", ""], 2),
        (["ask", "-"], 2),
        (["ask", "the rise", "--as-of", "2025-13-01"], 2),
        (["ask", "the rise", "--as-of", "12/18/2025"], 2),
        (["ask", "the rise", "--as-of", "20251218"], 2),
        (["ask", "the rise", "--as-of", "2925-12-18"], 2),
        (["ask", "the rise", "--as-of", ""], 2),
        (["ask", "the rise", "--prices", ""], 2),
        (["ask", "the rise", "--engine", "model"], 2),
        (["ask", "the rise", "--engine", "oracle"], 2),
        (["ask", "the rise", "--no-such-flag"], 2),
        (["ask", "the rise", "--library", ""], 2),
        (["ask", "fail"], 4),
        (["frobnicate"], 2),
        (["verify", "abcdef123456"], 2),
        (["verify", "../../no/such/file"], 2),
        (["verify", ""], 2),
        (["show", "zzz"], 2),
        (["eval", "nothing"], 2),
        (["check", "note.txt", "--published", "tomorrow"], 2),
        (["check", "note.txt", "--published", "2925-01-01"], 2),
        (["library", "add", "x.txt", "--published", "31.12.2025"], 2),
        (["library", "list"], 3),
        (["library", "show", "abc"], 3),
    ],
)
def test_bad_input_gets_two_lines_and_an_exit_code(run: Any, pipeline: Any, arguments: list[str], code: int) -> None:
    if arguments[0] == "library" and code == 3:
        pytest.importorskip("copilot.library.store")
    done = run(*arguments)
    assert done.is_error(code), (done.code, done.out, done.err)


def test_an_error_is_said_on_one_line_without_escapes(run: Any, pipeline: Any) -> None:
    assert run("ask", "fail").err == "error: the prices are broken\nfix: mend them\n"


def test_ctrl_c_is_one_line_and_130(run: Any, pipeline: Any) -> None:
    pipeline.error = KeyboardInterrupt()
    done = run("ask", "the rise")
    assert (done.code, done.out) == (130, "")
    assert done.err.strip().count("\n") == 0 and "Traceback" not in done.err


@pytest.mark.parametrize("place", ["{tmp}/file/below", "{tmp}/" + "x" * 300, "{tmp}/file"])
def test_a_folder_that_cannot_be_one_is_said(run: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "a.txt").write_text("Tin fell.")
    monkeypatch.setattr("copilot.index.embedding.open_embedder", lambda folder=None: None)
    folder = place.format(tmp=tmp_path)
    for arguments in (["library", "add", str(tmp_path / "a.txt")], ["verify", "abcdef123"], ["library", "list"]):
        done = run(*arguments, "--library", folder)
        assert done.code in {2, 3} and done.err.startswith("error: ") and "Traceback" not in done.err
    assert run("verify", "y" * 5000).is_error(2)


def test_a_full_disk_that_nobody_caught_is_still_said_plainly(run: Any, pipeline: Any) -> None:
    pipeline.error = OSError(28, "No space left on device", "/x/y")
    assert run("ask", "the rise").is_error(3)


def test_a_bug_keeps_its_traceback(run: Any, pipeline: Any) -> None:
    pipeline.error = ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError):
        run("ask", "the rise")


def test_a_misspelt_setting_of_the_environment_is_refused(run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_MODLE", "x")
    done = run("ask", "the rise")
    assert done.is_error(2) and "COPILOT_MODEL" in done.err
