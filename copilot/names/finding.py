"""Text → names: aliases and tickers of the tables first, then capitalised names by their shape."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from copilot.names.shape import Starts, acronyms, capitalised_names, is_ordinary
from copilot.names.tables import Entries, Entry, by_ticker, common_words, entries, instruments, is_large, plain_tickers, tracking
from copilot.names.tokens import Word, tokens, where
from copilot.names.types import Instrument, Name

_FUND_NOUNS = frozenset({"etf", "etfs", "fund", "tracker", "trackers"})
_TENOR_UNITS = frozenset({"year", "years", "yr", "month", "months"})
_COMPANY_CUES = frozenset(
    {"inc", "corp", "plc", "ltd", "shares", "stock", "said", "says", "reported", "reports", "posted", "plans", "announced", "ceo"}
    | {"chief", "group", "holdings", "motor", "stores", "sales", "revenue", "profit", "earnings", "expects", "raised", "cut"}
    | {"produced", "produces", "pumped", "sold", "sells", "spent", "spends", "earned", "earns", "guided", "employs", "delivered"}
    | {"shipped", "missed", "owns", "booked"}
)
_TENOR_JOINTS = frozenset({"and", "or", "over", "minus", "less", "versus", "to", "than"})
_NUMBERS = {
    "two": "2",
    "three": "3",
    "five": "5",
    "seven": "7",
    "ten": "10",
    "twenty": "20",
    "thirty": "30",
    "six": "6",
    "one": "1",
}
_TICKER_MARKS = frozenset("$^")
_EXCHANGES = frozenset(
    {"NYSE", "NASDAQ", "Nasdaq", "NYSEARCA", "ARCA", "AMEX", "LSE", "LON", "TSX", "OTC", "OTCMKTS", "CBOE", "BATS"}
)


def find_names(text: str) -> list[Name]:
    """Every company, index, fund, central bank, commodity, area and generic ("small caps") of a text, in order.

    Names no table holds are found by their capitals and have kind "other". Mentions never overlap. Linear in the text.

    >>> [(name.text, name.id) for name in find_names("The FTSE 100 fell; shares of Castell Foods rose.")]
    [('FTSE 100', 'ftse_100'), ('Castell Foods', 'name:castell foods')]
    """
    words = tokens(text)
    starts = Starts(text, words)
    known = _known(text, words, starts)
    shaped = capitalised_names(text, words, starts)
    kept = [name for name in shaped if not _covered(name, known)]
    kept = _absorb_countries(kept, known)
    names = sorted([*known, *kept], key=lambda name: (name.start, -(name.end - name.start)))
    result: list[Name] = []
    for name in names:
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def _covered(shaped: Name, known: list[Name]) -> bool:
    """A capitalised run gives way to a known name inside it, unless that is only a country at its head."""
    at = bisect_left(known, shaped.start, key=lambda name: name.end)
    while at < len(known) and known[at].start < shaped.end:
        name = known[at]
        partial = name.end - name.start < shaped.end - shaped.start
        inside_word = partial and (
            name.kind in ("country", "place", "rate") or (name.kind == "company" and not is_large(name.id))
        )
        if name.end > shaped.start and not inside_word:
            return True
        at += 1
    return False


def _absorb_countries(shaped: list[Name], known: list[Name]) -> list[Name]:
    """Drops from `known` the countries that are part of a longer name, as in "Japan Tobacco"; returns the longer names."""
    spans = [(name.start, name.end) for name in shaped]
    at = 0
    kept: list[Name] = []
    for name in known:
        while at < len(spans) and spans[at][1] <= name.start:
            at += 1
        if not (at < len(spans) and spans[at][0] <= name.start and name.end <= spans[at][1]):
            kept.append(name)
    known[:] = kept
    return shaped


def _known(text: str, words: list[Word], starts: Starts) -> list[Name]:
    found: list[Name] = []
    table = entries()
    stop = 0
    for at in where(_may_open_name, words):
        if at < stop:
            continue
        candidates = _candidates(table, words, at)
        match = (_alias_at(text, words, at, starts, candidates) if candidates else None) or _ticker_at(text, words, at)
        if match is not None and at + 1 < len(words) and words[at].text.lower() == "the":
            later = _alias_at(text, words, at + 1, starts, _candidates(table, words, at + 1))
            match = None if later is not None and later[1] > match[1] else match  # "the FTSE" gives way to "FTSE 250"
        if match is not None and match[0].kind == "place" and _names_a_class(words, match[1]):
            match = None
        if match is not None:
            instrument, stop = match
            name, stop = _mention(text, words, at, stop, instrument)
            found += [*_tenor_beside(text, words, at, instrument), name]
    return found


def _names_a_class(words: list[Word], stop: int) -> bool:
    """Whether a place only names a class of ships: "Alaska class vessels", "Virginia-class"."""
    behind = [word.text.lower() for word in words[stop : stop + 2] if word.text != "-"]
    return behind[:1] == ["class"]


@lru_cache(maxsize=20_000)
def _may_open_name(word: str) -> bool:
    """Whether an alias of a table or a ticker begins with a word."""
    return word.lower() in entries().firsts or word.isupper() or word in _TICKER_MARKS


def _candidates(table: Entries, words: list[Word], at: int) -> tuple[Entry, ...]:
    """The aliases that begin with this token and the next, then those of this token alone."""
    seconds = table.get(words[at].text.lower())
    return seconds.get(words[at + 1].text.lower() if at + 1 < len(words) else "", ()) + seconds.get("", ())


def _alias_at(
    text: str, words: list[Word], at: int, starts: Starts, candidates: tuple[Entry, ...]
) -> tuple[Instrument, int] | None:
    for entry in candidates:
        stop = at + len(entry.words)
        if stop > len(words) or not _agree(words, at, entry):
            continue
        if _broken(text, words, at, stop) or (entry.common and not _meant(words, at, stop, starts)):
            continue
        if stop == at + 1 and words[at].text in _EXCHANGES and _is_exchange_of(text, words, at):
            continue
        if stop == at + 1 and _is_prefix(text, words, at):
            continue
        if entry.instrument.kind == "country" and _compound(words, stop):
            continue
        if entry.instrument.kind in ("generic", "commodity") and _measure_word(words, at, stop):
            continue
        return entry.instrument, stop
    return None


def _agree(words: list[Word], at: int, entry: Entry) -> bool:
    for offset, expected in enumerate(entry.words):
        given = words[at + offset].text
        if given == expected.text:
            continue
        if offset == 0 and given[0].isupper() and given[0].lower() + given[1:] == expected.text:
            continue  # a lower-case alias at the start of a sentence or in a headline
        if not entry.exact and given.lower() == expected.text and (given.islower() or given.istitle()):
            continue
        return False
    return True


def _broken(text: str, words: list[Word], at: int, stop: int) -> bool:
    """True where the tokens are far apart or hang on a longer word: "non-US", "S. P 500"."""
    for before, after in zip(words[at : stop - 1], words[at + 1 : stop], strict=True):
        gap = text[before.end : after.start]
        if len(gap) > 2 or (gap and not gap.isspace()) or "\n\n" in gap:
            return True
    first, last = words[at], words[stop - 1]
    before_char = text[first.start - 1 : first.start]
    after_char = text[last.end : last.end + 1]
    if before_char and (before_char.isalnum() or (before_char in "-&/" and at > 0 and words[at - 1].end == first.start)):
        return not (before_char == "/" or (before_char == "-" and text[: first.start - 1][-1:].isspace()))
    return bool(after_char) and (after_char.isalnum() or (after_char == "&" and text[last.end + 1 : last.end + 2].isalpha()))


def _is_prefix(text: str, words: list[Word], at: int) -> bool:
    """Whether a word of two or three letters only begins a longer one: "Re-election", not "US-listed"."""
    word = words[at]
    return len(word.text) <= 3 and not word.text.isupper() and re.match(r"-[A-Za-z]", text[word.end : word.end + 2]) is not None


def _compound(words: list[Word], stop: int) -> bool:
    """ "US-listed" names where, not what."""
    if stop + 1 >= len(words) or words[stop].text != "-":
        return False
    return (
        words[stop].start == words[stop - 1].end and words[stop + 1].start == words[stop].end and words[stop + 1].text.islower()
    )


def _measure_word(words: list[Word], at: int, stop: int) -> bool:
    """ "Barrels of oil equivalent", "money markets" and a name's own "Semiconductors" are not the thing."""
    after = words[stop].text if stop < len(words) else ""
    before = words[at - 1].text if at else ""
    named = words[at].text[0].isupper() and before[:1].isupper() and before.isalpha() and before.lower() not in common_words()
    return after == "equivalent" or before.lower() in ("money", "debt", "futures", "labour", "labor", "capital") or named


