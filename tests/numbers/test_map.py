"""The rooms of the number check: the docstring of each names its files, and imports point up their order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import copilot.numbers

ROOM = Path(copilot.numbers.__file__).parent
WHOLE_WAY = {"check", "explain"}  # what stands above the rooms and uses them all


def rooms() -> list[str]:
    """The rooms in the order of the map, the words that all of them use first."""
    return ["words", *dict.fromkeys(re.findall(r"^ +`(\w+)/`", copilot.numbers.__doc__ or "", re.MULTILINE))]


def named_in(docstring: str | None) -> set[str]:
    return set(re.findall(r"`(\w+)`", docstring or ""))


def files(room: str) -> set[str]:
    return {path.stem for path in (ROOM / room).glob("*.py")} - {"__init__"}


def imported(path: Path) -> Iterator[str]:
    """The rooms that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copilot.numbers."):
            place = (node.module or "").split(".")[2]
            yield place if place in rooms() else "words"


def test_the_map_names_every_room_and_the_files_above_them() -> None:
    assert set(rooms()) - {"words"} == {path.name for path in ROOM.iterdir() if (path / "__init__.py").exists()}
    assert files("") <= named_in(copilot.numbers.__doc__)


@pytest.mark.parametrize("room", [room for room in rooms() if room != "words"])
def test_a_room_names_its_files(room: str) -> None:
    docstring = ast.get_docstring(ast.parse((ROOM / room / "__init__.py").read_text(encoding="utf-8")))
    assert named_in(docstring) == files(room)


def test_imports_point_up_the_order_of_the_rooms() -> None:
    order = rooms()
    astray = {
        (path.relative_to(ROOM).as_posix(), place)
        for path in ROOM.rglob("*.py")
        if path.parent != ROOM or path.stem not in WHOLE_WAY | {"__init__"}
        for room in [path.parent.name if path.parent != ROOM else "words"]
        for place in imported(path)
        if order.index(place) > order.index(room)
    }
    assert not astray
