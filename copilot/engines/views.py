"""What publishers and people think: the view of one that is named, and who holds the view that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.engines.candidates import Candidate, Scored, label_of
from copilot.engines.case import Case
from copilot.engines.caveats import stand_ins
from copilot.engines.dictionary import is_ordinary
from copilot.engines.evidence import Evidence
from copilot.engines.prose import has_numeral, listed, publisher_of
from copilot.engines.question import Question
from copilot.engines.question_words import ASKS_WHO
from copilot.engines.quoting import claims, metas, quote_of, quoted
from copilot.engines.selection import argument_worth, choose
from copilot.engines.vocabulary import vocabulary
from copilot.engines.words import content_stems
from copilot.names import find_names
from copilot.types import DraftSentence

_FEW_QUOTES, _MANY_QUOTES = 2, 4  # of one publisher, where several are asked about and where it alone is
_MOST_HOLDERS = 4
_ENOUGH = 0.6  # share of the words of a view that a sentence must hold
_NAME = r"[A-Z][\w.'’&-]*(?:\s+(?:(?:of|and|&|the|for|at|de|van)\s+)?[A-Z][\w.'’&-]*)*"
_GROUP = (
    r"(?:(?:[Mm]ost|[Mm]any|[Ss]ome|[Ss]everal|[Aa] few|[Tt]wo|[Aa]ll|[Tt]he)\s+)?"
    r"(?:(?!(?i:whether|if|as|that|and|or|but|of|than|when|while|because|unless|should|by|for|to|in|on)\b)[A-Za-z][\w-]*\s+)?"
    r"(?:[Aa]nalysts|[Ee]conomists|[Ss]trategists|[Ii]nvestors|[Tt]raders|[Oo]fficials|[Pp]articipants|[Mm]embers|[Pp]olicymakers"
    r"|[Rr]espondents|[Ff]orecasters|[Ss]taff|[Mm]arkets|[Ff]utures)(?:\s+(?:at|of|with)\s+[A-Z]\w+(?:\s[A-Z]\w+)*)?"
)
_WHOLE = re.compile(rf"(?:{_GROUP})\Z")
_NOT = re.compile(
    r"\b(?:not|never|no longer|nobody|no one|no|none|cannot|doubts?|doubted|denie[sd]|(?<!a )few(?:er)?|avoid\w*|unlikely"
    r"|rul(?:e[sd]?|ing) out|neither|nor|without|hardly)\b|n['’]t\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:wait|paus|delay|postpon)\w*", re.IGNORECASE)  # of a rise or a cut: not now
_SAYS = re.compile(r"\b(?:says?|said|not(?:es|ed))\s*$", re.IGNORECASE)  # may pass on what another thinks
_SOME = 0.3  # share of a matter that a sentence of somebody named must hold
_OF_PERSON = re.compile(
    r"^\W*(?:what|how|why|whether|does|do|did|is|has)\b.*?\b(?P<verb>says?|said|thinks?|expects?|believes?|favou?rs?|supports?|wants?|sees?"
    r"|prefers?|views?|judges?|arguing|argues?)\b(?:\s+(?:about|of|on|that|for))?(?P<what>.*)",
    re.IGNORECASE,
)
_UNREAL = re.compile(  # expected and not so, or supposed alone
    r"\b(?:than|if|unless|whether|should)\s[^,;]*$|\bas\s+$|^\W*(?:if|unless|should|were)\b", re.IGNORECASE
)


def views_answer(case: Case) -> list[DraftSentence]:
    """What each publisher asked about argues, its firmest sentences first."""
    publishers = sorted(case.question.publishers)
    limit = _MANY_QUOTES if len(publishers) == 1 else _FEW_QUOTES
    turning = [item for item in case.scored if _would_turn(case, item)] if _asks_of_turn(case) else []
    quotes = [
        candidate
        for publisher in publishers
        for candidate in (
            choose([item for item in turning if item.candidate.passage.publisher == publisher], limit, worth=_place, least=-1e9)
            or choose(_of(case.scored, publisher), limit, worth=argument_worth, least=0.0, spread=0.5)
        )
    ]
    return [*claims(quoted(case.evidence, quotes), "lead"), *metas(stand_ins(case), "lead")]


def _asks_of_turn(case: Case) -> bool:
    return vocabulary().groups["question"]["reversal"].is_in(case.question.text)


def _would_turn(case: Case, item: Scored) -> bool:
    """Whether a sentence says what would change its writer's view, by its own words or by the heading it stands under."""
    words, passage = vocabulary().groups, item.candidate.passage
    label = label_of(case.article_text(passage.article_id), passage.start)
    return words["labels"]["reversal"].opens(label) or words["sentences"]["reversal"].is_in(item.candidate.text)


