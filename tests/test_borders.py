"""The borders of the house: one vendor, one module; imports point down the flow; no sample in the code; a light --help."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "copilot"

VENDORS = {  # what is not named may be imported anywhere
    "chromadb": {"index/vectors.py"},
    "exchange_calendars": set(),  # the oracle of tests
    "filelock": {"library/store.py"},
    "holidays": {"market/calendar.py"},
    "httpx": {"market/fred.py"},
    "jinja2": {"rendering/audit_parts.py"},
    "langchain": {"engines/model.py"},
    "langchain_openai": {"engines/model.py"},
    "onnxruntime": {"index/embedding.py"},
    "lxml": {"library/html_text.py"},
    "openai": {"engines/model.py"},
    "pyarrow": {"market/parquet.py"},
    "plotext": {"rendering/chart.py"},
    "pypdf": {"library/pdf_text.py"},
    "pydantic_settings": {"settings.py"},
    "requests": {"market/sec.py"},
    "rich": {"rendering/progress.py", "rendering/screen.py"},
    "sec_edgar_api": {"market/sec.py"},
    "tokenizers": {"index/embedding.py"},
    "trafilatura": {"library/html_text.py"},
    "urllib3": {"market/sec.py"},
    "yfinance": {"market/yahoo.py"},
}
LAYERS = [  # a room may import from rooms above its own line, never beside or below it
    {"types", "errors", "writing"},
    {"calendar_days", "calendar_words", "clock", "home", "records", "resources", "sentences", "marks"},
    {"named_days"},
    {"settings"},
    {"names"},
    {"numbers", "library", "market"},
    {"index", "metrics"},
    {"workspace"},
    {"engines", "comparison", "checking"},
    {"auditing"},
    {"receipts"},
    {"pipeline"},
    {"evaluation"},
    {"rendering"},
    {"cli"},
]
# Named exceptions, each with its reason.
ALLOWED = {
    ("library", "index"): "an article is stored, chunked and embedded in one transaction",
    ("index", "library"): "retrieval reads the system of record",
    ("metrics", "market"): "prices are the input of every metric",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_each_vendor_is_imported_in_its_own_file_only() -> None:
    found: dict[str, set[str]] = {vendor: set() for vendor in VENDORS}
    for name, tree in modules():
        for target in imported(tree):
            if (root := target.split(".")[0]) in found:
                found[root].add(name)
    assert found == VENDORS


def test_imports_point_down_the_flow() -> None:
    depth = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
    for name, tree in modules():
        room = name.split("/")[0].removesuffix(".py")
        if room.startswith("__"):
            continue
        for target in imported(tree):
            parts = target.split(".")
            if parts[0] != "copilot" or len(parts) < 2 or parts[1] == room:
                continue
            assert depth[parts[1]] < depth[room] or (room, parts[1]) in ALLOWED, f"{name} imports {target}"


def test_no_ticker_or_figure_of_the_sample_stands_in_the_code() -> None:
    marks = ["IJR", "IWM", "SPY", "112.00", "125.84", "12.36", "20.06", "14.78"]
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".toml", ".csv", ".md", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not [mark for mark in marks if mark in text], path.name


def test_prompts_name_no_ticker_or_figure_of_the_sample() -> None:
    for path in (ROOT / "prompts").glob("*.md"):
        assert not [mark for mark in ("IJR", "IWM", "SPY", "112.00", "125.84") if mark in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys, contextlib\n"
        "from copilot.cli.main import main\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    main({arguments!r})\n"
        "heavy = {'chromadb', 'langchain', 'langchain_openai', 'pandas', 'yfinance', 'numpy', 'openai', 'pydantic', 'onnxruntime',\n"
        "         'holidays', 'httpx', 'sec_edgar_api', 'pyarrow'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout


def test_an_audit_imports_no_engine() -> None:
    program = "import sys\nimport copilot.pipeline\nprint([name for name in sys.modules if name.startswith('copilot.engines')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_table_of_reference_is_told_in_its_readme() -> None:
    told = (ROOT / "reference" / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "reference").iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in told} == set()


@pytest.mark.parametrize("room", ["comparison", "evaluation", "index", "library", "market", "metrics", "receipts", "rendering"])
def test_a_room_names_its_files(room: str) -> None:
    told = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    files = {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"}
    assert files - set(re.findall(r"`(\w+)", told)) == set()


def test_every_package_that_is_imported_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = [*project["dependencies"], *project["optional-dependencies"]["parquet"]]
    declared = {re.split(r"[ >=<;]", name)[0] for name in told}
    homes = packages_distributions()
    used = {target.split(".")[0] for _, tree in modules() for target in imported(tree)} & homes.keys() - {"copilot"}
    assert {name for name in used if not declared & {home.lower() for home in homes[name]}} == set()
