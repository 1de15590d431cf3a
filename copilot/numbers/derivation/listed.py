"""Names that stand in a list: "Adams, Bell and Cole resigned" are three; and how many voted one way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from copilot.names.tables import common_words
from copilot.numbers.binding.verdicts import Outcome, differs, sentence
from copilot.numbers.binding.votes import against_vote
from copilot.numbers.census.lists import pair_numbers
from copilot.numbers.evidence.amounts import family
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.movement import movement
from copilot.numbers.readings.measures import find_measures
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import WORD, content_stems, nearest_direction
from copilot.resources import reference_table
from copilot.sentences import sentences
from copilot.types import Span

_NAME = r"[A-Z](?:\.(?:[A-Z]\.)*|[\w&'’-]*)(?:\s[A-Z][\w&'’-]*){0,3}"  # no sentence ends in a name, but for an initial
_LIST = re.compile(rf"\b{_NAME}(?:,\s{_NAME}){{0,12}},?\sand\s{_NAME}")
_ITEM = re.compile(_NAME)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_INTRODUCES = re.compile(r"(?: [a-z-]+){1,4}(?:,| [–—-]|:| \()\s?")  # between a number and its list
_PAIR, _MOST = 2, 12
_NEAR = 30  # characters in which the verb follows a number
_TO_NEXT = re.compile(r"[^.;,:\d$€£¥]*")
_CLAUSE = re.compile(r"[^.;,\[]*")
_ALL_OF = re.compile(r"\b(?:all|the|these|those|both|all of the) $", re.IGNORECASE)
_KINDS = {"index": "index", "indice": "index", "fund": "fund", "etf": "fund", "country": "country", "company": "company"}


@cache
def _traded() -> dict[str, str]:
    """The kind of name that each noun counts: "fund" of an etf, "company" of a stock."""
    return {noun: kind for kind, nouns in reference_table("derivation_words.toml")["traded"].items() for noun in nouns.split()}


class Lists:
    """The lists of names in the sources of one check, each source read when it is first asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._read: dict[str, list[tuple[tuple[Span, ...], frozenset[str]]]] = {}

    def counted(self, claim: Reading, ids: Sequence[str] | None, text: str = "") -> Outcome | None:
        """Checked, where a sentence that shares the claim's words lists as many names as it counts; else None.

        So does a source that has all the names which the claim's own text lists right behind it.
        """
        quantity = claim.quantity
        whole = quantity.unit == "none" or quantity.unit.startswith("count")
        if not whole or quantity.value is None or not 2 <= quantity.value <= _MOST:
            return None
        ids = self._evidence.ids() if ids is None else ids
        measured = self._of_metrics(claim, ids)
        if measured is not None:
            return measured
        own = claim.words | _told_next(claim)
        if not own:
            return self._labelled(claim, ids)
        for id in ids:
            for items, words in () if id.startswith("M") else self._lists(id):
                if len(items) == _PAIR and self._holds_plain_words(id, items):
                    continue
                if Decimal(len(items)) == quantity.value and len(own & words) >= min(2, len(own)):
                    return self._outcome(id, items)
        return self._own_list(claim, text, ids) or self._labelled(claim, ids)

    def _own_list(self, claim: Reading, text: str, ids: Sequence[str]) -> Outcome | None:
        """ "All three banks – Arven, Brosk and Cadell – grew": checked where one sentence of a source has the names."""
        own = _LIST.search(text, claim.quantity.end, claim.quantity.end + 200)
        items = _items(text, own) if own is not None else ()
        if own is None or len(items) != claim.quantity.value or not _INTRODUCES.fullmatch(text[claim.quantity.end : own.start()]):
            return None
        names = [text[start:end] for start, end in items]
        for id in ids:
            source = self._evidence.sources[int(id) - 1] if not id.startswith("M") else ""
            for start, end in sentences(source):
                places = [source.find(name, start, end) for name in names]
                if min(places) >= 0:
                    return self._outcome(id, tuple((at, at + len(name)) for at, name in zip(places, names, strict=True)))
        return None

    def _labelled(self, claim: Reading, ids: Sequence[str]) -> Outcome | None:
        """ "Segment sales: North 41 million, South 26 million, Islands 9 million" are three segments: a figure each, one kind."""
        noun, way = claim.quantity.unit.removeprefix("count:"), nearest_direction("", claim.after[:_NEAR])
        said = _TO_NEXT.match(claim.after)[0].removeprefix(noun)  # type: ignore[index]
        for id in ids:
            readings = () if id.startswith("M") else self._evidence.readings(id)
            for group in _one_each(readings):
                start, end = group[0].sentence_span
                words = content_stems(self._evidence.sources[int(id) - 1][start:end])
                named = content_stems(noun) <= words
                kinds = {reading.entities[0].kind for reading in group}
                measured = [mention for mention in find_measures(said) if mention.id == group[0].measure]
                known = words.union(*(content_stems(said[mention.start : mention.end]) for mention in measured))
                alike = way == "none" or {reading.direction for reading in group} == {way}
                if not alike or content_stems(_plain().sub(" ", said)) - content_stems(noun) - known:
                    continue  # that three firms went bankrupt does not follow from their sales
                if len(group) == claim.quantity.value and (named or kinds == {_KINDS.get(noun)}):
                    return self._outcome(id, tuple((name.start, name.end) for name in (reading.entities[0] for reading in group)))
        return None

    def _of_metrics(self, claim: Reading, ids: Sequence[str]) -> Outcome | None:
        """ "All three stocks rose [M1][M2][M3]": the metrics are of three, and all of them went that way."""
        kind = _traded().get(claim.quantity.unit.removeprefix("count:"))
        if kind is None or _ALL_OF.search(claim.run_up) is None:
            return None
        told = [reading for id in ids if id.startswith("M") for reading in self._evidence.readings(id) if reading.entities]
        told = [reading for reading in told if reading.entities[0].kind == kind]
        one_each = {reading.entities[0].id: reading for reading in told}
        said = {movement().pointing.get(word.lower()) for word in WORD.findall(_CLAUSE.match(claim.after)[0])} - {None}  # type: ignore[index]
        went = {"down" if (reading.quantity.value or 0) < 0 else "up" for reading in told}
        if len(one_each) != claim.quantity.value or (said and said != went):
            return None
        formula = f"{', '.join(reading.entities[0].text for reading in one_each.values())}: {len(one_each)}"
        operands = [{"source": of.source, "start": None, "end": None, "text": of.entities[0].text} for of in one_each.values()]
        proof = {"formula": formula, "operands": operands, "p": None}
        return Outcome("checked", "none", sentence(f"The cited metrics are of {formula}"), "derived", (proof,))

    def _holds_plain_words(self, id: str, items: tuple[Span, ...]) -> bool:
        """Whether two words with capitals are no names, or part of one: "the Department of Fish and Wildlife"."""
        text = self._evidence.sources[int(id) - 1]
        return any(text[start:end].lower() in common_words() for start, end in items)

    def _lists(self, id: str) -> list[tuple[tuple[Span, ...], frozenset[str]]]:
        if id not in self._read:
            text = self._evidence.sources[int(id) - 1]
            self._read[id] = [(_items(text, match), content_stems(_around(text, match))) for match in _LIST.finditer(text)]
        return self._read[id]

    def _outcome(self, id: str, items: tuple[Span, ...]) -> Outcome:
        text = self._evidence.sources[int(id) - 1]
        names = ", ".join(text[start:end] for start, end in items)
        formula = f"{names}: {len(items)}"
        operands = [{"source": id, "start": start, "end": end, "text": text[start:end]} for start, end in items]
        proof = {"formula": formula, "operands": operands, "p": None}
        return Outcome("checked", "none", sentence(f"[{id}] lists {formula}"), "derived", (proof,))


