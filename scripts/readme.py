"""Writes into README.md what the program really prints: the help, the sample answer and, where the data is there, the proof.

    .venv/bin/python scripts/readme.py

A test holds the README to the program (tests/test_readme.py); the parts of a receipt that differ from run to run are left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
COPILOT = [sys.executable, "-m", "copilot"]
QUESTION = "is the rally sustainable?"
METRIC = ("metric", "return", "IJR", "--from", "2025-11-20", "--to", "2025-12-18")
COMPARISON = ("compare", "IJR", "IWM", "SPY", "--from", "2025-11-20", "--to", "2025-12-18")
PROOF = "how far has IJR risen from its November low, and when was that?"


def run(*arguments: str, home: str) -> str:
    """What a command prints on a terminal of 100 columns, with the receipt's id left out."""
    environment = {**os.environ, "COPILOT_HOME": home, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COPILOT, *arguments], env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    receipt = re.compile(r"^receipt [0-9a-f]{12}: copilot verify [0-9a-f]{12}$", re.MULTILINE)
    return receipt.sub("receipt …: copilot verify …", done.stdout).strip("\n")


def blocks() -> dict[str, str]:
    """The text of each block of the README, by name; the proof only where its articles and bars are there."""
    with tempfile.TemporaryDirectory() as home:
        found = {"help": run("--help", home=home), "ask": run("ask", QUESTION, home=home), "metric": metrics(home)}
    if SHARED.is_dir():
        found["proof"] = proof()
    return found


def metrics(home: str) -> str:
    """One metric and one comparison from the sample's prices."""
    return "\n\n".join(f"$ copilot {' '.join(words)}\n{run(*words, home=home)}" for words in (METRIC, COMPARISON))


def proof() -> str:
    """The two real articles, real bars, one question."""
    note, report = sorted((SHARED / "seeds").glob("*.txt"))
    prices = SHARED / "market-data" / "etf-daily"
    with tempfile.TemporaryDirectory() as home:
        run("library", "add", str(note), "--published", "2025-12-18", "--publisher", "Ginlix AI", home=home)
        run("library", "add", str(report), home=home)
        answer = run("ask", PROOF, "--prices", str(prices), "--as-of", "2025-12-18", home=home)
    return "\n".join(
        [
            '$ copilot library add note.txt --published 2025-12-18 --publisher "Ginlix AI"',
            "$ copilot library add report.txt",
            f'$ copilot ask "{PROOF}" --prices etf-daily --as-of 2025-12-18',
            re.sub(r"fetched\s+\d{4}-\d\d-\d\d", "fetched …", answer),
        ]
    )


def written(readme: str, found: dict[str, str]) -> str:
    """The README with these blocks."""
    for name, text in found.items():
        block = f"<!-- begin: {name} -->\n```\n{text}\n```\n<!-- end: {name} -->"
        readme = re.sub(rf"<!-- begin: {name} -->.*?<!-- end: {name} -->", lambda _, block=block: block, readme, flags=re.DOTALL)
    return readme


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(written(path.read_text(encoding="utf-8"), blocks()), encoding="utf-8")
