"""Sentences of articles in the answer: in quotation marks, word for word, with who wrote them; and the sentences we write."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from copilot.engines.candidates import Candidate, continuation, has_figure_out_of_reach, plain_quote
from copilot.engines.case import Case
from copilot.engines.dated import tells_other_time
from copilot.engines.evidence import Evidence
from copilot.engines.prose import publisher_of, sentence
from copilot.engines.selection import choose
from copilot.engines.subjects import MARKET_KINDS
from copilot.engines.vocabulary import vocabulary
from copilot.names import Name, find_names
from copilot.sentences import sentences
from copilot.types import DraftSentence, Passage

NO_OUTRIGHT = "No article found answers this outright; the nearest to it:"
_STOPPED = re.compile(r"[.!?…]['’”\")]*$")
_VERBS = ("writes", "says")
_LONGEST_HEADING = 60
_LOOK_BACK_CHARS = 600
_LEAST_MATCH = 3.0  # one figure in common, on the subject


def quoted(evidence: Evidence, chosen: Sequence[Candidate], *, with_theme: bool = False, opening: str = "") -> list[str]:
    """Each chosen sentence in quotation marks, opened by `opening` or its theme, and by its publisher."""
    told = []
    for place, candidate in enumerate(chosen):
        theme = theme_of(candidate) if with_theme else None
        lead_in = f"On {theme}, " if theme else opening
        says = f"{lead_in}{publisher_of(candidate.passage)} {_VERBS[place % 2]}"
        told.append(quote_of(evidence, candidate.passage, candidate.headed, says))
    return told


def quote_of(evidence: Evidence, passage: Passage, headed: tuple[str, Passage] | None, says: str) -> str:
    """A sentence and who wrote it; an item of a list under the heading that says what it is of, which its passage then holds."""
    if headed is None or not _is_plain_heading(headed[0]):
        return quotation(f"{says}:", passage.quote, evidence.quote(passage))
    heading, whole = headed
    return quotation(f"{says} under “{plain_quote(heading)}”:", passage.quote, evidence.quote(whole))


def _is_plain_heading(heading: str) -> bool:
    """Whether a heading can stand in our own sentence: free of numerals and short."""
    return len(heading) <= _LONGEST_HEADING and not any(character.isnumeric() for character in heading)


def quotation(lead: str, text: str, mark: str) -> str:
    """A sentence in quotation marks behind the words that lead into it, with its mark.

    A figure before a semicolon or a dash is out of reach of a mark at the end, so that such a quotation is cited at both ends.

    >>> quotation("Harbour Wire writes:", "Tin rose 3%; zinc fell.", "[1]")
    'Harbour Wire writes [1]: “Tin rose 3%; zinc fell.” [1]'
    """
    text = plain_quote(text)
    if has_figure_out_of_reach(text) and lead.endswith(":"):
        lead = f"{lead[:-1]} {mark}:"
    return f"{lead} “{text}” {mark}{'' if _STOPPED.search(text) else '.'}"


def with_continuation(case: Case, chosen: Sequence[Candidate], limit: int = 1) -> list[str]:
    """The same, and of the first few the next sentence too where it goes on with figures; one passage holds both.

    A sentence that tells the figure asked for without naming its subject ("Today it closed at …") is opened by that name.
    """
    told: list[str] = []
    for place, candidate in enumerate(chosen):
        passage = candidate.passage
        says = f"{publisher_of(passage)} {_VERBS[place % 2]}:"
        article = case.article_text(passage.article_id)
        if (name := _unnamed_subject(case, candidate)) is not None:
            whole = _back_to(passage, name.text, article)
            name = _told_of(whole.quote, name)
            mark = case.evidence.quote(whole)
            told.append(quotation(f"Of {'the ' * (name.kind == 'index')}{name.text}, {says}", candidate.text, mark))
            continue
        further = continuation(passage, case.article_text) if place < limit else None
        if further is not None:
            next_one = replace(passage, start=further[0], end=further[1], quote=article[slice(*further)])
            further = None if tells_other_time(next_one, case.question.time_told) else further
        if further is None:
            told.append(quote_of(case.evidence, passage, candidate.headed, says[:-1]))
            continue
        mark = case.evidence.quote(replace(passage, end=further[1], quote=article[passage.start : further[1]]))
        told.append(quotation(says, candidate.text, mark))
        told.append(quotation("It goes on:", article[further[0] : further[1]], mark))
    return told


def _unnamed_subject(case: Case, candidate: Candidate) -> Name | None:
    """The instrument asked about, where the sentence tells its figure without naming it."""
    asked = [name for name in case.question.names if name.kind in MARKET_KINDS]
    is_named = any(name.kind in MARKET_KINDS for name in candidate.names)
    tells = any(item.candidate is candidate for item in case.stated)
    return asked[0] if tells and len(asked) == 1 and not is_named else None


def _told_of(text: str, asked: Name) -> Name:
    """Of what a text tells: of a fund that it opens with, where that only holds or follows what is asked about."""
    first = next((name for name in find_names(text) if name.kind in MARKET_KINDS and name.kind != "generic"), None)
    return first if first is not None and first.kind == "fund" else asked


def _back_to(passage: Passage, name: str, article: str) -> Passage:
    """The passage from the sentence on in which the name stands, where it stands shortly before."""
    named = article.rfind(name, max(0, passage.start - _LOOK_BACK_CHARS), passage.start)
    before = [start for start, end in sentences(article) if start <= named < end]
    return replace(passage, start=before[0], quote=article[before[0] : passage.end]) if before else passage


def corroborating(case: Case, told: Sequence[str], limit: int, *, in_common: int = 1) -> list[Candidate]:
    """Sentences of articles that print so many of the given figures: they corroborate them, or date them otherwise."""
    figures = printed_figures(told)
    pool = [item for item in case.fitting if len(figures & printed_figures([item.candidate.text])) >= in_common]
    return choose(
        pool,
        limit,
        worth=lambda item: 2.0 * len(figures & printed_figures([item.candidate.text])) + item.relevance,
        least=_LEAST_MATCH,
        spread=0.3,
    )


def printed_figures(texts: Sequence[str]) -> set[str]:
    """The numerals with decimals in the texts, quotations and marks left out.

    >>> sorted(printed_figures(["It rose 12.50% to 1,204.50 in 2024 [M1]."]))
    ['12.50', '1204.50']
    """
    return {figure.replace(",", "") for text in texts for figure in re.findall(r"\d[\d,]*\.\d+", text)}


def rounds_one_of(printed: Collection[str], told: Collection[str]) -> bool:
    """Whether one of the printed figures is a told one, or that one rounded.

    >>> rounds_one_of({"0.6"}, {"0.63"}), rounds_one_of({"0.7"}, {"0.63"})
    (True, False)
    """
    places = {figure: Decimal(1).scaleb(-len(figure.partition(".")[2])) for figure in printed}
    return any(
        Decimal(figure) == Decimal(other).quantize(places[figure], rounding=ROUND_HALF_UP)
        for figure in printed
        for other in told
        if len(figure) <= len(other)
    )


def theme_of(candidate: Candidate) -> str | None:
    """What the sentence is about, as prose calls it."""
    return vocabulary().theme(candidate.themes[0]).name if candidate.themes else None


def claims(texts: Sequence[str], section: str) -> list[DraftSentence]:
    """Sentences that state something and cite it."""
    return [DraftSentence(sentence(text), "claim", section) for text in texts]


def metas(texts: Sequence[str], section: str) -> list[DraftSentence]:
    """Sentences about the answer itself: no numeral, no citation."""
    return [DraftSentence(text, "meta", section) for text in texts]
