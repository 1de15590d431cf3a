"""`copilot compare`: several instruments side by side over one window."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from copilot.cli.options import Commands, add_evidence, add_output, new_command, open_screen, print_json, settings_of

if TYPE_CHECKING:
    from copilot.metrics import Sources
    from copilot.types import Metric

DESCRIPTION = """\
Sets several instruments side by side over one window: return without and with dividends, volatility, deepest fall, distance from
the high, beta to the first of them. What the prices do not reach is left out, with the reason."""
EPILOG = """\
examples:
  copilot compare XLK XLF QQQ --prices ~/prices               the last twelve months
  copilot compare XLK QQQ --from 2025-11-20 --to 2025-12-18
  copilot compare XLK XLF QQQ --ytd --json"""


def add(commands: Commands) -> None:
    """Put `compare` on the command line."""
    parser = new_command(commands, "compare", help="several instruments side by side", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("tickers", nargs="+", metavar="TICKER", help="two or more, the first is what betas are to")
    parser.add_argument("--from", dest="start", metavar="DAY", help="first day of the window (default: twelve months back)")
    parser.add_argument("--to", dest="end", metavar="DAY", help="last day of the window (default: the last session known)")
    parser.add_argument("--ytd", action="store_const", const=True, help="the year to date")
    add_evidence(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compute every cell and show the table."""
    from copilot.errors import UsageError
    from copilot.market.warming import warm
    from copilot.metrics import Sources
    from copilot.rendering.metrics import comparison_json, show_comparison
    from copilot.workspace import open_market

    tickers = list(dict.fromkeys(ticker.upper() for ticker in options.tickers))
    if len(tickers) < 2:
        raise UsageError("one instrument has nothing to be compared with", fix="name two or more: copilot compare XLK QQQ")
    market = open_market(settings_of(options, needs_library=False))
    warm(market.prices, tickers, as_of=market.as_of)
    sources = Sources(market.prices, market.series, market.as_of)
    window: dict[str, Any] = {name: value for name in ("start", "end", "ytd") if (value := getattr(options, name)) is not None}
    if not {"start", "ytd"} & set(window):
        window["window"] = "12m"
    columns = _columns(window, tickers[0])
    rows = {ticker: [_cell(*column, ticker, sources) for column in columns.values()] for ticker in tickers}
    if options.json:
        print_json(comparison_json(list(columns), rows))
    else:
        show_comparison(list(columns), rows, open_screen())
    return 0


def _columns(window: dict[str, Any], first: str) -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        "price return": ("return", {**window, "basis": "price"}),
        "total return": ("return", {**window, "basis": "total"}),
        "volatility": ("volatility", {**window, "frequency": "daily"}),
        "max drawdown": ("max drawdown", {**window, "basis": "close"}),
        "from high": ("distance from high", window),
        f"beta to {first}": ("beta", {**window, "frequency": "daily", "basis": "total", "vs": first}),
    }


def _cell(name: str, given: dict[str, Any], ticker: str, sources: Sources) -> Any:
    """The metric, the reason why there is none, or None for an instrument's beta to itself.

    A ticker that the source lacks, or a window that cannot be meant, is an error of the whole table.
    """
    from copilot.errors import InsufficientData
    from copilot.metrics import call_metric

    if given.get("vs") == ticker:
        return None
    try:
        metric: Metric = call_metric(name, [ticker], given, sources).metric
    except InsufficientData as error:
        return error
    return metric