def _place(item: Scored) -> float:
    """The earlier a sentence stands, the more: a list is told in its order."""
    return -float(item.candidate.passage.start)


def _of(scored: Sequence[Scored], publisher: str) -> list[Scored]:
    return [
        item
        for item in scored
        if item.candidate.passage.publisher == publisher and not item.candidate.is_dangling and item.candidate.stance.strength
    ]


def asks_view(question: Question) -> bool:
    """Whether it is asked who says or expects a thing, "who expects higher rates?", and not which way somebody leans."""
    return bool(_viewed(question.text)) and bool(_matter(question))


def views_held(question: Question, scored: Sequence[Scored], evidence: Evidence) -> list[DraftSentence]:
    """Who says or expects what is asked about, and the sentence that says so, those with a name of their own first.

    Empty where no sentence does. What is expected to fall is not what is expected to rise.
    """
    found = [(who, item.candidate) for item in scored if (who := _holder(question, item.candidate)) is not None]
    found.sort(key=lambda one: (_WHOLE.match(one[0]) is not None, -len(_matter(question) & one[1].stems), one[1].rank))
    chosen: dict[str, Candidate] = {}
    for who, candidate in found:
        if not any(who.endswith(other) or other.endswith(who) for other in chosen):
            chosen[who] = candidate
    few = list(chosen.items())[:_MOST_HOLDERS]
    told = []
    for who, candidate in few:
        writer = publisher_of(candidate.passage)
        of = "" if who == writer or has_numeral(who) else f"Of {_small(who)} "
        told.append(quote_of(evidence, candidate.passage, candidate.headed, f"{of}{writer} writes"))
    named = [_small(who) for who, _ in few if not has_numeral(who)]
    return [*metas([f"As far as the articles tell: {listed(named)}."] if named else [], "lead"), *claims(told, "lead")]


def person_asked(question: Question) -> tuple[str, str] | None:
    """Whose view is asked for and of what: Ansel and "a cut" of "does Ansel favour a cut?"; None where nobody's is."""
    asked = _OF_PERSON.search(question.text)
    people = [name for name in question.names if name.kind == "other" and asked is not None and name.end <= asked.start("verb")]
    return (people[0].text, asked["what"]) if asked is not None and len(people) == 1 else None


def views_of_person(question: Question, scored: Sequence[Scored], evidence: Evidence) -> list[DraftSentence]:
    """What somebody who is named thinks of a matter, "does Ansel favour a cut?": in the first person of an own text, or as told.

    Empty where the question asks no such thing, or no sentence tells it.
    """
    person = person_asked(question)
    if person is None:
        return []
    name, matter = person[0].split()[-1], frozenset(content_stems(person[1]))

    def says(item: Scored) -> bool:
        candidate, text = item.candidate, item.candidate.text
        is_own = re.search(rf"\b{re.escape(name)}\b", publisher_of(candidate.passage)) is not None
        held = [match["who"] or match["source"] for match in _held().finditer(text)]
        return any((who in ("I", "We") and is_own) or who.split()[-1] == name for who in held) and not candidate.is_dangling

    def share(item: Scored) -> float:
        return len(matter & item.candidate.stems) / max(1, len(matter))

    pool = [item for item in scored if says(item) and (not matter or share(item) >= _SOME)]
    chosen = choose(pool, _MANY_QUOTES - 1, worth=lambda item: 3.0 * share(item) + 0.2 * item.relevance, least=-1e9, spread=0.0)
    return claims(quoted(evidence, chosen), "lead")


