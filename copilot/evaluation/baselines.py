"""The checkers a suite can be run with: ours, and two simple ones that published work uses, to compare on the same samples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from copilot.evaluation.registry import CHECKERS, OURS, Census, Engine
from copilot.numbers.types import NumberCheck, Quantity

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_JUDGED = ("quantity", "count_word")


def checker(name: str) -> tuple[Census, Engine]:
    """The census and the engine of a checker's name, ours for any other target. All share one census: the same numerals."""
    own: dict[str, Engine] = dict(zip(CHECKERS, (_ours, string_check, half_ulp_check), strict=True))
    return _census, own.get(name, own[OURS])


def _ours(text: str, sources: Sequence[str], **options: Any) -> list[NumberCheck]:
    from copilot.numbers import check_text

    return check_text(text, sources, **options)


def _census(text: str) -> list[Quantity]:
    from copilot.numbers import find_quantities

    found: list[Quantity] = find_quantities(text)
    return found


def string_check(text: str, sources: Sequence[str], *, metrics: Sequence[Mapping[str, str]] = (), **_: Any) -> list[NumberCheck]:
    """A number is right if its digits stand somewhere in the evidence, commas aside; a number word if the word does."""
    known = frozenset().union(*(_tokens(source) for source in sources), *(_tokens(metric["value"]) for metric in metrics))
    words = " ".join(sources).lower()

    def holds(item: Quantity) -> bool:
        digits = _DIGITS.findall(item.text)
        return all(_plain(digit) in known for digit in digits) if digits else item.text.lower() in words

    return [_verdict(item, holds) for item in _found(text)]


def half_ulp_check(
    text: str, sources: Sequence[str], *, metrics: Sequence[Mapping[str, str]] = (), **_: Any
) -> list[NumberCheck]:
    """A number is right if some number of the evidence rounds to it at its printed precision, with the same unit and sign."""
    known = [(item.value, item.unit) for source in sources for item in _found(source) if item.value is not None]
    known += [_metric(metric) for metric in metrics]

    def holds(item: Quantity) -> bool:
        if item.value is None:
            return item.low is None or any(item.text in source for source in sources)
        half = (item.ulp or Decimal(0)) / 2
        return any(_near(item, value, unit, half) for value, unit in known)

    return [_verdict(item, holds) for item in _found(text)]


def _near(item: Quantity, value: Decimal, unit: str, half: Decimal) -> bool:
    same_unit = item.unit == unit or "none" in (item.unit, unit) or item.unit[:5] == unit[:5] == "count"
    return same_unit and item.value is not None and abs(item.value - value) <= half


def _metric(metric: Mapping[str, str]) -> tuple[Decimal, str]:
    value = Decimal(metric["value"])
    return (value * 100, "percent") if metric["unit"] == "fraction" else (value, metric["unit"])


def _verdict(item: Quantity, holds: Any) -> NumberCheck:
    if item.kind not in _JUDGED:
        return NumberCheck(item.start, item.end, item.text, item.kind, "exempt", None, "none", "Not an amount.")
    if holds(item):
        return NumberCheck(item.start, item.end, item.text, item.kind, "checked", "value_only", "none", "Found.")
    return NumberCheck(item.start, item.end, item.text, item.kind, "unsupported", None, "not_found", "Not found.")


@lru_cache(maxsize=256)
def _found(text: str) -> tuple[Quantity, ...]:
    return tuple(_census(text))


@lru_cache(maxsize=256)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(map(_plain, _DIGITS.findall(text)))


def _plain(digits: str) -> str:
    return digits.replace(",", "")
