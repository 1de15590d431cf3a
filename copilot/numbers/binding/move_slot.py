"""Whether two figures are told of one move: change or level, from or to, up or down."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from copilot.numbers.binding.causes import is_time_of_move
from copilot.numbers.binding.gaps import is_one_of, is_relative
from copilot.numbers.binding.shares import is_share_and_change
from copilot.numbers.binding.told_metric import given_or_lost, is_told_of_short_end
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.direction_words import any_of
from copilot.numbers.evidence.amounts import family, is_money
from copilot.numbers.readings.basis import is_gap_to_consensus
from copilot.numbers.readings.measures import measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.types import ReasonCode, Role
from copilot.numbers.wording import content_stems, nearest_direction
from copilot.numbers.wordlists import worded

_CHANGING = ("hire", "open", "gain")  # of `opposites.toml`
_ROLE_WORD = re.compile(r"\b(?:to|by|from)\s(?:\w+\s)?$", re.IGNORECASE)


def compare_roles(mine: Reading, theirs: Reading, against: dict[ReasonCode, str], period: bool | None) -> None:
    """Puts into `against` where one figure is a change, a start or a level and the other is not. period: if their times agree."""
    one, other = mine.role, theirs.role
    if _is_superseded(mine, theirs) and not _is_former(mine):
        against["role"] = "an earlier one"
        return
    if _is_gap_over(mine) and not _tells_gap(theirs):
        against["role"] = "no gap"
        return
    if one == "change" and other == "none" and _is_amount_beside(mine, theirs):
        against["role"] = "an amount"
        return
    if one == "change" and other in ("none", "level") and _is_past_a_level(mine, theirs):
        against["role"] = "a level"
        return
    if mine.prior and other == "to" and _FROM_BEFORE.match(theirs.after):
        against["period"] = "the period after"
        return
    if one in ("none", "change") and other == "from" and mine.basis.modality in ("forecast", "guidance") and not _is_former(mine):
        against["role"] = "the starting value"
        return
    if "change" in (one, other) and is_share_and_change(mine, theirs):
        against["role"] = "a share" if one == "change" else "a change"
        return
    if _is_range_as_move(mine, theirs):
        against["role"] = "a range"
        return
    if one == "change" and other in ("none", "level") and _is_gap_as_move(mine, theirs):
        against["role"] = "a gap"
        return
    is_range = theirs.quantity.low is not None and {one, other} not in ({"level", "from"}, {"to", "from"})
    if "none" in (one, other) or one == other or {one, other} == {"to", "level"} or is_range:
        return
    counts = all(family(side.quantity.unit) in ("count", "none", "share") for side in (mine, theirs))
    bare = counts and not (mine.measure or theirs.measure or mine.entities)
    if bare and not (_ROLE_WORD.search(mine.run_up) and _ROLE_WORD.search(theirs.run_up)):
        return  # "648 killed": a bare count is no change unless "to" or "by" says so
    if one == "change" and theirs.change_noun and (other != "from" or mine.basis.price_field or mine.own_time):
        return  # "was down 1.4%" of a decline pared to 1.4%
    if other == "change" and mine.change_noun:
        return  # "taking its decline past 61%" of "down more than 61%"
    if "change" in (one, other) and (_is_gap(mine, theirs) or _is_pace(mine, theirs)):
        return
    if "change" in (one, other):
        if _are_multiples(mine, theirs):
            return
        alike = mine.measure is not None and theirs.measure is not None and related(mine.measure, theirs.measure)
        if other == "from" and alike and mine.quantity.unit == "percent" and _comes_after(mine):
            return
        alike = alike or _is_rate_of_inflation(mine, theirs) or _is_growth_of_a_flow(mine, theirs)
        if _is_growth_told(mine, theirs) and ("from" not in (one, other) or _is_former(mine)):
            return
        if (alike or _is_of_prices(mine, theirs)) and _reads_as_growth(mine, theirs, {one, other} - {"change"}):
            return
        against["role"] = {"change": "a change", "from": "the starting value", "to": "the value reached", "level": "a level"}[
            other
        ]
        return
    if one == "from" and (theirs.prior or (other == "level" and (mine.own_time or not _CAME_FROM.match(theirs.after)))):
        return  # "from 731 million": a level told on its own, of an earlier time
    if other == "from" and (_is_former(mine) or _BEGAN.search(mine.lead) or _comes_after(mine)):
        return
    dated = theirs.prior or (theirs.own_time and not (one == "to" and is_time_of_move(theirs)))
    if other == "from" and period is True and mine.own_time and dated:
        return  # "from 4.4% in May" is the level of May
    against["role"] = {"from": "the starting value", "to": "the value reached", "level": "a level"}[other]


_FROM_TO = re.compile(r"\bfrom \W?(?P<low>\d[\d.,]*)[^\d;]{0,20}\bto \W?(?P<high>\d[\d.,]*)", re.IGNORECASE)


def _is_range_as_move(mine: Reading, theirs: Reading) -> bool:
    """Whether the two ends of a range are told as a start and an end: "from 2.25% to 2.5%" of "a range of 2.25% to 2.5%"."""
    ends = (theirs.quantity.low, theirs.quantity.high)
    if None in ends or mine.role not in ("from", "to") or mine.quantity.value not in ends or theirs.exact:
        return False
    around = f"{mine.run_up}{mine.quantity.text}{mine.after}"
    return any(
        tuple(Decimal(match[end].rstrip(".,").replace(",", "")) for end in ("low", "high")) == ends
        for match in _FROM_TO.finditer(around)
        if match[0].count(".") < 4
    )


def _is_gap_as_move(mine: Reading, theirs: Reading) -> bool:
    """Whether a premium or discount to a price of some time is told as a move in that time: "rose 25% in January"."""
    held = _FAR_FROM.match(mine.after) or _HELD_TO.match(mine.after) or mine.measure in _GAPS
    return theirs.measure in _GAPS and theirs.measure_near and mine.own_time and not held and theirs.quantity.unit == "percent"


_HELD_TO = re.compile(r"\s(?:on|from|to|than|against|compared)\b(?! (?:\d|Monday|Tuesday|Wednesday|Thursday|Friday))")
_PAST = re.compile(r"\b(?:below|above|beneath|past|through)\s$", re.IGNORECASE)


def _is_past_a_level(mine: Reading, theirs: Reading) -> bool:
    """Whether a move by an amount is held against what a price went below or above: "down 28%, below $90,000"."""
    amount = is_money(mine.quantity.unit) or mine.quantity.unit == "index_point"
    return amount and _PAST.search(theirs.run_up) is not None and _BY.search(mine.run_up) is not None


_BY = re.compile(r"\bby (?:about |some |nearly |almost |over |around |roughly |more than |at least |just )?$", re.IGNORECASE)
_MORE_THAN = re.compile(
    r"(?:\s(?!and\b|but\b)[\w-]+){0,6}?\s(?:more|fewer|less|higher|lower|larger|above|below) than\b", re.IGNORECASE
)
_CONNECTS = re.compile(
    r"\W*(?:(?:against|versus|compared (?:with|to)|and|or|but|instead of|rather than|not|than)\W+)?"
    r"(?:(?:the|an?|about|some|only) )*",
    re.IGNORECASE,
)
_GAP_WORD = re.compile(
    r"\b(?:by|lead|gap|margin|difference|premium|discount|spread|excess|out\w+|under\w+|over\w*|beat\w*|trail\w*|lag\w*"
    r"|ahead|behind|above|below|short|better|worse|(?:more|fewer|less|higher|lower|larger) than)\b",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(r"\sfrom [^;,]{1,30}? (?:a|one|the) (?:year|quarter|month) (?:earlier|ago|before)\b")


def _is_gap_over(reading: Reading) -> bool:
    """Whether a figure is told as how far one is ahead of another by name: "outsold Marl by 40", "40 more than Marl"."""
    return bool(reading.comparators) and (_BY.search(reading.lead) or _MORE_THAN.match(reading.after)) is not None


def _tells_gap(theirs: Reading) -> bool:
    """Whether a figure of the evidence may be such a gap: its words, or its name, say one is held against another."""
    return theirs.exact or _GAP_WORD.search(f"{theirs.run_up} {theirs.after}") is not None


def _is_amount_beside(mine: Reading, theirs: Reading) -> bool:
    """Whether a rise or fall by an amount is held against one of the same measure of which no words tell a change."""
    amounts = family(mine.quantity.unit) in ("count", "none") or is_money(mine.quantity.unit)
    alike = mine.measure is not None and mine.measure == theirs.measure
    alike = alike and (_BY.search(mine.run_up) is not None or not measures()[mine.measure or ""].generic)
    still = nearest_direction(theirs.run_up[-30:], theirs.after[:12]) == "none" and not _are_one_deed(mine, theirs)
    shares_verb = _CONNECTS.fullmatch(theirs.lead) is not None  # "added 119,000, against 50,000 expected"
    printed = theirs.quantity.text.startswith("+") or theirs.lead.endswith(" by ")  # "+40,000 expected", "led by 762 votes"
    return amounts and alike and mine.direction != "none" and still and not (theirs.exact or shares_verb or printed)


def _are_one_deed(mine: Reading, theirs: Reading) -> bool:
    """Whether both are told of one deed that changes a number, in whatever words: jobs cut and jobs eliminated."""
    return any(mine.deeds.get(pair) is theirs.deeds.get(pair) is not None for pair in _CHANGING)


_FORMER = re.compile(
    r"\b(?:old|earlier|previous(?:ly)?|prior|former(?:ly)?|original(?:ly)?|initial(?:ly)?"
    r"|had (?:been|expected|forecast|guided|seen|predicted|projected|stood))\b",
    re.IGNORECASE,
)
_CAME_FROM = re.compile(r"[^.;\d]{0,40}\b(?:up|down) from\b", re.IGNORECASE)  # "87% of capacity, up from 71%"
_AFTER = re.compile(r"\d[^;.]*\bafter $", re.IGNORECASE)  # another figure stands before
_SUPERSEDED = re.compile(
    r"\b(?:earlier|previous|prior|former|old|original|initial) (?:[\w-]+ ){0,2}"
    r"(?:guidance|forecast|target|estimate|projection|outlook|range|goal|view|plan|budget)s?\b",
    re.IGNORECASE,
)


def _is_former(mine: Reading) -> bool:
    """Whether a claim says itself that its figure was so before."""
    return mine.prior or _FORMER.search(mine.lead) is not None


def _comes_after(mine: Reading) -> bool:
    """Whether a claim tells itself that its figure was before the one beside it: "5.2% in May after 5.7% in April"."""
    return _AFTER.search(before_hedges(mine.run_up)) is not None


def _is_superseded(mine: Reading, theirs: Reading) -> bool:
    """Whether the evidence tells it as an earlier forecast or target, and the claim is of a forecast of now."""
    if mine.basis.modality not in ("forecast", "guidance", "consensus") or mine.role not in ("none", "level", "to"):
        return False
    return _SUPERSEDED.search(theirs.lead) is not None and _SUPERSEDED.search(mine.lead + mine.trail) is None


_BEGAN = re.compile(r"\b(?:began|begins?|started|starts?|opened|opens|entered)\b", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"[^.;,]{0,40}\b(?:a|one|the) (?:year|quarter|month) (?:earlier|before|ago)"
    r"|[^.;,]{0,30}\b(?:last|previous|prior) (?:year|quarter|month)"
    r"|\s(?:what|as \w+ as) (?:it|they|he|she) (?:was|were|had been)\b",
    re.IGNORECASE,
)


def _are_multiples(mine: Reading, theirs: Reading) -> bool:
    """ "Four times that of a year earlier" is what quadrupled."""
    level = mine if theirs.role == "change" else theirs
    multiples = all(side.quantity.unit == "ratio_x" and (side.quantity.value or 0) > 1 for side in (mine, theirs))
    times = all(side.quantity.text.lower().endswith("times") for side in (mine, theirs))  # "4 times normal" is 4 times higher
    return multiples and (times or _OF_BEFORE.match(level.after) is not None)


def _is_growth_told(mine: Reading, theirs: Reading) -> bool:
    """Whether both tell growth and name no measure: "growth of 0.9%", "its forecast for growth to 0.9% from 1.1%"."""
    if mine.measure is not None or theirs.measure not in (None, "cut_count"):  # which is what a forecast is
        return False
    rates = all(side.quantity.unit == "percent" and _GROWTH.search(side.run_up) for side in (mine, theirs))
    return rates or (_GROWTH_FORESEEN.search(theirs.run_up) is not None and _GROWS.search(mine.lead) is not None)


def _is_growth_of_a_flow(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim tells "growth" and no measure of its own, and the evidence how much a flow grows."""
    unnamed = mine.measure is None or measures()[mine.measure].generic
    flow = theirs.measure is not None and measures()[theirs.measure].kind == "flow" and theirs.role == "change"
    return unnamed and flow and _GROWTH.search(mine.lead) is not None


