"""Where a library, its receipts and its settings lie. Imports nothing heavy: replaying a receipt needs no other setting."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from copilot.errors import UsageError


def user_folder() -> Path:
    """Where a library, receipts and settings lie when no folder is named: the platform's place for a user's data.

    Linux: $XDG_DATA_HOME/copilot, else ~/.local/share/copilot. macOS: ~/Library/Application Support/copilot.
    Windows: %LOCALAPPDATA%\\copilot.
    """
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "copilot"
    place = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME")
    return (Path(place) if place else Path.home() / ".local" / "share") / "copilot"


def library_folder(named: str | None) -> Path:
    """The folder in force: the one named, else COPILOT_HOME, else the user's own. It need not exist. Raises UsageError."""
    if named is not None and not named.strip():
        raise UsageError("--library names no folder", fix="give a folder, or leave the option out")
    home = named or os.environ.get("COPILOT_HOME")
    return Path(home).expanduser() if home else user_folder()
