"""Why something moved, in a time or in one session: reasons told of that time, of what is asked about and of that way."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.types import Passage

from .small_library import AS_OF, MEETINGS
from .test_asked import Steadier

CAUSES = (
    "Chip stocks rose in January because buyers returned. Chip stocks fell in January because orders slowed. "
    "Chip stocks rise when makers build too little, because prices are firm. Chip stocks rallied because export curbs were eased."
)


def reasons(question: str, published: datetime) -> str:
    def causes(query: str, limit: int = 8) -> list[Passage]:
        return [Passage("f1", "0" * 64, "Chip stocks", "Harbour Post", published, None, 0, len(CAUSES), CAUSES, 1.0)]

    made = draft_answer(question, as_of=AS_OF, search=causes, prices=Steadier(), meetings=MEETINGS, article_text=lambda i: CAUSES)
    return " ".join(sentence.text for sentence in made.sentences if sentence.section == "lead")


def test_a_reason_of_a_time_tells_of_it_and_is_no_rule_and_no_reason_of_the_other_way() -> None:
    soon = reasons("why did chip stocks rise in January?", datetime(2024, 2, 2, 12, tzinfo=UTC))
    assert "buyers returned" in soon and "export curbs" in soon
    assert "orders slowed" not in soon and "build too little" not in soon
    assert "export curbs" not in reasons("why did chip stocks rise in January?", datetime(2024, 3, 20, 12, tzinfo=UTC))


SESSIONS = {
    "Closing report, 12 March": (
        datetime(2024, 3, 12, 22, tzinfo=UTC),
        "Chip shares gave back part of the winter's gains on Tuesday as worries about licences came back. "
        "Utilities climbed as investors looked for shelter. Though SPY rallied early, buyers of chip stocks soured after comments by a "
        "minister. The fund of chip stocks fell 1.5%, one day after a record. Bonds slid on fears of supply, while stocks were little "
        "changed as traders waited. European equities fell as doubts about trade grew.",
    ),
    "The session of 7 March": (
        datetime(2024, 3, 8, 13, tzinfo=UTC),
        "Chip stocks fell as fears over margins spread. Chip stocks had dropped on 12 March 2023 because of a bank.",
    ),
    "Notebook": (
        datetime(2024, 3, 22, 22, tzinfo=UTC),
        "21 March 2024 saw a strong rebound of chip stocks after the slump of 20 March 2024, driven by hopes for cheaper memory. "
        "On 20 March 2024 chip stocks slumped after a long rally, on fears of a duty on wafers. Chip stocks have a new catalyst on "
        "20 March 2024, a trade fair. On 20 March 2024 traders in chip stocks took a wait-and-see stance amid talk of a merger.",
    ),
    "Courts": (
        datetime(2024, 3, 25, 22, tzinfo=UTC),
        "Chip stocks dropped on 25 March 2024 because a court in Ohio upheld a patent. Chip stocks in Queensland dropped on 25 March 2024 "
        "because a mine shut.",
    ),
    "Weekend notes: Friday, 15 March": (
        datetime(2024, 3, 18, 13, tzinfo=UTC),
        "Chip stocks slipped on Friday as buyers took profits.\n\nSources\n\n- Chip stocks slide on fears of a glut on 15 March",
    ),
}


def reason_of(question: str) -> str:
    def found(query: str, limit: int = 8) -> list[Passage]:
        return [
            Passage(title, "0" * 64, title, "Harbour Post", when, None, 0, len(text), text, 1.0)
            for title, (when, text) in SESSIONS.items()
        ]

    texts = {title: text for title, (_, text) in SESSIONS.items()}
    made = draft_answer(question, as_of=AS_OF, search=found, prices=Steadier(), meetings=MEETINGS, article_text=texts.__getitem__)
    return " ".join(sentence.text for sentence in made.sentences if sentence.section in ("lead", "unknown"))


def test_the_reason_of_a_session_is_told_of_that_day_and_of_what_is_asked_about() -> None:
    told = reason_of("why did chip stocks fall on 12 March?")
    assert "worries about licences" in told and "soured after comments by a minister" in told
    for other in (
        "looked for shelter",
        "one day after",
        "fears of supply",
        "little changed",
        "European",
        "fears over margins",
        "a bank",
    ):
        assert other not in told, other


def test_a_title_that_names_a_day_says_of_which_session_its_article_is() -> None:
    assert "fears over margins" in reason_of("why did chip stocks fall on 7 March?")
    told = reason_of("why did SMH fall on 15 March?")
    assert "buyers took profits" in told and "glut" not in told  # the title of another text, in a list of sources


def test_of_two_days_and_of_two_ways_the_first_told_is_that_of_the_reason() -> None:
    told = reason_of("why did chip stocks fall on 20 March?")
    assert "a duty on wafers" in told and not any(other in told for other in ("cheaper memory", "trade fair", "merger"))
    rose = reason_of("why did chip stocks rise on 21 March?")
    assert "cheaper memory" in rose and "wafers" not in rose


@pytest.mark.parametrize(("fund", "is_told"), [("SPY", True), ("IVV", True), ("QQQ", False), ("IWM", False)])
def test_a_reason_told_of_an_index_alone_is_one_for_the_fund_on_it(fund: str, is_told: bool) -> None:
    text = "The S&P 500 slid on 12 March 2024 as worries about a levy on imports grew."
    when = datetime(2024, 3, 12, 22, tzinfo=UTC)
    found = [Passage("f", "0" * 64, "Closing report", "Harbour Post", when, None, 0, len(text), text, 1.0)]
    made = draft_answer(
        f"why did {fund} fall on 12 March 2024?",
        as_of=AS_OF,
        search=lambda query, limit: found,
        prices=Steadier(),
        meetings=MEETINGS,
        article_text=lambda identity: text,
    )
    assert ("a levy on imports" in " ".join(one.text for one in made.sentences)) is is_told


def test_prices_of_another_market_do_not_contradict_what_is_asked_of_a_country() -> None:
    assert "did not fall" not in reason_of("why did chip stocks in Japan fall on 21 March?")
    assert "did not fall" in reason_of("why did chip stocks fall on 21 March?")


def test_where_no_article_gives_a_reason_of_that_day_none_is_given() -> None:
    assert "No article found gives a reason" in reason_of("why did chip stocks fall on 20 February?")


def test_a_reason_without_a_time_is_of_the_very_instrument_and_behind_the_move_of_its_day() -> None:
    told = reason_of("why did chip stocks fall?")
    assert "worries about licences" in told or "a duty on wafers" in told or "buyers took profits" in told
    assert re.search(r"SMH lost \d+\.\d+% on \d+ March 2024", told) is not None
    for other in ("looked for shelter", "European", "a bank", "cheaper memory", "fears of supply"):
        assert other not in told, other
    assert "worries about licences" not in reason_of("why did utilities fall?")


@pytest.mark.parametrize(
    "text",
    [
        "The Nasdaq 100 fell on 12 March 2024 because of a levy on servers.",
        "Stocks fell on 12 March 2024 because of a levy on servers.",
        "SPY fell in February 2024 because of a levy on servers.",
        "SPY tends to fall because of a levy on servers.",
    ],
)
def test_a_reason_of_another_instrument_or_of_no_day_is_none_of_an_undated_fall(text: str) -> None:
    when = datetime(2024, 3, 12, 22, tzinfo=UTC)
    found = [Passage("f", "0" * 64, "Report", "Harbour Post", when, None, 0, len(text), text, 1.0)]
    made = draft_answer(
        "why did SPY fall?",
        as_of=AS_OF,
        search=lambda query, limit: found,
        prices=Steadier(),
        meetings=MEETINGS,
        article_text=lambda identity: text,
    )
    assert "a levy on servers" not in " ".join(one.text for one in made.sentences)


def test_a_state_of_the_country_is_no_other_market_and_one_of_another_country_is() -> None:
    told = reason_of("why did chip stocks fall on 25 March?")
    assert "court in Ohio" in told and "mine shut" not in told
