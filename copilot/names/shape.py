"""Names by their shape: runs of capitalised words that no table holds, as "Castell Foods"."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from copilot.names.tables import common_words, headline_words
from copilot.names.tokens import Word, tokens, where
from copilot.names.types import Name
from copilot.resources import resource

_JOINERS = frozenset({"of", "de", "du", "la", "le", "del", "von", "van", "der", "den", "di", "da", "&", "-", "."})
_LONGEST_TITLE = 40  # words
_LONGEST_DATELINE = 60  # characters
_PREFIXED = 6  # letters from which "re" may be a prefix: "Reinvented"
_SUFFIXES = frozenset(
    {"inc", "corp", "corporation", "plc", "ltd", "limited", "llc", "lp", "co", "company", "group", "holdings", "holding", "ag"}
    | {"sa", "nv", "ab", "asa", "oyj", "spa", "se", "the", "incorporated", "and"}
)  # fmt: skip


@lru_cache(maxsize=1)
def acronyms() -> frozenset[str]:
    """Capitals that are no names ("GDP", "CEO") and capitalised words that never are: months, days, titles."""
    lines = resource("reference", "not_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class Starts:
    """Which words open a sentence, a quotation, a list item or a line: their capital says nothing. Asked word by word."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self._text, self._words = text, words

    def __contains__(self, index: int) -> bool:
        start = self._words[index].start
        before = self._text[max(0, start - 6) : start].rstrip(" \t*#>")
        if (not before and start <= 6) or (before.endswith(")") and self._follows_dateline(start)):
            return True
        return before[-1:] in "\n.!?:\"“‘'([•–—-|" and not _inside_name(self._text, self._words, index)

    def _follows_dateline(self, start: int) -> bool:
        """Whether all that stands before is one bracket: "(May 1, 2016) Workers found …"."""
        return (
            start < _LONGEST_DATELINE
            and self._text.startswith("(")
            and self._text.find(")") == len(self._text[:start].rstrip()) - 1
        )


def _inside_name(text: str, words: list[Word], index: int) -> bool:
    """True after an initial or a hyphen or apostrophe inside a word: "J. Crew", "Coca-Cola"."""
    word = words[index]
    joined = index > 0 and words[index - 1].end == word.start
    if joined and words[index - 1].text in "-'&/.":
        return text[words[index - 1].start - 1 : words[index - 1].start].isalnum()
    return index > 1 and words[index - 1].text == "." and len(words[index - 2].text) == 1 and words[index - 2].text.isupper()


def capitalised_names(text: str, words: list[Word], starts: Starts) -> list[Name]:
    """Runs of capitalised words joined by "of", "&" or a hyphen, less ordinary words at the start of a sentence."""
    found: list[Name] = []
    titled = _title_lines(text, words)
    floor = 0
    for at in where(_is_capital, words):
        if at < floor or (at in titled and is_ordinary(words[at].text)):  # in a headline every word has a capital
            continue
        stop = _run(text, words, at)
        if at in titled:
            stop = next((index for index in range(at + 1, stop) if is_ordinary(words[index].text)), stop)
        first = _trim(words, at, stop, starts)
        alone = first + 1 == stop and len(words[first].text) < 2  # "10-K", "C$": a letter is no name
        suffixes = all(word.text.lower() in _SUFFIXES for word in words[first:stop])
        bare = first == at and stop == at + 1 and at in starts and not _leads(text, words, at)
        if first < stop and not alone and not suffixes and not bare:
            found.append(_name(text, words, first, stop))
        floor = stop
    return found


