"""A claim of a text with its words around it, and the days it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from copilot.market.calendar import session_on_or_before
from copilot.numbers import Claim
from copilot.numbers.windows import Window, window
from copilot.types import Prices, Span

FIELDS = ("open", "high", "low", "close")
# Levels and moves that nobody says the market made.
_NOT_FACT = re.compile(
    r"\b(?:targets?|supports?|resistance|forecasts?|fair value|averages?|[SE]?MA|strike|stop[- ]?loss|entry|exit|breakout|scenario|odds"
    r"|probabilit\w+|consensus|estimates?|project\w*|potential|upside|if|could|would|may|might|should|implied?|key levels?|pivot|fibonacci"
    r"|futures|pre-?market|after[- ]hours|overnight|expect\w*|likely|towards?|option|hedge|buy|sell|weights?|weighting|allocation|exposure"
    r"|revenue|sales|earnings|EPS|profit|dividends?|margin|income|guidance|market cap\w*|valuation|worth|raised|funding|deal|volume"
    r"|outlook|above|below|between|range|approach\w*|near\w*|watch|bands?|zones?|retrace\w*|premium|discount|yields?)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:as much as|up to|intraday|intra-day|early|midday|mid-day|morning|afternoon|at one point|opened|at the open|session (?:low|high)"
    r"|lows?|highs?|so far|nearly|briefly|initially|hours?|minutes?|before|pared|reversed|erased)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"\b(?:clos(?:ed|es|ing|e)|end(?:ed|ing|s)|finish(?:ed|es|ing)?|settl(?:ed|es|ing|e))\b", re.IGNORECASE)
_CLOSE_HEAD = re.compile(r"\bclos(?:e|ed|ing)\b", re.IGNORECASE)
_PRICE_HEAD = re.compile(r"\b(?:clos(?:e|ed|ing)|price|level|last|value|points?)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:vs\.?|versus|from|compared (?:with|to)|against|previous(?:ly)?|prior|previous close(?: of)?)[\s(]*$", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:today|currently|current|now|latest|on the day|this session|daily|1-day|one-day)\b", re.IGNORECASE)
_LINK = re.compile(
    r"^[\s*_|:,(\-–—~]*(?:\(?[A-Z^.]{1,6}\)?[\s*_|:,]*)?(?:(?:index|composite|average|level|price|last|was|is|at|stood|stands|sits|trades|traded|trading"
    r"|closed|closing|close|ended|finished|settled|fell|rose|gained|dropped|to|of|reading|now|currently)\b[\s*_|:,(\-–—]*)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days a statement may mean. `stated`: the text says them; else they are the sessions its own day leaves open."""

    start: date
    end: date
    stated: bool
    span: Span | None

    @property
    def is_day(self) -> bool:
        """Whether they are one day."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim and its text. `published` is the text's own day, where it is known."""

    claim: Claim
    text: str
    published: date | None

    @property
    def number(self) -> Span:
        """Where the figure stands."""
        return self.claim.quantity.start, self.claim.quantity.end

    @property
    def value(self) -> Decimal:
        """The magnitude as printed, in its unit."""
        return abs(self.claim.quantity.value or Decimal(0))

    @property
    def ulp(self) -> Decimal:
        """The place of the last printed digit."""
        return self.claim.quantity.ulp or Decimal(1)

    @property
    def accepted(self) -> Window:
        """The magnitudes that the figure as printed accepts."""
        return window(self.value, self.ulp, self.claim.quantity.qualifier)

    @property
    def sign(self) -> int:
        """+1 or -1 of a change that is told with a direction or a sign, else 0."""
        quantity = self.claim.quantity
        if quantity.value is not None and quantity.value < 0 or quantity.text[:1] in "-−–":
            return -1
        if quantity.text[:1] == "+" or self.claim.direction == "up":
            return 1
        return -1 if self.claim.direction == "down" else 0

    @property
    def head(self) -> str:
        """The words of its column head, "" outside a table."""
        return self.text[slice(*self.claim.head)] if self.claim.head else ""

    @property
    def lead(self) -> str:
        """The words before it, at most 70 characters of its own sentence, or its row label in a table."""
        if self.claim.row:
            return self.text[slice(*self.claim.row)]
        return self.text[max(self.claim.sentence[0], self.number[0] - 70) : self.number[0]]

    @property
    def after(self) -> str:
        """The words behind it, at most 30 characters of its own sentence or cell."""
        line_end = self.text.find("\n", self.number[1])
        stop = min(
            x for x in (self.claim.sentence[1], self.number[1] + 30, line_end if line_end >= 0 else len(self.text)) if x >= 0
        )
        return self.text[self.number[1] : stop].split("|")[0]

    @property
    def field(self) -> str | None:
        """Which price of a session the words name: open, high, low, close; None where they do not say."""
        if self.claim.price_field in FIELDS:
            return self.claim.price_field
        if _CLOSE_HEAD.search(self.head):
            return "close"
        own = self.text[max(self.claim.clause[0], self.number[0] - 45) : self.number[0]]
        return "close" if not self.claim.row and _CLOSE.search(own) else None

    @property
    def is_fact(self) -> bool:
        """Whether it tells what happened: no forecast, target, condition or denial."""
        claim = self.claim
        if claim.modality not in (None, "actual") or claim.negated or claim.scope is not None:
            return False
        return not (_NOT_FACT.search(self.lead[-45:]) or _NOT_FACT.search(self.head) or _NOT_FACT.search(self.after[:16]))

    @property
    def is_within_session(self) -> bool:
        """Whether the words may mean less than a whole session."""
        return _PARTLY.search(self.lead) is not None or _PARTLY.search(self.after) is not None

    @property
    def is_of_today(self) -> bool:
        """Whether the words give it to the text's own day."""
        return _TODAY.search(f"{self.lead} {self.head}") is not None

    @property
    def is_price_column(self) -> bool:
        """Whether it stands in a column of prices or levels."""
        return _PRICE_HEAD.search(self.head) is not None

    @property
    def is_attached(self) -> bool:
        """Whether it stands right behind the name it is said of, or in that name's row."""
        if self.claim.row is not None:
            return any(self.claim.row[0] <= name.start < self.claim.row[1] for name in self.claim.entities)
        return any(
            name.end <= self.number[0] and _LINK.match(self.text[name.end : self.number[0]]) for name in self.claim.entities
        )

    def subject(self, prices: Prices) -> str:
        """The instrument as the text calls it, else its ticker."""
        return next((name.text for name in self.claim.entities if name.ticker == prices.ticker), prices.ticker)

    def days(self) -> Days | None:
        """The days it is dated to; undated, the last two sessions the text's own day leaves open; None where neither is known."""
        claim = self.claim
        if self.is_compared:
            return self._days_before()
        is_past = claim.period_start is not None and (self.published is None or claim.period_start <= self.published)
        if claim.period_start is not None and claim.period_end is not None and not claim.since and is_past:
            return Days(claim.period_start, claim.period_end, True, claim.period_span)
        if self.published is None or (claim.period_grain is not None and not claim.since and is_past):
            return None
        last = session_on_or_before(self.published)
        return Days(session_on_or_before(last - timedelta(days=1)), last, False, None)

    @property
    def is_compared(self) -> bool:
        """Whether another level is held against it and the day belongs to that one: "2,531 on the 4th versus 2,512"."""
        span = self.claim.period_span
        begin = max(self.claim.sentence[0], self.number[0] - 24)
        if span is not None:
            if span[0] >= self.number[1]:
                return False  # a day behind it is its own
            begin = max(begin, span[1])
        lead = self.text[begin : self.number[0]]
        return self.claim.row is None and _COMPARED.search(lead) is not None

    def _days_before(self) -> Days | None:
        """The session before the day of the level it is held against."""
        day = self.claim.period_start if self.claim.period_grain == "day" else self.published
        if day is None:
            return None
        before = session_on_or_before(day - timedelta(days=1))
        return Days(before, before, False, None)
