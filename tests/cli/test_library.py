from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = "Copper climbs again\n\nSource: Metal Wire\nPublished: 2025-11-03\n\nCopper rose 9.0% in October, its third straight monthly gain."


@pytest.fixture(autouse=True)
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by words alone: the weights take half a second, and are another room's matter."""
    monkeypatch.setattr("copilot.index.embedding.open_embedder", lambda folder=None: None)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "copper.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_article_is_added_listed_shown_and_removed(run: Any, article: Path) -> None:
    added = run("library", "add", str(article))
    assert added.code == 0 and "1 added" in added.out and added.err == ""
    listed = json.loads(run("library", "list", "--json").out)["articles"]
    assert [item["publisher"] for item in listed] == ["Metal Wire"]
    identity = listed[0]["id"]
    assert "2025-11-03" in run("library", "list").out
    shown = run("library", "show", identity[:6])
    assert "Copper rose 9.0% in October" in shown.out and identity in shown.out
    value = json.loads(run("library", "show", identity, "--json").out)
    assert value["text"].count("9.0%") == 1 and value["sha256"]
    assert run("library", "remove", identity[:5].upper()).out.startswith(f"removed {identity}")
    assert json.loads(run("library", "list", "--json").out)["articles"] == []


def test_adding_twice_changes_nothing(run: Any, article: Path) -> None:
    run("library", "add", str(article))
    again = run("library", "add", str(article))
    assert again.code == 0 and "1 unchanged" in again.out


