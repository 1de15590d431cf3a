"""Sentences of retrieved passages, each with what it speaks of, which way it argues and how well it fits a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from copilot.engines.items import heading_above, is_list_item, is_telling_item, sections_above
from copilot.engines.question import Question, is_generic
from copilot.engines.stance import Stance, stance_of
from copilot.engines.subjects import MARKET_KINDS, Subject, is_rival
from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.engines.words import content_stems
from copilot.marks import clean_model_text
from copilot.names import Name, find_names
from copilot.sentences import sentences
from copilot.types import Passage, Span

AKIN = "(akin)"  # among the hits of a sentence that speaks of the measure asked for
SHORTEST_CHARS, LONGEST_CHARS = 35, 340
_SHORTEST_WITH_FIGURE = 24  # "Today it closed at 1,204.50."
_FEWEST_LETTERS = 0.3  # share of a sentence; a row of figures has less
_OWN_MARK = re.compile(r"\s?\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s?(?:%|percent|basis|x\b|times|bps?\b|billion|million)|[$€£]\s?\d|\d+\.\d+")
_LONGEST_CONTINUATION_CHARS = 160
_CONTEXT_CHARS, _OPENING_CHARS, _LIST_CHARS = 220, 600, 900
_RUN_IN = re.compile(r"(?:[-*•–] |#+ )?([A-Z][^.:?!\n]{1,38})[.:?!] ")
_HEADING_ABOVE = re.compile(r"(?:^|\n)(?:#+ )?([A-Z][^.\n|]{2,40}?):?\n+(?:(?:[-*•–] |\d{1,2}\. )[^\n]*\n+)*$")
_CURRENT = re.compile(
    r"^\s*(?:what|where|how (?:high|low|much)) (?:is|are)\b|\b(?:now|current|currently|latest|today)\b", re.IGNORECASE
)
_TELLING = ("volatility", "drawdown", "relative", "low", "high")  # measures whose words tell a fitting sentence
_DATELINE = re.compile(r"[A-Z][A-Z .,]{2,}[^—–]{0,40}\([^)]{2,40}\)\s*[—–-]+\s*|[A-Z]{3,}(?: [A-Z]{2,})*\s+[—–]\s+")
_BOUNDARY = re.compile(r";|\s[–—-]\s")
_NUMERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|half|quarter|third|twice|doubled?|tripled?)\b", re.IGNORECASE
)
_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_SAYS = re.compile(r"\b(?:said|says|told|asked|wrote|writes|added|argued|argues)\b")
_FARTHEST_SECTION_CHARS = 2000  # from a heading to a sentence of its section
_WHOM = frozenset({*MARKET_KINDS, "country"}) - {"generic"}
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|do|does|did|\w{3,}(?:ed|es|s)|rose|fell|grew|led|cut|hit|held|sank|took|went|made"
    r"|lost|won|gave|kept|stood|came|saw|paid|drew|ran|beat|set|put)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whole sentence as a passage of its own, and what is known of it. `rank` is its passage's place in the search."""

    passage: Passage
    rank: int
    names: tuple[Name, ...]
    themes: tuple[str, ...]
    stance: Stance
    focus: tuple[Name, ...]  # what it speaks of: its own names, else those just before it, else the title's
    stems: frozenset[str]
    has_figure: bool
    is_dangling: bool  # its subject stands in an earlier sentence
    headed: tuple[str, Passage] | None = None  # of an item of a list: the heading above it, and the passage from there on

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.quote

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands: the exact tie-break."""
        return self.passage.article_id, self.passage.start


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its relevance to a question, and which of the question's own words it holds."""

    candidate: Candidate
    relevance: float
    hits: frozenset[str]


def candidates_in(passages: Sequence[Passage], article_text: Callable[[str], str]) -> list[Candidate]:
    """The quotable sentences of the passages, in the passages' order, each once."""
    found: dict[tuple[str, int], Candidate] = {}
    for rank, passage in enumerate(passages):
        for start, end in sentence_spans(passage, article_text):
            whole = article_text(passage.article_id)
            key = (passage.article_id, start)
            is_item = is_list_item(whole, start, end)
            if key in found or not is_quotable(whole[start:end], is_item=is_item):
                continue
            if is_item and vocabulary().groups["labels"]["sources"].opens(label_of(whole, start)):
                continue  # the title of another article
            if is_of_publisher(whole[start:end], passage.publisher):
                continue
            found[key] = _candidate(replace(passage, start=start, end=end, quote=whole[start:end]), rank, whole)
    return list(found.values())


