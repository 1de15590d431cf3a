"""Rates and macro figures of a text against the published series: levels, moves in basis points, growth by its definitions.

A value that is only near is neither called checked nor wrong: a yield of another hour differs by some basis points, a figure of a
revised series from what it was restated to. The reason is told with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from copilot.comparison.market import Market
from copilot.comparison.series_days import POINTS, days_of
from copilot.comparison.series_values import Comparison as On
from copilot.comparison.series_values import Value, growths, is_left_out, last_day, levels, moves
from copilot.comparison.series_words import matter_of
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison, Severity, days
from copilot.market.calendar import last_day_of
from copilot.market.series_matters import Matter
from copilot.market.series_table import series_info
from copilot.metrics import match_metric
from copilot.types import Metric, Series

Form = Literal["level", "move", "growth"]
AUTHORITY = "the published series say"
OWN_VINTAGE = timedelta(days=7)  # after the text's own day: values of that vintage are those the text could know
FAR_UNDATED = 10  # times `near`: how far an undated rate must lie from all of these days to be doubted
MOST_VALUES = 25  # of a daily series, among which a level may be found
MOVE_ENDS = 2  # a move has two ends, and each may be a quote of another hour
_THRESHOLD = re.compile(r"[<>≤≥]\s*$")
_SET = re.compile(r"\b(?:set|cut|lowered|raised|reduced|increased)\b[^.;]*$", re.IGNORECASE)  # a rate holds from the day after
_PLAIN_COUNTS = ("none", "index_point")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement with the matter it names, the days it may mean and how its figure is meant."""

    statement: Statement
    matter: Matter
    form: Form
    start: date
    end: date
    is_dated: bool
    is_plain: bool

    @property
    def scale(self) -> int:
        """How many of the printed unit are one of the series'."""
        return 100 if self.statement.claim.quantity.unit == "basis_point" else 1

    @property
    def stated(self) -> Decimal:
        """The stated figure in the unit of the series or its growth, with the sign its words give it."""
        value = self.statement.value / self.scale
        quantity = self.statement.claim.quantity
        if self.form == "level" and self.matter.kind != "growth":
            return -value if quantity.value is not None and quantity.value < 0 else value
        return value * (self.statement.sign or 1)

    def holds(self, amount: Decimal) -> bool:
        """Whether the figure is a rounding of this amount, sign and all."""
        is_same_side = not amount or (amount < 0) == (self.stated < 0)
        return is_same_side and self.statement.accepted.holds(abs(amount) * self.scale)

    def gap(self, amount: Decimal) -> Decimal:
        """How far an amount lies from what the figure as printed accepts."""
        slack = self.statement.ulp / 2 / self.scale
        return max(abs(amount - self.stated) - slack, Decimal(0))


def compare_published(statement: Statement, market: Market) -> Comparison | None:
    """A stated rate or macro figure against the published series of it; None where it is none or they cannot decide it."""
    quantity = statement.claim.quantity
    if market.series is None or quantity.value is None or quantity.ulp is None or not statement.is_published:
        return None
    if _THRESHOLD.search(statement.text[: statement.number[0]][-4:]) or quantity.qualifier not in ("none", "about"):
        return None  # a bound that is watched, not a value
    told = matter_of(statement)
    form = _form(statement, told.matter) if told is not None else None
    if told is None or form is None:
        return None
    held = [series for id in told.matter.series if (series := market.series_of(id, statement.published)) is not None]
    window = days_of(statement, held[0], told.matter) if held else None
    if window is None:
        return None
    start, end, is_dated = window
    asked = _Asked(statement, told.matter, form, start, end, is_dated, told.is_plain)
    compared = _compared(asked, held, market.as_of)
    if compared is not None and compared.agrees and form == "growth":
        _note_stand_in(asked, held, compared, market)
    return compared


def _note_stand_in(asked: _Asked, held: Sequence[Series], compared: Comparison, market: Market) -> None:
    """Notes once that a rate is borne out by another series than the one it is usually published of, which the source lacks."""
    usual = series_info(asked.matter.series[0])
    used = {metric.parameters.get("id", "") for metric in compared.metrics}
    if asked.matter.kind != "index" or usual.id in used or any(series.id == usual.id for series in held):
        return
    other = ", ".join(f"{id}, {series_info(id).title}" for id in sorted(used) if id)
    notice = f"{_called(asked)} is compared by {other}; the usual {usual.id} ({usual.title}) is lacking"
    if notice not in market.notices:
        market.notices.append(notice)


