"""Whether two figures are said of the same thing: aliases and families agree, two specifics contradict, a fund is no index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from copilot.names import Name, instrument, is_ancestor
from copilot.names.tables import common_words
from copilot.numbers.readings.reading import Reading
from copilot.numbers.wording import content_stems
from copilot.numbers.wordlists import wordlist
from copilot.resources import reference_table

_RARE = 4  # letters from which a word two names share tells something
_SHORT = 5  # letters of an abbreviation at most
_LEAST_TICKER = 3  # letters by which a ticker may tell a name
Relation = Literal["same", "other", "proxy", "unknown"]


def name_class(name: Name) -> str:
    """Names of one class exclude one another; names of two classes stand side by side ("Apple in China")."""
    if name.kind in ("country", "place"):
        return "area"
    if name.kind in ("company", "central_bank", "other"):
        return "firm"
    return "market"


def stems_of(names: Iterable[Name]) -> frozenset[str]:
    """The stems of the words of names: they tie a figure to its subject, not to what is measured."""
    return content_stems(" ".join(name.text for name in names))


def relation(one: Name, other: Name) -> Relation:
    """How two names relate; "unknown" where they are of different classes or no table knows them both.

    A fund and the index it tracks are "proxy": neither decides for the other.
    """
    if one.id == other.id or _same_area(one, other):
        return "same"
    if one.kind == "other" and other.kind == "other":
        if _same_words(one.id, other.id) or _is_ticker_of(one, other) or _is_ticker_of(other, one):
            return "same"
        return "other" if _are_firms(one, other) or _are_tickers(one, other) or _are_lettered(one, other) else "unknown"
    if name_class(one) != name_class(other):
        return "unknown"
    if _lies_in(one, other) or _lies_in(other, one):
        return "unknown"  # what happened in a city happened in its country; a rate of the one is none of the other
    if {one.kind, other.kind} == {"rate", "generic"}:
        return "unknown"  # mortgages, and the lenders that approve them
    if "other" in (one.kind, other.kind):
        made, known = (one, other) if one.kind == "other" else (other, one)
        return "same" if _is_alias(made, known) else "other" if _are_tickers(made, known) else "unknown"
    if one.tracks == other.id or other.tracks == one.id:
        return "proxy"
    if one.tracks is not None and one.tracks == other.tracks and {one.kind, other.kind} == {"future", "fund"}:
        return "proxy"
    if _under(one, other) or _under(other, one):
        return "same"
    return "other"


NamePairs = Sequence[tuple[Name, Name]]


def classes_agree(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[bool, NamePairs, NamePairs, NamePairs]:
    """(agrees, contradicting pairs, proxy pairs, pairs no table decides) over the classes that both sides name."""
    if not mine or not theirs:
        return False, (), (), ()
    if len(mine) == len(theirs) == 1 and (mine[0].id, mine[0].kind) == (theirs[0].id, theirs[0].kind):
        return True, (), (), ()
    return _class_by_class(mine, theirs)


@lru_cache(maxsize=4096)  # by its subject a figure is compared before anything else, and then slot by slot
def _class_by_class(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[bool, NamePairs, NamePairs, NamePairs]:
    agrees = False
    against: list[tuple[Name, Name]] = []
    proxies: list[tuple[Name, Name]] = []
    open_pairs: list[tuple[Name, Name]] = []
    classes, their_classes = [name_class(name) for name in mine], [name_class(name) for name in theirs]
    for kind in ("firm", "market", "area"):
        if kind not in classes or kind not in their_classes:
            continue
        left = _specific([name for name, own in zip(mine, classes, strict=True) if own == kind])
        right = _specific([name for name, own in zip(theirs, their_classes, strict=True) if own == kind])
        pairs = [(a, b, relation(a, b)) for a in left for b in right]
        if any(found == "same" for _, _, found in pairs):
            agrees = True
            continue
        proxies += [(a, b) for a, b, found in pairs if found == "proxy"]
        if not any(found == "proxy" for _, _, found in pairs):
            against += [(a, b) for a, b, found in pairs if found == "other"]
            open_pairs += [(a, b) for a, b, found in pairs if found == "unknown"]
    if any(_same_area(a, b) for a in mine for b in theirs):
        agrees = True
    elif len(mine) == len(theirs) == 1 and _is_bank_elsewhere(mine[0], theirs[0]):
        against.append((mine[0], theirs[0]))
    if not (agrees or against or proxies or open_pairs):
        against += [(a, b) for a in mine for b in theirs if _traded_apart(a, b) or _are_tickers(a, b)]
        open_pairs += [(a, b) for a in mine for b in theirs if {"other"} < {a.kind, b.kind} <= {"other", *_TRADED}]
    return agrees, against, proxies, open_pairs


def names_it(words: str, names: Sequence[Name], theirs: Reading) -> bool:
    """Whether words, in which these names stand, name what a figure is said of; no table need know a metric's ticker."""
    if any(classes_agree((name,), theirs.entities)[0] for name in names):
        return True
    tickers = [name.text for name in theirs.entities] if theirs.exact else []
    return any(re.search(rf"(?<![\w.]){re.escape(ticker)}(?![\w])", words) for ticker in tickers)


