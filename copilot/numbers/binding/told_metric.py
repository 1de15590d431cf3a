"""Whether a claim tells a computed metric as what it is: a distance from a high is no fall of the day."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.evidence.amounts import POINTS
from copilot.numbers.movement import movement
from copilot.numbers.readings.made_of_two import makes_another
from copilot.numbers.readings.measures import NO_NOUN_BEHIND, find_measures, measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import may_be
from copilot.resources import reference_table

_AVERAGE = re.compile(
    r"\b(?P<count>\d+)[- ](?P<unit>day|session|week|month)s?\b(?=[^.;,]{0,30}\b(?:average|mean|[sed]?ma\b))", re.IGNORECASE
)
_OF_THE_LAST = re.compile(r"\bmean of the last (?:closes of )?(?P<count>\d+)(?P<weeks> weeks)?")
_MEAN_FALL = re.compile(r"\b(?:average|mean|median|typical)\s(?:\w+\s)?draw-?down", re.IGNORECASE)
_BOUND = re.compile(r"\b(?P<end>upper|lower) (?:bound|end|limit)\b", re.IGNORECASE)
_NOT_THAT_END = re.compile(
    r"\b(?:not|rather than|instead of|and not|never) (?:at |its |the )*(?:upper|lower) (?:bound|end|limit)\b", re.IGNORECASE
)
_MATURITY = re.compile(r"\b(\d+|two|three|five|ten|thirty)[- ](year|month)s?\b(?! (?:high|low))", re.IGNORECASE)
_COUNTS = {"two": "2", "three": "3", "five": "5", "ten": "10", "thirty": "30"}
_INVERTED = re.compile(r"(?<!no longer )(?<!not )(?<!\bun)(?<!dis)\binver(?:ted|sion)\b", re.IGNORECASE)
_TIMES = re.compile(r"(?:x|times|twice|fold)$", re.IGNORECASE)
_MONTH = timedelta(days=31)


_PART = re.compile(  # not before "came in one session" nor behind "the worst day, at", which tell of the figure itself
    r"[,;:(—–](?!(?: (?:at|an?|with|of|some|about|just))*\s*$| came (?:in|within) (?:an?|one|just|the space)\b)"
    r"|\b(?:and|but|while|whereas|before|after|including|despite)\b"
)


@cache
def _told(part: str = "told") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a metric is called, the longest name first, and the words one of which a sentence must hold to be of it."""
    table = reference_table("metric_words.toml")[part]
    names = sorted(table, key=len, reverse=True)
    return tuple((name, re.compile(rf"\b(?:{'|'.join(table[name])})(?!\w)", re.IGNORECASE)) for name in names)


def told_as_another(mine: Reading, theirs: Reading) -> str | None:
    """What the metric is, where the claim tells it as something else: "fell 6%" of a distance from the high of the year.

    A drawdown may be told by the days of its peak and trough alone, and by no others; an average has the length it is told with.
    """
    if not theirs.exact:
        return None
    if mine.quantity.unit == theirs.quantity.unit == "ratio_x" and not _is_multiple(theirs):
        return "a plain ratio, no multiple" if _TIMES.search(mine.quantity.text) or mine.quantity.kind == "count_word" else None
    if (other := _with_or_without_income(mine, theirs)) is not None:
        return other
    if theirs.measure == "price_return" and _TOTAL_WAS.search(before_hedges(mine.lead)) is not None:
        return "a price return"
    if is_one_of_a_chain(mine, theirs):
        return "the return of a part of that time"
    near = f"{_PART.split(mine.lead)[-1]} {_PART.split(mine.trail)[0]}"
    if any(name in theirs.open_label and words.search(near) for name, words in _told("never_told")):
        return theirs.open_label
    name, pattern = next((each for each in _told() if each[0] in theirs.open_label), ("", None))
    if pattern is None:
        return None
    words = f"{mine.run_up}{mine.quantity.text}{mine.after} {mine.lead} {mine.trail} {mine.open_label}"
    is_told = pattern.search(words) is not None
    if name.endswith(" session"):
        is_told = is_told or mine.own_time
    if name == "max drawdown":
        is_told = (is_told or not _is_of_another_time(mine, theirs)) and not _MEAN_FALL.search(words)
    if name == "relative" and mine.role != "change" and mine.quantity.unit in POINTS:
        is_told = True  # points that nothing rose or fell by are a gap, whatever the words
    if not is_told:
        article = "an" if name[0].lower() in "aeiou" else "a"
        return f"{article} {name}" if name != "relative" else "a return relative to another"
    if "bound" in name:
        ends = {match["end"].lower() for match in _BOUND.finditer(_NOT_THAT_END.sub("", words))}
        return f"the {name}" if ends and name.split()[0] not in ends else None
    if name == "curve slope":
        return _of_another_curve(words, theirs)
    return _of_another_length(words, theirs) if "average" in name else None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEXT = re.compile(  # another figure or clause, the citation, a denial or what the figure is held against
    r"[\[;\d]|\b(?:and|but|while|whereas|not|without|before|than|above|below|would)\b"
)
_NEXT_FIGURE = re.compile(r"\s*(?:[a-z]+\s){0,2}\d")


