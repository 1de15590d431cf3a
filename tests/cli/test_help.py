from __future__ import annotations

import shlex
import subprocess
import sys
from typing import Any

import pytest

HEAVY = {"chromadb", "langchain", "langchain_openai", "openai", "pandas", "yfinance", "pydantic", "pydantic_settings", "numpy", "rich",
         "onnxruntime", "tokenizers", "sqlite3", "decimal"}  # fmt: skip
APOSTROPHE = "what's the price of IJR?"
COMMANDS = [
    [],
    ["ask"],
    ["chat"],
    ["check"],
    ["library"],
    ["library", "add"],
    ["library", "list"],
    ["library", "show"],
    ["library", "remove"],
    ["verify"],
    ["show"],
    ["export"],
    ["diff"],
    ["metrics"],
    ["eval"],
    ["setup"],
    ["doctor"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run: Any, command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.code == 0 and done.err == ""
    assert done.out.startswith(f"usage: copilot {' '.join(command)}".rstrip())
    assert max(map(len, done.out.splitlines())) <= 125


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys, contextlib\n"
        "from copilot.cli.main import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        "print('LOADED', *sorted(name for name in sys.modules if '.' not in name))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.partition("LOADED ")[2].split())
    assert not loaded & HEAVY


def test_help_works_where_the_terminal_has_no_glyphs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "copilot", "--help"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert b"{ok} checked" in done.stdout and b"{-} uncited" in done.stdout


def test_without_a_command_the_help_is_shown(run: Any) -> None:
    assert run().out == run("--help").out


def test_the_version_is_said(run: Any) -> None:
    from copilot import __version__

    assert run("--version").out == f"copilot {__version__}\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_help_on_a_terminal_fits_its_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from copilot.cli.parser import DESCRIPTION, EPILOG, build_parser

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    told = build_parser().format_help()
    assert max(map(len, told.splitlines())) <= max(width, 53)  # argparse's own list
    assert set(f"{DESCRIPTION}\n{EPILOG}".split()) <= set(told.split())


@pytest.mark.parametrize(
    ("words", "problem", "fix"),
    [
        (["chek", "note.txt"], "no command 'chek'", "did you mean check?"),
        (["library", "ad", "x"], "no action 'ad'", "did you mean add? (copilot library --help)"),
        (["ask", "--modle", "x", "why?"], "copilot ask has no option --modle", "did you mean --model?"),
        (["check", "--pubished=2025-01-02", "x"], "copilot check has no option --pubished", "did you mean --published?"),
        (["check", "--zzz", "x"], "copilot check has no option --zzz", "see copilot check --help"),
        (["ask", "--engine", "own", "x"], "--engine cannot be 'own'", "choose from extractive, model"),
        (["why did tin fall?"], "a question needs a command", "to ask it: copilot ask 'why did tin fall?'"),
        ([APOSTROPHE], "a question needs a command", f"copilot ask {shlex.quote(APOSTROPHE)}"),
        (["what is $HOME `id`?"], "a question needs a command", "copilot ask 'what is $HOME `id`?'"),
        (["library", "my note.txt"], "no action 'my note.txt'", "to add it: copilot library add 'my note.txt'"),
        (["--as-of", "2025-01-01", "ask", "x"], "--as-of stands before the command", "copilot ask --as-of …"),
        (["library", "--json", "list"], "--json stands before the action", "copilot library list --json …"),
        (["--verison"], "copilot has no option --verison", "did you mean --version?"),
        (["ask", "-5"], "copilot ask has no option -5", "see copilot ask --help"),
        (["ask", "-x"], "copilot ask has no option -x", "see copilot ask --help"),
        (["eval", "quik"], "nothing called quik", "did you mean quick?"),
        (["eval", "xyzzy"], "nothing called xyzzy", "copilot eval lists what there is"),
    ],
)
def test_a_slip_is_told_with_what_was_probably_meant(run: Any, words: list[str], problem: str, fix: str) -> None:
    done = run(*words)
    assert done.is_error(2) and problem in done.err and fix in done.err
