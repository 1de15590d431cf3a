"""Plain values that are made by the thousand: frozen to the type checker alone.

A frozen dataclass takes ten times as long to make (one of twelve fields 1.7 µs, so 0.16).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(*, eq: bool = True) -> Callable[[type[T]], type[T]]:
    """A dataclass with slots whose fields nobody sets again: mypy refuses it. eq: equal by its fields, else only to itself."""
    return dataclass(slots=True, eq=eq, unsafe_hash=eq)
