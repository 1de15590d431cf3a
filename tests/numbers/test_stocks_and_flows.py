"""How many things there are is not how many came or went, unless what came is had yet: of a vote, of orders, of homes still owned."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text
from tests.numbers.cited import judged


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


FLEET = "Orra Bus's fleet grew to 410 coaches in 2025 from 260 in 2021."
STAFF = "Tamar Press cut its workforce to 900 in 2024 from 1,500 in 2020."

test_what_a_stock_went_to_is_not_what_came_or_went = judged(
    "source text number verdict",
    (FLEET, "Orra Bus added 410 coaches between 2021 and 2025.", "410", "differs"),
    (FLEET, "Orra Bus added 150 coaches between 2021 and 2025.", "150", True),
    (FLEET, "Orra Bus shed 150 coaches between 2021 and 2025.", "150", False),
    (FLEET, "Orra Bus added 130 coaches between 2021 and 2025.", "130", "unsupported"),
    (FLEET, "Orra Bus runs 410 coaches.", "410", True),
    (FLEET, "Orra Bus had 260 coaches in 2021.", "260", True),
    (STAFF, "Tamar Press cut 900 jobs between 2020 and 2024.", "900", False),
    (STAFF, "Tamar Press employed 900 people in 2024.", "900", True),
    ("The firm raised its hotel openings to 14 from 9.", "The firm opened 14 hotels.", "14", True),
)
