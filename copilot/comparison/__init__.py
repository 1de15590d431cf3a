"""What a text states against what the data say: levels, moves, returns, records, policy, series, facts.

A text's claims (`numbers.read_claims`) become statements, each with its words and days (`statement`); one file for each kind of
statement holds it against the data (`market`), in the order of `_compared` below, and makes a comparison (`types`); those that
dispute a number of an answer become `conflicts`.
    rates and decisions   `policy` `votes`; `published` by `series_words` `series_days` `series_values`
    figures of companies  `facts`, quoted today; `reported`, filed
    prices                `levels` `extremes`; `returns` by `return_words`, `moves` of one day, `recoveries` from a high or a low
    held against another  `relatives`; against its own past `standing` by `benchmarks`
    by definition         `definitions`; words without a figure `directions`
    left open by a text   time and subject, `told_times` `shared_windows`; whether it is plain enough to be wrong, `clarity`

A fund's prices speak for the fund alone: where the source lacks the index, what its fund made is told beside the statement and
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from copilot.comparison.benchmarks import held_against
from copilot.comparison.clarity import borrowed_times, is_named_only_behind, is_of_the_whole, says_of_whom, says_when
from copilot.comparison.conflicts import conflict_of, resting_on
from copilot.comparison.definitions import compare_definition
from copilot.comparison.directions import compare_directions
from copilot.comparison.extremes import compare_record
from copilot.comparison.facts import compare_fact
from copilot.comparison.levels import compare_level, is_priced
from copilot.comparison.market import Market
from copilot.comparison.policy import compare_policy
from copilot.comparison.published import compare_published
from copilot.comparison.recoveries import compare_recovery, is_from_an_extreme, told_before
from copilot.comparison.relatives import compare_relative
from copilot.comparison.reported import compare_reported
from copilot.comparison.return_words import is_return, may_be_return
from copilot.comparison.returns import compare_return
from copilot.comparison.shared_windows import compare_shared
from copilot.comparison.standing import compare_standing
from copilot.comparison.statement import Statement
from copilot.comparison.told_times import (
    TimesBeside,
    instruments_in,
    most_named,
    named_before,
    retimed,
    spoken_of,
    titled_instrument,
)
from copilot.comparison.types import Comparison
from copilot.names import Name
from copilot.numbers import Claim, read_claims
from copilot.types import Checked, Conflict, Passage, Prices, PriceSource, SeriesSource

__all__ = [
    "Comparison", "Market", "Statement", "compare_claims", "compare_directions", "compare_text", "conflict_of", "find_conflicts",
    "contradicted", "misdated", "says_of_whom", "says_when",
]  # fmt: skip


def compare_text(
    text: str, prices: PriceSource, *, as_of: date, published: date | None = None, series: SeriesSource | None = None
) -> list[Comparison]:
    """Every statement of the text that the prices, and the series, can confirm or contradict, in order.

    published: the text's own day, against which its bare months and "yesterday" are read.
    """
    market = Market(prices, as_of, series=series)
    return compare_claims(text, read_claims(text, published=published), market, published=published)


def compare_claims(text: str, claims: list[Claim], market: Market, *, published: date | None = None) -> list[Comparison]:
    """Every claim of the text that the market's data can confirm, contradict or explain, in order."""
    market.warm(claims)
    statements = [Statement(claim, text, published) for claim in claims]
    named = _named_tickers(claims, market)
    borrowed = borrowed_times(claims)
    levels: list[Comparison] = []
    found: list[Comparison] = []
    times = TimesBeside(text, claims, published)
    of_text = titled_instrument(text), most_named(text)
    last: tuple[Statement, Comparison] | None = None
    before: Comparison | None = None
    for statement in statements:
        statement = replace(statement, is_continued=_goes_on(statement, before))
        shared = compare_shared(statement, last, market) if times.own(statement) is None else None
        compared = [
            comparison
            for comparison in ([shared] if shared is not None else _best_named(statement, of_text, times, market, levels, named))
            if comparison.agrees or comparison.day is None or statement.number not in borrowed
        ]
        if statement.claim.quantity.unit == "percent" and (borne_out := next((c for c in compared if c.agrees), None)):
            last = statement, borne_out
        before = next((comparison for comparison in compared if comparison.agrees), None)
        found += compared
        levels += [comparison for comparison in compared if comparison.field is not None]
        if not compared and (name := _without_prices(statement, market)) is not None:
            market.unpriced[statement.number] = name
    market.note_early_ends(claims, published)
    market.note_unpriced()
    return found


