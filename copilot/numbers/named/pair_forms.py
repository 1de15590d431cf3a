"""What two named figures give: change, difference, share, ratio, sum, mean, product, each with how well it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.numbers.formulas.arithmetic import is_ten
from copilot.numbers.named.asked import Asked
from copilot.numbers.named.figure import Figure, is_mixed, is_percent, is_total, unit_of
from copilot.numbers.named.ranking import NAMED_AT_ALL, Named, in_time, is_contemporary, same_label
from copilot.numbers.named.results import Made, quotient, shown, summed, term
from copilot.numbers.named.target import Target


def changes(
    asked: Asked, target: Target, one: Named, other: Named, base: float, asks_share: bool
) -> Iterator[tuple[float, Made]]:
    """From the earlier to the later, or from the second-named to the first."""
    if base < NAMED_AT_ALL:
        return
    if one.figure.benchmark != other.figure.benchmark and one.figure.column < 0 and other.figure.column < 0:
        return  # a median or a forecast is no earlier value
    ordered = in_time(asked, one.figure, other.figure)
    if ordered is not None:
        first, last, off = ordered
        score = base - off
        if score >= NAMED_AT_ALL:
            score -= 0.5 * same_label(first, last)
    else:
        mine, theirs = one.own & ~other.own, other.own & ~one.own
        if not mine or not theirs or not is_contemporary(asked, one.figure, other.figure):
            return
        swap = asked.place(mine) > asked.place(theirs)
        a, b = (other, one) if swap else (one, other)
        is_from = re.search(r"\bfrom\b", asked.text) is not None
        first, last = (a.figure, b.figure) if is_from else (b.figure, a.figure)
        score = base - 0.08
    if score < NAMED_AT_ALL:
        return
    if unit_of(first) != unit_of(last) and "percent" in (unit_of(first), unit_of(last)):
        return
    for result in change_forms(target, first, last):
        penalty = 0.0
        if target.percent and result.family == "points" and is_percent(first) and result.formula.count("/"):
            penalty = 0.03
        if not target.percent and (result.family == "points") != asks_share:
            penalty = 0.1
        yield score - penalty, result


def change_forms(target: Target, first: Figure, last: Figure) -> Iterator[Made]:
    """The change in points, in percent and as an amount, as far as the claim can be told in it."""
    if is_mixed(first, last):
        return
    one, other = term(first), term(last)
    risen = other.interval - one.interval
    words, operands = f"{shown(last)} − {shown(first)}", (other, one)
    if is_percent(first) and is_percent(last) and target.unit in ("percent", "percentage_point", "basis_point", "none"):
        yield Made("points", risen, words, operands, signed=True)
    if target.unit in ("percentage_point", "basis_point"):
        return
    if target.percent or (target.unit == "none" and target.scale == 1 and target.value < 20):
        ratio = other.interval.over(one.interval)
        if ratio is not None:
            grown = ratio.growth()
            if first.value < 0 < last.value:  # from a loss to a profit: a rise, though the quotient is negative
                yield Made("points", -grown, f"({words}) / |{shown(first)}|", operands, signed=True)
            yield Made("points", grown, f"{shown(last)} / {shown(first)} − 1", operands, signed=True)
    if target.percent:
        return
    if first.value < 0 and last.value < 0:  # outlays printed in brackets: how much larger they became
        yield Made("none", -risen, f"|{shown(last)}| − |{shown(first)}|", operands, signed=True)
    yield Made("none", risen, words, operands, signed=True)


def shares(asked: Asked, target: Target, one: Named, other: Named, base: float, change: bool) -> Iterator[tuple[float, Made]]:
    """Part over whole, and one figure over another."""
    a, b = one.figure, other.figure
    mine, theirs = one.own & ~other.own, other.own & ~one.own
    if not mine and not theirs:
        return
    if is_percent(a) or is_percent(b) or is_mixed(a, b) or is_ten(a.value) or is_ten(b.value):
        return
    ordered = in_time(asked, a, b)
    off = 0.0 if is_contemporary(asked, a, b) or (ordered is not None and len(asked.times) > 1 and not ordered[2]) else 0.4
    off += 0.3 if asked.says("mean") and not asked.says("per") else 0.0
    off += 0.0 if mine and theirs else 0.12
    off += 0.15 if change else 0.0
    if asked.says("percent_change") and not asked.says("of_whole"):
        return
    fraction = target.percent or (target.value < 1 and target.scale == 1 and target.unit in ("none", "ratio_x"))
    if (fraction and target.percent) or asked.says("share"):
        part, whole = (a, b) if abs(a.value) <= abs(b.value) else (b, a)
        if (target.value > 100 and target.percent) or (not target.percent and target.value > 1):
            part, whole = whole, part
        off += -0.12 if is_total(whole) and not is_total(part) else 0.06 if is_total(part) and not is_total(whole) else 0.0
        yield from quotient(base - off, part, whole, "points" if target.percent else "ratio")
    if not target.percent:
        first, last = (a, b) if asked.place(mine) <= asked.place(theirs) else (b, a)
        yield from quotient(base - off - 0.02, first, last, "ratio")
        yield from quotient(base - off - 0.2, last, first, "ratio")


def pair_sums(asked: Asked, target: Target, one: Named, other: Named, base: float, mean: bool) -> Iterator[tuple[float, Made]]:
    """The sum or mean of two."""
    a, b = one.figure, other.figure
    if is_percent(a) != is_percent(b) or (is_percent(a) != target.percent and target.percent) or is_mixed(a, b):
        return
    ordered = in_time(asked, a, b)
    if ordered is not None:
        if len(set(asked.times)) < 2 or ordered[2]:
            return
        score = base - 0.5 * same_label(a, b)
    else:
        if not one.own & ~other.own or not other.own & ~one.own or not is_contemporary(asked, a, b):
            return
        score = base - 0.08
    yield score, summed((a, b), mean)


def products(asked: Asked, one: Named, other: Named, base: float) -> Iterator[tuple[float, Made]]:
    """Price times number, and a percentage of an amount."""
    a, b = one.figure, other.figure
    if not one.own & ~other.own or not other.own & ~one.own or not is_contemporary(asked, a, b):
        return
    if not (is_percent(a) or is_percent(b)) and not any(
        "pric" in p.own | p.around and ("shar" in q.own or "numb" in q.own or "unit" in q.own) for p, q in ((a, b), (b, a))
    ):
        return
    if is_percent(a) and is_percent(b):
        return
    x, y = term(a), term(b)
    found = x.interval.by(y.interval)
    found = found.shared(100) if is_percent(a) or is_percent(b) else found
    yield base - 0.15, Made("none", found, f"{shown(a)} × {shown(b)}", (x, y))
