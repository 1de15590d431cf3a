"""Words → what a figure measures: names, generics and minus-carrying nouns of `reference/measures.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Literal

from copilot.records import record
from copilot.resources import reference_table
from copilot.types import Span

_COMPOUND = re.compile(
    r"-(?:out|in|off|up|[a-z]+ed|[a-z]+ing|rich|poor|free|hungry|sensitive|heavy|laden)\b", re.IGNORECASE
)  # "profit-taking"
MeasureKind = Literal["flow", "level", "event", "return", "statistic"]
_WORD = re.compile(r"([A-Za-z]+(?:[&/'’][A-Za-z]+)*)")


@record()
class Measure:
    """One measure. `above`: the generics over it, however far up; `percent`: the figure is itself a percentage."""

    id: str
    kind: MeasureKind
    above: frozenset[str]
    percent: bool
    generic: bool
    count: bool  # a number of things, never an amount of money
    money: bool  # a percentage that is also told as an amount of money: a premium
    economy: bool  # of a country, never of a company, an index or a fund
    ties: bool  # whether naming it on both sides ties a figure to its subject
    apart: frozenset[str]  # what a generic is never, with all that is under it
    signed: bool  # can be negative, so that its plain figure is a positive one: profit, premium, balance, return
    inverse: bool  # better where it is less, so that what improved fell


@record()
class Mention:
    """A measure named in a text; `sign` is -1 where the name carries the minus ("net loss", "outflow", "drawdown")."""

    start: int
    end: int
    id: str
    sign: int


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The word in lower case without the ending of its plural; the same rule reads the table and the text.

    >>> [singular(word) for word in ("Sales", "deliveries", "losses", "EPS", "gross")]
    ['sale', 'delivery', 'loss', 'eps', 'gross']
    """
    lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if word.isupper() or len(lower) < 4 or lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") else lower


