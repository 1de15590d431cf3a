"""A price level and its day, looked up in the bars; and, where it is not there, the session it belongs to."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from copilot.comparison.clarity import has_own_time
from copilot.comparison.market import bars_between
from copilot.comparison.statement import FIELDS, Days, Statement
from copilot.comparison.types import Comparison, Kind, days, plain
from copilot.market.calendar import is_session, session_on_or_before
from copilot.metrics import computed, find_level
from copilot.numbers.readings.measures import find_measures
from copilot.types import Bar, Metric, Prices

NEARBY_DAYS = 31  # how far from the stated day a level is looked for
ACCIDENT = Decimal("0.25")  # a level found near by only counts where chance would have put it there less often than this
_CHANGE_TO = re.compile(
    r"\d\s?(?:%|percent|points?)(?:,? (?:on|over|for|in|during) (?:the )?(?:[a-z-]+ ){0,3}?\w+|,? (?:today|yesterday)"
    r"|, its [^,;.]{1,50},)?(?:,? "
    r"(?:to (?:a|an|its) (?:new |fresh )?(?:all-time |closing )*(?:record|high|low)(?: close| high)?(?: of| at)?"
    r"|to|to (?:end|close|finish|settle) at)| (?:higher|lower) (?:at|to)) "
    r"(?:about |around |nearly |roughly |just (?:over|under) )?$",
    re.IGNORECASE,
)
_OF_THE_SESSION = re.compile(r"\b(?:intraday|session|day['’]s)\b", re.IGNORECASE)
_AN_EXTREME = re.compile(
    r"\b(?:high|low|peak|trough|record|top|bottom|close)s? (?:of|at|was|is|being|to) (?:about |around )?\W?$", re.IGNORECASE
)
_STOOD = re.compile(r"\b(?:to|at|hit|touched|reached) (?:about |around |nearly |roughly |just (?:over|under) )?$", re.IGNORECASE)
_FIRST_MEANT = ("close", "high", "low", "open")  # an open that is the high of its day is hardly meant as an open
RECENT_SESSIONS = 10  # what an undated "closed at" may still mean


def is_level(statement: Statement, prices: Prices) -> bool:
    """Whether the figure is told as a price of this instrument: in its currency, or a bare number that is called one."""
    claim = statement.claim
    unit = claim.quantity.unit
    if claim.quantity.value is None or claim.quantity.ulp is None or not is_priced(statement):
        return False
    if claim.role == "change" or statement.value == 0 or claim.quantity.text.lstrip("($")[:1] in "+-−":
        return False
    if unit == prices.currency:
        return claim.role in ("level", "none", "to", "from")
    if unit not in ("none", "index_point"):
        return False
    called = statement.field is not None or statement.is_price_column or _ends_a_move(statement)
    called = called or _AN_EXTREME.search(statement.lead) is not None
    called = called or (prices.ticker.startswith("^") and claim.role in ("from", "to") and claim.row is None)
    return called or (statement.is_attached and (prices.ticker.startswith("^") or _is_where_it_stood(statement)))


def _ends_a_move(statement: Statement) -> bool:
    """Whether a bare number is what a change led to: "slipped 0.6% to 681.76"."""
    return (
        statement.claim.role in ("to", "level", "none")
        and statement.claim.row is None
        and _CHANGE_TO.search(statement.lead) is not None
    )


def _is_where_it_stood(statement: Statement) -> bool:
    """Whether a bare number is where a fund or a share itself stood: "the fund fell to 84.20", "was at 84"; not "to 3 from 5"."""
    return statement.claim.row is None and _STOOD.search(statement.lead) is not None and statement.claim.quantity.unit == "none"


def is_priced(statement: Statement) -> bool:
    """Whether the figure's measure leaves it a price: none is named, or a price of the session is and no other measure before it.

    "Settled at 84.20, and volumes were thin" is a price; so is the level of an index whose name holds a measure.
    """
    measure = statement.claim.measure
    if measure in (None, "price", "share_price"):
        return True
    if statement.field is None and not statement.is_attached:
        return False
    start, end = statement.claim.row or (statement.claim.sentence[0], statement.number[0])
    if statement.is_attached and statement.claim.row is None:
        start = statement.name_before
    names = [(name.start, name.end) for name in statement.claim.entities]
    before = find_measures(statement.text, [(start, end)])
    return all(any(a <= mention.start < b for a, b in names) for mention in before if mention.id == measure)


def _is_by_chance(statement: Statement, bars: Sequence[Bar], fields: Sequence[str]) -> bool:
    """Whether a level told of many sessions would be a price of one of them anyway; one that is called an extreme is none."""
    if len(bars) <= RECENT_SESSIONS or _AN_EXTREME.search(statement.lead):
        return False
    return _chance(statement, bars, len(fields)) > ACCIDENT


def compare_level(statement: Statement, prices: Prices) -> Comparison | None:
    """The stated level against the bars of its days; None where the source does not reach them, or they cannot decide."""
    when = statement.days()
    if when is None or not is_level(statement, prices):
        return None
    fields = [statement.field] if statement.field else list(FIELDS)
    bars = bars_between(prices, when.start, when.end)
    if not bars and not (when.stated and when.is_day and not is_session(when.start)):
        return None  # the source does not reach the day: nothing is known, so nothing is said
    stated = f"{_called(statement, prices)} of {statement.claim.quantity.text} is dated {days(when.start, when.end)}"
    result = statement.compared(
        stated, "", (), agrees=True, kind="date", day=when.span, stated_date=when.start, ticker=prices.ticker
    )
    hit = _first_hit(list(reversed(bars)) if not when.stated else bars, fields, statement)
    if hit is not None and _is_by_chance(statement, bars, fields):
        return None
    if hit is not None:
        field, bar = hit
        metric = computed(field, prices, session=bar.session)
        found = () if metric is None else (metric,)
        return replace(result, found=f"the {field} of {bar.session}", found_date=bar.session, metrics=found, field=field)
    if _is_in_later_shares(bars, fields, statement, prices):
        return None
    if statement.claim.quantity.qualifier != "none" and not (statement.field and when.stated and when.is_day):
        return None
    if not has_own_time(statement):
        return None
    contradicted = _of_another_day(statement, prices, when, result) or _of_another_field(statement, prices, when, result)
    return contradicted or _of_no_day(statement, prices, when, bars, result)


def _first_hit(bars: Sequence[Bar], fields: Sequence[str], statement: Statement) -> tuple[str, Bar] | None:
    accepted = statement.accepted
    for bar in bars:
        for field in _FIRST_MEANT if len(fields) > 1 else fields:
            price = getattr(bar, field)
            if price is not None and accepted.holds(Decimal(repr(price))):
                return field, bar
    return None


def _is_in_later_shares(bars: Sequence[Bar], fields: Sequence[str], statement: Statement, prices: Prices) -> bool:
    """Whether the figure is a price of its day told in the shares after a later split: another way to tell it, and not wrong."""
    for bar in bars:
        shares = math.prod(later.split for later in prices.bars if later.session > bar.session)
        told = [price / shares for field in fields if shares != 1.0 and (price := getattr(bar, field)) is not None]
        if any(statement.accepted.holds(Decimal(f"{price:.10g}")) for price in told):
            return True
    return False


def _of_another_day(statement: Statement, prices: Prices, when: Days, result: Comparison) -> Comparison | None:
    """The figure is a price of a session near by: dated wrongly; or stale, where it is told as today's and is yesterday's."""
    if not when.stated and not (statement.field == "close" or statement.is_of_today or statement.is_price_column):
        return None
    field = statement.field
    first, last = when.start - timedelta(days=NEARBY_DAYS), when.end + timedelta(days=NEARBY_DAYS)
    if not when.stated:
        last = when.end
    bars = bars_between(prices, first, last)
    window = replace(prices, bars=tuple(bars))
    near = [
        (abs((session - when.start).days), name, session)
        for name in ([field] if field else FIELDS)
        for session in find_level(window, statement.value, field=name, printed_ulp=statement.ulp)
        if first <= session <= last
    ]
    if not near or _chance(statement, bars, 1 if field else len(FIELDS)) > ACCIDENT:
        return None
    if not field and not statement.is_attached and statement.claim.quantity.unit == "none":
        return None
    _, name, session = min(near)
    metric = computed(name, prices, session=session)
    actual = _actual(prices, name, when)
    on_day = f"; on {when.start.isoformat()} the {name} was {plain(actual.value)}" if actual is not None else ""
    if actual is None and when.stated and when.is_day and not is_session(when.start):
        on_day = f"; {when.start.isoformat()} was no session"
    found = f"{statement.claim.quantity.text} is the {name} of {session.isoformat()}{on_day}"
    metrics = tuple(item for item in (metric, actual) if item is not None)
    kind: Kind = "stale" if _is_stale(statement, when, session, name) else "date"
    stated = (
        result.stated if when.stated else f"{_called(statement, prices)} of {statement.claim.quantity.text} is told as current"
    )
    return replace(
        result, agrees=False, kind=kind, stated=stated, found=found, found_date=session, metrics=metrics, field=name,
        severity="error" if when.stated or statement.field == "close" else "warning",
    )  # fmt: skip


def _of_another_field(statement: Statement, prices: Prices, when: Days, result: Comparison) -> Comparison | None:
    """The day is right and the word is not: its low told as its close."""
    field = statement.field
    bars = bars_between(prices, when.start, when.start) if when.stated and when.is_day and field else []
    others = [name for name in FIELDS if name != field]
    hit = _first_hit(bars, others, statement)
    if hit is None or field is None or statement.ulp >= 1 or statement.claim.quantity.qualifier != "none":
        return None
    metrics = tuple(m for name in (hit[0], field) if (m := computed(name, prices, session=when.start)) is not None)
    found = f"{statement.claim.quantity.text} is the {hit[0]} of {when.start}, the {field} was {plain(metrics[-1].value)}"
    if hit[0] == "close" and _is_extreme_close(hit[1], field, prices) and _OF_THE_SESSION.search(statement.lead) is None:
        found = f"{found}; a {field} may be told of closes"
        return replace(result, agrees=False, kind="definition", severity="note", found=found, found_date=when.start, is_near=True)
    return replace(
        result, agrees=False, kind="definition", found=found, found_date=when.start, metrics=metrics, field=hit[0]
    )  # fmt: skip


def _is_extreme_close(bar: Bar, field: str, prices: Prices) -> bool:
    """Whether no close of the weeks around is below it, for a low, or above it, for a high."""
    reach = timedelta(days=NEARBY_DAYS)
    closes = [other.close for other in bars_between(prices, bar.session - reach, bar.session + reach)]
    return bar.close == (min(closes) if field == "low" else max(closes)) if field in ("low", "high") else False


def _of_no_day(statement: Statement, prices: Prices, when: Days, bars: Sequence[Bar], result: Comparison) -> Comparison | None:
    """No session near by has the figure: wrong where the words name the price, or where the day never traded there."""
    field = statement.field
    if not when.stated:
        bars = bars_between(prices, when.end - timedelta(days=3 * RECENT_SESSIONS), when.end)[-RECENT_SESSIONS:]
        if not (field == "close" and statement.is_attached) or statement.claim.quantity.qualifier != "none":
            return None
    if not bars:
        return replace(result, agrees=False, found=f"{when.start.isoformat()} was no session") if field else None
    actual = _actual(prices, field or "close", when)
    if field and actual is not None and when.stated and when.is_day:
        found = f"the {field} of {when.start.isoformat()} was {plain(actual.value)}"
        return replace(result, agrees=False, kind="value", found=found, found_date=when.start, metrics=(actual,), field=field)
    if not statement.is_attached and not field:
        return None
    if field == "close" and not when.stated:
        closes = tuple(m for bar in reversed(bars[-2:]) if (m := computed("close", prices, session=bar.session)) is not None)
        told = " and ".join(f"{plain(m.value)} on {m.end}" for m in closes)
        found = f"no close of the {len(bars)} sessions to {bars[-1].session} rounds to it; it closed at {told}"
        is_near = any(statement.is_near_miss(Decimal(repr(bar.close))) for bar in bars)
        return replace(
            result, agrees=False, kind="value", found=found, metrics=closes, severity="warning" if is_near else "error"
        )
    if any(bar.low is None or bar.high is None for bar in bars):
        return None  # closes alone do not say where it traded
    low = min(bar.low if bar.low is not None else bar.close for bar in bars)
    high = max(bar.high if bar.high is not None else bar.close for bar in bars)
    accepted = statement.accepted
    if accepted.high >= Decimal(repr(low)) and accepted.low <= Decimal(repr(high)):
        return None
    span = {"start": bars[0].session, "end": bars[-1].session} if len(bars) > 1 else {"session": bars[0].session}
    metrics = tuple(m for name in ("low", "high") if (m := computed(name, prices, **span)) is not None)
    found = f"it traded between {low:.2f} and {high:.2f} {_over(bars)}"
    return replace(result, agrees=False, kind="value", found=found, found_date=bars[-1].session, metrics=metrics)


def _over(bars: Sequence[Bar]) -> str:
    first, last = bars[0].session, bars[-1].session
    return f"on {first}" if first == last else f"from {first} to {last}"


def _chance(statement: Statement, bars: Sequence[Bar], fields: int) -> Decimal:
    """How many prices of these sessions would round to the figure by accident, were they spread evenly over their range."""
    if not bars:
        return Decimal(0)
    closes = [bar.close for bar in bars]
    room = Decimal(repr(max(closes))) - Decimal(repr(min(closes)))
    return Decimal(len(bars) * fields) * statement.ulp / room if room > 0 else Decimal(1)


def _actual(prices: Prices, field: str, when: Days) -> Metric | None:
    return computed(field, prices, session=when.start) if when.stated and when.is_day else None


def _is_stale(statement: Statement, when: Days, session: date, field: str) -> bool:
    """Whether the close of the session before is told as that of the text's own day."""
    if not when.stated:
        return True
    is_own = when.is_day and when.start == statement.published
    return is_own and field == "close" and session == session_on_or_before(when.start - timedelta(days=1))


def _called(statement: Statement, prices: Prices) -> str:
    return f"{statement.subject(prices)}{f'{chr(39)}s {statement.field}' if statement.field else ''}"
