"""Plain values that pass between the rooms. They know nobody; every room may import them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Protocol

Span = tuple[int, int]  # characters of a text, start inclusive, end exclusive


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored. Every span of it, anywhere, indexes `text`, which was normalised once, on the way in."""

    id: str  # 12 hex characters of the hash of what identifies it
    title: str
    text: str
    publisher: str | None
    published: datetime | None  # aware; None is unknown
    url: str | None
    author: str | None
    source: str  # the file name or address it was read from
    boilerplate: tuple[Span, ...] = ()  # stored and shown, never retrieved

    @property
    def sha256(self) -> str:
        """Hash of the stored text as UTF-8: what a receipt pins."""
        import hashlib

        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of one article. Invariant: article.text[start:end] == text."""

    id: str  # "<article id>-<start>"
    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved span, evidence `[n]`. Invariant: article.text[start:end] == quote, byte for byte."""

    article_id: str
    article_sha256: str
    title: str
    publisher: str | None
    published: datetime | None
    url: str | None
    start: int
    end: int
    quote: str
    score: float  # rank fusion, higher is better


@dataclass(frozen=True, slots=True)
class Bar:
    """One completed session. Prices as traded, in the currency of `Prices`; None is missing, never 0."""

    session: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    adjusted_close: float | None = None  # for splits and dividends, as of `Prices.fetched_at`
    dividend: float = 0.0  # per share as traded, on its ex-date
    split: float = 1.0  # new shares for one old share, in force from this session on (10.0 is ten for one)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last session of a calendar month."""

    month: str  # "2025-11"
    close: float
    total_return: float | None  # of the month, as a fraction


@dataclass(frozen=True, slots=True)
class Prices:
    """What one source knows of one ticker up to a day; `bars` and `month_ends` oldest first, both may have holes before them."""

    ticker: str
    currency: str  # ISO 4217
    provider: str  # "sample", "files:<folder name>"
    fetched_at: datetime
    bars: tuple[Bar, ...]
    month_ends: tuple[MonthEnd, ...]
    is_sample: bool = False
    made: dict[Hashable, list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)  # from the bars, once


@dataclass(frozen=True, slots=True)
class Meeting:
    """One scheduled rate decision, holds included. Percent, as announced."""

    announced: date
    effective: date
    lower: Decimal
    upper: Decimal
    change_bps: int
    votes_for: int | None = None  # of the committee's members present; None is not known
    votes_against: int | None = None


class PriceSource(Protocol):
    """Where prices come from. `name` and `is_sample` reach the screen and the receipt."""

    name: str
    is_sample: bool

    def tickers(self) -> Sequence[str]:
        """Every ticker the source is known to hold, sorted; empty where it cannot say."""
        ...

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        """Bars and month ends up to and including `as_of`. Raises PricesMissing, SourceError."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported or quoted figure of a company or fund that is no price: a valuation ratio, revenue, a share count."""

    ticker: str
    name: str  # standard terms: "trailing P/E", "forward P/E", "revenue", "diluted EPS", "expense ratio", "market cap"
    value: Decimal
    unit: str  # contract unit, or "fraction" (0.0006 is 0.06%)
    as_of: date  # the day it speaks for: of the quote, or the last day of the reported period
    known_from: date  # the day it could first be known: the filing's date, or the day of fetching; binds the as-of
    period_start: date | None  # of a flow; None is a level or a ratio
    provider: str  # "yahoo", "sec"
    fetched_at: datetime
    source: str  # field, or form and accession number, by which a stranger finds it


