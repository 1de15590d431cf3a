"""A census that reads digits alone, and a run whose checker decides by a rule a test can state."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from copilot.evaluation.registry import Run
from copilot.numbers.types import NumberCheck, Quantity, Verdict

Decide = Callable[[str, Sequence[str]], Verdict]
_NUMERAL = re.compile(r"\$?\d[\d,]*(?:\.\d+)?(?: million| billion)?%?")


def read_digits(text: str) -> list[Quantity]:
    return [_read(match) for match in _NUMERAL.finditer(text)]


def _read(match: re.Match[str]) -> Quantity:
    digits = re.sub(r"[^\d.]", "", match[0])
    scale = Decimal(10) ** (6 if "million" in match[0] else 9 if "billion" in match[0] else 0)
    unit = "percent" if match[0].endswith("%") else "USD" if match[0][0] == "$" else "none"
    ulp = Decimal(1).scaleb(-len(digits.partition(".")[2])) * scale
    return Quantity(match.start(), match.end(), match[0], "quantity", Decimal(digits) * scale, unit=unit, ulp=ulp)


def stands_in_source(number: str, sources: Sequence[str]) -> Verdict:
    return "checked" if any(number in source for source in sources) else "unsupported"


@pytest.fixture
def make_run() -> Callable[..., Run]:
    """make_run(decide, data=...): a run whose checker gives decide(number, sources) for every digit number of a text."""

    def make(decide: Decide = stands_in_source, *, data: Path = Path("nowhere"), **more: Any) -> Run:
        def check(text: str, sources: Sequence[str], **options: Any) -> list[NumberCheck]:
            said = [(item, decide(item.text, sources)) for item in read_digits(text)]
            return [NumberCheck(i.start, i.end, i.text, i.kind, verdict, None, "none", "By rule.") for i, verdict in said]

        return Run(data, check, read_digits, **more)

    return make


@pytest.fixture
def verdicts() -> Callable[..., list[NumberCheck]]:
    """verdicts(text, "differs", ...): one check for every digit number of the text, with these verdicts in order."""

    def judge(text: str, *said: Verdict) -> list[NumberCheck]:
        pairs = zip(read_digits(text), said, strict=True)
        return [NumberCheck(i.start, i.end, i.text, i.kind, verdict, None, "none", "By rule.") for i, verdict in pairs]

    return judge
