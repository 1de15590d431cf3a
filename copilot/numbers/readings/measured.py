"""What a number measures: the noun right behind it, else the last measure named before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.calendar_words import month_pattern
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.census.units import is_currency, physical_units
from copilot.numbers.movement import movement
from copilot.numbers.readings.fronted import gap_behind
from copilot.numbers.readings.measures import Mention, find_measures, follows, last_adjacent, may_open_measure, measures, related
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene, is_told_in, measurable
from copilot.numbers.readings.segments import Segment
from copilot.numbers.types import Quantity
from copilot.numbers.wording import WORD, stem
from copilot.records import record

_LEAVES = frozenset({"rate", "price", "cost", "return", "cut_count"})  # words that alone name no measure
_PER_SHARE = re.compile(r"^\s?(?:per|a|each)(?: diluted| basic| common| ordinary)? share\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:paid|pays?|paying|declared|distributed)\s(?:out )?$", re.IGNORECASE)
_LOST = re.compile(r"\b(?:it|they|(?:but|and|yet|still)(?: also)?) (?:lost|earned|made) $", re.IGNORECASE)
_EARNS = re.compile(r"\b(?:earn(?:s|ed|ing)?|profits?)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"^(?:\s[\w'’-]+){0,4}?\s(earnings|profits?|sales|revenues?|book|ebitda)\b", re.IGNORECASE)
_VALUED_ON = re.compile(
    r"\b[Oo]n (?:[\w-]+ ){0,2}(earnings|sales|book|ebitda)\b.*\b(?:trad|valu|pric|chang|stand|sit)\w* (?:hands )?at (?:\w+ )?$"
)
_ELSEWHERE = re.compile(r"[,;:|]|\b(?:as|while|when|but|and|because|amid|on|if|since|before|with|after|than|to)\b", re.IGNORECASE)
_TRADED = re.compile(
    r"\b(?:closed|ended|finished|settled|opened|traded)\s(?:\w+\s)?at\s(?:\w+\s)?$", re.IGNORECASE
)  # a price, whatever came before
# what is valued at a figure, whatever is paid
_VALUED = re.compile(r"\bvalu(?:e[sd]?|ing)\s(?:[\w&'’.-]+\s){1,5}at\s(?:\w+\s)?$", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:the|its|their|whose|['’]s?) (?:stock|shares|share price|stock price)\b(?! of\b)|^\W*(?:the )?shares (?:of|in) ",
    re.IGNORECASE,
)
_SHARES_MOVED = re.compile(  # right before the figure: "a merger that sent its shares up"; not "turnover in its shares rose"
    r"(?P<of>\b(?i:in|on|of|for|from)\s(?:the\s(?:[\w-]+\s){0,2}|(?:[A-Z][\w&.-]*\s){0,3})[\w&.-]*(?:\s?\([A-Z.]+)?)?"
    r"(?:\b(?:the|its|their|whose)|['’]s?|\))\s(?:stock|shares)(?:,?\s(?:which|that))?\s(?:(?:has|have|had)\s)?(?:\w+ly\s)?"
    r"(?P<verb>up|down|[a-z]+)\s(?:by\s)?$"
)
_PRICED = re.compile(
    r"\b(?:the|its|their|whose|['’]s?) (?:stock|shares|units)\b[^.;,]{0,20}\b(?:clos|trad|end|open|finish|settl|fetch|chang)\w*\s"
    r"(?:hands\s)?(?:at|on|above|below)?\s?$",
    re.IGNORECASE,
)
_SHARE_WORDS = frozenset({"shar", "stoc", "unit"})  # how a word of "per share" and "its stock closed at" begins
_MULTIPLES = {"ear": "pe_ratio", "pro": "pe_ratio", "sal": "price_to_sales", "rev": "price_to_sales"} | {
    "boo": "price_to_book",
    "ebi": "ev_ebitda",
}
_OWED = re.compile(r"\b(?:debts?|borrowings?|leverage|gearing|liabilities)\b", re.IGNORECASE)
_NO_SUBJECT = r"(?!(?:and|but|while|whereas|then|also|which)\b)"
_OWN_SUBJECT = re.compile(
    r"^\W*(?:and |while |but |whereas )?(?:the |its |their )?"
    r"(?!(?:it|they|this|that|which|who|these|those|there|he|she|both|all|one|each|some|more|less)\b)"
    rf"(?:{_NO_SUBJECT}[a-z][\w-]+ ){{0,2}}"
    r"(?!(?:figures?|numbers?|totals?|rates?|levels?|readings?|gauges?|results?|pace|shares?|prices?|growth|gains?|increases?"
    r"|rises?|declines?|falls?|drops?|change|year|quarter|month|period|rest|latter|former|others?|average|median|ones?"
    r"|it|they|he|she)\b)"
    rf"{_NO_SUBJECT}[a-z][\w-]{{2,}} (?:was|were|is|are|stood|came|ran|rose|fell|grew|shrank|climbed|dropped|slipped|jumped"
    r"|eased|averaged|edged|improved|widened|narrowed)\b"
)
_COUNTED_IN = re.compile(r"(?:with|without|including|excluding)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"^\s(?!(?:in|on|at|of|for|from|to|by|as|and|or|but|than|with|after|before|since|while|when|which|that|was|were|is|are|has|had"
    r"|have|will|a|an|the|per|this|last|next|over|under|annual\w*|up|down|more|less|fewer|higher|lower)\b)[a-z]{3,}",
)


_OPERAND = re.compile(r"(?:\s[A-Za-z]+){0,2}\s?(?:[-+−–×*/÷]|(?<=\s)x)\s?[$€£¥]?\d[^=;\n]{0,60}=")


@record()
class Measured:
    """A measure by its id; `modifiers` stand right before it ("EV/EBITDA premium"); `sign` is -1 of a "net loss"."""

    id: str | None = None
    modifiers: frozenset[str] = frozenset()
    near: bool = False
    sign: int = 1


OF_AGE = re.compile(
    r"\b(?:age(?: of)?|aged|ages|turn(?:s|ed|ing)?|(?:dead|die[sd]?|dying|pass(?:es|ed) away) at"
    r"|(?:you|he|she|they|who|people|person|individuals?|someone|anyone|those)(?:['’](?:re|s)| is| are| was| were)? "
    r"(?:under|over|younger than|older than))\s$",  # "if you’re under 65"
    re.IGNORECASE,
)
_OLD = re.compile(r"[- ]olds?\b", re.IGNORECASE)


_POST = r"(?:chair\w*|chief|director|president|founder|analyst|governor|minister|executive|economist|officer|manager|partner)"
_PERSON = re.compile(rf"(?:(?!(?:{month_pattern(capital=True)})\b)\b[A-Z][\w’'.-]+|\b{_POST}),\s$")
_OF_PERSON = re.compile(
    rf"[- ]old(?:s\b|\W*$|[,.;]|\s(?:who|said|was|is)\b|\s(?:\w+\s)?(?:{_POST}|(?:wo)?m[ae]n|boy|girl|son|daughter)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",\s(?!and\b|or\b|but\b)[a-z]{2,}")


def is_age(text: str, item: Quantity) -> bool:
    """Whether a figure tells how old somebody is, "dead at 93", "a 25-year-old", "Anna Ruiz, 47,": it counts nobody."""
    if item.unit not in ("none", "year") or item.value is None:
        return False
    if item.unit == "none" and item.text.isdigit() and 16 <= item.value <= 99 and _GOES_ON.match(text, item.end):
        return _PERSON.search(text, max(0, item.start - 40), item.start) is not None
    said = item.unit == "year" and (_OLD.search(item.text) or _OLD.match(text[item.end : item.end + 6]))
    return bool(said) or OF_AGE.search(text[max(0, item.start - 40) : item.start]) is not None


def is_age_of_a_person(text: str, item: Quantity) -> bool:
    """Whether it is somebody's age, told by the way; "dead at 93" is the news, and a "25-year-old letter" is a thing."""
    if not is_age(text, item):
        return False
    if item.unit == "none":
        return _PERSON.search(text, max(0, item.start - 40), item.start) is not None
    old = item.text[-4:] if _OLD.search(item.text) else ""
    return _OF_PERSON.search(old + text[item.end : item.end + 40]) is not None


