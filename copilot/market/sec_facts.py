"""The SEC's company facts as figures: which tag is which figure, which filing said it first, and what was filed by a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal

from copilot.errors import SourceError
from copilot.resources import reference_table
from copilot.types import Fact

FILED = "sec"  # the provider of every figure that is read here
Span = Literal["day", "quarter", "half-year", "nine months", "year", "other span"]
# Days of a period of 13, 26, 39 and 52 weeks, with a week and month ends to spare.
_SPANS: tuple[tuple[Span, int, int], ...] = (
    ("quarter", 80, 100), ("half-year", 170, 192), ("nine months", 260, 285), ("year", 350, 380),
)  # fmt: skip
_FORMS = ("10-K", "10-Q", "20-F", "40-F", "6-K", "8-K")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the SEC's answer: a value, the period it is of, and the filing that states it."""

    start: date | None
    end: date
    value: Decimal
    unit: str
    filed: date
    accession: str
    form: str
    fiscal_year: int | None  # of the filing, not of the value
    fiscal_period: str | None

    @property
    def order(self) -> tuple[date, str]:
        """Filings in the order in which they became known."""
        return self.filed, self.accession


def span_of(start: date | None, end: date) -> Span:
    """What kind of period lies from `start` to `end`, by its length: cash flows of a third quarter are of nine months.

    >>> span_of(date(2025, 3, 30), date(2025, 6, 28)), span_of(date(2024, 9, 29), date(2025, 6, 28))
    ('quarter', 'nine months')
    """
    if start is None:
        return "day"
    days = (end - start).days + 1
    return next((span for span, least, most in _SPANS if least <= days <= most), "other span")


def read_facts(answer: Mapping[str, Any], ticker: str, *, as_of: date, fetched_at: datetime) -> tuple[Fact, ...]:
    """Every figure that was filed by `as_of`, by name and then by period, oldest first; one fact a period.

    A restated value counts from the filing that restated it; a value that later filings repeat keeps its first filing.
    Raises SourceError for an answer that is not of the SEC's shape.
    """
    try:
        groups = answer["facts"]
        periods = _report_ends(groups, as_of)
        found: list[Fact] = []
        for name, kind, unit, tags in _figures():
            by_period: dict[tuple[date | None, date], tuple[str, list[Entry]]] = {}
            for tag in tags:
                for entry in _entries(groups, tag, unit):
                    if entry.filed > as_of or (entry.start is None) != (kind == "level"):
                        continue
                    by_period.setdefault((entry.start, entry.end), (tag, []))
                    chosen, entries = by_period[entry.start, entry.end]
                    if chosen == tag:  # a later tag of the list only serves periods that the earlier ones lack
                        entries.append(entry)
            for tag, entries in by_period.values():
                entry = _first_with_last_value(entries)
                found.append(_fact(entry, name=name, tag=tag, ticker=ticker, fetched_at=fetched_at, periods=periods))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise SourceError(
            f"the SEC's facts of {ticker} are not of the known shape ({type(error).__name__}: {error})", fix="Try again later."
        ) from error
    return tuple(sorted(found, key=lambda fact: (fact.name, fact.as_of, fact.period_start or fact.as_of)))


def known_tags(answer: Mapping[str, Any], ticker: str) -> dict[str, Any]:
    """The part of an answer that `read_facts` reads. Raises SourceError for one of another shape."""
    wanted = {tag for _, _, _, tags in _figures() for tag in tags}
    try:
        kept: dict[str, dict[str, Any]] = {}
        for taxonomy, group in answer["facts"].items():
            kept[taxonomy] = {name: {"units": tag["units"]} for name, tag in group.items() if f"{taxonomy}:{name}" in wanted}
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"the SEC's facts of {ticker} are not of the known shape", fix="Try again later.") from error
    return {"facts": kept}


def _first_with_last_value(entries: Sequence[Entry]) -> Entry:
    """Of the entries of one period, the filing from which on the value last filed was held."""
    known = sorted(entries, key=lambda entry: entry.order)
    first = known[-1]
    for entry in reversed(known):
        if (entry.value, entry.unit) != (first.value, first.unit):
            break
        first = entry
    return first


