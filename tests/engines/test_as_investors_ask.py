"""What a private investor types at the terminal: what it costs, who is worried, which of two where one has no prices."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.engines.extractive import draft_answer
from copilot.engines.question_names import names_in_question
from copilot.engines.question_side import side_of
from copilot.market.policy import meetings
from copilot.market.sample import SamplePrices
from copilot.types import Draft, Passage

AS_OF = date(2025, 12, 18)
TEXTS = {
    "Harbour Wire": "The rally in small caps can be sustained, because earnings improve and valuations are attractive for IJR. "
    "The recovery is real, and falling rates support IJR.",
    "Harbour Wire, Rates Desk": "Cheap valuations and strong earnings underpin the rally in IJR.",
    "Northmoor Letter": "The rally in small caps is fragile, because valuations are stretched and a recession is a risk for IJR. "
    "Weak earnings threaten the rally in IJR. If inflation eases and rates fall, IJR has room to run. "
    "Inflation has crept up again over the summer. Debt remains a burden on many small companies. "
    "Companies with floating debt had 75 basis points of relief. The annual expense ratio of IJR is 0.06%. "
    "IJR pays its dividend quarterly, lately 0.57 dollars a share.",
}
PASSAGES = [
    Passage(f"n{at}", "0" * 64, "Weekly view", house, datetime(2025, 12, 12, 21, tzinfo=UTC), None, 0, len(text), text, 1.0)
    for at, (house, text) in enumerate(TEXTS.items())
]
BY_ID = {passage.article_id: passage.quote for passage in PASSAGES}


def draft(question: str) -> Draft:
    return draft_answer(
        question,
        as_of=AS_OF,
        search=lambda query, limit: PASSAGES[:limit],
        prices=SamplePrices(),
        meetings=meetings(as_of=AS_OF),
        article_text=BY_ID.__getitem__,
        houses=TEXTS,
        openings=lambda start, end: [],
    )


def said(question: str) -> str:
    return " ".join(sentence.text for sentence in draft(question).sentences)


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("which newsletter is the gloomiest?", "against"),
        ("who thinks the advance will fade?", "against"),
        ("which house is most upbeat?", "support"),
        ("who thinks it is a bubble?", "support"),
        ("is the outlook gloomy?", "both"),
    ],
)
def test_who_holds_a_view_is_one_side_of_it(question: str, side: str) -> None:
    assert side_of(question) == side


def test_who_argues_is_named_first_and_a_house_with_its_desks_is_one() -> None:
    assert said("which publisher is most pessimistic about the rally?").startswith(
        "Arguments against it stand in Northmoor Letter."
    )
    assert said("who is most upbeat about the rally?").startswith("Arguments for it stand in Harbour Wire.")
    both = said("who disagrees about the rally?")
    assert "for it stand in Harbour Wire" in both and "against it stand in Northmoor Letter" in both
    assert not said("is the rally healthy?").startswith("Arguments")


def test_no_other_instrument_stands_in_for_one_without_prices() -> None:
    for question in ("compare IJR with GLD", "did IJR beat GLD in November?", "is IJR more volatile than GLD?"):
        answer = draft(question)
        text = " ".join(sentence.text for sentence in answer.sentences)
        assert text.startswith("The price source has no prices of GLD"), question
        assert "SPY" not in text and not {"Yes:", "No:"} & set(text.split()) and answer.status == "partial"
    assert "SPY returned" in said("compare IJR with SPY")
    assert said("is IJR more volatile than SPY?").startswith("Yes: ")


def test_a_ticker_of_one_letter_is_one_where_an_instrument_stands() -> None:
    for question in ("how did C do in May?", "what is V's price?", "compare T and SPY"):
        assert any(len(name.id) == 1 for name in names_in_question(question)), question
    for question in ("did I miss it?", "what is the S in S&P 500?", "is plan B better?", "how did A rated bonds do?"):
        assert not any(len(name.id) == 1 for name in names_in_question(question)), question
    assert said("how did C do in November?").startswith("The library holds no article about C,")


def test_what_a_fund_costs_is_its_price_and_its_fee() -> None:
    both = draft("what does IJR cost?")
    text = " ".join(sentence.text for sentence in both.sentences)
    assert text.startswith("IJR closed at $122.13") and "expense ratio of IJR is 0.06%" in text
    assert both.resolved_question == "what is the price of IJR? · what is the expense ratio of IJR?"
    assert "$" not in said("what does IJR cost to hold?") and "0.06%" in said("how much does IJR cost per year?")
    for question in ("how much is SPY?", "how much does a share of SPY cost?"):
        assert said(question).startswith("SPY closed at $676.47")
    assert "closed at" not in said("how much is IJR up in November?")


def test_a_figure_of_something_else_is_no_answer() -> None:
    assert said("how much debt do small companies have?").startswith("No article found gives this figure")
    assert "assets" not in said("how big is IJR?") and said("how big is IJR?").startswith("No article found gives this figure")
    assert "0.57 dollars" in said("what dividend does IJR pay?")
    assert said("how much did inflation rise?").startswith("No article found gives this figure")


def test_what_may_happen_does_not_tell_what_is_so() -> None:
    told = said("is inflation falling?")
    assert "has crept up again" in told and "If inflation eases" not in told
    assert "If inflation eases" in said("what would follow if inflation eases?")


def test_two_styles_of_which_nothing_is_known_are_declined() -> None:
    assert said("growth or value?").startswith("The library holds no article about growth or value")


def test_a_move_that_was_not_made_is_pointed_out_without_a_verb_of_moving() -> None:
    told = said("why is SPY down today?")  # 671.40 to 676.47
    assert told.startswith("Over the whole of the time that the question names the price did not fall.")
    assert "did not" not in said("why is SPY up today?")


def test_what_would_end_a_rally_is_what_speaks_against_it() -> None:
    for question in ("what would make the rally falter?", "what might end the rally?"):
        assert said(question).startswith("The risks that the articles name"), question


def test_a_holiday_is_said_to_be_one() -> None:
    assert said("what happened on Thanksgiving?").startswith("The New York exchanges were closed")


def test_two_months_of_one_group_are_set_against_each_other_and_no_rival() -> None:
    told = said("compare November and October for small caps")
    assert "2.61%" in told and "−0.87%" in told.replace("lost 0.87%", "−0.87%") and "SPY" not in told


@pytest.mark.parametrize(
    "question", ["hello", "What can you do?", "help me!", "which publishers are in the library?", "how does it work?"]
)
def test_the_program_tells_what_it_does_and_holds(question: str) -> None:
    answer = draft(question)
    text = " ".join(sentence.text for sentence in answer.sentences)
    assert text.startswith("This program answers questions about markets") and "Harbour Wire and Northmoor Letter" in text
    assert answer.status == "answered" and not answer.passages and not answer.metrics


def test_a_question_on_a_matter_is_not_one_on_the_program() -> None:
    for question in ("what articles do you have about inflation?", "what can you say about IJR?"):
        assert "This program" not in said(question)


def test_votes_are_told_so_that_both_counts_are_checked() -> None:
    from copilot.checking import check_draft

    checked = check_draft(draft("was the Fed's decision unanimous?"), as_of=AS_OF)
    assert checked.text.startswith("No: on 10 December 2025 there were 3 votes against")
    assert {number.state for number in checked.numbers if number.kind == "quantity"} == {"checked"}


def test_a_loss_is_a_fall_and_a_year_of_weeks_is_a_time() -> None:
    assert "the worst for SPY was that of 13 November 2025" in said("biggest one-day loss of SPY")
    for extreme, price in (("low", "$112.00, on 20 November 2025"), ("high", "$125.84, on 12 December 2025")):  # of 34 sessions
        told = said(f"what is IJR's 52-week {extreme}?")
        assert told.startswith(f"The {extreme} of IJR between 31 October 2025 and 18 December 2025 was {price}")
        assert "could not be computed" not in told and "only a part of the time asked about" in told


def test_how_something_took_the_fed_is_of_its_day() -> None:
    assert "1.97% on 10 December 2025" in said("how did IJR respond to the Fed?")


def test_good_and_bad_news_and_worries_are_one_side_of_the_argument() -> None:
    assert said("is there any bad news?").startswith("The risks that the articles name")
    assert said("what are investors worried about?").startswith("The risks that the articles name")
    assert said("any good news?").startswith("The articles rest the case for it on")


def test_a_mark_is_explained() -> None:
    assert said("what does ✗ mean?").startswith("A number that differs is given otherwise")
    assert said("what does uncited mean?").startswith("An uncited number")


def test_a_bare_sum_put_into_an_instrument_is_of_the_currency_of_its_prices() -> None:
    for question in (
        "how much would 10,000 have become in SPY since 20 November?",
        "what would 10000 in SPY be worth since 20 November?",
    ):
        assert "put into SPY, became $10,36" in said(question), question
    assert "became" not in said("did SPY close above 680 on 20 November?")


def test_a_year_is_no_sum_that_was_put_into_an_instrument() -> None:
    for question in ("has 2025 been worth it for owners of SPY?", "would 2025 have been worth it for IWM?"):
        assert "became" not in said(question), question
    assert "put into IWM, became" in said("what would 2,000 in IWM be worth since 20 November?")


def test_a_sum_put_in_during_a_part_of_a_month_is_told_up_to_now() -> None:
    for when in ("early November", "mid November", "late November"):
        text = said(f"what would $5,000 put into SPY in {when} be worth today?")
        assert "became" in text and "and 18 December 2025 with dividends" in text, when
    assert "IWM closed at" in said("where did IWM close at the start of the second half of November?")
    assert "on 17 November 2025" in said("where did IWM close at the start of the second half of November?")


def test_early_in_a_month_begins_with_the_close_before_it() -> None:
    for question in ("how did IJR do in early December?", "tell me about IJR in the first half of December"):
        assert said(question).startswith("IJR gained 2.") and "between 28 November 2025 and" in said(question), question


def test_what_each_charges_is_no_difference_of_their_returns() -> None:
    assert "returned" not in said("what is the expense ratio of IJR versus IWM?").partition(";")[0]
    for question in ("how did IJR do versus IWM in November?", "did SPY outperform IWM after all charges in November?"):
        assert "gap of" in said(question), question
    assert "gap of" in said("did IWM beat SPY net of annual fees in November?")
    assert "gap of" not in said("does IWM have lower fees than SPY?")


def test_since_when_the_rate_is_cut_is_told_by_the_first_of_the_row() -> None:
    assert said("since when has the Fed been cutting?").startswith("On 17 September 2025 the Federal Reserve cut")
    assert "September" not in said("did the Fed cut in December?")