def tells_an_age(reading: Reading) -> bool:
    """Whether a figure of the evidence is an age: where it has one, another age is no more told in passing."""
    told, value = reading.quantity, reading.quantity.value
    if told.unit == "year":
        return _OLD.search(f"{told.text[-4:]}{reading.after[:5]}") is not None
    apposed = reading.lead.endswith(", ") and reading.after.startswith(",")
    return (
        told.unit == "none" and value is not None and 1 <= value <= 110 and (apposed or OF_AGE.search(reading.lead) is not None)
    )


def last_measured(found: Sequence[Reading], item: Quantity) -> Reading | None:
    """The number before, of those found in its sentence; that before it, where it only told the same by the share.

    "To 1.1 billion, or 1.26 per share, from 904 million" came from a profit.
    """
    if len(found) > 1 and found[-1].lead.strip(" ,(") == "or" and found[-1].measure == "eps" and not is_told_in("eps", item):
        return found[-2]
    if len(found) > 1 and found[-1].lead.strip() == "(" and found[-2].quantity.unit == item.unit != found[-1].quantity.unit:
        return found[-2]  # "1.4 billion (16% of sales) in 2014, 1.3 billion"
    return found[-1] if found else None


def measure_of(scene: Scene, segment: Segment, item: Quantity, before: Reading | None) -> Measured:
    """The measure of a number: from its segment, else that of the number before it in the sentence."""
    if is_age(scene.text, item) or (scene.equates and _OPERAND.match(scene.text, item.end)):
        return Measured()  # what "costs are $31 - $6 = $25" names is the result
    named = scene.measures_in(segment.start, segment.end)
    pre, post = _around(scene, segment, item, named) if named else ([], [])
    moved = item.unit == "percent" and item.role == "change"
    following = [mention for mention in post if follows(scene.text, item.end, mention, moved=moved)] if post else []
    counted = not following and _has_own_noun(scene.text, item)
    if counted:
        pre = []
    chosen = _chosen(scene, segment, item, (pre, post, following), counted, before)
    if chosen is None and (fronted := gap_behind(scene, segment, item)) is not None:
        return Measured(fronted.id, sign=fronted.sign)
    if chosen is None or isinstance(chosen, Measured):
        return _named_by_unit(scene, segment, item, chosen or Measured(), named)
    sign = chosen.sign
    chosen = _specific(chosen, pre, post)
    if measures()[chosen.id].percent and _GAP_BETWEEN.search(scene.text, segment.start, chosen.start):
        chosen = replace(chosen, id="spread")
    group = pre if chosen in pre else post
    modifiers = frozenset(other.id for other in group if other.id != chosen.id and 0 <= chosen.start - other.end <= 1)
    found = _named_by_unit(scene, segment, item, Measured(chosen.id, modifiers, True), named)
    return replace(found, sign=-1) if sign < chosen.sign else found  # "net income was a loss of"


