"""Words and inner marks of a text with their offsets: what aliases are matched on."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[&/'.\-$^]")


class Word(NamedTuple):
    """A run of letters, a run of digits, or one of the marks & / ' . - $ ^; a curly apostrophe reads as a straight one."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Word]:
    """The tokens in order; white space and other marks only separate.

    >>> [word.text for word in tokens("AT&T’s Nasdaq-100")]
    ['AT', '&', 'T', "'", 's', 'Nasdaq', '-', '100']
    """
    make = tuple.__new__  # what Word() calls, without the call between
    return [make(Word, (match.start(), match.end(), match.group())) for match in _TOKEN.finditer(_plain(text))]


def first_token(text: str) -> str:
    """The first of them; "" where there is none."""
    match = _TOKEN.match(text) or _TOKEN.search(_plain(text))
    return match.group() if match else ""


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("‑", "-")