def _meant(words: list[Word], at: int, stop: int, starts: Starts) -> bool:
    """Whether an ordinary word with a capital is the company: by a possessive or a company's verb, or mid-sentence alone."""
    after = words[stop].text.lower() if stop < len(words) else ""
    following = words[stop + 1].text.lower() if stop + 1 < len(words) else ""
    if (after == "'" and following == "s") or after in _COMPANY_CUES:
        return True
    beside = [words[i].text for i in (at - 1, stop) if 0 <= i < len(words)]
    if words[at].text.isupper() and len(words[at].text) > 1:
        return stop < len(words) and (words[stop].text.islower() or (is_ordinary(words[stop].text) and after != "open"))
    return at not in starts and not any(word[0].isupper() for word in beside)


def _is_exchange_of(text: str, words: list[Word], at: int) -> bool:
    """Whether an exchange stands before a ticker, "Nasdaq: MSFT"; at the head of a line it may be a label, "Nasdaq: +1.2%"."""
    if text[words[at].end : words[at].end + 1] != ":":
        return False
    behind = words[at + 1].text if at + 1 < len(words) else ""
    return not _opens_its_line(text, words[at]) or (behind.isupper() and behind.isalpha())


def _opens_its_line(text: str, word: Word) -> bool:
    """Whether nothing but the marks of a list, a table or bold print stands before a word in its line."""
    return not text[text.rfind("\n", 0, word.start) + 1 : word.start].strip(" \t-*+•_#>|")