def is_ordinary(word: str) -> bool:
    """Whether a word, or what it is the plural or past of, is in the list of ordinary ones: "Kills", "Torched"."""
    lower = word.lower()
    lower = lower.removeprefix("re") if len(lower) > _PREFIXED else lower
    stems = (lower, *(lower.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing") if lower.endswith(ending)))
    lists = common_words(), headline_words()
    if any(len(stem) > 3 and stem in ordinary for stem in stems for ordinary in lists):
        return True
    return any(each in ordinary for each in (lower, word.lower()) for ordinary in lists)


def _title_lines(text: str, words: list[Word]) -> frozenset[int]:
    """Indices of the words of headlines: lines in which nearly every longer word has a capital."""
    found: set[int] = set()
    begin = end = 0
    while begin < len(words):
        line_end = text.find("\n", words[begin].end)
        line_end = line_end if line_end >= 0 else len(text)
        end = bisect_left(words, line_end, begin + 1, key=_start_of)
        if end - begin <= _LONGEST_TITLE and _is_title(text, words[begin:end]):
            found.update(range(begin, end))
        begin = end
    return frozenset(found)


@lru_cache(maxsize=1024)  # a claim is held against many figures
def is_headline(text: str) -> bool:
    """Whether a line is set as headlines are: nearly every longer word has a capital.

    >>> is_headline("Harbour Line to Close 50 Stores"), is_headline("Harbour Line will close 50 stores.")
    (True, False)
    """
    words = tokens(text)
    return 0 < len(words) <= _LONGEST_TITLE and _is_title(text, words)


def _start_of(word: Word) -> int:
    return word.start


def _is_title(text: str, line: list[Word]) -> bool:
    longer = [word.text for word in line if len(word.text) > 3 and word.text.isalpha()]
    capitals = sum(word[0].isupper() for word in longer)
    ended = text[line[-1].end : line[-1].end + 1] in (".", "!", "?")
    if len(longer) >= 4 and capitals >= (0.95 if ended else 0.85) * len(longer):
        return True
    short = 4 <= len(line) <= 12 and not ended and len(longer) >= 2 and capitals == len(longer)
    return short and any(is_ordinary(word) for word in longer[1:])


@lru_cache(maxsize=20_000)
def _is_capital(word: str) -> bool:
    """Whether a word may be one of a name: by its first letter, or its second as in "iShares"; no acronym in common use."""
    if word in acronyms() or not word[0].isalpha():
        return False
    return word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())


def _run(text: str, words: list[Word], at: int) -> int:
    """Index after the last word of the capitalised run that begins at `at`."""
    stop = at + 1
    while stop < len(words):
        gap = text[words[stop - 1].end : words[stop].start]
        if gap and (not gap.isspace() or "\n" in gap):
            break
        if _is_capital(words[stop].text) or (words[stop].text == "A" and words[stop - 1].text.lower() in _LETTERED):
            stop += 1
            continue
        ahead = stop + 1
        joins = words[stop].text in _JOINERS and ahead < len(words) and _is_capital(words[ahead].text)
        tight = words[stop].text in "-." and (gap or text[words[stop].end : words[ahead].start] if ahead < len(words) else True)
        if not joins or tight or text[words[stop].end : words[ahead].start] not in ("", " "):
            break
        stop = ahead + 1
    return stop


def _trim(words: list[Word], at: int, stop: int, starts: Starts) -> int:
    """Skips an ordinary word whose capital only opens the sentence ("Shares of Norrland Timber", "Meanwhile Corvane")."""
    ordinary = common_words()
    if words[at].text.lower() not in ordinary or at not in starts:
        return at
    first = at + 1
    if first == stop:
        return stop
    if first + 1 == stop and len(words[first].text) == 1 and words[at].text.lower() in _LETTERED:
        return at  # "Fund A charges 0.20%"
    if words[first].text not in _JOINERS:
        return at if words[first].text.lower() in ordinary else first  # "Best Foods" is a name, "Meanwhile Corvane" holds one
    while first < stop and words[first].text in _JOINERS:
        first += 1
    return first


_LETTERED = frozenset(
    {"fund", "company", "firm", "bank", "portfolio", "stock", "product", "plant", "manager"}
)  # told apart by letters
_VERBS = frozenset(
    [
        "rose",
        "fell",
        "grew",
        "sold",
        "won",
        "lost",
        "is",
        "was",
        "has",
        "had",
        "will",
        "would",
        "may",
        "can",
        "could",
        "said",
        "sees",
        "saw",
        "beat",
        "cut",
        "made",
        "ran",
        "hit",
        "paid",
        "went",
        "came",
        "held",
        "took",
        "put",
        "set",
        "got",
        "and",
        "or",
        "of",
        "at",
        "in",
        "on",
        "for",
        "earns",
        "plans",
        "bought",
        "spent",
        "sank",
        "shrank",
        "shed",
        "led",
        "kept",
        "began",
        "became",
        "gave",
        "now",
        "also",
        "still",
        "already",
        "then",
        "does",
        "did",
    ]
)


def _leads(text: str, words: list[Word], at: int) -> bool:
    """Whether one capitalised word at the start of a sentence is a subject: a possessive or a verb follows, not a noun."""
    if at + 1 >= len(words):
        return False
    after = text[words[at].end : words[at + 1].start]
    follow = words[at + 1].text.lower()
    if words[at + 1].text in "'$" or words[at + 1].text.isdigit() or "," in after or "(" in after:
        return True
    return (
        follow in _VERBS
        or follow.startswith("out")
        or follow.endswith(("ed", "es"))
        or (follow.endswith("s") and not follow.endswith("ss"))
    )


def _name(text: str, words: list[Word], first: int, stop: int) -> Name:
    start, end = words[first].start, words[stop - 1].end
    heads = [word.text.lower() for word in words[first:stop] if word.text.lower() not in _SUFFIXES and word.text not in _JOINERS]
    key = " ".join(heads) or text[start:end].lower()
    return Name(start, end, text[start:end], f"name:{key}", "other")
