"""Words and inner marks of a text with their offsets: what aliases are matched on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[&/'.\-$^])")


class Word(NamedTuple):
    """A run of letters, a run of digits, or one of the marks & / ' . - $ ^; a curly apostrophe reads as a straight one."""

    start: int
    end: int
    text: str


class Words(list[Word]):
    """The words of one text in order; `texts`: what each is."""

    texts: list[str]


_word = partial(tuple.__new__, Word)  # what Word() calls, without the call between


def tokens(text: str) -> Words:
    """The tokens in order; white space and other marks only separate.

    >>> [word.text for word in tokens("AT&T’s Nasdaq-100")]
    ['AT', '&', 'T', "'", 's', 'Nasdaq', '-', '100']
    """
    parts = _TOKEN.split(_plain(text))  # what stands between tokens and the tokens, in turn
    ends = list(accumulate(map(len, parts)))
    texts = parts[1::2]
    words = Words(map(_word, zip(ends[0::2], ends[1::2], texts, strict=False)))
    words.texts = texts
    return words


def where(holds: Callable[[str], bool], words: Words) -> list[int]:
    """The places of the words whose text a test holds of.

    >>> where(str.isupper, tokens("Shares of AT&T rose"))
    [2, 4]
    """
    held = set(filter(holds, set(words.texts)))  # most words of a text stand there more than once
    return [at for at, text in enumerate(words.texts) if text in held]


def first_token(text: str) -> str:
    """The first of them; "" where there is none."""
    match = _TOKEN.match(text) or _TOKEN.search(_plain(text))
    return match.group() if match else ""


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("‑", "-")