def _ticker_at(text: str, words: list[Word], at: int) -> tuple[Instrument, int] | None:
    word = words[at]
    if word.text in "$^" and at + 1 < len(words) and words[at + 1].start == word.end:
        ticker = ("^" if word.text == "^" else "") + words[at + 1].text
        row = by_ticker().get(ticker)
        return (row, at + 2) if row and words[at + 1].text.isupper() else None
    if not (word.text.isupper() and word.text.isalpha() and 1 <= len(word.text) <= 5):
        return None
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    row = by_ticker().get(word.text) if word.text not in acronyms() else None
    if row is not None and text[word.end : word.end + 1] == ":" and at + 1 < len(words) and words[at + 1].text.isupper():
        return None  # "NYSE: ABC"; not "all of it went to ABC: it returned"
    if (
        row is None
        or before in ("-", "&", "/", ".")
        or (after in ("-", "&", ".") and text[word.end + 1 : word.end + 2].isalnum())
    ):
        return None
    enclosed = before == "(" and after == ")"
    listed = at > 0 and words[at - 1].text in _EXCHANGES and text[words[at - 1].end : word.start].strip() == ":"
    if row.kind == "company":
        plain = word.text in plain_tickers() and word.text.lower() not in common_words()
        return (row, at + 1) if listed or (enclosed and len(word.text) >= 2) or plain else None
    return row, at + 1


