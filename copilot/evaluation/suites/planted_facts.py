"""Errors planted into invented facts, as a sentence of a source and as a computed metric: the notes' 2,000 facts, and slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from copilot.evaluation.evidence import REJECTED, failure, item_at
from copilot.evaluation.mutations import VALUE_KINDS, mutate
from copilot.evaluation.published import CHECKERS
from copilot.evaluation.registry import Run, Score, suite
from copilot.evaluation.suites.planted import FAITHFUL, SWAPPED, TWIN, VALUES, figures
from copilot.evaluation.twins import is_target, same_amount

_FACTS = 2000
_SLOTS = ("company swapped", "period swapped", "measure swapped", "direction swapped")
_NAMES = ("Aldermoor", "Bexhall", "Corrigan", "Dunmere", "Eastvale", "Farrow", "Glenroy", "Harwick", "Inverley", "Jarrold")
_KINDS = ("Foods", "Energy", "Mining", "Retail", "Software", "Shipping", "Pharma", "Bank", "Steel", "Media")
_TICKERS = ("QQQ", "DIA", "XLE", "XLF", "GLD", "TLT", "EEM", "MSFT", "NVDA", "KO")
_MONTH_ENDS = {"January": "31", "March": "31", "May": "31", "July": "31", "August": "31", "October": "31", "December": "31"}
_NUMBER = {"January": "01", "March": "03", "May": "05", "July": "07", "August": "08", "October": "10", "December": "12"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One true figure with the slots that a sentence about it names. `value` is exact; `shown` is its rounded rendering."""

    kind: str  # price, percent, ratio, amount; with a metric behind it: level, return, risk
    entity: str
    measure: str
    period: str  # as the sentence says it
    value: Decimal  # percent and ratios as printed, amounts in dollars
    shown: str
    is_metric: bool

    def claim(self) -> str:
        """The sentence to check."""
        if self.kind == "return":
            verb = "rose" if self.value > 0 else "fell"
            basis = " with dividends" if self.measure == "total return" else " on price"
            return f"{self.entity} {verb} {self.shown}{basis} {self.period}."
        if self.kind == "level":
            verbs = {
                "close": "closed at",
                "open": "opened at",
                "low": "had an intraday low of",
                "high": "had an intraday high of",
            }
            return f"{self.entity} {verbs[self.measure]} {self.shown} {self.period}."
        if self.kind == "risk":
            return f"The {self.measure} of {self.entity} was {self.shown} {self.period}."
        return f"{self.entity}'s {self.measure} was {self.shown} {self.period}."


@suite(
    "planted-facts",
    figures=figures(*_SLOTS, source=CHECKERS),
    baselines=True,
    shards=4,
)
def planted_facts(run: Run) -> Iterator[Score]:
    """2,000 invented facts, half of them metrics: the ten mutations of the published comparison, and slot swaps."""
    for index in run.take(range(_FACTS)):
        fact = invent(run.random("fact", index), index)
        yield from score_fact(run, fact, index)


def invent(random: Random, index: int) -> Fact:
    """One fact; even indices are sentences of a source, odd ones metrics."""
    is_metric = index % 2 == 1
    kind = random.choice(["level", "return", "risk"] if is_metric else ["price", "percent", "ratio", "amount"])
    entity = random.choice(_TICKERS) if is_metric else f"{random.choice(_NAMES)} {random.choice(_KINDS)}"
    month, year = random.choice(list(_MONTH_ENDS)), random.choice([2021, 2022, 2023, 2024])
    if kind == "level":
        period, measure = f"on {month} {random.randint(2, 27)}, {year}", random.choice(["close", "open", "low", "high"])
    elif is_metric:
        period = f"in {month} {year}"
        measure = random.choice(["price return", "total return"]) if kind == "return" else "max drawdown"
    else:
        period = f"in {year}"
        measure = {"price": "earnings per share", "percent": "gross margin", "ratio": "debt-to-equity ratio"}.get(
            kind, random.choice(["revenue", "net income", "operating profit"])
        )
    value, shown = _figure(random, kind)
    return Fact(kind, entity, measure, period, value, shown, is_metric)


def _figure(random: Random, kind: str) -> tuple[Decimal, str]:
    """A value at full precision and its rounding; never an exact tie, so that one rendering alone is right."""
    if kind in ("price", "level"):
        value = _uneven(random.uniform(3, 900), 4)
        return value, f"${_rounded(value, 2)}"
    if kind in ("percent", "return", "risk"):
        value = _uneven(random.uniform(1.2, 60), 6)
        sign = -1 if kind == "risk" or (kind == "return" and random.random() < 0.5) else 1
        return sign * value, f"{_rounded(value, random.choice([1, 2]))}%"
    if kind == "ratio":
        value = _uneven(random.uniform(1.2, 40), 4)
        return value, f"{_rounded(value, random.choice([1, 2]))}x"
    scale, word = random.choice([(10**6, "million"), (10**9, "billion")])
    value = _uneven(random.uniform(1.2, 900), 5)
    return value * scale, f"${_rounded(value, random.choice([1, 2]))} {word}"


