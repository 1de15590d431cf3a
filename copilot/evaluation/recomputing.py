"""Numbers shown as checked, confirmed again by other code than the checker's: plain reading and plain arithmetic."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from copilot.types import Answer, Metric


def confirms(item: Mapping[str, Any], printed: tuple[Decimal, Decimal], answer: Answer) -> bool:
    """Whether one item of a number's evidence, read or computed again here, gives the printed value (magnitudes)."""
    value, half_ulp = printed
    if "formula" in item:
        result = evaluate(str(item["formula"]).split("=")[0])
        candidates = [] if result is None else [result, result * 100]
    else:
        evidence = answer.checked.evidence.get(str(item["source"]))
        if isinstance(evidence, Metric):
            candidates = [evidence.value, evidence.value * 100]
        else:
            candidates = [found[0] for text in re.findall(_NUMERAL, str(item["quote"])) if (found := printed_value(text))]
    return any(abs(abs(candidate) - abs(value)) <= half_ulp for candidate in candidates)


_NUMERAL = r"[$€£¥]?\d[\d,]*(?:\.\d+)?\s*(?:trillion|billion|million|bn|m|tn)?\b|[$€£¥]?\d[\d,]*(?:\.\d+)?"
_SCALES = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "m": 6}


def printed_value(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and half the last printed place of a plain numeral, scale word included; None for a range or a word."""
    numerals = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    if len(numerals) != 1:
        return None
    digits = numerals[0].replace(",", "")
    word = re.search(r"[a-z]+", text[text.index(numerals[0]) + len(numerals[0]) :].lower())
    scale = Decimal(10) ** _SCALES.get(word[0] if word else "", 0)
    places = len(digits.partition(".")[2])
    return Decimal(digits) * scale, scale * Decimal(10) ** -places / 2


_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(formula: str) -> Decimal | None:
    """The value of a printed formula of numbers and + − × ÷ ( ), or None where it is something else.

    >>> evaluate("54.50 / 50.00 − 1")
    Decimal('0.09')
    """
    plain = formula.translate(str.maketrans("−–×÷", "--*/")).replace(",", "")
    plain = re.sub(r"[$€£¥%]", "", plain)
    try:
        return _value(ast.parse(plain.strip(), mode="eval").body)
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("not arithmetic")
