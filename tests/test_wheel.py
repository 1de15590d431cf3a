"""The program from a wheel, away from the checkout, finds its bundled folders and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(unpacked: Path, *arguments: str, home: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "COPILOT_HOME": str(home), "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, *arguments], cwd=unpacked, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def unpack(folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.mark.slow
def test_the_gate_runs_from_a_wheel(tmp_path: Path) -> None:
    unpacked = unpack(tmp_path)
    arguments = ["-m", "copilot", "eval", "quick", "--limit", "1", "--processes", "1", "--json"]
    found = json.loads(run(unpacked, *arguments, home=tmp_path / "home"))
    assert [suite["skipped"] for suite in found["suites"]] == [None] * 3
    for suite in found["suites"]:
        assert any(metric["figures"].get("ours") for metric in suite["metrics"]), suite["suite"]
    assert (unpacked / "copilot" / "_resources" / "evals" / "baseline.json").is_file()


def test_a_wheel_holds_its_folders_and_answers_from_them(tmp_path: Path) -> None:
    unpacked = unpack(tmp_path)
    find = "from copilot.resources import resource; print(resource('prompts', 'answer.md'), resource('evals', 'questions.jsonl'))"
    assert run(unpacked, "-c", find, home=tmp_path).count(str(unpacked / "copilot" / "_resources")) == 2
    screen = run(unpacked, "-m", "copilot", "ask", "is the rally sustainable?", home=tmp_path / "home")
    assert "sample data" in screen
    assert "checked" in screen
