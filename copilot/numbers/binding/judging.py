"""One numeral against its governed evidence: checked by a binding, differs by a slot or a value, else unsupported."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from copilot.numbers.binding.bind import SUBJECT, compare_slots, is_of_one_thing, is_tied, may_agree, most_agreement
from copilot.numbers.binding.causes import is_of_what_led_to_it
from copilot.numbers.binding.elsewhere import IN_ANOTHER_SENTENCE
from copilot.numbers.binding.entity_slot import has_proxy
from copilot.numbers.binding.grounding import is_word_for_word, listed, told_of_others, untold
from copilot.numbers.binding.match import Match, accepted, end_matches, match_of_value, matches, ranked, searched
from copilot.numbers.binding.other_values import is_comparator_only, other_values
from copilot.numbers.binding.rivals import better_told
from copilot.numbers.binding.verdicts import Outcome, Unexplained, differs, quoted, sentence, unsupported
from copilot.numbers.evidence.amounts import comparable, family
from copilot.numbers.evidence.pools import CROWD, Entry, Pool
from copilot.numbers.readings.entities import name_class
from copilot.numbers.readings.reading import Reading
from copilot.numbers.times.same_time import same_time
from copilot.numbers.types import Quantity, ReasonCode, Support

_SLOT_WORDS: Mapping[ReasonCode, str] = {
    "entity": "{source} gives it {detail}",
    "measure": "{source} gives it as {detail}",
    "period": "{source} dates it {detail}",
    "role": "in {source} it is {detail}",
    "direction": "{source} says it went {detail}",
    "sign": "in {source} it is {detail}",
    "unit": "{source} has it in another unit: {text}",
}


def judge(claim: Reading, pool: Pool) -> Outcome:
    """The verdict of binding: the best match, else the first contradiction, else another value of the same thing."""
    found = closest(claim, pool)
    bound = next((match for match in found if match.binds), None)
    if bound is not None and (digits := _has_the_digits(claim, bound, pool)) is not None:
        return _contradicted(digits)
    if bound is not None:
        return checked(claim, bound, pool)
    against = [match for match in found if match.slots.proxy is None and _is_about_it(claim, match, pool)]
    proxies = [match for match in found if match.slots.proxy is not None]
    if against and not proxies:
        return _contradicted(against[0])
    explain = partial(_by_what_else_is_told, claim, pool, proxies)
    return Unexplained(explain) if not proxies and _is_open_anyway(claim) else explain()


def _is_open_anyway(claim: Reading) -> bool:
    """Whether another value could only say that it is another one: no limit is kept or broken, no fund stands for an index."""
    return claim.quantity.qualifier in ("none", "about") and "market" not in map(name_class, claim.entities)


def _by_what_else_is_told(claim: Reading, pool: Pool, proxies: Sequence[Match]) -> Outcome:
    """The verdict on a number that nothing binds, by other values of the same thing."""
    others = [(theirs, slots) for theirs, slots in other_values(claim, pool) if pool.is_small or is_of_one_thing(claim, theirs)]
    direct = any(slots.entity_agrees for _, slots in others)
    if proxies and not direct:
        return _proxy(proxies[0].slots.proxy or "", proxies[0].theirs)
    if others:
        theirs, _ = others[0]
        code: ReasonCode = "comparator" if is_comparator_only(claim, theirs) else "value"
        return differs(code, f"{_named(theirs)} says {_told(theirs)}{_subject(theirs)}, not {_told(claim)}", theirs)
    proxy = _proxied(claim, pool)
    if proxy is not None:
        return proxy
    return unsupported("not_found", f"nothing in the cited evidence says {claim.quantity.text}")


def _has_the_digits(claim: Reading, bound: Match, pool: Pool) -> Match | None:
    """What tells the claim's very digits of another time or the like, where the claim binds to other digits by a hedge alone.

    Of "about 85,000 in 2021, about 92,000 in 2022" the claim "about 92,000 in 2021" is no rounding of the first.
    """
    value, theirs = claim.quantity.value, bound.theirs
    if (
        value is None
        or claim.role in ("from", "to")
        or theirs.exact
        or theirs.quantity.value == value
        or theirs.quantity.qualifier == "none"
    ):
        return None
    return next(
        (
            match
            for match in matches(claim, pool)
            if not (match.binds or match.theirs.exact)
            and match.theirs.quantity.value == value
            and match.theirs.quantity.unit == claim.quantity.unit
            and match.theirs.measure in (theirs.measure, claim.measure)
            and match.theirs.source == theirs.source
        ),
        None,
    )


def _is_about_it(mine: Reading, match: Match, pool: Pool) -> bool:
    """Whether evidence of this value can contradict: three meetings say nothing of growth by 3% in something else.

    In a large pool any value is found somewhere: there something else of it must be the claim's, its subject, measure or words.
    """
    slots, theirs = match.slots, match.theirs
    if not match.unit_agrees and theirs.quantity.kind == "count_word" and theirs.quantity.unit == "ratio_x":
        return False  # nor what is "nearly double" of 1.8 points
    if not match.unit_agrees and mine.quantity.kind == "count_word":
        return False  # that some rate is 4.00% says nothing of "four" of anything
    if slots.entity_agrees or slots.measure_agrees:
        return True
    if not match.unit_agrees and theirs.quantity.kind == "count_word":
        return False
    shared = len(mine.words & theirs.words)
    if "role" in slots.against and not shared and theirs.words and mine.words:
        return False  # that costs rose 8% says nothing of "8% of those asked"
    return pool.is_small or shared >= 2


def checked(claim: Reading, match: Match, pool: Pool) -> Outcome:
    """The verdict on a number that a figure of the evidence bears out."""
    theirs = match.theirs
    tied = is_tied(claim, theirs, match.slots)
    in_other_words = tied and not is_word_for_word(claim, theirs)
    unsaid = untold(claim, theirs) or told_of_others(claim, theirs, pool) if in_other_words else frozenset()
    words = (
        f"{_named(theirs)} says {theirs.quantity.text}{_subject(theirs)}"
        if not theirs.exact
        else f"{theirs.source} is {theirs.quote}"
    )
    if match.note:
        words += f" ({match.note})"
    if not tied:
        words += ", but nothing ties the figure to its subject"
    elif unsaid:
        words += f", but not {listed(unsaid, claim)}"
    full: Support = "computed" if theirs.exact else "quoted"
    mark = full if tied and not unsaid else "value_only"
    return Outcome("checked", "none", sentence(words), mark, (quoted(theirs),), theirs, is_untold=bool(unsaid))


def _contradicted(match: Match) -> Outcome:
    code = match.reason or "value"
    detail = match.slots.against.get(code, "")
    words = _SLOT_WORDS.get(code, "{source} disagrees").format(
        source=_named(match.theirs), detail=detail, text=_with_its_noun(match.theirs)
    )
    only = set(match.slots.against) == {"period"} and match.unit_agrees
    made = differs(code, words, match.theirs, period_only=only)
    return replace(made, by_place=True) if detail == IN_ANOTHER_SENTENCE else made


def _with_its_noun(theirs: Reading) -> str:
    """The figure as printed, with the noun that is counted: "200,000 (barrel)"."""
    noun = theirs.quantity.unit.removeprefix("count:")
    return f"{theirs.quantity.text} ({noun})" if noun != theirs.quantity.unit else theirs.quantity.text


def _proxy(why: str, theirs: Reading) -> Outcome:
    return unsupported("proxy", f"{why}: a fund can corroborate its index, never decide for it", evidence=(quoted(theirs),))


def _proxied(claim: Reading, pool: Pool) -> Outcome | None:
    kind = family(claim.quantity.unit)
    for theirs in pool.about(claim):
        if comparable(kind, family(theirs.quantity.unit)) and has_proxy(claim, theirs):
            slots = compare_slots(claim, theirs)
            if slots.proxy is not None and not set(slots.against) - {"direction", "sign"}:
                return _proxy(slots.proxy, theirs)
    return None


def _told(reading: Reading) -> str:
    """A figure as it is told, with what loosens it: "less than half"."""
    words = {"over": "more than ", "under": "less than ", "nearly": "nearly ", "at_least": "at least ", "at_most": "at most "}
    return words.get(reading.quantity.qualifier, "") + reading.quantity.text


def _named(theirs: Reading) -> str:
    return f"[{theirs.source}]"


def _subject(theirs: Reading) -> str:
    subject = ", ".join(dict.fromkeys(name.text for name in theirs.entities[:2]))
    words = f" for {subject}" if subject else ""
    return words + (f" ({theirs.times_text})" if theirs.times_text and not theirs.exact else "")


# --- dates and periods ---


def judge_times(items: Sequence[Quantity], claims: Mapping[int, Reading], outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """Verdicts on dates and periods: they stand or fall with the numbers they qualify."""
    dated: dict[int, list[int]] = {}
    for index, claim in claims.items():
        for time in claim.times:
            dated.setdefault(time.start, []).append(index)
    starts = sorted(dated)
    found: dict[int, Outcome] = {}
    for at, item in enumerate(items):
        if item.kind not in ("date", "period"):
            continue
        near = starts[max(0, bisect_left(starts, item.start - 80)) : bisect_left(starts, item.end)]
        for index in [index for start in reversed(near) for index in reversed(dated[start])]:
            outcome = _of_time(item, claims[index], outcomes[index])
            if outcome is not None:
                found[at] = outcome
            if outcome is not None and outcome.verdict == "checked":
                break  # the last that is borne out decides, else the first of the others
    return found


def _of_time(item: Quantity, claim: Reading, outcome: Outcome) -> Outcome | None:
    """What a number's verdict says of a date or period that qualifies it."""
    mention = next((time for time in claim.times if time.start < item.end and item.start < time.end), None)
    theirs = outcome.bound
    if mention is None or theirs is None or not theirs.source:  # a figure of the text's own dates nothing
        return None
    times = [time.when for time in theirs.times]
    if is_of_what_led_to_it(claim, theirs):
        times = [when for when in times if when.grain == mention.when.grain]  # a fire in August dates no loss of the quarter
    if outcome.verdict == "checked" and any(same_time(mention.when, when, windowed=False) for when in times):
        words = sentence(f"{_named(theirs)} dates the figure {theirs.times_text}")
        return Outcome("checked", "none", words, "computed" if theirs.exact else "quoted", (quoted(theirs),), theirs)
    if outcome.verdict == "differs" and outcome.reason_code == "period" and mention is claim.times[0]:
        return Outcome("differs", "period", outcome.reason, None, outcome.evidence, theirs)
    if outcome.verdict == "unsupported" and outcome.period_only and mention is claim.times[0]:
        return Outcome("unsupported", "not_found", outcome.reason, None, outcome.evidence, theirs)
    return None