def _holder(question: Question, candidate: Candidate) -> str | None:
    """Who, by a sentence, holds the view that a question names; None where it tells of no such view, or of no holder."""
    text, matter, way = candidate.text, _matter(question), _way(_viewed(question.text))
    if candidate.is_dangling:
        return None
    for match in _held().finditer(text):
        object_of = text[match.end() :] if match["who"] else text[: match.start()]
        held = len(matter & set(content_stems(f"{candidate.headed[0] if candidate.headed else ''} {object_of}")))
        if held < max(min(len(matter), 2), _ENOUGH * len(matter)) or (way and _way(object_of) != way):
            continue
        if _NOT.search(match.group()) or _denials(object_of) != _denials(_viewed(question.text)):
            continue
        if (way and _LATER.search(object_of)) or _UNREAL.search(text[: match.start()]) or _UNREAL.match(match.group()):
            continue
        if match["who"] and _passes_on(match.group(), object_of):
            continue
        who = " ".join((match["who"] or match["source"]).split())
        if who in ("I", "We", "we"):
            return publisher_of(candidate.passage)
        if _is_somebody(who):
            return who
    return None


def _denials(text: str) -> set[str]:
    """The words by which a text denies: a question that holds one asks for a view that is put by the same."""
    return {match.group().lower() for match in _NOT.finditer(text)}


def _passes_on(saying: str, told: str) -> bool:
    """Whether what somebody says is the view of somebody else: "Amber said that Peel expects …"."""
    reach = told if _SAYS.search(saying) else re.split(r"[,;]", told)[0]
    return any(
        match["who"] and match["who"] not in ("I", "We", "we") and _is_somebody(match["who"]) for match in _held().finditer(reach)
    )


def _viewed(text: str) -> str:
    """What somebody is asked to say or expect: "higher rates" of "who expects higher rates?"; empty where nobody is."""
    asked = ASKS_WHO.match(text)
    if asked is None:
        return ""
    verb = vocabulary().groups["sentences"]["views"].pattern.match(text[asked.end() :].lstrip())
    return text[asked.end() :].lstrip()[verb.end() :].strip(" ?") if verb is not None else ""


def _matter(question: Question) -> frozenset[str]:
    """Stems of what the view is of, without which way it goes."""
    words = vocabulary().groups["sentences"]
    viewed = _viewed(question.text)
    ways = [word for way in ("upward", "downward") for word in words[way].words_in(viewed)]
    return frozenset(content_stems(viewed)) - frozenset(content_stems(" ".join(ways)))


def _way(text: str) -> int:
    """1 where a text tells of what goes up and of nothing that goes down, -1 the other way, 0 where of both or neither."""
    words = vocabulary().groups["sentences"]
    return words["upward"].is_in(text) - words["downward"].is_in(text)


@lru_cache(maxsize=1)
def _held() -> re.Pattern[str]:
    """A holder and the verb of a view, or the source that a view is laid to."""
    verbs = vocabulary().groups["sentences"]["views"].pattern.pattern  # in small letters: "the Forecast" is no verb
    beside = r"(?:,[^,.;]{3,90},)?(?:\s+(?:has|have|had|do|does|did|also|still|now|therefore|generally|continue[sd]? to))*"
    return re.compile(
        rf"(?P<who>\bI\b|\b[Ww]e\b|\b{_GROUP}|\b{_NAME}){beside}\s+{verbs}"
        rf"|\b(?:according to|in the view of|said|says)\s+(?P<source>{_NAME}|{_GROUP})"
    )


def _is_somebody(who: str) -> bool:
    """Whether words name a person, a firm or a group of people; a word that opens a sentence is none."""
    words = who.split()
    if words[-1].endswith(("'s", "’s")):
        return False
    if _WHOLE.match(who) or any(name.kind in ("company", "central_bank", "other") for name in find_names(who)):
        return True
    return len(words) > 1 and not any(is_ordinary(word.lower().strip(".,'’")) for word in (words[0], words[-1]))


def _small(who: str) -> str:
    """A group in lower case, as it stands within a sentence."""
    first = who.split()[0]
    return who[0].lower() + who[1:] if _WHOLE.match(who) and is_ordinary(first.lower()) and first.capitalize() == first else who
