"""Which figures are told as a change of a price, and which definition of return their words leave open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from copilot.comparison.statement import Statement
from copilot.numbers.movement import movement
from copilot.numbers.readings.measures import find_measures

RETURNS = (None, "return", "price_return", "total_return", "price", "share_price")
EARLIER = re.compile(
    r"(?:\s\w+)?,? (?:than|from|on) (?:it was )?a (?P<unit>week|month|year) (?:earlier|ago|before)\b", re.IGNORECASE
)
_ON_THE_YEAR = re.compile(r"(?: higher| lower| up| down)? (?:on|for|over) the (?:week|month|quarter|year)\b", re.IGNORECASE)
_CALLED = ("return", "price_return", "total_return")
_NAME_ENDS = re.compile(r"\s?(?:\([^)\d]{1,40}\))?[\s*_:,–—-]{0,4}(?:by |of |at |another |a further )?\W?")
_GAP = re.compile(r"%(?:[^%.]|\.\d){0,60}?(?:,|;|\band\b|\bbut\b|\bwhile\b|\bwith\b)(?P<who>[^%.;,\d]{0,40})$")
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)) (?:a (?:gain|rise|loss|fall|return) of )?\W?$", re.IGNORECASE
)
_LISTED_FOR = re.compile(r"%\s(?:for|in) [^%,;]{2,40}(?:,|,? and) (?:minus |a (?:gain|rise|loss|fall) of )?$")
_FOR_WHOM = re.compile(r"\s(?:for|in|by|of) ")
_BESIDE_CHARS = 8
_ITEM = re.compile(r"\s*[-*•–]\s+\W{0,3}")
COARSEST = Decimal("0.1")  # of a figure: how coarse it may be printed for a match without a word of change to be one

_A_YEAR = re.compile(r"\W{0,2}(?:a|per|each|every) (?:year|annum)\b|\W{0,2}(?:p\.a\.|annually|annuali[sz]ed)", re.IGNORECASE)
_COMPOUNDED = re.compile(r"\b(?:compound\w*|CAGR|annuali[sz]ed|p\.\s?a)\b[^%;]*$", re.IGNORECASE)
PRICE_AND_TOTAL = ("price return", "total return")
_WITH_INCOME = re.compile(
    r"[\s,(]{0,2}(?:in total, )?"
    r"(?:(?:with|including|after) (?:reinvested )?(?:dividends?|income|coupons|distributions)|dividends included"
    r"|(?:in )?total return)\b",
    re.IGNORECASE,
)


def is_return(statement: Statement) -> bool:
    """Whether the figure is told as a change of a price, with a sign or a direction; or right behind its name, where one before
    it was: "XLF fell 2% and KRE 3%"."""
    claim = statement.claim
    if claim.quantity.unit != "percent" or claim.quantity.value is None or claim.quantity.ulp is None:
        return False
    if not _is_of_a_price(statement) or ({"comparison", "rate"} & set(claim.basis) and not _is_run_on(statement)):
        return False
    if not statement.sign:  # "a flat 0.2% performance"
        is_by_year = is_annualised(statement) and claim.role != "from" and claim.row is None
        return (claim.measure in _CALLED and claim.role == "none") or is_by_year or is_gapped(statement)
    return claim.role == "change" or (claim.row is not None and claim.role == "none")


def _is_of_a_price(statement: Statement) -> bool:
    """Whether no other measure is named, or only before the name that the change stands right behind: "they did their job: TLT
    jumped 6%"."""
    if statement.claim.measure in RETURNS:
        return True
    names = [name.end for name in statement.claim.entities if name.ticker and name.end <= statement.number[0]]
    if not names or not statement.is_attached or statement.claim.row is not None:
        return False
    return not find_measures(statement.text, [(max(names), statement.number[0])])


def _is_run_on(statement: Statement) -> bool:
    """Whether what reads as a comparison with a period before is the window of a price: "than a week earlier", "on the year"."""
    span = statement.claim.period_span
    told = statement.text[slice(*span)] if span is not None else ""
    return (
        EARLIER.match(statement.after) is not None
        or any(_ON_THE_YEAR.match(words) for words in (statement.after, f" {told}"))
        or is_annualised(statement)
    )


def is_gapped(statement: Statement) -> bool:
    """Whether a figure without a word of its own stands right behind its name, in a list or where a change of another stands
    before it: what is left out is the verb."""
    claim = statement.claim
    if claim.row is not None or claim.measure not in (None, *_CALLED):
        return False
    if is_set_against(statement):
        return True
    name = next((name for name in reversed(claim.entities) if name.ticker and name.end <= statement.number[0]), None)
    if name is None or not _NAME_ENDS.fullmatch(statement.text, name.end, statement.number[0]):
        return False
    gap = _GAP.search(statement.text[claim.sentence[0] : name.start])
    if gap is not None and not movement().verbs.intersection(re.findall(r"[a-z]+", gap["who"].lower())):
        return True
    return _ITEM.fullmatch(statement.text[_line_start(statement) : name.start]) is not None


def is_set_against(statement: Statement) -> bool:
    """Whether a change is held against this one of another, or told beside it, whose name stands behind: "12% this year, against
    8% for the market"; "12% for one fund, 8% for the other and 5% for the third"."""
    behind = statement.text[statement.number[1] : statement.number[1] + _BESIDE_CHARS]
    named = [name for name in statement.claim.entities if name.ticker and name.start >= statement.number[1]]
    is_beside = _AGAINST.search(statement.lead) is not None or _LISTED_FOR.search(statement.lead) is not None
    return bool(named) and is_beside and _FOR_WHOM.match(behind) is not None


def _line_start(statement: Statement) -> int:
    """Where the line of a figure begins."""
    return statement.text.rfind("\n", 0, statement.number[0]) + 1


def may_be_return(statement: Statement) -> bool:
    """Whether a plain percentage may be a change of a price that is told in words we do not know: "got away with 2.1%"."""
    claim = statement.claim
    if claim.quantity.unit != "percent" or claim.quantity.value is None or claim.quantity.ulp is None or claim.row is not None:
        return False
    if claim.role not in ("none", "level", "change") or claim.measure not in (*RETURNS, "cost") or claim.scope is not None:
        return False
    return bool(statement.value) and statement.ulp / statement.value <= COARSEST


def told_definitions(statement: Statement, *, is_by_year: bool) -> Sequence[str]:
    """The definitions of return that the words leave open: by the year, with dividends where they say so, else either."""
    if is_by_year:
        return ("annualised return", "annualised price return")
    return PRICE_AND_TOTAL[1:] if _WITH_INCOME.match(statement.text, statement.number[1]) else PRICE_AND_TOTAL


def is_annualised(statement: Statement) -> bool:
    """Whether a return is told by the year: "18% a year", "compounded at 18%"."""
    return _A_YEAR.match(statement.text, statement.number[1]) is not None or _COMPOUNDED.search(statement.lead) is not None