_GROWTH_FORESEEN = re.compile(
    r"\b(?:forecast|estimate|projection|outlook|guidance)s? (?:for|of) [^.;,]*\bgrowth\b[^.;]*$", re.IGNORECASE
)
_GROWS = re.compile(r"\b(?:growth|grow|grows)\b", re.IGNORECASE)
_GROWTH = re.compile(r"\bgrowth\b(?![^.;]*[—–:])", re.IGNORECASE)  # in the figure's own clause
_FAR_FROM = re.compile(r"^\s(?:above|below|over|under|(?:more|less|higher|lower) than)\b", re.IGNORECASE)


_GAPS = ("premium", "spread")


def _is_gap(mine: Reading, theirs: Reading) -> bool:
    """Whether one is a premium and the other so far above: "7% above book value"; or both tell how far off what was expected."""
    if all(is_gap_to_consensus(side.lead, side.after) for side in (mine, theirs)):
        return True
    gap, far = (mine, theirs) if mine.measure in _GAPS else (theirs, mine)
    return gap.measure in _GAPS and far.role == "change" and _FAR_FROM.match(far.after) is not None


_PACE = re.compile(r"\s(?:[a-z-]+ )?(?:pace|clip|spike|surge)\b", re.IGNORECASE)
_APPOSED = re.compile(r",\sat\s(?:\w+\s)?$")  # "the Midwest, at 7.4%, was ahead": what it made, as others before it
_TRADED = frozenset({"index", "fund"})


