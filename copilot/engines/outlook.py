"""The two-sided brief: "is the rally sustainable?". Bottom line, the move, what supports it, what speaks against it, the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from copilot.engines.candidates import Candidate, Scored
from copilot.engines.case import Case
from copilot.engines.caveats import lacking, open_ends, stand_ins
from copilot.engines.disputes import disputed_quotes
from copilot.engines.holders import asks_holder, matter_of
from copilot.engines.moves import move_from, swing
from copilot.engines.policy import latest_decision
from copilot.engines.prose import has_numeral, listed, publisher_of
from copilot.engines.question_words import ASKS_RISKS
from copilot.engines.quoting import claims, corroborating, metas, quoted, theme_of
from copilot.engines.returns import period_return, relative, usual_volatility
from copilot.engines.selection import argument_worth, choose, sides
from copilot.engines.vocabulary import Phrases, vocabulary
from copilot.engines.windows import last_full_month
from copilot.engines.words import content_stems
from copilot.types import DraftSentence

_LEAST, _LEAST_HINGE = 1.8, 1.0  # worth below which a sentence is no argument, or no hinge
_PER_SIDE = {"both": (3, 3), "support": (4, 1), "against": (1, 4)}
_RISKS_ALONE = (0, 5)
_OF_ITS_TIME = 1.5
_EVEN = (0.6, 1.7)  # ratios of articles for and against between which they are called divided
_MOST_NAMED = 4
_NO_THEME = "other grounds"
_LESS, _HALF = 1 / 3, 0.5


def outlook_brief(case: Case) -> list[DraftSentence]:
    """The sentences of the brief, in order."""
    items = case.on_theme(case.fitting, enough=1 if case.is_inferred and not case.subjects else 3)
    if case.is_inferred and not case.subjects:  # of no market: "is the consumer strong?"
        items = case.to_the_point(items)
    support, against = sides(items, favours_rise=case.question.favours_rise)
    of_risks = case.question.side == "against" and ASKS_RISKS.match(case.question.text) is not None
    if of_risks:
        against = [item for item in against if _is_risk(item)]
    many = _RISKS_ALONE if of_risks else _PER_SIDE[case.question.side]

    def worth(item: Scored) -> float:
        return argument_worth(item) + _OF_ITS_TIME * _names_time_ahead(case, item)

    chosen_for = choose(support, many[0], worth=worth, least=_LEAST)
    chosen_against = choose(against, many[1], worth=worth, least=_LEAST, taken=chosen_for)
    chosen = [*chosen_for, *chosen_against]
    hinge = choose(
        [item for item in items if _is_hinge(item) and not of_risks],
        1,
        worth=lambda item: item.relevance,
        least=_LEAST_HINGE,
        taken=chosen,
    )
    verdict = _verdict(case, chosen_for, chosen_against, _articles(support) / max(1, _articles(against)))
    if asks_holder(case.question):
        verdict = [*_who(case, support, against), *verdict]
    asks_of_theme = bool(case.question.themes)
    if of_risks and case.is_inferred:  # prices of no instrument that is asked about
        case = replace(case, subjects=())
    moves = [] if asks_of_theme and case.is_inferred else _moves(case)
    facts = _theme_facts(case, items, chosen) if asks_of_theme else corroborating(case, moves, 1, in_common=2)
    return [
        *metas(verdict, "lead"),
        *claims([] if asks_of_theme else moves, "lead"),
        *claims(quoted(case.evidence, hinge, opening="On what it hangs, "), "lead"),
        *metas(stand_ins(case), "lead"),
        *claims(quoted(case.evidence, chosen_for, with_theme=True), "support"),
        *claims(quoted(case.evidence, chosen_against, with_theme=True), "against"),
        *claims(moves if asks_of_theme else [], "data"),
        *claims(quoted(case.evidence, facts, opening="" if asks_of_theme else "Of the same move, "), "data"),
        *claims(_context(case, chosen), "data"),
        *claims(disputed_quotes(case), "conflicts"),
        *metas([*lacking(case), *open_ends(case, chosen)], "unknown"),
    ]


def _names_time_ahead(case: Case, item: Scored) -> bool:
    """Whether a sentence names the year asked about, which has not begun."""
    period = case.question.period
    is_ahead = period is not None and period.grain == "year" and period.start > case.desk.as_of
    return is_ahead and period is not None and str(period.start.year) in item.candidate.text


def _verdict(case: Case, chosen_for: Sequence[Candidate], chosen_against: Sequence[Candidate], ratio: float) -> list[str]:
    """The bottom line: which way the articles lean, and on what each side rests. ratio: articles for, per article against."""
    pro, con = _grounds(chosen_for), _grounds(chosen_against)
    view = "that view" if case.question.is_about_turn else "it"
    if not pro and not con:
        return []
    if case.question.side == "against" and con:
        return [f"The risks that the articles name lie in {listed(con)}."]
    if case.question.side == "support" and pro:
        return [f"The articles rest the case for it on {listed(pro)}."]
    if not pro or not con:
        return [f"The articles found argue only one way, {'for' if pro else 'against'} {view}, from {listed(pro or con)}."]
    if _EVEN[0] <= ratio <= _EVEN[1]:
        head = "The articles are divided and do not settle it"
    else:
        more, less = ("for", "against") if ratio > 1 else ("against", "for")
        head = f"More of the articles speak {more} {view} than {less} it, though none settles it"
    return [f"{head}: {_contrast(pro, con)}."]


def _who(case: Case, support: Sequence[Scored], against: Sequence[Scored]) -> list[str]:
    """Whose articles argue at least as much for a view as against it, or the other way, those that give most arguments first."""
    support, against = ([item for item in side if speaks_of_matter(case, item)] for side in (support, against))
    pro, con = _houses(support), _houses(against)
    rises = vocabulary().groups["question"]["rising"].is_in(case.question.text)
    view = "it" if rises else "further gains" if case.question.favours_rise else "that view"
    told = []
    for side, way, own, other in (("support", "for", pro, con), ("against", "against", con, pro)):
        leaning = {name: many for name, many in own.items() if many >= other[name] and not has_numeral(name)}
        enough = max(leaning.values(), default=0) * _LESS  # beside whom one sentence or two are hardly a view
        several = {name: many for name, many in leaning.items() if many > enough}
        named = [name for name, _ in sorted(several.items(), key=lambda one: (-one[1], other[one[0]], one[0]))]
        if named and case.question.side in (side, "both"):
            most = ", those with the most of them first" if len({several[name] for name in named}) > 1 else ""
            told.append(f"Arguments {way} {view} stand in {listed(named[:_MOST_NAMED])}{most}.")
    return told


def held_by_none(case: Case) -> bool:
    """Whether it is asked who holds a view of a matter of which no argument found speaks by its own name."""
    matter = matter_of(case.question)
    if not asks_holder(case.question) or not matter:
        return False
    support, against = sides(case.fitting, favours_rise=case.question.favours_rise)
    asked = {"support": support, "against": against, "both": [*support, *against]}[case.question.side]
    return not any(matter & set(content_stems(item.candidate.text)) for item in asked if argument_worth(item) >= _LEAST)


def speaks_of_matter(case: Case, item: Scored) -> bool:
    """Whether a sentence speaks of the matter that the question names, by half of its words or by another word for it."""
    matter, alike = matter_of(case.question), Phrases.of(case.question.synonyms)
    held = len(matter & set(content_stems(item.candidate.text))) + alike.is_in(item.candidate.text)
    return not matter or held / len(matter) >= _HALF


def _houses(arguing: Sequence[Scored]) -> Counter[str]:
    """How many arguments each publisher gives; its desks are one."""
    worthy = [item.candidate.passage for item in arguing if argument_worth(item) >= _LEAST]
    return Counter(publisher_of(passage).partition(", ")[0] for passage in worthy)


def _grounds(chosen: Sequence[Candidate]) -> list[str]:
    """The themes of the chosen sentences, each once, what has no theme last."""
    themes = dict.fromkeys(theme_of(candidate) for candidate in chosen)
    return [theme for theme in themes if theme] + [_NO_THEME] * (None in themes)


def _contrast(pro: list[str], con: list[str]) -> str:
    """On what each side rests; what both argue from is said once."""
    both = [name for name in pro if name in con and name != _NO_THEME]
    only_pro, only_con = ([name for name in side if name not in both] for side in (pro, con))
    parts = [f"both sides argue from {listed(both)}"] if both else []
    parts += [f"for it they cite {listed(only_pro)}"] if only_pro else []
    parts += [f"against it, {listed(only_con)}" if only_pro else f"against it they add {listed(only_con)}"] if only_con else []
    return "; ".join(parts)


def _is_hinge(item: Scored) -> bool:
    """Whether a sentence says what the outcome hangs on."""
    return vocabulary().groups["sentences"]["conditions"].is_in(item.candidate.text)


def _is_risk(item: Scored) -> bool:
    """Whether a sentence tells of what may come, or of a ground for it, and not only of what has been."""
    return bool(item.candidate.themes) or vocabulary().groups["sentences"]["hazards"].is_in(item.candidate.text)


def _theme_facts(case: Case, items: Sequence[Scored], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Figures that articles give on the theme asked about, whichever way they point."""
    themes = set(case.question.themes)
    pool = [item for item in items if item.candidate.has_figure and themes & set(item.candidate.themes)]
    return choose(pool, 2, worth=lambda item: item.relevance, least=_LEAST, spread=0.5, taken=chosen)


