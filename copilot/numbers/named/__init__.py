"""A figure derived from operands that its words name, over tables and prose."""

from copilot.numbers.named.deriving import Derived, derive_by_name, derive_named
from copilot.numbers.named.figures import figures
from copilot.numbers.named.page import Page

__all__ = ["Derived", "Page", "derive_by_name", "derive_named", "figures"]
