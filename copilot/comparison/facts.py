"""Figures of companies and funds that are no prices, against what a source quotes: valuation ratios, yields, costs, sizes.

A provider tells them for one day. A text of another day is held against those alone that hardly move, and a ratio that another
provider computes otherwise is told, not called wrong, unless it is far away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from copilot.comparison.market import Market
from copilot.comparison.statement import Statement
from copilot.comparison.types import Comparison
from copilot.metrics import fact_metric
from copilot.names import funds_tracking
from copilot.types import Fact

_PERCENT = frozenset({"percent"})
_RATIO = frozenset({"none", "ratio_x", "index_point", "percent"})  # "17.8" beside a yield in a list is read in percent
_MONEY = frozenset({"USD", "EUR", "GBP", "JPY", "CHF", "CAD"})
_COUNT = frozenset({"none", "share"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """One figure: its name at the sources, the units it is printed in, for how many days it stands, and, as parts of it, how far
    another may lie and be the same told otherwise (`near`), and how far to be wrong (`far`)."""

    name: str
    units: frozenset[str]
    days: int
    near: Decimal
    far: Decimal
    why: str


_MOVES = "it moves with the price, and providers differ in whose earnings and dividends they count"
_KINDS: Mapping[str, _Kind] = {
    "expense_ratio": _Kind("expense ratio", _PERCENT, 400, Decimal(0), Decimal(0), ""),
    "dividend_yield": _Kind("dividend yield", _PERCENT, 7, Decimal("0.15"), Decimal(1), _MOVES),
    "pe_ratio": _Kind("trailing P/E", _RATIO, 7, Decimal("0.08"), Decimal("0.5"), _MOVES),
    "ev_ebitda": _Kind("EV/EBITDA", _RATIO, 7, Decimal("0.08"), Decimal("0.5"), _MOVES),
    "price_to_book": _Kind("price to book", _RATIO, 7, Decimal("0.08"), Decimal("0.5"), _MOVES),
    "market_cap": _Kind("market cap", _MONEY, 7, Decimal("0.08"), Decimal("0.3"), "it moves with the price"),
    "aum": _Kind("net assets", _MONEY, 35, Decimal("0.1"), Decimal("0.3"), "it moves with prices and with flows"),
    "shares_outstanding": _Kind("shares outstanding", _COUNT, 100, Decimal("0.03"), Decimal("0.2"), "shares come and go"),
}  # fmt: skip


def compare_fact(statement: Statement, market: Market) -> Comparison | None:
    """A stated figure of a company or fund beside the quoted one; None where it is none, or no source tells of the instrument."""
    kind = _kind_of(statement)
    if kind is None or market.facts is None or not statement.is_published:
        return None
    names = [name for name in statement.claim.entities if name.kind in ("fund", "company", "index")]
    if not names:
        return None
    ticker, is_proxy = names[0].ticker, False
    if names[0].kind == "index":
        ticker, is_proxy = next((fund.ticker for fund in funds_tracking(names[0].id)), None), True
    facts = market.facts_of(ticker) if ticker else ()
    if not facts or ticker is None:
        return None
    fact = next((fact for fact in facts if fact.name == kind.name), None)
    stated = f"{statement.claim.quantity.text} is told as the {kind.name} of {names[0].text}"
    result = statement.compared(
        stated, "", (), agrees=False, kind="definition", severity="note", day=None, stated_date=None,
        authority=f"{_provider(facts)} says", ticker=ticker,
    )  # fmt: skip
    if fact is None:
        found = f"it carries no {kind.name} for {ticker}{', a fund on it' if is_proxy else ''}"
        return replace(result, found=found, is_near=True)
    metric = fact_metric(facts, kind.name)
    result = replace(result, found_date=fact.as_of, metrics=(metric,) if metric is not None else ())
    return _judged(statement, kind, fact, result, market, is_proxy=is_proxy)


def _kind_of(statement: Statement) -> _Kind | None:
    claim = statement.claim
    is_share_count = claim.quantity.unit == "share" and statement.after.lstrip().startswith(("outstanding", "shares outstanding"))
    kind = _KINDS.get("shares_outstanding" if is_share_count else claim.measure or "")
    if kind is None or claim.quantity.value is None or claim.quantity.ulp is None or claim.quantity.kind != "quantity":
        return None
    if claim.role in ("change", "from") or claim.quantity.unit not in kind.units or "comparison" in claim.basis:
        return None
    if kind.units is _RATIO and claim.quantity.text.endswith("%"):
        return None
    is_forward = kind.name == "trailing P/E" and claim.basis.get("horizon") == "forward"
    return replace(kind, name="forward P/E") if is_forward else kind


def _judged(
    statement: Statement, kind: _Kind, fact: Fact, result: Comparison, market: Market, *, is_proxy: bool
) -> Comparison | None:
    value = fact.value * (100 if fact.unit == "fraction" else 1)
    found = f"{fact.name} of {fact.ticker} {_shown(fact, value)} on {fact.as_of}"
    day = statement.published or market.as_of
    start = statement.claim.period_start
    if start is not None and statement.claim.period_end is not None and not start <= day <= statement.claim.period_end:
        day = statement.claim.period_end
    if is_proxy:
        return replace(result, found=f"it has no figure of the index; {found}, a fund on it", is_near=True)
    if abs(day - fact.as_of) > timedelta(days=kind.days):
        return replace(result, found=f"{found}, which decides nothing of {day}", is_near=True)
    if statement.accepted.holds(value):
        return replace(result, agrees=True, severity="error", found=found)
    apart = abs(statement.value / value - 1) if value else Decimal(1)
    if apart <= kind.near:
        return replace(result, found=f"{found}: {kind.why}", is_near=True)
    if statement.is_near_miss(value):
        return replace(result, kind="value", severity="warning", found=found)
    if apart <= kind.far:
        return replace(result, severity="warning", found=f"{found}: {kind.why}")
    return replace(result, kind="value", severity="error", found=found)


def _provider(facts: Sequence[Fact]) -> str:
    return facts[0].provider.capitalize()


def _shown(fact: Fact, value: Decimal) -> str:
    if fact.unit == "fraction":
        return f"{round(value, 2):f}%"
    if value >= 1_000_000:
        return f"{round(value / 1_000_000_000, 2):,f} billion"
    return f"{round(value, 2):f}"
