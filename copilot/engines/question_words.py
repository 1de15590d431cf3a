"""The turns of phrase that tell what kind of question is asked: patterns, most of them with an example."""

from __future__ import annotations

import re

from copilot.calendar_words import ORDINALS
from copilot.named_days import any_holiday

ASKS_WHETHER = re.compile(r"\s*(?:is|are|will|can|could|would|does|do|might)\b", re.IGNORECASE)

ASKS_STATE = re.compile(r"\s*(?:(?:and|so)\s+)?(?:is|are|was|were|has|have|does|do|did)\b", re.IGNORECASE)

FARED = re.compile(r"\bwhat (?:did|has|have|had|was|were|is|are)\b[^?]*\b(?:do|done|doing)\b", re.IGNORECASE)  # "what did it do?"

# What may happen, where it is asked what is so: "is it falling?" is answered by no sentence that begins with "if".
SUPPOSES = re.compile(r"\W*(?:(?:and|but|so)\s+)?(?:if|unless|should|were)\b", re.IGNORECASE)
_ASKS_IF = re.compile(r"\b(?:if|would|could|might|may|will|unless|suppose|happens?|risks?)\b", re.IGNORECASE)

# The program itself is asked about, or greeted, and not the market.
_YOURS = r"(?:library|do you (?:have|know|hold|use|read)|you have|are there|available|can you (?:use|read|see))"
OF_ITSELF = re.compile(
    r"\W*(?:(?:hi|hello|hey|help|thanks?|thank you|test|good (?:morning|afternoon|evening))(?: there| you| a lot| me)?"
    r"|(?:who|what) are you|what (?:can|do) (?:you|i|it|this)(?: \w+)? (?:do|ask|answer|help)(?: (?:me )?with)?(?: you| here)?"
    r"|how (?:do|does|can) (?:you|this|it|i)(?: \w+)? (?:work|use (?:this|it|you))"
    rf"|(?:(?:how many|what|which|list|show me)\s+)?(?:all\s+)?(?:the\s+|your\s+)?"
    rf"(?:articles|publishers|sources|data|prices|instruments|tickers|topics)\b[^?]*\b{_YOURS}[^?]*)\W*",
    re.IGNORECASE,
)

SHARPEST = re.compile(
    r"\b(?:biggest|largest|worst|best|steepest|sharpest|strongest|deepest)\s+(?:(?:one|single|1)[- ]day|daily|days?|sessions?)\b"
    r"|\b(?:which|what) (?:day|session) (?:was|has been|is) (?:the |its |their )?(?:biggest|worst|best|strongest|weakest)\b"
    r"|\b(?:(?:which|what) (?:day|session|date)|when)\b[^?]*\b(?:f[ae]ll(?:en)?|drop(?:ped)?|los[et]|declined?|s[ia]nk"
    r"|r[io]se|risen|gain(?:ed)?|climb(?:ed)?|moved?|jump(?:ed)?)\b[^?]*\b(?:the )?(?:most|furthest|hardest)\b",
    re.IGNORECASE,
)
EXTREME = r"(?:best|worst|strongest|weakest|biggest|largest|steepest|deepest)"
BEST_SPAN = re.compile(
    rf"\b{EXTREME}\s+(?:single\s+|calendar\s+)?(?P<unit>week|month|quarter|year)s?\b"
    rf"|\b(?:which|what|in which) (?P<unit2>week|month|quarter|year)s?\b[^?]*\b(?:{EXTREME}|most)\b",
    re.IGNORECASE,
)
TODAY = re.compile(r"\b(?:today|(?:the )?(?:last|latest|most recent) (?:trading )?(?:session|day))\b", re.IGNORECASE)
BEST = re.compile(r"\b(?:best|worst|better|worse|strongest|weakest|leads?|led|ahead)\b", re.IGNORECASE)  # of several named
COMPARES = re.compile(r"\b(?:than|vs\.?|versus|compared|relative to|or)\b", re.IGNORECASE)
BOUND = re.compile(r"\b(?:more|less|higher|lower|greater) than (?=[$€£]?\d)", re.IGNORECASE)  # of a figure, no comparison
RANGE = re.compile(
    r"\b(?<!target )(?:trading |price )?range\b|\bbetween what (?:prices|levels)\b", re.IGNORECASE
)  # its low and high
RANKS = re.compile(r"\b(?:which|who|rank|order|sort|(?:the )?(?:most|least))\b", re.IGNORECASE)  # of several that moved
RECOVERED = re.compile(  # what was lost, since
    r"^\s*(?:and |so |but )?(?:has|have|did)\b[^?]*\b(?:recover\w*|regain\w*|w[io]n back|made (?:up|back)|erased)\b",
    re.IGNORECASE,
)
RANK_OF = re.compile(r"\s*(?:please\s+)?(?:rank|order|sort)\b", re.IGNORECASE)  # of several named, by how they did
SUPERLATIVE = re.compile(r"\b(?:best|worst|biggest|largest|smallest|most|least|first|last)\b", re.IGNORECASE)
APART = re.compile(r"\bhow (?:far|much)\b[^?]*\b(?:above|below|under|over|off|from)\b", re.IGNORECASE)  # a distance, not a level

