"""Where a price stands: in a bear market, a correction, at a record, so many per cent below its high."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.states import state_asked
from copilot.errors import PricesMissing
from copilot.market import calendar as exchange
from copilot.types import Bar, Draft, Passage, Prices

from .small_library import AS_OF, draft, search_nothing

FIRST = date(2018, 1, 2)
# SMH closes at 100 but for these, from the day named on: a peak and a fall of 25% in autumn 2022, a half recovery, a new record.
STEPS = (
    (date(2022, 9, 1), 200.0),
    (date(2022, 10, 3), 150.0),
    (date(2023, 3, 1), 190.0),
    (date(2023, 12, 1), 240.0),
    (date(2024, 3, 4), 250.0),
    (date(2024, 3, 11), 235.0),
)


class Steps:
    """Prices of SMH in steps, from a day on."""

    name, is_sample = "steps", False

    def __init__(self, first: date = FIRST) -> None:
        self.first = first

    def tickers(self) -> tuple[str, ...]:
        return ("SMH",)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        if ticker != "SMH":
            raise PricesMissing(f"no prices of {ticker}", fix="Ask for another.")
        days = exchange.sessions(self.first, min(as_of, AS_OF))
        levels = [next((level for start, level in reversed(STEPS) if start <= day), 100.0) for day in days]
        bars = tuple(Bar(day, one, one, one, one, None, 0.0) for day, one in zip(days, levels, strict=True))
        return Prices("SMH", "USD", self.name, datetime(2024, 3, 28, tzinfo=UTC), bars, ())


def made(question: str, as_of: date = AS_OF, first: date = FIRST) -> Draft:
    return draft(question, as_of=as_of, prices=Steps(first), search=search_nothing)


def answer(question: str, as_of: date = AS_OF, first: date = FIRST) -> str:
    return " ".join(sentence.text for sentence in made(question, as_of, first).sentences)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("is SMH in a bear market?", "bear market"),
        ("has SMH entered a correction?", "correction"),
        ("is SMH back in a bull market?", "bull market"),
        ("is SMH at an all-time high?", "record"),
        ("did SMH set a new record in March?", "record"),
        ("when did SMH last close at a record high?", "record day"),
        ("what is a bear market?", None),
        ("will SMH fall into a bear market?", None),
        ("how did SMH do in the last bear market?", None),
        ("what was the highest close of SMH?", None),
        ("is SMH far from its record?", None),
        ("was there a correction in SMH in May?", "correction"),
    ],
)
def test_a_state_is_asked_for_by_its_name(text: str, state: str | None) -> None:
    assert state_asked(text) == state


@pytest.mark.parametrize("question", ["when will SMH hit a new record?", "should I buy SMH at a record?"])
def test_what_is_to_come_is_no_state(question: str) -> None:
    assert not made(question).metrics


def test_a_bear_market_is_a_fifth_below_the_highest_close_of_a_year() -> None:
    told = answer("is SMH in a bear market?", date(2022, 11, 15))
    assert told.startswith("Yes: SMH has lost 25.00% from its highest close of $200.00 on 1 September 2022")
    assert "one of a fifth or more from a high" in told
    assert answer("is SMH in a bear market?").startswith(
        "No: SMH has lost 6.00% from its highest close of $250.00 on 4 March 2024"
    )


def test_what_fell_so_far_and_has_half_recovered_is_left_to_the_reader() -> None:
    told = answer("is SMH in a bear market?", date(2023, 3, 15))
    assert told.startswith("SMH has lost 5.00%") and "fell 25.00%" in told


def test_of_a_time_that_is_over_the_fall_in_it_decides() -> None:
    assert answer("did SMH enter a bear market in October 2022?").startswith("Yes: SMH fell 25.00%")
    assert answer("was SMH in a correction in December 2023?").startswith("SMH") is False
    assert answer("did SMH enter a correction in March 2024?").startswith("No: ")


def test_prices_of_less_than_a_year_do_not_say_no() -> None:
    told = answer("is SMH in a bear market?", first=date(2024, 2, 1))
    assert told.startswith("SMH has lost 6.00%") and "only a part of the time" in told


def test_a_record_is_the_highest_there_is_and_a_few_years_do_not_make_one() -> None:
    assert answer("is SMH at a record?").startswith("No: SMH has lost 6.00% from its highest close")
    assert answer("is SMH at a record?", date(2024, 3, 4)).startswith("Yes: ")
    assert not answer("is SMH at a record?", date(2024, 3, 4), first=date(2024, 1, 2)).startswith("Yes")
    assert answer("did SMH set a record in March?").startswith("Yes: ")
    assert answer("did SMH set a record in January 2024?").startswith("No: ")
    assert "on 4 March 2024" in answer("when did SMH last close at a record?")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("is SMH more than 5% below its high?", "Yes"),
        ("is SMH more than 7% below its high?", "No"),
        ("is SMH less than 7% below its record?", "Yes"),
        ("is SMH at least 10% above its high?", "No"),
    ],
)
def test_a_distance_that_is_asked_to_be_confirmed_is(question: str, word: str) -> None:
    assert answer(question).startswith(f"{word}: SMH has lost 6.00%")


def test_how_far_below_its_high_is_told_from_the_high_of_the_past_year_to_now() -> None:
    assert answer("how far below its high is SMH?").startswith("SMH has lost 6.00% from its high of $250.00 on 4 March 2024")
    told = answer("how far below its high is SMH?", date(2023, 6, 1))
    assert told.startswith("SMH has lost 5.00% from its high of $200.00 on 1 September 2022")  # nine months before


def test_beside_a_distance_a_sentence_on_another_high_or_on_a_move_is_not_quoted() -> None:
    text = "SMH is 6% below its high of 4 March. SPY set a new high on 4 March. SMH rose 1% on 5 March, after its results."

    def library(query: str, limit: int = 8) -> list[Passage]:
        when = datetime(2024, 3, 12, 12, tzinfo=UTC)
        return [Passage("f1", "0" * 64, "Chip funds", "Harbour Post", when, None, 0, len(text), text, 1.0)]

    found = draft("how far below its high is SMH?", prices=Steps(), search=library, article_text=lambda i: text)
    quotes = [sentence.text for sentence in found.sentences if "Harbour Post" in sentence.text]
    assert len(quotes) == 1 and "SMH is 6% below" in quotes[0]
