"""What a figure holds a price against: its average of so many days, its 52-week high or low, its record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from copilot.comparison.statement import Statement
from copilot.resources import reference_table

Kind = Literal["average", "year", "to_date", "record"]
Style = Literal["simple", "weekly", "exponential"]
Form = Literal["level", "distance"]
_REACH = 90  # characters between a figure and the words of its benchmark, at most
_COUNTS = {"fifty": 50, "hundred": 100, "two-hundred": 200, "two hundred": 200}


_CALLED: Mapping[Kind, str] = {"average": "average", "year": "52-week", "to_date": "year-to-date", "record": "record"}


_STYLES: Mapping[Style, str] = {
    "simple": "day average",
    "weekly": "week average",
    "exponential": "day exponential average",
}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark as a text names it. `field` is "close" or "intraday" where it says so; an average is of closes."""

    kind: Kind
    sessions: int | None  # of an average; of a weekly one its weeks
    is_high: bool
    field: str | None
    style: Style = "simple"

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        if self.kind == "average":
            return f"{self.sessions}-{_STYLES[self.style]}"
        closing = {"close": "closing ", "intraday": "intraday "}.get(self.field or "", "")
        side = "high" if self.is_high else "low"
        return f"{_CALLED[self.kind]} {closing}{side}"


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that is the benchmark itself (`form` level), or how far a price is from it (distance).

    sign: +1 above, -1 below, 0 of a level. is_bound: the distance is one at most ("within 2% of its record"). end: where the
    words of the benchmark end, in the text, where they stand behind the figure.
    """

    benchmark: Benchmark
    form: Form
    sign: int
    is_bound: bool = False
    end: int | None = None


def held_against(statement: Statement) -> Held | None:
    """The benchmark that a figure is, or is told from; None where its words name none right beside it."""
    unit = statement.claim.quantity.unit
    if statement.claim.quantity.value is None or statement.claim.quantity.ulp is None:
        return None
    if statement.claim.row is not None:
        return _in_a_table(statement)
    return _distance(statement) if unit == "percent" else _level(statement) if len(unit) == 3 or unit in _BARE else None


_BARE = ("none", "index_point")


def _distance(statement: Statement) -> Held | None:
    """ "9.3% above its 200-day average"; "above its 200-day average by 9.3%"."""
    start, end = statement.number
    behind = _patterns()["behind"].match(statement.text, end, min(statement.claim.sentence[1], end + _REACH))
    if behind is not None:
        benchmark = _benchmark(behind)
        lead = statement.text[max(statement.claim.sentence[0], start - 16) : start]
        is_bound = _patterns()["within"].search(lead) is not None
        sign = _sign(behind, statement, benchmark)
        return Held(benchmark, "distance", sign, is_bound, behind.end("benchmark")) if sign else None
    before = _patterns()["before"].search(statement.text, max(statement.claim.sentence[0], start - _REACH), start)
    if before is None:
        return None
    benchmark = _benchmark(before)
    sign = _sign(before, statement, benchmark)
    return Held(benchmark, "distance", sign) if sign else None


def _sign(match: re.Match[str], statement: Statement, benchmark: Benchmark) -> int:
    """Which side of it: as the words say; "from" and "within 2% of" are on the only side there is, of an average on none."""
    if match["above"]:
        return 1
    if match["below"]:
        return -1
    if benchmark.kind == "average":
        return 0
    if match["from"] and statement.sign and statement.sign != (-1 if benchmark.is_high else 1):
        return 0  # "up 3% from its high" says something else
    return -1 if benchmark.is_high else 1


def _level(statement: Statement) -> Held | None:
    """ "Its 200-day average is $80.10"; "$84.20 (52-week high)"."""
    start, end = statement.number
    before = _patterns()["called"].search(statement.text, max(statement.claim.sentence[0], start - _REACH), start)
    if before is not None and _is_of_its_owner(statement, before):
        is_aside = before.group().rstrip().endswith("(") and _patterns()["near"].search(statement.text, 0, before.start())
        return None if is_aside else Held(_benchmark(before), "level", 0)  # "near record highs (6,840)" is where it stands now
    after = _patterns()["apposed"].match(statement.text, end, min(statement.claim.sentence[1], end + _REACH))
    return Held(_benchmark(after), "level", 0, end=after.end("benchmark")) if after is not None else None


def _is_of_its_owner(statement: Statement, match: re.Match[str]) -> bool:
    """Whether what stands between a benchmark and its level is whose it is: "the 50-day average of the fund stands at"."""
    owner = match.span("owner")
    return owner == (-1, -1) or any(owner[0] <= name.start and name.end <= owner[1] for name in statement.claim.entities)


def _in_a_table(statement: Statement) -> Held | None:
    """In a column or a row that is named by the benchmark alone, or as the distance from it."""
    assert statement.claim.row is not None
    unit = statement.claim.quantity.unit
    for words in (statement.head, statement.text[slice(*statement.claim.row)]):
        match = _patterns()["cell"].fullmatch(words.strip(" *_:|"))
        if match is None:
            continue
        benchmark = _benchmark(match)
        if unit == "percent":
            sign = -1 if statement.sign < 0 or match["below"] else 1
            return Held(benchmark, "distance", sign) if match["relation"] or match["above"] or match["below"] else None
        is_level = not (match["relation"] or match["above"] or match["below"])
        return Held(benchmark, "level", 0) if is_level and (len(unit) == 3 or unit in _BARE) else None
    return None


def _benchmark(match: re.Match[str]) -> Benchmark:
    sessions = match["days"] or match["short_days"]
    if sessions:
        count = int(sessions) if sessions.isdigit() else _COUNTS[" ".join(sessions.lower().split())]
        style: Style = "exponential" if match["smooth"] else "weekly" if (match["per"] or "").lower() == "week" else "simple"
        return Benchmark("average", count, True, None, style)
    words = match["extreme"].lower()
    is_close = re.search(r"\bclos", words) is not None
    field = "close" if is_close else "intraday" if "intra" in words else None
    kind: Kind = "year" if match["year"] else "to_date" if match["to_date"] else "record"
    return Benchmark(kind, None, _patterns()["low"].search(words) is None, field)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = {name: "|".join(known) for name, known in reference_table("benchmark_words.toml").items()}
    counts = rf"\d{{2,3}}|{'|'.join(_COUNTS)}"
    average = (
        rf"(?P<days>{counts})[-\s](?P<per>day|session|week)s?"
        rf"(?:[-\s](?:simple\s)?(?:(?P<smooth>{words['smoothed']})|{words['averages']})\b|(?=\s(?:and|or|at|is|was|stands?)\b|:|\s?\(|[.,;)]|\s*$))"
        rf"|(?P<short_days>\d{{2,3}})[-\s]?(?:{words['short_averages']})\b"
    )
    side = rf"(?:(?:intra-?day|closing)[-\s])?(?:{words['highs']}|{words['lows']})"
    record = rf"(?:{words['records']})(?:[-\s]{side}|(?=\s(?:of|at)\b|[.,;)(]|\s*$))"
    extreme = rf"(?P<extreme>(?:(?:(?P<year>{words['years']})|(?P<to_date>{words['to_date']}))[-\s]{side}|{record})\b)"
    benchmark = rf"(?P<benchmark>{average}|{extreme})"
    owner = r"(?:(?:its|their|the|an?|this|that)\s)?(?:own\s|[a-z][\w’'-]*\s){0,3}?"
    relation = rf"(?:(?P<above>{words['above']})|(?P<below>{words['below']})|(?P<from>{words['from']}))"
    link = rf"(?:[\s(:,*_–—-]|\b(?:{words['links']})\b)*"
    forms = {
        "behind": rf"[\s)*_]*{relation}\s{owner}{benchmark}",
        "before": rf"\b{relation}\s{owner}{benchmark}(?:\s\(|,?\sby\s)(?:{words['hedges']}|\s)*$",
        "called": rf"{benchmark}(?:\s(?:of|for)\s(?P<owner>[^,;:\d]{{2,44}}?(?:\s\d{{3,4}})?(?:\s\([A-Z.-]+\))?))?"
        rf"(?:\s\([A-Z.^-]{{1,6}}\))?{link}$",
        "apposed": rf"[*_]*(?:\s\(|,\s(?:which\sis\s)?(?:its|their|the|an?)\s(?:new\s)?|\s(?:is|was)\sits\s){benchmark}"
        r"(?=[).,;]|\s*$)",
        "cell": r"(?:[%Δ]\s?|distance\s|gap\s)?"
        r"(?:(?P<relation>vs\.?|versus|from|to|against)\s|(?P<above>above)\s|(?P<below>below)\s)?"
        rf"(?:its\s|the\s)?{benchmark}(?:\s?[(\[]?[%$][)\]]?)?",
        "near": rf"\b(?:{words['near']})\s(?:its\s|the\s|their\s|an?\s)?$",
        "within": rf"\b(?:{words['within']})\s(?:{words['hedges']}|\s)*$",
        "low": rf"\b(?:{words['lows']})\b",
        "not_standing": rf"\b(?:{words['not_standing']})\b",
        "once": rf"\b(?:{words['once']})\b",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


def is_standing(statement: Statement) -> bool:
    """Whether a distance is told as one that is: no words around it make it one that might be, or once was."""
    end = statement.number[1]
    behind = statement.text[end : min(statement.claim.sentence[1], end + _REACH)]
    return not (_patterns()["not_standing"].search(statement.lead[-45:]) or _patterns()["once"].search(behind))