def _is_pace(mine: Reading, theirs: Reading) -> bool:
    """Whether the side that tells no change says all the same that something moved: "the 23% pace", "in all it was 12%".

    An index or fund has no level in percent: it is "almost unchanged at 0.2%".
    """
    still = mine if theirs.role == "change" else theirs
    if still.quantity.unit != "percent":
        return False
    told = measures()[still.measure].kind if still.measure else "return"
    traded = told == "return" and bool(still.entities) and all(name.kind in _TRADED for name in still.entities)
    apposed = still.measure is None and still.entities_near and _APPOSED.search(still.lead) is not None
    return _PACE.match(still.after) is not None or ((traded or apposed) and still.role == "level")


_RATE_BY = re.compile(r"\b(?:inflation|growth|rates?)\b[^.;]{0,40}\bby (?:\w+ )?$", re.IGNORECASE)
_SLOWED = re.compile(r"\b(?:growth|pace|rate of (?:growth|increase))\b", re.IGNORECASE)  # "growth slowed to 4% from 5.5%"

_GAINS_MOVED = re.compile(  # "job gains slowed to 140,000 from 300,000": each was a gain
    r"\b(?:gains|losses|increases|additions|declines)\b[^.;,\d]{0,20}\b(?:slow|eas|cool|quicken|accelerat|moderat|narrow|widen)[a-z]*\s",
    re.IGNORECASE,
)


