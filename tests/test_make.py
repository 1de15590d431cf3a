"""`make ask Q="..."` hands the question on as it was typed."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAY = 'RUN=sh -c "printenv COPILOT_QUESTION"'  # stands in for the program


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
@pytest.mark.parametrize(
    "question",
    [
        "is it worth $180?",
        'did the "low" hold at $$112?',
        "it's 100% `certain`; \\ #1 isn't it? $5 $(HOME) ${HOME}",
        "what did $(shell touch pasted) do?",
    ],
)
def test_a_question_reaches_the_program_as_typed(question: str, tmp_path: Path) -> None:
    command = ["make", "-s", "-f", str(ROOT / "Makefile"), "-o", ".venv/.ready", "ask", f"Q={question}", SAY]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == question + "\n"
    assert list(tmp_path.iterdir()) == []
