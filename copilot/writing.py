"""A file written whole or not at all: what a crash, a full disk or Ctrl-C leaves behind is the old file or none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put content at path in one step, flushed to disk; its folder is made. Raises OSError where that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:16]}.{os.getpid()}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:  # Ctrl-C as well: nothing half-written stays
        part.unlink(missing_ok=True)
        raise
