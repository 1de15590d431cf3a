"""What companies reported, against their filings: revenue, income, earnings per share, of a stated quarter or year, and growth.

A filing names its fiscal period and its days; a text may name either. Only a period that the text states is held against a
filing, and figures that firms adjust in their own ways are told, not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copilot.comparison.clarity import is_time_of_another, says_of_whom
from copilot.comparison.market import Market
from copilot.comparison.statement import Statement, words_of_statements
from copilot.comparison.types import Comparison, days, signed
from copilot.metrics import computed
from copilot.numbers.times.when import When
from copilot.types import Fact, Metric

_NAMES: Mapping[str, tuple[str, ...]] = {
    "revenue": ("revenue",),
    "net_income": ("net income", "net income including noncontrolling interests"),
    "eps": ("diluted EPS",),
    "operating_income": ("operating income",),
    "operating_cash_flow": ("operating cash flow",),
    "capex": ("capital expenditure",),
    "total_assets": ("total assets",),
}
_SLACK = timedelta(days=10)  # fiscal years of 52 and 53 weeks, and quarters of 13, end beside the calendar's
_DAYS = {"quarter": (80, 100), "half": (170, 192), "year": (350, 380)}
_LABEL = re.compile(r"\bFY(?P<year>\d{4})(?: Q(?P<quarter>[1-4]))?(?:, (?P<span>half-year|nine months))?$")
_ADJUSTED = re.compile(
    r"\b(?:adjusted|non-?GAAP|underlying|core|excluding|before (?:special|one-time)|pro forma)\b", re.IGNORECASE
)
_PRECISE = re.compile(r"\b(?:GAAP|diluted|reported)\b", re.IGNORECASE)
_GRAINS = ("quarter", "half", "year", "day")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure of a filing as a text states it."""

    statement: Statement
    ticker: str
    measure: str
    facts: Sequence[Fact]
    when: When


def compare_reported(statement: Statement, market: Market) -> Comparison | None:
    """A stated figure of a company's quarter or year beside its filing; None where it is none, or no filing tells of it."""
    asked = _asked(statement, market)
    if asked is None:
        return None
    is_growth = statement.claim.quantity.unit == "percent"
    found = list(_growth(asked) if is_growth else _figures(asked))
    if not found:
        return None
    agreeing = [metric for metric in found if _holds(asked, metric, is_growth=is_growth)]
    shown = agreeing[:1] or found[:1]
    text = statement.claim.quantity.text
    told = " and ".join(f"{_size(metric)}, {_period(metric)}" for metric in shown)
    measure = asked.measure.replace("_", " ")
    stated = f"{text} is told as {'growth of ' if is_growth else ''}{measure} of {asked.ticker}, {statement.time_words}"
    result = statement.compared(stated, told, shown, agrees=bool(agreeing), authority="its filings say", ticker=asked.ticker)
    if agreeing:
        return result
    if (
        not says_of_whom(statement)
        or is_time_of_another(statement)
        or (is_growth and statement.claim.basis.get("comparison") != "yoy")
    ):
        return None
    return _explained(asked, result, found, is_growth=is_growth)


def _explained(asked: _Asked, result: Comparison, found: Sequence[Metric], *, is_growth: bool) -> Comparison:
    begin, end = asked.statement.claim.sentence
    sentence = asked.statement.text[begin:end]
    if _ADJUSTED.search(sentence):
        return replace(result, kind="definition", severity="note", is_near=True, found=f"{result.found}; the text's is adjusted")
    sized = [metric.value * 100 * (asked.statement.sign or 1) if is_growth else abs(metric.value) for metric in found]
    near = any(map(asked.statement.is_near_miss, sized))
    is_unsure = asked.measure == "eps" and not _PRECISE.search(sentence)
    why = ", as filed; firms also tell adjusted ones" if is_unsure else ""
    return replace(result, severity="warning" if near or is_unsure else "error", found=f"{result.found}{why}")


def _asked(statement: Statement, market: Market) -> _Asked | None:
    claim = statement.claim
    quantity, when = claim.quantity, claim.when
    firms = [name for name in claim.entities if name.kind == "company" and name.ticker]
    is_money = len(quantity.unit) == 3 and claim.role not in ("change", "from")
    is_growth = quantity.unit == "percent" and claim.role == "change" and claim.direction in ("up", "down")
    measure = claim.measure or ""
    if market.filings is None or measure not in _NAMES or not firms or when is None:
        return None
    if not (is_money or is_growth):
        return None
    if quantity.value is None or quantity.ulp is None or quantity.kind != "quantity" or not _is_told(statement):
        return None
    if (
        len({name.ticker for name in firms}) > 1
        or claim.basis.get("segment")
        or when.grain not in ("quarter", "half", "year", "day")
    ):
        return None
    ticker = firms[0].ticker or ""
    facts = [fact for fact in market.filed_of(ticker) if fact.name in _NAMES[measure]]
    return _Asked(statement, ticker, measure, facts, when) if facts else None