@lru_cache(maxsize=1)
def measures() -> dict[str, Measure]:
    """Every measure by its id."""
    table = reference_table("measures.toml")

    def above(id: str, seen: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        for parent in table.get(id, {}).get("family", ()):
            if parent not in seen:
                found |= {parent} | above(parent, seen | {id})
        return frozenset(found)

    return {
        id: Measure(
            id,
            row.get("kind", "level"),
            above(id, frozenset()),
            bool(row.get("percent")),
            bool(row.get("generic")),
            bool(row.get("count")),
            bool(row.get("money")),
            bool(row.get("economy")),
            not row.get("generic") and bool(row.get("ties", True)),
            frozenset(row.get("apart", ())),
            _signed(row),
            bool(row.get("inverse")),
        )
        for id, row in table.items()
    }


@lru_cache(maxsize=1)
def never_money() -> frozenset[str]:
    """The measures that no amount of money tells: numbers of things, and percentages but those of money."""
    return frozenset(id for id, measure in measures().items() if measure.count or (measure.percent and not measure.money))


def find_measures(text: str, spans: Sequence[Span] | None = None) -> list[Mention]:
    """The measures a text, or only these parts of it, names; in order, the longest name at each place. Linear in the text.

    >>> [(mention.id, mention.sign) for mention in find_measures("Net loss narrowed as gross margins rose.")]
    [('net_income', -1), ('gross_margin', 1)]
    """
    found: list[Mention] = []
    for start, end in spans if spans is not None else [(0, len(text))]:
        found.extend(_in_part(text, start, end))
    return found


@lru_cache(maxsize=4096)
def may_open_measure(word: str) -> bool:
    """Whether the name of a measure begins with a word.

    >>> may_open_measure("energy"), may_open_measure("from")
    (True, False)
    """
    match = _WORD.match(word)
    return match is not None and singular(match.group()) in _names()


def _in_part(text: str, start: int, end: int) -> list[Mention]:
    parts = _WORD.split(text[start:end])  # what stands between words and the words, in turn
    edges = list(accumulate(map(len, parts), initial=start))
    stems = list(map(singular, parts[1::2]))
    words = list(zip(edges[1::2], edges[2::2], stems, strict=False))
    found: list[Mention] = []
    floor = 0
    table = _names()
    may_take_up = text.find(" one", start, end) >= 0
    for at in [at for at, stem in enumerate(stems) if stem in table]:
        if at < floor:
            continue
        for name, id, sign in table[stems[at]]:
            stop = at + len(name)
            if tuple(stems[at:stop]) == name and _joined(text, words, at, stop) and not _COMPOUND.match(text, words[stop - 1][1]):
                if not _is_no_measure(text, words[at][0], words[stop - 1][1], id):
                    if text.endswith(_BEFORE_ANOTHER, 0, words[at][0]):
                        found.extend(_sharing_its_head(text, words[floor:at], words[at][0], name))
                    found.append(Mention(words[at][0], words[stop - 1][1], id, sign))
                    if may_take_up:
                        found.extend(_taking_it_up(words[stop : stop + _FAR], name))
                floor = stop
                break
    return sorted(found, key=lambda mention: mention.start)


_Word = tuple[int, int, str]
_BESIDE = re.compile(r"(?:,|,?\s(?:and|or))\s|/")
_BEFORE_ANOTHER = (", ", "and ", "or ", ",\n", "and\n", "or\n", "/")  # what `_BESIDE` ends with, as cheaply as may be
_FAR = 8  # words in which "one" takes up a name


def _sharing_its_head(text: str, before: Sequence[_Word], start: int, name: tuple[str, ...]) -> list[Mention]:
    """What shares the head of a name behind it: of "gross and operating margins" the gross one."""
    left = [word for word in before if word[2] not in ("and", "or")]
    told = (_headless(left[-count:], name) for count in (2, 1) if len(left) >= count)
    found = next((mention for mention in told if mention and _BESIDE.fullmatch(text, mention.end, start)), None)
    if found is None:
        return []
    return [*_sharing_its_head(text, [word for word in before if word[1] <= found.start], found.start, name), found]


def _taking_it_up(words: Sequence[_Word], name: tuple[str, ...]) -> list[Mention]:
    """What takes up the head of a name: "a gross margin of 61% and an operating one of 23%"."""
    told = (_headless([word], name) for word, following in pairwise(words) if following[2] == "one")
    return [mention for mention in told if mention is not None]


def _headless(words: Sequence[_Word], name: tuple[str, ...]) -> Mention | None:
    """The measure that words name together with the last words of a name."""
    own = tuple(word[2] for word in words)
    heads = [own + name[at:] for at in range(1, len(name))]
    found = next(((id, sign) for whole, id, sign in _names().get(own[0], ()) if whole in heads), None)
    return Mention(words[0][0], words[-1][1], *found) if found is not None else None


def related(one: str, other: str) -> bool:
    """Whether two measures may be the same: equal, or one the generic of the other."""
    if one == other:
        return True
    table = measures()
    return other in table[one].above or one in table[other].above


_OBJECT = re.compile(r"\s(?:an?|his|her|their|its)\b|\s[$€£¥]", re.IGNORECASE)
_NAMES_A_FUND = re.compile(r"(?: [A-Z][\w&-]*){0,2} (?:Fund|Trust|ETF|Portfolio)\b")


def _is_no_measure(text: str, start: int, end: int, id: str) -> bool:
    """Whether the words only seem to name one: what somebody does, "to cash a check", or goods sold "for delivery in March"."""
    if text[start].isupper() and _NAMES_A_FUND.match(text, end):
        return True  # "the Alder Income Fund"
    before = text[max(0, start - 5) : start].lower()
    if id == "profit" and before.endswith(("% ", "cent ")) and text[start:end].lower() == "loss":
        return True  # "the 15% loss implies a start near $40": what a price lost
    if id == "deliveries":
        return before == " for "
    if id == "yield" and before == "high-":  # bonds of a kind, whatever is told of them
        return True
    if text[start:end].lower() == "sale":  # what is sold once: "a sale would bring"
        return True
    return id != "cost" and before.endswith(" to ") and _OBJECT.match(text, end) is not None  # "to cost a dollar" is one


def _joined(text: str, words: list[tuple[int, int, str]], at: int, stop: int) -> bool:
    owner = text[words[at][0] : words[at][1]]
    if stop > at + 1 and owner.endswith(("'s", "’s")) and words[at + 1][2] in _names() and owner[0].isupper():
        return False  # "Lowen Insurance's premium income" tells of no insurance premium
    return all(text[words[i][1] : words[i + 1][0]] in (" ", "-", "\n", ", ", "  ", " & ", "/") for i in range(at, stop - 1))


def _signed(row: Mapping[str, Any]) -> bool:
    return bool(row.get("negative")) or row.get("kind") == "return"


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    seen: set[tuple[str, ...]] = set()
    for id, row in reference_table("measures.toml").items():
        for key, sign in (("names", 1), ("negative", -1)):
            for name in row.get(key, ()):
                words = tuple(singular(match.group()) for match in _WORD.finditer(name))
                if words and words not in seen:
                    seen.add(words)
                    found.setdefault(words[0], []).append((words, id, sign))
    return {first: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for first, group in found.items()}


_BETWEEN = re.compile(
    r"\s?(?:of |in |on |worth of |for )?"
    r"(?:(?!(?:to|from|than|above|below|over|under|by|at|and|or|but|with|after|before|as|while|since|amid|despite|following)\b)"
    r"[\w-]+\s){0,2}",
    re.IGNORECASE,
)
NO_NOUN_BEHIND = re.compile(r"\W*$|\s?[.,;:)(\[]|\s(?:in|for|over|since|during|from)\s")  # not "on revenue worries"


def follows(text: str, end: int, mention: Mention, *, moved: bool) -> bool:
    """Whether words lead from a figure to what it measures; what it fell by so much "on" is why, unless a bare measure."""
    gap = text[end : mention.start]
    is_why = moved and gap.startswith(" on ") and not (gap == " on " and NO_NOUN_BEHIND.match(text, mention.end))
    return _BETWEEN.fullmatch(gap) is not None and not is_why


def last_adjacent(mentions: Sequence[Mention], first: Mention) -> Mention:
    """The head of a run of measures: of "EV/EBITDA premium" the premium."""
    chosen = first
    for mention in mentions:
        if 0 < mention.start - chosen.end <= 1:
            chosen = mention
    return chosen
