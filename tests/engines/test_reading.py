"""How a question is read before it is answered: its language, spelling, parts, names that no article holds, publishers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.declining import decline
from copilot.engines.digest import Openings
from copilot.engines.events import at_decision
from copilot.engines.extractive import draft_answer
from copilot.engines.parts import parts_of
from copilot.engines.publishers import asked_of, named_publishers
from copilot.engines.question import understand
from copilot.engines.question_names import names_in_question
from copilot.engines.reading import foreign_language, respelt
from copilot.engines.unheard import unheard
from copilot.types import Passage

from .small_library import ARTICLES, AS_OF, MEETINGS, TablePrices, article_text, draft, passage, search, told


def openings(start: date, end: date) -> list[Passage]:
    dated = sorted(ARTICLES, key=lambda identity: ARTICLES[identity][2], reverse=True)
    return [passage(one, 0, len(article_text(one))) for one in dated if start <= ARTICLES[one][2] <= end]


OPENINGS: Openings = openings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wie steht es um die Chipaktien?", "German"),
        ("¿por qué subió el oro en marzo?", "Spanish"),
        ("pourquoi les actions ont-elles baissé en mars?", "French"),
        ("金价怎么样", "another script"),
        ("how did chip stocks do in La Paz?", None),
        ("was it a no to the die casting deal?", None),
    ],
)
def test_another_language_is_known_by_its_small_words(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


def test_a_question_in_another_language_is_declined_and_says_what_to_do() -> None:
    made = draft("wie steht es um die Chipaktien?")
    assert made.status == "declined" and "English" in told(made) and "German" in told(made)


def test_misspelt_words_of_asking_are_put_right_and_names_and_used_words_are_left_alone() -> None:
    assert respelt("the outlok for chip stoks in Febuary", [], lambda word: False) == "the outlook for chip stocks in February"
    assert respelt("why did zoxlab raly?", names_in_question("why did zoxlab raly?"), lambda word: word == "raly") == (
        "why did zoxlab raly?"
    )
    assert respelt("is the rally sustainable?", [], lambda word: False) == "is the rally sustainable?"


def test_a_misspelt_question_is_answered_as_the_one_it_nearly_is() -> None:
    made = draft("is the raly in chip stocks sustainble?")
    assert made.resolved_question == "is the rally in chip stocks sustainable?"
    assert made.sentences == draft("is the rally in chip stocks sustainable?").sentences


@pytest.mark.parametrize(
    "question", ["what dividend does Tolliver Brass pay?", "why did Ada Quince resign?", "what does zoxlab say of chip stocks?"]
)
def test_a_name_that_no_article_holds_is_declined_by_that_name(question: str) -> None:
    made = draft(question)
    assert made.status == "declined"
    assert "No article in the library mentions “" in told(made)


def test_a_name_is_heard_by_its_last_word_and_by_one_that_no_dictionary_has() -> None:
    found = [passage("a2", 0, len(article_text("a2")))]  # it speaks of Ada Brill, of chips and of a fund

    def nothing(query: str, limit: int) -> list[Passage]:
        return []

    assert unheard(["Ada Brill", "Brill"], found, nothing) == []
    assert unheard(["Ada Quince", "Grenvaux Fund", "Zoxlab"], found, nothing) == ["Ada Quince", "Grenvaux Fund", "Zoxlab"]


def test_a_name_that_no_article_holds_does_not_keep_the_prices_from_answering() -> None:
    made = draft("how did SMH do in February under Ada Quince?")
    assert made.status == "answered" and "SMH" in told(made)


def test_what_is_named_but_not_answered_is_met_by_the_nearest_sentences_and_says_so() -> None:
    made = draft("Which school did Ada Brill attend before Peel?")
    assert made.status in ("partial", "answered")
    assert "Ada Brill" in told(made)


def parts(text: str) -> tuple[str, ...]:
    return parts_of(text, names_in_question, AS_OF)


def test_two_questions_in_one_are_told_apart_and_the_second_is_made_whole() -> None:
    assert parts("how did SMH do in February and what drove it?") == ("how did SMH do in February", "what drove SMH in February?")
    assert parts("what did the Fed do in March and how did SMH react?") == (
        "what did the Fed do in March",
        "how did SMH react to the Fed decision in March?",
    )
    assert len(parts("when did SMH peak and how much was it?")) == 1  # the same matter
    assert len(parts("how do SMH and SPY compare?")) == 1


def test_both_parts_are_answered_and_a_declined_one_leaves_the_other() -> None:
    both = told(draft("what did the Fed do in March and how did SMH react?"))
    assert "20 March 2024 the Federal Reserve cut" in both
    assert "SMH" in both and both.index("Federal Reserve") < both.index("SMH")
    mixed = draft("should I buy SMH and how did SPY do in February?")
    assert mixed.status == "partial" and "no advice" in told(mixed) and "SPY" in told(mixed)


def read(text: str) -> object:
    question = understand(text, as_of=AS_OF, find_names=names_in_question)
    period = at_decision(question, [meeting for meeting in MEETINGS if meeting.announced <= AS_OF], AS_OF).period
    return period and (period.start.isoformat(), period.end.isoformat())


def test_a_decision_of_the_fed_gives_the_time_from_its_day_on_or_the_day_of_a_reaction() -> None:
    assert read("how has SMH done since the Fed cut in January?") == ("2024-01-31", "2024-03-28")
    assert read("how has SMH done since the last rate cut?") == ("2024-03-20", "2024-03-28")
    assert read("how did SMH react to the December Fed meeting?") == ("2023-12-13", "2023-12-13")
    assert read("how has SMH done since the Fed raised rates?") is None
    assert read("how did SMH do in February?") == ("2024-02-01", "2024-02-29")


def test_the_news_of_a_time_is_an_opening_of_each_article_and_the_moves() -> None:
    made = draft("what happened in March?", openings=OPENINGS)
    text = told(made)
    assert made.status == "answered"
    assert "Hollow Oak Letter" in text and "Northmoor Research" in text
    assert "SMH" in text and "[M1]" in text
    assert draft("what happened in January?", openings=lambda start, end: []).status == "declined"


def test_an_article_is_told_in_short_by_its_own_sentences_in_their_order() -> None:
    made = draft("summarise the wrap of 12 March", openings=OPENINGS)
    assert [passage.article_id for passage in made.passages] == ["a3", "a3"]
    first, second = (sentence.text for sentence in made.sentences)
    assert "fears that export curbs will widen" in first and second.startswith("The text adds: “SMH lost 1.5%")
    (only,) = {
        passage.article_id for passage in draft("what are the main points of the chip rally note?", openings=OPENINGS).passages
    }
    assert only == "a1"


def test_an_article_that_is_not_there_is_not_told_in_short_by_another() -> None:
    for question in ("summarise the wrap of 5 February", "summarise the note on copper mines"):
        assert "The text adds" not in told(draft(question, openings=OPENINGS)), question


@pytest.mark.parametrize(
    "question",
    [
        "summarise the article “Copper at a crossroads”",
        "sum up the Hollow Oak column on copper",
        "what are the main points of Ada Brill's speech?",
        "give me the gist of the wrap of 5 February",
    ],
)
def test_a_summary_of_an_article_not_held_says_so_and_tells_nothing_else(question: str) -> None:
    made = draft(question, openings=OPENINGS)
    assert made.status == "declined" and "holds no article that is called so" in told(made) and not made.metrics


MATTERS = {
    "m1": (
        "Paid to wait",
        "Northmoor Research",
        "Dividends of chip makers doubled in three years. Dividends are raised from cash. Few cut their dividends in a slump. "
        "Buybacks were suspended.",
    ),
    "m2": ("Chips on the table", "Hollow Oak Letter", "Chip makers sold more. One raised its dividends. Buybacks were small."),
}


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("summarise the note on dividends", True),
        ("summarise the Northmoor note on dividends", True),
        ("summarise the Hollow Oak note on dividends", False),
        ("summarise the note on buybacks", False),
        ("summarise the speech on dividends", False),
        ("summarise the note of 5 February on dividends", False),
    ],
)
def test_a_note_on_a_matter_is_the_one_article_that_speaks_of_it_far_more_than_others(question: str, is_told: bool) -> None:
    when = datetime(2024, 3, 20, 12, tzinfo=UTC)
    found = [
        Passage(one, "0" * 64, title, house, when, None, 0, len(text), text, 1.0) for one, (title, house, text) in MATTERS.items()
    ]
    made = draft_answer(
        question,
        as_of=AS_OF,
        search=lambda query, limit: found,
        prices=TablePrices(),
        meetings=MEETINGS,
        article_text=lambda one: MATTERS[one][2],
        openings=lambda start, end: [],
    )
    assert (made.status == "answered") is is_told, told(made)
    if is_told:
        assert told(made).startswith("No title holds these words") and {one.article_id for one in made.passages} == {"m1"}


def test_what_is_to_be_told_in_the_form_of_a_note_calls_for_no_one_article() -> None:
    for question in (
        "summarise what speaks for chip stocks in a brief memo",
        "summarise the inflation report",
        "sum up the Fed's March decision in a column",
        "give me the gist of the profits story",
    ):
        assert "no article that is called so" not in told(draft(question, openings=OPENINGS)), question
        assert "No single article" not in told(draft(question, openings=OPENINGS)), question


def test_of_an_article_that_may_be_held_it_is_said_that_none_could_be_picked() -> None:
    assert "No single article could be picked" in told(
        draft("summarise the Northmoor letter for cautious readers abroad", openings=OPENINGS)
    )
    assert "No single article" not in told(draft("summarise the statement on barley", openings=OPENINGS))


def test_a_title_with_a_number_in_words_is_not_printed_in_a_decline() -> None:
    day = datetime(2024, 3, 4, 12, tzinfo=UTC)
    found = [Passage(t, "0" * 64, t, "Owl Letter", day, None, 0, 5, "Oats.", 1.0) for t in ("Oats fell five percent", "Why oats")]
    asked = understand("summarise it", as_of=AS_OF, find_names=names_in_question)
    said = " ".join(one.text for one in decline(asked, "unheld", found, ()))
    assert "Why oats" in said and "five" not in said


def test_a_summary_of_a_matter_calls_for_no_one_article() -> None:
    for question in ("summarise the case for chip stocks", "sum up what speaks against chip stocks"):
        assert "no article" not in told(draft(question, openings=OPENINGS)), question


def test_the_whole_library_is_told_by_one_sentence_of_each_article() -> None:
    made = draft("summarise the library", openings=OPENINGS)
    assert told(made).startswith("The newest articles of the library, one sentence of each:")
    assert [passage.article_id for passage in made.passages] == ["a2", "a3", "a1", "a4"]


def test_publishers_are_named_whole_or_by_a_first_word_that_is_none_of_the_language() -> None:
    held = ["Northmoor Research", "The Tide", "Hollow Oak Letter", "Federal Reserve", "zoxlab.com"]
    assert named_publishers("what does Northmoor think?", held) == {"Northmoor Research"}
    assert named_publishers("the risks according to the hollow oak letter", held) == {"Hollow Oak Letter"}
    assert named_publishers("has the tide turned?", held) == frozenset()
    assert named_publishers("what did the Federal Reserve decide, as zoxlab has it?", held) == {"zoxlab.com"}


def test_the_views_of_a_publisher_are_its_own_arguments_and_nothing_about_itself() -> None:
    own = [one for one in ARTICLES if ARTICLES[one][1] == "Northmoor Research"]

    def among(query: str, limit: int = 8) -> list[Passage]:
        return [found for found in search(query, 40) if found.article_id in own][:limit]

    made = draft("what does Northmoor Research think?", search=among, publishers=["Northmoor Research"])
    assert made.status == "answered"
    assert {item.publisher for item in made.passages} == {"Northmoor Research"}
    assert "rally can be sustained" in told(made)


def test_published_days_of_the_small_library_are_as_the_tests_assume() -> None:
    assert passage("a1", 0, 10).published == datetime(2024, 3, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what does Northmoor expect of a December cut?", "topic"),
        ("does Northmoor think the rally can last?", "views"),
        ("what does Northmoor say?", "views"),
    ],
)
def test_what_one_publisher_expects_is_told_and_not_weighed(text: str, kind: str) -> None:
    question = understand(text, as_of=AS_OF, find_names=names_in_question)
    assert asked_of(question, ["Northmoor Research"]).kind == kind


def test_a_dropped_g_is_no_other_word() -> None:
    assert respelt("how is gold doin lately", [], lambda word: False) == "how is gold doing lately"
