"""What a question asks for: about which instruments, over which time, by which measure, and whether it can be answered at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from copilot.calendar_words import ORDINALS
from copilot.engines.counted import counted_asked
from copilot.engines.invested import asks_of_sum, from_then_on
from copilot.engines.periods import Period
from copilot.engines.question_anchor import Anchor, find_anchor
from copilot.engines.question_side import asks_picture, side_of
from copilot.engines.question_time import find_period, without_time
from copilot.engines.question_words import (
    AND_WHY,
    APART,
    ASKS_FACT,
    ASKS_WHETHER,
    ASKS_WHO,
    AT_LEVEL,
    BEST,
    BOTH_SIDES,
    BOUND,
    COMPARES,
    CURVE_LIES,
    CUT,
    DECISION,
    DEFINES,
    DIVIDENDS_PAID,
    EFFECT,
    EXPECTED_TO_DO,
    FARED,
    FIGURE_EXPECTED,
    HOW_DEAR,
    HOW_MANY,
    INFLATION_MOVES,
    IS_PAST,
    MEAN_MOVE,
    MEASURED_OTHERWISE,
    NTH_MOVE,
    OF_IT,
    OF_MANY,
    OTHERWISE,
    RANGE,
    RANK_OF,
    RANKS,
    SHARE_OF,
    SINCE_EVENT,
    STANDS_HOW_HIGH,
    SUPERLATIVE,
    THAN_TIME,
    TODAY,
    UP_OR_DOWN,
    WHETHER_FACT,
    WILL_BE,
    asks_of_cut,
    asks_own_figure,
    asks_which,
    unread_time,
)
from copilot.engines.states import state_asked
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.time_context import opening_of
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems, masked
from copilot.market.calendar import session_on_or_before
from copilot.market.series_matters import matters
from copilot.metrics.wording import metrics_asked, wording_of
from copilot.names import Name
from copilot.numbers.readings.measures import find_measures

Kind = Literal["outlook", "measure", "policy", "why", "topic", "digest", "mistakes", "views", "advice", "forecast", "future"]
Measure = Literal["volatility", "drawdown", "relative", "move", "level", "low", "high"]

_OF_CUTS = frozenset(content_stems("cut hike rate interest size decision vote voted members member dissented"))

_WHOLE = ("mistakes", "reversal")  # phrases whose single words may well name a subject

_IN_ORDER = frozenset(content_stems(f"{' '.join(ORDINALS)} consecutive straight successive row"))

# Words that say what is asked but not about what.
_GENERIC_WORDS = """
stock stocks share shares market markets fund funds etf etfs index indices price prices rally rallies sector sectors company
companies news article articles library latest recent recently current currently today now date dates day days session
sessions month months year years week weeks quarter far much many long big large small high low rise risen fall fallen gain
loss return returns performance happen happened tell
say says said saying write writes think know show give think mean means figure figures number
numbers data evidence source sources analyst analysts investor investors trade trading level levels compare compared versus
better worse best worst good bad great new old way thing things going go get got come came make made take took keep kept
really actually exactly likely probably possible still yet ever please could would sustainable sustainability sustain last
outlook according view views opinion opinions believe
believes meeting meetings sentence sentences paragraph paragraphs briefly
risk risks reason reasons move moves moved point points percent value worth answer question summarise summarize
summary explain describe difference differences differ list name compute
calculate most least average total first second third end start beginning publisher author writer outlet house newsletter
gloomier gloomiest
"""
_GENERIC = frozenset(content_stems(_GENERIC_WORDS))


def asking_words() -> frozenset[str]:
    """Words that say what is asked but not about what, as they are written."""
    return frozenset(_GENERIC_WORDS.split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `terms` are stems of the words that name its subject, beside the names."""

    text: str
    kind: Kind
    names: tuple[Name, ...]
    measures: tuple[Measure, ...]
    themes: tuple[str, ...]
    period: Period | None
    anchor: Anchor | None
    is_ahead: bool  # asks about what is still to come
    is_about_fall: bool  # its subject has been going down
    is_about_turn: bool  # the view in question is that things turn, not that they go on
    terms: tuple[str, ...]
    side: Literal["both", "support", "against"] = "both"  # the argument asked for
    synonyms: tuple[str, ...] = ()  # other words for what it names
    publishers: frozenset[str] = frozenset()  # those of the library that it asks about
    metrics: tuple[str, ...] = ()  # definitions that it asks for by name: beta, a moving average
    sessions: tuple[int, ...] = ()  # lengths in sessions that it names
    as_of: date | None = None
    is_today: bool = False  # of the latest session, whichever that is
    unread_time: str = ""  # words that seem to name a time and were not understood: "since the shutdown"
    time_read: str = ""  # how words were read that may mean more than one time

    @property
    def matters(self) -> tuple[str, ...]:
        """The terms that say what is asked about, without those that argue: of "is demand strong?" the demand."""
        stance = vocabulary().groups["stance"]
        phrases = [phrase.replace("*", "") for way in ("support", "doubt") for phrase in stance[way].written]
        arguing = frozenset(content_stems(" ".join(phrases)))
        matters = tuple(term for term in self.terms if term not in arguing)
        return self.terms if not matters and self.kind == "topic" else matters  # "what about tariffs?" is of nothing else

    @property
    def is_of_many(self) -> bool:
        """Whether it asks for an average of days, or on how many days something was so."""
        if MEAN_MOVE.search(self.text):
            return True
        return not self.metrics and "level" in self.measures and OF_MANY.search(self.text) is not None

    @property
    def time_told(self) -> Period | None:
        """The time that a quotation must be of; none where the period only says from which extreme a move is measured."""
        is_any = self.anchor is not None or (self.period is not None and self.period.is_all_time)
        return None if is_any else self.period

    @property
    def favours_rise(self) -> bool:
        """Whether arguments for a rise speak for the view in question."""
        return self.is_about_fall == self.is_about_turn


