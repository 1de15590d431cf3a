"""An evaluation cut short by Ctrl-C or killed: no process is left behind, and the next run goes on with what was finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "copilot", "eval", "planted-facts", "--limit", "240"]


def members(group: int) -> list[str]:
    """The processes of a group that still run, from /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run of two processes in a group of its own, with a share finished."""
    told = os.environ | {"COPILOT_HOME": str(tmp_path)}
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            RUN, env=told, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while not list(tmp_path.glob("evaluation/*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield process
        for left in members(process.pid):
            os.kill(int(left), signal.SIGKILL)
        process.wait()


def is_empty_soon(group: int) -> bool:
    deadline = time.monotonic() + 20
    while members(group) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not members(group)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
@pytest.mark.parametrize(("sent", "to_all"), [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGKILL, False)])
def test_nothing_is_left_running_and_what_was_finished_is_kept(
    begun: subprocess.Popen[bytes], tmp_path: Path, sent: signal.Signals, to_all: bool
) -> None:
    (os.killpg if to_all else os.kill)(begun.pid, sent)
    code = begun.wait(timeout=60)
    assert code == (130 if sent is signal.SIGINT else -signal.SIGKILL)
    assert is_empty_soon(begun.pid)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("evaluation/*.json")}
    assert kept
    if sent is signal.SIGKILL:
        again = subprocess.run(
            [*RUN, "--json"], env=os.environ | {"COPILOT_HOME": str(tmp_path)}, capture_output=True, check=False
        )
        assert again.returncode == 0 and again.stdout.startswith(b"{")
        assert not list(tmp_path.glob("evaluation/*.json"))  # a whole run keeps nothing
