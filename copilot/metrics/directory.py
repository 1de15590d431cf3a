"""Which metrics there are about something, and what each takes: what a list of them shows and a wrong name is answered with."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from copilot.metrics.needs import READINGS
from copilot.metrics.registry import Definition, definitions
from copilot.metrics.series import CHOICES, PERIODS_ANNUAL
from copilot.metrics.variants import FAMILIES
from copilot.metrics.wording import aliases

GROUPS: Mapping[str, str] = {
    "levels": "Levels", "extremes": "Extremes and records", "returns": "Returns", "risk": "Risk", "averages": "Averages",
    "sessions": "Sessions that rose or fell",
    "relative": "Against another instrument", "breadth": "Breadth of a list", "valuation": "Valuation and growth",
    "rates": "Rates, curve, inflation", "policy": "Policy rate of the Federal Reserve (FOMC)",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def definitions_about(words: str) -> list[Definition]:
    """The definitions whose name, other names, summary or group hold the words; where none holds all, those that hold most.

    >>> [item.name for item in definitions_about("FOMC votes")]
    ['votes against the decision', 'votes for the decision']
    """
    wanted = {_stem(word) for word in _WORD.findall(words.lower())}
    if not wanted:
        return definitions()
    held = {item.name: sum(any(known.startswith(word) for known in _words_of(item)) for word in wanted) for item in definitions()}
    most = max(held.values())
    return [item for item in definitions() if most and held[item.name] == most]


def names_like(words: str) -> list[str]:
    """Up to three names that a wrong one may have meant: those spelled nearly alike, else those about the same words."""
    known = {**{item.name.lower(): item.name for item in definitions()}, **aliases(), **{family: family for family in FAMILIES}}
    near = [known[name] for name in difflib.get_close_matches(words, known, n=3, cutoff=0.75)]
    about = [item.name for item in definitions_about(words)] if len(words) > 2 else []
    return list(dict.fromkeys([*near, *(about if len(about) < len(definitions()) else [])]))[:3]


def takes(defined: Definition) -> tuple[str, ...]:
    """The parameters a definition understands, sorted."""
    reading = READINGS[defined.needs]
    rate = getattr(reading, "annual_rate", None)
    return tuple(sorted({*reading.accepts, *defined.defaults, *([rate] if rate else [])}))


def choices(defined: Definition) -> dict[str, tuple[str, ...]]:
    """The values that a parameter may have, where they are few: by the family of the definition, else by its returns.

    >>> from copilot.metrics.registry import definition
    >>> choices(definition("max drawdown"))
    {'basis': ('close', 'intraday', 'total')}
    """
    known = {**CHOICES, "frequency": tuple(PERIODS_ANNUAL)}
    for members in FAMILIES.values():
        for name in members[0].chosen_by:
            values = tuple(member.chosen_by[name] for member in members if member.name == defined.name)
            if len(values) > 1:
                known[name] = values
    return {name: known[name] for name in takes(defined) if name in known}


def _words_of(defined: Definition) -> set[str]:
    families = [family for family, members in FAMILIES.items() if any(member.name == defined.name for member in members)]
    others = [alias for alias, name in aliases().items() if name in (defined.name, *families)]
    text = " ".join([defined.name, *families, *others, defined.summary, GROUPS[defined.group]])
    return set(_WORD.findall(text.lower()))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
