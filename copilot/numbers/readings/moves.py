"""How a number moves: by, from, to or a level, up or down, and its sign."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.census.units import is_currency
from copilot.numbers.movement import movement
from copilot.numbers.readings import basis
from copilot.numbers.readings.measured import Measured
from copilot.numbers.readings.measures import find_measures, measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import RATES
from copilot.numbers.types import Direction, Quantity, Role
from copilot.numbers.wording import nearest_direction
from copilot.records import record

_NOUNS = r"(?:growth|increase|decline|decrease|gain|rise|drop|fall|jump|contraction|expansion"
_GROWTH = re.compile(rf"\b{_NOUNS}|(?<!not )(?<!n't )change)\b", re.IGNORECASE)  # a rate that did not change is a level
_GROWN = re.compile(rf"^(?:[\s-][\w&/-]+){{0,3}}?[\s-]{_NOUNS})\b", re.IGNORECASE)
_OF_THAT = re.compile(r"\sof\s(?:the|its|their|his|her|that|this|those|these|all)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\b(from|to)\b", re.IGNORECASE)
_PACE = re.compile(r"^\s(?:annual |annuali[sz]ed )?(?:pace|rate|clip)\b", re.IGNORECASE)
_IN_THE_RED = re.compile(r"\s(?:in the red|underwater)\b", re.IGNORECASE)
_CAME_FROM = re.compile(r"\W*(?:up|down) from (?:[a-z]+ ){1,3}", re.IGNORECASE)  # "down from once every 4.8 years"
_HELD = re.compile(
    r"\b(?:clos|end|finish|settl|trad|stay|held|hold|remain|stood|sat|was|is|are|were|lies|lay)\w*\s"
    r"(?:(?!(?:up|down|off|higher|lower)\b)\w+\s)?"
    r"(?:above|below|over|under)\s$",
    re.IGNORECASE,
)
_BOUNDS = ("above", "below", "over", "under")
_VERB = re.compile(r"\b(?:\w{3,}(?:ing|ed)|was|were|is|are|had|has|of|at)\b", re.IGNORECASE)
_COLLECTED = re.compile(  # "the appeal has raised more than 375,000"
    r"\brais(?:e|es|ed|ing) (?:(?:about|around|roughly|nearly|almost|over|more than|less than|at least|up to|some|a|an|another"
    r"|additional|further|estimated|total|record|of) )*$",
    re.IGNORECASE,
)
_AT = re.compile(r"\bat (?:an? )?$")
_AS_FAR_AS = re.compile(r"\b(?:as (?:low|high|much|far) as|a (?:low|high) of|at)\s$")
_STATE = re.compile(
    r"\s(?:full|empty|complete|owned|occupied|let|vacant|booked|hedged|sold out)\b", re.IGNORECASE
)  # "flew 82% full"
_SHORT_OF = re.compile(r"\s(?:short|shy|ahead) of\b", re.IGNORECASE)
_PAST_A_MARK = re.compile(r"\b(?:below|above|beneath|past|through)\s(?:the\s)?$")
_MORE = re.compile(
    r"\s(?:(?:a|per|each|every)\s(?:year|month|week|day|share|tonne|barrel|unit)\s)?(?:more|fewer|less|higher|lower|cheaper|dearer)"
    r"\b(?! than \w+ (?:of|who))"
)
_MORE_LATER = re.compile(  # "0.9 million barrels a day more in May than in April", "45 homes more than a year before"
    r"(?:\s(?!and\b|or\b|but\b)[\w-]+){1,6}?\s(?P<way>more|fewer|less) in [\w ]{2,20}? than in\b"
    r"|\s(?!and\b|or\b|but\b|who\b|that\b|which\b|are\b|is\b|was\b|were\b|\w+ing\b|\w+ed\b)[a-z-]{3,}(?:\s(?:a|per|of)\s[a-z]+)?"
    r"\s(?P<than>more|fewer|less)(?:\s(?!and\b|or\b|but\b)[\w-]+){0,7}?"
    r"\sthan (?:(?:in|at|on|during) |(?:a|the|last|one) (?:\w+ )?(?:day|week|month|quarter|half|year)\b)",
    re.IGNORECASE,
)
_CHANGE_NOUN = re.compile(
    r"(?:\b(?:the|its|their|an?|this|that|his|her|of|earlier|early|pared|trimmed|extended|narrowed|widened)\s"
    r"(?:(?!\w+(?<!s|u)s\s)\w+\s)?|['’]s\s)"  # "the chances decrease to" has a verb
    r"(?:(?P<down>decline|drop|fall|loss(?:es)?|slide|slump|decrease)|(?P<up>gain|gains|advance|rise|rally|increase))\s"
    r"(?:to|from)?\b",
    re.IGNORECASE,
)
_SIZE_OF_CHANGE = re.compile(  # "the decline in the first half was"
    r"(?:\b(?:the|its|their|an?|this|that)|['’]s?)\s(?:[\w-]+\s){0,2}?"
    r"(?:(?P<down>decline|drop|fall|slide|slump|decrease)|(?P<up>advance|rise|rally|increase))"
    r"(?:\s(?:in|for|over|during|of)\s[^.;,\d]{0,30}(?:(?:19|20)\d\d)?)?\s(?:was|is|came to|amounted to|reached)\s$",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(  # "whereas Robinhood's was over 45%", of a decline
    r"\W*(?:(?:and|while|whereas|but) )?(?:[A-Z][\w.&-]* ){0,3}[A-Z][\w.&-]*['’]s? "
    r"(?:was|is|were|stood at|came to|reached) (?:over |under )?"
)
_KNOWN_NUMBER = re.compile(r"\b(?:the|its|their|an?|consensus|expected)\s(?:\w+\s)?$")
_LEVEL_OF = re.compile(
    r"\b(?:median|target|level|mark|reading|high|low|peak|record|consensus|estimate|forecast|expectations?|yield|price) of "
    r"(?:about |around |roughly )?$"
)
_CALLED = re.compile(
    r"\b(?:an?|the|its|their|['’]s)\s(?P<what>(?:(?!(?:in|on|for|of|to|by)\b)[\w/&’'-]+\s){0,3}?[\w/&’'-]+)"
    r" of (?:about |around |nearly )?$"
)
_MADE_UP = re.compile(r"\bm(?:ade|akes?|aking) up\s(?:\w+\s){0,2}$")


_NEGATIVE = re.compile(r"\b(?:negative|inverse)(?:ly)?\b", re.IGNORECASE)  # "the correlation turned negative, at 0.4"
_EXTRA = re.compile(r"\b(?:extra|additional|added) [a-z]+\b[^.;,\d]{0,40}\b(?:at|of|is|was|be) $", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:average|mean|median|pace) (?:was|is|stood at|came to) $", re.IGNORECASE)  # of changes or of levels
_THAT_MOVED = (  # "the 11.4% gained in May", "the 18.8% that the index lost"
    re.compile(r"\s(?P<verb>[a-z]+)\b"),
    re.compile(r"\s(?:(?:that|which)\s)?(?:the\s)?(?:[A-Z][\w.&’'-]*|[a-z]+)\s(?:(?:had|have|has)\s)?(?P<verb>[a-z]+)\b"),
)


_BETTERED = re.compile(  # up to "by": which way that went hangs on what is measured
    r"\b(?:(?P<up>improv)(?:e|es|ed|ing)|(?:worsen|deteriorat)(?:s|e|es|ed|ing)?) (?:[a-z]+ly )?by (?:\w+ ){0,2}$"
)


@record()
class Move:
    """Role and direction of a number; `polarity` is +1 or -1 where its sign is known."""

    role: Role
    direction: Direction
    polarity: int | None


def move_of(item: Quantity, pre: str, post: str, measured: Measured) -> Move:
    """The census's role and direction, mended where the words around or the measure say otherwise."""
    settled = _settled(item, pre, post)
    role, direction = settled or _grown(item, pre, post, measured.id)
    if "by " in pre and (judged := _BETTERED.search(pre)) is not None:
        role, direction = "change", _judged_way(measured.id, better=bool(judged["up"]))
    if role != "change" and item.unit.startswith(("count", "none")) and (way := _called_a_change(pre, post)) != "none":
        role, direction = "change", way
    elif role == "none" and _is_called(item, pre, measured.id):
        role = "level"
    return Move(role, direction, _polarity(item, role, direction, measured, (pre, post)))