def _goes_on(statement: Statement, before: Comparison | None) -> bool:
    """Whether the figure before, in the same sentence, was borne out of the very instrument, with no other named since."""
    if before is None or before.ticker is None or before.ticker not in statement.claim.tickers or statement.claim.row is not None:
        return False
    between = statement.text[before.number[1] : statement.number[0]]
    is_beside = before.number[0] >= statement.claim.sentence[0]
    return is_beside and {name.ticker for name in instruments_in(between)} <= {before.ticker}


def _best_named(
    statement: Statement,
    of_text: tuple[Name | None, Name | None],
    times: TimesBeside,
    market: Market,
    levels: list[Comparison],
    named: Sequence[str],
) -> list[Comparison]:
    """What decides a statement; where its own words name no instrument, told of the one that the sentence before, the title or
    most of the text names: what the data bear out is, what they contradict only of the title's.

    of_text: the instrument of the title, and the one that the text names most.
    """
    found = _best_timed(statement, times, market, levels, named)
    if any(comparison.agrees or comparison.disputes for comparison in found):
        return found
    titled, common = of_text
    beside = named_before(statement) if not statement.claim.tickers else None
    if beside is None and _names_one(statement):
        return found
    if beside is not None:
        claim = replace(statement.claim, entities=(beside,), tickers=(beside.ticker or "",))
        told = _best_timed(replace(statement, claim=claim), times, market, levels, named)
        return told if any(comparison.agrees or comparison.disputes for comparison in told) else found
    for name in {name.ticker: name for name in (spoken_of(statement), titled, common) if name is not None}.values():
        claim = replace(statement.claim, entities=(name,), tickers=(name.ticker or "",))
        is_titled = titled is not None and name.ticker == titled.ticker
        told = _best_timed(replace(statement, claim=claim, is_titled=True), times, market, levels, named)
        if any(comparison.agrees or (comparison.disputes and is_titled) for comparison in told):
            return told
    return found


def _names_one(statement: Statement) -> bool:
    """Whether an instrument, or a country or the like, is named in the figure's own sentence or row."""
    claim = statement.claim
    start, end = claim.row or claim.sentence
    return any(start <= name.start < end and name.kind != "other" for name in claim.entities)


def _best_timed(
    statement: Statement, times: TimesBeside, market: Market, levels: list[Comparison], named: Sequence[str]
) -> list[Comparison]:
    """What decides a statement told of the time beside its figure; where none stands there, of the one its sentence gives it, or
    of another that it may have and that the data bear out."""
    own = times.from_an_extreme(statement) or times.own(statement) or times.opening(statement)
    if own is not None and own.when != statement.claim.when:
        found = list(_compared(retimed(statement, own), market, levels, named))
        return [comparison for comparison in found if comparison.agrees or not own.when.until]
    compared = list(_compared(statement, market, levels, named))
    if own is not None or any(comparison.agrees for comparison in compared):
        return compared
    for other in times.others(statement):
        found = list(_compared(retimed(statement, other), market, levels, named))
        if any(comparison.agrees for comparison in found):
            return found
    return compared or _of_own_day(statement, market, levels, named)


def _of_own_day(statement: Statement, market: Market, levels: list[Comparison], named: Sequence[str]) -> list[Comparison]:
    """A close whose sentence tells no time is of the text's own day, whatever longer time a sentence before told."""
    claim = statement.claim
    is_carried = claim.period_span is not None and not claim.sentence[0] <= claim.period_span[0] < claim.sentence[1]
    if not is_carried or claim.period_grain == "day" or statement.field != "close" or not statement.is_attached:
        return []
    return list(_compared(retimed(statement, None), market, levels, named))


def _without_prices(statement: Statement, market: Market) -> Name | None:
    """The instrument whose price or change a figure is, where the source has no prices of it."""
    names = [name for name in statement.claim.entities if name.kind in ("index", "fund", "company")]
    is_of_price = is_return(statement) or statement.field is not None or held_against(statement) is not None
    return names[0] if names and is_of_price and is_priced(statement) and not market.of(names) else None