def _mention(text: str, words: list[Word], at: int, stop: int, row: Instrument) -> tuple[Name, int]:
    """The name, widened where its neighbours say more: "FTSE 100 ETF" is a fund, "two-year gilt" one maturity."""
    start, end = words[at].start, words[stop - 1].end
    if words[at].text.lower() == "the" and stop - at > 1:
        start = words[at + 1].start
    if row.kind == "generic" and _tenor(words, at) and (rate := _rate_called(words[stop - 1].text, row)):
        row = rate  # "ten-year Treasuries" are of one maturity
    if row.kind == "rate":
        tenor = _tenor(words, at)
        if tenor:
            start = words[tenor[0]].start
            id = f"{row.id}_{tenor[1]}"
            return Name(start, end, text[start:end], id, "rate", family=(row.id, *row.family)), stop
    after = words[stop].text.lower() if stop < len(words) else ""
    if row.kind in ("index", "commodity") and after in _FUND_NOUNS:
        funds = tracking().get(row.id, ())
        end = words[stop].end
        if funds:
            fund = funds[0]
            return Name(start, end, text[start:end], fund.id, "fund", fund.ticker, row.id, fund.family), stop + 1
        return Name(start, end, text[start:end], f"fund:{row.id}", "fund", None, row.id, row.family), stop + 1
    if row.kind == "index" and after == "futures":
        end = words[stop].end
        return Name(start, end, text[start:end], f"future:{row.id}", "future", None, row.id, row.family), stop + 1
    if row.kind == "country" and (bank := _bank_of(words, stop, row)):
        end = words[bank[1] - 1].end
        return Name(start, end, text[start:end], bank[0].id, "central_bank"), bank[1]
    return Name(start, end, text[start:end], row.id, row.kind, row.ticker, row.tracks, row.family), stop


def _rate_called(word: str, kind: Instrument) -> Instrument | None:
    """The bond of a kind that goes by this word too."""
    rates = (row for row in instruments().values() if row.kind == "rate" and kind.id in row.family)
    return next((row for row in rates if word in row.aliases), None)


def _tenor_beside(text: str, words: list[Word], at: int, row: Instrument) -> list[Name]:
    """The ten-year of "ten-year and two-year Treasuries"."""
    own = _tenor(words, at) if row.kind == "rate" else None
    if own is None or own[0] < 2 or words[own[0] - 1].text.lower() not in _TENOR_JOINTS:
        return []
    other = _tenor(words, own[0] - 1)
    if other is None:
        return []
    start, end = words[other[0]].start, words[own[0] - 2].end
    return [Name(start, end, text[start:end], f"{row.id}_{other[1]}", "rate", family=(row.id, *row.family))]


def _tenor(words: list[Word], at: int) -> tuple[int, str] | None:
    """The index of the first word of "10-year" just before, and "10y"."""
    back = at - 1
    if back >= 0 and words[back].text in ("U", "US"):
        back -= 1
    if back >= 0 and words[back].text.lower() in _TENOR_UNITS:
        unit = "y" if words[back].text.lower().startswith("y") else "m"
        back -= 1
        if back >= 0 and words[back].text == "-":
            back -= 1
        if back >= 0:
            count = _NUMBERS.get(words[back].text.lower(), words[back].text)
            if count.isdigit() and len(count) <= 2:
                return back, count + unit
    return None


def _bank_of(words: list[Word], stop: int, country: Instrument) -> tuple[Instrument, int] | None:
    """ "Turkey's central bank" is that bank."""
    follow = [word.text.lower() for word in words[stop : stop + 4]]
    skip = 2 if follow[:2] == ["'", "s"] else 0
    if follow[skip : skip + 2] != ["central", "bank"]:
        return None
    for row in instruments().values():
        if row.kind == "central_bank" and country.id in row.family:
            return row, stop + skip + 2
    made = Instrument(id=f"central_bank:{country.id}", name=f"{country.name}'s central bank", kind="central_bank")
    return made, stop + skip + 2
