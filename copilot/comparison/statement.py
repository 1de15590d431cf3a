"""A claim of a text with its words around it, and the days it may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from copilot.comparison.types import Comparison
from copilot.market.calendar import session_on_or_before
from copilot.numbers import Claim
from copilot.numbers.binding.windows import Window, window
from copilot.numbers.movement import movement
from copilot.resources import reference_table
from copilot.types import Metric, Prices, Span

FIELDS = ("open", "high", "low", "close")


@lru_cache(maxsize=1)
def words_of_statements() -> Mapping[str, re.Pattern[str]]:
    """The word lists of `reference/statements.toml`, each as one pattern."""
    table = reference_table("statements.toml")
    lists: dict[str, list[str]] = {name: words for name, words in table.items() if isinstance(words, list)}
    lists |= {f"windows.{name}": words for name, words in table["windows"].items()}
    any_of = {name: "|".join(words) for name, words in lists.items()}
    found = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in any_of.items()}
    found["held_against"] = re.compile(rf"\b(?:{any_of['held_against']})[\s(]*$", re.IGNORECASE)
    gap = r"[\s*_|:,(\-–—~]*"
    ticker = r"(?:\(?[A-Z^.]{1,6}\)?[\s*_|:,]*)?"
    verbs = "|".join(sorted(map(re.escape, movement().verbs), key=len, reverse=True))
    found["link"] = re.compile(rf"^{gap}{ticker}(?:(?:{any_of['link']}|{verbs})\b{gap})*$", re.IGNORECASE)
    return found


_LINE_CHARS = 200  # before a figure, where its line is searched for what makes it imagined
_NEXT_FIGURE = re.compile(r"(?:[,(]|\)\s(?:is|was|sits|stands|trades|remains)\b)[^,(]*\d")
_OF_ANOTHER = re.compile(r"\d\s?(?:%|percent)\s(?:above|below|over|under|from|off)\s(?:its|the|their)\b", re.IGNORECASE)
_OVER_A_YEAR = re.compile(
    r"\bover the (?:past |last )?(?:day|week|month|quarter|year)\b"
    r"|\bthan an? (?:week|month|quarter|year) (?:ago|earlier|before)\b"
    r"|\b(?:year|month|quarter)[- ](?:over|on)[- ](?:year|month|quarter)\b",
    re.IGNORECASE,
)
_LINK_TARGET = re.compile(r"\]\([^)\s]*\)?|https?://\S+")  # of Markdown: an address is no wording
_ENDED_THE_WEEK = re.compile(
    r"\b(?:end|clos|finish)(?:ed|es|s|ing|e)? the week (?:(?:\w+ )?[\d.]+(?:%| percent) (?:higher|lower) )?at \W?$", re.IGNORECASE
)
_LATE = 3  # from a Thursday on the week that ended is the text's own
_CLOSING = re.compile(
    r"\bclosing (?:all-time |record )?(?:high|low|peak|trough|record|top|bottom)s?"
    r"(?:(?: (?:of|on|from) [^,;%]{3,24},)|(?: (?:of|at|was|is|being|for [\w ]{2,16} at)))? ?\W?$",
    re.IGNORECASE,
)
_OWN_LEAD = re.compile(r"\d(?:%| percent)[^\d%]*?\b(?:its|the|their|an?)\b|\)")
_WITH_INCOME = re.compile(  # of a total return: no dividend is told
    r"^[\s,(]*(?:in total, )?"
    r"(?:(?:with|including|after) (?:reinvested )?(?:dividends?|income|coupons|distributions)|dividends included)\b",
    re.IGNORECASE,
)
_BESIDE = 12  # characters between a figure and its own window right behind it
_MINUS = re.compile(r"\b(?:minus|negative) $", re.IGNORECASE)
_DOWN = re.compile(r"\bdown (?:by )?(?:more than |over |about |nearly |roughly |around |almost |some |~)?\W*$", re.IGNORECASE)


NOWHERE: Span = (0, 0)  # the span of a time that no words tell


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
    """One claim and its text. `published` is the text's own day, where it is known; `is_titled`: its instrument is the one that
    the title of the text names, as its own sentence names none; `is_continued`: the figure before it is of that very instrument,
    as the data say, and no other is named since."""

    claim: Claim
    text: str
    published: date | None
    is_titled: bool = False
    is_continued: bool = False

    @property
    def number(self) -> Span:
        """Where the figure stands."""
        return self.claim.quantity.start, self.claim.quantity.end

    @property
    def time_words(self) -> str:
        """The words of its time as printed, on one line; "then" where it names none."""
        span = self.claim.period_span
        return " ".join(self.text[slice(*span)].split()) if span else "then"

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

    def is_near_miss(self, magnitude: Decimal) -> bool:
        """Whether a value is less than one printed digit beyond what the figure accepts: rounded the wrong way."""
        low, high = self.accepted.low - self.ulp / 2, self.accepted.high + self.ulp / 2
        return low <= magnitude <= high

    @property
    def sign(self) -> int:
        """+1 or -1 of a change that is told with a direction or a sign, else 0."""
        quantity = self.claim.quantity
        if _MINUS.search(self.lead[-12:]):
            return -1
        if _DOWN.search(self.lead[-24:]) and quantity.text[:1] != "+":
            return -1
        if (quantity.value is not None and quantity.value < 0) or quantity.text[:1] in "-−–":
            return -1
        if quantity.text[:1] == "+" or self.claim.direction == "up":
            return 1
        if self.claim.direction == "none" and self._is_in_a_window_column:
            return 1
        return -1 if self.claim.direction == "down" else 0

    @property
    def _is_in_a_window_column(self) -> bool:
        """Whether it stands in a table under the name of a window, where gains are printed without a sign: "MTD", "1-week"."""
        is_cell = self.claim.row is not None and self.claim.quantity.unit == "percent"
        return is_cell and any(
            pattern.search(self.head) for name, pattern in words_of_statements().items() if name.startswith("windows.")
        )

    @property
    def head(self) -> str:
        """The words of its column head, "" outside a table."""
        return self.text[slice(*self.claim.head)] if self.claim.head else ""

    @property
    def lead(self) -> str:
        """The words before it, at most 70 characters of its own sentence, or its row label in a table."""
        if self.claim.row:
            return self.text[slice(*self.claim.row)]
        return _LINK_TARGET.sub("", self.text[max(self.claim.sentence[0], self.number[0] - 200) : self.number[0]])[-70:]

    @property
    def after(self) -> str:
        """The words behind it, at most 30 characters of its own sentence or cell."""
        line_end = self.text.find("\n", self.number[1])
        stop = min(
            x for x in (self.claim.sentence[1], self.number[1] + 30, line_end if line_end >= 0 else len(self.text)) if x >= 0
        )
        return self.text[self.number[1] : stop].split("|")[0]

    @property
    def own_after(self) -> str:
        """The words behind it, as far as they are not of another figure: "closed at 84.20, 2% shy of its record"."""
        return _NEXT_FIGURE.split(self.after)[0].partition(";")[0]

    @property
    def field(self) -> str | None:
        """Which price of a session the words name: open, high, low, close; None where they do not say."""
        if _CLOSING.search(self.lead):
            return "close"
        if self.claim.price_field in FIELDS and self._names_field(self.claim.price_field):
            return self.claim.price_field
        if words_of_statements()["close"].search(self.head):
            return "close"
        own = self.text[max(self.claim.clause[0], self.number[0] - 45) : self.number[0]]
        return "close" if not self.claim.row and words_of_statements()["close"].search(own) else None

    def _names_field(self, field: str) -> bool:
        """Whether the price is named right by the figure: "a low of 12"; not "12 (lowest since May)", "low volatility"."""
        if field == "close":
            return True
        named = re.compile(rf"\b{field}(?:s|ed|ing)?\b(?! volatility| environment)", re.IGNORECASE)
        return any(named.search(words) for words in (self.lead, self.head)) or named.match(self.after.lstrip()) is not None

    @property
    def is_fact(self) -> bool:
        """Whether it tells what happened: no forecast, target, condition or denial."""
        if not self.is_told:
            return False
        words = words_of_statements()["not_fact"]
        behind = _WITH_INCOME.sub("", self.own_after)[:16]
        span = self.claim.period_span
        if span is not None and self.claim.period_grain == "window" and self.number[1] < span[0] < self.number[1] + _BESIDE:
            behind = ""  # "rose 12% between 20 November and 11 December"
        lead = _OF_ANOTHER.sub("", self.lead)[-45:]  # "3% above its November close of 82.10": above is said of the 3%
        if self.is_attached and self.claim.row is None:
            lead = lead[-(self.number[0] - self.name_before) :]  # "high yield was weak: HYG fell 2%"
        if _CLOSING.search(self.lead):
            lead, behind = _OWN_LEAD.split(lead)[-1], ""  # "51% below its closing high of 84.20": a price that was
        return not (words.search(lead) or words.search(self.head) or words.search(behind))

    @property
    def name_before(self) -> int:
        """Where the instrument's last name before the figure begins, or its sentence."""
        return max((name.start for name in self.claim.entities if name.end <= self.number[0]), default=self.claim.sentence[0])

    @property
    def is_told(self) -> bool:
        """Whether nothing makes it a forecast, a denial, a part of something or an imagined case."""
        claim = self.claim
        if claim.modality not in (None, "actual") or claim.negated or claim.scope is not None:
            return False
        line = self.text[max(self.text.rfind("\n", 0, self.number[0]), self.number[0] - _LINE_CHARS) : self.number[0]]
        return words_of_statements()["imagined"].search(line) is None

    @property
    def is_published(self) -> bool:
        """Whether it tells what was published of an economy or a company: no forecast, threshold or figure held against it."""
        words = words_of_statements()["not_published"]
        behind = _OVER_A_YEAR.sub("", self.after)[:20].partition(",")[
            0
        ]  # neither "up 3.0% year over year" nor "over the week" has a bound
        said = (_OVER_A_YEAR.sub("", self.lead)[-45:], self.head, behind)
        is_dated = self.claim.role != "from" or self.claim.period_grain == "day"  # where it came from has a day of its own
        return self.is_told and is_dated and not any(words.search(part) for part in said)

    @property
    def is_within_session(self) -> bool:
        """Whether the words may mean less than a whole session."""
        return words_of_statements()["within_session"].search(f"{self.lead} | {self.after}") is not None

    @property
    def is_of_today(self) -> bool:
        """Whether the words give it to the text's own day."""
        return words_of_statements()["today"].search(f"{self.lead} {self.head}") is not None

    @property
    def is_price_column(self) -> bool:
        """Whether it stands in a column of prices or levels."""
        return words_of_statements()["price_column"].search(self.head) is not None

    @property
    def is_attached(self) -> bool:
        """Whether it stands right behind the name it is said of, or the word for it that opens the sentence; or in its row."""
        if self.claim.row is not None:
            return any(self.claim.row[0] <= name.start < self.claim.row[1] for name in self.claim.entities)
        words, start = words_of_statements(), self.number[0]
        behind = [name.end for name in self.claim.entities if name.end <= start]
        opening = words["stands_for"].match(self.text, self.claim.sentence[0], start)
        if opening is not None and self.claim.entities:
            behind.append(opening.end())
        return any(words["link"].match(self.text[end:start]) for end in behind)

    def compared(self, stated: str, found: str, metrics: Sequence[Metric], *, agrees: bool, **more: Any) -> Comparison:
        """The statement beside what the data say; unless told otherwise a value, of its own time in words and days, and what was
        found is of the first metric's last day."""
        known: dict[str, Any] = {"kind": "value", "day": self.claim.period_span, "stated_date": self.claim.period_end}
        known |= {"found_date": metrics[0].end if metrics else None, **more}
        return Comparison(number=self.number, agrees=agrees, stated=stated, found=found, metrics=tuple(metrics), **known)

    def subject(self, prices: Prices) -> str:
        """The instrument as the text calls it, else its ticker."""
        return next((name.text for name in self.claim.entities if name.ticker == prices.ticker), prices.ticker)

    def days(self) -> Days | None:
        """The days it is dated to; undated, the last two sessions the text's own day leaves open; None where neither is known."""
        claim = self.claim
        if self.is_compared:
            return self._days_before()
        if self.published is not None and claim.period_grain in (None, "week") and _ENDED_THE_WEEK.search(self.lead):
            own = self.published
            end = session_on_or_before(own if own.weekday() >= _LATE else own - timedelta(days=own.weekday() + 3))
            return Days(end, end, False, None)
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
        if span == NOWHERE:
            return False  # its day is known otherwise
        if span is not None:
            if span[0] >= self.number[1]:
                return False  # a day behind it is its own
            begin = max(begin, span[1])
        lead = self.text[begin : self.number[0]]
        return self.claim.row is None and words_of_statements()["held_against"].search(lead) is not None

    def _days_before(self) -> Days | None:
        """The session before the day of the level it is held against."""
        day = self.claim.period_start if self.claim.period_grain == "day" else self.published
        if day is None:
            return None
        before = session_on_or_before(day - timedelta(days=1))
        return Days(before, before, False, None)