def _fact(
    entry: Entry, *, name: str, tag: str, ticker: str, fetched_at: datetime, periods: Mapping[str, tuple[date, int, str]]
) -> Fact:
    label = _fiscal_label(entry, periods)
    return Fact(
        ticker=ticker,
        name=name,
        value=entry.value,
        unit=entry.unit,
        as_of=entry.end,
        known_from=entry.filed,
        period_start=entry.start,
        provider=FILED,
        fetched_at=fetched_at,
        source=", ".join(part for part in (f"{entry.form} {entry.accession}", tag, label) if part),
    )


def _fiscal_label(entry: Entry, periods: Mapping[str, tuple[date, int, str]]) -> str:
    """ "FY2025 Q3, nine months", by the filing that reports the period; empty where only later filings compare with it."""
    span = span_of(entry.start, entry.end)
    own = next((period for period in periods.values() if period[0] == entry.end), None)
    if own is None or span in ("day", "other span"):
        return "" if span == "day" else span
    _, year, quarter = own
    if span == "year":
        return f"FY{year}"
    named = "Q4" if quarter == "FY" else quarter
    return f"FY{year} {named}" + ("" if span == "quarter" else f", {span}")


def _report_ends(groups: Mapping[str, Any], as_of: date) -> Mapping[str, tuple[date, int, str]]:
    """By filing, the last day of the period it reports and its fiscal year and period.

    The SEC stamps every value of a filing with the filing's own year, comparisons with earlier years too; only the values of
    the latest period belong to it.
    """
    found: dict[str, tuple[date, int, str]] = {}
    for _, kind, unit, tags in _figures():
        if kind != "flow":
            continue
        for tag in tags:
            for entry in _entries(groups, tag, unit):
                if entry.filed > as_of or entry.form.removesuffix("/A") not in ("10-K", "10-Q"):
                    continue
                if entry.fiscal_year is None or entry.fiscal_period is None:
                    continue
                if entry.accession not in found or entry.end > found[entry.accession][0]:
                    found[entry.accession] = (entry.end, entry.fiscal_year, entry.fiscal_period)
    return found


def _entries(groups: Mapping[str, Any], tag: str, unit: str) -> Iterator[Entry]:
    taxonomy, name = tag.split(":")
    units: Mapping[str, Sequence[Mapping[str, Any]]] = groups.get(taxonomy, {}).get(name, {}).get("units", {})
    code = _unit(units, unit)
    if code is None:
        return
    written = "share" if unit == "share" else code[:3]
    for line in units[code]:
        if str(line["form"]).removesuffix("/A") not in _FORMS:
            continue
        yield Entry(
            start=date.fromisoformat(line["start"]) if "start" in line else None,
            end=date.fromisoformat(line["end"]),
            value=_decimal(line["val"]),
            unit=written,
            filed=date.fromisoformat(line["filed"]),
            accession=str(line["accn"]),
            form=str(line["form"]),
            fiscal_year=line.get("fy"),
            fiscal_period=line.get("fp"),
        )


def _unit(units: Mapping[str, Any], unit: str) -> str | None:
    """The unit code of the SEC that a figure is read in: US dollars where there are several currencies."""
    pattern = {"share": ("shares",), "money": ("USD",), "per share": ("USD/shares",)}[unit]
    if pattern[0] in units or unit == "share":
        return pattern[0] if pattern[0] in units else None
    tail = "/shares" if unit == "per share" else ""
    return next(
        (code for code in sorted(units) if len(code) == 3 + len(tail) and code.endswith(tail) and code[:3].isupper()), None
    )


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    found = Decimal(str(value))
    if not found.is_finite():
        raise ValueError(f"{value!r} is no number")
    return found


@lru_cache(maxsize=1)
def _figures() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """Name, kind, unit and tags of each figure, of reference/sec_tags.toml."""
    table = reference_table("sec_tags.toml")
    return tuple((row["name"], row["kind"], row["unit"], tuple(row["tags"])) for row in table["figure"])