def closest(mine: Reading, pool: Pool) -> list[Match]:
    """As `matches`, but only the first of them where it agrees in all that the text tells: no other could come before it.

    What stands behind it in the evidence is not even looked into.
    """
    options = accepted(mine) if mine.quantity.value is not None else ()
    if len(options) != 1 or end_matches(mine, pool):
        return matches(mine, pool)
    (amount, accepts), most = options[0], most_agreement(mine)
    found: list[Match] = []
    of_others: list[Entry] = []
    low, high = searched(amount, accepts)
    for count, entry in enumerate(pool.in_order(low, high)):
        if count == CROWD:
            return matches(mine, pool)
        if most >= SUBJECT and entry.source.names_others(entry.at, mine.entities):
            of_others.append(entry)
            continue
        theirs = entry.read(low, high)
        if theirs is None:
            continue
        if not may_agree(mine, theirs, most):
            of_others.append(entry)
            continue
        match = match_of_value(mine, theirs, (amount, entry.amount), accepts)
        if match is None:
            continue
        is_best = match.binds and match.slots.closeness == most and not match.note
        if is_best and better_told(mine, theirs, match.slots, pool) is None:
            return [match]
        found.append(match)
    others = ((entry.read(low, high), entry.amount) for entry in of_others)
    rest = (match_of_value(mine, theirs, (amount, its), accepts) for theirs, its in others if theirs is not None)
    return ranked(mine, pool, found + [match for match in rest if match is not None])