def _form(statement: Statement, matter: Matter) -> Form | None:
    """How the figure is meant, by the unit it is printed in; None where a figure of this matter is not told so."""
    unit, role = statement.claim.quantity.unit, statement.claim.role
    is_level = matter.kind == "spread" and role in ("level", "to", "from")  # "the curve closed at -14 basis points"
    is_change = role == "change" or (statement.claim.quantity.text[:1] in "+-−" and not is_level)
    if matter.kind in ("rate", "spread"):
        if unit in POINTS:
            return "move" if is_change else "level" if matter.kind == "spread" else None
        return "level" if unit == "percent" and not is_change else None
    if matter.kind == "growth":
        return "level" if unit == "percent" else None
    if matter.kind in ("index", "money") and unit == "percent":
        return "growth"
    if matter.kind == "jobs":
        return "move" if unit in _PLAIN_COUNTS or unit.startswith("count") else None
    is_amount = unit == "USD" if matter.kind == "money" else unit in (*_PLAIN_COUNTS, "USD") or unit.startswith("count")
    return "level" if is_amount and not is_change and matter.kind != "index" else None


def _compared(asked: _Asked, held: Sequence[Series], as_of: date) -> Comparison | None:
    values = [value for series in held for value in _values(asked, series, asked.start, asked.end)]
    stated_date = asked.start if asked.is_dated else None
    result = asked.statement.compared(_stated(asked), "", (), agrees=True, stated_date=stated_date, authority=AUTHORITY)
    if not values:
        return _of_no_value(asked, held, result, as_of)
    agreeing = [value for value in reversed(values) if asked.holds(value.amount)]
    if asked.form == "level" and len(values) > MOST_VALUES and agreeing:
        return None  # of so many days one has it anyway
    best = next((value for value in agreeing if _is_usual(asked, value)), agreeing[0] if agreeing else None)
    if best is None:
        return _apart(asked, values, result)
    meant = next((value for value in values if value.words == best.words and _is_usual(asked, value)), best)
    if meant is best:
        return replace(result, found=_shown(asked, best), found_date=best.day, metrics=_metrics([best]))
    if asked.is_dated:
        shown = [best, meant]
        return replace(
            result, agrees=False, kind="definition", severity="note", found=" and ".join(_shown(asked, v) for v in shown),
            found_date=best.day, metrics=_metrics(shown),
        )  # fmt: skip
    return None


def _is_usual(asked: _Asked, value: Value) -> bool:
    """Whether this is the definition usually published: on the year the first of the matter's, on the month the last."""
    is_monthly = value.words.endswith("on the month") and asked.matter.kind == "index"
    return value.series.id == asked.matter.series[-1 if is_monthly else 0]


def _values(asked: _Asked, series: Series, start: date, end: date) -> Iterator[Value]:
    """What the series says of these days, in every way that the words leave open."""
    if asked.form == "level":
        yield from levels(series, start, end)
    elif asked.form == "move" and not asked.is_dated and series.frequency == "daily":
        for value in levels(series, start, end):  # the last sessions, each for itself
            yield from moves(series, value.day, value.day)
    elif asked.form == "move":
        yield from moves(series, start, end)
    else:
        for on in _comparisons(asked):
            yield from growths(series, start, end, on)


def _comparisons(asked: _Asked) -> tuple[On, ...]:
    """On which period growth is told: as the words say, else the year for a rate of inflation, else either."""
    told = asked.statement.claim.basis.get("comparison")
    known: dict[str, tuple[On, ...]] = {"yoy": ("yoy",), "mom": ("mom",), "qoq": ("qoq",)}
    if told is not None:
        return known.get(told, ())
    return ("yoy",) if _is_rate_of_inflation(asked) else ("yoy", "mom")


def _is_rate_of_inflation(asked: _Asked) -> bool:
    """ "Inflation was 3.0%": a rate; "prices rose 0.3%" may be on the month."""
    words = asked.statement.text[asked.statement.claim.sentence[0] : asked.statement.number[0]]
    return asked.matter.kind == "index" and asked.statement.claim.role != "change" and "inflation" in words.lower()


