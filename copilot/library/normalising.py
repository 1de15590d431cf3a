"""Raw characters in, stored text out: done once, on the way in, so that every later span can be exact.

Only what no reader would miss is changed: line ends, invisible characters, ligatures, spaces, words divided at a line end,
hard-wrapped lines, and in Markdown the marks of emphasis and links. Digits, signs and the letters of words stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# An article must not steer the terminal it is shown on.
_TERMINAL_CODE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_LIGATURE = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_WIDE_SPACE = re.compile(r"[\u1680\u2000-\u2008\u200a\u205f\u3000]|(?<!\d)[\u00a0\u2009\u202f]|[\u00a0\u2009\u202f](?!\d)")
_BLANKS = re.compile(r"[ \t]*\t[ \t]*|  +")
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\n([a-zà-öø-ÿ]{2,})")
_LIST_OR_HEADING = re.compile(r"(?:[-–—•●▪◦‣·*+>|#]|\(?\d{1,2}[.)]\s|\S+:\s*$)")


def normalise(text: str) -> str:
    """`text` as it is stored. Idempotent: normalise(normalise(text)) == normalise(text).

    >>> normalise("The \\ufb01rm\\u2019s invest-\\r\\nment  rose\\u00a03.7%.\\r\\n")
    'The firm’s investment rose 3.7%.'
    """
    while (cleaned := _pass(text)) != text:
        text = cleaned
    return text


def plain_markdown(text: str) -> str:
    """Markdown without the marks of emphasis, links, images and code; headings, lists and tables keep theirs.

    >>> plain_markdown("Shares rose **3.7%** ([filing](https://example.org/a)) in 2*3 days.")
    'Shares rose 3.7% (filing) in 2*3 days.'
    """
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"\[([^\]\n]+)\]\((?:https?://|/|#|mailto:|\.)[^)\n]*\)", r"\1", text)
    text = re.sub(r"^(`{3,}|~{3,}).*$", "", text, flags=re.M)
    text = re.sub(r"`([^`\n]+)`", r"\1", text)
    for mark in (r"\*\*\*", r"\*\*", r"__", r"\*", r"_"):
        text = re.sub(rf"(?<![\w*_\\]){mark}(?=[^\s*_])([^\n]*?[^\s*_\\]){mark}(?![\w*_])", r"\1", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!$|>~&%])", r"\1", text)


def _pass(text: str) -> str:
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _LINE_END.sub("\n", text)
    text = _TERMINAL_CODE.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = "".join(_LIGATURE.get(character, character) for character in text)
    text = unicodedata.normalize("NFC", text)
    text = _WIDE_SPACE.sub(" ", text)
    text = _BLANKS.sub(lambda blanks: "\t" if "\t" in blanks.group() else " ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return _rejoin_divided_words(_unwrap(text))


def _rejoin_divided_words(text: str) -> str:
    """ "invest-⏎ment" becomes one word; "small-⏎cap" keeps its hyphen where the text writes "small-cap", or both halves alone."""
    if not _DIVIDED.search(text):
        return text
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _DIVIDED.sub(" ", text).lower()))

    def rejoin(match: re.Match[str]) -> str:
        first, second = match.groups()
        joined, hyphened = (first + second).lower(), f"{first}-{second}".lower()
        if joined not in words and (hyphened in words or {first.lower(), second} <= words):
            return f"{first}-{second}"
        return first + second

    return _DIVIDED.sub(rejoin, text)


def _unwrap(text: str) -> str:
    """Joins the lines of a hard-wrapped text: those that break only because the next word would not have fitted."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    if width is None:
        return text
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " + line if _is_wrapped(before, line, width) else "\n" + line)
    return "".join(joined)


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which the text was wrapped, None where it was not: long lines exist, or few lines reach the column."""
    width = max(len(line) for line in lines)
    if not 40 <= width <= 100:
        return None
    inner = [before for before, line in pairwise(lines) if before and line and not _LIST_OR_HEADING.match(line)]
    full = sum(len(line) > width - 14 for line in inner)
    return width if full >= 3 and full >= 0.6 * len(inner) else None


def _is_wrapped(before: str, line: str, width: int) -> bool:
    if not before or not line or _LIST_OR_HEADING.match(line) or before.startswith(("#", "|")):
        return False
    if before.endswith("-") and line[0].islower():
        return False  # a divided word, rejoined next
    return len(before) + 1 + len(line.split(None, 1)[0]) > width
