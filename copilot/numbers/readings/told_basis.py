"""How a figure of prose is meant: its basis from its own words, from those it is held against, and from the figure before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.numbers.readings import basis, denials
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import RATES, Scene
from copilot.numbers.readings.segments import Segment
from copilot.numbers.times.when import TimeMention, When, month_of
from copilot.numbers.types import Quantity

_AS_OF = re.compile(r"\s(?:as of|as at)\s[^.;]{0,30}?\b(?:19|20)\d\d\b")
_PART_OF = re.compile(r"^\s(?:(?:of\s)?(?:its|the|their|his|her)|of median)\b", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"(?:^\W*|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|none|all|out|neither|any|some|many|few)\s)"
    r"of (?:the |its |their )?(?:[\w-]+['’]s )?$",
    re.IGNORECASE,
)
_NOTS = frozenset({"not ", "t "})  # how "not" and the end of "didn't" begin
_AND_DID = re.compile(  # "had planned for 12% growth and got 7%"
    r"\W*(?:and|but|yet) (?:then |only |actually |in the end )?(?:got|had|made|saw|took|achieved|managed|reached|delivered)\b"
)
_WITHOUT_IT = re.compile(  # "stripping out the extra week, sales would have been down 5%"
    r"\W*(?:stripping out|excluding|without|leaving out|adjusted for|but for) [^;.,]{1,60},"
    r" [^;.]{1,60} would have (?:been|risen|fallen)\b",
    re.IGNORECASE,
)
_WITHOUT_WORDS = frozenset({"stri", "excl", "with", "leav", "adju", "but"})  # how its words begin
_AND_WORDS = frozenset({"and", "but", "yet"})
_SUPPOSITIONS = frozenset({"were", "shou", "had", "supp", "assu", "imag"})  # how "were it to", "suppose" begin
_ASIDES = frozenset(
    {"wher", "whos", "who", "whic", "alth", "thou", "even", "aimi", "targ", "hopi", "seek", "plan", "expec", "due", "set", "sche"}
    | {"fore"}
)  # how the words of both begin
_TURNS = basis.FORESEEING | _SUPPOSITIONS | _ASIDES  # without which a figure is told as the one before is


def is_of_whole(pre: str, begins: frozenset[str]) -> bool:
    """Whether the words before a figure make it a whole: "eight of the 12"."""
    return "of " in begins and _OF_WHOLE.search(pre) is not None


def _own_dimensions(words: str, post: str, near: basis.Cues) -> dict[str, str]:
    """The basis of a figure; the median in "45% of its median" is what it is a part of, not how it is told."""
    found = basis.dimensions(words, near)
    if "statistic" in found and _PART_OF.match(post):
        del found["statistic"]
    return found


def basis_of(
    scene: Scene,
    at: int,
    item: Quantity,
    before: Reading | None,
    dated: tuple[Sequence[TimeMention], Sequence[When]],
    *,
    named: bool,
    yields: bool = False,
) -> basis.Basis:
    """How a figure is meant. dated: its own times, and those it is held against."""
    segment = scene.segments[at]
    near, begins = segment.wording.cues, segment.wording.begins
    times, compared = dated
    pre, post = scene.text[segment.start : item.start], scene.text[item.end : segment.end]
    words = pre + " \x00 " + post
    scope = None
    if near.scopes and not (item.unit.isupper() and is_of_whole(pre, begins)):  # of "600,000 of the 800,000" the latter is all
        reach = max(segment.sentence_span[0], scene.word_start(item.start - 60))
        scope = basis.scope(scene.text[reach : item.start], near) or _scope_behind(post, near)
    refused = segment.wording.refuses and _is_refused(scene, segment, item, _clause_begin(scene, at))
    return basis.Basis(
        dimensions=_coverage_before(scene, segment, item, before)
        | (_between(scene, times, compared) if item.role not in ("to", "level") else {})  # a level is on no other month
        | _comparison_ahead(scene, at, times)
        | _own_dimensions(words, post, near),
        price_field=(basis.session_end(words) if "at t" in begins else None)
        if (item.unit in RATES and not yields) or item.unit == "ratio_x"
        else basis.price_field(pre, post, near),
        modality=_modality_of(scene, at, item, before, (pre, post)),
        negated=refused or _is_negated(scene, segment, item, before, named=named),
        refused=refused,
        scope=scope,
        statistics=segment.wording.statistics,
    )


def _modality_of(scene: Scene, at: int, item: Quantity, before: Reading | None, words: tuple[str, str]) -> basis.Modality | None:
    """Whether a figure is told as a fact or foreseen, and by whom. words: those of its segment before it and behind."""
    segment = scene.segments[at]
    near, begins = segment.wording.cues, segment.wording.begins
    inherited = before.basis.modality if before is not None and not segment.strong else None
    if inherited == "actual" and not near.modalities and _TURNS.isdisjoint(begins):
        return inherited
    pre, post = words
    foreseen = before is not None and basis.is_foreseen(before.trail, begins)  # of that figure alone
    begin = segment.start
    if not (segment.strong or foreseen or segment.opener in ("from", "than", "on", "by")):
        # "cut its forecast after prices fell 14% to 68.2"
        begin = min(begin, max(_clause_begin(scene, at), scene.word_start(segment.start - 160)))
    if foreseen:
        inherited = None
    if before is not None and "by " in begins and basis.is_gap_to_consensus(before.lead):
        begin, inherited = segment.start, None  # "beat the consensus by 3 cents with $1.27"
    fact = _fact_behind(scene, begin, item, near)
    if fact > begin:
        begin, inherited = fact, None
    as_it_stood = _AS_OF.match(post)  # "4.8 million as of 31 December 2023 will be recognized": what stood there stood
    behind = as_it_stood.group() if as_it_stood is not None else basis.of_its_clause(pre, post, near)
    if _came_about(scene, segment, pre):
        return "actual"
    if "woul" in begins and basis.is_in_money_of_now(scene.text[segment.sentence_span[0] : item.start], post):
        return "actual"
    told = _whose(scene, begin, item, basis.modality(scene.text[begin : item.start], behind, inherited, near), begins)
    return told or _of_its_heading(scene, item)


def _clause_begin(scene: Scene, at: int) -> int:
    """Where the clause of a figure begins, or the part of it that a strong joint cuts off."""
    segment = scene.segments[at]
    return segment.start if segment.strong else max(segment.clause_span[0], _strong_cut(scene, at))


def _is_negated(scene: Scene, segment: Segment, item: Quantity, before: Reading | None, *, named: bool) -> bool:
    """Whether a figure is of what was not so, by its own words or with the one before. named: whether it has a subject."""
    goes_on = before is not None and not segment.strong
    if before is not None and goes_on and before.basis.negated and not named:
        return True
    near, begins = segment.wording.cues, segment.wording.begins
    pre, post = scene.text[segment.start : item.start], scene.text[item.end : segment.end]
    if denials.may_deny(begins):
        of_whole = goes_on and before is not None and is_of_whole(before.lead, begins)  # "none of the two bid 5"
        start = before.segment_span[0] if before is not None and of_whole else segment.start
        if denials.is_negated(scene.text[start : item.start], near) and not basis.is_foreseen(post, begins):
            return True
    if denials.is_denied_behind(pre, post, begins):
        return True
    return not _NOTS.isdisjoint(begins) and denials.is_denied_of(pre, scene.text[item.end : segment.sentence_span[1]])


def _is_refused(scene: Scene, segment: Segment, item: Quantity, clause: int) -> bool:
    """Whether a figure is of what was turned down. clause: where its clause begins."""
    before, behind = scene.text[clause : item.start], scene.text[item.end : segment.end]
    if denials.is_refused(before, behind):
        return True
    rest = scene.text[item.end : segment.sentence_span[1]]
    return item.unit not in RATES and denials.is_refused_later(before, rest)  # what share voted for it, they did


def _came_about(scene: Scene, segment: Segment, pre: str) -> bool:
    """Whether a figure is of what was done in the end, or would be but for something: no forecast. pre: the words before it."""
    begins = segment.wording.begins
    if not _AND_WORDS.isdisjoint(begins) and _AND_DID.match(pre):
        return True
    return not _WITHOUT_WORDS.isdisjoint(begins) and _WITHOUT_IT.match(scene.text, segment.sentence_span[0]) is not None


_ASIDE = re.compile(r",\s(?:where|whose|which|although|though|even though)\b")
_CLOSED_ASIDE = re.compile(  # "Sable, which is aiming for a listing, sold": what stands behind it is of Sable
    r",\s(?:which|who|whose|where|aiming|targeting|hoping|seeking|planning|expecting|due|set|expected|scheduled|forecast)\b"
    r"[^;:.]*?,\s(?!and\b|or\b|but\b)"
)


def _fact_behind(scene: Scene, begin: int, item: Quantity, near: basis.Cues) -> int:
    """Where a clause begins that tells a fact beside a forecast, "see growth at the chain, where sales grew"; else 0.

    Behind an aside that a comma closes, the clause goes on.
    """
    if near.modalities and (cause := _cause_before(scene.text[begin : item.start], near)):
        return begin + cause
    if near.begins is not None and _ASIDES.isdisjoint(near.begins):
        return 0
    for match in _CLOSED_ASIDE.finditer(scene.text, begin, item.start):
        if basis.modality(scene.text[match.end() : item.start], "", None, near) == "actual":
            return match.end()
    for match in reversed(list(_ASIDE.finditer(scene.text, begin, item.start))):
        words = scene.text[match.start() : item.start]
        return match.start() if basis.modality(words, "", None, near) == "actual" else 0
    return 0


_CAUSE = re.compile(  # up to the figure: "plans to hire after sales rose", "could rise further after gaining"
    r"\b(?:(?P<then>after|following|despite)|because|since|now that|as)\s(?!(?:much|many|little|few|low|high)\b)(?=[^,;:\d]*$)",
    re.IGNORECASE,
)
_NAMED_DEED = re.compile(r"(?:an?|the|its|their|his|her|this|that|[a-z]+ing)\s")
_REPORTED = re.compile(r"\b(?:that|to (?:show|report|say|announce|post|reveal))\b", re.IGNORECASE)
_CAUSES = frozenset({"afte", "foll", "desp", "beca", "sinc", "now", "as "})  # how its words begin


def _cause_before(words: str, near: basis.Cues) -> int:
    """Where, in the words before a figure, a clause begins that tells a fact for which something is planned; else 0.

    Of what is only named, "after a 6% rise", neither is told; what is expected to be reported is no fact.
    """
    if near.begins is not None and _CAUSES.isdisjoint(near.begins):
        return 0
    cause = _CAUSE.search(words)
    if cause is None or _REPORTED.search(words, 0, cause.start()):
        return 0
    told = basis.modality(words[cause.end() :], "", None, near)
    named = told is None and cause["then"] is not None and _NAMED_DEED.match(words, cause.end()) is not None
    return cause.end() if told == "actual" or named else 0


_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*•+]|\d{1,2}[.)])\s")
_HEADINGS: tuple[tuple[re.Pattern[str], basis.Modality], ...] = (
    (re.compile(r"\b(?:expectations?|estimates?|consensus)\W*$", re.IGNORECASE), "consensus"),
    (re.compile(r"\b(?:guidance|outlook)\W*$", re.IGNORECASE), "guidance"),
    (re.compile(r"\b(?:forecasts?|projections?)\W*$", re.IGNORECASE), "forecast"),
)


_CASE = re.compile(r"^\W*(?:base|bull|bear|best|worst|upside|downside)(?:ish)?[ -](?:case|scenario)\b", re.IGNORECASE)


def _of_its_heading(scene: Scene, item: Quantity) -> basis.Modality | None:
    """What the line says that a line of a list stands under: "- **Analyst expectations:**"."""
    begin, _ = scene.line(item.start)
    match = _BULLET.match(scene.text, begin)
    while match is not None and begin:
        end = begin - 1
        begin = scene.text.rfind("\n", 0, end) + 1
        line, above = scene.text[begin:end], _BULLET.match(scene.text, begin)
        if above is not None and len(above["indent"]) >= len(match["indent"]):
            continue
        if _CASE.search(line):
            return "forecast"
        return next((told for pattern, told in _HEADINGS if line.rstrip(" *_").endswith(":") and pattern.search(line)), None)
    return None


_KEPT = frozenset({"coverage", "inclusion"})


def _coverage_before(scene: Scene, segment: Segment, item: Quantity, before: Reading | None) -> dict[str, str]:
    """Of which sales a figure is that has its measure from the one before: "total sales reached 1.9 billion, up 5.5%"."""
    if before is None or segment.strong or _KEPT.isdisjoint(before.basis.dimensions):
        return {}
    if scene.measures_in(segment.start, item.start):
        return {}
    again = before.role == item.role == "change" and scene.text[segment.start : item.start].strip(" ,(") == "or"
    kept = ("coverage", "inclusion") if again else ("coverage",)  # "excluding charges, costs rose by 1.4 million, or 1.1%"
    return {name: told for name in kept if (told := before.basis.dimensions.get(name)) is not None}


def _strong_cut(scene: Scene, at: int) -> int:
    """Where the part of its sentence begins that a strong joint cuts off before a figure."""
    sentence = scene.segments[at].sentence
    for place in range(at, max(-1, at - _PARTS - 1), -1):
        segment = scene.segments[place]
        if segment.strong or segment.sentence != sentence:
            return segment.start if segment.sentence == sentence else 0
    return 0


_PARTS = 12  # figures of one sentence looked back over
_OF_THOSE = re.compile(
    r"\s(?:at|for|in|among|of)\s(?=(?:some|certain|several|a few|individual|all|every|each|both)\b)", re.IGNORECASE
)


def _scope_behind(post: str, near: basis.Cues) -> str | None:
    """Of how much a figure is told, where that stands right behind it: "growth of 67% at some companies"."""
    match = _OF_THOSE.match(post)
    return basis.scope(post[match.end() :], near) if match is not None else None


_FORESEES = re.compile(
    r"(?:said|says) (?:it|they) (?:now |still |also )?(?:expects?|forecasts?|sees?|predicts?|projects?|anticipates?)\b"
    r"|\b(?:the|its) (?:company|group|firm|retailer|maker|airline|miner|insurer|lender|bank|management) (?:now |still |also )?"
    r"(?:expects|forecasts|sees|predicts|projects|anticipates)\b",
    re.IGNORECASE,
)


def _whose(
    scene: Scene, begin: int, item: Quantity, told: basis.Modality | None, begins: frozenset[str]
) -> basis.Modality | None:
    """A forecast that the firm itself makes is its guidance: "said it now expects"."""
    if told in (None, "actual") and not _SUPPOSITIONS.isdisjoint(begins) and denials.is_supposed(scene.text[begin : item.start]):
        return "forecast"
    return "guidance" if told == "forecast" and _FORESEES.search(scene.text, begin, item.start) else told


def _comparison_ahead(scene: Scene, at: int, times: Sequence[TimeMention]) -> dict[str, str]:
    """ "Rose 8% to 3.27 billion from a year earlier": what is said behind the level is said of the change.

    A change told "from July's 1.4 million" to August is one on the month.
    """
    if at + 1 >= len(scene.segments):
        return {}
    segment, ahead = scene.segments[at], scene.segments[at + 1]
    if ahead.clause != segment.clause or ahead.opener not in ("to", "from"):
        return {}
    if ahead.opener == "from":
        earlier = scene.times_in(ahead.start, scene.items[ahead.item].start) if times else []
        return _between_months(times[0].when, earlier[0].when) if times and earlier else {}
    return basis.dimensions(scene.text[ahead.start : ahead.end], ahead.wording.cues, only="comparison")


def _between(scene: Scene, times: Sequence[TimeMention], compared: Sequence[When]) -> dict[str, str]:
    """The basis of a change told "in October from September"."""
    if times and len(compared) == 1:
        return _between_months(times[0].when, compared[0])
    if len(compared) == 1 and compared[0].grain in _ON_THE and compared[0].year is None and not compared[0].relative:
        return {"comparison": _ON_THE[compared[0].grain]}  # "fell 2% from the third quarter": the one just gone
    window = times[0].when if times else None
    if (
        window is None
        or window.grain != "window"
        or not window.first == window.last == "month"
        or not (window.start and window.end)
    ):
        return {}
    if basis.price_field(scene.text[times[0].start : times[0].end], ""):
        return {}  # from its November low to its December high
    return _between_months(*(month_of(at.year, at.month) for at in (window.end, window.start)))


_ON_THE = {"quarter": "qoq", "month": "mom"}


def _between_months(later: When, earlier: When) -> dict[str, str]:
    """The basis of a change between two months or quarters: the one before, or the same of another year."""
    if later.grain == earlier.grain == "quarter" and later.quarter and earlier.quarter:
        if later.quarter == earlier.quarter:
            return {"comparison": "yoy"} if later.year != earlier.year else {}
        return {"comparison": "qoq"} if (later.quarter - earlier.quarter) % 4 == 1 else {}
    if later.grain != "month" or earlier.grain != "month" or later.month is None or earlier.month is None:
        return {}
    if later.month == earlier.month and earlier.year and (later.year or earlier.year + 1) - earlier.year == 1:
        return {"comparison": "yoy"}  # "in May from May 2025" too
    return {"comparison": "mom"} if (later.month - earlier.month) % 12 == 1 else {}


_SHARE = re.compile(
    r"\b(?:of|share|portion|proportion|percentage|made up|accounts? for|accounted for|represent\w*|constitut\w*|compris\w*)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"(?:^\W*|[,;]\s)of (?:all |the |its |their )[^,;:\d]{3,60},\s(?:\w+\s)?$", re.IGNORECASE
)  # "Of the firms asked, 8% plan to"
_SHARES = frozenset({"of ", "shar", "port", "prop", "perc", "made", "acco", "repr", "cons", "comp"})  # how its words begin
_HELD = re.compile(
    r"\b(?:has|had|have|holds?|held|keeps?|kept|puts?) (?:about |nearly |over |some )?$", re.IGNORECASE
)  # "has 62% in equities"
_HOLDS = frozenset({"has", "had", "have", "hold", "held", "keep", "kept", "put"})  # how its words begin
_OF_WHAT = re.compile(r"\s(?:the|its|their|all)\s")
_ODDS = re.compile(r"\w (?:in|out of) \w")  # "one in four banks"


def is_share(item: Quantity, pre: str, behind: str, begins: frozenset[str]) -> bool:
    """Whether a figure is told as a part of a whole. behind: the next characters; begins: how the words of its sentence begin."""
    near = (
        not _SHARES.isdisjoint(begins) and (_SHARE.search(behind) or _SHARE.search(pre[-24:]) or _OF_ALL.search(pre)) is not None
    )
    held = (
        item.unit == "percent" and behind.startswith(" in ") and not _HOLDS.isdisjoint(begins) and _HELD.search(pre) is not None
    )
    if item.unit == "ratio_x" and item.value is not None and item.value < 1 and _OF_WHAT.match(behind):
        return True  # "half the profit"
    return near or held or (("in " in item.text or "out " in item.text) and _ODDS.search(item.text) is not None)
