"""Faults in the evidence, after or before the answer: a digit of a stored article, a price row, a table that ends too early."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random

from copilot.evaluation.faults.ground import ALARMS, Ground, Planted
from copilot.pipeline import ask
from copilot.receipts.drift import LEFT
from copilot.types import Metric, Passage

ARTICLE_LIVE = "altered article named by verify --live"
ARTICLE_ASKED = "altered article kept out of answers, named"
ROW, STALE = "altered price row named by verify --live", "prices that end early named"
_FIELDS = ("close", "high", "low", "open")
Row = dict[str, str]


def altered_articles(ground: Ground, random: Random) -> Iterator[Planted]:
    """A digit of a cited passage, changed in the stored text: with its hash made to fit, and without."""
    cited = [item for item in ground.answer.checked.evidence.values() if isinstance(item, Passage)]
    numbered = [item for item in cited if re.search(r"\d", item.quote)]
    if not numbered:
        return
    passage = random.choice(numbered)
    new = _other_digit(passage.quote, random)
    what = f"{passage.title}: {passage.quote[:200]} -> {new[:200]}"
    home = ground.library_copy("article")
    _alter(home, passage, new, restamp=True)
    drifts = [(d.kind, d.text) for d in ground.drift(library=home) if d.what == passage.title]
    named = any(kind == "article edited" and "no longer stands" in text for kind, text in drifts)
    yield Planted(ARTICLE_LIVE, named, what, drifts)
    home = ground.library_copy("article")
    _alter(home, passage, new, restamp=False)
    answer = ask(ground.question.question, settings=ground.settings.model_copy(update={"home": home}))
    quoted = any(item.article_id == passage.article_id for item in answer.draft.passages)
    told = any(passage.title in notice for notice in answer.notices)
    yield Planted(ARTICLE_ASKED, told and not quoted, what, [answer.checked.text, *answer.notices])
    left = [(d.kind, d.text) for d in ground.drift() if d.kind not in LEFT]
    yield Planted(ALARMS, bool(left), "the library and prices as they were", left)


def _other_digit(text: str, random: Random) -> str:
    at = random.choice([match.start() for match in re.finditer(r"\d", text)])
    return text[:at] + str((int(text[at]) + random.randint(1, 9)) % 10) + text[at + 1 :]


def _alter(home: Path, passage: Passage, new: str, *, restamp: bool) -> None:
    with closing(sqlite3.connect(home / "library.sqlite3")) as database, database:
        (text,) = database.execute("SELECT text FROM articles WHERE id = ?", (passage.article_id,)).fetchone()
        text = text[: passage.start] + new + text[passage.end :]
        database.execute("UPDATE articles SET text = ? WHERE id = ?", (text, passage.article_id))
        if restamp:
            stamp = sha256(text.encode()).hexdigest()
            database.execute("UPDATE articles SET sha256 = ? WHERE id = ?", (stamp, passage.article_id))


def altered_rows(ground: Ground, random: Random, *, most: int = 3) -> Iterator[Planted]:
    """The last digit of a price that a metric used, one step away: the smallest lie a table can tell."""
    used = sorted({point for metric in _priced(ground) for row in metric.inputs for point in _points(row)})
    for ticker, session, field in random.sample(used, min(most, len(used))):
        folder = ground.prices_copy("row")
        path = folder / f"{ticker}.csv"
        if not path.is_file():
            continue
        old, new = "", ""

        def change(row: Row, session: str = session, field: str = field) -> Row:
            nonlocal old, new
            if row["session"] == session:
                old = row[field]
                new = _one_step(row, field)
                return {**row, field: new}
            return row

        _rewrite(path, change)
        if not old or old == new:
            continue
        texts = [drift.text for drift in ground.drift(prices=folder) if drift.kind == "provider revision"]
        told = (session, f"{session[:7]}:")  # of a month's close the month is told
        named = any(any(day in t for day in told) and repr(float(old)) in t and repr(float(new)) in t for t in texts)
        yield Planted(ROW, named, f"the {field} of {ticker} of {session}: {old} -> {new}", texts)


def _priced(ground: Ground) -> list[Metric]:
    held = ground.answer.checked.evidence.values()
    return [item for item in held if isinstance(item, Metric) and item.ticker and item.provider.startswith("files:")]


def _points(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for field in _FIELDS:
        if field in row and "session" in row and "ticker" in row:
            yield row["ticker"], row["session"], field


def _one_step(row: Row, field: str) -> str:
    """The price a cent higher, or lower where the bar's high would be passed."""
    up = field == "high" or (field != "low" and float(row[field]) + 0.01 <= float(row["high"]))
    return f"{float(row[field]) + (0.01 if up else -0.01):.2f}"


def stale_tables(ground: Ground, random: Random) -> Iterator[Planted]:
    """Every table cut some sessions before the as-of day: no figure may pass for a later day's, and it is said."""
    if not _priced(ground):
        return
    behind = random.randint(1, 6)
    folder = ground.prices_copy("stale")
    last = ""
    for path in sorted(folder.glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if lines[0].startswith("session,"):
            kept = [lines[0], *[line for line in lines[1:] if line[:10] <= ground.question.as_of.isoformat()][:-behind]]
            if len(kept) == 1:
                return  # a table that begins on the as-of day has no earlier end
            path.write_text("".join(kept), encoding="utf-8")
            last = max(last, kept[-1][:10])
    for path in sorted(folder.glob("*-months.csv")):  # the month that the tables now end in is not over
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([lines[0], *[line for line in lines[1:] if line[:7] < last[:7]]]), encoding="utf-8")
    answer = ask(ground.question.question, settings=ground.settings.model_copy(update={"prices": str(folder)}))
    used = {m.ticker for m in answer.draft.metrics if m.ticker and m.provider.startswith("files:")}
    daily = {ticker for ticker in used if (folder / f"{ticker}.csv").is_file()}
    named = all(any(f"prices of {ticker} end on {last}" in notice for notice in answer.notices) for ticker in daily)
    late = [m.label for m in answer.draft.metrics if m.ticker in daily and m.end and m.end.isoformat() > last]
    is_last = not daily or (answer.last_session is not None and answer.last_session.isoformat() == last)
    yield Planted(STALE, named and is_last and not late, f"tables end on {last}", [*answer.notices, *late])
    yield Planted(
        ALARMS, any("before the as-of day" in notice for notice in ground.answer.notices), "whole tables", ground.answer.notices
    )


def _rewrite(path: Path, change: Callable[[Row], Row]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names, rows = list(reader.fieldnames or ()), [change(row) for row in reader]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