MEASURED_OTHERWISE = frozenset(
    {"valuation", "earnings", "credit", "flows", "economy", "inflation"}
)  # themes with figures of their own
# The forecast of a figure is asked for, which an article gives or not, and not whether a move goes on.
FIGURE_EXPECTED = re.compile(
    r"\s*(?:what(?:['’]?s| is| are| was| were)|how (?:much|many|high|low|large|big|fast))\b[^?]*"
    r"\b(?:forecasts?|estimates?|expectations?|projections?|consensus|guidance|expected)\b",
    re.IGNORECASE,
)
# What somebody is expected to do: one fact or plan, with no two sides to weigh.
EXPECTED_TO_DO = re.compile(
    r"\s*what(?:['’]?s| is| are| was| were| will| does| do)\b[^?]*"
    r"\b(?:expect(?:ed)?|likely|plan\w*|going) to (?:do|decide|announce)\b",
    re.IGNORECASE,
)
SINCE_EVENT = re.compile(r"\bsince\b[^?,.;]{1,40}\bon\s+$", re.IGNORECASE)  # "since the Fed cut on" a day: from it on
UP_OR_DOWN = re.compile(r"\b(?:up or down|down or up|higher or lower|lower or higher)\b", re.IGNORECASE)
STANDS_HOW_HIGH = re.compile(r"\s*(?:and\s+)?how (?:high|low) (?:is|are)\b", re.IGNORECASE)  # a level, and no extreme
OF_IT = re.compile(  # something that it has; times are zeros
    r"['’]s\b|s['’](?!\w)|\brisks?\b|\b(?:of|on|for|in|from)\b(?!\s+(?:the\s+)?0)", re.IGNORECASE
)
# A sum put into an instrument on a day: how it moved since then is asked.
INVESTED = re.compile(
    r"\b(?:put|invest(?:ed)?|placed|bought)\b[^?]*\b(?:worth|become|grown|made?|earned)\b"
    r"|\b(?:worth|become|grown|made?|earned)\b[^?]*\b(?:put|invest(?:ed)?|placed|bought)\b",
    re.IGNORECASE,
)
IS_PAST = re.compile(r"\b(?:did|was|were|had|has|happened|have)\b", re.IGNORECASE)
HOW_DEAR = re.compile(r"\s*how (?:expensive|cheap|rich|overvalued|undervalued)", re.IGNORECASE)  # a figure is asked for
DEFINES = re.compile(r"\s*(?:define|what is an? |what is meant|what does .* mean)", re.IGNORECASE)
AND_WHY = re.compile(r"[,;]?\s+and why\W*$", re.IGNORECASE)  # the reason comes with what is asked first
HOW_MANY = re.compile(r"\bhow many (?!(?:percent|points|dollars|basis))", re.IGNORECASE)  # a count, not a move
SHARE_OF = re.compile(
    r"\b(?:what|which|how (?:large|big|high|small) an?)\s+(?:share|percentage|percent|proportion|fraction|part)\s+of\b",
    re.IGNORECASE,
)  # of things, not a move
# What a price will be, where a length or an end of the way is asked for; "will it last?" asks for arguments, which there are.
REACH = (
    r"hit|reach|touch|break|top|cross|exceed|surpass|pass|double|triple|halve|close|end|finish|(?:rise|fall|drop|climb) to"
    r"|(?:be|stay|hold|go|trade) (?:above|below|over|under|at|to)"
)
WILL_BE = re.compile(
    r"\bwhere (?:will|would|could|might)\b[^?]*\b(?:be|stand|trade|close|end|finish|land|go)\b"
    r"|\bwhat (?:will|would)\b[^?]*\b(?:be worth|close at|trade at|cost|stand at|return|yield)\b"
    r"|\bhow (?:high|low|far|much) (?:will|could|might)\b"
    rf"|\b(?:will|can|could|might)\b[^?]*\b(?:{REACH})\b[^?]*(?:\d|\b(?:year|month|week|quarter|tomorrow|record|high|low)\b)",
    re.IGNORECASE,
)
# How large, how many or which decisions there were.
DECISION = re.compile(
    r"\b(?:how (?:big|large|many|much|often)|list|which|when|what (?:was|were|size))\b"
    r"[^?]*\b(?:cuts?|hikes?|raises?|increases?|decisions?|moves?)\b",
    re.IGNORECASE,
)
OF_MANY = re.compile(
    r"\b(?:how often|how many (?:days|sessions|times)|on average|averag(?:e|ed)|mean|median|typical)\b", re.IGNORECASE
)
INFLATION_MOVES = re.compile(
    r"\binflation\s+(?:\w+\s+){0,2}(?:ris\w+|fall\w*|eas\w+|cool\w*|slow\w*|accelerat\w*|sticky|high|low|up|down)\W*$",
    re.IGNORECASE,
)
# Which way round the yield curve lies, which its published slope tells.
CURVE_LIES = re.compile(
    r"^\s*(?:and |so )?(?:is|was)\b[^?]*\bcurve\b[^?]*"
    r"\b(?:(?P<inverted>invert\w*|negative\w*|upside down)|normal|positive\w*)\b",
    re.IGNORECASE,
)
MEAN_MOVE = re.compile(r"\b(?:average|mean|median|typical)\s+(?:daily|weekly|monthly|quarterly)\b", re.IGNORECASE)
# A time is put as zeros when this is asked, and is no level.
AT_LEVEL = re.compile(
    r"\b(?:above|below|over|under)\s+[$€£]?(?!0{4})\d[\d,.]*(?![\d%]|[\s-]*(?:percent|day|session))", re.IGNORECASE
)
DIVIDENDS_PAID = re.compile(
    r"\b(?:pay|pays|paid|paying|distribut\w+)\b[^?]*\bdividends?\b|\bdividends?\b[^?]*\bpaid\b", re.IGNORECASE
)
_CHARGES = r"(?:expense ratios?|(?:management |annual |ongoing )?(?:fees?|charges?))"
_OWN_FIGURE = re.compile(rf"\b(?:{_CHARGES}|dividend yields?|assets under management|aum)\b", re.IGNORECASE)
_NET_OF = re.compile(rf"\b(?:net of|after|before|despite)\s+(?:\w+\s+)?{_CHARGES}\b", re.IGNORECASE)
_NTH = "|".join(ORDINALS[:12])
# "The fourth cut of the year", "was the March cut the fourth?": a number of the decision among others.
NTH_MOVE = re.compile(
    rf"\b(?P<nth>{_NTH})\s+(?:(?:consecutive|straight|successive|rate|interest)[\s-]+)*(?:cut|hike|increase|reduction)\b"
    rf"|\b(?:cut|hike|increase|reduction)(?:\s+\w+)?\s+(?:the|its|their)\s+(?P<nth2>{_NTH})\b(?!\s+(?:meeting|quarter|half|week))",
    re.IGNORECASE,
)
CUT = re.compile(r"\b(?:cuts?|hikes?)\b", re.IGNORECASE)  # of the rate, where nothing else is named
OF_CUT = re.compile(r"\b(?:how (?:large|big|many)|size|(?:first|last|latest) (?:rate )?(?:cut|hike))\b", re.IGNORECASE)
EFFECT = re.compile(r"\b(?:help\w*|hurt\w*|benefit\w*|affect\w*|impact\w*|means? for|do (?:for|to))\b", re.IGNORECASE)