def is_quotable(text: str, *, is_item: bool = False) -> bool:
    """Whether a sentence states something by itself: no question, heading, disclaimer, table row or fragment.

    is_item: it is an item of a list, which needs no full stop, and no verb behind a label.
    """
    words = vocabulary().groups["sentences"]
    shortest = _SHORTEST_WITH_FIGURE if _FIGURE.search(text) else SHORTEST_CHARS
    if not shortest <= len(text) <= LONGEST_CHARS or text.rstrip("\"'”’*_)").endswith(("?", ":")):
        return False
    if "|" in text or "\n" in text or text.count("·") > 1 or "http" in text or "�" in text:
        return False
    if words["boilerplate"].is_in(text) or not _is_citable(text):
        return False
    if is_item:
        return is_telling_item(text, has_verb=has_verb(text))
    if not has_verb(text):
        return False
    return text.rstrip("\"'”’*_)] ").endswith((".", "!", "…")) and sum(c.isalpha() for c in text) > _FEWEST_LETTERS * len(text)


def is_of_publisher(text: str, publisher: str | None) -> bool:
    """Whether a sentence begins with its own publisher's name and speaks of no theme: "The Tide is owned by its staff."

    >>> is_of_publisher("Harbour Wire makes no markets.", "Harbour Wire"), is_of_publisher("Earnings rose.", "Harbour Wire")
    (True, False)
    """
    own = (publisher or "").lower()
    return bool(own) and text.lower().startswith(own) and not vocabulary().themes_of(text)


def has_figure_out_of_reach(text: str) -> bool:
    """Whether a figure stands before a semicolon or a dash, where a mark at the end of the quotation does not reach.

    >>> has_figure_out_of_reach("It rose 3%; it fell."), has_figure_out_of_reach("It rose; it fell 3%.")
    (True, False)
    """
    return any(_NUMERAL.search(part) for part in _BOUNDARY.split(text)[:-1])


def _is_citable(text: str) -> bool:
    """Whether marks at both ends reach every figure: not one between two dashes."""
    return not any(_NUMERAL.search(part) for part in _BOUNDARY.split(text)[1:-1])


def has_verb(text: str) -> bool:
    """Whether a sentence says something, as a heading does not."""
    return _VERB.search(text) is not None


def score(candidates: Sequence[Candidate], question: Question, subjects: Sequence[Subject], *, as_of: date) -> list[Scored]:
    """Relevance of each candidate: words it shares with the question, its subject, themes, figures, place in the search."""
    wanted = frozenset(content_stems(" ".join((question.text, *question.synonyms))))
    akin = _akin(question)
    rarity = _rarity(candidates)
    asked = (
        0.8 if question.kind == "outlook" else 0.4
    )  # "rally", "sustainable": what an outlook is about, elsewhere only how it is asked
    found = []
    for candidate in candidates:
        hits = wanted & candidate.stems
        relevance = sum(rarity.get(stem, 0.0) * (asked if is_generic(stem) else 1.0) for stem in hits) + _fit(
            candidate, question, subjects, as_of
        )
        if akin is not None and akin.is_in(candidate.text):
            relevance += min(2.4, 0.6 + 0.6 * len({word.lower() for word in akin.words_in(candidate.text)}))
            hits |= {AKIN}
        found.append(Scored(candidate, relevance, frozenset(hits)))
    return found


def continuation(passage: Passage, article_text: Callable[[str], str]) -> Span | None:
    """The sentence right after a passage, in its paragraph, where it goes on with figures; None where there is none."""
    text = article_text(passage.article_id)
    after = next((span for span in _spans_of(text) if span[0] >= passage.end), None)
    if after is None or "\n" in text[passage.end : after[0]] or after[1] - after[0] > _LONGEST_CONTINUATION_CHARS:
        return None
    following = text[after[0] : after[1]]
    words = vocabulary().groups["sentences"]
    own = {name.id for name in find_names(passage.quote)}
    if any(name.id not in own for name in find_names(following) if name.kind not in ("country", "place")):
        return None  # it turns to something else
    goes_on = re.search(r"\d", following) and following.endswith(".") and not words["boilerplate"].is_in(following)
    return after if goes_on and not re.search(r"[“”\"]", following) else None


