"""Reading evidence only where a number reaches for it changes nothing, and a pattern that is skipped could not have matched."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copilot.numbers import check_text, find_quantities
from copilot.numbers.binding import (
    bind,
    extremes,
    grounding,
    judging,
    lengths,
    match,
    modality_slot,
    tenses,
    together,
    votes,
)
from copilot.numbers.binding.bind import Slots
from copilot.numbers.binding.judging import closest
from copilot.numbers.binding.match import Match, matches
from copilot.numbers.binding.other_values import other_values
from copilot.numbers.derivation.search import _named_weight
from copilot.numbers.evidence.pools import Evidence, Pool
from copilot.numbers.evidence.source import Source, read_source
from copilot.numbers.openings import word_begins, word_pattern
from copilot.numbers.readings import (
    back_references,
    basis,
    dated,
    denials,
    figure_times,
    left_out,
    measured,
    opposites,
    own_labels,
    slots,
    standing,
    statement_times,
    steps_in_time,
    subjects,
    told_basis,
    trackers,
)
from copilot.numbers.readings.reading import Reading
from copilot.numbers.readings.scene import Scene
from copilot.numbers.readings.slots import read
from copilot.numbers.wordlists import told_by

_SOME_PROSE = """
    Corvane Mining's revenue profit rose fell doubled halved to from by about nearly 5% 4.1% $3.2bn 12 in 2024 Q3 half of it
    its 9-3 4%-5% third consecutive said. But , ; – | analysts expected from last year the Fed two-thirds twice
