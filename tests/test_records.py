"""Values made by the thousand: records with the manners of a frozen dataclass, which only the type checker enforces."""

from __future__ import annotations

import pytest

from copilot.records import record


@record()
class Point:
    x: int
    y: int = 0


@record(eq=False)
class Place:
    x: int


def test_records_of_equal_fields_are_equal_and_one_key() -> None:
    assert Point(1) == Point(1, 0)
    assert {Point(1): "here"}[Point(1)] == "here"


def test_a_record_without_equality_is_equal_to_itself_alone() -> None:
    place = Place(1)
    assert place == place and place != Place(1)
    assert len({place, Place(1)}) == 2


def test_a_record_has_no_other_fields() -> None:
    with pytest.raises(AttributeError):
        Point(1).z = 3  # type: ignore[attr-defined]
