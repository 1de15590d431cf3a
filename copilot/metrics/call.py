"""A metric by the name and the words a person gives: the definition found, its sources asked, its variants computed beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from copilot.errors import CopilotError, InsufficientData, PrerequisiteError, SeriesMissing, SourceError, UsageError
from copilot.market.policy import meetings
from copilot.metrics.compute import compute
from copilot.metrics.directory import names_like, takes
from copilot.metrics.needs import READINGS
from copilot.metrics.registry import Definition, definition, definitions
from copilot.metrics.variants import FAMILIES, Variant, family_of, members
from copilot.metrics.windows import KEYS
from copilot.metrics.wording import aliases
from copilot.types import Fact, FactSource, Metric, Prices, PriceSource, SeriesSource

_LENGTH = re.compile(r"(\d{1,4})\s*(y|m|w|d|years?|months?|weeks?|days?|sessions?)", re.I)
_COMPARING = frozenset({"pair of returns", "pair of returns and risk-free rate", "two paths", "two closes"})
_OVER_A_WINDOW = frozenset({"ends", "path", "amount and path", "path and years", "two paths"})
_SLOPES: Mapping[tuple[str, ...], str] = {
    ("DGS10", "DGS2"): "T10Y2Y",
    ("DGS10", "DGS3MO"): "T10Y3M",
}  # of two yields, and as published
_SERIES_KEYS = ("long", "short", "nominal", "id")  # the parameters that name series, in the order of their words
_FACT_NEEDS = ("figure", "P/E", "EBITDA", "dividend yield")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a metric may take its rows from, and the day that binds them. facts: of a company or fund, asked one after another;
    none where no such source is set."""

    prices: PriceSource
    series: SeriesSource
    as_of: date
    facts: Sequence[FactSource] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """A metric, and the variants the words left open: each computed, or the reason why it was not."""

    metric: Metric
    prices: Prices | None  # of its instrument, for a chart
    variants: tuple[Metric, ...]
    declined: tuple[tuple[str, CopilotError], ...]


def call_metric(name: str, tickers: Sequence[str], given: Mapping[str, object], sources: Sources) -> Called:
    """The metric of a name or alias for these tickers. A second ticker is what the first is compared with.

    The metric is the first variant that the rows at hand allow.
    given: parameters by name; `window` (36m, 52w, 3y, 20d), `ytd`, `field` and `vs` are understood too. Raises UsageError for an
    unknown name, ticker or parameter, InsufficientData where rows are lacking, PrerequisiteError where no source is set.
    """
    family = find_family(name)
    open_ = members(family, given) if family in FAMILIES else (Variant(family, {}),)
    if not open_:
        raise _no_variant(name, family, given)
    computed: list[tuple[Metric, Prices | None]] = []
    declined: list[tuple[str, CopilotError]] = []
    for variant in open_ if family != "level" else open_[:1]:
        try:
            computed.append(_computed(variant, tickers, given, sources))
        except (InsufficientData, UsageError) as error:
            if isinstance(error, UsageError) and not computed:
                raise
            told = (value for value in variant.chosen_by.values() if value not in variant.name)
            declined.append((" ".join((variant.name, *told)), error))
    if not computed:
        raise declined[0][1]
    (metric, prices), *rest = computed
    return Called(metric, prices, tuple(other for other, _ in rest), tuple(declined))


def _no_variant(name: str, family: str, given: Mapping[str, object]) -> UsageError:
    """The error that says which values choose among the members of a family."""
    allowed: dict[str, list[str]] = {}
    for member in FAMILIES[family]:
        for key, value in member.chosen_by.items():
            allowed.setdefault(key, []).append(value)
    asked = ", ".join(f"{key} {str(given[key])[:20]!r}" for key in allowed if key in given)
    fix = "; ".join(f"{key} is {' or '.join(values)}" for key, values in allowed.items())
    return UsageError(f"{name} has no variant of {asked}", fix=f"Choose another: {fix}.")


