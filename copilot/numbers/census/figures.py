"""One printed figure: sign, currency, numeral, scale word and unit mark ("−$1.2bn", "€5.4 billion", "25-basis-point")."""

from __future__ import annotations

from decimal import Decimal

from copilot.numbers.census.items import Item, plus, times
from copilot.numbers.census.number_words import SCALE_WORDS, STARTERS, Spelled, and_a_fraction, read_cardinal, read_fraction
from copilot.numbers.census.numerals import Numeral, read_numeral
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.census.units import currency_before, is_currency, unit_after, units
from copilot.numbers.wordlists import wordlist

_ONE = Decimal(1)
_SIGNS = frozenset("-–+")
_DIGIT_SCALES = {"dozen": Decimal(12), "dozens": Decimal(12)}


def read_figure(tokens: Tokens, index: int, floor: int) -> Item | None:
    """The figure whose numeral begins at a token; `floor` is the first token it may reach back to. None where none begins."""
    kind = tokens.kind_at(index)
    if kind in ("n", "f"):
        numeral = read_numeral(tokens, index)
        return _figure(tokens, index, floor, numeral) if numeral is not None else None
    return read_spelled(tokens, index, floor) if kind == "w" else None


def _figure(tokens: Tokens, index: int, floor: int, numeral: Numeral) -> Item:
    first, value, ulp = index, numeral.value, numeral.ulp
    if _has_leading_point(tokens, index, floor):
        first, places = index - 1, len(tokens.word[index])
        value, ulp = value.scaleb(-places), Decimal(1).scaleb(-places)
        numeral = numeral._replace(decimal=True, whole=False)
    sign, first = _sign_before(tokens, first, floor)
    currency = currency_before(tokens, first, floor)
    unit, factor = ("none", _ONE) if currency is None else (currency.unit, currency.factor)
    if currency is not None:
        first = currency.first
        if not sign:
            sign, first = _sign_before(tokens, first, floor)
    if not sign:
        sign, first = _worded_sign(tokens, first, floor)
    item = Item(first, numeral.last, "quantity", times(value, factor), ulp=times(ulp, factor), unit=unit, sign=sign)
    item.marked, item.scaled, item.scale = currency is not None, factor != 1, factor
    _read_scale(tokens, item)
    _read_plus(tokens, item)
    _read_unit(tokens, item, strong=item.scaled or numeral.decimal or numeral.digits > 2)
    if item.sign == "-" and item.value is not None:
        item.value = -item.value
    return item


def _has_leading_point(tokens: Tokens, index: int, floor: int) -> bool:
    before = index - 1
    if before < floor or tokens.word[before] != "." or not tokens.glued(index) or not tokens.word[index].isdigit():
        return False
    return not tokens.glued(before) or (
        tokens.kind_at(before - 1) == "s" and tokens.at(before - 1) not in (".", ")", "]", '"', "”", "%")
    )


def _sign_before(tokens: Tokens, index: int, floor: int) -> tuple[str, int]:
    """The sign right before a token, "" where the mark is a hyphen or a dash, and the token the figure then begins at."""
    at = index - 1
    if at < floor or tokens.word[at] not in _SIGNS or not tokens.glued(index):
        return "", index
    apart = not tokens.glued(at) or tokens.at(at - 1) in wordlist("before_sign")
    is_minus_sign = tokens.text[tokens.start[at]] == "\u2212" and tokens.kind_at(at - 1) != "n"
    if not apart and not is_minus_sign:
        return "", index
    return ("+" if tokens.word[at] == "+" else "-"), at


def _worded_sign(tokens: Tokens, index: int, floor: int) -> tuple[str, int]:
    """ "minus" or "negative" before a figure that stands for itself: "was minus 0.3%", not "SOFR minus 10bp"."""
    at = index - 1
    if at < floor or tokens.word[at] not in ("minus", "negative") or not tokens.near(index):
        return "", index
    if (
        at == 0
        or not tokens.same_sentence(at - 1, at)
        or tokens.word[at - 1] in wordlist("negative_after")
        or (tokens.kind[at - 1] == "s" and tokens.word[at - 1] not in (")", "]", "%"))
    ):
        return "-", at
    is_percent = tokens.at(index + 1) in ("%", "percent")
    if is_percent and tokens.is_capital(at - 1) and tokens.at(at - 2) in (",", "and"):
        return "-", at  # a member of a list: "returned 14%, Acme 2% and Apex minus 3%"
    return "", index