def _around(scene: Scene, segment: Segment, item: Quantity, named: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The measures named before a figure in its segment and behind it, of those that can be told in its unit."""
    begin = _behind_colon(scene.text, segment.start, item.start)
    told = measurable(named, item)
    return [each for each in told if begin <= each.start < item.start], [each for each in told if each.start >= item.end]


_GAP_BETWEEN = re.compile(
    r"\b(?:gap|difference|distance) between [^,;]*\band (?:the |its )?"
    r"(?:(?!(?:with|as|at|while|when|was|were|is|are|on|in|[a-z]+ed|fell|rose|hit|grew|shrank)\b)[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)  # "two- and ten-year yields"; no verb may stand between
_IN_TOTAL = re.compile(r"\sin total\b")
_ON_PRICE = re.compile(r"\bon price\b", re.IGNORECASE)
_GAPS = ("premium", "spread")
_IN_POINTS = {"percent", "percentage_point", "basis_point", "index_point"}  # "a discount 17 points above its median of 14%"
_COLON = re.compile(r":\s(?=(?:the|its|their|an?)\s[a-z])")
_ASIDE = re.compile(r",\s(?:with|which|who|whose|valued at|worth)\b[^,]*$", re.IGNORECASE)
_GOES_ON = re.compile(r",\s(?!and\b|or\b|but\b|up\b|down\b)[a-z]+\s")  # "Corin, with assets of 27 billion, rose 2%"
_BY_OTHERS = re.compile(r"^,?\s(?:and\s)?that\s(?:its|their|the|his|her)\s[a-z]")  # "[1], that its parks took in 3 million [2]"


def _behind_colon(text: str, start: int, end: int) -> int:
    """Where the words of a figure begin that a clause of its own tells: "all eyes were on sales: the stock lost 3%"."""
    if text.find(":", start, end) < 0:
        return start
    return max((match.end() for match in _COLON.finditer(text, start, end)), default=start)


def _chosen(
    scene: Scene,
    segment: Segment,
    item: Quantity,
    named: tuple[Sequence[Mention], Sequence[Mention], Sequence[Mention]],
    counted: bool,
    before: Reading | None,
) -> Mention | Measured | None:
    """The mention that names the measure, or what the number before it measures. named: before, after, right behind."""
    pre, post, following = named
    if pre and following and 0 <= item.start - pre[-1].end <= 2 and measures()[pre[-1].id].kind == "event":
        return pre[-1]  # "laying off 1,700 employees" tells of the layoffs
    if pre and following and _only_qualifies(scene, pre[-1], item, following[0]):
        return pre[-1]  # "a drawdown of 18% with dividends" tells of the drawdown
    if following and following[0].id in _GAPS and following[0].start - item.end <= 1:
        return last_adjacent(post, following[0])  # "agreed to buy it at a 34% discount"
    of_base = item.unit == "percent" and item.role != "change" and scene.text.startswith(" of ", item.end)
    if following and not (pre and (of_base or item.role in ("to", "from", "level"))):
        return last_adjacent(post, following[0])
    if pre:
        return pre[-1]
    if following:
        return last_adjacent(post, following[0])
    if counted:
        return None
    inherited = None
    lead = scene.text[segment.start : item.start]
    if before is None or before.measure is None or not is_told_in(before.measure, item):
        pass
    elif (
        _has_own_subject(scene, segment, item)
        or _has_own_label(scene, segment, item)
        or _BY_OTHERS.search(lead)
        or (_GOES_ON.match(lead) and _ASIDE.search(before.lead))
    ):
        pass  # "yields stood at 5.75%; vacancy was 11.3%"
    elif not (_VALUED.search(lead) or (item.role != "change" and _TRADED.search(lead))):
        fallen = before.role != "change" or before.measure == "drawdown"  # "a worst fall of 3.5%; the other's worst was 4.0%"
        in_points = before.measure == "premium" and {item.unit, before.quantity.unit} <= _IN_POINTS
        alike = (before.quantity.unit == item.unit or in_points) and fallen
        unsigned = alike and before.polarity == -1 and (before.quantity.value or 0) > 0
        unsigned = unsigned or _is_reached_by_a_loss(scene, item, before)
        id = _by_its_head(lead, before) or before.measure
        if id == "price_return" and _IN_TOTAL.match(scene.text, item.end) and _is_of_the_same_spell(scene, segment, before):
            id = "total_return"  # "lost 0.4% on price but made 0.3% in total"
        inherited = Measured(id, before.modifiers, before.measure_near, -1 if unsigned else 1)
    if inherited is not None and not (segment.strong and scene.names_in(segment.start, item.start)):
        return inherited
    if post and post[0].start - item.end <= 30 and not _ELSEWHERE.search(scene.text[item.end : post[0].start]):
        return post[0]
    return inherited


def _is_of_the_same_spell(scene: Scene, segment: Segment, before: Reading) -> bool:
    """Whether a return "on price" is told before, and neither it nor this one with a time of its own: no sum over both."""
    timed = scene.times_in(*before.segment_span) + scene.times_in(segment.start, segment.end)
    return not timed and _ON_PRICE.search(f"{before.lead}{before.quantity.text}{before.trail}") is not None


def _is_reached_by_a_loss(scene: Scene, item: Quantity, before: Reading) -> bool:
    """Whether a level is what a loss moved to: "losses halved to 14 million", "doubled its deficit to 9 million"."""
    if item.role not in ("to", "from") or before.measure is None or not measures()[before.measure].signed:
        return False
    told = [mention for mention in scene.measures_in(*before.segment_span) if mention.id == before.measure]
    return bool(told) and told[-1].sign < 0


_GAPPED = re.compile(r"\W*(?:(?:and|while|but) )?(?:the |its |their )?(?P<noun>[a-z][\w-]+) $")


def _by_its_head(lead: str, before: Reading) -> str | None:
    """The measure of a noun that leaves out the head it shares: "food prices rose 3.4% and energy 2.6%" tells energy prices."""
    gapped = _GAPPED.fullmatch(lead)
    if gapped is None or not may_open_measure(gapped["noun"]):
        return None
    told = [mention for mention in find_measures(before.lead) if mention.id == before.measure]
    if not told:
        return None
    whole = f"{gapped['noun']} {before.lead[: told[-1].end].split()[-1]}"
    return next((mention.id for mention in find_measures(whole) if (mention.start, mention.end) == (0, len(whole))), None)


def _has_own_subject(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether its clause begins with a thing of its own that no table of names or measures holds."""
    lead = scene.text[segment.start : item.start]
    match = _OWN_SUBJECT.match(lead) if len(lead) > len("it is ") else None
    return match is not None and not scene.names_in(segment.start, segment.start + match.end())


_NO_LABEL = (
    "total|sum|average|mean|median|high|low|peak|record|level|amount|value|figure|rate|pace|most|all|part|rest|one|some|both"
    "|share|proportion|top|range|maximum|minimum|equivalent|out|instead|short|shy|ahead|because|up|made|kind|type|number|lot|bit"
    "|increase|decrease|decline|rise|fall|drop|gain|growth|loss|profit|majority|half|third|quarter|percent|portion|sort|use"
)
_LABEL = (
    rf"(?P<label>(?:[a-z][\w-]* ){{0,2}}(?!(?:{_NO_LABEL})s?\b)[a-z][\w-]{{2,}}) of (?:about |some |roughly |nearly |almost )?"
)
_LABEL_OF = re.compile(rf"\W*(?:and |plus |as well as )?(?:the |its |their |an? )?{_LABEL}", re.IGNORECASE)


def _has_own_label(scene: Scene, segment: Segment, item: Quantity) -> bool:
    """Whether an amount of money is called something of its own: "fees of 0.4 million and accrued interest of 0.9 million"."""
    is_sum = is_currency(item.unit) and item.role in ("none", "level")
    return is_sum and _LABEL_OF.fullmatch(scene.text, segment.start, item.start) is not None


def _only_qualifies(scene: Scene, named: Mention, item: Quantity, behind: Mention) -> bool:
    """Whether a measure stands right before its number, and the words behind say only what is counted in."""
    table = measures()
    if table[named.id].generic or related(named.id, behind.id):
        return False
    is_attached = scene.text[named.end : item.start].strip().lower() in ("of", "was", "is", "at", "")
    return is_attached and _COUNTED_IN.match(scene.text[behind.start : behind.end]) is not None


def _specific(chosen: Mention, pre: Sequence[Mention], post: Sequence[Mention]) -> Mention:
    """A specific measure of the segment instead of the generic word nearest to the number."""
    table = measures()
    if not table[chosen.id].generic:
        return chosen
    under = [mention for mention in (pre or post) if chosen.id in table[mention.id].above]
    if under:
        return under[-1]
    other = [mention for mention in pre if not table[mention.id].generic]
    return other[-1] if other and chosen.id in _LEAVES else chosen


def _named_by_unit(scene: Scene, segment: Segment, item: Quantity, found: Measured, named: Sequence[Mention]) -> Measured:
    """The measure that the words behind the unit name ("$1.20 per share", "14 times earnings"), with its sign.

    named: those of its segment.
    """
    post, begins = scene.text[item.end : segment.end], segment.wording.begins
    of_shares = not _SHARE_WORDS.isdisjoint(begins)
    id, near = found.id, found.near
    told = [mention for mention in named if mention.id == found.id]
    if of_shares and _PER_SHARE.match(post) and (id in (None, "profit") or "profit" in measures()[id or "profit"].above):
        id, near = "eps", near or _EARNS.search(scene.text[segment.start : item.start]) is not None
    if of_shares and not told and _PER_SHARE.match(post) and _LOST.search(before_hedges(scene.text[segment.start : item.start])):
        id, near = "eps", False  # "revenue beat forecasts, though it lost 14 cents a share"
    if of_shares and not told and _PER_SHARE.match(post) and _PAID.search(scene.text, segment.start, item.start):
        id, near = None, False  # "at an average price of £334,000, and paid 22p a share"
    if (
        item.unit == "percent"
        and _OF_INCOME.match(post)
        and _PUT_ASIDE.search(before_hedges(scene.text[segment.start : item.start]))
    ):
        id, near = "savings_rate", True
    part = item.value is not None and item.value < 1 and not item.text[0].isdigit()  # "half the profit" values nothing
    multiplies = item.unit == "ratio_x" and not part
    multiplies = multiplies and not (item.kind == "count_word" and item.role == "change")  # nor "to double its yearly sales"
    multiple = _MULTIPLE.match(post) if multiplies and not post.startswith(" of ") else None
    if multiple is None and multiplies and item.role != "change":
        multiple = _VALUED_ON.search(scene.text, segment.start, item.start)  # "on forward earnings it is valued at 14 times"
    if multiple is not None:
        id, near = _MULTIPLES[multiple.group(1).lower()[:3]], True
        if id == "ev_ebitda" and _OWED.search(scene.text, max(segment.clause_span[0], item.start - 60), item.start):
            id = "leverage"  # "net debt fell to 1.8 times EBITDA"
    if item.unit == "ratio_x" and item.role != "change" and id in ("net_debt", "debt"):
        id = "leverage"  # "net debt rose from 3.6 to 4.2 times EBITDA"; but debt that doubled is debt
    lead = scene.text[segment.start : item.start] if of_shares else ""
    if item.role == "change" and item.unit == "percent" and ((not (id and told) and _SHARES.search(lead)) or _are_shares(lead)):
        id, near = "share_price", True
    money = of_shares and is_currency(item.unit) and item.role in ("none", "level")
    if money and not scene.measures_in(segment.start, item.start) and _PRICED.search(scene.text[segment.start : item.start]):
        id, near = "price", True
    nearest = min(told, key=lambda mention: abs(mention.start - item.start)) if len(told) > 1 else told[0] if told else None
    minus = nearest is not None and nearest.sign < 0  # "losses, or income above 25%": the income
    sign = -1 if minus or (found.sign < 0 and not told) else 1
    return found if (id, near, sign) == (found.id, found.near, found.sign) else Measured(id, found.modifiers, near, sign)


def _are_shares(lead: str) -> bool:
    """Whether the words right before a figure tell how a share moved."""
    moved = _SHARES_MOVED.search(before_hedges(lead))
    return moved is not None and not moved["of"] and (moved["verb"] in ("up", "down") or moved["verb"] in movement().verbs)


_PUT_ASIDE = re.compile(r"\b(?:sav(?:e|es|ed|ing)|(?:put|set)(?:s|ting)? aside)\s$", re.IGNORECASE)
_OF_INCOME = re.compile(
    r"\sof (?:their|its|the|household|disposable|after-tax)\s(?:[\w-]+\s){0,2}(?:income|earnings|pay)\b", re.IGNORECASE
)


def _has_own_noun(text: str, item: Quantity) -> bool:
    """A count whose noun stands right behind it measures it and nothing named before: "two shootings"; not "two tonnes"."""
    if item.unit.removeprefix("count:") in physical_units():
        return False
    if not item.unit.startswith("count:"):
        return False
    behind = WORD.match(text, item.end + 1)
    titled = behind is not None and stem(behind.group()) == stem(item.unit.removeprefix("count:"))
    return titled or _NOUN.match(text[item.end : item.end + 30]) is not None
