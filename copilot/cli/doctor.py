"""`copilot doctor`: the settings in force and where each came from, versions, what is there and what is missing."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot.cli.options import Commands, add_evidence, add_output, new_command, open_screen, print_json, settings_of
from copilot.clock import new_york_today

if TYPE_CHECKING:
    from copilot.settings import Settings

DESCRIPTION = """\
Shows every setting with its origin (flag, environment, copilot.toml, default), versions, the library, the prices and the
embedding weights, and what is missing. Keys are never shown. Exits 1 if something that was set cannot be used.

The network is asked nothing, except with --online: then Yahoo is asked for the last days of a fund, FRED for one series,
the SEC for its list of companies (where COPILOT_SEC_CONTACT is set) and the model's endpoint for what it serves (where one
is set), each for at most ten seconds. One line each; exit 1 if one of them does not answer."""
EPILOG = """\
examples:
  copilot doctor
  copilot doctor --prices ~/prices          looks through a folder of prices for gaps and defects
  copilot doctor --online                   asks Yahoo, FRED, the SEC and the model's endpoint
  copilot doctor --json"""
PACKAGES = ("chromadb", "onnxruntime", "holidays", "yfinance", "langchain-openai", "pydantic", "rich")
LEAST_BYTES = 20_000_000  # the index of the sample and some receipts
_FLAGS = {"home": "library"}


def add(commands: Commands) -> None:
    """Put `doctor` on the command line."""
    parser = new_command(
        commands, "doctor", help="settings, versions, and what is missing", description=DESCRIPTION, epilog=EPILOG
    )
    parser.add_argument("--online", action="store_true", help="ask whether the sources and the model can be reached")
    add_evidence(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Gather the state, show it."""
    settings = settings_of(options, needs_library=False)
    state: dict[str, Any] = {
        "versions": dict(_versions()),
        "settings": list(_settings(settings, options)),
        "state": [{"what": what, "is_well": is_well, "text": text} for what, is_well, text in _state(settings, options)],
    }
    code = 0 if all(item["is_well"] is not False for item in state["state"]) else 1
    if options.json:
        print_json(state)
        return code
    screen = open_screen()
    screen.line([(", ".join(f"{name} {version}" for name, version in state["versions"].items()), "quiet")])
    screen.heading("Settings")
    for item in state["settings"]:
        screen.line([(f"{item['value']}", ""), (f" ({item['origin']})", "quiet")], indent=18, first=item["name"])
    screen.heading("State")
    for item in state["state"]:
        word = {True: "ok", False: "wrong", None: "note"}[item["is_well"]]
        style = {True: "checked", False: "differs", None: "warning"}[item["is_well"]]
        screen.line([(word, style), (f": {item['text']}", "")], indent=18, first=item["what"])
    return code


def _versions() -> Iterator[tuple[str, str]]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from copilot import __version__

    yield "copilot", __version__
    yield "Python", platform.python_version()
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "missing"


def _settings(settings: Settings, options: argparse.Namespace) -> Iterator[dict[str, str]]:
    file = settings.folder / "copilot.toml"
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        yield {"name": name, "value": _shown(name, value), "origin": _origin(name, settings, options, str(file))}


def _shown(name: str, value: Any) -> str:
    from copilot.settings import shown_address

    if value is None:
        return "not set"
    return "set, not shown" if name == "api_key" else shown_address(value) if name == "base_url" else str(value)


def _origin(name: str, settings: Settings, options: argparse.Namespace, file: str) -> str:
    if getattr(options, _FLAGS.get(name, name), None) is not None:
        return f"--{_FLAGS.get(name, name).replace('_', '-')}"
    variables = [f"COPILOT_{name.upper()}", *(["OPENAI_API_KEY"] if name == "api_key" else [])]
    named = next((variable for variable in variables if os.environ.get(variable)), None)
    if named:
        return named
    return "default" if getattr(settings, name) == type(settings).model_fields[name].default else file


def _state(settings: Settings, options: argparse.Namespace) -> Iterator[tuple[str, bool | None, str]]:
    """What there is, whether it is well (None: works without it), and the words."""
    from copilot.index.embedding import open_embedder

    yield _library(settings)
    yield _receipts(settings.folder)
    yield from _prices(settings)
    if open_embedder(settings.embedder_dir) is None:
        yield "embeddings", None, "no weights: passages are found by words alone (copilot setup)"
    else:
        yield "embeddings", True, "weights of all-MiniLM-L6-v2"
    told = "set" if settings.sec_contact else "not set: reported figures are left out (COPILOT_SEC_CONTACT)"
    yield "SEC contact", True if settings.sec_contact else None, told
    lacks_key = settings.model is not None and settings.api_key is None and settings.base_url is None
    if settings.model is None:
        yield "model", None, "none: answers are the extractive engine's (COPILOT_MODEL)"
    else:
        yield "model", not lacks_key, "set, but no key (COPILOT_API_KEY)" if lacks_key else f"{settings.model}, not asked"
    if options.online:
        from copilot.cli.online import online_states

        yield from online_states(settings)


def _library(settings: Settings) -> tuple[str, bool | None, str]:
    from copilot.errors import CopilotError
    from copilot.library.store import Library, has_library

    folder = settings.folder
    if not has_library(folder):
        return "library", None, f"none in {folder}: the bundled sample is read (copilot library add PATH)"
    try:
        with Library.open(folder) as library:
            counts, altered = library.counts(), library.altered()
    except CopilotError as error:
        return "library", False, f"{error.problem} ({error.fix})"
    if altered:
        return (
            "library",
            False,
            f"the stored text of “{altered[0].title}” was altered ({len(altered)} in all): add it again",
        )
    said = f"{counts['articles']} articles, {counts['undated']} of them undated, {counts['chunks']} passages in {folder}"
    return "library", True, said


def _receipts(folder: Path) -> tuple[str, bool | None, str]:
    """Whether receipts can be written, and how many there are."""
    from shutil import disk_usage

    from copilot.receipts.store import ANSWERS

    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = "is a file" if there.is_file() else "cannot be written"
        return "receipts", False, f"{there} {why}, so no answer can be verified later (name another folder in COPILOT_HOME)"
    free = disk_usage(there).free
    if free < LEAST_BYTES:
        return "receipts", False, f"{free / 1e6:.0f} MB are free for {folder}, too little for an index (free some space)"
    count = sum(1 for _ in (folder / ANSWERS).glob("*.json"))
    return "receipts", True, f"{count} in {folder / ANSWERS}" if count else f"none yet; they are written to {folder / ANSWERS}"


def _prices(settings: Settings) -> Iterator[tuple[str, bool | None, str]]:
    from copilot.errors import CopilotError
    from copilot.market.folder_check import check_prices
    from copilot.workspace import open_market

    try:
        market = open_market(settings)
        tickers = list(market.prices.tickers())
        is_folder = market.prices.name.startswith("files:")  # live prices are not asked for
        doubts = check_prices(market.prices, as_of=settings.as_of or new_york_today()) if is_folder else ()
    except CopilotError as error:
        yield "prices", False, f"{error.problem} ({error.fix})"
        return
    yield "prices", True, f"{market.prices.name}, {f'{len(tickers)} tickers' if tickers else 'not asked'}"
    for doubt in doubts:
        yield "prices", False if doubt.kind == "defect" else None, f"{doubt.ticker}, {doubt.kind}: {doubt.text}"
