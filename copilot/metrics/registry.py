"""The registry of metrics: a definition is one pure function of plain floats, put on the list by a decorator.

    @metric(name="price return", unit="fraction", needs="ends", formula="end / start - 1")
    def price_return(start: float, end: float) -> float: ...

`needs` names the reading (see `readings`) that picks the rows of a window and turns rows into the function's arguments.
The same function over the same rows, live or out of a receipt, gives the same digits.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from copilot.errors import UsageError


class Found(NamedTuple):
    """A value with the positions, in the arguments' own order, of the rows where it begins and ends."""

    value: float
    first: int
    last: int


Function = Callable[..., float | Found]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Definition:
    """One metric as defined: what `copilot metrics` lists and a receipt repeats."""

    name: str
    unit: str  # contract unit, "fraction", or "price": the currency of the prices, index points for an index
    needs: str  # the reading that feeds it
    formula: str  # with slots for parameters
    summary: str  # first line of the function's docstring
    function: Function
    label: str  # of one value on the screen, with slots for ticker, name, words of the window, start, end and parameters
    defaults: Mapping[str, str]  # parameters of its own, with the values they have when not given

    @property
    def group(self) -> str:
        """The module it is defined in: levels, returns, risk and so on."""
        return self.function.__module__.rpartition(".")[2]

    @property
    def notes(self) -> str:
        """The rest of what its docstring says: edge cases, errors, source; without the example."""
        text = inspect.getdoc(self.function) or ""
        return " ".join(text.partition(">>>")[0].partition("\n")[2].split())


_DEFINITIONS: dict[str, Definition] = {}


def metric(
    *, name: str, unit: str, needs: str, formula: str, label: str = "{ticker} {name} {words}", **defaults: str
) -> Callable[[F], F]:
    """Registers the decorated function under `name`; `defaults` are parameters of its reading and their values."""

    def register(function: F) -> F:
        if name in _DEFINITIONS:
            raise ValueError(f"two metrics are called {name!r}")
        summary = (function.__doc__ or "").strip().partition("\n")[0]
        own = MappingProxyType(dict(defaults))
        _DEFINITIONS[name] = Definition(name, unit, needs, formula, summary, function, label, own)
        return function

    return register


def definitions() -> list[Definition]:
    """Every registered definition, by name."""
    _load()
    return [_DEFINITIONS[name] for name in sorted(_DEFINITIONS)]


def definition(name: str) -> Definition:
    """The definition of this name. Raises UsageError, naming those that sound like it."""
    _load()
    if name not in _DEFINITIONS:
        near = difflib.get_close_matches(name, _DEFINITIONS, n=3, cutoff=0.4) or sorted(_DEFINITIONS)[:3]
        raise UsageError(f"there is no metric {name!r}", fix=f"Ask for {', '.join(near)}, or list all with `copilot metrics`.")
    return _DEFINITIONS[name]


def _load() -> None:
    """The modules of definitions register themselves when they are first wanted."""
    from copilot.metrics import (  # noqa: F401
        averages,
        breadth,
        extremes,
        levels,
        policy,
        rates,
        relative,
        returns,
        risk,
        sessions,
        valuation,
    )
