"""The words of the trade, from reference/topics.toml, as patterns: what is asked, themes, and which way words argue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from copilot.resources import reference_table
from copilot.types import Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of words and phrases as one pattern; `*` is any ending, a last `$` the end of the text.

    >>> Phrases.of(["rate cut*"]).words_in("A rate-cut cycle; no hikes.")
    ['rate-cut']
    """

    pattern: re.Pattern[str]
    written: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> Phrases:
        """The pattern of these phrases, longest first."""
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        body = "|".join(map(_written, longest_first)) or "(?!)"
        return cls(re.compile(rf"(?<!\w)(?:{body})", re.IGNORECASE), tuple(longest_first))

    @classmethod
    def either(cls, groups: Sequence[Phrases]) -> Phrases | None:
        """One pattern for several lists, None for none."""
        return cls.of([phrase for group in groups for phrase in group.written]) if groups else None

    def spans(self, text: str) -> Iterator[Span]:
        """Where the phrases stand, in order, not overlapping."""
        return (match.span() for match in self.pattern.finditer(text))

    def words_in(self, text: str) -> list[str]:
        """The phrases as they stand in the text."""
        return [text[start:end] for start, end in self.spans(text)]

    def is_in(self, text: str) -> bool:
        """Whether any phrase stands in the text."""
        return self.pattern.search(text) is not None

    def opens(self, text: str) -> bool:
        """Whether the text begins with one of the phrases."""
        return self.pattern.match(text) is not None


@dataclass(frozen=True, slots=True)
class Theme:
    """What an argument is about: `name` is how prose calls it."""

    id: str
    name: str
    words: Phrases


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of reference/topics.toml: groups of phrases by table and key, and the themes in order."""

    groups: Mapping[str, Mapping[str, Phrases]]
    themes: tuple[Theme, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    short_names: Mapping[str, Phrases] = field(default_factory=dict)  # of groups, by the name they stand for
    opposed: tuple[tuple[str, str], ...] = ()  # words that name a group where two are set against each other, and the group
    sets: tuple[tuple[Phrases, tuple[str, ...]], ...] = ()  # words that mean several instruments together, and their tickers

    def synonyms_in(self, text: str) -> list[str]:
        """Other words for what the text names."""
        found: list[str] = []
        for group in self.synonyms:
            if Phrases.of(group).is_in(text):
                found += [word for word in group if not Phrases.of([word]).is_in(text)]
        return found

    def themes_of(self, text: str) -> tuple[str, ...]:
        """Ids of the themes the text speaks of, the one with most words first."""
        counts = {theme.id: len(theme.words.words_in(text)) for theme in self.themes}
        return tuple(sorted((theme for theme in counts if counts[theme]), key=lambda theme: -counts[theme]))

    def theme(self, id: str) -> Theme:
        """The theme of this id. Raises KeyError."""
        return {theme.id: theme for theme in self.themes}[id]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program."""
    tables = reference_table("topics.toml")
    groups = {
        table: {key: Phrases.of(phrases) for key, phrases in tables[table].items()}
        for table in ("question", "measures", "policy", "stance", "describing", "labels", "sentences")
    }
    themes = tuple(Theme(id, entry["name"], Phrases.of(entry["words"])) for id, entry in tables["themes"].items())
    short_names = {name: Phrases.of(words) for name, words in tables["short_names"].items()}
    opposed = tuple((word, name) for name, words in tables["opposed"].items() for word in words)
    sets = tuple((Phrases.of(one["words"]), tuple(one["members"])) for one in tables["sets"].values())
    return Vocabulary(groups, themes, tuple(map(tuple, tables["synonyms"]["groups"])), short_names, opposed, sets)


def _written(phrase: str) -> str:
    """A phrase as a pattern that ends where a word ends."""
    at_end = phrase.endswith("$")
    body = phrase.removesuffix("$").strip()
    open_ended = body.endswith("*")
    escaped = re.escape(body.removesuffix("*")).replace(r"\ ", r"[\s\-–]+").replace(r"\*", r"\w*").replace("'", "['’]")
    return escaped + (r"\w*" if open_ended else r"(?!\w)") + (r"(?=\W*$)" if at_end else "")
