"""Sums of plain numbers, worked out exactly for a model that asks."""

from __future__ import annotations

import ast
import operator
import re
from decimal import Decimal, DecimalException, localcontext

_WORKINGS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SUM = re.compile(r"[\d.,+\-*/()%×÷−–\s]{1,200}")
_PERCENTAGE = re.compile(r"(?<![\d.])(\d[\d.]*)\s*%")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")  # a comma elsewhere is a decimal one or a slip


def work_out(expression: str) -> Decimal | None:
    """The value of a sum of plain numbers, to twelve digits; None for anything else. A percentage is one number, of hundredths.

    >>> work_out("54.50 / 50.00 - 1"), work_out("(2 - 5%) / 3"), work_out("9**9"), work_out("1/0")
    (Decimal('0.09'), Decimal('0.65'), None, None)
    >>> work_out("30% / 12%"), work_out("1,5 + 1")
    (Decimal('2.5'), None)
    """
    if not _SUM.fullmatch(expression):
        return None
    plain = _GROUPS.sub(lambda match: match.group().replace(",", ""), expression).translate(str.maketrans("×÷−–", "*/--"))
    plain = _PERCENTAGE.sub(r"(\1/100)", plain).strip()
    if "," in plain:
        return None
    try:
        with localcontext(prec=28):
            value = _value(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, ValueError, DecimalException, RecursionError):
        return None
    with localcontext(prec=12):
        return +value


def _value(node: ast.expr, text: str) -> Decimal:
    if isinstance(node, ast.BinOp) and type(node.op) in _WORKINGS:
        left, right = _value(node.left, text), _value(node.right, text)
        return Decimal(_WORKINGS[type(node.op)](left, right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, text)
    if isinstance(node, ast.Constant):
        return Decimal(ast.get_source_segment(text, node) or "")  # as written: a float would lose digits
    raise ValueError("no plain sum")