ASKS_WHO = re.compile(  # whose view it is
    r"^\W*(?:and\s+|so\s+)?(?:who|(?:which|what) (?:of the )?(?:publisher|author|writer|house|outlet|newsletter|article)s?)\b",
    re.IGNORECASE,
)
ASKS_FACT = re.compile(r"\s*(?:who|whom|whose|when|how many|how often)\b", re.IGNORECASE)  # one fact, no argument
WHETHER_FACT = re.compile(
    r"\s*(?:does|do)\b[^?]*\b(?:require|include|hold|own|contain|track|follow|charge|pay|exclude|belong|admit)\b", re.IGNORECASE
)  # how a thing is made, which nobody argues
OTHERWISE = ("why", "outlook", "digest", "overview", "advice", "forecast")  # what else an instrument and a time can be asked for
ASKS_RISKS = re.compile(  # what may go wrong, and nothing that speaks for it
    r"^\W*(?:and\s+)?(?:what|which|list|name|tell me|are there|any)\b[^?]*\b(?:risks?|dangers?|threats?|headwinds?"
    r"|go(?:es)? wrong|worr(?:y|ies)|concerns?)\b",
    re.IGNORECASE,
)
# What would prove one side wrong is what speaks for the other.
GONE_WRONG = re.compile(r"(?<!go )(?<!going )\b(?:wrong|mistaken|refute\w*|invalidate\w*|disprove\w*)\b", re.IGNORECASE)
WHO_AGAINST = re.compile(
    r"(?<!\w)(?:who|(?:which|what) \w+)(?: (?:is|are|was|were|stands?|speaks?|argues?|writes?))? against(?!\w)", re.IGNORECASE
)
BOTH_SIDES = re.compile(  # no comparison
    rf"\b(?:for and against|(?:speaks?|case|arguments?|argues?) against)\b|{WHO_AGAINST.pattern}", re.IGNORECASE
)

