"""What a kill, a full disk and two programs at once leave behind: whole receipts or none, and one line that says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
ASK = ["ask", "how far has IJR risen from its November low?"]
# Runs the program; at the n-th flush to disk it is killed, or the disk is full from then on.
FAILING = """
import errno, os, sys
flush, count, stop, how = os.fsync, 0, int(sys.argv[1]), sys.argv[2]
def fsync(handle):
    global count
    count += 1
    if count == stop and how == "kill":
        os.kill(os.getpid(), 9)
    if count >= stop and how == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    flush(handle)
os.fsync = fsync
from copilot.cli.main import main
sys.exit(main(sys.argv[3:]))
"""


def run_failing(stop: int, how: str, words: Sequence[str], home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COPILOT_HOME": str(home), "COPILOT_PRICES": "sample"}
    return subprocess.run(
        [sys.executable, "-c", FAILING, str(stop), how, *words], env=environment, capture_output=True, text=True, check=False
    )


def all_replay(home: Path) -> int:
    """How many receipts there are; each must replay."""
    from copilot.receipts import verify

    found = sorted((home / "answers").glob("*.json"))
    for path in found:
        assert verify(path, folder=home).exit_code == 0, path
    return len(found)


@pytest.mark.slow
def test_a_kill_at_any_flush_leaves_whole_receipts_or_none(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    kept = 0
    for stop in (1, 2, 4, 7, 8, 9, 10, 11):
        done = run_failing(stop, "kill", ASK, home)
        assert done.returncode in (-9, 0), done.stderr
        kept = max(kept, all_replay(home))
    assert run_failing(10_000, "none", ASK, home).returncode == 0
    assert all_replay(home) > 0
    identity = next((home / "answers").glob("*.json")).stem
    export = str(tmp_path / "export.json")
    for stop in (1, 2):
        run_failing(stop, "kill", ["export", identity, "-o", export], home)
        assert not Path(export).exists() or run_failing(10_000, "none", ["verify", export], home).returncode == 0
    assert run_failing(10_000, "none", ["export", identity, "-o", export], home).returncode == 0
    assert run_failing(10_000, "none", ["verify", export], home).returncode == 0


@pytest.mark.slow
def test_a_full_disk_takes_the_receipt_and_not_the_answer(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    assert run_failing(10_000, "none", ASK, home).returncode == 0  # the sample is indexed
    done = run_failing(1, "full", [*ASK, "--json"], home)
    answer = json.loads(done.stdout)
    assert done.returncode == 3 and answer["receipt"] == {"id": "", "path": ""} and answer["numbers"]
    (told,) = [notice for notice in answer["notices"] if "receipt" in notice]
    assert told.startswith("without a receipt, which cannot be written: the disk of") and "free some space" in told
    assert all_replay(home) == 1


@pytest.mark.slow
def test_two_programs_that_ask_at_once_both_keep_their_receipts(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    environment = {**os.environ, "COPILOT_HOME": str(home), "COPILOT_PRICES": "sample"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "copilot", *ASK], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0 and "receipt " in out, err
    assert all_replay(home) in (1, 2), "both the same to the millisecond share one"


def test_an_answer_without_a_receipt_is_shown_and_exits_3(run: Any, pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tests.cli.conftest import made_answer

    told = "without a receipt, which cannot be written: the disk of /x is full; free some space and try again"
    made = replace(made_answer("is it safe?"), receipt_id=None, receipt_path=None, notices=(told,))
    monkeypatch.setattr(pipeline, "ask", lambda question, *, settings, progress=None: made)
    done = run("ask", "is it safe?")
    assert done.code == 3 and "Copper rose 9.0%✓" in done.out and f"note: {told[:40]}" in done.out
    assert "error: the last answer has no receipt" in run("chat", stdin="is it safe?\n/verify\n").err
