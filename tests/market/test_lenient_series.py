"""A source of series that cannot be reached: asked once, missing from then on, and told with what mends it."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.errors import SeriesMissing, Unreachable
from copilot.market.lenient_series import LenientSeries
from copilot.types import Series

DAY = date(2024, 3, 28)


class Down:
    name = "fred"

    def __init__(self) -> None:
        self.asked = 0

    def series(self, id: str, *, as_of: date) -> Series:
        self.asked += 1
        raise Unreachable(f"FRED could not be reached for {id}", fix="Check the connection.")


def test_what_cannot_be_reached_is_asked_once_and_said_once() -> None:
    source = Down()
    lenient = LenientSeries(source)
    for id in ("CPIAUCNS", "UNRATE"):
        with pytest.raises(SeriesMissing):
            lenient.series(id, as_of=DAY)
    assert source.asked == 1
    assert lenient.notices == ("no rates and macro series: FRED could not be reached for CPIAUCNS; check the connection.",)


def test_a_series_that_the_source_lacks_is_no_failure() -> None:
    class Lacks(Down):
        def series(self, id: str, *, as_of: date) -> Series:
            raise SeriesMissing(f"no {id}", fix="None.")

    lenient = LenientSeries(Lacks())
    with pytest.raises(SeriesMissing):
        lenient.series("CPIAUCNS", as_of=DAY)
    assert lenient.notices == ()
