"""Words and inner marks of a text with their offsets: what aliases are matched on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[&/'.\-$^])")


class Word(NamedTuple):
    """A run of letters, a run of digits, or one of the marks & / ' . - $ ^; a curly apostrophe reads as a straight one."""

    start: int
    end: int
    text: str


_word = partial(tuple.__new__, Word)  # what Word() calls, without the call between


def tokens(text: str) -> list[Word]:
    """The tokens in order; white space and other marks only separate.

    >>> [word.text for word in tokens("AT&T’s Nasdaq-100")]
    ['AT', '&', 'T', "'", 's', 'Nasdaq', '-', '100']
    """
    parts = _TOKEN.split(_plain(text))  # what stands between tokens and the tokens, in turn
    ends = list(accumulate(map(len, parts)))
    return list(map(_word, zip(ends[0::2], ends[1::2], parts[1::2], strict=False)))


def where(holds: Callable[[str], bool], words: Sequence[Word]) -> list[int]:
    """The places of the words whose text a test holds of.

    >>> where(str.isupper, tokens("Shares of AT&T rose"))
    [2, 4]
    """
    texts = [word[2] for word in words]
    held = set(filter(holds, set(texts)))  # most words of a text stand there more than once
    return [at for at, text in enumerate(texts) if text in held]


def first_token(text: str) -> str:
    """The first of them; "" where there is none."""
    match = _TOKEN.match(text) or _TOKEN.search(_plain(text))
    return match.group() if match else ""


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("‑", "-")
