"""Who holds a view: named by how much they argue for it, and nobody where no article speaks of the matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.engines.figure_asked import figure_asked
from copilot.engines.holders import matter_of
from copilot.engines.question import Question, understand
from copilot.engines.question_names import names_in_question
from copilot.engines.question_side import side_of
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.types import Draft, Passage

AS_OF = date(2025, 12, 18)
TEXTS = {
    "Owl Weekly": "The rally in small caps is fragile, because valuations are stretched for IJR. Weak earnings threaten IJR. "
    "Heavy debt is a risk for the weakest companies in IJR. A slowdown would hurt IJR and its heavily indebted companies. "
    "Cheap valuations support IJR for the patient. Lower rates are a tailwind for IJR.",
    "Street Markets": "Traders in IJR were worried by a disappointing auction on Friday.",
    "Upbeat House": "The rally in IJR can be sustained, because earnings improve. Falling rates support IJR. "
    "Demand for IJR is strong and valuations are attractive. The government shutdown has stopped reports since August.",
}
PASSAGES = [
    Passage(f"w{at}", "0" * 64, "Weekly view", house, datetime(2025, 12, 12, 21, tzinfo=UTC), None, 0, len(text), text, 1.0)
    for at, (house, text) in enumerate(TEXTS.items())
]
BY_ID = {passage.article_id: passage.quote for passage in PASSAGES}
_UNHEARD = ("who is bearish?", "who is sceptical?")  # words that no article holds


def draft(question: str) -> Draft:
    return draft_answer(
        question,
        as_of=AS_OF,
        search=lambda query, limit: [] if query in _UNHEARD else PASSAGES[:limit],
        prices=SamplePrices(),
        meetings=meetings(as_of=AS_OF),
        article_text=BY_ID.__getitem__,
    )


def said(question: str) -> str:
    return " ".join(sentence.text for sentence in draft(question).sentences)


def read(question: str) -> Question:
    return understand(question, as_of=AS_OF, find_names=names_in_question)


@pytest.mark.parametrize("matter", ["a recession", "a crash", "a bear market"])
def test_nobody_is_named_for_a_view_of_what_no_article_speaks_of(matter: str) -> None:
    for question in (f"Which writers expect {matter}?", f"who expects {matter}?"):
        assert said(question).startswith("No article found says so.") and draft(question).status == "declined", question


def test_what_a_view_is_of() -> None:
    assert matter_of(read("which writers expect a recession?")) == {"recession"}
    assert matter_of(read("who is optimistic about earnings?")) == {"earn"}
    assert matter_of(read("who believes rates are going to rise?")) and said("who believes rates are going to rise?").startswith(
        "No article"
    )
    for question in ("who is bearish?", "which newsletter is the gloomiest?", "who disagrees about the rally?"):
        assert not matter_of(read(question)), question
    assert said("who is optimistic about earnings?").startswith("Arguments for further gains stand in Upbeat House.")


@pytest.mark.parametrize(
    "question", ["who is bearish?", "who is sceptical?", "who is pessimistic about small caps?", "which writer is most bearish?"]
)
def test_who_argues_most_is_named_though_they_quote_the_other_side(question: str) -> None:
    assert said(question).startswith("Arguments against further gains stand in Owl Weekly.")


def test_who_is_against_something_compares_nothing() -> None:
    assert side_of("who is against the rally?") == "against" and "relative" not in read("who is against the rally?").measures
    assert said("who is against the rally?").startswith("Arguments against it stand in Owl Weekly.")
    assert "relative" in read("how did IJR do against SPY in November?").measures


def test_of_two_that_rose_neither_fell() -> None:
    assert said("which fell more, IJR or IWM in November?").startswith("Neither of them lost: IJR returned 2.61%")
    assert said("which rose more, IJR or IWM in November?").startswith("IJR returned 2.61%")


def test_articles_on_a_matter_are_no_figure() -> None:
    assert figure_asked(read("what articles are there about inflation?")) is None
    assert figure_asked(read("what inflation rate is there?")) is not None


def test_the_day_that_something_ended_is_told_by_no_other_time_of_it() -> None:
    answer = draft("when did the government shutdown end?")
    assert answer.sentences[0].text.startswith("No article found tells when") and answer.status != "answered"


VIEWS = {
    "On gilts": (
        "Gilt desk",
        "Ada Brill, a strategist at Peel, expects gilt yields to rise by spring. Analysts at Corran Bank predict that gilt yields will "
        "fall. Some dealers do not expect gilt yields to rise. Gilt yields rose by more than many economists had expected. "
        "The Treasury's preferred gauge of gilt yields rose in May. If Tollund Partners see gilt yields rise, they will sell. "
        "“Wheat exports will shrink, whatever the harvest,” said Ilmar Rask, who farms near Pskov.",
    ),
    "Governor Maren Holt on the outlook": ("Central Bank", "I expect rents to ease through the year. Rents rose quickly in May."),
}


def held(question: str) -> str:
    when = datetime(2025, 12, 12, 21, tzinfo=UTC)
    passages = [Passage(t, "0" * 64, t, house, when, None, 0, len(text), text, 1.0) for t, (house, text) in VIEWS.items()]
    made = draft_answer(
        question,
        as_of=AS_OF,
        search=lambda query, limit: passages[:limit],
        prices=SamplePrices(),
        meetings=meetings(as_of=AS_OF),
        article_text=lambda i: VIEWS[i][1],
    )
    return " ".join(sentence.text for sentence in made.sentences)


def test_who_expects_a_thing_is_named_and_which_way_it_goes_is_heeded() -> None:
    told = held("who expects gilt yields to rise?")
    assert told.startswith("As far as the articles tell: Ada Brill. Of Ada Brill Gilt desk writes:")
    assert "1" in told and not any(other in told for other in ("Corran", "dealers", "economists", "Treasury", "Tollund"))
    assert held("who predicts lower gilt yields?").startswith("As far as the articles tell: analysts at Corran Bank.")


def test_who_speaks_is_told_of_a_speech_and_of_what_is_said_in_quotation_marks() -> None:
    assert held("who expects rents to ease?").startswith(
        "As far as the articles tell: Governor Maren Holt. Governor Maren Holt writes:"
    )
    assert held("who says wheat exports will shrink?").startswith("As far as the articles tell: Ilmar Rask.")


@pytest.mark.parametrize(
    "question", ["who expects gilt prices to rise?", "who expects rents to rise?", "who says wheat exports will grow?"]
)
def test_of_a_view_that_nobody_holds_nobody_is_named(question: str) -> None:
    assert held(question).startswith(("No article found says so.", "Nothing in the library answers")), question


def test_what_somebody_thinks_is_told_in_the_first_person_of_an_own_text_or_as_it_is_reported() -> None:
    assert held("does Holt expect rents to ease?").startswith("Governor Maren Holt writes: “I expect rents to ease")
    assert "Rents rose quickly" not in held("does Holt expect rents to ease?")
    assert "expects gilt yields to rise by spring" in held("does Ada Brill expect gilt yields to rise?")
    assert "Tollund" not in held("does Ada Brill expect gilt yields to rise?")


def test_what_is_expected_is_a_figure_or_a_plan_and_no_argument() -> None:
    kinds = {
        "how much are cocoa exports expected to be?": "topic",
        "what is the Bank of England expected to do?": "topic",
        "is IJR up or down since the Fed cut on 10 December?": "measure",
        "will the rally in IJR last?": "outlook",
        "is IJR expected to go up or down?": "outlook",
    }
    for question, kind in kinds.items():
        assert read(question).kind == kind, question


def test_since_an_event_on_a_day_is_from_that_day_on_and_on_a_day_is_of_it() -> None:
    since, on = read("how has IJR done since the Fed cut on 10 December?").period, read("how did IJR do on 10 December?").period
    assert since is not None and on is not None
    assert (since.start, since.end) == (date(2025, 12, 10), AS_OF) and (on.start, on.end) == (
        date(2025, 12, 10),
        date(2025, 12, 10),
    )


def test_what_the_risks_are_is_told_alone_and_of_the_year_asked_about_first() -> None:
    texts = {
        "n1": "Banks face many risks. The main risk for 2026 is a duty on imports. IWM may well fall if demand is weak.",
        "n2": "IWM is supported by strong earnings, and its rally can be sustained. A strike could derail the recovery of IWM.",
    }

    def found(query: str, limit: int = 8) -> list[Passage]:
        when = datetime(2025, 12, 10, 12, tzinfo=UTC)
        return [Passage(one, "0" * 64, "Notes", "Tern Post", when, None, 0, len(text), text, 1.0) for one, text in texts.items()]

    def of(question: str) -> Draft:
        return draft_answer(
            question, as_of=AS_OF, search=found, prices=SamplePrices(), meetings=(), article_text=texts.__getitem__
        )

    ahead = of("what are the risks for 2026?")
    assert not ahead.metrics and not any(one.section == "support" for one in ahead.sentences)
    assert "a duty on imports" in next(one.text for one in ahead.sentences if one.section == "against")
    both = of("will the rally in IWM last?")
    assert any(one.section == "support" for one in both.sentences) and both.metrics


def test_since_what_happened_on_a_day_is_from_the_close_of_that_day() -> None:
    for event in ("the close on 20 November", "its close on 20 November", "the rout on 20 November"):
        assert "between 20 November 2025 and" in said(f"how much has IJR risen since {event}?"), event


def test_how_high_something_is_asks_its_level_and_how_high_it_got_its_high() -> None:
    assert read("how high is IJR?").measures == ("level",)
    assert "high" in read("how high did IJR get in November?").measures


def test_how_high_a_thing_of_an_instrument_is_asks_that_thing_and_not_its_level() -> None:
    assert read("how low is the volatility of IJR?").measures == ("volatility",)
    assert read("how high is IJR's drawdown in 2025?").measures == ("drawdown",)
    for question in (
        "how high is the risk in IJR?",
        "how high is IJR's yield?",
        "how low are the dividends of IJR?",
        "how high is IJR risk?",
    ):
        assert not read(question).measures, question
    for question in ("how low is IJR's price?", "how high is IJR on 20 November?", "how high is IJR now?"):
        assert read(question).measures == ("level",), question


DENIED = {
    "On oats": (
        "Grain desk",
        "Peel Partners expects no glut of oats. Corran Bank expects growers to avoid a glut of oats. Few traders expect a glut of oats. "
        "Ada Brill of Tollund says a glut of oats is unlikely. Ilmar Rask of Holm forecasts a glut of oats. "
        "Corran Bank said that Amber Partners expects lower rents. Ada Brill of Tollund expects landlords to postpone lifting fares. "
        "Barges wait to hear whether officials think levies will rise, and ports would close if traders expect higher levies.",
    ),
}


def test_who_denies_a_thing_or_puts_it_off_does_not_expect_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "VIEWS", DENIED)
    assert held("who expects a glut of oats?").startswith("As far as the articles tell: Ilmar Rask of Holm. Of")
    assert held("who expects no glut of oats?").startswith("As far as the articles tell: Peel Partners. Of")
    assert not held("who expects fares to rise?").startswith("As far as")


def test_what_is_only_asked_or_supposed_is_nobodys_view_and_who_passes_a_view_on_does_not_hold_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "VIEWS", DENIED)
    assert not held("who expects higher levies?").startswith("As far as")
    assert held("who expects lower rents?").startswith("As far as the articles tell: Amber Partners. Of")


def test_who_voted_against_is_told_with_how_many_they_were() -> None:
    text = "Rowan Teal voted against it and asked for patience. The committee voted to lower rates by a quarter of a point."
    when = datetime(2025, 12, 11, 12, tzinfo=UTC)
    found = [Passage("v", "0" * 64, "The vote", "Tern Post", when, None, 0, len(text), text, 1.0)]

    def of(question: str) -> list[str]:
        made = draft_answer(
            question,
            as_of=AS_OF,
            search=lambda query, limit: found,
            prices=SamplePrices(),
            meetings=meetings(as_of=AS_OF),
            article_text=lambda identity: text,
        )
        return [sentence.text for sentence in made.sentences]

    for question in ("who voted against the cut?", "who opposed the decision?", "who dissented in December?"):
        first, second, *_ = of(question)
        assert first.startswith("On 10 December 2025 there were 3 votes against") and "Rowan Teal" in second, question
    assert not any("votes against" in told for told in of("who voted for the cut?"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Riksbank lowers rates", "Rowan Teal voted against the rate cut and asked for patience."),
        ("Rates fall", "The Bank of Canada cut rates. Rowan Teal voted against the rate cut."),
        ("The vote", "Rowan Teal of the Norges Bank voted against the rate cut."),
    ],
)
def test_who_voted_against_at_another_central_bank_is_no_answer_for_the_fed(title: str, text: str) -> None:
    def of(title: str, text: str, question: str = "who voted against the cut?") -> str:
        when = datetime(2025, 12, 11, 12, tzinfo=UTC)
        found = [Passage("v", "0" * 64, title, "Tern Post", when, None, 0, len(text), text, 1.0)]
        made = draft_answer(
            question,
            as_of=AS_OF,
            search=lambda query, limit: found,
            prices=SamplePrices(),
            meetings=meetings(as_of=AS_OF),
            article_text=lambda identity: text,
        )
        return " ".join(sentence.text for sentence in made.sentences)

    assert "Rowan Teal" not in of(title, text)
    assert "Rowan Teal" in of("The Fed lowers rates", "Rowan Teal voted against the rate cut and asked for patience.")
    assert "votes against" not in of(title, text, "who dissented in 2025?")  # one count is none of a year of meetings
    assert "votes against" not in of(title, text, "who dissented at the Riksbank in December?")


def test_a_question_of_a_thing_that_no_article_names_is_not_answered_outright_by_half_of_its_words() -> None:
    text = "Two members opposed the merger with the ferry line. The board backed the budget."
    when = datetime(2025, 12, 11, 12, tzinfo=UTC)
    found = [Passage("v", "0" * 64, "The board", "Tern Post", when, None, 0, len(text), text, 1.0)]

    def of(question: str) -> str:
        made = draft_answer(
            question,
            as_of=AS_OF,
            search=lambda query, limit: found,
            prices=SamplePrices(),
            meetings=(),
            article_text=lambda identity: text,
        )
        return " ".join(sentence.text for sentence in made.sentences)

    assert "opposed" not in of("who opposed the dividend?") and "opposed the merger" in of("who opposed the merger?")
