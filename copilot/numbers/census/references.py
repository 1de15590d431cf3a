"""Numerals that point elsewhere: citations, list markers, web addresses, telephone numbers."""

from __future__ import annotations

import re

from copilot.numbers.census.items import Item
from copilot.numbers.census.tokens import Tokens
from copilot.numbers.wordlists import wordlist

_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_ENDINGS = r"\.(?:com|org|net|gov|edu|io|co|uk|eu|de|int|info|html?|php|aspx|pdf)"
_DOMAIN = re.compile(rf"{_ENDINGS}(?:/|$)")
_SIGN_OF_ADDRESS = re.compile(rf"://|www\.|@|{_ENDINGS}")
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}[ .-])?(?:\(\d{2,4}\)[ .-]?|\d{3}[ .-])\d{3}[.-]\d{4}(?!\d)"
    r"|\+\d{1,3}(?:[ -]\(?\d{2,4}\)?){2,4}(?![\d.,])|1-\d{3}-\d{3}-\d{4}(?!\d)"
)
_SIGN_OF_TELEPHONE = re.compile(r"[.-]\d{4}|\+\d")  # every alternative holds one
_CITATION = re.compile(r"\[\s?(?:[MDmd]?\d{1,3})(?:\s?[,;–-]\s?[MDmd]?\d{1,3}){0,20}\s?(?::[^\]\n]{0,60})?\]")
_MARKER = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}[.)](?:\d{1,2}[.)])?|\d\.\d(?=\s+[A-Z][a-z]))(?=\s)")
_TRAILING = ".,;:!?)]'\"”»"


def _through(tokens: Tokens, index: int, stop: int) -> int:
    """The token after the last one that begins before a character."""
    at = index
    while at < len(tokens) and tokens.start[at] < stop:
        at += 1
    return at


def read_citation(tokens: Tokens, index: int) -> Item | None:
    """A mark of evidence that begins at "[": "[1]", "[M2]", "[1, M2]", "[1-3]", "[1: checked]"."""
    begin = tokens.start[index]
    match = _CITATION.match(tokens.plain, begin)
    return Item(index, _through(tokens, index, match.end()), "citation") if match is not None else None


def read_list_marker(tokens: Tokens, index: int) -> Item | None:
    """The "1.", "2)" or "(3)" that opens a line; index at the bracket or the numeral."""
    if not _opens_its_line(tokens, index):
        return _step(tokens, index)
    match = _MARKER.match(tokens.plain, tokens.start[index])
    if match is None:
        return _step(tokens, index)
    last = _through(tokens, index, match.end())
    if last >= len(tokens) or "\n" in tokens.plain[match.end() : tokens.start[last]] or tokens.end[last - 1] != match.end():
        return None
    if (
        index
        and tokens.opens_line(index)
        and tokens.at(index - 1) not in wordlist("line_endings")
        and "\n\n" not in tokens.plain[tokens.end[index - 1] : tokens.start[index]]
        and not _is_one_of_a_list(tokens.plain, match.group(), match.start())
    ):
        return None
    return Item(index, last, "list_marker")


_NEARBY = 2_000  # characters in which the next entry of a list begins


def _is_one_of_a_list(text: str, mark: str, start: int) -> bool:
    """Whether the mark before or the one after it opens a line too, "1. Sell" and "2. Buy": no line need end in a full stop."""
    number = mark.strip("().")
    if not number.isdigit():
        return False
    before, after = (mark.replace(number, str(int(number) + step)) for step in (-1, 1))
    told = text[max(0, start - _NEARBY) : start], text[start : start + _NEARBY]
    return any(
        re.search(rf"(?m)^[ \t#*>•-]*{re.escape(other)}\s", part) for other, part in zip((before, after), told, strict=True)
    )


_STEP = re.compile(r"\d{1,2} {2,}(?=[A-Z])")


def _step(tokens: Tokens, index: int) -> Item | None:
    """The "2" of steps run together in one line, "1  Heat the oil. 2  Add the rice.": it opens a sentence, set off by spaces."""
    ended = index > 0 and tokens.word[index - 1] in (".", "!", "?", ":", ")") and not tokens.glued(index)
    if not (ended or tokens.opens_sentence(index)) or tokens.kind[index] != "n":
        return None
    return Item(index, index + 1, "list_marker") if _STEP.match(tokens.text, tokens.start[index]) else None


def _opens_its_line(tokens: Tokens, index: int) -> bool:
    """Whether at most marks of a heading, a list or bold type stand before a token on its line."""
    at = index
    while at > 0 and at > index - 8 and not tokens.opens_line(at) and tokens.word[at - 1] in ("#", "*", "-", "•", ">", "–"):
        at -= 1
    return tokens.opens_line(at)


def addresses(tokens: Tokens) -> dict[int, Item]:
    """Web and e-mail addresses and telephone numbers that hold a digit, by the token of their first digit."""
    found: dict[int, Item] = {}
    text = tokens.plain
    at, count = 0, len(tokens) if _SIGN_OF_ADDRESS.search(text) else 0
    while at < count:
        first = at
        at += 1
        while at < count and tokens.glued(at):
            at += 1
        if at - first < 3:
            continue
        digits = [k for k in range(first, at) if tokens.kind[k] in ("n", "o", "f")]
        if not digits:
            continue
        chunk = text[tokens.start[first] : tokens.end[at - 1]]
        if len(chunk) < 400 and _is_address(chunk):
            last = at
            while last - 1 > digits[-1] and tokens.word[last - 1] in _TRAILING:
                last -= 1
            begin = _first_token(tokens, tokens.start[first] + _address_start(chunk))
            while begin < last and tokens.word[begin] in ("(", "[", '"', "“", "'", "<"):
                begin += 1
            digits = [k for k in digits if k >= begin]
            if digits:
                found[digits[0]] = found[begin] = Item(begin, last, "name")
    for match in _TELEPHONE.finditer(text) if _SIGN_OF_TELEPHONE.search(text) else ():
        if (match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "$€£.-,")) or text[
            match.end() : match.end() + 1
        ] in ("-", "%"):
            continue
        index = _first_token(tokens, match.start())
        last = _through(tokens, index, match.end())
        numeral = next((k for k in range(index, last) if tokens.kind[k] == "n"), None)
        if numeral is not None and tokens.start[index] == match.start():
            name = Item(index, last, "name")
            found.setdefault(numeral, name)
            found.setdefault(index, name)
    return found


def _first_token(tokens: Tokens, position: int) -> int:
    from bisect import bisect_left

    return bisect_left(tokens.start, position)


def _address_start(chunk: str) -> int:
    """Where in a run of characters the address begins: a link in Markdown stands behind its text."""
    places = [place for place in (chunk.find("http://"), chunk.find("https://"), chunk.find("www.")) if place >= 0]
    return min(places, default=0)


def _is_address(chunk: str) -> bool:
    if "://" in chunk or "www." in chunk:
        return _ADDRESS.search(chunk) is not None
    if "@" in chunk:
        before, _, after = chunk.partition("@")
        return bool(before) and "." in after and after[:1].isalnum()
    return "." in chunk and _DOMAIN.search(chunk) is not None and not chunk[0].isdigit()
