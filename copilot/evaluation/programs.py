"""Arithmetic written as programs, evaluated in decimal.

FinQA writes "divide(60, 243), multiply(#0, const_100)", TAT-QA "(680-774)/774".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DecimalException, localcontext

_STEP = re.compile(r"([a-z_]+)\((.*?)\)(?:, (?=[a-z_]+\()|$)")
_NUMBER = re.compile(r"-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_PRINTED = re.compile(r"(?<![\w.#])\d+(?:,\d{3})*(?:\.\d+)?")  # no constant and no "#0"
_OPERAND = re.compile(r"\$?\s*-?[\d.,]+\s*%?")
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "percent": -2}
_PLAIN = str.maketrans("[]–−÷×", "()--/*", "$£€")
Table = Sequence[Sequence[str]]


class NotAProgram(ValueError):
    """The text is no program or expression of the two languages."""


def run_program(program: str, table: Table = ()) -> Decimal | bool:
    """The value of a FinQA program; table_* steps read the row of that name. Raises NotAProgram.

    "2.4%" is 0.024, const_m1 is -1, "#0" the first step's result.

    >>> run_program("divide(60, 243), multiply(#0, const_100)").quantize(Decimal("0.01"))
    Decimal('24.69')
    >>> run_program("greater(14, 19)")
    False
    """
    steps: list[Decimal | bool] = []
    end = 0
    for match in _STEP.finditer(program.strip()):
        if match.start() != end:
            break
        end = match.end()
        steps.append(_step(match[1], match[2], steps, table))
    if not steps or end != len(program.strip()):
        raise NotAProgram(program)
    return steps[-1]


def _step(name: str, arguments: str, steps: Sequence[Decimal | bool], table: Table) -> Decimal | bool:
    if name.startswith("table_"):
        return _table_step(name, arguments.rsplit(",", 1)[0].strip(), table)
    operands = [_operand(part.strip(), steps) for part in arguments.rsplit(",", 1)]
    if name not in _OPERATIONS or len(operands) != 2:
        raise NotAProgram(f"{name}({arguments})")
    try:
        return _OPERATIONS[name](*operands)
    except DecimalException as error:
        raise NotAProgram(f"{name}({arguments})") from error


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal | bool]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "exp": lambda a, b: a**b,
    "greater": lambda a, b: a > b,
}


def _operand(text: str, steps: Sequence[Decimal | bool]) -> Decimal:
    if text.startswith("#") and text[1:].isdigit() and int(text[1:]) < len(steps):
        return Decimal(steps[int(text[1:])])
    if text.startswith("const_"):
        return Decimal(text.removeprefix("const_").replace("m", "-"))
    number = read_number(text) if _OPERAND.fullmatch(text) else None
    if number is None:
        raise NotAProgram(text)
    return number


def _table_step(name: str, row_name: str, table: Table) -> Decimal:
    rows = [row for row in table if row and row[0].strip() == row_name]
    if not rows:
        raise NotAProgram(f"no row {row_name!r}")
    values = [value for cell in rows[-1][1:] if (value := read_number(cell)) is not None]
    if not values:
        raise NotAProgram(f"no numbers in row {row_name!r}")
    folded = {"table_sum": sum(values, Decimal(0)), "table_max": max(values), "table_min": min(values)}
    folded["table_average"] = folded["table_sum"] / len(values)
    if name not in folded:
        raise NotAProgram(name)
    return folded[name]


def spread(program: str, evaluate: Callable[[str], Decimal | bool]) -> Decimal:
    """How far the value moves, either way, if every printed operand moves by half a unit of its last digit; to first order.

    >>> spread("divide(60, 240)", run_program).quantize(Decimal("0.0001"))
    Decimal('0.0026')
    """
    value, moved = Decimal(evaluate(program)), Decimal(0)
    for match in _PRINTED.finditer(program):
        half = Decimal(5).scaleb(-1 - len(match[0].partition(".")[2]))
        shifted = str(Decimal(match[0].replace(",", "")) + half)
        moved += abs(Decimal(evaluate(program[: match.start()] + shifted + program[match.end() :])) - value)
    return moved


def read_number(cell: str) -> Decimal | None:
    """The number of a table cell as FinQA prints it, its first one; a percent is a fraction; None where there is none.

    >>> read_number("$ -6129 ( 6129 )"), read_number("11.4% ( 11.4 % )"), read_number("n/a")
    (Decimal('-6129'), Decimal('0.114'), None)
    """
    match = _NUMBER.search(cell)
    if match is None:
        return None
    value = Decimal(match[0].replace(",", ""))
    return value / 100 if cell[match.end() :].lstrip().startswith("%") else value


def evaluate_expression(derivation: str, scale: str = "") -> Decimal:
    """The value of a TAT-QA derivation in the scale of its answer; a list "a##b" counts its items. Raises NotAProgram.

    >>> evaluate_expression("(680-774)/774", "percent").quantize(Decimal("0.01"))
    Decimal('-12.14')
    >>> evaluate_expression("2018##2017")
    Decimal('2')
    """
    if "##" in derivation or not re.search(r"\d\s*[-+*/)%–−÷×]|[-+(]\s*\$?\d", derivation):
        return Decimal(derivation.count("##") + 1)
    text = _spelt(derivation, scale)
    try:
        with localcontext() as context:
            context.prec = 40
            value = _value(ast.parse(text, mode="eval").body)
    except (SyntaxError, DecimalException, ZeroDivisionError) as error:
        raise NotAProgram(derivation) from error
    # a percent is printed as such unless the operands already were
    return value * 100 if scale == "percent" and "/" in text and not _averages_percents(derivation) else value


def _averages_percents(derivation: str) -> bool:
    """ "(1.7%+1.5%)/2" and "(3.7+3.7+1.6)/3" divide percents by how many they are: the result is a percent already."""
    mean = re.fullmatch(r"\W*[\[(]*([^()\[\]]+)[)\]]+\s*/\s*(\d+|\([\d\s+-]+\))\s*", derivation)
    return mean is not None and len(re.findall(r"\d[\d,.]*", mean[1])) == evaluate_expression(f"{mean[2]}+0")


def _spelt(derivation: str, scale: str) -> str:
    text = derivation.translate(_PLAIN)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for word, power in _SCALES.items():
        text = re.sub(rf"(\d[\d.]*)\s*{word}\b", rf"(\1*10**{power - _SCALES.get(scale, 0)})", text)
    if "%" in text:
        plain = scale == "percent" and "/" not in re.sub(r"/\s*\d+\s*$", "", text)
        text = text.replace("%", "") if plain else re.sub(r"(\d[\d.]*)%", r"(\1/100)", text)
    text = re.sub(r"(?<=[-+] )\((\d[\d.]*)\)", r"(-\1)", text)  # an accountant's minus
    return re.sub(r"(?<![\d.])0+(?=\d)", "", text).strip()


def _value(node: ast.expr) -> Decimal:
    """Numbers, + - * / ** and signs; nothing else is evaluated."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return -_value(node.operand) if isinstance(node.op, ast.USub) else _value(node.operand)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left), _value(node.right)
        for kind, compute in _ARITHMETIC.items():
            if isinstance(node.op, kind):
                return compute(left, right)
    raise NotAProgram(ast.dump(node))


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
