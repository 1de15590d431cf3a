"""The program as a process of its own: signals, pipes and full disks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and devices")
COPILOT = [sys.executable, "-m", "copilot"]


def test_ctrl_c_is_one_line_and_130() -> None:
    """The child heeds Ctrl-C even where this runner was told not to, as a background job is: an ignored signal is inherited."""
    running = subprocess.Popen(
        [*COPILOT, "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdin is not None
    time.sleep(1.0)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert (running.returncode, out) == (130, "")
    assert len(err.strip().splitlines()) == 1 and err.strip().startswith("interrupted")


def test_a_program_told_to_stop_says_so_and_lets_go(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*COPILOT, "chat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.0)
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=10)
    assert (running.returncode, out) == (143, "")
    assert err.strip() == "stopped by SIGTERM; nothing half-written was kept"


def test_ctrl_c_while_numpy_loads_is_one_line_and_130(tmp_path: Path) -> None:
    """numpy is interrupted where a program spends the longest of its start."""
    program = """
import sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy.lib":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from copilot.cli.main import main
sys.exit(main(["ask", "is the rally sustainable?"]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "interrupted; nothing half-written was kept")


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m copilot metrics | head -1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] in {"0", "141"}
    assert done.stderr == ""


def test_a_full_disk_under_stdout_is_said() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COPILOT, "metrics"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["error", "fix"]


def test_a_terminal_without_glyphs_gets_ascii() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COPILOT, "metrics"], capture_output=True, env=environment, check=True)
    done.stdout.decode("ascii")
    assert b"metrics" in done.stdout


@pytest.mark.parametrize("words", [["verify", "abcdefabcdef"], ["ask", ""], ["metric", "close", "--frob"]])
def test_an_error_leaves_stdout_empty_though_json_was_asked_for(words: list[str]) -> None:
    done = subprocess.run([*COPILOT, *words, "--json"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["error", "fix"]
