"""Finds the data folders that ship with the program, in a checkout and in an installed wheel alike."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

# In a wheel the folders lie inside the package; an editable install runs from the checkout, where they lie beside it.
_PLACES = (Path(__file__).parent / "_resources", Path(__file__).parent.parent)


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, as resource("prompts", "answer.md").

    Raises FileNotFoundError where it is in neither place: a broken installation.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this installation")


@cache
def reference_table(name: str) -> dict[str, Any]:
    """A table of `reference/` as TOML has it, read once, for reading only: reference_table("units.toml")."""
    return tomllib.loads(resource("reference", name).read_text(encoding="utf-8"))
