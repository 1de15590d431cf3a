"""How many things there are is not how many came or went, unless what came is had yet: of a vote, of orders, of homes still owned."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text


@pytest.mark.parametrize(
    ("source", "text", "number", "bound"),
    [
        ("The Reform League won 240 of the 500 seats.", "The Reform League has 240 seats.", "240", True),
        ("Tarn Aerospace won 310 orders at the show.", "Tarn Aerospace has 310 orders.", "310", True),
        ("Linden Homes built 1,400 flats.", "Linden Homes owns 1,400 flats.", "1,400", True),
        ("Corvid bought 1,250 barns, which it owns to this day.", "Corvid owns 1,250 barns.", "1,250", True),
        ("Corvid bought 1,250 barns, which it owned for a year.", "Corvid owns 1,250 barns.", "1,250", False),
        ("Corvid bought 1,250 barns, which its rival owns.", "Corvid owns 1,250 barns.", "1,250", False),
        ("Corvid sold 1,250 barns that it owned.", "Corvid owns 1,250 barns.", "1,250", False),
        ("Tollan Foods has opened 43 shops, all of which it still runs.", "Tollan Foods runs 43 shops.", "43", True),
        ("Tollan Foods opened 43 shops and still runs them all.", "Tollan Foods runs 43 shops.", "43", True),
        ("Tollan Foods opened 43 shops, of which it still runs 30.", "Tollan Foods runs 43 shops.", "43", False),
        ("Tollan Foods opened 43 shops, most of which it still runs.", "Tollan Foods runs 43 shops.", "43", False),
        ("Tollan Foods opened 43 shops, all of which are still open.", "Tollan Foods runs 43 shops.", "43", True),
        ("Tollan Foods opened 43 shops, not all of them profitable.", "Tollan Foods runs 43 shops.", "43", False),
        ("Corvid bought 1,250 barns and it owns them to this day.", "Corvid owns 1,250 barns.", "1,250", True),
        ("Corvid bought 1,250 barns and owns them jointly; it sold 30.", "Corvid owns 30 barns.", "30", False),
        ("Corvid bought 1,250 barns and it owns 300 to this day.", "Corvid owns 1,250 barns.", "1,250", False),
        ("Tollan Foods opened 43 shops, not all of which it still runs.", "Tollan Foods runs 43 shops.", "43", False),
        ("Tollan Foods opened 43 shops, nearly all of which it still runs.", "Tollan Foods runs 43 shops.", "43", False),
        ("Corvid bought 1,250 barns, not all still owned.", "Corvid owns 1,250 barns.", "1,250", False),
        ("Tollan Foods opened 43 shops.", "Tollan Foods runs 43 shops.", "43", False),
    ],
)
def test_what_came_is_no_count_of_what_there_is_unless_it_is_still_had(source: str, text: str, number: str, bound: bool) -> None:
    (check,) = (check for check in check_text(text, [source]) if check.text == number)
    assert (check.verdict == "checked") is bound