def _is_of_prices(mine: Reading, theirs: Reading) -> bool:
    """Whether the claim is of inflation or consumer prices and the evidence names no measure: "a rise of 8.3% was expected"."""
    if not _is_inflation(mine.measure) or theirs.exact:
        return False
    return theirs.measure is None or (theirs.measure in ("price", "cost") and _is_inflation_of(mine, theirs))


_INFLATION_OF = re.compile(r"\b(?P<of>[a-z]{3,}) (?:price |cost )?inflation\b", re.IGNORECASE)


def _is_inflation_of(mine: Reading, theirs: Reading) -> bool:
    """Whether the inflation is that of one thing, of which the evidence tells what it costs: "rent inflation"."""
    match = _INFLATION_OF.search(mine.lead)
    return match is not None and bool(content_stems(match["of"])) and content_stems(match["of"]) <= content_stems(theirs.lead)


def _is_inflation(measure: str | None) -> bool:
    return measure is not None and "inflation" in {measure} | set(measures()[measure].above)


def _is_rate_of_inflation(mine: Reading, theirs: Reading) -> bool:
    """Whether one side is of inflation and the other only says "rate", as inflation is one: "the annual rate went to 8.5%"."""
    return "rate" in (mine.measure, theirs.measure) and any(_is_inflation(side.measure) for side in (mine, theirs))


