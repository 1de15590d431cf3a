"""Numbers shown as checked, confirmed again by other code than the checker's: plain reading and plain arithmetic."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from copilot.evaluation.recomputing_metrics import recomputed
from copilot.types import Answer, Metric, Passage


def confirms(item: Mapping[str, Any], printed: tuple[Decimal, Decimal], answer: Answer) -> bool | None:
    """Whether one item of a number's evidence, read or computed again here, gives the printed value (magnitudes).

    A metric is computed from its rows, a quote has to stand in its passage, a formula to be of numbers that stand where it says.
    None where it rests on a metric that is not known here.
    """
    value, half_ulp = printed
    evidence = answer.checked.evidence.get(str(item.get("source")))
    candidates: list[Decimal] = []
    if "formula" in item:
        stand = [_stands(operand, answer) for operand in item["operands"]]
        if None in stand:
            return None
        result = evaluate(str(item["formula"]).split("=")[0]) if all(stand) else None
        candidates = [] if result is None else [result, result * 100]
    elif isinstance(evidence, Metric):
        again = recomputed(evidence)
        if again is None:
            return None
        candidates = [again, again * 100]
    elif isinstance(evidence, Passage) and str(item["quote"]) in evidence.quote:
        candidates = [found[0] for text in re.findall(_NUMERAL, str(item["quote"])) if (found := printed_value(text))]
    return any(abs(abs(candidate) - abs(value)) <= half_ulp for candidate in candidates)


def _stands(operand: Mapping[str, Any], answer: Answer) -> bool | None:
    """Whether a number of a formula stands in the answer or the passage where it says, or is its metric's, computed again."""
    source, text = operand["source"], str(operand["text"])
    if source is None:
        return answer.checked.text[operand["start"] : operand["end"]] == text
    evidence = answer.checked.evidence.get(str(source))
    if isinstance(evidence, Passage):
        return evidence.quote[operand["start"] : operand["end"]] == text
    if not isinstance(evidence, Metric):
        return False
    again, printed = recomputed(evidence), printed_value(text)
    if again is None or printed is None:
        return None
    return any(abs(abs(value) - printed[0]) <= printed[1] for value in (again, again * 100))


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