def _apart(asked: _Asked, values: Sequence[Value], result: Comparison) -> Comparison | None:
    """The figure is none of the values: near one for a reason that is told, restated since, or wrong."""
    if asked.form == "move" and not asked.is_dated:
        return None  # which day's is not said
    nearest = min(values, key=lambda value: (asked.gap(value.amount), not _is_usual(asked, value), -value.day.toordinal()))
    own = [value for value in values if value.words == nearest.words]
    shown = [nearest, *(value for value in own if value is not nearest)][:2]
    found = " and ".join(_shown(asked, value) for value in shown)
    result = replace(result, agrees=False, found=found, found_date=nearest.day, metrics=_metrics(shown))
    gap = asked.gap(nearest.amount)
    if reason := _reason(asked, nearest, gap):
        found = f"{found}; {reason}{_lacking(asked, values, nearest)}"
        return replace(result, kind="definition", severity="note", found=found, is_near=True)
    if not asked.is_plain:
        return None
    if not asked.is_dated:
        is_far = asked.form == "level" and gap > FAR_UNDATED * asked.matter.near > 0
        return replace(result, severity="warning") if is_far else None
    if asked.form == "move" and not _is_dated_beside(asked.statement):
        return None
    if asked.form == "growth" and "comparison" not in asked.statement.claim.basis and not _is_rate_of_inflation(asked):
        found = f"{found}, and on no other period is it {asked.statement.claim.quantity.text}"
    if nearest.series.frequency == "daily" and not any(asked.start <= value.day <= asked.end for value in values):
        return None  # a day without a value: the one before it decides nothing
    opposite = asked.form != "level" and nearest.amount * asked.stated < 0
    is_near_miss = asked.statement.is_near_miss(abs(nearest.amount) * asked.scale) and not opposite
    severity: Severity = "warning" if is_near_miss else "error"
    found += _elsewhere(asked, values[0].series) + _lacking(asked, values, nearest)
    return replace(result, kind="direction" if opposite else "value", severity=severity, found=found)


def _is_dated_beside(statement: Statement) -> bool:
    """Whether the time of a move stands in its own sentence or row."""
    span, claim = statement.claim.period_span, statement.claim
    return span is not None and (claim.row is not None or claim.sentence[0] <= span[0] < claim.sentence[1])


def _reason(asked: _Asked, nearest: Value, gap: Decimal) -> str:
    """Why the figure may differ so far and be right, "" where nothing explains it."""
    series, matter = nearest.series, asked.matter
    is_other_definition = matter.kind != "index" or not _is_usual(asked, nearest)
    near = matter.near * (MOVE_ENDS if asked.form == "move" else 1)
    if gap <= near and near and is_other_definition:
        return f"{_distance(asked, nearest.amount)} apart: {matter.why}"
    if matter.kind in ("rate", "spread") and series.frequency == "daily" and asked.form == "level":
        before = [o.value for o in series.observations if o.value is not None and o.day < nearest.day][-1:]
        around = sorted([*before, nearest.amount])
        if around[0] - matter.near <= asked.stated <= around[-1] + matter.near and matter.near:
            return f"it lies between the values of that day and the day before: {matter.why}"
    if series.frequency == "daily" and asked.form == "level" and _SET.search(asked.statement.lead):
        later = next((o for o in series.observations if o.value is not None and o.day > nearest.day), None)
        if later is not None and later.value is not None and asked.holds(later.value):
            return f"what was set that day held from {later.day}"
    own = asked.statement.published
    is_of_own_day = own is not None and series.vintage is not None and series.vintage <= own + OWN_VINTAGE
    if series.is_revised and not is_of_own_day and matter.restated is not None and gap <= matter.restated:
        vintage = f"as published by {series.vintage}" if series.vintage else "as it stands now"
        return f"the series is revised and this is its value {vintage}; what was first published may have been the stated one"
    return ""


def _elsewhere(asked: _Asked, series: Series) -> str:
    """Of which other day, month or quarter the figure is, where it is of one near by; of a day else the nearest."""
    if series.frequency not in ("monthly", "quarterly"):
        return _nearest(asked, series)
    first, last = asked.start - timedelta(days=200), asked.end + timedelta(days=200)
    near = [value for value in _values(asked, series, first, last) if asked.holds(value.amount)]
    nearest = min(near, key=lambda value: abs((value.day - asked.start).days), default=None)
    return f"; {asked.statement.claim.quantity.text} is its value {nearest.words}" if nearest else ""


