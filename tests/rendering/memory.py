from __future__ import annotations

import io


class Memory(io.StringIO):
    """What a pipe of this encoding, or a terminal, would receive."""

    def __init__(self, encoding: str = "utf-8", *, is_terminal: bool = False) -> None:
        super().__init__()
        self._name, self._is_terminal = encoding, is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding the stream pretends to have."""
        return self._name

    def isatty(self) -> bool:
        """Whether the stream pretends to be a terminal."""
        return self._is_terminal