def _specific(names: list[Name]) -> list[Name]:
    """Without the generics above another of the names: "stocks rebounded: the Dow gained" is of the Dow."""
    generics = [name for name in names if name.kind == "generic"]
    if not generics or len(generics) == len(names):
        return names
    return [name for name in names if not (name in generics and any(_under(other, name) for other in names if other != name))]


def is_proper(name: Name) -> bool:
    """Whether a name is one of a table or holds a word that is no ordinary one: "Castell Foods", not "Limited-Time Offer"."""
    return name.kind != "other" or _has_rare_word(name.id)


@lru_cache(maxsize=20_000)
def _has_rare_word(id: str) -> bool:
    return not common_words().issuperset(id.removeprefix("name:").replace("-", " ").split())


def may_be_one(one: Name, other: Name, *, surnames: bool) -> bool:
    """Whether two names may be one that no table tells so: one is short for the other, or they share a rare word, as of people.

    >>> virginia, short = Name(0, 8, "Virginia", "name:virginia", "other"), Name(0, 2, "Va", "name:va", "other")
    >>> may_be_one(virginia, short, surnames=False)
    True
    """
    return _ids_may_be_one(one.id, other.id, surnames=surnames)


@lru_cache(maxsize=4096)
def _ids_may_be_one(one: str, other: str, *, surnames: bool) -> bool:
    words, others = (id.removeprefix("name:").replace("-", " ").split() for id in (one, other))
    if surnames and any(len(word) >= _RARE and word not in common_words() for word in set(words) & set(others)):
        return True
    if any(_are_initials(one, other) for one, other in ((words, others), (others, words))):
        return True
    short, long = sorted((words, others), key=lambda each: len("".join(each)))
    if any(set(nicknames().get(" ".join(name), ())) & set(rest) for name, rest in ((words, others), (others, words))):
        return True
    return len(short) == 1 and 2 <= len(short[0]) <= _SHORT and any(_shortens(short[0], word) for word in long)


@lru_cache(maxsize=1)
def nicknames() -> dict[str, tuple[str, ...]]:
    """Short names of places, parties and offices, lower case, each with words of what it stands for."""
    return {name: tuple(words) for name, words in reference_table("nicknames.toml").items()}


def _are_initials(short: list[str], long: list[str]) -> bool:
    """Whether letters are those that the words of a name begin with: "FCA" of Fiat Chrysler Automobiles."""
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _shortens(short: str, word: str) -> bool:
    """Whether a word begins as its short form does and holds its letters in their order: "Conn" of Connecticut."""
    return short != word and word[0] == short[0] and _in_order(short, word)


def _in_order(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short)


def _traded_apart(one: Name, other: Name) -> bool:
    """A share and an index, fund or commodity are two things; a share and a class of shares may be one."""
    kinds = {one.kind, other.kind}
    return "company" in kinds and bool(kinds & _TRADED)


def _are_firms(one: Name, other: Name) -> bool:
    """Whether two names end as those of firms do: "Aurum Bank" and "Corvid Capital" are two, for all that is ordinary in both."""
    firms = wordlist("firm_words")
    ends = [name.id.removeprefix("name:").split() for name in (one, other)]
    return (
        all(len(words) > 1 and words[-1] in firms for words in ends) and not set(ends[0]) & set(ends[1]) - firms - common_words()
    )


