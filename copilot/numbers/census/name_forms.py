"""Numbers that are names: indices, forms and laws, tenors, products, indicators, codes (reference/number_names.toml)."""

from __future__ import annotations

import re

from copilot.calendar_words import MONTHS, WEEKDAYS
from copilot.names import find_names
from copilot.names.tables import common_words
from copilot.numbers.census.date_forms import is_year
from copilot.numbers.census.items import Item
from copilot.numbers.census.number_names import name_phrases, number_names
from copilot.numbers.census.tenors import read_tenor
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import currency_before, unit_after, units
from copilot.numbers.movement import movement
from copilot.numbers.wordlists import wordlist

_SHAPES = re.compile(
    r"\d{1,2}-[KQFkq](?:/A)?s?(?![^\W_])|\d{1,3}[A-Z]-\d{1,3}(?![^\W_])|40[13]\(?[a-zA-Z]\)?(?![^\W_])|457\([a-z]\)|\d{1,4}\([a-z]\)(?:\(\d{1,2}\))*(?![^\W_])"
    r"|13[DFGH](?:-[A-Z]{1,3})?(?![^\W_])|\d{1,2}[sy]\d{1,2}[sy](?:\d{1,2}[sy])?(?![^\W_])|\d{1,2}[Yy]\d{1,2}[Yy](?![^\W_])|\d{1,2}[Yy](?![^\W_])"
    r"|(?:480|720|1080|1440|2160)p(?![^\W_])|3M(?![^\W_])|\d{1,2}-Eleven(?![^\W_])|[1-8][DGK](?![^\W_])|144A(?![^\W_])|1[02]b-?\d(?:-\d)?(?![^\W_])"
)
_DOTTED = re.compile(r"\d{1,3}\.\d{1,2}")


def _is_plain(tokens: Tokens, index: int) -> bool:
    """Whether a numeral stands bare: digits alone, no scale, unit or decimals behind it."""
    if not tokens.word[index].isdigit() or len(tokens.word[index]) > 5:
        return False
    after = index + 1
    if tokens.at(after) in units().spaced and tokens.near(after):
        return False
    if tokens.glued(after) and tokens.kind_at(after) in ("w", "f") and tokens.word[after] != "s":
        return False
    found = unit_after(tokens, after, strong=False)
    return found is None or found.unit in ("index_point", "share", "year", "month", "day")


