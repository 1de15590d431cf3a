"""The words of `reference/direction_words.toml` as patterns, and the places of a text where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from copilot.numbers.wordlists import worded
from copilot.resources import reference_table

Kind = Literal["move", "measured", "relative", "record", "year", "average", "end"]

_FRESH = r"(?:(?:an?|its|another|the|their|fresh|new|first)\s)*"
_EXTREME = (
    rf"\s{_FRESH}(?:(?P<record>record|all[- ]time)|(?P<year>52[- ]week|one[- ]year))(?:\s(?P<field>intraday|closing))?"
    r"(?:\s(?P<side>high|low|peak|close)s?)?\b(?!\s(?:of|at)\b|[- ](?:setting|breaking)|\s(?:revenue|profit|sales|earnings|run))"
)
_AVERAGE = (
    r"\s(?:back )?(?P<side>above|below|over|under|beneath)\s(?:its|the|their)\s(?:key |closely watched |long-term )?"
    r"(?P<sessions>\d{2,3})[- ]day\s(?:simple )?moving average\b"
)
# Behind a move: the sentence goes on with when, where or why, not with an object ("dropped the plan").
_GOES_ON = (
    r"(?=[.,;:!?)\]—–]|\s[—–-]\s|\s*$|\s*\n|\s(?:in|on|during|over|for|since|from|between|this|last|today|yesterday|as|amid|after|while|and|but"
    r"|because|following|with|through|throughout|again|ahead|(?:mon|tues|wednes|thurs|fri)day|sharply|slightly|modestly|further|strongly"
    r"|steadily|significantly|broadly)\b)"
)
_FIGURE = re.compile(
    r"\s(?:(?:by|about|around|nearly|almost|roughly|some|another|an?|more|less|than|over|just|only|as|much|up|further|approximately)\s)*"
    r"[(~+\-−–]?[$€£¥]?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where such words stand: the verb, and with it all that tells the direction."""

    kind: Kind
    sign: int
    start: int
    verb_end: int
    end: int
    match: re.Match[str]

    @property
    def is_participle(self) -> bool:
        """Whether it hangs on an earlier verb: "gained in May, outperforming the index"."""
        return self.match.string[self.start : self.verb_end].split()[0].endswith("ing")


def words(section: str, name: str = "words") -> str:
    """The alternatives of one list."""
    return "|".join(reference_table("direction_words.toml")[section][name])


def any_of(section: str, name: str = "words") -> re.Pattern[str]:
    """One list as a pattern of whole words."""
    return worded("direction_words.toml", section, f"{{{name}}}")


@lru_cache(maxsize=1)
def _forms() -> Sequence[tuple[Kind, int, re.Pattern[str]]]:
    def form(verbs: str, behind: str = "") -> re.Pattern[str]:
        return re.compile(rf"\b(?P<verb>{verbs})\b{behind}", re.IGNORECASE)

    closing = words("averages", "closing")
    moved = "fell|dropped|slipped|rose|climbed|moved|broke|pushed|sank|slid"
    return (
        ("average", 0, form(f"{closing}|{words('averages', 'standing')}|{moved}", _AVERAGE)),
        ("record", 0, form(words("extremes", "verbs"), _EXTREME)),
        ("relative", 1, form(words("relative", "better"))),
        ("relative", -1, form(words("relative", "worse"))),
        ("move", 1, form(words("moves", "up"), _GOES_ON)),
        ("move", -1, form(words("moves", "down"), _GOES_ON)),
        ("measured", 1, form(words("moves", "measured_up"), _GOES_ON)),
        ("measured", -1, form(words("moves", "measured_down"), _GOES_ON)),
    )


def places(text: str) -> list[Place]:
    """Every place where such words stand and no figure tells the size, in order; none overlaps another."""
    found: list[Place] = []
    for place in sorted(_all(text), key=lambda place: (place.start, -place.end)):
        if not found or place.start >= found[-1].end:
            found.append(place)
    return found


def _all(text: str) -> Iterator[Place]:
    for kind, sign, pattern in _forms():
        for match in pattern.finditer(text):
            if _FIGURE.match(text, match.end()):
                continue
            if kind == "average":
                sign = 1 if match["side"].lower() in ("above", "over") else -1
            elif kind == "record":
                sign = -1 if match["side"] and match["side"].lower() == "low" else 1
            told: Kind = "year" if kind == "record" and match["year"] else kind
            yield Place(told, sign, match.start(), match.end("verb"), match.end(), match)


def is_closing(place: Place) -> bool:
    """Whether the words speak of a closing price."""
    groups = place.match.groupdict()
    named = (groups.get("field") or "").lower() == "closing" or (groups.get("side") or "").lower() == "close"
    return named or re.match(rf"(?:{words('extremes', 'closing')})\b", place.match["verb"], re.IGNORECASE) is not None
