"""Questions that lean on the one before: "and XLF?", "why?", "what about March?", "how volatile is it?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from copilot.engines.parts import with_preposition
from copilot.engines.prose import listed
from copilot.engines.question_time import find_period
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.names import Name
from copilot.types import Span

_OPENING = re.compile(
    r"\s*(?:(?:and|but|ok(?:ay)?|so|then|or)[,\s]+)*(?:(?:what|how) about\s+|compared (?:to|with)\s+)?", re.IGNORECASE
)
_WHY = re.compile(
    r"\s*(?:and\s+|but\s+)?(?:why(?:\s+(?:so|is that|was that|did (?:it|they|that)\b.*))?|how come)\s*\W*$",
    re.IGNORECASE,
)
_BARE_WHY = re.compile(r"\s*(?:(?:and|but)\s+)?(?:why(?:\s+(?:so|(?:is|was)\s+that))?|how come)\s*\W*$", re.IGNORECASE)
_WHETHER = re.compile(
    r"\s*(?:(?:and|but|so)\s+)?(?P<whole>(?:is|are|was|were|did|does|do|has|have|will|would|could|might)\s)",
    re.IGNORECASE,
)
_OF_PRONOUN = re.compile(r"(?:it|that|this|they|those|these|he|she|you|we|i|there)(?![\w-])", re.IGNORECASE)
_OF_ITSELF = re.compile(  # "what did the central bank decide?"
    r"\s*(?:(?:and|but|so)\s+)?(?:what|which|who|whom|when|where|how)(?:\s+\w+)?\s+"
    r"(?:is|are|was|were|did|does|do|has|have|will|would|could|might)\s+(?P<rest>\w)"
    r"|\s*who\s+(?P<deed>\w)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:the\s+)?(?:last|past|this|previous)\b|yesterday|today|ytd|year", re.IGNORECASE)  # needs no "in"
# All that may stand beside a name or a time where a question gives nothing else: "and XLF over the same time, please?".
_LEADING_WORDS = """
and but ok okay so then or what how about compared versus vs to with in on over during for since of the a by at from until till
through within across between same time period also too instead please as well now again there just only start end
"""
_LEADING_IN = frozenset(_LEADING_WORDS.split())
_WRITTEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PAUSE = re.compile(r"\s*(?:[,;:?–—-]|and\b)")
# "It" that stands for nothing named before: "is it true that …".
_OF_NOTHING = re.compile(
    r"\b(?:is|was|isn['’]?t|wasn['’]?t|be)\s+it\s+(?:really\s+)?\w+\s+(?:that|to)\b|\bit\s+(?:is|was)\s+\w+\s+(?:that|to)\b"
    r"|\bit\s+(?:seems?|looks?|appears?)\b|\b(?:was|is)\s+it\s+(?:only\s+)?(?:the|a|an)\b(?=[^?]*\b(?:that|who|which)\b)",
    re.IGNORECASE,
)
_WHEN_THAT = re.compile(
    r"\s*(?:and\s+|so\s+)?(?:when|on (?:which|what) (?:day|date))\s+(?:exactly\s+)?(?:was|is|did|were|has)\s+"
    r"(?:that|this|it|those|these|they)"
    r"(?:\s+(?:be|happen|happened|occur|occurred|come|reached|hit|set|made))?\s*\W*$",
    re.IGNORECASE,
)
_OF_LEVEL = re.compile(r"\s*(?:what|which|how (?:high|low|far|deep))\s+(?:is|was|were|are)\b", re.IGNORECASE)
_EXTREME = re.compile(r"\b(?:highest|lowest|high|low|peak|trough|record|maximum|minimum|top|bottom)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:they|them|their)\b(?!['’])", re.IGNORECASE)
_OF_BOTH = re.compile(r"\b(?:which|either|both|neither|each|one|rank|compare)\b[^?]*\bthem\b", re.IGNORECASE)
# Who was asked about, and what "they" say: "what does Harbour Wire think?", "do they say anything about rates?".
_SAY = r"(?:say|think|write|expect|argue|believe|mention|report|tell|see)"
_SPEAKS = re.compile(rf"\b(?:does|do|did)\s+(?P<who>[A-Z][\w.&'’ -]*?)\s+{_SAY}\b")
_THEY_SAY = re.compile(rf"\b(?:do|does|did|what|why)\b[^?]*?\b(?P<who>they|he|she|it)\s+(?:also\s+)?{_SAY}\b", re.IGNORECASE)
_BY_HOW_MUCH = re.compile(r"\s*(?:and\s+)?(?:by )?how (?:much|many points|far)\W*", re.IGNORECASE)
# "Which was better?" of the two asked about before.
_WHICH_ALONE = re.compile(
    r"\s*(?:and\s+|so\s+)?which(?: one)?\s+(?:is|was|did|has|fell|rose|gained|lost|moved)\b(?:\s+(?:the\s+)?\w+){0,3}\W*",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(r"\b(?:it|its|they|them|their)\b(?!['’])", re.IGNORECASE)

_OF_SOURCES = re.compile(
    r"\s*(?:and\s+|so\s+|ok(?:ay)?[,\s]+)?(?:"
    r"(?:which|what)(?: one)? of (?:these|those|them|the (?:articles|sources|quotes|passages))\b[^?]*"
    r"\b(?:newest|latest|oldest|newer|older|most recent|earliest)\b"
    r"|who (?:wrote|said|says|published|writes) (?:that|this|it|these|those)\b"
    r"|when (?:was|were) (?:that|this|it|these|those|they) (?:written|published)\b"
    r"|(?:what|which) (?:are|were|is) (?:your|the|its|their) sources?\b"
    r"|where (?:is|does|did|do) (?:that|this|it|those|these) (?:come )?from\b"
    r"|(?:(?:show|give|list)(?: me)? )?(?:the |your |its |all )?(?:sources?|evidence|citations?)\b"
    r"|what (?:is|was) (?:that|this|it|your answer) based on\b|are you (?:really )?sure\b|how (?:do|can) you (?:know|tell)\b"
    r"|says who\b|according to (?:whom|who)\b"
    r")[^?]{0,20}\?*\s*$",
    re.IGNORECASE,
)

_OF_OWN = re.compile(  # "was it", "its", where something is named before; "with it", "than it" is the one of before
    r"\b(?:(?:is|are|was|were|did|does|do|has|have|had|will|would|could|can)\s+(?:it|they)|its|their)$", re.IGNORECASE
)
_MORE_OR_LESS = re.compile(
    r"\b(?:better|worse|more|less|higher|lower|stronger|weaker|(?:safe|risk|calm|choppi)er)\b", re.IGNORECASE
)

FindNames = Callable[[str], Sequence[Name]]


def made_whole(
    text: str,
    last: str,
    find_names: FindNames,
    as_of: date,
    *,
    earlier: str = "",
    just: str = "",
    is_divided: bool = False,
) -> str:
    """The question with what it takes from the one before: its instrument, its time or all but one of them.

    text, last: as they were typed, the latter made whole itself; earlier: the one before that, which "which of them" means too;
    just: the very last, which a bare "why?" means where it has a subject of its own and `last` is an older one; is_divided: two
    sides answered it, whose reasons it asks for again. A question that stands by itself is left as it is.

    >>> from copilot.names import find_names
    >>> made_whole("and XLF?", "how did XLE do in May?", find_names, date(2024, 7, 1))
    'how did XLF do in May?'
    >>> made_whole("what about June?", "how did XLE do in May?", find_names, date(2024, 7, 1))
    'how did XLE do in June?'
    """
    if last and _WHEN_THAT.match(text):
        return _asked_when(last)
    if last and _BY_HOW_MUCH.fullmatch(text):
        return last  # whose answer gives the figure
    if _WHICH_ALONE.fullmatch(text) and (both := _both_named(last, earlier, find_names)):
        return _at_that_time(f"{text.rstrip(' ?')}, {listed(both, 'or')}?", last, as_of, is_of_all=True)
    before, own = _of_market(find_names(last)), _of_market(find_names(text))
    is_just = bool(just) and _BARE_WHY.match(text) is not None and not _of_market(find_names(just))
    if is_just and _stands_alone(just):
        return just if is_divided else _why_of(just) or text
    if not before and _BARE_WHY.match(text):
        return _why_of(last) or text
    if (spoke := _SPEAKS.search(last)) is not None and (says := _THEY_SAY.search(text)) is not None:
        return f"{text[: says.start('who')]}{spoke['who']}{text[says.end('who') :]}"
    if not before:
        return text if own or not last else _replaced(text, last, own, before, as_of)
    if _WHY.match(text):
        period = find_period(last, as_of)
        return f"what drove {before[0].text}{' ' + with_preposition(last, period.span) if period is not None else ''}?"
    if (pronoun := _STANDS_FOR.search(text)) is not None and not _OF_NOTHING.search(text):
        if own and own[0].start < pronoun.start() and _OF_OWN.search(text[: pronoun.end()]):
            return _at_that_time(_of_own(text, own[0], pronoun, before[0]), last, as_of)
        if _OF_BOTH.search(text) and len(before) == 1:
            before = [*_of_market(find_names(earlier)), *before]
        several = _SEVERAL.fullmatch(pronoun.group()) is not None
        name = listed(list(dict.fromkeys(one.text for one in before))) if several else before[0].text
        owner = "'s" if pronoun.group().lower() in ("its", "their") else ""
        whole = text[: pronoun.start()] + name + owner + text[pronoun.end() :]
        return _at_that_time(whole, last, as_of, is_of_all=several and _OF_BOTH.search(text) is not None)
    return _replaced(text, last, own, before, as_of)


def _stands_alone(asked: str) -> bool:
    """Whether a question has a subject of its own, and no pronoun that stands for one named before."""
    match, rest = _WHETHER.match(asked), _OF_ITSELF.match(asked)
    place = match.end() if match is not None else max(rest.start("rest"), rest.start("deed")) if rest is not None else None
    return place is not None and _OF_PRONOUN.match(asked, place) is None


def _why_of(last: str) -> str:
    """The last question as one for the reason, where it asks whether a thing is so: "is inflation rising?". Else empty."""
    asked = _WHETHER.match(last)
    if asked is None or _OF_PRONOUN.match(last, asked.end()) is not None:
        return ""
    return f"why {last[asked.start('whole') :]}"


def _both_named(last: str, earlier: str, find_names: FindNames) -> list[str]:
    """The instruments of the last two questions, where they are two."""
    named = dict.fromkeys(name.text for text in (earlier, last) for name in _of_market(find_names(text)))
    return list(named) if len(named) > 1 else []


def _of_own(text: str, own: Name, pronoun: re.Match[str], before: Name) -> str:
    """What is asked of the instrument that the question itself names before it says "it": "what about SMH, was it worse?"."""
    opening = _OPENING.match(text, 0, own.start)
    is_named_alone = opening is not None and opening.end() == own.start and _PAUSE.match(text, own.end) is not None
    start = re.compile(r"[\s,;:?–—-]*(?:and\s+)?").match(text, own.end).end() if is_named_alone else 0  # type: ignore[union-attr]
    owner = "'s" if pronoun.group().lower() in ("its", "their") else ""
    is_said = bool(owner) and not is_named_alone  # "when did XLF hit its low?" says whose
    whole = text if is_said else text[start : pronoun.start()] + own.text + owner + text[pronoun.end() :]
    if _MORE_OR_LESS.search(whole) is None or re.search(r"\bthan\b", whole, re.IGNORECASE):
        return whole
    return f"{whole.rstrip(' ?')} than {before.text}?"


def asks_of_sources(text: str) -> bool:
    """Whether a question is about the evidence of the last answer: who wrote it, and when.

    >>> asks_of_sources("which of these is newest?"), asks_of_sources("which of these funds did best?")
    (True, False)
    """
    return _OF_SOURCES.match(text) is not None


def _at_that_time(text: str, last: str, as_of: date, *, is_of_all: bool = False) -> str:
    """A comparison that names no time is of that of the question before: "compare it with XLF", "which of them fell most?"."""
    period = find_period(last, as_of)
    is_timeless = period is None or find_period(text, as_of) is not None or "since" in text.lower()
    is_comparison = is_of_all or vocabulary().groups["measures"]["relative"].is_in(text)
    if period is None or is_timeless or not is_comparison:
        return text
    return f"{text.rstrip(' ?')} {with_preposition(last, period.span)}{'?' if text.rstrip().endswith('?') else ''}"


def _replaced(text: str, last: str, own: Sequence[Name], before: Sequence[Name], as_of: date) -> str:
    """The last question with the instrument, the time, or both of this one, where it gives nothing else."""
    period, period_before = find_period(text, as_of), find_period(last, as_of)
    if len(own) > 1 and period is not None and not _OPENING.match(text, 0, own[0].start).group():  # type: ignore[union-attr]
        return text  # "value or growth over two years?" lacks nothing
    if not (own or period) or _says_more(text, own, period.span if period is not None else None):
        return text
    changes = []
    if own:
        changes.append((before[0].start, before[-1 if len(own) > 1 else 0].end, " and ".join(name.text for name in own)))
    if period is not None and period_before is not None:
        changes.append(_other_time(text, period.span, last, period_before.span))
    whole = last
    for start, end, words in sorted(changes, reverse=True):
        whole = whole[:start] + words + whole[end:]
    if period is not None and period_before is None:
        whole = f"{whole.rstrip(' ?')} {with_preposition(text, period.span)}?"
    return whole


def _other_time(text: str, span: Span, last: str, span_before: Span) -> tuple[int, int, str]:
    """Which part of the last question gives way to which words: "in May" to "since March" or "last week", "May" to "June"."""
    words, bare = with_preposition(text, span), text[slice(*span)]
    if words == bare and not _BARE.match(bare):
        return (*span_before, bare)
    return span_before[1] - len(with_preposition(last, span_before)), span_before[1], words


def _says_more(text: str, own: Sequence[Name], span: Span | None) -> bool:
    """Whether anything but names, a time and the words that lead into them stands in a question."""
    for start, end in sorted([(name.start, name.end) for name in own] + ([span] if span else []), reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    return any(word.lower() not in _LEADING_IN for word in _WRITTEN.findall(rest))


def _asked_when(last: str) -> str:
    """The last question as one for the day: of a level its "when", of anything else itself, whose answer tells its days."""
    is_of_extreme = _OF_LEVEL.match(last) is not None and _EXTREME.search(last) is not None
    return _OF_LEVEL.sub("when was", last, count=1) if is_of_extreme else last


def _of_market(names: Sequence[Name]) -> list[Name]:
    return [name for name in names if name.kind in MARKET_KINDS]
