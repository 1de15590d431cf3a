"""What three named figures or more give, and returns of indices that start at 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from copilot.numbers.formulas.arithmetic import ALL
from copilot.numbers.named.asked import Asked
from copilot.numbers.named.figure import is_at, is_percent
from copilot.numbers.named.page import Page
from copilot.numbers.named.ranking import Named, is_contemporary
from copilot.numbers.named.results import Made, shown, summed, term


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