def _are_lettered(one: Name, other: Name) -> bool:
    """Whether two names differ in their last letter alone, which tells them apart: "Fund A" and "Fund B"."""
    (*first, letter), (*second, another) = (name.id.removeprefix("name:").split() for name in (one, other))
    return bool(first) and first == second and len(letter) == len(another) == 1 and letter != another


def _are_tickers(one: Name, other: Name) -> bool:
    """Whether one is told by its ticker and the other by a word like it: two of them are two instruments."""
    if "country" in (one.kind, other.kind):
        return False  # "US" is no ticker
    told = one.text == one.ticker or other.text == other.ticker
    return told and one.text != other.text and all(re.fullmatch(r"[A-Z]{2,5}", name.text) for name in (one, other))


def may_be_its_ticker(one: Name, other: Name) -> bool:
    """Whether one is a ticker that no table holds and begins as the other, a name without one, does."""
    for ticker, name in ((one, other), (other, one)):
        if ticker.kind == name.kind == "other" and ticker.ticker and not name.ticker:
            return ticker.ticker[:1].lower() == name.id.removeprefix("name:")[:1]
    return False


def _is_ticker_of(one: Name, other: Name) -> bool:
    """Whether the ticker of a metric that no table holds may be that of a name: by its letters in order, or its first."""
    ticker, letters = (one.ticker or "").lower(), other.id.removeprefix("name:").replace(" ", "")
    if len(ticker) < _LEAST_TICKER or ticker[0] != letters[:1]:
        return False
    return _in_order(ticker, letters) or letters.startswith(ticker[:_LEAST_TICKER])


_TRADED = frozenset({"fund", "index", "commodity", "currency", "future"})


def _same_area(one: Name, other: Name) -> bool:
    """A country and its central bank speak of one policy rate."""
    if "central_bank" not in (one.kind, other.kind):
        return False
    for bank, area in ((one, other), (other, one)):
        if bank.kind == "central_bank" and area.kind == "country":
            row = instrument(bank.id)
            if (row is not None and area.id in row.family) or bank.id == f"central_bank:{area.id}":
                return True
    return False


def _is_bank_elsewhere(one: Name, other: Name) -> bool:
    """Whether one is a central bank and the other a country that is not its own; of the euro area nothing is said."""
    bank, area = (one, other) if one.kind == "central_bank" else (other, one)
    if bank.kind != "central_bank" or area.kind != "country":
        return False
    row = instrument(bank.id)
    own = {
        up for up in (row.family if row is not None else ()) if (found := instrument(up)) is not None and found.kind == "country"
    }
    return bool(own) and area.id not in own and "euro" not in " ".join(own)


def _lies_in(one: Name, other: Name) -> bool:
    """Whether a city or state lies in another place or a country."""
    return one.kind == "place" and other.id in one.family


def _under(one: Name, other: Name) -> bool:
    """Whether `other` is a generic above `one`: small caps over an index, a maturity under its bond, Europe over the EU."""
    if other.kind == "country":
        return one.kind == "country" and other.id in one.family
    if other.kind not in ("generic", "rate"):
        return False
    return is_ancestor(other.id, one.id) or other.id in one.family or any(is_ancestor(other.id, up) for up in one.family)


@lru_cache(maxsize=20_000)
def _same_words(one: str, other: str) -> bool:
    first, second = one.removeprefix("name:").split(), other.removeprefix("name:").split()
    short, long = sorted((first, second), key=len)
    if not short:
        return False
    shared = set(short) & set(long)
    if set(short) <= set(long) or (len(shared) >= 2 and not shared <= common_words()):
        return True  # not by "Value Fund", which the two have of their kind
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _is_alias(made: Name, known: Name) -> bool:
    """Whether a name no table holds is the known one in other words: "Petrobras Brasil"."""
    row = instrument(known.id)
    if row is not None and made.text in (row.ticker, *row.other_tickers):
        return True
    words = set(made.id.removeprefix("name:").split())
    for alias in (row.name, *row.aliases) if row else (known.text,):
        parts = set(alias.lower().split())
        if parts and (parts <= words or words <= parts):
            return True
    return False
