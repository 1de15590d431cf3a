"""The program from a wheel, away from the checkout, finds its bundled folders and answers."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(unpacked: Path, *arguments: str, home: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "COPILOT_HOME": str(home), "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, *arguments], cwd=unpacked, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_wheel_holds_its_folders_and_answers_from_them(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(unpacked)
    find = "from copilot.resources import resource; print(resource('prompts', 'answer.md'), resource('evals', 'questions.jsonl'))"
    assert run(unpacked, "-c", find, home=tmp_path).count(str(unpacked / "copilot" / "_resources")) == 2
    screen = run(unpacked, "-m", "copilot", "ask", "is the rally sustainable?", home=tmp_path / "home")
    assert "sample library" in screen
    assert "checked" in screen
