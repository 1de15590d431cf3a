"""Text in, quantities out: every numeral of a text found once, sorted into kinds and read exactly."""

from __future__ import annotations

from functools import cache

from copilot.numbers.census.accounting import read_accounting
from copilot.numbers.census.counts import counts_something, head_noun, name_count, read_vague, share_noun
from copilot.numbers.census.date_forms import SUFFIXES, read_date, read_time
from copilot.numbers.census.figures import read_figure
from copilot.numbers.census.fraction_forms import read_ordinal_item, read_share
from copilot.numbers.census.items import Item, quantity
from copilot.numbers.census.lists import read_pair, share_units
from copilot.numbers.census.multiple_forms import MULTIPLE_WORDS, compares, read_multiple
from copilot.numbers.census.name_forms import glued_name, phrase_at, read_name, read_symbol_name
from copilot.numbers.census.number_names import name_phrases
from copilot.numbers.census.number_words import ORDINALS, STARTERS
from copilot.numbers.census.period_forms import read_length, read_quarter, read_short_period, read_year
from copilot.numbers.census.qualifiers import qualify
from copilot.numbers.census.ranges import read_range
from copilot.numbers.census.references import addresses, read_citation, read_list_marker
from copilot.numbers.census.roles import assign_role
from copilot.numbers.census.tenors import read_spelled_tenor
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.types import Quantity
from copilot.numbers.wordlists import wordlist

_VAGUE = ("low", "mid", "high", "upper", "single", "handful", "several", "few", "couple")


@cache
def triggers() -> dict[str, str]:
    """What a word may begin: "vague", "multiple", "ordinal", "quarter", "name" or "number"."""
    table = dict.fromkeys((word for word in name_phrases() if word.isalpha()), "name")
    table |= dict.fromkeys([*_VAGUE, *wordlist("vague_scales")], "vague") | dict.fromkeys(MULTIPLE_WORDS, "multiple")
    table |= dict.fromkeys(("final", "last", "latter", "closing", "opening"), "quarter")
    table |= dict.fromkeys(ORDINALS, "ordinal")
    return table | dict.fromkeys([*STARTERS, "a", "an", "half", "quarter"], "number")


_CURRENCY_SIGNS = frozenset("$€£¥")
_NUMERIC, _BRACKETS = frozenset("nfo"), frozenset("[(")  # kinds of token; marks that may open an item
_WIDE, _FAR = 8, 32  # tokens beyond which no word changes what a numeral is, or its role


def find_quantities(text: str) -> list[Quantity]:
    """Every item of `text` that a numeral or a counting word makes: in order, not overlapping, each digit in exactly one.

    Offsets count code points of the text as given, and text[q.start:q.end] == q.text. Time grows linearly with the text.

    >>> [(q.text, str(q.value), q.unit, q.role, q.direction) for q in find_quantities("Output rose 3.2% to $6.5bn.")]
    [('3.2%', '3.2', 'percent', 'change', 'up'), ('$6.5bn', '6500000000.0', 'USD', 'to', 'none')]
    """
    tokens = Tokens(text)
    items = _scan(tokens)
    share_units(tokens, items)
    _place(tokens, items)
    return [quantity(item, text, *tokens.span(item.first, item.last)) for item in items]


def _scan(tokens: Tokens) -> list[Item]:
    """The items of a text from left to right, before their context is read."""
    items: list[Item] = []
    known = addresses(tokens)
    words = triggers()
    index = floor = 0
    kinds, lower = tokens.kind, tokens.word
    for at in [at for at, word in enumerate(lower) if kinds[at] in _NUMERIC or word in words or word in _BRACKETS]:
        if at < index:
            continue
        index, kind = at, kinds[at]
        found: Item | None = None
        if kind in ("n", "f"):
            found = known.get(index) or _numeral(tokens, index, floor)
        elif kind == "w":
            reader = words.get(lower[index])
            found = _word(tokens, index, floor, reader) if reader is not None else None
        elif kind == "o":
            found = glued_name(tokens, index, floor)
        elif lower[index] == "[":
            found = read_citation(tokens, index)
        elif lower[index] == "(":
            found = known.get(index) or read_list_marker(tokens, index) or read_accounting(tokens, index, floor)
        if found is None or found.last <= index:
            continue
        if found.dropped:
            index = found.last
            continue
        found.first = max(found.first, floor)
        items.append(found)
        index = floor = found.last
    return items


def _numeral(tokens: Tokens, index: int, floor: int) -> Item:
    """The item that a numeral in digits or a fraction sign belongs to."""
    worded = tokens.has_words(index - _WIDE, index + _WIDE)
    if tokens.kind[index] == "n" and not _is_marked(tokens, index):
        found = _no_amount(tokens, index, floor) if worded else _no_amount_in_signs(tokens, index, floor)
        if found is not None:
            return found
    figure = read_figure(tokens, index, floor)
    if figure is None:
        return glued_name(tokens, index, floor)
    return _amount(tokens, figure) if worded or figure.unit != "none" else read_range(tokens, figure) or figure


def _is_marked(tokens: Tokens, index: int) -> bool:
    """Whether a currency sign or a percent sign makes a numeral an amount, whatever stands around: no letters are glued to it."""
    before, after = tokens.kind_at(index - 1), tokens.kind_at(index + 1)
    if (before == "w" and tokens.glued(index)) or (after == "w" and tokens.glued(index + 1)):
        return False
    return tokens.at(index + 1) == "%" or (tokens.glued(index) and tokens.at(index - 1) in _CURRENCY_SIGNS)


