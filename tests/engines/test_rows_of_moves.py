"""Since when, and after how long: questions of several decisions of the Federal Reserve in a row."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engines.test_plain_questions import AS_OF, nothing, said


@pytest.mark.parametrize(
    ("question", "as_of", "first", "is_told"),
    [
        ("since when has the Fed been hiking?", date(2023, 9, 1), "On 16 March 2022", True),  # over the hold of June 2023
        ("how long has the Fed been hiking?", date(2022, 10, 3), "On 16 March 2022", True),
        ("how long has the Fed been lowering rates?", AS_OF, "On 17 September 2025", True),  # and not before eight holds
        ("how long did the Fed wait before its first hike?", AS_OF, "On 16 March 2022", False),
        ("how long did it take the Fed to lower rates?", AS_OF, "On 17 September 2025", False),
    ],
)
def test_a_row_of_moves_begins_with_its_first(question: str, as_of: date, first: str, is_told: bool) -> None:
    assert said(question, nothing, as_of).startswith(first) == is_told