def _uneven(number: float, places: int) -> Decimal:
    value = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return value + Decimal(1).scaleb(-places) if str(value)[-1] in "05" else value


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def score_fact(run: Run, fact: Fact, index: int) -> Iterator[Score]:
    """Scores of one fact: its rounding, the mutations of that, and one swap of every slot its sentence names."""
    claim = fact.claim()
    start = claim.index(fact.shown)
    yield from _scored(run, fact, index, "re-rounded", claim, start, of=FAITHFUL)
    target = next((item for item in run.find(claim) if item.start <= start < item.end and is_target(item)), None)
    if target is None:
        yield Score(
            f"{FAITHFUL}: number not seen", True, failure={"sample": f"fact-{index}", "text": claim, "expected": fact.shown}
        )
        return
    changes = [(kind, mutate(target, kind)) for kind in VALUE_KINDS]
    changes.append(("another fact of the same kind", _figure(run.random("other", index), fact.kind)[1]))
    for kind, changed in changes:
        if changed is None or (kind == "sign flipped" and fact.kind in ("return", "risk")):
            continue
        text = claim[: target.start] + changed + claim[target.end :]
        mutated = item_at(run.find(text), target.start)
        if mutated is not None and not same_amount(mutated, target):
            yield from _scored(run, fact, index, kind, text, start, of=VALUES)
    for kind, swapped in swaps(fact, run.random("swap", index)):
        text = swapped.claim()
        yield from _scored(run, fact, index, kind, text, text.index(swapped.shown), of=SWAPPED)
    twin = _neighbour(fact, run.random("neighbour", index))
    yield from _scored(run, fact, index, TWIN, replace(fact, shown=twin.shown).claim(), start, of=None)
    mark = "M" if fact.is_metric else ""
    for kind, number, of in (("cited", 1, FAITHFUL), ("citation swapped", 2, SWAPPED), ("citation out of range", 3, SWAPPED)):
        yield from _scored(run, fact, index, kind, f"{claim[:-1]} [{mark}{number}].", start, of=of)


def swaps(fact: Fact, random: Random) -> Iterator[tuple[str, Fact]]:
    """The fact with one slot wrong, for every slot its sentence names."""
    entities = _TICKERS if fact.is_metric else [f"{name} {kind}" for name in _NAMES for kind in _KINDS]
    yield "company swapped", replace(fact, entity=random.choice([name for name in entities if name != fact.entity]))
    year = fact.period[-4:]
    yield "period swapped", replace(fact, period=fact.period.replace(year, str(int(year) - random.choice([1, 2]))))
    others = {
        "price return": "total return", "total return": "price return", "close": "open", "open": "close", "low": "high",
        "high": "low", "revenue": "net income", "net income": "operating profit", "operating profit": "revenue",
        "gross margin": "operating margin", "max drawdown": "annualised volatility", "earnings per share": "dividend per share",
        "debt-to-equity ratio": "price-to-earnings ratio",
    }  # fmt: skip
    yield "measure swapped", replace(fact, measure=others[fact.measure])
    if fact.kind == "return":
        yield "direction swapped", replace(fact, value=-fact.value)


def _neighbour(fact: Fact, random: Random) -> Fact:
    """Another fact of the evidence: the same measure and period of another entity."""
    entities = _TICKERS if fact.is_metric else [f"{name} {kind}" for name in _NAMES for kind in _KINDS]
    value, shown = _figure(random, fact.kind)
    return replace(fact, entity=random.choice([name for name in entities if name != fact.entity]), value=value, shown=shown)


def evidence(fact: Fact, random: Random, *, twin: bool) -> tuple[list[str], list[Mapping[str, str]]]:
    """Sources and metrics that hold the fact at full precision, beside its neighbour where `twin`."""
    facts = [fact, _neighbour(fact, random)] if twin else [fact]
    if fact.is_metric:
        return [], [as_metric(each) for each in facts]
    return [replace(each, shown=_exact(each)).claim() for each in facts], []


def as_metric(fact: Fact) -> Mapping[str, str]:
    """The fact as a computed metric of the contract."""
    month, year = fact.period.split()[1], fact.period[-4:]
    number = _NUMBER[month]
    day = fact.period.split()[2].rstrip(",") if fact.kind == "level" else None
    start = f"{year}-{number}-{int(day):02d}" if day else f"{year}-{number}-01"
    end = start if day else f"{year}-{number}-{_MONTH_ENDS[month]}"
    unit, value = ("USD", fact.value) if fact.kind == "level" else ("fraction", fact.value / 100)
    return {
        "name": fact.measure,
        "ticker": fact.entity,
        "value": str(value),
        "unit": unit,
        "start": start,
        "end": end,
        "formula": "",
    }


def _exact(fact: Fact) -> str:
    if fact.kind == "amount":
        return f"${int(fact.value):,}"
    return {"price": f"${fact.value}", "percent": f"{fact.value}%", "ratio": f"{fact.value}x"}[fact.kind]


def _scored(run: Run, fact: Fact, index: int, kind: str, text: str, start: int, *, of: str | None) -> Iterator[Score]:
    cited = kind.startswith("cit")
    sources, metrics = evidence(fact, run.random("neighbour", index), twin=cited or kind == TWIN)
    checks = run.check(text, sources, metrics=metrics, citations="auto" if cited else "ignore")
    check = item_at(checks, start)
    said, wanted = check is not None and check.verdict in REJECTED, of != FAITHFUL
    seen = None
    if said != wanted:
        expected = "rejected" if wanted else "not rejected (faithful)"
        more: dict[str, Any] = {"planted": kind, "was": fact.shown, "metrics": metrics}
        seen = failure(f"fact-{index}", text, sources, expected=expected, check=check, **more)
    yield Score(kind if wanted else f"{FAITHFUL}: {kind}", said, failure=seen)
    if of is not None:
        yield Score(of, said)
