"""Wrong and right ways to print a number: mutations that a check must catch, renderings that it must accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from copilot.numbers.types import Quantity

_CORE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion"}
_SHORT = {"million": "m", "billion": "bn", "trillion": "tn"}
_LONG = {"bn": " billion", "tn": " trillion", "mn": " million"}
_FACTOR = {"million": ("thousand", 1000), "billion": ("million", 1000), "trillion": ("billion", 1000)}
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_CURRENCIES = {"$": "€", "€": "£", "£": "$", "¥": "€", "₹": "$"}

VALUE_KINDS = (
    "last digit +1",
    "last digit -1",
    "digits transposed",
    "sign flipped",
    "x10",
    "/10",
    "+1.5%",
    "+4%",
    "million <-> billion",
    "% dropped",
    "unit changed",
)


def change_value(numeral: str, kind: str, random: Random) -> str | None:
    """A numeral ("1,204.5") changed: "digit" by one in its last place, "transposed", "x10"; None where that changes nothing.

    >>> change_value("1,204", "x10", Random(0))
    '12,040'
    """
    if not _CORE.fullmatch(numeral):
        return None
    name = {"digit": random.choice(["last digit +1", "last digit -1"]), "transposed": "digits transposed"}.get(kind, kind)
    return _core_changed(numeral, name)


def mutate(item: Quantity, kind: str) -> str | None:
    """The item's text with one error of the kind; None where the kind does not apply or changes nothing.

    >>> from decimal import Decimal
    >>> mutate(Quantity(0, 12, "$1.2 billion", "quantity", Decimal(1_200_000_000), unit="USD"), "million <-> billion")
    '$1.2 million'
    """
    text, core = item.text, _CORE.search(item.text)
    if core is None or len(_CORE.findall(text)) != 1:
        return None
    if kind == "million <-> billion":
        return next((re.sub(rf"\b{old}\b", new, text) for old, new in _SCALES.items() if re.search(rf"\b{old}\b", text)), None)
    if kind == "% dropped":
        return re.sub(r"\s*(?:%|per\s?cent\b)", "", text) if re.search(r"%|per\s?cent\b", text) else None
    if kind == "unit changed":
        return _other_unit(text)
    if kind == "sign flipped":
        return _other_sign(item, core.start())
    changed = _core_changed(core[0], kind)
    return None if changed is None else text[: core.start()] + changed + text[core.end() :]


def _core_changed(core: str, kind: str) -> str | None:
    value, ulp = _value(core), _ulp(core)
    if kind in ("last digit +1", "last digit -1"):
        # printed zeros of a round figure carry no claim to the unit: the last digit that says something changes
        step = ulp * (10 ** _round_zeros(core)) if "." not in core else ulp
        new = value + (step if kind.endswith("+1") else -step)
    elif kind == "digits transposed":
        return _transposed(core)
    elif kind in ("x10", "/10"):
        new = value * 10 if kind == "x10" else value / 10
        ulp = ulp if kind == "x10" or (new == new.to_integral_value() and "." not in core) else ulp / 10
    else:
        new = (value * (Decimal("1.015") if kind == "+1.5%" else Decimal("1.04"))).quantize(ulp, ROUND_HALF_UP)
    if new <= 0 or new == value:
        return None
    return _printed(new, ulp, core)


def _transposed(core: str) -> str | None:
    places = [i for i, char in enumerate(core) if char.isdigit()]
    for left, right in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        if core[left] != core[right] and not (left == places[0] and core[right] == "0"):
            swapped = list(core)
            swapped[left], swapped[right] = core[right], core[left]
            return "".join(swapped)
    return None


def _other_unit(text: str) -> str | None:
    if text[0] in _CURRENCIES:
        return _CURRENCIES[text[0]] + text[1:]
    if re.search(r"%$|\bper\s?cent$", text):
        return re.sub(r"\s*(?:%|per\s?cent)$", " basis points", text)
    return re.sub(r"\bdollars$", "euros", text) if text.endswith("dollars") else None


def _other_sign(item: Quantity, core: int) -> str | None:
    if re.match(r"[-−–]", item.text):
        return item.text[1:]
    signed = item.unit in ("percent", "percentage_point", "basis_point") or len(item.unit) == 3
    return "-" + item.text if signed and (core == 0 or item.text[0] in _CURRENCIES) else None


def renderings(item: Quantity) -> Iterator[tuple[str, str]]:
    """Faithful ways to print the same amount: (kind, text). Nothing where the item is a range or has no plain numeral.

    >>> from decimal import Decimal
    >>> list(renderings(Quantity(0, 6, "17.42%", "quantity", Decimal("17.42"), unit="percent", ulp=Decimal("0.01"))))
    [('re-rounded', '17.4%'), ('unit word or symbol', '17.42 percent')]
    """
    text, core = item.text, _CORE.search(item.text)
    if core is None or item.value is None or len(_CORE.findall(text)) != 1:
        return
    if item.qualifier == "none" and (rounded := _rounded(core[0])):
        yield "re-rounded", text[: core.start()] + rounded + text[core.end() :]
    for kind, new in (
        ("unit word or symbol", _respelt_unit(text)),
        ("scale respelt", _respelt_scale(text)),
        ("scale converted", _converted_scale(text, core)),
        ("bp <-> points", _respelt_points(text, core[0])),
        ("commas", _respelt_commas(text, core[0])),
        ("number word or digit", WORDS[int(text)] if text.isdigit() and 2 <= int(text) <= 12 else None),
    ):
        if new is not None and new != text:
            yield kind, new


def _rounded(core: str) -> str | None:
    if "." not in core or len(core.replace(",", "").replace(".", "").lstrip("0")) < 3:
        return None
    ulp = Decimal(1).scaleb(1 - len(core.partition(".")[2]))
    return _printed(_value(core).quantize(ulp, ROUND_HALF_UP), ulp, core)


def _respelt_unit(text: str) -> str | None:
    if text.endswith("%"):
        return text[:-1].rstrip() + " percent"
    if re.search(r"\bper\s?cent$", text):
        return re.sub(r"\s*per\s?cent$", "%", text)
    if re.fullmatch(r"\$[\d.,]+ (?:thousand|million|billion|trillion)", text):
        return text[1:] + " dollars"
    return "$" + text.removesuffix(" dollars") if re.fullmatch(r"[\d.,]+ \w+ dollars", text) else None


def _respelt_scale(text: str) -> str | None:
    for long, short in _SHORT.items():
        if re.fullmatch(rf"[$€£][\d.,]+ {long}", text):
            return text.removesuffix(f" {long}") + short
    for short, long in _LONG.items():
        if re.fullmatch(rf"[$€£]?[\d.,]+ ?{short}", text):
            return text.removesuffix(short).rstrip() + long
    return None


def _converted_scale(text: str, core: re.Match[str]) -> str | None:
    for scale, (smaller, factor) in _FACTOR.items():
        if re.fullmatch(rf"[$€£]?[\d.,]+ {scale}", text) and "." in core[0]:
            value = _value(core[0]) * factor
            if value == value.to_integral_value():
                return text[: core.start()] + f"{int(value):,}" + text[core.end() :].replace(scale, smaller)
    return None


def _respelt_points(text: str, core: str) -> str | None:
    if re.search(r"\b(?:basis points|bps?)$", text):
        return f"{(_value(core) / 100).normalize():f} percentage points"
    if text.endswith("percentage points"):
        return f"{(_value(core) * 100).normalize():f} basis points"
    return None


def _respelt_commas(text: str, core: str) -> str | None:
    if "," in core:
        return text.replace(core, core.replace(",", "")) if len(core) > 6 else None
    return text.replace(core, f"{int(core):,}") if core.isdigit() and len(core) >= 5 else None


def _value(core: str) -> Decimal:
    return Decimal(core.replace(",", ""))


def _ulp(core: str) -> Decimal:
    return Decimal(1).scaleb(-len(core.partition(".")[2]))


def _round_zeros(core: str) -> int:
    digits = core.replace(",", "")
    return min(len(digits) - len(digits.rstrip("0")), len(digits) - 1)


def _printed(value: Decimal, ulp: Decimal, like: str) -> str:
    places = max(0, -int(ulp.as_tuple().exponent))
    if places == 0 or value != value.quantize(Decimal(1).scaleb(-places)):
        places = max(places, -int(value.normalize().as_tuple().exponent), 0)
    return f"{value:,.{places}f}" if "," in like or (value >= 10_000 and "," in like) else f"{value:.{places}f}"