def understand(text: str, *, as_of: date, find_names: Callable[[str], Sequence[Name]]) -> Question:
    """The question as understood by rules; any text has a reading."""
    words = vocabulary().groups["question"]
    names = tuple(find_names(text))
    nameless = masked(text, names)
    anchor, period = find_anchor(nameless, as_of), find_period(nameless, as_of)
    timeless = without_time(text, as_of)
    nameless_of = [name for name in names if name.kind in ("index", "generic")]  # the "Volatility Index" asks for no volatility
    measures = _measures(_nameless(timeless, nameless_of), anchor, names=_market(names))
    if not measures and _asks_how_it_moved(timeless, names, period):
        measures = ("move",)
    if period is not None and period.grain == "day" and SINCE_EVENT.search(text[: period.span[0]]) and period.end <= as_of:
        period = Period(period.start, as_of, "span", period.span)  # from its close, as "since" the day itself is
    if period is not None and "level" in measures:
        period = opening_of(text, period)
    is_invested = period is not None and period.start <= as_of and bool(_market(names)) and asks_of_sum(text)
    if period is not None and is_invested:
        measures = ("move",)
        if period.months is None and not period.is_since:  # from that day on
            period = from_then_on(period, text, as_of)
    if is_today := period is None and anchor is None and "move" in measures and TODAY.search(text) is not None:
        session = session_on_or_before(as_of)
        period = Period(session, session, "day", (0, 0))
    is_ahead = words["ahead"].is_in(timeless) or (period is not None and period.start > as_of and not IS_PAST.search(timeless))
    if is_ahead and period is not None and period.end < as_of and period.grain == "month":
        period = None  # "will … in January": the next one, of which nothing is known yet
    kind = _kind(timeless, names, measures, is_future=period is not None and period.start > as_of and not is_ahead)
    if kind == "outlook" and period is not None and not is_ahead and asks_picture(timeless, period, as_of):
        kind, measures = "measure", measures or ("move",)
    if is_invested and kind in ("forecast", "outlook", "topic"):
        kind, is_ahead = "measure", False  # "what would it be worth now?"
    is_no_fact = is_ahead or kind in ("advice", "forecast", "future", "why")
    if _market(names) and not is_no_fact and (state_asked(text) or counted_asked(text, period)):
        kind, measures = "measure", ("move",)
    metrics = metrics_asked(text) if any(name.kind in MARKET_KINDS for name in names) else ()
    if metrics and kind in ("topic", "measure", "outlook"):
        kind = "measure"
    if kind == "policy" and period is not None and text[slice(*period.span)].lower().removeprefix("last ").endswith("day"):
        period = None  # "on Wednesday": the last decision, with its day
    if "moving average" in metrics and period is not None and period.months is None and period.grain == "span":
        period = None  # its 200 days are a length
    return Question(
        text=text,
        kind=kind,
        names=names,
        measures=measures,
        themes=vocabulary().themes_of(timeless),
        period=period,
        anchor=anchor,
        is_ahead=is_ahead,
        is_about_fall=words["falling"].is_in(timeless) and not words["rising"].is_in(timeless),
        is_about_turn=words["turning"].is_in(timeless),
        terms=_terms(timeless, names),
        side=side_of(timeless),
        synonyms=tuple(vocabulary().synonyms_in(timeless)),
        metrics=metrics,
        sessions=wording_of(text).sessions if metrics else (),
        as_of=as_of,
        is_today=is_today,
        unread_time=unread_time(timeless, is_timed=period is not None or anchor is not None) if kind == "measure" else "",
    )