def _scale_at(tokens: Tokens, index: int, item: Item) -> Decimal | None:
    """The power of ten that a token, right after a numeral, multiplies it with."""
    word = tokens.at(index)
    table = units()
    if word not in table.scales and word not in _DIGIT_SCALES:
        return None
    if word == "m" and tokens.at(index + 1) in wordlist("lengths"):
        return None
    if word in table.spaced:
        return table.spaced[word]
    if word in _DIGIT_SCALES:
        return _DIGIT_SCALES[word]
    if tokens.glued(index + 1) and tokens.kind_at(index + 1) in ("w", "n"):
        return None
    if word in table.money and (is_currency(item.unit) or (word == "t" and _is_capital_before_money(tokens, index))):
        return table.money[word]
    return table.glued[word] if tokens.glued(index) and word in table.glued else None


def _is_capital_before_money(tokens: Tokens, index: int) -> bool:
    """Whether a "T" is glued to a numeral and a currency follows it: "10T yen" are trillions, "10t of rice" tonnes."""
    behind = unit_after(tokens, index + 1, strong=True)
    return tokens.glued(index) and tokens.raw(index) == "T" and behind is not None and is_currency(behind.unit)


def _read_scale(tokens: Tokens, item: Item) -> None:
    for _ in range(3):
        at = item.last
        hyphened = tokens.is_hyphen(at)
        at += hyphened
        if (not hyphened and not tokens.near(at)) or (hyphened and tokens.at(at) not in SCALE_WORDS):
            return
        factor = _scale_at(tokens, at, item)
        if factor is None or (item.scaled and (tokens.at(at) not in SCALE_WORDS or factor < 1000)):
            return
        item.value, item.scale, item.scaled, item.last = (
            times(item.value or Decimal(0), factor),
            times(item.scale, factor),
            True,
            at + 1,
        )
        item.ulp = times(item.ulp or Decimal(1), factor)
        tail = and_a_fraction(tokens, item.last) if factor >= 1000 and tokens.kind[item.last - 1] == "w" else None
        if tail is not None:  # "3 million and a half"
            item.value, item.last = plus(item.value, times(tail.value, item.scale)), tail.last
            item.ulp = times(tail.ulp, item.scale)
            return


def _read_plus(tokens: Tokens, item: Item) -> None:
    at = item.last
    if tokens.at(at) == "+" and tokens.glued(at) and not (tokens.glued(at + 1) and tokens.kind_at(at + 1) == "n"):
        item.last, item.qualifier = at + 1, "over"
    elif tokens.is_hyphen(at) and tokens.at(at + 1) == "plus":
        item.qualifier = "over"


def _read_unit(tokens: Tokens, item: Item, *, strong: bool) -> None:
    found = unit_after(tokens, item.last, strong=strong)
    if found is None or (
        is_currency(item.unit) and (not is_currency(found.unit) or found.factor != 1 or tokens.kind_at(found.last - 1) != "w")
    ):
        return
    if is_currency(item.unit) and tokens.kind_at(found.last) == "n" and tokens.near(found.last):
        return  # "EUR 5 USD 6"
    if is_currency(item.unit) and found.unit.startswith("X"):
        return  # "$7 million bitcoin": the code of no country's money names what was bought
    if is_currency(item.unit) and item.unit != found.unit and found.last - item.last == 1 and tokens.raw(item.last).istitle():
        return  # "a $5 billion Euro venture"
    if found.unit == "ratio_x" and _is_product(tokens, found.last):
        return
    item.unit, item.last, item.marked, item.factor = found.unit, found.last, True, found.factor
    if item.value is not None:
        item.value = times(item.value, found.factor)
    item.ulp = times(item.ulp or Decimal(1), found.factor)
    if item.qualifier == "none":
        _read_plus(tokens, item)
    if is_currency(item.unit) and not item.scaled and tokens.at(item.last) in units().spaced:
        _read_scale(tokens, item)  # "75 USD million"