"""
_SOME_WORDS = "from last 5-year year years 52-week x1 m2 n ne to the on a in next if my expected x 5 2.5% – é ſ"
_PROSE = st.lists(st.sampled_from(_SOME_PROSE.split()), max_size=40).map(" ".join)
_WORDS = st.lists(st.sampled_from(_SOME_WORDS.split()), max_size=12).map(" ".join)
_PATTERNS = (
    ["from last year"],
    ["(?:from|than) (?:the )?last year", "y/y"],
    ["if"],
    ["expect(?:s|ed)?", "in (?:the )?next"],
    ["(?<!not )to the"],
    ["(?:an|on a) x"],
    [r"\w+[- ]year"],
    [r"[\w-]+[- ](?:year|my)"],
    [r"(?:\d[\d,]*|my) (?:if )?a x", "5[- ]x"],
    [r"(?:\d[\d,]*|my) a x", "last"],
    ["52-week x", "3-x"],
    ["years", "year", "yea", "my x", "m"],
    ["next", "(?:x|to) the", "not", "ne?", "no", "n"],
)


@settings(deadline=None)
@given(_PROSE)
def test_figures_read_one_by_one_are_those_read_together(text: str) -> None:
    together = read(text, find_quantities(text), source="1")
    source = Source("1", text)
    apart = [source.reading(at) for at in reversed(source.figures)]
    found = [reading for reading in reversed(apart) if reading is not None]
    plain = [(r.index, r.quantity, r.entities, r.measure, r.times, r.role, r.basis, r.beside, r.context) for r in together]
    assert [(r.index, r.quantity, r.entities, r.measure, r.times, r.role, r.basis, r.beside, r.context) for r in found] == plain


@settings(deadline=None)
@given(_PROSE)
def test_every_figure_is_found_by_what_it_is_worth_when_it_is_read(text: str) -> None:
    pool = Evidence([text], ()).pool(None)
    for reading in pool.readings:
        if reading.quantity.value is not None:
            size = abs(reading.quantity.value) / (100 if reading.quantity.unit == "basis_point" else 1)
            assert any(found is reading for found, _ in pool.worth(reading, size, size))


@given(_WORDS, st.sampled_from(_PATTERNS))
def test_a_pattern_is_only_skipped_where_it_cannot_match(text: str, alternatives: list[str]) -> None:
    found = word_pattern(alternatives)
    plain = re.search(r"\b(?:" + "|".join(alternatives) + ")", text, re.IGNORECASE)
    assert plain is None or found.may_match(word_begins(text.lower()))
    assert (plain is None) == (found.pattern.search(text.lower()) is None)


@given(_WORDS, st.sampled_from(_PATTERNS), st.sampled_from(["", r"\b", " "]))
def test_alternatives_looked_at_letter_by_letter_match_as_they_do_one_by_one(text: str, each: list[str], end: str) -> None:
    plain = re.compile(r"\b(?:" + "|".join(each) + ")" + end)
    assert [found.span() for found in word_pattern(each, end).pattern.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_of_every_deed_it_is_known_how_its_words_begin() -> None:
    assert opposites._pattern()[0].openings is not None
    assert all(words.openings is not None for words in opposites._plain().values())


@settings(deadline=None)
@given(_WORDS, _WORDS, st.sampled_from(_PATTERNS))
def test_in_a_part_of_a_text_a_pattern_finds_what_it_finds_alone(one: str, other: str, alternatives: list[str]) -> None:
    alone = word_pattern(alternatives)
    near = alone.within(word_begins(f"{one} {other}".lower()))
    for part in (one.lower(), other.lower()):
        assert [match.span() for match in near.finditer(part)] == [match.span() for match in alone.pattern.finditer(part)]
        assert (near.search(part) is None) == (alone.pattern.search(part) is None)


@settings(deadline=None)
@given(_PROSE, _PROSE, _PROSE)
def test_evidence_read_for_another_text_says_the_same_again(first: str, second: str, evidence: str) -> None:
    read_source.cache_clear()
    fresh = check_text(second, [evidence])
    read_source.cache_clear()
    check_text(first, [evidence])
    assert check_text(second, [evidence]) == fresh


def test_in_a_crowd_of_one_value_the_figure_that_shares_the_claims_words_is_found() -> None:
    crowd = " ".join(f"Corvane sold {5 + at % 2} mills to buyer {chr(97 + at % 26)}." for at in range(400))
    checks = check_text("Lumera opened 6 bakeries.", [f"{crowd} Lumera opened 6 bakeries. {crowd}"])
    assert [(check.verdict, check.support) for check in checks] == [("checked", "quoted")]


def test_no_figure_is_read_beyond_the_first_that_agrees_in_every_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    read_source.cache_clear()
    told, other = "Corvane Mining's revenue rose 5.2% in Q3 2021.", "Lumera Foods's output fell 5.2% in Q1 2019."
    asked: list[str] = []
    plain = Source.reading

    def noted(source: Source, at: int) -> Reading | None:
        asked.append(source.id)
        return plain(source, at)

    monkeypatch.setattr(Source, "reading", noted)
    assert [check.evidence[0]["source"] for check in check_text(told, [told, other]) if check.kind == "quantity"] == ["1"]
    assert set(asked) == {"1"}
    assert "_items" not in vars(read_source("2", other))  # nor is its census taken
    assert [check.evidence[0]["source"] for check in check_text(told, [other, told]) if check.kind == "quantity"] == ["2"]
    assert set(asked) == {"1", "2"}


def test_whether_the_evidence_is_little_is_known_without_counting_all_of_it() -> None:
    read_source.cache_clear()
    many, few = " ".join(f"Corvane Mining sold {at} mills." for at in range(2, 52)), "Lumera Foods opened 6 bakeries."
    assert not Evidence([many, few], ()).pool(None).is_small
    assert "_items" not in vars(read_source("2", few))
    assert Evidence([few, few], ()).pool(None).is_small


@settings(deadline=None)
@given(_PROSE)
def test_a_text_knows_unread_how_many_figures_it_says_something_of(text: str) -> None:
    assert Source("1", text).size == len(Source("1", text).readings)


def test_of_much_evidence_no_sentence_about_others_is_read_for_a_figure_that_nothing_bears_out() -> None:
    read_source.cache_clear()
    told = [f"{firm} Mining's revenue rose {at}.4% to ${at} million." for at in range(1, 60) for firm in ("Corvane", "Halden")]
    told += ["It fell 7.1% in May.", "Halden Mining beat Corvane Mining by 3.1 points."]
    evidence = Evidence([" ".join(told)], ())
    text = "Corvane Mining's revenue rose 71.8%."
    (claim,) = read(text, find_quantities(text))
    said = {reading.sentence for reading in evidence.pool(None).about(claim)}
    assert [number for number, words in enumerate(told) if "Corvane" not in words and "It" not in words and number in said] == []
    assert len(told) - 1 in said


def test_for_a_figure_that_its_own_sentence_decides_no_other_value_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "Orrin Foods sold 480 ovens in May, up from 400 in April."
    stated, bare = "Sales of ovens at Orrin Foods rose 25% to 480 in May from 400 in April.", "Orrin Foods sold 510 ovens in May."
    asked: list[str] = []
    plain = other_values

    def noted(mine: Reading, pool: Pool) -> list[tuple[Reading, Slots]]:
        asked.append(mine.quantity.text)
        return plain(mine, pool)

    monkeypatch.setattr(judging, "other_values", noted)
    checks = {check.text: check for check in check_text(stated, [told])}
    assert (checks["25%"].verdict, checks["25%"].reason_code, asked) == ("differs", "value", [])
    (check,) = (check for check in check_text(bare, [told]) if check.text.startswith("510"))
    assert (check.verdict, check.reason_code, asked) == ("differs", "value", [check.text])


@settings(deadline=None)
@given(_PROSE, st.lists(_PROSE, min_size=1, max_size=6))
def test_a_rejection_explained_late_is_the_one_explained_at_once(text: str, sources: list[str]) -> None:
    late = check_text(text, sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "_is_open_anyway", lambda _: False)
        assert check_text(text, sources) == late


@settings(deadline=None)
@given(_PROSE, st.lists(_PROSE, min_size=1, max_size=3))
def test_what_a_first_look_finds_told_is_told_on_the_second(text: str, sources: list[str]) -> None:
    quick = check_text(text, sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grounding, "_says_no_more", lambda *_: False)
        assert check_text(text, sources) == quick


@given(st.text("a\n", max_size=12), st.integers(0, 12))
def test_the_line_of_a_place_lies_between_the_breaks_around_it(text: str, at: int) -> None:
    at, end = min(at, len(text)), text.find("\n", at)
    assert Scene(text, (), "", None).line(at) == (text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))


@settings(deadline=None)
@given(_PROSE, st.lists(_PROSE, min_size=1, max_size=12))
@example("5%", [""] * 8 + ["5%", "5%"])  # a tenth source stands behind the ninth
def test_what_is_found_first_is_what_is_closest_of_all(text: str, sources: list[str]) -> None:
    for claim in read(text, find_quantities(text)):
        found, all_found = closest(claim, Evidence(sources, ()).pool(None)), matches(claim, Evidence(sources, ()).pool(None))
        assert [_of(match) for match in found] in ([_of(match) for match in all_found], [_of(match) for match in all_found[:1]])


def _of(match: Match) -> tuple[object, ...]:
    return match.theirs.source, match.theirs.index, match.slots, match.unit_agrees, match.note


def test_the_weight_of_shared_words_is_the_same_in_whatever_order_a_set_has_them() -> None:
    counts: Counter[Any] = Counter({0: 3, 8: 7, 16: 11, 24: 13})
    orders = [0, 8, 16, 24], [24, 16, 8, 0]
    one, other = (cast(Reading, SimpleNamespace(words=frozenset(order), times=(), measure=None)) for order in orders)
    assert list(one.words) != list(other.words)
    assert _named_weight(one, one, counts) == _named_weight(other, other, counts)


_GATES = (  # a pattern, and how a word of each of its matches begins
    (basis._FORESEEN, basis._FORESEERS),
    (basis._CONSENSUS, basis._FORESEERS),
    (basis._HELD_TO_IT, basis._PLANS | {"cons"}),
    (denials._NEGATION, denials._DENIALS),
    (denials._UNTRUE, denials._UNTRUTHS),
    (denials._SUPPOSES, told_basis._SUPPOSITIONS),
    (told_basis._AND_DID, told_basis._AND_WORDS),
    (told_basis._WITHOUT_IT, told_basis._WITHOUT_WORDS),
    (told_basis._HELD, told_basis._HOLDS),
    (back_references._WHICH, back_references._RELATIVES),
    (told_basis._ASIDE, told_basis._ASIDES),
    (basis._SESSION_END, frozenset({"at t"})),
    (steps_in_time._A_PERIOD_AFTER, steps_in_time._AFTER),
    (slots._LOST, slots._LOSS_WORDS),
    (slots._RUN, slots._RUNS),
    (slots._EARNED, slots._LOSS_WORDS),
    (left_out._ELLIPTIC, left_out._WORDS),
    (left_out._A_LEAD, left_out._WORDS),
    (measured._PER_SHARE, measured._SHARE_WORDS),
    (measured._SHARES, measured._SHARE_WORDS),
    (measured._PRICED, measured._SHARE_WORDS),
    (statement_times._HAD, statement_times._HAD_WORDS),
    (statement_times._ENDED, statement_times._ENDS),
    (statement_times._DONE, statement_times._DONE_WORDS),
    (subjects._POINTING, subjects._POINTERS),
    (subjects._ITS_INDEX, subjects._INDEXES),
    (dated._IN_LINE, dated._IN_LINE_WORDS),
    (subjects._WHOLE, subjects._WHOLES),
    (subjects._IT_THEN, frozenset({"it ", "they"})),
    (figure_times._ITS_WORST, figure_times._WORSTS),
    (match._END, match._ENDS),
    (lengths._OVER, lengths._SPANS),
    *((words, lengths._SPANS) for words in lengths._SO_FAR.values()),
    (match._INSIDE_BEHIND, match._BANDS),
    (modality_slot._WOULD, modality_slot._CONDITIONALS),
    (modality_slot._NOT_SO, modality_slot._CONDITIONALS),
    (modality_slot._MEANT_TO, modality_slot._MEANT),
    (tenses._TO_DO, tenses._COMING),
    (basis._GAP_TO_CONSENSUS, modality_slot._EXPECTATIONS),
    (basis._OFF_CONSENSUS, modality_slot._EXPECTATIONS),
    (bind._MEAN, bind._CENTRES),
    (bind._MEDIAN, bind._CENTRES),
    (bind._BETWEEN, bind._GAP_WORDS),
    (modality_slot._WOULD_MOVE, modality_slot._MOODS),
    (modality_slot._MOVE_WOULD, modality_slot._MOODS),
    (statement_times._WHEN_IT, frozenset({"when"})),
    (extremes._CALLED, extremes._BEGIN),
    (together._words(together._TOGETHER), together._BEGIN),
    (votes._VOTED_BY, votes._BEGIN),
    (match._FROM_LOW, match._LOWS),
    (grounding._EACH, grounding._ONE_BY_ONE),
    (
        trackers._words(trackers._TRACKING),
        told_by("binding_words.toml", "tracking", "tracks", "tracked_by", "fund").openings or frozenset(),
    ),
    (standing._WHICH, standing._WHICH_WORDS),
    (own_labels._OWN_TENOR, own_labels._PAPERS),
    (modality_slot._CHANCE, modality_slot._CHANCES),
    (left_out._MATURITY, frozenset({"year"})),
)


@pytest.mark.parametrize(("pattern", "gate"), _GATES)
def test_a_pattern_that_a_gate_keeps_out_could_not_have_matched(pattern: re.Pattern[str], gate: frozenset[str]) -> None:
    draw = Random(0)
    parsed = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    drawn = (f"The firm {_a_match(parsed, draw)} and so on" for _ in range(1000))
    matched = [text for text in drawn if pattern.search(text) or pattern.match(text, len("The firm "))]
    matched += [text for text in (_a_match(parsed, draw) for _ in range(1000)) if pattern.search(text)]
    assert matched
    assert [text for text in matched if gate.isdisjoint(word_begins(text.lower()))] == []


def _a_match(parsed: Any, draw: Random) -> str:
    """A text that a pattern may match: each choice is drawn, what must not stand there is left to chance."""
    found = ""
    for name, value in ((str(each[0]), each[1]) for each in parsed):
        if name == "LITERAL":
            found += chr(value)
        elif name == "BRANCH":
            found += _a_match(draw.choice(value[1]), draw)
        elif name == "SUBPATTERN":
            found += _a_match(value[-1], draw)
        elif name.endswith("_REPEAT"):
            found += "".join(_a_match(value[2], draw) for _ in range(min(value[1], value[0] + draw.choice((0, 1)))))
        elif name == "IN":
            found += " " if str(value[0][0]) == "NEGATE" else _a_match([draw.choice(value)], draw)
        elif name == "RANGE":
            found += chr(value[0])
        elif name == "CATEGORY":
            found += {"CATEGORY_WORD": "w", "CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "5"}.get(str(value), ",")
        elif name in ("NOT_LITERAL", "ANY"):
            found += "z"
    return found