def _reads_as_growth(mine: Reading, theirs: Reading, roles: set[Role]) -> bool:
    """Growth of a flow and the rate it is told as are one: "GDP growth was 2%"; inflation of 2% is a rise of prices by 2%."""
    if _is_rate_of_inflation(mine, theirs):
        mine, theirs = (mine, theirs) if _is_inflation(mine.measure) else (theirs, mine)
    measure = measures()[mine.measure] if mine.measure else None
    shapes = {mine.quantity.unit, theirs.quantity.unit} <= {"percent", "fraction"}
    prices = measure is not None and "inflation" in {measure.id} | measure.above
    side = mine if theirs.role == "change" else theirs
    grown = theirs if side is mine else mine
    if _RATE_BY.search(grown.run_up):
        return False  # "inflation will rise by 60%" is no inflation of 60%
    slowed = (shapes and _SLOWED.search(side.lead + side.run_up) is not None) or _GAINS_MOVED.search(side.run_up) is not None
    if roles != {"level"} and not prices:
        return slowed
    return shapes and measure is not None and (measure.kind in ("flow", "return") or "inflation" in {measure.id} | measure.above)


def _has_minus(reading: Reading) -> bool:
    """Whether the figure carries a printed minus, not the brackets of an account."""
    return not reading.exact and reading.quantity.text.lower().startswith(("-", "−", "–", "minus", "negative"))


def _sign_of(reading: Reading) -> int | None:
    """The known sign of a figure; what was pulled out of funds is a flow of minus that, what they took in one of plus, as a
    draw on stocks of so many barrels and a build are."""
    if (built := reading.deeds.get("stock")) is not None and reading.quantity.unit.startswith("count:"):
        return 1 if built else -1
    flow = reading.deeds.get("invest")
    if flow is None or not is_money(reading.quantity.unit) or _has_minus(reading):
        return reading.polarity
    return 1 if flow else -1


_LED = re.compile(r"\b(?:led|leads|leading)\s[^.;,]{1,60}\sby\s(?:\w+\s)?$", re.IGNORECASE)


def _is_from_other_side(mine: Reading, theirs: Reading) -> bool:
    """Whether a gap of A over B is told of B: where A lagged B by 2 points, B beat A by them."""
    if not is_relative(theirs):
        return False
    subjects, others = mine.entities, mine.comparators
    if not others:  # "B led A by 2 points"
        subjects, others = subjects[:1], subjects[1:]
    told, held = (any(is_one_of(name, theirs) for name in side) for side in (subjects, others))
    return bool(subjects) and held and not told


def _lead_or_lag(mine: Reading, theirs: Reading) -> int | None:
    """+1 or -1 where the gap of one return to another is called by a noun that says who was ahead: a lead, a shortfall."""
    if not is_relative(theirs):
        return None
    nouns = (("lead", 1), ("lag", -1))
    called = [(found.end(), sign) for noun, sign in nouns for found in any_of("relative", noun).finditer(mine.lead)]
    return max(called)[1] if called else None


_words = partial(worded, "binding_words.toml", "moves")


def _way_of_moves(mine: Reading) -> int | None:
    """+1 or -1 where moves add up to a figure, by what the sentence calls them before: "two cuts, moves that add up to"."""
    if not _words(r"\b{moves} (?:that )?{sum_to} (?:about |some )?$").search(mine.run_up):
        return None
    told = f"{mine.run_up} | {(mine.measure or '').replace('_', ' ')}"  # what its sentence counts: cuts
    ups, downs = (_words(rf"{{{way}}}").search(told) is not None for way in ("rises", "cuts"))
    return None if ups == downs else 1 if ups else -1


def compare_directions(mine: Reading, theirs: Reading, against: dict[ReasonCode, str]) -> None:
    """Puts into `against` where two figures went opposite ways or have opposite signs."""
    one = mine.change_noun or (given_or_lost(mine) if theirs.exact else None) or _sign_of(mine)
    other = theirs.change_noun or _sign_of(theirs)
    one = _way_of_moves(mine) or one if theirs.exact else one
    if one is None and other is not None:
        one = 1 if _LED.search(mine.lead) else _lead_or_lag(mine, theirs)
    if one is not None and (_is_from_other_side(mine, theirs) or is_told_of_short_end(mine, theirs)):
        one = -one
    if one is None and other is not None and _has_minus(theirs) and mine.role != "change":
        one = 1
    if other is None and one is not None and _has_minus(mine):
        other = 1
    if one is None or other is None or one == other:
        return
    if mine.quantity.kind == "ordinal" or theirs.quantity.kind == "ordinal":
        return
    told = mine.direction != "none" and theirs.direction != "none"
    if told:
        against["direction"] = "down" if other < 0 else "up"
    else:
        against["sign"] = "negative" if other < 0 else "positive"
