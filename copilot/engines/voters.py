"""Who voted: which sentences of articles tell it, of which side and of which central bank."""

from __future__ import annotations

from copilot.engines.candidates import Scored
from copilot.engines.case import Case
from copilot.engines.policy import names_bank_elsewhere, tells_who_was_for
from copilot.engines.vocabulary import vocabulary

OPENING_CHARS = 500  # of an article, in which it says what it is on


def names_somebody(item: Scored) -> bool:
    """Whether a sentence names a person, or whoever is no instrument, place or institution."""
    return any(name.kind == "other" for name in item.candidate.names)


def tells_side(item: Scored, *, is_for: bool, is_who: bool) -> bool:
    """Whether a sentence is of the side whose voters are asked for: somebody who was for it, or not of those who were alone."""
    tells_for = tells_who_was_for(item.candidate.text)
    return tells_for and names_somebody(item) if is_for else not (is_who and tells_for)


def names_a_voter(case: Case, item: Scored) -> bool:
    """Whether a sentence tells how somebody voted, in an article on rates: "Voting against the action was …"."""
    text = item.candidate.text
    if not names_somebody(item) or not vocabulary().groups["policy"]["votes"].is_in(text):
        return False
    around = f"{item.candidate.passage.title}\n{case.article_text(item.candidate.passage.article_id)[:OPENING_CHARS]}"
    return "rates" in vocabulary().themes_of(around)


def is_of_bank_elsewhere(case: Case, item: Scored) -> bool:
    """Whether a sentence or its article names another central bank and the question none: its votes are not the Fed's."""
    passage = item.candidate.passage
    around = f"{passage.title}\n{case.article_text(passage.article_id)[:OPENING_CHARS]}\n{item.candidate.text}"
    return not names_bank_elsewhere(case.question.text) and names_bank_elsewhere(around)
