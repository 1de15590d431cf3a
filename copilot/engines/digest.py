"""What was reported in a time, in the whole library or in one article: the sentences that tell most of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from copilot.engines.candidates import Candidate, candidates_in, label_of, names_day
from copilot.engines.case import Library
from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.policy import decisions_told
from copilot.engines.prose import publisher_of
from copilot.engines.question import Question
from copilot.engines.question_time import find_periods
from copilot.engines.quoting import claims, metas, quote_of, quoted
from copilot.engines.returns import period_return
from copilot.engines.selection import is_same_story
from copilot.engines.subjects import most_spoken_of
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.types import DraftSentence, Passage

Openings = Callable[[date, date], list[Passage]]  # the first paragraphs of what was published between two days, newest first
_MOST_ARTICLES, _MOST_INSTRUMENTS = 5, 2
_LOOKED_AT, _LATER = 6, 0.6  # sentences of an opening, and what a later one must tell more
_LOOKED_THROUGH, _OF_DAY = 30, 3  # passages in which a day is looked for, sentences on it
_IN_LIBRARY, _IN_ARTICLE = 8, 5  # sentences of a summary
_MOST_OF_TITLE = 0.6  # share of the words asked for that a title must hold
_OF_KIND = 0.1  # what "speech" or "wrap" adds where the article calls itself so
_DAYS_AFTER = 3  # by which the article of a day is out
_KIND = re.compile(
    r"\b(?:articles?|notes?|statements?|speech(?:es)?|minutes|reports?|columns?|interviews?|pieces?|wraps?|stor(?:y|ies)"
    r"|press release|analys[ie]s|review|texts?|letters?|memo|meetings?)\b",
    re.IGNORECASE,
)
_OBJECT = (  # what is told in short: the object of the verb, and no form that the telling shall have ("in a short note")
    r"(?:\bsummari[sz]e|\bsum up|\b(?:summary|points|takeaways|gist) (?:of|from))\s+(?:me\s+)?"
)
_DETERMINED = r"(?:the|that|this|an?|his|her|its|their|(?:[\w’'&.-]+\s+){1,3}?[\w’'&.-]+['’]s|[\w&.-]+['’]s)\s+"
_ONE_TEXT = re.compile(
    rf"{_OBJECT}{_DETERMINED}(?:(?!(?:in|into|as|for|from|by|with|of|about|on)\b)[\w'’&.,-]+\s+){{0,5}}?"
    r"(?:article|note|statement|speech|minutes|column|interview|piece|wrap|press release|letter|memo)\b"
    r"|[“\"‘](?=[^”\"’]*\s)[^”\"’]{8,}[”\"’]|(?<!\w)'(?=[^']*\s)[^']{8,}'(?!\w)",
    re.IGNORECASE,
)
_ANY_KIND = re.compile(r"\b(?:the|that|this) (?:\w+ )?(?:article|note|piece|report|column|analysis|story|text)\b", re.IGNORECASE)
_BY_MATTER = "No title holds these words; the article that speaks of it far more than the others found is this one:"
_SPOKEN_OF = 3  # how often an article must speak of a matter to be called one on it
_LIBRARY = re.compile(r"\b(?:library|all (?:of )?(?:the |my |these )?articles|everything)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\b(?:on|about|regarding)\s+(?P<what>[^?]+)", re.IGNORECASE)
_ASKING = frozenset(content_stems("give tell main key point points what takeaways"))
_FIRST, _OPENING_CHARS = 2, 300
_USUAL_DAYS = 7  # of "what is new?"


def digest(question: Question, openings: Openings, library: Library, desk: Desk, evidence: Evidence) -> list[DraftSentence]:
    """What was published in the time asked about, an opening sentence each; what the Fed decided, how instruments moved in it.

    Of a day on which nothing appeared, what later articles tell of it by its date.
    """
    period = question.period or Period(desk.as_of - timedelta(days=_USUAL_DAYS), desk.as_of, "span", (0, 0))
    passages = openings(period.start, min(period.end, desk.as_of))
    chosen = _one_of_each(passages, library)
    if not passages and period.grain == "day":
        passages = library.search(question.text, _LOOKED_THROUGH)
        chosen = _of_day(candidates_in(passages, library.article_text), period.start)
    moves = [
        text
        for subject in most_spoken_of(passages, desk.held)[:_MOST_INSTRUMENTS]
        for text in period_return(desk, evidence, subject.ticker, period)
    ]
    decided = decisions_told(desk, evidence, period) if chosen else []
    return [
        *claims(quoted(evidence, chosen[:_MOST_ARTICLES]), "lead"),
        *claims([*decided, *moves], "data" if chosen else "lead"),
        *metas([] if chosen else ["The library holds no article of the time asked about."], "unknown"),
    ]


def library_summary(openings: Openings, library: Library, evidence: Evidence, as_of: date) -> list[DraftSentence]:
    """One sentence of each of the newest articles, none that tells what another tells."""
    passages = openings(date.min + timedelta(days=1), as_of)
    chosen = _one_of_each(passages, library)
    lead = ["The newest articles of the library, one sentence of each:"] if chosen else []
    return [*metas(lead, "lead"), *claims(quoted(evidence, chosen[:_IN_LIBRARY]), "lead")]


def _one_of_each(passages: Sequence[Passage], library: Library) -> list[Candidate]:
    """The most telling sentence of each article, none that tells what another tells."""
    chosen: list[Candidate] = []
    for article_id in dict.fromkeys(passage.article_id for passage in passages):
        first = candidates_in([passage for passage in passages if passage.article_id == article_id], library.article_text)
        telling = _telling(first)
        if telling is not None and not any(is_same_story(telling, other) for other in chosen):
            chosen.append(telling)
    return chosen


def names_one_article(question: Question) -> bool:
    """Whether one text is called for, by its kind or by a title in quotation marks: "summarise the note on gold"."""
    return _ONE_TEXT.search(question.text) is not None


def asks_summary(question: Question) -> bool:
    """Whether a text is to be told in short: "summarise the note of 3 May", "what are the main points of her speech?"."""
    return vocabulary().groups["question"]["summary"].is_in(question.text)


def is_of_library(question: Question) -> bool:
    """Whether what is to be summarised is the whole library."""
    return _LIBRARY.search(question.text) is not None and question.period is None


def article_summary(question: Question, passages: Sequence[Passage], library: Library, evidence: Evidence) -> list[DraftSentence]:
    """The sentences that tell most of the one article that a question names, in its order; empty where it names none.

    passages: those found for the question and of its day. Of several articles the one whose title holds most of what is asked.
    """
    found = {passage.article_id: passage for passage in passages}
    fitting = [(fit, passage) for passage in found.values() if (fit := _fits(question, passage, library)) >= _MOST_OF_TITLE]
    by_matter = [] if fitting else _speaking_most(question, list(found.values()), library)
    fitting = fitting or [(1.0, passage) for passage in by_matter]
    if not fitting:
        return []
    most = max(fit for fit, _ in fitting)
    alike = [passage for fit, passage in fitting if fit == most]
    newest = max(alike, key=lambda one: (one.published.isoformat() if one.published else "", one.article_id))
    text = library.article_text(newest.article_id)
    chosen = _most_telling(candidates_in([replace(newest, start=0, end=len(text), quote=text)], library.article_text), text)
    several = ["Several articles fit; this is the newest of them:"] if len(alike) > 1 and chosen else []
    several = [_BY_MATTER] if by_matter and chosen else several
    says = [f"{publisher_of(newest)} writes", *["The text adds"] * len(chosen)]
    told = [quote_of(evidence, one.passage, one.headed, lead) for one, lead in zip(chosen, says, strict=False)]
    return [*metas(several, "lead"), *claims(told, "lead")]


def _speaking_most(question: Question, found: Sequence[Passage], library: Library) -> list[Passage]:
    """The one article that speaks of what "the note on …" names far more than any other, where no title holds it; none where the
    question calls it something that it is not, as by another house, or by a day."""
    of_what = _OF_WHAT.search(question.text)
    if of_what is None or question.period is not None or not _ANY_KIND.search(question.text):
        return []
    summary = vocabulary().groups["question"]["summary"].pattern
    wanted = set(content_stems(of_what["what"]))
    further = set(content_stems(summary.sub(" ", _KIND.sub(" ", question.text)))) - wanted
    fitting = [one for one in found if further <= set(content_stems(f"{one.publisher or ''} {one.title}"))]
    counts = {one.article_id: Counter(content_stems(library.article_text(one.article_id))) for one in fitting}
    spoken = sorted(((min(counts[one.article_id][stem] for stem in wanted), at) for at, one in enumerate(fitting)), reverse=True)
    if not wanted or not spoken or spoken[0][0] < _SPOKEN_OF or (len(spoken) > 1 and spoken[0][0] < 2 * spoken[1][0]):
        return []
    return [fitting[spoken[0][1]]]


def _fits(question: Question, passage: Passage, library: Library) -> float:
    """How much of what a question calls an article stands in its title or publisher; 0 where it is not of the time asked."""
    text = _KIND.sub(" ", question.text)
    if question.period is not None:
        start, end = question.period.span
        text = _KIND.sub(" ", f"{question.text[:start]} {question.text[end:]}")
        if not _is_of_time(passage, question.period, library.article_text(passage.article_id)[:_OPENING_CHARS]):
            return 0.0
    asked = frozenset(content_stems(" ".join(vocabulary().groups["question"]["summary"].pattern.sub(" ", text).split())))
    kinds = [word for word in map(str.lower, _KIND.findall(question.text)) if not word.startswith("meeting")]
    opening = library.article_text(passage.article_id)[:_OPENING_CHARS]
    held = frozenset(content_stems(f"{passage.publisher or ''} {passage.title}"))
    said = f"{passage.title} {opening}".lower()
    if not kinds and len(asked) < 2:
        return 0.0
    of_what = _OF_WHAT.search(text)
    wanted = set(content_stems(of_what["what"])) if of_what is not None else set()
    if wanted and not wanted & set(content_stems(f"{passage.title} {library.article_text(passage.article_id)}")):
        return 0.0  # the house writes of much
    is_of_kind = any(kind in said for kind in kinds)
    share = len(asked & held) / len(asked) if asked else float(is_of_kind)
    return share + _OF_KIND * is_of_kind


def may_be_meant(question: Question, passage: Passage) -> bool:
    """Whether the title or publisher of a text holds a word of what is to be told in short, beside its kind and its time."""
    text = question.text
    if question.period is not None:
        start, end = question.period.span
        text = f"{text[:start]} {text[end:]}"
    text = vocabulary().groups["question"]["summary"].pattern.sub(" ", _KIND.sub(" ", text))
    of_what = _OF_WHAT.search(text)
    wanted = set(content_stems(of_what["what"])) if of_what is not None else set()
    if wanted and not wanted & set(content_stems(f"{passage.title} {passage.quote}")):
        return False
    asked = {stem for stem in content_stems(text) if stem not in _ASKING}
    return bool(asked & set(content_stems(f"{passage.publisher or ''} {passage.title}")))


def _is_of_time(passage: Passage, period: Period, opening: str) -> bool:
    """Whether an article is of a time: by the day that its title names, else by its date or the times it opens with."""
    if passage.published is None:
        return False
    published = passage.published.date()
    if titled := [found for found in find_periods(passage.title, published) if found.grain == "day"]:
        return period.start <= titled[0].start <= period.end
    late = _DAYS_AFTER if period.grain == "day" else 0
    if period.start <= published <= period.end + timedelta(days=late):
        return True
    return any(period.start <= found.start <= found.end <= period.end for found in find_periods(opening, published))


def _most_telling(sentences: Sequence[Candidate], article: str) -> list[Candidate]:
    """The sentences whose words the whole article uses most, of its beginning and of its own summary first, in its order."""
    often = Counter(stem for one in sentences for stem in one.stems)
    label = vocabulary().groups["labels"]["summary"]
    whole = [one for one in sentences if not one.is_dangling]

    def worth(at: int) -> float:
        one = whole[at]
        central = sum(math.log(1 + often[stem]) for stem in one.stems) / (4 + len(one.stems))
        is_summing = label.is_in(label_of(article, one.passage.start))
        return central + 0.4 * one.has_figure + 0.2 * bool(one.themes) + 0.8 * (at < _FIRST) + 1.0 * is_summing

    chosen: list[Candidate] = []
    for at in sorted(range(len(whole)), key=lambda at: (-worth(at), at)):
        if len(chosen) < _IN_ARTICLE and not any(is_same_story(whole[at], other) for other in chosen):
            chosen.append(whole[at])
    return sorted(chosen, key=lambda one: one.key)


def _of_day(sentences: Sequence[Candidate], day: date) -> list[Candidate]:
    """The sentences that name a day, those with a figure first."""
    found = [one for one in sentences if names_day(one.text, day) and not one.is_dangling]
    return sorted(found, key=lambda one: (not one.has_figure, one.rank))[:_OF_DAY]


def _telling(sentences: Sequence[Candidate]) -> Candidate | None:
    """The sentence that tells most of an article among its first: it names things, has a figure and stands early."""
    whole = [
        candidate for candidate in sentences[:_LOOKED_AT] if not candidate.is_dangling and (candidate.names or candidate.themes)
    ]

    def worth(at: int) -> float:
        candidate = whole[at]
        return min(2, len(candidate.names)) + bool(candidate.themes) + candidate.has_figure - _LATER * at

    return whole[max(range(len(whole)), key=worth)] if whole else None