def _kind(text: str, names: Sequence[Name], measures: Sequence[Measure], *, is_future: bool) -> Kind:
    words, policy = vocabulary().groups["question"], vocabulary().groups["policy"]
    if words["advice"].is_in(text):
        return "advice"
    if words["forecast"].is_in(text) or (WILL_BE.search(text) and any(name.kind in MARKET_KINDS for name in names)):
        return "forecast"
    if is_future:
        return "future"
    is_bare = not (names or vocabulary().themes_of(text) or _terms(text, names)) and side_of(text) == "both"
    if words["digest"].is_in(text) and is_bare:
        return "digest"
    if words["mistakes"].is_in(text):
        return "mistakes"
    if words["why"].is_in(AND_WHY.sub("", text)):
        return "why"
    if ASKS_WHO.match(text) and side_of(text) != "both" and not policy["votes"].is_in(text):
        return "outlook"
    of_market = any(name.kind in MARKET_KINDS for name in names) and bool(measures) and not policy["votes"].is_in(text)
    is_other = side_of(text) != "both" or DEFINES.match(text) is not None
    if policy["asks"].is_in(text) and not words["ahead"].is_in(text) and not of_market and not is_other:
        return "policy"
    if HOW_DEAR.match(text) or CURVE_LIES.match(text):
        return "topic"
    if _is_of_decisions(text, names, of_market=of_market):
        return "policy"
    if (ASKS_FACT.match(text) or WHETHER_FACT.match(text)) and not measures and side_of(text) == "both":
        return "topic"
    if of_market and UP_OR_DOWN.search(text) and not words["ahead"].is_in(text):
        return "measure"
    if EXPECTED_TO_DO.match(text) and any(name.kind in ("central_bank", "other") for name in names):
        return "topic"
    if FIGURE_EXPECTED.match(text) and (find_measures(text) or (_terms(text, names) and not of_market)):
        return "topic"
    is_of_two = len(_market(names)) > 1 and COMPARES.search(text) is not None and not words["ahead"].is_in(text)
    if is_of_two and MEASURED_OTHERWISE & set(vocabulary().themes_of(_nameless(text, _market(names)))):
        return "topic"  # which of two is cheaper the articles state, and nobody argues whether it goes on
    if words["outlook"].is_in(text) and not (set(measures) - {"move", "level", "high", "low"}):
        return "outlook"
    if ASKS_WHETHER.match(text) and INFLATION_MOVES.search(text):
        return "topic"  # who argues for a rise of shares says nothing of one of prices
    if (
        ASKS_WHETHER.match(text)
        and set(vocabulary().themes_of(text)) - {"trend", "risk"}
        and not set(measures) - {"move", "level"}
    ):
        return "outlook"
    if words["ahead"].is_in(text) and re.match(r"\s*(?:will|could|can|might|would)\b", text, re.IGNORECASE):
        return "outlook"
    of_whole = words["overview"].is_in(text) and not {"level", "relative"} & set(measures)  # "where does it stand?"
    if of_whole and not find_measures(text) and any(name.kind in MARKET_KINDS for name in names):
        return "outlook"
    if measures and ("relative" in measures or not words["definition"].opens(text)):  # "how does A compare with B?"
        return "measure"
    return "outlook" if words["outlook"].is_in(text) else "topic"


def _market(names: Sequence[Name]) -> list[Name]:
    return [name for name in names if name.kind in MARKET_KINDS]


def _is_of_decisions(text: str, names: Sequence[Name], *, of_market: bool) -> bool:
    """Whether a question is about what the Fed decided: it is named, with a decision, and not with what is to come."""
    words = vocabulary().groups["question"]
    is_named = any(name.kind == "central_bank" and name.id == "fed" for name in names)
    counts = NTH_MOVE.search(text) is not None
    is_nameless = not names and CUT.search(text) is not None and (asks_of_cut(text) or counts)
    is_named = is_named or (is_nameless and set(_terms(text, names)) <= _OF_CUTS | _IN_ORDER)
    if EFFECT.search(text):
        return False
    return is_named and not of_market and (counts or DECISION.search(text) is not None) and not words["ahead"].is_in(text)