def _moves(case: Case) -> list[str]:
    """The move of the first subject, from the extreme or over the time asked about, or about the last quarter."""
    falling, anchor = case.question.is_about_fall, case.question.anchor
    if anchor is not None and case.subjects:
        return move_from(case.desk, case.evidence, case.subjects[0].ticker, anchor)
    return [
        text
        for subject in case.subjects[:1]
        for text in swing(case.desk, case.evidence, subject.ticker, case.question.period, falling=falling)
    ]


def _context(case: Case, chosen: Sequence[Candidate]) -> list[str]:
    """Figures any such question needs: a return beside a rival's, volatility, and the policy rate where it is argued with."""
    told: list[str] = []
    desk, evidence, themes = case.desk, case.evidence, case.question.themes
    for subject in case.subjects[:1] if not themes else ():
        month = last_full_month(desk, subject.ticker)
        rival = case.rival_of(subject)
        compared = relative(desk, evidence, subject.ticker, rival.ticker, month) if rival else []
        told += compared or period_return(desk, evidence, subject.ticker, month)
        told += usual_volatility(desk, evidence, subject.ticker)
    if "rates" in themes or (not themes and any("rates" in candidate.themes for candidate in chosen)):
        told += latest_decision(desk, evidence)
    return told


def _articles(scored: Sequence[Scored]) -> int:
    """How many articles hold an argument."""
    return len({item.candidate.passage.article_id for item in scored if argument_worth(item) >= _LEAST})