def is_beside(candidate: Candidate, subjects: Sequence[Subject]) -> bool:
    """Whether a sentence speaks of other instruments and of none of the subjects."""
    if not subjects or not candidate.focus:
        return False
    if candidate.focus[0].ticker and candidate.focus[0] in candidate.names and is_rival(candidate.focus[0], subjects):
        return True  # it opens with another instrument, and only comes to ours
    if any(subject.is_meant_by(name) for name in candidate.focus for subject in subjects):
        return False
    return any(is_rival(name, subjects) for name in candidate.focus)


def is_of_day(candidate: Candidate, day: date) -> bool:
    """Whether a sentence was published on that day, or names it."""
    published = candidate.passage.published
    if published is not None and published.date() == day:
        return True
    if names_day(candidate.passage.title, day):
        return True
    return names_day(candidate.text, day)


def names_day(text: str, day: date) -> bool:
    """Whether a text names a day of the year: "20 November", "Nov. 20"."""
    month = f"{day:%b}(?:{f'{day:%B}'[3:]}|\\.)?" if day.month != 5 else "May"
    return re.search(rf"\b(?:{day.day} {month}|{month} {day.day})\b", text) is not None


def is_report_of(candidate: Candidate, days: Sequence[date]) -> bool:
    """Whether a sentence was published within ten days of one of the days, or names the day or its month."""
    published = candidate.passage.published
    for day in days:
        if published is not None and 0 <= (published.date() - day).days <= 10:
            return True
        if is_of_day(candidate, day) or re.search(rf"\b{day:%B}\b(?! \d)", candidate.text):
            return True
    return False


def plain_quote(text: str) -> str:
    """A sentence as it is quoted in prose: without the article's own reference marks, which would read as ours, and forged ticks.

    >>> plain_quote("Copper rose 3% [2] in May.")
    'Copper rose 3% in May.'
    """
    text = text.translate(_INNER_QUOTES)
    return " ".join(_OWN_MARK.sub("", clean_model_text(text)).split())


def _akin(question: Question) -> Phrases | None:
    """The words a fitting sentence speaks in, beside those of the question: of its measure, or of decisions and votes."""
    groups = vocabulary().groups
    if question.kind == "policy":
        return groups["policy"]["votes" if groups["policy"]["votes"].is_in(question.text) else "decision_words"]
    risks = [measure for measure in question.measures if measure in ("volatility", "drawdown")]
    return Phrases.either([groups["measures"][measure] for measure in risks or question.measures if measure in _TELLING])


def _fit(candidate: Candidate, question: Question, subjects: Sequence[Subject], as_of: date) -> float:
    """What makes a sentence worth quoting, whatever its words: its subject, figures, date, length, place in the search."""
    worth = 1.2 * len(set(question.themes) & set(candidate.themes))
    if any(subject.is_meant_by(name) for name in candidate.names for subject in subjects):
        worth += 1.0
    elif is_beside(candidate, subjects):
        worth -= 3.0

    worth += (1.5 if question.kind == "measure" else 0.4) * candidate.has_figure - 1.3 * candidate.is_dangling
    worth += 1.2 / (1 + candidate.rank / 4) + _recency(
        candidate.passage, as_of, is_current=question.period is None and _CURRENT.search(question.text) is not None
    )
    if question.period is not None and question.period.start <= as_of and candidate.passage.published is not None:
        day = candidate.passage.published.date()
        late = (day - question.period.end).days
        worth += 0.8 * (0 <= late <= 7) - 0.8 * (late > 21)
        worth += 1.2 * (question.period.start <= day <= question.period.end) - 2.5 * (day < question.period.start)
    worth -= 0.7 * (candidate.has_figure and not any(name.kind in MARKET_KINDS for name in candidate.names))  # figures of what?
    return worth - max(0, len(candidate.text) - 220) / 120


def _rarity(candidates: Sequence[Candidate]) -> dict[str, float]:
    """How much a shared stem tells: the log of how few sentences hold it, between 0 and 2."""
    counts = Counter(stem for candidate in candidates for stem in candidate.stems)
    total = len(candidates) + 1
    return {stem: min(2.0, math.log(total / count) / 1.8) for stem, count in counts.items()}


def _recency(passage: Passage, as_of: date, *, is_current: bool) -> float:
    """What a late article is worth; more where the state of things is asked for ("what is the yield?")."""
    if passage.published is None:
        return 0.0
    days = max(0, (as_of - passage.published.date()).days)
    return 2.4 * math.exp(-days / 14) if is_current else 0.6 * math.exp(-days / 45)


