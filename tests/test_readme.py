"""What the README shows is what the program prints."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def script() -> Any:
    spec = importlib.util.spec_from_file_location("readme_script", ROOT / "scripts" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(name: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- begin: {name} -->\n```\n(.*?)\n```\n<!-- end: {name} -->", readme, flags=re.DOTALL)
    assert found, f"the README has no block {name}; run scripts/readme.py"
    return found[1]


def test_the_help_and_the_sample_answer_are_what_the_program_prints(tmp_path: Path) -> None:
    readme = script()
    home = str(tmp_path / "readme")
    assert block("help") == readme.run("--help", home=home)
    assert block("metric") == readme.metrics(home)
    assert block("ask") == readme.run("ask", readme.QUESTION, home=home)


def test_the_proof_is_what_the_program_prints(shared: Path) -> None:
    assert block("proof") == script().proof()