_GOOD = frozenset({"revenue", "profit", "margin", "cash_flow", "return", "consumer_confidence"})  # of which more is better


def _judged_way(id: str | None, *, better: bool) -> Direction:
    """The way a measure went that improved or worsened; none where it may worsen either way, as a backlog or a balance does."""
    if id is not None and measures()[id].inverse:
        return "down" if better else "up"
    if better:
        return "up"
    return "down" if id is not None and _GOOD & {id, *measures()[id].above} else "none"


def _settled(item: Quantity, pre: str, post: str) -> tuple[Role, Direction] | None:
    """Where the words leave no doubt: a level in brackets, "as low as", "above", "from" and "to"."""
    rate, change = item.unit in RATES, item.role == "change"
    if pre.endswith("(") and (basis.price_field(pre, "") or not rate):
        led = _BRACKETED.findall(pre[-60:])
        return ("from" if led[-1].lower() == "from" else "to") if led else "level", "none"
    if not change:
        if item.role == "none" and _CAME_FROM.fullmatch(pre):
            return "from", "none"
        return (item.role, "none") if item.role in ("from", "to") else None
    if is_currency(item.unit) and _COLLECTED.search(pre):
        return "none", "none"
    undirected = not rate and item.unit != "ratio_x" and _VERB.search(pre) and nearest_direction(pre, post) == "none"
    if undirected and not _SHORT_OF.match(post):
        return "none", "none"
    if rate and _STATE.match(post):
        return "level", "none"
    is_held = pre[-8:].rstrip().lower().endswith(_BOUNDS) and _HELD.search(pre) is not None
    if not is_held and _PAST_A_MARK.search(pre[-20:]):
        return "to", "none"
    at = _AT.search(pre[-10:]) and not _PACE.match(post) and nearest_direction(pre[-30:], "") == "none"
    return _of_level(item, pre, post) if at or is_held or (not rate and _AS_FAR_AS.search(pre)) else None


