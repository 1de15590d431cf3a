"""Rows of prices, each made once: the metrics of an answer rest on the same sessions again and again."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from copilot.metrics.rows import KeptRow, Row
from copilot.types import Bar, Prices


def kept_rows(prices: Prices, bars: Sequence[Bar], fields: Sequence[str]) -> tuple[Row, ...]:
    """Rows {ticker, session, *fields} of some of the bars of `prices`, from those made before where they were.

    bars: oldest first; none may lack a field.
    """
    if not bars:
        return ()
    kept = prices.made.setdefault(tuple(fields), [None] * len(prices.bars))
    first = bisect_left(prices.bars, bars[0].session, key=attrgetter("session"))
    if prices.bars[first + len(bars) - 1 : first + len(bars)] != (bars[-1],):  # not every session of the span
        return tuple(_made(prices, bars, fields))
    until = first + len(bars)
    if not all(kept[first:until]):
        kept[first:until] = _made(prices, bars, fields)
    return tuple(kept[first:until])


def kept_splits(prices: Prices) -> list[tuple[date, float]]:
    """The sessions from which a split was in force, each with its new shares for one old share."""
    if "splits" not in prices.made:
        prices.made["splits"] = [(bar.session, bar.split) for bar in prices.bars if bar.split != 1.0]
    return prices.made["splits"]


def _made(prices: Prices, bars: Sequence[Bar], fields: Sequence[str]) -> list[KeptRow]:
    """The rows, with a canonical JSON made without a parser: neither a float nor a day needs an escape."""
    texts = {field: list(map(repr, map(attrgetter(field), bars))) for field in fields}
    texts["session"] = [bar.session.isoformat() for bar in bars]
    rows = [KeptRow(zip(texts, values, strict=True), ticker=prices.ticker) for values in zip(*texts.values(), strict=True)]
    for row, bar, text in zip(rows, bars, _json(prices.ticker, texts), strict=True):
        row.bar, row.json = bar, text
    return rows


def _json(ticker: str, texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The canonical JSON of each row; texts: the columns beside the ticker."""
    whole = json.dumps(ticker, ensure_ascii=False).replace("%", "%%")
    names = sorted((*texts, "ticker"))
    form = ",".join(f'"{name}":{whole}' if name == "ticker" else f'"{name}":"%s"' for name in names)
    columns = [texts[name] for name in names if name != "ticker"]
    return map(("{" + form + "}").__mod__, zip(*columns, strict=True))