def _nearest(asked: _Asked, series: Series) -> str:
    """The value or move near by that the figure is, or is nearest to, and how many were tried."""
    quantity = asked.statement.claim.quantity
    search = match_metric(
        quantity.value or Decimal(0), quantity.unit, ulp=asked.statement.ulp, tickers=(), dates=[(asked.start, asked.end)],
        text="", as_of=asked.end + timedelta(days=10), series=[series], qualifier=quantity.qualifier,
        direction=asked.statement.claim.direction, limit=1,
    )  # fmt: skip
    best = search.best
    if best is None or best.metric.end is None:
        return ""
    at = best.metric.start if asked.form == "level" else best.metric.end
    if best.agrees:
        return f"; {quantity.text} is of {at}"
    size = _size(asked, best.metric.value, signed=asked.form != "level")
    return f"; nearest of {search.tried} near by, and not it, is {size} of {at}"


def _lacking(asked: _Asked, values: Sequence[Value], nearest: Value) -> str:
    """That the definition usually published is not among the values, where that is so."""
    alike = [value for value in values if value.words == nearest.words]
    if any(_is_usual(asked, value) for value in alike):
        return ""
    usual = series_info(asked.matter.series[0 if nearest.words.endswith("on the year") else -1])
    return f"; the figure usually published is of {usual.id}, {usual.title}, which the source lacks"


def _of_no_value(asked: _Asked, held: Sequence[Series], result: Comparison, as_of: date) -> Comparison | None:
    """No value of the stated period: left out by its publisher, or not yet out."""
    if not asked.is_dated:
        return None
    if all(is_left_out(series, asked.start, asked.end) for series in held):
        found = f"{held[0].title} ({held[0].id}) has no value for {_when(asked)}: its publisher left it out"
        return replace(result, agrees=False, severity="warning", found=found)
    last = max((day for series in held if (day := last_day(series)) is not None), default=None)
    if last is None or asked.end <= last or not asked.is_plain:
        return None
    known = held[0].vintage if held[0].is_revised and held[0].vintage else as_of
    found = f"{held[0].title} ({held[0].id}) was out to {last} only, by {min(known, as_of)}"
    return replace(result, agrees=False, kind="definition", severity="note", found=found)


def _stated(asked: _Asked) -> str:
    when = f" of {_when(asked)}" if asked.is_dated else ""
    return f"{asked.statement.claim.quantity.text} is told as {_called(asked)}{when}"


def _when(asked: _Asked) -> str:
    is_month = asked.start.day == 1 and asked.end == last_day_of(f"{asked.start:%Y-%m}")
    return f"{asked.start:%B %Y}" if is_month else days(asked.start, asked.end)


def _called(asked: _Asked) -> str:
    what = series_info(asked.matter.series[0]).title.partition(":")[0]
    return {"level": what, "move": f"a change of {what}", "growth": f"growth of {what}"}[asked.form]


def _shown(asked: _Asked, value: Value) -> str:
    is_level = asked.form == "level"
    size = _size(asked, value.amount, signed=not is_level)
    return f"{value.series.title} ({value.series.id}) {'was' if is_level else 'changed by'} {size} {value.words}"


def _size(asked: _Asked, amount: Decimal, *, signed: bool = False) -> str:
    """An amount in the printed unit; a move, and growth, with its sign."""
    unit, sign = asked.statement.claim.quantity.unit, "+" if signed else ""
    if unit == "basis_point":
        return f"{round(amount * 100):{sign}d} bp"
    if unit in ("percent", "percentage_point"):
        return f"{round(amount, 2):{sign}f}{'%' if unit == 'percent' else ' points'}"
    return f"{amount:{sign},.0f}" if amount == amount.to_integral() else f"{round(amount, 2):{sign},f}"


def _distance(asked: _Asked, amount: Decimal) -> str:
    """How far the figure as printed is from an amount, in basis points for a rate."""
    apart = abs(amount - asked.stated)
    return (
        f"{round(apart * 100, 1).normalize():f} bp" if asked.matter.kind in ("rate", "spread") else f"{round(apart, 2):f} points"
    )


def _metrics(values: Sequence[Value]) -> tuple[Metric, ...]:
    return tuple(metric for value in values if (metric := value.metric()) is not None)