def find_family(name: str) -> str:
    """The family or definition that a name or an alias means. Raises UsageError, naming those that sound like it."""
    plain = " ".join(name.lower().replace("_", " ").split())
    own = {known.name.lower(): known.name for known in definitions()}
    if plain in aliases():
        return aliases()[plain]
    if plain in FAMILIES:
        return plain
    if plain in own:
        return own[plain]
    near = names_like(plain)
    hint = f"Ask for {', '.join(near)}, or list" if near else "List"
    raise UsageError(f"there is no metric {name[:60]!r}", fix=f"{hint} all with `copilot metrics`.")


def split_words(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name that begins a list of words, as long as one is known, and the tickers after it.

    >>> split_words(["max", "drawdown", "XLK"])
    ('max drawdown', ['XLK'])
    """
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        try:
            find_family(name)
        except UsageError:
            continue
        return name, list(words[count:])
    return (words[0] if words else ""), list(words[1:])


def definition_takes(name: str) -> tuple[str, ...]:
    """The parameters that the definition of this name understands."""
    return takes(definition(name))


def _computed(
    variant: Variant, tickers: Sequence[str], given: Mapping[str, object], sources: Sources
) -> tuple[Metric, Prices | None]:
    defined = definition(variant.name)
    parameters = _parameters(defined, {**given, **variant.chosen_by}, variant, sources.as_of)
    other_ticker = given.get("vs") or (tickers[1] if len(tickers) > 1 else None)
    if any(need in defined.needs for need in _FACT_NEEDS):
        facts = [_facts(ticker, sources) for ticker in (*tickers[:1], *([str(other_ticker)] if other_ticker else []))]
        if not facts:
            raise UsageError(f"{defined.name} is of a company or fund", fix="Name a ticker.")
        return compute(defined.name, facts=facts[0], other_facts=facts[1] if len(facts) > 1 else (), **parameters), None
    if getattr(READINGS[defined.needs], "ids", None) is not None:
        return _of_series(defined, _series_named(defined, tickers, parameters), sources), None
    if "decision" in defined.needs:
        if tickers:
            raise UsageError(f"{defined.name} is of the Federal Reserve, not of {tickers[0][:20]}", fix="Leave the ticker out.")
        known = meetings(as_of=sources.as_of, unscheduled="run" not in defined.needs)
        return compute(defined.name, meetings=known, **parameters), None
    if not tickers:
        raise UsageError(f"{defined.name} is of an instrument", fix="Name a ticker.")
    if defined.needs.endswith("of each"):
        listed = [sources.prices.prices(ticker, as_of=sources.as_of) for ticker in tickers]
        return compute(defined.name, listed[0], others=listed[1:], **parameters), None
    _refuse_unused(defined, tickers, other_ticker)
    prices = sources.prices.prices(tickers[0], as_of=sources.as_of)
    if defined.needs in _OVER_A_WINDOW and not set(parameters) & set(KEYS) - {"end"}:
        raise UsageError(
            f"{defined.name} is over a window",
            fix="Give a start, a month, a year or a window such as 12m or ytd (--from, --month, --year, --window, --ytd).",
        )
    other = sources.prices.prices(str(other_ticker), as_of=sources.as_of) if other_ticker else None
    return compute(defined.name, prices, other=other, **parameters), prices


def _series_named(defined: Definition, words: Sequence[str], parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parameters with the series that stand where tickers do: "series growth CPIAUCSL", "yield spread DGS30 DGS5".

    Raises UsageError where more are named than the definition is of: another series must never stand in for one asked for.
    """
    free = [name for name in _SERIES_KEYS if name in defined.defaults and name not in parameters]
    if len(words) > len(free):
        keys = " ".join(f"{name}=ID" for name in _SERIES_KEYS if name in defined.defaults)
        raise UsageError(f"{defined.name} is not of {', '.join(words)[:40]}", fix=f"Name its series: {keys}.")
    return {**parameters, **dict(zip(free, words, strict=False))}


def _of_series(defined: Definition, parameters: Mapping[str, Any], sources: Sources) -> Metric:
    """The metric over its series; a curve slope as published where one of its yields is lacking, and that is its name then."""
    ids: Sequence[str] = getattr(READINGS[defined.needs], "ids")({**defined.defaults, **parameters})  # noqa: B009
    try:
        wanted = [sources.series.series(id.upper(), as_of=sources.as_of) for id in ids]
    except SeriesMissing:
        published = _SLOPES.get(tuple(id.upper() for id in ids))
        if published is None:
            raise
        try:
            known = sources.series.series(published, as_of=sources.as_of)
        except SeriesMissing:
            known = None
        if known is None:
            raise
        days = {name: value for name, value in parameters.items() if name == "session"}
        return compute("published curve slope", series=[known], id=published, **days)
    return compute(defined.name, series=wanted, **parameters)


def _refuse_unused(defined: Definition, tickers: Sequence[str], other: object) -> None:
    """Raises UsageError where more instruments are named than the definition is of."""
    compares = defined.needs in _COMPARING
    if other is None and compares:
        raise UsageError(f"{defined.name} compares two instruments", fix="Name the other one as a second ticker (--vs TICKER).")
    if len(tickers) > (2 if compares else 1) or (other is not None and not compares):
        raise UsageError(
            f"{defined.name} is of {'two instruments' if compares else 'one instrument'}, and more are named",
            fix="Ask for each alone, compare two by their excess return, or set several side by side with: copilot compare"
            " TICKER TICKER ...",
        )


def _facts(ticker: str, sources: Sources) -> Sequence[Fact]:
    """What the sources tell of a ticker; the first one's error where none tells anything."""
    found: list[Fact] = []
    errors: list[CopilotError] = []
    for source in sources.facts:
        try:
            found += source.facts(ticker, as_of=sources.as_of)
        except (SourceError, PrerequisiteError) as error:
            errors.append(error)
    if not found and errors:
        raise errors[0]
    return found


def _parameters(defined: Definition, given: Mapping[str, object], variant: Variant, as_of: date) -> dict[str, Any]:
    """The parameters as the definition names them; the words that only chose the variant are dropped."""
    known = set(takes(defined))
    parameters = {k: v for k, v in given.items() if v is not None and k not in ("vs", "window", "ytd")}
    for key in variant.chosen_by:
        if key not in known:
            parameters.pop(key, None)
    field = parameters.pop("field", None) if "field" not in known else None
    if field is not None:
        if "start_field" not in known:
            raise UsageError(f"{defined.name} has no field to choose", fix=f"It takes {', '.join(sorted(known))}.")
        parameters |= {"start_field": field, "end_field": field}
    if given.get("window") is not None:
        parameters |= _window(str(given["window"]), defined.name, known)
    if given.get("ytd"):
        parameters |= {"year": str(parameters.get("end", as_of))[:4]}
    if "end" in parameters and "end" not in known and "session" in known:
        parameters["session"] = parameters.pop("end")
    if "session" in parameters and "session" not in known and "end" in known:
        parameters["end"] = parameters.pop("session")
    return parameters


def _window(text: str, name: str, known: set[str]) -> dict[str, str]:
    """A length as a parameter: 3y is months=36, 52w weeks=52, 200d sessions=200. Raises UsageError."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"window {text[:20]!r} is no length", fix="Write it as 36m, 3y, 52w or 200d.")
    count, unit = int(match[1]), match[2][0].lower()
    key, value = {"y": ("months", count * 12), "m": ("months", count), "w": ("weeks", count)}.get(unit, ("sessions", count))
    if key not in known:
        raise UsageError(f"{name} takes no window in {key}", fix=f"It takes {', '.join(sorted(known))}.")
    return {key: str(value)}


def variants_of(metric: Metric) -> tuple[Variant, ...]:
    """The other members of a computed metric's family."""
    family = family_of(metric.name)
    if family is None:
        return ()
    own = {**metric.parameters}
    return tuple(
        member
        for member in FAMILIES[family]
        if member.name != metric.name or any(own.get(key, value) != value for key, value in member.chosen_by.items())
    )
