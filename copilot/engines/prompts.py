"""Prompt files: one task each, whole, with `{{name}}` slots, known by stem and hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from copilot.resources import resource

_SLOT = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as read from `prompts/`; `id` is "stem@hash8" and goes into every receipt."""

    id: str
    template: str

    def fill(self, **slots: str) -> str:
        """The prompt with its slots replaced, in one pass: a slot inside a value stays text.

        Raises ValueError where a name is missing or extra.
        """
        wanted = set(_SLOT.findall(self.template))
        if wanted != set(slots):
            raise ValueError(f"prompt {self.id} takes {sorted(wanted)}, got {sorted(slots)}")
        return _SLOT.sub(lambda match: slots[match[1]], self.template)


def load_prompt(stem: str) -> Prompt:
    """The prompt `prompts/<stem>.md`. Raises FileNotFoundError where there is none."""
    template = resource("prompts", f"{stem}.md").read_text(encoding="utf-8")
    return Prompt(f"{stem}@{hashlib.sha256(template.encode()).hexdigest()[:8]}", template)
