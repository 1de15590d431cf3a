"""Of much evidence, most of which is about other things, a figure contradicts only where it is surely of the same thing."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text

FIRMS = (
    "Corvane",
    "Lumera",
    "Halden",
    "Tolland",
    "Aldgate",
    "Norrland",
    "Bexley",
    "Ostrel",
    "Mirano",
    "Sorvik",
    "Vestara",
    "Tarn",
)
SOURCES = [
    f"{firm}'s revenue rose {at}.4% to ${at * 31} million in the second quarter of 2025. Its profit margin was {at + 7}.3%. "
    f"It pays a dividend of ${at}.15 a share and employs {at * 410} people."
    for at, firm in enumerate(FIRMS, 1)
]
SOURCES.append("The DAX closed at 23,480 on 3 June 2025 and at 23,715 on 4 June 2025.")


@pytest.mark.parametrize(
    "text",
    [
        "Quillmark pays a dividend of $4.10 a share.",  # other firms pay dividends too
        "Orders at Quillmark rose 9.4%.",  # some firm's revenue did
        "83% of the companies in the DAX beat estimates.",  # that is no change of the index
        "It has 12.3 parts in all.",
        "Lumera is one of them. Half of the 40 companies pay one.",  # those are not Lumera
    ],
)
def test_what_only_others_have_contradicts_nothing(text: str) -> None:
    assert {check.verdict for check in check_text(text, SOURCES) if check.kind == "quantity"} == {"unsupported"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Lumera's revenue rose 2.4% in the second quarter of 2025.", "checked"),
        ("Lumera's revenue rose 5.5% in the second quarter of 2025.", "differs"),
        ("Lumera pays a dividend of $9.15 a share.", "differs"),
        ("The DAX rose 1.0% on 4 June 2025.", "checked"),
    ],
)
def test_what_is_of_the_same_thing_still_decides(text: str, verdict: str) -> None:
    assert next(check.verdict for check in check_text(text, SOURCES) if check.kind == "quantity") == verdict


def test_half_of_one_thing_is_not_half_of_another() -> None:
    sources = [*SOURCES, "Lumera's buyers were paying less than half of that surcharge this year."]
    found = next(
        item for item in check_text("Lumera's yearly gain is less than half that of Corvane.", sources) if item.text == "half"
    )
    assert found.verdict != "checked"


def test_of_equal_figures_the_first_source_by_number_is_cited_not_by_spelling() -> None:
    told = "Corvane's revenue was $412 million in 2024."
    sources = ["Nothing was said."] + [told] + ["Nothing was said."] * 7 + [told]
    (check, _) = check_text(told, sources)
    assert check.reason.startswith("[2] ")
