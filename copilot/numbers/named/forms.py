"""What named figures give: change, difference, share, ratio, sum, mean, product, each with how well it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from copilot.numbers.formulas.arithmetic import ALL, is_ten
from copilot.numbers.named.asked import Asked
from copilot.numbers.named.figure import Figure, is_at, is_mixed, is_percent, is_total, unit_of
from copilot.numbers.named.page import Page
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


def returns(asked: Asked, page: Page, named: Sequence[Named]) -> Iterator[tuple[float, Made]]:
    """Returns of indices that start at 100: level − 100, and the points between two of them."""
    levels: list[tuple[Named, float]] = []
    for item in named:
        figure = item.figure
        first = page.figures[page.lines[figure.source, figure.line][0]]
        if figure.column <= 0 or first.value != 100 or first is figure or is_percent(figure):
            continue
        score = (asked.weight(item.own) + 0.4 * asked.weight(item.around) - item.extra) / asked.total
        if asked.times and figure.times and not any(is_at(figure, (year, 0)) for year, _ in asked.times[-1:]):
            score -= 0.4
        last = page.figures[page.lines[figure.source, figure.line][-1]]
        score -= 0.0 if (asked.times and figure.times) or last is figure else 0.15
        levels.append((item, score))
        one, other = term(first), term(figure)
        words = f"{shown(figure)} / {shown(first)} − 1"
        yield score, Made("points", other.interval - ALL, words, (other, one), signed=True)
    for (one_item, a), (other_item, b) in combinations(levels, 2):
        x, y = one_item.figure, other_item.figure
        if x.column == y.column and x.table == y.table and asked.says("difference"):
            p, q = term(x), term(y)
            if asked.place(one_item.own & ~other_item.own) > asked.place(other_item.own & ~one_item.own):
                p, q, x, y = q, p, y, x
            words = f"({shown(x)} − 100) − ({shown(y)} − 100)"
            yield max(a, b) + 0.1, Made("points", p.interval - q.interval, words, (p, q), signed=True)


def groups(asked: Asked, page: Page, named: Sequence[Named], mean: bool) -> Iterator[tuple[float, Made]]:
    """Sums and means of three or more: a row over the years named, or named rows of one column."""
    done: set[tuple[str, int]] = set()
    wanted = sorted({year for year, _ in asked.times})
    for item in named[:12]:
        figure = item.figure
        key = (figure.source, figure.line)
        if key in done:
            continue
        done.add(key)
        row = [page.figures[at] for at in page.lines[key]]
        row = [cell for cell in row if is_percent(cell) == is_percent(figure) and not cell.head & {"total", "chang", "vari"}]
        score = (asked.weight(item.own) + 0.4 * asked.weight(item.around) - item.extra) / asked.total
        if figure.column < 0:
            row = list({cell.times: cell for cell in reversed(row) if len(cell.times) == 1}.values())[::-1]
            if len(wanted) < 2 or len(row) < 3:
                continue
        inside = [cell for cell in row if cell.times and wanted and wanted[0] <= cell.times[0][0] <= wanted[-1]]
        if len(wanted) >= 2 and 3 <= len(inside) <= 12:
            years_met = sum(1 << bit for bit, word in enumerate(asked.stems) if word.isdigit())
            score += asked.weight(years_met & ~item.own) / asked.total
            yield score, summed(inside, mean)
        elif not wanted and 2 <= len(row) <= 12:
            yield score - 0.05, summed(row, mean)
    yield from _column_groups(asked, named, mean)


def _column_groups(asked: Asked, named: Sequence[Named], mean: bool) -> Iterator[tuple[float, Made]]:
    columns: dict[tuple[str, int, int], list[Named]] = {}
    for item in named:
        if item.figure.column >= 0:
            columns.setdefault((item.figure.source, item.figure.table, item.figure.column), []).append(item)
    for group in columns.values():
        seen = 0
        kept: list[Named] = []
        for item in group:
            if item.own & ~seen:
                kept.append(item)
                seen |= item.own
        if 3 <= len(kept) <= 6 and all(is_contemporary(asked, kept[0].figure, other.figure) for other in kept[1:]):
            score = (asked.weight(seen) - max(item.extra for item in kept)) / asked.total
            yield score - 0.1, summed([item.figure for item in sorted(kept, key=lambda item: item.figure.start)], mean)
