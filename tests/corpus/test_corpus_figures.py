"""Every figure that the sample articles print is real: in the price tables, derived from them, or named in figures.csv with a reason.

figures.csv, column `how`: "price T A > B" (price return between two closes, or a field: "2025-11-20 low"; a month is its end),
"total T A > B" (total return over months), "volatility T A > B" (annualised, of monthly total returns), "ratio a > b", "range DAY"
(a bound of the target range as announced that day), "press" (published elsewhere), and before any of them "planted" (wrong on purpose).
"""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("corpus", "evals/second-library")
ARTICLES = [(library, path) for library in LIBRARIES for path in sorted((ROOT / library / "articles").glob("*.md"))]

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept|Oct|Dec)\.?"
NOT_A_FIGURE = re.compile(
    rf"""^\s*\d\.\s                                            # list marks
    | \b20\d\d-\d\d-\d\dT?[\d:+-]*Z? | \b\d\d/\d\d/\d{{4}}       # 2025-12-12, 12/11/2025
    | \b\d{{1,2}}:\d\d(?::\d\d)?\b                              # times
    | \b{_MONTH}\s\d{{1,2}}(?:\sand\s\d{{1,2}})?\b(?!\.\d|%)    # December 10, October 28 and 29
    | \b\d{{1,2}}(?:\sand\s\d{{1,2}})?\s{_MONTH}                # 17 September, 9 and 10 December
    | \bthe\s\d{{1,2}}(?:st|nd|rd|th)\b
    | \b20[012]\d\b(?!\.\d)                                     # years
    | \bS&P\s(?:SmallCap\s)?[56]00\b | \bRussell\s2000\b        # names
    | \b9-3\b                                                   # the vote of 10 December 2025
    | \b36\b(?=\smonth|\swere)                                  # the months of the price table
    """,
    re.M | re.X,
)
FIGURE = re.compile(r"(?<![\w.])[+−-]?\d[\d,]*(?:\.\d+)?(?:%|\sbasis\spoints)?")


@cache
def ledger() -> dict[tuple[str, str], dict[str, list[str]]]:
    """What figures.csv says: (library, article) -> printed figure -> ways to derive it."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    with (Path(__file__).parent / "figures.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault((row["library"], row["article"]), {}).setdefault(row["printed"], []).append(row["how"])
    return found


@cache
def levels(library: str) -> dict[tuple[str, str, str], float]:
    """(ticker, session or month, field) -> level, over the price tables of a library; months have a field `return`, a fraction."""
    found: dict[tuple[str, str, str], float] = {}
    for path in (ROOT / library / "prices").glob("*.csv"):
        ticker = path.stem.removesuffix("-months")
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                day = row.get("session") or row.get("month")
                for field in ("open", "high", "low", "close", "dividend"):
                    if day and row.get(field):
                        found[ticker, day, field] = float(row[field])
                if day and row.get("total_return_percent"):
                    found[ticker, day, "return"] = float(row["total_return_percent"]) / 100
    return found


@cache
def target_ranges() -> dict[str, tuple[str, str, int]]:
    """Announcement day -> lower, upper (percent), change (basis points)."""
    with (ROOT / "reference" / "fomc.csv").open(encoding="utf-8", newline="") as stream:
        return {row["announced"]: (row["lower"], row["upper"], int(row["change_bp"])) for row in csv.DictReader(stream)}


def body(path: Path) -> str:
    """The article without front matter and without the lines that give its date."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    return "\n".join(line for line in text.split("\n") if not re.search(r"Published:|\*\*Date:|^By .*\||\| By ", line))


def figures_of(path: Path) -> list[str]:
    """The amounts printed in an article: no names, dates, times or list marks."""
    text = NOT_A_FIGURE.sub(" ", body(path))
    return [match.group().rstrip(",") for match in FIGURE.finditer(text)]