def test_a_folder_named_on_the_command_line_is_made(run: Any, article: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert run("library", "add", str(article), "--library", str(desk)).code == 0
    assert run("library", "list", "--library", str(desk)).out.startswith(
        json.loads(run("library", "list", "--json", "--library", str(desk)).out)["articles"][0]["id"]
    )
    assert run("library", "list").is_error(3)


def test_what_a_file_does_not_say_is_filled_in(run: Any, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Tin\n\nTin output fell 3% over the year.", encoding="utf-8")
    done = run("library", "add", str(tmp_path / "note.md"), "--published", "2025-11-02", "--publisher", "The desk")
    assert done.code == 0 and "note:" not in done.out
    (item,) = json.loads(run("library", "list", "--json").out)["articles"]
    assert (item["publisher"], item["published"][:10]) == ("The desk", "2025-11-02")


def test_an_undated_text_is_kept_and_the_reader_is_told(run: Any, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Tin output fell.", encoding="utf-8")
    done = run("library", "add", str(tmp_path / "note.txt"))
    assert done.code == 0 and "undated" in done.out and "--published" in done.out
    assert "1 without a date" in run("library", "list").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "does not exist"),
        (b"", "is empty"),
        (b"\0\1\2\3" * 50, "is no text"),
        (b" \n ", "empty"),
        (b"x" * 50_000_000, "50 MB"),
    ],
    ids=["missing", "empty", "binary", "blank", "50 MB"],
)
def test_a_file_that_is_no_article_is_said_in_two_lines(
    run: Any, tmp_path: Path, own_home: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    done = run("library", "add", str(path))
    assert done.is_error(4) and said in done.err
    assert not own_home.exists()  # no empty library stands before the sample now
    checked = run("check", str(path))
    assert checked.is_error(4) and said in checked.err


def test_a_path_that_is_empty_is_not_the_current_folder(run: Any, own_home: Path) -> None:
    assert run("library", "add", "").is_error(2)
    assert run("check", "").is_error(2)
    assert not own_home.exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_device_that_never_ends_is_too_large(run: Any) -> None:
    assert run("library", "add", "/dev/zero").is_error(4)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_names_that_are_no_text_are_said(run: Any, article: Path, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"b\xff.txt")
    named.write_text("Tin output fell by 4%.", encoding="utf-8")
    for command in (["library", "add"], ["check"]):
        done = run(*command, str(named))
        assert done.is_error(4) and "no UTF-8" in done.err
    assert run("library", "list", "--library", str(named.parent / os.fsdecode(b"\xff"))).code in {2, 3}
    assert run("library", "add", str(article), "--publisher", "The \udcff\x1b[31mdesk").code == 0
    assert "The desk" in run("library", "list").out


def test_one_bad_file_does_not_keep_the_others_out(run: Any, article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0\1\2")
    done = run("library", "add", str(bad), str(article), str(tmp_path / "none.txt"))
    assert done.code == 4 and "1 added; 2 could not be read" in done.out
    assert done.err.count("error: ") == done.err.count("fix: ") == 2


def test_a_second_writer_waits_and_then_is_refused(
    run: Any, article: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    from copilot.library import store

    run("library", "add", str(article))
    monkeypatch.setattr(store, "_LOCK_WAIT_S", 0.05)
    other = article.with_name("tin.txt")
    other.write_text("Tin fell on Monday.", encoding="utf-8")
    with filelock.FileLock(own_home / store.LOCK):
        done = run("library", "add", str(other))
    assert done.is_error(3) and "another process" in done.err
    assert run("library", "add", str(other)).code == 0


def test_a_library_that_is_no_library_is_said(run: Any, article: Path, own_home: Path) -> None:
    own_home.parent.mkdir(parents=True, exist_ok=True)
    own_home.write_text("a file where the folder should be")
    assert run("library", "add", str(article)).is_error(3)


def test_an_unknown_article_is_said(run: Any, article: Path) -> None:
    run("library", "add", str(article))
    assert run("library", "show", "ffffffffffff").is_error(2)
    assert run("library", "remove", "nosuch", "ffff").is_error(2)
    assert run("library", "list", "--json").code == 0


def test_library_alone_explains_itself(run: Any) -> None:
    assert run("library").out == run("library", "--help").out


def test_hostile_text_in_an_article_cannot_steer_the_terminal(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "Title \x1b[2J\x1b]0;owned\x07 ✅\n\n[bold]Text[/bold] \x1b[31mred\x1b[0m :fire: " + "and on " * 300, encoding="utf-8"
    )
    assert run("library", "add", str(path), "--publisher", "Evil \x1b[5m Corp").code == 0
    identity = json.loads(run("library", "list", "--json").out)["articles"][0]["id"]
    for done in (run("library", "list"), run("library", "show", identity), run("library", "remove", identity)):
        assert "\x1b" not in done.out and "\x07" not in done.out


def test_files_of_a_folder_that_cannot_be_read_are_named_by_their_kind(run: Any, article: Path, tmp_path: Path) -> None:
    (tmp_path / "bars.csv").write_text("a,b", encoding="utf-8")
    (tmp_path / "deck.docx").write_bytes(b"PK")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    done = run("library", "add", str(tmp_path))
    assert "note: 2 other files passed over: .csv, .docx" in done.out and "1 added" in done.out
    passed = json.loads(run("library", "add", str(tmp_path), "--json").out)["passed_over"]
    assert [Path(path).name for path in passed] == ["bars.csv", "deck.docx"]


def test_a_web_address_is_said_to_be_one(run: Any) -> None:
    done = run("library", "add", "https://example.com/news.html")
    assert done.is_error(2) and "web addresses are not fetched" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copilot.library.reading._PIPE_WAIT_S", 0.05)
    os.mkfifo(tmp_path / "wire.txt")
    done = run("library", "add", str(tmp_path / "wire.txt"))
    assert done.is_error(4) and "nothing comes through it" in done.err


def test_an_unfinished_add_is_told_until_it_is_given_up(run: Any, article: Path, tmp_path: Path) -> None:
    from copilot.home import library_folder
    from copilot.library.store import Library

    run("library", "add", str(article))
    with Library.open(library_folder(None)) as library:
        library.note("adding", json.dumps([str(tmp_path / "desk")]))
    run("library", "add", str(article))
    assert f"copilot library add {tmp_path / 'desk'} has not finished" in run("library", "list").err
    gone = run("library", "remove", str(tmp_path / "desk"))
    assert gone.code == 0 and gone.out.startswith("given up")
    listed = run("library", "list", "--json")
    assert listed.err == "" and len(json.loads(listed.out)["articles"]) == 1


def test_a_stop_under_way_says_what_stays(run: Any, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from copilot.cli.main import Stopped
    from copilot.library.ingest import store_reading

    later = article.with_name("zinc.txt")
    later.write_text(ARTICLE.replace("opper", "opper and zinc"), encoding="utf-8")

    def stopped(library: Any, reading: Any, **options: Any) -> Any:
        if "zinc" in reading.article.text:
            raise Stopped(15)
        return store_reading(library, reading, **options)

    monkeypatch.setattr("copilot.library.ingest.store_reading", stopped)
    for paths, kept in (([later], "nothing was added yet"), ([article, later], "what was added stays")):
        done = run("library", "add", *map(str, paths))
        assert done.code == 143
        assert done.err.strip() == f"stopped by SIGTERM; {kept}, run the same command again for the rest"
    assert f"copilot library add {later} has not finished" in run("library", "list").err
