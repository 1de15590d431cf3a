"""What a failed sample shows: enough of text and evidence to see why, in one line of JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from copilot.numbers.types import NumberCheck

REJECTED = ("differs", "unsupported")
_WORD = re.compile(r"[A-Za-z]{4,}|\d[\d.,]*")
_BREAK = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\"“(])|\n+")


def excerpt(sources: Sequence[str], text: str, *, chars: int = 900) -> str:
    """The sentences of the sources that share most words and numbers with the text, in their order, up to `chars`.

    >>> excerpt(["Rain fell. Profit rose 5% to $3 million. Nobody came."], "Profit rose 6%.", chars=35)
    'Profit rose 5% to $3 million.'
    """
    wanted = {word.lower() for word in _WORD.findall(text)}
    pieces = [piece for source in sources for piece in _BREAK.split(source) if piece.strip()]
    if sum(map(len, pieces)) <= chars:
        return " ".join(pieces)
    ranked = sorted(range(len(pieces)), key=lambda i: (-_shared(pieces[i], wanted), i))
    kept: list[int] = []
    for i in ranked:
        if sum(len(pieces[k]) for k in kept) + len(pieces[i]) <= chars:
            kept.append(i)
    return " … ".join(pieces[i] for i in sorted(kept)) if len(kept) > 1 else "".join(pieces[i] for i in kept)


def failure(
    sample: str, text: str, sources: Sequence[str], *, expected: str, check: NumberCheck | None, **more: Any
) -> Mapping[str, Any]:
    """One failed sample as a flat mapping, ready for JSON."""
    got: dict[str, Any] = {"got": "no item", "number": None}
    if check is not None:
        got = {"got": check.verdict, "number": check.text, "kind": check.kind, "support": check.support}
        got |= {"reason_code": check.reason_code, "reason": check.reason}
        got["quotes"] = [item.get("quote") or item.get("formula") for item in check.evidence][:3]
    return {"sample": sample, "expected": expected, **got, **more, "text": text, "evidence": excerpt(sources, text)}


def item_at(items: Sequence[Any], at: int) -> Any:
    """The quantity, or the check of one, whose span holds a character of the text; None where none does."""
    return next((item for item in items if item.start <= at < item.end), None)


def _shared(piece: str, wanted: set[str]) -> float:
    words = {word.lower() for word in _WORD.findall(piece)}
    return len(words & wanted) - 0.002 * len(piece)
