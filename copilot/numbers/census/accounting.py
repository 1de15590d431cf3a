"""Accounting parentheses: "(1,204)" in a column or before a unit is a printed minus; "($84.20)" in a sentence is not."""

from __future__ import annotations

from copilot.numbers.census.date_forms import is_year
from copilot.numbers.census.figures import read_figure, read_tail
from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import currency_before
from copilot.numbers.wordlists import wordlist

_MARKS = frozenset("%$€£¥")


def read_accounting(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The negative figure that begins at "(", the currency before it included; None where the parentheses are punctuation."""
    core = index + 1
    while (
        core < index + 4
        and tokens.kind_at(core) not in ("n", "f")
        and tokens.kind_at(core) == "s"
        and tokens.word[core] not in ("(", ")")
    ):
        core += 1
    if tokens.kind_at(core) != "n":
        return None
    inner = read_figure(tokens, core, index + 1)
    if inner is None or inner.first != index + 1 or inner.value is None or inner.value < 0 or inner.sign == "+":
        return None
    close = inner.last + (tokens.at(inner.last) == "|")  # a table may set the bracket in a cell of its own
    if tokens.at(close) != ")" or tokens.opens_line(close):
        return None
    before = currency_before(tokens, index, floor)
    item = Item(
        index,
        close + 1,
        "quantity",
        inner.value,
        unit=inner.unit,
        ulp=inner.ulp,
        marked=inner.marked,
        scaled=inner.scaled,
        scale=inner.scale,
        factor=inner.factor,
        sign="(",
    )
    if before is not None and inner.unit == "none":
        item.first, item.unit, item.marked = before.first, before.unit, True
    bare_unit, bare_last = item.unit, item.last
    if not item.scaled and tokens.at(close + 1) not in ("x", "times"):
        read_tail(tokens, item)
    has_tail = item.last != bare_last or item.unit != bare_unit
    if not (has_tail or (before is not None and tokens.glued(index)) or _in_column(tokens, index, close, core)):
        return None
    item.value = -(item.value or inner.value)
    return item


def _in_column(tokens: Tokens, index: int, close: int, core: int) -> bool:
    """Whether figures alone stand beside the parentheses on the line, or a label with a colon before them."""
    printed, beside = tokens.word[core], index - 1
    if (is_year(printed) and close == core + 1) or (len(printed) == 1 and tokens.kind_at(beside) == "w"):
        return False  # a year, or the mark of a footnote: "leverage ratio (1) | 5.82"
    while beside > index - 3 and tokens.at(beside) in wordlist("column_marks"):
        beside -= 1
    if tokens.at(beside) == printed and tokens.at(beside - 1) not in ("-", "–"):
        return False  # said twice: "4.55% (4.55%)"
    if tokens.at(index - 1) in (":", "|", "=") and not tokens.opens_line(index):
        return len(printed) > 1
    after = close + 1
    while tokens.at(after) in wordlist("column_marks") and not tokens.opens_line(after):
        after += 1
    right = after < len(tokens) and not tokens.opens_line(after) and _is_figure(tokens, after)
    before = index - 1
    while before >= 0 and tokens.word[before] in wordlist("column_marks") and not tokens.opens_line(before + 1):
        before -= 1
    left = (
        before >= 0
        and not tokens.opens_line(before + 1)
        and (tokens.kind[before] == "n" or (tokens.word[before] == ")" and tokens.kind_at(before - 1) == "n"))
    )
    if not left and not right:
        return False
    around = tokens.word[max(0, index - 4) : index] + tokens.word[close + 1 : close + 6]
    marks = _MARKS.intersection(tokens.word[index:close])
    if marks and not marks.intersection(around):
        return False  # "aged 55 to 64 ($760)": money beside a bare number is no column
    return not wordlist("prose_words").intersection(tokens.word[max(0, index - 4) : index] + tokens.word[close + 1 : close + 5])


def _is_figure(tokens: Tokens, index: int) -> bool:
    if tokens.kind[index] == "n":
        return True
    return tokens.word[index] == "(" and any(tokens.kind_at(at) == "n" for at in (index + 1, index + 2))
