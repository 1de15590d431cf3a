"""Texts packed with figures: what is read of them for names grows with the text, not with the figures times the text."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.comparison import compare_text, told_times
from copilot.market.sample import SamplePrices
from copilot.names import Name, find_names


@pytest.mark.parametrize("sentence", ["$5 ", "It made $5. ", "It made $5\n"])
def test_names_are_looked_for_once_a_sentence(monkeypatch: pytest.MonkeyPatch, sentence: str) -> None:
    read: list[int] = []

    def counted(text: str) -> list[Name]:
        read.append(len(text))
        return find_names(text)

    monkeypatch.setattr(told_times, "find_names", counted)
    text, day = f"{date(2024, 5, 1)} " + sentence * 600, date(2024, 5, 1)
    compare_text(text, SamplePrices(), as_of=day, published=day)
    assert sum(read) < 12 * len(text)