_TOTAL_WAS = re.compile(  # whatever is said of dividends before it; not "its total return above the price return"
    r"\btotal[- ]return(?:(?!\bprices?\b)[^,;:.()\[\d])*$", re.IGNORECASE
)
_CHAINED = re.compile(
    r"\b(?:(?:chain|compound|link)(?:ing|ed)|tak(?:ing|en)|add(?:ing|ed)|combin(?:ing|ed)|over|across|through) "
    r"(?:(?:the|these|those|all) )*(?:both|two|three|all) (?P<unit>year|quarter|month)s\b",
    re.IGNORECASE,
)


_DAYS = {"year": 366, "quarter": 92, "month": 31}


def is_one_of_a_chain(mine: Reading, theirs: Reading) -> bool:
    """Whether a claim is of more than one period taken together, and the return of one alone: "chaining both years, down 4%"."""
    dated = mine.own_time and any(time.when.grain == "year" for time in mine.times)  # "over both years, it rose 4% in 2024"
    told = None if dated or theirs.measure not in _RETURNS or makes_another(mine) else _CHAINED.search(mine.lead)
    window = theirs.times[0].when if theirs.times else None
    if told is None or window is None or window.start is None or window.end is None:
        return False
    return (window.end - window.start).days < 1.5 * _DAYS[told["unit"].lower()]


def _with_or_without_income(mine: Reading, theirs: Reading) -> str | None:
    """That a return is told without dividends right behind it, and is one with them, or the other way."""
    others = {"price_return": "with", "total_return": "without"}
    if theirs.measure not in others:
        return None
    words = dict(_told("income"))[others[theirs.measure]]
    behind = _YEAR.sub("", mine.after)
    told = words.search(behind)
    of_next = told is not None and (_NEXT.search(behind[: told.start()]) or _NEXT_FIGURE.match(behind[told.end() :]))
    is_told = (told is not None and not of_next) or words.match(mine.lead.lstrip(" ,"))
    return "a " + theirs.measure.replace("_", " ") if is_told else None


_MOVED = re.compile(  # its own clause, from its subject to its verb
    r"(?:.*(?:[,;:—–(]|\b(?:while|whereas|but|because|since|although|though|which|when|where))\s|\W*)(?:(?:and|while|but|whereas|as)\s)?"
    r"(?:the )?(?P<who>.{1,40}?)(?:['’]s? (?:price|shares|stock))? (?:(?:has|had|have|just|only|also|then|still|itself|\w+ly) )*"
    r"(?P<verb>[a-z]+) ",
    re.IGNORECASE,
)
_ITSELF = frozenset({"shares", "stock", "fund"})  # not "it", which may be what was measured
_LOSS = re.compile(r"\bloss(?:es)?\b[^.;,]*$", re.IGNORECASE)


_RETURNS = ("price_return", "total_return")
_OF_PRICES = (*_RETURNS, "price", "share_price")


def is_of_a_return(mine: Reading, theirs: Reading) -> bool:
    """Whether a figure is told as a return, whatever its sentence measures: "after talk of margins, QRS rose", "QRS's loss was",
    a margin in points of one return over another."""
    if not theirs.exact or theirs.measure not in _RETURNS or mine.measure in _OF_PRICES:
        return False
    if mine.measure == "margin" and "relative" in theirs.open_label.split():
        return mine.quantity.unit in POINTS and _is_lead(mine)
    if mine.measure == "profit" and mine.polarity == theirs.polarity == -1 and _LOSS.search(mine.lead):
        return True
    told = _MOVED.fullmatch(before_hedges(mine.lead)) if mine.role == "change" else None
    if told is None or told["verb"] not in movement().verbs or _is_measured_behind(mine):
        return False
    return told["who"].lower() in _ITSELF or told["who"] in {name.text for name in mine.entities}


_WON_BY = re.compile(r"\bby (?:a|the|its) (?:(?:wide|narrow|clear|big|slim|thin|large) )?margin of\s$", re.IGNORECASE)
_LEAD_OVER = re.compile(  # "its margin over LEX was"; not "its profit margin"
    r"(?:['’]s?|\b(?i:the|its)) margin (?:over|against|between) (?:the )?(?P<whom>[A-Z][^.;,]*?) (?:was|is|of|came to|reached)\s$"
)
_IS_LEAD = re.compile(r"[\s-](?:margin|lead) (?:over|against) (?:the )?(?P<whom>[A-Z][^.;,]*)")


def _is_lead(mine: Reading) -> bool:
    """Whether a margin is by how much one of two leads the other that it names, and no part of revenue."""
    lead = before_hedges(mine.lead)
    over = _LEAD_OVER.search(lead) or _IS_LEAD.match(mine.trail)
    names = (*mine.comparators, *mine.sentence_names, *mine.entities)
    return _WON_BY.search(lead) is not None or (over is not None and any(over["whom"].startswith(name.text) for name in names))


