"""What a term of the trade means, where that is asked: "what is a total return?". The words are those of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from copilot.engines.vocabulary import Phrases
from copilot.resources import reference_table

_IN_WORDS = r"(?:\s+in (?:plain|simple) (?:words|english|terms)|\s+in finance|\s+exactly|\s+mean(?:s|t)?|\s+stand for)*"
_ASKED = re.compile(
    r"\s*(?:(?:and|so|but|ok(?:ay)?)[,\s]+)?(?:(?:can you|could you|please)\s+)*"
    r"(?:what(?:['’]s| is| are| does| do)(?: meant by)?|define|explain|(?:the )?(?:definition|meaning) of"
    r"|how (?:is|are|do you (?:define|calculate|compute|measure)))"
    rf"\s+(?P<the>the\s+)?(?:an?\s+)?(?P<term>[^?.!]+?){_IN_WORDS}"
    r"(?:\s+(?:defined|calculated|computed|measured|worked out))?\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:differences? between|how (?:does|do|is|are))\s+(?:an?\s+|the\s+)?(?P<first>[^?]+?)\s+"
    r"(?:and|differ(?:s|ent)? from)\s+(?:an?\s+|the\s+)?(?P<second>[^?]+?)(?:\s+differ)?\s*\?*\s*$",
    re.IGNORECASE,
)


def definitions_asked(text: str) -> list[str]:
    """What the term means that a question asks for, or the two whose difference it asks for; empty where it asks for none.

    >>> definitions_asked("What is a basis point?"), definitions_asked("what is inflation?")
    (['A basis point is a hundredth of a percentage point.'], [])
    """
    if (asked := _ASKED.match(text)) is not None and (known := meaning_of(asked["term"])) is not None:
        return [known]
    pair = _DIFFERENCE.search(text)
    both = [meaning_of(pair[way]) for way in ("first", "second")] if pair is not None else []
    return [one for one in dict.fromkeys(both) if one is not None] if all(both) else []


def asks_definition(text: str) -> bool:
    """Whether a definition is asked for and no figure can be meant, as by "what is the volatility?".

    >>> asks_definition("what is a drawdown?"), asks_definition("what is the drawdown?")
    (True, False)
    """
    asked = _ASKED.match(text)
    is_of_one = asked is not None and bool(asked["the"]) and meaning_of(asked["term"]) is not None
    return bool(definitions_asked(text)) and not is_of_one


def speaks_of(sentence: str, question: str) -> bool:
    """Whether a sentence holds the term whose meaning a question asks for.

    >>> speaks_of("The drawdown was deep.", "what is a drawdown?"), speaks_of("It fell.", "what is a drawdown?")
    (True, False)
    """
    asked = _ASKED.match(question)
    words = _words(asked["term"]) if asked is not None else ()
    return bool(words) and Phrases.of(words).is_in(sentence)


def meaning_of(term: str) -> str | None:
    """What a term means by the table; None of one that it lacks."""
    found = _entry(term)
    return found["means"] if found is not None else None


def _words(term: str) -> tuple[str, ...]:
    found = _entry(term)
    return tuple(found["words"]) if found is not None else ()


def _entry(term: str) -> Mapping[str, Any] | None:
    plain = " ".join(term.lower().split())
    forms = (plain, plain.removesuffix("s"))
    return next((found for form in forms if (found := _by_word().get(form)) is not None), None)


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, Mapping[str, Any]]:
    return {word: term for term in reference_table("definitions.toml")["terms"] for word in term["words"]}
