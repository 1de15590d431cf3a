"""Words that say a direction, an order or a record against the prices: a verdict where their sign is plain, else nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from copilot.comparison.extremes import has_history
from copilot.comparison.market import Market, bars_between
from copilot.comparison.moves import position
from copilot.comparison.returns import SLACK_DAYS, both_returns, price_return, windows_or_day
from copilot.comparison.statement import Statement
from copilot.comparison.types import plain, signed
from copilot.market.calendar import session_on_or_before
from copilot.metrics import computed
from copilot.numbers.directions import Directed
from copilot.types import Bar, Metric, Prices

FLAT_DAY, FLAT = Decimal("0.0005"), Decimal("0.0025")  # below it a day, or a longer window, went neither way
FLAT_LEVEL = Decimal("0.001")  # a level this close to a record or an average is on neither side
DIVIDENDS_ANNUAL = Decimal("0.025")  # what a fund may gain on an index by dividends, which an index is quoted without
_ONE_SESSION = "day"


@dataclass(frozen=True, slots=True)
class Sign:
    """What the prices say of a direction word: whether they bear it out, in words, and the metrics that decide it."""

    directed: Directed
    agrees: bool
    found: str
    metrics: tuple[Metric, ...]

    @property
    def stated(self) -> str:
        """The words as the text has them."""
        return self.directed.told

    @property
    def text(self) -> str:
        """The verdict in one sentence."""
        return f"{self.stated}: {'borne out' if self.agrees else 'contradicted'}; the prices say: {self.found}."


def compare_directions(directed: Sequence[Directed], text: str, market: Market, published: date | None) -> Iterator[Sign]:
    """Each word that the prices decide. A fund speaks for its index here as little as anywhere."""
    for item in directed:
        prices = next(iter(market.of([item.subject])), None) if item.subject is not None else None
        if prices is None or not prices.bars:
            continue
        statement = Statement(item.claim, text, published)
        found = _JUDGES[item.kind](item, statement, prices, market)
        if found is not None:
            yield found


def _of_move(item: Directed, statement: Statement, prices: Prices, market: Market) -> Sign | None:
    """Up or down over the window, by the price and the total return alike, whichever of its ends is meant."""
    metrics = list(_since(statement, prices) if item.claim.since else _returns(statement, prices))
    flat = _flat(item)
    sign = _common([_sign(metric.value, flat) for metric in metrics])
    if sign is None:
        return None
    shown = min(metrics, key=lambda metric: abs(metric.value)) if len(metrics) > 2 else metrics[0]
    return Sign(item, sign == item.sign, f"{shown.name} {signed(shown.value)}{_window(shown)}", (shown,))


def _of_pair(item: Directed, statement: Statement, prices: Prices, market: Market) -> Sign | None:
    """One return less the other, by price and with dividends."""
    assert item.other is not None
    other = next(iter(market.of([item.other])), None)
    if other is None or other.ticker == prices.ticker or item.claim.since:
        return None
    index = {name.ticker for name in (item.subject, item.other) if name is not None and name.kind == "index"}
    signs, metrics = [], []
    for parameters in _parameters(statement, prices):
        for basis in ("price", "total"):
            metric = computed("relative return", prices, other=other, basis=basis, **parameters)
            if metric is None and basis == "total":
                continue  # an index has none
            if metric is None:
                return None
            slack = _dividends(metric) if len(index) == 1 else Decimal(0)
            signs.append(_sign(metric.value / 100, _flat(item) + slack))
            metrics.append(metric)
    sign = _common(signs)
    if sign is None:
        return None
    shown = metrics[0]
    gap = f"{round(shown.value, 2):+f} points"
    return Sign(item, sign == item.sign, f"{shown.ticker} against {other.ticker} {gap}, by price{_window(shown)}", (shown,))


def _of_record(item: Directed, statement: Statement, prices: Prices, market: Market) -> Sign | None:
    """Whether a session of the window was higher than all before it."""
    bars = _sessions(item, statement, prices)
    if not bars or item.sign < 0 or not has_history(prices, bars[0].session):
        return None
    found = []
    for field in ("close",) if item.is_closing else ("close", "high"):
        top = max(bars, key=lambda bar: _level(bar, field))
        metric = computed("distance from record", prices, session=top.session, field=field)
        if metric is None:
            return None
        found.append(metric)
    best = max(found, key=lambda metric: metric.value)
    if -FLAT_LEVEL <= best.value <= 0:
        return None
    words = f"the highest {best.parameters['field']} was {signed(best.value)} from the highest before it, of {best.start}"
    return Sign(item, best.value > 0, f"{words}, in prices from {prices.bars[0].session} on", (best,))


def _of_year(item: Directed, statement: Statement, prices: Prices, market: Market) -> Sign | None:
    """Whether a day was the high, or the low, of its 52 weeks."""
    bars = _sessions(item, statement, prices)
    if len(bars) != 1:
        return None
    day, side = bars[0].session, "high" if item.sign > 0 else "low"
    names = [("close", f"{side}est close" if side == "high" else "lowest close")]
    names += [] if item.is_closing else [(side, side)]
    apart = []
    for field, name in names:
        extreme = computed(name, prices, weeks=52, end=day)
        if extreme is None:
            return None
        apart.append((round(abs(Decimal(repr(_level(bars[0], field))) / extreme.value - 1), 6), extreme))
    gap = min(gap for gap, _ in apart)
    if 0 < gap <= FLAT_LEVEL:
        return None
    extreme = next((extreme for own, extreme in apart if own == 0), apart[-1][1])
    return Sign(item, gap == 0, f"the {extreme.name} of 52 weeks was {plain(extreme.value)} on {extreme.start}", (extreme,))


def _of_average(item: Directed, statement: Statement, prices: Prices, market: Market) -> Sign | None:
    """The close against the mean of so many; without a day, on both sessions that the text's own day leaves open."""
    if item.when is None:
        if statement.published is None:
            return None
        last = session_on_or_before(statement.published)
        days = [last, session_on_or_before(last - timedelta(days=1))]
    else:
        bars = _sessions(item, statement, prices)
        days = [bars[0].session] if len(bars) == 1 else []
    metrics = [computed("distance from moving average", prices, sessions=item.sessions, session=day) for day in days]
    known = [metric for metric in metrics if metric is not None]
    sign = _common([_sign(metric.value, FLAT_LEVEL) for metric in known]) if len(known) == len(days) else None
    if sign is None:
        return None
    shown = known[0]
    return Sign(item, sign == item.sign, f"the close of {shown.end} was {signed(shown.value)} from it", (shown,))