def _is_measured_behind(mine: Reading) -> bool:
    """Whether a figure is told of a measure right behind it: "gained 4% on revenue", not "on revenue worries"."""
    return any(
        mention.id == mine.measure
        and mine.after[: mention.start].strip() in ("in", "of", "on")
        and NO_NOUN_BEHIND.match(mine.after, mention.end) is not None
        for mention in find_measures(mine.after)
    )


_GAVE = re.compile(  # "earned its holders 4%", "cost the fund about 4%"
    r"\b(?:(?P<gave>sav(?:es|ed)|earn(?:s|ed)|hand(?:s|ed)|gave|gives|brought|brings|nett?ed|reward(?:s|ed))|costs?)\s"
    r"(?P<whom>(?!back\b|up\b|away\b)(?:[\w’'&.-]+\s){0,5})$",
    re.IGNORECASE,
)
_BET_AGAINST = re.compile(
    r"\b(?:short(?:ing|ed| positions?| bets?)|(?:a|the|their) short|(?:bet(?:s|ting)?|wager(?:s|ing)?) against"
    r"|(?:being|going|staying) short|(?:sitting|staying|missing) out(?: (?:of|on))?"
    r"|not (?:own|hold|buy)ing|missing|selling|avoiding|skipping|shunning)\b",
    re.IGNORECASE,
)
_WERE = re.compile(  # "the falls were 4% and 5%"
    r"\b(?P<noun>[a-z]{3,}s) (?:were|are|came to|amounted to|ran to|measured)\s(?:[^;.]|\.\d)*$", re.IGNORECASE
)


def given_or_lost(mine: Reading) -> int | None:
    """+1 or -1 of a computed return that holders were given or that was taken from them, or that a plural noun calls a rise.

    None of a figure with its own sign. What a bet against the fund or its absence cost is what the fund made.
    """
    if mine.quantity.unit not in ("percent", "percentage_point", "ratio_x") or mine.quantity.text[0] in "+-−–":
        return None
    gave = _GAVE.search(before_hedges(mine.lead))
    if _is_bet_against(mine):
        return (-1 if gave["gave"] else 1) if gave is not None else None
    if mine.direction != "none":
        return None
    moves = movement().nouns
    if gave is not None and not any(word in moves for word in gave["whom"].lower().split()):
        return 1 if gave["gave"] else -1
    were = _WERE.search(mine.run_up)
    return {"up": 1, "down": -1}.get(moves.get(were["noun"].lower(), "none")) if were is not None else None


def _is_bet_against(mine: Reading) -> bool:
    """Whether what gave or cost so much is a bet against the fund itself, or its absence; no bet on options on it."""
    return any(_ON_WHAT.match(mine.lead, bet.end()) is None for bet in _BET_AGAINST.finditer(mine.lead))


_ON_WHAT = re.compile(r"(?:\s(?!it\b|the\b)[a-z][\w-]*,|\s(?:[\w-]+\s){0,2}(?:puts?|calls?|options?|bonds?|futures)\b)")


def _is_multiple(theirs: Reading) -> bool:
    """Whether a ratio is one of prices to profits, which are told as times; a Sharpe ratio is twice nothing."""
    return theirs.measure is None or measures()[theirs.measure].kind != "statistic"


def _is_of_another_time(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim tells a time that is not that of the fall itself, give or take a month, as its window is."""
    event = theirs.times[-1].when if theirs.times else None
    if event is None or event.start is None or event.end is None or not (mine.times and mine.times_near):
        return False
    return not any(
        told.start is not None
        and told.end is not None
        and event.start - told.start <= _MONTH
        and told.end - event.end <= _MONTH
        and same_time(told, event, windowed=False) is not False
        for time in mine.times
        for told in may_be(time.when)
    )


def is_told_of_short_end(mine: Reading, theirs: Reading) -> bool:
    """Whether a slope, long yield less short, is told of the short one: "the two-year yields less than the ten-year"."""
    if not theirs.exact or "curve slope" not in theirs.open_label:
        return False
    told, known = (_MATURITY.findall(words) for words in (mine.lead, theirs.open_label))
    return bool(told and known) and _maturity(*told[0]) == _maturity(*known[-1])


def _of_another_curve(words: str, theirs: Reading) -> str | None:
    """What a slope is of, where the claim names another maturity, or calls a curve inverted that rises."""
    told, known = ({_maturity(*found) for found in _MATURITY.findall(text)} for text in (words, theirs.open_label))
    value = theirs.quantity.value
    if value is not None and value > 0 and _INVERTED.search(words):
        return "a curve that rises"
    return theirs.open_label if told - known else None


def _maturity(count: str, unit: str) -> str:
    return f"{_COUNTS.get(count.lower(), count)}-{unit.lower()}"


def _of_another_length(words: str, theirs: Reading) -> str | None:
    told, known = _AVERAGE.search(words), _OF_THE_LAST.search(theirs.formula)
    if told is None or known is None or (told["unit"].lower() == "week") != bool(known["weeks"]):
        return None
    return f"an average of {known['count']}" if told["count"] != known["count"] else None
