"""Canonical JSON: the one form of a value that is hashed. Sorted keys, no spaces, UTF-8, no floats, no key twice."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn


def canonical_json(value: Any) -> bytes:
    """The canonical bytes of a JSON value. Decimals and scores go in as strings: a float raises TypeError.

    >>> canonical_json({"b": [1, None], "a": "½"}).decode()
    '{"a":"½","b":[1,null]}'
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(content: bytes) -> str:
    """The hash that names a pin or a receipt: 64 hex characters."""
    return hashlib.sha256(content).hexdigest()


def pretty_json(value: Any) -> bytes:
    """The form a receipt has on disk: the same value as its canonical form, one field a line, for people and for diffs."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def strict_json(content: bytes) -> Any:
    """The value of JSON bytes. Raises ValueError on a float, a key given twice, or anything that is not UTF-8 JSON."""
    text = content.decode("utf-8")
    try:
        return json.loads(text, object_pairs_hook=_no_key_twice, parse_float=_no_float, parse_constant=_no_float)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is a float; decimals are strings")


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical form; write it as a string")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