def _compared(statement: Statement, market: Market, levels: list[Comparison], named: Sequence[str]) -> Iterator[Comparison]:
    """What decides a statement: the first source that can, and for a level whether it is the record it is called."""
    policy = compare_policy(statement, market.meetings, market.as_of)
    if policy is not None:
        yield policy
        return
    published = compare_published(statement, market) or compare_fact(statement, market) or compare_reported(statement, market)
    if published is not None:
        yield published
        return
    recovered = _from_an_extreme_before(statement, market)
    if recovered is not None:
        yield recovered
        return
    defined = compare_definition(statement, market, named)
    if defined is not None:
        yield defined
        return
    if not statement.claim.entities:
        return
    relative = compare_relative(statement, market)
    if relative is not None:
        yield relative
        return
    direct = market.of(statement.claim.entities)
    standing = _first_standing(statement, direct, levels)
    if standing is not None:
        yield standing
        return
    if not statement.is_fact or is_of_the_whole(statement):
        return
    for prices in direct:
        compared = _by_prices(statement, prices, market, levels)
        if compared is not None:
            yield compared
            record = compare_record(statement, prices, compared)
            if record is not None:
                yield record
            return
    for prices in () if direct else market.funds_on(statement.claim.entities):
        compared = compare_return(statement, prices, market, levels, is_proxy=True)
        if compared is not None:
            yield compared
            return


def _from_an_extreme_before(statement: Statement, market: Market) -> Comparison | None:
    """What a change, or a drawdown, is that is told from a high, a low or a close named before it."""
    if told_before(statement) is None or not statement.is_told:
        return None
    return next((found for prices in market.of(statement.claim.entities) if (found := compare_recovery(statement, prices))), None)


def _first_standing(statement: Statement, direct: Sequence[Prices], levels: Sequence[Comparison]) -> Comparison | None:
    """Against an average, a high or a low of its own past. A dated level that is called a record is that day's before."""
    for prices in direct:
        found = compare_standing(statement, prices, levels)
        is_days = found is not None and not found.agrees and statement.is_fact and compare_level(statement, prices) is not None
        if found is not None and not is_days:
            return found
        if is_from_an_extreme(statement) and statement.is_told and (is_return(statement) or may_be_return(statement)):
            return compare_recovery(statement, prices)
    return None


def _by_prices(statement: Statement, prices: Prices, market: Market, levels: list[Comparison]) -> Comparison | None:
    level = compare_level(statement, prices)
    if level is not None and not level.agrees and is_named_only_behind(statement):
        return None
    if level or is_from_an_extreme(statement):
        return level
    return compare_return(statement, prices, market, levels)


def _named_tickers(claims: Sequence[Claim], market: Market) -> list[str]:
    """The funds and companies of the whole text that have prices, in order of mention."""
    names = [name for claim in claims for name in claim.entities if name.kind in ("fund", "company")]
    return list(dict.fromkeys(prices.ticker for prices in market.of(names)))


def contradicted(passage: Passage, prices: PriceSource, *, as_of: date) -> bool:
    """Whether the prices contradict any figure of the passage."""
    published = passage.published.date() if passage.published else None
    compared = compare_text(passage.quote, prices, as_of=as_of, published=published)
    return any(comparison.disputes for comparison in compared)


def misdated(passage: Passage, prices: PriceSource, *, as_of: date) -> bool:
    """Whether the passage gives a price or a move to a day that the prices give to another."""
    published = passage.published.date() if passage.published else None
    compared = compare_text(passage.quote, prices, as_of=as_of, published=published)
    return any(comparison.kind in ("date", "stale") and comparison.disputes for comparison in compared)


def find_conflicts(checked: Checked, prices: PriceSource, *, as_of: date, series: SeriesSource | None = None) -> Checked:
    """The checked text with a conflict on each number that rests on a passage the prices, or published series, contradict.

    Where only the date is wrong, the dispute is the date's, wherever it is printed; the level itself stands.
    """
    numbers = list(checked.numbers)
    conflicts: list[Conflict] = []
    for mark, passage in checked.evidence.items():
        if not isinstance(passage, Passage):
            continue
        published = passage.published.date() if passage.published else None
        for comparison in compare_text(passage.quote, prices, as_of=as_of, published=published, series=series):
            if not comparison.disputes:
                continue
            touched = resting_on(numbers, mark, passage.quote, comparison)
            if not touched or any(c.text == comparison.text for c in conflicts):
                continue
            conflicts.append(conflict_of(f"C{len(conflicts) + 1}", touched, comparison))
            for index in touched:
                numbers[index] = replace(numbers[index], conflict=numbers[index].conflict or comparison.text)
    return replace(checked, numbers=tuple(numbers), conflicts=tuple(conflicts))