def _of_level(item: Quantity, pre: str, post: str) -> tuple[Role, Direction]:
    grown = item.unit in RATES and (_GROWTH.search(pre[-40:]) or _GROWN.match(post))
    return ("change", nearest_direction(pre, post)) if grown else ("level", "none")


def _grown(item: Quantity, pre: str, post: str, measure: str | None) -> tuple[Role, Direction]:
    """A by-amount that the census left a level: growth of 5%, 0.9 million fewer, a 25-point cut, an annual pace."""
    role, direction = item.role, item.direction
    if role in ("none", "level") and item.unit in RATES and measure != "inflation":
        asked = pre if "?" in pre else pre[-40:]
        if _OF_THAT.match(post) and not pre.endswith("of "):
            return role, direction  # "fuel made up 50% of the increase"
        if _GROWTH.search(asked) or _GROWN.match(post):
            role = "change"
    if role in ("none", "level") and _MORE.match(post) and item.qualifier == "none":
        role, direction = "change", nearest_direction("", post)
    later = _MORE_LATER.match(post) if role == "none" and item.unit not in RATES else None
    if later is not None:
        role, direction = "change", "up" if (later["way"] or later["than"]).lower() == "more" else "down"
    if role == "none" and item.unit == "basis_point" and nearest_direction(pre[-30:], post[:12]) != "none":
        role = "change"
    if role in ("none", "level") and _EXTRA.search(before_hedges(pre)):
        return "change", "up"
    if role == "level" and _MEAN.search(before_hedges(pre)):
        role = "none"
    if role not in ("from", "to") and item.unit in RATES and pre.endswith("the "):
        verbs = [found["verb"] for pattern in _THAT_MOVED if (found := pattern.match(post)) is not None]
        moved = next((verb for verb in verbs if verb in movement().verbs), None)
        if moved is not None:
            return "change", movement().direction[moved]
    if role == "change" and direction == "none":
        direction = nearest_direction(_LESS_THAN_ITS.sub(" ", pre), post)
    return role, direction