def _before(text: str, start: int) -> str:
    """What stands before a sentence in its paragraph, at most its last two hundred characters."""
    return text[max(0, start - _CONTEXT_CHARS, text.rfind("\n\n", 0, start) + 1) : start]


def _focus(names: Sequence[Name], before: str, title: str, article: str) -> tuple[Name, ...]:
    if marked := tuple(name for name in names if name.kind in MARKET_KINDS):
        return marked
    return next((found for text in (before, title, article[:_OPENING_CHARS]) if (found := _market_names(text))), ())


@lru_cache(maxsize=128)
def _market_names(text: str) -> tuple[Name, ...]:
    return tuple(name for name in find_names(text) if name.kind in MARKET_KINDS)


def label_of(text: str, start: int) -> str:
    """The run-in heading of the paragraph that holds `start`, or the heading above its list; empty where there is none.

    >>> text = "Risks. Supply is short.\\n\\n## Support\\n\\n- Demand grows."
    >>> label_of(text, 7), label_of(text, 38)
    ('Risks', 'Support')
    """
    opening = text.rfind("\n", 0, start) + 1
    run_in = _RUN_IN.match(text, opening, start)
    if run_in:
        return run_in.group(1)
    above = _HEADING_ABOVE.search(text[max(0, opening - _LIST_CHARS) : opening])
    return above.group(1).strip() if above and re.match(r"[-*•–] |\d{1,2}\. ", text[opening : opening + 4]) else ""


def headed_by(passage: Passage, article: str) -> tuple[str, Passage] | None:
    """The heading that says of whom a sentence is, and the passage from that heading on; None where none does.

    It is that of its list, or of a section around it: the nearest that names a country, a company or an instrument, where the
    sentence names none itself.
    """
    heading = None
    if is_list_item(article, passage.start, passage.end):
        heading = heading_above(article, passage.start)
    if heading is None or not _whom(article[slice(*heading)]):
        heading = _naming_section(passage, article) or heading
    if heading is None:
        return None
    start, end = heading
    return article[start:end], replace(passage, start=start, quote=article[start : passage.end])


def _naming_section(passage: Passage, article: str) -> Span | None:
    sections = [span for span in sections_above(article, passage.start) if article[slice(*span)] != passage.title]
    near = [span for span in sections if passage.end - span[0] < _FARTHEST_SECTION_CHARS]
    if not near or any(name.kind in _WHOM or name.kind == "generic" for name in find_names(passage.quote)):
        return None
    return next((span for span in near if _whom(article[slice(*span)])), None)


@lru_cache(maxsize=512)
def _whom(text: str) -> tuple[Name, ...]:
    """Whom or what a text names that a sentence can be of; a group ("small caps") is none."""
    return tuple(name for name in find_names(text) if name.kind in _WHOM)


def _candidate(passage: Passage, rank: int, article: str) -> Candidate:
    text = passage.quote
    names = tuple(find_names(text))
    headed = headed_by(passage, article)
    heading = headed[0] if headed is not None else ""
    return Candidate(
        passage=passage,
        rank=rank,
        names=names,
        focus=_focus(names, heading or _before(article, passage.start), passage.title, article),
        themes=vocabulary().themes_of(text),
        stance=stance_of(text, label_of(article, passage.start)),
        stems=frozenset(content_stems(f"{heading} {text}")),
        has_figure=_FIGURE.search(text) is not None,
        is_dangling=_is_dangling(text),
        headed=headed,
    )


def _is_dangling(text: str) -> bool:
    words = vocabulary().groups["sentences"]
    bare = text.lstrip("\"'“‘(*_ ")
    if bare != text and not _SAYS.search(text):
        return True
    return words["dangling"].opens(bare) or words["linking"].opens(bare)


def sentence_spans(passage: Passage, article_text: Callable[[str], str]) -> list[Span]:
    """Sentences of the article that lie wholly inside the passage, without a dateline: "PARIS, May 3 (Wire) —"."""
    text = article_text(passage.article_id)
    inside = [(start, end) for start, end in _spans_of(text) if start >= passage.start and end <= passage.end]
    return [(line.end() if (line := _DATELINE.match(text, start, end)) else start, end) for start, end in inside]


@lru_cache(maxsize=64)
def _spans_of(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))