class FactSource(Protocol):
    """Where figures of companies come from."""

    name: str

    def facts(self, ticker: str, *, as_of: date) -> Sequence[Fact]:
        """What was known of a ticker on `as_of`, oldest first by name. Raises FactsMissing, SourceError."""
        ...


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a published series; None is a month or day the publisher left out, never 0."""

    day: date  # first day of its period
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Series:
    """A rate or macro series up to a day, oldest first."""

    id: str  # the publisher's: "DGS10", "CPIAUCSL"
    title: str
    unit: str  # contract unit of one observation: "percent", "none" (an index), "count:job"
    frequency: Literal["daily", "weekly", "monthly", "quarterly"]
    is_revised: bool  # whether the publisher restates past values
    vintage: date | None  # the day the values were published as they stand here; None is unknown
    provider: str
    fetched_at: datetime
    observations: tuple[Observation, ...]


class SeriesSource(Protocol):
    """Where rates and macro series come from."""

    name: str

    def series(self, id: str, *, as_of: date) -> Series:
        """Observations published by `as_of`. Raises SeriesMissing; SourceError where a revised series has no vintage for it."""
        ...


@dataclass(frozen=True, slots=True)
class Metric:
    """A computed figure, evidence `[Mn]`, with all that recomputes it: `metrics.recompute(metric) == metric.value`."""

    name: str  # standard terms: "price return", "annualised volatility, daily", "low", "max drawdown"
    ticker: str | None
    value: Decimal  # 12 significant digits
    unit: str  # contract unit, or "fraction"
    start: date | None
    end: date | None
    formula: str
    label: str  # one line for the screen: "XYZ low on 2024-03-20"; no value in it
    parameters: Mapping[str, str]
    inputs: tuple[Mapping[str, str], ...]  # the rows used, as text: what a receipt pins
    inputs_sha256: str
    provider: str
    fetched_at: str  # ISO
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence with its marks, as `[1]` or `[1][M2]`, inside `text`. A meta sentence cites nothing and holds no numeral."""

    text: str
    kind: Literal["claim", "meta"] = "claim"
    section: str = "lead"  # lead, support, against, data, conflicts, unknown


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine hands to the checker. `[n]` is passages[n-1], `[Mn]` is metrics[n-1]."""

    engine: Literal["extractive", "model"]
    sentences: tuple[DraftSentence, ...]
    passages: tuple[Passage, ...]
    metrics: tuple[Metric, ...]
    status: Literal["answered", "partial", "declined"]
    resolved_question: str
    model: str | None = None
    prompt: str | None = None  # "stem@hash8"
    usage: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of the answer by its span; `citations` are evidence ids ("1", "M2", "D1")."""

    start: int
    end: int
    citations: tuple[str, ...]
    kind: Literal["claim", "meta"]
    section: str


@dataclass(frozen=True, slots=True)
class AnswerNumber:
    """One numeral of an answer with its verdict; the fields of the number check, plus the caller's `conflict`."""

    start: int
    end: int
    text: str
    kind: str
    verdict: str
    support: str | None
    reason_code: str
    reason: str
    evidence: tuple[Mapping[str, object], ...]
    conflict: str | None = None

    @property
    def state(self) -> str:
        """What the screen shows and the counts count: one word, each number in exactly one."""
        if self.conflict is not None:
            return "disputed"
        return "value_only" if self.support == "value_only" else self.verdict


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of a formula. source None: it stands in the checked text itself; start None: a metric."""

    source: str | None
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A formula over quoted or computed quantities, evidence `[Dn]`."""

    formula: str
    operands: tuple[Operand, ...]
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Other evidence disagrees with what a number's own evidence says. `numbers` are indices into the answer's numbers."""

    id: str
    numbers: tuple[int, ...]
    stated: str
    found: str
    stated_date: date | None
    found_date: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit of a text found wrong or doubtful."""

    id: str
    type: Literal["date", "arithmetic", "value", "direction", "entity", "definition", "stale", "internal"]
    severity: Literal["error", "warning", "note"]
    numbers: tuple[int, ...]
    stated: str
    found: str | None
    evidence: tuple[str, ...]
    text: str


STATES = ("checked", "value_only", "disputed", "differs", "unsupported", "uncited", "exempt")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text free of marks, with every numeral judged: what an answer and an audit share. Offsets index `text`."""

    text: str
    sentences: tuple[AnswerSentence, ...]
    numbers: tuple[AnswerNumber, ...]
    evidence: Mapping[str, Passage | Metric | Derivation]
    conflicts: tuple[Conflict, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many numbers are in each state; the values add up to len(numbers)."""
        return {state: sum(number.state == state for number in self.numbers) for state in STATES}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, before or after its receipt is written (`receipt_id` is None before).

    `findings` are on words of direction and order, which have no numeral; None in receipts that did not keep them.
    """

    question: str
    resolved_question: str
    as_of: date
    engine: Literal["extractive", "model"]
    status: Literal["answered", "partial", "declined"]
    checked: Checked
    draft: Draft
    sample: bool
    library_snapshot: str  # hash over the stored articles
    newest_article: datetime | None
    last_session: date | None
    notices: tuple[str, ...]  # "no embedding weights: lexical search only"
    timings_ms: Mapping[str, int]
    receipt_id: str | None = None
    receipt_path: str | None = None
    asked_at: datetime | None = None  # to the second; None in receipts that did not keep it
    findings: tuple[Finding, ...] | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of `check`: the text is the claim, library and data are the evidence."""

    file: str | None
    published: date | None
    as_of: date
    status: Literal["clean", "findings", "nothing_bound"]
    checked: Checked
    findings: tuple[Finding, ...]
    sample: bool
    notices: tuple[str, ...]
    receipt_id: str | None = None
    receipt_path: str | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckCall:
    """What the number check of an audit was given: the text, one source per passage, in order, and the days it is read on.

    The metrics are those of the evidence, in order. `sources` None means the quotes of the passages. (The check of an answer
    needs no such thing: its draft says it all.)
    """

    text: str
    as_of: date | None = None
    published: date | None = None
    sources: tuple[str, ...] | None = None
    citations: Literal["auto", "ignore", "sources"] = "ignore"
