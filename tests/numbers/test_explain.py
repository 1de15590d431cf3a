"""What a reader is shown who asks why a number has its mark."""

from __future__ import annotations

from copilot.numbers.explain import Explanation, explain_text


def of(text: str, *sources: str, numeral: str) -> Explanation:
    return next(found for found in explain_text(text, sources) if found.check.text == numeral)


def test_evidence_is_shown_in_its_own_words() -> None:
    found = of(
        "Corvane Mining sold 412 tonnes.", "Last year Corvane Mining sold 412 tonnes of ore to mills abroad.", numeral="412"
    )
    assert found.tried[0].quote == "Last year Corvane Mining sold 412 tonnes of ore to mills abroad."
    assert found.tried[0].same_value
    assert not found.tried[0].against


def test_a_rejected_number_shows_the_same_value_with_what_speaks_against_it() -> None:
    found = of("Revenue of Corvane Mining rose 5% in 2024.", "Revenue of Corvane Mining rose 5% in 2023.", numeral="5%")
    assert found.check.verdict == "differs"
    assert found.tried[0].same_value
    assert dict(found.tried[0].against) == {"period": "2023"}


def test_a_checked_number_is_not_followed_by_other_values() -> None:
    found = of("Sales rose 5% in 2024.", "Sales rose 5% in 2024. Sales rose 7% in 2024 in Asia.", numeral="5%")
    assert [tried.same_value for tried in found.tried] == [True]


def test_a_whole_count_asks_for_itself_and_an_open_window_says_so() -> None:
    assert of("It closed 12 stores.", "It shut.", numeral="12").accepts == ("12",)
    assert of("Sales rose more than 10%.", "It shut.", numeral="10%").accepts == ("more than 10, up to 12.5% or points",)


def test_what_a_number_was_read_as_is_plain_words() -> None:
    read_as = of("The Fed cut rates by 25 basis points in May 2024.", "It shut.", numeral="25 basis points").read_as
    assert read_as == ("said of Fed", "rate", "May 2024", "a change", "down")
