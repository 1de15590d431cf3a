"""Plain dataclasses to JSON values and back, after their type hints: dates and decimals as text, floats as their repr."""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any, *, leave_out: Sequence[str] = ()) -> Any:
    """The JSON value of a plain value. `leave_out` names fields of the outermost dataclass that are kept elsewhere.

    >>> encode((date(2024, 5, 3), Decimal("1.50"), 0.25, None))
    ['2024-05-03', '1.50', '0.25', None]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: encode(getattr(value, item.name)) for item in fields(value) if item.name not in leave_out}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return repr(value) if isinstance(value, float) else value


def decode(kind: type[T], value: Any, **given: Any) -> T:
    """The dataclass `kind` of a JSON value; `given` fields are taken as they are. Raises ValueError where it does not fit."""
    try:
        hints = _hints(kind)  # type: ignore[arg-type]
        known = {name: _decode(hints[name], item) for name, item in value.items()}
        return kind(**known, **given)
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"not a {kind.__name__}: {error!r}") from error


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return _decode(next(item for item in arguments if item is not type(None)), value)
    if origin is tuple:
        inner = arguments[0] if arguments[-1] is Ellipsis else None
        return tuple(_decode(inner or arguments[i], item) for i, item in enumerate(value))
    if origin is Literal:
        if value not in arguments:
            raise ValueError(f"{value!r} is none of {', '.join(map(str, arguments))}")
        return value
    if origin is not None and issubclass(origin, Mapping):
        return {key: _decode(arguments[1], item) for key, item in value.items()}
    if isinstance(hint, type):
        return _plain(hint, value)
    return value


def _plain(hint: type, value: Any) -> Any:
    if is_dataclass(hint):
        return decode(hint, value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint in (Decimal, float):
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not a number written as text")
        return hint(value)
    if hint in (str, int, bool) and type(value) is not hint:
        raise ValueError(f"{value!r} is not of type {hint.__name__}")
    return value
