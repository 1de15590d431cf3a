"""What a cited return makes of a sum or of one, where the words of the whole clause say that and no more.

"1,000 put into it at the end of 2023 would have become 1,233"; "its price multiplied by 2.6" of a return of 156%; "compounding
the two spells leaves it up by 514%". Of another time, thing, way or sort of return than the metric's own they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import permutations

from copilot.numbers.binding.verdicts import Outcome, exempt
from copilot.numbers.census.qualifiers import before_hedges
from copilot.numbers.derivation.worked import worked
from copilot.numbers.evidence.amounts import is_money
from copilot.numbers.evidence.pools import Pool
from copilot.numbers.formulas import arithmetic
from copilot.numbers.formulas.arithmetic import Result
from copilot.numbers.formulas.formula import same_form
from copilot.numbers.formulas.verdicts import derived, gives, wrong
from copilot.numbers.readings.entities import classes_agree
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.times.when import When

_RETURNS = ("price_return", "total_return")
_CITED = re.compile(r"\s?\[[^\[\]]*\]")
_END_OF = re.compile(r"\bthe (?:very )?(?:(?P<end>end|close)|start|beginning) of $", re.IGNORECASE)
_NEAR = timedelta(days=4)  # of a window's end: sessions are not every day
_SPELLS = {"year": (350, 380), "quarter": (80, 100), "month": (26, 36)}  # days
_FROM = r"(?: (?:at|on|in) START| (?:in|over|during|through) WINDOW)?"
_TO = r"(?: (?:at|on|by) END| (?:in|over|during|through) WINDOW)?"
_END = r"(?:\.?$|;|,? (?:and|against|versus|compared with) (?=FIGURE|OTHER|NAME))"
_JOINED = r"(?:,? (?:and|against|versus|compared with) |, )"


@cache
def _shape(form: str) -> re.Pattern[str]:
    """A form of a clause; in capitals its figures and names, in braces the lists of `reference/derivation_words.toml`."""
    return worked(re.sub(r"\b(?:CLAIM|FIGURE|NAME|OTHER|WINDOW|START|END)\b", r"<\g<0>>", form))


_STAKES = (
    rf"FIGURE {{put}} (?:in|into|on) NAME{_FROM} {{would}} (?P<became>{{became}}) CLAIM{_TO}(?P<income>,? [a-z ]+)?{_END}",
    rf"FIGURE {{put}} (?:in|into|on) OTHER{_FROM} {{would}} (?P<became>{{became}}) FIGURE{_TO}{_JOINED}CLAIM in NAME"
    rf"(?P<income>){_END}",
    rf"FIGURE {{would}} (?P<became>{{became}}) (?:FIGURE in OTHER{_JOINED})*CLAIM in NAME{_TO}(?P<income>){_END}",
)
_FACTORS = (
    rf"(?:OTHER's price {{multiplied}} by FIGURE{_TO}, )?NAME's (?:price {{multiplied}} )?by CLAIM{_TO}(?:\.?$|;|, (?=OTHER's))",
    r"NAME (?:ended|finished|closed) (?:WINDOW|(?:on )?END) at CLAIM {times_it_was}\.?$",
)
_IN_A_ROW = (
    r"compounding (?:the|those|its) two (?P<spells>[a-z]+)s leaves NAME (?P<way>up|down)(?: by)? CLAIM\.?$",
    r"(?:[^;]*NAME[^;]*; )?(?:compounding|chaining|linking) (?:both|(?:the|those) two) (?P<spells>[a-z]+)s (?:together )?leaves"
    r" (?:NAME|holders|owners|investors|it|you) (?P<way>up|down)(?: by)? CLAIM\.?$",
)


def of_a_return(text: str, claim: Reading, beside: Sequence[Reading], pool: Pool) -> Outcome | None:
    """The verdict on a figure that words make of a cited return; None where they make none.

    beside: the figures of its sentence, itself among them.
    """
    if claim.quantity.value is None or claim.row or claim.basis.negated:
        return None
    returns = [theirs for theirs in pool.metrics if theirs.measure in _RETURNS]
    for kind in (_stakes, _factors, _in_a_row):
        made = [result for result in kind(text, claim, beside, returns) if same_form(claim, result)]
        if made:
            right = next((result for result in made if gives(claim, result)), None)
            if right is None:
                return wrong(claim, made[0])
            return replace(derived(right, "by what its words do with a return"), supposes=kind is _stakes)
    return None


def supposed(claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """The stakes, which are told of nothing: not judged, where what became of them is borne out."""
    stakes = {id(found.bound) for found in outcomes.values() if found.supposes}
    return {at: exempt("stake") for at, claim in claims.items() if id(claim) in stakes and outcomes[at].rejected}


def _stake_of(text: str, claim: Reading, beside: Sequence[Reading]) -> Reading | None:
    """The round sum that opens its sentence and that the text supposes was put into something and became the claim."""
    first = min(beside, key=lambda other: other.index)
    is_stake = first is not claim and is_money(first.quantity.unit) and arithmetic.is_round(first.quantity.value)
    return first if is_stake and not text[claim.sentence_span[0] : first.quantity.start].strip() else None


def _stakes(text: str, claim: Reading, beside: Sequence[Reading], returns: Sequence[Reading]) -> Iterator[Result]:
    stake = _stake_of(text, claim, beside) if is_money(claim.quantity.unit) else None
    if stake is None:
        return
    for theirs in returns:
        told = _told(text, claim, beside, theirs, _STAKES)
        if told is not None and _is_its_way(told["became"], theirs) and _is_its_income(told["income"], theirs):
            yield from arithmetic.of_told(arithmetic.grown, stake, theirs)


def _factors(text: str, claim: Reading, beside: Sequence[Reading], returns: Sequence[Reading]) -> Iterator[Result]:
    for theirs in returns:
        if theirs.measure == "price_return" and claim.quantity.unit in ("none", "ratio_x"):
            yield from arithmetic.of_told(arithmetic.factor, theirs) if _told(text, claim, beside, theirs, _FACTORS) else ()


def _in_a_row(text: str, claim: Reading, beside: Sequence[Reading], returns: Sequence[Reading]) -> Iterator[Result]:
    """Two returns of one thing, the second from where the first ended."""
    for one, two in permutations(returns if claim.quantity.unit == "percent" else (), 2):
        told = _told(text, claim, beside, one, _IN_A_ROW)
        if told is None or one.measure != two.measure or not classes_agree(one.entities, two.entities)[0]:
            continue
        (start, end), (then, last) = _window(one), _window(two)
        lengths = _SPELLS.get(told["spells"].lower())
        alike = lengths is None or all(lengths[0] <= (b - a).days <= lengths[1] for a, b in ((start, end), (then, last)))
        if end == then and alike and (lengths or worked("{spells}").fullmatch(told["spells"])):
            yield from (
                made
                for made in arithmetic.of_told(arithmetic.compounded, one, two)
                if (made.point < 0) == (told["way"].lower() == "down")
            )


def _told(text: str, claim: Reading, beside: Sequence[Reading], theirs: Reading, forms: Sequence[str]) -> re.Match[str] | None:
    """How its sentence tells it of one return, from its first word on."""
    if not theirs.entities or not theirs.times or None in (theirs.times[0].when.start, theirs.times[0].when.end):
        return None
    words = _masked(text, claim, beside, theirs)
    return next((match for form in forms if (match := _shape(form).match(words)) is not None), None)


def _masked(text: str, claim: Reading, beside: Sequence[Reading], theirs: Reading) -> str:
    """Its sentence with figures, names and times called by what they are to it and to a return."""
    start, end = claim.sentence_span
    figures = [other for other in beside if other is claim or not other.quantity.text.isalpha()]
    spans = {(other.quantity.start, other.quantity.end): "CLAIM" if other is claim else "FIGURE" for other in figures}
    for name in {name for other in beside for name in (*other.entities, *other.comparators, *other.sentence_names)}:
        spans[(name.start, name.end)] = "NAME" if classes_agree((name,), theirs.entities)[0] else "OTHER"
    for time in {time for other in beside for time in other.times}:
        before = _END_OF.search(text[start : time.start]) if start <= time.start < end else None
        begin = start + before.start() if before is not None else time.start
        spans[(begin, time.end)] = _role(time.when, before, theirs)
    words, at = "", start
    for (begin, stop), role in sorted(spans.items()):
        if start <= at <= begin and stop <= end:
            between = text[at:begin]
            words += (before_hedges(between) if role in ("CLAIM", "FIGURE") else between) + f"<{role}>"
            at = stop
    return re.sub(r"\s+", " ", _CITED.sub("", (words + text[at:end]).replace("’", "'"))).strip()


def _role(when: When, before: re.Match[str] | None, theirs: Reading) -> str:
    """What a time is to the window of a return: it, its start or its end; TIME is another."""
    if when.start is None or when.end is None:
        return "TIME"
    first, last = _window(theirs)
    if before is None and when.grain != "day":
        return "WINDOW" if same_time(when, theirs.times[0].when, windowed=True) is True else "TIME"
    day = when.start if before is not None and before["end"] is None else when.end
    return "START" if abs(day - first) < _NEAR else "END" if abs(day - last) < _NEAR else "TIME"


def _window(theirs: Reading) -> tuple[date, date]:
    when = theirs.times[0].when
    return when.start or date.min, when.end or date.min


def _is_its_way(words: str, theirs: Reading) -> bool:
    """Whether what it became is told as more of a gain and as less of a loss, or as neither."""
    up, down = worked("{became_more}").search(words), worked("{became_less}").search(words)
    move = theirs.quantity.value or 0
    return not ((up and move <= 0) or (down and move >= 0))


def _is_its_income(words: str | None, theirs: Reading) -> bool:
    """Whether words behind the sum, if any, tell of dividends what a return has of them."""
    told = (words or "").strip(" ,")
    return (
        not told
        or worked("{with_income}" if theirs.measure == "total_return" else "{without_income}").fullmatch(told) is not None
    )