THAN_TIME = re.compile(
    r"\bthan (?:it \w+ )?(?:on|in|at|during) (?:the )?(?:(?:start|end) of )?0{3,}", re.IGNORECASE
)  # times are zeros
TIME_WORDS = re.compile(
    r"\b(?:since|before|until|till|during|around|after) (?!(?:dividends?|fees?|costs?|tax|taxes|inflation)\b)"
    r"[\w'’&-]+(?: [\w'’&-]+){0,4}",
    re.IGNORECASE,
)
AROUND_HOLIDAY = re.compile(rf"\b(?:before|until|till|by)\s+(?:the\s+)?(?:{any_holiday()})\b", re.IGNORECASE)


def asks_which(text: str) -> bool:
    """Whether the best or worst day, month, quarter or year is asked for."""
    return SHARPEST.search(text) is not None or BEST_SPAN.search(text) is not None


def asks_own_figure(text: str) -> bool:
    """Whether a figure is asked for that each has, and no difference of returns: "which charges a lower fee?".

    >>> asks_own_figure("what are the fees of SMH and XLK?"), asks_own_figure("did SMH beat XLK net of fees?")
    (True, False)
    """
    return _OWN_FIGURE.search(_NET_OF.sub("", text)) is not None


def asks_of_cut(text: str) -> bool:
    """Whether it is asked how large, how many or which one, as the table of meetings tells."""
    return OF_CUT.search(text) is not None


def asks_what_is(text: str) -> bool:
    """Whether it is asked if something is so, and not what would follow or may come.

    >>> asks_what_is("is inflation falling?"), asks_what_is("is there a risk if it falls?"), asks_what_is("why did it fall?")
    (True, False, False)
    """
    return ASKS_STATE.match(text) is not None and _ASKS_IF.search(text) is None


def unread_time(text: str, *, is_timed: bool) -> str:
    """The words of a time that the reading of times does not know; empty where there are none. is_timed: another was read.

    >>> unread_time("how did banks do since the shutdown?", is_timed=False), unread_time("how did banks do?", is_timed=False)
    ('since the shutdown', '')
    """
    match = (AROUND_HOLIDAY if is_timed else TIME_WORDS).search(text)
    return " ".join(match.group().split()) if match else ""