def _measures(text: str, anchor: Anchor | None, *, names: Sequence[Name]) -> tuple[Measure, ...]:
    groups = vocabulary().groups["measures"]
    stands = STANDS_HOW_HIGH.match(text) if names and anchor is None else None
    if stands is not None and _is_itself(text, names):
        return ("level",)
    for pattern in (BOTH_SIDES, BOUND):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    order: tuple[Measure, ...] = ("volatility", "drawdown", "relative", "move", "level", "low", "high")
    found = [measure for measure in order if groups[measure].is_in(text)]
    if len(names) < 2 and THAN_TIME.search(text):  # "higher on the 9th than on the 3rd" holds one against itself
        return ("move",)
    if not found and len(names) > 1 and (BEST.search(text) or RANK_OF.match(text) or _is_choice(text, names)):
        found.append("relative")
    if not found and names and RANGE.search(text):
        found += ["low", "high"]
    if anchor is not None:  # the extreme is where the move is measured from, not what is asked
        rest = text[: anchor.span[0]] + text[anchor.span[1] :]
        found = [measure for measure in found if measure not in ("low", "high", "relative") or groups[measure].is_in(rest)]
        found.append("move")
    fares = bool(names) and (groups["fare"].is_in(text) or FARED.search(text) is not None)
    fares = fares or (asks_which(text) and not vocabulary().themes_of(text))
    if not found and (groups["amount"].is_in(text) or fares):
        found.append("move")
    if not found and names and AT_LEVEL.search(text):
        found.append("level")
    if (
        found == ["move"]
        and groups["amount"].is_in(text)
        and not groups["move"].is_in(text)
        and (vocabulary().themes_of(text) or _terms(text, names))
    ):
        found = []  # "how much debt do they have?"
    if found == ["relative"] and asks_own_figure(text):
        found = []
    if set(found) <= {"level", "relative"} and set(vocabulary().themes_of(_nameless(text, names))) & MEASURED_OTHERWISE:
        found = []  # "what premium do they trade at?", "how cheap are they relative to the others?"
    if HOW_MANY.search(text) or SHARE_OF.search(text):
        found = [measure for measure in found if measure not in ("move", "level", "relative")]
    if anchor is None and "level" in found and APART.search(text):
        found = ["move" if measure == "level" else measure for measure in found]
    if len(names) > 1 and ("volatility" in found or (found == ["move"] and RANKS.search(text) and not asks_which(text))):
        found.append("relative")
    if not names and set(found) <= {"move", "level"} and any(matter.words.search(text) for matter in matters()):
        found = []  # of a published series, and of no price
    if DIVIDENDS_PAID.search(text):  # an amount, not what they add to a return
        found = [measure for measure in found if measure != "move"]
    if stands is not None:  # how large a thing of the instrument is, and no extreme of its price
        found = [measure for measure in found if measure not in ("low", "high")]
    found = list(dict.fromkeys(found))
    if "volatility" in found or "drawdown" in found:
        found = [measure for measure in found if measure in ("volatility", "drawdown", "relative")]
    return tuple(found)


def _is_itself(text: str, names: Sequence[Name]) -> bool:
    """Whether an instrument itself is asked about, "how high is it now?", or its price, and not something of it: its yield."""
    rest, groups = _nameless(text, names), vocabulary().groups["measures"]
    others = any(groups[measure].is_in(rest) for measure in ("volatility", "drawdown", "relative", "move"))
    is_other = others or _terms(text, names) or vocabulary().themes_of(rest)
    return not is_other and (groups["level"].is_in(rest) or not OF_IT.search(rest))


def _nameless(text: str, names: Sequence[Name]) -> str:
    """The text without its names: "growth stocks" are no growth."""
    for name in names:
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return text


def _is_choice(text: str, names: Sequence[Name]) -> bool:
    """Whether two instruments are set against each other and nothing is asked beside: "large caps or small caps?"."""
    between = text[names[0].end : names[1].start].strip().lower()
    return between in ("or", "or the", "vs", "vs.", "versus", "against") and not _terms(text, names)


def _asks_how_it_moved(text: str, names: Sequence[Name], period: Period | None) -> bool:
    """Whether nothing but an instrument and a time stands in a question: "what is the index year to date?"."""
    words = vocabulary().groups["question"]
    only_market = bool(names) and all(name.kind in MARKET_KINDS for name in names)
    is_open = not (_terms(text, names) or vocabulary().themes_of(text) or any(words[key].is_in(text) for key in OTHERWISE))
    return only_market and period is not None and is_open and not (SUPERLATIVE.search(text) or HOW_MANY.search(text))


def _terms(text: str, names: Sequence[Name]) -> tuple[str, ...]:
    """Stems of the words that are no name, no time and no word of asking."""
    text = _nameless(text, names)
    return tuple(dict.fromkeys(stem for stem in content_stems(text) if len(stem) > 1 and not is_generic(stem)))


def is_generic(stem: str) -> bool:
    """Whether a stem says what is asked, or is in every market report, and so names no subject."""
    return stem in _GENERIC or stem in _asking_stems()


@lru_cache(maxsize=1)
def _asking_stems() -> frozenset[str]:
    """Stems of the words that say what is asked: they name no subject."""
    groups = vocabulary().groups
    asking = [group for table in ("question", "measures") for key, group in groups[table].items() if key not in _WHOLE]
    phrases = [phrase for group in asking for phrase in group.written]
    return frozenset(content_stems(" ".join(phrase.replace("*", "").replace("$", "") for phrase in phrases)))