def read_name(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The name a numeral belongs to, None where it is no name."""
    return (
        _shape(tokens, index)
        or _phrase(tokens, index, floor)
        or _index(tokens, index, floor)
        or read_tenor(tokens, index, index + 1)
        or _aircraft(tokens, index)
        or _designated(tokens, index, floor)
        or _code(tokens, index, floor)
    )


def read_symbol_name(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The names that need no word beside them: "24/7", "9/11"."""
    return _phrase(tokens, index, floor)


def _shape(tokens: Tokens, index: int) -> Item | None:
    """A form, law or curve: "10-K", "401(k)", "13F", "2s10s", "5G", "144A"."""
    if tokens.glued(index) and tokens.kind_at(index - 1) in ("w", "n"):
        return None
    begin = tokens.start[index]
    chunk = tokens.plain[begin : begin + 24]
    match = _SHAPES.match(chunk)
    if match is None or (tokens.glued(index) and tokens.at(index - 1) in ("$", "€", "£", "¥")):
        return None
    stop, at = begin + match.end(), index
    while at < len(tokens) and tokens.end[at] <= stop:
        at += 1
    return Item(index, at, "name") if tokens.end[at - 1] == stop else None


def _phrase(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A whole name of the table that begins at the numeral or a word or two before it."""
    phrases = name_phrases()
    for first in range(index, max(floor, index - 4) - 1, -1):
        found = phrase_at(tokens, first) if tokens.word[first] in phrases else None
        if found is not None and found.last > index:
            return found
    return None


def phrase_at(tokens: Tokens, index: int) -> Item | None:
    """The whole name of the table that begins at a token."""
    for words in name_phrases().get(tokens.at(index), ()):
        last = index + len(words)
        if tuple(tokens.word[index:last]) != words or (tokens.glued(index) and tokens.kind_at(index - 1) in ("w", "n")):
            continue
        if tokens.glued(last) and (tokens.kind_at(last) in ("w", "n") or (tokens.is_hyphen(last) and "/" not in words)):
            continue
        spelled = words[0].isalpha() and not any(word.isdigit() for word in words)
        if spelled and not (tokens.is_capital(index) and tokens.is_capital(last - 1)) and "amendment" not in words:
            continue
        if words[0] == "group" and not tokens.is_capital(index):
            continue  # "a group of 20 men"
        return Item(index, last, "name")
    return None


def _index(tokens: Tokens, index: int, floor: int) -> Item | None:
    """An index by its size: "S&P 600", "Euro Stoxx 50", "Nasdaq-100", "S&P 600/490"."""
    table = number_names()
    if tokens.word[index] not in table["index.sizes"] or not _is_plain(tokens, index):
        return None
    at = index - 1
    if tokens.is_hyphen(at):
        at -= 1
    if at < floor or (not tokens.near(index) and not tokens.is_hyphen(index - 1)):
        return None
    word = tokens.word[at]
    if word == "'s" and tokens.at(at - 1) == "poor":  # "Standard & Poor's 500"
        return Item(max(floor, at - 3), index + 1, "name")
    if tokens.at(index + 1) == "index" and tokens.near(index + 1) and tokens.word[index] in ("400", "500", "600"):
        return Item(index, index + 1, "name")
    if word not in table["index.words"]:
        return Item(at, index + 1, "name") if _is_called_index(tokens, at, index + 1) else None
    if word in table["index.second"] and not tokens.is_capital(at):
        return None
    first = at
    if word == "p":
        escaped = tokens.at(at - 1) == ";" and tokens.at(at - 2) == "amp"  # "S&amp;P 500", as web pages have it
        mark = at - 3 if escaped else at - 1
        if tokens.at(mark) != "&" or tokens.at(mark - 1) != "s":
            return None
        first = mark - 1
    elif word in table["index.second"] or word in ("midcap", "smallcap", "largecap"):
        back = range(at - 1, max(floor, at - 5) - 1, -1)
        heads = [
            k
            for k in back
            if tokens.word[k] in table["index.words"] and tokens.word[k] not in table["index.second"] and tokens.is_capital(k)
        ]
        if not heads and word in table["index.second"]:
            return None
        first = heads[-1] if heads else at
        if tokens.at(first) == "p" and tokens.at(first - 1) == "&":
            first -= 2
    if word == "dow" and tokens.word[index] not in ("30", "65"):
        return None
    while (
        tokens.is_capital(first - 1)
        and first - 1 >= floor
        and tokens.word[first - 1] in ("euro", "dow", "jones", "bse", "nse")
        and tokens.near(first)
    ):
        first -= 1
    last = index + 1
    while (
        tokens.at(last) == "/"
        and tokens.glued(last)
        and tokens.kind_at(last + 1) == "n"
        and tokens.word[last + 1] in table["index.sizes"]
    ):
        last += 2
    return Item(max(first, floor), last, "name")


def _is_called_index(tokens: Tokens, at: int, behind: int) -> bool:
    """Whether a capitalised word and a size are an index no table holds: "Velden 50 index", "a Velden 50 UCITS ETF", "the Velden
    50 rose"; not "in May 50 index points", "in Germany 45 index members", "in the Senate 50 rose"."""
    table = number_names()
    word = tokens.word[at]
    if not _is_titled(tokens, at) or word in MONTHS or word in WEEKDAYS or word in table["index.uncalled"]:
        return False
    first = at
    while tokens.is_capital(first - 1) and tokens.near(first) and tokens.at(first - 1) != "the":
        first -= 1
    the = tokens.at(first - 1) == "the"
    placed = tokens.at(first - 1 - the) in table["index.places_by"] or tokens.at(first) in table["index.places_by"]
    if not tokens.near(behind) or find_names(tokens.raw(at)):
        return False
    noun = behind if tokens.at(behind) in table["index.nouns"] else behind + 1
    if tokens.at(noun) in table["index.nouns"] and (noun == behind or tokens.is_capital(behind)):
        sure = not placed or (the and tokens.at(noun) != "fund")
        return sure and not _may_be_plural(tokens, noun + 1)
    return the and not placed and word not in common_words() and tokens.at(behind) in movement().verbs


def _may_be_plural(tokens: Tokens, index: int) -> bool:
    """Whether a word may tell what a number before its noun counts: "30 fund managers", "50 index points"."""
    word = tokens.at(index)
    if word in movement().verbs or word in number_names()["index.goes_on"] or tokens.is_capital(index):
        return False
    return word in ("point", "people", "staff") or (tokens.kind_at(index) == "w" and word.endswith("s"))


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether a bare number counts nothing behind it: "the 747 and the 777", not "the 747 posts"."""
    after = tokens.at(index + 1)
    return _is_plain(tokens, index) and (
        tokens.kind_at(index + 1) not in ("w", "n", "f") or after in ("and", "or", "is", "was", "are", "were")
    )


def _is_flown(tokens: Tokens, index: int) -> bool:
    """Whether an airline flies it somewhere: "will fly the 767 to Lima", not "flew the 767 to safety"."""
    table = number_names()
    flown = tokens.at(index - 1) == "the" and tokens.at(index - 2) in table["products.aircraft_flown"]
    somewhere = tokens.at(index + 1) in table["products.aircraft_ways"] and tokens.is_capital(index + 2)
    return flown and somewhere and _is_plain(tokens, index)


def _aircraft(tokens: Tokens, index: int) -> Item | None:
    table = number_names()
    if tokens.word[index] not in table["products.aircraft"] or (
        tokens.at(index - 1) in ("$", "€", "£", "¥", ".", ",") and tokens.glued(index)
    ):
        return None
    last = index + 1
    after = tokens.at(last)
    named = after in table["products.aircraft_after"] and tokens.near(last)
    variant = tokens.is_hyphen(last) and tokens.kind_at(last + 1) == "n"
    boeing = "boeing" in tokens.word[max(0, index - 12) : index] and _is_plain(tokens, index)
    if not (
        named
        or variant
        or tokens.at(index - 1) == "boeing"
        or (tokens.at(index - 1) == "a" and _is_plain(tokens, index) and tokens.kind_at(last) != "w")
        or (
            tokens.word[max(0, index - 2) : index][-1:] == ["the"]
            and tokens.at(index - 2) != "of"
            and _stands_alone(tokens, index)
        )
        or _is_flown(tokens, index)
        or (boeing and tokens.kind_at(index - 1) == "p" and tokens.at(index - 2) == "boeing")
        or (boeing and tokens.at(index - 1) in ("and", ",", "or") and tokens.at(index - 2) in table["products.aircraft"])
    ):
        return None
    if variant:
        last += 2
        last += tokens.kind_at(last) == "w" and tokens.glued(last)
    elif named and after in wordlist("aircraft_variants"):
        last += 1
        if tokens.kind_at(last) == "n" and tokens.word[last] in ("7", "8", "9", "10"):
            last += 1
        elif tokens.is_hyphen(last) and tokens.kind_at(last + 1) == "n":
            last += 2
    return Item(index, last, "name")


def _listed_designated(tokens: Tokens, index: int) -> Item | None:
    """The next of a list of things by their numbers: the "3" of "passages 1, 2 and 3"."""
    at = index - 1
    while at > index - 9 and at > 0 and (tokens.at(at) in (",", "and", "or", "&") or tokens.kind_at(at) == "n"):
        at -= 1
    plural = at < index - 1 and tokens.at(at) in wordlist("numbered_things")
    return Item(index, index + 1, "name") if plural and _is_plain(tokens, index) else None


def _designated(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A thing by its number: "Chapter 11", "Phase 3", "No. 1", "#4", "iPhone 17"."""
    listed = _listed_designated(tokens, index)
    if listed is not None:
        return listed
    at = index - 1
    if at < floor or not tokens.near(index):
        return None
    if not _is_plain(tokens, index):
        numbered = tokens.word[at] in number_names()["designators.dotted"] and _DOTTED.fullmatch(tokens.word[index])
        lettered = (
            tokens.word[at] in number_names()["designators.any"] and tokens.glued(index + 1) and len(tokens.at(index + 1)) == 1
        )
        return Item(at, index + 1 + lettered, "name") if numbered or lettered else None
    if tokens.word[at] == "#" and tokens.glued(index):
        return Item(at, index + 1, "name")
    if tokens.word[at] == "." and tokens.at(at - 1) in ("no", "nos") and at - 1 >= floor:
        return Item(at - 1, index + 1, "name")
    if (
        tokens.word[at] == "."
        and tokens.at(at - 1) in ("art", "sec", "vol", "fig", "p", "pp", "ch", "prop", "ex", "sched", "cat")
        and tokens.glued(at)
        and at - 1 >= floor
    ):
        return Item(at - 1, index + 1, "name")
    table = number_names()
    word = tokens.word[at]
    if (
        word == "point"
        and tokens.at(at - 1) == ","
        and tokens.kind_at(at - 2) == "n"
        and tokens.at(at - 3) in table["designators.any"]
    ):
        return Item(at, index + 1, "name")  # "passage 3, point 2"
    if tokens.kind[at] == "w" and (
        word in table["designators.any"] or (word in table["designators.capital"] and _is_titled(tokens, at))
    ):
        last = index + 1
        if is_year(tokens.word[index]):
            return None
        while (
            tokens.at(last) in ("/", "-", ":")
            and tokens.glued(last)
            and tokens.glued(last + 1)
            and tokens.kind_at(last + 1) in ("n", "w")
            and last < index + 5
        ):
            last += 2
        return Item(at, last, "name")
    return None


def _is_titled(tokens: Tokens, index: int) -> bool:
    """Whether a word has its capital as a title and not as the first word of a sentence, where that can be told."""
    return tokens.is_capital(index) and (not tokens.opens_sentence(index) or tokens.at(index) not in wordlist("untitled_openers"))


def _code(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A code in which letters and digits are glued: "COVID-19", "F-35", "Baa1", "A320", "CO2", "H-1B", "737s"."""
    before = index - 1
    if before >= floor and tokens.glued(index):
        if tokens.glued(before) and _is_exponent(tokens, before):
            return Item(before, index + 1, "name")
        if (
            tokens.kind[before] == "w"
            and (tokens.raw(before)[-1:].isupper() or tokens.kind_at(before) == "w")
            and currency_before(tokens, index, floor) is None
        ):
            return Item(_run_start(tokens, before, floor), _run_end(tokens, index + 1), "name")
        if tokens.is_hyphen(before) and before - 1 >= floor and tokens.kind[before - 1] == "w" and _is_plain(tokens, index):
            word = tokens.word[before - 1]
            lower = tokens.raw(before - 1).islower()
            if word not in wordlist("loose_prefixes") and not (lower and len(word) > 1) and tokens.at(index + 1) != "-":
                return Item(_run_start(tokens, before - 1, floor), _run_end(tokens, index + 1), "name")
    after = index + 1
    if tokens.glued(after) and tokens.kind_at(after) == "w" and not _is_known_tail(tokens, index):
        return Item(index, _run_end(tokens, after + 1), "name")
    return None


def _is_exponent(tokens: Tokens, mark: int) -> bool:
    """Whether a mark raises what stands before it to a power: "2^7", "kg/m^3", "g cm-3"."""
    if len(tokens.at(mark + 1)) > 2 or not tokens.at(mark + 1).isdigit():
        return False
    return tokens.word[mark] == "^" or (tokens.is_hyphen(mark) and tokens.raw(mark - 1) in wordlist("raised_units"))


def _is_known_tail(tokens: Tokens, index: int) -> bool:
    """Whether the letters glued to a numeral are its scale, unit, ordinal suffix or a unit of time."""
    after = index + 1
    word = tokens.word[after]
    if word == "s" and tokens.word[index][-1] == "0" and len(tokens.word[index]) in (2, 4):
        return True  # a decade
    table = units()
    if word in table.spaced or word in table.glued or word in table.money or word in wordlist("numeral_tails"):
        return not (tokens.kind_at(after + 1) in ("n", "w") and tokens.glued(after + 1))
    if word in table.measures:
        return True
    return unit_after(tokens, after, strong=True) is not None


def _run_start(tokens: Tokens, index: int, floor: int) -> int:
    at = index
    while (
        at > floor and at > index - 8 and tokens.glued(at) and (tokens.kind_at(at - 1) in ("w", "n") or tokens.is_hyphen(at - 1))
    ):
        at -= 1
    return at + 1 if tokens.word[at] == "-" else at


def _run_end(tokens: Tokens, index: int) -> int:
    """The token after the letters, digits and inner hyphens, points and slashes glued to what came before."""
    at = index
    while tokens.glued(at):
        if tokens.kind[at] in ("w", "n", "f", "o"):
            at += 1
        elif tokens.word[at] in ("-", ".", "/", ":", "_") and tokens.glued(at + 1) and tokens.kind_at(at + 1) in ("n", "w"):
            if tokens.kind_at(at + 1) == "w" and tokens.word[at] in ("/", ".", "-", ":") and not tokens.raw(at + 1).isupper():
                return at
            at += 2
        else:
            return at
    return at


def glued_name(tokens: Tokens, index: int, floor: int) -> Item:
    """What cannot be read otherwise, as a name with all that is glued to it: an address, a version, an identifier."""
    return Item(_run_start(tokens, index, floor), _run_end(tokens, index + 1), "name")
