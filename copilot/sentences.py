"""Splits financial prose into sentences, by rules that know abbreviations, decimals, quotes, bullets and citation marks.

Used on stored articles (chunking, quoting) and on drafts. Text is taken as normalised: a line break ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from copilot.types import Span

LowerWords = Callable[[], frozenset[str]]

# Never the end of a sentence: something always follows.
_TITLES = """mr mrs ms dr prof gov sen rep gen col lt capt hon rev messrs st ft mt vs v cf e.g i.e viz al"""
# May end a sentence; they do where the next word begins one.
_ABBREVIATIONS = """
    inc corp co cos ltd llc plc lp bros mfg intl dept assn univ vol etc jr sr esq approx est
    a.m p.m u.s u.k u.n e.u d.c s.a n.v a.g l.p ph.d u.s.a"""
# The same, but only when written with a capital: "Sat." is a day, "sat." is a verb.
_CAPITAL_ABBREVIATIONS = """
    ave blvd no nos fig figs pp ed est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo ont que"""
# Words that open sentences far more often than they follow an abbreviation inside one.
_OPENERS = """
    the a an this that these those it its he she they we you i his her their our but and or so yet if when while as at in on for
    by with from to after before since although though because despite however still meanwhile instead also there here what why
    how who which where once until unless both each every some many most all no not nor now then thus even only such other
    others another one two three analysts investors traders shares stocks futures yields economists officials markets
    additionally furthermore moreover overall elsewhere separately earlier later last next"""
_TITLE_WORDS, _ABBREVIATED, _CAPITAL_ABBREVIATED, _OPENING = (
    frozenset(words.split()) for words in (_TITLES, _ABBREVIATIONS, _CAPITAL_ABBREVIATIONS, _OPENERS)
)
_BRANDS = frozenset({"yahoo!", "jeopardy!"})  # their mark is part of the name
_BREAK = re.compile(r"[.!?…]++[\"'”’»)\]]*+(?!\d)")  # right before a digit nothing ends: "3.7"
_MARKS = re.compile(r"(?:[ \t]?\[(?:[MD]?\d{1,3})(?:,[ ]?[MD]?\d{1,3})*\])+")  # "rose 3%.[1]", "rose 3%. [1][M2]"
_BULLET = re.compile(r"(?:[-–—•●▪◦‣·*+][ \t]+|\(?\d{1,2}[.)][ \t]+|#{1,6}[ \t]+|>[ \t]+)*")
_INNER_BULLET = re.compile(r"[-–—•●▪◦‣·*][ \t]+(?=[A-Z\"“])")
_AFTER_CLOCK = re.compile(
    r"[(]?(?:[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Greenwich|New York|London|Tokyo|Beijing|Hong Kong|Washington"
    r"|Local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d)"
)
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.&]*$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[]*([A-Za-z][A-Za-z'’&]*)")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, in order, not overlapping, without surrounding space or leading bullet.

    Every letter and digit lies in exactly one span, except in list markers ("2.") at the start of a line.

    >>> text = "U.S. stocks rose 3.7%, Acme Inc. said. Yields fell vs. Monday."
    >>> [text[start:end] for start, end in sentences(text)]
    ['U.S. stocks rose 3.7%, Acme Inc. said.', 'Yields fell vs. Monday.']
    """
    lower_words = cache(lambda: frozenset(re.findall(r"(?<![A-Za-z])[a-z]+", text)))  # few texts need them
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        found.extend(_sentences_of_line(text, line.start(), line.end(), lower_words))
    return found


def _sentences_of_line(text: str, start: int, end: int, lower_words: LowerWords) -> Iterator[Span]:
    start = _skip(_BULLET, text, _skip_space(text, start, end), end)
    for match in _BREAK.finditer(text, start, end):
        if match.start() < start:
            continue
        stop = _skip(_MARKS, text, match.end(), end)
        if not _ends_sentence(text, match, stop, end, lower_words):
            continue
        yield from _trimmed(text, start, stop)
        start = _skip(_INNER_BULLET, text, _skip_space(text, stop, end), end)
    yield from _trimmed(text, start, end)


def _ends_sentence(text: str, match: re.Match[str], stop: int, line_end: int, lower_words: LowerWords) -> bool:
    """Whether the terminator `match` closes a sentence; `stop` is behind the citation marks that follow it."""
    after = _skip_space(text, stop, line_end)
    if after >= line_end:
        return True
    rest = text[after : after + 60]
    word = _WORD_AFTER.match(rest)
    next_word = word.group(1) if word else ""
    if stop == after:  # no space behind: "3.7", "Acme.com", or two sentences run together
        return _is_run_together(text, match, next_word, lower_words)
    if next_word and next_word[0].islower() and not re.match(r"[a-z]{1,2}[A-Z]", next_word):  # iShares opens a sentence
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if before is None:
        return True
    token = before.group()
    if (token + match.group()).lower() in _BRANDS:
        return _opens_sentence(next_word, lower_words)
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    if token.lower() in _TITLE_WORDS:
        return False
    if token.lower() in ("a.m", "p.m"):
        return bool(next_word) and not _AFTER_CLOCK.match(rest)
    return not _is_abbreviation(token) or _opens_sentence(next_word, lower_words)


def _is_abbreviation(token: str) -> bool:
    """Whether `token`, written before a full stop, is one: "Inc", "U.S", "Sept", "J"."""
    low = token.lower()
    if low in _ABBREVIATED or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", token):
        return True
    return token[0].isupper() and (low in _CAPITAL_ABBREVIATED or len(token) == 1)


def _opens_sentence(word: str, lower_words: LowerWords) -> bool:
    return bool(word) and word[0].isupper() and (word.lower() in _OPENING or (len(word) > 1 and word.lower() in lower_words()))


def _is_run_together(text: str, match: re.Match[str], next_word: str, lower_words: LowerWords) -> bool:
    """ "…growth.Investors may…": a missing space, told from "Acme.com" by a word that can open a sentence."""
    return (
        next_word[:1].isupper()
        and next_word[1:].islower()
        and re.search(r"[a-z0-9%)][a-z%)]$", text[max(0, match.start() - 2) : match.start()]) is not None
        and _opens_sentence(next_word, lower_words)
    )


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    start = _skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