def _told_next(claim: Reading) -> frozenset[str]:
    """What is counted and what it does, up to the next figure: "the three plants together employ 3,150"."""
    noun = claim.quantity.unit.removeprefix("count:")
    following = _TO_NEXT.match(claim.after)
    return content_stems(f"{noun} {following[0] if following else ''}") if noun != claim.quantity.unit else frozenset()


@cache
def _plain() -> re.Pattern[str]:
    """Words of a count that say nothing of what is counted, and verbs of change, which are held against the figures."""
    words = "all|total|together|combined|altogether|each|both|had|has|have|on|average|sold|made|posted|reported"
    return re.compile(rf"\b(?:{words}|{'|'.join(sorted(movement().verbs))})\b", re.IGNORECASE)


def _one_each(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """The figures of each sentence that are of one unit and role, where each is said of one name of its own."""
    sentences: dict[tuple[int, str, str], list[Reading]] = {}
    for reading in readings:
        if reading.quantity.kind == "quantity" and reading.entities_near and not reading.row:
            key = reading.sentence, reading.quantity.unit, "change" if reading.role == "change" else ""
            sentences.setdefault(key, []).append(reading)
    for group in sentences.values():
        names = {name.id for reading in group for name in reading.entities}
        if len(group) > _PAIR and len(names) == len(group) and all(len(reading.entities) == 1 for reading in group):
            yield group


def _items(text: str, match: re.Match[str]) -> tuple[Span, ...]:
    """The names of a list; a capitalised word that opens the sentence, as "Directors Adams", is part of the first."""
    return tuple(found.span() for found in _ITEM.finditer(text, match.start(), match.end()))


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence of a list, 300 characters to either side at most."""
    before = text[max(0, match.start() - 300) : match.start()]
    starts = [found.end() for found in _SENTENCE_END.finditer(before)]
    end = _SENTENCE_END.search(text, match.end(), match.end() + 300)
    return before[starts[-1] if starts else 0 :] + text[match.start() : end.start() if end else match.end() + 300]


_VOTES = re.compile(r"\b(?:vot\w*|split|dissent\w*|decision|majority|board|committee|council|members?)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:dissent\w*|against|oppos\w*|minority|objected|outvoted)\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:in favou?r|voted (?:to|for)|majority|backed|supported|for the)\b", re.IGNORECASE)


def voters(claim: Reading, pool: Pool) -> Outcome | None:
    """Checked, where the one vote of the evidence has as many on the side that the claim's words name; else None."""
    words = claim.lead + " " + claim.trail + " " + claim.after
    against, favour = _AGAINST.search(words), _FOR.search(words)
    if claim.quantity.value is None or family(claim.quantity.unit) not in ("count", "none") or not (against or favour):
        return None
    votes = [pair for pair in pool.pairs if _VOTES.search(pair.run_up + pair.after)]
    if len({pair.quantity.text for pair in votes}) != 1:
        return None
    numbers = sorted(pair_numbers(votes[0].quantity.text))
    if len(numbers) != 2 or claim.quantity.value != (numbers[0] if against else numbers[1]):
        return None
    pair = votes[0]
    if (voted := against_vote(claim, pair)) is not None:
        return differs("direction", f"[{pair.source}] tells of {pair.quantity.text} in {voted}", pair)
    side = "against" if against else "in favour"
    told = pair.quantity
    operands = [{"source": pair.source, "start": told.start, "end": told.end, "text": told.text}]
    proof: dict[str, object] = {"formula": f"{told.text}: {claim.quantity.value} {side}", "operands": operands, "p": None}
    return Outcome("checked", "none", sentence(f"of {told.text} {claim.quantity.text} were {side}"), "derived", (proof,), pair)