_JUDGES = {"move": _of_move, "relative": _of_pair, "record": _of_record, "year": _of_year, "average": _of_average}


def _parameters(statement: Statement, prices: Prices) -> Iterator[dict[str, object]]:
    """The windows the words may mean, a day as the session after the one before."""
    if statement.claim.period_grain is None:
        yield from _lately(statement, prices)
    else:
        yield from windows_or_day(statement, prices)


def _lately(statement: Statement, prices: Prices) -> Iterator[dict[str, object]]:
    """The last session by the text's own day, the one before it, and the last five: what an undated close may be of."""
    if statement.published is None:
        return
    last = position(prices, session_on_or_before(statement.published))
    if last is None or last < 5:
        return
    for first, end in ((last - 1, last), (last - 2, last - 1), (last - 5, last)):
        yield {"start": prices.bars[first].session, "end": prices.bars[end].session}


def _returns(statement: Statement, prices: Prices) -> Iterator[Metric]:
    for parameters in _parameters(statement, prices):
        yield from both_returns(prices, parameters)


def _since(statement: Statement, prices: Prices) -> Iterator[Metric]:
    """From any close of the days named, or the last before them, to any of the text's last week."""
    start, last, until = statement.claim.period_start, statement.claim.period_end, statement.published
    if start is None or last is None or until is None or until <= last or (last - start).days > 31:
        return
    first = bars_between(prices, start - timedelta(days=SLACK_DAYS), last)
    bases = [*[bar for bar in first if bar.session < start][-1:], *(bar for bar in first if bar.session >= start)]
    ends = bars_between(prices, max(until - timedelta(days=SLACK_DAYS), last + timedelta(days=1)), until)
    if not bases or not ends:
        return
    for base, end in product(_outermost(bases), _outermost(ends)):
        metric = price_return(prices, base.session, end.session)
        if metric is not None:
            yield metric


def _sessions(item: Directed, statement: Statement, prices: Prices) -> Sequence[Bar]:
    """The sessions of the window; of what has none, those of the text's last week."""
    claim, until = item.claim, statement.published
    if item.when is None:
        return bars_between(prices, until - timedelta(days=SLACK_DAYS), until) if until is not None else ()
    if claim.period_start is None or claim.period_end is None or claim.since:
        return ()
    return bars_between(prices, claim.period_start, claim.period_end)


def _level(bar: Bar, field: str) -> float:
    price = getattr(bar, field)
    return bar.close if price is None else float(price)


def _outermost(bars: Sequence[Bar]) -> tuple[Bar, Bar]:
    """The lowest and the highest close."""
    return min(bars, key=lambda bar: bar.close), max(bars, key=lambda bar: bar.close)


def _flat(item: Directed) -> Decimal:
    return FLAT_DAY if item.claim.period_grain in (None, _ONE_SESSION) else FLAT


def _dividends(metric: Metric) -> Decimal:
    days = (metric.end - metric.start).days if metric.start and metric.end else 0
    return DIVIDENDS_ANNUAL * days / 365


def _sign(value: Decimal, flat: Decimal) -> int:
    return 0 if abs(value) < flat else 1 if value > 0 else -1


def _common(signs: Sequence[int]) -> int | None:
    """The sign that all have; None where they have none or more than one."""
    found = set(signs)
    return found.pop() if len(found) == 1 and 0 not in found else None


def _window(metric: Metric) -> str:
    return f" from {metric.start} to {metric.end}" if metric.start != metric.end else f" on {metric.end}"