_LESS_THAN_ITS = re.compile(  # "its gain was less than Marl's", which is one too
    r"\s(?:(?:less|lower|smaller|weaker|more|higher) than|below|under|behind|short of)\s[^,;]{1,40}['’]s?\s$",
    re.IGNORECASE,
)


def _is_called(item: Quantity, pre: str, id: str | None) -> bool:
    """Whether a figure is the size of what it measures: "a gross margin of 35.8%", "its debt of 2 billion"; no rise of that."""
    match = _CALLED.search(pre)
    if match is None or id is None or measures()[id].kind in ("return", "event"):
        return False
    if item.unit in RATES and not measures()[id].percent:
        return False
    named = find_measures(match["what"])
    return bool(named) and named[-1].id == id and named[-1].end == len(match["what"]) and _GROWTH.search(match["what"]) is None


_SIGNS: Mapping[Direction, int | None] = {"up": 1, "down": -1, "none": None}


def _polarity(item: Quantity, role: Role, direction: Direction, measured: Measured, around: tuple[str, str]) -> int | None:
    """The sign of a figure, where it is known. around: the words before it and behind."""
    pre, post = around
    printed = item.value if item.value is not None else item.low
    if printed is not None and (printed < 0 or item.text.startswith("+")):
        return -1 if printed < 0 else 1
    if role == "change":
        return _SIGNS[direction]
    if measured.sign < 0 or measured.id == "drawdown" or _IN_THE_RED.match(post):
        return -1
    if measured.id is None or not measures()[measured.id].signed:
        return None
    return -1 if _NEGATIVE.search(pre) else 1


_SIZE_OF = re.compile(
    r"\b(?:(?P<noun>[a-z]+) of|(?P<many>losses|gains) (?:came to|total?led|were|reached|numbered|amounted to)) $", re.IGNORECASE
)
_SO_MANY = re.compile(r"\s(?:[a-z]+\s)?(?P<noun>losses|gains)\b", re.IGNORECASE)


def _called_a_change(pre: str, post: str) -> Direction:
    """The way a count went that a noun calls a rise or a fall: "October's gain of 47,000 posts", "32,000 job losses"."""
    match = _SIZE_OF.search(before_hedges(pre)) or _SO_MANY.match(post)
    noun = next((word for word in match.groups() if word), "") if match is not None else ""
    return movement().nouns.get(noun.lower(), "none")


def noun_of_change(pre: str, before: Reading | None) -> int:
    """+1 or -1 where the figure is the size of a gain or a decline that itself moves: "pared its decline to 1.4%"."""
    match = _CHANGE_NOUN.search(pre) or _SIZE_OF_CHANGE.search(before_hedges(pre))
    if match:
        return 1 if match["up"] else -1
    elliptic = before is not None and (pre.strip() == "from" or _ITS_OWN.fullmatch(before_hedges(pre)) is not None)
    return before.change_noun if elliptic and before is not None else 0


def plain(text: str, item: Quantity) -> Quantity:
    """The item less a qualifier or direction that its words do not give it.

    "Above the 4.8 expected" compares with a known number; "made up 67%" rises nowhere.
    """
    before = text[max(0, item.start - 24) : item.start].lower()
    if item.qualifier in ("over", "under") and not item.text.endswith("+") and _KNOWN_NUMBER.search(before):
        item = replace(item, qualifier="none", role="none" if item.role == "change" else item.role)
    if (" of " in before and _LEVEL_OF.search(before)) or (" up" in before and _MADE_UP.search(before)):
        item = replace(item, role="level", direction="none")
    return item