def _no_amount(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The marker, date, time, period, name, pair, share or ordinal that a numeral in digits belongs to."""
    found = (
        read_list_marker(tokens, index)
        or read_date(tokens, index, floor)
        or read_time(tokens, index)
        or read_short_period(tokens, index, floor)
        or read_name(tokens, index, floor)
        or read_pair(tokens, index)
        or read_share(tokens, index)
    )
    if found is None and tokens.at(index + 1) in SUFFIXES:
        found = read_quarter(tokens, index) or read_ordinal_item(tokens, index)
    return found or read_year(tokens, index)


def _no_amount_in_signs(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The same in a table or worse: nothing that needs a word need be tried."""
    found = read_list_marker(tokens, index) or read_date(tokens, index, floor) or read_time(tokens, index)
    return found or read_symbol_name(tokens, index, floor) or read_pair(tokens, index) or read_year(tokens, index)


def _amount(tokens: Tokens, figure: Item) -> Item:
    """A figure with what its surroundings make of it: a range, a length of time, a multiple or a count."""
    found = read_range(tokens, figure) or figure
    if found.unit == "ratio_x" and tokens.at(found.last - 1) == "times":
        whole = found.value is not None and found.value == found.value.to_integral_value()
        if not compares(tokens, found.last, whole=whole):
            found.unit = "count:time"
        return found
    timed = read_length(tokens, found)
    if timed is not None:
        return timed
    name_count(tokens, found)
    if found.unit == "count:figure" and tokens.at(found.last) == "figures":
        return Item(found.first, found.last + 1, "vague")
    return found


def _word(tokens: Tokens, index: int, floor: int, reader: str) -> Item | None:
    """The item that a word begins; reader says what the word may begin."""
    if tokens.glued(index) and tokens.kind_at(index - 1) in ("n", "w"):
        return None
    name = phrase_at(tokens, index)
    if name is not None:
        return name
    if reader == "vague":
        return read_vague(tokens, index)
    if reader == "multiple":
        return read_vague(tokens, index) or read_multiple(tokens, index)
    if reader == "ordinal":
        return read_quarter(tokens, index) or read_ordinal_item(tokens, index)
    if reader == "quarter":
        return read_quarter(tokens, index)
    return _number_word(tokens, index, floor)


def _number_word(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A cardinal or fraction in words, where it counts or measures something."""
    vague = read_vague(tokens, index)
    if vague is not None:
        return vague
    pair = read_pair(tokens, index)
    if pair is not None:
        return pair
    figure = read_figure(tokens, index, floor)
    if figure is None:
        return read_share(tokens, index)
    if not figure.marked:
        share = read_share(tokens, index)
        if share is not None and share.last >= figure.last:
            return share
        ordinal = read_ordinal_item(tokens, index)
        if ordinal is not None:
            return ordinal
    found = read_range(tokens, figure) or figure
    if found.low is not None and found.marked and found.unit not in ("year", "month", "day", "ratio_x"):
        return found
    if found.kind == "quantity":
        name_count(tokens, found)  # "eight to 10 feet"
        return found
    return _counted_word(tokens, found, index)


def _counted_word(tokens: Tokens, found: Item, index: int) -> Item | None:
    tenor = read_spelled_tenor(
        tokens, index, found.last if not found.marked else found.last - 1 - tokens.is_hyphen(found.last - 2)
    )
    if tenor is not None:
        return tenor if found.value != 1 else None
    if found.unit == "ratio_x":
        if not compares(tokens, found.last, whole=True):
            found.unit = "count:time"
        return found
    timed = read_length(tokens, found)
    if timed is not None:
        return timed
    if found.unit in ("year", "month", "day"):
        return None
    if tokens.at(index - 1) == "or" and tokens.at(index - 3) in ("a", "an"):
        found.dropped = True  # "a day or two of rest"
        return found
    if share_noun(tokens, found):
        found.kind = "quantity"
        return found
    if found.low is None and not counts_something(tokens, found):
        found.dropped = tokens.is_hyphen(found.first + 1) or found.last > found.first + 1
        return found if found.dropped else None
    found.unit = head_noun(tokens, found) or "count"
    return found


def _place(tokens: Tokens, items: list[Item]) -> None:
    """Reads qualifier, role and direction of every amount, in order, each with the amount before it at hand."""
    previous: Item | None = None
    named = -1
    alike: dict[str, Item] = {}
    marks = frozenset("~≈<>≥≤=")
    for item in items:
        if item.kind == "ordinal" and item.value is not None:
            continue
        if item.kind not in ("quantity", "count_word"):
            named = item.last if item.kind == "name" else named
            continue
        alone = not tokens.has_words(item.first - _FAR, item.last + _WIDE)
        if alone and item.sign != "+" and tokens.at(item.first - 1) not in marks:
            continue
        begin = qualify(tokens, item, named)
        if not item.is_amount or item.role != "none":
            previous = item if item.is_amount else previous
            continue
        assign_role(tokens, item, begin, previous, alike.get(item.unit))
        previous = alike[item.unit] = item