def _is_told(statement: Statement) -> bool:
    """Whether it is told as reported: not foreseen, and not what another figure is held against."""
    return statement.is_told and words_of_statements()["not_reported"].search(statement.lead[-45:]) is None


def _figures(asked: _Asked) -> Iterator[Metric]:
    """The figure of every period that the text may mean; a last quarter that no filing tells is the year less nine months."""
    unit = asked.statement.claim.quantity.unit
    for fact in _of_period(asked):
        if fact.unit != unit:
            continue
        metric = computed("reported figure", facts=[fact], measure=fact.name)
        if metric is not None:
            yield metric
    if asked.when.grain == "quarter" and asked.measure != "eps":
        for year, rest in _last_quarters(asked):
            metric = computed("reported figure of the last quarter", facts=[year, rest], measure=year.name)
            if metric is not None and year.unit == unit:
                yield metric


def _growth(asked: _Asked) -> Iterator[Metric]:
    grain = "year" if asked.when.grain == "year" else "quarter"
    for fact in _of_period(asked):
        before = [other for other in asked.facts if other.name == fact.name and other.as_of < fact.as_of]
        metric = computed("growth, year on year", facts=[*before, fact], measure=fact.name, period=grain)
        if metric is not None and metric.end == fact.as_of:
            yield metric


def _of_period(asked: _Asked) -> list[Fact]:
    """The figures of the stated period: of its fiscal name, of its days, or, of one without a year, of the last such reported."""
    fitting = [fact for fact in asked.facts if _is_of(fact, asked.when)]
    published = asked.statement.published
    if asked.when.year is None and asked.when.start is None:
        known = [fact for fact in fitting if published is None or fact.as_of <= published]
        last = max((fact.as_of for fact in known), default=None)
        fitting = [fact for fact in known if fact.as_of == last and published is not None]
    return sorted(fitting, key=lambda fact: (_NAMES[asked.measure].index(fact.name), -fact.as_of.toordinal()))


def _is_of(fact: Fact, when: When) -> bool:
    if fact.period_start is None:  # a level on a day
        return when.end is not None and abs(fact.as_of - when.end) <= _SLACK
    least, most = _DAYS.get(when.grain, (0, 0))
    if not least <= (fact.as_of - fact.period_start).days + 1 <= most:
        return False
    if when.start is not None and when.end is not None:
        by_days = abs(fact.period_start - when.start) <= _SLACK and abs(fact.as_of - when.end) <= _SLACK
        return by_days or _is_named(fact, when)
    return _is_named(fact, when)


def _is_named(fact: Fact, when: When) -> bool:
    """Whether a filing gives the period the same name: its fiscal year, and its quarter where the text says one."""
    label = _LABEL.search(fact.source)
    if label is None or label["span"]:
        return False
    year = when.year if when.year is not None else when.start.year if when.start else None
    if year is not None and int(label["year"]) != year:
        return False
    if when.grain == "quarter":
        return when.quarter is not None and label["quarter"] == str(when.quarter)
    return when.grain == "year" and label["quarter"] is None


def _last_quarters(asked: _Asked) -> Iterator[tuple[Fact, Fact]]:
    """Each year with its first nine months, where their difference is the quarter the text states."""
    for year in asked.facts:
        if year.period_start is None or not _DAYS["year"][0] <= (year.as_of - year.period_start).days + 1 <= _DAYS["year"][1]:
            continue
        label = _LABEL.search(year.source)
        for rest in asked.facts:
            is_rest = rest.name == year.name and rest.period_start == year.period_start
            if not is_rest or not 80 <= (year.as_of - rest.as_of).days <= 100:
                continue
            when = asked.when
            by_days = when.end is not None and when.start is not None and abs(year.as_of - when.end) <= _SLACK
            by_name = label is not None and when.quarter == 4 and when.year == int(label["year"])
            if by_days or by_name:
                yield year, rest


def _holds(asked: _Asked, metric: Metric, *, is_growth: bool) -> bool:
    if is_growth:
        sign = asked.statement.sign or 1
        return asked.statement.accepted.holds(metric.value * 100 * sign)
    told = asked.statement.value * (-1 if asked.statement.claim.polarity == -1 else 1)
    return asked.statement.accepted.holds(abs(metric.value)) and (told > 0) == (metric.value > 0)


def _size(metric: Metric) -> str:
    if metric.unit == "fraction":
        return signed(metric.value)
    value = metric.value
    if abs(value) >= 1_000_000:
        return f"{metric.parameters['measure']} was {round(value / 1_000_000_000, 3):,f} billion {metric.unit}"
    return f"{metric.parameters['measure']} was {round(value, 2):,f} {metric.unit}"


def _period(metric: Metric) -> str:
    row = metric.inputs[-1]
    label = _LABEL.search(row.get("source", ""))
    named = f"{label.group()}, " if label is not None else ""
    start = date.fromisoformat(row["period_start"]) if "period_start" in row else date.fromisoformat(row["as_of"])
    return f"{named}{days(start, date.fromisoformat(row['as_of']))}"