def read_tail(tokens: Tokens, item: Item) -> None:
    """Reads the scale and unit behind a figure that is otherwise complete, as "thousand euros" behind "(1,204)"."""
    _read_scale(tokens, item)
    if not item.marked:
        _read_unit(tokens, item, strong=True)


def _is_product(tokens: Tokens, index: int) -> bool:
    """Whether a numeral follows an x or times: "3 x 4", "5x5"."""
    return tokens.kind_at(index) == "n" and tokens.glued(index)


def read_spelled(tokens: Tokens, index: int, floor: int) -> Item | None:
    """A number in words with its unit ("two percent", "half a point", "a million"); kind count_word where no unit is printed."""
    word = tokens.at(index)
    part = read_fraction(tokens, index)
    if part is not None:
        return _fraction_of_unit(tokens, index, part) or _fraction_of_scale(tokens, index, part)
    if word == "quarter":
        quarter = Spelled(Decimal("0.25"), Decimal("0.01"), index + 1, fraction=True)
        return (
            _fraction_of_unit(tokens, index, quarter) or _fraction_of_scale(tokens, index, quarter)
            if tokens.at(index - 1) not in ("third", "fourth", "second", "first", "this", "last", "next")
            else None
        )
    if word not in STARTERS and not (word in ("a", "an") and tokens.at(index + 1) in SCALE_WORDS):
        return None
    spelled = read_cardinal(tokens, index)
    if spelled is None:
        return None
    return _with_unit(tokens, index, spelled, floor)


def _with_unit(tokens: Tokens, index: int, spelled: Spelled, floor: int) -> Item | None:
    sign, first = _worded_sign(tokens, index, floor)
    item = Item(first, spelled.last, "count_word", spelled.value, ulp=spelled.ulp, spelled=True, sign=sign)
    item.scaled = spelled.scaled
    _read_unit(tokens, item, strong=spelled.scaled or spelled.value >= 100)
    if item.marked and item.unit in ("year", "month", "day", "ratio_x"):
        item.kind = "count_word"
    elif item.marked:
        item.kind = "quantity"
    if sign and item.value is not None:
        item.value = -item.value
    if item.value == 1 and item.unit == "index_point" and not tokens.is_hyphen(item.last - 2) and tokens.at(first - 1) != "by":
        return None  # "one point is clear"
    return item


def _fraction_of_scale(tokens: Tokens, index: int, part: Spelled) -> Item | None:
    """A fraction of a scale word: "half a million", "quarter of a billion", "half a dozen", "three-quarters of a trillion"."""
    at = part.last
    if tokens.at(at) == "of" and tokens.at(at + 1) in ("a", "an"):
        at += 2
    elif tokens.at(at) in ("a", "an") or tokens.is_hyphen(at):
        at += 1 + (tokens.at(at + 1) == "a") + tokens.is_hyphen(at + 1) * 0
    factor = SCALE_WORDS.get(tokens.at(at))
    if factor is None or not tokens.near(at) or factor == 100:
        return None
    item = Item(
        index, at + 1, "count_word", times(part.value, factor), ulp=times(part.ulp, factor), spelled=True, scaled=factor >= 1000
    )
    if factor == 12:
        item.ulp = Decimal(1)
    _read_unit(tokens, item, strong=True)
    if item.marked:
        item.kind = "quantity"
    return item


def _fraction_of_unit(tokens: Tokens, index: int, part: Spelled) -> Item | None:
    """A fraction of a percent, a point or a cent: "a quarter of a percentage point", "quarter-point", "half a percent"."""
    first, at = index, part.last
    hyphened = tokens.is_hyphen(at)
    if not hyphened and tokens.at(at) == "of":
        at += 1
        if tokens.at(at) not in ("a", "an", "one", "1"):
            return None
        at += 1
    elif not hyphened and tokens.at(at) in ("a", "an"):
        at += 1
    found = unit_after(tokens, at, strong=True)
    if found is None or (found.unit not in ("percent", "percentage_point", "basis_point", "index_point") and found.factor == 1):
        return None
    if tokens.at(index) in ("a", "an") and at == part.last:
        first += 1
    unit = "percentage_point" if found.unit == "index_point" else found.unit
    return Item(
        first,
        found.last,
        "quantity",
        times(part.value, found.factor),
        ulp=times(part.ulp, found.factor),
        unit=unit,
        marked=True,
        spelled=True,
    )