def derive(how: str, library: str) -> Iterator[float]:
    """The values, in percent, that a way of figures.csv allows; nothing for the press."""
    kind, _, rest = how.removeprefix("planted ").partition(" ")
    if kind == "press":
        return
    if kind == "range":
        yield from (float(bound) for bound in target_ranges()[rest][:2])
        return
    head, end = rest.split(" > ")
    ticker, _, start = head.partition(" ")
    if kind == "ratio":
        yield (float(end) / float(head) - 1) * 100
    elif kind == "price":
        yield (_level(library, ticker, end) / _level(library, ticker, start) - 1) * 100
    else:
        returns = [
            v for (t, day, f), v in sorted(levels(library).items()) if t == ticker and f == "return" and start < day <= end
        ]
        yield 100 * (_compound(returns) if kind == "total" else statistics.stdev(returns) * 12**0.5)


def _level(library: str, ticker: str, at: str) -> float:
    day, _, field = at.partition(" ")
    return levels(library)[ticker, day, field or "close"]


def _compound(returns: list[float]) -> float:
    product = 1.0
    for value in returns:
        product *= 1 + value
    return product - 1


def _rounds_to(value: float, printed: str) -> bool:
    digits = printed.strip("+−-%").replace(",", "")
    half = 0.5 * 10 ** -len(digits.partition(".")[2])
    signed = printed[0] not in "+−-" or (value < 0) == (printed[0] != "+")
    return signed and abs(abs(value) - float(digits)) <= half + 1e-9


@pytest.mark.parametrize(("library", "path"), ARTICLES, ids=lambda value: getattr(value, "stem", value))
def test_every_figure_of_an_article_is_accounted_for(library: str, path: Path) -> None:
    known = ledger().get((library, path.name), {})
    published = path.name[:10]
    tables = {f"{value:.{places}f}" for (_, day, field), value in levels(library).items() for places in (2, 3)
              if field != "return" and day <= published[: len(day)]}  # fmt: skip
    steps = {abs(change) for announced, (_, _, change) in target_ranges().items() if announced <= published} | {75}
    for figure in figures_of(path):
        if figure.endswith("basis points"):
            assert int(figure.split()[0]) in steps, f"{figure} is no step of the Fed"
        else:
            assert figure in known or figure.replace(",", "") in tables, f"{figure} is in no table and not in figures.csv"


@pytest.mark.parametrize(("library", "name", "printed", "how"), [
    (library, name, printed, how) for (library, name), rows in ledger().items() for printed, ways in rows.items() for how in ways
])  # fmt: skip
def test_a_figure_follows_from_the_tables(library: str, name: str, printed: str, how: str) -> None:
    assert printed in figures_of(ROOT / library / "articles" / name), "figures.csv names a figure that the article does not print"
    days = re.findall(r"20\d\d-\d\d(?:-\d\d)?", how)
    assert all(day <= name[:10] for day in days), "derived from a day after the article"
    values = list(derive(how, library))
    if values:
        assert any(_rounds_to(value, printed) for value in values) != how.startswith("planted"), f"{printed} against {values}"


def test_the_known_errors_are_planted_and_the_truth_is_printed_elsewhere() -> None:
    note = (ROOT / "corpus/articles/2025-12-18-ai-small-cap-note.md").read_text(encoding="utf-8")
    assert "$112.00 on November 17" in note
    assert "$125.84 on December 18" in note
    table = levels("corpus")
    lows = {day: v for (t, day, f), v in table.items() if t == "IJR" and f == "low" and day[:7] == "2025-11"}
    highs = {day: v for (t, day, f), v in table.items() if t == "IJR" and f == "high" and day[:7] == "2025-12"}
    assert min(lows, key=lambda day: lows[day]) == "2025-11-20"
    assert max(highs, key=lambda day: highs[day]) == "2025-12-12"
    wrap = (ROOT / "corpus/articles/2025-11-20-market-wrap.md").read_text(encoding="utf-8")
    assert "slid to 112.00" in wrap
    brief = (ROOT / "evals/second-library/articles/2025-11-07-commodity-brief.md").read_text(encoding="utf-8")
    assert "October 22, when it fell 6.4%" in brief
    gold = {day: v for (t, day, f), v in levels("evals/second-library").items() if t == "GLD" and f == "close" and len(day) == 10}
    assert round(gold["2025-10-22"] / gold["2025-10-21"] - 1, 3) == 0.0
    assert date.fromisoformat("2025-10-22") in {date.fromisoformat(day) for day in gold}
