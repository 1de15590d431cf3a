"""The map of the number check in its docstring: what it names is there, and imports point up it."""

from __future__ import annotations

import ast
import re
from itertools import count
from pathlib import Path

import copilot.numbers

ROOM = Path(copilot.numbers.__file__).parent


def places() -> dict[str, int]:
    """For each file of the map its stage, a line that is not indented begins a new one."""
    found: dict[str, int] = {}
    stages = count()
    stage = next(stages)
    for line in (copilot.numbers.__doc__ or "").splitlines():
        stage = stage if line.startswith(" ") else next(stages)
        for name in re.findall(r"`(\w+)/?`", line):
            found.setdefault(name, stage)
    return found


def imported(path: Path) -> set[str]:
    """The files of the room that one of them imports."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = {node.module.split(".")[2] for node in nodes if node.module and node.module.startswith("copilot.numbers.")}
    return names | {alias.name for node in nodes if node.module == "copilot.numbers" for alias in node.names}


def test_the_map_names_what_is_there() -> None:
    here = {path.stem for path in ROOM.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set(places()) <= here


def test_a_file_imports_what_comes_before_it() -> None:
    stage = places()
    later = {
        (path.stem, name)
        for path in ROOM.glob("*.py")
        for name in imported(path)
        if path.stem in stage and stage.get(name, 0) > stage[path.stem]
    }
    assert not later
