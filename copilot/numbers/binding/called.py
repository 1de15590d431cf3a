"""What a figure is called that the claim's is not: a target, a maximum, so much a year, what was expected."""

from __future__ import annotations

import re

from copilot.numbers.binding.neighbours import is_of_kind
from copilot.numbers.evidence.amounts import counts_alike, is_money, may_equal
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.readings.measures import measures, singular
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems, nearest_direction

_MARK = r"(?P<mark>targets?|goals?|budget|allowances?|consensus|forecasts?|estimates?|quota|ceiling|cap|limit|threshold|floor)"
_MARK_BEHIND = re.compile(  # "33 million to cap a sale" is no cap
    rf"\s(?:(?!(?:to|will|would|could|can|may|must|and|but|while)\s)[a-z]+\s)?{_MARK}\b|\s(?P<expected>expected|forecast)(?=[,;)]|$)",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(
    rf"\b{_MARK}(?:\s(?:for|of|on)\s(?:[\w’'-]+\s){{1,5}}?)?\s?(?:of|at|is|was|stands at|stood at|remains|were|are)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?!(?:and|but|that|those|out) )(?P<head>[a-z][a-z-]{2,}) of (?:about |some |roughly |nearly |almost |up to )?$",
    re.IGNORECASE,
)


def against_head(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """What a figure is called right before it, where the claim names what a neighbour is: "a target of 5%, a maximum of 8%"."""
    own = _HEAD.search(theirs.lead)
    if own is None or theirs.exact or content_stems(own["head"]) & (mine.words | content_stems(mine.run_up)):
        return None
    for other in pool.beside(theirs):
        its = _HEAD.search(other.lead)
        named = its is not None and is_of_kind(other, theirs) and content_stems(its["head"]) - theirs.words
        if named and named & mine.words:
            return f"the {own['head']}"
    return None


_RATE = re.compile(
    r"[\s-](?:(?:more|less|higher|lower)\s)?(?:(?:a|an|per|each|every)[ -](?P<by>year|month|week|day|hour"
    r"|share|tonne|ton|barrel|ounce|gallon|gram|kilo(?:gram)?|pound|litre|liter|bushel)"
    r"|(?P<ly>annually|yearly|monthly|weekly|daily|hourly))\b(?! (?:later|earlier|ago|before|after)\b)",
    re.IGNORECASE,
)
_THING = re.compile(r"\s[a-z]+(?=\s)")  # that is counted: "3 million barrels a day"
_PAID_BY = re.compile(
    r"\b(?P<ly>hourly|daily|weekly|monthly) (?:earnings|wages?|pay|salary|rent|rates?|output|volume)\b", re.IGNORECASE
)
_BY_TIME = re.compile(
    _RATE.pattern + r"|\b(?:annual|hourly|yearly|monthly|weekly|daily|salary|wage|rent|fee|rate)s?\b", re.IGNORECASE
)


def against_rate(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """So much a year, of what the source tells by the day, or tells as a sum beside another figure by the year."""
    rate = rate_of(mine)
    if rate is None or theirs.exact or theirs.row:
        return None
    its_rate = rate_of(theirs)
    if its_rate is not None:
        is_paid_so = its_rate == "share" and mine.measure == "dividend" and _payment(theirs.lead) in (None, rate)  # by each
        return f"so much by the {its_rate}" if its_rate != rate and not is_paid_so else None
    if mine.quantity.unit == "percent":
        return None
    start, end = theirs.sentence_span
    if theirs.around is not None and _BY_TIME.search(theirs.around.text(start, end)):
        return None
    told = any(
        rate_of(other) == rate and other.source == theirs.source and may_equal(other.quantity, theirs.quantity)
        for other in pool.about(mine)
    )
    return f"no figure by the {rate}" if told else None


_PAYMENT = re.compile(r"\b(?P<ly>annual|yearly|quarterly|monthly|weekly)\b", re.IGNORECASE)


def _payment(words: str) -> str | None:
    """By which time the words say that a dividend is paid: "new monthly dividend"."""
    match = _PAYMENT.search(words)
    return {"annual": "year", "quarterly": "quarter"}.get(told := match["ly"].lower(), _BY.get(told)) if match else None


_BY = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
_SPELT = {"ton": "tonne", "kilo": "kilogram", "liter": "litre"}


def rate_of(reading: Reading) -> str | None:
    """By which time a figure is told: "200 million a year", "hourly pay of $17"."""
    thing = _THING.match(reading.after) if reading.quantity.unit.startswith("count:") else None
    match = _RATE.match(reading.after) or (_RATE.match(reading.after, thing.end()) if thing is not None else None)
    match = match or _PAID_BY.search(reading.lead)
    if match is None:
        return None
    told = (match.groupdict().get("by") or _BY[match["ly"].lower()]).lower()
    return _SPELT.get(told, told)


_VALUED = re.compile(r"\bvalu(?:es?|ed|ing) (?:the|its) \w+ at \W*$", re.IGNORECASE)


def mark_of(reading: Reading) -> str | None:
    """The target, budget or forecast that a figure is called: "the 2% target", "against a budget of 185 million"."""
    if _VALUED.search(reading.lead):
        return None  # the target of a bid
    match = _MARK_BEHIND.match(reading.after) or _MARK_BEFORE.search(reading.lead)
    if match is None:
        return None
    return (match["mark"] or match["expected"]).lower().removesuffix("s")


def against_called(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """What a figure is called and the claim's is not: a target, a maximum, so much a year, what was expected."""
    if _is_foreseen_otherwise(mine, theirs, pool):
        return "not what was expected"
    return next((told for against in _ALL if (told := against(mine, theirs, pool)) is not None), None)


_EXPECTED = ("consensus", "forecast")
_FORESEEN = re.compile(
    r"\b(?:expect|forecast|estimat|consensus|predict|project|pencil|fores[ae]|analyst|economist)", re.IGNORECASE
)


def _is_foreseen_otherwise(mine: Reading, theirs: Reading, pool: Pool) -> bool:
    """Whether a claim of what was expected has its own figure beside one that is not: "1.98 billion, above estimates of 1.93"."""
    if mine.basis.modality not in _EXPECTED or theirs.basis.modality in (*_EXPECTED, "guidance"):
        return False
    if _FORESEEN.search(mine.run_up + mine.after) is None:
        return False  # what "should be between 24 and 25 inches" is no forecast
    return any(
        other.basis.modality in _EXPECTED
        and other.role in ("none", "level", theirs.role)
        and may_equal(other.quantity, theirs.quantity)
        and counts_alike(other.quantity.unit, theirs.quantity.unit)
        for other in pool.beside(theirs)
    )


def against_mark(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """A target or budget on one side and the thing itself on the other, where the evidence has both side by side."""
    if theirs.row:
        return None
    own, its = mark_of(mine), mark_of(theirs)
    if own == its or (its and its in mine.words | content_stems(mine.after)) or (own and own in theirs.words):
        return None
    beside = [mark_of(other) for other in pool.beside(theirs) if _is_alike(other, theirs)]
    if own is not None and own in beside:
        return f"no {own}"
    return f"the {its}" if its is not None and own is None and None in beside and not _speaks_of(mine, its) else None


def _speaks_of(mine: Reading, mark: str) -> bool:
    """Whether the claim's words are of a target or forecast at all."""
    return mark in mine.lead.lower() or mark in mine.trail.lower() or mine.basis.modality not in (None, "actual")


def _is_alike(other: Reading, theirs: Reading) -> bool:
    alike = may_equal(other.quantity, theirs.quantity)
    return alike and (other.role != "change" or mark_of(other) is not None)


_PER = re.compile(
    r"\s(?:per|to the|against the|versus the|on the|for one|a) (?:US |Australian |Canadian )?"
    r"(?P<of>dollar|euro|pound|yen|yuan|franc|sterling)\b",
    re.IGNORECASE,
)


def against_currency(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What a rate of exchange is told for: "11.72 per dollar" of so much per euro."""
    one, other = _PER.match(mine.after), _PER.match(theirs.after)
    return f"by the {other['of']}" if one and other and one["of"].lower() != other["of"].lower() else None


_EXTREME = re.compile(
    r"\b(?P<what>record|high|low|peak|trough)(?: (?:high|low|close|level))?(?: (?:of|at)) (?:\w+ )?$", re.IGNORECASE
)


def against_extreme(mine: Reading, theirs: Reading, pool: Pool) -> str | None:
    """A record on one side and another level on the other, where the evidence has both: "2,610, below its record of 2,790"."""
    if theirs.row or mine.role == "change":
        return None
    own, its = (_EXTREME.search(side.lead) for side in (mine, theirs))
    if (own is None) == (its is None):
        return None
    unit = theirs.quantity.unit
    beside = [other for other in pool.beside(theirs) if other.quantity.unit == unit and other.role != "change"]
    if own is not None:
        told = any((found := _EXTREME.search(other.lead)) and found["what"].lower() == own["what"].lower() for other in beside)
        return f"no {own['what'].lower()}" if told else None
    reached = mine.role == "to" and any(other.role == "to" and other.measure == theirs.measure for other in beside)
    return f"a {its['what'].lower()}" if reached and its is not None else None


_DISTANCE = re.compile(
    r"\s(?:below|under|beneath|above|over|off|short of|shy of|(?:away )?from)\s(?:(?:its|the|their|an?)\s)?(?:[\w-]+\s){0,3}?"
    r"(?P<of>record|high|peak|low|trough|average|all-time)s?\b",
    re.IGNORECASE,
)
_AN_EXTREME = re.compile(r"\b(?:record|high|peak|low|trough|bottom|average|all-time)s?\b", re.IGNORECASE)


def against_distance(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """How far below a record something stands is no fall of the day: "6.5% below its record" of "fell 6.5% on Thursday"."""
    its = _DISTANCE.match(theirs.after)
    if mine.role != "change" or its is None or nearest_direction(theirs.lead[-20:], "") != "none":
        return None
    if _AN_EXTREME.search(f"{mine.lead} {mine.after}") is not None:
        return None
    towards = "up" if its["of"].lower() in ("record", "high", "peak", "all-time") else "down"
    return "a distance" if mine.own_time or mine.direction == towards else None


_EACH = re.compile(
    r"\s(?:a|an|per|each)\s(?:(?:metric|troy|short|long|fine|common|ordinary|diluted|basic|square|cubic)\s)?(?P<of>(?!(?:year|quarter|month|week|day|hour)\b)[a-z]{3,})\b"
    r"(?! (?:later|earlier|ago|before|after)\b)"
)


def against_each(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What a price is of one of: "$5,140 a bag" of so much a ton."""
    if not (is_money(mine.quantity.unit) and is_money(theirs.quantity.unit)):
        return None
    own, its = (_EACH.match(side.after) for side in (mine, theirs))
    if own is None or its is None:
        return None
    one, other = (_SPELT.get(singular(match["of"]), singular(match["of"])) for match in (own, its))
    return f"so much by the {other}" if one != other else None


_AFTER_CLOSING = re.compile(
    r"[^.;,]{0,40}?\b(?:after|following|having) (?:it |they |the )?"
    r"(?:clos|sell|shut|cut|shed|los|fir|scrap|lay|dispos|axing|retir|sold)[^.;]*\d",
    re.IGNORECASE,
)
_OF_ITS = re.compile(r"\d[\d,]* (?:out )?of (?:its|the|their|his|her) (?:(?:about|some|roughly|[a-z]+) )?$", re.IGNORECASE)
_HAD = re.compile(r"\b(?:had|of)\b", re.IGNORECASE)


def against_whole_before(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What is left after so many are gone is not the number that they were of: "has 140 after closing 35" of 35 of its 140."""
    if _AFTER_CLOSING.match(mine.after) is None or _OF_ITS.search(theirs.run_up) is None or _HAD.search(mine.lead):
        return None
    return "the number before"


_BEAT = re.compile(
    r"\b(?:beat|beats|beaten|beating|exceed|top|surpass|miss|outpac|outstrip)(?:p?ed|s|es|ing)? "
    r"(?:(?!and\b|but\b)[\w’'-]+ ){0,4}(?:estimates?|expectations?|forecasts?|consensus|projections?)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:grew|growth|growing|rose|rising|rises|increased?s?|increasing|jumped|gained|higher|fell|declined?|dropped)\b",
    re.IGNORECASE,
)


def against_estimates(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What beat estimates need not have grown: "profits of 83% of the firms exceeded estimates"."""
    if theirs.role == "change" and not mine.share:
        return None  # by how much: the direction is that of the gap
    clause = _CLAUSE_END.split(f"{theirs.lead}{theirs.quantity.text}{theirs.trail}")
    told = next((part for part in clause if theirs.quantity.text in part), "")
    own = f"{mine.lead} | {mine.trail}"
    if _BEAT.search(told) is None or _GREW.search(told) or _FORESEEN.search(own) or _BEAT.search(own):
        return None
    return "how it did against estimates" if _GREW.search(own) else None


_CLAUSE_END = re.compile(r"[;,:]\s")


_BIDS = r"(?:orders?|order books?|bids?|tenders?|demand)"
_BIDS_AT = re.compile(  # "Orders topped", "bids for the notes came to"
    rf"\b{_BIDS} (?:(?:for|from|on) (?:[\w’'-]+ ){{1,4}})?"
    r"(?:topped|reached|exceeded|surpassed|passed|hit|totall?ed|came (?:in )?(?:to|at)|was|were|stood at|peaked at|swelled to)"
    r" ?(?:about |some |nearly |almost |more than |over |around )?$",
    re.IGNORECASE,
)
_ANY_BIDS = re.compile(rf"\b{_BIDS}\b", re.IGNORECASE)
_SOLD = re.compile(r"\b(?:sold|sells?|selling|sales?|issued?|issuing|raised|raising|placed|borrowed|auctioned)\b", re.IGNORECASE)


def against_bids(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What is ordered or bid for is not what is sold: "sold 3 billion of notes" of "bids reached 3 billion"."""
    if theirs.row or _BIDS_AT.search(theirs.lead) is None or _SOLD.search(mine.lead) is None:
        return None
    return None if _ANY_BIDS.search(f"{mine.lead} {mine.trail}") else "what was bid or ordered"


_LARGE_LOSSES = re.compile(r"-loss (?:claims?|events?|costs?|bills?|payouts?|burdens?)\b", re.IGNORECASE)


def against_large_losses(mine: Reading, theirs: Reading, _: Pool) -> str | None:
    """What an insurer pays for large losses is no loss of its own: "made a loss of 870 million" of "large-loss claims"."""
    if mine.measure is None or "profit" not in {mine.measure} | measures()[mine.measure].above:
        return None
    told = _LARGE_LOSSES.search(theirs.lead) is not None and _LARGE_LOSSES.search(mine.lead) is None
    return "large losses" if told and not theirs.row and theirs.measure is None else None


_ALL = (
    against_mark,
    against_large_losses,
    against_bids,
    against_rate,
    against_head,
    against_currency,
    against_extreme,
    against_distance,
    against_each,
    against_whole_before,
    against_estimates,
)
